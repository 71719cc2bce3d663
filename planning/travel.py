"""How long everybody takes to every candidate: straight line × detour ÷ speed, along roads, or as a table says. Minutes, one decimal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from graphmodel.words import Text

Minutes = NDArray[np.float64]
RADIUS = 6371.0
"""Of the sphere, km: the one of the questions' texts."""
NEAREST = 5.0
"""Km in a straight line within which a place joins the nearest point of the road network, where its own name is not on it."""


@dataclass(frozen=True)
class Spot:
    """A place or candidate: `Type:key`, name and point; without a point it is reached by a table or by roads only."""

    key: str
    name: str
    lat: float | None = None
    lon: float | None = None
    area: str = ""


def kilometres(starts: Sequence[Spot], ends: Sequence[Spot]) -> Minutes:
    """Great-circle distances, starts × ends, in km; infinite where a point is missing.

    >>> kilometres([Spot("a", "", 36, 117)], [Spot("b", "", 36.02, 117)]).round(3).tolist()
    [[2.224]]
    """
    one, two = points(starts), points(ends)
    lat, lon = one[:, 0][:, None], one[:, 1][:, None]
    half = (
        np.sin((two[:, 0][None, :] - lat) / 2) ** 2 + np.cos(lat) * np.cos(two[:, 0])[None, :] * np.sin((two[:, 1][None, :] - lon) / 2) ** 2
    )
    far = 2 * RADIUS * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return np.where(np.isnan(far), np.inf, far)


def points(spots: Sequence[Spot]) -> Minutes:
    """Latitude and longitude in radians, a row a spot; not a number where one is missing."""
    return np.radians(
        np.array([(np.nan, np.nan) if s.lat is None or s.lon is None else (s.lat, s.lon) for s in spots], float).reshape(-1, 2)
    )


def rounded(minutes: Minutes) -> Minutes:
    """To one decimal, half up, as the questions count."""
    return np.floor(10 * minutes + 0.5) / 10


def straight(starts: Sequence[Spot], ends: Sequence[Spot], detour: float, speed: float) -> Minutes:
    """Minutes at `speed` km/h over `detour` times the straight line.

    >>> straight([Spot("a", "", 36, 117)], [Spot("b", "", 36.02, 117)], 1.3, 20).tolist()
    [[8.7]]
    """
    return rounded(kilometres(starts, ends) * detour / speed * 60)


def measured(minutes: Minutes, starts: Sequence[Spot], ends: Sequence[Spot], rows: Iterable[Mapping[str, object]]) -> Minutes:
    """The same with what was measured in place of what was computed: rows {place, centre, minutes} by key."""
    at, to, found = {s.key: i for i, s in enumerate(starts)}, {s.key: j for j, s in enumerate(ends)}, minutes.copy()
    for row in rows:
        if row["place"] in at and row["centre"] in to:
            found[at[str(row["place"])], to[str(row["centre"])]] = rounded(np.float64(row["minutes"]))  # type: ignore[arg-type]
    return found


class Names:
    """The spots by key, by own code and by name; a name that several have means none of them."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        self.found: dict[str, list[int]] = {}
        for at, spot in enumerate(spots):
            for word in {spot.key, spot.key.partition(":")[2], spot.key.rpartition("/")[2], spot.name} - {""}:
                self.found.setdefault(word, []).append(at)

    def at(self, word: str) -> list[int]:
        """Where the spots stand that a word of a table means."""
        return self.found.get(word.strip(), [])


def by_table(starts: Sequence[Spot], ends: Sequence[Spot], rows: Sequence[tuple[int, str, str, float]]) -> tuple[Minutes, list[Text]]:
    """Minutes from rows (line, from, to, minutes), either way where only one is given; and what is wrong with the rows.

    A village and the centre in it may share a name: the row then counts for both.
    """
    minutes, wrong = np.full((len(starts), len(ends)), np.inf), []
    froms, tos = Names(starts), Names(ends)
    back: list[tuple[int, int, float]] = []
    for line, start, end, value in rows:
        hits = [(i, j) for i in froms.at(start) for j in tos.at(end)]
        turned = [(i, j) for i in froms.at(end) for j in tos.at(start)]
        if not hits and not turned:
            lost = next((word for word in (start, end) if not froms.at(word) and not tos.at(word)), end)
            wrong.append(
                (
                    f"第 {line} 行：“{lost}”不在本地域的村和候选点中。可能是名称或编码写法不同。",
                    f"Line {line}: {lost!r} is neither a place nor a candidate here. Maybe its name or code is written otherwise.",
                )
            )
        for i, j in hits:
            minutes[i, j] = value
        back += [(i, j, value) for i, j in turned]
    for i, j, value in back:
        if not np.isfinite(minutes[i, j]):
            minutes[i, j] = value
    for i, spot in enumerate(starts):
        for j in tos.at(spot.key):
            minutes[i, j] = min(minutes[i, j], 0.0)
    return rounded(minutes), wrong


def by_roads(
    starts: Sequence[Spot],
    ends: Sequence[Spot],
    roads: Sequence[tuple[str, str, float]],
    speed: float,
    junctions: Mapping[str, tuple[float, float]] | None = None,
) -> tuple[Minutes, list[str]]:
    """Minutes along roads (from, to, km), both ways; and the names of those that no road reaches.

    A place stands on the node of its key, code or name; otherwise, where `junctions` have points, on the nearest within 5 km
    and goes there in a straight line.
    """
    nodes = {name: at for at, name in enumerate(sorted({word for one in roads for word in one[:2]}))}
    ends_of = np.array([(nodes[a], nodes[b]) for a, b, _ in roads], int).reshape(-1, 2)
    length = np.array([km for _, _, km in roads], float)
    order = np.lexsort((length, ends_of[:, 1], ends_of[:, 0]))
    _, first = np.unique(ends_of[order], axis=0, return_index=True)
    kept = order[first]  # of parallel roads the shortest: a sparse matrix would add them up
    graph = csr_matrix((np.maximum(length[kept], 1e-9), (ends_of[kept, 0], ends_of[kept, 1])), shape=(len(nodes), len(nodes)))
    on, to = access(starts, nodes, junctions or {}), access(ends, nodes, junctions or {})
    minutes = np.full((len(starts), len(ends)), np.inf)
    used = sorted({node for node, _ in to if node >= 0})
    if used and len(starts):
        far = dijkstra(graph, directed=False, indices=used)
        row = {node: at for at, node in enumerate(used)}
        begin, lead = np.array([node for node, _ in on]), np.array([km for _, km in on])
        for j, (node, km) in enumerate(to):
            if node >= 0:
                minutes[:, j] = np.where(begin >= 0, far[row[node]][begin] + lead + km, np.inf)
    lost = sorted({spot.name for spot, (node, _) in zip([*starts, *ends], [*on, *to], strict=True) if node < 0})
    return rounded(minutes / speed * 60), lost


def access(spots: Sequence[Spot], nodes: Mapping[str, int], junctions: Mapping[str, tuple[float, float]]) -> list[tuple[int, float]]:
    """The node of each spot and the km to it; -1 where there is none."""
    known = [name for name in junctions if name in nodes]
    far = kilometres(spots, [Spot(name, name, *junctions[name]) for name in known]) if known else None
    found = []
    for at, spot in enumerate(spots):
        own = [nodes[word] for word in (spot.key, spot.key.partition(":")[2], spot.key.rpartition("/")[2], spot.name) if word in nodes]
        if own:
            found.append((own[0], 0.0))
        elif far is not None and far[at].min() <= NEAREST:
            found.append((nodes[known[int(far[at].argmin())]], float(far[at].min())))
        else:
            found.append((-1, np.inf))
    return found


def own_area(minutes: Minutes, starts: Sequence[Spot], ends: Sequence[Spot]) -> Minutes:
    """The same with nobody going to a candidate outside the own area; a place without an area goes nowhere."""
    same = np.array([[bool(s.area) and s.area == e.area for e in ends] for s in starts], bool).reshape(minutes.shape)
    return np.where(same, minutes, np.inf)
