"""Events as a picture: a dot on each day of a calendar by months, and beside it a small map of who was reached and who was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from analysis.ground import plane
from views.graph.structures.ink import BLUE, COVER, GAP, INK, INK2, INK3, RULE, WHITE, WIDE, Shape, circle, clipped, line, rect, text

DAY = 11.6
LEFT, MAP = 62.0, 290.0


def picture(days: Mapping[date, int], as_of: date, places: list[dict[str, Any]], words: dict[str, str], months: int = 18) -> dict[str, Any]:
    """`days`: how many on each, those after `as_of` hollow; `places`: {key, name, lat, lon, n (times reached), red}.

    `words`: times, reached, uncovered.
    """
    shapes: list[Shape] = []
    counted: Counter[tuple[int, int]] = Counter()
    for day, n in days.items():
        counted[day.year, day.month] += n
    shown = sorted(counted)[-months:]
    most = max(days.values(), default=1)
    for at in (1, 5, 10, 15, 20, 25, 31):
        shapes.append(text(LEFT + (at - 0.5) * DAY, 14, str(at), fill=INK3, anchor="middle"))
    shapes.append(line(0, 20, LEFT + 31 * DAY + 46, 20, INK, 2))
    for down, (year, month) in enumerate(shown):
        y = 20 + 26 * down
        shapes.append(text(0, y + 18, f"{year}-{month:02d}", fill=INK2))
        for day, n in days.items():
            if (day.year, day.month) == (year, month):
                look = {"fill": BLUE} if day <= as_of else {"fill": WHITE, "stroke": BLUE, "width": 1.5}
                shapes.append(
                    circle(LEFT + (day.day - 0.5) * DAY, y + 13, round(3 + 2.6 * n / most, 1), title=f"{day.isoformat()} {n}", **look)
                )
        shapes.append(text(LEFT + 31 * DAY + 44, y + 18, f"{counted[year, month]:,}", anchor="end"))
        shapes.append(line(0, y + 26, LEFT + 31 * DAY + 46, y + 26, RULE))
    bottom = 20 + 26 * len(shown)
    shapes.append(text(LEFT + 31 * DAY + 44, bottom + 18, f"{sum(days.values()):,}", anchor="end", bold=True))
    shapes.append(text(0, bottom + 18, words["times"], bold=True))
    right = WIDE - MAP
    low = small_map(places, right, words, shapes)
    return {"wide": WIDE, "high": max(bottom + 34, low), "shapes": shapes}


def small_map(places: list[dict[str, Any]], x: float, words: dict[str, str], shapes: list[Shape]) -> float:
    """The places where they lie: filled and larger the more often reached, hollow and red where not; the lower edge."""
    red = [place for place in places if place["red"]]
    shapes.append(text(x, 14, f"{words['reached']} {len(places) - len(red)} / {len(places)}", bold=True))
    if red:
        shapes.append(text(x + 130, 14, f"{words['uncovered']} {len(red)} / {len(places)}", fill=GAP, bold=True))
    shapes.append(line(x, 20, WIDE, 20, INK, 2))
    known = {place["key"]: (place["lat"], place["lon"]) for place in places if place["lat"] is not None and place["lon"] is not None}
    at, _ = plane(known, (MAP - 20, 380.0), margin=10)
    few = len(places) <= 30
    for place in sorted(places, key=lambda one: one["red"]):
        if place["key"] not in at:
            continue
        px, py = at[place["key"]]
        r = min(12.0, (5 if few else 3.2) + 0.5 * place["n"])
        paint = {"fill": WHITE, "stroke": GAP, "width": 2.5} if place["red"] else {"fill": BLUE, "stroke": "#FBFAF6", "width": 1}
        shapes.append(
            {
                "tag": "circle",
                "x": round(x + px + 10, 1),
                "y": round(28 + py, 1),
                "r": r,
                "key": place["key"],
                "title": f"{place['name']} {place['n']}",
                **paint,
            }
        )
        if few:
            shapes.append(
                text(x + px + 10, 28 + py + r + 14, place["name"], fill=GAP if place["red"] else INK, anchor="middle", bold=place["red"])
            )
    y = 28 + max((py for _, py in at.values()), default=0) + 44
    names = [place["name"] for place in red]
    if names and not few:
        shapes.append(rect(x, y - 14, MAP, 0.5, COVER))
        shapes.append(text(x, y + 2, clipped("、".join(names), MAP - 4), fill=GAP))
        y += 20
    return y
