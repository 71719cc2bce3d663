"""How many places can be filled where quotas have a most: what a flow answers elsewhere, asked of mixed-integer programmes between whole groups."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import block_array, coo_matrix, csr_matrix, eye_array

from planning.answers import Clock
from planning.exact import minimise, safe
from planning.pairing_field import Field
from planning.pairing_groups import Whole
from planning.pairing_sides import Side, side


class Search:
    """Mixed-integer programmes that share one clock; `sure` until one of them was not proved."""

    def __init__(self, seconds: float) -> None:
        self.clock, self.sure = Clock(seconds), True

    @property
    def over(self) -> bool:
        """Whether the clock has run out: what was found last is then not told."""
        return self.clock.left() <= 0

    def least(self, goal: NDArray[np.float64], rows: csr_matrix, low: NDArray[np.float64], high: NDArray[np.float64], upper: NDArray[np.float64], whole: NDArray[np.bool_]) -> int:
        """The least whole value of a goal, as far as the clock allows."""
        if not goal.any():
            return 0
        if not self.over:
            answer = minimise(goal, rows, low, high, upper=upper, integer=whole, seconds=max(0.05, self.clock.left()), gap=0.5)
            if len(answer.x):
                value = round(float(goal @ np.rint(answer.x)))
                self.sure &= safe(answer.bound) >= value
                return value
        return self.unknown(int(goal @ np.minimum(upper, 2**31)))

    def unknown(self, highest: int) -> int:
        """What is answered where no time is left to ask."""
        self.sure = False
        return highest


@dataclass(frozen=True)
class Asked:
    """What is asked of a network: `places` of its helpers, how many `more` at a price of one each, how many `first` ones should be filled,
    the `price` of its arcs. Where `open_` says how many places stay open the price is asked, with the first places left empty, else these."""

    places: Whole
    more: Whole
    first: Whole
    price: Whole
    open_: int | None = None


@dataclass(frozen=True)
class Capped(Side):
    """The same under the most of quotas: of each, which clients and which helpers it counts, and how many pairs may be, fixed ones aside.

    Of what each client may have at most, `needs` are wanted; only what of these stays open counts. `plain` says that no arc fills.
    """

    needs: Whole
    marks: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    tops: Whole
    plain: bool
    search: Search

    def most(self, room: Whole) -> int:
        """How many places can be filled at most."""
        return int(self.needs.sum()) - self.answer(self.asked(room))

    def reaches(self, room: Whole, count: int) -> bool:
        """Whether so many places can be filled; a flow without quotas often tells that they cannot."""
        return not self.search.over and super().reaches(room, count) and self.most(room) >= count

    def least(self, room: Whole, price: Whole | None = None, extra: Whole | None = None) -> tuple[int, int]:
        """The most places that can be filled and, doing so, the least use of what has a price: arcs by `price`, rooms beyond by `extra`."""
        open_ = self.answer(self.asked(room, extra))
        return int(self.needs.sum()) - open_, self.answer(replace(self.asked(room, extra, price=price), open_=open_))

    def lack(self, room: Whole, first: Whole) -> tuple[int, bool]:
        """How few first places can stay empty where as many places are filled as can be, and whether that is proved."""
        self.search.sure = True
        open_ = self.answer(self.asked(room))
        return self.answer(replace(self.asked(room, first=first), open_=open_)), self.search.sure

    def asked(self, room: Whole, more: Whole | None = None, first: Whole | None = None, price: Whole | None = None) -> Asked:
        """A question, of single helpers, as one of the network's."""
        more, first = (self.places(np.zeros_like(room) if one is None else one) for one in (more, first))
        return Asked(self.places(room), more, first, np.zeros_like(self.many) if price is None else price)

    def answer(self, asked: Asked) -> int:
        """The least number of open places, or the least price."""
        if self.search.over:
            return self.search.unknown(int(self.needs.sum()))
        small, less = self.merged(asked)
        return small.searched(less)

    def merged(self, asked: Asked) -> tuple[Capped, Asked]:
        """The same question to fewer clients and helpers: those joined to the same whom the same quotas count are one.

        Where arcs fill, only those who want, or hold and are asked for, as much each: what comes to them together can be shared out evenly.
        """
        holds = np.zeros(len(self.wants), np.int64)
        holds[self.client] = self.many
        kinds: list[NDArray[np.int64]] = [one.astype(np.int64) for one in self.marks]
        if not self.plain:
            each = np.maximum(1, np.bincount(self.clients, minlength=len(self.wants)))
            kinds = [np.c_[kinds[0], self.wants // each, self.needs // each], np.c_[kinds[1], asked.places, asked.more, asked.first]]
        of, heads = alike(self.client, self.helper, asked.price, kinds[0])
        on = np.flatnonzero(heads[self.client])
        client, helper, price = of[self.client[on]], self.helper[on], asked.price[on]
        into, first = alike(helper, client, price, kinds[1])
        on = np.flatnonzero(first[helper])
        client, helper, price = client[on], into[helper[on]], price[on]
        wants, needs, holds = (summed(one, of) for one in (self.wants, self.needs, holds))
        many = holds[client] * (1 if self.plain else np.bincount(into)[helper])
        small = replace(self, client=client, helper=helper, many=many, wants=wants, needs=needs, marks=(self.marks[0][heads], self.marks[1][first]))
        return small, Asked(*(summed(one, into) for one in (asked.places, asked.more, asked.first)), price, asked.open_)

    def searched(self, asked: Asked) -> int:
        """The answer of a mixed-integer programme. Columns: arcs, places left open, rooms beyond, first places left empty."""
        arcs, clients, helpers, quotas = len(self.client), len(self.needs), len(asked.places), len(self.tops)
        at = np.arange(arcs)
        out, in_ = (csr_matrix(coo_matrix((np.ones(arcs), (of, at)), (size, arcs))) for of, size in ((self.client, clients), (self.helper, helpers)))
        counts = (self.marks[0][self.client] & self.marks[1][self.helper]).T.astype(float)
        rows = block_array(
            [
                [out, eye_array(clients), None, None],
                [in_, None, -eye_array(helpers), None],
                [in_, None, None, eye_array(helpers)],
                [csr_matrix(counts), None, None, None],
                [None, csr_matrix(np.ones((1, clients))), None, None],
            ]
        )
        total, free = int(self.needs.sum()), np.full(helpers + quotas + 1, -np.inf)
        goal = np.r_[np.zeros(arcs), np.ones(clients), np.zeros(2 * helpers)] if asked.open_ is None else np.r_[asked.price, np.zeros(clients), np.ones(2 * helpers)]
        return self.search.least(
            goal.astype(float),
            csr_matrix(rows),
            np.r_[self.needs, free[:helpers], asked.first, free[helpers:]].astype(float),
            np.r_[self.wants, asked.places, np.full(helpers, np.inf), self.tops, total if asked.open_ is None else asked.open_].astype(float),
            np.r_[self.many, self.needs, asked.more, asked.first].astype(float),
            np.arange(arcs + clients + 2 * helpers) < arcs,
        )


def alike(of: Whole, other: Whole, price: Whole, kinds: NDArray[np.int64]) -> tuple[Whole, NDArray[np.bool_]]:
    """Ends of arcs with the same kind whose arcs lead to the same others at the same price: the new number of each, and which stand for them."""
    order = np.lexsort((other, of))
    begins = np.searchsorted(of[order], np.arange(len(kinds) + 1))
    other, price, told, heads = other[order], price[order], dict[tuple[bytes, ...], int](), np.zeros(len(kinds), bool)
    found = np.empty(len(kinds), np.int64)
    for at, (kind, low, high) in enumerate(zip(kinds, begins, begins[1:], strict=False)):
        key = (kind.tobytes(), other[low:high].tobytes(), price[low:high].tobytes())
        heads[at] = key not in told
        found[at] = told.setdefault(key, len(told))
    return found, heads


def summed(of_each: Whole, of: Whole) -> Whole:
    """Sums over those who are one."""
    return np.bincount(of, weights=of_each).astype(np.int64)


def capped_side(field: Field, wants: Whole, supply: Whole, search: Search) -> Capped:
    """Every pair that the rules allow, under the quotas with a most; who may have more than is wanted comes apart from others."""
    if (supply > wants).any():
        field = field.under(field.rules)
        field.a = field.a.split(np.c_[wants, supply])
    found = side(field, supply)
    tops = [(at, quota.at_most) for at, quota in enumerate(field.rules.quotas) if quota.at_most is not None]
    of_helped, of_helpers = (marks[:, [at for at, _ in tops]] for marks in field.quoted)
    a, b = (np.zeros((size, len(tops)), bool) for size in (len(found.wants), len(found.places(field.room))))
    a[found.clients], b[found.of] = of_helped, of_helpers
    had = (of_helped[field.must[:, 0]] & of_helpers[field.must[:, 1]]).sum(0)
    needs = np.bincount(found.clients, weights=wants, minlength=len(found.wants)).astype(np.int64)
    return Capped(
        **vars(found), needs=needs, marks=(a, b), tops=np.maximum(0, np.array([most for _, most in tops]) - had), plain=field.alike(supply), search=search
    )
