"""The map: the same marks where they lie, outlines of places from their villages, circles of minutes, the reader's own lines. No tiles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import cos, pi, sin
from typing import Any

from actions.ways import DETOUR, SPEEDS, Reached, Ways
from analysis.boxes import hull
from analysis.clusters import kilometres
from analysis.fold import innermost
from analysis.ground import on_plane, plane, points_of
from views.graph.coverage import Layer
from views.graph.shown import Shown
from views.graph.stock import GROUPS, Stock, caption

CANVAS = (790.0, 560.0)
MINUTES = (5, 10, 15, 20, 30)
NAMED = 12
"""The most villages without a way that are named beside the map; the verb names all."""


def reach(text: str, centres: bool) -> tuple[str, int]:
    """How the circles are drawn, from `ebike-15`: by what, and how many minutes; ("", 0) for none.

    >>> reach("walk-10", True), reach("", True), reach("", False), reach("fly-3", True)
    (('walk', 10), ('ebike', 15), ('', 0), ('ebike', 15))
    """
    by, _, minutes = text.partition("-")
    if text == "none":
        return "", 0
    if by in SPEEDS and minutes.isdigit() and 0 < int(minutes) <= 240:
        return by, int(minutes)
    return ("ebike", 15) if centres else ("", 0)


def chart(
    stock: Stock,
    shown: Shown,
    scenery: Mapping[str, Any],
    layer: Layer | None,
    centres: Iterable[Mapping[str, Any]],
    lines: Iterable[Mapping[str, Any]],
    wanted: str,
    language: str,
    ways: Ways | None = None,
    found: Reached | None = None,
) -> dict[str, Any]:
    """What the map canvas shows: nodes, edges, hulls (names of open groups), ground (what lies below), note, and how circles are drawn.

    With `ways` no circles are drawn: the villages that they lead to a centre in time are ringed, as `found` says.
    """
    at = language == "en"
    places = points_of(stock.things.values())
    villages = {key: places[key] for key, one in stock.things.items() if one["type"] == "Village" and key in places}
    xy, frame = plane(villages or places, CANVAS, margin=40)
    middle = {key: on_plane(where, frame) for key, where in places.items()}
    nodes = placed(stock, shown, scenery["nodes"], middle)
    here = {node["id"] for node in nodes}
    own = [
        {
            "kind": "line",
            "closed": one["closed"],
            "points": [on_plane((lat, lon), frame) for lat, lon in one["points"]],
            "stroke": "#8C8677",
            "width": 1.2,
        }
        for one in lines
    ]
    outlined, names = outlines(stock, shown, xy, middle)
    asked = list(centres)
    spots = [at_ for one in asked if (at_ := point(one, places, stock))]
    by, minutes = reach(wanted, bool(found.centres if found else spots))
    if ways and found:
        circles, note = along(ways, found, xy, {node["id"]: node["r"] for node in nodes}, by, minutes, at) if by else ([], "")
    else:
        circles, note = minute_circles(spots, villages, frame, by, minutes, at)
    if by and not ways and len(asked) > len(spots):
        lost = len(asked) - len(spots)
        note += f" {lost} centres have no place." if at else f"{lost} 个中心没有位置。"
    dots = [
        {
            "kind": "dot",
            "x": x,
            "y": y,
            **(
                {"gap": True, "fill": "#FFFFFF", "stroke": "#B5301A", "width": 1.6}
                if layer and key in layer.uncovered
                else {"fill": "#5F7F9B"}
            ),
        }
        for key, (x, y) in xy.items()
        if shown.stands.get(key) not in (None, key) and key in villages
    ]
    left_out = len(scenery["nodes"]) - len(nodes)
    if left_out:
        note += f" {left_out} marks have no place." if at else f" {left_out} 个标记没有位置。"
    return {
        "nodes": nodes,
        "edges": [edge for edge in scenery["edges"] if edge["from"] in here and edge["to"] in here and edge["type"] != "BELONGS"],
        "hulls": names,
        "ground": [*outlined, *own, *circles, *dots],
        "scene": f"map {scenery['scene']}",
        "fixed": True,
        "note": note.strip(),
        "reach": f"{by}-{minutes}" if by else "none",
        "own": len(own),
    }


def placed(
    stock: Stock, shown: Shown, nodes: Iterable[Mapping[str, Any]], middle: Mapping[str, tuple[float, float]]
) -> list[dict[str, Any]]:
    """The marks where they lie; what has no point of its own around the narrowest place that it lies in."""
    found, beside = [], dict[str, int]()
    for node in nodes:
        key, where = node["id"], middle.get(node["id"])
        if where is None:
            near = innermost(str(shown.things[key].get("within", "")), stock.home, stock.scope)
            if near not in middle or near == stock.scope:
                continue
            turn = beside[near] = beside.get(near, 0) + 1
            where = (middle[near][0] + (20 + 2.2 * turn) * cos(turn * 2.4), middle[near][1] + (20 + 2.2 * turn) * sin(turn * 2.4))
        found.append({**node, "x": round(where[0], 1), "y": round(where[1], 1), "side": "below"})
    return found


def outlines(
    stock: Stock, shown: Shown, xy: Mapping[str, Any], middle: Mapping[str, Any]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The outline of each group from its villages, as far as groups are shown; and the names of those that are open."""
    shapes, names = [], []
    for key, one in sorted(stock.things.items()):
        if key.partition(":")[0] not in GROUPS or (key not in shown.open and shown.stands.get(key) != key):
            continue
        inside = [xy[village] for village in xy if f"|{key}|" in str(stock.things.get(village, {}).get("within", ""))]
        if not inside:
            continue
        grown = [(x + 7 * cos(turn * pi / 4), y + 7 * sin(turn * pi / 4)) for x, y in inside for turn in range(8)]
        points = [(round(x, 1), round(y, 1)) for x, y in hull(grown)]
        shapes.append({"kind": "area", "closed": True, "points": points, "fill": "#F5F2EA", "stroke": "#C6BFAE"})
        if key in shown.open and len(inside) < len(xy):
            names.append(
                {
                    "key": key,
                    "name": caption(one),
                    "sub": "",
                    "gap": False,
                    "points": points,
                    "align": "left",
                    "x": middle[key][0] - 30,
                    "y": min(y for _, y in points),
                }
            )
    return shapes, names


def point(one: Mapping[str, Any], places: Mapping[str, tuple[float, float]], stock: Stock) -> tuple[float, float] | None:
    """Where a centre lies: its own point, or that of the place it lies in."""
    if one.get("lat") is not None and one.get("lon") is not None:
        return float(one["lat"]), float(one["lon"])
    return places.get(innermost(str(one.get("within", "")), stock.home, stock.scope))


def minute_circles(
    spots: list[tuple[float, float]],
    villages: Mapping[str, tuple[float, float]],
    frame: Mapping[str, float],
    by: str,
    minutes: int,
    at: bool,
) -> tuple[list[dict[str, Any]], str]:
    """A circle around each centre as far as one comes in these minutes, and in words how many villages lie outside them all."""
    if not by or not spots:
        return [], ""
    words, speed = SPEEDS[by]
    radius = minutes / 60 * speed / DETOUR
    circles = [
        {"kind": "circle", "x": x, "y": y, "r": round(radius * frame["scale"], 1), "stroke": "#3F7F7A", "width": 1.4, "dashes": [5, 3]}
        for x, y in (on_plane(spot, frame) for spot in spots)
    ]
    far = sum(
        min((kilometres({"lat": lat, "lon": lon}, {"lat": spot[0], "lon": spot[1]}) or 0.0) for spot in spots) > radius
        for lat, lon in villages.values()
    )
    if at:
        return circles, f"{words[1]}, {minutes} min (straight line × {DETOUR:g}, {speed:g} km/h): {far} / {len(villages)} villages outside."
    return circles, f"{words[0]} {minutes} 分钟（直线 × {DETOUR:g}，{speed:g} 公里/时）：圈外 {far} / {len(villages)} 村。"


def along(
    ways: Ways, found: Reached, xy: Mapping[str, tuple[float, float]], size: Mapping[str, float], by: str, minutes: int, at: bool
) -> tuple[list[dict[str, Any]], str]:
    """A ring (r in pixels) around each village that is at a centre in these minutes; in words how many, and from which no way leads."""
    inside = found.within(minutes)
    rings = [
        {"kind": "ring", "x": xy[one["key"]][0], "y": xy[one["key"]][1], "r": size.get(one["key"], 2) + 4, "stroke": "#3F7F7A", "width": 2}
        for one in inside
        if one["key"] in xy
    ]
    words, speed = SPEEDS[by]
    lost = [one["name"] for one in found.no_way]
    names, more = lost[:NAMED], len(lost) - NAMED
    if at:
        how = f"{ways.name}, {minutes} min" + ("" if ways.kind == "table" else f", {words[1].lower()} {speed:g} km/h")
        note = f"{how}: {len(inside)} / {len(found.villages)} villages within (ringed)."
        note += f" No way from {len(lost)}: {', '.join(names)}{f' and {more} more' if more > 0 else ''}." if lost else ""
        return rings, note + (f" {found.strange} rows name nothing here." if found.strange else "")
    how = f"{ways.name} {minutes} 分钟" + ("" if ways.kind == "table" else f"（{words[0]} {speed:g} 公里/时）")
    note = f"{how}：到得了 {len(inside)} / {len(found.villages)} 村（绿圈）。"
    note += f"没有路可到 {len(lost)} 村：{'、'.join(names)}{f' 等，其余 {more} 村' if more > 0 else ''}。" if lost else ""
    return rings, note + (f"{found.strange} 行的地点不在本地域。" if found.strange else "")
