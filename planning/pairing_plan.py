"""A pairing plan from rows: who helps whom under the rules, what it costs, and what no plan can undercut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planning.answers import Clock, NoPlan, Progress
from planning.pairing import flat
from planning.pairing_arcs import Arcs
from planning.pairing_field import Field, Row, Whole, weight
from planning.pairing_hub import hub, pairs_of
from planning.pairing_net import Net, flow, net, prices
from planning.pairing_reach import most
from planning.pairing_rules import UNIT, Rules, faults

HELD = 400_000
"""Pairs up to which all are given to the flow."""


@dataclass(frozen=True)
class Plan:
    """Pairs as (helper, helped) keys, sorted; `left` the helped who lack a helper, one mention for each place.

    `cost` is that of all pairs with evenness, `bound` what no plan that leaves as few places open can undercut, both in hundredths
    of a kilometre. `prices` of helped and of helpers prove it (empty where quotas overlap and a search proved it instead), with
    `miss` the price of a place left open and `even` that of a squared load. `room` is the most that each
    helper could take. `short` are quotas with the pairs they lack.
    """

    rules: Rules
    pairs: list[tuple[str, str]]
    left: list[str]
    cost: int
    bound: int
    miss: int
    even: int
    room: list[int]
    prices: tuple[list[int], list[int]]
    short: list[tuple[int, int]]
    seconds: float
    field: Field
    ends: Net
    used: Whole

    @property
    def proven(self) -> bool:
        """Whether no cheaper plan leaves as few places open."""
        return self.cost == self.bound

    @property
    def gap(self) -> float:
        """How far from the cheapest at most, as a share of its cost."""
        return 0.0 if self.proven else (self.cost - self.bound) / max(1, abs(self.cost))


def plan_pairs(
    helpers: Sequence[Row],
    helped: Sequence[Row],
    current: Iterable[tuple[str, str]],
    rules: Rules,
    *,
    seconds: float = 60.0,
    progress: Progress | None = None,
) -> Plan:
    """The cheapest plan among those that leave the fewest places open; see `Field` for the rows. NoPlan says which rule leaves none.

    >>> helper = {"key": "Member:1", "township": "t", "village": "v"}
    >>> plan_pairs([helper], [{"key": "Household:1", "township": "t", "village": "v"}], [], Rules("帮学")).pairs
    [('Member:1', 'Household:1')]
    """
    if wrong := faults(rules):
        raise NoPlan(" ".join(zh for zh, _ in wrong), " ".join(en for _, en in wrong))
    clock = Clock(seconds, progress)
    field = Field(helpers, helped, current, rules)
    wants, room = field.wants.copy(), field.room.copy()
    fixed = set_apart(field, wants, room)
    if rules.fair == "smallest":
        room = smallest(field, wants, room)
    even = weight(rules.even_km) if rules.fair == "even" else 0
    arcs = Arcs(field, wants, room)
    miss = (arcs.steepest() + even * (2 * int(room.max(initial=0)) + 1)) * (int(wants.sum()) + 1) + 1
    alike = not rules.quotas and wants.max(initial=0) <= 1 and not len(field.never)
    done = (by_groups if alike else by_pairs)(arcs, even, miss, clock)
    short: list[tuple[int, int]] = []
    if rules.quotas:
        from planning.pairing_quota import filled  # HiGHS is loaded only where it is used

        quotas = filled(arcs, done, fixed, clock.left())
        done, short = (
            replace(
                done,
                pairs=np.c_[arcs.helped[quotas.pairs], arcs.helper[quotas.pairs]],
                cost=quotas.cost,
                bound=quotas.bound,
                prices=([], []),
            ),
            quotas.short,
        )
    own = fixed_cost(field, fixed)
    lacking = wants - np.bincount(done.pairs[:, 0], minlength=len(wants))
    pairs = sorted((field.helpers[j]["key"], field.helped[i]["key"]) for i, j in np.r_[done.pairs, fixed].tolist())
    left = [field.helped[i]["key"] for i in np.repeat(np.arange(len(wants)), lacking).tolist()]
    return Plan(
        rules,
        pairs,
        left,
        done.cost + own,
        done.bound + own,
        miss,
        even,
        (room + np.bincount(fixed[:, 1], minlength=len(room))).tolist(),
        done.prices,
        short,
        clock.spent(),
        field,
        done.ends,
        done.used,
    )


@dataclass(frozen=True)
class Solved:
    """Pairs (helped, helper), their cost with evenness, what none can undercut, the prices, and the flow they were read from."""

    pairs: Whole
    cost: int
    bound: int
    prices: tuple[list[int], list[int]]
    ends: Net
    used: Whole


def by_groups(arcs: Arcs, even: int, miss: int, clock: Clock) -> Solved:
    """The cheapest plan over whole groups: every pair that the rules allow is in it at once."""
    field, wants, room = arcs.field, arcs.wants, arcs.room
    ends, used = flow(hub(field, wants, room, even, miss))
    clients, helpers = prices(ends, used)
    pairs = pairs_of(field, ends, used)
    load = np.bincount(pairs[:, 1], minlength=len(room))
    cost = int((used[ends.clients :] * ends.cost[ends.clients :]).sum())
    bound = flat(wants, room, even, miss, clients, helpers) - miss * int(wants.sum() - load.sum())
    clock.tell(cost / UNIT, bound / UNIT)
    return Solved(pairs, cost, bound, (clients.tolist(), helpers.tolist()), ends, used)


def by_pairs(arcs: Arcs, even: int, miss: int, clock: Clock) -> Solved:
    """The cheapest plan over single pairs: all of them where they are few, else the likely ones and what prices out."""
    wants, room = arcs.wants, arcs.room
    whole = bool(arcs.field.rules.quotas) or arcs.count() <= HELD
    arcs.likely(every=whole)
    bound = -(2**62)
    while True:
        ends = net(
            wants,
            room,
            even,
            miss,
            len(wants) + len(room) + 1,
            arcs.helped,
            len(wants) + arcs.helper,
            np.ones(len(arcs.cost), np.int64),
            arcs.cost,
        )
        ends, used = flow(ends)
        clients, helpers = prices(ends, used)
        flown = used[len(used) - len(arcs.cost) :] > 0
        pairs = np.c_[arcs.helped[flown], arcs.helper[flown]]
        load, short = (
            np.bincount(pairs[:, 1], minlength=len(room)),
            np.minimum(0, arcs.cost - clients[arcs.helped] + helpers[arcs.helper]).sum(),
        )
        cost, open_cost = int(arcs.cost[flown].sum()) + even * int((load * load).sum()), miss * int(wants.sum() - len(pairs))
        new, more = (0, 0) if whole else arcs.price(clients, helpers)
        bound = max(bound, flat(wants, room, even, miss, clients, helpers) + int(short) + more)
        clock.tell((cost + open_cost) / UNIT, bound / UNIT)
        if not new or clock.left() <= 0:
            return Solved(pairs, cost, bound - open_cost, (clients.tolist(), helpers.tolist()), ends, used)


def set_apart(field: Field, wants: Whole, room: Whole) -> Whole:
    """The pairs that must be, taken off wants and rooms. NoPlan names one that has no room."""
    for helped, helper in field.must.tolist():
        if wants[helped] < 1 or room[helper] < 1:
            who = field.helpers[helper]["key"] if room[helper] < 1 else field.helped[helped]["key"]
            raise NoPlan(
                f"指定的结对超出名额：{who}。减少指定，或提高上限。",
                f"More pairs are fixed than there is room for at {who}. Maybe fix fewer, or raise the limit.",
            )
        wants[helped] -= 1
        room[helper] -= 1
    return field.must


def fixed_cost(field: Field, fixed: Whole) -> int:
    """The cost of the pairs that must be, whatever the other rules say of them."""
    if not len(fixed):
        return 0
    rules = field.rules
    loose = Field(
        field.helpers,
        field.helped,
        [],
        replace(
            rules,
            km=0,
            same_township=False,
            match="prefer" if rules.match else "",
            unknown_km=rules.unknown_km or 0.0,
            match_km=0 if rules.match == "must" else rules.match_km,
            keep_km=0,
        ),
    )
    loose.current = field.current
    fresh = ~field.among(fixed[:, 0], fixed[:, 1], field.current)
    return int(loose.costs(fixed[:, 0], fixed[:, 1]).sum()) + int(fresh.sum()) * weight(rules.keep_km)


def smallest(field: Field, wants: Whole, room: Whole) -> Whole:
    """Rooms cut to the smallest load under which as many places are filled as before."""
    full = most(field, wants, room)
    low, high = 0, int(room.max(initial=0))
    while low < high:
        middle = (low + high) // 2
        if most(field, wants, np.minimum(room, middle)) == full:
            high = middle
        else:
            low = middle + 1
    return np.minimum(room, high)


def document(plan: Plan) -> dict[str, object]:
    """A plan as JSON: what `verify_pairing.verify` checks, and what is kept of it."""
    fixed = np.bincount(plan.field.must[:, 1], minlength=len(plan.room))
    limit = int((np.array(plan.room, np.int64) - fixed).max(initial=0)) if plan.rules.fair == "smallest" else None
    return {
        "rules": plan.rules.to_json(),
        "pairs": [list(pair) for pair in plan.pairs],
        "left": plan.left,
        "cost": plan.cost,
        "bound": plan.bound,
        "miss": plan.miss,
        "even": plan.even,
        "limit": limit,
        "prices": [list(plan.prices[0]), list(plan.prices[1])],
        "short": [list(one) for one in plan.short],
        "seconds": round(plan.seconds, 3),
    }
