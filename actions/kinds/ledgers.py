"""Which files, sheets and rows a number was counted from: the ledgers of the types that a question reads, in one place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import polars as pl

from graphmodel.engine import Engine
from graphmodel.imports import ImportRecord, source
from graphmodel.schema import NODE, REL
from graphmodel.schema import scope as scope_text
from loaders.editing import called
from queries.book import Question

Spans = dict[tuple[str, str], set[int]]
"""Rows by file and sheet."""
LABELS = re.compile(r":\s*`?([A-Za-z_]+(?:\|[A-Za-z_]+)*)")
RUNS = 3
"""Runs of rows that are listed; more are told by the first, the last and how many."""


def read_by(question: Question) -> tuple[str, ...]:
    """The types from which a question's denominator is counted, or else its rows, and those that it needs.

    >>> from queries import BOOK
    >>> read_by(BOOK["villages_without_leader"])
    ('Area', 'IN_AREA', 'LEADS', 'Village')
    """
    text = question.cypher.get("denominator") or question.cypher["rows"]
    named = {name for part in LABELS.findall(text) for name in part.split("|")} | set(question.needs)
    return tuple(sorted(name for name in named if name in NODE or name in REL))


def reader(engine: Engine, records: list[ImportRecord]) -> Callable[[str, str | None], Spans]:
    """A function that gives the rows of one type in one place, each type read once."""

    @cache
    def inside(label: str, scope: str | None) -> pl.DataFrame:
        frame = engine.table(NODE[label], ["id", "within", "sources"])
        return frame.filter(pl.col("within").str.contains(scope_text(scope), literal=True)) if scope else frame

    @cache
    def spans(type: str, scope: str | None) -> Spans:
        if type in NODE:
            return grouped(inside(type, scope)["sources"], records)
        frame = engine.table(REL[type], ["start_label", "start", "end_label", "end", "sources"])
        if scope:
            near = [
                pl.col(end).is_in(inside(label, scope)["id"].implode()) & (pl.col(f"{end}_label") == label)
                for end in ("start", "end")
                for label in sorted(frame[f"{end}_label"].unique())
            ]
            frame = frame.filter(pl.any_horizontal(near)) if near else frame
        return grouped(frame["sources"], records)

    return spans


def grouped(tokens: pl.Series, records: list[ImportRecord]) -> Spans:
    """The rows that source tokens (`import.file.sheet.row`, several a text) point to, by file and sheet."""
    each = tokens.drop_nulls().str.split(" ").explode().drop_nulls().rename("token").to_frame().filter(pl.col("token") != "")
    cut = each.select(
        pl.col("token").str.replace(r"\.\d+$", "").alias("sheet"), pl.col("token").str.extract(r"\.(\d+)$", 1).cast(pl.Int64).alias("row")
    )
    found: Spans = {}
    for sheet, rows in cut.unique().group_by("sheet").agg("row").sort("sheet").iter_rows():
        cell = source(f"{sheet}.0", records)
        found.setdefault((cell["file"], cell["sheet"]), set()).update(rows)
    return found


def cells(sources: Iterable[Iterable[dict[str, Any]]]) -> Spans:
    """The rows that the cells of an answer name, by file and sheet."""
    found: Spans = {}
    for row in sources:
        for cell in row:
            found.setdefault((cell["file"], cell["sheet"]), set()).add(cell["row"])
    return found


def said(spans: Spans, language: str) -> str:
    """Files, sheets and runs of rows in words.

    >>> said({("村情.xlsx", "村"): {2, 3, 4, 9}}, "zh"), said({("a.xlsx", "b"): {5}}, "en")
    ('村情.xlsx · 村 第 2–4、9 行', 'a.xlsx · b rows 5')
    """
    english = language == "en"
    words = "rows {}" if english else "第 {} 行"
    parts = [f"{called(file)[english]} · {sheet} {words.format(ranges(rows))}" for (file, sheet), rows in sorted(spans.items())]
    return ("; " if english else "；").join(parts)


def ranges(rows: Iterable[int]) -> str:
    """Row numbers as ranges; where there are too many, the first, the last and how many.

    >>> ranges([2, 3, 4, 9]), ranges(range(2, 40, 2)), ranges([])
    ('2–4、9', '2–38 (19)', '')
    """
    ordered = sorted(set(rows))
    runs: list[list[int]] = []
    for row in ordered:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    if len(runs) > RUNS:
        return f"{ordered[0]}–{ordered[-1]} ({len(ordered)})"
    return "、".join(str(low) if low == high else f"{low}–{high}" for low, high in runs)
