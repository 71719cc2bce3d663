"""Quotas that cannot all be kept: how far each alone would have to give, in pairs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import block_array, csr_matrix

from planning.answers import Clock
from planning.exact import minimise
from planning.pairing_arcs import Arcs
from planning.pairing_plan import Plan, begun
from planning.pairing_quota import model, safe, whole_columns


@dataclass(frozen=True)
class QuotaBend:
    """What one quota gives when it alone bends as little as serves: its number, how many pairs below its least or above its most, the
    places then still open. `sure` says that less was proved not to serve."""

    quota: int
    below: int
    above: int
    left: int
    sure: bool


def quota_bends(plan: Plan, seconds: float = 30.0) -> list[QuotaBend]:
    """For each quota alone: the fewest pairs below its least with which all other quotas are kept and as many places filled as now; the
    fewest above its most that fill the most places it holds up. Quotas whose bending alone does not serve are left out.

    Mixed-integer programmes on every pair that the rules allow, as for the plan itself; stops after `seconds`.
    """
    quotas = plan.rules.quotas
    if not quotas or not (plan.short or plan.left):
        return []
    clock, ends, (_, fixed) = Clock(seconds), replace(plan.ends, even=0), begun(plan.field)
    found: list[QuotaBend] = []
    arcs = Arcs(plan.field, ends.supply, ends.room)
    arcs.add_all()
    whole = model(arcs, ends, fixed)
    _, wants, _, lacks, _ = whole.parts
    most, now = len(whole.low) - len(quotas), int(ends.wants.sum()) - len(plan.left)
    filled = np.zeros(whole.rows.shape[1])
    filled[wants] = 1

    def best(goal: np.ndarray, upper: np.ndarray, high: np.ndarray, least: int) -> tuple[int, bool] | None:
        """The least of a goal with at least so many places filled, and whether it is proved; None where there is none."""
        rows = csr_matrix(block_array([[whole.rows], [csr_matrix(filled)]]))
        answer = minimise(goal, rows, np.r_[whole.low, least], np.r_[high, np.inf], upper=upper, integer=whole_columns(whole), seconds=max(0.1, clock.left()), gap=0.5)
        value = round(float(goal @ np.rint(answer.x))) if len(answer.x) else 0
        return (value, safe(answer.bound) >= value) if len(answer.x) else None

    for at, quota in enumerate(quotas):
        if clock.left() <= 0:
            break
        if plan.short and quota.at_least:
            upper, goal = whole.upper.copy(), np.zeros(whole.rows.shape[1])
            upper[np.setdiff1d(np.arange(lacks.start, lacks.stop), [lacks.start + at])] = 0
            goal[lacks.start + at] = 1
            if (told := best(goal, upper, whole.high, now)) is not None:
                found.append(QuotaBend(at, told[0], 0, len(plan.left), told[1]))
        if quota.at_most is not None and plan.left:
            high = whole.high.copy()
            high[most + at] = np.inf
            free = best(-filled, whole.upper, high, now)
            if free is None or -free[0] <= now:
                continue
            count = np.asarray(whole.rows[most + at].todense()).ravel()
            counted = best(count, whole.upper, high, -free[0])
            if counted is not None:
                found.append(QuotaBend(at, 0, counted[0] - int(whole.high[most + at]), int(ends.wants.sum()) + free[0], free[1] and counted[1]))
    return found
