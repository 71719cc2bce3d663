"""The network that a pairing flows through: the cheapest flow (OR-tools) and the prices of its nodes, which prove it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from planning.answers import NoPlan

Whole = NDArray[np.int64]
NEVER = 2**60


@dataclass(frozen=True)
class Net:
    """Arcs with what each holds and costs. Nodes are the clients, then the helpers, then the sink, then any others.

    The first arcs lead from each client to the sink: a place left open, at the price `miss`. Every client sends out its `wants`.
    """

    clients: int
    helpers: int
    nodes: int
    tail: Whole
    head: Whole
    holds: Whole
    cost: Whole
    wants: Whole
    miss: int

    @property
    def sink(self) -> int:
        """The node where everything ends."""
        return self.clients + self.helpers

    def milder(self) -> Net:
        """The same with a price of open places no higher than one exchange of pairs can cost at most: the flow is quicker."""
        miss = min(self.miss, 3 * int(self.cost[self.clients :].max(initial=0)) + 1)
        return replace(self, cost=np.r_[np.full(self.clients, miss, np.int64), self.cost[self.clients :]], miss=miss)


def net(wants: Whole, room: Whole, even: int, miss: int, nodes: int, tail: Whole, head: Whole, holds: Whole, cost: Whole) -> Net:
    """The network of these arcs, with the ways of every client and every helper to the sink added before them.

    A helper has one way, or, with `even`, one for each place, dearer each time, so that the sum is `even · load²`.
    """
    clients, helpers = len(wants), len(room)
    sink = clients + helpers
    if even:
        own = np.repeat(np.arange(helpers), room)
        turn = np.arange(len(own)) - np.repeat(np.cumsum(room) - room, room) + 1
        last = (clients + own, np.full(len(own), sink), np.ones(len(own), np.int64), even * (2 * turn - 1))
    else:
        last = (clients + np.arange(helpers), np.full(helpers, sink), room, np.zeros(helpers, np.int64))
    first = (np.arange(clients), np.full(clients, sink), wants, np.full(clients, miss, np.int64))
    parts = [np.concatenate([one, two, three]) for one, two, three in zip(first, last, (tail, head, holds, cost), strict=True)]
    return Net(clients, helpers, nodes, *(part.astype(np.int64) for part in parts), wants, miss)


def flow(found: Net) -> tuple[Net, Whole]:
    """The cheapest flow, and the network it was found in: that with the milder price of open places, unless some stay open."""
    milder = found.milder()
    answer = solved(milder)
    if milder.miss == found.miss or not answer[: found.clients].any():
        return milder, answer
    return found, solved(found)


def solved(found: Net) -> Whole:
    """The cheapest flow on every arc. NoPlan when the costs are too large for 63 bits."""
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(found.tail, found.head, found.holds, found.cost)
    supply = np.zeros(found.nodes, np.int64)
    supply[: found.clients], supply[found.sink] = found.wants, -found.wants.sum()
    solver.set_nodes_supplies(np.arange(found.nodes), supply)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise NoPlan(
            f"代价过大，超出可算的范围（{status.name}）。把权重调小。",
            f"The costs are too large to be summed ({status.name}). Maybe smaller weights.",
        )
    return np.asarray(solver.flows(arcs), np.int64)


def residual(found: Net, used: Whole) -> tuple[Whole, Whole, Whole, Whole]:
    """What a flow leaves free, by node: where the arcs of each node begin, where they lead, their cost, and the arc each is of.

    Used arcs lead back at the opposite cost and are numbered −1 − arc.
    """
    ahead, back = np.flatnonzero(used < found.holds), np.flatnonzero(used > 0)
    tail, head = np.r_[found.tail[ahead], found.head[back]], np.r_[found.head[ahead], found.tail[back]]
    order = np.argsort(tail, kind="stable")
    begins = np.searchsorted(tail[order], np.arange(found.nodes + 1))
    return begins, head[order], np.r_[found.cost[ahead], -found.cost[back]][order], np.r_[ahead, -1 - back][order]


def worths(found: Net, used: Whole) -> Whole:
    """The price of every node, 0 at the sink, that together prove a cheapest flow: shortest distances to the sink (Bellman and Ford).

    A client's is what a place is worth to it, a helper's what a place of theirs costs. ValueError when the flow is not the cheapest.
    """
    begins, head, cost, _ = residual(found, used)
    far = np.zeros(found.nodes, np.int64)
    changed = np.arange(found.nodes)
    for _ in range(2 * found.nodes + 2):
        arcs = runs(begins, changed)
        nearer = far.copy()
        np.minimum.at(nearer, head[arcs], np.repeat(far[changed], begins[changed + 1] - begins[changed]) + cost[arcs])
        changed, far = np.flatnonzero(nearer < far), nearer
        if not len(changed):
            return far[found.sink] - far
    raise ValueError("the flow is not the cheapest")


def prices(found: Net, used: Whole) -> tuple[Whole, Whole]:
    """`worths` of the clients and of the helpers."""
    worth = worths(found, used)
    return worth[: found.clients], worth[found.clients : found.sink]


def runs(begins: Whole, of: Whole) -> Whole:
    """The numbers of all arcs of these nodes, in order.

    >>> runs(np.array([0, 2, 2, 5]), np.array([0, 2])).tolist()
    [0, 1, 2, 3, 4]
    """
    sizes = begins[of + 1] - begins[of]
    ends = np.cumsum(sizes)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(begins[of] - (ends - sizes), sizes)
