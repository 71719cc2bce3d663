"""Fewer points for a large cover: one neighbourhood after the other is covered anew, small ones by HiGHS, tiles by local search."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.sparse import csr_matrix

from planning.answers import Clock
from planning.exact import minimise
from planning.growing import entries, grown
from planning.weighting import search

ROWS = 120.0
"""Clients of a neighbourhood to begin with."""
TILE = 1_000.0
"""Clients of a tile: the search is at its best with so many."""
QUICK, SLOW, CUT = 0.03, 0.08, 0.4
"""Seconds of a neighbourhood below which the next is larger, above which it is smaller, and at which it is given up."""


class Cover:
    """A cover as it changes: `plan`, which columns it has, and `times`, how many of them cover each row."""

    def __init__(self, reach: csr_matrix, chosen: list[int]) -> None:
        self.reach, self.columns = reach, reach.tocsc()
        self.plan = np.zeros(reach.shape[1], bool)
        self.plan[chosen] = True
        self.times = np.asarray(reach[:, chosen].sum(1)).ravel().astype(np.int64)

    def around(self, clients: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The chosen columns that reach some of the clients, the rows that only these cover, and all columns that reach such a row."""
        sites = np.unique(entries(self.reach, clients))
        inner = sites[self.plan[sites]]
        touched, often = np.unique(entries(self.columns, inner), return_counts=True)
        rows = touched[self.times[touched] == often]
        return inner, rows, np.unique(entries(self.reach, rows))

    def exchange(self, old: np.ndarray, new: np.ndarray) -> None:
        """Gives up some columns for others."""
        for sites, sign in ((old, -1), (new, 1)):
            touched, often = np.unique(entries(self.columns, sites), return_counts=True)
            self.times[touched] += sign * often
            self.plan[sites] = sign > 0


def thin(
    reach: csr_matrix, chosen: list[int], bound: int, seconds: float, seed: int = 0, tell: Callable[[int], bool | None] = lambda n: None
) -> list[int]:
    """A cover with as few columns as the time allows, never more than `chosen`; ends early at `bound` columns or when `tell` answers True.

    Every neighbourhood grows around a client; all clients have their turn, in random order, before one has its second.
    """
    clock, random, cover, wanted = Clock(seconds), np.random.default_rng(seed), Cover(reach, chosen), ROWS
    waiting, done = random.permutation(reach.shape[0]), np.zeros(reach.shape[0], bool)
    while clock.left() > 0 and cover.plan.sum() > bound:
        if not len(waiting):
            waiting, done = random.permutation(reach.shape[0]), np.zeros(reach.shape[0], bool)
        centre, waiting = int(waiting[-1]), waiting[:-1]
        if done[centre]:
            continue
        ball = grown(reach, cover.columns, centre, wanted, random)
        inner, rows, sites = cover.around(ball)
        before = clock.spent()
        found = minimise(
            np.ones(len(sites)),
            reach[rows][:, sites],
            np.ones(len(rows)),
            np.full(len(rows), np.inf),
            integer=True,
            seconds=min(CUT, clock.left()),
            start=cover.plan[sites].astype(float),
            gap=0.999,
        )
        took = clock.spent() - before
        wanted = max(20.0, wanted * 0.9) if took > SLOW else wanted * 1.03 if took < QUICK else wanted
        done[ball] = True
        fresh = sites[found.x > 0.5] if len(found.x) else inner
        if len(fresh) < len(inner):
            cover.exchange(inner, fresh)
            if tell(int(cover.plan.sum())):
                break
    return np.flatnonzero(cover.plan).tolist()


def by_tiles(
    reach: csr_matrix, chosen: list[int], bound: int, seconds: float, seed: int = 0, tell: Callable[[int], bool | None] = lambda n: None
) -> list[int]:
    """The same for tens of thousands of clients: tiles that touch are searched one after the other, each for its share of the time."""
    clock, random, cover, waiting = Clock(seconds), np.random.default_rng(seed), Cover(reach, chosen), np.ones(reach.shape[0], bool)
    while waiting.any() and clock.left() > 0 and cover.plan.sum() > bound:
        tile = grown(reach, cover.columns, int(random.choice(np.flatnonzero(waiting))), TILE, random, waiting)
        share = clock.left() * len(tile) / int(waiting.sum())
        inner, rows, sites = cover.around(tile)
        waiting[tile] = False
        if not len(rows):
            continue
        begun = np.searchsorted(sites, np.intersect1d(inner, sites)).tolist()
        fresh = sites[search(reach[rows][:, sites].tocsr(), begun, 1, share, seed)]
        cover.exchange(inner, fresh)
        if tell(int(cover.plan.sum())):
            break
    return np.flatnonzero(cover.plan).tolist()
