"""Strong-helps-weak as arrays: who may lead whom at what cost, and the rows of a mixed-integer programme over it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import block_array, coo_matrix, csr_matrix

from planning.leading_rules import UNIT, LeadRules, units
from planning.travel import Spot, kilometres

Row = Mapping[str, Any]
DEAR = 50
"""How many times the dearest pair one without a leader counts."""


class Ground:
    """Leaders that may be and villages that are led, as arrays: `cost` (led × leaders) in hundredths of a km, −1 where it may not be."""

    def __init__(self, leaders: Sequence[Row], led: Sequence[Row], current: Iterable[tuple[str, str]], rules: LeadRules) -> None:
        self.leaders, self.led, self.rules, self.current = list(leaders), list(led), rules, set(current)
        self.leader_at = {row["key"]: n for n, row in enumerate(self.leaders)}
        self.led_at = {row["key"]: n for n, row in enumerate(self.led)}
        self.own = np.array([self.led_at.get(row["key"], -1) for row in self.leaders], int)
        """Which of the led each leader itself is, −1 where it is none."""
        self.most = max(rules.leaders, len(set(rules.lead) & self.leader_at.keys())) if rules.leaders else len(self.leaders)
        """How many may lead."""
        way = kilometres(*([Spot(row["key"], "", row.get("lat"), row.get("lon")) for row in rows] for rows in (self.led, self.leaders)))
        self.km = np.floor(way * rules.detour * UNIT + 0.5) / UNIT
        strength = [np.array([math.nan if row.get("strength") is None else row["strength"] for row in rows]) for rows in (self.led, self.leaders)]
        self.gap = strength[1][None, :] - strength[0][:, None]
        weak, strong = (np.array([row.get("industry") or "" for row in rows], str) for rows in (self.led, self.leaders))
        unlike = (weak[:, None] != strong) & (weak != "")[:, None] & (strong != "")
        fresh, same = ~self.mask(self.current), self.mask((key, key) for key in self.leader_at)
        cost = np.floor(np.where(np.isfinite(self.km), self.km, 0) * UNIT + 0.5) + unlike * units(rules.industry_km) + fresh * units(rules.keep_km)
        cost += np.floor(np.clip(1 - np.nan_to_num(self.gap), 0, 2) * 10 * units(rules.gap_km) + 0.5)
        free = np.isfinite(self.km) & ~same & (np.nan_to_num(self.gap, nan=-1.0) >= rules.gap - 1e-9)
        free &= (self.km <= rules.km) if rules.km else True
        must, never = (self.mask(pairs) for pairs in (rules.must, rules.never))
        self.must = must
        self.cost = np.where((free & ~never) | must, cost, -1).astype(np.int64)
        self.areas = [row.get("area") or "" for row in self.led]

    def mask(self, pairs: Iterable[tuple[str, str]]) -> np.ndarray:
        """Which (led, leader) a list of pairs (leader, led) names."""
        found = np.zeros(self.km.shape, bool)
        for a, b in pairs:
            if a in self.leader_at and b in self.led_at:
                found[self.led_at[b], self.leader_at[a]] = True
        return found


class Model:
    """Columns: pairs that may be, leaders, (area, leader) where areas count, led without a leader.

    With `nearest` only the pairs with so many of the cheapest leaders of each of the led, and those that must be.
    """

    def __init__(self, ground: Ground, nearest: int = 0) -> None:
        rules, may = ground.rules, ground.cost >= 0
        if 0 < nearest < len(ground.leaders):
            price = np.where(may, ground.cost, np.iinfo(np.int64).max)
            may &= (price <= np.partition(price, nearest - 1, axis=1)[:, nearest - 1, None]) | ground.must
        self.i, self.j = np.nonzero(may)
        self.whole = len(self.i) == int((ground.cost >= 0).sum())
        idle = np.array([row["key"] not in rules.lead for row in ground.leaders], int)  # who is not fixed leads somebody or is no leader
        alone = np.isin(np.arange(len(ground.led)), ground.own[(ground.cost >= 0).any(0) | (idle == 0)])
        self.hopeless = int((~(ground.cost >= 0).any(1) & ~alone).sum())
        """How many of the led nobody may lead and who cannot lead."""
        n, m, count = len(ground.led), len(ground.leaders), len(self.i)
        places = {area: at for at, area in enumerate(sorted(set(ground.areas) - {""}))} if rules.areas else {}
        area = np.array([places.get(one, -1) for one in ground.areas], int)
        kinds, where = np.unique(area[self.i] * m + self.j, return_inverse=True)
        known = area[self.i] >= 0
        z = len(kinds)
        self.y, self.first_z, self.first_u = slice(count, count + m), count + m, count + m + z
        first_z, first_u = self.first_z, self.first_u
        self.area, self.kinds, self.many = area, kinds, m
        size = first_u + n
        at = np.arange(count)
        parts: list[tuple[csr_matrix, np.ndarray, np.ndarray]] = []

        def add(entries: Sequence[tuple[np.ndarray, np.ndarray, float]], rows: int, low: Any, high: Any) -> None:
            r, c, v = (np.concatenate([np.broadcast_to(one[k], np.shape(one[0])) for one in entries]) for k in range(3))
            parts.append((csr_matrix(coo_matrix((v.astype(float), (r, c)), (rows, size))), np.broadcast_to(low, rows), np.broadcast_to(high, rows)))

        both = np.flatnonzero(ground.own >= 0)
        add([(self.i, at, 1), (ground.own[both], count + both, 1), (np.arange(n), first_u + np.arange(n), 1)], n, 1, 1)
        add([(at, at, 1), (at, count + self.j, -1)], count, -np.inf, 0)
        add([(self.j, at, 1), (np.arange(m), count + np.arange(m), -rules.capacity)], m, -np.inf, 0)
        add([(self.j, at, 1), (np.arange(m), count + np.arange(m), -idle)], m, 0, np.inf)
        if rules.leaders:
            add([(np.zeros(m, int), count + np.arange(m), 1)], 1, 0, ground.most)
        add([(at[known], at[known], 1), (at[known], first_z + where[known], -1)], count, -np.inf, 0)
        if rules.areas == "must" and places:
            mine = np.flatnonzero(kinds >= 0)
            add([(kinds[mine] // m, first_z + mine, 1)], len(places), -np.inf, 1)
        self.rows = csr_matrix(block_array([[one] for one, _, _ in parts]))
        self.low, self.high = (np.concatenate([part[k] for part in parts]).astype(float) for k in (1, 2))
        self.lower, self.upper = np.zeros(size), np.ones(size)
        self.lower[:count] = ground.must[self.i, self.j]
        self.lower[[count + ground.leader_at[key] for key in rules.lead if key in ground.leader_at]] = 1
        self.cost = np.zeros(size)
        self.cost[:count] = ground.cost[self.i, self.j]
        self.cost[self.y] = units(rules.open_km)
        self.cost[first_z:first_u] = np.where(kinds >= 0, units(rules.area_km) if rules.areas == "prefer" else 0, 0)
        self.missed = np.zeros(size)
        self.missed[first_u:] = 1
        self.dear = DEAR * (1 + float(self.cost.max(initial=0)))
        """What one without a leader counts where cost is weighed against it."""
        self.price = np.full(ground.cost.shape, np.inf)
        self.price[self.i, self.j] = self.cost[:count]

    def choice(self, owner: np.ndarray) -> np.ndarray | None:
        """The columns where each of the led has this leader (−1: none), fixed leaders and pairs beside; None where a rule is broken."""
        x = np.floor(self.lower)
        x[: len(self.i)] = np.maximum(x[: len(self.i)], owner[self.i] == self.j)
        x[len(self.i) + self.j[x[: len(self.i)] > 0]] = 1
        x = self.tight(x)
        x[self.first_u :] = 0
        x[self.first_u :] = np.maximum(0, 1 - (self.rows @ x)[: len(x) - self.first_u])
        done = self.rows @ x
        return x if (done >= self.low - 1e-6).all() and (done <= self.high + 1e-6).all() else None

    def tight(self, x: np.ndarray) -> np.ndarray:
        """The same in whole numbers, with no leader counted for an area where it leads nobody: a search that was cut short counts some."""
        x = np.rint(x)
        held = np.flatnonzero(x[: len(self.i)])
        x[self.first_z : self.first_u] = np.isin(self.kinds, self.area[self.i[held]] * self.many + self.j[held])
        return x

    def pairs(self, x: np.ndarray) -> list[tuple[int, int]]:
        """The (led, leader) that an answer has."""
        on = np.flatnonzero(x[: len(self.i)] > 0.5)
        return list(zip(self.i[on].tolist(), self.j[on].tolist(), strict=True))
