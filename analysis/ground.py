"""Where things lie on the ground: points on the plane, the middle of many, places pushed apart until their labels fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, radians
from typing import Any

from analysis.boxes import Point

KM_A_DEGREE = 111.195
"""Kilometres of one degree of latitude on a sphere of 6,371 km."""


def middle(points: Iterable[Point]) -> Point | None:
    """The mean of some (lat, lon); None of none.

    >>> middle([(36.0, 117.0), (37.0, 118.0)]), middle([])
    ((36.5, 117.5), None)
    """
    found = list(points)
    if not found:
        return None
    return sum(lat for lat, _ in found) / len(found), sum(lon for _, lon in found) / len(found)


def plane(points: Mapping[str, Point], canvas: Point, margin: float = 0.0) -> tuple[dict[str, Point], dict[str, float]]:
    """(lat, lon) as (x, y) on a canvas, north up, equal scale both ways; and the frame for `on_plane`.

    The frame holds pixels a kilometre (`scale`), and lat, lon, x, y of its origin.

    >>> at, frame = plane({"a": (36.0, 117.0), "b": (37.0, 117.0)}, (100, 100))
    >>> at["a"], at["b"], round(frame["scale"], 3)
    ((50.0, 100.0), (50.0, 0.0), 0.899)
    """
    if not points:
        return {}, {"scale": 1.0, "lat": 0.0, "lon": 0.0, "x": 0.0, "y": 0.0, "squeeze": 1.0}
    lats, lons = [lat for lat, _ in points.values()], [lon for _, lon in points.values()]
    squeeze = cos(radians((min(lats) + max(lats)) / 2))
    wide, high = (max(lons) - min(lons)) * KM_A_DEGREE * squeeze, (max(lats) - min(lats)) * KM_A_DEGREE
    scale = min(((canvas[at] - 2 * margin) / long for at, long in enumerate((wide, high)) if long > 1e-9), default=1.0)
    frame = {
        "scale": scale,
        "lat": max(lats),
        "lon": min(lons),
        "x": (canvas[0] - wide * scale) / 2,
        "y": (canvas[1] - high * scale) / 2,
        "squeeze": squeeze,
    }
    return {key: on_plane(at, frame) for key, at in points.items()}, frame


def on_plane(at: Point, frame: Mapping[str, float]) -> Point:
    """A (lat, lon) as (x, y) in a frame of `plane`."""
    x = frame["x"] + (at[1] - frame["lon"]) * KM_A_DEGREE * frame["squeeze"] * frame["scale"]
    y = frame["y"] + (frame["lat"] - at[0]) * KM_A_DEGREE * frame["scale"]
    return round(x, 1), round(y, 1)


NEAR = 1e-6
"""Boxes that overlap by no more than this, in pixels, are left as they are: else they would be pushed to and fro without end."""


def pushed_apart(at: Mapping[str, Point], sizes: Mapping[str, Sequence[float]], turns: int = 240) -> dict[str, Point]:
    """The places moved as little as it takes until boxes of these sizes (left, up, right, down of the place) overlap no more.

    >>> pushed_apart({"a": (0, 0), "b": (1, 0)}, {"a": (5, 5, 5, 5), "b": (5, 5, 5, 5)})
    {'a': (-4.5, 0.0), 'b': (5.5, 0.0)}
    """
    found = {key: [float(x), float(y)] for key, (x, y) in sorted(at.items())}
    every = [(at, *sizes[key]) for key, at in found.items()]
    for _ in range(turns):
        moved = False
        for number, (one, left, up, right, down) in enumerate(every):
            for other, left2, up2, right2, down2 in every[number + 1 :]:
                wide = min(one[0] + right, other[0] + right2) - max(one[0] - left, other[0] - left2)
                if wide <= NEAR:
                    continue
                deep = min(one[1] + down, other[1] + down2) - max(one[1] - up, other[1] - up2)
                if deep <= NEAR:
                    continue
                moved = True
                axis, over = (0, wide) if wide <= deep else (1, deep)
                by = over / 2 * (1 if one[axis] > other[axis] else -1)
                one[axis] += by
                other[axis] -= by
        if not moved:
            break
    return {key: (round(x, 1), round(y, 1)) for key, (x, y) in found.items()}


def points_of(things: Iterable[Mapping[str, Any]]) -> dict[str, Point]:
    """(lat, lon) by key: of things that have a point, and of every place that they lie in the middle of those in it.

    >>> one, other = {"key": "V:1", "lat": 1.0, "lon": 2.0}, {"key": "V:2", "lat": 3.0, "lon": 4.0}
    >>> points_of([{**one, "within": "|T:1|V:1|"}, {**other, "within": "|T:1|"}])
    {'V:1': (1.0, 2.0), 'V:2': (3.0, 4.0), 'T:1': (2.0, 3.0)}
    """
    known: dict[str, Point] = {}
    inside: dict[str, list[Point]] = {}
    for thing in things:
        if thing.get("lat") is None or thing.get("lon") is None:
            continue
        at = (float(thing["lat"]), float(thing["lon"]))
        known[thing["key"]] = at
        for place in str(thing.get("within", "")).split("|"):
            if place and place != thing["key"]:
                inside.setdefault(place, []).append(at)
    return known | {place: mean for place, some in sorted(inside.items()) if place not in known and (mean := middle(some))}
