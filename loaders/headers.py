"""Sheets matched to the model by their names and headers; what matches nothing is said, never dropped."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graphmodel.problem import Problem
from graphmodel.schema import NODES, RELS
from graphmodel.words import Node, Rel
from loaders.files import Sheet
from loaders.header_rows import SEARCHED, Cells, header_of
from loaders.mappings import SKIP, Mapped, Mapping, fields_of, fitting
from loaders.mappings import kind_of as named
from loaders.marks import FOR_READERS, NUMBERING
from loaders.meanings import Field, kind_of, meaning, meanings
from loaders.oddities import letters_of
from loaders.rules import problem
from loaders.text import bracketed, canonical, without_brackets

UNITS = re.compile(r"亿元|万元|元|亩|公顷|平方米|平方公里|公里|千米|米|户|人|分钟|小时|天")


@dataclass(frozen=True)
class Match:
    """A sheet that was understood: its type, header row, columns, and the unknown columns (column, header) kept in `extra`."""

    sheet: Sheet
    kind: Node | Rel
    header_row: int
    fields: tuple[Field, ...]
    unknown: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """The label or type."""
        return self.kind.label if isinstance(self.kind, Node) else self.kind.type

    def field(self, role: str, name: str = "") -> Field | None:
        """The column of that role (and property), if the sheet has one."""
        return next((f for f in self.fields if f.role == role and (not name or (f.prop is not None and f.prop.name == name))), None)

    def headers(self) -> dict[str, str]:
        """Every column's letters-to-be (c0, c1, …) with its header as written."""
        return {f.column: f.header for f in self.fields} | dict(self.unknown)


def understand(sheet: Sheet, mappings: Iterable[Mapping] = ()) -> tuple[Match | None, list[Problem]]:
    """A sheet matched to the model, and what is wrong with its name and header; a mapping that was confirmed for its headers goes first."""
    at = lambda rule, *rest, **more: problem(rule, sheet.source, sheet.name, *rest, **more)  # noqa: E731
    if canonical(sheet.name) in FOR_READERS:
        return None, [at("sheet_ignored", None, "", sheet.name, "说明页，不导入。", "A page for readers; not loaded.", notice=True)]
    if confirmed := fitting(sheet, mappings):
        return read_mapped(sheet, *confirmed)
    kind = kind_of(sheet.name)
    if kind is None:
        if sheet.rows.is_empty():
            return None, [at("sheet_ignored", None, "", sheet.name, "空白工作表，不导入。", "A blank sheet; not loaded.", notice=True)]
        return None, [
            at(
                "sheet_unknown",
                None,
                "",
                sheet.name,
                f"“{sheet.name}”不是任何类型或关系的名称。",
                f"{sheet.name} names no type and no relationship.",
                maybe=likely(sheet),
            )
        ]
    header = header_of(sheet, lambda text: meaning(kind, text))
    if header is None:
        return None, [
            at(
                "header_missing",
                None,
                "",
                "",
                f"前 {SEARCHED} 行中没有“{kind.title[0]}”表的表头。",
                f"No header of the sheet {kind.title[1]} in the first {SEARCHED} rows.",
            )
        ]
    return read_header(sheet, kind, (header.row, *header.cells), at)


def read_header(sheet: Sheet, kind: Node | Rel, header: tuple, at) -> tuple[Match, list[Problem]]:
    """The columns of a header row; unknown ones with a notice, two of one meaning or of another unit as errors."""
    fields: dict[tuple, Field] = {}
    unknown, problems = [], []
    for column, cell in zip(sheet.rows.columns[1:], header[1:], strict=False):
        if not cell:
            if sheet.rows.filter(sheet.rows["row"] > header[0])[column].is_not_null().any():
                unknown.append((column, column_letters(column)))
                problems.append(
                    at(
                        "column_unknown",
                        header[0],
                        column_letters(column),
                        "",
                        "这一列没有表头。",
                        "This column has no header.",
                        notice=True,
                    )
                )
            continue
        found = meaning(kind, cell)
        if found is None and canonical(cell) in NUMBERING:
            problems.append(at("column_ignored", header[0], cell, cell, "序号列不导入。", "The numbering is not loaded.", notice=True))
            continue
        if found is None:
            unknown.append((column, cell))
            maybe = likely_headers(kind, cell)
            problems.append(
                at(
                    "column_unknown",
                    header[0],
                    cell,
                    cell,
                    "模型中没有这一列，原样保留。",
                    "The model has no such column; it is kept as it is.",
                    maybe=maybe,
                    notice=True,
                )
            )
            continue
        field = Field(column, cell, found.role, found.prop, found.rel, found.link)
        if field.same in fields:
            other = fields[field.same].header
            problems.append(at("column_twice", header[0], cell, cell, f"与“{other}”列含义相同。", f"Means the same as the column {other}."))
            continue
        unit = UNITS.fullmatch(bracketed(canonical(cell)))
        if unit and field.prop and (expected := UNITS.findall(field.prop.help[0])) and unit[0] not in expected:
            problems.append(at("unit_differs", header[0], cell, unit[0], f"应以{expected[0]}计。", f"It is counted in {expected[0]}."))
        fields[field.same] = field
    return Match(sheet, kind, header[0], tuple(fields.values()), tuple(unknown)), problems


def read_mapped(sheet: Sheet, mapping: Mapping, mapped: Mapped, row: int, cells: Cells) -> tuple[Match, list[Problem]]:
    """The columns as they were confirmed; what the mapping does not name is unknown."""
    at = lambda rule, *rest: problem(rule, sheet.source, sheet.name, *rest, notice=True)  # noqa: E731
    codes = {canonical(header): code for header, code in mapped.columns}
    own, fields, unknown = fields_of(named(mapped.kind)), [], []
    problems = [
        at("mapping_used", row, "", mapping.name, "按已确认的列对应读取。", "Read by the columns that were confirmed under this name.")
    ]
    for column, cell in zip(sheet.rows.columns[1:], cells, strict=False):
        code = codes.get(canonical(cell or ""))
        if code in own:
            fields.append(replace(own[code], column=column, header=cell or ""))
        elif cell and code != SKIP:
            unknown.append((column, cell))
            if code is None and canonical(cell) not in NUMBERING:
                problems.append(
                    at(
                        "column_unknown",
                        row,
                        cell,
                        cell,
                        "列对应中没有这一列，原样保留。",
                        "Not among the confirmed columns; it is kept as it is.",
                    )
                )
    return Match(sheet, named(mapped.kind), row, tuple(fields), tuple(unknown)), problems


def column_letters(column: str) -> str:
    """Excel's letters of column c0, c1, ….

    >>> column_letters("c0"), column_letters("c27")
    ('A', 'AB')
    """
    return letters_of(int(column[1:]) + 1)


def likely(sheet: Sheet) -> tuple[str, ...]:
    """Types that an unknown sheet may be: names alike, then the types that know most of its first row."""
    names = {canonical(k.title[0]): k.title[0] for k in (*NODES, *RELS)}
    close = [names[n] for n in difflib.get_close_matches(canonical(sheet.name), names, n=2, cutoff=0.5)]
    first = [cell for cell in sheet.rows.row(0)[1:] if cell] if sheet.rows.height else []
    fits = sorted(
        ((sum(meaning(k, cell) is not None for cell in first), -i, k) for i, k in enumerate((*NODES, *RELS))),
        key=lambda fit: fit[:2],
        reverse=True,
    )
    return tuple(dict.fromkeys(close + [k.title[0] for score, _, k in fits[:3] if score > 1]))[:4]


def likely_headers(kind: Node | Rel, header: str) -> tuple[str, ...]:
    """Headers of the type that look like an unknown one."""
    known = meanings(kind.label if isinstance(kind, Node) else kind.type)
    return tuple(
        dict.fromkeys(known[n].header for n in difflib.get_close_matches(without_brackets(canonical(header)), known, n=3, cutoff=0.6))
    )
