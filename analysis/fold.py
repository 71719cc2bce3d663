"""Closed groups: which mark stands for a thing, and the links between marks, added up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

Rows = list[dict[str, Any]]


def stands_for(home: Mapping[str, str], opened: Collection[str], apart: Collection[str] = ()) -> dict[str, str]:
    """For each thing the mark that stands for it: itself, or the outermost closed group that it lies in.

    `home` says what each thing lies in; a thing that nothing lies in has none. Things in `apart` stand for themselves always.

    >>> stands_for({"v1": "a1", "v2": "a1", "v3": "a2"}, opened={"a2"}, apart={"v2"})
    {'v1': 'a1', 'v2': 'v2', 'v3': 'v3', 'a1': 'a1', 'a2': 'a2'}
    """
    found = {}
    for key in (*home, *sorted(set(home.values()) - set(home))):
        if key in apart:
            found[key] = key
            continue
        chain = [key]
        while chain[-1] in home and home[chain[-1]] not in chain:
            chain.append(home[chain[-1]])
        found[key] = next((one for one in reversed(chain[1:]) if one not in opened), key)
    return found


LEVELS = ("County", "Township", "Area", "Village")


def innermost(within: str, home: Mapping[str, str], outer: str | None = None) -> str:
    """The narrowest place that a `within` text names; "" where it names none. `outer` is wider than all the others.

    >>> innermost("|Area:1|County:2|Township:3|", {}), innermost("|County:1|County:2|", {"County:2": "County:1"}), innermost("|", {})
    ('Area:1', 'County:2', '')
    """

    def depth(key: str) -> tuple[int, int, bool]:
        steps, above = 0, key
        while above in home and steps < 9:
            steps, above = steps + 1, home[above]
        return LEVELS.index(key.partition(":")[0]), steps, key != outer

    return max((key for key in within.split("|") if key), key=depth, default="")


def summed(rows: Iterable[Mapping[str, Any]], mark_of: Callable[[str, str], str | None]) -> dict[tuple[str, str, str], int]:
    """Counts of relationships added up between marks: by (start, end, type). `mark_of` gives the mark of a place and a type in it.

    >>> rows = [{"type": "R", "start": "V:1", "start_label": "M", "end": "V:2", "end_label": "H", "n": 3}]
    >>> summed(rows * 2, lambda place, label: place[2:]), summed(rows, lambda place, label: "same")
    ({('1', '2', 'R'): 6}, {})
    """
    found: dict[tuple[str, str, str], int] = {}
    for row in rows:
        start, end = mark_of(row["start"], row["start_label"]), mark_of(row["end"], row["end_label"])
        if start and end and start != end:
            name = (start, end, row["type"])
            found[name] = found.get(name, 0) + row["n"]
    return dict(sorted(found.items()))


def folded(stands: Mapping[str, str]) -> dict[str, list[str]]:
    """What each mark stands for besides itself.

    >>> folded({"v1": "a1", "v2": "v2", "a1": "a1"})
    {'a1': ['v1']}
    """
    found: dict[str, list[str]] = {}
    for key, mark in stands.items():
        if key != mark:
            found.setdefault(mark, []).append(key)
    return {mark: sorted(keys) for mark, keys in sorted(found.items())}


def bundle(links: Iterable[Mapping[str, Any]], stands: Mapping[str, str]) -> Rows:
    """The links between the marks that stand for their ends: {start, end, type, n, links}, in order.

    Links inside one mark, and links to what no mark stands for, are left out.

    >>> bundle([{"start": "e", "end": "v1", "type": "JOINT_BUILDING"}, {"start": "e", "end": "v2", "type": "JOINT_BUILDING"}],
    ...        {"e": "e", "v1": "a1", "v2": "a1"})[0]["n"]
    2
    """
    found: dict[tuple[str, str, str], Rows] = {}
    for row in links:
        start, end = stands.get(row["start"]), stands.get(row["end"])
        if start and end and start != end:
            found.setdefault((start, end, row["type"]), []).append(dict(row))
    return [{"start": start, "end": end, "type": type, "n": len(rows), "links": rows} for (start, end, type), rows in sorted(found.items())]
