"""A load worked out and not yet written: what is wrong, what would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from graphmodel.changes import Changes
from graphmodel.imports import ImportRecord
from graphmodel.problem import Problem
from loaders.decisions import Asked
from loaders.files import File, Sheet
from loaders.propose import Proposal


@dataclass(frozen=True)
class SheetSummary:
    """A sheet that was understood: its type, header row and size, the columns it fills, and those kept in `extra`.

    `places` are the headers with the numbers of their columns, from 1.
    """

    file: str
    sheet: str
    type: str
    header_row: int
    rows: int
    cells: int
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    places: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Draft:
    """What `prepare` found. `counts` are by type; `table` holds the changed cells; `totals` what each type must count afterwards.

    `table` has type, key, name, prop, title_zh, title_en, before, after, file, sheet, row, taken (what the cell held when the
    ledger was taken from the store, where that is known), conflict and decision (ask, keep, replace or ""). `proposals` are for sheets that must be confirmed; `heads` are the first rows of every sheet of which not
    all columns were understood; `meanwhile` are the imports that others wrote since the files were first checked; `asked` are the names that the planner may say once what they mean.
    """

    problems: tuple[Problem, ...]
    counts: dict[str, dict[str, int]]
    changes: Changes
    record: ImportRecord
    table: pl.DataFrame
    sheets: tuple[SheetSummary, ...]
    files: tuple[File, ...]
    totals: dict[str, int]
    territory: str | None
    state: str
    proposals: tuple[Proposal, ...] = ()
    heads: tuple[Sheet, ...] = ()
    asked: tuple[Asked, ...] = ()
    meanwhile: tuple[ImportRecord, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which nothing can be written."""
        return tuple(p for p in self.problems if p.severity == "error")

    @property
    def ok(self) -> bool:
        """Whether it may be written: no error, and no conflict left undecided."""
        return not self.errors and not (self.table["decision"] == "ask").any()

    @property
    def cells(self) -> list[dict[str, Any]]:
        """The changed cells, one dict each; `conflict` marks those that someone changed after the ledger was taken."""
        return self.table.to_dicts()
