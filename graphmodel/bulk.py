"""Changes as statements for Ladybug, each with the file of rows that it reads: nothing is written row by row."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from graphmodel.changes import Changes
from graphmodel.ddl import ENDS, IMPORT, own_columns
from graphmodel.imports import ImportRecord
from graphmodel.schema import NODE, REL
from graphmodel.words import Node, Rel

Step = tuple[str, int | None]
"""A statement, and how many rows it must touch (None: it does not say)."""


def steps(changes: Changes, folder: Path) -> list[Step]:
    """What to run, in order, to apply the changes; the rows are written to files in the folder."""
    nodes = [(NODE[name], table) for name, table in changes.tables.items() if name in NODE]
    rels = [(REL[name], table) for name, table in changes.tables.items() if name in REL]
    files = Files(folder)
    return [*(step for rel, table in rels for step in delete_rels(rel, table.gone, files)),
            *(step for node, table in nodes for step in delete_nodes(node, table.gone, files)),
            *(step for node, table in nodes for step in set_nodes(node, table.changed, table.touched(), files)),
            *(step for rel, table in rels for step in set_rels(rel, table.changed, table.touched(), files)),
            *(step for node, table in nodes for step in copy_nodes(node, table.new, files)),
            *(step for rel, table in rels for step in copy_rels(rel, table.new, files))]


def note(record: ImportRecord, folder: Path) -> Step:
    """What to run to keep the record of the import."""
    kept = pl.DataFrame({"number": [record.number], "record": [record.to_json()]})
    return f"COPY {IMPORT} FROM {Files(folder).put(kept, 'import')}", None


class Files:
    """Puts frames into numbered parquet files of one folder, and gives their names as Cypher texts.

    The worker runs in that folder: Ladybug takes a whole path for a pattern, and some folders are called `data[1]`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.number = folder, 0

    def put(self, frame: pl.DataFrame, name: str = "") -> str:
        """The file of this frame, as a quoted text."""
        self.number += 1
        file = f"{name or self.number}.parquet"
        frame.write_parquet(self.folder / file, compression="lz4", statistics=False)
        return f"'{file}'"


def copy_nodes(node: Node, new: pl.DataFrame, files: Files) -> Iterator[Step]:
    """New nodes."""
    if len(new):
        yield f"COPY `{node.label}` FROM {files.put(new.select(list(own_columns(node))))}", None


def copy_rels(rel: Rel, new: pl.DataFrame, files: Files) -> Iterator[Step]:
    """New relationships, pair by pair."""
    for start, end, part in by_pair(new):
        file = files.put(part.select("start", "end", *own_columns(rel)))
        yield f"COPY `{rel.type}` FROM {file} (from='{start}', to='{end}')", None


def set_nodes(node: Node, changed: pl.DataFrame, touched: list[str], files: Files) -> Iterator[Step]:
    """Changed nodes: the columns that some row changes."""
    if len(changed) and touched:
        found = f"{rows_of(changed.select('id', *touched), files)} MATCH (n:`{node.label}` {{id: x_id}})"
        yield f"{found} SET {assign('n', touched)} RETURN count(*)", len(changed)


def set_rels(rel: Rel, changed: pl.DataFrame, touched: list[str], files: Files) -> Iterator[Step]:
    """Changed relationships, pair by pair."""
    for start, end, part in by_pair(changed if touched else changed.clear()):
        found = matched(rel, start, end, part.select("start", "end", "key", *touched), files)
        yield f"{found} SET {assign('r', touched)} RETURN count(*)", len(part)


def delete_nodes(node: Node, gone: pl.DataFrame, files: Files) -> Iterator[Step]:
    """Nodes that go; the statement fails when relationships still hold one."""
    if len(gone):
        yield f"{rows_of(gone.select('id'), files)} MATCH (n:`{node.label}` {{id: x_id}}) DELETE n RETURN count(*)", len(gone)


def delete_rels(rel: Rel, gone: pl.DataFrame, files: Files) -> Iterator[Step]:
    """Relationships that go, pair by pair."""
    for start, end, part in by_pair(gone):
        yield f"{matched(rel, start, end, part.select('start', 'end', 'key'), files)} DELETE r RETURN count(*)", len(part)


def by_pair(frame: pl.DataFrame) -> Iterator[tuple[str, str, pl.DataFrame]]:
    """The relationships by the types that they join."""
    for (start, end), part in frame.partition_by(ENDS[0], ENDS[2], as_dict=True, maintain_order=True).items():
        yield start, end, part


def rows_of(frame: pl.DataFrame, files: Files) -> str:
    """The clause that reads the rows of a frame, each column as a variable `x_…` so that none hides a word of the statement."""
    return f"LOAD FROM {files.put(frame.rename(lambda name: f'x_{name}'))}"


def matched(rel: Rel, start: str, end: str, frame: pl.DataFrame, files: Files) -> str:
    """The clauses that find the relationships of these rows as `r`."""
    return f"{rows_of(frame, files)} MATCH (a:`{start}` {{id: x_start}})-[r:`{rel.type}`]->(b:`{end}` {{id: x_end}}) WHERE r.key = x_key"


def assign(variable: str, names: list[str]) -> str:
    """The assignments of these columns."""
    return ", ".join(f"{variable}.`{name}` = x_{name}" for name in names)
