"""The scene: marks, lines, outlines and their places, as the data of a pyvis network that the component draws."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from math import log10
from typing import Any

from pyvis.network import Network

from analysis import layout
from analysis.ground import points_of
from graphmodel.engine import Engine
from views.graph.coverage import Layer
from views.graph.marks import lines, marks, merged, red_inside, with_counts
from views.graph.shown import Shown, default_expanded, default_open, visible
from views.graph.state import View
from views.graph.stock import PLACES, Stock, caption, remembered
from views.graph.words import counted, line, line_of, line_words

CANVAS = (806.0, 577.0)
"""The room of the canvas in a window of 1366 × 768, a margin left out: there one unit is one pixel."""
SATELLITES = 6
"""The most organisations of the first leader that stand inside its ring."""


def scene(engine: Engine, stock: Stock, shown: Shown, view: View, layer: Layer | None, language: str, state: str) -> dict[str, Any]:
    """Nodes, edges and options from pyvis, hulls, counts of relationships, and a name that changes when all must be fitted anew."""
    rows, counted = lines(stock, shown, view)
    here = list(dict.fromkeys(shown.stands.values()))
    found = with_counts(marks(stock, shown, layer, here, language), rows, language)
    if view.layout == "star":  # filters leave every place as it is, so places come from what would be there without them
        every, _ = lines(stock, shown, View(), shown.possible)
        whole = with_counts(marks(stock, shown, None, dict.fromkeys(shown.possible.values()), language), every, language)
    else:
        every, whole = rows, found
    key = (
        state,
        view.layout,
        language,
        tuple(whole),
        tuple(row["start"] + row["end"] for row in every),
        tuple(sorted(shown.open)),
        view.opened,
    )
    places = remembered(engine, "places", key, lambda: placed(stock, shown, view, every, whole, language))
    hulls = [
        {**hull, **told(hull, layer, language), "on": hull["key"] in shown.path}  # a path through it has no line there: its outline is bold
        for hull in places["hulls"]
        if hull["key"] in shown.open and hull["key"] not in view.hidden and not shown.alone
    ]
    middle = {hull["key"]: centre(hull["points"]) for hull in places["hulls"]}
    net = Network(directed=True)
    for id, mark in found.items():
        spot = places["spots"].get(id) or middle.get(id) or {"x": 0.0, "y": 0.0, "side": "below"}
        net.add_node(
            id,
            **{name: value for name, value in mark.items() if name != "id"},
            x=spot["x"],
            y=spot["y"],
            side=spot.get("side", "below"),
            shape="custom",
            physics=False,
        )
    on_path = set(zip(shown.path, shown.path[1:], strict=False))
    for row in merged(rows):
        if row["start"] in found and row["end"] in found:
            on = (row["start"], row["end"]) in on_path or (row["end"], row["start"]) in on_path
            net.add_edge(
                row["start"],
                row["end"],
                id=f"{row['start']} {row['type']} {row['end']}",
                type=line_of(row["type"]),
                n=row["n"],
                on=on,
                more=[{"words": line_words(name, language), "n": n} for name, n in row["more"]],
                **line(row["type"]) | ({"width": round(1.2 + log10(row["n"]) * 1.1, 2)} if row["n"] > 1 else {}),
            )
    nodes, edges, _, _, _, options = net.get_network_data()
    for edge in edges:  # pyvis adds an arrow head of its own to every directed edge
        edge["arrow"] = edge.pop("arrow", False)
        edge.pop("arrows", None)
    return {
        "nodes": nodes,
        "edges": edges,
        "hulls": hulls,
        "options": only(json.loads(options) if isinstance(options, str) else dict(options)),
        "counted": counted,
        "scene": f"{stock.scope} {view.layout} {state} {view.focus if shown.alone else ''}",
    }


def told(hull: Mapping[str, Any], layer: Layer | None, language: str) -> dict[str, Any]:
    """What stands below the name of an open group: what is not covered in it, where such things have no marks of their own; else its size."""
    red = red_inside(hull["key"], layer, language) if layer and layer.type not in PLACES else ""
    return {"sub": red or hull["sub"], "gap": bool(red)}


def only(options: dict[str, Any]) -> dict[str, Any]:
    """The options of pyvis that a canvas with fixed places needs."""
    return {name: options[name] for name in ("interaction",) if name in options} | {"physics": False}


def centre(points: list[tuple[float, float]]) -> dict[str, Any]:
    """The middle of an outline, as a place."""
    return {"x": sum(x for x, _ in points) / len(points), "y": sum(y for _, y in points) / len(points), "side": "below"}


def placed(
    stock: Stock, shown: Shown, view: View, rows: list[dict[str, Any]], found: Mapping[str, dict[str, Any]], language: str
) -> dict[str, Any]:
    """Places of all marks. In the star layout those of the default view come first, so that nothing moves when more is shown."""
    middle = view.node if view.node in found else default_expanded(stock)
    if view.layout != "star":
        return layout(view.layout, found, rows, middle=middle, canvas=CANVAS)
    opened = default_open(stock)
    keys = [key for key in shown.base if key in shown.things and key not in opened]
    basis = marks(stock, shown, None, sorted(keys, key=lambda key: (key.partition(":")[0], key)), language)
    hidden = {group for group in opened if group not in shown.open}
    later = {key: {**mark, "later": True} for key, mark in found.items() if key not in basis and key not in hidden}
    every = {
        key: {**mark, "sub": longest(language) if mark.get("n") else found.get(key, mark)["sub"]}
        for key, mark in (basis | later).items()
    }
    groups = [
        group_of(stock, key, [one for one in every if stock.home.get(one) == key], shown, language, False)
        for key in sorted(opened)
        if visible(key, stock, opened)
    ]
    if any(group["leader"] for group in groups):  # beside stars a place that is open only because it stands alone needs no outline
        groups = [group for group in groups if group["leader"]]
    groups += [
        group_of(stock, key, [one for one in every if stock.home.get(one) == key], shown, language, True)
        for key in view.opened
        if key in shown.open and key not in opened
    ]
    taken = {key for group in groups for key in (group["leader"], *group["members"], *group["left"])}
    linked = {end for row in rows for end in (row["start"], row["end"])}
    early = any(not group["later"] for group in groups)  # without a star the closed groups stand in rows, linked or not
    alone = [key for key in every if key in basis and key not in taken and (key not in linked or (not early and "n" in every[key]))]
    ground = {} if early else points_of(stock.things.values())
    if len(alone) > (6 if early else 1):
        groups.insert(0, {"key": "", "name": "", "leader": None, "members": alone, "left": [], "grid": True, "bare": True, "at": ground})
    return layout("star", every, rows, [group for group in groups if group["members"] or group["leader"]], canvas=CANVAS)


def longest(language: str) -> str:
    """A text as long as what is said of things not covered mostly is, to leave room for."""
    return "Not covered 0 / 00" if language == "en" else "未覆盖 00 / 00"


def group_of(stock: Stock, key: str, children: list[str], shown: Shown, language: str, later: bool) -> dict[str, Any]:
    """An open group for the star layout: its leader of most, its members, and at the left the organisations of the first leader."""
    led = {one: sum(row["start"] == one for row in stock.leads) for one in children if one in stock.leaders}
    leader = min(led, key=lambda one: (-led[one], one), default=None)
    first = default_expanded(stock)
    left = [one for one in shown.extra.get(first, ()) if one not in stock.things][:SATELLITES] if leader and leader == first else []
    inside = Counter(one.partition(":")[0] for one, home in stock.home.items() if home == key)
    sub = (", " if language == "en" else "、").join(f"{inside[type]} {counted(type, inside[type], language)}" for type in PLACES if inside[type])
    return {
        "key": key,
        "name": caption(stock.things[key]),
        "sub": sub,
        "room": "" if leader else longest(language),
        "leader": leader,
        "members": [one for one in children if one != leader],
        "left": left,
        "away": sum(row["start"] == leader and row["end"] not in children for row in stock.leads) if leader else 0,
        "grid": leader is None,
        "later": later,
    }
