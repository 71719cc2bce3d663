"""The p-median by radii (Cornuéjols, Nemhauser and Wolsey, 1980): few rows once reduced costs left few candidates, and HiGHS proves the rest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix

from planning.exact import minimise

Costs = NDArray[np.float64]
FEW_ROWS, MOST_ROWS = 5_000, 10_000
"""Rows of a programme that HiGHS solves sooner than branch and bound, and of one that it is still given."""
ROUNDING = 1e-6
"""How far HiGHS's bound may be off."""


@dataclass(frozen=True)
class Radii:
    """For each client the costs that a better plan can put on it, ascending: `steps`; `open_at` the candidates at each of them."""

    base: float
    rows: int
    steps: list[Costs]
    open_at: list[list[NDArray[np.int64]]]


def radii(costs: Costs, must: int, p: int, value: float) -> Radii | None:
    """The radii of plans cheaper than `value` that open the first `must` columns; None where there are too many."""
    sites = costs.shape[1]
    least = costs.min(1)
    far = np.minimum(least + (value - least.sum()), np.partition(costs, sites - p, axis=1)[:, sites - p])
    if must:
        far = np.minimum(far, costs[:, :must].min(1))
    far = np.maximum(far, least)
    if (costs <= far[:, None]).sum() > 20 * MOST_ROWS:
        return None
    steps, open_at, rows = [], [], 0
    for row, limit in zip(costs, far, strict=True):
        near = np.flatnonzero(row <= limit)
        near = near[np.argsort(row[near], kind="stable")]
        levels, first = np.unique(row[near], return_index=True)
        rows += len(levels)
        if rows > MOST_ROWS:
            return None
        steps.append(levels)
        open_at.append(np.split(near, first[1:]))
    return Radii(float(sum(one[0] for one in steps)), rows, steps, open_at)


def by_radii(
    found: Radii, sites: int, must: int, p: int, value: float, grain: float, seconds: float
) -> tuple[NDArray[np.int64] | None, float]:
    """(a plan of the `sites` columns or None, a bound on every plan cheaper than `value` that opens the first `must` of them and p in all).

    A variable says of a client and a radius that nothing is open within it.
    """
    row, column = 0, sites
    rows, columns, values, low, price = [], [], [], [], []
    for levels, groups in zip(found.steps, found.open_at, strict=True):
        for k, group in enumerate(groups):
            more = ([column - 1] if k else []) + ([column] if k < len(groups) - 1 else [])
            rows.append(np.full(len(group) + len(more), row))
            columns.append(np.r_[group, more])
            values.append(np.r_[np.ones(len(group)), ([-1.0] if k else []), ([1.0] if k < len(groups) - 1 else [])])
            low.append(0.0 if k else 1.0)
            row += 1
            if k < len(groups) - 1:
                price.append(levels[k + 1] - levels[k])
                column += 1
    rows.append(np.full(sites, row))
    columns.append(np.arange(sites))
    values.append(np.ones(sites))
    matrix = coo_matrix((np.concatenate(values), (np.concatenate(rows), np.concatenate(columns).astype(int))), shape=(row + 1, column))
    lower = np.zeros(column)
    lower[:must] = 1
    solved = minimise(
        np.r_[np.zeros(sites), price],
        matrix,
        np.r_[low, p],
        np.r_[np.full(row, np.inf), p],
        lower=lower,
        integer=np.r_[np.ones(sites), np.zeros(column - sites)],
        seconds=seconds,
        gap=grain,
    )
    plan = np.flatnonzero(solved.x[:sites] > 0.5) if len(solved.x) else None
    if "nfeasible" in solved.status:  # no plan is cheaper than the one that is known
        return None, value
    return plan, solved.bound + found.base - ROUNDING if np.isfinite(solved.bound) else -np.inf
