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
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "default_date_format": "yyyy-mm-dd",
    "remove_timezone": True,
}
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
        "head": book.add_format({"bold": True, "bg_color": "#F2EFE7", "bottom": 1, "text_wrap": True, "valign": "vcenter"}),
        "text": book.add_format({"num_format": "@", "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        "number": book.add_format({"valign": "top"}),
        "wrap": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "link": book.add_format({"font_color": "#24475B", "underline": 1, "valign": "top"}),
        "plain": book.add_format({"num_format": "0", "valign": "top"}),
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
    sheet.set_column(1, 1, 90)
    lines = [(document.title, "")] + [(mark, "") for mark in document.marks] + list(document.facts) + list(document.about)
    for at, (name, value) in enumerate(lines):
        sheet.write_string(at, 0, cut(name, document), style["head"])
        sheet.write_string(at, 1, cut(value, document), style["wrap"])
    if names:
        sheet.write_string(len(lines) + 1, 0, document.say(SHEET), style["head"])
        sheet.write_string(len(lines) + 1, 1, document.say(ROWS), style["head"])
        sheet.freeze_panes(1, 0)
    for at, (name, table) in enumerate(zip(names, document.tables, strict=False), len(lines) + 2):
        sheet.write_url(at, 0, place(name), style["link"], cut(table.title, document))
        sheet.write_number(at, 1, len(table.rows), style["plain"])
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def place(name: str) -> str:
    """The first cell of a sheet as a link inside the workbook.

    >>> place("村'册")
    "internal:'村''册'!A1"
    """
    return "internal:'" + name.replace("'", "''") + "'!A1"


def write_table(sheet: Any, table: Table, document: Document, style: dict[str, Any], back: str = "") -> None:
    """Head frozen and repeated on paper, columns as wide as their words, the source of each row at the end; then a link `back`."""
    heads = [heading for _, heading in table.columns] + [document.say(SOURCE)] * bool(table.sources)
    wide = [width(head) + 3 for head in heads]
    for at, head in enumerate(heads):
        sheet.write_string(0, at, cut(head, document), style["head"])
    for at, row in enumerate(table.rows, 1):
        values = [plain(row.get(name), document.language) for name, _ in table.columns]
        for column, value in enumerate([*values, *table.sources[at - 1 : at]]):
            if value is None:
                continue
            if isinstance(value, str):
                sheet.write_string(at, column, cut(value, document), style["text"])
            elif isinstance(value, date):
                sheet.write_datetime(at, column, datetime(value.year, value.month, value.day), style["date"])
            else:
                sheet.write_number(at, column, value, style["number"])
            if at <= 2000:
                wide[column] = max(wide[column], width(str(value)) + 2)
    for column, places in enumerate(wide):
        sheet.set_column(column, column, min(60, places))
    sheet.freeze_panes(1, 0)
    if back:
        sheet.write_url(0, len(heads) + 1, place(back), style["link"], f"← {back}")
        sheet.print_area(0, 0, len(table.rows), max(0, len(heads) - 1))
    if heads:
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(heads) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


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
