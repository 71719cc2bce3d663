"""Formulas that give no value: an error where the cell would have been loaded, nothing where it is passed over anyway."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from graphmodel.problem import Problem
from loaders.headers import Match, column_letters
from loaders.values import Fault

RULES = ("formula_error", "formula_uncached")
SHOWN = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
"""What Excel shows of a formula that failed; in a CSV, or pasted as a value, that is the text of the cell."""


def in_loaded_cells(problems: Iterable[Problem], matches: list[Match], skipped: Iterable[Problem]) -> list[Problem]:
    """The problems without formulas of titles, totals, numberings and sheets that nobody loads; the others by their header."""
    sheets = {(m.sheet.source, m.sheet.name): m for m in matches}
    passed = {(p.file, p.sheet, p.row) for p in skipped if p.rule == "row_skipped"}
    kept = []
    for problem in problems:
        if problem.rule in RULES:
            match = sheets.get((problem.file, problem.sheet))
            headers = {column_letters(c): header for c, header in match.headers().items()} if match else {}
            place = (problem.file, problem.sheet, problem.row)
            if not match or problem.column not in headers or (problem.row or 0) <= match.header_row or place in passed:
                continue
            problem = replace(problem, column=headers[problem.column])
        kept.append(problem)
    return kept


def written_out(text: pl.Series) -> tuple[pl.Series, dict[str, Fault]]:
    """A column without the texts that a failed formula shows, and why each of them is no value."""
    failed = text.is_in(SHOWN).fill_null(False) if text.str.starts_with("#").any() else None
    if failed is None or not failed.any():
        return text, {}
    faults = {cell: Fault("formula_error", f"公式结果为 {cell}。", f"A formula gave {cell}.") for cell in text.filter(failed).unique()}
    return text.set(failed, None), faults
