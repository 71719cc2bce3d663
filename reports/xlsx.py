"""A workbook: one sheet a table, real numbers and dates, nothing that runs, and a sheet that says what was counted.

A report of several blocks has that sheet first, with links to every table, and each table links back to it.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from math import ceil
from typing import Any

import xlsxwriter

from reports.document import SOURCE, Document, Table, clean, plain, unlike, width

LONGEST = 32_767
CUT = ("…（原文过长，已截断）", "… (cut: too long for a cell)")
ABOUT = ("口径与来源", "About")
CONTENTS, SHEET, ROWS = ("目录", "Contents"), ("表", "Sheet"), ("行数", "Rows")
PAGE = "&C— &P —"
LEAST = 80
"""Per cent of full size below which a printed sheet is too small to read: 8.8 points."""
A4, A3 = 9, 8
PAPERS = ((A4, False, 98, (48,)), (A4, True, 180, (48, 36, 26, 20)), (A3, True, 260, (48, 36, 26)))
"""Paper, whether turned, half-width places that it holds at a readable size, and how wide a column may be made for it, first choice first.

A cell's text that is longer breaks into another line.
"""
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "default_date_format": "yyyy-mm-dd",
    "remove_timezone": True,
}
LINE, HIGHEST = 16, 409
"""Points that a line of a cell is high, and that Excel lets a row be."""
SHORTEST = 18
"""Half-width places of a text that may need a second line."""
LINES = {"border": 1, "border_color": "#8C8677", "valign": "top"}
NUMBERS = {"whole": "#,##0_ ", "year": "0_ ", "one": "#,##0.0_ ", "broken": "#,##0.00_ "}
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
    sheet.set_paper(A4)
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
    long = [(0, at, head) for at, head in enumerate(heads)]
    for at, row in enumerate(table.rows, 1):
        values = [plain(row.get(name), document.language) for name, _ in table.columns]
        for column, value in enumerate([*values, *table.sources[at - 1 : at]]):
            if value is None:
                sheet.write_blank(at, column, None, style["empty"])
            elif isinstance(value, str):
                sheet.write_string(at, column, cut(value, document), style["text"])
                if len(value) * 2 >= SHORTEST:
                    long.append((at, column, value))
            elif isinstance(value, date):
                sheet.write_datetime(at, column, datetime(value.year, value.month, value.day), style["date"])
            else:
                sheet.write_number(at, column, value, style["whole" if isinstance(value, int) and forms[column] != "year" else forms[column]])
            if at <= 2000:
                wide[column] = max(wide[column], width(str(value)) + 2)
    paper, turned, most = paper_for(wide)
    for column, places in enumerate(wide):
        sheet.set_column(column, column, min(most, places))
    for at, lines in heights((at, value, min(most, wide[column])) for at, column, value in long).items():
        sheet.set_row(at, min(LINE * lines, HIGHEST))
    sheet.freeze_panes(1, 0)
    if back:
        sheet.write_url(0, len(heads) + 1, place(back), style["back"], f"← {back}")
        sheet.print_area(0, 0, len(table.rows), max(0, len(heads) - 1))
    if heads:
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(heads) - 1)
    sheet.repeat_rows(0)
    if turned:
        sheet.set_landscape()
    sheet.set_paper(paper)
    if sum(min(most, places) for places in wide) <= PAPERS[-1][2]:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(LEAST)
        sheet.repeat_columns(0, 1)
    sheet.set_margins(left=0.5, right=0.5)
    sheet.set_header(f"&C&14{signs(table.title)}")
    sheet.set_footer(PAGE)


def heights(cells: Iterable[tuple[int, str, int]]) -> dict[int, int]:
    """How many lines the rows of (row, text, places of its column) are high, where more than one: not every program finds that itself.

    >>> heights([(1, "村情台账", 20), (1, "和庄", 20), (2, "区划与党组织.xlsx · 党组织", 20), (3, "甲\\n乙", 20)])
    {2: 2, 3: 2}
    """
    found: dict[int, int] = {}
    for at, text, places in cells:
        wide = (len(part) + 1.1 * sum(unicodedata.east_asian_width(sign) in "WF" for sign in part) for part in text.splitlines())
        lines = sum(max(1, ceil(places_taken / (places - 0.7))) for places_taken in wide)
        if lines > found.get(at, 1):
            found[at] = lines
    return found


def paper_for(wide: Sequence[int]) -> tuple[int, bool, int]:
    """The smallest paper that holds columns of these widths at a readable size, whether it is turned, and how wide a column may be.

    >>> paper_for([20, 20]), paper_for([40] * 4), paper_for([60] * 5), paper_for([60] * 9), paper_for([60] * 30)
    ((9, False, 48), (9, True, 48), (9, True, 36), (9, True, 20), (8, True, 26))
    """
    tried = [(paper, turned, room, most) for paper, turned, room, widths in PAPERS for most in widths]
    fits = ((paper, turned, most) for paper, turned, room, most in tried if sum(min(most, places) for places in wide) <= room)
    paper, turned, _, widths = PAPERS[-1]
    return next(fits, (paper, turned, widths[-1]))


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
