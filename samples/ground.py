"""Made-up points on the ground: real distances around a point, always marked 合成."""
from math import asin, cos, pi, radians, sin, sqrt

EARTH = 6371.0088
GOLDEN = pi * (3 - sqrt(5))

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


def kilometres(a: Point, b: Point) -> float:
    """Great-circle distance in km.

    >>> round(kilometres((36.0, 117.5), (36.1, 117.5)), 2)
    11.12
    """
    (lat1, lon1), (lat2, lon2) = [(radians(lat), radians(lon)) for lat, lon in (a, b)]
    return 2 * EARTH * asin(sqrt(sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2))


def ebike_minutes(a: Point, b: Point, detour: float = 1.3, speed: float = 20) -> float:
    """Minutes by e-bike: the straight line times a detour, at km an hour."""
    return kilometres(a, b) * detour / speed * 60


def away(point: Point, km: float, turn: float) -> Point:
    """The point that lies so many km away; `turn` in radians, counter-clockwise from east."""
    lat = point[0] + km * sin(turn) / 111.195
    return round(lat, 5), round(point[1] + km * cos(turn) / (111.195 * cos(radians(point[0]))), 5)


def around(centre: Point, count: int, nearest: float, farthest: float, phase: float = 0.0) -> list[Point]:
    """That many points spread evenly over the ring between two distances in km, nearest first, none two in one place."""
    steps = max(1, count - 1)
    return [away(centre, sqrt(nearest ** 2 + (farthest ** 2 - nearest ** 2) * i / steps), phase + GOLDEN * i) for i in range(count)]
