"""Helpers and helped as arrays: who may be paired with whom under the rules, and at what cost, for whole groups of alike ones at once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planning.pairing_rules import UNIT, Rules

Whole = NDArray[np.int64]
Row = Mapping[str, Any]
RADIUS = 6371.0
NOWHERE = 999.0
BLOCK = 4_000_000
"""Group pairs looked at in one go."""


@dataclass(frozen=True)
class Group:
    """Those who are alike to the rules: where they are, what they need or can, whether on a committee, what they do elsewhere."""

    township: Whole
    village: Whole
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    speciality: Whole
    committee: NDArray[np.bool_]
    load: Whole
    of: Whole
    """The group of each one."""

    @property
    def size(self) -> int:
        """How many groups there are."""
        return len(self.township)


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
        codes: dict[tuple[str, Any], int] = {}
        self.a = grouped(self.helped, "need", codes)
        self.b = grouped(self.helpers, "skill", codes, bool(rules.load_km))
        self.room = np.array([room(row, rules) for row in self.helpers], np.int64)
        self.least = np.minimum(self.room, [least(row, rules) for row in self.helpers]).astype(np.int64)
        self.wants, self.extra = np.array([wanted(row, rules) for row in self.helped], np.int64).reshape(-1, 2).T.copy()

    def numbers(self, pairs: Iterable[tuple[str, str]]) -> Whole:
        """Pairs of keys as pairs (helped, helper) of numbers, each once, sorted."""
        found = {(self.helped_at[b], self.helper_at[a]) for a, b in pairs if a in self.helper_at and b in self.helped_at}
        return np.array(sorted(found), np.int64).reshape(-1, 2)

    @cached_property
    def spots(self) -> tuple[tuple[NDArray[np.float64], Whole], tuple[NDArray[np.float64], Whole]]:
        """The different points of each side, in radians, and which of them each group has."""
        return spots_of(self.a), spots_of(self.b)

    def kilometres(self, groups: Whole) -> NDArray[np.float64]:
        """The way in km, rounded to UNIT, from these groups of helped to every group of helpers; NaN where a point is missing."""
        a, b, ((here, of_a), (there, of_b)) = self.a, self.b, self.spots
        used, at = np.unique(of_a[groups], return_inverse=True)
        lat, lon, other_lat, other_lon = here[used, 0][:, None], here[used, 1][:, None], there[:, 0][None, :], there[:, 1][None, :]
        half = np.sin((other_lat - lat) / 2) ** 2 + np.cos(lat) * np.cos(other_lat) * np.sin((other_lon - lon) / 2) ** 2
        way = np.floor(2 * RADIUS * np.arcsin(np.sqrt(half)) * self.rules.detour * UNIT + 0.5) / UNIT
        way = way[at][:, of_b]
        missing = np.isnan(way)
        if missing.any():
            way[missing & (a.village[groups][:, None] == b.village[None, :]) & (b.village >= 0)[None, :]] = 0.0
            if self.rules.unknown_km is not None:
                way[np.isnan(way)] = math.floor(self.rules.unknown_km * UNIT + 0.5) / UNIT
        return way

    def block(self, groups: Whole) -> Whole:
        """Costs from these groups of helped to every group of helpers, −1 where the rules forbid; without the weight of keeping."""
        rules, a, b = self.rules, self.a, self.b
        way = self.kilometres(groups)
        cost = np.rint(np.nan_to_num(way) * UNIT).astype(np.int64)
        free = ~np.isnan(way)
        if rules.km:
            free &= way <= rules.km
        if rules.same_township:
            anywhere = (b.township < 0) & (rules.unknown_km is not None)
            free &= ((a.township[groups][:, None] == b.township[None, :]) & (b.township >= 0)[None, :]) | anywhere[None, :]
        if rules.match:
            unlike = (
                (a.speciality[groups][:, None] != b.speciality[None, :])
                & (a.speciality[groups] >= 0)[:, None]
                & (b.speciality >= 0)[None, :]
            )
            if rules.match == "must":
                free &= ~unlike
            else:
                cost += unlike * weight(rules.match_km)
        if rules.elsewhere_km:
            cost += ((a.village[groups][:, None] == b.village[None, :]) & b.committee[None, :]) * weight(rules.elsewhere_km)
        if rules.load_km:
            cost += b.load[None, :] * weight(rules.load_km)
        return np.where(free, cost, -1)

    @cached_property
    def whole(self) -> Whole:
        """`block` of all groups, where it is not too large to be kept."""
        return self.block(np.arange(self.a.size))

    @property
    def blocks(self) -> Iterable[tuple[Whole, Whole]]:
        """All groups of helped in parts, each with its costs."""
        if self.a.size * self.b.size <= BLOCK:
            return [(np.arange(self.a.size), self.whole)]
        step = max(1, BLOCK // max(1, self.b.size))
        return (
            (part, self.block(part)) for part in (np.arange(start, min(start + step, self.a.size)) for start in range(0, self.a.size, step))
        )

    def costs(self, helped: Whole, helpers: Whole) -> Whole:
        """What each of these pairs costs, −1 where the rules forbid; a pair that is not of today bears the weight of keeping."""
        cost = np.empty(len(helped), np.int64)
        if self.a.size * self.b.size <= BLOCK:
            cost[:] = self.whole[self.a.of[helped], self.b.of[helpers]]
        else:
            groups, at = np.unique(self.a.of[helped], return_inverse=True)
            for number, group in enumerate(groups):
                mine = at == number
                cost[mine] = self.block(np.array([group]))[0][self.b.of[helpers[mine]]]
        fresh = ~self.among(helped, helpers, self.current)
        return np.where(cost < 0, -1, cost + fresh * weight(self.rules.keep_km))

    def among(self, helped: Whole, helpers: Whole, pairs: Whole) -> NDArray[np.bool_]:
        """Which of these pairs are in a list of pairs."""
        size = max(1, len(self.helpers))
        return np.isin(helped * size + helpers, pairs[:, 0] * size + pairs[:, 1])


def spots_of(side: Group) -> tuple[NDArray[np.float64], Whole]:
    """The different points of a side, in radians, and which of them each group has; a missing one is NaN."""
    points, of = np.unique(np.nan_to_num(np.c_[side.lat, side.lon], nan=NOWHERE), axis=0, return_inverse=True)
    return np.radians(np.where(points == NOWHERE, np.nan, points)), of.reshape(-1)


def weight(km: float) -> int:
    """A weight in km as a whole cost."""
    return math.floor(km * UNIT + 0.5)


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


def grouped(rows: Sequence[Row], speciality: str, codes: dict[tuple[str, Any], int], loads: bool = False) -> Group:
    """The rows by group; `codes` numbers townships, villages and needs the same for both sides, −1 is unknown."""

    def code(kind: str, value: Any) -> int:
        return -1 if value in (None, "") else codes.setdefault((kind, value), len(codes))

    found: dict[tuple[Any, ...], int] = {}
    of = np.empty(len(rows), np.int64)
    for at, row in enumerate(rows):
        point = (row.get("lat"), row.get("lon"))
        lat, lon = point if None not in point else (math.nan, math.nan)
        alike = (
            code("township", row.get("township")),
            code("village", row.get("village")),
            None if math.isnan(lat) else lat,
            None if math.isnan(lat) else lon,
            code("need", row.get(speciality)),
            bool(row.get("committee")),
            int(row.get("elsewhere") or 0) if loads else 0,
        )
        of[at] = found.setdefault(alike, len(found))
    told = list(found)
    floats = [np.array([math.nan if one[n] is None else one[n] for one in told], float) for n in (2, 3)]
    wholes = [np.array([one[n] for one in told], np.int64) for n in (0, 1, 4)]
    return Group(wholes[0], wholes[1], floats[0], floats[1], wholes[2], np.array([one[5] for one in told], bool), np.array([one[6] for one in told], np.int64), of)

