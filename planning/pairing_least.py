"""Leasts that cannot all be reached: how far that of each role or type alone would have to give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planning.answers import Clock
from planning.pairing_groups import Row, Whole
from planning.pairing_plan import Plan
from planning.pairing_reach import SECONDS, netted
from planning.pairing_rules import Limit
from planning.pairing_sides import side

@dataclass(frozen=True)
class LeastBend:
    """The least of a role or type that gives alone as little as serves: the number of the limit, its new least, pairs still lacking.

    `part` is the programme whose own limit it is; −1 of one over all programmes. `sure` says that nothing better was proved to exist.
    """

    limit: int
    least: int
    lack: int
    part: int = -1
    sure: bool = True


def least_bends(plan: Plan, seconds: float = SECONDS) -> list[LeastBend]:
    """For each limit with a least, alone: the highest least that lets the fewest pairs lack, coverage first; those that do not help are left out.

    What is covered and the first places that are filled do not compete (linkage in graphs, Pym 1969): of all supply, the first places alone
    say how many of them any plan can fill. Not so under a quota with a most: there a mixed-integer programme is asked, `seconds` at most.
    """
    if not plan.low:
        return []
    field, room, supply = netted(plan.field, seconds), plan.ends.room, plan.ends.supply
    if field.search is None:
        found = side(field, supply)
        return list(each_alone(plan.rules.limits, field.helpers, fixed(plan), room, lambda first: (int(first.sum()) - found.most(first), True)))
    from planning.pairing_capped import capped_side  # HiGHS is loaded only where it is used

    under = capped_side(field, plan.ends.wants, supply, field.search)
    return list(each_alone(plan.rules.limits, field.helpers, fixed(plan), room, lambda first: under.lack(room, first), field.search.clock))


def fixed(plan: Plan) -> Whole:
    """How many fixed pairs each helper has."""
    return np.bincount(plan.field.must[:, 1], minlength=len(plan.field.helpers))


def each_alone(
    limits: Sequence[Limit], helpers: Sequence[Row], held: Whole, room: Whole, lack: Callable[[Whole], tuple[int, bool]], clock: Clock | None = None, part: int = -1
) -> Iterator[LeastBend]:
    """The bend of each limit alone; `lack` tells of the first places of all helpers how many stay empty, and whether that is proved.

    What lacks grows with the least, so the least is halved. What the clock cut short is not told.
    """
    for at, limit in enumerate(limits):
        others = np.array([max((one.least for other, one in enumerate(limits) if other != at and one.fits(row)), default=0) for row in helpers], np.int64)
        mine = np.array([limit.fits(row) for row in helpers], bool)
        low, high = 0, limit.least
        fewest, sure = lack(np.clip(others - held, 0, room)) if high and mine.any() else (0, True)
        while low < high and mine.any():
            middle = (low + high + 1) // 2
            now, proved = lack(np.clip(np.maximum(others, middle * mine) - held, 0, room))
            low, high, sure = *((middle, high) if now <= fewest else (low, middle - 1)), sure and proved
        if clock and clock.left() <= 0:
            return
        if mine.any() and low < limit.least:
            yield LeastBend(at, low, fewest, part, sure)
