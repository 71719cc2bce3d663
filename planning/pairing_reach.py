"""The least that must bend for more places to be filled: each rule alone, or one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from planning.pairing_field import Field
from planning.pairing_groups import Whole
from planning.pairing_rules import Rules
from planning.pairing_sides import Side, capped, side

if TYPE_CHECKING:
    from planning.pairing_capped import Search

SECONDS = 10.0
"""How long bends may be searched where quotas have a most."""


@dataclass(frozen=True)
class Bend:
    """What one rule gives when it alone bends as little as serves: its new value, places still open, pairs that make use of it.

    `sure` says that nothing better was proved to exist.
    """

    rule: str
    value: float
    left: int
    used: int
    sure: bool = True


def bends(field: Field, seconds: float = SECONDS) -> list[Bend]:
    """For each rule that can bend, alone: the least that fills the most places. Rules that do not apply are left out.

    Quotas with a most are kept; those rules are left out too that `seconds` did not suffice for.
    """
    field = netted(field, seconds)
    total, now = int(field.wants.sum()), under(field).most(field.room)
    return [bend for name in ORDER if now < total and (bend := alone(field, name, now, total)) is not None]


def in_order(field: Field, order: Sequence[str], seconds: float = SECONDS) -> list[Bend]:
    """The rules bent one after the other in this order, each only as far as it helps, until nobody is left out or no rule remains.

    `used` counts for each the pairs that need it beside those before. KeyError names a rule that cannot bend.
    """
    field, found = netted(field, seconds), []
    total, now = int(field.wants.sum()), under(field).most(field.room)
    for name in order:
        bend = alone(field, name, now, total) if now < total else None
        if bend is None or total - bend.left <= now:
            continue
        found.append(bend)
        now = total - bend.left
        field = changed(field, **(raised(field.rules, int(bend.value)) if name == "max_load" else BENT[name](bend.value)))
    return found


def applies(rules: object, name: str) -> bool:
    """Whether a rule of this name is set at all."""
    return name == "max_load" or (bool(getattr(rules, name)) and not (name == "match" and getattr(rules, name) != "must"))


def alone(field: Netted, name: str, now: int, total: int) -> Bend | None:
    """What this rule gives; None where it does not apply, or no time was left to tell."""
    bend = ONE[name](field, now, total) if applies(field.rules, name) and not (field.search and field.search.over) else None
    if bend is None or field.search is None:
        return bend
    return None if field.search.over else replace(bend, sure=field.search.sure)


def more_room(field: Netted, now: int, total: int) -> Bend:
    """Every helper may take more, whatever is on record for them: the smallest limit."""

    def loose(limit: int) -> Whole:
        return roomier(field, **raised(field.rules, limit))

    found, low, high = under(field), field.rules.max_load + (not field.rules.own_capacity), field.rules.max_load + total
    best = found.most(loose(high))
    low = smallest(low, high, lambda limit: found.reaches(loose(limit), best))
    reached, used = found.least(field.room, extra=np.maximum(0, loose(low) - field.room))
    return Bend("max_load", low, total - reached, used)


def smallest(low: int, high: int, serves: Callable[[int], bool]) -> int:
    """The smallest number from low to high that serves, where all above it do and the highest does: looked for in growing steps, then by halves.

    >>> smallest(2, 99, lambda number: number >= 7)
    7
    """
    step = 1
    while low < high:
        middle = min(low + step - 1, (low + high) // 2)
        low, high, step = (low, middle, step) if serves(middle) else (middle + 1, high, 2 * step)
    return low


def raised(rules: Rules, limit: int) -> dict[str, object]:
    """A higher limit for all: those of roles are lifted to it too, and what is on record does not count."""
    limits = tuple(replace(one, most=None if one.most is None else max(one.most, limit)) for one in rules.limits)
    return {"max_load": limit, "limits": limits, "own_capacity": False}


def higher_joint(field: Netted, now: int, total: int) -> Bend:
    """The limit over all programmes may be higher: the smallest."""
    found, low, high = under(field), field.rules.joint, field.rules.joint + total
    best = found.most(roomier(field, joint=0))
    low = smallest(low, high, lambda limit: found.reaches(roomier(field, joint=limit), best))
    reached, used = found.least(field.room, extra=np.maximum(0, roomier(field, joint=low) - field.room))
    return Bend("joint", low, total - reached, used)


def other_townships(field: Netted, now: int, total: int) -> Bend | None:
    """Pairs across townships are allowed: how many are needed at least."""
    if not field.rules.same_township:
        return None
    found = under(changed(field, same_township=False))
    reached, used = found.least(field.room, price=(field.a.township[found.a] != field.b.township[found.b]).astype(np.int64))
    return Bend("same_township", 0, total - reached, used)


def farther(field: Netted, now: int, total: int) -> Bend | None:
    """The way may be longer: how long at least."""
    if not field.rules.km:
        return None
    found = under(changed(field, km=0))
    best = found.most(field.room)
    way = field.kilometres(found.a, found.b)
    longer = np.unique(way[way > field.rules.km])
    if best == now or not len(longer):
        return Bend("km", field.rules.km, total - now, 0)
    low = smallest(0, len(longer) - 1, lambda at: found.only(way <= longer[at]).reaches(field.room, best))
    fits = way <= longer[low]
    reached, used = found.only(fits).least(field.room, price=(way[fits] > field.rules.km).astype(np.int64))
    return Bend("km", float(longer[low]), total - reached, used)


def any_need(field: Netted, now: int, total: int) -> Bend | None:
    """Skill and need may differ."""
    if field.rules.match != "must":
        return None
    return Bend("match", 0, total - under(changed(field, match="")).most(field.room), 0)


ROOM = {"max_load", "limits", "own_capacity", "joint"}
"""The rules that say how many a helper may take."""


def netted(field: Field, seconds: float = SECONDS) -> Netted:
    """The same where only what may be paired counts: fixed pairs taken off wants and rooms, merged those alike to the rules and to the
    most of quotas, under which a search begins that ends after `seconds`."""
    other = field.under(field.rules)
    other.__class__, other.current = Netted, np.empty((0, 2), np.int64)
    other.__dict__.pop("table", None)
    other.a, other.b = (one.merged(field.rules.match == "must") for one in (field.a, field.b))
    other.wants = np.maximum(0, field.wants - field.fixed[0])
    other.room = roomier(field)
    if capped(field.rules):
        from planning.pairing_capped import Search  # HiGHS is loaded only where it is used

        tops = [quota.at_most is not None for quota in field.rules.quotas]
        if field.helpers and field.helped:
            other.a, other.b = (group.split(marks[:, tops]) for group, marks in zip((other.a, other.b), field.quoted, strict=True))
        other.search = Search(seconds)
    return other


def under(field: Netted) -> Side:
    """Every pair that the rules allow, under the most of quotas where there are any."""
    if field.search is None:
        return side(field, field.wants)
    from planning.pairing_capped import capped_side

    field.search.sure = True
    return capped_side(field, field.wants, field.wants, field.search)


def changed(field: Netted, **rules: object) -> Netted:
    """The same under other rules."""
    other = copy(field) if rules.keys() <= ROOM else field.under(replace(field.rules, **rules))  # type: ignore[arg-type]
    if rules.keys() & ROOM:
        other.room = roomier(field, **rules)
    other.rules = replace(field.rules, **rules)  # type: ignore[arg-type]
    return other


def roomier(field: Field, **rules: object) -> Whole:
    """What each helper may take beside the fixed pairs under other rules."""
    room = field.rooms(replace(field.rules, **rules))  # type: ignore[arg-type]
    return np.maximum(0, room - field.fixed[1])


class Netted(Field):
    """A field from whose wants and rooms the fixed pairs were taken."""

    search: Search | None = None
    """What asks for the most of quotas, where they have any."""


ONE = {"max_load": more_room, "joint": higher_joint, "same_township": other_townships, "km": farther, "match": any_need}
ORDER = tuple(ONE)
"""The rules that can bend, in the order in which they do where nobody says otherwise."""
BENT: dict[str, Callable[[float], dict[str, object]]] = {
    "joint": lambda value: {"joint": int(value)},
    "same_township": lambda value: {"same_township": False},
    "km": lambda value: {"km": value},
    "match": lambda value: {"match": ""},
}
