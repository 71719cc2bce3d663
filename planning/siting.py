"""Where service points open: fewest so that everybody is in reach, most people with so many, or least travel; and why, point by point."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from planning.answers import Clock, NoPlan, Progress, Siting
from planning.capacity import FEWEST, LEAST, MOST, Limits, capacitated
from planning.covering import lscp
from planning.maximal import mclp
from planning.median import p_median
from planning.travel import Minutes, Spot

EDGE = 1e-9
AIMS = (FEWEST, MOST, LEAST)
STEPS = 12
"""Of a bisection at most: 4,096 different travel times."""


@dataclass(frozen=True)
class Case:
    """Who is to be served from where: places with weights (households), candidates, minutes from each to each (infinite: not allowed).

    `now` are the candidates that are open today; `limits` their capacities and prices where there are any; `unbound` the minutes
    without the rule that a point lies in the own area, where that rule holds.
    """

    places: tuple[Spot, ...]
    weights: Minutes
    candidates: tuple[Spot, ...]
    minutes: Minutes
    now: tuple[int, ...] = ()
    limits: Limits | None = None
    unbound: Minutes | None = None


@dataclass(frozen=True)
class Goal:
    """What is asked: the aim, the minutes that count as in reach, how many points (not for the fewest), and whether today's stay open."""

    aim: str
    minutes: float = 15.0
    points: int = 0
    keep: bool = True


def solve(case: Case, goal: Goal, *, seconds: float = 10.0, seed: int = 0, progress: Progress | None = None) -> Siting:
    """The best plan that the time allows, with its bound. NoPlan where the rules leave none."""
    keep = list(case.now) if goal.keep else []
    if not case.candidates or not case.places:
        raise NoPlan("没有候选点或没有应服务的村。", "There are no candidates, or nobody to serve.")
    if goal.aim != FEWEST and goal.keep and goal.points < len(keep):
        raise NoPlan(f"保留现有 {len(keep)} 个点，点数不能少于 {len(keep)}。可不保留现有点，或增加点数。",
                     f"{len(keep)} points are kept, so there cannot be only {goal.points}. Maybe do not keep them, or ask for more.")
    points = min(goal.points, len(case.candidates))
    if case.limits is not None:
        return capacitated(allowed(case, goal), case.weights, case.limits, goal.aim, points=None if goal.aim == FEWEST else points, keep=keep, seconds=seconds)
    if goal.aim == FEWEST:
        return lscp(reach(case, goal), keep=keep, seconds=seconds, seed=seed, progress=progress)
    if goal.aim == MOST:
        return mclp(reach(case, goal), case.weights, points, keep=keep, seconds=seconds, seed=seed, progress=progress)
    return p_median(travel(case), points, keep=keep, seconds=seconds, progress=progress)


def allowed(case: Case, goal: Goal) -> Minutes:
    """Minutes, infinite beyond what counts as in reach; least travel has no such limit."""
    return case.minutes if goal.aim == LEAST else np.where(case.minutes <= goal.minutes + EDGE, case.minutes, np.inf)


def reach(case: Case, goal: Goal) -> csr_matrix:
    """Places × candidates, 1 where within reach."""
    return csr_matrix(case.minutes <= goal.minutes + EDGE, dtype=np.int32)


def travel(case: Case) -> Minutes:
    """Weight × minutes; nothing where nobody lives, yet never where it is not allowed."""
    return np.where(np.isfinite(case.minutes), case.weights[:, None] * np.where(np.isfinite(case.minutes), case.minutes, 0), np.inf)


def serving(case: Case, goal: Goal, chosen: list[int], served: list[int] | None = None) -> NDArray[np.int64]:
    """Which candidate serves each place: the nearest open one within reach, or as the plan says; -1 where none."""
    if served:
        return np.array(served)
    within = allowed(case, goal)[:, chosen]
    if not chosen:
        return np.full(len(case.places), -1)
    nearest = np.asarray(chosen)[within.argmin(1)]
    return np.where(np.isfinite(within.min(1)), nearest, -1)


def measures(case: Case, goal: Goal, chosen: list[int], served: list[int] | None = None) -> dict[str, Any]:
    """What a set of open points does: reached places and weight with their wholes, farthest and mean minutes (to the server), price."""
    by = serving(case, goal, chosen, served)
    inside = by >= 0
    went = case.minutes[np.flatnonzero(inside), by[inside]]
    weight = case.weights[inside]
    return {"points": len(chosen), "new": len(set(chosen) - set(case.now)), "reached": int(inside.sum()), "places": len(case.places),
            "weight_reached": float(weight.sum()), "weight": float(case.weights.sum()), "farthest": float(went.max()) if len(went) else None,
            "mean": float((went * weight).sum() / weight.sum()) if weight.sum() else None, "total": float((went * weight).sum()),
            "cost": float(case.limits.cost[chosen].sum()) if case.limits is not None else None}


def reasons(case: Case, goal: Goal, answer: Siting) -> list[dict[str, Any]]:
    """For each open point whom it serves, whom it alone has in reach, and what closing it would lose.

    `lost` is weight that nobody else reaches (the fewest, the most) or weight × minutes that closing it adds (the least travel).
    """
    by, within = serving(case, goal, answer.chosen, answer.served), allowed(case, goal)[:, answer.chosen]
    times = np.isfinite(within).sum(1)
    rows = []
    for at, point in enumerate(answer.chosen):
        alone = np.flatnonzero(np.isfinite(within[:, at]) & (times == 1))
        mine = by == point
        lost = float(case.weights[alone].sum())
        if goal.aim == LEAST:
            others = np.delete(within, at, axis=1).min(1, initial=np.inf)
            here = within[:, at]
            moved = mine & np.isfinite(others)
            lost = float((case.weights[moved] * (others[moved] - here[moved])).sum())
        rows.append({"point": point, "now": point in case.now, "serves": int(mine.sum()), "weight": float(case.weights[mine].sum()),
                     "alone": alone.tolist(), "alone_weight": float(case.weights[alone].sum()), "lost": lost})
    return rows


def left_out(case: Case, goal: Goal, answer: Siting) -> list[dict[str, Any]]:
    """Each place that is not served, with the nearest candidate and open point, minutes to them, by how many they are too far, and why.

    `why` is `nobody` (no candidate is in reach), `full` (an open point in reach holds no more) or `elsewhere` (the points went where
    more is reached).
    """
    by, rows = serving(case, goal, answer.chosen, answer.served), []
    for i in np.flatnonzero(by < 0):
        away = case.minutes[i]
        best = int(away.argmin())
        opened = min(answer.chosen, key=lambda j: away[j], default=None)
        near = float(away[best]) if np.isfinite(away[best]) else None
        here = float(away[opened]) if opened is not None and np.isfinite(away[opened]) else None
        out = goal.aim != LEAST
        why = "nobody" if near is None or (out and near > goal.minutes + EDGE) else "full" if here is not None and here <= goal.minutes + EDGE else "elsewhere"
        rows.append({"place": int(i), "weight": float(case.weights[i]), "why": why, "nearest": best if near is not None else None, "minutes": near,
                     "over": round(near - goal.minutes, 1) if out and near is not None else None, "open": opened if here is not None else None, "open_minutes": here})
    return sorted(rows, key=lambda row: (row["why"] != "nobody", -row["weight"], row["place"]))


def bends(case: Case, goal: Goal, answer: Siting, *, seconds: float = 10.0) -> list[dict[str, Any]]:
    """What bending each rule alone would give: rows {rule, to, value, proven}; every one a plan of its own.

    `minutes`: how many until one point fewer is enough (the fewest), or until the same points reach all (the most); `everybody`: how
    many until the last place has a candidate; `points`: the value of one point more or fewer; `keep`, `area`: the value without it.
    """
    clock, rows = Clock(seconds), []
    lost = [row for row in left_out(case, goal, answer) if row["why"] == "nobody" and row["minutes"] is not None]
    if lost and goal.aim != LEAST:
        rows.append({"rule": "everybody", "to": max(row["minutes"] for row in lost), "value": len(lost), "proven": True})
    if goal.aim != LEAST and case.limits is None:
        wanted = len(answer.chosen) - 1 if goal.aim == FEWEST else goal.points
        if wanted >= max(1, len(case.now) if goal.keep else 1) and (found := shortest(case, goal, wanted, clock.left() * 0.5)):
            rows.append({"rule": "minutes", "to": found[0], "value": wanted, "proven": found[1]})
    share = clock.left() / 4
    if goal.aim != FEWEST:
        for change in (1, -1):
            if len(case.candidates) >= goal.points + change >= max(1, len(case.now) if goal.keep else 1):
                rows += tried("points", goal.points + change, lambda n=goal.points + change: solve(case, replace(goal, points=n), seconds=share))
    if goal.keep and case.now:
        rows += tried("keep", None, lambda: solve(case, replace(goal, keep=False), seconds=share))
    if (unbound := case.unbound) is not None:
        rows += tried("area", None, lambda: solve(replace(case, minutes=unbound, unbound=None), goal, seconds=share))
    return rows


def tried(rule: str, to: Any, plan: Callable[[], Siting]) -> list[dict[str, Any]]:
    """One bend: what its plan is worth; nothing where there is none."""
    try:
        found = plan()
    except NoPlan:
        return []
    return [{"rule": rule, "to": to, "value": found.objective, "proven": found.proven, "unreachable": len(found.unreachable)}]


def shortest(case: Case, goal: Goal, points: int, seconds: float) -> tuple[float, bool] | None:
    """The fewest minutes within which so many points reach all that are reached today by some candidate; and whether fewer are proven not to.

    A bisection over the travel times (a p-centre search). None where no minutes are enough, or time does not suffice.
    """
    live = np.flatnonzero((case.minutes <= goal.minutes + EDGE).any(1)) if goal.aim == FEWEST else np.flatnonzero(np.isfinite(case.minutes).any(1))
    minutes, keep = case.minutes[live], list(case.now) if goal.keep else []
    times = np.unique(minutes[np.isfinite(minutes) & (minutes > goal.minutes + EDGE)])
    low, high, proven, best = 0, len(times) - 1, True, None
    for _ in range(STEPS):
        if low > high:
            break
        middle = (low + high) // 2
        found = lscp(csr_matrix(minutes <= times[middle] + EDGE, dtype=np.int32), keep=keep, seconds=seconds / STEPS)
        if found.objective <= points and not found.unreachable:
            best, high = float(times[middle]), middle - 1
        else:
            proven = proven and (found.bound > points or bool(found.unreachable))
            low = middle + 1
    return None if best is None else (best, proven and low > high)
