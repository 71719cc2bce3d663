"""What a report is made of on paper, block after block, how its parts are numbered, and what stands on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.columns import measured, printed
from reports.document import Document, Table

FIGURE, TABLE = ("图", "Figure "), ("表", "Table ")
FEW = 8
"""Rows of a table that is kept on one page."""
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


DATE_LINE = ("年　　月　　日", "Date: ________")
"""What stands at the foot of a box to sign."""


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


def together(blocks: Sequence[Block]) -> list[bool]:
    """Which blocks stand on one page with the beginning of the next: words before their table, and what comes before boxes to sign."""
    return [
        (isinstance(after, Approval) and (isinstance(one, (Heading, Para)) or (isinstance(one, Table) and len(one.rows) <= FEW)))
        or (isinstance(one, Para) and isinstance(after, Table))
        for one, after in zip(blocks, [*blocks[1:], None], strict=True)
    ]


def leaves(blocks: Sequence[Block], language: str) -> list[tuple[bool, list[tuple[str, Block]]]]:
    """The numbered blocks in runs of pages that are upright (False) or turned to landscape (True).

    A heading or paragraph that stands right before a wide table goes with it, a note or another table right after it too.
    """
    told = list(marked(blocks, language))
    wide = [isinstance(block, Table) and measured(block, printed(block, language)[0], language)[1] for _, block in told]
    for at in range(len(told) - 2, -1, -1):
        before, after = told[at][1], told[at + 1][1]
        if wide[at + 1] and (isinstance(before, Heading) or isinstance(before, Para) and isinstance(after, Table)):
            wide[at] = True
    runs: list[tuple[bool, list[tuple[str, Block]]]] = []
    for turned, one in zip(wide, told, strict=True):
        after = runs[-1][1][-1][1] if runs else None
        if runs and (isinstance(one[1], Para) and one[1].note or isinstance(one[1], Table) and isinstance(after, Table)):
            turned = turned or runs[-1][0]
        if not runs or runs[-1][0] != turned:
            runs.append((turned, []))
        runs[-1][1].append(one)
    return runs
