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
    """Prices in `scale`-ths of a cost: of a place left open, of what fills no first place, of a pair lacking to a quota; for each quota
    of a pair below its least and of one above its most. No price of `least` is above `lack`."""

    scale: int
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


def proof(found: Net, whole: Model, asks: Sequence[Counted], goals: Sequence[np.ndarray], cost: np.ndarray, x: np.ndarray, seconds: float) -> Proof | None:
    """What no plan can undercut that reaches the goals as well as `x` does: a linear programme prices the quotas, a flow all else.

    `goals` are open places, what fills no first place, and pairs lacking, over the columns of `whole`; `cost` is the rest of the
    network's cost. None where the programme was not solved in time.
    """
    count, values = len(asks), [float(goal @ x) for goal in goals]
    rows = csr_matrix(block_array([[whole.rows], [csr_matrix(np.array(goals))]]))
    answer = minimise(cost, rows, np.r_[whole.low, np.full(len(goals), -np.inf)], np.r_[whole.high, values], upper=whole.upper, seconds=seconds)
    if answer.status != "Optimal":
        return None
    told = answer.duals[-2 * count - len(goals) :]
    real = np.maximum(0, np.r_[told[:count], -told[count:]])
    scale = next((one for one in SCALES if np.abs(real * one - np.rint(real * one)).max() < NEAR), SCALES[-1])
    price = np.rint(real * scale).astype(np.int64)
    least, most, (open_, first, lack) = price[:count], price[count : 2 * count], price[2 * count :].tolist()
    prices = QuotaPrices(scale, open_, first, max(lack, int(least.max(initial=0))), least.tolist(), most.tolist())
    paid = (scale * cost + open_ * goals[0] + first * goals[1])[: whole.arcs].astype(np.int64)
    for one, below, above in zip(asks, prices.least, prices.most, strict=True):
        paid[one.arcs] += above - below
    net = replace(found, cost=paid)
    used = solved(net)
    bound = int(used @ paid) + sum(below * one.least - (above * int(one.most) if above else 0) for one, below, above in zip(asks, prices.least, prices.most, strict=True))
    bound -= sum(each * round(value) for each, value in zip((open_, first, prices.lack), values, strict=True))
    return Proof(prices, worths(net, used), -(-bound // scale))
