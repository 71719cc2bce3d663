"""Leaders with their led as a picture: a star each, everyone by name, as far out as on the ground, and a line of figures below."""

from __future__ import annotations

from collections.abc import Collection
from math import ceil, cos, pi, sin
from typing import Any

from analysis.boxes import text_width
from views.graph.structures.ink import BLUE, GAP, INK, INK2, INK3, PAPER, RULE2, WHITE, WIDE, Shape, circle, clipped, line, text

LEADER = "#2F5474"
NAMED = 24
"""Up to so many led have their names around the star."""


def picture(found: list[dict[str, Any]], gaps: Collection[str], words: dict[str, str], most: int = 24) -> dict[str, Any]:
    """Rows of `analysis.clusters`. `words`: leads, farthest, uncovered, km, rim, more ({n}, {of})."""
    shown = found[:most]
    farthest = max((row["max_km"] or 0 for row in shown), default=0) or 1
    across = min(2, len(shown)) if max((row["size"] for row in shown), default=0) > 6 else min(4, len(shown))
    across = max(1, across)
    wide = WIDE / across
    reach = max((text_width(str(one["name"])) for row in shown for one in row["led"]), default=0)
    rim = max(40.0, min(100.0, wide / 2 - min(reach, 90.0) - 20))
    high = 2 * rim + 92
    shapes: list[Shape] = []
    for at, row in enumerate(shown):
        alone = across > 1 and at == len(shown) - 1 and at % across == 0
        x = wide * (at % across + 0.5) if not alone else wide / 2
        shapes += star(row, (x, high * (at // across) + rim + 24), rim, farthest, gaps, words, wide)
    bottom = high * ceil(len(shown) / across)
    spare = across == 2 and len(shown) % 2 == 1
    left, low = (wide + 20, bottom - high / 2) if spare else (0.0, bottom + 12)
    notes = [f"{words['rim']} {farthest:.1f} {words['km']}"]
    if len(found) > most:
        notes.append(words["more"].replace("{n}", str(most)).replace("{of}", str(len(found))))
    shapes += [text(left, low + 20 * at, note, fill=INK3) for at, note in enumerate(notes)]
    return {"wide": WIDE, "high": bottom + 8 if spare else bottom + 12 + 20 * len(notes), "shapes": shapes}


def star(
    row: dict[str, Any], at: tuple[float, float], rim: float, farthest: float, gaps: Collection[str], words: dict[str, str], wide: float
) -> list[Shape]:
    """One star. What has no known distance stands at the rim, without a line; the led of another area have a dashed one."""
    x, y = at
    led, named = row["led"], row["size"] <= NAMED
    shapes: list[Shape] = [circle(x, y, rim, "none", stroke=RULE2, width=1)]
    dots: list[Shape] = []
    for turn, one in ((2 * pi * at / len(led) - pi / 2, one) for at, one in enumerate(led)):
        far = 24 + (rim - 24) * (one["km"] / farthest if one["km"] is not None else 1)
        end = (x + far * cos(turn), y + far * sin(turn))
        gap = one["key"] in gaps
        if one["km"] is not None:
            shapes.append(line(x, y, *end, INK, 1.2, dashes="4 3" if one["other_area"] else ""))
        paint = {"stroke": GAP, "width": 2.5} if gap else {"stroke": PAPER, "width": 1}
        dots.append(circle(round(end[0], 1), round(end[1], 1), 5.5, WHITE if gap else BLUE, key=one["key"], title=str(one["name"]), **paint))
        if not named:
            continue
        if far < rim - 12:
            shapes.append(line(*end, x + (rim + 4) * cos(turn), y + (rim + 4) * sin(turn), RULE2, 1, dashes="1 3"))
        side = 0 if abs(cos(turn)) < 0.12 else 1 if cos(turn) > 0 else -1
        down = y + (rim + 10) * sin(turn) + 4.5 + (4 if not side and sin(turn) > 0 else -4 if not side else 0)
        dots.append(
            text(
                x + (rim + 10) * cos(turn),
                down,
                clipped(str(one["name"]), wide / 2 - rim * abs(cos(turn)) - 12),
                fill=GAP if gap else INK,
                bold=gap,
                anchor=("middle", "start", "end")[side],
                key=one["key"],
                title=str(one["name"]),
            )
        )
    key, name = row["leader"]["key"], str(row["leader"]["name"])
    dots += [circle(x, y, 13, WHITE, stroke=LEADER, width=2), circle(x, y, 8.5, LEADER, key=key, title=name)]
    told = [f"{words['leads']} {row['size']}"]
    told += [f"{words['farthest']} {row['max_km']:.1f} {words['km']}"] if row["max_km"] is not None else []
    red = sum(one["key"] in gaps for one in led)
    below = y + rim + 44
    title = text(x, below, name, size=15, bold=True, anchor="middle", key=key, title=name)
    line_ = " · ".join(told)
    bad = f"{words['uncovered']} {red} / {row['size']}" if red else ""
    start = x - text_width(line_ + bad) / 2
    facts = [text(start, below + 18, line_, fill=INK2)]
    facts += [text(start + text_width(line_) + 4, below + 18, bad, fill=GAP)] if bad else []
    return [*shapes, *dots, title, *facts]
