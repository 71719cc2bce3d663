"""An approved plan of pairs as the ledger that it becomes: new pairs with their first day, pairs that end with their last."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter

from graphmodel.schema import REL


def rows(held: dict[str, Any], day: date) -> list[tuple[str, str, str, date | None, date | None]]:
    """What changes: helper, helped, programme, since, until. Pairs of today that stay are not in it."""
    plan = {tuple(pair) for pair in held["plan"]["pairs"]}
    today = {(a, b): key for a, b, key in held["current"]}
    new = [(a, b, held["programme"], day, None) for a, b in sorted(plan - today.keys())]
    ended = [(a, b, held["programme"], since(key), day) for a, b, key in held["current"] if (a, b) not in plan]
    return [*new, *ended]


def since(key: str) -> date | None:
    """The first day of a pair out of its key, programme|since.

    >>> since("帮学|2019-03-01"), since("帮学|"), since("志愿服务")
    (datetime.date(2019, 3, 1), None, None)
    """
    try:
        return date.fromisoformat(key.rpartition("|")[2])
    except ValueError:
        return None


def workbook(held: dict[str, Any], day: date) -> bytes:
    """One sheet of pairs, as a loader reads it; the programme only where the relationship has one."""
    relation = REL[held.get("relation", "PAIRED_WITH")]
    titles = {prop.name: prop.title[0] for prop in relation.props}
    heads = [relation.start[0], relation.end[0], *(titles[name] for name in ("programme", "since", "until") if name in titles)]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, style = book.add_worksheet(relation.title[0]), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, heads)
        for number, (a, b, programme, *days) in enumerate(rows(held, day), start=1):
            for column, value in enumerate((a, b, *([programme] if "programme" in titles else []), *days)):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, datetime(value.year, value.month, value.day), style)
                elif value is not None:
                    sheet.write_string(number, column, value)
    return out.getvalue()
