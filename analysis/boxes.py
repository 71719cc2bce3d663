"""Boxes and outlines on the page, in pixels: how wide a label is, whether two shapes touch, what goes around points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, pi, sin
from typing import NamedTuple

Point = tuple[float, float]
SIDES = ("right", "left", "below", "above")


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def corners(self) -> list[Point]:
        """The four corners in order."""
        return [(self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom)]


def text_width(text: str, size: float = 13) -> float:
    """How wide a line of text is, a little generously: a Chinese character is one em, a Latin one .6.

    >>> text_width("和庄"), round(text_width("ab"), 1)
    (26, 15.6)
    """
    return sum(size if ord(char) > 0x2E7F else size * 0.6 for char in text)


def label_box(at: Point, radius: float, lines: Sequence[tuple[str, float]], side: str) -> Box:
    """Where the label (lines of text and size) of a mark of this radius stands when it is on that side of it."""
    wide = max((text_width(text, size) for text, size in lines), default=0)
    high = sum(size + 4 for _, size in lines)
    x, y = at
    match side:
        case "right":
            return Box(x + radius + 5, y - high / 2, x + radius + 5 + wide, y + high / 2)
        case "left":
            return Box(x - radius - 5 - wide, y - high / 2, x - radius - 5, y + high / 2)
        case "above":
            return Box(x - wide / 2, y - radius - 3 - high, x + wide / 2, y - radius - 3)
        case _:
            return Box(x - wide / 2, y + radius + 3, x + wide / 2, y + radius + 3 + high)


def mark_box(at: Point, radius: float) -> Box:
    """The box of a mark without its label."""
    return Box(at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of these."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def grown(box: Box, by: float) -> Box:
    """The box with a margin on every side."""
    return Box(box.left - by, box.top - by, box.right + by, box.bottom + by)


def apart(a: Box, b: Box) -> bool:
    """Whether two boxes do not overlap.

    >>> apart(Box(0, 0, 2, 2), Box(2, 0, 4, 2)), apart(Box(0, 0, 2, 2), Box(1, 1, 4, 2))
    (True, False)
    """
    return a.right <= b.left or b.right <= a.left or a.bottom <= b.top or b.bottom <= a.top


def faces(outline: Sequence[Point]) -> list[tuple[float, float, float]]:
    """The sides of a convex outline, corners in turn as `hull` gives them: outward normal (x, y) and how far along it the side lies."""
    return [
        (y2 - y1, x1 - x2, (y2 - y1) * x1 + (x1 - x2) * y1) for (x1, y1), (x2, y2) in zip(outline, (*outline[1:], outline[0]), strict=True)
    ]


def clear(box: Box, sides: Sequence[tuple[float, float, float]]) -> bool:
    """Whether a box lies wholly outside one side of a convex outline; boxes that only the outline's own box keeps apart are not told.

    >>> clear(Box(2, 2, 3, 3), faces([(0, 0), (2, 0), (0, 2)])), clear(Box(0.5, 0.5, 3, 3), faces([(0, 0), (2, 0), (0, 2)]))
    (True, False)
    """
    left, top, right, bottom = box
    return any((x * left if x > 0 else x * right) + (y * top if y > 0 else y * bottom) >= far for x, y, far in sides)


def hull(points: Iterable[Point]) -> list[Point]:
    """The convex hull, corners in turn (monotone chain).

    >>> hull([(0, 0), (2, 0), (1, 1), (2, 2), (0, 2)])
    [(0, 0), (2, 0), (2, 2), (0, 2)]
    """
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    def half(some: Iterable[Point]) -> list[Point]:
        chain: list[Point] = []
        for x, y in some:
            while len(chain) > 1 and (chain[-1][0] - chain[-2][0]) * (y - chain[-2][1]) <= (chain[-1][1] - chain[-2][1]) * (
                x - chain[-2][0]
            ):
                chain.pop()
            chain.append((x, y))
        return chain[:-1]

    return half(ordered) + half(ordered[::-1])


def outline(boxes: Iterable[Box], margin: float = 12) -> list[Point]:
    """The hull around boxes with a margin whose corners are cut."""
    turns = [(margin * cos(pi / 8 + turn * pi / 4), margin * sin(pi / 8 + turn * pi / 4)) for turn in range(8)]
    return hull((round(x + dx, 1), round(y + dy, 1)) for box in boxes for x, y in box.corners for dx, dy in turns)
