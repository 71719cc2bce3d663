"""What bending a rule of siting gives: each alone, as little as serves, and one after the other in an order of preference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from planning.answers import Clock, NoPlan, Siting
from planning.capacity import FEWEST, LEAST, MOST
from planning.covering import lscp
from planning.siting import EDGE, Case, Goal, solve

STEPS = 12
"""Of a bisection at most: 4,096 different values."""
SURE = 1e-6


def bends(case: Case, goal: Goal, answer: Siting, *, seconds: float = 10.0) -> list[dict[str, Any]]:
    """Rows {rule, to, value, proven, left}, each a plan of its own that bends that rule alone.

    Where somebody is left out, first `serve_…`: the least that reaches as many as the rule can (`least`). Else, for the fewest,
    `minutes` until one point fewer is enough. Then the value with one point more or fewer (`points`), without present points kept
    (`keep`), without the rule of areas (`area`).
    """
    clock = Clock(seconds)
    rows = alone(case, goal, seconds=clock.left() / 2) if short(case, goal, answer)[0] else []
    if not rows and goal.aim == FEWEST and case.limits is None:
        wanted = len(answer.chosen) - 1
        if wanted >= max(1, len(case.now) if goal.keep else 1) and (found := shortest(case, goal, wanted, clock.left() / 2)):
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


def short(case: Case, goal: Goal, answer: Siting | None) -> tuple[float, float]:
    """How much a plan lacks, and how much at least every plan does: weight for the most, else places; infinite where there is no plan."""
    if answer is None:
        return np.inf, np.inf
    if goal.aim == MOST:
        whole = float(case.weights.sum())
        return whole - answer.objective, whole - answer.bound
    lost = len(answer.unreachable)
    return float(lost), float(lost)


def lacking(case: Case, goal: Goal, seconds: float) -> tuple[float, float]:
    """The same for the best plan that the time allows. Where time was too short to find any, nothing is sure."""
    try:
        return short(case, goal, solve(case, goal, seconds=seconds))
    except NoPlan as none:
        return np.inf, 0.0 if "time" in none.en else np.inf


def levels(case: Case, goal: Goal, rule: str) -> list[Any]:
    """The values to which a rule may bend, tightest first; none where it does not apply."""
    if rule == "minutes" and goal.aim != LEAST:
        return np.unique(case.minutes[np.isfinite(case.minutes) & (case.minutes > goal.minutes + EDGE)]).tolist()
    if rule == "points" and goal.aim != FEWEST:
        return list(range(goal.points + 1, len(case.candidates) + 1))
    if rule == "capacity" and case.limits is not None and np.isfinite(case.limits.capacity).any():
        least, whole = case.limits.capacity.min(), float(case.weights.sum())
        return np.unique(np.ceil(np.linspace(least, max(least, whole), 2**STEPS - 1)))[1:].tolist()
    if (rule == "keep" and goal.keep and case.now) or (rule == "area" and case.unbound is not None):
        return [None]
    return []


def bent(case: Case, goal: Goal, rule: str, to: Any) -> tuple[Case, Goal]:
    """The same with one rule bent."""
    if rule == "minutes":
        return case, replace(goal, minutes=to)
    if rule == "points":
        return case, replace(goal, points=to)
    if rule == "capacity" and case.limits is not None:
        return replace(case, limits=replace(case.limits, capacity=np.maximum(case.limits.capacity, to))), goal
    if rule == "area" and case.unbound is not None:
        return replace(case, minutes=case.unbound, unbound=None), goal
    return case, replace(goal, keep=False)


RULES = ("minutes", "points", "capacity", "keep", "area")
"""The rules that can bend, in the order in which they do where nobody says otherwise."""


def least(case: Case, goal: Goal, rule: str, now: float, seconds: float) -> dict[str, Any] | None:
    """The least bend of one rule that serves as many as it can; None where it serves nobody more than are served `now`."""
    among = levels(case, goal, rule)
    if not among:
        return None
    share = seconds / (STEPS + 2)
    best = lacking(*bent(case, goal, rule, among[-1]), share)[0]
    if best >= now - SURE:
        return None
    low, high, proven = 0, len(among) - 1, True
    while low < high:
        middle = (low + high) // 2
        found, floor = lacking(*bent(case, goal, rule, among[middle]), share)
        if found <= best + SURE:
            high = middle
        else:
            low, proven = middle + 1, proven and floor > best + SURE
    return {"rule": f"serve_{rule}", "to": among[high], "value": now, "left": best, "proven": proven}


def alone(case: Case, goal: Goal, *, seconds: float = 10.0) -> list[dict[str, Any]]:
    """For each rule alone the least bend that serves as many as it can; `left` are those (weight for the most, else places) still left out."""
    clock = Clock(seconds)
    now = lacking(case, goal, seconds / 8)[0]
    found = (least(case, goal, rule, now, clock.left() / (len(RULES) - at)) for at, rule in enumerate(RULES)) if now > SURE else ()
    return [row for row in found if row is not None]


def in_order(case: Case, goal: Goal, order: Sequence[str] = RULES, *, seconds: float = 10.0) -> list[dict[str, Any]]:
    """Rules bent one after the other, each only as far as it helps, until nobody is left out or no rule remains."""
    clock, rows = Clock(seconds), []
    now = lacking(case, goal, seconds / 8)[0]
    for at, rule in enumerate(order):
        row = least(case, goal, rule, now, clock.left() / (len(order) - at)) if now > SURE else None
        if row is not None:
            rows.append(row)
            now = row["left"]
            case, goal = bent(case, goal, rule, row["to"])
    return rows
