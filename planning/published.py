"""Published instances as the literature hands them out, read into the arrays that the solvers take. Text in, arrays out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Median:
    """A p-median: the cost of each client at each candidate, how many open; with capacities, each client's weight and what one holds."""

    cost: Numbers
    p: int
    weight: Numbers | None = None
    capacity: float | None = None
    known: float | None = None


def pmed(text: str) -> Median:
    """OR-Library `pmed`: nodes, edges and p, then one edge a line (from, to, length); distances are shortest ways, both ways.

    Of an edge that stands there twice the later counts, as Beasley says. ValueError where numbers are missing.

    >>> pmed("3 2 1\\n1 2 4\\n2 3 5\\n").cost.tolist()
    [[0.0, 4.0, 9.0], [4.0, 0.0, 5.0], [9.0, 5.0, 0.0]]
    """
    told = np.array(text.split(), float)
    if len(told) < 3 or len(told) < 3 + 3 * int(told[1]):
        raise ValueError(f"a pmed file begins with nodes, edges and p, then three numbers an edge; there are {len(told)} numbers")
    nodes, edges, p = (int(one) for one in told[:3])
    length: dict[tuple[int, int], float] = {}
    for start, end, far in told[3 : 3 + 3 * edges].reshape(-1, 3):
        length[min(int(start), int(end)) - 1, max(int(start), int(end)) - 1] = max(far, 1e-12)
    ends = np.array(list(length)).reshape(-1, 2)
    roads = csr_matrix((list(length.values()), (ends[:, 0], ends[:, 1])), shape=(nodes, nodes))
    return Median(np.rint(dijkstra(roads, directed=False) * 1e6) / 1e6, p)


def pmedcap(text: str) -> list[Median]:
    """OR-Library `pmedcap`: how many, then for each its number and best known value, customers, p and capacity, and a line a customer.

    A customer is number, x, y, demand; distances are rounded down to whole numbers.

    >>> one = pmedcap("1  1 6  2 1 9  1 0 0 4  2 3 4 5")[0]
    >>> one.cost.tolist(), one.weight.tolist(), one.capacity, one.known
    ([[0.0, 5.0], [5.0, 0.0]], [4.0, 5.0], 9.0, 6.0)
    """
    told, at, found = np.array(text.split(), float), 1, []
    for _ in range(int(told[0])):
        known, customers, p, capacity = told[at + 1], int(told[at + 2]), int(told[at + 3]), told[at + 4]
        rows = told[at + 5 : at + 5 + 4 * customers].reshape(-1, 4)
        far = np.floor(np.hypot(rows[:, 1, None] - rows[None, :, 1], rows[:, 2, None] - rows[None, :, 2]))
        found.append(Median(far, p, rows[:, 3].copy(), float(capacity), float(known)))
        at += 5 + 4 * customers
    return found


def cover(text: str) -> csr_matrix:
    """OR-Library `scp` with every price one: rows, columns, the columns' prices, then for each row how many columns cover it and which.

    >>> cover("2 3  1 1 1  2 1 2  1 3").toarray().tolist()
    [[1, 1, 0], [0, 0, 1]]
    """
    told = [int(word) for word in text.split()]
    rows, columns = told[:2]
    at, row, column = 2 + columns, [], []
    for i in range(rows):
        count = told[at]
        row += [i] * count
        column += [j - 1 for j in told[at + 1 : at + 1 + count]]
        at += 1 + count
    return csr_matrix((np.ones(len(row), np.int32), (row, column)), shape=(rows, columns))


def points(text: str) -> tuple[Numbers, Numbers]:
    """Points with demand, one a line (number, x, y, demand; Swain's 55 are written so): distances between all, and the demands.

    >>> points("1, 0, 0, 7\\n2, 3, 4, 9\\n")[0].tolist()
    [[0.0, 5.0], [5.0, 0.0]]
    """
    rows = np.array([line.replace(",", " ").split() for line in text.splitlines() if line.strip()], float)
    return np.hypot(rows[:, 1, None] - rows[None, :, 1], rows[:, 2, None] - rows[None, :, 2]), rows[:, 3]


def listed(rows: Iterable[Mapping[str, str]], client: str, site: str, cost: str, weight: str) -> tuple[Numbers, Numbers]:
    """One row a client and candidate, under the column names given (San Francisco's stores are written so): costs, and the clients' weights.

    A pair without a row is infinite. Clients and candidates stand in the order of their names.
    """
    told = [(row[client], row[site], float(row[cost]), float(row[weight])) for row in rows]
    clients, sites = sorted({row[0] for row in told}), sorted({row[1] for row in told})
    at, to = {name: i for i, name in enumerate(clients)}, {name: j for j, name in enumerate(sites)}
    costs, weights = np.full((len(clients), len(sites)), np.inf), np.zeros(len(clients))
    for start, end, far, many in told:
        costs[at[start], to[end]], weights[at[start]] = far, many
    return costs, weights
