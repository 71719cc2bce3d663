"""Costs as an ascent and an exchange look at them: all, or, of many clients and points, those alone that can matter near a plan."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Costs = NDArray[np.float64]
FARTHER = 2.0
"""How many times as far as its second open candidate another may be for a client and still matter."""
LEAST = 20
"""The nearest candidates of a client that matter in any case."""
PART = 0.2
"""The share of all costs up to which it pays to list those that matter."""


class Ways:
    """Costs of clients at candidates, `barred` where one may not go. What is left out only slows an ascent or an exchange: values and
    bounds are computed from all."""

    def __init__(self, costs: Costs, plan: list[int], barred: float) -> None:
        self.costs, self.sites, self.barred = costs, costs.shape[1], barred
        second = np.partition(costs[:, plan], 1, axis=1)[:, 1] if len(plan) > 1 else np.full(len(costs), np.inf)
        near = costs <= np.minimum(FARTHER * second, np.nextafter(barred, 0))[:, None]
        self.few = self.sites > LEAST and bool(near.sum() <= PART * near.size)
        if self.few:
            near |= costs <= np.partition(costs, LEAST, axis=1)[:, LEAST, None]
            self.client, self.site = np.nonzero(near)
            self.cost = costs[near]
        else:
            self.rough = costs.astype(np.float32)

    def saved(self, level: NDArray[np.float32]) -> Costs:
        """What each candidate would save at these multipliers: a number ≤ 0 for each."""
        if self.few:
            return np.bincount(self.site, np.minimum(self.cost - level[self.client], 0), self.sites)
        return priced(self.rough, level)

    def times(self, level: NDArray[np.float32], taken: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many of these candidates cost each client less than its multiplier."""
        if self.few:
            inside = np.isin(np.arange(self.sites), taken)[self.site] & (self.cost < level[self.client])
            return np.bincount(self.client[inside], minlength=len(level))
        return (self.rough[:, taken] < level[:, None]).sum(1)

    def profit(self, first: Costs, second: Costs, own: NDArray[np.int64], many: int) -> Costs:
        """What an exchange saves, for each of `many` open candidates that goes (rows) and each that comes (columns).

        `own` is the open candidate of each client, `first` what that costs, `second` what the next would.
        """
        if self.few:
            now, then = first[self.client], second[self.client]
            gain = np.bincount(self.site, np.maximum(now - self.cost, 0), self.sites)
            soft = np.maximum(then - np.maximum(self.cost, now), 0)
            softened = np.bincount(own[self.client] * self.sites + self.site, soft, many * self.sites).reshape(many, self.sites)
        else:
            gain = np.maximum(first[:, None] - self.costs, 0).sum(0)
            owners = csr_matrix((np.ones(len(own)), (own, np.arange(len(own)))), shape=(many, len(own)))
            softened = owners @ np.maximum(second[:, None] - np.maximum(self.costs, first[:, None]), 0)
        return gain[None, :] - np.bincount(own, second - first, many)[:, None] + softened


def priced(costs: Costs, level: Costs) -> Costs:
    """What each candidate would save at these multipliers, from all costs: a number ≤ 0 for each."""
    cheaper = costs - level[:, None]
    np.minimum(cheaper, 0, out=cheaper)
    return cheaper.sum(0)
