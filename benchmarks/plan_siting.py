"""Service points beside the peers in one run: spopt with CBC, and HiGHS (as SciPy hands it the plain model). Ours has one core.

`python -m benchmarks.plan_siting [--large] [--seconds 60] [FILE …]`: the peers have so many seconds each. With files, those `pmed`
files instead of our instances. Printed: value, bound, gap, seconds by the clock, seconds of processor; then the ratio to ours.
"""

from __future__ import annotations

import argparse
import csv
import math
import os
import time
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

from planning import published
from planning.covering import lscp
from planning.maximal import mclp
from planning.median import p_median

DATA = Path(__file__).parents[1] / "tests" / "data" / "planning"
MEDIANS = ((100, 5), (100, 33), (200, 40), (300, 60), (400, 133), (600, 60), (800, 80), (900, 5), (900, 90))
"""Nodes and points; nodes, edges and lengths as Beasley drew pmed1 to pmed40."""
SMALL = 200
"""Nodes up to which the peers are given a p-median: their models have a row for each pair."""
Solver = Callable[[], tuple[float, float]]


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


def bare(cost: np.ndarray, rows: Any, low: np.ndarray, high: np.ndarray, seconds: float) -> tuple[float, float]:
    """HiGHS on the model as it stands: (value, bound); not a number where it found nothing."""
    found = milp(cost, integrality=np.ones(len(cost)), bounds=Bounds(0, 1), constraints=LinearConstraint(rows, low, high), options={"time_limit": seconds})
    bound = -math.inf if found.mip_dual_bound is None else float(found.mip_dual_bound)
    return (math.nan if found.x is None else float(found.fun)), bound


def bare_lscp(reach: csr_matrix, seconds: float) -> tuple[float, float]:
    """Fewest points by bare HiGHS."""
    live = csr_matrix(reach)[np.diff(csr_matrix(reach).indptr) > 0]
    return bare(np.ones(live.shape[1]), live, np.ones(live.shape[0]), np.full(live.shape[0], np.inf), seconds)


def bare_mclp(reach: csr_matrix, weights: np.ndarray, points: int, seconds: float) -> tuple[float, float]:
    """Most households by bare HiGHS."""
    count, sites = reach.shape
    rows = vstack([hstack([csr_matrix(reach), identity(count)]), csr_matrix(np.r_[np.ones(sites), np.zeros(count)])]).tocsc()
    value, bound = bare(np.r_[np.zeros(sites), weights], rows, np.r_[np.ones(count), points], np.r_[np.full(count, np.inf), points], seconds)
    return weights.sum() - value, weights.sum() - bound


def bare_median(cost: np.ndarray, points: int, seconds: float) -> tuple[float, float]:
    """Least travel by bare HiGHS: a row for each pair."""
    clients, sites = cost.shape
    pairs = clients * sites
    to = csr_matrix((np.ones(pairs), (np.repeat(np.arange(clients), sites), np.arange(pairs))), shape=(clients, pairs))
    opened = csr_matrix((np.ones(pairs), (np.arange(pairs), np.tile(np.arange(sites), clients))), shape=(pairs, sites))
    rows = vstack([hstack([to, csr_matrix((clients, sites))]), hstack([identity(pairs), -opened]), csr_matrix(np.r_[np.zeros(pairs), np.ones(sites)])]).tocsc()
    low, high = np.r_[np.ones(clients), np.full(pairs, -np.inf), points], np.r_[np.ones(clients), np.zeros(pairs), points]
    return bare(np.r_[cost.ravel(), np.zeros(sites)], rows, low, high, seconds)


def spopt(kind: str, cost: np.ndarray, weights: np.ndarray, limit: float, points: int, seconds: float) -> tuple[float, float]:
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
    return float(model.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=seconds)).problem.objective.value()), -math.inf


def told(work: str, solvers: dict[str, Solver]) -> Iterator[str]:
    """A line for each solver, ours first; what is not installed says so."""
    ours = math.nan
    for name, run in solvers.items():
        wall, cpu = time.perf_counter(), time.process_time() + os.times().children_user
        try:
            value, bound = run()
        except ImportError as missing:
            yield f"{work:<26} {name:<6} not installed: {missing.name}"
            continue
        except RuntimeError as nothing:  # so spopt says that it found nothing in time
            yield f"{work:<26} {name:<6} nothing in {time.perf_counter() - wall:.1f} s: {nothing}"
            continue
        took, spent = time.perf_counter() - wall, time.process_time() + os.times().children_user - cpu
        ours = value if name == "ours" else ours
        gap = abs(value - bound) / max(abs(value), abs(bound), 1e-12) if math.isfinite(value + bound) else math.inf
        proof = f"bound {bound:>16,.2f} gap {gap:>7.3%}" if math.isfinite(bound) else f"{'no bound':<34}"
        yield f"{work:<26} {name:<6} {value:>16,.2f}  {proof}  {took:>7.2f} s  CPU {spent:>7.2f} s  ours / it {ours / value:.4f}"


def ours(solve: Callable[..., Any], *given: Any, **more: Any) -> Solver:
    """A solver of ours as one that gives value and bound."""

    def run() -> tuple[float, float]:
        answer = solve(*given, **more)
        return answer.objective, answer.bound

    return run


def lines(large: bool = False, seconds: float = 60.0) -> Iterator[str]:
    """Every work of siting, ours and the peers, a line each. `large` adds 50,000 villages, without spopt, whose matrix is dense."""
    with (DATA / "sf.csv").open() as file:
        metres, people = published.listed(csv.DictReader(file), "DestinationName", "name", "distance", "demand")
    far, demand = published.points((DATA / "swain.dat").read_text())
    with suppress(ImportError):  # what spopt takes to load is not its fault
        import_module("spopt.locate")
    for place, cost, weights, limit, points in (("San Francisco", metres, people, 5000, 4), ("Swain55, 15", far, demand, 15, 5), ("Swain55, 10", far, demand, 10, 5)):
        near = cost <= limit
        yield from told(f"LSCP {place}", {"ours": ours(lscp, near), "HiGHS": lambda n=near: bare_lscp(n, seconds), "spopt": lambda c=cost, w=weights, m=limit: spopt("lscp", c, w, m, 0, seconds)})  # type: ignore[misc]
        yield from told(f"MCLP {place} p={points}", {"ours": ours(mclp, near, weights, points), "HiGHS": lambda n=near, w=weights, p=points: bare_mclp(n, w, p, seconds),
                                                     "spopt": lambda c=cost, w=weights, m=limit, p=points: spopt("mclp", c, w, m, p, seconds)})  # type: ignore[misc]  # fmt: skip
    for number, (nodes, points) in enumerate(MEDIANS):
        cost = network(nodes, number)
        peers: dict[str, Solver] = {} if nodes > SMALL else {
            "HiGHS": lambda c=cost, p=points: bare_median(c, p, seconds), "spopt": lambda c=cost, p=points: spopt("median", c, np.ones(len(c)), 0, p, seconds)}  # type: ignore[misc]  # fmt: skip
        yield from told(f"p-median {nodes}, p={points}", {"ours": ours(p_median, cost, points, seconds=10), **peers})
    for count in (3_000, 50_000) if large else (3_000,):
        reach, weights = villages(count)
        dense = np.where(reach.toarray() > 0, 1.0, 1e6) if count <= 3_000 else None
        peers = {} if dense is None else {"spopt": lambda d=dense, w=weights: spopt("lscp", d, w, 10, 0, seconds)}  # type: ignore[misc]
        yield from told(f"LSCP {count:,} villages", {"ours": ours(lscp, reach, seconds=15 if count <= 3_000 else 60), "HiGHS": lambda r=reach: bare_lscp(r, seconds), **peers})  # type: ignore[misc]
        yield from told(f"MCLP {count:,}, p={count // 20:,}", {"ours": ours(mclp, reach, weights, count // 20, seconds=20 if count <= 3_000 else 60),
                                                             "HiGHS": lambda r=reach, w=weights, p=count // 20: bare_mclp(r, w, p, seconds)})  # type: ignore[misc]  # fmt: skip


def from_files(files: list[Path]) -> Iterator[str]:
    """Published p-medians from `pmed` files."""
    for file in files:
        one = published.pmed(file.read_text())
        yield from told(f"{file.stem} {len(one.cost)}, p={one.p}", {"ours": ours(p_median, one.cost, one.p, seconds=10)})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for line in from_files(given.files) if given.files else lines(given.large, given.seconds):
        print(line, flush=True)
