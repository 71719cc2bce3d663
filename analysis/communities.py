"""Natural communities beside official areas: how stable they are, how far the two agree, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations
from math import comb, log
from typing import Any

from analysis.leiden import leiden, modularity

Link = tuple[Hashable, Hashable, float]


def rand(one: Mapping[Hashable, Hashable], other: Mapping[Hashable, Hashable]) -> float:
    """The adjusted Rand index of two partitions (thing → group) over the things in both; 1 for the same, about 0 for chance.

    >>> rand({1: "a", 2: "a", 3: "b"}, {1: "x", 2: "x", 3: "y"}), round(rand(dict(enumerate("aabb")), dict(enumerate("abab"))), 2)
    (1.0, -0.5)
    """
    shared = one.keys() & other.keys()
    both = sum(comb(n, 2) for n in Counter((one[key], other[key]) for key in shared).values())
    first, second = (sum(comb(n, 2) for n in Counter(part[key] for key in shared).values()) for part in (one, other))
    pairs = comb(len(shared), 2)
    chance = first * second / pairs if pairs else 0.0
    most = (first + second) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)


def information(one: Mapping[Hashable, Hashable], other: Mapping[Hashable, Hashable]) -> float:
    """The normalised mutual information of two partitions over the things in both, by the arithmetic mean; from 0 to 1.

    >>> of = lambda text: dict(enumerate(text))
    >>> round(information(of("aabb"), of("xxyy")), 6), information(of("aabb"), of("xyxy"))
    (1.0, 0.0)
    """
    shared = one.keys() & other.keys()
    n = len(shared)
    if not n:
        return 1.0
    first, second = (Counter(part[key] for key in shared) for part in (one, other))
    mutual = sum(k / n * log(k * n / (first[a] * second[b])) for (a, b), k in Counter((one[key], other[key]) for key in shared).items())
    spread = [-sum(k / n * log(k / n) for k in part.values()) for part in (first, second)]
    mean = sum(spread) / 2
    return 1.0 if mean == 0 else max(0.0, mutual / mean)


def joined(leads: Iterable[Mapping[str, Any]], joint: Iterable[Mapping[str, Any]], sums: Iterable[Mapping[str, Any]]) -> list[Link]:
    """The links that natural communities are found in: who leads whom and who builds jointly (weight 1 each), and what else joins two
    villages, by 1 + ln n for n relationships, so that a long list of members does not outweigh everything. What a centre serves is
    left out: catchments are drawn along the official areas, so they would only find these again.

    >>> sums = [{"start": "V:1", "end": "V:3", "type": type, "n": 1} for type in ("MEMBER_OF", "SERVES")]
    >>> joined([{"start": "V:1", "end": "V:2"}], [], sums)
    [('V:1', 'V:2', 1.0), ('V:1', 'V:3', 1.0)]
    """
    found: list[Link] = [(row["start"], row["end"], 1.0) for row in (*leads, *joint)]
    counted: Counter[tuple[str, str]] = Counter()
    for row in sums:
        ends = sorted((row["start"], row["end"]))
        if (
            row["type"] not in ("LEADS", "JOINT_BUILDING", "SERVES")
            and ends[0] != ends[1]
            and all(end.partition(":")[0] in ("V", "Village") for end in ends)
        ):
            counted[ends[0], ends[1]] += row["n"]
    return found + [(a, b, 1 + log(n)) for (a, b), n in sorted(counted.items())]


def communities(
    links: Iterable[Link], nodes: Iterable[Hashable] = (), *, resolution: float = 1.0, seed: int = 1, runs: int = 10
) -> dict[str, Any]:
    """The best of `runs` seeded Leiden partitions: {groups, modularity, stability, runs}.

    `stability` is the mean adjusted Rand index of all pairs of runs over the things that have a link: 1 where every seed gives the same.
    """
    rows, alone = list(links), list(nodes)
    linked = {end for a, b, _ in rows for end in (a, b)}
    found = [leiden(rows, alone, resolution=resolution, seed=seed + at) for at in range(runs)]
    parts = [{one: at for at, group in enumerate(groups) for one in group if one in linked} for groups in found]
    pairs = [rand(a, b) for a, b in combinations(parts, 2)]
    best = max(found, key=lambda groups: (round(modularity(rows, groups, resolution), 9), [-len(group) for group in groups]))
    return {"groups": best, "modularity": modularity(rows, best), "stability": sum(pairs) / len(pairs) if pairs else 1.0, "runs": runs}


def beside(groups: Iterable[Iterable[Hashable]], official: Mapping[Hashable, Hashable]) -> dict[str, Any]:
    """How communities lie to official areas: {rand, information, n, rows, differ}, over the things that have an area.

    A row is {group, size, area (the most frequent), agree, others: {area: [things]}}; `differ` are all things whose community is
    mostly of another area than their own.

    >>> beside([["a", "b", "c"], ["d"]], {"a": 1, "b": 1, "c": 2, "d": 2})["differ"]
    ['c']
    """
    parts = [[one for one in group if one in official] for group in groups]
    rows, differ = [], []
    for at, group in enumerate(parts):
        if not group:
            continue
        counted = Counter(official[one] for one in group)
        area = min(counted, key=lambda name: (-counted[name], str(name)))
        others: dict[Hashable, list[Hashable]] = {}
        for one in group:
            if official[one] != area:
                others.setdefault(official[one], []).append(one)
        differ += [one for some in others.values() for one in some]
        rows.append({"group": group, "at": at, "size": len(group), "area": area, "agree": counted[area], "others": others})
    one_way = {one: at for at, group in enumerate(parts) for one in group}
    return {
        "rand": rand(one_way, official),
        "information": information(one_way, official),
        "n": len(one_way),
        "rows": rows,
        "differ": sorted(differ, key=str),
    }
