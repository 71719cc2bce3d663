"""Quotas that overlap (township × role × need) are no flow: a mixed-integer programme, coverage first, first places, quotas, then cost."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.sparse import block_array, coo_matrix, csr_matrix, eye_array

from planning.answers import Clock
from planning.exact import minimise
from planning.pairing_arcs import Arcs
from planning.pairing_groups import Row, Whole
from planning.pairing_net import Ends
from planning.pairing_rules import UNIT, Quota


@dataclass(frozen=True)
class Filled:
    """Numbers of arcs, what they cost, what none can undercut, and (quota, pairs lacking) of the quotas that fall short."""

    pairs: Whole
    cost: int
    bound: int
    short: list[tuple[int, int]]


@dataclass(frozen=True)
class Model:
    """Columns: arcs, wanted places filled, first places filled, what each quota lacks, places of the helpers where evenness counts."""

    rows: csr_matrix
    low: np.ndarray
    high: np.ndarray
    upper: np.ndarray
    parts: tuple[slice, ...]


def model(arcs: Arcs, ends: Ends, fixed: Whole) -> Model:
    """Every rule as a row. Needs every arc to be held."""
    field, count, clients, helpers = arcs.field, len(arcs.cost), len(ends.wants), len(ends.room)
    quotas = field.rules.quotas
    at = np.arange(count)
    served = csr_matrix(coo_matrix((np.ones(count), (arcs.helped, at)), (clients, count)))
    load = csr_matrix(coo_matrix((np.ones(count), (arcs.helper, at)), (helpers, count)))
    sums = csr_matrix(np.array([counted(arcs, quota, arcs.helped, arcs.helper) for quota in quotas], float).reshape(len(quotas), count))
    had = [int(counted(arcs, quota, fixed[:, 0], fixed[:, 1]).sum()) for quota in quotas]
    least = np.array([max(0, quota.at_least - held) for quota, held in zip(quotas, had, strict=True)], float)
    most = np.array([math.inf if quota.at_most is None else max(0, quota.at_most - held) for quota, held in zip(quotas, had, strict=True)])
    own = np.repeat(np.arange(helpers), ends.room if ends.even else 0)
    places = csr_matrix(coo_matrix((np.ones(len(own)), (own, np.arange(len(own)))), (helpers, len(own))))
    sizes = (count, clients, helpers, len(quotas), len(own))
    rows = [
        ([served, None, None, None, None], np.zeros(clients), ends.supply),
        ([load, None, None, None, None], np.zeros(helpers), ends.room),
        ([served, -eye_array(clients), None, None, None], np.zeros(clients), np.full(clients, np.inf)),
        ([load, None, -eye_array(helpers), None, None], np.zeros(helpers), np.full(helpers, np.inf)),
        ([sums, None, None, eye_array(len(quotas)), None], least, np.full(len(quotas), np.inf)),
        ([sums, None, None, None, None], np.full(len(quotas), -np.inf), most),
    ]
    if ends.even:
        rows.append(([load, None, None, None, -places], np.zeros(helpers), np.zeros(helpers)))
    whole = block_array(
        [[part if part is not None else csr_matrix((len(low), size)) for part, size in zip(row, sizes, strict=True)] for row, low, _ in rows]
    )
    starts = np.cumsum([0, *sizes])
    return Model(
        csr_matrix(whole),
        np.concatenate([low for _, low, _ in rows]),
        np.concatenate([high for _, _, high in rows]).astype(float),
        np.r_[np.ones(count), ends.wants, ends.least, least, np.ones(len(own))].astype(float),
        tuple(slice(a, b) for a, b in zip(starts, starts[1:], strict=False)),
    )


def filled(arcs: Arcs, ends: Ends, fixed: Whole, clock: Clock) -> Filled:
    """The cheapest plan under the quotas; those that cannot be filled fall as little short as can be."""
    found = model(arcs, ends, fixed)
    pairs_, wants, first, lacks, places = found.parts
    cost = np.zeros(found.rows.shape[1])
    cost[pairs_] = arcs.cost
    turn = np.concatenate([np.arange(1, n + 1) for n in ends.room]) if ends.even and len(ends.room) else np.empty(0)
    cost[places] = ends.even * (2 * turn - 1)
    goals = [(one, sign) for one, sign in ((wants, -1.0), (first, -1.0), (lacks, 1.0)) if one.stop > one.start and found.upper[one].any()]
    rows, low, high, x, sure = found.rows, found.low, found.high, np.empty(0), True
    share = max(1.0, clock.left() / (len(goals) + 1))
    for part, sign in goals:
        goal = np.zeros(rows.shape[1])
        goal[part] = sign
        answer = minimise(goal, rows, low, high, upper=found.upper, integer=whole_columns(found), seconds=share, start=x if len(x) else None, gap=0.5)
        if not len(answer.x):
            break
        x = np.rint(answer.x)
        reached = float(goal @ x)
        sure &= safe(answer.bound) >= reached
        rows = csr_matrix(block_array([[rows], [csr_matrix(goal)]]))
        low, high = np.r_[low, -np.inf], np.r_[high, reached]
    if not len(x):
        return Filled(np.empty(0, np.int64), 0, -1, lacking(found.upper[lacks]))  # no plan in time: none is claimed
    answer = minimise(cost, rows, low, high, upper=found.upper, integer=whole_columns(found), seconds=max(1.0, clock.left()), start=x, gap=0.5)
    x, bound = (answer.x, safe(answer.bound)) if len(answer.x) else (x, 0)
    pairs = np.flatnonzero(x[pairs_] > 0.5)
    load = np.bincount(arcs.helper[pairs], minlength=len(ends.room))
    value = int(arcs.cost[pairs].sum()) + ends.even * int((load * load).sum())
    bound = min(bound, value) if sure else min(bound, value - 1)
    clock.tell(value / UNIT, bound / UNIT)
    return Filled(pairs, value, bound, lacking(x[lacks]))


def whole_columns(found: Model) -> np.ndarray:
    """Only the arcs need be whole: the others then are by themselves."""
    whole = np.zeros(found.rows.shape[1], bool)
    whole[found.parts[0]] = True
    return whole


def safe(bound: float) -> int:
    """A bound on a whole cost, rounded up only where the arithmetic cannot have lifted it over a whole number.

    >>> safe(6.9999999), safe(6.4), safe(7.0000001), safe(float("-inf"))
    (7, 7, 7, 0)
    """
    return math.ceil(bound - 1e-6 * max(1.0, abs(bound))) if math.isfinite(bound) else 0


def lacking(values: np.ndarray) -> list[tuple[int, int]]:
    """(number, how many) of those that lack any."""
    return [(at, int(lack)) for at, lack in enumerate(np.rint(values).tolist()) if lack > 0]


def counted(arcs: Arcs, quota: Quota, helped: Whole, helper: Whole) -> np.ndarray:
    """Which of these pairs a quota counts."""
    one = np.array([of_helper(row, quota) for row in arcs.field.helpers], bool)
    other = np.array([of_helped(row, quota) for row in arcs.field.helped], bool)
    return one[helper] & other[helped] if len(helper) else np.zeros(0, bool)


def of_helper(row: Row, quota: Quota) -> bool:
    """Whether a quota counts this helper."""
    return bool(not quota.role or row.get(quota.role)) and quota.helper in ("", row.get("type"))


def of_helped(row: Row, quota: Quota) -> bool:
    """Whether a quota counts this one helped."""
    return (
        (not quota.township or quota.township in (row.get("township"), row.get("township_name")))
        and quota.need in ("", row.get("need"))
        and quota.state in ("", row.get("state"))
        and quota.helped in ("", row.get("type"))
    )
