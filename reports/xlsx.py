"""A workbook: one sheet a table, real numbers and dates, nothing that runs, and a sheet that says what was counted.

A report of several blocks has that sheet first, with links to every table, and each table links back to it.
"""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from typing import Any

import xlsxwriter

from reports.document import SOURCE, Document, Table, clean, plain, unlike, width

LONGEST = 32_767
CUT = ("…（原文过长，已截断）", "… (cut: too long for a cell)")
ABOUT = ("口径与来源", "About")
CONTENTS, SHEET, ROWS = ("目录", "Contents"), ("表", "Sheet"), ("行数", "Rows")
PAGE = "&C— &P —"
UPRIGHT = 92
"""Half-width places that an upright page holds at full size."""
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "default_date_format": "yyyy-mm-dd",
    "remove_timezone": True,
}
LINES = {"border": 1, "border_color": "#8C8677", "valign": "top"}
NUMBERS = {"whole": "#,##0", "year": "0", "one": "#,##0.0", "broken": "#,##0.00"}
WIDEST = 48
"""Half-width places after which a cell's text breaks into another line."""
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def write(document: Document) -> bytes:
    """Every table on a sheet of its own, the last sheet tells title, 口径, dates, scope and marks."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, SAFE)
    told = "；".join([*document.marks, *(f"{name}: {value}" for name, value in document.about)])
    book.set_properties(
        {
            "title": clean(document.title)[:250],
            "author": clean(dict(document.about).get("author", ""))[:250],
            "comments": clean(told)[:250],
            "created": document.moment,
        }
    )
    first = bool(document.blocks)
    about = document.say(CONTENTS if first else ABOUT)
    names = unlike([about] * first + [sheet_name(table.title) for table in document.tables] + [about] * (not first), 31)
    style = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({**LINES, "bold": True, "bg_color": "#F2EFE7", "align": "center", "text_wrap": True, "valign": "vcenter"}),
        "text": book.add_format({**LINES, "num_format": "@", "text_wrap": True}),
        "empty": book.add_format(LINES),
        "date": book.add_format({**LINES, "num_format": "yyyy-mm-dd", "align": "left"}),
        "plain": book.add_format({"num_format": "@", "valign": "top"}),
        "wrap": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "link": book.add_format({**LINES, "font_color": "#24475B", "underline": 1}),
        "back": book.add_format({"font_color": "#24475B", "underline": 1}),
        **{decimals: book.add_format({**LINES, "num_format": form}) for decimals, form in NUMBERS.items()},
    }
    sheet = book.add_worksheet(names[0]) if first else None
    for name, table in zip(names[first:], document.tables, strict=False):
        write_table(book.add_worksheet(name), table, document, style, names[0] if first else "")
    write_about(sheet or book.add_worksheet(names[-1]), document, style, names[1:] if first else [])
    book.close()
    return out.getvalue()


def write_about(sheet: Any, document: Document, style: dict[str, Any], names: list[str]) -> None:
    """Title, marks and facts; then, with `names` of sheets, a link to each with how many rows it has."""
    sheet.set_column(0, 0, 44 if names else 24)
    sheet.set_column(1, 1, 40 if names else 90)
    lines = [(document.title, "")] + [(mark, "") for mark in document.marks] + [*document.facts, *document.told()]
    for at, (name, value) in enumerate(lines):
        sheet.write_string(at, 0, cut(name, document), style["plain" if at else "title"])
        if value:
            sheet.write_string(at, 1, cut(value, document), style["wrap"])
    if names:
        sheet.write_string(len(lines) + 1, 0, document.say(SHEET), style["head"])
        sheet.write_string(len(lines) + 1, 1, document.say(ROWS), style["head"])
    for at, (name, table) in enumerate(zip(names, document.tables, strict=False), len(lines) + 2):
        sheet.write_url(at, 0, place(name), style["link"], cut(table.title, document))
        sheet.write_number(at, 1, len(table.rows), style["whole"])
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(PAGE)


def place(name: str) -> str:
    """The first cell of a sheet as a link inside the workbook.

    >>> place("村'册")
    "internal:'村''册'!A1"
    """
    return "internal:'" + name.replace("'", "''") + "'!A1"


def write_table(sheet: Any, table: Table, document: Document, style: dict[str, Any], back: str = "") -> None:
    """Head frozen and repeated on paper, columns as wide as their words, the source of each row at the end; then a link `back`."""
    heads = [heading for _, heading in table.columns] + [document.say(SOURCE)] * bool(table.sources)
    wide = [min(width(head), 24) + 3 for head in heads]
    forms = [number_form(name, [row.get(name) for row in table.rows]) for name, _ in table.columns]
    for at, head in enumerate(heads):
        sheet.write_string(0, at, cut(head, document), style["head"])
    for at, row in enumerate(table.rows, 1):
        values = [plain(row.get(name), document.language) for name, _ in table.columns]
        for column, value in enumerate([*values, *table.sources[at - 1 : at]]):
            if value is None:
                sheet.write_blank(at, column, None, style["empty"])
            elif isinstance(value, str):
                sheet.write_string(at, column, cut(value, document), style["text"])
            elif isinstance(value, date):
                sheet.write_datetime(at, column, datetime(value.year, value.month, value.day), style["date"])
            else:
                sheet.write_number(at, column, value, style["whole" if isinstance(value, int) and forms[column] != "year" else forms[column]])
            if at <= 2000:
                wide[column] = max(wide[column], width(str(value)) + 2)
    for column, places in enumerate(wide):
        sheet.set_column(column, column, min(WIDEST, places))
    sheet.freeze_panes(1, 0)
    if back:
        sheet.write_url(0, len(heads) + 1, place(back), style["back"], f"← {back}")
        sheet.print_area(0, 0, len(table.rows), max(0, len(heads) - 1))
    if heads:
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(heads) - 1)
    sheet.repeat_rows(0)
    if sum(min(WIDEST, places) for places in wide[: len(heads)]) > UPRIGHT:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&C&14{signs(table.title)}")
    sheet.set_footer(PAGE)


def number_form(name: str, values: list[Any]) -> str:
    """How the numbers of a column look: a year, whole, with one decimal, or with two.

    >>> number_form("year", [2020]), number_form("n", [1, 2.0]), number_form("share", [98.9, 100.0]), number_form("km", [1.25])
    ('year', 'whole', 'one', 'broken')
    """
    held = [value for value in values if isinstance(value, float) and value == value and abs(value) != float("inf")]
    if name.endswith("year"):
        return "year"
    return "whole" if all(value == round(value) for value in held) else "one" if all(value == round(value, 1) for value in held) else "broken"


def signs(text: str) -> str:
    """Words for the head of a printed page: no sign in them is a command, none is too many.

    >>> signs("甲&乙")
    '甲&&乙'
    """
    return clean(text)[:80].replace("&", "&&")


def sheet_name(title: str) -> str:
    """A title that Excel takes for a sheet.

    >>> sheet_name("村[1]: 名/册"), sheet_name("'"), sheet_name("History")
    ('村 1   名 册', '_', 'History_')
    """
    name = FORBIDDEN.sub(" ", clean(title)).strip(" '")[:31] or "_"
    return name + "_" if name.lower() in ("history", "历史记录") else name


def cut(text: str, document: Document) -> str:
    """The text without control characters, and no longer than Excel can hold; where it was cut it says so."""
    text = clean(text)
    end = document.say(CUT)
    return (
        text
        if len(text.encode("utf-16-le")) // 2 <= LONGEST
        else text.encode("utf-16-le")[: 2 * (LONGEST - len(end))].decode("utf-16-le", "ignore") + end
    )
