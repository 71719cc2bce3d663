"""A second saved view, drawn beside the one that is worked in: its own place, day, filters and places, as graph or map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from graphmodel.engine import Engine
from views import places
from views.graph import payload, state

DRAWN = ("nodes", "edges", "hulls", "options", "scene", "selected", "chosen", "count")


def beside(
    engine: Engine, name: str, saved: Mapping[str, Any], as_of: date, language: str, *, unmask: bool = False, samples: bool = False
) -> dict[str, Any]:
    """What the second canvas shows of a saved view: what is drawn, its name, and in words which place and day it is of.

    A view saved as list or structure is drawn as graph. Without a day of its own it is of `as_of`, without a place of everything.
    """
    address = saved["address"]
    scope = address.get("scope") or None
    day = date.fromisoformat(address["as_of"]) if state.is_day(address.get("as_of", "")) else as_of
    view = state.read(address)
    view = replace(view, mode="map" if view.mode == "map" else "graph", chosen=())
    data = payload.drawn(engine, scope, day, view, language, unmask=unmask, samples=samples).data
    if data["map"]:
        data |= data["map"]
    place = places.title(engine, scope) or ("All places" if language == "en" else "全部地域")
    found = {key: data[key] for key in (*DRAWN, "ground", "fixed") if key in data}
    return found | {
        "name": name,
        "told": f"{place} {day.isoformat()}",
        "scene": f"{name} {data['scene']}",
        "moved": {"stamp": f"{name} {saved['moved']}", "at": saved["moved"]},
    }
