"""The bound of capacitated siting, by multipliers on "everybody is served once", and the arcs that a better plan can use."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning.answers import Clock
from planning.capacity_task import Numbers, Places, Plan, Task
from planning.knapsacks import Shares, Tables, knapsacks

ROUNDS = 1_500
"""Subgradient steps at most."""


@dataclass(frozen=True)
class Bound:
    """No plan costs less than `value`, none that uses an arc (client × site) less than `least` there; `level` are the best multipliers."""

    value: float
    level: Numbers
    least: Numbers

    def arcs(self, task: Task, value: float) -> NDArray[np.bool_]:
        """The arcs that a plan better than `value` can use."""
        return self.upto(value - 0.999 * task.step)

    def upto(self, limit: float) -> NDArray[np.bool_]:
        """The arcs that a plan of at most this cost can use."""
        return self.least <= limit + 1e-7 * max(1.0, abs(limit))


def opened(task: Task, reduced: Numbers) -> tuple[Places, Numbers]:
    """(the sites that the relaxed problem opens at these reduced prices, how much dearer it gets when a site must open)."""
    rest = np.setdiff1d(np.arange(len(reduced)), task.kept)
    ranked = rest[np.argsort(reduced[rest], kind="stable")]
    if task.points is not None:
        most = least = task.points - len(task.kept)
    else:
        most, left = int((reduced[rest] < 0).sum()), task.weight.sum() - task.room[task.kept].sum() if (task.out > 0).all() else 0.0
        least = int(np.searchsorted(np.cumsum(np.sort(task.room[rest])[::-1]), left - 1e-6) + 1) if left > 1e-6 else 0
        least = min(least, len(rest))
    count = max(most, least)
    taken = ranked[:count]
    dearer = np.zeros(len(reduced))
    if task.points is not None:
        swap = reduced[taken[-1]] if count else -np.inf
    else:
        swap = max(0.0, reduced[taken[-1]]) if count and count == least else 0.0
    dearer[ranked[count:]] = reduced[ranked[count:]] - swap
    return np.r_[task.kept, taken].astype(int), np.maximum(dearer, 0)


def begun(task: Task, plan: Plan, sacks: Tables | Shares, known: Numbers | None) -> Numbers:
    """Multipliers to begin with: what the plan pays for each client, its share of the price of opening with it; for the most a share of
    its weight, whichever is best."""
    if not (task.out > 0).any():
        return max((share * task.flow.min(1) for share in (0.0, 0.2, 0.6, 1.0)), key=lambda level: reached(task, sacks, level)[0])
    if task.points is not None:
        ranks = {min(len(task.room) - 1, len(task.room) * k // (4 * task.points)) for k in (1, 2, 3, 4, 6, 8)}
        near = np.partition(task.flow, sorted(ranks), axis=1)
        ways = [near[:, rank] for rank in sorted(ranks)]
    else:
        site = np.maximum(plan.served, 0)
        load = np.bincount(plan.served[plan.served >= 0], task.weight[plan.served >= 0], len(task.room))
        ways = [task.flow[np.arange(len(site)), site] + task.price[site] * task.weight / np.maximum(load[site], 1e-9)]
        ways += [task.flow.min(1) + task.weight * (task.price / np.maximum(task.room, 1e-9)).min()]  # the cheapest room
    ways += [] if known is None else [known]
    fair = [np.where((level < task.barred) & (plan.served >= 0), level, 0) for level in ways]
    return max((np.minimum(level, task.out) for level in fair), key=lambda level: reached(task, sacks, level)[0])


def multiplied(
    task: Task, plan: Plan, tried: Callable[[Places, Plan, float], Plan], clock: Clock, level: Numbers | None = None
) -> tuple[Plan, Bound]:
    """Subgradient ascent (Held and Karp, 1971) with knapsacks (Sridharan, 1993); `tried` makes plans of the sites that it opens."""
    sacks, least = knapsacks(task.flow, task.weight, task.room), np.full(task.flow.shape, -np.inf)
    level = begun(task, plan, sacks, level)
    best, kept, step, stale, way, seen = -math.inf, level, 1.5, 0, np.zeros(len(level)), set()
    fixed_at = -math.inf
    for turn in range(ROUNDS):
        value, sites, _, times = reached(task, sacks, level)
        stale = 0 if value > best + 1e-4 * max(1e-9, plan.value - best) else stale + 1
        if value > best:
            best, kept = value, level
        if stale >= 15:
            step, stale, level, way = step * 0.7, 0, kept, way * 0
            if step < 0.3 and best > fixed_at + 0.02 * (plan.value - best):
                fixed_at = best
                np.maximum(least, leasts(task, sacks, kept), out=least)
        if turn % 5 == 0 and (key := np.sort(sites).tobytes()) not in seen:
            seen.add(key)
            plan = tried(sites, plan, best)
        if plan.value - best < task.enough(plan.value) or step < 5e-3 or clock.left() <= 0:
            break
        way = 0.6 * way + 0.4 * (1 - times(sites))
        slope = np.where((level >= task.out) & (way > 0), 0, way)
        norm = float(slope @ slope)
        if norm == 0:
            break
        ahead = min(1.001 * plan.value - value if plan.value > 0 else 0.999 * plan.value - value, 0.5 * float(np.abs(level).sum()) + 1e-3)
        level = np.minimum(level + step * ahead / norm * slope, task.out)
    return plan, Bound(best - 1e-9 * abs(best), kept, np.maximum(least, leasts(task, sacks, kept), out=least))


def leasts(task: Task, sacks: Tables | Shares, level: Numbers) -> Numbers:
    """What a plan that uses an arc costs at least, by reduced cost."""
    value, _, dearer, _ = reached(task, sacks, level)
    lost = sacks.losses(level)
    lost += value + dearer
    return lost


def reached(task: Task, sacks: Tables | Shares, level: Numbers) -> tuple[float, Places, Numbers, Callable[[Places], Numbers]]:
    """(the bound of multipliers, the sites that it opens, how much dearer each other would be, how often sites serve each client)."""
    worth, times = sacks.filled(level)
    sites, dearer = opened(task, task.price - worth)
    return math.fsum(level) + math.fsum((task.price - worth)[sites]), sites, dearer, times
