"""What was imported, and taking an import back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from actions.audit import who
from graphmodel.engine import Engine
from graphmodel.imports import ImportRecord, standing
from graphmodel.words import Text


def history(engine: Engine) -> list[dict[str, Any]]:
    """Every import, oldest first, as the `history` verb prints it."""
    records = engine.imports()
    undone = {record.undoes for record in records if record.undoes is not None}
    return [
        {
            "import": record.number,
            "at": record.at,
            "data_date": record.data_date,
            "who": record.who,
            "files": [{"name": file.name, "sheets": list(file.sheets), "sha256": file.sha256} for file in record.files],
            "counts": record.counts,
            "undone": record.number in undone,
        }
        for record in records
    ]


class NotUndone(ValueError):
    """An import that cannot be taken back, and why, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text: Text = (zh, en)


def undo(engine: Engine, number: int) -> ImportRecord:
    """Takes the last import back: the inverse of its journal is applied as an import of its own.

    NotUndone says why it cannot: unknown, undone already, an undo itself, or not the last one still in force.
    """
    records = engine.imports()
    in_force = standing(records)
    found = next((record for record in in_force if record.number == number), None)
    if found is None:
        raise NotUndone(
            f"没有可撤销的导入 {number}。见 manage.py history。", f"There is no import {number} to take back. Maybe see manage.py history."
        )
    if found is not in_force[-1]:
        raise NotUndone(f"导入 {in_force[-1].number} 在其后，先撤销它。", f"Import {in_force[-1].number} came later: take it back first.")
    back = replace(
        found,
        number=max(record.number for record in records) + 1,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        who=who(),
        files=(),
        counts={},
        undoes=number,
        note="",
    )
    engine.apply(engine.journal(number).inverse(), back)
    return back
