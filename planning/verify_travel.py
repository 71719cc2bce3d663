"""Travel times for the check of a siting plan, by code of its own: straight lines, tables, roads. No solver of ours, no NumPy."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

Row = Mapping[str, Any]


def minutes_between(place: Row, point: Row, rules: Row) -> float:
    """Minutes from a place to a point under the rules; infinite where it is not allowed or not known.

    A measured or given time stands in `rules["table"]` by (place, point); `straight` is false where only that table and the roads count.
    """
    if rules.get("own_area") and (not place.get("area") or place["area"] != point.get("area")):
        return math.inf
    known = rules.get("table", {}).get((place["key"], point["key"]))
    if known is not None:
        return round_half_up(known)
    if way := rules.get("ways"):
        return round_half_up(way(place, point) / rules["speed"] * 60)
    if not rules.get("straight", True):
        return math.inf
    return round_half_up(line(place, point) * rules["detour"] / rules["speed"] * 60)


def line(place: Row, point: Row) -> float:
    """Km in a straight line; infinite where a point is missing."""
    if None in (place.get("lat"), place.get("lon"), point.get("lat"), point.get("lon")):
        return math.inf
    lat, other = math.radians(place["lat"]), math.radians(point["lat"])
    east = math.radians(point["lon"] - place["lon"])
    half = math.sin((other - lat) / 2) ** 2 + math.cos(lat) * math.cos(other) * math.sin(east / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))


def round_half_up(value: float) -> float:
    """To one decimal."""
    return math.floor(value * 10 + 0.5) / 10 if math.isfinite(value) else math.inf


def along_roads(start: str, roads: Mapping[str, Sequence[tuple[str, float]]]) -> dict[str, float]:
    """Km from one node of a road network to every other (Dijkstra): node → [(neighbour, km)]."""
    far, queue = {start: 0.0}, [(0.0, start)]
    while queue:
        km, node = heapq.heappop(queue)
        if km > far[node]:
            continue
        for other, step in roads.get(node, ()):
            if km + step < far.get(other, math.inf):
                far[other] = km + step
                heapq.heappush(queue, (km + step, other))
    return far


def ways(rows: Sequence[tuple[str, str, float]], junctions: Mapping[str, tuple[float, float]]) -> Callable[[Row, Row], float]:
    """Km along roads (from, to, km) between two things that stand on a node of their key, code or name, or within 5 km of a junction."""
    roads: dict[str, list[tuple[str, float]]] = {}
    for start, end, km in rows:
        roads.setdefault(start, []).append((end, km))
        roads.setdefault(end, []).append((start, km))

    @cache
    def node(words: tuple[str, ...], lat: float | None, lon: float | None) -> tuple[str, float]:
        if on := [word for word in words if word in roads]:
            return on[0], 0.0
        near = [(line({"lat": lat, "lon": lon}, {"lat": at[0], "lon": at[1]}), name) for name, at in junctions.items() if name in roads]
        km, name = min(near, default=(math.inf, ""))
        return (name, km) if km <= 5 else ("", math.inf)

    @cache
    def far(start: str) -> dict[str, float]:
        return along_roads(start, roads)

    def way(place: Row, point: Row) -> float:
        (a, begin), (b, end) = (
            node((one["key"], one["key"].partition(":")[2], one["key"].rpartition("/")[2], one.get("name", "")), one["lat"], one["lon"]) for one in (place, point)
        )
        return begin + end + far(b).get(a, math.inf) if a and b else math.inf

    return way
