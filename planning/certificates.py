"""Why somebody is left out, and why this helper: sets that hold too few places, and what each exchange would cost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from graphmodel.words import Text
from planning.pairing_groups import Whole
from planning.pairing_net import residual, runs, worths
from planning.pairing_plan import Plan, without_quotas
from planning.pairing_rules import UNIT
from planning.pairing_sides import capped

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
    """One set for everyone left out, the smallest that proves it; those that meet are joined. Most lacking first.

    Under a quota with a most, for everyone whom the cheapest plan without quotas leaves out: the others are so by quotas alone.
    """
    reach = Reach(plan := without_quotas(plan) if capped(plan.rules) else plan)
    for root in sorted({plan.field.helped_at[key] for key in plan.left}):
        if reach.helped[root] < 0:
            reach.spread(root)
    joined = np.array([reach.first(mark) for mark in range(len(reach.parent))] + [-1], np.int64)
    helped, helpers = split(joined[reach.helped]), split(joined[reach.helper])
    found = [reach.gap(ones, helpers[mark]) for mark, ones in helped.items() if mark in helpers]
    bare: dict[str, list[int]] = defaultdict(list)
    for mark, ones in helped.items():
        for at in ones.tolist() if mark not in helpers else []:
            bare[plan.field.helped[at].get("township") or ""].append(at)
    found += [reach.gap(np.array(sorted(ones)), np.empty(0, np.int64)) for ones in bare.values()]
    return sorted(found, key=lambda gap: (-gap.short, gap.helped))


def split(marks: Whole) -> dict[int, Whole]:
    """The numbers that have each mark; below zero is none.

    >>> {mark: at.tolist() for mark, at in split(np.array([4, -1, 4])).items()}
    {4: [0, 2]}
    """
    order = np.argsort(marks, kind="stable")
    told, first = np.unique(marks[order], return_index=True)
    return {int(mark): at for mark, at in zip(told, np.split(order, first[1:]), strict=True) if mark >= 0} if len(marks) else {}


class Reach:
    """From somebody left out: every helper allowed, whom these help, every helper allowed for those, and so on; each looked at once.

    `helped` and `helper` say by which mark each was reached; marks that met belong together.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan, self.field = plan, plan.field
        field = plan.field
        pairs = np.array([(field.helped_at[helped], field.helper_at[helper]) for helper, helped in plan.pairs], np.int64).reshape(-1, 2)
        self.pairs = pairs[~field.among(pairs[:, 0], pairs[:, 1], field.must)]
        self.of_helper = self.pairs[np.argsort(self.pairs[:, 1], kind="stable"), 0]
        self.begins = np.searchsorted(np.sort(self.pairs[:, 1]), np.arange(len(field.helpers) + 1))
        self.barred: dict[int, list[int]] = defaultdict(list)
        for one, other in pairs.tolist() if not field.single else []:
            self.barred[one].append(other)
        self.wants = field.wants - field.fixed[0]
        self.room = np.array(plan.room, np.int64) - field.fixed[1]
        self.open = field.b.members(self.room > 0)
        self.helped, self.helper = np.full(len(field.helped), -1), np.full(len(field.helpers), -1)
        self.group = np.full(field.a.size, -1)
        self.parent: list[int] = []

    def first(self, mark: int) -> int:
        """The mark that stands for all that it met."""
        while self.parent[mark] != mark:
            self.parent[mark] = self.parent[self.parent[mark]]
            mark = self.parent[mark]
        return mark

    def join(self, mark: int, others: Iterable[int]) -> None:
        """These marks belong together."""
        for other in others:
            if other >= 0:
                self.parent[self.first(other)] = self.first(mark)

    def helpers_of(self, group: int) -> Whole:
        """The helpers with room that the rules allow a group of helped."""
        between = self.field.between
        return np.concatenate([np.empty(0, np.int64), *(self.open[one] for one in between.helper[between.of(group)])])

    def spread(self, root: int) -> None:
        """Marks what `root` reaches; what another mark has is not followed again."""
        mark, waiting = len(self.parent), [root]
        self.parent.append(mark)
        self.helped[root] = mark
        while waiting:
            one = waiting.pop()
            group = int(self.field.a.of[one])
            if self.field.single:
                if self.group[group] >= 0:
                    self.join(mark, [int(self.group[group])])
                    continue
                self.group[group] = mark
            helpers = self.helpers_of(group)
            if not self.field.single:
                helpers = np.setdiff1d(helpers, self.barred[one])
            self.join(mark, np.unique(self.helper[helpers]).tolist())
            fresh = helpers[self.helper[helpers] < 0]
            self.helper[fresh] = mark
            theirs = self.of_helper[runs(self.begins, fresh)]
            self.join(mark, np.unique(self.helped[theirs]).tolist())
            theirs = np.unique(theirs[self.helped[theirs] < 0])
            self.helped[theirs] = mark
            waiting += theirs.tolist()

    def gap(self, helped: Whole, helpers: Whole) -> Gap:
        """The set with its sums; places taken outside it by those who want several are places too."""
        outside = np.isin(self.pairs[:, 0], helped) & ~np.isin(self.pairs[:, 1], helpers)
        wants, places = int(self.wants[helped].sum()), int(self.room[helpers].sum()) + (0 if self.field.single else int(outside.sum()))
        rows = [self.field.helped[one] for one in helped.tolist()]
        names = Counter(row.get("township_name") or row.get("township") or "—" for row in rows)
        return Gap(
            sorted(row["key"] for row in rows),
            sorted(self.field.helpers[one]["key"] for one in helpers.tolist()),
            wants,
            places,
            wants - places,
            sorted(names, key=lambda name: (-names[name], name)),
        )


@dataclass(frozen=True)
class Choice:
    """A helper that one of the helped might have: the way in km, pairs held and room, and `extra`, what the whole plan would cost more
    in km with this helper; `moves` other pairs change then. `extra` is None where somebody would be left out or fall below the least
    by it, and where it is not `counted`: quotas make an exchange more than a chain of pairs, and only solving again tells."""

    helper: str
    km: float | None
    load: int
    room: int
    extra: float | None
    moves: int
    chosen: bool
    counted: bool = True


def choices(plan: Plan, helped: str, most: int = 4) -> list[Choice]:
    """The helpers of one of the helped, then those who would cost least more in place of the first; each exchange is exact."""
    field, at = plan.field, plan.field.helped_at[helped]
    own = [field.helper_at[a] for a, b in plan.pairs if b == helped]
    load = np.bincount([field.helper_at[a] for a, _ in plan.pairs], minlength=len(field.helpers))
    allowed = np.flatnonzero(np.isin(field.b.of, field.between.helper[field.between.of(field.a.of[at])]) & (np.array(plan.room) > 0))
    allowed = np.setdiff1d(allowed, own)
    cost = field.costs(np.full(len(allowed), at), allowed)
    ways = field.kilometres(np.full(len(field.helpers), field.a.of[at]), field.b.of)

    def choice(helper: int, extra: float | None, moves: int, chosen: bool) -> Choice:
        way = float(ways[helper])
        return Choice(
            field.helpers[helper]["key"], None if np.isnan(way) else way, int(load[helper]), plan.room[helper], extra, moves, chosen
        )

    found = [choice(one, 0.0, 0, True) for one in own]
    if not own or plan.quotas or not plan.prices[0]:
        nearest = allowed[np.argsort(ways[allowed], kind="stable")][:most]
        return found + [replace(choice(int(one), None, 0, False), counted=not own) for one in nearest]
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
