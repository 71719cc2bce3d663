"""What was imported, what each import changed, and taking an import back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from actions.audit import who
from graphmodel.changes import TableChange
from graphmodel.ddl import identity
from graphmodel.engine import Engine
from graphmodel.imports import ImportRecord, standing
from graphmodel.masking import mask
from graphmodel.schema import NODE, REL
from graphmodel.undoing import Obstacle, key_of, taken_back
from graphmodel.words import Node, Rel, Text

WHY: dict[str, Text] = {
    "changed": ("又被改过", "was changed again"),
    "gone": ("后来被删去", "was removed later"),
    "again": ("后来又被写入", "was put in again"),
    "joined": ("后来有关系连到本次新增的对象", "is a later relationship with what this import brought"),
}
TOLD = 3
"""How many obstacles a refusal names; the rest is counted."""


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

    def __init__(self, zh: str, en: str, imports: tuple[int, ...] = ()) -> None:
        super().__init__(zh)
        self.text: Text = (zh, en)
        self.imports = imports


def undo(engine: Engine, number: int) -> ImportRecord:
    """Takes an import back: its inverse, on what is stored now, is applied as an import of its own.

    NotUndone says why it cannot: unknown, undone already, an undo itself, or later imports depend on it, and which.
    """
    records = engine.imports()
    found = next((record for record in standing(records) if record.number == number), None)
    if found is None:
        raise NotUndone(*unknown(records, number))
    changes, against = taken_back(engine, number)
    if against:
        raise NotUndone(*refusal(against), imports=depending(against))
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
    engine.apply(changes, back)
    return back


def why_not(engine: Engine, number: int) -> Text | None:
    """Why an import cannot be taken back; None where it can."""
    records = engine.imports()
    if number not in {record.number for record in standing(records)}:
        return unknown(records, number)
    against = taken_back(engine, number)[1]
    return refusal(against) if against else None


def unknown(records: list[ImportRecord], number: int) -> Text:
    """Why there is nothing to take back under this number."""
    found = next((record for record in records if record.number == number), None)
    undone_by = next((record.number for record in records if record.undoes == number), None)
    if found is None:
        return (
            f"没有可撤销的导入 {number}。见 manage.py history。",
            f"There is no import {number} to take back. Maybe see manage.py history.",
        )
    if undone_by is not None:
        return f"导入 {number} 已由 {undone_by} 撤销。", f"Import {number} was taken back already, by {undone_by}."
    return f"{number} 本身是撤销，不能再撤销。", f"{number} takes an import back itself. Maybe load the files again."


def depending(against: list[Obstacle]) -> tuple[int, ...]:
    """The later imports that depend on it."""
    return tuple(sorted({number for one in against for number in one.imports}))


def refusal(against: list[Obstacle]) -> Text:
    """Why an import cannot be taken back: which later imports did what to which things."""
    later = depending(against)
    named = [obstacle(one) for one in against[:TOLD]]
    more = len(against) - len(named)
    zh = "；".join(one[0] for one in named) + (f"；另有 {more} 处" if more else "")
    en = "; ".join(one[1] for one in named) + (f"; and {more} more" if more else "")
    first_zh = f"先撤销导入 {'、'.join(map(str, reversed(later)))}。" if later else ""
    first_en = f" Maybe take back import {', '.join(map(str, reversed(later)))} first." if later else ""
    return f"不能撤销，其后的导入依赖它：{zh}。{first_zh}", f"Cannot be taken back, later imports depend on it: {en}.{first_en}"


def obstacle(one: Obstacle) -> Text:
    """One obstacle in words: codes only, so nobody is named."""
    kind = NODE.get(one.type) or REL[one.type]
    prop = next((prop.title for prop in kind.props if prop.name == one.prop), ("", ""))
    listed = [mark.join(map(str, one.imports)) for mark in ("、", ", ")]
    by = (f"（导入 {listed[0]}）", f" (import {listed[1]})") if one.imports else ("", "")
    key = one.key.partition(":")[2] if isinstance(kind, Node) else one.key
    zh = f"{kind.title[0]} {key}{' 的' + prop[0] if prop[0] else ''}{WHY[one.why][0]}{by[0]}"
    return zh, f"{kind.title[1]} {key}{', ' + prop[1] + ',' if prop[1] else ''} {WHY[one.why][1]}{by[1]}"


def brought(engine: Engine, number: int) -> dict[str, dict[str, int]]:
    """What an import changed, by type: how many things are new, changed and gone. KeyError when there is no such import.

    Counted from what was written: nodes that only came to lie elsewhere are left out.
    """
    found = {}
    for name, change in engine.journal(number).tables.items():
        facts = [prop.name for prop in (NODE.get(name) or REL[name]).props] + ["extra"]
        pairs = zip(change.changed.select(facts).iter_rows(), change.before.select(facts).iter_rows(), strict=True)
        changed = sum(after != before for after, before in pairs)
        counted = {"new": len(change.new), "changed": changed, "gone": len(change.gone)}
        if any(counted.values()):
            found[name] = counted
    return {name: found[name] for name in (*NODE, *REL) if name in found}


def changed_cells(
    engine: Engine, number: int, type: str | None = None, deed: str | None = None, *, unmask: bool = False
) -> list[dict[str, Any]]:
    """What an import changed, cell by cell: type, key, which, name, deed, prop, before, after.

    `deed` is changed, or new or gone for a thing as a whole (prop is "" then). Of one type and deed where they are given. Masked
    unless `unmask`. KeyError when there is no such import.
    """
    tables = engine.journal(number).tables
    wanted: dict[str, TableChange] = {}
    for name, change in tables.items():
        if type in (None, name):
            empty = change.new.clear()
            keep = {part: getattr(change, part) if deed in (None, told) else empty
                    for part, told in (("new", "new"), ("changed", "changed"), ("before", "changed"), ("gone", "gone"))}  # fmt: skip
            wanted[name] = TableChange(name, **keep)
    return [row for name, change in wanted.items() for row in cells_of(NODE.get(name) or REL[name], change, unmask)]


def cells_of(kind: Node | Rel, change: TableChange, unmask: bool = False) -> Iterator[dict[str, Any]]:
    """The changed cells of one type, then its new and its gone rows."""
    personal = {} if unmask else {prop.name: prop.personal for prop in kind.props}
    caption = kind.caption if isinstance(kind, Node) else ""

    def told(row: dict[str, Any], deed: str, prop: str = "", before: Any = None, after: Any = None) -> dict[str, Any]:
        hide = personal.get(prop, "")
        name = mask(row.get(caption), personal.get(caption, "")) if caption else ""
        key = key_of(change.name, tuple(row[column] for column in identity(kind)))
        which = row.get("key", "") if isinstance(kind, Rel) else ""
        return {"type": change.name, "key": key, "which": which, "name": str(name or ""), "deed": deed, "prop": prop,
                "before": mask(before, hide), "after": mask(after, hide)}  # fmt: skip

    for before, after in zip(change.before.iter_rows(named=True), change.changed.iter_rows(named=True), strict=True):
        for prop in kind.props:
            if before[prop.name] != after[prop.name]:
                yield told(after, "changed", prop.name, before[prop.name], after[prop.name])
    for deed, frame in (("new", change.new), ("gone", change.gone)):
        for row in frame.iter_rows(named=True):
            yield told(row, deed)
