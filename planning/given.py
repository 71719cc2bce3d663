"""What a caller hands to a solver, looked at before any search: its shape, and that every number is one. ValueError says which and where."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_matrix, issparse

from planning.answers import NoPlan

Numbers = NDArray[np.float64]


def numbers(given: ArrayLike, name: str) -> NDArray[Any]:
    """An array of numbers: whole ones and yes or no as they are, others in 64 bits."""
    try:
        found = np.asarray(given)
        return found if found.dtype.kind in "iub" else found.astype(float, copy=False)
    except (TypeError, ValueError):
        raise ValueError(f"{name}: rows of different length, or something that is not a number") from None


def table(given: ArrayLike, name: str) -> NDArray[Any]:
    """An array of numbers, clients × candidates."""
    found = numbers(given, name)
    if found.ndim != 2:
        raise ValueError(f"{name}: an array clients × candidates is needed, not one of {found.ndim} dimensions")
    return found


def travels(given: ArrayLike, name: str = "cost") -> Numbers:
    """Clients × candidates, ≥ 0, infinite where a client may not go.

    >>> travels([[1, float("nan")], [-2, 3]])
    Traceback (most recent call last):
    ValueError: cost of client 0 at candidate 1 is nan: a number ≥ 0 is needed, or infinity where it may not go (2 such)
    """
    found = table(given, name).astype(float, copy=False)
    faults = np.argwhere(~(found >= 0))
    if len(faults):
        i, j = faults[0]
        raise ValueError(
            f"{name} of client {i} at candidate {j} is {found[i, j]:g}: a number ≥ 0 is needed, or infinity where it may not go ({len(faults)} such)"
        )
    return found


def reached(given: ArrayLike | csr_matrix) -> csr_matrix:
    """Which candidate reaches which client, 0 or 1: whatever is not zero reaches.

    >>> reached([[0.5, 0], [True, 2]]).toarray().tolist()
    [[1, 0], [1, 1]]
    """
    found = csr_matrix(given, copy=True) if issparse(given) else csr_matrix(table(given, "reach"))
    if found.dtype.kind == "f" and np.isnan(found.data).any():
        client = np.searchsorted(found.indptr, np.flatnonzero(np.isnan(found.data))[0], side="right") - 1
        raise ValueError(f"reach of client {client}: something is not a number")
    found.sum_duplicates()
    return csr_matrix(found != 0, dtype=np.int32)


def weighed(given: ArrayLike, clients: int) -> Numbers:
    """One weight ≥ 0 a client.

    >>> weighed([1, 2], 3)
    Traceback (most recent call last):
    ValueError: weights: 2 numbers for 3 clients
    """
    found = numbers(given, "weights").astype(float)
    if found.shape != (clients,):
        raise ValueError(f"weights: {found.size} numbers for {clients} clients")
    faults = np.flatnonzero(~((found >= 0) & np.isfinite(found)))
    if len(faults):
        raise ValueError(f"weight of client {faults[0]} is {found[faults[0]]:g}: a number ≥ 0 is needed ({len(faults)} such)")
    return found


def standing(given: ArrayLike | None, candidates: int) -> list[int]:
    """The candidates that are open already, each once, ascending.

    >>> standing([2, 0, 2], 3), standing(None, 3)
    ([0, 2], [])
    """
    found = sorted({int(one) for one in np.asarray([] if given is None else given).tolist()})
    if found and not 0 <= found[0] <= found[-1] < candidates:
        raise ValueError(f"keep: there is no candidate {next(one for one in found if not 0 <= one < candidates)}, they are counted 0 to {candidates - 1}")
    return found


def enough(p: int, kept: int, candidates: int) -> None:
    """Raises NoPlan where `p` points are fewer than those kept, more than there are candidates, or none."""
    if not max(kept, 1) <= p <= candidates:
        raise NoPlan(f"{p} 个点与已有 {kept} 个、候选 {candidates} 个不符。", f"{p} points do not fit {kept} kept and {candidates} candidates.")
