"""A whole graph put into a store at once: a new version of an embedded one, or one exact difference for any engine."""
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from graphmodel import upgrade
from graphmodel.bulk import Files, Step, copy_nodes, copy_rels
from graphmodel.changes import Changes, TableChange, name_of
from graphmodel.ddl import IMPORT, columns, identity
from graphmodel.held import Tabled, Tables
from graphmodel.imports import ImportRecord
from graphmodel.schema import tables
from graphmodel.words import Node, Rel


def steps(frames: Tables, records: Iterable[ImportRecord], work: Path) -> list[Step]:
    """What to run to make an embedded version that holds just this; the rows are written to files in the folder."""
    files, made = Files(work), upgrade.first(work)
    for name, kind in tables():
        if name in frames:
            made += copy_nodes(kind, frames[name], files) if isinstance(kind, Node) else copy_rels(kind, frames[name], files)
    kept = [(record.number, record.to_json()) for record in records]
    noted = pl.DataFrame(kept, schema={"number": pl.Int64, "record": pl.String}, orient="row")
    return [*made, (f"COPY {IMPORT} FROM {files.put(noted, 'imports')}", None)] if kept else made


def exact(kind: Node | Rel, now: pl.DataFrame, wanted: pl.DataFrame) -> TableChange:
    """The change that makes the table just what is wanted, to the last cell; nulls erase, what is not wanted goes."""
    ids = list(identity(kind))
    own = [name for name in columns(kind) if name not in ids]
    both = wanted.join(now, on=ids, how="inner", suffix=" now", maintain_order="left")
    unlike = both.filter(pl.any_horizontal(pl.lit(False), *(pl.col(name).ne_missing(pl.col(f"{name} now")) for name in own)))
    before = unlike.select(*ids, *(pl.col(f"{name} now").alias(name) for name in own)).select(list(columns(kind)))
    return TableChange(name_of(kind), wanted.join(now, on=ids, how="anti"), unlike.select(list(columns(kind))), before,
                       now.join(wanted, on=ids, how="anti"))


def exactly(store: Tabled, wanted: Tabled) -> Changes:
    """The changes that make one store hold just what another one does."""
    found = {name: exact(kind, store.table(kind), wanted.table(kind)) for name, kind in tables()}
    return Changes({name: change for name, change in found.items() if change.size})
