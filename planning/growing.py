"""Balls of clients around one, over who reaches whom."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix


def grown(
    reach: csr_matrix, columns: csr_matrix, centre: int, wanted: float, random: np.random.Generator, among: np.ndarray | None = None
) -> np.ndarray:
    """About so many clients around one: those who share a candidate with it, then those who share one with these; only `among` some."""
    ball = np.array([centre])
    while len(ball) < wanted:
        near = np.unique(entries(columns, np.unique(entries(reach, ball))))
        near = near if among is None else near[among[near]]
        if len(near) == len(ball):
            break
        more = max(1, int(wanted) - len(ball))
        ball = near if len(near) <= wanted * 1.5 else np.union1d(ball, random.choice(np.setdiff1d(near, ball), more, replace=False))
    return ball


def entries(matrix: csr_matrix, of: np.ndarray) -> np.ndarray:
    """The indices of all entries of these rows (of a CSR matrix) or columns (of a CSC matrix)."""
    begins, ends = matrix.indptr[of], matrix.indptr[of + 1]
    sizes = (ends - begins).astype(np.int64)
    last = np.cumsum(sizes)
    return matrix.indices[np.arange(last[-1] if len(last) else 0) + np.repeat(begins - (last - sizes), sizes)]
