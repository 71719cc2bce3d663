"""What a report is made of on paper, block after block, and how its parts are numbered and its tables measured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reports.document import Document, Table, plain, width

UPRIGHT, ACROSS = 156.0, 225.0
"""Millimetres that a table may be wide on an upright page and on one turned to landscape."""
PLACE = 1.88
"""Millimetres of one half-width character of a table's text."""
PADDING = 2.6
WIDEST = 44
"""Half-width places after which a cell's text breaks into another line."""
CUT = (
    "（列前 {most} 行，共 {whole} 行；全部见同名的 Excel 或 CSV）",
    "(first {most} of {whole} rows; all of them are in the Excel or CSV file)",
)
NONE = ("没有符合的行。", "No rows.")
FIGURE, TABLE = ("图", "Figure "), ("表", "Table ")
PIECE = re.compile(r"(?<=[_/ ])")
"""Where a code may break into two lines."""
DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3, numbered as official papers are unless `numbered` is False."""

    text: str
    level: int = 1
    numbered: bool = True


@dataclass(frozen=True)
class Para:
    """A paragraph; a `note` is set smaller, below what it explains."""

    text: str
    note: bool = False


@dataclass(frozen=True)
class Picture:
    """A figure as SVG with its caption."""

    svg: str
    title: str


@dataclass(frozen=True)
class Card:
    """Properties of one thing, two pairs of words a row."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class NewPage:
    """What follows begins a new page."""


@dataclass(frozen=True)
class Contents:
    """The headings of level 1 with their pages."""


@dataclass(frozen=True)
class Approval:
    """Boxes to sign in: each with the word above it."""

    words: tuple[str, ...]
    remark: str = ""


Block = Heading | Para | Picture | Card | NewPage | Contents | Approval | Table


def story(document: Document) -> tuple[Block, ...]:
    """The blocks of a document; one without any is its facts and its tables."""
    if document.blocks:
        return document.blocks
    return (*([Card(document.facts)] if document.facts else []), *document.tables)


def numeral(number: int) -> str:
    """A whole number below 1,000 in Chinese numerals.

    >>> [numeral(number) for number in (1, 10, 11, 20, 275, 101, 110)]
    ['一', '十', '十一', '二十', '二百七十五', '一百零一', '一百一十']
    """
    hundreds, tens, ones = number // 100, number % 100 // 10, number % 10
    text = DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones or not number else "")


def marked(blocks: Sequence[Block], language: str) -> Iterator[tuple[str, Block]]:
    """Each block with its number: 一、 （一） 1. for headings, 表 1 and 图 1 for tables and figures, "" for all the rest.

    What stands under a heading that is not numbered, as each village of a book, is not numbered either.

    >>> [mark for mark, _ in marked([Heading("甲"), Heading("乙", 2), Table("丙", (), []), Heading("丁")], "zh")]
    ['一、', '（一）', '表1', '二、']
    """
    english = language == "en"
    at = [0, 0, 0]
    counted = {FIGURE: 0, TABLE: 0}
    apart = False
    for block in blocks:
        mark = ""
        if isinstance(block, Heading):
            apart = not block.numbered
        if isinstance(block, Heading) and block.numbered:
            level = min(block.level, 3) - 1
            at[level:] = [at[level] + 1] + [0] * (2 - level)
            number = at[level]
            chinese = (f"{numeral(number)}、", f"（{numeral(number)}）", f"{number}.")[level]
            mark = ".".join(map(str, at[: level + 1])) + (". " if level == 0 else " ") if english else chinese
        elif isinstance(block, (Picture, Table)) and not apart:
            kind = FIGURE if isinstance(block, Picture) else TABLE
            counted[kind] += 1
            mark = f"{kind[english]}{counted[kind]}"
        yield mark, block


def printed(table: Table, language: str) -> tuple[list[list[str]], list[bool], str]:
    """A table's cells as printed words, which columns are numbers, and the line that says what is not printed."""
    rows = table.rows[: table.most] if table.most is not None else table.rows
    told = [[plain(row.get(name), language) for name, _ in table.columns] for row in rows]
    numbers = [
        bool(held := [value for value in column if value is not None]) and all(isinstance(value, (int, float)) for value in held)
        for column in (zip(*told, strict=True) if told else [[] for _ in table.columns])
    ]
    years = [name.endswith("year") for name, _ in table.columns]
    cells = [
        [str(value) if year and isinstance(value, int) else said(value) for value, year in zip(row, years, strict=True)] for row in told
    ]
    if not table.rows:
        return cells, numbers, NONE[language == "en"]
    if len(rows) < len(table.rows):
        return cells, numbers, CUT[language == "en"].format(most=f"{len(rows):,}", whole=f"{len(table.rows):,}")
    return cells, numbers, ""


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
    wanted, least = [], []
    for at, (_, head) in enumerate(table.columns):
        longest = max((width(row[at]) for row in cells), default=0)
        code = max((width(piece) for row in cells if row[at].isascii() for piece in PIECE.split(row[at])), default=0)
        wanted.append(min(max(longest, width(head), 4), WIDEST) * PLACE + PADDING)
        word = max((width(piece) if piece.isascii() else -(-width(piece) // 2) for piece in head.split()), default=0)
        least.append(max(min(longest, 16), min(code, 24), min(word, 16), 4) * PLACE + PADDING)
    for whole, wide in ((UPRIGHT, False), (ACROSS, True)):
        if sum(least) <= whole or wide:
            break
    spare = whole - sum(least)
    more = [want - low if want > low else 0.0 for want, low in zip(wanted, least, strict=True)]
    if sum(wanted) <= whole:
        shares = [want + (whole - sum(wanted)) * want / sum(wanted) for want in wanted]
    elif spare > 0 and sum(more) > 0:
        shares = [low + spare * extra / sum(more) for low, extra in zip(least, more, strict=True)]
    else:
        shares = [low * whole / sum(least) for low in least]
    return [round(share, 1) for share in shares], wide


def leaves(blocks: Sequence[Block], language: str) -> list[tuple[bool, list[tuple[str, Block]]]]:
    """The numbered blocks in runs of pages that are upright (False) or turned to landscape (True).

    A heading or paragraph that stands right before a wide table goes with it.
    """
    told = list(marked(blocks, language))
    wide = [isinstance(block, Table) and measured(block, printed(block, language)[0], language)[1] for _, block in told]
    for at in range(len(told) - 2, -1, -1):
        if wide[at + 1] and isinstance(told[at][1], (Heading, Para)):
            wide[at] = True
    runs: list[tuple[bool, list[tuple[str, Block]]]] = []
    for turned, one in zip(wide, told, strict=True):
        if isinstance(one[1], Para) and one[1].note and runs:
            turned = runs[-1][0]
        if not runs or runs[-1][0] != turned:
            runs.append((turned, []))
        runs[-1][1].append(one)
    return runs
