"""The cross table as a picture: one number a cell, red what is not covered, bars at the ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analysis.boxes import text_width
from analysis.cross import OTHER
from views.graph.structures.ink import COVER, GAP, INK, INK2, INK3, WIDE, Shape, bar, clipped, line, rect, text

ROW = 26


def picture(
    found: dict[str, Any],
    named: Callable[[str], str],
    words: dict[str, str],
    *,
    red: bool = True,
    opens: Callable[[str], str] = lambda _: "",
) -> dict[str, Any]:
    """A cross table of `analysis.cross`; cells are tinted by how many they hold.

    `named` gives the words of a row or column, `opens` the key that a row's name opens; `words`: rows, total, other, blank.
    """
    rows, columns = found["rows"], found["columns"]
    names = {name: words["other"] if name == OTHER else named(name) or words["blank"] for name in (*rows, *columns)}
    first = min(190.0, max([60.0, *(text_width(names[row]) + 16 for row in rows)]))
    last = 150.0
    step = max(44.0, min(96.0, (WIDE - first - last) / max(1, len(columns))))
    heads = {column: broken(names[column], step - 6) for column in columns}
    top = 24.0 + 17 * (max(map(len, heads.values()), default=1) - 1)
    wide = max(WIDE, first + step * len(columns) + last)
    shapes: list[Shape] = [line(0, 1, wide, 1, INK, 2), text(0, top - 8, words["rows"], fill=INK2)]
    for at, column in enumerate(columns):
        x = first + step * (at + 0.5)
        for up, part in enumerate(reversed(heads[column])):
            shapes.append(text(x, top - 8 - 16 * up, part, fill=INK2, anchor="middle", title=names[column]))
    edge = first + step * len(columns) + 12
    shapes += [text(edge, top - 8, words["total"], fill=INK2), line(0, top, wide, top, "#8C8677")]
    most = max((n for n, _ in found["cells"].values()), default=1)
    whole = max((n for n, _ in found["row_sums"].values()), default=1) or 1
    for down, row in enumerate(rows):
        y = top + ROW * down
        n, bad = found["row_sums"][row]
        shapes.append(
            text(0, y + 18, clipped(names[row], first - 8), fill=GAP if red and bad and bad == n else INK, key=opens(row), title=names[row])
        )
        for at, column in enumerate(columns):
            shapes += cell(found["cells"].get((row, column), (0, 0)), first + step * at, y, step, most, red)
        shapes += bar(edge, y + 8, 70, 11, n, bad if red else 0, whole)
        shapes.append(text(edge + 78, y + 18, f"{bad} / {n}" if red and bad else f"{n:,}", fill=GAP if red and bad else INK))
        shapes.append(line(0, y + ROW, wide, y + ROW))
    y = top + ROW * len(rows)
    shapes.append(line(0, y, wide, y, INK))
    shapes.append(text(0, y + 18, words["total"], bold=True))
    for at, column in enumerate(columns):
        shapes += cell(found["column_sums"][column], first + step * at, y, step, 0, red)
    n, bad = found["total"]
    shapes.append(text(edge + 78, y + 18, f"{bad:,} / {n:,}" if red and bad else f"{n:,}", fill=GAP if red and bad else INK, bold=True))
    return {"wide": wide, "high": y + ROW + 6, "shapes": shapes}


def broken(words: str, wide: float, most: int = 3) -> list[str]:
    """A heading in as many lines as it needs, at most so many.

    >>> broken("华月湖社区", 30), broken("石桥", 30), broken("", 30)
    (['华月', '湖社', '区'], ['石桥'], [''])
    """
    lines = []
    while text_width(words) > wide and len(lines) < most - 1:
        at = max(1, sum(text_width(words[:end]) <= wide for end in range(1, len(words) + 1)))
        lines.append(words[:at])
        words = words[at:]
    return [*lines, clipped(words, wide)]


def cell(count: tuple[int, int], x: float, y: float, step: float, most: int, red: bool) -> list[Shape]:
    """One cell: the number, and behind a stroke how many of them are not covered."""
    n, bad = count
    if not n:
        return [text(x + step / 2, y + 18, "0", fill=INK3, anchor="middle")]
    shapes: list[Shape] = []
    if most:
        shapes.append(rect(x + 2, y + 3, step - 4, ROW - 6, COVER, opacity=round(0.08 + 0.22 * n / most, 2)))
    if red and bad:
        shapes.append(rect(x + 2, y + ROW - 6, (step - 4) * bad / n, 3, GAP))
        return [*shapes, text(x + step / 2, y + 18, f"{bad} / {n}", fill=GAP, anchor="middle", bold=not most)]
    return [*shapes, text(x + step / 2, y + 18, f"{n:,}", anchor="middle", bold=not most)]
