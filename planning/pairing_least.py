"""Leasts that cannot all be reached: how far that of each role or type alone would have to give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planning.answers import Clock
from planning.pairing_groups import Row, Whole
from planning.pairing_net import Ends
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
    field, supply = netted(plan.field, seconds), plan.ends.supply
    if field.search is None:
        found = side(field, supply)
        return list(each_alone(plan.rules.limits, field.helpers, field.fixed[1], plan.ends, lambda first: (int(first.sum()) - found.most(first), True)))
    from planning.pairing_capped import capped_side  # HiGHS is loaded only where it is used

    under = capped_side(field, plan.ends.wants, supply, field.search)
    return list(each_alone(plan.rules.limits, field.helpers, field.fixed[1], plan.ends, lambda first: under.lack(plan.ends.room, first), field.search.clock))


def each_alone(
    limits: Sequence[Limit], helpers: Sequence[Row], held: Whole, ends: Ends, lack: Callable[[Whole], tuple[int, bool]], clock: Clock | None = None, part: int = -1
) -> Iterator[LeastBend]:
    """The bend of each limit alone; `lack` tells of the first places of all helpers how many stay empty, and whether that is proved.

    `ends` has the rooms and the first places of the helpers now. What lacks grows with the least, so the least is halved. What the clock
    cut short is not told.
    """
    now, known = lack(ends.least) if any(limit.least for limit in limits) else (0, True)
    for at, limit in enumerate(limits):
        mine = np.array([limit.fits(row) for row in helpers], bool)
        if not now or not limit.least or not mine.any():
            continue
        others = np.array([max((one.least for other, one in enumerate(limits) if other != at and one.fits(row)), default=0) for row in helpers], np.int64)
        fewest, sure = lack(np.clip(others - held, 0, ends.room))
        low, high, sure = 0, limit.least - 1, sure and known
        while low < high and fewest < now:
            middle = (low + high + 1) // 2
            then, proved = lack(np.clip(np.maximum(others, middle * mine) - held, 0, ends.room))
            low, high, sure = *((middle, high) if then <= fewest else (low, middle - 1)), sure and proved
        if clock and clock.left() <= 0:
            return
        if fewest < now:
            yield LeastBend(at, low, fewest, part, sure)
