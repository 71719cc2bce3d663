"""How many places can be filled at all: maximum flows between whole groups."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import max_flow, min_cost_flow

from planning.pairing_field import Field
from planning.pairing_groups import Whole
from planning.pairing_rules import Rules


@dataclass(frozen=True)
class Side:
    """What a flow may use: `wants` of its clients, and arcs from them to its helpers with how much each holds.

    A client is a group of helped who are alike, a helper a group of helpers (`of` says which of each one) or, where some want
    several different ones, a single one: an arc then holds as much as there are helped, and who is alike can take turns.
    """

    wants: Whole
    of: Whole
    client: Whole
    helper: Whole
    many: Whole
    a: Whole
    b: Whole
    """The groups of the field that each arc joins."""
    clients: Whole
    """The client that each of the helped belongs to."""

    def only(self, fits: NDArray[np.bool_]) -> Side:
        """The same with these arcs only."""
        return replace(self, **{name: getattr(self, name)[fits] for name in ("client", "helper", "many", "a", "b")})

    def places(self, room: Whole) -> Whole:
        """Rooms of single helpers as those of the flow's."""
        return np.bincount(self.of, weights=room, minlength=int(self.of.max(initial=-1)) + 1).astype(np.int64)

    def most(self, room: Whole) -> int:
        """How many places can be filled at most."""
        clients, places = len(self.wants), self.places(room)
        sink = clients + len(places)
        solver = max_flow.SimpleMaxFlow()
        solver.add_arcs_with_capacity(
            np.r_[self.client, np.full(clients, sink + 1), clients + np.arange(len(places))],
            np.r_[clients + self.helper, np.arange(clients), np.full(len(places), sink)],
            np.r_[self.many, self.wants, places],
        )
        solver.solve(sink + 1, sink)
        return int(solver.optimal_flow())

    def reaches(self, room: Whole, count: int) -> bool:
        """Whether so many places can be filled."""
        return self.most(room) >= count

    def least(self, room: Whole, price: Whole | None = None, extra: Whole | None = None) -> tuple[int, int]:
        """The most places that can be filled and, doing so, the least use of what has a price: arcs by `price`, rooms beyond by `extra`."""
        clients, places = len(self.wants), self.places(room)
        helpers = clients + np.arange(len(places))
        sink, source = clients + len(places), clients + len(places) + 1
        more = np.zeros_like(places) if extra is None else self.places(extra)
        solver = min_cost_flow.SimpleMinCostFlow()
        solver.add_arcs_with_capacity_and_unit_cost(
            np.r_[self.client, np.full(clients, source), helpers, helpers],
            np.r_[clients + self.helper, np.arange(clients), np.full(2 * len(places), sink)],
            np.r_[self.many, self.wants, places, more],
            np.r_[np.zeros_like(self.many) if price is None else price, np.zeros_like(self.wants), np.zeros_like(places), np.ones_like(places)],
        )
        total = int(self.wants.sum())
        solver.set_node_supply(source, total)
        solver.set_node_supply(sink, -total)
        solver.solve_max_flow_with_min_cost()
        return int(solver.maximum_flow()), int(solver.optimal_cost())


def capped(*programmes: Rules) -> bool:
    """Whether a quota has a most: then flows alone do not tell how many places can be filled."""
    return any(quota.at_most is not None for rules in programmes for quota in rules.quotas)


def side(field: Field, wants: Whole) -> Side:
    """Every pair that the rules allow. Of one helped with fixed pairs and more wants, the fixed ones are not allowed again."""
    between = field.between
    if field.alike(wants):
        supply = np.bincount(field.a.of, weights=wants, minlength=field.a.size).astype(np.int64)
        return Side(supply, field.b.of, between.helped, between.helper, supply[between.helped], between.helped, between.helper, field.a.of)
    alone = np.full(len(wants), -1)
    alone[field.must[:, 0]] = field.must[:, 0]
    _, first, of = np.unique(np.c_[field.a.of, wants, alone], axis=0, return_index=True, return_inverse=True)
    of = of.reshape(-1)
    clients, helpers = of_group(field.a.of[first], field.a.size), of_group(field.b.of, field.b.size)
    sizes = np.diff(clients[0])[between.helped], np.diff(helpers[0])[between.helper]
    pair = np.repeat(np.arange(len(between.cost)), sizes[0] * sizes[1])
    turn = np.arange(len(pair)) - np.repeat(np.cumsum(sizes[0] * sizes[1]) - sizes[0] * sizes[1], sizes[0] * sizes[1])
    a, b, each = between.helped[pair], between.helper[pair], sizes[1][pair]
    client, helper = clients[1][clients[0][a] + turn // np.maximum(1, each)], helpers[1][helpers[0][b] + turn % np.maximum(1, each)]
    size = max(1, len(field.helpers))
    free = ~np.isin(client * size + helper, of[field.must[:, 0]] * size + field.must[:, 1])
    many = np.bincount(of, minlength=len(first))
    found = Side(many * wants[first], np.arange(len(field.helpers)), client, helper, many[client], a, b, of)
    return found.only(free)


def of_group(of: Whole, size: int) -> tuple[Whole, Whole]:
    """Where the members of each group begin, and the members by group."""
    order = np.argsort(of, kind="stable")
    return np.searchsorted(of[order], np.arange(size + 1)), order


def most(field: Field, wants: Whole, room: Whole) -> int:
    """How many places can be filled at most."""
    return side(field, wants).most(room)
