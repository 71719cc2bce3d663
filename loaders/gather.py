"""Matched sheets to typed rows: every property converted, every fault with its row, unknown columns kept as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import polars as pl

from graphmodel.masking import mask
from graphmodel.problem import Problem
from graphmodel.words import Node
from loaders.formulas import written_out
from loaders.headers import Match
from loaders.marks import FOOT, TOTAL, for_readers
from loaders.meanings import Field, kind_of
from loaders.rules import problem
from loaders.text import canonical
from loaders.values import Fault, convert

READER_ROWS = 5
"""How far under the header the note and example rows of a template may stand."""


SKIPPED = {
    "total": ("合计行不导入。", "A row of totals is not loaded."),
    "foot": ("签字、说明行不导入。", "A row of signatures or remarks is not loaded."),
    "header": ("重复的表头不导入。", "A repeated header is not loaded."),
}


@dataclass(frozen=True)
class Part:
    """The data rows of one sheet.

    `rows` holds part, row (Excel's), sources, extra, the properties typed, and as text: the key as `id`, links under their
    column (c5), and for a relationship's sheet start, end, start_type, end_type.
    """

    number: int
    match: Match
    rows: pl.DataFrame

    def header(self, prop: str, value: str | None = None) -> str:
        """The header of a property or end on this sheet; of the link column that gives it this value; else the model's title."""
        match, kind = self.match, self.match.kind
        field = (
            match.field("prop", prop)
            or match.field(prop)
            or next((f for f in match.fields if f.link and (prop, value) in f.link.values), None)
        )
        if field:
            return field.header
        title = next((p.title[0] for p in kind.props if p.name == prop), "")
        return title or {"start": getattr(kind, "start", ("",))[0], "end": getattr(kind, "end", ("",))[0]}.get(prop, prop)

    def at(
        self, rule: str, row: int | None, column: str, value: str | None, zh: str, en: str, maybe: Iterable[str] = (), notice: bool = False
    ) -> Problem:
        """A problem in this sheet."""
        return problem(rule, self.match.sheet.source, self.match.sheet.name, row, column, value, zh, en, maybe, notice)

    def faults(self, rows: pl.DataFrame, column: str, header: str, faults: dict[str, Fault], personal: str = "") -> list[Problem]:
        """A problem for each row whose text in `column` is one of the faulty ones, shown masked where it is personal."""
        if not faults:
            return []
        found = rows.filter(pl.col(column).is_in(list(faults))).select("row", column).rows()
        shown = {value: mask(value, "number" if fault.rule == "personal_key" else personal) for value, fault in faults.items()}
        return [self.at(f.rule, row, header, shown[value], f.zh, f.en, f.maybe, f.notice) for row, value in found for f in (faults[value],)]


def gather(matches: list[Match], number: int, tell: Callable[[int], None] = lambda rows: None) -> tuple[list[Part], list[Problem]]:
    """The typed rows of every sheet, for the import of that number; `tell` is told how many rows are done, and may stop the work."""
    parts, problems = [], []
    done = 0
    for index, match in enumerate(matches):
        tell(done)
        done += match.sheet.rows.height
        part, wrong = typed(index, match, f"{number}.{match.sheet.file}.{match.sheet.number}.")
        parts.append(part)
        problems += wrong
    return parts, problems


def typed(index: int, match: Match, prefix: str) -> tuple[Part, list[Problem]]:
    """One sheet's rows."""
    rows, skipped = data_rows(match)
    part = Part(index, match, rows)
    problems = [part.at("row_skipped", row, "", cell, *SKIPPED[said], notice=True) for row, cell, said in skipped]
    columns = [
        pl.lit(index, pl.UInt16).alias("part"),
        pl.col("row"),
        (pl.lit(prefix) + pl.col("row").cast(pl.String)).alias("sources"),
        extra(match),
    ]
    values = []
    for field in match.fields:
        text, faults = written_out(rows[field.column])
        problems += part.faults(rows, field.column, field.header, faults)
        if field.role == "prop" and field.prop.name != "id":
            value, faults = convert(text, field.prop, match.sheet.numeric)
            values.append(value.alias(field.prop.name))
            problems += part.faults(rows, field.column, field.header, faults, field.prop.personal)
        elif (field.role != "link" and field.prop is None) or field.role == "prop":
            values.append(text.alias("id" if field.role == "prop" else field.role))
        else:
            values.append(text)
    return replace(part, rows=rows.select(columns + [rows[c].alias("hint") for c in hint(match)]).with_columns(values)), problems


def hint(match: Match) -> tuple[str, ...]:
    """The first unknown column that is named after a kind of place: it may tell things of one name apart."""
    return tuple(c for c, header in match.unknown if getattr(kind_of(header), "label", "") in ("Township", "Village", "County"))[:1]


def data_rows(match: Match) -> tuple[pl.DataFrame, list[tuple[int, str, str]]]:
    """Rows under the header without notes and examples; and (row, first cell, what it is) of those left out as no data."""
    columns = list(match.headers())
    rows = match.sheet.rows.filter(pl.col("row") > match.header_row)
    first = pl.coalesce(match.sheet.rows.columns[1:])
    head = rows.head(READER_ROWS).select("row", first=first).rows()
    readers = [row for row, cell in head if for_readers(cell) or explains(match, rows, row)]
    said = pl.when(first.str.contains(TOTAL)).then(pl.lit("total")).when(first.str.contains(FOOT)).then(pl.lit("foot"))
    if len(match.fields) > 1:
        again = [(pl.col(f.column) == f.header).fill_null(False).cast(pl.Int8) for f in match.fields]
        said = said.when(pl.sum_horizontal(again) * 2 > len(again)).then(pl.lit("header"))
    others = rows.select("row", first=first, said=said).filter(pl.col("said").is_not_null()).rows()
    left_out = readers + [row for row, *_ in others]
    if left_out:
        rows = rows.filter(~pl.col("row").is_in(left_out))
    kept = rows.select("row", *columns).filter(pl.any_horizontal(pl.col(columns).is_not_null()))
    return kept, [other for other in others if other[0] not in readers]


def explains(match: Match, rows: pl.DataFrame, row: int) -> bool:
    """Whether most cells of a row are the model's own help texts."""
    cells = rows.row(by_predicate=pl.col("row") == row, named=True)
    helps = {canonical(text) for p in match.kind.props for text in p.help}
    written = [canonical(cells[f.column]) for f in match.fields if f.role == "prop" and cells[f.column]]
    return len(written) > 1 and sum(cell in helps for cell in written) * 2 > len(written)


def extra(match: Match) -> pl.Expr:
    """The unknown columns as one JSON text, null where all are blank."""
    names: dict[str, str] = {}
    for column, header in match.unknown:
        names[column] = header if header not in names.values() else f"{header} {column}"
    if not names:
        return pl.lit(None, pl.String).alias("extra")
    pieces = [
        pl.when(pl.col(c).is_not_null()).then(pl.struct(pl.col(c).alias(h)).struct.json_encode().str.slice(1).str.head(-1))
        for c, h in names.items()
    ]
    inner = pl.concat_str(pieces, separator=",", ignore_nulls=True)
    return pl.when(inner != "").then("{" + inner + "}").alias("extra")


def of_kind(parts: list[Part], name: str) -> list[Part]:
    """The parts of one type."""
    return [part for part in parts if part.match.name == name]


def link_fields(part: Part) -> tuple[Field, ...]:
    """The columns of a node's sheet that make relationships."""
    return tuple(f for f in part.match.fields if f.role == "link") if isinstance(part.match.kind, Node) else ()
