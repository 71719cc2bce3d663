"""The ledger out: what is stored, in the sheets of the templates, so that it can be edited in Excel and loaded back."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime

import polars as pl
import xlsxwriter

from graphmodel.engine import Engine
from graphmodel.masking import mask
from graphmodel.schema import NODE, REL, columns
from graphmodel.words import Column, Node, Rel
from loaders.taken import sign
from loaders.templates import found

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}
ROWS = 1_048_575
"""Rows of an Excel sheet under its header."""


def ledger(engine: Engine, types: Iterable[str] = (), language: str = "zh", unmask: bool = False) -> bytes:
    """A workbook (.xlsx) of these types, of all that hold anything without any; people's names and numbers masked unless `unmask`.

    It says after which import it was taken. Loaded back as it is it changes nothing; a masked cell and a blank one leave what is stored. KeyError names a type there is not.
    """
    at = int(language == "en")
    kinds = [found(name) for name in types] or [*NODE.values(), *(rel for rel in REL.values() if not whole_in_columns(rel))]
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, SAFE) as book:
        styles = [book.add_format({"bold": True, "bottom": 2, "bg_color": "#F2EFE7"}), book.add_format({"num_format": "@"})]
        styles += [book.add_format(), book.add_format({"num_format": "yyyy-mm-dd"})]
        sign(book, engine)
        for kind in kinds:
            table = node_table(engine, kind, at) if isinstance(kind, Node) else link_table(engine, kind, at)
            if types or table.height:
                personal = {p.title[at]: p.personal for p in kind.props if p.personal and not unmask}
                write(book.add_worksheet(kind.title[at]), table, personal, styles)
        if not book.worksheets():
            book.add_worksheet(("空", "Empty")[at])
    return held.getvalue()


def whole_in_columns(rel: Rel) -> bool:
    """Whether the columns of node sheets say all that a relationship says."""
    told = {(c.sheet, t) if c.side == "start" else (t, c.sheet) for c in rel.columns for t in c.targets}
    fixed = {name for c in rel.columns for name, _ in c.values}
    return set(rel.pairs) <= told and {p.name for p in rel.props} <= fixed


def node_table(engine: Engine, node: Node, at: int) -> pl.DataFrame:
    """One row a thing: its properties, then a column for each relationship that a sheet of its type may name."""
    now = engine.table(node).sort("id")
    frame = now.select("id", *(pl.col(p.name).alias(p.title[at]) for p in node.props))
    for rel, column in columns(node):
        told = set(rel.key) <= {name for name, _ in column.values}  # a cell without the date would read as one more of the same kind
        if frame.height and told:
            frame = frame.join(
                linked(engine.table(rel), column).rename({"cell": column.title[at]}), on="id", how="left", maintain_order="left"
            )
    return frame.drop("id").select(
        name for name in frame.columns if name != "id" and (name == node.props[0].title[at] or frame[name].null_count() < frame.height)
    )


def linked(table: pl.DataFrame, column: Column) -> pl.DataFrame:
    """For each thing (`id`) the keys that a column of its sheet would name (`cell`); several only where the column may hold several."""
    side, other = (column.side, "end" if column.side == "start" else "start")
    fits = (pl.col(f"{side}_label") == column.sheet.label) & pl.col(f"{other}_label").is_in([t.label for t in column.targets])
    for name, value in column.values:
        fits = fits & (pl.col(name) == value)
    key = pl.concat_str([f"{other}_label", other], separator=":") if len(column.targets) > 1 else pl.col(other)
    rows = table.filter(fits).select(pl.col(side).alias("id"), cell=key).unique().sort("id", "cell")
    rows = rows.group_by("id").agg(pl.col("cell"))
    if not column.many:  # two places in a column that holds one would be read as neither; blank leaves both as they are
        rows = rows.filter(pl.col("cell").list.len() == 1)
    return rows.with_columns(pl.col("cell").list.join("、"))


def link_table(engine: Engine, rel: Rel, at: int) -> pl.DataFrame:
    """One row a relationship: both ends with their types, and its properties."""
    now = engine.table(rel)
    now = now.sort("start_label", "start", "end_label", "end", "key")
    ends = []
    for side, title, nodes in (("start", rel.start, rel.starts), ("end", rel.end, rel.ends)):
        titles = {n.label: n.title[at] for n in nodes}
        ends.append(pl.col(side).alias(title[at]))
        if len(nodes) > 1:
            ends.append(pl.col(f"{side}_label").replace(titles).alias((f"{title[0]}类型", f"{title[1]} type")[at]))
    return now.select(*ends, *(pl.col(p.name).alias(p.title[at]) for p in rel.props))


def write(sheet: xlsxwriter.worksheet.Worksheet, table: pl.DataFrame, personal: dict[str, str], styles: list) -> None:
    """Header and rows; codes and texts as text, numbers and dates as such."""
    head, text, plain, day = styles
    sheet.freeze_panes(1, 1)
    for column, name in enumerate(table.columns):
        sheet.set_column(column, column, 18)
        sheet.write_string(0, column, name, head)
    for row, cells in enumerate(table.head(ROWS).iter_rows(), 1):
        for column, value in enumerate(cells):
            if value is None:
                continue
            if isinstance(value, bool):
                sheet.write_string(row, column, "是" if value else "否", text)
            elif isinstance(value, int | float):
                sheet.write_number(row, column, value, plain)
            elif isinstance(value, date):
                sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
            else:
                sheet.write_string(row, column, str(mask(value, personal.get(table.columns[column], ""))), text)
