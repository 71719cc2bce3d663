"""How many places of several programmes can be filled where quotas have a most: mixed-integer programmes between whole groups."""

from __future__ import annotations

import numpy as np
from scipy.sparse import block_array, csr_matrix

from planning.pairing_capped import Search
from planning.pairing_groups import Whole
from planning.pairing_joint_groups import Groups
from planning.pairing_quota import model
from planning.pairing_together import Joint


class JointSearch(Search):
    """The network of several programmes under the most of their quotas."""

    def __init__(self, joint: Joint, seconds: float) -> None:
        super().__init__(seconds)
        self.groups, self.asks, self.net = Groups(joint), joint.asks, joint.plans[0].net
        self.wants, self.none, self.fewest = int(self.net.holds[: self.net.clients].sum()), np.zeros(len(joint.keys), np.int64), -1

    def priced(self, holds: Whole, price: Whole) -> tuple[int, bool]:
        """The least price of a flow that leaves as few places open as can be, and whether it is proved: how places are told apart changes
        nothing of that number."""
        if self.fewest < 0:
            self.fewest = self.answer(holds, np.zeros_like(price), self.none)
        return self.answer(holds, price, self.none, self.fewest), self.sure

    def most(self, more: Whole) -> int:
        """How many places can be filled at most where persons hold so many more over all."""
        return self.wants - self.answer(self.net.holds, np.zeros_like(self.net.cost), more)

    def used(self, more: Whole, best: int) -> int:
        """How many of the places beyond are needed at least to fill so many."""
        return self.answer(self.net.holds, np.zeros_like(self.net.cost), more, self.wants - best)

    def answer(self, holds: Whole, price: Whole, more: Whole, open_: int | None = None) -> int:
        """The least number of open places; where it is given, the least price."""
        if self.over:
            return self.unknown(self.wants)
        net, asks = self.groups.shape(holds, price, more, self.asks)
        whole = model(net, asks)
        left = (np.arange(len(whole.upper)) < net.clients).astype(float)
        goal = left if open_ is None else np.r_[net.cost, np.zeros(len(asks))].astype(float)
        rows = csr_matrix(block_array([[whole.rows], [csr_matrix(left)]]))
        high = np.r_[whole.high, self.wants if open_ is None else open_]
        return self.least(goal, rows, np.r_[whole.low, -np.inf], high, whole.upper, whole.whole)
