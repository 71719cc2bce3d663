"""Where each mark stands: star, hierarchy, concentric or organic. On the server, seeded, the same every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, pi, sin, sqrt
from typing import Any

import networkx as nx

from analysis.boxes import text_width
from analysis.room import Mark, Spot
from analysis.star import DISC, star
from graphmodel.schema import REL

LAYOUTS: dict[str, tuple[str, str]] = {
    "star": ("星形（按帮带关系）", "Stars, by who leads"),
    "hierarchy": ("层级", "Hierarchy"),
    "concentric": ("同心圆", "Concentric"),
    "organic": ("自然", "Organic"),
}
SMALL = 450
"""Up to so many marks the organic layout is computed; above, it is concentric."""


def layout(
    name: str,
    marks: Mapping[str, Mark],
    links: Sequence[Mapping[str, Any]],
    groups: Sequence[Mapping[str, Any]] = (),
    *,
    middle: str = "",
    canvas: tuple[float, float] = (822, 589),
    seed: int = 1,
) -> dict[str, Any]:
    """Spots ({x, y, side} by key, pixels) and hulls; see `star` for what marks, links and groups hold.

    >>> marks = {key: {"label": key, "r": 7} for key in "abc"}
    >>> sorted(layout("hierarchy", marks, [{"start": "a", "end": "b"}, {"start": "a", "end": "c"}])["spots"])
    ['a', 'b', 'c']
    """
    if not marks:
        return {"spots": {}, "hulls": []}
    if name == "star":
        return star(marks, links, groups, canvas)
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(marks)
    graph.add_edges_from((link["start"], link["end"]) for link in links if link["start"] in marks and link["end"] in marks)
    if name == "hierarchy":
        return {"spots": hierarchy(graph, marks, links, canvas), "hulls": []}
    if name == "organic" and len(marks) <= SMALL:
        return {"spots": organic(graph, canvas, seed), "hulls": []}
    return {"spots": concentric(graph, marks, middle, canvas), "hulls": []}


def hierarchy(
    graph: nx.Graph, marks: Mapping[str, Mark], links: Sequence[Mapping[str, Any]], canvas: tuple[float, float]
) -> dict[str, Spot]:
    """Rows by tier: what nothing leads or holds at the top, long tiers broken into several rows."""
    steps = [(upper(link), link) for link in links if link["start"] in marks and link["end"] in marks]
    over = {key for key, _ in steps if key}
    under = {end for key, link in steps if key for end in (link["start"], link["end"]) if end != key}
    roots = [key for key in marks if key in over and key not in under] or [key for key in marks if graph.degree(key)] or list(marks)[:1]
    tier = {key: level for level, keys in enumerate(nx.bfs_layers(graph, roots)) for key in keys}
    last = max(tier.values(), default=-1) + 1
    tiers: dict[int, list[str]] = {}
    for key in marks:
        tiers.setdefault(tier.get(key, last), []).append(key)
    order: dict[str, float] = {}
    spots: dict[str, Spot] = {}
    top = 20.0
    for level in sorted(tiers):

        def place(key: str) -> tuple[float, str]:
            seen = [order[one] for one in graph[key] if one in order]
            return (sum(seen) / len(seen) if seen else 1e9, key)

        keys = sorted(tiers[level], key=place) if level else tiers[level]
        row: list[str] = []
        rows = [row]
        for key in keys:
            if row and sum(room(marks[one]) for one in (*row, key)) > max(canvas[0], sqrt(len(marks)) * 90):
                row = []
                rows.append(row)
            row.append(key)
        for row in rows:
            wide = sum(room(marks[key]) for key in row)
            spare = max(0.0, canvas[0] - wide) / len(row)
            left = (canvas[0] - wide - spare * len(row)) / 2
            for key in row:
                order[key] = left + (room(marks[key]) + spare) / 2
                spots[key] = {"x": round(order[key], 1), "y": round(top, 1), "side": "below"}
                left += room(marks[key]) + spare
            top += 52
        top += 46
    return spots


def upper(link: Mapping[str, Any]) -> str:
    """The end of a link that stands above the other: who leads, or where a thing lies; "" where neither is above.

    >>> upper({"start": "V:1", "end": "A:1", "type": "IN_AREA"}), upper({"start": "V:1", "end": "V:2", "type": "LEADS"})
    ('A:1', 'V:1')
    """
    rel = REL.get(link.get("type", ""))
    if rel is None or rel.type == "LEADS":
        return str(link["start"])
    return str(link["end"]) if rel.within == "start" and not rel.within_when else ""


def room(mark: Mark) -> float:
    """How wide a mark with its label below is, a gap included."""
    return max(2 * mark["r"], text_width(mark["label"], mark.get("size", 13)), text_width(mark.get("sub", ""), 13)) + 14


def concentric(graph: nx.Graph, marks: Mapping[str, Mark], middle: str, canvas: tuple[float, float]) -> dict[str, Spot]:
    """Rings by distance from the middle, the mark with most links unless one is named; a closed group has the room of three on its ring."""
    centre = middle if middle in marks else max(marks, key=lambda key: (graph.degree(key), key))
    distance = nx.single_source_shortest_path_length(graph, centre)
    far = max(distance.values()) + 1
    rings: dict[int, list[str]] = {}
    for key in marks:
        rings.setdefault(distance.get(key, far), []).append(key)
    spots: dict[str, Spot] = {}
    radius = 0.0
    turns: dict[str, float] = {centre: 0.0}
    for level in sorted(rings):
        if level == 0:
            spots[centre] = {"x": canvas[0] / 2, "y": canvas[1] / 2, "side": "below"}
            continue
        keys = sorted(rings[level], key=lambda key: (min((turns[one] for one in graph[key] if one in turns), default=0.0), key))
        rooms = [3 if marks[key]["r"] >= DISC else 1 for key in keys]
        radius = max(radius + 70, sum(rooms) * 24 / (2 * pi) * 1.5)
        for at, key in enumerate(keys):
            turn = 2 * pi * (sum(rooms[:at]) + (rooms[at] - rooms[0]) / 2) / sum(rooms) - pi / 2
            turns[key] = turn
            side = "right" if cos(turn) > 0.35 else "left" if cos(turn) < -0.35 else "below" if sin(turn) > 0 else "above"
            spots[key] = {
                "x": round(canvas[0] / 2 + 1.2 * radius * cos(turn), 1),
                "y": round(canvas[1] / 2 + radius * sin(turn), 1),
                "side": side,
            }
    return spots


def organic(graph: nx.Graph, canvas: tuple[float, float], seed: int) -> dict[str, Spot]:
    """Linked things near each other (Fruchterman and Reingold): each connected part on its own, the largest first."""
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    spots: dict[str, Spot] = {}
    left = top = deep = 0.0
    wide = max(canvas[0], sqrt(len(graph)) * 95)
    for part in parts:
        if len(part) == 1:
            shape, size = {part[0]: (0.0, 0.0)}, (84.0, 54.0)
        else:
            found = nx.spring_layout(graph.subgraph(part), seed=seed, k=2.4 / sqrt(len(part)), iterations=150)
            ends = sorted(float(((found[a] - found[b]) ** 2).sum()) ** 0.5 for a, b in graph.subgraph(part).edges)
            grow = 88 / max(ends[len(ends) // 2], 1e-6)
            shape = {key: (float(at[0]) * grow, float(at[1]) * grow) for key, at in found.items()}
            size = tuple(max(at[one] for at in shape.values()) - min(at[one] for at in shape.values()) + 100 for one in (0, 1))
        if left and left + size[0] > wide:
            left, top, deep = 0.0, top + deep, 0.0
        low = [min(at[one] for at in shape.values()) for one in (0, 1)]
        spots |= {
            key: {"x": round(left + x - low[0] + 50, 1), "y": round(top + y - low[1] + 40, 1), "side": "below"}
            for key, (x, y) in shape.items()
        }
        left, deep = left + size[0], max(deep, size[1])
    return spots
