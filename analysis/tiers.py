"""Who stands under whom: organisations by tier, alike ones without anything under them counted together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

Box = dict[str, Any]


def tiers(
    things: Iterable[Mapping[str, Any]], parents: Mapping[str, str], uncovered: Collection[str] = (), *, most: int = 48, kind: str = "kind"
) -> list[Box]:
    """Boxes of a tree from left to right: {key ("" for several), name, kind, level, top, high (in rows), n, red}.

    `n` is how many a box stands for, those under it included, `red` how many of these are not covered.

    As deep as `most` rows allow; below that, and for alike things without anything under them, one box stands for all of a kind.
    `parents` says what each stands under; circles are cut.

    >>> things = [{"key": "a", "name": "A", "kind": "x"}, *({"key": k, "name": k, "kind": "y"} for k in "bcdefgh")]
    >>> [(box["name"], box["level"], box["n"], box["high"]) for box in tiers(things, dict.fromkeys("bcdefgh", "a"))]
    [('A', 0, 8, 1), ('y', 1, 7, 1)]
    """
    known = {one["key"]: one for one in things}
    under: dict[str, list[str]] = {}
    for key in sorted(known):
        above = parents.get(key, "")
        chain = {key}
        while above in known and above not in chain:
            chain.add(above)
            above = parents.get(above, "")
        first = parents.get(key, "")
        under.setdefault(first if first in known and above not in chain else "", []).append(key)
    whole: dict[str, list[str]] = {}

    def all_of(key: str) -> list[str]:
        if key not in whole:
            whole[key] = [key, *(one for child in under.get(key, ()) for one in all_of(child))]
        return whole[key]

    def boxes(keys: list[str], level: int, deep: int, few: int) -> list[Box]:
        """The boxes of siblings, in order, with their heights."""
        found: list[Box] = []
        alike: dict[str, list[str]] = {}
        for key in keys:
            alike.setdefault(str(known[key].get(kind) or ""), []).append(key)

        def folds(same: list[str]) -> bool:
            return level > deep or (len(same) > few and not any(under.get(key) for key in same))

        def size(same: list[str]) -> int:  # of the largest box that these make
            return (sum if folds(same) else max)(len(all_of(key)) for key in same)

        for name, same in sorted(alike.items(), key=lambda one: (-size(one[1]), one[0])):
            fold = folds(same)
            for group in [same] if fold and len(same) > 1 else [[key] for key in same]:
                every = [one for key in group for one in all_of(key)]
                single = group[0] if len(group) == 1 else ""
                children = boxes(under.get(single, []), level + 1, deep, few) if single else []
                box = {
                    "key": single,
                    "name": str(known[single].get("name") or single) if single else name,
                    "kind": name,
                    "level": level,
                    "alike": len(group),
                    "n": len(every),
                    "red": sum(one in uncovered for one in every),
                    "high": max(1, sum(child["high"] for child in children if child["level"] == level + 1)),
                }
                found += [box, *children]
        return found

    found: list[Box] = []
    for deep, few in ((9, 6), (2, 6), (1, 6), (1, 2), (0, 2), (-1, 0)):
        found = boxes(under.get("", []), 0, deep, few)
        if sum(box["high"] for box in found if box["level"] == 0) <= most:
            break
    return stacked(found)


def stacked(found: list[Box]) -> list[Box]:
    """The boxes in order of the tree with `top`, the row at which each begins."""
    tops = {0: 0}
    for box in found:
        box["top"] = tops.get(box["level"], 0)
        tops[box["level"]] = box["top"] + box["high"]
        tops[box["level"] + 1] = box["top"]
    return found
