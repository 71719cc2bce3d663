"""The arcs that a plan is computed on: all that the rules allow where they are few, else the likely ones and those that price out."""

from __future__ import annotations

import numpy as np

from planning.pairing import rank
from planning.pairing_field import Field, weight
from planning.pairing_groups import Whole

LIKELY = 12
"""Arcs of each helped one to begin with: half the cheapest, half spread over the helpers that its whole group needs."""
MORE = 6
"""Arcs that one helped may gain in a round of pricing."""


class Arcs:
    """Pairs (helped, helper) with their cost, each once."""

    def __init__(self, field: Field, wants: Whole, room: Whole, seed: int = 0) -> None:
        self.field, self.wants, self.room = field, wants, room
        self.random = np.random.default_rng(seed)
        self.size = max(1, len(field.helpers))
        self.barred = np.unique(np.r_[self.keys(field.never), self.keys(field.must)])
        self.members = field.a.members(wants > 0)
        self.open = field.b.members(room > 0)
        self.places = np.array([int(room[one].sum()) for one in self.open], np.int64)
        self.helped = self.helper = self.cost = np.empty(0, np.int64)

    def keys(self, pairs: Whole) -> Whole:
        """Pairs as single numbers."""
        return pairs[:, 0] * self.size + pairs[:, 1]

    def count(self) -> int:
        """How many pairs the rules allow."""
        many, places = np.array([len(one) for one in self.members]), np.array([len(one) for one in self.open])
        found = self.field.between
        return int(many[found.helped] @ places[found.helper])

    def steepest(self) -> int:
        """The highest cost of a pair."""
        return int(self.field.between.cost.max(initial=0)) + weight(self.field.rules.keep_km)

    def add(self, helped: Whole, helper: Whole) -> int:
        """Takes in these pairs; those barred, forbidden or held are passed over. How many were new."""
        keys = np.setdiff1d(np.setdiff1d(helped * self.size + helper, self.barred), self.helped * self.size + self.helper)
        helped, helper = keys // self.size, keys % self.size
        cost = self.field.costs(helped, helper)
        fits = (cost >= 0) & (self.room[helper] > 0) & (self.wants[helped] > 0)
        self.helped, self.helper, self.cost = (
            np.r_[self.helped, helped[fits]],
            np.r_[self.helper, helper[fits]],
            np.r_[self.cost, cost[fits]],
        )
        return int(fits.sum())

    def add_all(self) -> None:
        """Takes in every pair that the rules allow."""
        self.likely(every=True)

    def likely(self, every: bool = False) -> None:
        """Takes in today's pairs and, for each one helped, cheap helpers, different ones within a group so that all find room."""
        found = [(self.field.current[:, 0], self.field.current[:, 1])]
        between = self.field.between
        for group, mine in enumerate(self.members):
            if not len(mine):
                continue
            part = between.of(group)
            order = between.helper[part][np.argsort(between.cost[part], kind="stable")]
            if not every:
                enough = int(np.searchsorted(np.cumsum(self.places[order]), 2 * int(self.wants[mine].sum()) + LIKELY)) + 1
                order = order[:enough]
            near = np.concatenate([self.open[one] for one in order]) if len(order) else np.empty(0, np.int64)
            if every or len(near) <= LIKELY:
                found.append((np.repeat(mine, len(near)), np.tile(near, len(mine))))
            elif len(near):
                half, at = LIKELY // 2, np.arange(len(mine))[:, None]
                first = (at * half + np.arange(half)) % min(len(near), max(half, 2 * len(mine)))
                spread = (at + np.arange(half) * max(1, len(near) // half)) % len(near)
                found.append((np.repeat(mine, 2 * half), near[np.concatenate([first, spread], axis=1)].ravel()))
        self.add(np.concatenate([a for a, _ in found]), np.concatenate([b for _, b in found]))

    def price(self, clients: Whole, helpers: Whole) -> tuple[int, int]:
        """Takes in pairs that these prices say would make the plan cheaper: how many, and by how much all not held could at most."""
        keep, held = weight(self.field.rules.keep_km), np.sort(np.r_[self.helped * self.size + self.helper, self.barred])
        best = np.array([helpers[one].min(initial=2**61) for one in self.open], np.int64)
        fresh: list[tuple[Whole, Whole, Whole]] = []
        short = 0
        most = np.array([clients[one].max(initial=-(2**61)) for one in self.members], np.int64)
        between = self.field.between
        worth = np.flatnonzero(between.cost + keep - most[between.helped] + best[between.helper] < 0)
        groups, first = np.unique(between.helped[worth], return_index=True)
        for group, likely in zip(groups, np.split(worth, first[1:]), strict=False):
            mine, others = self.members[group], np.concatenate([self.open[one] for one in between.helper[likely]])
            cost = np.repeat(between.cost[likely], [len(self.open[one]) for one in between.helper[likely]])
            reduced = cost[None, :] + keep - clients[mine][:, None] + helpers[others][None, :]
            row, column = np.nonzero(reduced < 0)
            keys = mine[row] * self.size + others[column]
            new = ~np.isin(keys, held)
            if new.any():
                row, column, keys = row[new], column[new], keys[new]
                gains = reduced[row, column]
                few = rank(row, gains * 1024 + self.random.integers(0, 1024, len(row))) < MORE
                short += int(
                    (np.bincount(row, minlength=len(mine)) > 0)
                    @ (self.wants[mine] * np.minimum(0, np.where((reduced < 0).any(1), reduced.min(1), 0)))
                )
                fresh.append((mine[row[few]], others[column[few]], gains[few]))
        if not fresh:
            return 0, 0
        return self.add(np.concatenate([a for a, _, _ in fresh]), np.concatenate([b for _, b, _ in fresh])), short
