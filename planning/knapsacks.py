"""What each service point would gain by serving at given multipliers of the clients, within what it holds: a knapsack a point, all at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Filled = tuple[Numbers, Callable[[NDArray[np.int64]], Numbers]]
"""The most that each site gains, and a function of sites: how often these together serve each client."""
CELLS = 6_000_000
"""Cells of the tables (client × site × unit of weight) up to which knapsacks are filled exactly."""
TINY = 1e-12


def knapsacks(flow: Numbers, weight: Numbers, room: Numbers) -> Tables | Shares:
    """Exact where weights are whole and the tables small."""
    whole = np.array_equal(weight, np.rint(weight)) and len(weight) > 0
    unit = max(1.0, float(np.gcd.reduce(weight.astype(np.int64)))) if whole else 1.0
    held = np.floor(room / unit + 1e-9)
    small = whole and flow.size * (held.max(initial=0) + 1) <= CELLS
    return Tables(flow, (weight / unit).astype(np.int64), held.astype(np.int64)) if small else Shares(flow, weight, room)


class Tables:
    """Exact knapsacks by dynamic programming over whole units of weight (Bellman, 1957)."""

    def __init__(self, flow: Numbers, weight: NDArray[np.int64], room: NDArray[np.int64]):
        self.flow, self.weight, self.room, self.sites = flow, weight, room, np.arange(flow.shape[1])

    def best(self, level: Numbers, taken: NDArray[np.bool_] | None = None) -> Numbers:
        """The most that can be gained, site × units held; notes in `taken` (client × site × units) where a client goes in for it."""
        most = int(self.room.max(initial=0))
        best, gain = np.zeros((len(self.room), most + 1)), level[:, None] - self.flow
        for i in np.flatnonzero((gain > 0).any(1) & (self.weight <= most)):
            weight = self.weight[i]
            with_it = best[:, : most + 1 - weight] + gain[i][:, None]
            if taken is not None:
                np.greater(with_it, best[:, weight:], out=taken[i, :, weight:])
            np.maximum(best[:, weight:], with_it, out=best[:, weight:])
        return best

    def filled(self, level: Numbers) -> Filled:
        """See `Filled`."""
        taken = np.zeros((*self.flow.shape, int(self.room.max(initial=0)) + 1), bool)
        best = self.best(level, taken)

        def times(sites: NDArray[np.int64]) -> Numbers:
            often, left = np.zeros(len(self.weight)), self.room[sites].copy()
            for i in range(len(self.weight) - 1, -1, -1):
                goes = taken[i, sites, left]
                often[i] = goes.sum()
                left -= self.weight[i] * goes
            return often

        return best[self.sites, self.room], times

    def losses(self, level: Numbers) -> Numbers:
        """At least what each site loses when it must serve a client, client × site; infinite where it cannot."""
        best = self.best(level)
        left = self.room[None, :] - self.weight[:, None]
        inside = level[:, None] - self.flow + best[self.sites[None, :], np.maximum(left, 0)]
        return np.where(left >= 0, np.maximum(best[self.sites, self.room] - inside, 0), np.inf)


class Shares:
    """Knapsacks in which one client may be served in part, worth at least as much as whole ones (Dantzig, 1957)."""

    def __init__(self, flow: Numbers, weight: Numbers, room: Numbers):
        self.flow, self.weight, self.room = flow, weight, room
        self.top = np.full(len(weight), -np.inf)

    def ranked(self, level: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64], Numbers, Numbers, Numbers]:
        """Arcs that gain (client, site, gain, weight), each site's best for their weight first, and what the site holds before each."""
        if (level > self.top).any():  # arcs that could gain at levels a little higher than these
            self.top = level + 0.3 * np.abs(level) + TINY
            self.site, self.client = np.nonzero(self.flow.T < self.top)
            self.cost = self.flow[self.client, self.site]
        gain = level[self.client] - self.cost
        some = np.flatnonzero(gain > 0)
        weight = self.weight[self.client[some]]
        order = np.lexsort((-gain[some] / np.maximum(weight, TINY), self.site[some]))
        some, weight = some[order], weight[order]
        site, before = self.site[some], np.cumsum(weight) - weight
        first = np.searchsorted(site, np.arange(len(self.room)))
        return self.client[some], site, gain[some], weight, before - before[first[site]] if len(site) else before

    def filled(self, level: Numbers) -> Filled:
        """See `Filled`."""
        client, site, gain, weight, before = self.ranked(level)
        share = np.where(weight > 0, np.clip((self.room[site] - before) / np.maximum(weight, TINY), 0, 1), 1.0)

        def times(sites: NDArray[np.int64]) -> Numbers:
            opened = np.isin(np.arange(len(self.room)), sites)
            return np.bincount(client, share * opened[site], len(self.weight))

        return np.bincount(site, gain * share, len(self.room)), times

    def losses(self, level: Numbers) -> Numbers:
        """At least what each site loses when it must serve a client, client × site; infinite where it cannot."""
        _, site, gain, weight, before = self.ranked(level)
        full = np.flatnonzero((before + weight > self.room[site] - 1e-9) & (weight > 0))
        at, first = np.unique(site[full], return_index=True)
        price = np.zeros(len(self.room))  # of a unit of room: what the client is worth that does not fit whole any more
        price[at] = gain[full[first]] / weight[full[first]]
        lost = self.flow - level[:, None]  # in place from here on: there may be millions
        lost += price * self.weight[:, None]
        np.maximum(lost, 0, out=lost)
        lost[self.weight[:, None] > self.room + 1e-9] = np.inf
        return lost
