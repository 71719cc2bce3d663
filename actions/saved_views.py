"""Views of the network that were saved by name, for each territory, with the places of what was moved by hand."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from threading import Lock
from typing import Any

from actions.stores import home
from actions.strength import side, territory
from graphmodel.words import Text

LOCK = Lock()
MOST = 200
"""The most views that one territory keeps."""


class ViewError(ValueError):
    """A view that cannot be saved or found; `text` says why in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__("\n".join(text))


def saved_views(scope: str | None, *, samples: bool = False) -> dict[str, dict[str, Any]]:
    """The views of a territory by name: {address: its entries, moved: {key: [x, y]}}. What cannot be read is left out."""
    try:
        held = read().get(side(samples), {}).get(territory(scope), {})
    except ViewError:
        return {}
    return {name: view for name in sorted(held) if (view := well_formed(held[name]))}


def save_view(
    scope: str | None, name: str, address: Mapping[str, str], moved: Mapping[str, Any] | None = None, *, samples: bool = False
) -> None:
    """Saves a view under a name; one of the same name there is replaced. ViewError without a name or where there are too many."""
    name = name.strip()
    if not name or len(name) > 60:
        raise ViewError(("没有写名称，或名称超过 60 字。", "The name is missing or longer than 60 characters."))
    view = well_formed({"address": dict(address), "moved": dict(moved or {})})
    with LOCK:
        held = read()
        mine = held.setdefault(side(samples), {}).setdefault(territory(scope), {})
        if name not in mine and len(mine) >= MOST:
            raise ViewError((f"已有 {MOST} 个视图。先移除一些。", f"There are {MOST} views already. Maybe remove some."))
        mine[name] = view
        write(held)


def forget_view(scope: str | None, name: str, *, samples: bool = False) -> None:
    """Removes a view. ViewError where there is none of that name."""
    with LOCK:
        held = read()
        if name not in held.get(side(samples), {}).get(territory(scope), {}):
            raise ViewError((f"没有名为“{name}”的视图。", f"There is no view named {name!r}."))
        del held[side(samples)][territory(scope)][name]
        write(held)


def well_formed(view: Any) -> dict[str, Any] | None:
    """A view with texts for its address and finite numbers for its places; None where it is none at all.

    >>> well_formed({"address": {"mode": "map"}, "moved": {"Village:1": [1, 2], "x": "?"}}), well_formed([])
    ({'address': {'mode': 'map'}, 'moved': {'Village:1': [1.0, 2.0]}}, None)
    """
    if not isinstance(view, Mapping) or not isinstance(view.get("address"), Mapping):
        return None
    moved = {}
    for key, at in dict(view.get("moved") or {}).items():
        if isinstance(at, list) and len(at) == 2 and all(isinstance(one, (int, float)) and math.isfinite(one) for one in at):
            moved[str(key)] = [float(one) for one in at]
    return {"address": {str(name): str(text) for name, text in view["address"].items()}, "moved": moved}


def read() -> dict[str, Any]:
    """What is stored: samples or own → territory → name → view. ViewError where the file cannot be read: it is then not written over."""
    file = home() / "views.json"
    if not file.exists():
        return {}
    try:
        held = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        held = None
    if not isinstance(held, dict) or not all(
        isinstance(places, dict) and all(isinstance(one, dict) for one in places.values()) for places in held.values()
    ):
        raise ViewError((f"不能读取 {file}。改正或移走后再保存。", f"Cannot read {file}. Correct it or move it away, then save again."))
    return held


def write(held: Mapping[str, Any]) -> None:
    """Writes the file whole: a failure leaves what was there before."""
    home().mkdir(parents=True, exist_ok=True)
    part = home() / f"views.json.{os.getpid()}.part"
    part.write_text(json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    part.replace(home() / "views.json")
