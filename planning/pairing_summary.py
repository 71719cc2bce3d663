"""What a plan comes to, beside today and other plans: covered, loads, travel, changes, by township."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from planning.pairing_field import Field


@dataclass(frozen=True)
class Township:
    """One township: those to be helped, helpers, left out and changed pairs (new ones) there."""

    id: str
    name: str
    helped: int
    helpers: int
    left: int
    changes: int


@dataclass(frozen=True)
class Summary:
    """Counts of one plan. `covered` have all the helpers they want; `swapped` pairs are new to one helped today, `added` to one not;
    `ended` are today's pairs that the plan leaves. Travel in km one way, over the `measured` pairs whose way is known."""

    helped: int
    helpers: int
    covered: int
    taking_part: int
    most: int
    several: int
    pairs: int
    travel: float
    measured: int
    kept: int
    swapped: int
    added: int
    ended: int
    townships: list[Township]

    @property
    def left(self) -> int:
        """Those who lack a helper."""
        return self.helped - self.covered

    @property
    def mean(self) -> float:
        """The mean way."""
        return self.travel / self.measured if self.measured else 0.0


def summary(field: Field, pairs: Iterable[tuple[str, str]] | None = None) -> Summary:
    """The counts of these pairs (helper, helped); of today's as they are, of which only those within the rules cover, without."""
    own = field.current if pairs is None else field.numbers(pairs)
    way = field.kilometres(field.a.of[own[:, 0]], field.b.of[own[:, 1]])
    covers = own if pairs is not None else own[field.costs(own[:, 0], own[:, 1]) >= 0]
    served = np.bincount(covers[:, 0], minlength=len(field.helped))
    load = np.bincount(own[:, 1], minlength=len(field.helpers))
    covered = served >= field.wants
    before = {tuple(pair) for pair in field.current.tolist()}
    had = {one for one, _ in before}
    fresh = [pair for pair in map(tuple, own.tolist()) if pair not in before]
    names: dict[str, str] = {}
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("helped", "helpers", "left", "changes")}
    for at, row in enumerate(field.helped):
        place = row.get("township") or ""
        names.setdefault(place, row.get("township_name") or place)
        counts["helped"][place] += 1
        counts["left"][place] += not covered[at]
    for row in field.helpers:
        counts["helpers"][row.get("township") or ""] += 1
    for one, _ in fresh:
        counts["changes"][field.helped[one].get("township") or ""] += 1
    towns = [
        Township(place, names[place], *(counts[name][place] for name in ("helped", "helpers", "left", "changes")))
        for place in sorted(names)
    ]
    known = ~np.isnan(way)
    return Summary(
        len(field.helped),
        len(field.helpers),
        int(covered.sum()),
        int((load > 0).sum()),
        int(load.max(initial=0)),
        int((load > 1).sum()),
        len(own),
        float(way[known].sum()),
        int(known.sum()),
        len(own) - len(fresh),
        sum(one in had for one, _ in fresh),
        sum(one not in had for one, _ in fresh),
        len(before) - (len(own) - len(fresh)),
        towns,
    )
