"""Row weighting local search for unicost set covering (Gao, Weise and Li, 2015): take one point away, repair, weigh what stays open."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Sequence
from itertools import pairwise

from scipy.sparse import csr_matrix

PAUSE = 2_048
"""Steps between two looks at whether to stop."""
SAMPLE = 300
"""Chosen points looked at before one is taken away; of 3,000 villages that is all of them, which finds better plans than a sample."""


def search(
    reach: csr_matrix, chosen: list[int], bound: int, seconds: float, seed: int = 0, tell: Callable[[int], bool | None] = lambda n: None
) -> list[int]:
    """A cover with as few columns as the time allows, never more than `chosen`; ends early at `bound` columns or when `tell` answers True.

    Plain Python on tuples: a step touches some thirty rows, too few for array calls to pay.
    """
    columns = reach.tocsc()
    rows = [tuple(reach.indices[a:b].tolist()) for a, b in pairwise(reach.indptr)]
    cover = [tuple(columns.indices[a:b].tolist()) for a, b in pairwise(columns.indptr)]
    uniform = random.Random(seed).random
    weight, times, only = [1] * len(rows), [0] * len(rows), [0] * len(rows)
    score, stamp, free, place = [0] * len(cover), [0] * len(cover), [True] * len(cover), [-1] * len(cover)
    plan: list[int] = []
    open_rows: list[int] = []
    where = [-1] * len(rows)
    for j in chosen:
        place[j] = len(plan)
        plan.append(j)
        for i in cover[j]:
            times[i] += 1
            only[i] += j
    for i, n in enumerate(times):
        if n == 1:
            score[only[i]] -= 1
    best, last, step = list(plan), -1, 0
    end = time.perf_counter() + seconds

    def pick(among: Sequence[int]) -> int:
        """The best score, of equal ones the longest untouched; never what was just put in, unless alone."""
        found, top, oldest = -1, -math.inf, 0
        for j in among:
            s = score[j]
            if j != last and (s > top or (s == top and stamp[j] < oldest)):
                found, top, oldest = j, s, stamp[j]
        return found if found >= 0 else among[0]

    def take_away(j: int) -> None:
        score[j] = -score[j]
        at, moved = place[j], plan[-1]
        plan[at], place[moved], place[j] = moved, at, -1
        plan.pop()
        for i in cover[j]:
            times[i] -= 1
            only[i] -= j
            if times[i] == 0:
                where[i] = len(open_rows)
                open_rows.append(i)
                for other in rows[i]:
                    free[other] = True
                    if other != j:
                        score[other] += weight[i]
            elif times[i] == 1:
                score[only[i]] -= weight[i]
        free[j], stamp[j] = False, step

    while step % 64 or time.perf_counter() < end:
        step += 1
        if step % PAUSE == 0 and tell(len(best)):
            break
        while not open_rows:
            if len(plan) < len(best):
                best = list(plan)
                tell(len(best))
            if len(best) <= bound:
                return best
            take_away(pick(plan))
        take_away(pick(plan if len(plan) <= SAMPLE else [plan[int(uniform() * len(plan))] for _ in range(SAMPLE)]))
        i = open_rows[int(uniform() * len(open_rows))]
        j = pick([j for j in rows[i] if free[j]] or rows[i])
        score[j], place[j] = -score[j], len(plan)
        plan.append(j)
        for i in cover[j]:
            times[i] += 1
            if times[i] == 1:
                at, moved = where[i], open_rows[-1]
                open_rows[at], where[moved], where[i] = moved, at, -1
                open_rows.pop()
                for other in rows[i]:
                    free[other] = True
                    if other != j:
                        score[other] -= weight[i]
            elif times[i] == 2:
                score[only[i]] += weight[i]
            only[i] += j
        stamp[j], last = step, j
        for i in open_rows:
            weight[i] += 1
            for other in rows[i]:
                score[other] += 1
    return best
