"""Several programmes planned side by side: each has its own rules, and a helper's places over all of them are limited together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import TYPE_CHECKING

import numpy as np

from planning.answers import Clock, NoPlan, Priced, Progress
from planning.pairing_arcs import Arcs
from planning.pairing_field import Field, least, weight
from planning.pairing_groups import Row, Whole
from planning.pairing_hub import hub, pairs_of
from planning.pairing_net import Ends, Net, flow, net, worths
from planning.pairing_plan import Plan, begun, document, fixed_cost, told
from planning.pairing_rules import UNIT, Limit, Rules, faults
from planning.pairing_solved import Solved, sums

if TYPE_CHECKING:
    from planning.pairing_quota import Counted

Case = tuple[Sequence[Row], Sequence[Row], Iterable[tuple[str, str]]]
"""Helpers, helped and today's pairs of one programme."""


@dataclass(frozen=True)
class Together:
    """The rules of each programme, the most that one helper may hold over all of them (0: any), and least and most by role."""

    programmes: tuple[Rules, ...]
    most: int = 0
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True)
class Joint(Priced):
    """One plan a programme; cost and bound of all together; the helpers, what each may hold and should at least, what a place costs.

    `reward` is the price of a pair that fills no first place. `low` are helpers with the pairs they lack to their least. Where quotas
    are more than the cheapest plans keep by themselves, a search proves the bound, and there are no `tolls`.
    """

    together: Together
    plans: list[Plan]
    cost: int
    bound: int
    keys: list[str]
    room: list[int]
    least: list[int]
    tolls: list[int]
    reward: int
    low: list[tuple[str, int]]
    seconds: float
    persons: list[int]
    """The node of each helper in the network of all programmes."""
    held: list[int]
    """What each helper has beside: fixed pairs, and pairs in programmes that are not planned here."""
    asks: list[Counted] = dataclass_field(default_factory=list)
    """The quotas of all programmes, one programme after the other, on the network of all."""


@dataclass(frozen=True)
class Part:
    """One programme: its field, ends, fixed pairs, arcs where they are single, and its own network."""

    field: Field
    ends: Ends
    fixed: Whole
    arcs: Arcs | None
    net: Net


def plan_together(
    cases: Sequence[Case],
    together: Together,
    elsewhere: Mapping[str, int] | None = None,
    *,
    seconds: float = 60.0,
    progress: Progress | None = None,
) -> Joint:
    """The cheapest plans of all programmes at once among those that leave the fewest places open; one case for each programme.

    `elsewhere` are the pairs that a helper has in programmes that are not planned here. NoPlan says which rule cannot be used.

    >>> helper, one, two = ({"key": key, "township": "t", "village": "v"} for key in ("Member:1", "Household:1", "Household:2"))
    >>> both = Together((Rules("帮学"), Rules("带富")), most=1)
    >>> sum(len(plan.pairs) for plan in plan_together([([helper], [one], []), ([helper], [two], [])], both).plans)
    1
    """
    check(together)
    clock = Clock(seconds, progress)
    fields = [Field(*case, rules) for case, rules in zip(cases, together.programmes, strict=True)]
    started = [begun(field) for field in fields]
    keys = list(dict.fromkeys(row["key"] for field in fields for row in field.helpers))
    at = {key: number for number, key in enumerate(keys)}
    rows = {row["key"]: row for field in fields for row in field.helpers}
    held = np.array([(elsewhere or {}).get(key, 0) for key in keys], np.int64)
    for field, (_, fixed) in zip(fields, started, strict=True):
        np.add.at(held, [at[field.helpers[j]["key"]] for j in fixed[:, 1]], 1)
    total = sum(int(ends.supply.sum()) for ends, _ in started)
    rule = Rules(limits=together.limits)
    own = [[one.most for one in together.limits if one.most is not None and one.fits(rows[key])] for key in keys]
    room = np.maximum(0, np.array([max(most) if most else together.most or total + int(held[n]) for n, most in enumerate(own)]) - held)
    first = np.clip([least(rows[key], rule) for key in keys] - held, 0, room)
    parts = parted(fields, started, bool(first.any()))
    reward = parts[0].ends.beside
    whole, takes, nodes = joined(parts, [np.array([at[row["key"]] for row in field.helpers], np.int64) for field in fields], room, first, reward)
    found, used = flow(whole)
    asks, flown, quoted = [], used, None
    if any(rules.quotas for rules in together.programmes):
        from planning.pairing_quota import counted, filled, kept, lacking  # HiGHS is loaded only where it is used

        asks = [replace(ask, arcs=take[ask.arcs]) for part, take in zip(parts, takes, strict=True) for ask in counted(part.field, part.net, part.fixed)]
        if not kept(asks, used):
            quoted = filled(whole, asks, max(max(part.ends.reward, part.ends.beside) for part in parts), used, clock)
            flown = quoted.used
    worth = worths(found, used)
    tolls = worth[nodes]
    plans, bound, cost, loads = [], int(Ends(room, room, first, first, reward=reward).places(tolls).sum()), 0, np.zeros(len(keys), np.int64)
    clients = helpers = open_ = 0
    for part, take in zip(parts, takes, strict=True):
        u = worth[clients : clients + part.net.clients]
        q = worth[found.clients + helpers : found.clients + helpers + part.net.helpers]
        toll = tolls[[at[row["key"]] for row in part.field.helpers]]
        done, below, left = one_of(part, flown[take], u, q, toll, found, used)
        short = lacking(part.field, np.r_[done.pairs, part.fixed]) if asks else []
        done = replace(done, prices=([], [])) if quoted else done
        plan = told(part.field, part.ends, part.fixed, done, short, clock.spent(), (clients, helpers), [] if quoted else toll.tolist())
        own_fixed = plan.cost - done.cost
        np.add.at(loads, [at[part.field.helpers[j]["key"]] for j in done.pairs[:, 1]], 1)
        plans.append(plan)
        cost, bound, open_ = cost + plan.cost, bound + below + own_fixed, open_ + left
        clients, helpers = clients + part.net.clients, helpers + part.net.helpers
    bound -= open_ + reward * int((loads - np.minimum(loads, first)).sum())
    if quoted:
        fixed_ = sum(fixed_cost(part.field, part.fixed) for part in parts)
        bound = fixed_ + quoted.proved(cost - fixed_)
    clock.tell(cost / UNIT, bound / UNIT)
    lack = first - loads
    low = [(keys[n], int(lack[n])) for n in np.flatnonzero(lack > 0).tolist()]
    plans = [replace(plan, bound=plan.cost - (cost - bound)) for plan in plans]
    return Joint(
        together, plans, cost, bound, keys, room.tolist(), first.tolist(), [] if quoted else tolls.tolist(), reward, low, clock.spent(),
        nodes.tolist(), held.tolist(), asks,
    )  # fmt: skip


def check(together: Together) -> None:
    """NoPlan with everything that is wrong with the rules, or that has no meaning over several programmes."""
    wrong = [one for rules in together.programmes for one in faults(rules)] + faults(Rules(limits=together.limits, joint=together.most))
    for rules in together.programmes:
        if rules.fair in ("smallest", "variance") or rules.joint:
            wrong.append(
                (
                    f"“{rules.programme}”：几个项目并列时，joint、smallest 和 variance 不写在单个项目里。",
                    f"{rules.programme!r}: where programmes are planned together, joint, smallest and variance are not set for one of them.",
                )
            )
    if wrong:
        raise NoPlan(" ".join(zh for zh, _ in wrong), " ".join(en for _, en in wrong))


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


def document_of(joint: Joint) -> dict[str, object]:
    """All programmes as JSON: what `verify_together.verify` checks."""
    return {
        "most": joint.together.most,
        "limits": [vars(one) for one in joint.together.limits],
        "parts": [{**document(plan), "bound": None} for plan in joint.plans],
        "cost": joint.cost,
        "bound": joint.bound,
        "reward": joint.reward,
        "tolls": dict(zip(joint.keys, joint.tolls, strict=bool(joint.tolls))),
        "low": [list(one) for one in joint.low],
    }
