"""Pairs of helpers and helped: how many each has, and how the places of the one side lie to those of the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Rows = list[dict[str, Any]]


def load(links: Iterable[Mapping[str, Any]], end: str, every: Iterable[str] = ()) -> dict[int, int]:
    """How many have how many pairs: {pairs: things}, by one end of the links ("start" or "end"); `every` thing counts, also with none.

    >>> load([{"start": "a", "end": "x"}, {"start": "a", "end": "y"}, {"start": "b", "end": "y"}], "start", ["a", "b", "c"])
    {0: 1, 1: 1, 2: 1}
    """
    other = "end" if end == "start" else "start"
    pairs: dict[str, set[str]] = {key: set() for key in every}
    for link in links:
        pairs.setdefault(link[end], set()).add(link[other])
    return dict(sorted(Counter(len(some) for some in pairs.values()).items()))


def sides(
    links: Iterable[Mapping[str, Any]], group_of: Callable[[str, str], str], most: int = 60, near: Callable[[str], str] | None = None
) -> dict[str, Any]:
    """The pairs between groups of helpers and of helped: {left, right: rows, bands: rows, pairs, home, single}.

    `group_of(key, within)` gives the place that a thing is counted in. A row is {key, n (things), pairs}, largest first; a band
    {left, right, n (pairs)}. The helped stand singly (`single`) where there are at most `most`. `home` counts the pairs whose two
    ends have the same place; by `near` of their `within`, where it is given.

    >>> one = {"start": "M:1", "end": "H:1", "start_within": "A", "end_within": "B"}
    >>> links = [one, {**one, "start": "M:2", "end_within": "A"}]
    >>> found = sides(links, lambda key, within: within)
    >>> found["left"], found["right"], found["home"], found["single"]
    ([{'key': 'A', 'n': 2, 'pairs': 2}], [{'key': 'H:1', 'n': 1, 'pairs': 2}], 1, True)
    """
    rows = sorted({(link["start"], link["end"], link["start_within"], link["end_within"]) for link in links})
    single = len({end for _, end, _, _ in rows}) <= most
    members: tuple[dict[str, set[str]], dict[str, set[str]]] = ({}, {})
    pairs: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    bands: Counter[tuple[str, str]] = Counter()
    home = 0
    for start, end, start_within, end_within in rows:
        left, place = group_of(start, start_within), group_of(end, end_within)
        right = end if single else place
        home += near(start_within) == near(end_within) if near else left == place
        for at, (name, thing) in enumerate(((left, start), (right, end))):
            members[at].setdefault(name, set()).add(thing)
            pairs[at][name] += 1
        bands[left, right] += 1
    both = [
        sorted(
            ({"key": name, "n": len(members[at][name]), "pairs": pairs[at][name]} for name in members[at]),
            key=lambda row: (-row["pairs"], row["key"]),
        )
        for at in (0, 1)
    ]
    lines = [{"left": left, "right": right, "n": n} for (left, right), n in sorted(bands.items())]
    return {"left": both[0], "right": both[1], "bands": lines, "pairs": len(rows), "home": home, "single": single}
