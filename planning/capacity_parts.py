"""Capacitated siting solved whole where it is small, and neighbourhood by neighbourhood where it is large."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from planning.answers import Clock, Progress
from planning.capacity_bound import Bound, multiplied
from planning.capacity_plans import planned, shaken
from planning.capacity_task import Numbers, Places, Plan, Task, programmed, whole

FEW_ARCS, SOON, MOST_ARCS = 400, 6_000, 12_000
"""Arcs that HiGHS is given at once, those that it may soon solve, and the most that it is given at all."""
PART = 90
"""Clients of a part, about."""


def solved(
    task: Task, plan: Plan, clock: Clock, told: Progress, random: np.random.Generator, level: Numbers | None = None, *, whole_case: bool = True
) -> tuple[Plan, Bound]:
    """(the best plan found, its bound): multipliers, then moves, then part by part where there are many clients, then HiGHS on few
    arcs. `level` are multipliers to begin with, if any are known."""
    busy, begun, phase = 0.0, clock.spent(), Clock(0.3 * clock.left(), told)

    def tried(sites: Places, best: Plan, bound: float) -> Plan:
        nonlocal busy
        if busy < 0.3 * (clock.spent() - begun):
            before = clock.spent()
            best = min(best, planned(task, sites, Clock(0.2 * phase.left(), told)), key=lambda one: one.value)
            busy += clock.spent() - before
        phase.tell(best.value, bound)
        return best

    plan, found = multiplied(task, plan, tried, phase, level)
    few = arcs_of(task, plan, found)
    if whole_case and few > SOON and len(task.weight) > 1.5 * PART:
        plan = by_parts(task, plan, found, Clock((0.6 if few <= MOST_ARCS else 1.0) * clock.left(), told), random)
    elif few > FEW_ARCS:
        if few <= SOON and task.points is None and whole(task, plan):
            plan, found = cored(task, plan, found, Clock(0.3 * clock.left(), told), told)
        if plan.value - found.value >= task.enough(plan.value):
            plan = shaken(task, plan, found.value, Clock(0.25 * clock.left(), told), random)
    return cored(task, plan, found, clock, told) if whole(task, plan) else (plan, found)


def arcs_of(task: Task, plan: Plan, found: Bound) -> int:
    """How many arcs a better plan can use; 0 where there is none."""
    return int(found.arcs(task, plan.value).sum()) if plan.value - found.value >= task.enough(plan.value) else 0


def cored(task: Task, plan: Plan, found: Bound, clock: Clock, told: Progress) -> tuple[Plan, Bound]:
    """HiGHS on the arcs that a plan that closes most of the gap would need, then on all that any better one would."""
    for share in (0.4, 1.0):
        value, low = plan.value, found.value
        limit = low + share * (value - low) if share < 1 else math.inf
        arcs = found.arcs(task, value) & found.upto(limit)
        if value - low < task.enough(value) or arcs.sum() > MOST_ARCS or clock.left() < 0.05:
            break
        seconds = (0.5 if share < 1 else 1.0) * clock.left()
        best, bound, _ = programmed(task, arcs, plan, seconds, lambda v, b, value=value, low=low: bool(told(min(v, value), max(b, low))))
        plan = min(plan, best or plan, key=lambda one: one.value)
        found = replace(found, value=max(low, min(plan.value, bound, limit)))
    return plan, found


def by_parts(task: Task, plan: Plan, found: Bound, clock: Clock, random: np.random.Generator) -> Plan:
    """Neighbouring open sites with their clients planned anew, again and again (Taillard and Voss, 2002); larger parts once all are as good
    as they get."""
    queue: list[int] = []
    stuck: set[bytes] = set()
    size, fresh = PART, True
    while clock.left() > 0 and plan.value - found.value >= task.enough(plan.value):
        if not queue:
            size, fresh = size if fresh else size * 1.4, False
            queue = random.permutation(plan.opened).tolist()
        centre = queue.pop()
        if centre not in plan.opened:
            continue
        near, clients = around(task, plan, centre, size)
        if (key := near.tobytes() + clients.tobytes()) not in stuck:
            stuck.add(key)
            fresh, plan = True, replanned(task, plan, near, clients, found.level, clock, random)
            clock.tell(plan.value, found.value)
    return plan


def around(task: Task, plan: Plan, centre: int, size: float) -> tuple[Places, Places]:
    """(the open sites nearest to the clients of one, their clients and those in reach that nobody serves), about so many clients."""
    mine = np.flatnonzero(plan.served == centre)
    away = task.flow[mine if len(mine) else [int(task.flow[:, centre].argmin())]][:, plan.opened].mean(0)
    many = np.bincount(plan.served[plan.served >= 0], minlength=len(task.room))[plan.opened]
    order = np.argsort(away, kind="stable")
    near = np.sort(plan.opened[order[: max(2, int(np.searchsorted(np.cumsum(many[order]), size)))]])
    lost = np.flatnonzero(plan.served < 0)
    lost = lost[(task.flow[np.ix_(lost, near)] < task.barred).any(1)]
    return near, np.sort(np.r_[np.flatnonzero(np.isin(plan.served, near)), lost])


def replanned(task: Task, plan: Plan, near: Places, clients: Places, level: Numbers, clock: Clock, random: np.random.Generator) -> Plan:
    """The plan with these open sites and their clients planned anew, among the closed sites that the multipliers call best."""
    closed = np.setdiff1d(np.arange(len(task.room)), plan.opened)
    score = np.maximum(level[clients, None] - task.flow[np.ix_(clients, closed)], 0).sum(0) - task.price[closed]
    sites = np.sort(np.r_[near, closed[np.argsort(-score, kind="stable")[: PART]]])
    part = replace(
        task,
        flow=task.flow[np.ix_(clients, sites)],
        weight=task.weight[clients],
        room=task.room[sites],
        price=task.price[sites],
        out=task.out[clients],
        points=None if task.points is None else len(near),
        kept=np.flatnonzero(np.isin(sites, task.kept)),
    )
    at = np.where(plan.served[clients] >= 0, np.searchsorted(sites, plan.served[clients]), -1)
    before = part.priced(at, np.searchsorted(sites, near))
    after, _ = solved(part, before, Clock(min(clock.left(), 2.0)), clock.asked, random, level[clients], whole_case=False)
    if after.value >= before.value - 1e-9:
        return plan
    served = plan.served.copy()
    served[clients] = np.where(after.served >= 0, sites[after.served], -1)
    return task.priced(served, np.union1d(np.setdiff1d(plan.opened, near), sites[after.opened]))
