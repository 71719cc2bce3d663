"""Who helps whom at least cost: a minimum-cost flow, proved by prices that anybody can check.

`assign` works on plain arrays. Everybody who can be helped is helped first; among all such plans the cheapest is found.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from ortools.graph.python import linear_sum_assignment

from planning.answers import Clock, NoPlan, Pairing, Progress
from planning.given import numbers
from planning.pairing_net import Ends, Net, flow, net, prices

Whole = NDArray[np.int64]
FEW = 150_000
"""Arcs up to which all are given to the flow at once; above, the cheapest first, and what prices out."""
FIRST = 6
"""The cheapest arcs of each client, and two thirds as many of each helper, that the flow begins with."""
LARGEST = 2**62


@dataclass(frozen=True)
class Network:
    """Arcs client → helper with their cost, and what both ends hold; see `assign`."""

    client: Whole
    helper: Whole
    cost: Whole
    ends: Ends

    def part(self, arcs: Whole) -> Network:
        """The same with these arcs only."""
        return replace(self, client=self.client[arcs], helper=self.helper[arcs], cost=self.cost[arcs])

    def net(self) -> Net:
        """The network that the flow runs through."""
        clients, helpers = len(self.ends.wants), len(self.ends.room)
        return net(self.ends, clients + helpers + 1, self.client, clients + self.helper, np.ones(len(self.cost), np.int64), self.cost)

    def value(self, pairs: Whole) -> tuple[int, int]:
        """What these arcs cost with evenness, and the price of every place left open beside."""
        served = np.bincount(self.client[pairs], minlength=len(self.ends.wants))
        even, open_ = self.ends.charge(served, np.bincount(self.helper[pairs], minlength=len(self.ends.room)))
        return int(self.cost[pairs].sum()) + even, open_

    def bound(self, clients: Whole, helpers: Whole) -> int:
        """What no plan can undercut, whatever the prices are: each arc, place and client at its best under them, in whole numbers."""
        reduced = self.cost - clients[self.client] + helpers[self.helper]
        return self.ends.flat(clients, helpers) + int(np.minimum(0, reduced).sum())


def assign(
    arcs: ArrayLike,
    *,
    wants: ArrayLike | int = 1,
    room: ArrayLike | int = 1,
    least: ArrayLike | int = 0,
    even: int = 0,
    seconds: float = 60.0,
    progress: Progress | None = None,
    whole: bool = False,
) -> Pairing:
    """The cheapest pairing that leaves as few places open as can be.

    Each row of `arcs` is (client, helper, cost): two numbers counted from 0 and a whole cost ≥ 0. Each client takes up to `wants`
    different helpers, each helper up to `room` clients, and `least` of them first where that can be (one number for all, or one
    each). `even` adds `even · load²` for every helper's load. `whole` gives the flow every arc at once.

    The answer holds `pairs` (client, helper), `arcs` (their rows), `objective`, `bound` (no pairing that leaves as few open is
    cheaper than that), `left_out` (clients that lack a helper, one mention for each place) and `duals`, the prices of clients and
    of helpers that prove the bound. Stops after `seconds` between two rounds of pricing, with the best so far and its bound.
    NoPlan when the costs exceed 63 bits; ValueError when a number is below zero or no whole one.

    >>> best = assign([(0, 0, 5), (0, 1, 9), (1, 0, 1)])
    >>> best.pairs, best.objective, best.bound, best.left_out
    ([(0, 1), (1, 0)], 10, 10, [])
    >>> assign([(0, 0, 5), (1, 0, 2)], room=2).objective
    7
    """
    clock = Clock(seconds, progress)
    network = prepared(arcs, wants, room, least, even)
    kept = np.arange(len(network.cost)) if whole or len(network.cost) <= FEW or square(network) else cheapest(network)
    bound = -LARGEST
    while True:
        part = network.part(kept)
        ends, used = matched(part, part.net()) if square(network) else flow(part.net())
        flown = used[-len(kept) :] > 0 if len(kept) else np.empty(0, bool)
        clients, helpers = prices(ends, used)
        value, left = network.value(kept[flown])
        bound = max(bound, network.bound(clients, helpers))
        clock.tell(value + left, bound)
        if bound >= value + left or clock.left() <= 0:
            break
        fresh = priced_out(network, clients, helpers, kept)
        if not len(fresh):
            break
        kept = np.union1d(kept, fresh)
    chosen = np.sort(kept[flown])
    lacking = network.ends.wants - np.bincount(network.client[chosen], minlength=len(network.ends.wants))
    return Pairing(
        list(zip(network.client[chosen].tolist(), network.helper[chosen].tolist(), strict=True)),
        value,
        bound - left,
        np.repeat(np.arange(len(lacking)), lacking).tolist(),
        clock.spent(),
        (clients.tolist(), helpers.tolist()),
        chosen.tolist(),
    )


def prepared(arcs: ArrayLike, wants: ArrayLike | int, room: ArrayLike | int, least: ArrayLike | int, even: int) -> Network:
    """The arrays as a network. NoPlan when its total could leave 63 bits; ValueError when a number is below zero or not whole."""
    rows = numbers(arcs, "arcs")
    if rows.size and (rows.ndim != 2 or rows.shape[1] != 3):
        raise ValueError(f"arcs: each row is client, helper, cost; these are {' × '.join(map(str, rows.shape))} numbers")
    rows = rows.reshape(-1, 3)
    if rows.dtype.kind == "f" and len(odd := np.flatnonzero(~(np.isfinite(rows) & (rows == np.rint(rows))).all(1))):
        raise ValueError(f"arc {odd[0]} is {rows[odd[0]].tolist()}: whole numbers are needed; multiply and round costs first ({len(odd)} such)")
    own, other, price = (np.ascontiguousarray(rows[:, n], np.int64) for n in range(3))
    clients = spread(wants, int(own.max(initial=-1)) + 1)
    helpers = spread(room, int(other.max(initial=-1)) + 1)
    first = spread(least, len(helpers))
    if min(own.min(initial=0), other.min(initial=0), price.min(initial=0), clients.min(initial=0), helpers.min(initial=0), first.min(initial=0), even) < 0:
        raise ValueError("numbers, costs, wants, rooms and even must not be below zero")
    helpers = np.minimum(helpers, np.bincount(other, minlength=len(helpers)))
    ends = Ends(clients, helpers, np.zeros_like(clients), np.minimum(first, helpers), even)
    ends = ends.priced(int(price.max(initial=0)))
    if ends.miss * (len(clients) + len(helpers) + 2) >= LARGEST:
        raise NoPlan("代价过大，超出可算的范围。把权重调小。", "The costs are too large to be summed. Maybe smaller weights.")
    return Network(own, other, price, ends)


def spread(value: ArrayLike | int, count: int) -> Whole:
    """One number for all, or the numbers as they are; never fewer than `count`. ValueError when there are."""
    found = np.broadcast_to(np.asarray(value, np.int64), np.shape(value) or (count,)).copy()
    if len(found) < count:
        raise ValueError(f"{len(found)} numbers for {count} ends")
    return found


def square(network: Network) -> bool:
    """Whether it is the plain assignment problem: as many clients as helpers, one each, nothing else."""
    ends = network.ends
    alone = len(ends.wants) == len(ends.room) and not ends.even and not ends.least.any()
    return alone and bool((ends.wants == 1).all() and (ends.room == 1).all())


def matched(network: Network, ends: Net) -> tuple[Net, Whole]:
    """The cheapest perfect matching as a flow; where there is none, the cheapest flow."""
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(network.client.astype(np.int32), network.helper.astype(np.int32), network.cost)
    if solver.solve() != solver.OPTIMAL:
        return flow(ends)
    mates = np.array([solver.right_mate(i) for i in range(solver.num_nodes())])
    order = np.flatnonzero(network.helper == mates[network.client])
    order = order[np.lexsort((network.cost[order], network.client[order]))]
    used = np.r_[np.zeros(ends.clients), np.ones(ends.helpers), np.zeros(len(network.cost))].astype(np.int64)
    used[ends.clients + ends.helpers + order[np.unique(network.client[order], return_index=True)[1]]] = 1
    return ends, used


def cheapest(network: Network) -> Whole:
    """The arcs to begin with: the cheapest of every client and of every helper."""
    return np.flatnonzero((rank(network.client, network.cost) < FIRST) | (rank(network.helper, network.cost) < FIRST * 2 // 3))


def rank(of: Whole, cost: Whole) -> Whole:
    """The place of every arc among those of the same end, cheapest first.

    >>> rank(np.array([0, 1, 0]), np.array([7, 2, 3])).tolist()
    [1, 0, 0]
    """
    order = np.lexsort((cost, of))
    ends = of[order]
    begins = np.flatnonzero(np.r_[True, ends[1:] != ends[:-1]]) if len(ends) else np.empty(0, np.int64)
    place = np.empty(len(of), np.int64)
    place[order] = np.arange(len(of)) - np.repeat(begins, np.diff(np.r_[begins, len(of)]))
    return place


def priced_out(network: Network, clients: Whole, helpers: Whole, kept: Whole) -> Whole:
    """Arcs that the prices say would make the plan cheaper and that the flow has not been given."""
    reduced = network.cost - clients[network.client] + helpers[network.helper]
    reduced[kept] = 0
    found = np.flatnonzero(reduced < 0)
    return found[rank(network.client[found], reduced[found]) < 2 * FIRST]
