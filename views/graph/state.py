"""What a reader has opened, hidden, laid over and chosen in the network, and what each deed in the component makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import queries
from analysis import LAYOUTS
from graphmodel.schema import NODE, REL

MOST = 40
"""The most things of one kind that an address keeps."""


@dataclass(frozen=True)
class View:
    """The state of the network; everything empty is the default view.

    `opened`, `closed` are groups (areas, townships, counties) other than by default; `expanded`, `folded` things whose neighbours are
    shown other than by default; `near` is `key~relationship~way~type` for single kinds of neighbours; `pinned` are things shown for
    themselves; `on`, `off` types and `less` relationships, filtered other than by default; `ends` the two ends of a path; `beside` a saved view
    that is drawn beside this one, in any mode but `both`.
    """

    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    expanded: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    focus: str = ""
    layout: str = "star"
    layer: str = ""
    mode: str = "graph"
    node: str = ""
    look: str = ""
    reach: str = ""
    beside: str = ""


LISTS = tuple(field.name for field in fields(View) if field.type == "tuple[str, ...]")
WORDS = ("layout", "layer", "mode", "node", "focus", "look", "reach", "beside")
MODES = ("graph", "both", "map", "structure", "list")
DEFAULT = View()


def read(address: Mapping[str, str]) -> View:
    """The view that an address names; entries that are not its own are left alone, and what no view can hold is let go.

    >>> read({"expanded": "Village:1,Village:2", "lang": "en"}).expanded, read({"mode": "dance", "pinned": "Nothing:1"}) == View()
    (('Village:1', 'Village:2'), True)
    """
    lists = {name: tuple(one for one in address.get(name, "").split(",") if one and fits(name, one)) for name in LISTS}
    words = {name: text for name in WORDS if (text := address.get(name, "")) and fits(name, text)}
    if words.get("mode") == "both":
        words.pop("beside", None)
    return View(**lists, **words)


def unknown(address: Mapping[str, str]) -> list[str]:
    """The entries of an address that `read` let go, as name=value.

    >>> unknown({"mode": "dance", "pinned": "Nothing:1,Village:1", "q": "x"})
    ['pinned=Nothing:1', 'mode=dance']
    """
    wrong = [f"{name}={one}" for name in LISTS for one in address.get(name, "").split(",") if one and not fits(name, one)]
    return wrong + [f"{name}={address[name]}" for name in WORDS if address.get(name) and not fits(name, address[name])]


def fits(name: str, text: str) -> bool:
    """Whether an entry of this name may hold this text."""
    match name:
        case "mode":
            return text in MODES
        case "layout":
            return text in LAYOUTS
        case "layer":
            return text == "none" or (text in queries.BOOK and queries.BOOK[text].gap)
        case "look" | "reach":
            return len(text) < 60 and not set(text) & set("<>&\"'")
        case "beside":
            return len(text) <= 60
        case "on" | "off":
            return text in NODE or text == "Leader"
        case "less":
            return text in REL or text == "BELONGS"
        case "near":
            key, _, _, label = (*text.split("~"), "", "", "")[:4]
            return is_key(key) and label in NODE
    return is_key(text.removeprefix("Set:").partition("~")[0])


def is_day(text: str) -> bool:
    """Whether a text is a date in ISO form."""
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def is_key(text: str) -> bool:
    """Whether a text may be a `Type:key`."""
    type, _, key = text.partition(":")
    return type in NODE and bool(key)


def write(view: View) -> dict[str, str]:
    """The entries of the address that `read` turns into this view; "" for what is as by default.

    >>> read(write(View(off=("Village",), mode="list"))) == View(off=("Village",), mode="list")
    True
    """
    entries = {name: ",".join(getattr(view, name)[-MOST:]) for name in LISTS}
    return entries | {name: "" if getattr(view, name) == getattr(DEFAULT, name) else getattr(view, name) for name in WORDS}


def with_(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The names and this one, last."""
    return (*without(names, name), name)


def without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The names but this one."""
    return tuple(one for one in names if one != name)


def done(view: View, deed: Mapping[str, Any], shown: Mapping[str, Any]) -> View:
    """The view after a deed of the component. `shown` says what stands there: {open, expanded, groups: sets of keys, on: set of types}.

    >>> shown = {"open": {"Area:1"}, "expanded": set(), "groups": {"Area:1"}, "on": {"Village"}}
    >>> done(View(), {"do": "expand", "id": "Area:1"}, shown).closed, done(View(), {"do": "expand", "id": "Village:1"}, shown).expanded
    (('Area:1',), ('Village:1',))
    """
    what, key = deed.get("do"), str(deed.get("id", ""))
    value, name = str(deed.get("value", "")), str(deed.get("name", ""))
    match what:
        case "select":
            path = len(view.ends) == 1 and view.ends[0] != key
            return replace(view, node=key, chosen=(), ends=(view.ends[0], key) if path else view.ends)
        case "expand":
            return toggled(view, key, shown)
        case "goto":
            return replace(view, node=key, pinned=with_(view.pinned, key), mode="graph")
        case "near":
            return replace(view, near=without(view.near, value) if value in view.near else with_(view.near, value))
        case "type":
            on = bool(deed.get("on"))
            return replace(
                view,
                on=with_(view.on, name) if on else without(view.on, name),
                off=without(view.off, name) if on else with_(view.off, name),
            )
        case "relationship":
            return replace(view, less=without(view.less, name) if deed.get("on") else with_(view.less, name))
        case "path":
            return replace(view, ends=() if view.ends else (key,))
        case "layer" | "layout" | "mode" | "look" | "reach":
            beside = "" if value == "both" else view.beside
            return replace(view, **{"beside": beside, what: value or ("none" if what == "layer" else "")})
        case "beside":
            return replace(view, beside=value, mode="graph" if view.mode == "both" and value else view.mode)
        case "choose":
            chosen = view.chosen or ((view.node,) if view.node and view.node != key else ())
            return replace(view, chosen=without(chosen, key) if key in chosen else with_(chosen, key), node=key)
        case "hide":
            keys = view.chosen or (key,)
            return replace(view, hidden=tuple(dict.fromkeys((*view.hidden, *keys))), chosen=(), node="" if view.node in keys else view.node)
        case "unhide":
            return replace(view, hidden=())
        case "focus":
            return replace(view, focus="" if view.focus == key else key, node=key or view.node)
        case "between" if len(view.chosen) > 1:
            return replace(view, ends=view.chosen[-2:], chosen=())
        case "clear":
            return replace(view, chosen=(), ends=(), focus="")
        case "restore":
            return read({name: str(text) for name, text in dict(deed.get("view") or {}).items()})
        case "reset":
            return View(mode=view.mode, look=view.look)
    return view


def toggled(view: View, key: str, shown: Mapping[str, Any]) -> View:
    """The view with a group opened or closed, or the neighbours of a thing shown or put away."""
    if key.startswith("Set:"):
        return replace(view, near=with_(view.near, key.removeprefix("Set:")), node=key.removeprefix("Set:").partition("~")[0])
    more, less, now = ("opened", "closed", "open") if key in shown["groups"] else ("expanded", "folded", "expanded")
    if key in shown[now]:
        near = tuple(one for one in view.near if not one.startswith(key + "~"))
        return replace(view, node=key, near=near, **{more: without(getattr(view, more), key), less: with_(getattr(view, less), key)})
    return replace(view, node=key, **{more: with_(getattr(view, more), key), less: without(getattr(view, less), key)})
