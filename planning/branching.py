"""Branch and bound for the p-median: depth first, each node goes on from its parent's multipliers (after Beasley, 1985)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning.answers import Clock
from planning.near import priced

Costs = NDArray[np.float64]
ROUNDS, FIRST = 40, 120
"""Subgradient steps at a node, and at the root."""


@dataclass(frozen=True)
class Node:
    """A part of the plans: those that open all of `must` and otherwise only `free`; none costs less than `bound`."""

    bound: float
    level: Costs
    must: NDArray[np.int64]
    free: NDArray[np.int64]


def fixed(worth: Costs, bound: float, limit: float, p: int, kept: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """By reduced cost: the candidates that every plan below `limit` opens, and those still free; the first `kept` are in neither."""
    rest = worth[kept:]
    wanted = p - kept
    if wanted < 1 or len(rest) <= wanted:
        return np.arange(kept, len(worth)) if wanted else np.empty(0, np.int64), np.empty(0, np.int64)
    ranked = np.sort(rest)
    last, next_one = ranked[wanted - 1], ranked[wanted]
    possible = bound + rest - last <= limit
    needed = (bound + next_one - rest > limit) & (rest <= last)
    return np.flatnonzero(needed) + kept, np.flatnonzero(possible & ~needed) + kept


def branch(costs: Costs, p: int, root: Node, value: float, grain: float, clock: Clock) -> tuple[float, NDArray[np.int64] | None, float]:
    """(the best value found or `value`, its plan or None, the bound of everything not searched)."""
    stack, plan, rounds, rough = [root], None, FIRST, costs.astype(np.float32)
    while stack:
        if clock.left() <= 0:
            return value, plan, min(value, *(node.bound for node in stack))
        node = stack.pop()
        if node.bound > value - grain:
            continue
        wanted = p - len(node.must)
        if wanted <= 0 or len(node.free) <= wanted:
            if wanted == 0 or len(node.free) == wanted:
                opened = np.r_[node.must, node.free] if wanted else node.must
                found = float(costs[:, opened].min(1).sum())
                if found < value:
                    value, plan = found, opened
            continue
        value, plan, children = opened_up(costs, rough, wanted, node, value, plan, grain, rounds, clock)
        stack += children
        rounds = ROUNDS
        clock.tell(value, min([node.bound for node in stack], default=value))
    return value, plan, value


def level_of(costs: Costs, level: Costs, kept: int, p: int) -> tuple[float, Costs]:
    """The bound of multipliers, in float64, and what each candidate saves; the first `kept` are open."""
    saved = priced(costs, level)
    rest = np.partition(saved[kept:], p - kept - 1)[: p - kept] if p > kept else saved[:0]
    return math.fsum(level) + math.fsum(saved[:kept]) + math.fsum(rest), saved


def opened_up(
    costs: Costs,
    rough: NDArray[np.float32],
    wanted: int,
    node: Node,
    value: float,
    plan: NDArray[np.int64] | None,
    grain: float,
    rounds: int,
    clock: Clock,
) -> tuple[float, NDArray[np.int64] | None, list[Node]]:
    """A node's bound raised; then nothing, if it can hold no better plan, or its two halves: without one candidate, and with it.

    The ascent runs in float32, twice as fast; whatever closes a node or goes on from it is computed anew in float64.
    """
    columns, first = np.r_[node.must, node.free].astype(int), len(node.must)
    part, level = rough[:, columns], node.level.astype(np.float32)
    bound, best, step, stale = -math.inf, level, 0.6, 0
    for _ in range(rounds):
        cheaper = part - level[:, None]
        np.minimum(cheaper, 0, out=cheaper)
        saved = cheaper.sum(0)
        taken = np.r_[np.arange(first), np.argpartition(saved[first:], wanted - 1)[:wanted] + first].astype(int)
        reached = float(level.sum(dtype=float) + saved[taken].sum(dtype=float))
        stale = 0 if reached > bound + 1e-5 * value else stale + 1
        if reached > bound:
            bound, best = reached, level
        if bound > value - grain or clock.left() <= 0:
            break
        if stale >= 6:
            step, stale, level = step * 0.6, 0, best
        slope = 1.0 - (cheaper[:, taken] < 0).sum(1)
        norm = float(slope @ slope)
        if norm == 0:
            break
        level = level + np.float32(step * (value - reached) / norm) * slope.astype(np.float32)
    exact = costs[:, columns]
    level = best.astype(float)
    bound, worth = level_of(exact, level, first, first + wanted)
    bound = max(bound, node.bound)
    if bound > value - grain:
        return value, plan, []
    found = float(exact[:, taken].min(1).sum())
    if found < value:
        value, plan = found, columns[taken]
    needed, free = fixed(worth, bound, value - grain, first + wanted, first)
    must = np.r_[node.must, columns[needed]].astype(int)
    left = columns[free]
    if len(must) > first + wanted or not len(left):
        return value, plan, [Node(bound, level, must, left)] if len(must) == first + wanted else []
    split = left[worth[free].argmin()]
    rest = left[left != split]
    return value, plan, [Node(bound, level, must, rest), Node(bound, level, np.r_[must, split], rest)]
