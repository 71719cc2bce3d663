"""Two ways of dividing the same things, crossed; and the steps that things have passed. Rows in, counts out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

OTHER = "…"
"""What rows and columns beyond the limit are counted under."""


def cross(
    things: Iterable[Mapping[str, Any]],
    row_of: Callable[[Mapping[str, Any]], str],
    column_of: Callable[[Mapping[str, Any]], str],
    uncovered: Collection[str] = (),
    *,
    rows: Sequence[str] = (),
    columns: Sequence[str] = (),
    most_rows: int = 40,
    most_columns: int = 12,
) -> dict[str, Any]:
    """How many things stand in each row and column, and how many of them are not covered.

    {rows, columns: names in order, cells: {(row, column): (n, uncovered)}, row_sums, column_sums: {name: (n, uncovered)}, total}.
    Given rows and columns keep their order and stay though nothing stands in them; others follow, the largest first. What goes
    beyond the limits is added up under OTHER. A thing whose row or column is "" counts under "".

    >>> things = [{"key": "1", "c": "x", "s": "big"}, {"key": "2", "c": "x", "s": "small"}, {"key": "3", "c": "y", "s": "small"}]
    >>> found = cross(things, lambda one: one["c"], lambda one: one["s"], {"3"}, columns=("small", "big"))
    >>> found["rows"], found["columns"], found["cells"][("y", "small")], found["row_sums"]["x"]
    (['x', 'y'], ['small', 'big'], (1, 1), (2, 0))
    """
    placed = [(row_of(one), column_of(one), one["key"] in uncovered) for one in things]
    names = ordered([row for row, _, _ in placed], rows, most_rows), ordered([column for _, column, _ in placed], columns, most_columns)
    cells: dict[tuple[str, str], list[int]] = {}
    sums: tuple[dict[str, list[int]], dict[str, list[int]]] = ({}, {})
    total = [0, 0]
    for row, column, red in placed:
        at = (row if row in names[0] else OTHER, column if column in names[1] else OTHER)
        for count in (cells.setdefault(at, [0, 0]), sums[0].setdefault(at[0], [0, 0]), sums[1].setdefault(at[1], [0, 0]), total):
            count[0] += 1
            count[1] += red
    return {
        "rows": names[0],
        "columns": names[1],
        "cells": {at: tuple(count) for at, count in cells.items()},
        "row_sums": {name: tuple(sums[0].get(name, (0, 0))) for name in names[0]},
        "column_sums": {name: tuple(sums[1].get(name, (0, 0))) for name in names[1]},
        "total": tuple(total),
    }


def ordered(found: Sequence[str], first: Sequence[str], most: int) -> list[str]:
    """The given names, then the others by how often they come, at most so many; OTHER last where some are left.

    >>> ordered(["b", "a", "b", "c"], ["z"], 3)
    ['z', 'b', '…']
    """
    times: dict[str, int] = {}
    for name in found:
        times[name] = times.get(name, 0) + 1
    rest = sorted((name for name in times if name not in first), key=lambda name: (-times[name], name))
    whole = [*first, *rest]
    return whole if len(whole) <= most else [*whole[: most - 1], OTHER]


def stages(things: Iterable[Mapping[str, Any]], tests: Sequence[tuple[str, Callable[[Mapping[str, Any]], bool]]]) -> list[dict[str, Any]]:
    """How many things have passed each step, one after the other: {name, n, keys}; a step counts only what passed all before it.

    >>> tests = [("all", lambda _: True), ("a", lambda one: bool(one["a"]))]
    >>> [row["n"] for row in stages([{"key": "1", "a": 1}, {"key": "2", "a": 0}], tests)]
    [2, 1]
    """
    left, found = list(things), []
    for name, test in tests:
        left = [one for one in left if test(one)]
        found.append({"name": name, "n": len(left), "keys": [one["key"] for one in left]})
    return found
