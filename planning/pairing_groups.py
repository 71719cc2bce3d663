"""Those who are alike to the rules, as groups: a county has many households and few kinds of them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Row = Mapping[str, Any]
NOWHERE = 999.0


@dataclass(frozen=True)
class Group:
    """Those who are alike to the rules: where they are, what they need or can, whether on a committee, what they do elsewhere."""

    township: Whole
    village: Whole
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    speciality: Whole
    committee: NDArray[np.bool_]
    load: Whole
    alone: Whole
    """The number of one who is a group alone, else -1."""
    of: Whole
    """The group of each one."""

    @property
    def size(self) -> int:
        """How many groups there are."""
        return len(self.township)

    @cached_property
    def spots(self) -> tuple[NDArray[np.float64], Whole]:
        """The different points, in radians, and which of them each group has; a missing one is NaN."""
        points, of = np.unique(np.nan_to_num(np.c_[self.lat, self.lon], nan=NOWHERE), axis=0, return_inverse=True)
        return np.radians(np.where(points == NOWHERE, np.nan, points)), of.reshape(-1)

    def members(self, fits: NDArray[np.bool_]) -> list[Whole]:
        """The numbers of those in each group that fit."""
        numbers = np.flatnonzero(fits)
        order = numbers[np.argsort(self.of[numbers], kind="stable")]
        return np.split(order, np.searchsorted(self.of[order], np.arange(1, self.size)))

    def merged(self, speciality: bool) -> Group:
        """Fewer groups, where only the place counts and, if asked for, the speciality."""
        told = np.c_[self.township, self.village, self.spots[1], self.speciality if speciality else np.zeros(self.size, np.int64), self.alone]
        _, first, of = np.unique(told, axis=0, return_index=True, return_inverse=True)
        return replace(self.picked(first), of=of.reshape(-1)[self.of] if self.size else self.of)

    def split(self, marks: NDArray[np.generic]) -> Group:
        """More groups: those alike whose rows of `marks` differ come apart."""
        _, first, of = np.unique(np.c_[self.of, marks], axis=0, return_index=True, return_inverse=True)
        return replace(self.picked(self.of[first]), of=of.reshape(-1))

    def picked(self, groups: Whole) -> Group:
        """These groups; `of` is left as it is."""
        parts = ("township", "village", "lat", "lon", "speciality", "committee", "load", "alone")
        return replace(self, **{name: getattr(self, name)[groups] for name in parts})


def kinds(rows: Iterable[Row], names: Sequence[str]) -> tuple[list[tuple[Any, ...]], Whole]:
    """The different values that rows have under these names, and which of them each row has.

    >>> kinds([{"a": 1}, {}, {"a": 1}], ["a"])[0]
    [(1,), (None,)]
    """
    found: dict[tuple[Any, ...], int] = {}
    of = [found.setdefault(tuple(map(row.get, names)), len(found)) for row in rows]
    return list(found), np.array(of, np.int64)


def grouped(rows: Sequence[Row], looked: Collection[str], codes: dict[tuple[str, Any], int], alone: Collection[int] = ()) -> Group:
    """The rows by group; `codes` numbers townships, villages and needs the same for both sides, −1 is unknown. `looked` are the names
    that count beside the place: `need` or `skill`, `committee`, `elsewhere`. `alone` are rows that form groups of their own."""

    def code(kind: str, value: Any) -> int:
        return -1 if value in (None, "") else codes.setdefault((kind, value), len(codes))

    beside = [next((name for name in names if name in looked), "") for names in (("need", "skill"), ("committee",), ("elsewhere",))]
    told, of = kinds(rows, ("township", "village", "lat", "lon", *beside))
    found: dict[tuple[Any, ...], int] = {}
    plain = np.empty(len(told), np.int64)
    for at, (township, village, lat, lon, need, committee, elsewhere) in enumerate(told):
        known = None not in (lat, lon) and not math.isnan(lat) and not math.isnan(lon)
        alike = (
            code("township", township),
            code("village", village),
            lat if known else None,
            lon if known else None,
            code("need", need),
            bool(committee),
            int(elsewhere or 0),
        )
        plain[at] = found.setdefault(alike, len(found))
    groups: list[tuple[Any, ...]] = [(*one, -1) for one in found]
    of = plain[of] if len(rows) else of
    for row in sorted(alone):
        groups.append((*groups[of[row]][:-1], row))
        of[row] = len(groups) - 1
    floats = [np.array([math.nan if one[n] is None else one[n] for one in groups], float) for n in (2, 3)]
    wholes = [np.array([one[n] for one in groups], np.int64) for n in (0, 1, 4, 6, 7)]
    return Group(wholes[0], wholes[1], floats[0], floats[1], wholes[2], np.array([one[5] for one in groups], bool), wholes[3], wholes[4], of)
