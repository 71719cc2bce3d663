"""Cells that were changed in the store after the ledger was taken from it, or by data of a later day: decided one by one or by rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import polars as pl

from graphmodel.changes import TableChange
from graphmodel.ddl import identity
from graphmodel.imports import ImportRecord
from graphmodel.words import Node, Rel
from loaders.compare import shape
from loaders.edits import masked
from loaders.known import Known
from loaders.links import Links

How = str | Mapping[tuple[str, str, str], str]
"""ask, keep (what is stored) or replace; or a choice for each (type, key, property)."""
Held = Mapping[str, pl.DataFrame]
"""By the name of a file that was taken from the store: what the store held of the type then."""


def conflicting(
    cells: pl.DataFrame, before: pl.DataFrame, kind: Node | Rel, records: list[ImportRecord], data_date: date, held: Held
) -> pl.DataFrame:
    """The changed cells with `conflicting`, and as `taken` what a cell held when its ledger was taken ("": nothing).

    Where that is known, a cell conflicts when the store holds something else by now; elsewhere, when the stored row was last
    written by an import of later data than this load's.
    """
    later = [str(r.number) for r in records if r.data_date > data_date]
    last = before.with_row_index("index").select("index", number=pl.col("sources").str.split(" ").list.last().str.split(".").list.first())
    cells = cells.join(last, on="index", how="left", maintain_order="left")
    cells = cells.drop("taken").join(
        since_taken(cells, before, kind, held), on=["index", "prop", "file"], how="left", maintain_order="left"
    )
    conflict = pl.coalesce("moved", pl.col("number").is_in(later)).fill_null(False)
    return cells.with_columns(conflicting=conflict).drop("number", "moved")


def since_taken(cells: pl.DataFrame, before: pl.DataFrame, kind: Node | Rel, held: Held) -> pl.DataFrame:
    """For each changed cell (index, prop, file) of a ledger that was taken from the store: what it held then (`taken`), and whether
    the store holds something else by now (`moved`).
    """
    ids, found = list(identity(kind)), [pl.DataFrame(schema=SINCE)]
    numbered = before.with_row_index("index")
    for (file, name), rows in cells.group_by("file", "prop", maintain_order=True):
        prop = next((p for p in kind.props if p.name == name), None)
        if file in held and prop is not None:
            both = rows.select("index").join(numbered.select("index", *ids, now=prop.name), on="index")
            both = both.join(held[str(file)].select(*ids, then=prop.name), on=ids)
            moved = pl.col("now").ne_missing(pl.col("then")).alias("moved")
            shown = masked("then", prop.personal).fill_null("").alias("taken")
            found.append(both.select("index", pl.lit(name).alias("prop"), pl.lit(file).alias("file"), shown, moved))
    return pl.concat(found)


SINCE = {"index": pl.UInt32, "prop": pl.String, "file": pl.String, "taken": pl.String, "moved": pl.Boolean}


def decisions(cells: pl.DataFrame, how: How) -> pl.DataFrame:
    """The cells with `decision`: ask, keep, replace, or "" without conflict."""
    choices = [
        ("" if not c else how if isinstance(how, str) else how.get((t, k, p), "ask"))
        for t, k, p, c in cells.select("type", "key", "prop", "conflicting").rows()
    ]
    return cells.with_columns(pl.Series("decision", choices, pl.String))


def decide(change: TableChange, kind: Node | Rel, cells: pl.DataFrame, how: How) -> tuple[TableChange, pl.DataFrame]:
    """The change after every conflict is decided: cells that are kept, or not decided yet, stay as they are stored.

    Also gives the cells with their decisions.
    """
    cells = decisions(cells, how)
    stays = cells.filter(pl.col("decision").is_in(["ask", "keep"]) & pl.col("index").is_not_null())
    if not stays.height:
        return change, cells
    changed = change.changed
    for (prop,), group in stays.group_by("prop"):
        mask = pl.int_range(changed.height).is_in(group["index"].to_list())
        changed = changed.with_columns(pl.when(mask).then(change.before[prop]).otherwise(pl.col(prop)).alias(prop))
    names = [p.name for p in kind.props] + ["extra"]
    differs = pl.any_horizontal(changed[n].ne_missing(change.before[n]).alias(n) for n in names) if changed.height else pl.lit(False)
    mask = changed.select(differs.alias("d"))["d"]
    return replace(change, changed=changed.filter(mask), before=change.before.filter(mask)), cells


def decide_rekeyed(
    change: TableChange, rekeyed: TableChange, kind: Node | Rel, cells: pl.DataFrame, how: How
) -> tuple[TableChange, pl.DataFrame]:
    """The change in which relationships that go on under another key keep every other cell that is kept, or not decided yet.

    Also gives the cells with their decisions; what makes the key is never in conflict, since the edit of it names the relationship.
    """
    key = kind.key if isinstance(kind, Rel) else ()
    decided, cells = decide(rekeyed, kind, cells.with_columns(conflicting=pl.col("conflicting") & ~pl.col("prop").is_in(key)), how)
    if not cells["decision"].is_in(["ask", "keep"]).any():
        return change, cells
    own = decided.changed.select(*identity(kind), *(p.name for p in kind.props if p.name not in key))
    return replace(change, new=change.new.update(own, on=list(identity(kind)), include_nulls=True)), cells


def moved_since(links: Links, cells: pl.DataFrame, replaced: pl.DataFrame, held: Held, known: Known) -> pl.DataFrame:
    """The cells of a column of places with `conflicting`: whether the thing was moved in the store after the ledger was taken."""
    then = held.get(links.part.match.sheet.source) if links.single else None
    if then is None or not cells.height or not replaced.width:
        return cells.with_columns(conflicting=pl.lit(False))
    side, other = links.link.side, "end" if links.link.side == "start" else "start"
    ends = {own: (label, key) for own, label, key in then.filter(shape(links)).select(side, f"{other}_label", other).rows()}
    now = {own: (label, key) for own, label, key in replaced.select(side, f"{other}_label", other).rows()}
    moved = [key in now and key in ends and ends[key] != now[key] for key in cells["key"]]
    taken = [known.shown(*ends[key]) if key in ends else None for key in cells["key"]]
    return cells.with_columns(pl.Series("conflicting", moved, pl.Boolean), pl.Series("taken", taken, pl.String))


def stay(change: TableChange, links: Links, cells: pl.DataFrame) -> tuple[TableChange, int]:
    """The change without the moves that are kept as they are stored, or not decided yet; and how many those are."""
    kept = cells.filter(pl.col("decision").is_in(["ask", "keep"]))["key"].unique().to_list()
    if not kept:
        return change, 0
    own = shape(links) & pl.col(links.link.side).is_in(kept)
    return replace(change, new=change.new.filter(~own), gone=change.gone.filter(~own)), len(kept)
