"""Sheets with headers of their own, confirmed once by the planner: kept by name, and used when the same headers come again."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

from graphmodel.schema import NODE, REL
from graphmodel.settings import home
from graphmodel.words import Node, Rel
from loaders.files import Sheet
from loaders.header_rows import SEARCHED, Cells, composed
from loaders.meanings import Field, meaning, meanings
from loaders.text import canonical

KEEP, SKIP = "keep", "skip"
"""What a column without a meaning is: kept as it is beside the others, or not loaded."""


@dataclass(frozen=True)
class Mapped:
    """What one sheet means: its type, and each header with its code (prop:households, link:所属乡镇, start, end, …, keep, skip)."""

    sheet: str
    kind: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Mapping:
    """Sheets confirmed together, under a name, at a time (ISO, UTC)."""

    name: str
    at: str
    sheets: tuple[Mapped, ...]


def folder() -> Path:
    """Where mappings are kept."""
    return home() / "mappings"


def file_of(name: str) -> Path:
    """The file of a mapping. ValueError where the name is none that a file may have."""
    if not name.strip() or len(name) > 80 or re.search(r'[\\/:*?"<>|\x00-\x1f]', name) or name.startswith("."):
        raise ValueError(name)
    return folder() / f"{name.strip()}.json"


def save(name: str, sheets: Iterable[Mapped]) -> Mapping:
    """Keeps a mapping; sheets that it had under that name and that are not given now stay. ValueError for an unfit name or meaning."""
    file, new = file_of(name), tuple(sheets)
    for mapped in new:
        codes = {code for _, code in mapped.columns} - {KEEP, SKIP}
        if mapped.kind not in (*NODE, *REL) or not codes <= set(fields_of(kind_of(mapped.kind))):
            raise ValueError(mapped.sheet)
    old = next((m.sheets for m in saved() if m.name == name.strip()), ())
    kept = tuple(m for m in old if {h for h, _ in m.columns} not in [{h for h, _ in n.columns} for n in new])
    made = Mapping(name.strip(), datetime.now(UTC).isoformat(timespec="seconds"), kept + new)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    part.write_text(json.dumps(asdict(made), ensure_ascii=False, indent=1), "utf-8")
    part.replace(file)
    return made


def saved() -> list[Mapping]:
    """Every mapping, by name; files that are none are passed over."""
    found = []
    for file in sorted(folder().glob("*.json")):
        try:
            told = json.loads(file.read_text("utf-8"))
            sheets = tuple(Mapped(s["sheet"], s["kind"], tuple((h, c) for h, c in s["columns"])) for s in told["sheets"])
            found.append(Mapping(file.stem, told["at"], tuple(s for s in sheets if s.kind in (*NODE, *REL))))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


def forget(name: str) -> bool:
    """Removes a mapping; whether there was one."""
    try:
        file_of(name).unlink()
    except (FileNotFoundError, ValueError):
        return False
    return True


def kind_of(name: str) -> Node | Rel:
    """The type of that label or type name."""
    return NODE[name] if name in NODE else REL[name]


def code_of(field: Field) -> str:
    """How a mapping writes what a column means."""
    if field.role == "prop" and field.prop:
        return f"prop:{field.prop.name}"
    return f"link:{field.link.title[0]}" if field.link else field.role


@cache
def fields_of(kind: Node | Rel) -> dict[str, Field]:
    """Every meaning that a column of this type may have, by its code."""
    found: dict[str, Field] = {}
    for field in meanings(kind.label if isinstance(kind, Node) else kind.type).values():
        found.setdefault(code_of(field), field)
    return found


def fitting(sheet: Sheet, mappings: Iterable[Mapping]) -> tuple[Mapping, Mapped, int, Cells] | None:
    """The mapping whose every header stands on a sheet, with the header's row and texts; the latest, and the fullest, goes first."""
    known = [(m.at, len(s.columns), m, s) for m in mappings for s in m.sheets]
    for _, _, mapping, mapped in sorted(known, key=lambda one: one[:2], reverse=True):
        wanted = {canonical(header) for header, _ in mapped.columns}
        for row, cells in heads(sheet, kind_of(mapped.kind)):
            if wanted and wanted <= {canonical(cell) for cell in cells if cell}:
                return mapping, mapped, row, cells
    return None


def heads(sheet: Sheet, kind: Node | Rel) -> Iterator[tuple[int, Cells]]:
    """Every row near the top, then every two, that may be a header: the (lower) row and the text over each column."""
    rows = [(row[0], row[1:]) for row in sheet.rows.head(SEARCHED).rows()]
    yield from rows
    for (above, upper), (row, lower) in pairwise(rows):
        if row == above + 1:
            yield row, composed(upper, lower, lambda text: meaning(kind, text))
            yield row, composed(upper, lower, lambda text: None)
