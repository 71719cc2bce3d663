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
    weaker (led with less than their leader), outside (led from another area than the leader's) and overlap (see `overlaps`).

    >>> things = [{"key": "a", "name": "甲", "income": 20.0}, {"key": "b", "name": "乙", "income": 8.0}, {"key": "c", "name": "丙"}]
    >>> found = clusters(things, [{"start": "a", "end": "b"}, {"start": "a", "end": "c"}], {"a": "1", "b": "1", "c": "2"})[0]
    >>> found["size"], found["led_mean"], found["missing"], found["outside"], found["mean_km"]
    (2, 8.0, 1, ['c'], None)
    """
    known = {thing["key"]: thing for thing in things}
    led: dict[str, set[str]] = {}
    for link in links:
        led.setdefault(link["start"], set()).add(link["end"])
    found = [cluster(known, leader, sorted(keys), area, measure) for leader, keys in led.items()]
    overlap = overlaps(found)
    return sorted(
        ({**row, "overlap": overlap[row["leader"]["key"]]} for row in found), key=lambda row: (-row["size"], row["leader"]["key"])
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


def overlaps(found: Rows) -> dict[str, Rows]:
    """By leader, how its cluster overlaps others: a row for each other leader with keys of its own led, most of them first.

    `shared` are led by both, `area` lie in the other's area, `nearer` lie nearer to the other than to any of their own leaders, no
    leader being nearer; `keys` are all of these. What has no point, or no leader with one, is in no `nearer`.
    """
    heads = {row["leader"]["key"]: row for row in found}
    own: dict[str, list[str]] = {}
    for leader, row in heads.items():
        for one in row["led"]:
            own.setdefault(one["key"], []).append(leader)
    by: dict[str, dict[str, dict[str, set[str]]]] = {leader: {} for leader in heads}

    def note(kind: str, leader: str, other: str, key: str) -> None:
        by[leader].setdefault(other, {"shared": set(), "area": set(), "nearer": set()})[kind].add(key)

    for leader, row in heads.items():
        for one in row["led"]:
            key, others = one["key"], [other for other in heads if other not in (leader, one["key"])]
            far = {other: km for other in others if (km := kilometres(heads[other]["leader"], one)) is not None}
            mine = min((km for other in own[key] if (km := one["km"] if other == leader else far.get(other)) is not None), default=None)
            nearest = min(far, key=lambda other: (far[other], other), default="")
            if nearest and mine is not None and far[nearest] < mine:
                note("nearer", leader, nearest, key)
            for other in others:
                if other in own[key]:
                    note("shared", leader, other, key)
                if one["other_area"] and one["area"] and one["area"] == heads[other]["area"]:
                    note("area", leader, other, key)
    return {
        leader: sorted(
            (
                {"other": other, **{kind: sorted(keys) for kind, keys in kinds.items()}, "keys": sorted(set().union(*kinds.values()))}
                for other, kinds in rows.items()
            ),
            key=lambda row: (-len(row["keys"]), row["other"]),
        )
        for leader, rows in by.items()
    }


def overlapping(found: Rows) -> Rows:
    """A row for each pair of clusters, as `clusters` found them, that overlap: `pair` of leaders; of both shared, area, nearer, keys.

    >>> things = [{"key": key, "name": key, "lat": 36.0, "lon": 117 + at / 10} for at, key in enumerate("abcd")]
    >>> links = [{"start": "a", "end": "b"}, {"start": "a", "end": "c"}, {"start": "d", "end": "b"}]
    >>> overlapping(clusters(things, links, {"a": "1", "b": "1", "c": "2", "d": "2"}))
    [{'pair': ('a', 'd'), 'shared': ['b'], 'area': ['b', 'c'], 'nearer': ['c'], 'keys': ['b', 'c']}]
    """
    pairs: dict[tuple[str, ...], dict[str, set[str]]] = {}
    for row in found:
        for one in row["overlap"]:
            held = pairs.setdefault(tuple(sorted((row["leader"]["key"], one["other"]))), {})
            for kind in ("shared", "area", "nearer", "keys"):
                held.setdefault(kind, set()).update(one[kind])
    told = [{"pair": pair, **{kind: sorted(keys) for kind, keys in held.items()}} for pair, held in pairs.items()]
    return sorted(told, key=lambda row: (-len(row["keys"]), row["pair"]))


def left_out(things: Iterable[Mapping[str, Any]], links: Iterable[Mapping[str, Any]]) -> Rows:
    """The things that neither lead nor are led, by key.

    >>> left_out([{"key": "a"}, {"key": "b"}, {"key": "c"}], [{"start": "a", "end": "b"}])
    [{'key': 'c'}]
    """
    joined = {end for link in links for end in (link["start"], link["end"])}
    return [dict(thing) for thing in sorted(things, key=lambda thing: thing["key"]) if thing["key"] not in joined]
