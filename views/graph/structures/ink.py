"""Shapes as values: what a picture is made of, drawn by shapes.js."""

from __future__ import annotations

from typing import Any

from analysis.boxes import text_width

Shape = dict[str, Any]
INK, INK2, INK3, GAP, COVER = "#21221E", "#484942", "#63635B", "#B5301A", "#A9B4B8"
PANEL, RULE, RULE2, PAPER, BLUE, WHITE = "#F2EFE7", "#DED9CC", "#C6BFAE", "#FBFAF6", "#5F7F9B", "#FFFFFF"
WIDE = 790.0
"""The width of a picture: the room beside the panes in a window of 1366."""


def text(
    x: float, y: float, words: str, *, size: float = 13, fill: str = INK, anchor: str = "start", bold: bool = False, **more: Any
) -> Shape:
    """A line of text, its baseline at y."""
    return {
        "tag": "text",
        "x": round(x, 1),
        "y": round(y, 1),
        "text": words,
        "size": size,
        "fill": fill,
        "anchor": anchor,
        "bold": bold,
        **more,
    }


def rect(x: float, y: float, w: float, h: float, fill: str, **more: Any) -> Shape:
    """A rectangle."""
    return {"tag": "rect", "x": round(x, 1), "y": round(y, 1), "w": round(max(0.0, w), 1), "h": round(h, 1), "fill": fill, **more}


def line(x: float, y: float, x2: float, y2: float, stroke: str = RULE, width: float = 1, **more: Any) -> Shape:
    """A straight line."""
    return {
        "tag": "line",
        "x": round(x, 1),
        "y": round(y, 1),
        "x2": round(x2, 1),
        "y2": round(y2, 1),
        "stroke": stroke,
        "width": width,
        **more,
    }


def circle(x: float, y: float, r: float, fill: str, **more: Any) -> Shape:
    """A dot."""
    return {"tag": "circle", "x": round(x, 1), "y": round(y, 1), "r": r, "fill": fill, **more}


def path(d: str, **more: Any) -> Shape:
    """Any outline."""
    return {"tag": "path", "d": d, "fill": "none", **more}


def bar(x: float, y: float, wide: float, high: float, n: float, red: float, whole: float, fill: str = COVER) -> list[Shape]:
    """A bar of n out of `whole` in its own width, its last part the red one of what is not covered."""
    if not whole or not n:
        return []
    long, part = wide * n / whole, wide * red / whole
    return [rect(x, y, long, high, fill)] + ([rect(x + long - part, y, max(part, 2), high, GAP)] if red else [])


def clipped(words: str, wide: float, size: float = 13) -> str:
    """The words cut to a width, with … where they are.

    >>> clipped("和庄", 99), clipped("和庄片区党群服务中心", 60)
    ('和庄', '和庄片区…')
    """
    if text_width(words, size) <= wide:
        return words
    while words and text_width(words + "…", size) > wide:
        words = words[:-1]
    return words + "…"
