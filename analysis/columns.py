"""Which open group stands in which column, such that the whole is shown as large as can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analysis.boxes import Box, Point, around, outline
from analysis.ring import boxes, spots
from analysis.room import Mark, Spot

Shaped = tuple[list[tuple[Mapping[str, Any], dict[str, Spot]]], list[Point], list[list[int]]]
"""Groups with the places of their marks around (0, 0), their sizes, and which of them stand in each column."""


def columns(sizes: Sequence[Point], canvas: Point) -> list[list[int]]:
    """Which group stands in which column: the number of columns that lets the whole be shown largest.

    >>> columns([(420, 400), (320, 270), (320, 270)], (822, 589))
    [[0], [1, 2]]
    """
    best: tuple[float, list[list[int]]] = (-1.0, [])
    order = sorted(range(len(sizes)), key=lambda at: (-sizes[at][1], at))
    for count in range(1, min(len(sizes), 8) + 1):
        stacks: list[list[int]] = [[] for _ in range(count)]
        for at in order:
            min(stacks, key=lambda stack: sum(sizes[one][1] for one in stack)).append(at)
        stacks = [sorted(stack) for stack in stacks if stack]
        if (large := scale(stacks, sizes, canvas)) > best[0] + 1e-9:
            best = large, stacks
    return best[1]


def scale(stacks: Sequence[Sequence[int]], sizes: Sequence[Point], canvas: Point) -> float:
    """How large columns can be shown on a canvas; 1 where they just fill it one way."""
    wide = sum(max(sizes[at][0] for at in stack) for stack in stacks)
    high = max(sum(sizes[at][1] for at in stack) for stack in stacks)
    return min(canvas[0] / wide, canvas[1] / high)


def shaped(groups: Sequence[Mapping[str, Any]], marks: Mapping[str, Mark], canvas: Point) -> Shaped:
    """Each group by itself, its size, and the columns; rows as wide as for the whole canvas, or for half of it where all is larger then."""
    best: tuple[float, Shaped] = (-1.0, ([], [], []))
    for part in (1, 2) if len(groups) > 1 and any(group.get("grid") for group in groups) else (1,):
        shapes = [(group, spots(group, marks, (canvas[0] / part, canvas[1]))) for group in groups]
        sizes = [extent(around(outline_boxes(outline(boxes(shape, marks))))) for _, shape in shapes]
        stacks = columns(sizes, canvas) if sizes else []
        large = scale(stacks, sizes, canvas) if stacks else 0.0
        if large > best[0] + 1e-9:
            best = large, (shapes, sizes, stacks)
    return best[1]


def outline_boxes(line: Sequence[Point]) -> list[Box]:
    """Each corner of an outline as a box of no size."""
    return [Box(x, y, x, y) for x, y in line]


def extent(box: Box) -> Point:
    """Width and height of a box."""
    return box.right - box.left, box.bottom - box.top


def stacked(stacks: list[list[int]], sizes: Sequence[Point], canvas: Point) -> Iterator[tuple[list[int], float, float]]:
    """The columns with their left edge and width, the spare width shared between them."""
    widths = [max(sizes[at][0] for at in stack) for stack in stacks]
    spare = max(0.0, canvas[0] - sum(widths)) / max(1, len(stacks) - 1)
    left = 0.0 if len(stacks) > 1 else max(0.0, (canvas[0] - sum(widths)) / 2)
    for stack, wide in zip(stacks, widths, strict=True):
        yield stack, left, wide
        left += wide + spare
