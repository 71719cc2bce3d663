"""Pairs as a picture: helpers at the left, helped at the right, bands between, and how many each of them has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from views.graph.structures.ink import BLUE, COVER, GAP, INK, INK2, INK3, RULE2, WIDE, Shape, clipped, line, path, rect, text

MOST = 24
BANDS = 286
"""Where the bands begin, right of the longest bar with its numbers."""


def picture(
    found: dict[str, Any],
    loads: dict[str, dict[int, int]],
    named: Callable[[str], str],
    words: dict[str, str],
    uncovered: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Sides of `analysis.pairs`. `loads`: helpers and helped by how many pairs they have.

    `words`: helpers, helped, pairs, home, per, none, more.
    """
    left, right = found["left"][:MOST], found["right"][: max(MOST, 60 if found["single"] else MOST)]
    rows = max(len(left), len(right), 1)
    step_left, step_right = max(20.0, min(34.0, rows * 20.0 / max(1, len(left)))), 20.0
    top = 54.0
    shapes: list[Shape] = [
        text(0, 16, words["helpers"], size=15, bold=True),
        text(470, 16, words["helped"], size=15, bold=True),
        text(0, 36, f"{words['pairs']} {found['pairs']:,} · {words['home']} {found['home']:,} / {found['pairs']:,}", fill=INK2),
    ]
    at_left = {row["key"]: top + step_left * at for at, row in enumerate(left)}
    at_right = {row["key"]: top + step_right * at for at, row in enumerate(right)}
    most = max((band["n"] for band in found["bands"]), default=1)
    for band in sorted(found["bands"], key=lambda one: one["n"]):
        if band["left"] in at_left and band["right"] in at_right:
            y, y2 = at_left[band["left"]] + 8, at_right[band["right"]] + 8
            d = f"M{BANDS} {y:.1f}C{BANDS + 76} {y:.1f} 386 {y2:.1f} 462 {y2:.1f}"
            shapes.append(path(d, stroke=INK2, width=round(0.6 + 5 * band["n"] / most, 1), opacity=0.28))
    shapes += bars(left, at_left, 0.0, 110.0, 252.0, named, False, frozenset())
    shapes += bars(right, at_right, 470.0, 580.0, 700.0, named, found["single"], uncovered)
    high = max([top, *at_left.values(), *at_right.values()]) + 26
    cut = len(found["left"]) - len(left) + len(found["right"]) - len(right)
    if cut:
        shapes.append(text(0, high + 12, words["more"].replace("{n}", str(cut)), fill=INK3))
        high += 20
    x = 0.0
    for name, at in (("helpers", "start"), ("helped", "end")):
        shapes += histogram(loads[at], x, high + 14, f"{words[name]} · {words['per']}", words)
        x += 470
    return {"wide": WIDE, "high": high + 150, "shapes": shapes}


def bars(
    rows: list[dict[str, Any]],
    at: dict[str, float],
    x: float,
    start: float,
    end: float,
    named: Callable[[str], str],
    single: bool,
    uncovered: frozenset[str],
) -> list[Shape]:
    """Names with a bar of pairs each, and the number beside it; a single thing that is not covered hollow and red."""
    most = max((row["pairs"] for row in rows), default=1)
    shapes: list[Shape] = []
    for row in rows:
        y, red = at[row["key"]], row["key"] in uncovered
        shapes.append(
            text(
                x,
                y + 13,
                clipped(named(row["key"]), start - x - 8),
                fill=GAP if red else INK,
                bold=red,
                key=row["key"],
                title=named(row["key"]),
            )
        )
        shapes.append(rect(start, y + 2, (end - start) * row["pairs"] / most * 0.72, 12, BLUE if x else COVER))
        words = f"{row['pairs']:,}" if single or row["pairs"] == row["n"] else f"{row['pairs']:,} · {row['n']:,}"
        shapes.append(text(start + (end - start) * row["pairs"] / most * 0.72 + 5, y + 13, words, fill=INK2))
    return shapes


def histogram(load: dict[int, int], x: float, y: float, title: str, words: dict[str, str]) -> list[Shape]:
    """How many have how many pairs, as columns; none at all is the red one."""
    shapes: list[Shape] = [text(x, y + 8, title, bold=True)]
    columns = [(words["none"], load[0], True)] if load.get(0) else []
    columns += [(name, n, False) for name, n in ranges({pairs: n for pairs, n in load.items() if pairs})]
    most = max((n for _, n, _ in columns), default=1)
    for at, (name, n, red) in enumerate(columns):
        left = x + at * 44
        high = 74 * n / most
        shapes.append(rect(left + 4, y + 104 - high, 30, high, "#FFFFFF" if red else COVER, **({"stroke": GAP, "width": 2} if red else {})))
        shapes.append(text(left + 19, y + 100 - high, f"{n:,}", fill=GAP if red else INK, anchor="middle", bold=red))
        shapes.append(text(left + 19, y + 120, name, fill=GAP if red else INK2, anchor="middle"))
    shapes.append(line(x, y + 104, x + 44 * max(1, len(columns)), y + 104, RULE2))
    return shapes


def ranges(load: dict[int, int], most: int = 8) -> list[tuple[str, int]]:
    """How many have how many pairs, in at most `most` steps of equal width.

    >>> ranges({1: 5, 2: 3}), ranges({9: 1, 16: 2, 25: 1}, 4)
    ([('1', 5), ('2', 3)], [('9–13', 1), ('14–18', 2), ('19–23', 0), ('24–28', 1)])
    """
    if not load:
        return []
    low, high = min(load), max(load)
    wide = -(-(high - low + 1) // most)
    steps = range(low, high + 1, wide)
    return [(str(at) if wide == 1 else f"{at}–{at + wide - 1}", sum(load.get(n, 0) for n in range(at, at + wide))) for at in steps]
