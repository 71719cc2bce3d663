"""The room that a layout has: what is taken already, and the nearest free place for a mark with its label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import hypot
from typing import Any

from analysis.boxes import SIDES, Box, Point, apart, around, clear, faces, grown, label_box, mark_box

Mark = Mapping[str, Any]
Spot = dict[str, Any]
GAP = 5
STEP = 10


def lines(mark: Mark) -> list[tuple[str, float]]:
    """The label of a mark as lines of text and size."""
    size = mark.get("size", 13)
    return [(line, size if at == 0 else 13) for at, line in enumerate(part for part in (mark["label"], mark.get("sub", "")) if part)]


def candidates(canvas: Box, anchor: Point) -> Iterator[Point]:
    """Places on a grid over the canvas, those nearest the anchor first; then over ever larger canvases."""
    for grow in range(12):
        area = grown(canvas, grow * 45)
        inner = grown(canvas, (grow - 1) * 45) if grow else None
        grid = [
            (x, y)
            for x in frange(area.left, area.right)
            for y in frange(area.top, area.bottom)
            if inner is None or not (inner.left < x < inner.right and inner.top < y < inner.bottom)
        ]
        yield from sorted(grid, key=lambda at: (hypot(at[0] - anchor[0], at[1] - anchor[1]), at))


def frange(start: float, stop: float) -> Iterator[float]:
    """From start to stop by STEP."""
    while start <= stop:
        yield start
        start += STEP


def crosses(start: Point, end: Point, box: Box) -> bool:
    """Whether a line passes through a box, looked at in a dozen places.

    >>> crosses((0, 0), (10, 10), Box(4, 4, 6, 6)), crosses((0, 0), (10, 0), Box(4, 4, 6, 6))
    (True, False)
    """
    steps = [(start[0] + (end[0] - start[0]) * at / 12, start[1] + (end[1] - start[1]) * at / 12) for at in range(13)]
    return any(box.left < x < box.right and box.top < y < box.bottom for x, y in steps)


class Canvas:
    """What is taken already: outlines of groups and boxes of marks and labels."""

    def __init__(self, canvas: Point) -> None:
        self.area = Box(0, 0, *canvas)
        self.outlines: list[tuple[Box, list[tuple[float, float, float]]]] = []
        self.taken: list[Box] = []
        self.of: dict[str, list[Box]] = {}

    def enclose(self, line: list[Point]) -> None:
        """Takes the inside of an outline."""
        self.outlines.append((around([Box(x, y, x, y) for x, y in line]), faces(line)))

    def release(self, key: str) -> None:
        """Gives back what a mark took."""
        for box in self.of.pop(key, ()):
            self.taken.remove(box)

    def free(self, some: Iterable[Box]) -> bool:
        """Whether these boxes touch nothing."""
        return all(
            all(apart(box, other) for other in self.taken) and all(apart(box, whole) or clear(box, line) for whole, line in self.outlines)
            for box in some
        )

    def place(
        self, key: str, mark: Mark, anchor: Point, sides: Sequence[str] = SIDES, least: float = 0, across: Sequence[tuple[Spot, Box]] = ()
    ) -> Spot:
        """The free place for a mark with its label that is nearest to the anchor, at least so far from it; then it is taken.

        A line from there to each of the spots `across` must not cross the box (that of its label) beside it.
        """
        for x, y in candidates(self.area, anchor):
            if least and hypot(x - anchor[0], y - anchor[1]) < least:
                continue
            node = grown(mark_box((x, y), mark["r"]), GAP if mark["r"] < 18 else 3 * GAP)
            if not self.free([node]) or any(crosses((x, y), (spot["x"], spot["y"]), box) for spot, box in across):
                continue
            for side in sides:
                text = label_box((x, y), mark["r"], lines(mark), side)
                inside = (self.area.left <= text.left and text.right <= self.area.right) or not (self.area.left <= x <= self.area.right)
                if inside and self.area.top - 400 < text.top and self.free([grown(text, 8 if len(lines(mark)) > 1 else 3)]):
                    self.of[key] = [node, text]
                    self.taken += self.of[key]
                    return {"x": round(x, 1), "y": round(y, 1), "side": side}
        self.taken.append(mark_box(anchor, mark["r"]))
        return {"x": anchor[0], "y": anchor[1], "side": sides[0]}
