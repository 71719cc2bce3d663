"""Strong-helps-weak clusters: who leads whom, how strong, how weak, how far spread, who is left out.

Strength is what the ledger says (income per head, or another number). What it does not say is counted as missing, never as weak.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import asin, cos, radians, sin, sqrt
from typing import Any

Rows = list[dict[str, Any]]
EARTH = 6371.0
"""Mean radius of the earth in kilometres."""


def kilometres(a: Mapping[str, Any], b: Mapping[str, Any]) -> float | None:
    """Great-circle distance of two things with `lat` and `lon` in degrees; None where a point is missing.

    >>> round(kilometres({"lat": 36.0, "lon": 117.6}, {"lat": 36.1, "lon": 117.6}), 2), kilometres({}, {"lat": 1, "lon": 1})
    (11.12, None)
    """
    if any(one.get(name) is None for one in (a, b) for name in ("lat", "lon")):
        return None
    north, east = radians(b["lat"] - a["lat"]), radians(b["lon"] - a["lon"])
    half = sin(north / 2) ** 2 + cos(radians(a["lat"])) * cos(radians(b["lat"])) * sin(east / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def clusters(
    things: Iterable[Mapping[str, Any]], links: Iterable[Mapping[str, Any]], area: Mapping[str, str], measure: str = "income"
) -> Rows:
    """A row for each leader, most led first.

    `links` are the links from leader to led; `area` says which area each lies in. Of each: leader and led (rows of things, by
    distance, then name), size (the led), mean_km and max_km (over the led whose distance is known), far (of how many it is
    known), leader_value, led_mean, led_low (the weakest thing's value), gap (leader − mean), missing (led without a value),
    weaker (led with less than their leader) and outside (led from another area than the leader's).

    >>> things = [{"key": "a", "name": "甲", "income": 20.0}, {"key": "b", "name": "乙", "income": 8.0}, {"key": "c", "name": "丙"}]
    >>> found = clusters(things, [{"start": "a", "end": "b"}, {"start": "a", "end": "c"}], {"a": "1", "b": "1", "c": "2"})[0]
    >>> found["size"], found["led_mean"], found["missing"], found["outside"], found["mean_km"]
    (2, 8.0, 1, ['c'], None)
    """
    known = {thing["key"]: thing for thing in things}
    led: dict[str, set[str]] = {}
    for link in links:
        led.setdefault(link["start"], set()).add(link["end"])
    return sorted(
        (cluster(known, leader, sorted(keys), area, measure) for leader, keys in led.items()),
        key=lambda row: (-row["size"], row["leader"]["key"]),
    )


def cluster(known: Mapping[str, Mapping[str, Any]], leader: str, keys: list[str], area: Mapping[str, str], measure: str) -> dict[str, Any]:
    """One cluster; a thing that is not among the known ones still counts, with nothing known of it."""
    head = known.get(leader, {"key": leader, "name": leader})
    rows = [
        {
            **known.get(key, {"key": key, "name": key}),
            "km": kilometres(head, known.get(key, {})),
            "area": area.get(key, ""),
            "other_area": area.get(key, "") != area.get(leader, ""),
        }
        for key in keys
    ]
    rows.sort(key=lambda row: (row["km"] is None, row["km"] or 0.0, str(row["name"]), row["key"]))
    far = [row["km"] for row in rows if row["km"] is not None]
    values = [row[measure] for row in rows if row.get(measure) is not None]
    strength, mean = head.get(measure), sum(values) / len(values) if values else None
    return {
        "leader": dict(head),
        "led": rows,
        "size": len(rows),
        "area": area.get(leader, ""),
        "mean_km": sum(far) / len(far) if far else None,
        "max_km": max(far, default=None),
        "far": len(far),
        "leader_value": strength,
        "led_mean": mean,
        "led_low": min(values, default=None),
        "led_high": max(values, default=None),
        "gap": strength - mean if strength is not None and mean is not None else None,
        "missing": len(rows) - len(values),
        "weaker": sum(value < strength for value in values) if strength is not None else None,
        "outside": [row["key"] for row in rows if row["other_area"]],
    }


def left_out(things: Iterable[Mapping[str, Any]], links: Iterable[Mapping[str, Any]]) -> Rows:
    """The things that neither lead nor are led, by key.

    >>> left_out([{"key": "a"}, {"key": "b"}, {"key": "c"}], [{"start": "a", "end": "b"}])
    [{'key': 'c'}]
    """
    joined = {end for link in links for end in (link["start"], link["end"])}
    return [dict(thing) for thing in sorted(things, key=lambda thing: thing["key"]) if thing["key"] not in joined]
