"""Least total travel with p service points: the p-median problem (Hakimi, 1964)."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_matrix

from planning.answers import Clock, NoPlan, Progress, Siting
from planning.branching import Node, branch, fixed, level_of, priced
from planning.covering import lscp
from planning.given import enough, standing, travels
from planning.radius import FEW_ROWS, by_radii, radii

Costs = NDArray[np.float64]
SLACK = 1 - 1e-3
"""The share of a step that a bound may be below a plan's value and still prove it."""
WHOLE = 1e-3
"""Above this the step comes from whole costs, below it from rounding."""


def p_median(cost: ArrayLike, p: int, *, keep: list[int] | None = None, seconds: float = 10.0, progress: Progress | None = None) -> Siting:
    """`p` candidates with the least total cost when every client goes to its nearest; `keep` are open already and count among them.

    `cost` is clients × candidates (people × minutes, say), infinite where a client may not go. Interchange (Teitz and Bart, 1968;
    vectorised), subgradients on "everybody goes to one", candidates fixed by reduced cost, then branch and bound on what is left.

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
    costs = np.ascontiguousarray(costs[:, order])
    grain = grain_of(costs)
    value, plan = interchange(costs, started(costs, p, len(kept)), len(kept), clock, clock.left() * 0.3)
    value, plan, bound, level, worth = multiplied(costs, p, len(kept), value, plan, grain, clock)
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
    for grain in (1.0, 0.1, 0.01):
        steps = costs / grain
        if np.abs(steps - np.rint(steps)).max(initial=0) < 1e-6:
            return grain * SLACK
    return min(WHOLE, 1e-9 * max(1.0, float(costs.min(1, initial=np.inf).sum()))) if costs.size else WHOLE


def started(costs: Costs, p: int, kept: int) -> list[int]:
    """The first `kept` candidates, then always the one that saves most."""
    plan = list(range(kept)) or [int(costs.sum(0).argmin())]
    near = costs[:, plan].min(1, initial=np.inf)
    while len(plan) < p:
        saved = np.maximum(near[:, None] - costs, 0).sum(0)
        saved[plan] = -1
        plan.append(int(saved.argmax()))
        near = np.minimum(near, costs[:, plan[-1]])
    return plan


def interchange(costs: Costs, plan: list[int], kept: int, clock: Clock, seconds: float) -> tuple[float, list[int]]:
    """The best exchange of one open for one closed candidate, again and again until none saves; the first `kept` stay."""
    clients, plan, inner = len(costs), list(plan), Clock(seconds)
    while clients:
        open_costs = costs[:, plan]
        two = np.argsort(open_costs, axis=1)[:, :2]
        own, near = two[:, 0], np.take_along_axis(open_costs, two, 1)
        first, second = near[:, 0], near[:, -1] if len(plan) > 1 else np.full(clients, costs.max() + 1)
        value = float(first.sum())
        if inner.left() <= 0 or clock.stopped:
            return value, plan
        gain = np.maximum(first[:, None] - costs, 0).sum(0)
        loss = np.bincount(own, second - first, minlength=len(plan))
        softened = np.maximum(second[:, None] - np.maximum(costs, first[:, None]), 0)
        owners = csr_matrix((np.ones(clients), (own, np.arange(clients))), shape=(len(plan), clients))
        profit = gain[None, :] - loss[:, None] + owners @ softened
        profit[:, plan] = -np.inf
        profit[[at for at, j in enumerate(plan) if j < kept], :] = -np.inf
        out, into = np.unravel_index(profit.argmax(), profit.shape)
        if profit[out, into] <= 1e-7 * max(1.0, value):
            return value, plan
        plan[out] = int(into)
    return 0.0, plan


def multiplied(
    costs: Costs, p: int, kept: int, value: float, plan: list[int], grain: float, clock: Clock
) -> tuple[float, list[int], float, Costs, Costs]:
    """Subgradient ascent in float32: (value, plan, bound, its multipliers, what each candidate saves at them), the bound anew in float64."""
    rough, open_costs = costs.astype(np.float32), np.sort(costs[:, plan], axis=1)
    level = open_costs[:, min(1, p - 1)].astype(np.float32)
    bound, best, step, stale, seen = -math.inf, level, 1.5, 0, set()
    inner = Clock(0.5 * clock.left())
    for turn in range(5_000):
        saved = priced(rough, level)
        free = np.argpartition(saved[kept:], p - kept - 1)[: p - kept] + kept if p > kept else np.empty(0, int)
        taken = np.r_[np.arange(kept), free].astype(int)
        reached = float(level.sum(dtype=float) + saved[taken].sum(dtype=float))
        stale = 0 if reached > bound + 1e-4 * max(1.0, abs(value - bound)) else stale + 1
        if reached > bound:
            bound, best = reached, level
        if stale >= 20:
            step, stale, level = step * 0.8, 0, best
        if turn >= 50 and turn % 25 == 0 and (key := taken.tobytes()) not in seen:
            seen.add(key)
            other, changed = interchange(costs, taken.tolist(), kept, clock, inner.left())
            if other < value:
                value, plan = other, changed
            clock.tell(value, bound)
        if value - bound < grain or step < 2e-3 or inner.left() <= 0 or clock.stopped:
            break
        slope = (1.0 - (rough[:, taken] < level[:, None]).sum(1)).astype(np.float32)
        norm = float(slope @ slope)
        if norm == 0:
            break
        ahead = 1.02 * value - reached if value - reached > 0.02 * value else value - reached + 0.001 * value
        level = level + np.float32(step * ahead / norm) * slope
    level = best.astype(float)
    bound, worth = level_of(costs, level, kept, p)
    return value, plan, bound, level, worth
