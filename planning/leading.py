"""Strong villages help weak ones: who leads and whom, by the gap in strength, the way, industry, capacity, areas kept together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from scipy.sparse import block_array, csr_matrix

from planning.answers import Clock, NoPlan, Priced, Progress
from planning.exact import minimise, safe
from planning.leading_bound import bound_of, raised
from planning.leading_model import Ground, Model, Row
from planning.leading_parts import Parts, greedy
from planning.leading_rules import UNIT, LeadRules, lead_faults

SMALL, WHOLE = 2_000, 60_000
"""Pairs up to which HiGHS begins with nothing, and above which it is given the likely ones only."""
NEAREST = 40
"""The cheapest leaders of each of the led that a large plan looks at."""


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
    found = modelled(ground)
    x, sure = covering(ground, found, clock, clock.left() / 3)
    if not len(x):
        raise NoPlan(
            "指定的强村、结对与上限互相矛盾，或时间不够。减少指定，或提高上限。",
            "Fixed leaders, fixed pairs and limits exclude each other, or time ran out. Maybe fix fewer, or raise the limit.",
        )
    left, bound, multipliers = round(float(found.missed @ x)), 0, np.zeros(len(led), int)
    if len(found.i) > SMALL:
        parts = Parts(ground, found, x)
        parts.improve(clock, clock.left() * (0.3 if found.whole else 0.7), lambda cost: clock.tell(cost / UNIT, 0.0))
        x, left = parts.x, round(float(found.missed @ parts.x))
        multipliers = raised(ground, left, float(found.cost @ x), clock)
    rows = csr_matrix(block_array([[found.rows], [csr_matrix(found.missed)]]))
    low, high = np.r_[found.low, -np.inf], np.r_[found.high, left]
    if found.whole:
        duals = minimise(found.cost, rows, low, high, upper=found.upper, lower=found.lower, seconds=max(1.0, clock.left() / 3))
        if len(duals.duals):
            multipliers = max(multipliers, np.rint(duals.duals[: len(led)]).astype(int), key=lambda one: bound_of(ground, one, left))
    answer = minimise(found.cost, rows, low, high, integer=True, upper=found.upper, lower=found.lower, seconds=max(1.0, clock.left()), start=x, gap=0.5, watch=clock.asked)
    x, bound = (found.tight(answer.x), safe(answer.bound) * found.whole) if len(answer.x) else (x, 0)
    cost, bound = round(float(found.cost @ x)), max(bound, bound_of(ground, multipliers, left))
    clock.tell(cost / UNIT, bound / UNIT)
    pairs = sorted((ground.leaders[j]["key"], ground.led[i]["key"]) for i, j in found.pairs(x))
    chosen = sorted(ground.leaders[j]["key"] for j in np.flatnonzero(x[found.y] > 0.5))
    done = {b for _, b in pairs} | set(chosen)
    return LeadPlan(
        rules,
        chosen,
        pairs,
        sorted(row["key"] for row in ground.led if row["key"] not in done),
        cost,
        min(bound, cost) if sure else min(bound, cost - 1),
        multipliers.tolist(),
        clock.spent(),
    )


def modelled(ground: Ground) -> Model:
    """The programme of all pairs that may be, or, where these are many, of the cheapest."""
    return Model(ground, NEAREST if int((ground.cost >= 0).sum()) > WHOLE else 0)


def covering(ground: Ground, found: Model, clock: Clock, seconds: float) -> tuple[np.ndarray, bool]:
    """A choice that leaves as few without a leader as the time allows, and whether none leaves fewer; an empty one where there is none."""
    inner = Clock(seconds)
    x = found.choice(greedy(ground, found)) if len(found.i) > SMALL else None
    if x is not None:
        parts = Parts(ground, found, x)
        parts.cover(inner if found.whole else Clock(seconds / 2))
        x = parts.x
        if found.missed @ x == found.hopeless:
            return x, True
    answer = minimise(found.missed, found.rows, found.low, found.high, integer=True, upper=found.upper, lower=found.lower, seconds=max(1.0, inner.left()), start=x, gap=0.5, watch=clock.asked)
    if len(answer.x) and (x is None or found.missed @ np.rint(answer.x) < found.missed @ x):
        x = found.tight(answer.x)
    return (np.empty(0), False) if x is None else (x, found.whole and safe(answer.bound) >= found.missed @ x)


def bends(leaders: Sequence[Row], led: Sequence[Row], rules: LeadRules, now: int, seconds: float = 10.0) -> list[tuple[str, float, int]]:
    """For each rule alone: (rule, the least value that serves the most, how many are then left) where `now` are left.

    Rules that do not help are left out, and those that `seconds` do not suffice for.
    """
    clock, told = Clock(seconds), list[tuple[str, float, int]]()

    def left(changed: LeadRules) -> int:
        ground = Ground(leaders, led, (), changed)
        found = modelled(ground)
        if found.hopeless >= now or clock.left() <= 0:
            return now
        x, _ = covering(ground, found, clock, min(seconds / 5, clock.left()))
        return round(float(found.missed @ x)) if len(x) else now

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
        if best < now and clock.left() > 0:
            told.append((name, float(steps[low]), best))
    return told


def lead_document(plan: LeadPlan) -> dict[str, Any]:
    """A plan as JSON: what `verify_leading.verify` checks, and what is kept of it."""
    return asdict(plan) | {"rules": asdict(plan.rules), "pairs": [list(pair) for pair in plan.pairs]}
