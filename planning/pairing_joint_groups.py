"""The network of several programmes between whole groups: persons and clients whom it joins to the same are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planning.pairing_groups import Whole
from planning.pairing_net import Net
from planning.pairing_quota import Counted
from planning.pairing_rules import ROLES
from planning.pairing_together import Joint


class Groups:
    """What nodes and arcs of a joint network become: who is alike can share out evenly what comes to all of them together.

    Persons are alike who are so in every programme: reached by the same arcs, with the same limits. Where whole groups are planned at
    once, today's pairs have arcs of their own, which say nothing but their cost: they are left out.
    """

    def __init__(self, joint: Joint) -> None:
        net = self.net = joint.plans[0].net
        self.of = np.arange(net.nodes)
        straight = np.zeros(len(net.cost), bool)
        told: list[list[object]] = [[row.get("type"), *(bool(row.get(role)) for role in ROLES)] for row in persons(joint)]
        for one, beside in zip(told, zip(joint.room, joint.least, joint.held, strict=True), strict=True):
            one.extend(beside)
        number = {key: at for at, key in enumerate(joint.keys)}
        into = np.argsort(net.head, kind="stable")
        begins = np.searchsorted(net.head[into], np.arange(net.nodes + 1))
        of_person: list[list[int]] = [[-1] * len(joint.plans) for _ in joint.keys]
        for part, plan in enumerate(joint.plans):
            field, ends, (a, b) = plan.field, plan.ends, plan.first
            own = (net.tail >= a) & (net.tail < a + len(field.helped))
            if field.alike(ends.supply):
                straight |= own & (net.head >= net.clients) & (net.head < net.sink)
                self.of[a + np.arange(len(field.helped))] = a + first_of([(int(field.a.of[n]), int(ends.wants[n]), int(ends.extra[n])) for n in range(len(field.helped))])
            for j, row in enumerate(field.helpers):
                node = net.clients + b + j
                arcs = into[begins[node] : begins[node + 1]]
                told[number[row["key"]]] += [part, int(field.b.of[j]), int(ends.room[j]), int(ends.least[j]), np.sort(net.tail[arcs[~straight[arcs]]]).tobytes()]
                of_person[number[row["key"]]][part] = node
        first = first_of([tuple(one) for one in told])
        nodes = np.array(of_person, np.int64).reshape(len(joint.keys), -1)
        for column in nodes.T:
            self.of[column[column >= 0]] = column[first][column >= 0]
        self.of[joint.persons] = np.array(joint.persons, np.int64)[first]
        self.arcs = np.flatnonzero(~straight)
        self.nodes, number_of = np.unique(self.of, return_inverse=True)
        self.number = number_of.reshape(-1)
        self.persons = self.number[np.array(joint.persons, np.int64)]

    def shape(self, holds: Whole, price: Whole, more: Whole, asks: Sequence[Counted]) -> tuple[Net, list[Counted]]:
        """The network with these holds and prices, `more` places of each person at a price of one, and the quotas with a most on it.

        Arcs between the same ends at the same price are one; places left open stay the first arcs, one for each client.
        """
        net, on = self.net, self.arcs
        clients, helpers = (int(np.searchsorted(self.nodes, end)) for end in (net.clients, net.sink))
        each, became = np.unique(np.c_[on >= net.clients, self.number[net.tail[on]], self.number[net.head[on]], price[on]], axis=0, return_inverse=True)
        arcs = np.full(len(net.cost), -1)
        arcs[on] = became.reshape(-1)
        held = np.bincount(arcs[on], weights=holds[on], minlength=len(each)).astype(np.int64)
        beyond = np.bincount(self.persons, weights=more, minlength=len(self.nodes)).astype(np.int64)
        wide = np.flatnonzero(beyond)
        ends, supply = np.full_like(wide, helpers), np.bincount(self.number[: net.clients], weights=net.supply, minlength=clients).astype(np.int64)
        small = Net(
            clients, helpers - clients, len(self.nodes), np.r_[each[:, 1], wide], np.r_[each[:, 2], ends], np.r_[held, beyond[wide]],
            np.r_[each[:, 3], np.ones_like(wide)], supply, net.miss,
        )  # fmt: skip
        return small, [replace(one, arcs=np.unique(arcs[one.arcs][arcs[one.arcs] >= 0]), least=0) for one in asks if np.isfinite(one.most)]


def persons(joint: Joint) -> list[dict[str, object]]:
    """The row of each helper."""
    rows = {row["key"]: dict(row) for plan in joint.plans for row in plan.field.helpers}
    return [rows[key] for key in joint.keys]


def first_of(told: Sequence[tuple[object, ...]]) -> Whole:
    """For each, the number of the first that is told the same.

    >>> first_of([("a",), ("b",), ("a",)]).tolist()
    [0, 1, 0]
    """
    found: dict[tuple[object, ...], int] = {}
    return np.array([found.setdefault(one, at) for at, one in enumerate(told)], np.int64)
