"""The first version of an embedded store, and the rebuilding of one that was made for an older model."""
from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import ladybug
import polars as pl

from graphmodel.bulk import Files, Step, copy_nodes, copy_rels
from graphmodel.changes import complete
from graphmodel.ddl import ENDS, IMPORT, for_ladybug, own_columns
from graphmodel.engine import Rows
from graphmodel.readers import run
from graphmodel.schema import tables
from graphmodel.words import Node, Rel


def fingerprint() -> str:
    """What the model of today is known by: kept in each version as the record of import 0."""
    return hashlib.sha256("\n".join(for_ladybug()).encode()).hexdigest()


def fits(rows: Callable[[str], Rows]) -> bool:
    """Whether the version that these rows come from was made for the model of today."""
    return any(row["record"] == fingerprint() for row in rows(f"MATCH (i:{IMPORT}) WHERE i.number = 0 RETURN i.record AS record"))


def first(work: Path) -> list[Step]:
    """The steps that make an empty version."""
    return [*((statement, None) for statement in for_ladybug()), (f"CREATE (:{IMPORT} {{number: 0, record: '{fingerprint()}'}})", None)]


def put_by(current: Path, folder: Path) -> None:
    """Copies the version of an older model to `before-upgrade`, where nothing removes it."""
    target = folder / "before-upgrade" / current.name
    target.parent.mkdir(exist_ok=True)
    half = target.with_suffix(".half")
    shutil.copyfile(current, half)
    half.replace(target)


def rebuilt(old: ladybug.Connection, work: Path) -> list[Step]:
    """The steps that make a version of today's model with everything that is in an old one and has its place in the new."""
    files, steps = Files(work), first(work)
    there = {list(row)[1] for row in run(old, "CALL show_tables() RETURN *").get_all()}
    for name, kind in tables():
        if name in there:
            held = {list(row)[1] for row in run(old, f"CALL table_info('{name}') RETURN *").get_all()}
            frame = complete(kind, old_table(old, kind, held))
            steps += copy_nodes(kind, frame, files) if isinstance(kind, Node) else copy_rels(kind, joined(kind, frame), files)
    records = run(old, f"MATCH (i:{IMPORT}) WHERE i.number > 0 RETURN i.number AS number, i.record AS record").get_as_pl()
    return [*steps, (f"COPY {IMPORT} FROM {files.put(records, 'imports')}", None)] if len(records) else steps


def old_table(old: ladybug.Connection, kind: Node | Rel, held: set[str]) -> pl.DataFrame:
    """What an old version holds of one type, in the columns that are still known."""
    own = ", ".join(f"n.`{name}` AS `{name}`" for name in own_columns(kind) if name in held)
    if isinstance(kind, Node):
        return run(old, f"MATCH (n:`{kind.label}`) RETURN {own}").get_as_pl()
    ends = "label(a) AS start_label, a.id AS start, label(b) AS end_label, b.id AS `end`"
    return run(old, f"MATCH (a)-[n:`{kind.type}`]->(b) RETURN {ends}, {own}").get_as_pl()


def joined(rel: Rel, frame: pl.DataFrame) -> pl.DataFrame:
    """Those relationships whose ends may still be joined."""
    pairs = pl.DataFrame([(start.label, end.label) for start, end in rel.pairs], schema=[ENDS[0], ENDS[2]], orient="row")
    return frame.join(pairs, on=[ENDS[0], ENDS[2]], how="semi")
