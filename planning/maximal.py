"""Most people within reach of p service points: the maximal covering location problem (MCLP; Church and ReVelle, 1974)."""

from __future__ import annotations

import heapq
import math
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_matrix

from planning.answers import Clock, Progress, Siting
from planning.exchanging import ROOM, covered, exchange
from planning.given import enough, reached, standing, weighed
from planning.neighbourhoods import MARGIN, improve, solution
from planning.reduction import dominated_columns

WHOLE = 400
"""Rows up to which the whole problem goes to HiGHS."""


def mclp(
    reach: ArrayLike | csr_matrix,
    weights: ArrayLike,
    p: int,
    *,
    keep: list[int] | None = None,
    seconds: float = 20.0,
    seed: int = 0,
    progress: Progress | None = None,
) -> Siting:
    """`p` candidates that reach the most weight; `keep` are open already and count among them.

    `reach` is clients × candidates, `weights` one a client (people, households), ≥ 0. Clients with the same reach are merged and
    dominated candidates dropped; then exchanges, a Lagrangian bound, and parts of the plan shaken and searched anew, HiGHS putting the best together.

    >>> mclp([[1, 0], [1, 0], [0, 1]], [1, 1, 5], p=1).objective
    5.0
    """
    clock = Clock(seconds, progress)
    full = reached(reach)
    weights, kept = weighed(weights, full.shape[0]), standing(keep, full.shape[1])
    enough(p, len(kept), full.shape[1])
    bare = np.diff(full.indptr) == 0
    given = np.asarray(full[:, kept].sum(1)).ravel() > 0 if kept else np.zeros(full.shape[0], bool)
    base = float(weights[given].sum())
    small, merged, group, columns = _merge(full, weights, given, kept)
    free = min(p - len(kept), len(columns))
    multipliers = np.where(bare | (group >= 0), weights, 0.0)
    if not free or not small.shape[0]:
        multipliers = np.where(bare | ~given, weights, 0.0) if free else np.where(given, 0.0, weights)
        return Siting(_fill(kept, full.shape[1], p), base, base, np.flatnonzero(bare).tolist(), clock.spent(), multipliers.tolist())
    whole = small.shape[0] <= WHOLE
    chosen = greedy(small, merged, free)
    if free * small.shape[1] <= ROOM:
        chosen = exchange(small, merged, chosen, 0.02 if whole else clock.left() * 0.1, np.random.default_rng(seed))
    value = covered(small, merged, chosen)
    better, bound, level = _bounded(small, merged, free, value, clock, clock.left() * 0.35, base, 150 if whole else 4_000)
    chosen = better if len(better) else chosen
    inside = group >= 0
    multipliers[inside] = level[group[inside]] * weights[inside] / merged[group[inside]]
    if whole and covered(small, merged, chosen) < bound - MARGIN:
        exact, searched = _whole(small, merged, free, clock)
        bound = min(bound, searched)
        if len(exact) == free and covered(small, merged, exact) > covered(small, merged, chosen):
            chosen = exact
    if np.array_equal(merged, np.rint(merged)):
        bound = math.floor(bound + MARGIN)
    chosen = improve(small, merged, chosen, bound, clock, seed, base)
    value = covered(small, merged, chosen)
    clock.tell(base + value, base + bound)
    places = _fill(sorted(kept + columns[chosen].tolist()), full.shape[1], p)
    return Siting(places, base + value, base + max(value, bound), np.flatnonzero(bare).tolist(), clock.spent(), multipliers.tolist())


def _fill(places: list[int], candidates: int, p: int) -> list[int]:
    """Exactly p places: the first unused candidates stand in where fewer already reach everything."""
    spare = (j for j in range(candidates) if j not in set(places))
    return sorted([*places, *(next(spare) for _ in range(p - len(places)))])


def _merge(
    full: csr_matrix, weights: np.ndarray, given: np.ndarray, kept: list[int]
) -> tuple[csr_matrix, np.ndarray, np.ndarray, np.ndarray]:
    """Clients with the same candidates made one, those without or reached already dropped; dominated candidates dropped.

    Gives the smaller reach, its weights, the group of each client (-1: in none), and the original candidates.
    """
    full.sort_indices()
    order: dict[bytes, int] = {}
    first: list[int] = []
    sums: list[float] = []
    group = np.full(full.shape[0], -1)
    for i, (a, b) in enumerate(pairwise(full.indptr)):
        if a == b or given[i] or weights[i] <= 0:
            continue
        at = order.setdefault(full.indices[a:b].tobytes(), len(first))
        if at == len(first):
            first.append(i)
            sums.append(0.0)
        sums[at] += weights[i]
        group[i] = at
    small = full[first]
    used = ~dominated_columns(small) if small.shape[0] else np.zeros(full.shape[1], bool)
    used &= np.asarray(small.sum(0)).ravel() > 0
    used[kept] = False
    return small[:, used].tocsr(), np.array(sums), group, np.flatnonzero(used)


def _whole(reach: csr_matrix, weights: np.ndarray, p: int, clock: Clock) -> tuple[np.ndarray, float]:
    found, sites = solution(reach, weights, p, clock.left(), watch=clock.asked), reach.shape[1]
    total = float(weights.sum())
    bound = total - found.bound if math.isfinite(found.bound) else total
    return np.flatnonzero(found.x[:sites] > 0.5) if len(found.x) else np.empty(0, int), min(total, bound + 1e-9 * total)


def greedy(reach: csr_matrix, weights: np.ndarray, p: int) -> np.ndarray:
    """Always the candidate that adds the most weight; within 1 − 1/e of the best (Nemhauser, Wolsey and Fisher, 1978)."""
    columns, left = reach.tocsc(), weights.copy()
    heap = [(-gain, j) for j, gain in enumerate(np.asarray(reach.T @ weights).ravel())]
    heapq.heapify(heap)
    chosen: list[int] = []
    while len(chosen) < p:
        _, j = heapq.heappop(heap)
        rows = columns.indices[columns.indptr[j] : columns.indptr[j + 1]]
        gain = float(left[rows].sum())
        if heap and gain < -heap[0][0] - 1e-9:
            heapq.heappush(heap, (-gain, j))
            continue
        chosen.append(j)
        left[rows] = 0
    return np.array(chosen)


def _bounded(
    reach: csr_matrix, weights: np.ndarray, p: int, best: float, clock: Clock, seconds: float, base: float, rounds: int
) -> tuple[np.ndarray, float, np.ndarray]:
    """(the best plan met, the bound, the multipliers): subgradients on "reached only where open" from a plan worth `best`.

    The bound is Σ(w − λ) + the p largest Σλ, valid for any 0 ≤ λ ≤ w. Steps are scaled by weight and keep nine tenths of the last way.
    """
    inner, matrix = Clock(seconds), reach.astype(float)
    turned = csr_matrix(matrix.T)
    chosen, opened = np.empty(0, int), np.zeros(reach.shape[1])
    multipliers = weights / np.maximum(1, np.asarray(matrix.sum(1)).ravel())
    bound, kept, step, stale, way = math.inf, multipliers, 1.5, 0, np.zeros(len(weights))
    for _ in range(rounds):
        level, top = _level(turned, weights, multipliers, p)
        if level < bound * (1 - 1e-6) if math.isfinite(bound) else True:
            bound, kept, stale = level, multipliers, 0
        else:
            stale += 1
            if stale >= 30:
                step, stale, multipliers = step * 0.8, 0, kept
        opened[:] = 0
        opened[top] = 1
        times = matrix @ opened
        if (value := float(weights[times > 0].sum())) > best:
            best, chosen = value, top
        if bound - best < MARGIN or step < 1e-3 or inner.left() <= 0 or clock.stopped:
            break
        clock.tell(base + best, base + bound)
        way = 0.9 * way + 0.1 * (times - 1.0)
        slope = np.where(((multipliers >= weights) & (way < 0)) | ((multipliers <= 0) & (way > 0)), 0, way)
        norm = float((slope * slope) @ weights)
        if norm == 0:
            break
        multipliers = np.clip(multipliers - step * max(level - best, 0.0) / norm * slope * weights, 0, weights)
    return chosen, bound * (1 + 1e-9), kept


def _level(turned: csr_matrix, weights: np.ndarray, multipliers: np.ndarray, p: int) -> tuple[float, np.ndarray]:
    """The Lagrangian bound at these multipliers and the p candidates that it opens."""
    worth = turned @ multipliers
    top = np.argpartition(-worth, p - 1)[:p]
    return math.fsum(weights - multipliers) + math.fsum(worth[top]), top
