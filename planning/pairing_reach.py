"""How many places can be filled at all, and the least that must bend for more: maximum flows between whole groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace

import numpy as np
from ortools.graph.python import min_cost_flow

from planning.pairing_arcs import Arcs
from planning.pairing_field import Field, Whole, room
from planning.pairing_rules import Rules


@dataclass(frozen=True)
class Side:
    """What a flow may use: its ends, numbered, with their wants and rooms, and how much each arc holds. Ends are groups if `by_group`."""

    helped: Whole
    helper: Whole
    many: Whole
    wants: Whole
    room: Whole
    by_group: bool


def side(field: Field, wants: Whole, room: Whole) -> Side:
    """Every pair that the rules allow, whole groups at once where each takes one helper and no pair is barred, else one by one."""
    if wants.max(initial=0) <= 1 and not len(field.never) and not len(field.must):
        supply = np.bincount(field.a.of, weights=wants, minlength=field.a.size).astype(np.int64)
        places = np.bincount(field.b.of, weights=room, minlength=field.b.size).astype(np.int64)
        ends = [(groups[a], b) for groups, cost in field.blocks for a, b in [np.nonzero(cost >= 0)]]
        a, b = (np.concatenate([one[n] for one in ends]) if ends else np.empty(0, np.int64) for n in (0, 1))
        fits = (supply[a] > 0) & (places[b] > 0)
        return Side(a[fits], b[fits], supply[a[fits]], supply, places, True)
    arcs = Arcs(field, wants, room)
    arcs.add_all()
    return Side(arcs.helped, arcs.helper, np.ones(len(arcs.helped), np.int64), wants, room, False)


def most(field: Field, wants: Whole, room: Whole) -> int:
    """How many places can be filled at most."""
    return flow(side(field, wants, room))[0]


def flow(found: Side, price: Whole | None = None, extra: Whole | None = None) -> tuple[int, int]:
    """The most places that can be filled and, doing so, the least use of what has a price: arcs by `price`, rooms beyond by `extra`."""
    clients, helpers = len(found.wants), len(found.room)
    sink, source = clients + helpers, clients + helpers + 1
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        found.helped, clients + found.helper, found.many, np.zeros(len(found.many), np.int64) if price is None else price
    )
    solver.add_arcs_with_capacity_and_unit_cost(np.full(clients, source), np.arange(clients), found.wants, np.zeros(clients, np.int64))
    solver.add_arcs_with_capacity_and_unit_cost(
        clients + np.arange(helpers), np.full(helpers, sink), found.room, np.zeros(helpers, np.int64)
    )
    if extra is not None:
        solver.add_arcs_with_capacity_and_unit_cost(clients + np.arange(helpers), np.full(helpers, sink), extra, np.ones(helpers, np.int64))
    total = int(found.wants.sum())
    solver.set_node_supply(source, total)
    solver.set_node_supply(sink, -total)
    solver.solve_max_flow_with_min_cost()
    return int(solver.maximum_flow()), int(solver.optimal_cost())


@dataclass(frozen=True)
class Bend:
    """What one rule gives when it alone bends as little as serves: its new value, places still open, pairs that make use of it."""

    rule: str
    value: float
    left: int
    used: int


def bends(field: Field) -> list[Bend]:
    """For each rule that can bend, alone: the least that fills the most places. Rules that do not apply are left out."""
    field = changed(field)
    total, now = int(field.wants.sum()), most(field, field.wants, field.room)
    if now == total:
        return []
    return [bend for name in ORDER if applies(field.rules, name) and (bend := ONE[name](field, now, total)) is not None]


def in_order(field: Field, order: Sequence[str]) -> list[Bend]:
    """The rules bent one after the other in this order, each only as far as it helps, until nobody is left out or no rule remains.

    `used` counts for each the pairs that need it beside those before. KeyError names a rule that cannot bend.
    """
    field, found = changed(field), []
    total = int(field.wants.sum())
    now = most(field, field.wants, field.room)
    for name in order:
        bend = ONE[name](field, now, total) if now < total and applies(field.rules, name) else None
        if bend is None or total - bend.left <= now:
            continue
        found.append(bend)
        now = total - bend.left
        field = changed(field, **(raised(field.rules, int(bend.value)) if name == "max_load" else BENT[name](bend.value)))
    return found


def applies(rules: object, name: str) -> bool:
    """Whether a rule of this name is set at all."""
    return name == "max_load" or (bool(getattr(rules, name)) and not (name == "match" and getattr(rules, name) != "must"))


def more_room(field: Field, now: int, total: int) -> Bend:
    """Every helper may take more, whatever is on record for them: the smallest limit."""

    def loose(limit: int) -> Field:
        return changed(field, **raised(field.rules, limit))

    best = most(loose(field.rules.max_load + total), field.wants, loose(field.rules.max_load + total).room)
    low, high = field.rules.max_load + (not field.rules.own_capacity), field.rules.max_load + total
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if most(field, field.wants, loose(middle).room) == best else (middle + 1, high)
    room = loose(low).room
    found = side(field, field.wants, room)
    by_group = found.by_group
    extra = np.maximum(0, room - field.room)
    reached, used = flow(
        replace(found, room=summed(field, field.room) if by_group else field.room), extra=summed(field, extra) if by_group else extra
    )
    return Bend("max_load", low, total - reached, used)


def raised(rules: Rules, limit: int) -> dict[str, object]:
    """A higher limit for all: those of roles are lifted to it too, and what is on record does not count."""
    limits = tuple(replace(one, most=None if one.most is None else max(one.most, limit)) for one in rules.limits)
    return {"max_load": limit, "limits": limits, "own_capacity": False}


def higher_joint(field: Field, now: int, total: int) -> Bend:
    """The limit over all programmes may be higher: the smallest."""
    best = most(changed(field, joint=0), field.wants, changed(field, joint=0).room)
    low, high = field.rules.joint, field.rules.joint + total
    while low < high and most(field, field.wants, changed(field, joint=low).room) < best:
        middle = (low + high) // 2
        low, high = (low, middle) if most(field, field.wants, changed(field, joint=middle).room) == best else (middle + 1, high)
    room = changed(field, joint=low).room
    found = side(field, field.wants, room)
    extra, base = (summed(field, one) if found.by_group else one for one in (np.maximum(0, room - field.room), field.room))
    reached, used = flow(replace(found, room=base), extra=extra)
    return Bend("joint", low, total - reached, used)


def summed(field: Field, room: Whole) -> Whole:
    """Rooms by group."""
    return np.bincount(field.b.of, weights=room, minlength=field.b.size).astype(np.int64)


def groups_of(field: Field, found: Side) -> tuple[Whole, Whole]:
    """The groups at both ends of what a flow may use."""
    return (found.helped, found.helper) if found.by_group else (field.a.of[found.helped], field.b.of[found.helper])


def other_townships(field: Field, now: int, total: int) -> Bend | None:
    """Pairs across townships are allowed: how many are needed at least."""
    if not field.rules.same_township:
        return None
    loose = changed(field, same_township=False)
    found = side(loose, field.wants, field.room)
    a, b = groups_of(field, found)
    reached, used = flow(found, price=(field.a.township[a] != field.b.township[b]).astype(np.int64))
    return Bend("same_township", 0, total - reached, used)


def farther(field: Field, now: int, total: int) -> Bend | None:
    """The way may be longer: how long at least."""
    if not field.rules.km:
        return None
    loose = changed(field, km=0)
    best = most(loose, field.wants, field.room)
    ways = np.unique(
        np.concatenate([way[(way > field.rules.km) & (cost >= 0)] for groups, cost in loose.blocks for way in [loose.kilometres(groups)]])
    )
    if best == now or not len(ways):
        return Bend("km", field.rules.km, total - now, 0)
    low, high = 0, len(ways) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if most(changed(field, km=float(ways[middle])), field.wants, field.room) == best else (middle + 1, high)
    found = side(at_last := changed(field, km=float(ways[low])), field.wants, field.room)
    a, b = groups_of(field, found)
    way = np.concatenate([at_last.kilometres(part) for part, _ in at_last.blocks])
    reached, used = flow(found, price=(way[a, b] > field.rules.km).astype(np.int64))
    return Bend("km", float(ways[low]), total - reached, used)


def any_need(field: Field, now: int, total: int) -> Bend | None:
    """Skill and need may differ."""
    if field.rules.match != "must":
        return None
    return Bend("match", 0, total - most(changed(field, match=""), field.wants, field.room), 0)


def changed(field: Field, **rules: object) -> Field:
    """The same under other rules, what is fixed taken off wants and rooms; what the rules do not touch is kept as it was computed."""
    other = copy(field)
    other.rules, other.current = replace(field.rules, **rules), np.empty((0, 2), np.int64)  # type: ignore[arg-type]
    if not isinstance(field, Netted):
        other.__class__ = Netted
        other.wants = np.maximum(0, field.wants - np.bincount(field.must[:, 0], minlength=len(field.wants)))
    if not isinstance(field, Netted) or rules.keys() & {"max_load", "limits", "own_capacity", "joint"}:
        rooms = np.array([room(row, other.rules) for row in field.helpers], np.int64)
        other.room = np.maximum(0, rooms - np.bincount(field.must[:, 1], minlength=len(rooms)))
    if rules.keys() - {"max_load", "limits", "own_capacity", "joint"}:
        other.__dict__.pop("whole", None)
    return other


class Netted(Field):
    """A field from whose wants and rooms the fixed pairs were taken."""


ONE = {"max_load": more_room, "joint": higher_joint, "same_township": other_townships, "km": farther, "match": any_need}
ORDER = tuple(ONE)
"""The rules that can bend, in the order in which they do where nobody says otherwise."""
BENT: dict[str, Callable[[float], dict[str, object]]] = {
    "joint": lambda value: {"joint": int(value)},
    "same_township": lambda value: {"same_township": False},
    "km": lambda value: {"km": value},
    "match": lambda value: {"match": ""},
}
