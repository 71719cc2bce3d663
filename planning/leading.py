"""Strong villages help weak ones: who leads and whom, by the gap in strength, the way, industry, capacity, areas kept together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from scipy.sparse import block_array, coo_matrix, csr_matrix

from planning.answers import Clock, NoPlan, Priced, Progress
from planning.exact import minimise, safe
from planning.leading_rules import UNIT, LeadRules, lead_faults, units
from planning.travel import Spot, kilometres

Row = Mapping[str, Any]
@dataclass(frozen=True)
class LeadPlan(Priced):
    """Who leads, pairs (leader, led), who is left; the cost and what no plan that leaves as few can undercut, in hundredths of a km.

    `multipliers`, one for each of the led, prove the bound `certain` without any search; a complete search proved `bound`.
    """

    rules: LeadRules
    leaders: list[str]
    pairs: list[tuple[str, str]]
    left: list[str]
    cost: int
    bound: int
    multipliers: list[int]
    seconds: float


class Ground:
    """Leaders that may be and villages that are led, as arrays: `cost` (led × leaders) in hundredths of a km, −1 where it may not be."""

    def __init__(self, leaders: Sequence[Row], led: Sequence[Row], current: Iterable[tuple[str, str]], rules: LeadRules) -> None:
        self.leaders, self.led, self.rules, self.current = list(leaders), list(led), rules, set(current)
        self.leader_at = {row["key"]: n for n, row in enumerate(self.leaders)}
        self.led_at = {row["key"]: n for n, row in enumerate(self.led)}
        way = kilometres(*([Spot(row["key"], "", row.get("lat"), row.get("lon")) for row in rows] for rows in (self.led, self.leaders)))
        self.km = np.floor(way * rules.detour * UNIT + 0.5) / UNIT
        strength = [np.array([math.nan if row.get("strength") is None else row["strength"] for row in rows]) for rows in (self.led, self.leaders)]
        self.gap = strength[1][None, :] - strength[0][:, None]
        industry = [[row.get("industry") or "" for row in rows] for rows in (self.led, self.leaders)]
        unlike = np.array([[bool(a and b and a != b) for b in industry[1]] for a in industry[0]], bool).reshape(self.km.shape)
        fresh = np.array([[(b["key"], a["key"]) not in self.current for b in self.leaders] for a in self.led], bool).reshape(self.km.shape)
        same = np.array([[a["key"] == b["key"] for b in self.leaders] for a in self.led], bool).reshape(self.km.shape)
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


def plan_leading(
    leaders: Sequence[Row],
    led: Sequence[Row],
    current: Iterable[tuple[str, str]],
    rules: LeadRules,
    *,
    seconds: float = 60.0,
    progress: Progress | None = None,
) -> LeadPlan:
    """Who leads whom at least cost among the plans that leave the fewest without a leader. Rows have `key`, `lat`, `lon`, `strength`,
    `industry`, `area`; a village in both lists leads or is led, and one that leads needs no leader; who is not fixed as a leader leads somebody. NoPlan when a rule is unusable.

    >>> strong, weak = ({"key": key, "lat": 36.0, "lon": 117.0, "strength": s} for key, s in (("Village:1", 0.9), ("Village:2", 0.1)))
    >>> plan_leading([strong], [weak], [], LeadRules()).pairs
    [('Village:1', 'Village:2')]
    """
    if wrong := lead_faults(rules):
        raise NoPlan(" ".join(zh for zh, _ in wrong), " ".join(en for _, en in wrong))
    clock, ground = Clock(seconds, progress), Ground(leaders, led, current, rules)
    found = Model(ground)
    missed = minimise(found.missed, found.rows, found.low, found.high, integer=True, upper=found.upper, lower=found.lower, seconds=max(1.0, clock.left() / 3), gap=0.5, watch=clock.asked)
    if not len(missed.x):
        raise NoPlan(
            "指定的强村、结对与上限互相矛盾，或时间不够。减少指定，或提高上限。",
            "Fixed leaders, fixed pairs and limits exclude each other, or time ran out. Maybe fix fewer, or raise the limit.",
        )
    left = round(float(found.missed @ np.rint(missed.x)))
    rows = csr_matrix(block_array([[found.rows], [csr_matrix(found.missed)]]))
    low, high = np.r_[found.low, -np.inf], np.r_[found.high, left]
    duals = minimise(found.cost, rows, low, high, upper=found.upper, lower=found.lower, seconds=max(1.0, clock.left() / 3))
    answer = minimise(found.cost, rows, low, high, integer=True, upper=found.upper, lower=found.lower, seconds=max(1.0, clock.left()), start=np.rint(missed.x), gap=0.5, watch=clock.asked)
    x = np.rint(answer.x if len(answer.x) else missed.x)
    cost, bound = round(float(found.cost @ x)), safe(answer.bound) if len(answer.x) else 0
    sure = safe(missed.bound) >= left
    clock.tell(cost / UNIT, bound / UNIT)
    pairs = sorted((ground.leaders[j]["key"], ground.led[i]["key"]) for i, j in found.pairs(x))
    chosen = sorted(ground.leaders[j]["key"] for j in np.flatnonzero(x[found.y] > 0.5))
    done = {b for _, b in pairs} | set(chosen)
    multipliers = np.rint(duals.duals[: len(ground.led)]).astype(int).tolist() if len(duals.duals) else [0] * len(ground.led)
    return LeadPlan(
        rules,
        chosen,
        pairs,
        sorted(row["key"] for row in ground.led if row["key"] not in done),
        cost,
        min(bound, cost) if sure else min(bound, cost - 1),
        multipliers,
        clock.spent(),
    )


class Model:
    """Columns: pairs that may be, leaders, (area, leader) where areas count, led without a leader."""

    def __init__(self, ground: Ground) -> None:
        rules = ground.rules
        self.i, self.j = np.nonzero(ground.cost >= 0)
        n, m, count = len(ground.led), len(ground.leaders), len(self.i)
        places = {area: at for at, area in enumerate(sorted(set(ground.areas) - {""}))} if rules.areas else {}
        area = np.array([places.get(one, -1) for one in ground.areas], int)
        kinds, where = np.unique(area[self.i] * m + self.j, return_inverse=True)
        known = area[self.i] >= 0
        z = len(kinds)
        self.y, first_z, first_u = slice(count, count + m), count + m, count + m + z
        size = first_u + n
        at = np.arange(count)
        parts: list[tuple[csr_matrix, np.ndarray, np.ndarray]] = []

        def add(entries: Sequence[tuple[np.ndarray, np.ndarray, float]], rows: int, low: Any, high: Any) -> None:
            r, c, v = (np.concatenate([np.broadcast_to(one[k], np.shape(one[0])) for one in entries]) for k in range(3))
            parts.append((csr_matrix(coo_matrix((v.astype(float), (r, c)), (rows, size))), np.broadcast_to(low, rows), np.broadcast_to(high, rows)))

        both = [(ground.led_at[row["key"]], k) for k, row in enumerate(ground.leaders) if row["key"] in ground.led_at]
        own = np.array(both, int).reshape(-1, 2)
        add([(self.i, at, 1), (own[:, 0], count + own[:, 1], 1), (np.arange(n), first_u + np.arange(n), 1)], n, 1, 1)
        add([(at, at, 1), (at, count + self.j, -1)], count, -np.inf, 0)
        add([(self.j, at, 1), (np.arange(m), count + np.arange(m), -rules.capacity)], m, -np.inf, 0)
        idle = np.array([row["key"] not in rules.lead for row in ground.leaders], int)  # who is not fixed leads somebody or is no leader
        add([(self.j, at, 1), (np.arange(m), count + np.arange(m), -idle)], m, 0, np.inf)
        if rules.leaders:
            add([(np.zeros(m, int), count + np.arange(m), 1)], 1, 0, max(rules.leaders, len(set(rules.lead) & ground.leader_at.keys())))
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

    def pairs(self, x: np.ndarray) -> list[tuple[int, int]]:
        """The (led, leader) that an answer has."""
        on = np.flatnonzero(x[: len(self.i)] > 0.5)
        return list(zip(self.i[on].tolist(), self.j[on].tolist(), strict=True))


def bends(leaders: Sequence[Row], led: Sequence[Row], rules: LeadRules) -> list[tuple[str, float, int]]:
    """For each rule alone: (rule, the least value that serves the most, how many are then left). Rules that do not help are left out."""

    def left(changed: LeadRules) -> int:
        found = Model(Ground(leaders, led, (), changed))
        answer = minimise(found.missed, found.rows, found.low, found.high, integer=True, upper=found.upper, lower=found.lower, seconds=5, gap=0.5)
        return round(answer.objective) if len(answer.x) else len(led)

    now, told = left(rules), []
    if not now:
        return []
    ways = np.unique(Ground(leaders, led, (), replace(rules, km=0)).km)
    farther = sorted({float(way) for way in ways[np.isfinite(ways)] if rules.km and way > rules.km})
    values: dict[str, Sequence[float]] = {
        "leaders": range(rules.leaders + 1, len(leaders) + 1) if rules.leaders else (),
        "capacity": range(rules.capacity + 1, rules.capacity + len(led) + 1),
        "km": farther,
        "gap": [round(rules.gap - step / 20, 2) for step in range(1, int(rules.gap * 20) + 1)],
        "areas": [0.0] if rules.areas == "must" else [],
    }
    for name, steps in values.items():
        if not len(steps):
            continue

        def changed(value: float, name: str = name) -> LeadRules:
            return replace(rules, **{name: "" if name == "areas" else value})  # type: ignore[arg-type]

        best = left(changed(steps[-1]))
        low, high = 0, len(steps) - 1
        while best < now and low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if left(changed(steps[middle])) == best else (middle + 1, high)
        if best < now:
            told.append((name, float(steps[low]), best))
    return told


def lead_document(plan: LeadPlan) -> dict[str, Any]:
    """A plan as JSON: what `verify_leading.verify` checks, and what is kept of it."""
    return asdict(plan) | {"rules": asdict(plan.rules), "pairs": [list(pair) for pair in plan.pairs]}
