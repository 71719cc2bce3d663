"""Service points that hold only so much, or cost something to open: the three siting problems as one mixed-integer programme."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import coo_matrix, csc_matrix, vstack

from planning.answers import Clock, NoPlan, Progress, Siting
from planning.exact import minimise

Numbers = NDArray[np.float64]
FEWEST, MOST, LEAST = "fewest", "most", "least"
ROUNDING = 1e-6
"""How far HiGHS may be off: bounds are moved this share the safe way."""


@dataclass(frozen=True)
class Limits:
    """One a candidate: the most weight that it can serve (infinite: any) and what opening it costs."""

    capacity: Numbers
    cost: Numbers


def capacitated(
    minutes: ArrayLike,
    weights: ArrayLike,
    limits: Limits,
    aim: str,
    *,
    points: int | None = None,
    keep: list[int] | None = None,
    travel: ArrayLike | None = None,
    seconds: float = 20.0,
    progress: Progress | None = None,
) -> Siting:
    """The cheapest points that serve all (`fewest`), `points` that serve most weight (`most`) or with least weight × minutes (`least`).

    `minutes` is clients × candidates, infinite where a client cannot be served; each is served whole by one point. Nobody is served
    beyond capacity. `travel`, if given, is what serving costs in place of weight × minutes; `least` without `points` counts it and the
    prices together (facility location). NoPlan says how much capacity is short. HiGHS, with its bound; a plan by regret to begin with.

    >>> two = Limits(np.array([5.0, 5.0]), np.array([1.0, 1.0]))
    >>> capacitated([[1, 2], [1, 2]], [4, 4], two, "fewest").served
    [0, 1]
    """
    clock, away, weight = Clock(seconds, progress), np.asarray(minutes, float), np.asarray(weights, float)
    kept = sorted(set(keep or []))
    lost = np.flatnonzero(~np.isfinite(away).any(1)).tolist()
    client, site = np.nonzero(np.isfinite(away))
    everybody = aim != MOST
    rows, low, high = programme(client, site, weight, limits, away.shape, points, everybody, lost)
    spent = weight[client] * away[client, site] if travel is None else np.asarray(travel, float)[client, site]
    prices = limits.cost if aim == FEWEST or (aim == LEAST and points is None) else np.zeros(away.shape[1])
    flow = {FEWEST: np.zeros(len(client)), MOST: -weight[client], LEAST: spent}[aim]
    whole = np.array_equal(np.r_[prices, flow], np.rint(np.r_[prices, flow]))
    lower = np.zeros(away.shape[1] + len(client))
    lower[kept] = 1
    limited = np.r_[np.ones(away.shape[1], bool), np.isfinite(limits.capacity)[site]]
    begin = begun(away, weight, limits, aim, kept, points, lost)
    start = (
        None
        if begin is None
        else np.r_[np.isin(np.arange(away.shape[1]), opened(begin, kept, away.shape[1], points)), begin[client] == site]
    )

    def watch(value: float, bound: float) -> bool:
        return clock.tell(abs(value), abs(bound))  # what is served counts below zero

    found = minimise(np.r_[prices, flow], rows, low, high, lower=lower, integer=limited, seconds=clock.left(), start=start, gap=0.999 * whole, watch=watch)
    if not len(found.x):
        raise lacking(away, weight, limits, found.status, points)
    chosen = np.flatnonzero(found.x[: away.shape[1]] > 0.5)
    served = np.full(away.shape[0], -1)
    taken = found.x[away.shape[1] :] > 0.5
    served[client[taken]] = site[taken]
    value = abs(math.fsum(prices[chosen]) + math.fsum(flow[taken]))
    return Siting(chosen.tolist(), value, rounded(found.bound, value, aim, weight, whole), lost, clock.spent(), [], served.tolist())


def rounded(bound: float, value: float, aim: str, weight: Numbers, whole: bool) -> float:
    """HiGHS's bound moved the safe way, then to the next possible value where all are whole, and never past the plan."""
    if aim == MOST:
        level = (-bound if math.isfinite(bound) else float(weight.sum())) * (1 + ROUNDING)
        return max(value, math.floor(level + ROUNDING) if whole else level)
    level = (bound if math.isfinite(bound) else 0.0) * (1 - ROUNDING)
    return min(value, math.ceil(level - ROUNDING * max(1.0, level)) if whole else value if value - level <= 2 * ROUNDING * value else level)


def programme(
    client: NDArray[np.int64],
    site: NDArray[np.int64],
    weight: Numbers,
    limits: Limits,
    shape: tuple[int, int],
    points: int | None,
    everybody: bool,
    lost: list[int],
) -> tuple[csc_matrix, Numbers, Numbers]:
    """Rows over (open, arc): one point a client, arcs only to open points, weight within capacity, so many points."""
    clients, sites = shape
    arcs, bounded = np.arange(len(client)), np.isfinite(limits.capacity)
    one = coo_matrix((np.ones(len(client)), (client, sites + arcs)), shape=(clients, sites + len(client)))
    only = coo_matrix(
        (np.r_[np.ones(len(client)), -np.ones(len(client))], (np.r_[arcs, arcs], np.r_[sites + arcs, site])),
        shape=(len(client), sites + len(client)),
    )
    held = bounded[site]
    room = coo_matrix(
        (
            np.r_[weight[client[held]], -limits.capacity[bounded]],
            (np.r_[site[held], np.flatnonzero(bounded)], np.r_[sites + arcs[held], np.flatnonzero(bounded)]),
        ),
        shape=(sites, sites + len(client)),
    )
    count = coo_matrix((np.ones(sites), (np.zeros(sites, int), np.arange(sites))), shape=(1, sites + len(client)))
    least = np.ones(clients) if everybody else np.zeros(clients)
    least[lost] = 0
    low = np.r_[least, np.full(len(client) + sites, -np.inf), 0 if points is None else points]
    high = np.r_[np.ones(clients), np.zeros(len(client) + sites), np.inf if points is None else points]
    return vstack([one, only, room, count]).tocsc(), low, high


def opened(served: NDArray[np.int64], kept: list[int], sites: int, points: int | None) -> NDArray[np.int64]:
    """The points of a plan: those that serve somebody, those kept, and enough others where the number is given."""
    used = np.union1d(served[served >= 0], kept).astype(int)
    spare = np.setdiff1d(np.arange(sites), used)
    return np.r_[used, spare[: max(0, (points or 0) - len(used))]]


def begun(
    away: Numbers, weight: Numbers, limits: Limits, aim: str, kept: list[int], points: int | None, lost: list[int]
) -> NDArray[np.int64] | None:
    """A plan to begin with: always the point that takes most unserved weight for its price; None where somebody stays out who may not."""
    served, room = np.full(len(weight), -1), limits.capacity.copy()
    left = np.setdiff1d(np.arange(len(weight)), lost)
    closed = [j for j in range(away.shape[1]) if j not in kept]
    taken: list[int] = []
    while len(left) and (taken != kept or closed):
        queue = [kept[len(taken)]] if len(taken) < len(kept) else closed
        if points is not None and len(taken) >= points:
            break
        best, gain, members = -1, 0.0, left[:0]
        for j in queue:
            near = left[np.isfinite(away[left, j])]
            near = near[np.argsort(away[near, j], kind="stable")]
            fits = near[np.cumsum(weight[near]) <= room[j]]
            worth = (float(weight[fits].sum()) + 1e-6 * len(fits)) / (max(limits.cost[j], ROUNDING) if aim == FEWEST else 1.0)
            if worth > gain or best < 0:
                best, gain, members = j, worth, fits
        if gain <= 0 and queue is closed:
            break
        served[members] = best
        left = np.setdiff1d(left, members)
        taken.append(best)
        closed = [j for j in closed if j != best]
    return None if len(left) and aim != MOST else served


def lacking(away: Numbers, weight: Numbers, limits: Limits, status: str, points: int | None) -> NoPlan:
    """Why there is no plan: with everything open, how much weight cannot be held; or that time ran out."""
    if "nfeasible" not in status:
        return NoPlan(
            "在时限内没有找到方案。可延长时间，或放宽容量。",
            "No plan was found in the time given. Maybe allow more time, or more capacity.",
        )
    room = float(np.sort(limits.capacity)[::-1][:points].sum()) if points else float(limits.capacity.sum())
    need = float(weight[np.isfinite(away).any(1)].sum())
    if need > room:
        return NoPlan(
            f"容量合计 {room:,.0f}，需要 {need:,.0f}，差 {need - room:,.0f}。",
            f"Capacity is {room:,.0f} in all, {need:,.0f} is needed: {need - room:,.0f} short.",
        )
    return NoPlan(
        "按所给时限和容量，不能让每处都有去处。可增加容量、点数或分钟。",
        "Within these minutes and capacities not everybody can be served. Maybe more capacity, points or minutes.",
    )
