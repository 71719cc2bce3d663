"""The two ways to the cheapest plan: over whole groups at once, or over single pairs, those that price out taken in round by round."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from planning.answers import Clock
from planning.pairing_arcs import Arcs
from planning.pairing_groups import Whole
from planning.pairing_hub import hub, pairs_of
from planning.pairing_net import Ends, Net, flow, net, prices
from planning.pairing_rules import UNIT

if TYPE_CHECKING:
    from planning.pairing_quota_proof import QuotaPrices

HELD = 400_000
"""Pairs up to which all are given to the flow."""


@dataclass(frozen=True)
class Solved:
    """Pairs (helped, helper), their cost with evenness, what none can undercut, the prices, the flow they were read from; where quotas
    changed that plan, their prices, and the prices that prove as few open places, first places unfilled and pairs lacking as can be."""

    pairs: Whole
    cost: int
    bound: int
    prices: tuple[list[int], list[int]]
    net: Net
    used: Whole
    quotas: QuotaPrices | None = None
    order: dict[str, dict[str, object]] = field(default_factory=dict)


def solved(arcs: Arcs, ends: Ends, clock: Clock) -> Solved:
    """By groups where every flow between groups can be told apart into pairs, else by pairs."""
    return (by_groups if arcs.field.alike(ends.supply) else by_pairs)(arcs, ends, clock)


def sums(ends: Ends, pairs: Whole) -> tuple[int, int]:
    """Evenness and the price of what is open, of these pairs."""
    return ends.charge(
        np.bincount(pairs[:, 0], minlength=len(ends.wants)),
        np.bincount(pairs[:, 1], minlength=len(ends.room)),
    )


def by_groups(arcs: Arcs, ends: Ends, clock: Clock) -> Solved:
    """The cheapest plan over whole groups: every pair that the rules allow is in it at once."""
    found, used = flow(hub(arcs.field, ends))
    clients, helpers = prices(found, used)
    pairs = pairs_of(arcs.field, found, used)
    even, open_ = sums(ends, pairs)
    cost = int(arcs.field.costs(pairs[:, 0], pairs[:, 1]).sum()) + even
    bound = ends.flat(clients, helpers) - open_
    clock.tell(cost / UNIT, bound / UNIT)
    return Solved(pairs, cost, bound, (clients.tolist(), helpers.tolist()), found, used)


def by_pairs(arcs: Arcs, ends: Ends, clock: Clock) -> Solved:
    """The cheapest plan over single pairs: all of them where they are few, else the likely ones and what prices out."""
    clients, helpers = len(ends.wants), len(ends.room)
    whole = bool(arcs.field.rules.quotas) or arcs.count() <= HELD
    arcs.likely(every=whole)
    bound = -(2**62)
    while True:
        found = net(ends, clients + helpers + 1, arcs.helped, clients + arcs.helper, np.ones(len(arcs.cost), np.int64), arcs.cost)
        found, used = flow(found)
        worth, price = prices(found, used)
        flown = used[len(used) - len(arcs.cost) :] > 0
        pairs = np.c_[arcs.helped[flown], arcs.helper[flown]]
        even, open_ = sums(ends, pairs)
        cost = int(arcs.cost[flown].sum()) + even
        short = int(np.minimum(0, arcs.cost - worth[arcs.helped] + price[arcs.helper]).sum())
        new, more = (0, 0) if whole else arcs.price(worth, price)
        bound = max(bound, ends.flat(worth, price) + short + more)
        clock.tell((cost + open_) / UNIT, bound / UNIT)
        if not new or clock.left() <= 0:
            return Solved(pairs, cost, bound - open_, (worth.tolist(), price.tolist()), found, used)
