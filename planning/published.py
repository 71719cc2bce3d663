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


class Told:
    """The numbers of a file, taken one after the other."""

    def __init__(self, text: str, shape: str) -> None:
        self.words, self.at, self.shape = text.split(), 0, shape

    def take(self, count: int) -> Numbers:
        """The next numbers. ValueError where there are too few, or one is none."""
        words = self.words[self.at : self.at + count]
        if len(words) < count:
            raise ValueError(f"{self.shape}: it ends after {len(self.words)} numbers, {self.at + count} are needed")
        self.at += count
        try:
            return np.array(words, float)
        except ValueError as fault:
            raise ValueError(f"{self.shape}: {fault}") from None

    def whole(self, count: int) -> list[int]:
        """The next numbers, which are whole."""
        return [int(one) for one in self.take(count)]


def pmed(text: str) -> Median:
    """OR-Library `pmed`: nodes, edges and p, then one edge a line (from, to, length); distances are shortest ways, both ways.

    Of an edge that stands there twice the later counts, as Beasley says. As in all these, ValueError where a number is missing or none.

    >>> pmed("3 2 1  1 2 4  2 3 5").cost.tolist()
    [[0.0, 4.0, 9.0], [4.0, 0.0, 5.0], [9.0, 5.0, 0.0]]
    """
    told = Told(text, "nodes, edges and p, then three numbers an edge")
    nodes, edges, p = told.whole(3)
    length: dict[tuple[int, int], float] = {}
    for start, end, far in told.take(3 * edges).reshape(-1, 3):
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
    told, found = Told(text, "how many, then of each number, best value, customers, p and capacity, and four numbers a customer"), []
    for _ in range(told.whole(1)[0]):
        _, known, customers, p, capacity = told.take(5)
        rows = told.take(4 * int(customers)).reshape(-1, 4)
        far = np.floor(np.hypot(rows[:, 1, None] - rows[None, :, 1], rows[:, 2, None] - rows[None, :, 2]))
        found.append(Median(far, int(p), rows[:, 3].copy(), float(capacity), float(known)))
    return found


def cover(text: str) -> csr_matrix:
    """OR-Library `scp` with every price one: rows, columns, the columns' prices, then for each row how many columns cover it and which.

    >>> cover("2 3  1 1 1  2 1 2  1 3").toarray().tolist()
    [[1, 1, 0], [0, 0, 1]]
    """
    told = Told(text, "rows, columns, a price a column, then for each row how many columns cover it and which")
    rows, columns = told.whole(2)
    told.take(columns)
    of = [told.whole(told.whole(1)[0]) for _ in range(rows)]
    column = np.array([j for one in of for j in one], int) - 1
    return csr_matrix((np.ones(len(column), np.int32), (np.repeat(np.arange(rows), [len(one) for one in of]), column)), shape=(rows, columns))


def points(text: str) -> tuple[Numbers, Numbers]:
    """Points with demand, one a line (number, x, y, demand; Swain's 55 are written so): distances between all, and the demands.

    >>> points("1, 0, 0, 7\\n2, 3, 4, 9\\n")[0].tolist()
    [[0.0, 5.0], [5.0, 0.0]]
    """
    told = Told(text.replace(",", " "), "number, x, y and demand of each point")
    rows = told.take(4 * max(1, -(-len(told.words) // 4))).reshape(-1, 4)
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
