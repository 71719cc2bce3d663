"""The arcs that a plan is computed on: all that the rules allow where they are few, else the likely ones and those that price out."""

from __future__ import annotations

import itertools

import numpy as np

from planning.pairing import rank
from planning.pairing_field import Field, Whole, weight

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
        self.members = split(field.a.of, field.a.size, wants > 0)
        self.open = split(field.b.of, field.b.size, room > 0)
        self.places = np.array([int(room[one].sum()) for one in self.open], np.int64)
        self.helped = self.helper = self.cost = np.empty(0, np.int64)

    def keys(self, pairs: Whole) -> Whole:
        """Pairs as single numbers."""
        return pairs[:, 0] * self.size + pairs[:, 1]

    def count(self) -> int:
        """How many pairs the rules allow."""
        many, places = np.array([len(one) for one in self.members]), np.array([len(one) for one in self.open])
        return sum(int(many[groups] @ ((cost >= 0) @ places)) for groups, cost in self.field.blocks)

    def steepest(self) -> int:
        """The highest cost of a pair."""
        return max([int(cost.max(initial=0)) for _, cost in self.field.blocks], default=0) + weight(self.field.rules.keep_km)

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
        for groups, cost in self.field.blocks:
            for group, prices in zip(groups, cost, strict=True):
                mine = self.members[group]
                if not len(mine):
                    continue
                fits = np.flatnonzero(prices >= 0)
                order = fits[np.argsort(prices[fits], kind="stable")]
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
        for groups, cost in self.field.blocks:
            most = np.array([clients[self.members[g]].max(initial=-(2**61)) for g in groups], np.int64)
            worth = (cost >= 0) & (cost + keep - most[:, None] + best[None, :] < 0)
            for at in np.flatnonzero(worth.any(1)):
                mine, others = self.members[groups[at]], np.concatenate([self.open[one] for one in np.flatnonzero(worth[at])])
                reduced = cost[at][self.field.b.of[others]][None, :] + keep - clients[mine][:, None] + helpers[others][None, :]
                row, column = np.nonzero(reduced < 0)
                keys = mine[row] * self.size + others[column]
                new = ~np.isin(keys, held)
                if new.any():
                    row, column, keys = row[new], column[new], keys[new]
                    gains = reduced[row, column]
                    first = rank(row, gains * 1024 + self.random.integers(0, 1024, len(row))) < MORE
                    short += int(
                        (np.bincount(row, minlength=len(mine)) > 0)
                        @ (self.wants[mine] * np.minimum(0, np.where((reduced < 0).any(1), reduced.min(1), 0)))
                    )
                    fresh.append((mine[row[first]], others[column[first]], gains[first]))
        if not fresh:
            return 0, 0
        return self.add(np.concatenate([a for a, _, _ in fresh]), np.concatenate([b for _, b, _ in fresh])), short


def split(of: Whole, size: int, fits: np.ndarray) -> list[Whole]:
    """The numbers of the members of each group that fit.

    >>> [one.tolist() for one in split(np.array([1, 0, 1]), 2, np.array([True, True, False]))]
    [[1], [0]]
    """
    numbers = np.flatnonzero(fits)
    order = numbers[np.argsort(of[numbers], kind="stable")]
    ends = np.searchsorted(of[order], np.arange(size + 1))
    return [order[a:b] for a, b in itertools.pairwise(ends)]
