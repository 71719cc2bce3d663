"""The sheets of a load seen as one: each thing once, with the rules that need to see everything."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from graphmodel.changes import name_of
from graphmodel.ddl import columns as table_columns
from graphmodel.ddl import empty, identity
from graphmodel.engine import Engine
from graphmodel.problem import Problem
from graphmodel.schema import NODE, columns
from graphmodel.words import Node, Rel
from loaders import check
from loaders.gather import Part, link_fields
from loaders.links import Links
from loaders.merge import merged


def tables(engine: Engine, parts: list[Part]) -> dict[str, pl.DataFrame]:
    """What is stored of every type that the load speaks of; of types that it only names, key, name and place."""
    nodes = {p.match.kind.label: p.match.kind for p in parts if isinstance(p.match.kind, Node)}
    rels = {p.match.kind.type: p.match.kind for p in parts if isinstance(p.match.kind, Rel)}
    rels |= {f.rel.type: f.rel for p in parts for f in link_fields(p)}
    rels |= {rel.type: rel for node in nodes.values() for rel, link in columns(node) if link.required}
    named = {t.label: t for rel in rels.values() for pair in rel.pairs for t in pair if t.label not in nodes}
    if nodes or rels:  # a cell such as 羊流镇/和庄 names what the village lies in
        named |= {label: NODE[label] for label in ("County", "Township", "Area") if label not in nodes}
    found = {name: engine.table(kind) for name, kind in (nodes | rels).items()}
    for label, node in named.items():
        found[label] = engine.table(node, [c for c in ("id", "name", "within") if c in table_columns(node)])
    return found


def written(kind: Node | Rel, parts: list[Part], made: list[Links]) -> list[pl.DataFrame]:
    """The load's rows of a type, sheet by sheet."""
    if isinstance(kind, Rel):
        return [m.rows for m in made if m.rel is kind]
    props = [p.name for p in kind.props]
    return [
        p.rows.filter(pl.col("id").is_not_null()).select([c for c in p.rows.columns if c in (*props, "part", "row", "sources", "extra")])
        for p in parts
        if p.match.kind is kind
    ]


def one_table(kind: Node | Rel, parts: list[Part], made: list[Links]) -> tuple[pl.DataFrame, list[Problem]]:
    """Each thing of a type once, and where its rows disagree."""
    frames = written(kind, parts, made)
    rows = pl.concat(frames, how="diagonal") if len(frames) > 1 else frames[0]
    facts = [p.name for p in kind.props if p.name in rows.columns and p.name != "id" and p.name not in getattr(kind, "key", ())]
    return merged(rows, identity(kind), facts, parts)


def wholes(
    parts: list[Part], made: list[Links], stored: dict[str, pl.DataFrame], problems: list[Problem]
) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """Every type's things, each once, and what is wrong with the whole."""
    told = {(p.file, p.sheet, p.row, p.column) for p in problems}
    found, wrong = {}, []
    for kind in check.kinds_of(parts, made):
        name = name_of(kind)
        found[name], disagree = one_table(kind, parts, made)
        wrong += disagree + check.required_props(kind, parts, written(kind, parts, made), found[name], stored[name], told)
    wrong += [p for links in made for p in check.relationship_rows(links) + check.two_places(links)]
    wrong += [p for p in check.required_links(parts, made, stored, columns) if (p.file, p.sheet, p.row, p.column) not in told]
    return found, wrong + check.circles(made, stored)


def without_faults(
    parts: list[Part], made: list[Links], problems: list[Problem], stored: dict[str, pl.DataFrame]
) -> tuple[list[Part], list[Links], dict[str, pl.DataFrame]]:
    """The load without its faulty rows and what would hang on them, so that the rest can be compared all the same."""
    bad: dict[tuple[str, str], set[int]] = {}
    for p in problems:
        if p.severity == "error" and p.row is not None:
            bad.setdefault((p.file, p.sheet), set()).add(p.row)

    def fit(part: Part) -> pl.Expr:
        return ~pl.col("row").is_in(list(bad.get((part.match.sheet.source, part.match.sheet.name), ())))

    parts = [replace(p, rows=p.rows.filter(fit(p))) for p in parts]
    made = [replace(m, rows=m.rows.filter(fit(m.part))) for m in made]
    kinds = check.kinds_of(parts, made)
    by_type = {name_of(kind): one_table(kind, parts, made)[0] for kind in kinds}
    there = [frame.select(pl.lit(label).alias("label"), "id") for label, frame in (*stored.items(), *by_type.items()) if label in NODE]
    things = pl.concat(there).unique() if there else empty(next(iter(NODE.values()))).select(pl.lit("").alias("label"), "id")
    made = [replace(m, rows=with_ends(m.rows, things)) for m in made]
    by_type |= {name_of(kind): one_table(kind, parts, made)[0] for kind in kinds if isinstance(kind, Rel)}
    return parts, made, by_type


def with_ends(rows: pl.DataFrame, things: pl.DataFrame) -> pl.DataFrame:
    """The relationships both of whose ends are there."""
    for side in ("start", "end"):
        rows = rows.join(things, left_on=[f"{side}_label", side], right_on=["label", "id"], how="semi")
    return rows
