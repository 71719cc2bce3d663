"""Things under another key: their relationships move along, and what then stands twice becomes one with the sources of both."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from graphmodel.changes import Changes, TableChange, name_of
from graphmodel.ddl import identity
from graphmodel.schema import NODE, REL, columns
from graphmodel.words import Node, Rel
from loaders.keys import short
from loaders.merge import together

Moves = dict[str, dict[str, str]]
"""By label: the old key of each thing and its new one."""
Table = Callable[[Node | Rel], pl.DataFrame]


def rekeyed(table: Table, moves: Moves) -> Changes:
    """The changes that give things their new keys; a new key that is there already takes the old thing in, and its own values win.

    `table` gives what is stored of a type: `Engine.table`.
    """
    tables: dict[str, TableChange] = {}
    taken: dict[str, set[str]] = {}
    for label, keys in moves.items():
        change, taken[label] = nodes(NODE[label], table(NODE[label]), keys)
        if change.size:
            tables[label] = change
    labels = set(moves)
    for name, rel in REL.items():
        if labels & {node.label for pair in rel.pairs for node in pair}:
            change = links(rel, table(rel), moves, taken)
            if change.size:
                tables[name] = change
    return Changes(tables)


def nodes(node: Node, now: pl.DataFrame, keys: dict[str, str]) -> tuple[TableChange, set[str]]:
    """The nodes of one label under their new keys, and which of these took another thing in."""
    leaving = now.filter(pl.col("id").is_in(list(keys)))
    staying = now.join(leaving.select("id"), on="id", how="anti")
    arriving = leaving.with_columns(pl.col("id").replace(keys))
    before = staying.join(arriving.select("id"), on="id", how="semi")
    new = one_each(arriving.join(staying.select("id"), on="id", how="anti"), ["id"])
    into = arriving.join(before.select("id"), on="id", how="semi")
    changed = one_each(pl.concat([before, into]), ["id"])
    return TableChange(node.label, new, changed, before, leaving), set(before["id"].to_list())


def one_each(rows: pl.DataFrame, ids: list[str]) -> pl.DataFrame:
    """Rows of one thing made one: the first value that is there, the extras of all, the sources of all."""
    if not rows.select(ids).is_duplicated().any():
        return rows
    rest = [c for c in rows.columns if c not in ids]
    sources = pl.col("sources").str.join(" ").str.strip_chars().str.split(" ").list.unique(maintain_order=True).list.join(" ")
    joined = {"sources": pl.col("sources").str.join(" "), "extra": pl.col("extra").drop_nulls().reverse()}
    one = rows.group_by(ids, maintain_order=True).agg(*[joined.get(c, pl.col(c).drop_nulls().first()).alias(c) for c in rest])
    one = one.with_columns(sources, pl.Series("extra", [together(texts) for texts in one["extra"].to_list()], pl.String))
    return one.select(rows.columns).cast(dict(rows.schema))


def links(rel: Rel, now: pl.DataFrame, moves: Moves, taken: dict[str, set[str]]) -> TableChange:
    """The relationships of one type between the new keys; one that would join a thing to itself goes."""
    ids = list(identity(rel))
    loose = pl.any_horizontal(
        (pl.col(f"{side}_label") == label) & pl.col(side).is_in(list(keys)) for side in ("start", "end") for label, keys in moves.items()
    )
    gone, staying = now.filter(loose), now.filter(~loose)
    arriving = gone
    for side in ("start", "end"):
        for label, keys in moves.items():
            moved = pl.when(pl.col(f"{side}_label") == label).then(pl.col(side).replace(keys)).otherwise(pl.col(side))
            arriving = arriving.with_columns(moved.alias(side))
    arriving = arriving.filter((pl.col("start") != pl.col("end")) | (pl.col("start_label") != pl.col("end_label")))
    arriving = elsewhere(rel, arriving, staying, taken)
    before = staying.join(arriving.select(ids), on=ids, how="semi")
    new = one_each(arriving.join(staying.select(ids), on=ids, how="anti"), ids)
    changed = one_each(pl.concat([before, arriving.join(before.select(ids), on=ids, how="semi")]), ids) if before.height else before
    return TableChange(name_of(rel), new.select(now.columns), changed.select(now.columns), before, gone)


def elsewhere(rel: Rel, arriving: pl.DataFrame, staying: pl.DataFrame, taken: dict[str, set[str]]) -> pl.DataFrame:
    """Without the relationships that would put a thing which took another in into a second place: its own place stands."""
    if rel.within != "start":
        return arriving
    for label, keys in taken.items():
        for column in (link for owner, link in columns(NODE[label]) if owner is rel and link.side == "start" and not link.many):
            fits = (pl.col("start_label") == label) & pl.col("end_label").is_in([t.label for t in column.targets])
            for name, value in column.values:
                fits = fits & (pl.col(name) == value)
            placed = set(staying.filter(fits & pl.col("start").is_in(list(keys)))["start"].to_list())
            arriving = arriving.filter(~(fits & pl.col("start").is_in(list(placed))))
    return arriving


def with_own_codes(table: Table, moves: Moves) -> Moves:
    """The moves with every code of a county's own that begins with a county whose code changes."""
    counties = moves.get("County", {})
    if not counties:
        return moves
    found = {label: dict(keys) for label, keys in moves.items()}
    for label, node in NODE.items():
        for key in table(node)["id"].to_list():
            territory, slash, _ = key.partition("/")
            if slash and territory in counties:
                found.setdefault(label, {}).setdefault(key, f"{counties[territory]}/{short(key)}")
    return found
