"""Tiers as a picture: what is under whom from left to right, a box each, alike ones counted together."""

from __future__ import annotations

from typing import Any

from views.graph.structures.ink import GAP, INK, INK2, PANEL, RULE2, WIDE, Shape, bar, clipped, line, rect, text

ROW = 30


def picture(boxes: list[dict[str, Any]], words: dict[str, str]) -> dict[str, Any]:
    """Boxes of `analysis.tiers`. `words`: unit (of what is counted), uncovered."""
    levels = 1 + max((box["level"] for box in boxes), default=0)
    step = WIDE / max(1, levels)
    wide = min(step - 26, 250.0)
    shapes: list[Shape] = []
    middle = {}
    high = max((box["top"] + box["high"] for box in boxes), default=1) * ROW
    most = max((box["n"] for box in boxes if box["level"]), default=1)
    trail: dict[int, tuple[float, float]] = {}
    for at, box in enumerate(boxes):
        x, y = box["level"] * step, (box["top"] + 0.5) * ROW
        trail[box["level"]] = (x, y)
        middle[at] = y
        if box["level"]:
            left, above = trail[box["level"] - 1]
            bend = x - 13
            shapes += [line(left + wide, above, bend, above, RULE2), line(bend, above, bend, y, RULE2), line(bend, y, x, y, RULE2)]
    for at, box in enumerate(boxes):
        x, y = box["level"] * step, middle[at]
        single = bool(box["key"])
        inner = box["n"] - 1 if single else box["n"]
        count = f"{inner:,}" if inner else ""
        red = f"{words['uncovered']} {box['red']:,}" if box["red"] and not (single and box["n"] == 1) else ""
        alone_red = single and box["n"] == 1 and bool(box["red"])
        name = box["name"] if single else f"{box['name']} ×{box['alike']}"
        room = wide - 16 - (len(count) * 8 + 6 if count and single else 0) - (len(red) * 11 if red else 0)
        shapes.append(
            rect(
                x,
                y - 12,
                wide,
                24,
                "#FFFFFF" if alone_red else PANEL,
                stroke=GAP if alone_red else RULE2,
                width=2 if alone_red else 1,
                key=box["key"],
                title=name,
            )
        )
        shapes += bar(x, y + 9, wide, 3, inner if not single else 0, box["red"], most)
        shapes.append(text(x + 8, y + 4.5, clipped(name, max(40.0, room)), fill=GAP if alone_red else INK, bold=alone_red))
        if red:
            shapes.append(text(x + wide - 8 - (len(count) * 8 + 6 if count and single else 0), y + 4.5, red, fill=GAP, anchor="end"))
        if count and single:
            shapes.append(text(x + wide - 8, y + 4.5, count, fill=INK2, anchor="end"))
    return {"wide": WIDE, "high": high + 8, "shapes": shapes}
