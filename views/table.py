"""The two kinds of table, and the cells that fill them. Every value is escaped here; a cell that is HTML already is a `Html`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from graphmodel.schema import NODES, RELS
from views.page import esc, t


class Html(str):
    """Text that is HTML already."""


@dataclass(frozen=True)
class Column:
    """A column's head; `right` for numbers, `cls` for further classes, `width` in pixels where it is fixed."""

    head: str
    right: bool = False
    cls: str = ""
    width: int | None = None


def cell(value: Any) -> Html:
    """A value as a cell: thousands parted, dates in ISO form, 空 for what is missing, nothing that could run.

    >>> cell(1041), cell("<b>"), cell(0)
    ('1,041', '&lt;b&gt;', '<span class="zero">0</span>')
    """
    if isinstance(value, Html):
        return value
    if value is None or value == "":
        return Html(f'<span class="zero">{t("空", "blank")}</span>')
    if isinstance(value, bool):
        return Html(t("是", "yes") if value else t("否", "no"))
    if isinstance(value, (int, float)):
        return Html('<span class="zero">0</span>' if value == 0 else number(value))
    if isinstance(value, date):
        return Html(value.isoformat())
    if isinstance(value, (list, tuple)):
        return Html(t("、", ", ").join(esc(item) for item in value) if value else f'<span class="zero">{t("空", "blank")}</span>')
    return Html(esc(value))


@cache
def choices() -> dict[str, dict[str, str]]:
    """The English words of every listed value, by the name of the property that holds it."""
    found: dict[str, dict[str, str]] = {}
    for kind in (*NODES, *RELS):
        for prop in kind.props:
            found.setdefault(prop.name, {}).update(dict(prop.choices))
    return found


def chosen_word(name: str, value: str) -> str:
    """A stored choice in the chosen language; what is no listed value stays as it is."""
    return t(value, choices().get(name, {}).get(value, value))


def number(value: float) -> str:
    """A number with thousands parted; at most two decimals, none where they are zero.

    >>> number(2380), number(3.50), number(-0.004)
    ('2,380', '3.5', '0')
    """
    if isinstance(value, int):
        return f"{value:,}"
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def fraction(part: int, whole: int, *, places: int = 3, red: bool = False, bold: bool = True) -> Html:
    """`71 / 90` with its slash at the same place in every row; `red` where the part is not covered and there is any."""
    cls = "g b" if red and part else "b" if bold and part else "" if part or not red else "zero"
    beside = f'<span class="q" style="width:{places * 0.62 + 0.95:.2f}em"> / {number(whole)}</span>'
    return Html(f'<span class="fr"><span class="{cls}">{number(part)}</span>{beside}</span>')


def digits(values: Iterable[int]) -> int:
    """How many places the longest of these denominators takes, its commas included."""
    return max((len(number(value)) for value in values), default=1)


def percent(part: int, whole: int) -> str:
    """One decimal; never rounded up to 100 or down to 0.

    >>> percent(71, 90), percent(9999, 10000), percent(0, 0)
    ('78.9%', '99.9%', '—')
    """
    if not whole:
        return "—"
    value = part / whole * 100
    if 0 < part < whole:
        value = min(99.9, max(0.1, round(value, 1)))
    return f"{value:.1f}%"


def bar(covered: int, gap: int, scale: int | None = None, *, cls: str = "") -> Html:
    """Covered and uncovered as one bar; a list by place scales all bars to its largest denominator."""
    whole = scale or (covered + gap)
    if not whole:
        return Html(f'<span class="bar none {cls}"></span>')
    red = f'<i style="width:{gap / whole * 100:.2f}%"></i>' if gap else ""
    return Html(f'<span class="bar {cls}"><b style="width:{covered / whole * 100:.2f}%"></b>{red}</span>')


def yearbook(
    columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, total: Sequence[Any] | None = None, cls: str = "", label: str = ""
) -> Html:
    """The table for reading: thick rule above, thin below, no verticals."""
    return table("y " + cls, columns, rows, total=total, label=label)


def working(columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, chosen: int | None = None, cls: str = "", label: str = "") -> Html:
    """The table for working: white, all hairlines, rows of one height; `chosen` is the number of the row that is open."""
    return table("d " + cls, columns, rows, chosen=chosen, label=label)


def table(
    cls: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    total: Sequence[Any] | None = None,
    chosen: int | None = None,
    label: str = "",
) -> Html:
    """A table of either kind."""
    sizes = "".join(f'<col style="width:{column.width}px">' if column.width else "<col>" for column in columns)
    head = "".join(f"<th{classes(column)}>{column.head if isinstance(column.head, Html) else esc(column.head)}</th>" for column in columns)
    body = []
    for at, row in enumerate(rows):
        on = ' class="on"' if at == chosen else ""
        body.append(
            f"<tr{on}>" + "".join(f"<td{classes(column)}>{cell(value)}</td>" for column, value in zip(columns, row, strict=True)) + "</tr>"
        )
    if total is not None:
        body.append(
            '<tr class="tot">'
            + "".join(
                f"<td{classes(column)}>{cell(value) if value != '' else ''}</td>" for column, value in zip(columns, total, strict=True)
            )
            + "</tr>"
        )
    named = f' aria-label="{esc(label)}"' if label else ""
    inside = f"<colgroup>{sizes}</colgroup><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody>"
    return Html(f'<table class="{cls.strip()}"{named}>{inside}</table>')


def classes(column: Column) -> str:
    """The class attribute of a column's cells."""
    names = " ".join(filter(None, ("num" if column.right else "", column.cls)))
    return f' class="{names}"' if names else ""


def note(text: str, cls: str = "hint") -> Html:
    """One line of text in a class."""
    return Html(f'<div class="{cls}">{esc(text)}</div>')


def section(title: str, hint: str = "") -> Html:
    """The head above a table: an h2 and what stands at its right (HTML)."""
    return Html(f'<div class="sec"><h2>{esc(title)}</h2><span class="hint">{hint}</span></div>')


def several(count: int, word: str) -> str:
    """A count with its English word."""
    return f"{count:,} {word}{'s' * (count != 1)}"
