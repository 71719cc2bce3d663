"""What proves a plan under quotas: prices of the quotas (Lagrange) beside those of helped and helpers, all whole, that anybody can check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import block_array, csr_matrix

from planning.exact import minimise
from planning.pairing_groups import Whole
from planning.pairing_net import Net, solved, worths

if TYPE_CHECKING:
    from planning.pairing_quota import Counted, Model

SCALES = (1, 2, 3, 4, 6, 12, 60)
"""By which costs are multiplied so that prices, which may be fractions, are whole numbers."""
NEAR = 1e-6


@dataclass(frozen=True)
class QuotaPrices:
    """Prices, in any unit: of a hundredth of a km, of a place left open, of what fills no first place, of a pair lacking to a quota; for
    each quota of a pair below its least and of one above its most. No price of `least` is above `lack`."""

    way: int
    open: int
    first: int
    lack: int
    least: list[int]
    most: list[int]

    def part(self, quotas: slice) -> QuotaPrices:
        """The same for some of the quotas."""
        return replace(self, least=self.least[quotas], most=self.most[quotas])

    def to_json(self) -> dict[str, object]:
        """As JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Proof:
    """Prices of quotas, the worth of every node of the network under them, and the bound that they prove together."""

    prices: QuotaPrices
    worth: Whole
    bound: int

    def of(self, clients: slice, helpers: slice, tolls: Whole, quotas: slice) -> dict[str, object]:
        """What concerns one programme, as JSON: the nodes of its clients and helpers, what helpers cost over several, its quotas."""
        return {
            "prices": [self.worth[clients].tolist(), self.worth[helpers].tolist()],
            "tolls": self.worth[tolls].tolist(),
            "quota_prices": self.prices.part(quotas).to_json(),
        }


STAGES = ("open", "first", "lack", "way")
"""What is made as small as can be, one after the other: open places, what fills no first place, pairs lacking to quotas, the cost."""


def proof(found: Net, whole: Model, asks: Sequence[Counted], goals: Sequence[np.ndarray], x: np.ndarray, seconds: float) -> Proof | None:
    """That nothing makes the last of the goals smaller than `x` does and reaches those before as well: a linear programme prices the
    quotas, a flow all else.

    `goals` are of `STAGES`, over the columns of `whole`. None where the programme was not solved in time.
    """
    count, before, values = len(asks), goals[:-1], [float(goal @ x) for goal in goals[:-1]]
    rows = csr_matrix(block_array([[whole.rows], [csr_matrix(np.array(before))]])) if before else whole.rows
    answer = minimise(goals[-1], rows, np.r_[whole.low, np.full(len(before), -np.inf)], np.r_[whole.high, values], upper=whole.upper, seconds=seconds)
    if answer.status != "Optimal":
        return None
    told = answer.duals[len(whole.low) - 2 * count :]
    real = np.maximum(0, np.r_[told[:count], -told[count:]])
    scale = next((one for one in SCALES if np.abs(real * one - np.rint(real * one)).max() < NEAR), SCALES[-1])
    price = np.rint(real * scale).astype(np.int64)
    least, most = price[:count].tolist(), price[count : 2 * count].tolist()
    each = dict.fromkeys(STAGES, 0) | dict(zip(STAGES, [*price[2 * count :].tolist(), scale], strict=False))
    each["lack"] = max(each["lack"], *least)
    paid = sum(one * goal for one, goal in zip(each.values(), goals, strict=False))[: whole.arcs].astype(np.int64)
    for one, below, above in zip(asks, least, most, strict=True):
        paid[one.arcs] += above - below
    net = replace(found, cost=paid)
    used = solved(net)
    bound = int(used @ paid) + sum(below * one.least - (above * int(one.most) if above else 0) for one, below, above in zip(asks, least, most, strict=True))
    bound -= sum(one * round(value) for one, value in zip(each.values(), values, strict=False))
    return Proof(QuotaPrices(each["way"], each["open"], each["first"], each["lack"], least, most), worths(net, used), -(-bound // scale))
