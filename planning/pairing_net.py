"""The network that a pairing flows through: the cheapest flow (OR-tools) and the prices of its nodes, which prove it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from planning.answers import NoPlan

Whole = NDArray[np.int64]
MUCH = 20
"""How many times as high a price of open places must be for the milder one to be worth a run of the solver that may be in vain."""
TOGETHER = 2_000
"""Arcs that parts of a network have in one run of the solver."""


@dataclass(frozen=True)
class Ends:
    """What both ends of a pairing hold: `wants` of every client and the `extra` that may come beside it, `room` of every helper.

    `miss` is the price of a wanted place left open, `reward` that of anything outside the first `least` places of the helpers: so
    these are filled before any way is saved. `even` is the price of a load squared. `beside` is the reward of the first places that
    a helper has over several programmes, where these are planned together.
    """

    wants: Whole
    room: Whole
    extra: Whole
    least: Whole
    even: int = 0
    miss: int = 0
    reward: int = 0
    beside: int = 0

    @property
    def supply(self) -> Whole:
        """The most helpers that every client may have."""
        return self.wants + self.extra

    def priced(self, steepest: int) -> Ends:
        """The same with prices that put coverage first, then the first places, then all ways and loads together.

        What fills one more place is an exchange that visits each helper once at most: it saves no more than `chain` pairs cost.
        """
        top = (steepest + self.even * (2 * int(self.room.max(initial=0)) + 1)) * self.chain
        reward = top + 1 if self.least.any() else 0
        return replace(self, reward=reward, miss=top + 4 * reward + 1)

    @property
    def chain(self) -> int:
        """The most pairs that one exchange can bring in."""
        return min(int(self.supply.sum()), len(self.room)) + 2

    def charge(self, served: Whole, load: Whole) -> tuple[int, int]:
        """What these numbers of helpers and of helped come to: (evenness, price of what is open and of what fills no first place)."""
        outside = int(self.supply.sum() - np.minimum(load, self.least).sum())
        short = int(np.maximum(0, self.wants - served).sum())
        left = self.beside * int(self.supply.sum() - load.sum())
        return self.even * int((load * load).sum()), (self.miss - self.reward - self.beside) * short + self.reward * outside + left

    def flat(self, clients: Whole, helpers: Whole) -> int:
        """The bound that prices prove if no pair costs less than it is worth to the client less what the place costs.

        >>> one, none = np.array([1]), np.array([0])
        >>> Ends(one, one, none, none, miss=100).flat(np.array([7]), none)
        7
        """
        total = int((self.wants * np.minimum(clients, self.miss) + self.extra * np.minimum(clients, self.reward + self.beside)).sum())
        return total + int(self.places(helpers).sum())

    def places(self, helpers: Whole) -> Whole:
        """The least that each helper's places come to, taking as many as pays at these prices."""
        if self.even:
            load = np.clip((helpers + self.even) // (2 * self.even), 0, self.least)
            more = np.clip((helpers - self.reward + self.even) // (2 * self.even), 0, self.room)
            load = np.where(more > self.least, more, load)
        else:
            load = np.where(helpers > self.reward, self.room, self.least * (helpers > 0))
        return self.even * load * load + self.reward * np.maximum(0, load - self.least) - helpers * load


def ends_of(wants: Whole, room: Whole, even: int = 0, miss: int = 0) -> Ends:
    """Ends without anything extra and without first places."""
    return Ends(wants, room, np.zeros_like(wants), np.zeros_like(room), even, miss)


@dataclass(frozen=True)
class Net:
    """Arcs with what each holds and costs. Nodes are the clients, then the helpers, then the sink, then any others.

    The first arcs lead from each client to the sink: a place left open, at the price `miss`. Every client sends out its `supply`.
    """

    clients: int
    helpers: int
    nodes: int
    tail: Whole
    head: Whole
    holds: Whole
    cost: Whole
    supply: Whole
    miss: int

    @property
    def sink(self) -> int:
        """The node where everything ends."""
        return self.clients + self.helpers

    def part(self, nodes: Whole, arcs: Whole) -> Net:
        """The network of these nodes, ascending and without the sink, and of these arcs."""
        clients, helpers = (int(np.searchsorted(nodes, end)) for end in (self.clients, self.sink))
        number = np.full(self.nodes, -1)
        number[nodes] = np.r_[np.arange(helpers), np.arange(helpers + 1, len(nodes) + 1)]
        number[self.sink] = helpers
        return Net(clients, helpers - clients, len(nodes) + 1, number[self.tail[arcs]], number[self.head[arcs]], self.holds[arcs], self.cost[arcs], self.supply[nodes[:clients]], self.miss)

    def milder(self) -> Net:
        """The same with a price of open places no higher than one exchange of pairs can cost at most: the flow is quicker."""
        miss = min(self.miss, 3 * int(self.cost[self.clients :].max(initial=0)) + 1)
        return replace(self, cost=np.r_[np.full(self.clients, miss, np.int64), self.cost[self.clients :]], miss=miss)


def net(ends: Ends, nodes: int, tail: Whole, head: Whole, holds: Whole, cost: Whole) -> Net:
    """The network of these arcs, with the ways of every client and every helper to the sink added before them.

    A helper has a way for the first places and one for the others, or, with `even`, one for each place, dearer each time.
    """
    clients, helpers = len(ends.wants), len(ends.room)
    sink, all_clients, all_helpers = clients + helpers, np.arange(clients), clients + np.arange(helpers)
    parts = [(all_clients, np.full(clients, sink), ends.wants, np.full(clients, ends.miss))]
    if ends.extra.any():
        parts.append((all_clients, np.full(clients, sink), ends.extra, np.full(clients, ends.reward + ends.beside)))
    if ends.even:
        own = np.repeat(np.arange(helpers), ends.room)
        turn = np.arange(len(own)) - np.repeat(np.cumsum(ends.room) - ends.room, ends.room) + 1
        price = ends.even * (2 * turn - 1) + ends.reward * (turn > ends.least[own])
        parts.append((clients + own, np.full(len(own), sink), np.ones(len(own)), price))
    else:
        if ends.least.any():
            parts.append((all_helpers, np.full(helpers, sink), ends.least, np.zeros(helpers)))
        parts.append((all_helpers, np.full(helpers, sink), ends.room - ends.least, np.full(helpers, ends.reward)))
    parts.append((tail, head, holds, cost))
    return Net(clients, helpers, nodes, *(np.concatenate([part[n] for part in parts]).astype(np.int64) for n in range(4)), ends.supply, ends.miss)


def flow(found: Net) -> tuple[Net, Whole]:
    """The cheapest flow, and the network whose prices prove it: that with the milder price of open places, unless some stay open.

    Parts that no arc joins are solved one after the other: small networks take less than their share of a large one.
    """
    used, open_ = np.zeros(len(found.cost), np.int64), False
    for nodes, arcs in apart(found):
        part = found.part(nodes, arcs)
        milder = part.milder()
        answer = solved(milder if milder.miss * MUCH < part.miss else part)
        if milder.miss * MUCH < part.miss and answer[: part.clients].any():
            answer = solved(part)
        used[arcs] = answer
        open_ |= bool(answer[: part.clients].any())
    return (found if open_ else found.milder()), used


def apart(found: Net) -> Iterator[tuple[Whole, Whole]]:
    """Nodes, the sink left aside, and arcs of each part; small ones together."""
    inner = (found.tail != found.sink) & (found.head != found.sink)
    graph = coo_matrix((np.ones(int(inner.sum()), np.int8), (found.tail[inner], found.head[inner])), (found.nodes, found.nodes))
    of = connected_components(graph, directed=False)[1]
    of_arc = of[np.where(found.tail == found.sink, found.head, found.tail)]
    many = np.bincount(of_arc, minlength=int(of.max()) + 1)
    bundle = np.cumsum(many) // TOGETHER
    of, of_arc = bundle[of], bundle[of_arc]
    nodes, arcs = (np.argsort(one, kind="stable") for one in (of, of_arc))
    for one in np.unique(of_arc):
        mine = nodes[slice(*np.searchsorted(of[nodes], [one, one + 1]))]
        yield mine[mine != found.sink], arcs[slice(*np.searchsorted(of_arc[arcs], [one, one + 1]))]


def solved(found: Net) -> Whole:
    """The cheapest flow on every arc. NoPlan when the costs are too large for 63 bits."""
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(found.tail, found.head, found.holds, found.cost)
    supply = np.zeros(found.nodes, np.int64)
    supply[: found.clients], supply[found.sink] = found.supply, -found.supply.sum()
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
