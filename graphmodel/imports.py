"""What was imported: one record for each import, and where a source token points."""
from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class FileRecord:
    """One file of an import: its name, its sheets in order, and the SHA-256 of its bytes."""

    name: str
    sheets: tuple[str, ...]
    sha256: str


@dataclass(frozen=True)
class ImportRecord:
    """One import. `at` is an ISO time in UTC; `counts` are by type: new, changed, same, conflicting, gone; `undoes` is a number."""

    number: int
    at: str
    data_date: date
    who: str
    files: tuple[FileRecord, ...] = ()
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    samples: bool = False
    undoes: int | None = None
    note: str = ""

    def to_json(self) -> str:
        """The record as one JSON text.

        >>> record = ImportRecord(1, "2026-01-02T03:04:05+00:00", date(2026, 1, 1), "", (FileRecord("村.xlsx", ("村",), "ab"),))
        >>> from_json(record.to_json()) == record
        True
        """
        return json.dumps(asdict(self) | {"data_date": self.data_date.isoformat()}, ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> ImportRecord:
    """The record that `to_json` wrote."""
    given = json.loads(text)
    files = tuple(FileRecord(file["name"], tuple(file["sheets"]), file["sha256"]) for file in given["files"])
    return ImportRecord(**given | {"data_date": date.fromisoformat(given["data_date"]), "files": files})


def standing(records: Iterable[ImportRecord]) -> list[ImportRecord]:
    """The imports still in force: neither undone nor the undoing of another."""
    records = list(records)
    undone = {record.undoes for record in records}
    return [record for record in records if record.undoes is None and record.number not in undone]


def holds_samples(records: Iterable[ImportRecord]) -> bool:
    """Whether samples are in force among these imports."""
    return any(record.samples for record in standing(records))


def source(token: str, records: Iterable[ImportRecord]) -> dict[str, Any]:
    """Import, file, sheet and Excel row of a source token; file and sheet are "" where no record knows them.

    >>> record = ImportRecord(3, "", date(2026, 1, 1), "", (FileRecord("村.xlsx", ("村", "户"), "ab"),))
    >>> source("3.0.1.14", [record])
    {'import': 3, 'file': '村.xlsx', 'row': 14, 'sheet': '户'}
    """
    number, file, sheet, row = (int(part) for part in token.split("."))
    found = next((record.files[file] for record in records if record.number == number and file < len(record.files)), None)
    return {"import": number, "file": found.name if found else "", "row": row,
            "sheet": found.sheets[sheet] if found and sheet < len(found.sheets) else ""}
