"""What a load would change: new, changed, same, conflicting, gone, for one type at a time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import polars as pl

from graphmodel.changes import TableChange, difference, with_key
from graphmodel.ddl import ENDS, identity
from graphmodel.imports import ImportRecord
from graphmodel.words import Node, Rel
from loaders.gather import Part
from loaders.links import Links

COUNTED = ("new", "changed", "same", "conflicting", "gone")


@dataclass(frozen=True)
class Compared:
    """One type's change and counts; `gone` are stored things that the same sheets no longer name (deleted only on request)."""

    change: TableChange
    counts: dict[str, int]
    gone: pl.DataFrame
    replaced: pl.DataFrame = field(default_factory=pl.DataFrame)


def compare(
    kind: Node | Rel, now: pl.DataFrame, wanted: pl.DataFrame, made: list[Links], prefixes: set[str], territory: str | None = None
) -> Compared:
    """The change that makes `now` say what `wanted` says."""
    replaced = now.clear()
    if isinstance(kind, Rel) and now.height:
        wanted, refined = follow_keys(kind, now, wanted)
        replaced = pl.concat([refined, moved(now, wanted, made)]).unique(list(identity(kind)), maintain_order=True)
    columns = [c for c in wanted.columns if c not in ("part", "row") and (c != "extra" or wanted["extra"].null_count() < wanted.height)]
    change, same = difference(kind, now, wanted.select(columns))
    leaving = missing(kind, now, wanted, made, prefixes, territory)
    if replaced.height:
        leaving = leaving.join(replaced, on=list(identity(kind)), how="anti")
        change = replace(change, gone=replaced.select(change.gone.columns))
    fresh = change.new.height - (change.new.join(replaced, on=["start_label", "start"], how="semi").height if replaced.height else 0)
    counts = {"new": fresh, "changed": change.changed.height + replaced.height, "same": same, "conflicting": 0, "gone": leaving.height}
    return Compared(change, counts, leaving, replaced)


def follow_keys(rel: Rel, now: pl.DataFrame, wanted: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Pairs whose key was blank on one side and is filled on the other are one pair: `wanted` takes over what it left blank.

    Also gives the stored rows that a fuller key replaces. Only where exactly one stored pair fits exactly one wanted one.
    """
    ids, ends = list(identity(rel)), list(ENDS)
    fresh = wanted.join(now, on=ids, how="anti") if rel.key else wanted.clear()
    free = now.join(wanted, on=ids, how="anti").join(fresh, on=ends, how="semi") if fresh.height else now.clear()
    if not free.height:
        return wanted, now.clear()
    for name in rel.key:
        fresh = fresh if name in fresh.columns else fresh.with_columns(pl.lit(None, now.schema[name]).alias(name))
    both = fresh.join(free, on=ends, suffix=" now").filter(
        pl.all_horizontal(pl.col(n).is_null() | pl.col(f"{n} now").is_null() | (pl.col(n) == pl.col(f"{n} now")) for n in rel.key)
    )
    both = both.filter(~both.select(*ends, "key").is_duplicated() & ~both.select(*ends, "key now").is_duplicated())
    if not both.height:
        return wanted, now.clear()
    props = [p.name for p in rel.props]
    old = both.select(*ends, key="key now").join(now, on=ids, how="left", nulls_equal=True, maintain_order="left").select(now.columns)
    filled = [pl.coalesce(p, f"{p} now").alias(p) if p in fresh.columns else pl.col(p) for p in props]
    sources = pl.concat_str([pl.col("sources now"), pl.col("sources")], separator=" ").str.strip_chars().alias("sources")
    taken = with_key(rel, both.with_columns(*filled, sources))
    keep = taken["key"] == taken["key now"]
    rest = wanted.join(both.select(ids), on=ids, how="anti")
    chosen = list(dict.fromkeys((*wanted.columns, *props)))
    return pl.concat([rest, taken.select(chosen)], how="diagonal"), old.filter(~keep)


def moved(now: pl.DataFrame, wanted: pl.DataFrame, made: list[Links]) -> pl.DataFrame:
    """Stored relationships that a single-valued column of the load now points elsewhere."""
    found = [now.clear()]
    ids = [*ENDS, "key"]
    for links in made:
        if links.single and links.rows.height:
            fits = now.filter(shape(links))
            elsewhere = fits.join(links.rows.select("start", new_label="end_label", new_end="end").unique("start"), on="start").filter(
                (pl.col("end") != pl.col("new_end")) | (pl.col("end_label") != pl.col("new_label"))
            )
            found.append(elsewhere.join(wanted, on=ids, how="anti").select(now.columns))
    return pl.concat(found)


def shape(links: Links) -> pl.Expr:
    """Whether a stored relationship is such as a column makes: by its types and fixed values."""
    link = links.link
    other = "end" if link.side == "start" else "start"
    fits = (pl.col(f"{link.side}_label") == link.sheet.label) & pl.col(f"{other}_label").is_in([t.label for t in link.targets])
    for name, value in link.values:
        fits = fits & (pl.col(name) == value)
    return fits


def missing(
    kind: Node | Rel, now: pl.DataFrame, wanted: pl.DataFrame, made: list[Links], prefixes: set[str], territory: str | None
) -> pl.DataFrame:
    """Stored things of the territory that only these sheets of earlier files gave and no longer name. A blank cell is no farewell."""
    if not now.height or not prefixes:
        return now.clear()
    left = now.join(wanted, on=list(identity(kind)), how="anti").filter(
        pl.col(identity(kind)[0] if isinstance(kind, Node) else "start").str.starts_with(within_county(territory))
    )
    sheet = pl.col("sources").str.split(" ").list.eval(pl.element().str.replace(r"\.\d+$", ""))
    left = left.filter(sheet.list.eval(pl.element().is_in(list(prefixes))).list.all() & (pl.col("sources") != ""))
    if isinstance(kind, Node) or not left.height:
        return left
    keep = pl.lit(False)
    for links in made:
        if links.field is None:
            keep = pl.lit(True)
        else:
            blank = links.part.rows.filter(pl.col(links.field.column).is_null())["id"].drop_nulls().to_list()
            keep = keep | (shape(links) & ~pl.col(links.link.side).is_in(blank))
    return left.filter(keep)


def within_county(territory: str | None) -> str:
    """What every key of a county, or of what lies in a prefecture or province, begins with.

    >>> within_county("370982"), within_county("210000"), within_county(None)
    ('370982', '21', '')
    """
    return (territory or "").removesuffix("00").removesuffix("00")


def earlier_sheets(parts: list[Part], records: list[ImportRecord]) -> dict[str, set[str]]:
    """By type: what the source tokens of earlier imports of the same sheets of the same files begin with."""
    found: dict[str, set[str]] = {}
    for part in parts:
        sheet = part.match.sheet
        prefixes = {
            f"{r.number}.{i}.{j}"
            for r in records
            for i, f in enumerate(r.files)
            for j, name in enumerate(f.sheets)
            if (f.name, name) == (sheet.source, sheet.name)
        }
        names = {part.match.name} | {f.rel.type for f in part.match.fields if f.rel}
        for name in names:
            found.setdefault(name, set()).update(prefixes)
    return found
