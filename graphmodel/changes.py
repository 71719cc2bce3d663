"""What differs between what is stored and what is wanted, and the inverse of it. Frames in, frames out; no database."""
from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from graphmodel.ddl import ENDS, columns, empty, identity
from graphmodel.schema import REL, WITHIN
from graphmodel.words import Node, Rel


@dataclass(frozen=True)
class TableChange:
    """What changes in one type: four frames with the columns of `Engine.table`.

    `changed` and `before` hold the same things in the same order.
    """

    name: str
    new: pl.DataFrame
    changed: pl.DataFrame
    before: pl.DataFrame
    gone: pl.DataFrame

    def inverse(self) -> TableChange:
        """The change that takes this one back."""
        return TableChange(self.name, self.gone, self.before, self.changed, self.new)

    @property
    def size(self) -> int:
        """How many rows it writes."""
        return len(self.new) + len(self.changed) + len(self.gone)

    def touched(self) -> list[str]:
        """The columns in which some changed row differs from before, in order."""
        return [name for name in self.changed.columns if (self.changed[name].ne_missing(self.before[name])).any()]


@dataclass(frozen=True)
class Changes:
    """What changes, by the name of the type."""

    tables: dict[str, TableChange]

    def inverse(self) -> Changes:
        """The changes that take these back."""
        return Changes({name: table.inverse() for name, table in self.tables.items()})

    @property
    def size(self) -> int:
        """How many rows they write."""
        return sum(table.size for table in self.tables.values())

    @property
    def empty(self) -> bool:
        """Whether nothing changes."""
        return not self.size


def no_change(kind: Node | Rel) -> TableChange:
    """The change of a type in which nothing changes."""
    nothing = empty(kind)
    return TableChange(name_of(kind), nothing, nothing, nothing, nothing)


def name_of(kind: Node | Rel) -> str:
    """Its label or type."""
    return kind.label if isinstance(kind, Node) else kind.type


def with_key(rel: Rel, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the column `key`: the values of the relationship's key properties joined by "|", null as ""."""
    types = {prop.name: prop.type for prop in rel.props}

    def part(name: str) -> pl.Expr:
        if name not in frame.columns:
            return pl.lit("")
        return (pl.col(name).dt.to_string("%Y-%m-%d") if types[name] is date else pl.col(name).cast(pl.String)).fill_null("")
    return frame.with_columns((pl.concat_str([part(name) for name in rel.key], separator="|") if rel.key else pl.lit("")).alias("key"))


def complete(kind: Node | Rel, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with every column of the type, in order and typed: null where it had none, "|" for within, "" for key and sources.

    ValueError names a column that the type does not have.
    """
    types = columns(kind)
    unknown = [name for name in frame.columns if name not in types]
    if unknown:
        raise ValueError(f"{name_of(kind)} has no column {', '.join(unknown)}")
    if isinstance(kind, Rel) and "key" not in frame.columns:
        frame = with_key(kind, frame)
    has = frame.columns
    frame = frame.select((pl.col(name).cast(type) if name in has else pl.lit(None, type)).alias(name) for name, type in types.items())
    return frame.with_columns(pl.col(name).fill_null(text) for name, text in ((WITHIN, "|"), ("key", ""), ("sources", "")) if name in types)


def difference(kind: Node | Rel, now: pl.DataFrame, wanted: pl.DataFrame, gone: bool = False) -> tuple[TableChange, int]:
    """What has to change so that `wanted` holds, and how many of its rows hold already.

    A null in `wanted` never erases; columns that it does not have are left alone; `extra` is merged, name by name; a changed row
    gets the wanted row's sources beside its own. With `gone`, what `wanted` does not name goes. ValueError when `wanted` names a
    thing twice, leaves part of its identity null, or has an unknown column.
    """
    ids = identity(kind)
    given = [name for name in wanted.columns if name not in (*ids, WITHIN, "sources")]
    wanted = complete(kind, wanted)
    if wanted.select(pl.any_horizontal(pl.col(ids).is_null())).to_series().any() or wanted.select(ids).is_duplicated().any():
        raise ValueError(f"{name_of(kind)}: a thing is named twice, or not at all")
    stored = now.select(pl.col(ids), *(pl.col(name).alias(f"{name} now") for name in now.columns if name not in ids), here=True)
    both = wanted.join(stored, on=ids, how="left", maintain_order="left")
    fresh = both["here"].is_null()
    both = merged_extra(both.filter(~fresh)) if "extra" in given else both.filter(~fresh)
    unlike = [pl.col(name).is_not_null() & pl.col(name).ne_missing(pl.col(f"{name} now")) for name in given]
    differs = both.select(pl.any_horizontal(pl.col("here").is_null(), *unlike)).to_series()
    both, same = both.filter(differs), len(both) - int(differs.sum())
    own = [name for name in wanted.columns if name not in ids]
    before = both.select(pl.col(ids), *(pl.col(f"{name} now").alias(name) for name in own))
    changed = both.select(pl.col(ids), *((pl.coalesce(name, f"{name} now") if name in given else pl.col(f"{name} now")).alias(name)
                                         for name in own if name != "sources"), all_sources())
    leaving = now.join(wanted.select(ids), on=ids, how="anti") if gone else now.clear()
    return TableChange(name_of(kind), wanted.filter(fresh), changed.select(wanted.columns), before.select(wanted.columns), leaving), same


def all_sources() -> pl.Expr:
    """The sources there were, then those wanted, each once."""
    every = pl.concat_str("sources now", "sources", separator=" ").str.strip_chars().str.split(" ")
    return every.list.unique(maintain_order=True).list.join(" ").alias("sources")


def merged_extra(both: pl.DataFrame) -> pl.DataFrame:
    """The joined frame with `extra` as it will be: what there was, overwritten by what is wanted and not null."""
    def one(now: str | None, wanted: str | None) -> str | None:
        if now is None or wanted is None or now == wanted:
            return wanted
        old = json.loads(now)
        new = old | {name: value for name, value in json.loads(wanted).items() if value is not None}
        return now if new == old else json.dumps(new, ensure_ascii=False, sort_keys=True)
    return both.with_columns(pl.Series("extra", [one(*pair) for pair in both.select("extra now", "extra").iter_rows()], dtype=pl.String))


def applied(kind: Node | Rel, now: pl.DataFrame, change: TableChange | None) -> pl.DataFrame:
    """The table as it will be, in no order; `now` may hold some of the columns only, with those of the identity among them."""
    if change is None or not change.size:
        return now
    leaving = pl.concat([change.gone, change.changed]).select(identity(kind))
    return pl.concat([now.join(leaving, on=identity(kind), how="anti"), change.changed.select(now.columns), change.new.select(now.columns)])


def with_detached(changes: Changes, table: Callable[[Rel], pl.DataFrame]) -> Changes:
    """The changes with every relationship of a node that goes going too, so that both the deed and its inverse are whole.

    `table` gives the stored relationships of a type: `Engine.table`.
    """
    leaving = pl.concat([pl.DataFrame(schema={"label": pl.String, "id": pl.String})] + [
        change.gone.select(pl.lit(name).alias("label"), "id") for name, change in changes.tables.items() if name not in REL])
    if leaving.is_empty():
        return changes
    tables, labels = dict(changes.tables), set(leaving["label"])
    for name, rel in REL.items():
        if not labels & {node.label for pair in rel.pairs for node in pair}:
            continue
        change, now = tables.get(name, no_change(rel)), table(rel)
        loose = pl.concat([now.join(leaving, left_on=list(end), right_on=["label", "id"], how="semi") for end in (ENDS[:2], ENDS[2:])])
        gone = pl.concat([change.gone, loose]).unique(identity(rel), maintain_order=True)
        marked = change.changed.join(gone.select(identity(rel), leaving=True), on=identity(rel), how="left", maintain_order="left")
        kept = marked["leaving"].is_null()
        tables[name] = TableChange(name, change.new, change.changed.filter(kept), change.before.filter(kept), gone)
    return Changes(tables)
