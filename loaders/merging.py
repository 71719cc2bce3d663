"""Two keys of one person or place made one: an import like any other, with the sources of both, and it can be undone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl

from graphmodel.changes import Changes, name_of
from graphmodel.engine import Engine
from graphmodel.imports import ImportRecord
from graphmodel.schema import NODE
from graphmodel.words import Node, Rel
from loaders.compare import COUNTED
from loaders.draft import Draft
from loaders.edits import nothing
from loaders.rekey import Moves, rekeyed
from loaders.store import LoadError


def merge(engine: Engine, keep: str, drop: str, *, data_date: date | None = None, who: str = "") -> Draft:
    """The draft that makes `drop` one with `keep` (both Type:key). LoadError says why the two cannot be one."""
    (label, own), (other_label, other) = (key.split(":", 1) if ":" in key else (key, "") for key in (keep, drop))
    if label not in NODE or label != other_label:
        raise LoadError(f"{keep} 与 {drop} 不是同一类对象。", f"{keep} and {drop} are not of one type.")
    if own == other:
        raise LoadError(f"{keep} 与自身不能合并。", f"{keep} cannot be merged with itself.")
    there = set(engine.table(NODE[label], ["id"])["id"].to_list())
    for key in (own, other):
        if key not in there:
            raise LoadError(f"没有 {label}:{key}。", f"There is no {label}:{key}.")
    return rekeying(engine, {label: {other: own}}, note=f"{drop} → {keep}", data_date=data_date, who=who)


def rekeying(engine: Engine, moves: Moves, *, note: str = "", data_date: date | None = None, who: str = "") -> Draft:
    """The draft of things that get other keys."""
    stored: dict[str, pl.DataFrame] = {}

    def table(kind: Node | Rel) -> pl.DataFrame:
        name = name_of(kind)
        if name not in stored:
            stored[name] = engine.table(kind)
        return stored[name]

    changes = rekeyed(table, moves)
    counts = {name: counted(name, changes) for name in changes.tables}
    records = engine.imports()
    record = ImportRecord(
        max((r.number for r in records), default=0) + 1,
        datetime.now(UTC).isoformat(timespec="seconds"),
        data_date or max((r.data_date for r in records), default=date.today()),
        who,
        counts=counts,
        note=note,
    )
    totals = {name: stored[name].height + change.new.height - change.gone.height for name, change in changes.tables.items()}
    cells = nothing().with_columns(conflict=pl.lit(False), decision=pl.lit("")).drop("index")
    return Draft((), counts, changes, record, cells, (), (), totals, None, engine.state())


def counted(name: str, changes: Changes) -> dict[str, int]:
    """What changes in a type: what moves counts as changed, what two became one as gone."""
    change = changes.tables[name]
    moved = min(change.new.height, change.gone.height)
    found = dict.fromkeys(COUNTED, 0)
    return found | {"new": change.new.height - moved, "changed": change.changed.height + moved, "gone": change.gone.height - moved}
