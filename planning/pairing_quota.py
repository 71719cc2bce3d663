"""Quotas that overlap (township × role × need) are no flow: a mixed-integer programme over its network, coverage first, first places, quotas, then cost."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field

import numpy as np
from scipy.sparse import block_array, coo_matrix, csr_matrix, eye_array

from planning.answers import Clock
from planning.exact import minimise, safe
from planning.pairing_arcs import Arcs
from planning.pairing_field import Field
from planning.pairing_groups import Whole
from planning.pairing_hub import pairs_of
from planning.pairing_net import Ends, Net
from planning.pairing_quota_proof import STAGES, Proof, proof
from planning.pairing_rules import UNIT
from planning.pairing_solved import Solved, solved, sums


@dataclass(frozen=True)
class Counted:
    """What a quota asks of a network: the arcs that it counts, the least and the most of them, fixed pairs taken off."""

    arcs: Whole
    least: int
    most: float


@dataclass(frozen=True)
class Filled:
    """What flows on every arc, what no plan that covers as many can undercut, whether each step before the cost was proved, the prices that
    prove the bound, and those that prove the steps, by name."""

    used: Whole
    bound: int
    sure: bool
    proof: Proof | None = None
    order: dict[str, Proof] = dataclass_field(default_factory=dict)

    def proved(self, cost: int) -> int:
        """The bound of a plan of this cost."""
        return min(self.bound, cost if self.sure else cost - 1)


@dataclass(frozen=True)
class Model:
    """The network as rows; columns are its arcs, then what each quota lacks. The last rows are the most of each quota."""

    rows: csr_matrix
    low: np.ndarray
    high: np.ndarray
    upper: np.ndarray
    arcs: int

    @property
    def whole(self) -> np.ndarray:
        """Which columns are whole numbers: the arcs; what quotas lack is so by itself."""
        return np.arange(self.rows.shape[1]) < self.arcs


def model(found: Net, counted: Sequence[Counted]) -> Model:
    """Every client sends out its supply, what enters a node leaves it, and quotas are kept or said to lack."""
    count, asks = len(found.cost), len(counted)
    at = np.arange(count)
    ends = coo_matrix((np.repeat([1.0, -1.0], count), (np.r_[found.tail, found.head], np.r_[at, at])), (found.nodes, count)).tocsr()
    flows = ends[np.flatnonzero(np.arange(found.nodes) != found.sink)]
    supply = np.zeros(found.nodes - 1)
    supply[: found.clients] = found.supply
    row = np.repeat(np.arange(asks), [len(one.arcs) for one in counted])
    tally = csr_matrix(coo_matrix((np.ones(len(row)), (row, np.concatenate([one.arcs for one in counted]))), (asks, count)))
    least, most = (np.array([getattr(one, name) for one in counted], float) for name in ("least", "most"))
    return Model(
        csr_matrix(block_array([[flows, None], [tally, eye_array(asks)], [tally, None]])),
        np.r_[supply, least, np.full(asks, -np.inf)],
        np.r_[supply, np.full(asks, np.inf), most],
        np.r_[found.holds, least].astype(float),
        count,
    )


def counted(field: Field, found: Net, fixed: Whole) -> list[Counted]:
    """The quotas of a programme on its own network: on arcs between single ones, and on those between whole groups."""
    second = found.sink + 1 + field.a.size
    straight = np.flatnonzero((found.tail < found.clients) & (found.head >= found.clients) & (found.head < found.sink))
    between = np.flatnonzero((found.tail > found.sink) & (found.tail < second) & (found.head >= second))
    (a, first), (b, other) = (np.unique(group.of, return_index=True) for group in (field.a, field.b))
    of_a, of_b = np.zeros(field.a.size, np.int64), np.zeros(field.b.size, np.int64)
    of_a[a], of_b[b] = first, other
    arcs = np.r_[straight, between]
    helped = np.r_[found.tail[straight], of_a[found.tail[between] - found.sink - 1]]
    helper = np.r_[found.head[straight] - found.clients, of_b[found.head[between] - second]]
    fits, had = told(field, np.c_[helped, helper]), told(field, fixed).sum(1).tolist()
    return [
        Counted(arcs[fits[at]], max(0, quota.at_least - had[at]), math.inf if quota.at_most is None else max(0, quota.at_most - had[at]))
        for at, quota in enumerate(field.rules.quotas)
    ]


def told(field: Field, pairs: Whole) -> np.ndarray:
    """Which of these pairs (helped, helper) each quota counts."""
    of_helped, of_helpers = field.quoted
    return (of_helped[pairs[:, 0]] & of_helpers[pairs[:, 1]]).T


def lacking(field: Field, pairs: Whole) -> list[tuple[int, int]]:
    """(number, how many pairs it lacks) of the quotas that these pairs do not fill."""
    counts = told(field, pairs).sum(1).tolist()
    return [(at, quota.at_least - n) for at, (quota, n) in enumerate(zip(field.rules.quotas, counts, strict=True)) if n < quota.at_least]


def kept(counted: Sequence[Counted], used: Whole) -> bool:
    """Whether a flow keeps every quota."""
    return all(one.least <= int(used[one.arcs].sum()) <= one.most for one in counted)


def filled(found: Net, counted: Sequence[Counted], outside: Whole, reward: int, used: Whole, clock: Clock) -> Filled:
    """The cheapest flow under the quotas; those that cannot be filled fall as little short as can be.

    `outside` says how many first places each arc leaves unfilled, at the price `reward` each. `used` is the cheapest flow without
    quotas: where it passes the most of none, it tells how many places are filled under them too.
    """
    whole, count, arcs = model(found, counted), len(counted), len(found.cost)
    cost, open_ = found.cost - outside * reward, np.arange(arcs) < found.clients
    cost[: found.clients] = 0
    lacks = np.array([max(0, one.least - int(used[one.arcs].sum())) for one in counted])
    x = np.r_[used, lacks].astype(float) if all(used[one.arcs].sum() <= one.most for one in counted) else np.empty(0)
    goals = [np.r_[goal, np.zeros(count)].astype(float) for goal in (open_, outside)] + [np.r_[np.zeros(arcs), np.ones(count)]]
    known = [len(x) > 0, len(x) > 0, False]
    steps = [(goal, told) for goal, told in zip(goals, known, strict=True) if goal.any()]
    rows, low, high, sure = whole.rows, whole.low, whole.high, True
    share = max(1.0, clock.left() / (len(steps) + 1))
    for goal, told in steps:
        if not told:
            answer = minimise(goal, rows, low, high, upper=whole.upper, integer=whole.whole, seconds=share, start=x if len(x) else None, gap=0.5, watch=clock.asked)
            if not len(answer.x):
                sure = False
                break
            x = np.rint(answer.x)
            sure &= safe(answer.bound) >= float(goal @ x)
        rows = csr_matrix(block_array([[rows], [csr_matrix(goal)]]))
        low, high = np.r_[low, -np.inf], np.r_[high, float(goal @ x)]
    if not len(x):  # no plan in time: none is claimed
        return Filled(np.r_[found.supply, np.zeros(arcs - found.clients)].astype(np.int64), -1, False)
    goal = np.r_[cost, np.zeros(count)].astype(float)
    answer = minimise(goal, rows, low, high, upper=whole.upper, integer=whole.whole, seconds=max(1.0, clock.left()), start=x, gap=0.5, watch=clock.asked)
    slack = 1e-6 * (8 * int(found.supply.sum()) + int(lacks.sum()) + 1) + 1e-12 * abs(answer.bound)  # a unit passes six arcs at most, each priced to a millionth
    x, bound = (np.rint(answer.x), safe(answer.bound, slack)) if len(answer.x) else (x, 0)
    goals.append(goal)
    proofs = {name: proof(found, whole, counted, goals[: at + 1], x, max(1.0, clock.left())) for at, name in enumerate(STAGES) if goals[at] @ x or at == 3}
    order = {name: one for name, one in proofs.items() if one}
    last = order.pop(STAGES[-1], None)
    return Filled(x[: whole.arcs].astype(np.int64), max(bound, last.bound) if last else bound, sure, last, order)


def under_quotas(field: Field, ends: Ends, fixed: Whole, done: Solved, clock: Clock) -> Solved:
    """The cheapest plan under the quotas, from the cheapest without them: that itself, with its prices, where it keeps them all."""
    asks = counted(field, done.net, fixed)
    if kept(asks, done.used):
        return done
    outside = done.net.cost // ends.reward if ends.reward else np.zeros_like(done.net.cost)
    outside[: done.net.clients] = ends.reward > 0
    found = filled(done.net, asks, outside, ends.reward, done.used, clock)
    pairs = pairs_of(field, done.net, found.used)
    cost = int(field.costs(pairs[:, 0], pairs[:, 1]).sum()) + sums(ends, pairs)[0]
    bound = found.proved(cost)
    clock.tell(cost / UNIT, bound / UNIT)
    if found.proof is None:
        return replace(done, pairs=pairs, cost=cost, bound=bound, prices=([], []))
    worth, clients, helpers = found.proof.worth.tolist(), slice(done.net.clients), slice(done.net.clients, done.net.sink)
    order = {name: one.of(clients, helpers, np.empty(0, np.int64), slice(None)) for name, one in found.order.items()}
    return replace(done, pairs=pairs, cost=cost, bound=bound, prices=(worth[clients], worth[helpers]), quotas=found.proof.prices, order=order)


def evened(field: Field, ends: Ends, room: Whole, fixed: Whole, found: Solved, clock: Clock) -> tuple[Solved, Ends]:
    """The smallest load under which the quotas cover as many as with every room full."""

    def within(ends: Ends) -> Solved:
        return under_quotas(field, ends, fixed, solved(Arcs(field, ends.supply, ends.room), ends, clock), clock)

    def open_(one: Solved) -> int:
        return int(np.maximum(0, ends.wants - np.bincount(one.pairs[:, 0], minlength=len(ends.wants))).sum())

    wide = within(replace(ends, room=room))
    while open_(found) > open_(wide) and (ends.room < room).any():
        ends = replace(ends, room=np.minimum(room, int(ends.room.max(initial=0)) + 1))
        found = within(ends)
    return found, ends
