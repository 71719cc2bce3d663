"""Better plans for most people within reach: neighbourhoods that HiGHS re-places exactly, and parts that are shaken and searched anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, hstack, identity, vstack

from planning.answers import Clock
from planning.exact import Solution, minimise
from planning.exchanging import ROOM, covered, exchange
from planning.growing import entries, grown

MARGIN = 1e-6
"""How far a value may be off a whole number and still count as it."""
POINTS = 150
"""Points of a part that is shaken at once, where the whole is too large for that."""
SHAKEN = 0.3
"""Share of a part's points that are put anywhere before it is searched anew."""


def programme(reach: csr_matrix, p: int) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """Rows of the programme over (open, missed): every client reached or missed, p points open."""
    clients, sites = reach.shape
    rows = vstack([hstack([reach, identity(clients)]), csr_matrix(np.r_[np.ones(sites), np.zeros(clients)])]).tocsc()
    return rows, np.r_[np.ones(clients), p], np.r_[np.full(clients, np.inf), p]


@dataclass(frozen=True)
class Part:
    """What lies around some clients: the candidates that reach them, the `inner` chosen ones first, and who is reached by these alone."""

    sites: np.ndarray
    inner: int
    rows: np.ndarray
    reach: csr_matrix
    weights: np.ndarray


def part(reach: csr_matrix, columns: csc_matrix, weights: np.ndarray, plan: np.ndarray, times: np.ndarray, ball: np.ndarray) -> Part:
    """The part around the clients `ball`; `plan` says of each candidate whether it is chosen, `times` how often each client is reached."""
    sites = np.unique(entries(reach, ball))
    sites, inner = np.r_[sites[plan[sites]], sites[~plan[sites]]], int(plan[sites].sum())
    rows = np.unique(entries(columns, sites))
    inside = reach[rows][:, sites]
    alone = times[rows] == np.asarray(inside[:, :inner].sum(1)).ravel()
    return Part(sites, inner, rows[alone], inside[alone], weights[rows[alone]])


def solution(
    reach: csr_matrix,
    weights: np.ndarray,
    p: int,
    seconds: float,
    *,
    start: np.ndarray | None = None,
    gap: float = 0.0,
    watch: Callable[[float, float], bool] | None = None,
) -> Solution:
    """What HiGHS makes of the programme, that misses as little as can be."""
    rows, low, high = programme(reach, p)
    clients, sites = reach.shape
    cost, whole = np.r_[np.zeros(sites), weights], np.r_[np.ones(sites), np.zeros(clients)]
    return minimise(cost, rows, low, high, integer=whole, seconds=seconds, start=start, gap=gap, watch=watch)


def placed(reach: csr_matrix, weights: np.ndarray, sites: np.ndarray, start: np.ndarray, seconds: float, gap: float = 0.0) -> np.ndarray:
    """As many of the `sites` as `start` has, placed exactly; `start` itself where the seconds did not do."""
    first = np.r_[np.isin(sites, start), np.asarray(reach[:, start].sum(1)).ravel() == 0].astype(float)
    found = solution(reach[:, sites], weights, len(start), seconds, start=first, gap=gap)
    fresh = sites[found.x[: len(sites)] > 0.5] if len(found.x) else start
    return fresh if len(fresh) == len(start) else start


def balls(reach: csr_matrix, weights: np.ndarray, chosen: np.ndarray, clock: Clock, random: np.random.Generator) -> np.ndarray:
    """Free the chosen points near some client still missed and re-place just as many of them exactly, again and again.

    Where that changed nothing, those nearest are left alone until something near them changes or all have had their turn.
    """
    columns = reach.tocsc()
    plan = np.zeros(reach.shape[1], bool)
    plan[chosen] = True
    times = np.asarray(reach[:, chosen].sum(1)).ravel()
    best, wanted, stale = float(weights[times > 0].sum()), 60.0, np.zeros(len(weights), bool)
    while clock.left() > 0.05:
        missed = weights * (times == 0)
        stale &= bool((missed[~stale] > 0).any())
        missed = missed * ~stale
        client = random.choice(len(weights), p=missed / missed.sum()) if missed.any() else random.integers(len(weights))
        here = part(reach, columns, weights, plan, times, grown(reach, columns, client, wanted, random))
        if not here.inner:
            stale[client] = True
            continue
        before, inner = clock.spent(), np.arange(here.inner)
        found = placed(here.reach, here.weights, np.arange(len(here.sites)), inner, min(2.0, clock.left()), 0.2 * float(weights.mean()))
        took = clock.spent() - before
        wanted = max(15, wanted * 0.93) if took > 0.25 else min(400, wanted * 1.03) if took < 0.06 else wanted
        old, fresh = here.sites[inner], here.sites[found]
        moved = times - np.asarray(reach[:, old].sum(1)).ravel() + np.asarray(reach[:, fresh].sum(1)).ravel()
        if (value := float(weights[moved > 0].sum())) > best:
            stale[here.rows] = False
        else:
            stale[np.unique(entries(columns, entries(reach, np.array([client]))))] = True
        if value >= best:
            plan[old], plan[fresh], times, best = False, True, moved, value
    return np.flatnonzero(plan)


def shaken(reach: csr_matrix, weights: np.ndarray, chosen: np.ndarray, seconds: float, random: np.random.Generator) -> np.ndarray:
    """The plan bettered by neighbourhoods; put partly anywhere and searched anew by exchanges; and the best plan of the places of both."""
    clock = Clock(seconds)
    best = balls(reach, weights, chosen, Clock(seconds * 0.25), random)
    spare = np.setdiff1d(np.arange(reach.shape[1]), best)
    other, moved = best.copy(), min(len(spare), max(1, round(len(best) * SHAKEN)))
    other[random.choice(len(best), min(moved, len(best)), replace=False)] = random.choice(spare, min(moved, len(best)), replace=False)
    other = exchange(reach, weights, other, seconds * 0.5, random)
    best = max(best, other, key=lambda plan: covered(reach, weights, plan))
    return placed(reach, weights, np.union1d(best, other), best, clock.left())


def improve(reach: csr_matrix, weights: np.ndarray, chosen: np.ndarray, bound: float, clock: Clock, seed: int, base: float) -> np.ndarray:
    """Shake the plan, where it is large a part of it at a time, for as long as the clock lets and the bound is not reached."""
    random, columns = np.random.default_rng(seed), reach.tocsc()
    clients, candidates = reach.shape
    plan = np.zeros(candidates, bool)
    plan[chosen] = True
    whole = len(chosen) * candidates <= ROOM
    times, turns = np.asarray(reach[:, chosen].sum(1)).ravel(), np.zeros(clients)
    best = float(weights[times > 0].sum())
    while clock.left() > 0.05 and bound - best > MARGIN * max(1.0, bound):
        missed = weights * (times == 0) / (1 + turns) ** 2
        client = random.choice(clients, p=missed / missed.sum()) if missed.any() else random.integers(clients)
        ball = np.arange(clients) if whole else grown(reach, columns, client, POINTS * clients / len(chosen), random)
        turns[ball] += 1
        here = part(reach, columns, weights, plan, times, ball)
        if not here.inner:
            continue
        found = shaken(here.reach, here.weights, np.arange(here.inner), min(2.0, clock.seconds / 10, clock.left()), random)
        plan[here.sites[: here.inner]] = False
        plan[here.sites[found]] = True
        times = np.asarray(reach[:, plan].sum(1)).ravel()
        best = float(weights[times > 0].sum())
        clock.tell(base + best, base + bound)
    return np.flatnonzero(plan)
