"""Least total travel with p service points: the p-median problem (Hakimi, 1964)."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_matrix

from planning.answers import Clock, NoPlan, Progress, Siting
from planning.branching import Node, branch, fixed, level_of
from planning.covering import lscp
from planning.exact import step_of
from planning.given import enough, standing, travels
from planning.median_parts import POINTS, parts
from planning.near import Ways
from planning.radius import FEW_ROWS, by_radii, radii

Costs = NDArray[np.float64]
SLACK = 1 - 1e-3
"""The share of a step that a bound may be below a plan's value and still prove it."""
MANY = 2_000
"""Candidates above which a proof is out of reach: the time goes to better plans."""
AT_ONCE = 10
"""Of so many open candidates one is exchanged at once."""
WHOLE = 1e-3
"""Above this the step comes from whole costs, below it from rounding."""


def p_median(cost: ArrayLike, p: int, *, keep: list[int] | None = None, seconds: float = 10.0, progress: Progress | None = None) -> Siting:
    """`p` candidates with the least total cost when every client goes to its nearest; `keep` are open already and count among them.

    `cost` is clients × candidates (people × minutes, say), infinite where a client may not go. Interchange (Teitz and Bart, 1968;
    vectorised), subgradients on "everybody goes to one", parts of a large plan chosen anew, candidates fixed by reduced cost, then
    branch and bound on what is left. ValueError for a cost that is no number or below zero, NoPlan where `p` does not fit.

    >>> p_median([[0, 5, 9], [5, 0, 4], [9, 4, 0]], p=2).objective
    4.0
    """
    clock = Clock(0.94 * seconds, progress)  # what the last step begun may still take
    full = travels(cost, "cost")
    kept = standing(keep, full.shape[1])
    lost = np.flatnonzero(~np.isfinite(full).any(1)).tolist()
    clients, sites = np.setdiff1d(np.arange(len(full)), lost), full.shape[1]
    enough(p, len(kept), sites)
    costs, penalty = closed(full[clients])
    order = np.r_[kept, np.setdiff1d(np.arange(sites), kept)].astype(int)
    if kept:
        costs = np.ascontiguousarray(costs[:, order])
    grain = grain_of(costs)
    begun = started(costs, p, len(kept))
    ways = Ways(costs, begun, penalty or math.inf)
    value, plan = interchange(ways, begun, len(kept), clock, clock.left() * 0.3)
    value, plan, bound, level, worth = multiplied(ways, p, len(kept), value, plan, grain, clock)
    if ways.few and p > POINTS and value - bound >= grain:
        value, plan = parts(ways, plan, len(kept), clock, clock.left() * (0.9 if sites > MANY else 0.5), part, lambda found: clock.tell(found, bound))
    if value - bound >= grain and clock.left() > 0.05:
        must, free = fixed(worth, bound, value - grain, p, len(kept))
        value, plan, bound = finished(costs, p, Node(bound, level, np.r_[np.arange(len(kept)), must], free), value, plan, grain, clock)
    plan = np.unique(plan)
    value = float(costs[:, plan].min(1).sum()) if len(clients) else 0.0
    if value - bound < grain:
        bound = value
    elif grain > WHOLE:
        step = grain / SLACK
        bound = math.ceil(bound / step - 1e-6) * step
    if value >= penalty > 0:
        short(full[clients], kept, p)
    multipliers = np.zeros(len(full))
    multipliers[clients] = level
    clock.tell(value, min(value, bound))
    return Siting(sorted(order[plan].tolist()), value, min(value, bound), lost, clock.spent(), multipliers.tolist())


def part(cost: Costs, p: int, keep: list[int], seconds: float) -> list[int]:
    """The points of a small p-median."""
    return p_median(cost, p, keep=keep, seconds=seconds).chosen


def finished(
    costs: Costs, p: int, root: Node, value: float, plan: list[int] | NDArray[np.int64], grain: float, clock: Clock
) -> tuple[float, list[int] | NDArray[np.int64], float]:
    """(value, plan, bound): branch and bound; where few radii are left it soon hands over to HiGHS."""
    columns, first, bound = np.r_[root.must, root.free].astype(int), len(root.must), root.bound
    few = radii(costs[:, columns], first, p, value) if first < p < len(columns) else None
    inner = Clock(clock.left() * (1.0 if few is None else 0.1 if few.rows < FEW_ROWS else 0.5), lambda *told: clock.tell(*told))
    better, found, searched = branch(costs, p, root, value, grain, inner)
    if found is not None and better < value:
        value, plan = better, found
    bound = max(bound, searched)
    if few is not None and value - bound >= grain and clock.left() > 0.05:
        other, proven = by_radii(few, len(columns), first, p, value, grain, clock.left())
        if other is not None and len(other) == p and (better := float(costs[:, columns[other]].min(1).sum())) < value:
            value, plan = better, columns[other]
        bound = max(bound, min(value, proven))
    return value, plan, bound


def closed(costs: Costs) -> tuple[Costs, float]:
    """Costs with what is not allowed priced above everything else together, and that price (0 where all is allowed)."""
    barred = ~np.isfinite(costs)
    if not barred.any():
        return costs, 0.0
    penalty = 1.0 + math.ceil(np.where(barred, 0, costs).max(1).sum())
    return np.where(barred, penalty, costs), penalty


def short(full: Costs, kept: list[int], p: int) -> None:
    """Raises NoPlan: so many points cannot give everybody one; says how many can."""
    least = lscp(csr_matrix(np.isfinite(full)), keep=kept, seconds=5)
    raise NoPlan(
        f"{p} 个点不能让每处都有可去的点：至少要 {int(least.bound)} 个。",
        f"{p} points cannot give everybody one that is allowed: at least {int(least.bound)} are needed.",
    )


def grain_of(costs: Costs) -> float:
    """The step between possible totals: 1, 0.1 or 0.01 where all costs are whole in it, else a billionth of the total."""
    if step := step_of((costs[: max(1, 10_000 // max(1, costs.shape[1]))], costs)):  # a few rows mostly tell
        return step * SLACK
    return min(WHOLE, 1e-9 * max(1.0, float(costs.min(1, initial=np.inf).sum()))) if costs.size else WHOLE


def started(costs: Costs, p: int, kept: int) -> list[int]:
    """The first `kept` candidates, then always the one that saves most."""
    plan = list(range(kept)) or [int(costs.sum(0).argmin())]
    near = costs[:, plan].min(1, initial=np.inf)
    saved = np.maximum(near[:, None] - costs, 0).sum(0)
    while len(plan) < p:
        saved[plan] = -np.inf
        plan.append(int(saved.argmax()))
        closer = costs[:, plan[-1]] < near
        part, nearer = costs[closer], costs[closer, plan[-1], None]
        saved -= (np.maximum(near[closer, None] - part, 0) - np.maximum(nearer - part, 0)).sum(0)
        near = np.minimum(near, costs[:, plan[-1]])
    return plan


def interchange(ways: Ways, plan: list[int], kept: int, clock: Clock, seconds: float) -> tuple[float, list[int]]:
    """Exchanges of one open for one closed candidate until none saves; the first `kept` stay.

    The best of several open candidates are made at once; where they get into each other's way, the best one alone.
    """
    costs, plan, inner, many = ways.costs, np.array(plan), Clock(seconds), len(plan)
    before, best, alone = np.inf, plan, plan
    while len(costs):
        open_costs = costs[:, plan]
        own = open_costs.argmin(1)
        first = open_costs[np.arange(len(costs)), own]
        value = float(first.sum())
        if value >= before - 1e-7 * max(1.0, value):
            if alone is best:
                return before, best.tolist()
            plan, alone = alone, best
            continue
        before, best = value, plan
        if inner.left() <= 0 or clock.stopped:
            return value, plan.tolist()
        second = np.partition(open_costs, 1, axis=1)[:, 1] if many > 1 else np.full(len(costs), costs.max() + 1)
        profit = ways.profit(first, second, own, many)
        profit[:, plan] = -np.inf
        profit[plan < kept] = -np.inf
        into, most = profit.argmax(1), profit.max(1)
        out = np.argsort(-most, kind="stable")[: max(1, many // AT_ONCE)]
        out = out[most[out] > 1e-7 * max(1.0, value)]
        out = out[np.sort(np.unique(into[out], return_index=True)[1])]
        if not len(out):
            return value, plan.tolist()
        alone, plan = plan.copy(), plan.copy()
        alone[out[0]] = into[out[0]]
        plan[out] = into[out]
    return 0.0, plan.tolist()


def multiplied(
    ways: Ways, p: int, kept: int, value: float, plan: list[int], grain: float, clock: Clock
) -> tuple[float, list[int], float, Costs, Costs]:
    """Subgradient ascent in float32: (value, plan, bound, its multipliers, what each candidate saves at them), the bound anew in float64."""
    costs, open_costs = ways.costs, np.sort(ways.costs[:, plan], axis=1)
    farthest = np.where(ways.costs < ways.barred, ways.costs, 0).max(1, initial=0)
    level = np.minimum(open_costs[:, min(1, p - 1)], farthest).astype(np.float32)
    bound, best, step, stale, seen = -math.inf, level, 1.5, 0, set()
    inner, pause = Clock(0.5 * clock.left()), 25 if ways.sites <= MANY else 400
    for turn in range(5_000):
        saved = ways.saved(level)
        free = np.argpartition(saved[kept:], p - kept - 1)[: p - kept] + kept if p > kept else np.empty(0, int)
        taken = np.r_[np.arange(kept), free].astype(int)
        reached = float(level.sum(dtype=float) + saved[taken].sum(dtype=float))
        stale = 0 if reached > bound + 1e-4 * max(1.0, abs(value - bound)) else stale + 1
        if reached > bound:
            bound, best = reached, level
        if stale >= 20:
            step, stale, level = step * 0.8, 0, best
        if turn >= 50 and turn % pause == 0 and (key := taken.tobytes()) not in seen:
            seen.add(key)
            other, changed = interchange(ways, taken.tolist(), kept, clock, inner.left())
            if other < value:
                value, plan = other, changed
            clock.tell(value, bound)
        if value - bound < grain or step < 2e-3 or inner.left() <= 0 or clock.stopped:
            break
        slope = (1.0 - ways.times(level, taken)).astype(np.float32)
        norm = float(slope @ slope)
        if norm == 0:
            break
        ahead = 1.02 * value - reached if value - reached > 0.02 * value else value - reached + 0.001 * value
        level = level + np.float32(step * ahead / norm) * slope
    level = best.astype(float)
    bound, worth = level_of(costs, level, kept, p)
    if bound < (least := costs.min(1)).sum():  # everybody at the nearest of all
        level = least
        bound, worth = level_of(costs, level, kept, p)
    return value, plan, bound, level, worth
