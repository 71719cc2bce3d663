"""A p-median part by part: some open points that share clients are chosen anew, all others staying (POPMUSIC; Taillard and Voß, 2002)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from planning.answers import Clock
from planning.near import Costs, Ways

POINTS = 8
"""Open points of a part: small enough to be solved in a moment."""
BRIEF = 0.15
"""Seconds for one."""

Solve = Callable[[Costs, int, list[int], float], list[int]]
"""(costs, p, kept, seconds) → the candidates that open."""


def parts(ways: Ways, plan: list[int], kept: int, clock: Clock, seconds: float, solve: Solve, tell: Callable[[float], object]) -> tuple[float, list[int]]:
    """A plan at most as dear: every part has its turn until none got better, or time is up. The first `kept` candidates stay open."""
    costs, inner, chosen = ways.costs, Clock(seconds), np.array(plan)
    waiting = list(range(len(chosen)))
    value = float(costs[:, chosen].min(1).sum())
    while waiting and inner.left() > 0 and not clock.stopped:
        at = waiting.pop(0)
        open_costs = costs[:, chosen]
        own = open_costs.argmin(1)
        part = joined(open_costs, own, at)
        clients = np.flatnonzero(np.isin(own, part))
        others = np.delete(open_costs[clients], part, axis=1).min(1, initial=np.inf)
        near = np.unique(ways.site[np.isin(ways.client, clients)])
        sites = np.union1d(np.setdiff1d(near, chosen), chosen[part])
        small = np.minimum(costs[np.ix_(clients, sites)], others[:, None])
        before = float(small[:, np.searchsorted(sites, chosen[part])].min(1).sum())
        found = sites[solve(small, len(part), np.flatnonzero(sites < kept).tolist(), min(BRIEF, inner.left()))]
        after = float(costs[np.ix_(clients, found)].min(1, initial=np.inf).clip(max=others).sum())
        if after < before - 1e-9 * value:
            chosen[part] = found
            value = float(costs[:, chosen].min(1).sum())
            tell(value)
            waiting += [one for one in part if one not in waiting]
    return value, chosen.tolist()


def joined(open_costs: Costs, own: np.ndarray, at: int) -> np.ndarray:
    """The open point `at` and those that its clients, and then theirs, would go to next: POINTS at most."""
    part = [at]
    while len(part) < min(POINTS, open_costs.shape[1]):
        mine = open_costs[np.isin(own, part)].copy()
        mine[:, part] = np.inf
        if not len(mine) or not np.isfinite(mine).any():
            break
        often = np.bincount(mine.argmin(1), minlength=open_costs.shape[1])
        often[part] = 0
        if not often.any():
            break
        part += np.argsort(-often, kind="stable")[: min(2, POINTS - len(part), int((often > 0).sum()))].tolist()
    return np.array(sorted(part))
