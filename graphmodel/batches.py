"""Changes as batches for Neo4j: one statement and its rows each, in an order in which every prefix can be taken back."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from graphmodel.changes import Changes, TableChange
from graphmodel.ddl import ENDS, own_columns
from graphmodel.schema import NODE, REL
from graphmodel.words import Node, Rel

SIZE = 10_000
"""Rows in one batch."""


@dataclass(frozen=True)
class Batch:
    """One deed on some rows of one type (and, for relationships, one pair of ends). `before` holds what a "set" overwrites."""

    deed: Literal["create", "set", "delete"]
    kind: Node | Rel
    rows: pl.DataFrame
    before: pl.DataFrame | None = None
    touched: tuple[str, ...] = ()

    def inverse(self) -> Batch:
        """The batch that takes this one back."""
        if self.deed == "set":
            assert self.before is not None
            return Batch("set", self.kind, self.before, self.rows, self.touched)
        return Batch("delete" if self.deed == "create" else "create", self.kind, self.rows)

    def statement(self) -> str:
        """The Cypher text, over `$rows`; it gives the number of things that it touched."""
        what, variable = (self.node(self.kind), "n") if isinstance(self.kind, Node) else (self.rel(self.kind), "r")
        deed = {"create": f"SET {variable} = row.own", "set": f"SET {variable} += row.own", "delete": f"DELETE {variable}"}[self.deed]
        return f"UNWIND $rows AS row {what} {deed} RETURN count(*) AS touched"

    def node(self, node: Node) -> str:
        """The clause that makes or finds a node `n`."""
        return f"CREATE (n:`{node.label}`)" if self.deed == "create" else f"MATCH (n:`{node.label}` {{id: row.id}})"

    def rel(self, rel: Rel) -> str:
        """The clauses that make or find a relationship `r`."""
        start, end = self.rows["start_label"][0], self.rows["end_label"][0]
        if self.deed == "create":
            return f"MATCH (a:`{start}` {{id: row.start}}) MATCH (b:`{end}` {{id: row.end}}) CREATE (a)-[r:`{rel.type}`]->(b)"
        return f"MATCH (a:`{start}` {{id: row.start}})-[r:`{rel.type}` {{key: row.key}}]->(b:`{end}` {{id: row.end}})"

    def parameters(self) -> list[dict[str, Any]]:
        """The rows of the statement: what finds the thing, and as `own` what it shall hold."""
        rows: list[dict[str, Any]] = self.rows.select(["id"] if isinstance(self.kind, Node) else ["start", "end", "key"]).to_dicts()
        if self.deed == "delete":
            return rows
        filled = [name for name in own_columns(self.kind) if self.rows[name].null_count() < len(self.rows)]
        written = self.touched if self.deed == "set" else filled
        return [row | {"own": own} for row, own in zip(rows, self.rows.select(written).to_dicts(), strict=True)]


def batches(changes: Changes, size: int = SIZE) -> list[Batch]:
    """All batches. The same changes give the same batches, so that a number says how far a load has come."""
    nodes = [(NODE[name], table) for name, table in changes.tables.items() if name in NODE]
    rels = [(REL[name], table) for name, table in changes.tables.items() if name in REL]
    return [*(batch for rel, table in rels for batch in deleted(rel, table, size)),
            *(batch for node, table in nodes for batch in deleted(node, table, size)),
            *(batch for node, table in nodes for batch in kept(node, table, size)),
            *(batch for rel, table in rels for batch in kept(rel, table, size))]


def deleted(kind: Node | Rel, table: TableChange, size: int) -> Iterator[Batch]:
    """The batches of what goes."""
    for part in parts(kind, table.gone, size):
        yield Batch("delete", kind, part)


def kept(kind: Node | Rel, table: TableChange, size: int) -> Iterator[Batch]:
    """The batches of what is changed or new."""
    touched = tuple(table.touched())
    if touched:
        for part, before in zip(parts(kind, table.changed, size), parts(kind, table.before, size), strict=True):
            yield Batch("set", kind, part, before, touched)
    for part in parts(kind, table.new, size):
        yield Batch("create", kind, part)


def parts(kind: Node | Rel, frame: pl.DataFrame, size: int) -> Iterator[pl.DataFrame]:
    """The frame in slices; relationships by the types that they join."""
    pairs = [frame] if isinstance(kind, Node) else frame.partition_by(ENDS[0], ENDS[2], maintain_order=True)
    for pair in pairs:
        yield from pair.iter_slices(size) if len(pair) else ()
