"""Who helps whom at least cost: a minimum-cost flow, proved by prices that anybody can check.

`assign` works on plain arrays. Everybody who can be helped is helped first; among all such plans the cheapest is found.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from ortools.graph.python import linear_sum_assignment

from planning.answers import Clock, NoPlan, Pairing, Progress
from planning.pairing_net import Net, flow, net, prices

Whole = NDArray[np.int64]
FEW = 150_000
"""Arcs up to which all are given to the flow at once; above, the cheapest first, and what prices out."""
FIRST = 6
"""The cheapest arcs of each client, and two thirds as many of each helper, that the flow begins with."""
LARGEST = 2**62


@dataclass(frozen=True)
class Network:
    """Arcs client → helper with their cost, what clients want, what helpers have room for; see `assign`."""

    client: Whole
    helper: Whole
    cost: Whole
    wants: Whole
    room: Whole
    even: int
    miss: int

    def part(self, arcs: Whole) -> Network:
        """The same with these arcs only."""
        return replace(self, client=self.client[arcs], helper=self.helper[arcs], cost=self.cost[arcs])

    def value(self, pairs: Whole) -> int:
        """What these arcs cost, with evenness and the price of every place left open."""
        load = np.bincount(self.helper[pairs], minlength=len(self.room))
        return int(self.cost[pairs].sum()) + self.even * int((load * load).sum()) + self.miss * int(self.wants.sum() - len(pairs))

    def bound(self, clients: Whole, helpers: Whole) -> int:
        """What no plan can undercut, whatever the prices are: each arc, place and client at its best under them, in whole numbers."""
        reduced = self.cost - clients[self.client] + helpers[self.helper]
        return flat(self.wants, self.room, self.even, self.miss, clients, helpers) + int(np.minimum(0, reduced).sum())


def flat(wants: Whole, room: Whole, even: int, miss: int, clients: Whole, helpers: Whole) -> int:
    """The bound that prices prove if no pair's cost is below what it is worth to the client less what the place costs.

    >>> flat(np.array([1]), np.array([1]), 0, 100, np.array([7]), np.array([0]))
    7
    """
    load = np.clip((helpers + even) // (2 * even), 0, room) if even else room * (helpers > 0)
    return int((wants * np.minimum(clients, miss)).sum()) + int((even * load * load - helpers * load).sum())


def assign(
    client: ArrayLike,
    helper: ArrayLike,
    cost: ArrayLike,
    wants: ArrayLike | int = 1,
    room: ArrayLike | int = 1,
    *,
    even: int = 0,
    miss: int | None = None,
    seconds: float = 60.0,
    progress: Progress | None = None,
    whole: bool = False,
) -> Pairing:
    """The cheapest pairing that leaves as few places open as can be.

    Arc `a` may pair `client[a]` with `helper[a]` (both counted from 0) at the whole number `cost[a]` ≥ 0. Each client takes up to
    `wants` different helpers, each helper up to `room` clients. `even` adds `even · load²` for every helper's load; `miss` is the
    price of a place left open, by default more than all arcs together, so that coverage comes first. `pairs` are numbers of arcs,
    `left_out` the clients that lack a helper, one mention for each place; `whole` gives the flow every arc at once. `duals` are
    the prices (clients, helpers) that prove `bound`. Stops after `seconds` between two
    rounds of pricing, with the best so far and its bound. NoPlan when the costs exceed 63 bits.

    >>> best = assign([0, 0, 1], [0, 1, 0], [5, 9, 1])
    >>> best.pairs, best.objective, best.bound, best.left_out
    ([1, 2], 10, 10, [])
    """
    clock = Clock(seconds, progress)
    network = prepared(client, helper, cost, wants, room, even, miss)
    kept = np.arange(len(network.cost)) if whole or len(network.cost) <= FEW or square(network) else cheapest(network)
    bound = -LARGEST
    while True:
        part = network.part(kept)
        ends = net(
            network.wants,
            network.room,
            even,
            network.miss,
            len(network.wants) + len(network.room) + 1,
            part.client,
            len(network.wants) + part.helper,
            np.ones(len(kept), np.int64),
            part.cost,
        )
        ends, used = matched(part, ends) if square(network) else flow(ends)
        flown = used[-len(kept) :] > 0 if len(kept) else np.empty(0, bool)
        clients, helpers = prices(ends, used)
        value = network.value(kept[flown])
        bound = max(bound, network.bound(clients, helpers))
        clock.tell(value, bound)
        if bound >= value or clock.left() <= 0:
            break
        fresh = priced_out(network, clients, helpers, kept)
        if not len(fresh):
            break
        kept = np.union1d(kept, fresh)
    pairs = np.sort(kept[flown])
    lacking = network.wants - np.bincount(network.client[pairs], minlength=len(network.wants))
    left = np.repeat(np.arange(len(lacking)), lacking).tolist()
    real = int(network.miss) * len(left)
    return Pairing(pairs.tolist(), value - real, bound - real, left, clock.spent(), (clients.tolist(), helpers.tolist()))


def prepared(
    client: ArrayLike, helper: ArrayLike, cost: ArrayLike, wants: ArrayLike | int, room: ArrayLike | int, even: int, miss: int | None
) -> Network:
    """The arrays as a network. NoPlan when its total could leave 63 bits; ValueError when a cost or room is below zero."""
    own, other, price = (np.asarray(values, np.int64) for values in (client, helper, cost))
    clients = np.broadcast_to(np.asarray(wants, np.int64), np.shape(wants) or (int(own.max(initial=-1)) + 1,)).copy()
    helpers = np.broadcast_to(np.asarray(room, np.int64), np.shape(room) or (int(other.max(initial=-1)) + 1,)).copy()
    if min(price.min(initial=0), clients.min(initial=0), helpers.min(initial=0), even) < 0:
        raise ValueError("costs, wants, rooms and even must not be below zero")
    helpers = np.minimum(helpers, np.bincount(other, minlength=len(helpers)))
    steepest = int(price.max(initial=0)) + even * (2 * int(helpers.max(initial=0)) + 1)
    whole = steepest * (int(clients.sum()) + 1) + 1
    missed = whole if miss is None else miss
    if (
        missed * (int(clients.sum()) + 1) * (len(clients) + len(helpers) + 2) >= LARGEST
        and missed * (len(clients) + len(helpers) + 2) >= LARGEST
    ):
        raise NoPlan("代价过大，超出可算的范围。把权重调小。", "The costs are too large to be summed. Maybe smaller weights.")
    return Network(own, other, price, clients, helpers, even, missed)


def square(network: Network) -> bool:
    """Whether it is the plain assignment problem: as many clients as helpers, one each, nothing else."""
    return len(network.wants) == len(network.room) and not network.even and bool((network.wants == 1).all() and (network.room == 1).all())


def matched(network: Network, ends: Net) -> tuple[Net, Whole]:
    """The cheapest perfect matching as a flow; where there is none, the cheapest flow."""
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(network.client.astype(np.int32), network.helper.astype(np.int32), network.cost)
    if solver.solve() != solver.OPTIMAL:
        return flow(ends)
    mates = np.array([solver.right_mate(i) for i in range(solver.num_nodes())])
    order = np.lexsort((network.cost, network.client))
    order = order[network.helper[order] == mates[network.client[order]]]
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
