"""Empty workbooks for any choice of types: a sheet each with notes, an example row and drop-downs, and a sheet that explains them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import xlsxwriter

from graphmodel.schema import NODE, REL, columns
from graphmodel.words import Column, Node, Prop, Rel
from loaders.marks import EXAMPLES, NOTES
from loaders.meanings import kind_of

ROWS = 5_000
"""Rows that get drop-downs and text format."""
INLINE = 250
"""Most characters of a list that Excel holds in the rule itself; longer ones stand on a hidden sheet."""
OPTIONS = ("选项", "Options")
EXPLAINED = ("说明", "Notes")
TERRITORY = "110101"


class Field(NamedTuple):
    """One column of a template: header, note, example, choices (closed or not), and whether it is text whatever it looks like."""

    title: str
    note: str
    example: str | int | float
    choices: tuple[str, ...] = ()
    closed: bool = True
    text: bool = True
    required: bool = False


def template(types: Iterable[str], language: str = "zh") -> bytes:
    """The workbook for these types, given by label, type or title in either language. KeyError names one that does not exist."""
    at = 1 if language == "en" else 0
    kinds = [found(name) for name in types]
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        styles = {
            "head": book.add_format({"bold": True, "bottom": 2, "bg_color": "#F2EFE7"}),
            "must": book.add_format({"bold": True, "bottom": 2, "bg_color": "#F6E9C0"}),
            "note": book.add_format({"font_color": "#63635B", "text_wrap": True, "valign": "top", "font_size": 9}),
            "text": book.add_format({"num_format": "@"}),
            "day": book.add_format({"num_format": "@"}),
            "plain": book.add_format(),
            "example": book.add_format({"font_color": "#63635B", "num_format": "@"}),
        }
        sheets = [(book.add_worksheet(kind.title[at]), kind, fields(kind, at)) for kind in kinds]
        explain(book.add_worksheet(EXPLAINED[at]), kinds, at, styles)
        lists = Lists(book, OPTIONS[at])
        for sheet, _, own in sheets:
            fill(sheet, own, at, styles, lists)
    return held.getvalue()


def found(name: str) -> Node | Rel:
    """The type of that name."""
    kind = NODE.get(name) or REL.get(name) or kind_of(name)
    if kind is None:
        raise KeyError(name)
    return kind


def fields(kind: Node | Rel, at: int) -> list[Field]:
    """The columns of a type's sheet."""
    if isinstance(kind, Node):
        key, *props = kind.props
        links = [
            of_link(rel, link, at, link.targets[0] is kind or any(rel is r for r, _ in columns(kind)[:i]))
            for i, (rel, link) in enumerate(columns(kind))
        ]
        return [
            of_prop(key, kind, at),
            *(f for f in links if f.required),
            *(of_prop(p, kind, at) for p in props),
            *(f for f in links if not f.required),
        ]
    found = []
    for title, nodes in ((kind.start, kind.starts), (kind.end, kind.ends)):
        names = ("、", ", ")[at].join(n.title[at] for n in nodes)
        other = title is kind.end and kind.starts[0] is kind.ends[0]
        found.append(
            Field(
                title[at],
                (f"必填。{names}的编码或名称。", f"Required. Code or name of: {names}.")[at],
                example_of(nodes[0], other),
                required=True,
            )
        )
        if len(nodes) > 1:
            found.append(
                Field(
                    (f"{title[0]}类型", f"{title[1]} type")[at],
                    ("名称可能重复时填写。", "Where names may be shared.")[at],
                    nodes[0].title[at],
                    tuple(n.title[at] for n in nodes),
                )
            )
    return found + [of_prop(p, kind, at) for p in kind.props]


def of_prop(prop: Prop, kind: Node | Rel, at: int) -> Field:
    """The column of a property."""
    must = ("必填。", "Required. ")[at] if prop.required else ""
    if prop.type is bool:
        return Field(prop.title[at], must + prop.help[at], ("是", "yes")[at], (("是", "否"), ("yes", "no"))[at], required=prop.required)
    if prop.type is date:
        return Field(
            prop.title[at], must + prop.help[at] + (" 格式 2020-09-30。", " As 2020-09-30.")[at], "2020-09-30", required=prop.required
        )
    if prop.type in (int, float):
        return Field(prop.title[at], must + prop.help[at], number(prop), text=False, required=prop.required)
    choices = tuple(choice[at] for choice in prop.choices)
    example = example_of(kind) if prop.name == "id" and isinstance(kind, Node) else choices[0] if choices else ("示例", "Sample")[at]
    return Field(prop.title[at], must + prop.help[at], example, choices, prop.closed, required=prop.required)


def of_link(rel: Rel, link: Column, at: int, other: bool) -> Field:
    """The column of a relationship; `other`: its example must not be the sheet's own, nor that of the column before."""
    names = ("、", ", ")[at].join(t.title[at] for t in link.targets)
    note = (
        f"{'必填。' if link.required else ''}{names}的编码或名称{'，多个用顿号分开' if link.many else ''}。",
        f"{'Required. ' if link.required else ''}Code or name of: {names}{'; several parted by commas' if link.many else ''}.",
    )[at]
    return Field(link.title[at], note, example_of(link.targets[0], other), required=link.required)


def example_of(node: Node, other: bool = False) -> str:
    """A code as one of this type may have, or as another one may."""
    codes = {6: (TERRITORY, "110000"), 9: (f"{TERRITORY}101", f"{TERRITORY}102"), 12: (f"{TERRITORY}101201", f"{TERRITORY}101202")}
    return codes.get(node.official, (f"{node.label[0]}-001", f"{node.label[0]}-002"))[other]


def number(prop: Prop) -> int | float:
    """A number within the property's bounds."""
    low = prop.low if prop.low is not None else 0
    return int(low if low > 1000 else max(low, 1) if prop.high is None or prop.high >= 1 else low)


class Lists:
    """Long lists of choices on one hidden sheet, each written once."""

    def __init__(self, book: xlsxwriter.Workbook, name: str):
        self._book, self._name, self._sheet, self._made = book, name, None, {}

    def source(self, choices: tuple[str, ...]) -> list[str] | str:
        """What a drop-down takes its choices from."""
        if sum(len(c) + 1 for c in choices) <= INLINE and not any("," in c for c in choices):
            return list(choices)
        if self._sheet is None:
            self._sheet = self._book.add_worksheet(self._name)
            self._sheet.hide()
        if choices not in self._made:
            column = len(self._made)
            for row, choice in enumerate(choices):
                self._sheet.write_string(row, column, choice)
            letter = xlsxwriter.utility.xl_col_to_name(column)
            self._made[choices] = f"='{self._name}'!${letter}$1:${letter}${len(choices)}"
        return self._made[choices]


def fill(sheet, own: list[Field], at: int, styles: dict, lists: Lists) -> None:
    """Header, note row, example row, formats and drop-downs of one sheet."""
    sheet.freeze_panes(1, 1)
    sheet.set_row(1, 60)
    for column, field in enumerate(own):
        wide = sum(2 if ord(letter) > 255 else 1 for letter in field.title)
        sheet.set_column(column, column, min(40, max(12, wide + 4)), styles["text"] if field.text else styles["plain"])
        sheet.write_string(0, column, field.title, styles["must"] if field.required else styles["head"])
        sheet.write_string(1, column, (NOTES[at] if column == 0 else "") + field.note, styles["note"])
        shown = f"{EXAMPLES[at]}{field.example}" if column == 0 else field.example
        sheet.write(2, column, shown, styles["example"])
        if field.choices:
            sheet.data_validation(
                3,
                column,
                ROWS,
                column,
                {"validate": "list", "source": lists.source(field.choices), "error_type": "stop" if field.closed else "information"},
            )


def explain(sheet, kinds: list[Node | Rel], at: int, styles: dict) -> None:
    """Every column of every sheet with what it means and may hold."""
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 3, 60, styles["note"])
    for column, title in enumerate((("工作表", "列", "填写什么", "可选值"), ("Sheet", "Column", "What to write", "Choices"))[at]):
        sheet.write_string(0, column, title, styles["head"])
    row = 1
    for kind in kinds:
        sheet.write_string(row, 0, kind.title[at], styles["head"])
        sheet.write_string(row, 2, kind.help[at])
        row += 1
        for field in fields(kind, at):
            for column, text in enumerate((kind.title[at], field.title, field.note, ("、", ", ")[at].join(field.choices))):
                sheet.write_string(row, column, text)
            row += 1
