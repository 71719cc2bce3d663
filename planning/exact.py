"""Mixed-integer programmes through HiGHS, with the bound that goes with the answer."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csc_matrix, spmatrix

PAUSE = 0.2
"""Seconds between two looks at a search."""


@dataclass(frozen=True)
class Solution:
    """`x` is empty when nothing was found; `duals` of the rows only for a linear programme."""

    x: np.ndarray
    objective: float
    bound: float
    status: str
    duals: np.ndarray


def minimise(
    cost: ArrayLike,
    rows: spmatrix,
    low: ArrayLike,
    high: ArrayLike,
    *,
    upper: ArrayLike = 1.0,
    lower: ArrayLike = 0.0,
    integer: ArrayLike | None = None,
    seconds: float = 60.0,
    start: ArrayLike | None = None,
    gap: float = 0.0,
    watch: Callable[[float, float], bool] | None = None,
) -> Solution:
    """Minimise `cost·x` with `low ≤ rows·x ≤ high` and `lower ≤ x ≤ upper`; stops at an absolute `gap`. One thread.

    `watch` hears the best objective and the bound now and then; answering True stops the search with the best so far.
    """
    matrix = csc_matrix(rows)
    count = matrix.shape[1]
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = count, matrix.shape[0]
    lp.col_cost_ = np.asarray(cost, float)
    lp.col_lower_ = np.broadcast_to(np.asarray(lower, float), count).copy()
    lp.col_upper_ = np.broadcast_to(np.asarray(upper, float), count).copy()
    lp.row_lower_, lp.row_upper_ = np.asarray(low, float), np.asarray(high, float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32)
    lp.a_matrix_.value_ = matrix.data.astype(float)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("log_to_console", False)
    solver.setOptionValue("time_limit", float(max(seconds, 0.05)))
    solver.setOptionValue("threads", 1)
    if integer is not None:
        lp.integrality_ = [
            highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
            for whole in np.broadcast_to(np.asarray(integer, bool), count)
        ]
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", float(gap))
    solver.passModel(lp)
    if start is not None:
        known = highspy.HighsSolution()
        known.col_value, known.value_valid = [float(v) for v in np.asarray(start)], True
        solver.setSolution(known)
    if watch:
        heed(solver, watch)
    solver.run()
    info, found = solver.getInfo(), solver.getSolution()
    has = info.primal_solution_status == 2
    return Solution(
        np.array(found.col_value) if has else np.empty(0),
        float(info.objective_function_value),
        float(info.mip_dual_bound if integer is not None and np.any(integer) else info.objective_function_value),
        solver.modelStatusToString(solver.getModelStatus()),
        np.array(found.row_dual),
    )


def heed(solver: highspy.Highs, watch: Callable[[float, float], bool]) -> None:
    """Has the search tell where it is, and stop when asked."""
    told = time.perf_counter()

    def look(event: Any) -> None:
        nonlocal told
        if time.perf_counter() - told > PAUSE:
            told = time.perf_counter()
            if watch(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound):
                event.interrupt()

    solver.cbMipInterrupt += look


def safe(bound: float, slack: float | None = None) -> int:
    """A bound on a whole cost, rounded up only where the arithmetic cannot have lifted it over a whole number: by `slack` at most, a
    millionth of it unless given.

    >>> safe(6.9999999), safe(6.4), safe(7.0000001), safe(float("-inf"))
    (7, 7, 7, 0)
    """
    return math.ceil(bound - (1e-6 * max(1.0, abs(bound)) if slack is None else slack)) if math.isfinite(bound) else 0


def step_of(costs: Iterable[np.ndarray]) -> float:
    """The step between sums of such costs: 1, 0.1 or 0.01 where all are whole in it, else 0. The first arrays are looked at first.

    >>> step_of([np.array([1.0, 2.0])]), step_of([np.array([0.5]), np.array([2.0])]), step_of([np.array([1 / 3])])
    (1.0, 0.1, 0.0)
    """
    parts = list(costs)
    return next((step for step in (1.0, 0.1, 0.01) if all(np.abs(part / step - np.rint(part / step)).max(initial=0) < 1e-6 for part in parts)), 0.0)
