"""What a reader has opened, hidden, laid over and chosen in the network, and what each deed in the component makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

MOST = 40
"""The most things of one kind that an address keeps."""


@dataclass(frozen=True)
class View:
    """The state of the network; everything empty is the default view.

    `opened`, `closed` are groups (areas, townships, counties) other than by default; `expanded`, `folded` things whose neighbours are
    shown other than by default; `near` is `key~relationship~way~type` for single kinds of neighbours; `pinned` are things shown for
    themselves; `on`, `off` types and `less` relationships, filtered other than by default; `ends` the two ends of a path.
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
    layout: str = "star"
    layer: str = ""
    mode: str = "graph"
    node: str = ""


LISTS = tuple(field.name for field in fields(View) if field.type == "tuple[str, ...]")
DEFAULT = View()


def read(address: Mapping[str, str]) -> View:
    """The view that an address names; entries that are not its own are left alone.

    >>> read({"expanded": "Village:1,Village:2", "lang": "en"}).expanded
    ('Village:1', 'Village:2')
    """
    lists = {name: tuple(one for one in address.get(name, "").split(",") if one) for name in LISTS}
    return View(**lists, **{name: address.get(name) or getattr(DEFAULT, name) for name in ("layout", "layer", "mode", "node")})


def write(view: View) -> dict[str, str]:
    """The entries of the address that `read` turns into this view; "" for what is as by default.

    >>> read(write(View(off=("Village",), mode="list"))) == View(off=("Village",), mode="list")
    True
    """
    entries = {name: ",".join(getattr(view, name)[-MOST:]) for name in LISTS}
    return entries | {
        name: "" if getattr(view, name) == getattr(DEFAULT, name) else getattr(view, name) for name in ("layout", "layer", "mode", "node")
    }


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
            return (
                replace(view, node=key, ends=(view.ends[0], key))
                if len(view.ends) == 1 and view.ends[0] != key
                else replace(view, node=key)
            )
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
        case "layer" | "layout" | "mode":
            return replace(view, **{what: value or ("none" if what == "layer" else "")})
        case "reset":
            return View(mode=view.mode)
    return view


def toggled(view: View, key: str, shown: Mapping[str, Any]) -> View:
    """The view with a group opened or closed, or the neighbours of a thing shown or put away."""
    more, less, now = ("opened", "closed", "open") if key in shown["groups"] else ("expanded", "folded", "expanded")
    if key in shown[now]:
        near = tuple(one for one in view.near if not one.startswith(key + "~"))
        return replace(view, node=key, near=near, **{more: without(getattr(view, more), key), less: with_(getattr(view, less), key)})
    return replace(view, node=key, **{more: with_(getattr(view, more), key), less: without(getattr(view, less), key)})
