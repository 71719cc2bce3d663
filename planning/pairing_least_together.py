"""Leasts over several programmes and within one of them that cannot all be reached: how far each alone would have to give."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from ortools.graph.python import min_cost_flow

from planning.pairing_groups import Whole
from planning.pairing_least import LeastBend, each_alone
from planning.pairing_net import Ends
from planning.pairing_reach import SECONDS
from planning.pairing_sides import capped
from planning.pairing_together import Joint


def joint_least_bends(joint: Joint, seconds: float = SECONDS) -> list[LeastBend]:
    """For each least over all programmes, then for those within each, alone: the highest that lets the fewest pairs lack, coverage first.

    Those that do not help are left out. Under a quota with a most mixed-integer programmes are asked, `seconds` at most.
    """
    if not joint.low and not any(plan.low for plan in joint.plans):
        return []
    empty, rows = Empty(joint, seconds), {row["key"]: row for plan in joint.plans for row in plan.field.helpers}
    over, own = np.array(joint.least, np.int64), [plan.ends.least for plan in joint.plans]
    helpers, room = [rows[key] for key in joint.keys], np.array(joint.room, np.int64)
    ends = Ends(room, room, np.zeros_like(room), over)
    found = [*each_alone(joint.together.limits, helpers, np.array(joint.held, np.int64), ends, lambda first: empty.lack(first, own), empty.clock)]
    for part, plan in enumerate(joint.plans):
        found += each_alone(
            plan.rules.limits, plan.field.helpers, plan.field.fixed[1], plan.ends,
            lambda first, part=part: empty.lack(over, [*own[:part], first, *own[part + 1 :]]), empty.clock, part,
        )  # fmt: skip
    return found


class Empty:
    """How many first places, those of each programme and those over all, stay empty at least where as many are covered as can be.

    Every unit that flows is told how many kinds of first places it fills none of: an arc of a helper to the own node beyond the first
    places of the programme counts one, an arc from there beyond those over all one, a place left open all.
    """

    def __init__(self, joint: Joint, seconds: float) -> None:
        self.joint, self.net = joint, joint.plans[0].net
        self.own = [bool(plan.ends.least.any()) for plan in joint.plans]
        self.each = np.repeat([1 + own for own in self.own], [len(plan.field.helped) for plan in joint.plans])
        self.all = int((self.each * self.net.supply).sum())
        self.search = None
        if capped(*joint.together.programmes):
            from planning.pairing_capped_together import JointSearch  # HiGHS is loaded only where it is used

            self.search = JointSearch(joint, seconds)
        self.clock = self.search.clock if self.search else None

    def lack(self, over: Whole, own: Sequence[Whole]) -> tuple[int, bool]:
        """How many stay empty at these first places over all and within each programme, and whether that is proved."""
        holds, outside = self.shape(over, own)
        used, sure = self.search.priced(holds, outside) if self.search else (self.flow(holds, outside), True)
        return int(over.sum()) + sum(int(one.sum()) for one in own) - (self.all - used), sure

    def shape(self, over: Whole, own: Sequence[Whole]) -> tuple[Whole, Whole]:
        """What the arcs then hold, and how many kinds of first places a unit on them fills none of."""
        net, count = self.net, len(over)
        holds, outside = net.holds.copy(), np.zeros(len(net.cost), np.int64)
        home = (net.tail < net.clients) & (net.head == net.sink)
        outside[home] = self.each[net.tail[home]]
        holds[-2 * count :], outside[-count:] = np.r_[over, np.array(self.joint.room, np.int64) - over], 1
        for plan, first, has in zip(self.joint.plans, own, self.own, strict=True):
            start = net.clients + plan.first[1]
            arcs = np.flatnonzero((net.tail >= start) & (net.tail < start + len(first))) if has else np.empty(0, np.int64)
            if has and plan.ends.even:
                outside[arcs] = np.concatenate([np.arange(room) >= least for room, least in zip(plan.ends.room, first, strict=True)])
            elif has:
                holds[arcs], outside[arcs[len(first) :]] = np.r_[first, plan.ends.room - first], 1
        return holds, outside

    def flow(self, holds: Whole, outside: Whole) -> int:
        """What the units that flow come to, where nothing comes before coverage."""
        net, supply = self.net, int(self.net.supply.sum())
        solver = min_cost_flow.SimpleMinCostFlow()
        price = outside + np.r_[np.full(net.clients, 2 * supply + 1), np.zeros(len(outside) - net.clients, np.int64)]
        arcs = solver.add_arcs_with_capacity_and_unit_cost(net.tail, net.head, holds, price)
        solver.set_nodes_supplies(np.arange(net.clients), net.supply)
        solver.set_node_supply(net.sink, -supply)
        solver.solve()
        return int((solver.flows(arcs) * outside).sum())
