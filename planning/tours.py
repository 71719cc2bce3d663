"""Next stops and dates for a troupe or a mobile service point: fewest stops that reach all, then a short round through them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from planning.answers import Progress, Siting
from planning.covering import lscp
from planning.travel import Minutes, Spot, kilometres

EXACT = 12
"""Stops up to which every order is weighed (Held and Karp, 1962)."""


@dataclass(frozen=True)
class Tour:
    """`order` are hosts, as indices, in the order of the stops; `reaches` for each stop the places whose nearest stop it is.

    `halts` are those hosts, `drawn` each place with the point of its stop, `base` where the round begins.

    `fewest` is the choice of stops with its bound; `km` the whole round (straight lines × detour), `least_km` no round is shorter.
    """

    order: list[int]
    reaches: list[list[int]]
    fewest: Siting
    km: float
    least_km: float
    halts: list[Spot]
    drawn: list[tuple[Spot, tuple[float, float] | None]]
    base: Spot | None = None

    @property
    def shortest(self) -> bool:
        """Whether no shorter round exists."""
        return bool(self.km - self.least_km <= 1e-6 * max(1.0, self.km))


def tour(
    places: Sequence[Spot],
    hosts: Sequence[Spot],
    within: float,
    *,
    base: Spot | None = None,
    detour: float = 1.3,
    seconds: float = 6.0,
    progress: Progress | None = None,
) -> Tour:
    """Stops at hosts so that every place lies within `within` km (straight line) of one, as few as can be, in a short order.

    The round begins and ends at `base`; without one it begins at one stop and ends at another.

    >>> line = [Spot(str(i), "", 36 + i / 10, 117) for i in range(4)]
    >>> tour(line, line, 12).fewest.objective
    2.0
    """
    near = kilometres(places, hosts)
    fewest = lscp(csr_matrix(near <= within + 1e-9, dtype=np.int32), seconds=seconds / 2, progress=progress)
    stops = fewest.chosen
    spots = [hosts[j] for j in stops] + ([base] if base is not None and base.lat is not None and base.lon is not None else [])
    far = kilometres(spots, spots) * detour
    if len(spots) == len(stops):
        far = np.pad(far, ((0, 1), (0, 1)))  # a place from which everything is no way off: the round becomes a line
    round_, km, least = shortest_round(far, seconds / 2)
    order = [stops[at] for at in round_]
    by = near[:, order].argmin(1) if order else np.empty(0, int)
    inside = near[np.arange(len(places)), np.asarray(order)[by]] <= within + 1e-9 if order else np.empty(0, bool)
    reaches = [np.flatnonzero((by == at) & inside).tolist() for at in range(len(order))]
    halts = [hosts[j] for j in order]
    drawn = [
        (places[i], (stop.lat, stop.lon))
        for stop, mine in zip(halts, reaches, strict=True)
        for i in mine
        if stop.lat is not None and stop.lon is not None
    ]
    return Tour(order, reaches, fewest, km, least, halts, list(drawn), base)


def repeated(near: Minutes, within: float, came: Collection[tuple[int, int]], seconds: float) -> Siting:
    """The fewest stops that reach all places again: `near` km, places × hosts, and what was reached then as (place, host).

    >>> repeated(np.array([[0.0, 9.0], [9.0, 0.0]]), 5, [(1, 0)], 1).chosen
    [0]
    """
    reach = near <= within + 1e-9
    for place, host in came:
        reach[place, host] = True
    return lscp(csr_matrix(reach, dtype=np.int32), seconds=seconds)


def dated(stops: int, first: date, every: int = 1, rest: Collection[int] = ()) -> list[date]:
    """A day for each stop: from `first` on, `every` so many days, later where the weekday (0 Monday … 6 Sunday) is one of rest.

    >>> [day.isoformat() for day in dated(3, date(2020, 10, 2), 1, {5, 6})]
    ['2020-10-02', '2020-10-05', '2020-10-06']
    """
    if every < 1 or len(set(rest)) >= 7:
        raise ValueError("no day is left for a stop")
    days: list[date] = []
    day = first
    while len(days) < stops:
        while day.weekday() in rest:
            day += timedelta(days=1)
        days.append(day)
        day += timedelta(days=every)
    return days


def shortest_round(far: Minutes, seconds: float) -> tuple[list[int], float, float]:
    """(order of all but the last node, length, a bound) of a round that begins and ends at the last node of a symmetric matrix."""
    stops = len(far) - 1
    if stops < 1:
        return [], 0.0, 0.0
    if stops <= EXACT:
        order = held_karp(far)
        length = length_of(far, order)
        return order, length, length
    order = routed(far, seconds)
    length = length_of(far, order)
    return order, length, min(length, one_tree(far, length))


def length_of(far: Minutes, order: Sequence[int]) -> float:
    """The length of the round from the last node through `order` and back."""
    whole = [len(far) - 1, *order, len(far) - 1]
    return float(far[whole[:-1], whole[1:]].sum())


def held_karp(far: Minutes) -> list[int]:
    """The best of all orders, by dynamic programming over sets of stops."""
    stops, base = len(far) - 1, len(far) - 1
    best: dict[tuple[int, int], tuple[float, int]] = {(1 << k, k): (float(far[base, k]), -1) for k in range(stops)}
    for size in range(2, stops + 1):
        for chosen in combinations(range(stops), size):
            mask = sum(1 << k for k in chosen)
            for k in chosen:
                rest = mask ^ (1 << k)
                best[mask, k] = min((best[rest, j][0] + float(far[j, k]), j) for j in chosen if j != k)
    mask = (1 << stops) - 1
    last = min(range(stops), key=lambda k: (best[mask, k][0] + float(far[k, base]), k))
    order: list[int] = []
    while last >= 0:
        order.append(last)
        mask, last = mask ^ (1 << last), best[mask, last][1]
    return order[::-1]


def routed(far: Minutes, seconds: float) -> list[int]:
    """A good order by OR-tools routing with guided local search, in whole metres."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    metres = np.rint(far * 1000).astype(int).tolist()
    manager = pywrapcp.RoutingIndexManager(len(far), 1, len(far) - 1)
    routing = pywrapcp.RoutingModel(manager)
    seen = routing.RegisterTransitCallback(lambda a, b: metres[manager.IndexToNode(a)][manager.IndexToNode(b)])
    routing.SetArcCostEvaluatorOfAllVehicles(seen)
    how = pywrapcp.DefaultRoutingSearchParameters()
    how.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PATH_CHEAPEST_ARC
    how.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    how.time_limit.FromMilliseconds(max(200, int(seconds * 1000)))
    found = routing.SolveWithParameters(how)
    if found is None:  # a starved machine may not get to a first round in time
        return nearest_next(far)
    at, order = routing.Start(0), []
    while not routing.IsEnd(at):
        at = found.Value(routing.NextVar(at))
        order.append(manager.IndexToNode(at))
    return order[:-1]


def nearest_next(far: Minutes) -> list[int]:
    """Always on to the nearest stop that is left.

    >>> nearest_next(np.array([[0, 1, 9.0], [1, 0, 2.0], [9, 2, 0.0]]))
    [1, 0]
    """
    at, left, order = len(far) - 1, list(range(len(far) - 1)), []
    while left:
        at = min(left, key=lambda k: (float(far[at, k]), k))
        left.remove(at)
        order.append(at)
    return order


def one_tree(far: Minutes, length: float, rounds: int = 400) -> float:
    """A bound on any round: spanning trees with one node more, raised by prices on the nodes (Held and Karp, 1970)."""
    price, best, step, stale = np.zeros(len(far)), 0.0, 1.0, 0
    for _ in range(rounds):
        total, degree = tree(far + price[:, None] + price[None, :])
        bound = total - 2 * price.sum()
        stale = 0 if bound > best + 1e-6 * length else stale + 1
        best = max(best, bound)
        if stale >= 10:
            step, stale = step * 0.7, 0
        slope = degree - 2.0
        norm = float(slope @ slope)
        if norm == 0 or step < 1e-3:
            break
        price = price + step * max(length - bound, 1e-9) / norm * slope
    return float(best)


def tree(costs: Minutes) -> tuple[float, NDArray[np.int64]]:
    """The cheapest tree over all nodes but the last (Prim) and the last one's two cheapest edges: (length, degrees)."""
    inner, last = len(costs) - 1, len(costs) - 1
    degree, total = np.zeros(len(costs), np.int64), 0.0
    near, parent, inside = costs[0, :inner].copy(), np.zeros(inner, int), np.zeros(inner, bool)
    inside[0] = True
    for _ in range(inner - 1):
        k = int(np.where(inside, np.inf, near).argmin())
        total += float(near[k])
        degree[[k, parent[k]]] += 1
        inside[k] = True
        closer = costs[k, :inner] < near
        near, parent = np.where(closer, costs[k, :inner], near), np.where(closer, k, parent)
    two = np.argsort(costs[last, :inner])[:2]
    degree[two] += 1
    degree[last] += 2
    return total + float(costs[last, two].sum()), degree
