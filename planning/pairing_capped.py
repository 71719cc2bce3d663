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

    def __init__(self, clock: Clock) -> None:
        self.clock, self.sure = clock, True

    @property
    def over(self) -> bool:
        """Whether the clock has run out: what was found last is then not told."""
        return self.clock.left() <= 0

    def least(self, goal: NDArray[np.float64], rows: csr_matrix, low: NDArray[np.float64], high: NDArray[np.float64], upper: NDArray[np.float64], whole: NDArray[np.bool_]) -> int:
        """The least whole value of a goal, as far as the clock allows."""
        if not goal.any():
            return 0
        answer = minimise(goal, rows, low, high, upper=upper, integer=whole, seconds=max(0.05, self.clock.left()), gap=0.5)
        value = round(float(goal @ np.rint(answer.x))) if len(answer.x) else int(goal @ np.minimum(upper, 2**31))
        self.sure &= bool(len(answer.x)) and safe(answer.bound) >= value
        return value


@dataclass(frozen=True)
class Capped(Side):
    """The same under the most of quotas: which arcs each of them `counts`, how many of them may be used beside fixed pairs (`tops`).

    Of what each client may have at most, `needs` are wanted; only what of these stays open counts.
    """

    needs: Whole
    counts: NDArray[np.bool_]
    tops: Whole
    search: Search

    def only(self, fits: NDArray[np.bool_]) -> Capped:
        """The same with these arcs only."""
        return replace(super().only(fits), counts=self.counts[:, fits])  # type: ignore[arg-type]

    def most(self, room: Whole) -> int:
        """How many places can be filled at most."""
        return int(self.needs.sum()) - self.fewest(room, *self.nothing(room))

    def reaches(self, room: Whole, count: int) -> bool:
        """Whether so many places can be filled; a flow without quotas often tells that they cannot."""
        return super().reaches(room, count) and self.most(room) >= count

    def least(self, room: Whole, price: Whole | None = None, extra: Whole | None = None) -> tuple[int, int]:
        """The most places that can be filled and, doing so, the least use of what has a price: arcs by `price`, rooms beyond by `extra`."""
        more, none = self.nothing(room)
        more = more if extra is None else extra
        open_ = self.fewest(room, more, none)
        goal = np.r_[np.zeros(len(self.client)) if price is None else price, np.zeros(len(self.needs)), np.ones(len(self.places(room))), np.zeros(len(self.places(room)))]
        return int(self.needs.sum()) - open_, self.asked(goal, room, more, none, open_)

    def lack(self, room: Whole, first: Whole) -> tuple[int, bool]:
        """How few first places can stay empty where as many places are filled as can be, and whether that is proved."""
        self.search.sure = True
        more, none = self.nothing(room)
        open_ = self.fewest(room, more, none)
        helpers = len(self.places(room))
        goal = np.r_[np.zeros(len(self.client) + len(self.needs) + helpers), np.ones(helpers)]
        return self.asked(goal, room, more, first, open_), self.search.sure

    def nothing(self, room: Whole) -> tuple[Whole, Whole]:
        """No rooms beyond and no first places."""
        return np.zeros_like(room), np.zeros_like(room)

    def fewest(self, room: Whole, more: Whole, first: Whole) -> int:
        """How few places stay open."""
        helpers = len(self.places(room))
        return self.asked(np.r_[np.zeros(len(self.client)), np.ones(len(self.needs)), np.zeros(2 * helpers)], room, more, first, int(self.needs.sum()))

    def asked(self, goal: NDArray[np.float64], room: Whole, more: Whole, first: Whole, open_: int) -> int:
        """The least of a goal with so many places open. Columns: arcs, places left open, rooms beyond, first places left empty."""
        arcs, clients, helpers, quotas = len(self.client), len(self.needs), len(self.places(room)), len(self.tops)
        at = np.arange(arcs)
        out, into = (csr_matrix(coo_matrix((np.ones(arcs), (of, at)), (size, arcs))) for of, size in ((self.client, clients), (self.helper, helpers)))
        rows = block_array(
            [
                [out, eye_array(clients), None, None],
                [into, None, -eye_array(helpers), None],
                [into, None, None, eye_array(helpers)],
                [csr_matrix(self.counts.astype(float)), None, None, None],
                [None, csr_matrix(np.ones((1, clients))), None, None],
            ]
        )
        free = np.full(helpers + quotas + 1, -np.inf)
        return self.search.least(
            goal.astype(float),
            csr_matrix(rows),
            np.r_[self.needs, free[:helpers], self.places(first), free[helpers:]].astype(float),
            np.r_[self.wants, self.places(room), np.full(helpers, np.inf), self.tops, open_].astype(float),
            np.r_[self.many, self.needs, self.places(more), self.places(first)].astype(float),
            np.arange(arcs + clients + 2 * helpers) < arcs,
        )


def capped_side(field: Field, wants: Whole, supply: Whole, search: Search) -> Capped:
    """Every pair that the rules allow, under the quotas with a most; who may have more than is wanted comes apart from others."""
    if (supply > wants).any():
        field = field.under(field.rules)
        field.a = field.a.split(np.c_[wants, supply])
    found = side(field, supply)
    tops = [(at, quota.at_most) for at, quota in enumerate(field.rules.quotas) if quota.at_most is not None]
    of_helped, of_helpers = (marks[:, [at for at, _ in tops]] for marks in field.quoted)
    a, b = (np.zeros((group.size, len(tops)), bool) for group in (field.a, field.b))
    a[field.a.of], b[field.b.of] = of_helped, of_helpers
    had = (of_helped[field.must[:, 0]] & of_helpers[field.must[:, 1]]).sum(0)
    needs = np.bincount(found.clients, weights=wants, minlength=len(found.wants)).astype(np.int64)
    names = ("wants", "of", "client", "helper", "many", "a", "b", "clients")
    return Capped(
        *(getattr(found, name) for name in names), needs, (a[found.a] & b[found.b]).T, np.maximum(0, np.array([most for _, most in tops]) - had), search
    )
