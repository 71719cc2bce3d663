"""Steps as a picture: of all, how many have passed each step, bars under one another on one scale."""

from __future__ import annotations

from typing import Any

from analysis.boxes import text_width
from views.graph.structures.ink import COVER, GAP, INK, INK3, WIDE, Shape, bar, clipped, line, rect, text

LEFT, LONG = 150.0, 420.0


def picture(blocks: list[dict[str, Any]], words: dict[str, str]) -> dict[str, Any]:
    """Blocks {title, unit, steps: [{words, n, red, parts: [(words, n)]}]}: the first step is the whole of its block.

    A block may have places [{words, key, n, red}] in place of steps: they stand in two columns on one scale.
    """
    shapes: list[Shape] = []
    y = 18.0
    for block in blocks:
        if "places" in block:
            y = by_place(block, y, words, shapes)
            continue
        whole = block["steps"][0]["n"] or 1
        shapes += [text(0, y, block["title"], size=15, bold=True), line(0, y + 8, WIDE, y + 8, INK, 2)]
        y += 16
        for step in block["steps"]:
            n, red = step["n"], step.get("red", 0)
            high = 38 if step.get("parts") else 22
            left = LEFT + (LONG - LONG * n / whole) / 2
            below = y + 8 + high / 2
            shapes.append(text(0, below, step["words"], fill=INK if n else INK3))
            shapes += parts(left, y + 4, LONG / whole, step) or [rect(left, y + 4, LONG * n / whole, 22, COVER)]
            if red:
                shapes.append(rect(left + LONG * (n - red) / whole, y + 4, max(2.0, LONG * red / whole), 22, GAP))
            share = f"{n:,} / {whole:,}" if step is not block["steps"][0] else f"{n:,} {block['unit']}"
            shapes.append(text(LEFT + LONG + 14, below, share, bold=step is block["steps"][0]))
            if red:
                shapes.append(text(LEFT + LONG + 20 + text_width(share), below, f"{words['uncovered']} {red:,}", fill=GAP))
            y += high + 10
        y += 26
    return {"wide": WIDE, "high": y, "shapes": shapes}


def by_place(block: dict[str, Any], y: float, words: dict[str, str], shapes: list[Shape]) -> float:
    """A bar a place in two columns, its red part not covered; gives the lower edge."""
    shapes += [text(0, y, block["title"], size=15, bold=True), line(0, y + 8, WIDE, y + 8, INK, 2)]
    places, half = block["places"], -(-len(block["places"]) // 2)
    most = places[0]["n"] or 1
    for at, place in enumerate(places):
        x, top = (WIDE / 2 + 10) * (at // half), y + 14 + 24 * (at % half)
        name = clipped(place["words"], 112)
        shapes.append(text(x, top + 15, name, key=place["key"], title=place["words"]))
        shapes += bar(x + 120, top + 5, 140, 12, place["n"], place["red"], most)
        count = f"{place['n']:,}"
        shapes.append(text(x + 268, top + 15, count))
        if place["red"]:
            shapes.append(text(x + 276 + text_width(count), top + 15, f"{words['uncovered']} {place['red']:,}", fill=GAP))
    return y + 14 + 24 * half + 34


def parts(x: float, y: float, scale: float, step: dict[str, Any]) -> list[Shape]:
    """The parts of a step side by side, each with its name and number where they fit, shades in turn."""
    shapes: list[Shape] = []
    for at, (name, n) in enumerate(step.get("parts", ())):
        wide = n * scale
        shapes.append(rect(x, y, wide, 38, COVER if at % 2 else "#C3CBCE", title=f"{name} {n:,}"))
        if wide > max(text_width(str(name)), text_width(f"{n:,}")) + 4:
            shapes += [text(x + wide / 2, y + 16 * down + 15, told, anchor="middle") for down, told in enumerate((str(name), f"{n:,}"))]
        x += wide
    return shapes
