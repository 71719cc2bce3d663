"""Sets: all neighbours of one kind, or all that a place holds of one kind, as one closed mark that opens to the things themselves.

A set is named `Set:` and then as a kind of neighbour is: `key~relationship~way~type`, where the relationship is `*` for all that lies
in a place however deep, and `own` for what lies in it and in nothing narrower. Opening a set shows that kind of neighbour.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from analysis.fold import innermost
from graphmodel.engine import Engine
from graphmodel.schema import NODE
from queries import network
from views.graph.state import View
from views.graph.stock import BELONG, GROUPS, Stock, remembered

Rows = list[dict[str, Any]]
ORGANISATIONS = ("Branch", "Cooperative", "Enterprise", "Unit", "Team", "ServiceCentre")
FEW = 12
"""Up to so many neighbours of a kind stand for themselves when what has them is expanded."""


@dataclass(frozen=True)
class Sets:
    """Sets by key, as things with `set` (how many they hold), and the lines between them and what has them."""

    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    ties: Rows = field(default_factory=list)


def name(key: str, type: str, way: str, label: str) -> str:
    """The name of a kind of neighbour.

    >>> name("Village:1", "*", "in", "Member")
    'Village:1~*~in~Member'
    """
    return f"{key}~{type}~{way}~{label}"


def parts(name: str) -> tuple[str, str, str, str]:
    """The thing, relationship, way and type that a kind of neighbour is named by; parts that are missing are empty.

    >>> parts("Set:Village:1~*~in~Member"), parts("x")
    (('Village:1', '*', 'in', 'Member'), ('x', '', '', ''))
    """
    key, type, way, label = (*name.removeprefix("Set:").split("~"), "", "", "")[:4]
    return key, type, way, label


def thing(key: str, type: str, way: str, label: str, n: int) -> dict[str, Any]:
    """A set as a thing of the type that it holds."""
    return {"key": "Set:" + name(key, type, way, label), "type": label, "set": n, "name": "", "within": f"|{key}|", "sources": ""}


def of_places(stock: Stock, open_groups: Iterable[str], view: View) -> Sets:
    """The organisations that open groups and the scope hold by themselves, a set for each type that was not opened.

    Where villages lead others the picture is theirs: there only groups that the reader opened have sets.
    """
    found = {}
    groups = [key for key in open_groups if not stock.leads or key in view.opened]
    for key in [*([stock.scope] if stock.scope and not stock.leads else []), *sorted(groups)]:
        for label in ORGANISATIONS:
            n = stock.own.get(key, {}).get(label, 0)
            if n and name(key, "own", "in", label) not in view.near:
                one = thing(key, "own", "in", label, n)
                found[one["key"]] = one
    return Sets(found)


def of_thing(stock: Stock, key: str, rows: Rows, view: View, on: Collection[str]) -> tuple[tuple[str, ...], Sets]:
    """What a thing that the reader expanded brings along: neighbours of small kinds themselves, of large kinds and people as sets."""
    kinds: dict[tuple[str, str, str], set[str]] = {}
    for row in rows:
        way, end = ("out", row["end"]) if row["start"] == key else ("in", row["start"])
        label = end.partition(":")[0]
        if label not in GROUPS and label in NODE and (NODE[label].group != "record" or label in on):
            kinds.setdefault((row["type"], way, label), set()).add(end)
    found: dict[str, dict[str, Any]] = {}
    ties, alone = [], []
    village = key.startswith("Village:")
    for (type, way, label), ends in kinds.items():
        if village and type in BELONG and label in ("Member", "Household", "Grid"):
            continue
        if len(ends) <= FEW:
            alone += sorted(ends)
        elif name(key, type, way, label) not in view.near:
            one = thing(key, type, way, label, len(ends))
            found[one["key"]] = one
            start, end = (key, one["key"]) if way == "out" else (one["key"], key)
            ties.append({"start": start, "end": end, "type": type, "n": len(ends), "links": []})
    for label in ("Grid", "Household", "Member") if village else ():
        n = stock.held.get(key, {}).get(label, 0)
        if n and label not in on and name(key, "*", "in", label) not in view.near:
            one = thing(key, "*", "in", label, n)
            found[one["key"]] = one
            ties.append({"start": one["key"], "end": key, "type": "LIVES_IN", "n": n, "links": []})
    return tuple(dict.fromkeys(alone)), Sets(found, ties)


def keys(engine: Engine, stock: Stock, set_name: str) -> list[str]:
    """The things that a place's set holds, by key."""
    key, type, _, label = parts(set_name)
    if label not in NODE:
        return []
    found = remembered(engine, "places_of", (label, key), lambda: network.places_of(engine, label, key))
    if type != "own":
        return sorted(found)
    return sorted(one for one, within in found.items() if innermost(within, stock.home, stock.scope) == key)
