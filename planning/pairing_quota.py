"""Quotas that overlap (township × role × need) are no flow: a mixed-integer programme, coverage first, then quotas, then cost."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix, vstack

from planning.exact import minimise
from planning.pairing_arcs import Arcs
from planning.pairing_field import Whole
from planning.pairing_rules import Quota


@dataclass(frozen=True)
class Filled:
    """Numbers of arcs, what they cost, what none can undercut, and (quota, pairs lacking) of the quotas that fall short."""

    pairs: Whole
    cost: int
    bound: int
    short: list[tuple[int, int]]


class Solution(Protocol):
    """The plan without quotas: pairs, cost and bound."""

    @property
    def pairs(self) -> Whole: ...
    @property
    def cost(self) -> int: ...
    @property
    def bound(self) -> int: ...


def filled(arcs: Arcs, start: Solution, fixed: Whole, seconds: float) -> Filled:
    """The cheapest plan under the quotas; those that cannot be filled fall as little short as can be. Needs every arc to be held."""
    quotas, wants, room = arcs.field.rules.quotas, arcs.wants, arcs.room
    count = len(arcs.cost)
    ends = csr_matrix(
        vstack(
            [
                coo_matrix((np.ones(count), (arcs.helped, np.arange(count))), (len(wants), count)),
                coo_matrix((np.ones(count), (arcs.helper, np.arange(count))), (len(room), count)),
            ]
        )
    )
    sums = np.array([counted(arcs, quota, arcs.helped, arcs.helper) for quota in quotas], float).reshape(len(quotas), count)
    had = [int(counted(arcs, quota, fixed[:, 0], fixed[:, 1]).sum()) for quota in quotas]
    least = np.array([max(0, quota.at_least - held) for quota, held in zip(quotas, had, strict=True)], float)
    most = np.array([math.inf if quota.at_most is None else max(0, quota.at_most - held) for quota, held in zip(quotas, had, strict=True)])
    kinds = len(quotas)
    rows = csr_matrix(
        vstack(
            [
                padded(ends, kinds),
                csr_matrix(np.c_[sums, np.eye(kinds)]),
                csr_matrix(np.c_[sums, np.zeros((kinds, kinds))]),
                csr_matrix(np.r_[np.ones(count), np.zeros(kinds)]),
                csr_matrix(np.r_[np.zeros(count), np.ones(kinds)]),
            ]
        )
    )
    low = np.r_[np.zeros(ends.shape[0]), least, np.zeros(kinds), 0, 0]
    high = np.r_[wants, room, np.full(kinds, np.inf), most, np.inf, np.inf].astype(float)
    upper, whole = np.r_[np.ones(count), least], np.ones(count + kinds)
    proven, found = True, np.empty(0)
    for cost, row, sign in (
        (np.r_[-np.ones(count), np.zeros(kinds)], -2, -1),
        (np.r_[np.zeros(count), np.ones(kinds)], -1, 1),
        (np.r_[arcs.cost.astype(float), np.zeros(kinds)], 0, 1),
    ):
        answer = minimise(
            cost, rows, low, high, upper=upper, integer=whole, seconds=max(1.0, seconds / 3), start=found if len(found) else None, gap=0.5
        )
        if not len(answer.x):
            proven = False
            break
        found, reached = np.rint(answer.x), round(float(cost @ np.rint(answer.x)))
        proven &= math.ceil(answer.bound - 1e-6) >= reached
        if row:
            low[row], high[row] = (-reached, np.inf) if sign < 0 else (-np.inf, reached)
    if not len(found):
        return Filled(
            np.flatnonzero(np.isin(arcs.helped * arcs.size + arcs.helper, arcs.keys(start.pairs))),
            start.cost,
            start.bound - 1,
            [(at, int(lack)) for at, lack in enumerate(least) if lack],
        )
    pairs = np.flatnonzero(found[:count] > 0.5)
    cost_now = int(arcs.cost[pairs].sum())
    lacks = [(at, int(lack)) for at, lack in enumerate(np.maximum(0, least - sums[:, pairs].sum(1))) if lack > 0]
    return Filled(pairs, cost_now, cost_now if proven else min(start.bound, cost_now - 1), lacks)


def padded(rows: csr_matrix, columns: int) -> csr_matrix:
    """The matrix with empty columns at its right."""
    return csr_matrix((rows.data, rows.indices, rows.indptr), (rows.shape[0], rows.shape[1] + columns))


def counted(arcs: Arcs, quota: Quota, helped: Whole, helper: Whole) -> np.ndarray:
    """Which of these pairs a quota counts."""
    field = arcs.field
    role = np.array([not quota.role or bool(row.get(quota.role)) for row in field.helpers], bool)
    target = np.array(
        [
            (not quota.township or quota.township in (row.get("township"), row.get("township_name")))
            and (not quota.need or row.get("need") == quota.need)
            for row in field.helped
        ],
        bool,
    )
    return role[helper] & target[helped] if len(helper) else np.zeros(0, bool)
