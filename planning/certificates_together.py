"""Why places stay open where programmes are planned together, and how far the limit over all programmes would have to give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import max_flow, min_cost_flow
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import breadth_first_order, connected_components

from graphmodel.words import Text
from planning.certificates import split
from planning.pairing_groups import Whole
from planning.pairing_net import residual
from planning.pairing_reach import Bend
from planning.pairing_together import Joint


@dataclass(frozen=True)
class JointGap:
    """Helped of one or more programmes who together reach no other helpers than these, who hold too few places for them (Hall, 1935).

    `helped` are (programme, keys). `wants` is what the helped want beside fixed pairs, `places` what they can be given at most,
    `short` the difference: no set of plans leaves fewer of them out. Keys sorted; `townships` are those of the helped, most first.
    """

    helped: list[tuple[str, list[str]]]
    helpers: list[str]
    wants: int
    places: int
    short: int
    townships: list[str]

    def words(self, each: str = "户", one: str = "名帮扶人") -> Text:
        """The set in words: how many of which programme, whom they reach, how many places over all programmes, how many short."""
        zh = "、".join(f"{programme} {len(keys)} {each}" for programme, keys in self.helped)
        en = ", ".join(f"{programme}: {len(keys)}" for programme, keys in self.helped)
        if not self.helpers:
            return f"{zh}按规则没有可结对的帮扶人，差 {self.short} {each}。", f"{en}: they reach no helper under the rules: {self.short} short."
        return (
            f"{zh}按规则只有 {len(self.helpers)} {one}可结对，各项目合计 {self.places} 个名额，差 {self.short} {each}。任何方案都不能再少。",
            f"{en}: they reach only {len(self.helpers)} helpers holding {self.places} places over all programmes: {self.short} short. "
            "No plan leaves fewer out.",
        )


def gaps_together(joint: Joint) -> list[JointGap]:
    """One set for everyone whom the plans leave out, the smallest that proves it; those that meet are joined. Most lacking first.

    A set is what can be reached from those left out through what the flow leaves free: every way out of it is full, so what flows
    out of it is all that its helped can ever be given.
    """
    net, used = joint.plans[0].net, joint.plans[0].used
    roots = np.flatnonzero(used[: net.clients] > 0)
    begins, head, _, _ = residual(net, used)
    tail = np.repeat(np.arange(net.nodes), np.diff(begins))
    inner = (head != net.sink) & (tail != net.sink)
    tail, head = np.r_[tail[inner], np.full(len(roots), net.nodes)], np.r_[head[inner], roots]
    graph = csr_matrix(coo_matrix((np.ones(len(tail), np.int8), (tail, head)), (net.nodes + 1, net.nodes + 1)))
    inside = np.zeros(net.nodes + 1, bool)
    inside[breadth_first_order(graph, net.nodes, return_predecessors=False)] = True
    inside[net.nodes] = False
    meets = inside[tail] & inside[head]
    marks = connected_components(coo_matrix((np.ones(int(meets.sum()), np.int8), (tail[meets], head[meets])), graph.shape), directed=False)[1]
    marks = np.where(inside, marks, -1)
    open_ = (net.tail < net.clients) & (net.head == net.sink)
    full = ~open_ & (marks[net.tail] >= 0) & (marks[net.head] != marks[net.tail])
    places = np.bincount(marks[net.tail[full]], weights=net.holds[full], minlength=len(marks)).astype(np.int64)
    return sorted((told(joint, nodes, int(places[mark])) for mark, nodes in split(marks[: net.nodes]).items()), key=lambda gap: (-gap.short, gap.helped))


def told(joint: Joint, nodes: Whole, places: int) -> JointGap:
    """The nodes of a set as keys, with its sums."""
    net, helped, helpers, wants, towns = joint.plans[0].net, [], set(), 0, []
    for plan in joint.plans:
        own = nodes[(nodes >= plan.first[0]) & (nodes < plan.first[0] + len(plan.field.helped))] - plan.first[0]
        rows = [plan.field.helped[at] for at in own.tolist()]
        wants += int(plan.ends.wants[own].sum())
        towns += [row.get("township_name") or row.get("township") or "—" for row in rows]
        start = net.clients + plan.first[1]
        helpers |= {plan.field.helpers[at - start]["key"] for at in nodes[(nodes >= start) & (nodes < start + len(plan.field.helpers))].tolist()}
        if rows:
            helped.append((plan.rules.programme, sorted(row["key"] for row in rows)))
    return JointGap(helped, sorted(helpers), wants, places, wants - places, sorted(set(towns), key=lambda name: (-towns.count(name), name)))


def joint_bend(joint: Joint) -> Bend | None:
    """The least limit over all programmes, the same for every helper who now may hold less, that fills the most places; None if none bends.

    `used` are the places that it takes beyond what helpers may hold now.
    """
    net, persons, room, held = joint.plans[0].net, np.array(joint.persons, np.int64), np.array(joint.room, np.int64), np.array(joint.held, np.int64)
    wants = np.concatenate([plan.ends.wants for plan in joint.plans])
    inner = np.flatnonzero(net.head != net.sink)
    source = net.nodes
    tail, head, holds = np.r_[net.tail[inner], np.full(net.clients, source)], np.r_[net.head[inner], np.arange(net.clients)], np.r_[net.holds[inner], wants]

    def most(places: Whole) -> int:
        """How many places can be filled at most where helpers hold so many over all programmes."""
        solver = max_flow.SimpleMaxFlow()
        solver.add_arcs_with_capacity(np.r_[tail, persons], np.r_[head, np.full(len(persons), net.sink)], np.r_[holds, places])
        solver.solve(source, net.sink)
        return int(solver.optimal_flow())

    def lifted(limit: int) -> Whole:
        return np.maximum(room, limit - held)

    low, high = int((room + held).min(initial=0)), int(wants.sum() + held.max(initial=0))
    best = most(lifted(high))
    if best == most(room):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if most(lifted(middle)) == best else (middle + 1, high)
    more = lifted(low) - room
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        np.r_[tail, persons, persons],
        np.r_[head, np.full(2 * len(persons), net.sink)],
        np.r_[holds, room, more],
        np.r_[np.zeros(len(tail) + len(persons), np.int64), np.ones(len(persons), np.int64)],
    )
    solver.set_node_supply(source, int(wants.sum()))
    solver.set_node_supply(net.sink, -int(wants.sum()))
    solver.solve_max_flow_with_min_cost()
    return Bend("joint", low, int(wants.sum()) - best, int(solver.optimal_cost()))


@dataclass(frozen=True)
class LeastBend:
    """The least of a role over all programmes that gives alone as little as serves: the number of the limit, its new least, pairs still lacking."""

    limit: int
    least: int
    lack: int


def least_bends(joint: Joint) -> list[LeastBend]:
    """For each least over all programmes, alone: the highest that lets the fewest pairs lack; those that do not help are left out.

    Coverage stays first. Not for quotas with a most, under which other pairs would be possible.
    """
    rows = {row["key"]: row for plan in joint.plans for row in plan.field.helpers}
    now = sum(n for _, n in joint.low) + sum(n for plan in joint.plans for _, n in plan.low)
    found = []
    for at, limit in enumerate(joint.together.limits):
        if not limit.least or not now or not any(joint.least):
            continue
        others = [[one.least for other, one in enumerate(joint.together.limits) if other != at and one.fits(rows[key])] for key in joint.keys]
        mine = np.array([limit.fits(rows[key]) for key in joint.keys])

        def lack(least: int, others: list[list[int]] = others, mine: Whole = mine) -> int:
            """Pairs lacking at this least."""
            first = np.maximum([max(one, default=0) for one in others], least * mine) - np.array(joint.held, np.int64)
            return lacking(joint, np.clip(first, 0, np.array(joint.room, np.int64)))

        fewest = lack(0)
        if fewest < now:
            found.append(LeastBend(at, next(least for least in range(limit.least - 1, -1, -1) if lack(least) == fewest), fewest))
    return found


def lacking(joint: Joint, first: Whole) -> int:
    """The fewest pairs that helpers can lack to their first places, those of each programme and these over all, where as many are covered as can be."""
    net, count, room = joint.plans[0].net, len(joint.keys), np.array(joint.room, np.int64)
    own = [1 + bool(plan.ends.least.any()) for plan in joint.plans]
    outside = np.minimum(net.cost // joint.reward, 2)
    each = np.repeat(own, [len(plan.field.helped) for plan in joint.plans])
    outside[: net.clients] = each
    outside[-2 * count :] = np.repeat([0, 1], count)
    supply = int(net.supply.sum())
    much = 2 * supply + 1
    solver = min_cost_flow.SimpleMinCostFlow()
    price = outside + np.r_[np.full(net.clients, much), np.zeros(len(outside) - net.clients, np.int64)]
    arcs = solver.add_arcs_with_capacity_and_unit_cost(net.tail, net.head, np.r_[net.holds[: -2 * count], first, room - first], price)
    solver.set_nodes_supplies(np.arange(net.clients), net.supply)
    solver.set_node_supply(net.sink, -supply)
    solver.solve()
    filled = int((each * net.supply).sum()) - int((solver.flows(arcs) * outside).sum())
    return int(first.sum()) + sum(int(plan.ends.least.sum()) for plan in joint.plans) - filled
