"""Fewest service points so that everybody is reached: the location set covering problem (LSCP; Toregas and others, 1971)."""

from __future__ import annotations

import heapq
import math
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_matrix

from planning.answers import Clock, Progress, Siting
from planning.exact import minimise
from planning.given import reached, standing
from planning.reduction import Reduced, reduce
from planning.thinning import by_tiles, thin
from planning.weighting import search

WHOLE = 1_200
"""Rows up to which HiGHS proves the optimum quickly; above, the time goes to local search."""
LINEAR = 6_000
"""Rows up to which the linear relaxation is solved outright: its bound is the best that multipliers can give."""
MARGIN = 1e-6
"""A bound is rounded up only where it stands this far above a whole number."""


def lscp(
    reach: ArrayLike | csr_matrix, *, keep: list[int] | None = None, seconds: float = 15.0, seed: int = 0, progress: Progress | None = None
) -> Siting:
    """Fewest candidates that reach every client that can be reached at all.

    `reach` is clients × candidates, true where the candidate is near enough; `keep` are candidates open already (they count). ValueError
    where either is not so.
    Reductions, then HiGHS where it proves quickly; above that, row weighting local search (Gao, Weise and Li, 2015), of tens of
    thousands tile by tile, and small neighbourhoods covered anew, beside a bound from the linear relaxation or, for tens of thousands, from subgradients.

    >>> lscp([[1, 0, 1], [0, 1, 1]]).chosen
    [2]
    """
    clock = Clock(seconds, progress)
    full = reached(reach)
    small = reduce(full, standing(keep, full.shape[1]), seconds / 5)
    multipliers = np.zeros(full.shape[0])
    multipliers[small.witnesses] = 1.0
    fixed, rows = len(small.essential), small.reach.shape[0]
    if not rows:
        return _answer(small, [], fixed, multipliers, clock)
    chosen = greedy(small.reach)
    level, multipliers[small.rows] = _relaxed(small.reach, len(chosen), clock.left() * (0.25 if rows <= LINEAR else 0.4))
    bound = max(1, math.ceil(level - MARGIN))
    if rows > LINEAR:
        chosen = min(chosen, guided(small.reach, multipliers[small.rows]), key=len)
    clock.tell(fixed + len(chosen), fixed + bound)
    if bound < len(chosen) and rows <= WHOLE:
        chosen = search(small.reach, chosen, bound, clock.left() * 0.3, seed)
    if bound < len(chosen) and rows <= WHOLE:
        chosen, searched = _exact(small.reach, chosen, clock.left() * (0.6 if rows <= WHOLE // 3 else 0.4), clock)
        bound = max(bound, searched)
    walks = [(search, 0.6), (thin, 1.0)] if rows <= LINEAR else [(by_tiles, 0.6), (by_tiles, 0.8), (thin, 1.0)]
    for turn, (walk, share) in enumerate(walks, 1):
        if bound < len(chosen) and clock.left() > 0:
            chosen = walk(small.reach, chosen, bound, clock.left() * share, seed + turn, lambda n: clock.tell(fixed + n, fixed + bound))
    return _answer(small, chosen, fixed + bound, multipliers, clock)


def _answer(small: Reduced, chosen: list[int], bound: int, multipliers: np.ndarray, clock: Clock) -> Siting:
    places = sorted(small.essential + small.columns[chosen].tolist())
    clock.tell(len(places), bound)
    return Siting(places, float(len(places)), float(bound), small.unreachable, clock.spent(), multipliers.tolist())


def _exact(reach: csr_matrix, chosen: list[int], seconds: float, clock: Clock) -> tuple[list[int], int]:
    """The better of `chosen` and what HiGHS finds, with HiGHS's bound rounded up (a number of points is whole)."""
    start = np.zeros(reach.shape[1])
    start[chosen] = 1
    found = minimise(
        np.ones(reach.shape[1]),
        reach,
        np.ones(reach.shape[0]),
        np.full(reach.shape[0], np.inf),
        integer=True,
        seconds=seconds,
        start=start,
        gap=0.999,
        watch=clock.asked,
    )
    picked = np.flatnonzero(found.x > 0.5).tolist() if len(found.x) else chosen
    covers = len(picked) < len(chosen) and (np.asarray(reach[:, picked].sum(1)).ravel() > 0).all()
    return (picked if covers else chosen), max(1, math.ceil(found.bound - MARGIN)) if math.isfinite(found.bound) else 1


def _relaxed(reach: csr_matrix, value: int, seconds: float) -> tuple[float, np.ndarray]:
    """A bound with its multipliers: from the linear relaxation where HiGHS solves it in time, else from subgradients."""
    if reach.shape[0] <= LINEAR:
        clients = reach.shape[0]
        solved = minimise(np.ones(reach.shape[1]), reach, np.ones(clients), np.full(clients, np.inf), upper=np.inf, seconds=seconds)
        if solved.status == "Optimal":
            multipliers = np.maximum(0, solved.duals)
            return bound_of(reach, multipliers), multipliers
    return lagrangian(reach, value, seconds)


def bound_of(reach: csr_matrix, multipliers: np.ndarray) -> float:
    """The Lagrangian bound of multipliers ≥ 0: their sum less what each candidate's clients offer above its price of one."""
    reduced = 1 - reach.T.astype(float) @ multipliers
    return math.fsum(multipliers) + math.fsum(reduced[reduced < 0])


def greedy(reach: csr_matrix, worth: np.ndarray | None = None, begun: ArrayLike = ()) -> list[int]:
    """Always the candidate that reaches most `worth` (one a client unless given) still unreached, then what became superfluous dropped."""
    columns = reach.tocsc()
    rows_of = [columns.indices[a:b] for a, b in pairwise(columns.indptr)]
    chosen = [int(j) for j in np.asarray(begun, int)]
    left = np.ones(reach.shape[0]) if worth is None else worth.copy()
    if chosen:
        left[np.asarray(reach[:, chosen].sum(1)).ravel() > 0] = 0
    heap = [(-gain, j) for j, gain in enumerate((reach.T @ left).tolist())]
    heapq.heapify(heap)
    while left.any():
        _, j = heapq.heappop(heap)
        fresh = float(left[rows_of[j]].sum())
        if heap and fresh < -heap[0][0]:
            heapq.heappush(heap, (-fresh, j))
            continue
        chosen.append(j)
        left[rows_of[j]] = 0
    times = np.asarray(reach[:, chosen].sum(1)).ravel()
    for j in sorted(chosen, key=lambda j: (len(rows_of[j]) if worth is None else worth[rows_of[j]].sum(), j)):
        if (times[rows_of[j]] > 1).all():
            times[rows_of[j]] -= 1
            chosen.remove(j)
    return chosen


def guided(reach: csr_matrix, multipliers: np.ndarray) -> list[int]:
    """A cover that begins with the candidates that the multipliers call cheap and goes on by what they say each client is worth."""
    cheap = np.flatnonzero(reach.T.astype(float) @ multipliers > 1)
    return greedy(reach, multipliers + 1e-4, cheap)


def lagrangian(reach: csr_matrix, value: int, seconds: float, rounds: int = 4_000) -> tuple[float, np.ndarray]:
    """A lower bound on the number of points by subgradient ascent on the covering rows, keeping seven tenths of the last direction."""
    clock = Clock(seconds)
    matrix = reach.astype(float).tocsr()
    turned = csr_matrix(matrix.T)
    size = np.asarray(matrix.sum(0)).ravel()
    u = np.minimum.reduceat(1 / size[matrix.indices], matrix.indptr[:-1])
    best, kept, step, stale, way = -math.inf, u, 1.5, 0, np.zeros(len(u))
    for _ in range(rounds):
        reduced = 1 - turned @ u
        taken = reduced < 0
        bound = float(u.sum() + reduced[taken].sum())
        stale = 0 if bound > best + 1e-6 * value else stale + 1
        if bound > best:
            best, kept = bound, u
        if stale >= 12:
            step, stale, u = step * 0.8, 0, kept
        if best > value - 1 + 1e-9 or step < 1e-3 or clock.left() <= 0:
            break
        way = 0.7 * way + 0.3 * (1 - matrix @ taken.astype(float))
        slope = np.where((u <= 0) & (way < 0), 0, way)
        norm = float(slope @ slope)
        if norm == 0:
            break
        u = np.maximum(0, u + step * (value - bound) / norm * slope)
    return bound_of(reach, kept), kept
