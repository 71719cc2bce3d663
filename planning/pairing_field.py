"""Helpers and helped as arrays: who may be paired with whom under the rules, and at what cost, for whole groups of alike ones at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planning.pairing_groups import Row, Whole, grouped, kinds
from planning.pairing_rules import ROLES, UNIT, Rules

RADIUS = 6371.0
BLOCK = 1_000_000
"""Group pairs looked at in one go."""
TABLE = 4_000_000
"""Pairs of points up to which all ways between them are kept."""


@dataclass(frozen=True)
class Between:
    """Every pair of groups that the rules allow, by helped group, with its cost without the weight of keeping."""

    begins: Whole
    """Where the pairs of each helped group begin."""
    helped: Whole
    helper: Whole
    cost: Whole

    def of(self, group: int) -> slice:
        """The pairs of one helped group."""
        return slice(int(self.begins[group]), int(self.begins[group + 1]))


class Field:
    """One programme's helpers, helped and pairs of today under the rules. Rows are numbered as given.

    A row has `key` (`Type:key`), `township`, `village`, `lat`, `lon`; helped also `need`; helpers `skill`, `capacity`, `elsewhere`
    (pairs in force in other programmes) and the roles as true or false. `current` are (helper, helped) keys; unknown ones are left out.
    """

    def __init__(self, helpers: Sequence[Row], helped: Sequence[Row], current: Iterable[tuple[str, str]], rules: Rules) -> None:
        self.helpers, self.helped, self.rules = list(helpers), list(helped), rules
        self.helper_at = {row["key"]: at for at, row in enumerate(self.helpers)}
        self.helped_at = {row["key"]: at for at, row in enumerate(self.helped)}
        self.current = self.numbers(current)
        self.must, self.never = self.numbers(rules.fixed), self.numbers(rules.never)
        codes: dict[tuple[str, object], int] = {}
        looked = [name for name, counts in (("need", rules.match), ("skill", rules.match), ("committee", rules.elsewhere_km), ("elsewhere", rules.load_km)) if counts]
        self.a = grouped(self.helped, {*looked} & {"need"}, codes, set(self.never[:, 0].tolist()))
        self.b = grouped(self.helpers, {*looked} - {"need"}, codes, set(self.never[:, 1].tolist()))
        many = len(rules.quotas)
        self.quoted = tuple(
            np.array([[counts(row) for counts in which] for row in rows], bool).reshape(len(rows), many)
            for rows, which in ((self.helped, [one.of_helped for one in rules.quotas]), (self.helpers, [one.of_helper for one in rules.quotas]))
        )
        """Which of the helped, and of the helpers, each quota counts."""
        if many and self.helpers and self.helped:
            self.a, self.b = (group.split(marks) for group, marks in zip((self.a, self.b), self.quoted, strict=True))
        self.kinds = kinds(self.helpers, KNOWN)
        self.room = self.rooms(rules)
        self.least = np.minimum(self.room, per_kind(self.kinds, KNOWN, lambda row: least(row, rules)))
        asked = kinds(self.helped, ASKED)
        self.wants = per_kind(asked, ASKED, lambda row: wanted(row, rules)[0])
        self.extra = per_kind(asked, ASKED, lambda row: wanted(row, rules)[1])
        self.single = int((self.wants + self.extra).max(initial=0)) <= 1
        """Whether nobody may have two helpers."""

    @cached_property
    def fixed(self) -> tuple[Whole, Whole]:
        """How many fixed pairs each of the helped has, and each helper."""
        return np.bincount(self.must[:, 0], minlength=len(self.helped)), np.bincount(self.must[:, 1], minlength=len(self.helpers))

    def numbers(self, pairs: Iterable[tuple[str, str]]) -> Whole:
        """Pairs of keys as pairs (helped, helper) of numbers, each once, sorted."""
        found = {(self.helped_at[b], self.helper_at[a]) for a, b in pairs if a in self.helper_at and b in self.helped_at}
        return np.array(sorted(found), np.int64).reshape(-1, 2)

    def alike(self, supply: Whole) -> bool:
        """Whether whole groups can be planned at once: with one helper at most for each, and no fixed pair that could be made again."""
        return int(supply.max(initial=0)) <= 1 and (self.single or not len(self.must))

    def rooms(self, rules: Rules) -> Whole:
        """How many each helper may take under these rules."""
        return per_kind(self.kinds, KNOWN, lambda row: room(row, rules))

    def under(self, rules: Rules) -> Field:
        """The same rows under other rules for who may be paired; wants and rooms stay."""
        other = copy(self)
        other.rules = rules
        other.__dict__.pop("between", None)
        return other

    @cached_property
    def table(self) -> NDArray[np.float64]:
        """The ways between all different points of both sides, where these are not too many; else nothing."""
        (here, _), (there, _) = self.a.spots, self.b.spots
        return ways(here[:, None], there[None, :], self.rules.detour) if len(here) * len(there) <= TABLE else np.empty((0, 0))

    def kilometres(self, a: Whole, b: Whole) -> NDArray[np.float64]:
        """The way in km, rounded to UNIT, between each of these groups of helped and of helpers; NaN where a point is missing."""
        (here, of_a), (there, of_b) = self.a.spots, self.b.spots
        way = self.table[of_a[a], of_b[b]] if self.table.size else ways(here[of_a[a]], there[of_b[b]], self.rules.detour)
        missing = np.flatnonzero(np.isnan(way))
        if len(missing):
            one, other = self.a.village[a[missing]], self.b.village[b[missing]]
            unknown = math.nan if self.rules.unknown_km is None else weight(self.rules.unknown_km) / UNIT
            way[missing] = np.where((one == other) & (other >= 0), 0.0, unknown)
        return way

    def prices(self, a: Whole, b: Whole) -> Whole:
        """The cost between each of these groups of helped and of helpers, −1 where the rules forbid; without the weight of keeping."""
        rules, one, other = self.rules, self.a, self.b
        way = self.kilometres(a, b)
        free = ~np.isnan(way)
        cost = np.rint(np.where(free, way, 0) * UNIT).astype(np.int64)
        if rules.km:
            free &= way <= rules.km
        if rules.same_township:
            same = (one.township[a] == other.township[b]) & (other.township[b] >= 0)
            free &= same | ((other.township[b] < 0) & (rules.unknown_km is not None))
        if rules.match:
            unlike = (one.speciality[a] != other.speciality[b]) & (one.speciality[a] >= 0) & (other.speciality[b] >= 0)
            if rules.match == "must":
                free &= ~unlike
            else:
                cost += unlike * weight(rules.match_km)
        if rules.elsewhere_km:
            cost += ((one.village[a] == other.village[b]) & other.committee[b]) * weight(rules.elsewhere_km)
        if rules.load_km:
            cost += other.load[b] * weight(rules.load_km)
        return np.where(free, cost, -1)

    @cached_property
    def between(self) -> Between:
        """Every pair of groups that the rules allow; of a pair that must never be, both ends are groups alone."""
        order = np.argsort(self.b.township, kind="stable") if self.rules.same_township else np.arange(self.b.size)
        own, first = self.b.township[order], 0
        low, high = np.zeros(self.a.size, np.int64), np.full(self.a.size, len(order))
        if self.rules.same_township:
            first = int(np.searchsorted(own, 0)) if self.rules.unknown_km is not None else 0
            low, high = (np.searchsorted(own, np.maximum(self.a.township, 0), side) for side in ("left", "right"))
            high = np.where(self.a.township < 0, low, high)
        sizes = high - low + first
        barred = np.unique(self.a.of[self.never[:, 0]] * max(1, self.b.size) + self.b.of[self.never[:, 1]])
        ends, parts, start = np.cumsum(sizes), [], 0
        while start < self.a.size:
            stop = max(start + 1, int(np.searchsorted(ends, (ends[start - 1] if start else 0) + BLOCK, "right")))
            groups = np.arange(start, stop)
            a = np.repeat(groups, sizes[groups])
            turn = np.arange(len(a)) - np.repeat(np.cumsum(sizes[groups]) - sizes[groups], sizes[groups])
            b = order[np.where(turn < first, turn, turn - first + low[a])]
            cost = self.prices(a, b)
            fits = cost >= 0
            if len(barred):
                fits &= ~np.isin(a * self.b.size + b, barred)
            parts.append((a[fits], b[fits], cost[fits]))
            start = stop
        a, b, cost = (np.concatenate([part[n] for part in parts]) if parts else np.empty(0, np.int64) for n in range(3))
        return Between(np.searchsorted(a, np.arange(self.a.size + 1)), a, b, cost)

    def costs(self, helped: Whole, helpers: Whole) -> Whole:
        """What each of these pairs costs, −1 where the rules forbid; a pair that is not of today bears the weight of keeping."""
        cost = self.prices(self.a.of[helped], self.b.of[helpers])
        fresh = ~self.among(helped, helpers, self.current)
        return np.where(cost < 0, -1, cost + fresh * weight(self.rules.keep_km))

    def among(self, helped: Whole, helpers: Whole, pairs: Whole) -> NDArray[np.bool_]:
        """Which of these pairs are in a list of pairs."""
        size = max(1, len(self.helpers))
        return np.isin(helped * size + helpers, pairs[:, 0] * size + pairs[:, 1])


def ways(here: NDArray[np.float64], there: NDArray[np.float64], detour: float) -> NDArray[np.float64]:
    """Great-circle distances × detour in km, rounded to UNIT, between points (…, 2) in radians."""
    lat, other = here[..., 0], there[..., 0]
    half = np.sin((other - lat) / 2) ** 2 + np.cos(lat) * np.cos(other) * np.sin((there[..., 1] - here[..., 1]) / 2) ** 2
    return np.floor(2 * RADIUS * np.arcsin(np.sqrt(half)) * detour * UNIT + 0.5) / UNIT


def weight(km: float) -> int:
    """A weight in km as a whole cost."""
    return math.floor(km * UNIT + 0.5)


KNOWN = ("type", "capacity", "elsewhere", *ROLES)
"""What the rules look at for how many a helper may take."""
ASKED = ("state", "need", "type")
"""What the rules look at for how many helpers one of the helped wants."""


def per_kind(found: tuple[list[tuple[object, ...]], Whole], names: Sequence[str], count: Callable[[Row], int]) -> Whole:
    """What `count` says of each row, asked once for every kind."""
    told, of = found
    return np.array([count(dict(zip(names, one, strict=True))) for one in told], np.int64)[of] if told else of


def room(row: Row, rules: Rules) -> int:
    """How many a helper may take: the limit of the role or type, the own one where it counts, what the other programmes leave.

    >>> room({"capacity": 1}, Rules(own_capacity=True)), room({"elsewhere": 3}, Rules(joint=4))
    (1, 1)
    >>> from planning.pairing_rules import Limit
    >>> room({"committee": True}, Rules(limits=(Limit("committee", most=5),)))
    5
    """
    own = [limit.most for limit in rules.limits if limit.most is not None and limit.fits(row)]
    most = max(own) if own else rules.max_load
    if rules.own_capacity and row.get("capacity") is not None:
        most = min(most, int(row["capacity"]))
    if rules.joint:
        most = min(most, rules.joint - int(row.get("elsewhere") or 0))
    return max(0, most)


def least(row: Row, rules: Rules) -> int:
    """How many a helper should take at least."""
    return max((limit.least for limit in rules.limits if limit.fits(row)), default=0)


def wanted(row: Row, rules: Rules) -> tuple[int, int]:
    """How many helpers one of the helped wants, and how many more may come.

    >>> from planning.pairing_rules import Category
    >>> wanted({"state": "未脱贫"}, Rules(each=1, categories=(Category(2, 3, state="未脱贫"),)))
    (2, 1)
    """
    own = next((one for one in rules.categories if one.fits(row)), rules)
    return own.each, max(0, own.up_to - own.each)
