"""Quotas that cannot all be kept: how far each alone would have to give, in pairs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import block_array, csr_matrix

from planning.answers import Clock
from planning.exact import minimise, safe
from planning.pairing_net import Net
from planning.pairing_plan import Plan, begun
from planning.pairing_quota import Counted, counted, model
from planning.pairing_together import Joint


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
    if not plan.rules.quotas or not (plan.short or plan.left):
        return []
    return bent(plan.net, counted(plan.field, plan.net, begun(plan.field)[1]), len(plan.left), bool(plan.short), seconds)


def joint_quota_bends(joint: Joint, seconds: float = 30.0) -> list[QuotaBend]:
    """The same where programmes are planned together; quotas are numbered over all of them, one programme after the other."""
    left, short = sum(len(plan.left) for plan in joint.plans), any(plan.short for plan in joint.plans)
    return bent(joint.plans[0].net, joint.asks, left, short, seconds) if joint.asks and (left or short) else []


def bent(net: Net, asks: Sequence[Counted], left: int, short: bool, seconds: float) -> list[QuotaBend]:
    """The same for the quotas of any network, numbered as given: `left` places are open now, and quotas fall `short` or not."""
    clock, whole, found = Clock(seconds), model(net, asks), list[QuotaBend]()
    open_ = (np.arange(whole.rows.shape[1]) < net.clients).astype(float)
    most = len(whole.low) - len(asks)

    def best(goal: np.ndarray, upper: np.ndarray, high: np.ndarray, most_open: int) -> tuple[int, bool] | None:
        """The least of a goal with at most so many places open, and whether it is proved; None where there is none."""
        rows = csr_matrix(block_array([[whole.rows], [csr_matrix(open_)]]))
        answer = minimise(goal, rows, np.r_[whole.low, -np.inf], np.r_[high, most_open], upper=upper, integer=whole.whole, seconds=max(0.1, clock.left()), gap=0.5)
        value = round(float(goal @ np.rint(answer.x))) if len(answer.x) else 0
        return (value, safe(answer.bound) >= value) if len(answer.x) else None

    for at, quota in enumerate(asks):
        if clock.left() <= 0:
            break
        if short and quota.least:
            upper, goal = whole.upper.copy(), np.zeros(whole.rows.shape[1])
            upper[np.setdiff1d(np.arange(whole.arcs, len(upper)), [whole.arcs + at])] = 0
            goal[whole.arcs + at] = 1
            if (told := best(goal, upper, whole.high, left)) is not None:
                found.append(QuotaBend(at, told[0], 0, left, told[1]))
        if math.isfinite(quota.most) and left:
            high = whole.high.copy()
            high[most + at] = np.inf
            free = best(open_, whole.upper, high, left)
            if free is None or free[0] >= left:
                continue
            count = np.asarray(whole.rows[most + at].todense()).ravel()
            over = best(count, whole.upper, high, free[0])
            if over is not None:
                found.append(QuotaBend(at, 0, over[0] - int(quota.most), free[0], free[1] and over[1]))
    return found
