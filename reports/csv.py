"""CSV that Excel opens rightly: UTF-8 with a mark, its own line ends, and no cell that it would run as a formula."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

from reports.document import SOURCE, Document, Table, plain

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
FORMULA = tuple("=+-@\t\r|%＝＋－＠％｜")
BEFORE = " \u3000\u00a0\ufeff\u200b\u200c\u200d\u2060\n\v\f"
"""What may stand before a formula's first sign without Excel minding."""


def write(document: Document, table: Table | None = None) -> bytes:
    """One table (the document's first without `table`) with what must be read with it below, after an empty line."""
    table = table or document.tables[0]
    words = [heading for _, heading in table.columns] + [document.say(SOURCE)] * bool(table.sources)
    rows = [[cell(plain(row.get(name), document.language)) for name, _ in table.columns] for row in table.rows]
    if table.sources:
        rows = [[*row, cell(source)] for row, source in zip(rows, table.sources, strict=True)]
    notes = [(document.title, "")] + [(mark, "") for mark in document.marks] + [*document.facts, *document.about]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([cell(word) for word in words])
    writer.writerows(rows)
    writer.writerow([""] * max(1, len(words)))
    for name, value in notes:
        line = [cell(name), cell(value)] if len(words) > 1 else [cell(": ".join(filter(None, (name, value))))]
        writer.writerow(line + [""] * (len(words) - len(line)))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def cell(value: str | int | float | date | None) -> str:
    """A value as text; one that a spreadsheet would take for a formula gets an apostrophe before it.

    >>> cell("=1+1"), cell("　@SUM(A1)"), cell("-2.5"), cell(-2.5), cell(None), cell("甲")
    ("'=1+1", "'　@SUM(A1)", '-2.5', '-2.5', '', '甲')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value.isoformat() if isinstance(value, date) else str(value)
    if value[:1] in FORMULA or value.lstrip(BEFORE).startswith(FORMULA):
        return value if NUMBER.fullmatch(value) else "'" + value
    return value
