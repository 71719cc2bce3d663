"""Whether a plan under quotas could be cheaper, by a second solver, where the prices alone do not say so. Shares nothing with the solver."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

from planning.verify_bounds import solvable
from planning.verify_rows import Pair

if TYPE_CHECKING:
    from planning.verify_pairing import Check

MOST = 30_000
"""Pairs that the search looks at; of more it says nothing."""
Limit = Callable[[str], tuple[int, int]]
"""The most and the least that a helper may hold over all programmes, beside fixed pairs."""


def better(checks: Sequence[Check], stage: str, cost: int, most: int | None, over: Limit | None = None, seconds: float = 5.0) -> bool | None:
    """Whether some plans do better at one of `STAGES` and as well at those before: fewer places open, more first places filled, fewer pairs
    lacking to quotas, less than `cost`. None where that could not be decided in time.

    Pairs that cost over `most` beyond their worth, in the scale of the prices, are in no such plan; None: any may be.
    """
    pairs = [looked(check, most) for check in checks]
    if None in pairs or sum(len(own or ()) for own in pairs) > MOST:
        return None
    from ortools.sat.python import cp_model  # its import takes a second, and most bounds need no search

    model = cp_model.CpModel()
    short: list[Any] = []
    first: list[Any] = []
    lack: list[Any] = []
    total: list[Any] = []
    loads: dict[str, list[Any]] = {}
    had = sum(places(check) for check in checks)
    for check, own in zip(checks, pairs, strict=True):
        taken = {pair: model.new_bool_var("") for pair in own or ()}
        supply, rooms = check.free()
        at: dict[str, list[Any]] = {key: [] for key in (*check.helper_row, *check.helped_row)}
        for (helper, helped), one in taken.items():
            at[helper].append(one)
            at[helped].append(one)
        for key, wants in supply.items():
            model.add(sum(at[key]) <= wants)
            short.append(below(model, at[key], max(0, check.wanted(key)[0] - check.must_of[1][key])))
        for key, room in rooms.items():
            model.add(sum(at[key]) <= max(0, room))
            loads.setdefault(key, []).extend(at[key])
            first.append(filled(model, at[key], check.first(key)))
            if check.told["even"] and at[key]:
                turns = [model.new_bool_var("") for _ in at[key]]
                model.add(sum(turns) == sum(at[key]))
                total += [check.told["even"] * (2 * turn + 1) * one for turn, one in enumerate(turns)]
        for number, quota in enumerate(check.rules["quotas"]):
            fixed = sum(check.counts(quota, *pair) for pair in check.must)
            counted = [one for (helper, helped), one in taken.items() if check.marked(helper)[number] and check.marked(helped)[number]]
            lack.append(below(model, counted, quota["at_least"] - fixed))
            if quota["at_most"] is not None:
                model.add(sum(counted) <= max(0, quota["at_most"] - fixed))
        total += [(check.cost(pair) or 0) * one for pair, one in taken.items()]
        total += [check.cost(pair, strict=False) or 0 for pair in check.must]
    if over is not None:
        for key, mine in loads.items():
            room, least = over(key)
            model.add(sum(mine) <= room)
            first.append(filled(model, mine, min(room, least)))
            had += min(held(checks, key), room, least)
    goals = {
        "open": (sum(short), sum(len(check.told["left"]) for check in checks)),
        "first": (-sum(first), -had),
        "lack": (sum(lack), sum(n for check in checks for _, n in check.told["short"])),
        "way": (sum(total), cost),
    }
    for name, (goal, value) in goals.items():
        model.add(goal <= value - (name == stage))
        if name == stage:
            break
    return solvable(model, seconds)


def looked(check: Check, most: int | None) -> list[Pair] | None:
    """The pairs that a cheaper plan may have, sorted; None where there are too many to look at."""
    supply, rooms = check.free()
    if most is not None:
        return sorted(pair for pair, price in check.worthwhile(supply, rooms, most + 1).items() if price <= most)
    every = ((a, b) for a, b in product(rooms, supply) if rooms[a] > 0 and supply[b])
    if len(rooms) * len(supply) > 10 * MOST:
        return None
    return sorted(pair for pair in every if pair not in check.must and pair not in check.never and check.cost(pair) is not None)


def below(model: Any, ones: Sequence[Any], least: int) -> Any:
    """By how many these fall short of a least."""
    found = model.new_int_var(0, max(0, least), "")
    model.add(found >= least - sum(ones))
    return found


def filled(model: Any, ones: Sequence[Any], first: int) -> Any:
    """How many of the first places these fill."""
    found = model.new_int_var(0, first, "")
    model.add(found <= sum(ones))
    return found


def places(check: Check) -> int:
    """How many first places the plan fills in its programme."""
    return sum(min(held([check], key), check.first(key)) for key in check.helper_row)


def held(checks: Sequence[Check], key: str) -> int:
    """How many pairs a helper has beside the fixed ones."""
    return sum(check.load[key] - check.fixed(key) for check in checks)
