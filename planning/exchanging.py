"""Most people within reach by exchanges: always the best one of a chosen and an unchosen candidate, whether better or worse.

What was moved rests for a while, so that the search leaves the plans that no single exchange betters (tabu search; Glover, 1989).
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from planning.answers import Clock
from planning.growing import entries

ROOM = 4_000_000
"""Points × candidates up to which every exchange is weighed in every turn."""
REST = 20
"""Turns that a moved candidate rests at least, and up to three times as many."""
NEVER = -1e12


def covered(reach: csr_matrix, weights: np.ndarray, chosen: np.ndarray) -> float:
    """The weight that the chosen candidates reach."""
    return float(weights[np.asarray(reach[:, chosen].sum(1)).ravel() > 0].sum())


class Exchanges:
    """A plan, and what each exchange of one of its places for an unchosen candidate would gain, kept up from turn to turn.

    The gain is what the opened one reaches of those missed, less what only the closed one reaches, plus those of them that the opened
    one reaches too. Single precision: it only guides, the value of a plan is counted anew.
    """

    def __init__(self, reach: csr_matrix, weights: np.ndarray, plan: np.ndarray):
        self.reach, self.columns, self.weights = reach, reach.tocsc(), weights.astype(np.float32)
        self.wide, self.plan = np.diff(reach.indptr), np.array(plan)
        clients, candidates = reach.shape
        self.times, self.places = np.zeros(clients, int), np.zeros(clients, int)
        for place, candidate in enumerate(self.plan):
            self.times[self.of(candidate)] += 1
            self.places[self.of(candidate)] += place  # where one place alone reaches a client, this is that place
        self.gain = np.zeros(candidates, np.float32)
        self.barred = np.zeros(candidates, np.float32)
        self.barred[self.plan] = NEVER
        self.loss = np.zeros(len(self.plan), np.float32)
        self.both = np.zeros((len(self.plan), candidates), np.float32)
        self.sums = np.empty_like(self.both)
        self.count(np.arange(clients), 1)

    def of(self, candidate: int) -> np.ndarray:
        """The clients that a candidate reaches."""
        return self.columns.indices[self.columns.indptr[candidate] : self.columns.indptr[candidate + 1]]

    def count(self, clients: np.ndarray, sign: int) -> None:
        """Puts what clients who are missed, or reached once, mean for the exchanges in, or with −1 takes it out."""
        missed, once = clients[self.times[clients] == 0], clients[self.times[clients] == 1]
        at, worth, _ = self.spread(missed, sign)
        np.add.at(self.gain, at, worth)
        np.add.at(self.loss, self.places[once], sign * self.weights[once])
        at, worth, wide = self.spread(once, sign)
        np.add.at(self.both.ravel(), np.repeat(self.places[once] * self.both.shape[1], wide) + at, worth)

    def spread(self, clients: np.ndarray, sign: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """All candidates of these clients in a row, with the client's weight beside each, and how many each client has."""
        wide = self.wide[clients]
        return entries(self.reach, clients), np.repeat(sign * self.weights[clients], wide), wide

    def best(self, resting: np.ndarray, aim: float) -> tuple[int, int, float]:
        """The place, the candidate and the gain of the best exchange; one of a resting candidate only where it gains more than `aim`."""
        np.add(self.both, self.gain + self.barred, out=self.sums)
        self.sums -= self.loss[:, None]
        at = int(self.sums.argmax())
        if self.sums.flat[at] <= aim:
            self.sums[:, resting] = NEVER
            self.sums[resting[self.plan]] = NEVER
            at = int(self.sums.argmax())
        return *divmod(at, self.sums.shape[1]), float(self.sums.flat[at])

    def make(self, place: int, opened: int) -> int:
        """Makes an exchange; the candidate that was closed."""
        closed = int(self.plan[place])
        touched = np.union1d(self.of(closed), self.of(opened))
        self.count(touched, -1)
        for candidate, step in ((closed, -1), (opened, 1)):
            self.times[self.of(candidate)] += step
            self.places[self.of(candidate)] += step * place
        self.count(touched, 1)
        self.barred[[closed, opened]] = 0, NEVER
        self.plan[place] = opened
        return closed


def exchange(reach: csr_matrix, weights: np.ndarray, chosen: np.ndarray, seconds: float, random: np.random.Generator) -> np.ndarray:
    """The best plan met in so many seconds from `chosen` on; never a worse one."""
    clock, search = Clock(seconds), Exchanges(reach, weights, chosen)
    rests = np.zeros(reach.shape[1], int)
    least = min(REST, max(1, len(chosen) // 5))
    value = best = covered(reach, weights, chosen)
    kept, turn, margin = search.plan.copy(), 0, 1e-4 * float(weights.mean())
    while clock.left() > 0:
        turn += 1
        place, opened, gain = search.best(rests > turn, best - value + margin)
        if gain <= NEVER / 2:  # everything rests
            continue
        closed = search.make(place, opened)
        value += gain
        rests[[closed, opened]] = turn + random.integers(least, 3 * least, 2)
        if value > best + margin:
            best, kept = value, search.plan.copy()
    return kept if covered(reach, weights, kept) > covered(reach, weights, chosen) else np.array(chosen)
