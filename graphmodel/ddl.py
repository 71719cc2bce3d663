"""The schema in the words of each database, and the columns of its tables as frames."""
from __future__ import annotations

from datetime import date

import polars as pl

from graphmodel.relationships import RELS
from graphmodel.schema import KEPT, NODES, WITHIN
from graphmodel.words import Kind, Node, Rel

FRAME: dict[Kind, type[pl.DataType]] = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean, date: pl.Date}
LADYBUG: dict[Kind, str] = {str: "STRING", int: "INT64", float: "DOUBLE", bool: "BOOLEAN", date: "DATE"}
ENDS = ("start_label", "start", "end_label", "end")
"""The four columns that say what a relationship joins."""
IMPORT = "LianjianImport"
"""The label of the record of an import: a name that no model of anybody's has."""
PART = "LianjianImportPart"
"""On a server, the label of a piece of an import's journal."""
MACROS = ("CREATE MACRO type(r) AS label(r)", "CREATE MACRO toString(x) AS CAST(x AS STRING)",
          "CREATE MACRO toInteger(x) AS CAST(x AS INT64)")
"""What Neo4j has and Ladybug lacks, made once in each file."""


def own_columns(kind: Node | Rel) -> dict[str, Kind]:
    """What one thing of this type has as properties in either database, in order."""
    named: dict[str, Kind] = {prop.name: prop.type for prop in kind.props}
    return named | dict.fromkeys((WITHIN, *KEPT) if isinstance(kind, Node) else ("key", *KEPT), str)


def columns(kind: Node | Rel) -> dict[str, type[pl.DataType]]:
    """The columns of `Engine.table`, with their types: what it has, and for a relationship first its ends."""
    ends = {} if isinstance(kind, Node) else dict.fromkeys(ENDS, pl.String)
    return ends | {name: FRAME[type] for name, type in own_columns(kind).items()}


def identity(kind: Node | Rel) -> tuple[str, ...]:
    """The columns that tell one thing of this type from another."""
    return ("id",) if isinstance(kind, Node) else (*ENDS, "key")


def empty(kind: Node | Rel) -> pl.DataFrame:
    """A table of this type without rows."""
    return pl.DataFrame(schema=columns(kind))


def for_ladybug() -> tuple[str, ...]:
    """The statements that make an empty embedded store."""
    return tuple(node_table(node) for node in NODES) + tuple(rel_table(rel) for rel in RELS) + (
        f"CREATE NODE TABLE {IMPORT}(number INT64 PRIMARY KEY, record STRING)",) + MACROS


def node_table(node: Node) -> str:
    """The statement that declares a node to Ladybug."""
    return f"CREATE NODE TABLE `{node.label}`({typed(node)}, PRIMARY KEY(id))"


def rel_table(rel: Rel) -> str:
    """The statement that declares a relationship, with every pair of ends, to Ladybug."""
    return f"CREATE REL TABLE `{rel.type}`({', '.join(f'FROM `{start.label}` TO `{end.label}`' for start, end in rel.pairs)}, {typed(rel)})"


def typed(kind: Node | Rel) -> str:
    """Its properties as Ladybug declares them."""
    return ", ".join(f"`{name}` {LADYBUG[type]}" for name, type in own_columns(kind).items())


def for_neo4j() -> dict[str, str]:
    """The constraints that a server needs, by their names."""
    made = {f"lianjian_{node.label}_id": f"FOR (n:`{node.label}`) REQUIRE n.id IS UNIQUE" for node in NODES}
    made["lianjian_import"] = f"FOR (n:{IMPORT}) REQUIRE n.number IS UNIQUE"
    made["lianjian_import_part"] = f"FOR (n:{PART}) REQUIRE (n.number, n.part) IS UNIQUE"
    return {name: f"CREATE CONSTRAINT {name} IF NOT EXISTS {rule}" for name, rule in made.items()}
