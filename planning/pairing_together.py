"""Several programmes planned side by side: each has its own rules, and a helper's places over all of them are limited together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import TYPE_CHECKING

import numpy as np

from planning.answers import Clock, NoPlan, Priced, Progress
from planning.pairing_field import Field, least
from planning.pairing_groups import Row
from planning.pairing_joined import joined, one_of, parted
from planning.pairing_net import Ends, flow, worths
from planning.pairing_plan import Plan, begun, document, fixed_cost, told
from planning.pairing_rules import UNIT, Limit, Rules, faults

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
    """One plan a programme; cost and bound of all together; the helpers, what each may hold and should at least.

    `reward` is the price of a pair that fills no first place. `low` are helpers with the pairs they lack to their least. Where quotas
    are more than the cheapest plans keep by themselves, a search finds the plans, and prices of quotas prove them.
    """

    together: Together
    plans: list[Plan]
    cost: int
    bound: int
    keys: list[str]
    room: list[int]
    least: list[int]
    reward: int
    low: list[tuple[str, int]]
    seconds: float
    persons: list[int]
    """The node of each helper in the network of all programmes."""
    held: list[int]
    """What each helper has beside: fixed pairs, and pairs in programmes that are not planned here."""
    asks: list[Counted] = dataclass_field(default_factory=list)
    """The quotas of all programmes, one programme after the other, on the network of all."""


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
    total = sum(int(ends.supply.sum()) for ends, _ in started) + max((one.least for one in together.limits), default=0)  # any, and no least cut by it
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
            each = max(max(part.ends.reward, part.ends.beside) for part in parts)
            outside = whole.cost // max(1, each) * (each > 0)
            outside[: whole.clients] = np.repeat([(part.ends.reward > 0) + (part.ends.beside > 0) for part in parts], [part.net.clients for part in parts])
            quoted = filled(whole, asks, outside, each, used, clock)
            flown = quoted.used
    proof = quoted.proof if quoted else None
    worth = proof.worth if proof else worths(found, used)
    tolls = worth[nodes]
    plans, bound, cost, loads = [], int(Ends(room, room, first, first, reward=reward).places(tolls).sum()), 0, np.zeros(len(keys), np.int64)
    clients = helpers = open_ = asked = 0
    for part, take in zip(parts, takes, strict=True):
        u = worth[clients : clients + part.net.clients]
        q = worth[found.clients + helpers : found.clients + helpers + part.net.helpers]
        persons = nodes[[at[row["key"]] for row in part.field.helpers]]
        toll = worth[persons]
        done, below, left = one_of(part, flown[take], u, q, toll, found, used)
        short = lacking(part.field, np.r_[done.pairs, part.fixed]) if asks else []
        quotas = slice(asked, asked := asked + len(part.field.rules.quotas))
        if proof and quoted:
            mine = slice(clients, clients + len(u)), slice(found.clients + helpers, found.clients + helpers + len(q)), persons
            done = replace(done, quotas=proof.prices.part(quotas), order={name: one.of(*mine, quotas) for name, one in quoted.order.items()})
        elif quoted:
            done = replace(done, prices=([], []))
        plan = told(part.field, part.ends, part.fixed, done, short, clock.spent(), (clients, helpers), toll.tolist() if done.prices[0] else [])
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
        together, plans, cost, bound, keys, room.tolist(), first.tolist(), reward, low, clock.spent(),
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


def document_of(joint: Joint) -> dict[str, object]:
    """All programmes as JSON: what `verify_together.verify` checks."""
    return {
        "most": joint.together.most,
        "limits": [vars(one) for one in joint.together.limits],
        "parts": [{**document(plan), "bound": None} for plan in joint.plans],
        "cost": joint.cost,
        "bound": joint.bound,
        "reward": joint.reward,
        "low": [list(one) for one in joint.low],
    }
