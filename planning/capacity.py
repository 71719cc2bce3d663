"""Service points that hold only so much, or cost something to open: the three siting problems as one mixed-integer programme."""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from planning.answers import Clock, NoPlan, Progress, Siting
from planning.capacity_parts import cored, solved
from planning.capacity_plans import planned
from planning.capacity_task import Places, Plan, Task, programmed, whole
from planning.exact import step_of
from planning.given import enough, standing, travels, weighed
from planning.median import p_median

Numbers = NDArray[np.float64]
FEWEST, MOST, LEAST = "fewest", "most", "least"
ARCS = 1_000_000
"""Arcs up to which HiGHS is asked for any plan where none was found."""


@dataclass(frozen=True)
class Limits:
    """One a candidate: the most weight that it can serve (infinite: any) and what opening it costs."""

    capacity: Numbers
    cost: Numbers


def capacitated(
    minutes: ArrayLike,
    weights: ArrayLike,
    limits: Limits,
    aim: str,
    *,
    points: int | None = None,
    keep: list[int] | None = None,
    travel: ArrayLike | None = None,
    seconds: float = 20.0,
    progress: Progress | None = None,
) -> Siting:
    """The cheapest points that serve all (`fewest`), `points` that serve most weight (`most`) or with least weight × minutes (`least`).

    `minutes` is clients × candidates, infinite where a client cannot be served; each is served whole by one point. Nobody is served
    beyond capacity. `travel`, if given, is what serving costs in place of weight × minutes; `least` without `points` counts it and the
    prices together (facility location). NoPlan says how much capacity is short, ValueError what is no number. Multipliers on "served
    once" leave a knapsack a point; plans by regret, moves and exchanges; reduced costs leave few arcs, and HiGHS the rest (after
    Sridharan, 1993; Ceselli and Righini, 2005).

    >>> two = Limits(np.array([5.0, 5.0]), np.array([1.0, 1.0]))
    >>> capacitated([[1, 2], [1, 2]], [4, 4], two, "fewest").served
    [0, 1]
    """
    clock, away = Clock(0.95 * seconds, progress), travels(minutes, "minutes")
    full, kept, near = weighed(weights, len(away)), standing(keep, away.shape[1]), np.isfinite(away)
    if points is not None:
        enough(points, len(kept), away.shape[1])
    live, lost = np.flatnonzero(near.any(1)), np.flatnonzero(~near.any(1)).tolist()
    task = task_of(away[live], full[live], limits, aim, points, kept, None if travel is None else travels(travel, "travel")[live])
    limit = float(task.out.min(initial=math.inf)) or math.inf

    def told(value: float, bound: float) -> bool:
        return clock.stopped or clock.tell(math.inf if value >= limit else abs(value), min(abs(bound), abs(value)) if aim != MOST else abs(bound))

    if short(task):
        raise lacking(away, full, limits, "Infeasible", points)
    if not len(live):
        plan = task.priced(np.empty(0, int), task.kept)
        return Siting(plan.opened.tolist(), abs(plan.value), abs(plan.value), lost, clock.spent(), [], [-1] * len(full))
    sites, level = nearest(task, clock) if aim == LEAST and points is not None else (None, None)
    start = begun(task) if sites is None else task.priced(np.full(len(live), -1), sites)
    if not whole(task, plan := planned(task, start.opened, Clock(0.1 * clock.left(), told))):
        start = begun(task)
    plan = min(start, plan, key=lambda one: one.value)
    best, found = solved(task, plan, clock if whole(task, plan) else Clock(0.3 * clock.left(), told), told, np.random.default_rng(0), level)
    if not whole(task, best):
        arcs = task.flow < task.barred
        exact, bound, status = programmed(task, arcs, None, clock.left(), clock.asked) if arcs.sum() <= ARCS else (None, -math.inf, "")
        if exact is None:
            raise lacking(away, full, limits, status, points)
        best, found = cored(task, exact, replace(found, value=max(found.value, min(exact.value, bound))), clock, told)
    served = np.full(len(full), -1)
    served[live] = best.served
    sign = -1 if aim == MOST else 1
    multipliers = np.zeros(len(full))
    multipliers[live] = sign * found.level
    bound = sign * rounded(found.value, best.value, task)
    return Siting(best.opened.tolist(), sign * best.value, bound, lost, clock.spent(), multipliers.tolist(), served.tolist())


def rounded(bound: float, value: float, task: Task) -> float:
    """The bound, at the next possible value where the steps are known, and never past the plan."""
    if value - bound < task.enough(value):
        return value
    return min(value, math.ceil(bound / task.step - 1e-6) * task.step if task.step else bound)


def task_of(away: Numbers, weight: Numbers, limits: Limits, aim: str, points: int | None, kept: list[int], travel: Numbers | None) -> Task:
    """What is asked, as costs to be made least: what is served counts below zero for the most."""
    near = np.isfinite(away)
    spent = {FEWEST: np.zeros(away.shape), MOST: np.broadcast_to(-weight[:, None], away.shape)}.get(aim)
    if spent is None:
        spent = np.where(near, (weight[:, None] * np.where(near, away, 0)) if travel is None else travel, 0)
    price = limits.cost if aim == FEWEST or (aim == LEAST and points is None) else np.zeros(away.shape[1])
    step = step_of([price, *spent])
    much = 1.0 + float(np.abs(spent).max(1, initial=0).sum()) + float(np.abs(price).sum())
    out = np.zeros(len(weight)) if aim == MOST else much * (1 + weight / max(1.0, float(weight.max(initial=0))))
    barred = 10 * much
    room = np.minimum(limits.capacity, weight.sum())
    return Task(np.where(near, spent, barred), weight, room, np.asarray(price, float), out, barred, points, np.array(kept, int), step)


def begun(task: Task) -> Plan:
    """A plan to begin with: those kept, then always the one that takes most unserved weight for its price, nearest first."""
    left, taken, served = np.ones(len(task.weight), bool), [], np.full(len(task.weight), -1)

    def fitting(site: int) -> tuple[Places, float]:
        near = np.flatnonzero(left & (task.flow[:, site] < task.barred))
        near = near[np.argsort(task.flow[near, site], kind="stable")]
        near = near[np.cumsum(task.weight[near]) <= task.room[site] + 1e-9]
        return near, (float(task.weight[near].sum()) + 1e-6 * len(near)) / max(task.price[site], 1e-6)

    queue = [(-math.inf if site in set(task.kept.tolist()) else -fitting(site)[1], site) for site in range(len(task.room))]
    heapq.heapify(queue)
    while queue and len(taken) < (len(task.room) if task.points is None else task.points) and (left.any() or queue[0][0] == -math.inf):
        ahead, site = heapq.heappop(queue)
        clients, worth = fitting(site)
        if ahead > -math.inf and queue and -worth > queue[0][0] and worth < -ahead:  # others take more by now
            heapq.heappush(queue, (-worth, site))
            continue
        if ahead > -math.inf and not len(clients):
            break
        left[clients], served[clients] = False, site
        taken.append(site)
    return task.priced(served, np.array(taken, int))


def nearest(task: Task, clock: Clock) -> tuple[Places, Numbers] | tuple[None, None]:
    """The sites of a good plan without capacities, with its multipliers; none where there is none."""
    try:
        found = p_median(np.where(task.flow < task.barred, task.flow, np.inf), task.points or 0, keep=task.kept.tolist(), seconds=0.12 * clock.left())
    except NoPlan:
        return None, None
    return np.array(found.chosen), np.array(found.multipliers)


def short(task: Task) -> bool:
    """Whether all sites that may open hold too little for those who must be served."""
    return bool((task.out > 0).all()) and float(task.weight.sum()) > float(np.sort(task.room)[::-1][: task.points].sum()) * (1 + 1e-9)


def lacking(away: Numbers, weight: Numbers, limits: Limits, status: str, points: int | None) -> NoPlan:
    """Why there is no plan: with everything open, how much weight cannot be held; or that time ran out."""
    if "nfeasible" not in status:
        return NoPlan(
            "在时限内没有找到方案。可延长时间，或放宽容量。",
            "No plan was found in the time given. Maybe allow more time, or more capacity.",
        )
    room = float(np.sort(limits.capacity)[::-1][:points].sum()) if points else float(limits.capacity.sum())
    need = float(weight[np.isfinite(away).any(1)].sum())
    if need > room:
        return NoPlan(
            f"容量合计 {room:,.0f}，需要 {need:,.0f}，差 {need - room:,.0f}。",
            f"Capacity is {room:,.0f} in all, {need:,.0f} is needed: {need - room:,.0f} short.",
        )
    return NoPlan(
        "按所给时限和容量，不能让每处都有去处。可增加容量、点数或分钟。",
        "Within these minutes and capacities not everybody can be served. Maybe more capacity, points or minutes.",
    )
