"""Rows as plain values put into an engine, as one import of one file whose sheets are the types."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from graphmodel.changes import Changes, complete, difference
from graphmodel.ddl import columns
from graphmodel.engine import Engine
from graphmodel.imports import FileRecord, ImportRecord
from graphmodel.schema import NODE, REL
from graphmodel.scope import with_within
from graphmodel.words import Node, Rel


def filled(engine: Engine, nodes: dict[str, list[dict[str, Any]]], rels: Sequence[tuple[Any, ...]], data_date: date) -> Engine:
    """The engine with these rows in it, as one import of one file whose sheets are the types."""
    sheets = (*NODE, *REL)
    tables = {}
    for label, rows in nodes.items():
        if rows:
            kind = NODE[label]
            tables[label] = difference(kind, engine.table(kind), node_frame(kind, rows, sheets.index(label)))[0]
    for type, rel in REL.items():
        given = [row for row in rels if row[0] == type]
        if given:
            tables[type] = difference(rel, engine.table(rel), rel_frame(rel, given, sheets.index(type)))[0]
    changes = with_within(engine, Changes(tables))
    engine.apply(changes, ImportRecord(1, "2020-10-01T00:00:00+00:00", data_date, "", (FileRecord("小县.xlsx", sheets, ""),)))
    return engine


def node_frame(node: Node, rows: list[dict[str, Any]], sheet: int) -> pl.DataFrame:
    """The rows of one type as the engine keeps them, each with its row of the sheet as source."""
    return complete(node, frame(node, [{**row, "sources": f"1.0.{sheet}.{number}"} for number, row in enumerate(rows, 2)]))


def rel_frame(rel: Rel, rows: list[tuple[Any, ...]], sheet: int) -> pl.DataFrame:
    """The relationships of one type as the engine keeps them."""
    made = []
    for number, (_, start, end, *more) in enumerate(rows, 2):
        ends = dict(zip(("start_label", "start", "end_label", "end"), (*start.split(":"), *end.split(":")), strict=True))
        made.append({**ends, **(more[0] if more else {}), "sources": f"1.0.{sheet}.{number}"})
    return complete(rel, frame(rel, made))


def frame(kind: Node | Rel, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows as a frame of the columns that some row has."""
    given = {name for row in rows for name in row}
    types = {name: type for name, type in columns(kind).items() if name in given}
    return pl.DataFrame([{name: row.get(name) for name in types} for row in rows], schema=types)
