"""Everything that the component is sent, from what is chosen: one plain value, the same in every browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from actions.outlines import outlines
from actions.ways import kept_ways, reached
from analysis import LAYOUTS
from analysis.datum import DATUMS
from graphmodel.engine import Engine
from queries import network
from views.graph import chart, find, side, state, words
from views.graph.coverage import Layer, chosen
from views.graph.legend import layer_pane, legend, listing, relations
from views.graph.marks import lines
from views.graph.scene import scene
from views.graph.shown import Shown, default_expanded, shown
from views.graph.state import View
from views.graph.stock import Stock, remembered, stock
from views.graph.structures import ground, looks


@dataclass(frozen=True)
class Drawn:
    """What is sent (`data`), and what deeds and exports need to know of it."""

    data: dict[str, Any]
    stock: Stock
    shown: Shown
    view: View


def drawn(
    engine: Engine,
    scope: str | None,
    as_of: date,
    view: View,
    language: str,
    *,
    unmask: bool = False,
    text: str = "",
    title: str = "",
    cell: str = "",
    samples: bool = False,
    given: Mapping[str, str] | None = None,
) -> Drawn:
    """The whole state of the explorer for one view; where nothing is chosen, what leads most is."""
    have = stock(engine, scope, as_of)
    view = view if view.node else replace(view, node=default_expanded(have))
    layer = chosen(engine, have, as_of, view.layer, given)
    here = shown(engine, have, as_of, view, unmask, layer.uncovered if layer else frozenset())
    here = focused(have, here, view)
    scenery = scene(engine, have, here, view, layer, language, f"{scope} {as_of}")
    counted = scenery.pop("counted")
    at = language == "en"
    types, hidden = legend(have, here, language, view.hidden)
    data = {
        **scenery,
        "language": language,
        "words": words.words(language),
        "title": title,
        "selected": view.node,
        "chosen": list(view.chosen),
        "focus": view.focus if here.alone else "",
        "mode": view.mode,
        "modes": [{"value": name, "words": words.WORDS[name][at]} for name in state.MODES],
        "structure": structure(engine, have, as_of, view, language, unmask) if view.mode == "structure" else None,
        "layer": layer_pane(have, layer, at),
        "types": types,
        "relationships": relations(have, counted, view, language),
        "layouts": [{"value": name, "words": text_[at]} for name, text_ in LAYOUTS.items()],
        "layout": view.layout,
        "count": {
            "nodes": sum(row["shown"] for row in types),
            "all_nodes": sum(row["total"] for row in types),
            "links": sum(counted.values()),
            "all_links": sum(have.relationships.values()),
            "hidden": hidden,
        },
        "side": side.side(engine, have, here, view, layer, as_of, language, unmask, cell) if view.node else None,
        "map": a_map(engine, have, here, scenery, layer, view, as_of, language, samples) if view.mode in ("map", "both") else None,
        "many": side.together_doings(view, at),
        "find": find.find(engine, have, as_of, text, language) if text else None,
        "list": listing(have, here, layer, scenery, language) if view.mode == "list" else [],
    }
    return Drawn(data, have, here, view)


def focused(have: Stock, here: Shown, view: View) -> Shown:
    """Only what is chosen for focus and what a line joins with it, where a focus is chosen and shown."""
    if view.focus not in here.stands.values():
        return here
    rows, _ = lines(have, here, view)
    kept = {
        view.focus,
        *view.chosen,
        *(end for row in rows if view.focus in (row["start"], row["end"]) for end in (row["start"], row["end"])),
    }
    return replace(here, stands={key: mark for key, mark in here.stands.items() if mark in kept}, alone=True)


def a_map(
    engine: Engine,
    have: Stock,
    here: Shown,
    scenery: Mapping[str, Any],
    layer: Layer | None,
    view: View,
    as_of: date,
    language: str,
    samples: bool,
) -> dict[str, Any]:
    """The map, and what there is to choose on it."""
    at = language == "en"
    centres = network.things_of(engine, "ServiceCentre", have.scope) if have.nodes.get("ServiceCentre") else []
    to = view.node if view.reach and view.node in have.things and have.things[view.node]["type"] == "Village" else ""
    if to:
        centres = [have.things[to]]
    own = kept_ways(have.scope, samples=samples)
    by, _ = chart.reach(view.reach, True)
    found = reached(engine, have.scope, as_of, own, by=by, to=to) if own and by else None
    made = chart.chart(have, here, scenery, layer, centres, outlines(have.scope, samples=samples), view.reach, language, own, found)
    ways = [(f"{by}-{n}", f"{told[at]} {n} {('分钟', 'min')[at]}") for by, (told, _) in chart.SPEEDS.items() for n in chart.MINUTES]
    if own and own.kind == "table":  # whose minutes no speed changes
        ways = [(f"{by or 'ebike'}-{n}", f"{n} {('分钟', 'min')[at]}") for n in chart.MINUTES]
    if made["reach"] not in dict(ways) and made["reach"] != "none":
        by, _, n = made["reach"].partition("-")
        ways.append((made["reach"], f"{chart.SPEEDS[by][0][at]} {n} {('分钟', 'min')[at]}"))
    options = [{"value": "none", "words": ("不画", "None")[at]}, *({"value": name, "words": told} for name, told in ways)]
    return made | {
        "ways": own.name if own else "",
        "reaches": options,
        "datums": [
            {"value": "", "words": ("自动判定坐标系", "Tell the system")[at]},
            *({"value": name, "words": text_[at]} for name, text_ in DATUMS.items()),
        ],
    }


def structure(engine: Engine, have: Stock, as_of: date, view: View, language: str, unmask: bool) -> dict[str, Any]:
    """The structure that is drawn in place of the network, and what else there is to choose."""
    at = language == "en"
    offered = looks.offered(engine, have, as_of)
    look = looks.chosen(offered, view.look)
    options = [{"value": one.name, "words": one.title[at]} for one in offered]
    if look is None:
        return {"options": options, "chosen": "", "title": "", "note": "", "wide": 1, "high": 1, "shapes": []}
    key = (have.scope, as_of, look.name, language, unmask)
    made = remembered(engine, "structure", key, lambda: look.made(ground.Ground(engine, have, as_of, language, unmask)))
    return {"options": options, "chosen": look.name, "title": look.title[at], **made}


def export_rows(done: Drawn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The things and relationships behind the marks and lines that are shown, groups among them."""
    keys = {*done.shown.stands.values(), *done.shown.open}
    rows, _ = lines(done.stock, done.shown, done.view)
    links = {
        (link["start"], link["type"], link["end"], link["key"]): link
        for row in rows
        for link in row["links"]
        if link["start"] in keys and link["end"] in keys
    }
    return [done.shown.things[key] for key in sorted(keys) if "set" not in done.shown.things[key]], [links[name] for name in sorted(links)]
