"""A reader's own lines on the map: GeoJSON as rings and lines of (lat, lon), with everything that is wrong with it said at once."""

from __future__ import annotations

import json
from typing import Any

from graphmodel.words import Text

Point = tuple[float, float]
MOST = 40_000
"""The most points that a map takes."""
NAMES = ("name", "NAME", "名称", "村名", "乡镇", "Name")


def read(text: str) -> tuple[list[dict[str, Any]], list[Text]]:
    """The shapes of a GeoJSON text: {name, closed, points: [(lat, lon)]}; and what is wrong with it, in both languages.

    >>> read('{"type": "LineString", "coordinates": [[117.0, 36.0], [117.1, 36.0]]}')[0]
    [{'name': '', 'closed': False, 'points': [(36.0, 117.0), (36.0, 117.1)]}]
    >>> read("{}")[1][0][1]
    "This is no GeoJSON: type 'None' is not known. Maybe FeatureCollection."
    """
    try:
        told = json.loads(text)
    except ValueError as fault:
        return [], [(f"不是 JSON：{fault}", f"This is no JSON: {fault}")]
    wrong: list[Text] = []
    shapes: list[dict[str, Any]] = []
    gather(told, "", shapes, wrong)
    n = sum(len(shape["points"]) for shape in shapes)
    if n > MOST:
        wrong.append((f"有 {n:,} 个点，最多 {MOST:,} 个。可先简化。", f"It has {n:,} points; at most {MOST:,}. Maybe simplify it first."))
    if not shapes and not wrong:
        wrong.append(("没有线或面。", "It holds no lines or areas."))
    return ([] if wrong else shapes), wrong[:8]


def gather(told: Any, name: str, shapes: list[dict[str, Any]], wrong: list[Text]) -> None:
    """Adds the shapes of one GeoJSON object."""
    type = told.get("type") if isinstance(told, dict) else None
    match type:
        case "FeatureCollection" | "GeometryCollection":
            for one in told.get("features" if type == "FeatureCollection" else "geometries") or []:
                gather(one, name, shapes, wrong)
        case "Feature":
            known = told.get("properties") or {}
            gather(
                told.get("geometry") or {"type": "GeometryCollection"},
                next((str(known[key]) for key in NAMES if known.get(key)), ""),
                shapes,
                wrong,
            )
        case "Polygon" | "MultiLineString":
            for part in told.get("coordinates") or []:
                add(part, name, type == "Polygon", shapes, wrong)
        case "MultiPolygon":
            for polygon in told.get("coordinates") or []:
                for part in polygon:
                    add(part, name, True, shapes, wrong)
        case "LineString":
            add(told.get("coordinates") or [], name, False, shapes, wrong)
        case "Point" | "MultiPoint":
            pass  # points of places come from the ledgers
        case _:
            wrong.append(
                (
                    f"不是 GeoJSON：类型“{type}”未知。可能是 FeatureCollection。",
                    f"This is no GeoJSON: type {str(type)!r} is not known. Maybe FeatureCollection.",
                )
            )


def add(part: Any, name: str, closed: bool, shapes: list[dict[str, Any]], wrong: list[Text]) -> None:
    """Adds one line or ring."""
    try:
        points = [(float(at[1]), float(at[0])) for at in part]
    except (TypeError, ValueError, IndexError):
        wrong.append((f"“{name}”的坐标无法读取。", f"The coordinates of {name!r} cannot be read."))
        return
    away = next((at for at in points if not (-90 <= at[0] <= 90 and -180 <= at[1] <= 180)), None)
    if away:
        wrong.append(
            (
                f"“{name}”的坐标 {away[1]:g}, {away[0]:g} 不是经纬度。可能是投影坐标。",
                f"{away[1]:g}, {away[0]:g} of {name!r} is no longitude and latitude. Maybe projected coordinates.",
            )
        )
        return
    if len(points) > 1:
        shapes.append({"name": name, "closed": closed, "points": points})


def centres(shapes: list[dict[str, Any]]) -> dict[str, Point]:
    """The middle of the shapes of each name."""
    found: dict[str, list[Point]] = {}
    for shape in shapes:
        if shape["name"]:
            found.setdefault(shape["name"], []).extend(shape["points"])
    return {name: (sum(lat for lat, _ in at) / len(at), sum(lon for _, lon in at) / len(at)) for name, at in sorted(found.items())}
