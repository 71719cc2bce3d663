"""The cells that a load would change, each with the row that says so."""

from __future__ import annotations

import polars as pl

from graphmodel.changes import TableChange
from graphmodel.ddl import ENDS, identity
from graphmodel.masking import mask
from graphmodel.schema import NODE
from graphmodel.words import Node, Rel
from loaders.gather import Part
from loaders.known import Known
from loaders.links import Links

COLUMNS = {
    "type": pl.String,
    "key": pl.String,
    "name": pl.String,
    "prop": pl.String,
    "title_zh": pl.String,
    "title_en": pl.String,
    "before": pl.String,
    "after": pl.String,
    "file": pl.String,
    "sheet": pl.String,
    "row": pl.Int64,
    "taken": pl.String,
    "index": pl.UInt32,
}
ARROW = " → "


def nothing() -> pl.DataFrame:
    """No changed cell."""
    return pl.DataFrame(schema=COLUMNS)


def changed_cells(kind: Node | Rel, change: TableChange, written: list[pl.DataFrame], parts: list[Part], known: Known) -> pl.DataFrame:
    """One row for each property that changes: type, key, name, prop and its titles, before, after, and the row that says so.

    `index` is the row's place in `change.changed`; `written` are the load's rows of this type with part and row.
    """
    name = kind.label if isinstance(kind, Node) else kind.type
    key = (
        pl.col("id")
        if isinstance(kind, Node)
        else pl.concat_str("start_label", pl.lit(":"), "start", pl.lit(ARROW), "end_label", pl.lit(":"), "end")
    )
    ids = list(identity(kind))
    found = [nothing()]
    for prop in kind.props:
        if not change.changed.height or prop.name == "id":
            continue
        differs = change.changed[prop.name].ne_missing(change.before[prop.name])
        if not differs.any():
            continue
        rows = change.changed.with_row_index("index").with_columns(before=change.before[prop.name]).filter(differs)
        said = [w.filter(pl.col(prop.name).is_not_null()).select(*ids, "part", "row") for w in written if prop.name in w.columns]
        rows = placed(rows, pl.concat(said), ids)
        personal = prop.personal
        found.append(
            rows.select(
                pl.lit(name).alias("type"),
                key.alias("key"),
                pl.lit(None, pl.String).alias("name"),
                pl.lit(prop.name).alias("prop"),
                pl.lit(prop.title[0]).alias("title_zh"),
                pl.lit(prop.title[1]).alias("title_en"),
                masked("before", personal),
                masked(prop.name, personal).alias("after"),
                *place_of(parts),
                pl.col("row").cast(pl.Int64),
                pl.lit(None, pl.String).alias("taken"),
                "index",
            )
        )
    cells = pl.concat([f.select(list(COLUMNS)) for f in found])
    return named(cells, known)


def placed(rows: pl.DataFrame, said: pl.DataFrame, ids: list[str]) -> pl.DataFrame:
    """The rows with the first part and row that say so; of a relationship whose key the file leaves blank, the first of its pair."""
    for on in dict.fromkeys((tuple(ids), ENDS if len(ids) > 1 else tuple(ids))):
        first = said.join(rows, on=on, how="semi").unique(on, keep="first", maintain_order=True).select(*on, "part", "row")
        rows = rows.join(first, on=on, how="left", maintain_order="left", suffix=" of it")
    others = [name for name in ("part", "row") if f"{name} of it" in rows.columns]
    return rows.with_columns(pl.coalesce(name, f"{name} of it").alias(name) for name in others)


def masked(column: str, personal: str) -> pl.Expr:
    """A value as text, masked where it is personal."""
    text = pl.col(column).cast(pl.String)
    return text.map_elements(lambda v: mask(v, personal), return_dtype=pl.String).alias(column) if personal else text.alias(column)


def place_of(parts: list[Part]) -> tuple[pl.Expr, pl.Expr]:
    """File and sheet of the column `part`."""
    numbers = [p.number for p in parts]
    return tuple(
        pl.col("part")
        .replace_strict(numbers, [getattr(p.match.sheet, what) for p in parts], default=None, return_dtype=pl.String)
        .alias(title)
        for what, title in (("source", "file"), ("name", "sheet"))
    )


def named(cells: pl.DataFrame, known: Known) -> pl.DataFrame:
    """The cells with the names of their things, those of people masked."""
    for label in cells["type"].unique().to_list():
        if label in NODE:
            names = known.frame(label).drop_nulls().unique("id", keep="first")
            personal = next((p.personal for p in NODE[label].props if p.name == "name"), "")
            cells = cells.join(
                names.select(key="id", found=masked("name", personal), type=pl.lit(label)),
                on=["type", "key"],
                how="left",
                maintain_order="left",
            )
            cells = cells.with_columns(pl.coalesce("name", "found").alias("name")).drop("found")
    return cells


def linked_cells(links: Links, new: pl.DataFrame, replaced: pl.DataFrame, known: Known, old_ids: pl.DataFrame) -> pl.DataFrame:
    """Cells of a relationship column whose thing was there before and now names something else or more."""
    if links.field is None or not new.height or not old_ids.height:
        return nothing()
    side, other = (links.link.side, "end" if links.link.side == "start" else "start")
    rows = links.rows.join(new, on=["start_label", "start", "end_label", "end", "key"], how="semi").join(
        old_ids.select("id"), left_on=side, right_on="id", how="semi"
    )
    if not rows.height:
        return nothing()
    was = {row[0]: row[1:] for row in replaced.select(side, f"{other}_label", other).rows()} if replaced.width else {}
    sheet, found = links.part.match.sheet, []
    for own, label, target, row in rows.select(side, f"{other}_label", other, "row").rows():
        before = known.shown(*was[own]) if links.single and own in was else None
        found.append(
            (
                links.link.sheet.label,
                own,
                None,
                links.link.title[0],
                links.link.title[0],
                links.link.title[1],
                before,
                known.shown(label, target),
                sheet.source,
                sheet.name,
                row,
                None,
                None,
            )
        )
    return named(pl.DataFrame(found, COLUMNS, orient="row"), known)
