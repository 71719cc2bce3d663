"""Several programmes as one network: each its own, with the node that a helper has over all of them instead of the sink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planning.pairing_arcs import Arcs
from planning.pairing_field import Field, weight
from planning.pairing_groups import Whole
from planning.pairing_hub import hub, pairs_of
from planning.pairing_net import Ends, Net, net
from planning.pairing_solved import Solved, sums


@dataclass(frozen=True)
class Part:
    """One programme: its field, ends, fixed pairs, arcs where they are single, and its own network."""

    field: Field
    ends: Ends
    fixed: Whole
    arcs: Arcs | None
    net: Net


def parted(fields: Sequence[Field], started: Sequence[tuple[Ends, Whole]], rewarded: bool) -> list[Part]:
    """Each programme as a network of its own, all with the same prices of open and of first places."""
    arcs = [Arcs(field, ends.supply, ends.room) for field, (ends, _) in zip(fields, started, strict=True)]
    evens = [weight(field.rules.even_km) if field.rules.fair == "even" else 0 for field in fields]
    tops = [one.steepest() + even * (2 * int(ends.room.max(initial=0)) + 1) for one, even, (ends, _) in zip(arcs, evens, started, strict=True)]
    units, top = sum(int(ends.supply.sum()) for ends, _ in started) + 1, max(tops, default=0)
    reward = top * units + 1
    beside = reward if rewarded else 0
    parts = []
    for field, one, even, (ends, fixed) in zip(fields, arcs, evens, started, strict=True):
        own = reward if ends.least.any() else 0
        ends = replace(ends, even=even, reward=own, beside=beside, miss=(top + 2 * reward) * units + 1 + own + beside)
        if field.alike(ends.supply):
            parts.append(Part(field, ends, fixed, None, hub(field, ends)))
            continue
        one.add_all()
        count = len(ends.wants)
        own_net = net(ends, count + len(ends.room) + 1, one.helped, count + one.helper, np.ones(len(one.cost), np.int64), one.cost)
        parts.append(Part(field, ends, fixed, one, own_net))
    return parts


def joined(parts: Sequence[Part], of: Sequence[Whole], room: Whole, first: Whole, reward: int) -> tuple[Net, list[Whole], Whole]:
    """One network: helpers lead to the node that they have over all programmes instead of the sink. Where each part's arcs are in it."""
    clients, helpers = (sum(getattr(part.net, name) for part in parts) for name in ("clients", "helpers"))
    sink, next_ = clients + helpers, clients + helpers + 1 + len(room)
    nodes = sink + 1 + np.arange(len(room))
    opened: list[list[Whole]] = []
    rest: list[list[Whole]] = []
    a = b = 0
    for part, persons in zip(parts, of, strict=True):
        own = part.net
        inner = own.nodes - own.sink - 1
        map_ = np.r_[a + np.arange(own.clients), clients + b + np.arange(own.helpers), sink, next_ + np.arange(inner)]
        tail, head = map_[own.tail], map_[own.head]
        ends = (own.head == own.sink) & (own.tail >= own.clients) & (own.tail < own.sink)
        head[ends] = nodes[persons[own.tail[ends] - own.clients]]
        arcs = [tail, head, own.holds, own.cost]
        opened.append([one[: own.clients] for one in arcs])
        rest.append([one[own.clients :] for one in arcs])
        a, b, next_ = a + own.clients, b + own.helpers, next_ + inner
    last = [
        [nodes, np.full(len(nodes), sink), first, np.zeros(len(nodes), np.int64)],
        [nodes, np.full(len(nodes), sink), room - first, np.full(len(nodes), reward)],
    ]
    whole = [np.concatenate([one[n] for one in (*opened, *rest, *last)]).astype(np.int64) for n in range(4)]
    starts = np.cumsum([clients, *(len(one[0]) for one in rest)])
    takes, a = [], 0
    for part, begin, one in zip(parts, starts, rest, strict=False):
        takes.append(np.r_[a + np.arange(part.net.clients), begin + np.arange(len(one[0]))])
        a += part.net.clients
    supply = np.concatenate([part.net.supply for part in parts])
    return Net(clients, helpers, next_, *whole, supply, max(part.net.miss for part in parts)), takes, nodes


def one_of(part: Part, used: Whole, u: Whole, q: Whole, toll: Whole, whole: Net, all_used: Whole) -> tuple[Solved, int, int]:
    """One programme out of the flow: its pairs, what its prices prove, and the price of what is open in it."""
    if part.arcs is None:
        pairs = pairs_of(part.field, part.net, used)
        costs, short = part.field.costs(pairs[:, 0], pairs[:, 1]), 0
    else:
        arcs = part.arcs
        flown = used[len(used) - len(arcs.cost) :] > 0
        pairs, costs = np.c_[arcs.helped[flown], arcs.helper[flown]], arcs.cost[flown]
        short = int(np.minimum(0, arcs.cost - u[arcs.helped] + q[arcs.helper]).sum())
    even, left = sums(part.ends, pairs)
    cost = int(costs.sum()) + even
    return Solved(pairs, cost, cost, (u.tolist(), q.tolist()), whole, all_used), part.ends.flat(u, q - toll) + short, left
