"""What a solver returns: the plan, its value, and how far from the best it can be at most."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

Progress = Callable[[float, float], bool | None]
"""Told (value of the best plan so far, bound); answering True stops the search and keeps that plan."""


@dataclass(frozen=True)
class Siting:
    """Chosen places, as indices into the candidates, ascending.

    `objective` is the number of points (lscp), the weight covered (mclp) or the total travel (p_median); `bound` no plan can
    beat, rounded the safe way. `unreachable` are clients that no candidate reaches: they are in no plan and in no coverage.
    `multipliers`, one a client where there are any, prove a bound without any search: `planning.verify_siting` computes it anew;
    where `bound` is better than that one, a complete search proved it. `served` says, where points hold only so much, which one
    serves each client (-1: none); elsewhere everybody goes to the nearest.
    """

    chosen: list[int]
    objective: float
    bound: float
    unreachable: list[int] = field(default_factory=list)
    seconds: float = 0.0
    multipliers: list[float] = field(default_factory=list)
    served: list[int] = field(default_factory=list)

    @property
    def gap(self) -> float:
        """How far from the best at most, as a share of the larger of value and bound; 0.0 is proven best."""
        return gap_of(self.objective, self.bound)

    @property
    def proven(self) -> bool:
        """Whether no better plan exists."""
        return self.gap <= 1e-9


@dataclass(frozen=True)
class Pairing:
    """Pairs (client, helper) and the rows of `arcs` they are, ascending; cost in whole units; clients left without a helper."""

    pairs: list[tuple[int, int]]
    objective: int
    bound: int
    left_out: list[int] = field(default_factory=list)
    seconds: float = 0.0
    duals: tuple[list[int], list[int]] | None = None
    arcs: list[int] = field(default_factory=list)

    @property
    def gap(self) -> float:
        """How far from the cheapest at most; 0.0 is proven cheapest."""
        return gap_of(self.objective, self.bound)

    @property
    def proven(self) -> bool:
        """Whether no cheaper plan exists."""
        return self.objective == self.bound


class Priced:
    """A plan with its whole `cost` and the `bound` that no plan which leaves as few out can undercut."""

    cost: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether no cheaper plan leaves as few out."""
        return self.cost == self.bound

    @property
    def gap(self) -> float:
        """How far from the cheapest at most, as a share of its cost."""
        return 0.0 if self.proven else (self.cost - self.bound) / max(1, abs(self.cost))


class NoPlan(ValueError):
    """The rules leave no plan. `zh` and `en` say which rule, with its numbers, and what may be relaxed."""

    def __init__(self, zh: str, en: str):
        super().__init__(en)
        self.zh, self.en = zh, en


class Clock:
    """Seconds that a search may still take, and whether the caller asked it to stop."""

    def __init__(self, seconds: float, progress: Progress | None = None):
        self.started, self.seconds, self.progress, self.stopped = time.perf_counter(), seconds, progress, False
        self.told = (math.inf, -math.inf)

    def spent(self) -> float:
        """Seconds since the search began."""
        return time.perf_counter() - self.started

    def left(self) -> float:
        """Seconds that remain; none once stopped."""
        return 0.0 if self.stopped else self.seconds - self.spent()

    def tell(self, value: float, bound: float) -> bool:
        """Report the best plan and bound so far; the caller may stop the search. Whether it did."""
        self.told = (value, bound)
        if self.progress and self.progress(value, bound):
            self.stopped = True
        return self.stopped

    def asked(self, *_: float) -> bool:
        """Whether the caller wants to stop, asked while there is nothing to report: what was last is told again, infinite at first."""
        return self.tell(*self.told)


def at_most(gap: float) -> str:
    """A gap that is not closed, in per cent and rounded up: never 0.0, however small; a dash where there is no bound.

    >>> at_most(0.0), at_most(0.00001), at_most(0.0031), at_most(1.0), at_most(math.inf)
    ('0.1%', '0.1%', '0.4%', '100.0%', '—')
    """
    return f"{max(1, math.ceil(gap * 1000 - 1e-9)) / 10:.1f}%" if math.isfinite(gap) else "—"


def gap_of(value: float, bound: float) -> float:
    """How far a value can be from the best, as a share of the larger of value and bound; infinite without a bound."""
    if value == bound:
        return 0.0
    largest = max(abs(value), abs(bound))
    return abs(value - bound) / largest if math.isfinite(largest) and largest else math.inf
