"""Why places stay open where programmes are planned together, and how far the limit over all programmes would have to give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from ortools.graph.python import max_flow, min_cost_flow
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import breadth_first_order, connected_components

from graphmodel.words import Text
from planning.certificates import split
from planning.pairing_groups import Whole
from planning.pairing_net import Net, residual
from planning.pairing_reach import SECONDS, Bend, smallest
from planning.pairing_sides import capped
from planning.pairing_together import Joint

if TYPE_CHECKING:
    from planning.pairing_capped_together import JointSearch


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


def joint_bend(joint: Joint, seconds: float = SECONDS) -> Bend | None:
    """The least limit over all programmes, the same for every helper who now may hold less, that fills the most places; None if none bends.

    `used` are the places that it takes beyond what helpers may hold now. Under a quota with a most mixed-integer programmes are asked,
    `seconds` at most: None too where these did not suffice.
    """
    room, held = np.array(joint.room, np.int64), np.array(joint.held, np.int64)
    wants, persons = np.concatenate([plan.ends.wants for plan in joint.plans]), np.array(joint.persons, np.int64)
    low, high = int((room + held).min(initial=0)) + 1, int(wants.sum() + held.max(initial=0)) + 1

    def more(limit: int) -> Whole:
        return np.maximum(0, limit - held - room)

    places: Places | JointSearch = Places(joint.plans[0].net, wants, persons, room)
    if capped(*joint.together.programmes):
        from planning.pairing_capped_together import JointSearch  # HiGHS is loaded only where it is used

        places = JointSearch(joint, seconds)
    best = places.most(more(high))
    if best == places.most(np.zeros_like(room)):
        return None
    low = smallest(low, high, lambda limit: places.most(more(limit)) >= best)
    used = places.used(more(low), best)
    return Bend("joint", low, int(wants.sum()) - best, used, places.sure) if not places.over else None


class Places:
    """What flows of all programmes can fill where persons hold more over all."""

    sure, over = True, False

    def __init__(self, net: Net, wants: Whole, persons: Whole, room: Whole) -> None:
        inner = np.flatnonzero(net.head != net.sink)
        self.source, self.sink, self.wants = net.nodes, net.sink, int(wants.sum())
        both = np.full(len(persons), net.sink)
        self.tail = np.r_[net.tail[inner], np.full(net.clients, net.nodes), persons, persons]
        self.head = np.r_[net.head[inner], np.arange(net.clients), both, both]
        self.holds = np.r_[net.holds[inner], wants, room]

    def most(self, more: Whole) -> int:
        """How many places can be filled at most."""
        solver = max_flow.SimpleMaxFlow()
        solver.add_arcs_with_capacity(self.tail, self.head, np.r_[self.holds, more])
        solver.solve(self.source, self.sink)
        return int(solver.optimal_flow())

    def used(self, more: Whole, best: int) -> int:
        """How many of the places beyond are needed at least to fill the most."""
        solver = min_cost_flow.SimpleMinCostFlow()
        price = np.r_[np.zeros_like(self.holds), np.ones_like(more)]
        solver.add_arcs_with_capacity_and_unit_cost(self.tail, self.head, np.r_[self.holds, more], price)
        solver.set_node_supply(self.source, self.wants)
        solver.set_node_supply(self.sink, -self.wants)
        solver.solve_max_flow_with_min_cost()
        return int(solver.optimal_cost())
