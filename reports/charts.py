"""Bars of what is covered and a map of points, as SVG in the manner of the network's picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, radians
from typing import Any

from graphmodel.schema import NODE
from reports.document import width
from reports.picture import COVER, GAP, INK, INK2, INK3, WORDS, label, legend, shape, svg


def bars(rows: Sequence[tuple[str, int, int]], title: str, language: str = "zh") -> str:
    """Rows of (what, not covered, of how many) as bars of equal length: covered grey, not covered red, the fraction beside it."""
    english, names = language == "en", 15.0 + 7 * max((min(width(name), 40) for name, *_ in rows), default=0)
    long, parts = 700 - names - 130, []
    for at, (name, part, whole) in enumerate(rows):
        y = 12 + at * 27
        red = min(1.0, part / whole) if whole else 0.0
        cut = name if width(name) <= 40 else name[:39] + "…"
        parts.append(label(names - 8, y + 13, cut, 13, "end"))
        parts.append(f'<rect x="{names:.1f}" y="{y}" width="{long:.1f}" height="16" fill="{COVER}"/>')
        if red:
            parts.append(f'<rect x="{names + long * (1 - red):.1f}" y="{y}" width="{max(1.5, long * red):.1f}" height="16" fill="{GAP}"/>')
        parts.append(label(names + long + 8, y + 13, f"{part:,} / {whole:,}", 13, colour=GAP if part else INK3, bold=bool(part)))
    bottom = 12 + len(rows) * 27 + 18
    for at, (colour, words) in enumerate(((COVER, "covered"), (GAP, "gap"))):
        x = names + at * 130
        parts.append(f'<rect x="{x:.1f}" y="{bottom - 11}" width="16" height="12" fill="{colour}"/>')
        parts.append(label(x + 22, bottom, WORDS[words][english], 13, colour=INK2))
    return svg(700, bottom + 12, parts, title)


def points(nodes: Sequence[Mapping[str, Any]], title: str, language: str = "zh") -> str:
    """Things with `lat` and `lon` (degrees) at their places, north up, with a scale; labels only where there is room for them."""
    middle = sum(node["lat"] for node in nodes) / len(nodes)
    squeeze = cos(radians(middle))
    xs, ys = [node["lon"] * squeeze for node in nodes], [-node["lat"] for node in nodes]
    tall, broad = max(ys) - min(ys) or 1e-3, max(xs) - min(xs) or 1e-3
    scale = min(600 / broad, 560 / tall)
    wide, high = broad * scale + 100, tall * scale + 90
    taken: list[tuple[float, float, float, float]] = []
    marks, names = [], []
    order = sorted(range(len(nodes)), key=lambda at: (not nodes[at].get("gap"), nodes[at]["key"]))
    spots = [((xs[at] - min(xs)) * scale + 50, (ys[at] - min(ys)) * scale + 24) for at in range(len(nodes))]
    few = len(nodes) <= 150
    for at in order:
        x, y = spots[at]
        node, r = nodes[at], 5.5 if few else 3.5
        colour = GAP if node.get("gap") else NODE[node["type"]].colour
        marks.append(shape("dot", x, y, r, "#FFFFFF" if node.get("gap") else colour, colour, 2.2 if node.get("gap") else 1))
        words, room = str(node["caption"])[:12], width(str(node["caption"])[:12]) * 6
        for left, anchor, start in ((x + 8, "start", x + 8), (x - 8, "end", x - 8 - room)):
            box = (start, y - 8, start + room, y + 7)
            clear = all(box[2] < a or c < box[0] or box[3] < b or d < box[1] for a, b, c, d in taken)
            bare = all(not (box[0] < px < box[2] and box[1] < py < box[3]) for px, py in spots)
            if clear and bare and box[0] > 0 and box[2] < wide:
                taken.append(box)
                names.append(label(left, y + 4, words, 11, anchor, colour if node.get("gap") else INK2, bool(node.get("gap"))))
                break
    whole = broad * 111.2
    step = max((one for one in (0.5, 1, 2, 5, 10, 20, 50, 100) if one <= max(whole / 3, 0.5)), default=0.5)
    length = step / 111.2 * scale
    parts = [f'<path d="M50 {high - 34:.1f}h{length:.1f}" stroke="{INK}" stroke-width="2"/>']
    parts.append(label(50, high - 40, f"{step:g} {WORDS['kilometres'][language == 'en']}", 12, colour=INK2))
    key, tall_key = legend(nodes, (), language, wide)
    return svg(wide, high + tall_key, [*reversed(marks), *names, *parts, f'<g transform="translate(0 {high:.1f})">{key}</g>'], title)
