"""When a row under another key is the relationship that is stored: its key was blank, or was edited in a ledger taken from the store."""

from __future__ import annotations

import polars as pl

from graphmodel.changes import TableChange, complete, no_change, with_key
from graphmodel.ddl import ENDS, identity
from graphmodel.problem import Problem
from graphmodel.words import Rel
from loaders.gather import Part


def follow_keys(rel: Rel, now: pl.DataFrame, wanted: pl.DataFrame, then: dict[int, pl.DataFrame]) -> tuple[pl.DataFrame, TableChange]:
    """`wanted` where a stored pair's own row stands in its place, with what that row leaves blank; and the pairs whose key so changes.

    A pair is the stored one where its key was blank on one side and is filled on the other; in the sheets of `then` (by number of
    part: what the store held when the sheet was taken from it) also where one value of its key was edited. Only where exactly one
    stored pair fits exactly one wanted one. The change has the new rows as `changed` and the stored ones as `before`.
    """
    nothing = no_change(rel)
    ids, ends = list(identity(rel)), list(ENDS)
    fresh = wanted.join(now, on=ids, how="anti") if rel.key else wanted.clear()
    free = now.join(wanted, on=ids, how="anti").join(fresh, on=ends, how="semi") if fresh.height else now.clear()
    if not free.height:
        return wanted, nothing
    props = [p.name for p in rel.props]
    fresh = fresh.with_columns(pl.lit(None, now.schema[name]).alias(name) for name in rel.key if name not in fresh.columns)
    held = [
        frame.select(
            *ends, *(pl.col(n).alias(f"{n} then") for n in ("key", *props)), part=pl.lit(part, wanted.schema["part"]), held=pl.lit(True)
        )
        for part, frame in (then or {0: now.clear()}).items()
    ]
    both = fresh.join(free, on=ends, suffix=" now").join(
        pl.concat(held), left_on=[*ends, "key now", "part"], right_on=[*ends, "key then", "part"], how="left", maintain_order="left"
    )
    unlike = pl.sum_horizontal(pl.col(n).ne(pl.col(f"{n} now")).fill_null(False).cast(pl.Int8) for n in rel.key)
    both = both.filter((unlike == 0) | ((unlike == 1) & pl.col("held").fill_null(False)))
    both = both.filter(~both.select(*ends, "key").is_duplicated() & ~both.select(*ends, "key now").is_duplicated())
    if not both.height:
        return wanted, nothing
    before = both.select(*ends, key="key now").join(now, on=ids, how="left", nulls_equal=True, maintain_order="left").select(now.columns)
    filled = [as_edited(name) for name in props if name in fresh.columns] + [pl.coalesce("extra", "extra now").alias("extra")]
    sources = pl.concat_str([pl.col("sources now"), pl.col("sources")], separator=" ").str.strip_chars().alias("sources")
    new = with_key(rel, both.with_columns(*filled, sources))
    rest = wanted.join(both.select(ids), on=ids, how="anti")
    moved = new["key"] != new["key now"]
    after = complete(rel, new.filter(moved).select(*ids, *props, "extra", "sources"))
    changed = TableChange(rel.type, nothing.new, after, before.filter(moved).select(after.columns), nothing.gone)
    return pl.concat([rest, new.select(list(dict.fromkeys((*wanted.columns, *props))))], how="diagonal"), changed


def as_edited(name: str) -> pl.Expr:
    """The wanted value, or the stored one where it is blank, or says only what was held when the ledger was taken."""
    as_held = pl.col("held") & pl.col(name).eq_missing(pl.col(f"{name} then"))
    return pl.when(as_held).then(pl.col(f"{name} now")).otherwise(pl.coalesce(name, f"{name} now")).alias(name)


def beside(
    rel: Rel,
    new: pl.DataFrame,
    now: pl.DataFrame,
    wanted: pl.DataFrame,
    replaced: pl.DataFrame,
    parts: list[Part],
    then: dict[int, pl.DataFrame],
) -> list[Problem]:
    """Notices of new relationships that will stand beside one of the same pair which the load does not name, and which either has no
    last day or is not in what the store held when the sheet was taken from it (`then`, by number of part).
    """
    if not {"since", "until"} <= {p.name for p in rel.props} or "since" not in rel.key or not new.height:
        return []
    ids, alike = list(identity(rel)), [*ENDS, *(name for name in rel.key if name != "since")]
    others = now.join(wanted, on=ids, how="anti").join(replaced, on=ids, how="anti")
    others = others.select(*alike, other="key", first=pl.col("since").cast(pl.String).fill_null("—"), open=pl.col("until").is_null())
    rows = new.join(others, on=alike, nulls_equal=True).join(wanted.select(*ids, "part", "row"), on=ids)
    held = [frame.select(*ENDS, other="key", part=pl.lit(part, wanted.schema["part"]), held=pl.lit(True)) for part, frame in then.items()]
    held = pl.concat([rows.clear().select(*ENDS, "other", "part", held=pl.lit(True)), *held])
    rows = rows.join(held, on=[*ENDS, "other", "part"], how="left", maintain_order="left")
    later = pl.col("part").is_in(list(then)) & pl.col("held").is_null()
    rows = rows.filter(pl.col("open") | later).unique(ids, keep="first", maintain_order=True).sort("part", "row")
    return [
        parts[part].at(
            "pair_beside",
            row,
            parts[part].header("since"),
            since,
            f"同一对已有自 {first} 起{'、未终止' if still else ''}的关系；起始日期不同即为另一段，写入后两段并存。",
            f"The same pair has one since {first}{' without a last day' if still else ''}; another first day makes another one, and both will stand.",
            notice=True,
        )
        for part, row, since, first, still in rows.select("part", "row", pl.col("since").cast(pl.String), "first", "open").rows()
    ]
