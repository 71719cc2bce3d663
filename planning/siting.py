"""Where service points open: fewest so that everybody is in reach, most people with so many, or least travel; and why, point by point."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from planning.answers import NoPlan, Progress, Siting
from planning.capacity import FEWEST, LEAST, MOST, Limits, capacitated
from planning.covering import lscp
from planning.maximal import mclp
from planning.median import p_median
from planning.travel import Minutes, Spot

EDGE = 1e-9
AIMS = (FEWEST, MOST, LEAST)


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
        many = None if goal.aim == FEWEST else points
        return capacitated(allowed(case, goal), case.weights, case.limits, goal.aim, points=many, keep=keep, seconds=seconds, progress=progress)
    if goal.aim == FEWEST:
        return lscp(reach(case, goal), keep=keep, seconds=seconds, seed=seed, progress=progress)
    if goal.aim == MOST:
        answer = mclp(reach(case, goal), case.weights, points, keep=keep, seconds=seconds, seed=seed, progress=progress)
    else:
        answer = p_median(travel(case), points, keep=keep, seconds=seconds, progress=progress)
    return answer if len(case.now) != points else better(case, goal, answer)


def better(case: Case, goal: Goal, answer: Siting) -> Siting:
    """The points that are open today where there are as many and a search that ran out of time found nothing as good."""
    if goal.aim == MOST:
        value = float(case.weights[np.asarray(reach(case, goal)[:, list(case.now)].sum(1)).ravel() > 0].sum())
        return replace(answer, chosen=sorted(case.now), objective=value) if value > answer.objective else answer
    value = float(np.delete(travel(case), answer.unreachable, axis=0)[:, list(case.now)].min(1).sum())
    return replace(answer, chosen=sorted(case.now), objective=value) if value < answer.objective else answer


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


def yardstick(case: Case, goal: Goal, chosen: list[int]) -> dict[str, Any]:
    """Plans of different aims by one measure: who is within the minutes, and how far everybody goes to the nearest open point."""
    within, all_ = (measures(case, Goal(aim, goal.minutes), chosen) for aim in (MOST, LEAST))
    return within | {name: all_[name] for name in ("farthest", "mean", "total")}


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
    """Each place that is not served, with the nearest candidate and open point, minutes to them, by how many the one or (unless nobody) the other is too far, and why.

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
                     "over": round(far - goal.minutes, 1) if out and (far := near if why == "nobody" else here) is not None else None, "open": opened if here is not None else None, "open_minutes": here})
    return sorted(rows, key=lambda row: (row["why"] != "nobody", -row["weight"], row["place"]))
