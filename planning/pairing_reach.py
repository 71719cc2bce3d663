"""The least that must bend for more places to be filled: each rule alone, or one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace

import numpy as np

from planning.pairing_field import Field
from planning.pairing_groups import Whole
from planning.pairing_rules import Rules
from planning.pairing_sides import most, side


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

    def loose(limit: int) -> Whole:
        return roomier(field, **raised(field.rules, limit))

    found, low, high = side(field, field.wants), field.rules.max_load + (not field.rules.own_capacity), field.rules.max_load + total
    best = found.most(loose(high))
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if found.most(loose(middle)) == best else (middle + 1, high)
    reached, used = found.least(field.room, extra=np.maximum(0, loose(low) - field.room))
    return Bend("max_load", low, total - reached, used)


def raised(rules: Rules, limit: int) -> dict[str, object]:
    """A higher limit for all: those of roles are lifted to it too, and what is on record does not count."""
    limits = tuple(replace(one, most=None if one.most is None else max(one.most, limit)) for one in rules.limits)
    return {"max_load": limit, "limits": limits, "own_capacity": False}


def higher_joint(field: Field, now: int, total: int) -> Bend:
    """The limit over all programmes may be higher: the smallest."""
    found, low, high = side(field, field.wants), field.rules.joint, field.rules.joint + total
    best = found.most(roomier(field, joint=0))
    while low < high and found.most(roomier(field, joint=low)) < best:
        middle = (low + high) // 2
        low, high = (low, middle) if found.most(roomier(field, joint=middle)) == best else (middle + 1, high)
    reached, used = found.least(field.room, extra=np.maximum(0, roomier(field, joint=low) - field.room))
    return Bend("joint", low, total - reached, used)


def other_townships(field: Field, now: int, total: int) -> Bend | None:
    """Pairs across townships are allowed: how many are needed at least."""
    if not field.rules.same_township:
        return None
    found = side(changed(field, same_township=False), field.wants)
    reached, used = found.least(field.room, price=(field.a.township[found.a] != field.b.township[found.b]).astype(np.int64))
    return Bend("same_township", 0, total - reached, used)


def farther(field: Field, now: int, total: int) -> Bend | None:
    """The way may be longer: how long at least."""
    if not field.rules.km:
        return None
    found = side(changed(field, km=0), field.wants)
    best = found.most(field.room)
    way = field.kilometres(found.a, found.b)
    longer = np.unique(way[way > field.rules.km])
    if best == now or not len(longer):
        return Bend("km", field.rules.km, total - now, 0)
    low, high = 0, len(longer) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if found.only(way <= longer[middle]).most(field.room) == best else (middle + 1, high)
    fits = way <= longer[low]
    reached, used = found.only(fits).least(field.room, price=(way[fits] > field.rules.km).astype(np.int64))
    return Bend("km", float(longer[low]), total - reached, used)


def any_need(field: Field, now: int, total: int) -> Bend | None:
    """Skill and need may differ."""
    if field.rules.match != "must":
        return None
    return Bend("match", 0, total - most(changed(field, match=""), field.wants, field.room), 0)


ROOM = {"max_load", "limits", "own_capacity", "joint"}
"""The rules that say how many a helper may take."""


def changed(field: Field, **rules: object) -> Field:
    """The same under other rules, where only what may be paired counts: fixed pairs taken off wants and rooms, those alike merged."""
    other = copy(field) if rules.keys() <= ROOM else field.under(replace(field.rules, **rules))  # type: ignore[arg-type]
    if not isinstance(field, Netted):
        other = other.under(other.rules)
        other.__class__, other.current = Netted, np.empty((0, 2), np.int64)
        other.__dict__.pop("table", None)
        other.a, other.b = (one.merged(field.rules.match == "must") for one in (field.a, field.b))
        other.wants = np.maximum(0, field.wants - np.bincount(field.must[:, 0], minlength=len(field.wants)))
        other.room = roomier(field)
    if rules.keys() & ROOM:
        other.room = roomier(field, **rules)
    other.rules = replace(field.rules, **rules)  # type: ignore[arg-type]
    return other


def roomier(field: Field, **rules: object) -> Whole:
    """What each helper may take beside the fixed pairs under other rules."""
    room = field.rooms(replace(field.rules, **rules))  # type: ignore[arg-type]
    return np.maximum(0, room - np.bincount(field.must[:, 1], minlength=len(room)))


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
