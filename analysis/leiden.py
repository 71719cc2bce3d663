"""Natural communities: the Leiden algorithm (Traag, Waltman, van Eck 2019, doi:10.1038/s41598-019-41695-z) for modularity, seeded.

Undirected, weighted; several links between two things are added up.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import graspologic_native
import networkx as nx

ROUNDS = 10
"""Each round starts from the partition of the one before; after a few nothing changes."""


def graph(links: Iterable[tuple[Hashable, Hashable, float]]) -> nx.Graph:
    """One link between two things, with the sum of their weights."""
    made = nx.Graph()
    for a, b, weight in links:
        made.add_edge(a, b, weight=weight + (made[a][b]["weight"] if made.has_edge(a, b) else 0.0))
    return made


def leiden(
    links: Iterable[tuple[Hashable, Hashable, float]], nodes: Iterable[Hashable] = (), *, resolution: float = 1.0, seed: int = 1
) -> list[list[Hashable]]:
    """The communities, each sorted, largest first; nodes without any link are communities of their own. Weights are positive.

    >>> two = [(a, b, 1.0) for part in ("abc", "xyz") for a in part for b in part if a < b]
    >>> leiden([*two, ("c", "x", 1.0)], ["alone"])
    [['a', 'b', 'c'], ['x', 'y', 'z'], ['alone']]
    """
    joined = graph(links)
    names = sorted({*nodes, *joined}, key=str)
    number = {name: str(at) for at, name in enumerate(names)}
    edges = sorted((*sorted((number[a], number[b])), weight) for a, b, weight in joined.edges(data="weight"))
    of = graspologic_native.leiden(edges, resolution=resolution, iterations=ROUNDS, seed=seed)[1] if edges else {}
    groups: dict[Hashable, list[Hashable]] = {}
    for name in names:
        groups.setdefault(of.get(number[name], number[name]), []).append(name)
    return sorted(groups.values(), key=lambda group: (-len(group), str(group[0])))


def modularity(links: Iterable[tuple[Hashable, Hashable, float]], groups: Iterable[Iterable[Hashable]], resolution: float = 1.0) -> float:
    """Newman's modularity of communities; things without a link count for nothing.

    >>> round(modularity([("a", "b", 1.0), ("c", "d", 1.0)], [["a", "b"], ["c", "d"], ["alone"]]), 3)
    0.5
    """
    joined = graph(links)
    parts = [[one for one in group if one in joined] for group in groups]
    return nx.community.modularity(joined, parts, resolution=resolution) if joined.size() else 0.0
