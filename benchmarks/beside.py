"""One work of the planner beside its peers: each in a process of its own, on one core, ended when its time is over."""

from __future__ import annotations

import math
import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

HEAD = ("work", "who", "value", "bound", "gap", "wall s", "CPU s", "GB", "said")
ROW = "{:<46} {:<9} {:>14} {:>14} {:>8} {:>8} {:>8} {:>5}  {}"
GRACE = 60.0
"""Seconds beyond its limit after which a peer is ended: some build their model outside it, and some do not keep it."""


@dataclass(frozen=True)
class Found:
    """What a solver gives: value, bound (not a number: none), wall and CPU seconds of the work alone, and what else is to be said."""

    value: float
    bound: float = math.nan
    wall: float = 0.0
    cpu: float = 0.0
    said: str = ""
    memory: float = 0.0

    @property
    def gap(self) -> float:
        """How far value and bound are apart, as a share of the larger."""
        return abs(self.value - self.bound) / max(abs(self.value), abs(self.bound), 1e-12)


Solver = Callable[[], Found]


@dataclass(frozen=True)
class Work:
    """One line of what must be reached: the most seconds, the most gap, the published value, fewer points or more speed than peers."""

    name: str
    ours: Solver
    peers: dict[str, Solver] = field(default_factory=dict)
    seconds: float = math.inf
    gap: float = math.inf
    value: float | None = None
    fewer: bool = False
    faster: tuple[str, float] | None = None

    @property
    def target(self) -> str:
        """What must be reached, in words."""
        fewer = "fewer than every peer" if self.fewer else ""
        faster = f"{self.faster[1]:g}x {self.faster[0]} at equal cost" if self.faster else ""
        gap = "" if math.isinf(self.gap) else "proven" if self.gap == 0 else f"gap {self.gap:.1%}"
        value = "" if self.value is None else f"value {self.value:,.0f}"
        return ", ".join(filter(None, (value, gap, "" if math.isinf(self.seconds) else f"{self.seconds:g} s", fewer, faster)))

    def reached(self, ours: Found, peers: dict[str, Found]) -> bool:
        """Whether it was: of the time a tenth and two tenths of a second are forgiven to a work that ends when its time is over."""
        good = ours.wall <= self.seconds * (1.1 if self.seconds >= 10 else 1.0) + (0.2 if self.seconds >= 10 else 0.0)
        good &= math.isinf(self.gap) or ours.gap <= self.gap + 1e-9
        good &= self.value is None or abs(ours.value - self.value) < 0.5
        good &= not self.fewer or all(ours.value < peer.value for peer in peers.values())
        if self.faster and self.faster[0] in peers:
            peer = peers[self.faster[0]]
            good &= peer.wall >= self.faster[1] * ours.wall and abs(peer.value - ours.value) < 0.5
        return good


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """The answer, wall and CPU seconds."""
    wall, cpu = time.perf_counter(), time.process_time() + os.times().children_user
    found = work()
    return found, time.perf_counter() - wall, time.process_time() + os.times().children_user - cpu


def alone(solver: Solver, seconds: float) -> Found | str:
    """What a solver gives in a process of its own, or why it gives nothing."""
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    process = fork.Process(target=answered, args=(solver, there))
    process.start()
    there.close()
    try:
        told = here.recv() if here.poll(seconds) else f"ended after {seconds:.0f} s without an answer"
    except EOFError:
        told = "died without an answer (memory?)"
    if process.is_alive():
        process.kill()
    process.join()
    return told  # type: ignore[no-any-return]


def answered(solver: Solver, there: Connection) -> None:
    """Sends what the solver gives, timed and weighed where it did not do so itself."""
    try:
        found, wall, cpu = timed(solver)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        there.send(Found(found.value, found.bound, found.wall or wall, found.cpu or cpu, found.said, memory))
    except ImportError as missing:
        there.send(f"not installed: {missing.name}")
    except RuntimeError as nothing:  # so spopt says that it found nothing in time
        there.send(f"nothing: {nothing}")


def lines(work: Work, seconds: float) -> Iterator[str]:
    """A line for ours with what must be reached, one for each peer with how many times as long it took or how its value compares."""
    ours = alone(work.ours, 600)
    if isinstance(ours, str):
        yield ROW.format(work.name, "ours", "", "", "", "", "", "", f"{ours}; target {work.target}: NOT REACHED")
        return
    peers, told = {}, []
    for name, solver in work.peers.items():
        found = alone(solver, seconds + GRACE)
        if isinstance(found, str):
            told.append(ROW.format("", name, "", "", "", "", "", "", found))
            continue
        peers[name] = found
        beside = "equal" if abs(found.value - ours.value) < 0.5 else f"ours / it {ours.value / found.value:.4f}"
        told.append(shown("", name, found, f"{beside}, {found.wall / max(ours.wall, 1e-9):,.1f}x our time {found.said}"))
    word = f"target {work.target}: {'reached' if work.reached(ours, peers) else 'NOT REACHED'}" if work.target else ""
    yield shown(work.name, "ours", ours, "; ".join(filter(None, (word, ours.said))))
    yield from told


def shown(work: str, who: str, found: Found, said: str) -> str:
    """One line of the table."""
    none = math.isnan(found.bound) or math.isinf(found.bound)
    bound, gap = ("none", "") if none else (f"{found.bound:,.0f}", f"{found.gap:.3%}")
    return ROW.format(work, who, f"{found.value:,.0f}", bound, gap, f"{found.wall:.3f}", f"{found.cpu:.3f}", f"{found.memory:.1f}", said)
