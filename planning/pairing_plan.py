"""A pairing plan from rows: who helps whom under the rules, what it costs, and what no plan can undercut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import TYPE_CHECKING

import numpy as np

from planning.answers import Clock, NoPlan, Priced, Progress
from planning.pairing_arcs import Arcs
from planning.pairing_field import Field, weight
from planning.pairing_groups import Row, Whole
from planning.pairing_net import Ends, Net
from planning.pairing_sides import most
from planning.pairing_rules import Rules, faults
from planning.pairing_solved import Solved, solved

if TYPE_CHECKING:
    from planning.pairing_quota_proof import QuotaPrices


@dataclass(frozen=True)
class Plan(Priced):
    """Pairs as (helper, helped) keys, sorted; `left` the helped who lack a helper, one mention for each place.

    `cost` is that of all pairs with evenness, `bound` what no plan that leaves as few places open and fills as many first places
    can undercut, both in hundredths of a kilometre. `prices` of helped and of helpers prove it, with what `ends` says of open
    places, or, where quotas made the plan dearer, with `quotas`, their prices (no prices: not solved in time). `room` is the most that each helper could take. `low` are
    helpers with the pairs they lack to their least, `short` quotas with the pairs they lack. `tolls` are what a place of each
    helper costs other programmes, where several are planned together.
    """

    rules: Rules
    pairs: list[tuple[str, str]]
    left: list[str]
    cost: int
    bound: int
    ends: Ends
    room: list[int]
    prices: tuple[list[int], list[int]]
    low: list[tuple[str, int]]
    short: list[tuple[int, int]]
    seconds: float
    field: Field
    net: Net
    used: Whole
    first: tuple[int, int] = (0, 0)
    """The numbers of the first client and the first helper in the network."""
    tolls: list[int] = dataclass_field(default_factory=list)
    quotas: QuotaPrices | None = None
    order: dict[str, dict[str, object]] = dataclass_field(default_factory=dict)
    """Under quotas: the prices that prove that no fewer places stay open, first places unfilled, pairs lacking; by `STAGES`."""


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
    ends, fixed = begun(field)
    if rules.fair == "smallest":
        room = smallest(field, ends)
        ends = replace(ends, room=room, least=np.minimum(ends.least, room))
    arcs = Arcs(field, ends.supply, ends.room)
    ends = weighed(rules, ends, arcs.steepest())
    done = solved(arcs, ends, clock)
    short: list[tuple[int, int]] = []
    if rules.quotas:
        from planning.pairing_quota import evened, lacking, under_quotas  # HiGHS is loaded only where it is used

        done = under_quotas(field, ends, fixed, done, clock)
        if rules.fair == "smallest":  # an upper quota may ask for more from one helper than the flow without quotas did
            done, ends = evened(field, ends, begun(field)[0].room, fixed, done, clock)
        short = lacking(field, np.r_[done.pairs, fixed])
    return told(field, ends, fixed, done, short, clock.spent())


def without_quotas(plan: Plan) -> Plan:
    """The cheapest plan of the same rows under the same rules but the quotas, whoever bears most."""
    field = plan.field
    today = [(field.helpers[helper]["key"], field.helped[helped]["key"]) for helped, helper in field.current.tolist()]
    return plan_pairs(field.helpers, field.helped, today, replace(plan.rules, quotas=(), fair=""))


def told(
    field: Field, ends: Ends, fixed: Whole, done: Solved, short: list[tuple[int, int]], seconds: float, first: tuple[int, int] = (0, 0), tolls: Sequence[int] = ()
) -> Plan:
    """What was solved, as a plan of keys, the fixed pairs with it."""
    own = fixed_cost(field, fixed)
    lacking = np.maximum(0, ends.wants - np.bincount(done.pairs[:, 0], minlength=len(ends.wants)))
    lows = ends.least - np.bincount(done.pairs[:, 1], minlength=len(ends.least))
    return Plan(
        field.rules,
        sorted((field.helpers[j]["key"], field.helped[i]["key"]) for i, j in np.r_[done.pairs, fixed].tolist()),
        [field.helped[i]["key"] for i in np.repeat(np.arange(len(lacking)), lacking).tolist()],
        done.cost + own,
        done.bound + own,
        ends,
        (ends.room + np.bincount(fixed[:, 1], minlength=len(ends.room))).tolist(),
        done.prices,
        [(field.helpers[j]["key"], int(lows[j])) for j in np.flatnonzero(lows > 0).tolist()],
        short,
        seconds,
        field,
        done.net,
        done.used,
        first,
        list(tolls),
        done.quotas,
        done.order,
    )


def weighed(rules: Rules, ends: Ends, steepest: int) -> Ends:
    """The ends with the prices of evenness, first places and coverage. NoPlan when these leave 63 bits."""
    even = weight(rules.even_km) if rules.fair == "even" else 0
    if rules.fair == "variance":
        even = steepest * ends.chain + 1
    ends = replace(ends, even=even).priced(steepest)
    if ends.miss >= 2**62 // (len(ends.wants) + len(ends.room) + 2) and (even > weight(rules.even_km) or ends.reward):
        raise NoPlan(
            "规模过大，不能再把负担方差或每人下限排在路程之前。改用“兼顾均衡与路程”，或缩小地域。",
            "This is too large for least variance or least loads to come before the way. Maybe evenness weighed against the way, or a smaller place.",
        )
    return ends


def begun(field: Field) -> tuple[Ends, Whole]:
    """What both ends hold beside the pairs that must be, and these. NoPlan names one that has no room."""
    supply, room = field.wants + field.extra, field.room.copy()
    fixed = set_apart(field, supply, room)
    wants = np.minimum(supply, np.maximum(0, field.wants - np.bincount(fixed[:, 0], minlength=len(supply))))
    least = np.clip(field.least - np.bincount(fixed[:, 1], minlength=len(room)), 0, room)
    return Ends(wants, room, supply - wants, least), fixed


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
    loose = field.under(
        replace(
            rules,
            km=0,
            same_township=False,
            match="prefer" if rules.match else "",
            unknown_km=rules.unknown_km or 0.0,
            match_km=0 if rules.match == "must" else rules.match_km,
        )
    )
    prices = loose.prices(field.a.of[fixed[:, 0]], field.b.of[fixed[:, 1]])
    fresh = ~field.among(fixed[:, 0], fixed[:, 1], field.current)
    return int(prices.sum()) + int(fresh.sum()) * weight(rules.keep_km)


def smallest(field: Field, ends: Ends) -> Whole:
    """Rooms cut to the smallest load under which as many places are filled as before."""
    full = most(field, ends.wants, ends.room)
    low, high = 0, int(ends.room.max(initial=0))
    while low < high:
        middle = (low + high) // 2
        if most(field, ends.wants, np.minimum(ends.room, middle)) == full:
            high = middle
        else:
            low = middle + 1
    return np.minimum(ends.room, max(high, int(ends.least.max(initial=0))))


def document(plan: Plan) -> dict[str, object]:
    """A plan as JSON: what `verify_pairing.verify` checks, and what is kept of it."""
    limit = int((np.array(plan.room, np.int64) - plan.field.fixed[1]).max(initial=0)) if plan.rules.fair == "smallest" else None
    return {
        "rules": plan.rules.to_json(),
        "pairs": [list(pair) for pair in plan.pairs],
        "left": plan.left,
        "cost": plan.cost,
        "bound": None if plan.tolls else plan.bound,
        "miss": plan.ends.miss,
        "reward": plan.ends.reward,
        "beside": plan.ends.beside,
        "even": plan.ends.even,
        "limit": limit,
        "prices": [list(plan.prices[0]), list(plan.prices[1])],
        "quota_prices": plan.quotas and plan.quotas.to_json(),
        "order": plan.order,
        "low": [list(one) for one in plan.low],
        "short": [list(one) for one in plan.short],
        "tolls": plan.tolls,
        "seconds": round(plan.seconds, 3),
    }
