"""An approved plan of service points or of a tour as the ledger that it becomes: centres and whom they serve, or events to come."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from graphmodel.schema import NODE, REL

FORM = "辖区"
ASSUMED = "点位取候选点所在村"


def workbook(held: dict[str, Any], day: date) -> bytes:
    """The workbook of a proposal of kind siting or tour, as a loader reads it."""
    sheets = tour_sheets(held) if held["kind"] == "tour" else siting_sheets(held, day)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        style = book.add_format({"num_format": "yyyy-mm-dd"})
        for title, heads, rows in sheets:
            if rows:
                sheet = book.add_worksheet(title)
                sheet.write_row(0, 0, heads)
                for number, row in enumerate(rows, start=1):
                    for column, value in enumerate(row):
                        if isinstance(value, date):
                            sheet.write_datetime(number, column, datetime(value.year, value.month, value.day), style)
                        elif value is not None:
                            sheet.write(number, column, value) if isinstance(value, float) else sheet.write_string(number, column, value)
    return out.getvalue()


Sheets = list[tuple[str, Sequence[str], list[tuple[Any, ...]]]]


def siting_sheets(held: dict[str, Any], day: date) -> Sheets:
    """New centres; the catchments that begin on the day, and those that end on it because the village moves or the centre is not used.

    Computed minutes are not written: the ledger's minutes are measured ones.
    """
    plan, words = held["plan"], titles("ServiceCentre")
    centres = [
        (row["code"], row["name"], "村服务点", row["lat"], row["lon"], None if row["place"] is None else row["place"], ASSUMED)
        for row in plan["centres"]
    ]
    now = {(row["centre"], row["place"]): row for row in held["current"]}
    wanted = {place: centre for centre, place in plan["serves"]}
    serves = [
        (f"ServiceCentre:{centre}", f"Village:{place}", FORM, day, None)
        for place, centre in sorted(wanted.items())
        if (centre, place) not in now
    ]
    ended = [(f"ServiceCentre:{centre}", f"Village:{place}", row["form"], date.fromisoformat(row["since"]) if row["since"] else None, day)
             for (centre, place), row in sorted(now.items()) if centre in plan["shut"] or wanted.get(place, centre) != centre]  # fmt: skip
    rel = REL["SERVES"]
    props = {prop.name: prop.title[0] for prop in rel.props}
    return [
        (
            NODE["ServiceCentre"].title[0],
            (words["id"], words["name"], words["kind"], words["lat"], words["lon"], "所在地", words["assumed"]),
            centres,
        ),
        (rel.title[0], (rel.start[0], rel.end[0], props["form"], props["since"], props["until"]), [*serves, *ended]),
    ]


def tour_sheets(held: dict[str, Any]) -> Sheets:
    """The events to come; whom they reached is recorded once they were held."""
    words = titles("Event")
    rows = [(stop["code"], stop["name"], stop["kind"], date.fromisoformat(stop["date"]), stop["place"]) for stop in held["plan"]["stops"]]
    return [(NODE["Event"].title[0], (words["id"], words["name"], words["kind"], words["date"], "举办地"), rows)]


def titles(label: str) -> dict[str, str]:
    """The Chinese title of each property of a type."""
    return {prop.name: prop.title[0] for prop in NODE[label].props}
