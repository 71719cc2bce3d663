"""A plan as marks and lines: what it keeps, adds and ends, beside today; one by one where there are few, else added up by village."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.ground import middle
from graphmodel.words import Text

KEPT, NEW, ENDED, WAY = "kept", "new", "ended", "way"
STATES: dict[str, Text] = {KEPT: ("保留", "kept"), NEW: ("新增", "new"), ENDED: ("终止", "ended")}
"""What becomes of a pair. A line of state WAY is none: it is the way of a round."""
MOST = 110
"""Up to so many things are drawn one by one."""
Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class End:
    """A thing, or a village that stands for those in it: how many of them lack somebody (`lacks`), and the pairs inside it by state.

    `state` says what becomes of a point or leader; `group` is what it stands beside in the network.
    """

    key: str
    name: str
    type: str
    lat: float | None
    lon: float | None
    group: str = ""
    lacks: int = 0
    state: str = ""
    inside: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """The pairs from one end to another, by state."""

    start: str
    end: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Drawing:
    """Ends and lines; `counts` of all pairs by state, `at` the village that alone is drawn, with those paired with it."""

    ends: list[End]
    lines: list[Line]
    counts: dict[str, int]
    folded: bool = False
    at: str = ""


def states(today: Pairs, planned: Pairs) -> dict[tuple[str, str], str]:
    """What becomes of each pair, sorted.

    >>> states([("a", "b")], [("a", "c")])
    {('a', 'b'): 'ended', ('a', 'c'): 'new'}
    """
    old, new = set(today), set(planned)
    return {pair: KEPT if pair in old and pair in new else NEW if pair in new else ENDED for pair in sorted(old | new)}


def drawing(
    rows: Mapping[str, Mapping[str, Any]],
    names: Mapping[str, str],
    today: Pairs,
    planned: Pairs,
    left: Sequence[str] = (),
    *,
    at: str = "",
    most: int = MOST,
) -> Drawing:
    """The pairs of a plan beside today's. Rows have key, type, lat, lon, village, village_name, township; `left` lack somebody.

    More than `most` things are added up by village; `at` names a village of which the things are drawn one by one.

    >>> rows = {key: {"key": key, "type": "Member", "lat": 1.0, "lon": 2.0, "village": key[-1], "village_name": key} for key in ("m:1", "m:2")}
    >>> drawing(rows, {}, [], [("m:1", "m:2")], most=1).lines
    [Line(start='Village:1', end='Village:2', counts={'new': 1})]
    """
    told = states(today, planned)
    counts = dict(Counter(told.values()))
    homes = {key: home(row) for key, row in rows.items()}
    if at in homes.values():
        near = {key for key, one in homes.items() if one == at}
        told = {pair: state for pair, state in told.items() if near & set(pair)}
        here = near | {key for pair in told for key in pair}
    else:
        at, here = "", set(left) | {key for pair in told for key in pair}
    folded = not at and len(here) > most
    stands = {key: homes[key] if folded else key for key in here if key in rows}
    lines: dict[tuple[str, str], Counter[str]] = {}
    inside: dict[str, Counter[str]] = {}
    for (one, other), state in told.items():
        if one in stands and other in stands:
            ends = (stands[one], stands[other])
            (inside.setdefault(ends[0], Counter()) if ends[0] == ends[1] else lines.setdefault(ends, Counter()))[state] += 1
    lacks = Counter(stands[key] for key in left if key in stands)
    members: dict[str, list[Mapping[str, Any]]] = {}
    for key, stand in sorted(stands.items()):
        members.setdefault(stand, []).append(rows[key])
    ends = [end_of(key, some, names, folded, lacks[key], dict(inside.get(key, {}))) for key, some in members.items()]
    return Drawing(ends, [Line(*pair, dict(count)) for pair, count in sorted(lines.items())], counts, folded, at)


def home(row: Mapping[str, Any]) -> str:
    """The village that stands for a row, else its township, else itself."""
    if row["type"] != "Village":
        for type in ("village", "township"):
            if row.get(type):
                return f"{type.capitalize()}:{row[type]}"
    return str(row["key"])


def end_of(
    key: str, rows: Sequence[Mapping[str, Any]], names: Mapping[str, str], folded: bool, lacks: int, inside: Mapping[str, int]
) -> End:
    """The end for these rows: one thing, or a village with the things in it."""
    first = rows[0]
    type = key.partition(":")[0] if folded else first["type"]
    name = names.get(key) or str(first.get("name") or key)
    if folded and key != first["key"]:
        name = str(first.get("township_name" if type == "Township" else "village_name") or key.partition(":")[2])
    points = [(row["lat"], row["lon"]) for row in rows if row.get("lat") is not None and row.get("lon") is not None]
    lat, lon = middle(points) or (None, None)
    group = str((first.get("township_name") if folded else first.get("village_name")) or first.get("area") or "")
    return End(key, name, type, lat, lon, group, lacks, "", inside)
