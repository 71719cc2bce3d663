"""Strong-helps-weak for many: a choice by greed, then a few leaders near each other, and whom they lead, chosen anew by HiGHS, again and again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix

from planning.answers import Clock
from planning.exact import minimise
from planning.leading_model import Ground, Model

BESIDE, MOST_BESIDE, FRESH = 3, 9, 10
"""Leaders beside the one whose turn it is, at first and at most, and those that might come."""
BRIEF = 0.5
"""Seconds for one part."""

Whole = NDArray[np.int64]


class Parts:
    """A choice as it changes: `x`, a value for each column of the model; fewer without a leader come before lower cost."""

    def __init__(self, ground: Ground, model: Model, x: NDArray[np.float64]) -> None:
        self.ground, self.model, self.x, self.rows = ground, model, x, csc_matrix(model.rows)
        self.goal, self.price = model.cost + model.missed * model.dear, model.price

    @property
    def owner(self) -> Whole:
        """The leader of each of the led, −1 where there is none."""
        found = np.full(len(self.ground.led), -1)
        on = self.x[: len(self.model.i)] > 0.5
        found[self.model.i[on]] = self.model.j[on]
        return found

    @property
    def opened(self) -> NDArray[np.bool_]:
        """Which leaders lead."""
        return self.x[self.model.y] > 0.5

    @property
    def lost(self) -> NDArray[np.bool_]:
        """Which of the led have no leader."""
        return self.x[self.model.first_u :] > 0.5

    def cover(self, clock: Clock) -> None:
        """Every one without a leader has a turn."""
        for led in np.flatnonzero(self.lost).tolist():
            if self.lost[led] and clock.left() > 0:
                near = np.argsort(self.price[led], kind="stable")[:FRESH]
                waiting = np.flatnonzero(self.lost & np.isfinite(self.price[:, near]).any(1))
                first = waiting[np.argsort(self.price[np.ix_(waiting, near)].min(1), kind="stable")][: 2 * FRESH]
                self.anew(near[self.opened[near]][:BESIDE], np.union1d(first, [led]), clock)

    def improve(self, clock: Clock, seconds: float, tell: Callable[[float], object]) -> None:
        """Every leader has a turn, in larger parts where small ones bring no more, until time is up."""
        inner, beside = Clock(seconds), BESIDE
        turns = deque(np.flatnonzero(self.opened).tolist())
        while turns and inner.left() > 0 and not clock.stopped:
            leader = turns.popleft()
            open_ = np.flatnonzero(self.opened)
            mine = np.flatnonzero(self.owner == leader)
            if leader not in open_ or not len(mine):
                continue
            way = np.where(np.isfinite(self.price[mine][:, open_]), self.price[mine][:, open_], self.model.cost.max()).mean(0)
            way[open_ == leader] = -1
            some = open_[np.argsort(way, kind="stable")[: 1 + beside]]
            if self.anew(some, np.empty(0, np.int64), inner):
                fresh = np.setdiff1d(np.flatnonzero(self.opened), open_)
                turns.extend(one for one in np.union1d(some, fresh).tolist() if one not in turns)
            tell(float(self.model.cost @ self.x))
            if not turns and beside < min(MOST_BESIDE, len(open_)):
                beside += 2
                turns.extend(open_.tolist())

    def anew(self, leaders: Whole, more: Whole, clock: Clock) -> bool:
        """Chooses anew for whom these lead and for `more`; whether that was better."""
        model, owner = self.model, self.owner
        led = np.union1d(np.flatnonzero(np.isin(owner, leaders)), more)
        if self.ground.rules.areas == "must":
            led = np.union1d(led, np.flatnonzero(np.isin(model.area, model.area[led][model.area[led] >= 0])))
        leaders = np.union1d(leaders, owner[led][owner[led] >= 0])
        now = np.where(owner[led] >= 0, self.price[led, owner[led]], self.goal.max())
        saved = np.minimum(0, self.price[led] - now[:, None]).sum(0)
        saved[leaders] = 0
        come = np.argsort(saved, kind="stable")[:FRESH]
        some = np.union1d(leaders, come[saved[come] < 0])
        own = self.ground.own[some]
        led = np.union1d(led, own[own >= 0])
        inside, chosen = np.isin(model.i, led), np.isin(model.j, some)
        free = np.r_[
            np.flatnonzero(inside & (chosen | (self.x[: len(model.i)] > 0.5))),
            len(model.i) + some,
            model.first_z + np.flatnonzero(np.isin(model.kinds // model.many, model.area[led]) & np.isin(model.kinds % model.many, some)),
            model.first_u + led,
        ]
        part, fixed = self.rows[:, free], self.x.copy()
        fixed[free] = 0
        touched, base = np.flatnonzero(np.diff(part.tocsr().indptr)), self.rows @ fixed
        answer = minimise(
            self.goal[free], part[touched], model.low[touched] - base[touched], model.high[touched] - base[touched], integer=True,
            upper=model.upper[free], lower=model.lower[free], seconds=min(BRIEF, clock.left()), start=self.x[free], gap=0.5,
        )  # fmt: skip
        if not len(answer.x) or self.goal[free] @ np.rint(answer.x) > self.goal[free] @ self.x[free] - 0.5:
            return False
        if answer.x[-len(led) :].sum() > self.lost[led].sum() + 0.5:  # dearer than any cost, but what was covered stays so in any case
            return False
        self.x[free] = answer.x
        self.x = model.tight(self.x)
        return True


def greedy(ground: Ground, model: Model) -> Whole:
    """A leader for as many as can be, −1 for the others: always whom it costs least a head to lead next, an area at once where it must be."""
    rules, price, own = ground.rules, model.price, ground.own
    owner = np.where(ground.must.any(1), ground.must.argmax(1), -1)
    opened = np.array([row["key"] in rules.lead for row in ground.leaders]) | ground.must.any(0)
    areas = [np.flatnonzero(model.area == area) for area in np.unique(model.area) if area >= 0] if rules.areas == "must" else []
    groups = sorted([*areas, np.flatnonzero(model.area < 0)], key=len, reverse=True) if areas else [np.arange(len(owner))]
    for group in groups:
        whole = any(group is area for area in areas)
        while True:
            waiting = group[(owner[group] < 0) & ~np.isin(group, own[opened])]
            room = rules.capacity - np.bincount(owner[owner >= 0], minlength=len(opened))
            may = (room > 0) & (opened | ((opened.sum() < ground.most) & ~((own >= 0) & (owner[own] >= 0))))
            if whole and (owner[group] >= 0).any():
                may &= np.arange(len(opened)) == owner[group].max()
            if not len(waiting) or not may.any():
                break
            ranked = np.sort(price[np.ix_(waiting, np.flatnonzero(may))], axis=0)[: rules.capacity]
            heads = np.arange(1, len(ranked) + 1)[:, None]
            each = np.where(heads <= room[may], (np.cumsum(ranked, axis=0) + ~opened[may] * float(model.cost[model.y].max())) / heads, np.inf)
            if whole:
                each = np.where(np.isfinite(each), each - heads * model.dear, np.inf)
            count, at = np.unravel_index(each.argmin(), each.shape)
            if not np.isfinite(each[count, at]):
                break
            leader = int(np.flatnonzero(may)[at])
            taken = waiting[np.argsort(price[waiting, leader], kind="stable")[: count + 1]]
            owner[taken[taken != own[leader]]] = leader
            opened[leader] = True
    return owner
