"""Better plans for most people within reach: single exchanges, and small neighbourhoods that HiGHS re-places exactly."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix, hstack, identity, vstack

from planning.answers import Clock
from planning.exact import minimise

MARGIN = 1e-6
"""How far a value may be off a whole number and still count as it."""


def covered(reach: csr_matrix, weights: np.ndarray, chosen: np.ndarray) -> float:
    """The weight that the chosen candidates reach."""
    return float(weights[np.asarray(reach[:, chosen].sum(1)).ravel() > 0].sum())


def programme(reach: csr_matrix, p: int) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """Rows of the programme over (open, missed): every client reached or missed, p points open."""
    clients, sites = reach.shape
    rows = vstack([hstack([reach, identity(clients)]), csr_matrix(np.r_[np.ones(sites), np.zeros(clients)])]).tocsc()
    return rows, np.r_[np.ones(clients), p], np.r_[np.full(clients, np.inf), p]


def swaps(matrix: csr_matrix, turned: csr_matrix, weights: np.ndarray, chosen: np.ndarray, seconds: float) -> np.ndarray:
    """Close what loses least, open what gains most, for as long as given; a closed point rests ten turns (tabu)."""
    clock, columns = Clock(seconds), matrix.tocsc()

    def rows(j: int) -> np.ndarray:
        return columns.indices[columns.indptr[j] : columns.indptr[j + 1]]

    plan, times = np.array(chosen), np.asarray(matrix[:, chosen].sum(1)).ravel()
    rests = np.zeros(matrix.shape[1], int)
    value = best = float(weights[times > 0].sum())
    kept, turn = plan.copy(), 0
    while clock.left() > 0:
        turn += 1
        loss = turned[plan] @ (weights * (times == 1))
        at = int(np.where(rests[plan] < turn, loss, np.inf).argmin())
        closed = plan[at]
        times[rows(closed)] -= 1
        gain = turned @ (weights * (times < 0.5))
        gain[plan] = -1
        gain[closed] -= 1e-6
        opened = int(gain.argmax())
        plan[at] = opened
        times[rows(opened)] += 1
        rests[opened] = turn + 10
        value += gain[opened] - loss[at]
        if value > best + 1e-6:
            best, kept = value, plan.copy()
        if turn > 400 and best - value > 0.01 * best:
            break
    return kept


def improve(reach: csr_matrix, weights: np.ndarray, chosen: np.ndarray, bound: float, clock: Clock, seed: int, base: float) -> np.ndarray:
    """Free the chosen points near some client still missed and re-place just as many of them exactly, again and again.

    Where that changed nothing, those nearest are left alone until something near them changes or all have had their turn.
    """
    random, columns = np.random.default_rng(seed), reach.tocsc()
    plan = np.zeros(reach.shape[1], bool)
    plan[chosen] = True
    times = np.asarray(reach[:, chosen].sum(1)).ravel()
    best, wanted, turn = float(weights[times > 0].sum()), 35.0, 0
    matrix, turned, stale = reach.astype(float), csr_matrix(reach.T, dtype=float), np.zeros(len(weights), bool)
    while clock.left() > 0.05 and bound - best > MARGIN * max(1.0, bound):
        turn += 1
        missed = weights * (times == 0)
        stale &= bool((missed[~stale] > 0).any())
        missed = missed * ~stale
        ball = np.array([random.choice(len(weights), p=missed / missed.sum()) if missed.any() else random.integers(len(weights))])
        beside = np.unique(columns[:, reach[ball].indices].indices)
        for _ in range(6):
            near = np.unique(columns[:, np.unique(reach[ball].indices)].indices)
            if len(near) == len(ball) or len(ball) >= wanted:
                break
            more = max(1, int(wanted) - len(ball))
            ball = near if len(near) <= wanted * 1.5 else np.union1d(ball, random.choice(np.setdiff1d(near, ball), more, replace=False))
        sites = np.unique(reach[ball].indices)
        inner = sites[plan[sites]]
        if not len(inner):
            continue
        sites = np.r_[inner, sites[~plan[sites]]]
        rows = np.unique(columns[:, sites].indices)
        part = reach[rows][:, sites]
        alone = times[rows] == np.asarray(part[:, : len(inner)].sum(1)).ravel()
        part, worth = part[alone], weights[rows[alone]]
        lines, low, high = programme(part, len(inner))
        start = np.r_[np.ones(len(inner)), np.zeros(len(sites) - len(inner)), np.asarray(part[:, : len(inner)].sum(1)).ravel() == 0]
        before = clock.spent()
        found = minimise(
            np.r_[np.zeros(len(sites)), worth],
            lines,
            low,
            high,
            integer=np.r_[np.ones(len(sites)), np.zeros(len(worth))],
            seconds=min(2.0, clock.left()),
            start=start,
            gap=0.2 * float(weights.mean()),
        )
        took = clock.spent() - before
        wanted = max(15, wanted * 0.93) if took > 0.25 else min(400, wanted * 1.03) if took < 0.06 else wanted
        fresh = sites[found.x[: len(sites)] > 0.5] if len(found.x) else inner
        if len(fresh) == len(inner):
            moved = times - np.asarray(reach[:, inner].sum(1)).ravel() + np.asarray(reach[:, fresh].sum(1)).ravel()
            if (value := float(weights[moved > 0].sum())) > best:
                stale[rows] = False
            else:
                stale[beside] = True
            if value >= best:
                plan[inner], plan[fresh], times, best = False, True, moved, value
        if turn % 25 == 0:
            swapped = swaps(matrix, turned, weights, np.flatnonzero(plan), min(0.1, clock.left()))
            if (value := covered(reach, weights, swapped)) > best:
                plan[:], best = False, value
                plan[swapped] = True
                times = np.asarray(reach[:, swapped].sum(1)).ravel()
        clock.tell(base + best, base + bound)
    return np.flatnonzero(plan)
