"""How far things reach: the neighbourhood of some things, the shortest path between two. One hop is fetched at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

Rows = list[dict[str, Any]]
Fetch = Callable[[list[str]], Rows]
"""Given keys, every link that touches one of them."""


def neighbourhood(
    fetch: Fetch,
    starts: Iterable[str],
    depth: int = 1,
    *,
    types: Collection[str] | None = None,
    relationships: Collection[str] | None = None,
    most: int = 5000,
) -> tuple[dict[str, int], Rows]:
    """Everything within `depth` hops of the starts: its distance by key, nearest first, and the links among all of it.

    `types` and `relationships` limit what is walked over and shown. Stops at the level at which `most` things are passed.

    >>> links = [{"start": "V:a", "end": "V:b", "type": "LEADS", "key": ""}, {"start": "V:b", "end": "V:c", "type": "LEADS", "key": ""}]
    >>> fetch = lambda keys: [one for one in links if {one["start"], one["end"]} & set(keys)]
    >>> neighbourhood(fetch, ["V:a"], 1)[0], len(neighbourhood(fetch, ["V:a"], 2)[1])
    ({'V:a': 0, 'V:b': 1}, 2)
    """
    distance = dict.fromkeys(sorted(set(starts)), 0)
    links: dict[tuple[str, str, str, str], dict[str, Any]] = {}
    edge = list(distance)
    for level in range(1, depth + 1):
        found = [row for row in fetch(edge) if relationships is None or row["type"] in relationships]
        links.update((identity(row), row) for row in found)
        edge = sorted(
            {
                end
                for row in found
                for end in (row["start"], row["end"])
                if end not in distance and (types is None or end.partition(":")[0] in types)
            }
        )
        if not edge or len(distance) + len(edge) > most:
            break
        distance.update(dict.fromkeys(edge, level))
    return distance, [links[name] for name in sorted(links) if links[name]["start"] in distance and links[name]["end"] in distance]


def path(fetch: Fetch, start: str, end: str, *, longest: int = 6, types: Collection[str] | None = None) -> Rows | None:
    """The links of a shortest path in either direction of its links, in order from start to end; None when there is none so short.

    Searched from both ends, the smaller edge first; among equal paths the one whose keys come first.

    >>> links = [{"start": "V:a", "end": "V:b", "type": "LEADS", "key": ""}, {"start": "V:c", "end": "V:b", "type": "LEADS", "key": ""}]
    >>> fetch = lambda keys: [one for one in links if {one["start"], one["end"]} & set(keys)]
    >>> [one["start"] for one in path(fetch, "V:a", "V:c")], path(fetch, "V:a", "V:x")
    (['V:a', 'V:c'], None)
    """
    if start == end:
        return []
    came: tuple[dict[str, Any], dict[str, Any]] = ({start: None}, {end: None})
    edges = [[start], [end]]
    for _ in range(longest):
        side = 0 if len(edges[0]) <= len(edges[1]) else 1
        here, there = came[side], came[1 - side]
        reached: dict[str, tuple[str, dict[str, Any]]] = {}
        inside = set(edges[side])
        for row in sorted(fetch(sorted(edges[side])), key=identity):
            for one, other in ((row["start"], row["end"]), (row["end"], row["start"])):
                if one in inside and other not in here and (types is None or other in there or other.partition(":")[0] in types):
                    reached.setdefault(other, (one, row))
        here.update(reached)
        meeting = sorted(set(reached) & set(there))
        if meeting:
            return walked(came[0], meeting[0])[::-1] + walked(came[1], meeting[0])
        edges[side] = sorted(reached)
        if not edges[side]:
            return None
    return None


def walked(came: dict[str, Any], key: str) -> Rows:
    """The links walked from `key` back to where the search began."""
    rows = []
    while came[key] is not None:
        key, row = came[key]
        rows.append(row)
    return rows


def identity(row: dict[str, Any]) -> tuple[str, str, str, str]:
    """What makes a link the same link."""
    return row["start"], row["type"], row["end"], row["key"]
