"""Service points beside the peers: spopt with CBC, and HiGHS (as SciPy hands it the plain model). A part of `benchmarks.plan`.

`python -m benchmarks.plan_siting [FILE …]`: with files, those published `pmed` or `pmedcap` files (by their name) instead of our instances.
"""

from __future__ import annotations

import csv
import math
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, hstack, identity, vstack
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from benchmarks.beside import HEAD, ROW, Found, Solver, Work, lines
from planning import published
from planning.capacity import Limits, capacitated
from planning.covering import lscp
from planning.maximal import mclp
from planning.median import p_median

DATA = Path(__file__).parents[1] / "tests" / "data" / "planning"
MEDIANS = ((100, 5), (100, 33), (200, 40), (300, 60), (400, 133), (600, 60), (800, 80), (900, 5), (900, 90))
"""Nodes and points; nodes, edges and lengths as Beasley drew pmed1 to pmed40."""
HELD = ((50, 5, 0.92), (100, 10, 0.9), (100, 10, 0.94))
"""Customers, points and how full they get; places, demands and lengths as the OR-Library's pmedcap has them."""
SMALL = 200
"""Nodes up to which the peers are given a p-median: their models have a row for each pair."""


def villages(count: int, seed: int = 11, neighbours: int = 30) -> tuple[csr_matrix, np.ndarray]:
    """(who reaches whom, households): seven in ten villages around towns, the others anywhere; every village a candidate."""
    random = np.random.default_rng(seed)
    side, towns = math.sqrt(count), max(10, count // 120)
    centres, share, near = random.random((towns, 2)) * side, random.dirichlet(np.ones(towns) * 1.5), int(0.7 * count)
    spots = np.r_[
        centres[random.choice(towns, near, p=share)] + random.normal(0, side / math.sqrt(towns) * 0.35, (near, 2)),
        random.random((count - near, 2)) * side,
    ]
    tree, low, high = cKDTree(spots), 0.0, side
    for _ in range(40):
        radius = (low + high) / 2
        low, high = (radius, high) if tree.count_neighbors(tree, radius) / count < neighbours else (low, radius)
    pairs = tree.query_pairs(radius, output_type="ndarray")
    rows, columns = np.r_[pairs[:, 0], pairs[:, 1], np.arange(count)], np.r_[pairs[:, 1], pairs[:, 0], np.arange(count)]
    reach = csr_matrix((np.ones(len(rows), np.int32), (rows, columns)), shape=(count, count))
    return reach, random.integers(50, 1500, count).astype(float)


def network(nodes: int, seed: int) -> np.ndarray:
    """Shortest ways between all nodes: a path through all, then edges at random to n² / 50, each 1 to 100 long."""
    random = np.random.default_rng(seed)
    order = random.permutation(nodes)
    edges = {(min(pair), max(pair)) for pair in zip(order[:-1].tolist(), order[1:].tolist(), strict=True)}
    while len(edges) < nodes * nodes // 50:
        a, b = sorted(random.integers(0, nodes, 2).tolist())
        edges |= {(a, b)} if a < b else set()
    ends = np.array(sorted(edges))
    length = random.integers(1, 101, len(ends)).astype(float)
    return np.asarray(dijkstra(csr_matrix((length, (ends[:, 0], ends[:, 1])), shape=(nodes, nodes)), directed=False))


def held(customers: int, points: int, full: float, seed: int) -> published.Median:
    """A capacitated p-median: places on a square of 100, demands 1 to 20, lengths rounded down."""
    random = np.random.default_rng(seed)
    spots, demand = random.integers(1, 101, (customers, 2)), random.integers(1, 21, customers).astype(float)
    far = np.floor(np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1)))
    return published.Median(far, points, demand, math.ceil(demand.sum() / points / full))


def bare(cost: np.ndarray, rows: Any, low: np.ndarray, high: np.ndarray, seconds: float) -> Found:
    """HiGHS on the model as it stands. RuntimeError where it found nothing."""
    found = milp(cost, integrality=np.ones(len(cost)), bounds=Bounds(0, 1), constraints=LinearConstraint(rows, low, high), options={"time_limit": seconds})
    if found.x is None:
        raise RuntimeError(f"no plan in {seconds:.0f} s")
    return Found(float(found.fun), math.nan if found.mip_dual_bound is None else float(found.mip_dual_bound))


def bare_lscp(reach: csr_matrix, seconds: float) -> Found:
    """Fewest points by bare HiGHS."""
    live = csr_matrix(reach)[np.diff(csr_matrix(reach).indptr) > 0]
    return bare(np.ones(live.shape[1]), live, np.ones(live.shape[0]), np.full(live.shape[0], np.inf), seconds)


def bare_mclp(reach: csr_matrix, weights: np.ndarray, points: int, seconds: float) -> Found:
    """Most households by bare HiGHS."""
    count, sites = reach.shape
    rows = vstack([hstack([csr_matrix(reach), identity(count)]), csr_matrix(np.r_[np.ones(sites), np.zeros(count)])]).tocsc()
    found = bare(np.r_[np.zeros(sites), weights], rows, np.r_[np.ones(count), points], np.r_[np.full(count, np.inf), points], seconds)
    return Found(weights.sum() - found.value, weights.sum() - found.bound)


def bare_median(cost: np.ndarray, points: int, seconds: float, weight: np.ndarray | None = None, room: float = 0) -> Found:
    """Least travel by bare HiGHS: a row for each pair, and with weights one for each point's room."""
    clients, sites = cost.shape
    pairs = clients * sites
    to = csr_matrix((np.ones(pairs), (np.repeat(np.arange(clients), sites), np.arange(pairs))), shape=(clients, pairs))
    opened = csr_matrix((np.ones(pairs), (np.arange(pairs), np.tile(np.arange(sites), clients))), shape=(pairs, sites))
    rows = vstack([hstack([to, csr_matrix((clients, sites))]), hstack([identity(pairs), -opened]), csr_matrix(np.r_[np.zeros(pairs), np.ones(sites)])]).tocsc()
    low, high = np.r_[np.ones(clients), np.full(pairs, -np.inf), points], np.r_[np.ones(clients), np.zeros(pairs), points]
    if weight is not None:
        load = csr_matrix((np.repeat(weight, sites), (np.tile(np.arange(sites), clients), np.arange(pairs))), shape=(sites, pairs))
        rows = vstack([rows, hstack([load, -room * identity(sites)])]).tocsc()
        low, high = np.r_[low, np.full(sites, -np.inf)], np.r_[high, np.zeros(sites)]
    return bare(np.r_[cost.ravel(), np.zeros(sites)], rows, low, high, seconds)


def ours_held(one: published.Median) -> Solver:
    """Ours on a capacitated p-median."""
    limits = Limits(np.full(len(one.cost), float(one.capacity or 0)), np.zeros(len(one.cost)))
    return ours(capacitated, one.cost, one.weight, limits, "least", points=one.p, travel=one.cost, seconds=20)


def spopt(kind: str, cost: np.ndarray, weights: np.ndarray, limit: float, points: int, seconds: float) -> Found:
    """The same by spopt through pulp's CBC, which gives no bound."""
    warnings.filterwarnings("ignore")
    import pulp
    from spopt.locate import LSCP, MCLP, PMedian

    if kind == "lscp":
        model = LSCP.from_cost_matrix(cost, limit)
    elif kind == "mclp":
        model = MCLP.from_cost_matrix(cost, weights, limit, p_facilities=points)
    else:
        model = PMedian.from_cost_matrix(cost, weights, p_facilities=points)
    return Found(float(model.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=seconds)).problem.objective.value()))


def ours(solve: Callable[..., Any], *given: Any, **more: Any) -> Solver:
    """A solver of ours."""

    def run() -> Found:
        answer = solve(*given, **more)
        return Found(answer.objective, answer.bound)

    return run


def works(seconds: float = 60.0) -> Iterator[Work]:
    """Every work of siting; spopt is left out at 50,000, where its matrix is dense, and all peers above a p-median of SMALL nodes."""
    with (DATA / "sf.csv").open() as file:
        metres, people = published.listed(csv.DictReader(file), "DestinationName", "name", "distance", "demand")
    far, demand = published.points((DATA / "swain.dat").read_text())
    with suppress(ImportError):  # what spopt takes to load is not its fault
        import_module("spopt.locate")
    for place, cost, weights, limit, points, fewest, most in (("San Francisco", metres, people, 5000, 4, 8, 875_247), ("Swain55, 15", far, demand, 15, 5, 5, None), ("Swain55, 10", far, demand, 10, 5, None, 609)):
        near = cost <= limit
        yield Work(f"LSCP {place}", ours(lscp, near), {"HiGHS": lambda n=near: bare_lscp(n, seconds), "spopt": lambda c=cost, w=weights, m=limit: spopt("lscp", c, w, m, 0, seconds)}, 0.1, 0, fewest)  # type: ignore[misc]
        yield Work(f"MCLP {place} p={points}", ours(mclp, near, weights, points), {"HiGHS": lambda n=near, w=weights, p=points: bare_mclp(n, w, p, seconds),
                   "spopt": lambda c=cost, w=weights, m=limit, p=points: spopt("mclp", c, w, m, p, seconds)}, 0.1, 0, most)  # type: ignore[misc]  # fmt: skip
    for number, (nodes, points) in enumerate(MEDIANS):
        cost = network(nodes, number)
        peers: dict[str, Solver] = {} if nodes > SMALL else {
            "HiGHS": lambda c=cost, p=points: bare_median(c, p, seconds), "spopt": lambda c=cost, p=points: spopt("median", c, np.ones(len(c)), 0, p, seconds)}  # type: ignore[misc]  # fmt: skip
        yield Work(f"p-median {nodes}, p={points}", ours(p_median, cost, points, seconds=10), peers, 10, 0)
    for number, (customers, points, full) in enumerate(HELD):
        one = held(customers, points, full, number)
        peer: dict[str, Solver] = {"HiGHS": lambda m=one: bare_median(m.cost, m.p, seconds, m.weight, m.capacity)}  # type: ignore[misc]
        yield Work(f"capacitated p-median {customers}, p={points}, {full:.0%} full", ours_held(one), peer, 20, 0.05)
    for count in (3_000, 50_000):
        reach, weights = villages(count)
        small = count <= 3_000
        bare_: dict[str, Solver] = {"HiGHS": lambda r=reach: bare_lscp(r, seconds)}  # type: ignore[misc]
        dense: dict[str, Solver] = {"spopt": lambda r=reach, w=weights: spopt("lscp", np.where(r.toarray() > 0, 1.0, 1e6), w, 10, 0, seconds)} if small else {}  # type: ignore[misc]
        yield Work(f"LSCP {count:,} villages", ours(lscp, reach, seconds=15 if small else 60), {**bare_, **dense}, 15 if small else 60, 0.05 if small else math.inf, fewer=True)
        yield Work(f"MCLP {count:,} villages, p={count // 20:,}", ours(mclp, reach, weights, count // 20, seconds=20 if small else 60),
                   {"HiGHS": lambda r=reach, w=weights, p=count // 20: bare_mclp(r, w, p, seconds)}, 20 if small else 60, 0.007 if small else math.inf)  # type: ignore[misc]  # fmt: skip


def from_files(files: list[Path]) -> Iterator[Work]:
    """Published p-medians from `pmed` files, and with capacities from `pmedcap` files."""
    for file in files:
        if file.stem.startswith("pmedcap"):
            for number, case in enumerate(published.pmedcap(file.read_text()), 1):
                yield Work(f"{file.stem} {number}: {len(case.cost)}, p={case.p}", ours_held(case), {}, 20, math.inf, case.known)
            continue
        one = published.pmed(file.read_text())
        yield Work(f"{file.stem} {len(one.cost)}, p={one.p}", ours(p_median, one.cost, one.p, seconds=10), {}, 10, 0)


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(ROW.format(*HEAD), flush=True)
    for work in from_files([Path(name) for name in sys.argv[1:]]) if sys.argv[1:] else works():
        for line in lines(work, 60.0):
            print(line, flush=True)
