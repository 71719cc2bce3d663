"""Which marks a view shows: groups open or closed, who stands apart, and the neighbours that were asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from analysis import path, stands_for
from analysis.fold import folded
from graphmodel.engine import Engine
from graphmodel.schema import NODE
from queries import network
from views.graph import sets
from views.graph.state import View
from views.graph.stock import GROUPS, PARTNERS, PLACES, Stock, hop, named
from views.graph.words import LEADER, kind_of

Rows = list[dict[str, Any]]
MOST = 400
"""The most marks on one canvas; the rest is counted and said."""
MOST_NEAR = 60
"""The most neighbours that one thing brings along of one kind."""


@dataclass(frozen=True)
class Shown:
    """The marks of a view: every thing that has one, which mark stands for what, and why others have none.

    `stands` are the marks that the filters let through, `possible` those that would be there without them: places depend on the latter.
    """

    things: dict[str, dict[str, Any]]
    stands: dict[str, str]
    members: dict[str, list[str]]
    open: frozenset[str]
    groups: frozenset[str]
    expanded: frozenset[str]
    base: frozenset[str]
    links: Rows
    on: frozenset[str]
    possible: dict[str, str] = field(default_factory=dict)
    path: tuple[str, ...] = ()
    cut: int = 0
    extra: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ties: Rows = field(default_factory=list)
    reds: dict[str, tuple[int, int]] = field(default_factory=dict)
    alone: bool = False


def default_on(stock: Stock) -> frozenset[str]:
    """The legend's entries that are on by default: places and organisations, not persons nor records."""
    return frozenset(
        {LEADER, *(type for type, node in NODE.items() if node.group in ("place", "organisation") and type not in ("Household", "Grid"))}
    )


def default_open(stock: Stock) -> frozenset[str]:
    """The groups that are open by default: those of the leaders, where the scope's own groups are areas; a group that stands alone."""
    opened: set[str] = set()
    for _ in GROUPS:
        stands = stands_for({key: home for key, home in stock.home.items() if key in stock.things}, opened)
        outer = {mark for key, mark in stands.items() if key in stock.things and key.partition(":")[0] in PLACES} - opened
        if len(outer) != 1 or next(iter(outer)).partition(":")[0] not in GROUPS:
            break
        opened |= outer
    closed = {stands_for(stock.home, opened).get(leader, leader) for leader in stock.leaders}
    return frozenset(opened | {key for key in closed if key.startswith("Area:")})


def default_expanded(stock: Stock) -> str:
    """The thing whose organisations are shown by default: the leader of most, where its group is open."""
    led: dict[str, int] = {}
    for link in stock.leads:
        led[link["start"]] = led.get(link["start"], 0) + 1
    stands = stands_for(stock.home, default_open(stock))
    return min((leader for leader in led if stands.get(leader) == leader), key=lambda leader: (-led[leader], leader), default="")


def shown(engine: Engine, stock: Stock, as_of: date, view: View, unmask: bool = False, uncovered: frozenset[str] = frozenset()) -> Shown:
    """What a view shows of a stock."""
    on = (default_on(stock) - set(view.off)) | set(view.on)
    opened = {key for key in (default_open(stock) | set(view.opened)) - set(view.closed) if key.partition(":")[0] in GROUPS}
    first = default_expanded(stock)
    expanded = ({first} - {""} | set(view.expanded)) - set(view.folded)
    links = {identity(row): row for row in (*stock.leads, *stock.joint)}
    extra: dict[str, tuple[str, ...]] = {}
    ties: Rows = []
    passed = 0
    closed_sets = dict(sets.of_places(stock, [key for key in opened if visible(key, stock, opened)], view).things)
    for key in sorted(expanded):
        rows = hop(engine, as_of, [key])
        links.update((identity(row), row) for row in rows)
        extra[key] = brought(key, rows, stock, on, view.pinned)
        if key.partition(":")[0] == "Village":
            extra[key] += inside(engine, key, on, extra[key])
        if key in view.expanded:
            alone, more = sets.of_thing(stock, key, rows, view, on)
            extra[key] += tuple(one for one in alone if one not in set(extra[key]))
            closed_sets, ties = closed_sets | more.things, ties + more.ties
    for name in view.near:
        key, type, way, label = sets.parts(name)
        rows = [
            row
            for row in hop(engine, as_of, [key])
            if row["type"] == type and (row["start"] == key) == (way == "out") and other(row, key).startswith(label + ":")
        ]
        keys = [other(row, key) for row in rows] if type not in ("*", "own") else sets.keys(engine, stock, name)
        keys = sorted(dict.fromkeys(one for one in keys if one.partition(":")[0] not in GROUPS), key=lambda one: one not in uncovered)
        extra[name], passed = tuple(keys[:MOST_NEAR]), passed + max(0, len(keys) - MOST_NEAR)
        links.update((identity(row), row) for row in rows)
    way_ = walk(engine, as_of, view.ends)
    links.update((identity(row), row) for row in way_)
    on_way = tuple(dict.fromkeys(end for row in way_ for end in (row["start"], row["end"])))
    asked = {key for keys in extra.values() for key in keys} | {key for key in (*view.pinned, *on_way) if key}
    near_only = {key for name in view.near for key in extra[name]}
    stands = stands_for(stock.home, opened)
    led = {row["end"] for row in stock.leads if stands.get(row["start"]) == row["start"]}
    apart = led | {key for key in asked if key in stock.home and key.partition(":")[0] not in GROUPS}
    stands = stands_for({key: home for key, home in stock.home.items() if key in stock.things}, opened, apart)
    stands |= {key: key for key in stock.things if key not in stands}
    strangers = sorted(asked - stands.keys())
    things = dict(stock.things) | named(engine, strangers, unmask) | closed_sets
    asking = [
        key
        for key in (*view.pinned, view.node, *([one for name in view.near for one in extra[name]] if view.near else ()))
        if key in things and key.partition(":")[0] not in GROUPS
    ]
    links.update(
        (identity(row), row) for row in (hop(engine, as_of, asking) if asking else ()) if row["start"] in things and row["end"] in things
    )
    stands |= {key: key for key in (*strangers, *closed_sets) if key in things}
    kept = set(on_way) | set(view.pinned) | near_only
    possible = [
        key
        for key in dict.fromkeys(stands.values())
        if key in things
        and key not in opened
        and key not in view.hidden
        and (key.partition(":")[0] not in PARTNERS or key in asked or joined(key, stock))
    ]
    marks = [key for key in possible if key in kept or kind_of(things[key], stock.leaders) in on]
    marks.sort(key=lambda key: (key in strangers, key not in kept))
    cut = max(0, len(marks) - MOST)
    stays = set(marks[:MOST])
    first_open = default_open(stock)
    alone = stands_for(stock.home, first_open)
    base = (
        set(stands_for(stock.home, first_open, {row["end"] for row in stock.leads if alone.get(row["start"]) == row["start"]}).values())
        | stock.things.keys() - stock.home.keys()
        | set(extra.get(first, ()))
        | {key for key in closed_sets if "~own~" in key and sets.parts(key)[0] == stock.scope}
    )
    return Shown(
        things,
        {key: mark for key, mark in stands.items() if mark in stays},
        folded({key: mark for key, mark in stands.items() if key.startswith("Village:")}),
        frozenset(key for key in opened if visible(key, stock, opened)),
        frozenset(key for key in stock.things if key.partition(":")[0] in GROUPS),
        frozenset(expanded),
        frozenset(base),
        list(links.values()),
        on,
        {key: mark for key, mark in stands.items() if mark in set(possible)},
        on_way,
        cut + passed,
        extra,
        ties,
        {
            key: red_of(engine, stock, key, uncovered)
            for key in closed_sets
            if uncovered and next(iter(uncovered)).startswith(things[key]["type"] + ":")
        },
    )


def red_of(engine: Engine, stock: Stock, key: str, uncovered: frozenset[str]) -> tuple[int, int]:
    """Of what a place's set holds, how many are not covered, out of how many; nothing is said of other sets."""
    inside_it = sets.keys(engine, stock, key) if sets.parts(key)[1] in ("*", "own") else []
    return sum(one in uncovered for one in inside_it), len(inside_it)


def visible(group: str, stock: Stock, opened: Iterable[str]) -> bool:
    """Whether a group that is open is inside open groups only."""
    above = stock.home.get(group)
    return group in stock.things and (above is None or (above in opened and visible(above, stock, opened)))


def joined(key: str, stock: Stock) -> bool:
    """Whether something builds jointly with others of the scope."""
    return any(key in (row["start"], row["end"]) for row in stock.joint)


def identity(row: dict[str, Any]) -> tuple[str, str, str, str]:
    """What makes a link the same link."""
    return row["start"], row["type"], row["end"], row["key"]


def other(row: dict[str, Any], key: str) -> str:
    """The other end of a link."""
    return row["end"] if row["start"] == key else row["start"]


def brought(key: str, rows: Rows, stock: Stock, on: frozenset[str], pinned: Iterable[str]) -> tuple[str, ...]:
    """The neighbours that a thing brings along when it is expanded: of the types that are on, no groups, at most MOST_NEAR of a kind."""
    found: dict[str, list[str]] = {}
    for row in rows:
        one = other(row, key)
        type = one.partition(":")[0]
        if type not in GROUPS and type in on:
            found.setdefault(type, []).append(one)
    return tuple(dict.fromkeys(one for type in NODE if type in found for one in sorted(set(found[type]))[:MOST_NEAR]))


def inside(engine: Engine, key: str, on: frozenset[str], known: Iterable[str]) -> tuple[str, ...]:
    """Persons, households and records inside a village, of the types that were turned on."""
    types = [
        type for type in on if (type in NODE and NODE[type].group in ("person", "record")) or (type in ("Household", "Grid") and type in on)
    ]
    return tuple(one for type in sorted(types) for one in sorted(network.places_of(engine, type, key))[:MOST_NEAR] if one not in set(known))


def walk(engine: Engine, as_of: date, ends: tuple[str, ...]) -> Rows:
    """The links of the path between the two ends that were chosen; none before there are two, or where there is none."""
    if len(ends) < 2:
        return []
    return path(network.hops(engine, as_of), ends[0], ends[1]) or []
