"""Why somebody is left out, and why this helper: sets that hold too few places, and what each exchange would cost."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from graphmodel.words import Text
from planning.pairing_field import Whole
from planning.pairing_net import residual, worths
from planning.pairing_plan import Plan
from planning.pairing_rules import UNIT

FAR = 2**36
"""Reduced costs above which no exchange is followed: such a step would leave somebody out."""


@dataclass(frozen=True)
class Gap:
    """Helped who together reach no other helpers than these, who together hold too few places (Hall, 1935).

    `wants` is what the helped want, `places` what the helpers hold for them, `short` the difference: no plan leaves fewer of them
    out. All keys sorted; `townships` are those of the helped, most first.
    """

    helped: list[str]
    helpers: list[str]
    wants: int
    places: int
    short: int
    townships: list[str]

    def words(self, each: str = "户", one: str = "名帮扶人") -> Text:
        """The set in words: how many, whom they reach, how many places, how many short."""
        where = "、".join(self.townships[:3]) + (f"等 {len(self.townships)} 个乡镇" if len(self.townships) > 3 else "")
        where_en = ", ".join(self.townships[:3]) + (f" and {len(self.townships) - 3} more townships" if len(self.townships) > 3 else "")
        if not self.helpers:
            return (
                f"{where} {len(self.helped)} {each}按规则没有可结对的帮扶人，差 {self.short} {each}。",
                f"{where_en}: {len(self.helped)} reach no helper under the rules: {self.short} short.",
            )
        return (
            f"{where} {len(self.helped)} {each}按规则只有 {len(self.helpers)} {one}可结对，共 {self.places} 个名额，"
            f"差 {self.short} {each}。任何方案都不能再少。",
            f"{where_en}: {len(self.helped)} reach only {len(self.helpers)} helpers holding {self.places} places: "
            f"{self.short} short. No plan leaves fewer out.",
        )


def gaps(plan: Plan) -> list[Gap]:
    """One set for everyone left out, the smallest that proves it; those that meet are joined. Most lacking first."""
    reach = Reach(plan)
    found: list[tuple[set[int], set[int]]] = []
    for root in sorted({plan.field.helped_at[key] for key in plan.left}):
        if any(root in helped for helped, _ in found):
            continue
        helped, helpers = reach.around(root)
        meet = [one for one in found if one[0] & helped or one[1] & helpers]
        for one in meet:
            found.remove(one)
            helped, helpers = helped | one[0], helpers | one[1]
        found.append((helped, helpers))
    bare: dict[str, set[int]] = defaultdict(set)
    for helped, _ in (one for one in found if not one[1]):
        for at in helped:
            bare[plan.field.helped[at].get("township") or ""].add(at)
    sets = [one for one in found if one[1]] + [(helped, set()) for helped in bare.values()]
    return sorted((reach.gap(*one) for one in sets), key=lambda gap: (-gap.short, gap.helped))


class Reach:
    """From somebody left out: every helper allowed, whom these help, every helper allowed for those, and so on."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.field = plan, plan.field
        fixed = set(map(tuple, self.field.must.tolist()))
        self.of_helper: dict[int, list[int]] = defaultdict(list)
        self.of_helped: dict[int, set[int]] = defaultdict(set)
        for helper, helped in plan.pairs:
            at = (self.field.helped_at[helped], self.field.helper_at[helper])
            if at not in fixed:
                self.of_helper[at[1]].append(at[0])
            self.of_helped[at[0]].add(at[1])
        self.barred: dict[int, set[int]] = defaultdict(set)
        for one, other in self.field.never.tolist():
            self.barred[one].add(other)
        self.wants = self.field.wants - np.bincount(self.field.must[:, 0], minlength=len(self.field.wants))
        self.room = np.array(plan.room) - np.bincount(self.field.must[:, 1], minlength=len(plan.room))
        self.alone = int((self.field.wants + self.field.extra).max(initial=0)) <= 1
        self.allowed: dict[int, Whole] = {}

    def helpers_of(self, group: int) -> Whole:
        """The helpers with room that the rules allow a group of helped."""
        if group not in self.allowed:
            fits = self.field.block(np.array([group]))[0] >= 0
            self.allowed[group] = np.flatnonzero(fits[self.field.b.of] & (self.room > 0))
        return self.allowed[group]

    def around(self, root: int) -> tuple[set[int], set[int]]:
        """The helped and helpers that `root` reaches."""
        helped, helpers, waiting, done = {root}, set(), [root], set()
        while waiting:
            one = waiting.pop()
            group = int(self.field.a.of[one])
            alike = self.alone and one not in self.barred
            if alike and group in done:
                continue
            done |= {group} if alike else set()
            barred = self.barred[one] | (set() if alike else self.of_helped[one]) if one in self.barred or not alike else set()
            for helper in set(self.helpers_of(group).tolist()) - helpers - barred:
                helpers.add(helper)
                fresh = [other for other in self.of_helper[helper] if other not in helped]
                helped.update(fresh)
                waiting += fresh
        return helped, helpers

    def gap(self, helped: set[int], helpers: set[int]) -> Gap:
        """The set with its sums; places taken outside it by those who want several are places too."""
        wants = int(sum(self.wants[one] for one in helped))
        outside = (
            sum(
                1
                for one in helped
                for other in self.of_helped[one]
                if other not in helpers and [one, other] not in self.field.must.tolist()
            )
            if not self.alone
            else 0
        )
        places = int(sum(self.room[one] for one in helpers)) + outside
        rows = [self.field.helped[one] for one in sorted(helped)]
        names = [row.get("township_name") or row.get("township") or "—" for row in rows]
        return Gap(
            sorted(row["key"] for row in rows),
            sorted(self.field.helpers[one]["key"] for one in helpers),
            wants,
            places,
            wants - places,
            sorted(set(names), key=lambda name: (-names.count(name), name)),
        )


@dataclass(frozen=True)
class Choice:
    """A helper that one of the helped might have: the way in km, pairs held and room, and `extra`, what the whole plan would cost more
    in km with this helper; `moves` other pairs change then. `extra` is None where somebody would be left out or fall below the least
    by it."""

    helper: str
    km: float | None
    load: int
    room: int
    extra: float | None
    moves: int
    chosen: bool


def choices(plan: Plan, helped: str, most: int = 4) -> list[Choice]:
    """The helpers of one of the helped, then those who would cost least more in place of the first; each exchange is exact."""
    field, at = plan.field, plan.field.helped_at[helped]
    own = [field.helper_at[a] for a, b in plan.pairs if b == helped]
    load = np.bincount([field.helper_at[a] for a, _ in plan.pairs], minlength=len(field.helpers))
    allowed = np.flatnonzero((field.block(np.array([field.a.of[at]]))[0] >= 0)[field.b.of] & (np.array(plan.room) > 0))
    allowed = np.setdiff1d(allowed, np.r_[field.never[field.never[:, 0] == at, 1], own])
    cost = field.costs(np.full(len(allowed), at), allowed)
    ways = field.kilometres(np.array([field.a.of[at]]))[0][field.b.of]

    def choice(helper: int, extra: float | None, moves: int, chosen: bool) -> Choice:
        way = float(ways[helper])
        return Choice(
            field.helpers[helper]["key"], None if np.isnan(way) else way, int(load[helper]), plan.room[helper], extra, moves, chosen
        )

    found = [choice(one, 0.0, 0, True) for one in own]
    if not own or not plan.prices[0]:
        nearest = allowed[np.argsort(ways[allowed], kind="stable")][:most]
        return found + [choice(int(one), None, 0, False) for one in nearest]
    if [at, own[0]] in field.must.tolist():
        return found
    far, moves_of = exchange(plan, at, own[0])
    extra = cost + np.minimum(far[allowed], FAR) - int(field.costs(np.array([at]), np.array([own[0]]))[0])
    far[allowed] = np.where(extra >= (plan.ends.reward or FAR) // 2, FAR, far[allowed])
    order = np.lexsort((ways[allowed], extra))[:most]
    return found + [
        choice(int(allowed[one]), None if far[allowed[one]] >= FAR else int(extra[one]) / UNIT, moves_of(int(allowed[one])), False)
        for one in order
    ]


def exchange(plan: Plan, client: int, helper: int):  # type: ignore[no-untyped-def]
    """What it costs that a helper gives up one pair and `helper` takes one over, for every helper, and how many other pairs move.

    Shortest ways in what the plan leaves free, `client` left aside, on costs that its prices make nonnegative (Dijkstra); of equal
    ones the shortest chain.
    """
    client, helper = client + plan.first[0], helper + plan.first[1]
    helpers = slice(plan.net.clients + plan.first[1], plan.net.clients + plan.first[1] + len(plan.field.helpers))
    worth = worths(plan.net, plan.used)
    begins, head, cost, _ = residual(plan.net, plan.used)
    tail = np.repeat(np.arange(plan.net.nodes), np.diff(begins))
    reduced = cost - worth[tail] + worth[head]
    fits = (reduced < FAR) & (tail != client) & (head != client)
    tail, head, reduced = tail[fits], head[fits], reduced[fits] * 2**14 + 1
    order = np.lexsort((reduced, tail, head))
    first = np.r_[True, (head[order][1:] != head[order][:-1]) | (tail[order][1:] != tail[order][:-1])] if len(order) else np.empty(0, bool)
    order = order[first]
    turned = csr_matrix((reduced[order].astype(float), (head[order], tail[order])), (plan.net.nodes, plan.net.nodes))
    target = plan.net.clients + helper
    far, came = dijkstra(turned, indices=target, return_predecessors=True)
    way = np.floor_divide(np.minimum(far, float(FAR) * 2**14), 2**14)
    exact = way[helpers].astype(np.int64)
    exact = np.where(exact < FAR, exact + worth[helpers] - worth[target], FAR)

    def moves(other: int) -> int:
        """How many other pairs change: each time a helper hands one on."""
        node, count = helpers.start + other, 0
        while node != target and node >= 0:
            after = int(came[node])
            count += plan.net.clients <= node < plan.net.sink and after != plan.net.sink
            node = after
        return int(count)

    return exact, moves
