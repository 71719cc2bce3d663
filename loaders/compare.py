"""What a load would change: new, changed, same, conflicting, gone, for one type at a time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import polars as pl

from graphmodel.changes import TableChange, difference, no_change
from graphmodel.ddl import ENDS, identity
from graphmodel.imports import ImportRecord
from graphmodel.words import Node, Rel
from loaders.gather import Part
from loaders.links import Links
from loaders.same_pair import follow_keys

Then = dict[int, pl.DataFrame]
COUNTED = ("new", "changed", "same", "conflicting", "gone")


@dataclass(frozen=True)
class Compared:
    """One type's change and counts; `gone` are stored things that the same sheets no longer name (deleted only on request).

    `replaced` are stored relationships whose place others take, `rekeyed` those of them that go on under another key.
    """

    change: TableChange
    counts: dict[str, int]
    gone: pl.DataFrame
    replaced: pl.DataFrame = field(default_factory=pl.DataFrame)
    rekeyed: TableChange | None = None


def compare(
    kind: Node | Rel,
    now: pl.DataFrame,
    wanted: pl.DataFrame,
    made: list[Links],
    prefixes: set[str],
    territory: str | None = None,
    then: Then | None = None,
) -> Compared:
    """The change that makes `now` say what `wanted` says. `then` is, by part, what was stored when its sheet was taken from the store."""
    replaced, rekeyed = now.clear(), no_change(kind)
    if isinstance(kind, Rel) and now.height:
        wanted, rekeyed = follow_keys(kind, now, wanted, then or {})
        replaced = pl.concat([rekeyed.before.select(now.columns), moved(now, wanted, made)])
        replaced = replaced.unique(list(identity(kind)), maintain_order=True)
    columns = [c for c in wanted.columns if c not in ("part", "row") and (c != "extra" or wanted["extra"].null_count() < wanted.height)]
    change, same = difference(kind, now, wanted.select(columns))
    leaving = missing(kind, now, wanted, made, prefixes, territory)
    unlisted = left_out(kind, now, wanted, then or {})
    leaving = pl.concat([leaving, unlisted]).unique(list(identity(kind)), maintain_order=True) if unlisted.height else leaving
    if replaced.height:
        leaving = leaving.join(replaced, on=list(identity(kind)), how="anti")
        change = replace(change, gone=replaced.select(change.gone.columns))
    fresh = change.new
    if replaced.height:
        elsewhere = replaced.join(rekeyed.before, on=list(identity(kind)), how="anti")
        fresh = fresh.join(rekeyed.changed, on=list(identity(kind)), how="anti").join(elsewhere, on=["start_label", "start"], how="anti")
    counted = (fresh.height, change.changed.height + replaced.height, same, 0, leaving.height)
    counts = dict(zip(COUNTED, counted, strict=True))
    return Compared(change, counts, leaving, replaced, rekeyed)


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


def left_out(kind: Node | Rel, now: pl.DataFrame, wanted: pl.DataFrame, then: Then) -> pl.DataFrame:
    """Stored things that a ledger listed when it was taken from the store and does not name now."""
    ids = list(identity(kind))
    held = pl.concat([now.clear().select(ids), *(frame.select(ids) for frame in then.values())]).unique()
    return now.join(held, on=ids, how="semi", maintain_order="left").join(wanted, on=ids, how="anti", maintain_order="left")


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
