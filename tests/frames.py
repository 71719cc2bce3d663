"""Small graphs for the tests of the model: frames by the name of the type, what they become, and their digest without a database."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from graphmodel.changes import Changes, applied, difference
from graphmodel.ddl import columns, empty
from graphmodel.digest import digest
from graphmodel.engine import Engine
from graphmodel.imports import ImportRecord
from graphmodel.schema import NODE, REL
from graphmodel.words import Node, Rel

Tables = dict[str, pl.DataFrame]


class Frames:
    """A graph in memory, with as much of an engine as the digest and the scope need."""

    made = 0

    def __init__(self, tables: Tables | None = None) -> None:
        self.tables = tables or {}
        Frames.made += 1
        self.number = Frames.made

    def table(self, kind: Node | Rel, only: Sequence[str] | None = None) -> pl.DataFrame:
        """One type, or some columns of it."""
        frame = self.tables.get(kind.label if isinstance(kind, Node) else kind.type, empty(kind))
        return frame.select(name for name in columns(kind) if only is None or name in only)

    def state(self) -> str:
        """Another for each graph."""
        return f"frames {self.number}"

    def after(self, changes: Changes) -> Frames:
        """The graph with these changes."""
        touched = {name: applied(kind_of(name), self.table(kind_of(name)), table) for name, table in changes.tables.items()}
        return Frames(self.tables | touched)


def kind_of(name: str) -> Node | Rel:
    """The type of that name."""
    return NODE.get(name) or REL[name]


def nodes(*rows: dict[str, Any]) -> pl.DataFrame:
    """Rows of a node sheet."""
    return pl.DataFrame(list(rows), infer_schema_length=None)


def rels(pair: tuple[str, str], *rows: tuple[Any, ...], **more: Any) -> pl.DataFrame:
    """Relationships between two labels: `(start, end)`, or `(start, end, {property: value})`."""
    ends = {"start_label": pair[0], "end_label": pair[1]}
    return pl.DataFrame([ends | {"start": row[0], "end": row[1]} | more | (row[2] if len(row) > 2 else {}) for row in rows],
                        infer_schema_length=None)


def wanted(engine: Engine | Frames, tables: Tables, gone: bool = False) -> Changes:
    """The changes that make these tables hold."""
    return Changes({name: difference(kind_of(name), engine.table(kind_of(name)), frame, gone)[0] for name, frame in tables.items()})


def record(number: int, **more: Any) -> ImportRecord:
    """The record of an import."""
    return ImportRecord(**{"number": number, "at": "2026-01-02T03:04:05+00:00", "data_date": date(2026, 1, 1), "who": "test"} | more)


def digest_of(frames: Frames) -> str:
    """The digest of a graph in memory."""
    return digest(frames)


TINY: Tables = {
    "County": nodes({"id": "370982", "name": "新泰市"}),
    "Township": nodes({"id": "370982105", "name": "羊流镇"}, {"id": "370982106", "name": ""}),
    "Area": nodes({"id": "370982/P1", "name": "片一", "kind": None}),
    "Village": nodes(
        {"id": "370982105201", "name": "东村", "households": 120, "lat": 36.00001, "poor": True, "sources": "1.0.0.2"},
        {"id": "370982105202", "name": "西村", "households": None, "lat": -0.0, "poor": False, "sources": "1.0.0.3"},
        {"id": "370982105203", "name": "a'b\"c\\d\n|e", "households": 0, "lat": 1e-300, "poor": None, "sources": "1.0.0.4"}),
    "Member": nodes({"id": "370982/M1", "name": "党员 01", "joined": date(1999, 12, 31), "phone": ""},
                    {"id": "370982/M2", "name": "党员 02"}),
    "Household": nodes({"id": "370982/H1"}, {"id": "370982/H2", "name": "户二", "size": 3, "extra": '{"井": "有"}'}),
    "PART_OF": pl.concat([
        rels(("Township", "County"), ("370982105", "370982")), rels(("Area", "Township"), ("370982/P1", "370982105")),
        rels(("Village", "Township"), ("370982105201", "370982105"), ("370982105202", "370982105"), ("370982105203", "370982106"))]),
    "IN_AREA": rels(("Village", "Area"), ("370982105201", "370982/P1")),
    "LIVES_IN": pl.concat([rels(("Household", "Village"), ("370982/H1", "370982105201"), ("370982/H2", "370982105203")),
                          rels(("Member", "Household"), ("370982/M1", "370982/H1"))]),
    "LEADS": rels(("Village", "Village"), ("370982105201", "370982105202"), ("370982105202", "370982105201"),
                  ("370982105203", "370982105203")),
    "PAIRED_WITH": rels(
        ("Member", "Household"), ("370982/M1", "370982/H1", {"programme": "帮学", "since": date(2020, 1, 1)}),
        ("370982/M1", "370982/H1", {"programme": "帮学", "since": None}),
        ("370982/M1", "370982/H1", {"programme": None, "since": None}),
        ("370982/M2", "370982/H2", {"programme": "", "since": date(2021, 2, 3)})),
}
"""Quotes, empty texts, nulls, zeros, a circle, a loop, and relationships side by side."""
