"""Service points beside HiGHS as SciPy hands it the plain model, and spopt where it is installed, in one run.

`python -m benchmarks.siting [3000 [seconds]]`: clustered villages of that many, about thirty neighbours each, every village a candidate.
Every solver has the same seconds. Printed: value, proven bound, gap, seconds; then the ratios. 50000 takes some minutes.
"""

from __future__ import annotations

import math
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, hstack, identity, vstack
from scipy.spatial import cKDTree

from planning.covering import lscp
from planning.maximal import mclp
from planning.median import p_median

SPOPT_MOST = 3_000
"""Villages above which spopt's dense matrix is left out."""


def villages(count: int, seed: int = 11, neighbours: int = 30) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """(who reaches whom, households, points): seven in ten villages around towns, the others anywhere."""
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
    return reach, random.integers(50, 1500, count).astype(float), spots


def bare(cost: np.ndarray, rows: Any, low: np.ndarray, high: np.ndarray, seconds: float) -> tuple[float, float]:
    """HiGHS on the model as it stands: (value, bound); not a number where it found nothing."""
    found = milp(
        cost,
        integrality=np.ones(len(cost)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows, low, high),
        options={"time_limit": seconds},
    )
    return (math.nan if found.x is None else float(found.fun)), float(
        found.mip_dual_bound if found.mip_dual_bound is not None else -math.inf
    )


def bare_lscp(reach: csr_matrix, seconds: float) -> tuple[float, float]:
    """Fewest points by bare HiGHS."""
    count = reach.shape[0]
    return bare(np.ones(count), reach, np.ones(count), np.full(count, np.inf), seconds)


def bare_mclp(reach: csr_matrix, weights: np.ndarray, points: int, seconds: float) -> tuple[float, float]:
    """Most households by bare HiGHS."""
    count = reach.shape[0]
    rows = vstack([hstack([reach, identity(count)]), csr_matrix(np.r_[np.ones(count), np.zeros(count)])]).tocsc()
    value, bound = bare(
        np.r_[np.zeros(count), weights], rows, np.r_[np.ones(count), points], np.r_[np.full(count, np.inf), points], seconds
    )
    return weights.sum() - value, weights.sum() - bound


def spopt_lscp(reach: csr_matrix, seconds: float) -> tuple[float, float]:
    """Fewest points by spopt through pulp's CBC; it gives no bound."""
    warnings.filterwarnings("ignore")
    import pulp
    from spopt.locate import LSCP

    model = LSCP.from_cost_matrix(np.where(reach.toarray() > 0, 1.0, 1e6), 10.0)
    return float(model.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=seconds)).problem.objective.value()), -math.inf


def timed(name: str, run: Callable[[], tuple[float, float]]) -> float:
    """Runs one solver and prints its line; its value."""
    begun = time.perf_counter()
    try:
        value, bound = run()
    except ImportError as missing:
        print(f"  {name:<10} not installed: {missing.name}")
        return math.nan
    gap = abs(value - bound) / max(abs(value), abs(bound)) if math.isfinite(value + bound) else math.inf
    print(f"  {name:<10} {value:>14,.1f}  bound {bound:>14,.1f}  gap {gap:>7.2%}  {time.perf_counter() - begun:>6.1f} s", flush=True)
    return value


def main(count: int = 1_000, seconds: float = 10.0) -> None:
    """One size."""
    reach, weights, spots = villages(count)
    points = count // 20
    both: Callable[[Any], tuple[float, float]] = lambda answer: (answer.objective, answer.bound)  # noqa: E731
    print(f"{count:,} villages, {seconds:g} s each\nfewest points so that everybody is reached")
    ours = timed("ours", lambda: both(lscp(reach, seconds=seconds)))
    highs = timed("HiGHS", lambda: bare_lscp(reach, seconds))
    peer = timed("spopt", lambda: spopt_lscp(reach, seconds)) if count <= SPOPT_MOST else math.nan
    print(f"  ours / HiGHS {ours / highs:.3f}   ours / spopt {ours / peer:.3f}\nmost households with {points} points")
    ours = timed("ours", lambda: both(mclp(reach, weights, points, seconds=seconds)))
    highs = timed("HiGHS", lambda: bare_mclp(reach, weights, points, seconds))
    print(f"  ours / HiGHS {ours / highs:.3f}")
    some = min(count, 900)
    far = np.rint(np.hypot(*(spots[:some, None] - spots[None, :some]).transpose(2, 0, 1)) * 100)
    for number in (5, some // 10, some // 3):
        print(f"least travel, {some} villages, {number} points")
        timed("ours", lambda number=number: both(p_median(far, number, seconds=seconds)))


if __name__ == "__main__":
    main(*(kind(word) for kind, word in zip((int, float), sys.argv[1:], strict=False)))
