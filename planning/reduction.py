"""Make covering problems smaller without losing an optimum: dominance and essential columns (Toregas and ReVelle, 1973)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from planning.answers import Clock


@dataclass(frozen=True)
class Reduced:
    """What is left: `reach` with the original `rows` and `columns`, the columns that every optimum may take, rows nobody reaches.

    `witnesses` are rows, one for each essential column that was not kept, of which no two share a column: they prove it essential.
    """

    reach: csr_matrix
    rows: np.ndarray
    columns: np.ndarray
    essential: list[int]
    unreachable: list[int]
    witnesses: list[int]


BLOCK = 4_000
"""Rows compared with all others at once: tens of thousands of villages stay within memory."""


def contained(rows: csr_matrix, *, first: bool) -> tuple[np.ndarray, np.ndarray]:
    """Pairs (a, b), a ≠ b, in which row a is a subset of row b; of equal rows the earlier is called the subset if `first`."""
    size, turned = np.diff(rows.indptr), csr_matrix(rows.T)
    pairs: list[tuple[np.ndarray, np.ndarray]] = []
    for start in range(0, rows.shape[0], BLOCK):
        shared = (rows[start : start + BLOCK] @ turned).tocoo()
        a, b = shared.row + start, shared.col
        inside = (a != b) & (shared.data == size[a])
        a, b = a[inside], b[inside]
        keep = (size[a] < size[b]) | (a < b if first else a > b)
        pairs.append((a[keep], b[keep]))
    return np.concatenate([a for a, _ in pairs] or [np.empty(0, int)]), np.concatenate([b for _, b in pairs] or [np.empty(0, int)])


def dominated_columns(reach: csr_matrix) -> np.ndarray:
    """Mask of columns that reach nothing that one other column does not reach too."""
    inside, _ = contained(csr_matrix(reach.T), first=False)
    mask = np.zeros(reach.shape[1], bool)
    mask[inside] = True
    return mask


def reduce(reach: csr_matrix, keep: Sequence[int] = (), seconds: float = math.inf) -> Reduced:
    """Reduce a set-covering problem (clients × candidates, 0/1), `keep` being open already; no new round begins after `seconds`."""
    clock = Clock(seconds)
    rows, columns, essential = np.arange(reach.shape[0]), np.arange(reach.shape[1]), list(keep)
    witnesses: list[int] = []
    bare = np.diff(reach.indptr) == 0
    unreachable = rows[bare].tolist()
    live = ~bare
    if essential:
        live &= np.asarray(reach[:, essential].sum(1)).ravel() == 0
    reach, rows = reach[live], rows[live]
    while reach.shape[0]:
        shape = reach.shape
        _, supersets = contained(reach, first=True)
        mask = np.ones(reach.shape[0], bool)
        mask[supersets] = False
        reach, rows = reach[mask], rows[mask]
        used = ~dominated_columns(reach) & (np.asarray(reach.sum(0)).ravel() > 0)
        reach, columns = reach[:, used].tocsr(), columns[used]
        single = np.diff(reach.indptr) == 1
        if single.any():
            must, first = np.unique(reach[single].indices, return_index=True)
            witnesses += rows[np.flatnonzero(single)[first]].tolist()
            essential += columns[must].tolist()
            open_rows = np.asarray(reach[:, must].sum(1)).ravel() == 0
            rest = np.ones(reach.shape[1], bool)
            rest[must] = False
            reach, rows, columns = reach[open_rows][:, rest].tocsr(), rows[open_rows], columns[rest]
        if reach.shape == shape or clock.left() <= 0:
            break
    return Reduced(reach.tocsr(), rows, columns, sorted(essential), unreachable, witnesses)
