"""The official register as the sheets of a county: its own row, its townships and its villages, points marked."""
from collections.abc import Sequence
from typing import Any

from samples.ground import Point, around
from samples.official import Place, read, short, townships

TOWNSHIP_KINDS = ("镇", "乡", "街道", "苏木", "农场", "牧场")
VILLAGE_KINDS = (("嘎查委员会", "嘎查"), ("社区居民委员会", "社区"), ("社区居委会", "社区"), ("居民委员会", "社区"), ("居委会", "社区"),
                 ("虚拟生活区", "虚拟单位"))
SYNTHETIC = "点位为合成"


def spread(count: int, of: int) -> list[int]:
    """So many whole numbers from 0 up to `of`, evenly apart.

    >>> spread(3, 10)
    [0, 3, 6]
    """
    return [i * of // count for i in range(count)]


def shared(total: int, weights: Sequence[float]) -> list[int]:
    """A total of whole things shared out by weight, largest remainders first: the parts add up to it.

    >>> shared(10, [1, 1, 2])
    [3, 2, 5]
    """
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    for i in sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))[:total - sum(parts)]:
        parts[i] += 1
    return parts


def township_points(territory: str, made_up: dict[str, Point]) -> dict[str, Point]:
    """Where each township is: its GeoNames point, else the made-up one by name."""
    return {place.code: made_up[place.name] if place.lat is None or place.lon is None else (place.lat, place.lon)
            for place in townships(territory)}


def township_rows(territory: str, made_up: dict[str, Point]) -> list[dict[str, Any]]:
    """The township units of a county, each with its kind and point."""
    points = township_points(territory, made_up)
    return [{"编码": place.code, "名称": place.name, "类别": township_kind(place), "所属县": territory, "纬度": points[place.code][0],
             "经度": points[place.code][1],
             "点位来源": "合成" if place.lat is None else "取点", "假定": SYNTHETIC if place.lat is None else None}
             for place in townships(territory)]


def township_kind(place: Place) -> str:
    """What a township unit is, from its name."""
    return next((kind for kind in TOWNSHIP_KINDS if place.name.endswith(kind)), "其他")


def village_rows(territory: str, centres: dict[str, Point], reach: float, township: str = "") -> list[dict[str, Any]]:
    """The villages and communities of a county or one township, each with its kind and a made-up point within so many km."""
    official = [row for row in read(territory, "villages") if row["streetCode"].startswith(township)]
    made: list[dict[str, Any]] = []
    for number, code in enumerate(dict.fromkeys(row["streetCode"] for row in official)):
        inside = [row for row in official if row["streetCode"] == code]
        for row, (lat, lon) in zip(inside, around(centres[code], len(inside), reach / 10, reach, phase=number), strict=True):
            kind = next((kind for ending, kind in VILLAGE_KINDS if row["name"].endswith(ending)), "村")
            made.append({"编码": row["code"], "名称": short(row["name"]), "类别": kind, "所属乡镇": code, "纬度": lat, "经度": lon,
                         "点位来源": "合成", "假定": SYNTHETIC})
    return made
