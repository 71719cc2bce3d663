"""The columns of a printed table: the words in their cells, how wide each is, and where a heading breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from math import ceil

from reports.document import Table, plain, width

UPRIGHT, ACROSS = 156.0, 225.0
"""Millimetres that a table may be wide on an upright page and on one turned to landscape."""
PLACE = 1.88
"""Millimetres of one half-width character of a table's text."""
PADDING = 2.6
WIDEST = 44
"""Half-width places after which a cell's text had better break into another line."""
LONG, LISTED = 200, 30
"""Half-width places from which a text would fill a dozen lines of a narrow column, and those that its column has at least."""
CUT = (
    "（列前 {most} 行，共 {whole} 行；全部见同名的 Excel 或 CSV）",
    "(first {most} of {whole} rows; all of them are in the Excel or CSV file)",
)
NONE = ("没有符合的行。", "No rows.")
PIECE = re.compile(r"(?<=[_/ ])")
"""Where a code may break into two lines."""
BRACKET = re.compile("(?=（)")
ONE_LINE = 12
"""Half-width places of a heading that is best kept on one line."""


def printed(table: Table, language: str) -> tuple[list[list[str]], list[bool], str]:
    """A table's cells as printed words, which columns are numbers, and the line that says what is not printed."""
    rows = table.rows[: table.most] if table.most is not None else table.rows
    columns = [[plain(row.get(name), language) for row in rows] for name, _ in table.columns]
    numbers = [
        bool(held := [value for value in column if value is not None]) and all(isinstance(value, (int, float)) for value in held)
        for column in columns
    ]
    words = [column_words(name, column) for (name, _), column in zip(table.columns, columns, strict=True)]
    cells = [list(row) for row in zip(*words, strict=True)]
    if not table.rows:
        return cells, numbers, NONE[language == "en"]
    if len(rows) < len(table.rows):
        return cells, numbers, CUT[language == "en"].format(most=f"{len(rows):,}", whole=f"{len(table.rows):,}")
    return cells, numbers, ""


def column_words(name: str, values: Sequence[str | int | float | date | None]) -> list[str]:
    """The words of a column's cells: years without thousands, and as many decimals in each cell where all are broken numbers.

    >>> column_words("share", [98.9, 100.0, None]), column_words("year", [2020]), column_words("n", [3, 1572.22])
    (['98.9', '100.0', ''], ['2020'], ['3', '1,572.22'])
    """
    if name.endswith("year"):
        return [str(value) if isinstance(value, int) else said(value) for value in values]
    held = [value for value in values if value is not None]
    if not all(isinstance(value, float) for value in held):
        return [said(value) for value in values]
    decimals = max((len(said(value).partition(".")[2]) for value in held), default=0)
    return ["" if value is None else f"{value:,.{decimals}f}" for value in values]


def said(value: str | int | float | date | None) -> str:
    """A cell's words: thousands parted, percentages and other broken numbers with at most two decimals, line breaks kept out.

    >>> said(1041), said(86.75), said(3.0), said(date(2020, 9, 30)), said(None)
    ('1,041', '86.75', '3', '2020-09-30', '')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    if isinstance(value, int):
        return f"{value:,}"
    return value.isoformat() if isinstance(value, date) else " ".join(value.split())


def measured(table: Table, cells: Sequence[Sequence[str]], language: str) -> tuple[list[float], bool]:
    """The width of each column in millimetres, filling the page, and whether the page must be turned to landscape.

    >>> measured(Table("", (("a", "村"), ("b", "户数")), []), [["和庄", "12"]], "zh")
    ([78.0, 78.0], False)
    """
    if not table.columns:
        return [], False
    wanted, room = [], []
    for at, (_, head) in enumerate(table.columns):
        words = [row[at] for row in cells]
        longest = max(map(width, words), default=0)
        codes = [word for text in words if text.isascii() for word in text.split()]
        code, piece = (
            ceil(1.15 * max(map(width, parts), default=0))  # Latin letters and figures are a little wider than half
            for parts in (codes, [part for word in codes for part in PIECE.split(word)])
        )
        half = max((width(part) if part.isascii() else -(-width(part) // 4) * 2 for part in head.split()), default=0)
        whole = max((width(part) for part in BRACKET.split(head)), default=0) if width(head) <= ONE_LINE else half
        wish = max(longest, width(head), 4)
        wanted.append(min(wish, WIDEST + max(0, wish - WIDEST) // 4, 2 * WIDEST) * PLACE + PADDING)
        short = max(min(longest, LISTED if longest > LONG else 16), 4)
        tiers = ((code, whole), (code, half), (piece, half))
        room.append([max(short, min(word, 24), min(title, 16)) * PLACE + PADDING for word, title in tiers])
    least, whole, wide = next(
        ([tiers[tier] for tiers in room], page, turned)
        for page, turned, tier in [(page, turned, tier) for page, turned in ((UPRIGHT, False), (ACROSS, True)) for tier in (0, 1, 2)]
        if sum(tiers[tier] for tiers in room) <= page or (turned and tier == 2)
    )
    wanted = list(map(max, wanted, least))
    spare = whole - sum(least)
    more = [want - low for want, low in zip(wanted, least, strict=True)]
    if sum(wanted) <= whole:
        shares = [want + (whole - sum(wanted)) * want / sum(wanted) for want in wanted]
    elif spare > 0 and sum(more) > 0:
        shares = [low + spare * extra / sum(more) for low, extra in zip(least, more, strict=True)]
    else:
        shares = [low * whole / sum(least) for low in least]
    return [round(share, 1) for share in shares], wide


def card_widths(pairs: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Millimetres of the words and of the values of a card, of which two stand in a row: long words have more room.

    >>> card_widths([("编码", "1")]), card_widths([("片区每多一个强村抵（公里）", "3")])
    ((26.0, 52.0), (46.0, 32.0))
    """
    longest = max((width(name) for name, _ in pairs), default=0)
    words = min(46.0, max(26.0, round(1.1 * longest * PLACE + PADDING, 1)))
    return words, UPRIGHT / 2 - words


def places(millimetres: float) -> int:
    """How many half-width places a column of this width holds."""
    return max(3, int((millimetres - PADDING) / PLACE + 0.15))


def parted(head: str, millimetres: float) -> str:
    """A Chinese heading that is too long for its column, broken into lines of about the same length, before a bracket where it can.

    >>> parted("对象类别", 14.0), parted("来源（文件）", 18.0), parted("户数", 14.0), parted("Sources of rows", 14.0)
    ('对象\\n类别', '来源\\n（文件）', '户数', 'Sources of rows')
    """
    room = places(millimetres) // 2
    if len(head) * 2 > width(head) + 4 or width(head) <= room * 2:
        return head
    parts = BRACKET.split(head)
    if len(parts) > 1 and all(width(part) <= room * 2 for part in parts):
        return "\n".join(parts)
    lines = -(-len(head) // room)
    size = -(-len(head) // lines)
    return "\n".join(head[at : at + size] for at in range(0, len(head), size))
