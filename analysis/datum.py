"""The three systems of coordinates that maps of China come in, told apart and turned into WGS-84.

GCJ-02 shifts WGS-84 by a published polynomial on the Krasovsky 1940 ellipsoid; BD-09 shifts GCJ-02 once more. The formulas are those of
the open projects eviltransform (googollee, MIT) and coordtransform (wandergis, MIT). Outside China nothing is shifted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import atan2, cos, pi, sin, sqrt

from analysis.clusters import kilometres
from graphmodel.words import Text

Point = tuple[float, float]
AXIS, SQUARED = 6378245.0, 0.00669342162296594323
"""Half the long axis in metres, and the square of the eccentricity."""
DATUMS: dict[str, Text] = {
    "wgs84": ("WGS-84（GPS、GeoJSON 标准）", "WGS-84 (GPS, the GeoJSON standard)"),
    "gcj02": ("GCJ-02（高德、腾讯）", "GCJ-02 (Amap, Tencent)"),
    "bd09": ("BD-09（百度）", "BD-09 (Baidu)"),
}


def shift(lat: float, lon: float) -> Point:
    """How far GCJ-02 lies from WGS-84 there, in degrees of (lat, lon)."""
    x, y = lon - 105.0, lat - 35.0
    root, wave = sqrt(abs(x)), (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + wave
    north += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    north += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + wave
    east += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    east += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    magic = 1 - SQUARED * sin(lat / 180.0 * pi) ** 2
    north = north * 180.0 / ((AXIS * (1 - SQUARED)) / (magic * sqrt(magic)) * pi)
    return north, east * 180.0 / (AXIS / sqrt(magic) * cos(lat / 180.0 * pi) * pi)


def in_china(lat: float, lon: float) -> bool:
    """Whether a point lies in the box within which GCJ-02 is shifted."""
    return 0.8293 <= lat <= 55.8271 and 72.004 <= lon <= 137.8347


def wgs84_to_gcj02(lat: float, lon: float) -> Point:
    """A WGS-84 point in GCJ-02.

    >>> [round(one, 6) for one in wgs84_to_gcj02(31.1774276, 121.5272106)]
    [31.175304, 121.531542]
    """
    if not in_china(lat, lon):
        return lat, lon
    north, east = shift(lat, lon)
    return lat + north, lon + east


def gcj02_to_wgs84(lat: float, lon: float) -> Point:
    """A GCJ-02 point in WGS-84, to well under a centimetre (by iteration).

    >>> [round(one, 6) for one in gcj02_to_wgs84(31.17530398364597, 121.531541859215)]
    [31.177428, 121.527211]
    """
    if not in_china(lat, lon):
        return lat, lon
    at = (lat, lon)
    for _ in range(12):
        there = wgs84_to_gcj02(*at)
        at = (at[0] + lat - there[0], at[1] + lon - there[1])
    return at


def gcj02_to_bd09(lat: float, lon: float) -> Point:
    """A GCJ-02 point in BD-09."""
    far = sqrt(lon * lon + lat * lat) + 0.00002 * sin(lat * pi * 3000.0 / 180.0)
    turn = atan2(lat, lon) + 0.000003 * cos(lon * pi * 3000.0 / 180.0)
    return far * sin(turn) + 0.006, far * cos(turn) + 0.0065


def bd09_to_gcj02(lat: float, lon: float) -> Point:
    """A BD-09 point in GCJ-02, to well under a centimetre (by iteration)."""
    at = (lat - 0.006, lon - 0.0065)
    for _ in range(12):
        there = gcj02_to_bd09(*at)
        at = (at[0] + lat - there[0], at[1] + lon - there[1])
    return at


TO_WGS84: dict[str, Callable[[float, float], Point]] = {
    "wgs84": lambda lat, lon: (lat, lon),
    "gcj02": gcj02_to_wgs84,
    "bd09": lambda lat, lon: gcj02_to_wgs84(*bd09_to_gcj02(lat, lon)),
}


def likeliest(given: Mapping[str, Point], known: Mapping[str, Iterable[Point]]) -> tuple[str, dict[str, float]] | None:
    """Which system named points are in, by how near they come to the known points (WGS-84) of the same names: it, and the mean km of each.

    None where no name is known, or where the best is not clearly better (a fifth) than the next.

    >>> likeliest({"a": wgs84_to_gcj02(36.0, 117.0)}, {"a": [(36.0, 117.0)]})[0], likeliest({"b": (1, 2)}, {})
    ('gcj02', None)
    """
    shared = sorted(given.keys() & known.keys())
    if not shared:
        return None
    mean = {}
    for name, turned in TO_WGS84.items():
        away = []
        for one in shared:
            lat, lon = turned(*given[one])
            away.append(min(kilometres({"lat": lat, "lon": lon}, {"lat": at[0], "lon": at[1]}) or 0.0 for at in known[one]))
        mean[name] = sum(away) / len(away)
    best, second = sorted(mean, key=lambda name: mean[name])[:2]
    return (best, mean) if mean[best] < 0.8 * mean[second] else None
