"""Where a sheet's header stands: under titles and remarks, in one row or in two with merged groups above."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loaders.files import Sheet
from loaders.meanings import Field
from loaders.text import canonical

SEARCHED = 15
"""Rows searched for the header: titles and remarks may stand above it."""
NUMERIC = re.compile(r"[\d.,:/\-\s%]+")
Cells = tuple[str | None, ...]
Meaning = Callable[[str], Field | None]


@dataclass(frozen=True)
class Header:
    """The header of a sheet: the (lower) row in which it stands, the text over each column, and how many meanings it gives."""

    row: int
    cells: Cells
    score: int


def header_of(sheet: Sheet, meaning: Meaning) -> Header | None:
    """The header that means most; of equals the first, and one row before two."""
    best: Header | None = None
    for row, cells, score in candidates(sheet, meaning):
        if score and (best is None or score > best.score):
            best = Header(row, cells, score)
    return best


def candidates(sheet: Sheet, meaning: Meaning) -> Iterator[tuple[int, Cells, int]]:
    """Row, texts over the columns and how much they mean: each row alone, then with the row above it.

    Two rows score by columns, not by meanings: the same word under two groups is two columns.
    """
    above, upper = 0, ()
    for row, *texts in sheet.rows.head(SEARCHED).rows():
        cells: Cells = tuple(texts)
        yield row, cells, len({field.same for cell in cells if cell and (field := meaning(cell))})
        if row == above + 1 and is_header(upper, cells, meaning):
            known = sum(bool((a and meaning(a)) or (b and meaning(b))) for a, b in zip(upper, cells, strict=True))
            yield row, composed(upper, cells, meaning), known
        above, upper = row, cells


def is_header(upper: Cells, lower: Cells, meaning: Meaning) -> bool:
    """Whether two rows may be one header: groups above, and under them more headers than values."""
    filled = [cell for cell in lower if cell]
    if len({cell for cell in upper if cell}) < 2 or not filled or any(NUMERIC.fullmatch(cell) for cell in filled):
        return False
    known = sum(meaning(cell) is not None for cell in filled)
    values = sum(bool(a and b and a != b and meaning(a) and not meaning(b)) for a, b in zip(upper, lower, strict=True))
    return known > values


def composed(upper: Cells, lower: Cells, meaning: Meaning) -> Cells:
    """One text over each column: the lower one where it is known, else with its group before it; a group also parts equal ones."""
    groups: list[str | None] = []
    group: str | None = None
    for above, below in zip(upper, lower, strict=True):
        group = above or (group if below else None)
        groups.append(group)
    texts: list[str | None] = []
    for above, own, below in zip(groups, upper, lower, strict=True):
        if not below:
            texts.append(own)
        elif meaning(below) or not above or canonical(above) == canonical(below):
            texts.append(below)
        else:
            texts.append(above + below)
    same = [field.same if text and (field := meaning(text)) else None for text in texts]
    return tuple(
        above + below if above and below and mean and same.count(mean) > 1 and canonical(above) != canonical(below) else text
        for above, below, mean, text in zip(groups, lower, same, texts, strict=True)
    )
