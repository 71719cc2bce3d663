"""How far one quota alone would have to give: as trying all sets of pairs says."""

from dataclasses import replace

import numpy as np

from planning.pairing_plan import plan_pairs
from planning.pairing_quota_bends import quota_bends
from planning.pairing_rules import Quota
from tests.planning_cases import COUNT, case


def all_sets(field):
    """(places filled, pairs that each quota counts) of every set of pairs that keeps limits and wants."""
    barred = set(map(tuple, field.never.tolist()))
    pairs = [(i, j) for i in range(len(field.helped)) for j in range(len(field.helpers)) if (i, j) not in barred]
    pairs = [pair for pair in pairs if field.costs(*(np.array([n]) for n in pair))[0] >= 0]
    sets = (np.arange(2 ** len(pairs))[:, None] >> np.arange(len(pairs))) & 1
    one, other = (sets @ np.array([[pair[n] == at for at in range(size)] for pair in pairs], int).reshape(-1, size) for n, size in ((0, len(field.helped)), (1, len(field.helpers))))
    counts = [sets @ np.array([quota.of_helper(field.helpers[j]) and quota.of_helped(field.helped[i]) for i, j in pairs], int).reshape(-1) for quota in field.rules.quotas]
    fits = (other <= field.room).all(1) & (one <= field.wants + field.extra).all(1)
    return np.minimum(one, field.wants).sum(1)[fits], np.array(counts)[:, fits]


def test_one_quota_gives_as_little_as_serves():
    below = above = 0
    for seed in range(COUNT):
        helpers, helped, current, rules = case(seed)
        quotas = (Quota(seed % 3, (None, 1, 2)[seed % 3], role="committee"), Quota(1 + seed % 2, (None, 2)[seed % 2], role="reserve", township=("", "t1")[seed % 2]))
        plan = plan_pairs(helpers, helped, current, rules := replace(rules, must=(), fair="", quotas=quotas))
        found = quota_bends(plan)
        assert all(one.sure for one in found)
        filled, counts = all_sets(plan.field)
        now = int(plan.ends.wants.sum()) - len(plan.left)
        lacks = [np.maximum(0, quota.at_least - count) for quota, count in zip(quotas, counts, strict=True)]
        over = [np.zeros_like(count) if quota.at_most is None else np.maximum(0, count - quota.at_most) for quota, count in zip(quotas, counts, strict=True)]
        expected = []
        for at, quota in enumerate(quotas):
            kept = (filled >= now) & (sum(over) == 0) & (lacks[1 - at] == 0)
            if plan.short and quota.at_least and kept.any():
                expected.append((at, int(lacks[at][kept].min()), 0, len(plan.left)))
                below += 1
            free = over[1 - at] == 0
            best = int(filled[free].max())
            if quota.at_most is not None and plan.left and best > now:
                expected.append((at, 0, int(over[at][free & (filled == best)].min()), int(plan.ends.wants.sum()) - best))
                above += 1
        assert [(one.quota, one.below, one.above, one.left) for one in found] == expected, (seed, rules)
    assert below
    assert above
