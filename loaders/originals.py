"""The workbooks as they were given: kept by their digest, and the cells around a source row read back from them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from graphmodel.imports import ImportRecord
from graphmodel.masking import mask
from graphmodel.words import Node
from loaders.files import File, Sheet, sheets_of
from loaders.headers import Match, understand

INDEX = "index.jsonl"
"""One line a file of an import: number, file, sha256."""


def keep(home: Path, files: Iterable[File], record: ImportRecord) -> None:
    """Copies the files of an import to `home/files/<sha256>.<ending>`, each once."""
    folder = Path(home) / "files"
    folder.mkdir(parents=True, exist_ok=True)
    for file, noted in zip(files, record.files, strict=True):
        target = folder / f"{noted.sha256}{file.suffix}"
        if not target.exists():
            part = target.with_name(f"{target.name}.{os.getpid()}.part")
            try:
                part.write_bytes(file.data)
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)


def note(home: Path, record: ImportRecord) -> None:
    """Notes which files an import that was written had."""
    lines = [
        json.dumps({"number": record.number, "at": record.at, "file": f.name, "sha256": f.sha256}, ensure_ascii=False) for f in record.files
    ]
    with (Path(home) / "files" / INDEX).open("a", encoding="utf-8") as index:
        index.writelines(line + "\n" for line in lines)


def cells(home: Path | str, source: dict[str, Any], around: int = 1, unmask: bool = False) -> dict[str, Any] | None:
    """The original rows beside a source (import, file, sheet, row; sha256 where known): `{"header": […], "rows": [{"row", "cells"}, …]}`.

    Personal columns are masked unless asked for. None where the file is not kept, or two stores have different files of that name
    and number.
    """
    path = kept_file(Path(home) / "files", source)
    found = original(str(path), source["sheet"]) if path else None
    if found is None:
        return None
    rows, match = found
    columns = rows.columns[1:]
    header = rows.filter(pl.col("row") == match.header_row) if match else rows.head(1)
    near = rows.filter(pl.col("row").is_between(max(1, source["row"] - around), source["row"] + around))
    masks = {} if unmask or match is None else personal(match)
    shown = [
        {"row": number, "cells": [mask(cell, masks.get(c, "")) for c, cell in zip(columns, row, strict=False)]}
        for number, *row in near.rows()
        if not match or number != match.header_row
    ]
    return {"header": list(header.row(0)[1:]) if header.height else [], "rows": shown}


def personal(match: Match) -> dict[str, str]:
    """The columns that hold what identifies a person, with how it is masked; on a sheet of people an unknown column counts as one."""
    found = {f.column: f.prop.personal for f in match.fields if f.prop and f.prop.personal}
    people = isinstance(match.kind, Node) and any(p.personal for p in match.kind.props)
    return found | ({column: "number" for column, _ in match.unknown} if people else {})


def kept_file(folder: Path, source: dict[str, Any]) -> Path | None:
    """The kept file of a source."""
    digests = {source["sha256"]} if source.get("sha256") else noted(folder, source)
    if len(digests) != 1:
        return None
    return next(iter(sorted(folder.glob(f"{next(iter(digests))}.*"))), None)


def noted(folder: Path, source: dict[str, Any]) -> set[str]:
    """The digests noted for an import's file."""
    try:
        lines = (folder / INDEX).read_text("utf-8").splitlines()
    except OSError:
        return set()
    notes = [json.loads(line) for line in lines if line.endswith("}")]
    return {note["sha256"] for note in notes if (note["number"], note["file"]) == (source["import"], source["file"])}


@lru_cache(maxsize=8)
def original(path: str, sheet: str) -> tuple[pl.DataFrame, Match | None] | None:
    """The rows of one sheet of a kept file, and how it was understood."""
    kept = Path(path)
    found, _ = sheets_of(0, File(kept.name, kept.read_bytes()))
    rows = next((s.rows for s in found if s.name == sheet), found[0].rows if len(found) == 1 else None)
    return None if rows is None else (rows, understand(Sheet(0, 0, "", sheet, rows))[0])
