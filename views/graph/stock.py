"""What the network of a place is made from, fetched once and kept until the store changes: places, who leads, who builds jointly."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any

from actions.looking import masked_node
from analysis.fold import innermost
from graphmodel.engine import Engine
from graphmodel.schema import NODE
from queries import network

Rows = list[dict[str, Any]]
PLACES = ("County", "Township", "Area", "Village")
GROUPS = PLACES[:3]
PARTNERS = ("Enterprise", "Unit", "Branch", "Cooperative")
KEPT = 300
BELONG = ("PART_OF", "IN_AREA", "LOCATED_IN", "LIVES_IN")
"""Relationships that say where a thing belongs: one entry of the legend, one hairline."""


@dataclass(frozen=True)
class Stock:
    """The places of a scope with what they lie in (`home`), the links of leading and joint building, and counts by type."""

    scope: str | None
    things: dict[str, dict[str, Any]]
    home: dict[str, str]
    leads: Rows
    joint: Rows
    nodes: dict[str, int]
    relationships: dict[str, int]
    leaders: frozenset[str]
    held: dict[str, dict[str, int]] = field(default_factory=dict)
    """place → type → how many lie in it, however deep"""
    own: dict[str, dict[str, int]] = field(default_factory=dict)
    """place → type → how many lie in it and in nothing narrower"""
    sums: Rows = field(default_factory=list)


def remembered(engine: Engine, name: str, args: tuple[Any, ...], make: Callable[[], Any]) -> Any:
    """What `make` gives, kept until the store changes. Whoever asks while it is being made waits for it."""
    key = (engine.name, engine.address, engine.state(), name, *args)
    with LOCK:
        making = MAKING.setdefault(key, Lock())
    try:
        with making:
            with LOCK:
                if key in MEMORY:
                    MEMORY.move_to_end(key)
                    return MEMORY[key]
            value = make()
            with LOCK:
                MEMORY[key] = value
                while len(MEMORY) > KEPT:
                    MEMORY.popitem(last=False)
            return value
    finally:
        with LOCK:
            MAKING.pop(key, None)


LOCK = Lock()
MEMORY: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
MAKING: dict[tuple[Any, ...], Lock] = {}


def stock(engine: Engine, scope: str | None, as_of: date) -> Stock:
    """The stock of a scope."""
    return remembered(engine, "stock", (scope, as_of), lambda: fetched(engine, scope, as_of))


def fetched(engine: Engine, scope: str | None, as_of: date) -> Stock:
    """The stock of a scope, from the store."""
    counted = network.counts(engine, scope, as_of)
    things = {row["key"]: row for type in PLACES if counted["nodes"].get(type) for row in network.things_of(engine, type, scope)}
    home: dict[str, str] = {}
    for type in ("PART_OF", "IN_AREA"):  # an area is nearer than a township, so it comes last
        for row in network.links_of(engine, type, scope, as_of):
            if row["start"] in things and row["end"] in things and row["end"] != scope and row["end"].partition(":")[0] in GROUPS:
                home[row["start"]] = row["end"]
    leads = [row for row in network.links_of(engine, "LEADS", scope, as_of) if row["start"] in things and row["end"] in things]
    joint = [row for row in network.links_of(engine, "JOINT_BUILDING", scope, as_of) if row["start"] in things or row["end"] in things]
    partners = sorted({end for row in joint for end in (row["start"], row["end"])} - things.keys())
    things.update({row["key"]: row for row in network.things(engine, partners[:40])})
    joint = [row for row in joint if row["start"] in things and row["end"] in things]
    things.pop(scope or "", None)
    near: dict[str, str] = {}

    def place(within: str) -> str:
        if within not in near:
            near[within] = innermost(within, home, scope)
        return near[within]

    held, own = holdings(network.held(engine, scope), place)
    sums = [
        {**row, "start": place(row["start_within"]), "end": place(row["end_within"])}
        for row in network.sums(engine, scope, as_of)
        if row["type"] not in BELONG
    ]
    leaders = frozenset(row["start"] for row in leads)
    return Stock(scope, things, home, leads, joint, counted["nodes"], counted["relationships"], leaders, held, own, sums)


def holdings(rows: Rows, place: Callable[[str], str]) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
    """How many things of each type each place holds: however deep, and by itself."""
    held: dict[str, dict[str, int]] = {}
    own: dict[str, dict[str, int]] = {}
    for row in rows:
        nearest, label = place(row["within"]), row["label"]
        if label not in PLACES:
            own.setdefault(nearest, {})[label] = own.get(nearest, {}).get(label, 0) + row["n"]
        for key in row["within"].split("|"):
            if key and not (label in PLACES and key == nearest and key.startswith(label + ":")):  # no place holds itself
                held.setdefault(key, {})[label] = held.get(key, {}).get(label, 0) + row["n"]
    return held, own


def hop(engine: Engine, as_of: date, keys: Iterable[str]) -> Rows:
    """Every relationship of these things, remembered thing by thing."""
    wanted = sorted(set(keys))
    found = {
        (row["start"], row["type"], row["end"], row["key"]): row
        for key in wanted[:60]
        for row in remembered(engine, "hop", (as_of, key), lambda key=key: network.hop(engine, as_of, [key]))
    }
    if len(wanted) > 60:
        found |= {(row["start"], row["type"], row["end"], row["key"]): row for row in network.hop(engine, as_of, wanted[60:])}
    return [found[identity] for identity in sorted(found)]


def named(engine: Engine, keys: Iterable[str], unmask: bool = False) -> dict[str, dict[str, Any]]:
    """The things with these keys by key; personal names and numbers masked unless `unmask`."""
    rows = network.things(engine, keys)
    return {row["key"]: row if unmask else masked_node(row) for row in rows}


def caption(thing: dict[str, Any]) -> str:
    """What stands beside a thing: the property that its type names for this, its name, or its code."""
    return str(thing.get(NODE[thing["type"]].caption) or thing.get("name") or thing["key"].partition(":")[2])
