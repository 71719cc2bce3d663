"""Small random counties for pairing plans, and every plan there is on them, tried one by one."""

import os
import random

import numpy as np

from planning.pairing_rules import Category, Limit, Quota, Rules

LONG = os.environ.get("LIANJIAN_LONG") == "1"
COUNT = 2_000 if LONG else 200
FEW = 2_000 if LONG else 40
"""Counties that are tried where every value of a rule is."""


def people(count, kind, r):
    """Rows of invented helpers or helped in four villages of three townships."""
    found = []
    for number in range(count):
        village = r.randrange(4)
        found.append(
            {
                "key": f"{kind}:{number}",
                "type": kind,
                "township": f"t{village % 3}",
                "village": f"v{village}",
                "lat": 40 + village * 0.1,
                "lon": 110 + village % 3 * 0.05,
                "need": r.choice("ab"),
                "skill": r.choice("ab"),
                "state": r.choice("xy"),
                "capacity": r.choice([None, 1, 2]),
                "committee": r.random() < 0.4,
                "reserve": r.random() < 0.3,
                "elsewhere": r.randrange(3),
            }
        )
    return found


def case(seed):
    """A small county with rules of any kind: (helpers, helped, pairs of today, rules)."""
    r = random.Random(seed)
    helpers, helped = people(r.randint(1, 3), "Member", r), people(r.randint(1, 4), "Household", r)
    current = [(r.choice(helpers)["key"], row["key"]) for row in helped if r.random() < 0.5]

    def some(count):
        return tuple(sorted({(r.choice(helpers)["key"], r.choice(helped)["key"]) for _ in range(count)}))

    never = some(r.choice([0, 0, 2]))
    must = tuple(set(some(r.choice([0, 0, 1]))) - set(never))
    rules = Rules(
        "p",
        each=r.choice([1, 1, 2]),
        up_to=r.choice([0, 0, 2, 3]),
        max_load=r.choice([1, 2]),
        own_capacity=r.random() < 0.3,
        joint=r.choice([0, 0, 3]),
        same_township=r.random() < 0.4,
        km=r.choice([0, 8, 20]),
        match=r.choice(["", "prefer", "must"]),
        keep_km=r.choice([0, 3, 100]),
        load_km=r.choice([0, 0, 1.5]),
        fair=r.choice(["", "", "even", "variance", "smallest"]),
        elsewhere_km=r.choice([0, 2]),
        must=must,
        never=never,
        limits=r.choice([(), (), (Limit("committee", least=r.choice([1, 2]), most=3),), (Limit(type="Member", least=1), Limit("reserve", most=1))]),
        categories=r.choice([(), (), (Category(2, 3, state="x"),)]),
        quotas=r.choice(
            [(), (), (Quota(r.choice([0, 1, 2]), r.choice([None, 2]), role="committee"), Quota(1, role="reserve", township="t1", need=r.choice(["", "a"])))]
        ),
    )
    return helpers, helped, current, rules


def best(field, even):
    """(open, below the least, quota pairs lacking, cost) of the best of all sets of pairs."""
    rules, helpers, helped = field.rules, field.helpers, field.helped
    barred = set(map(tuple, field.never.tolist()))
    pairs = [(i, j) for i in range(len(helped)) for j in range(len(helpers)) if (i, j) not in barred]
    costs = [int(field.costs(np.array([i]), np.array([j]))[0]) for i, j in pairs]
    arcs = [(i, j, cost) for (i, j), cost in zip(pairs, costs, strict=True) if cost >= 0]
    sets = (np.arange(2 ** len(arcs))[:, None] >> np.arange(len(arcs))) & 1
    one, other = (np.array([[arc[n] == at for at in range(size)] for arc in arcs], int).reshape(-1, size) for n, size in ((0, len(helped)), (1, len(helpers))))
    served, load = sets @ one, sets @ other
    counts = [
        sets @ np.array([quota.of_helper(helpers[j]) and quota.of_helped(helped[i]) for i, j, _ in arcs], int).reshape(-1)
        for quota in rules.quotas
    ]
    fits = (load <= field.room).all(1) & (served <= field.wants + field.extra).all(1)
    for count, quota in zip(counts, rules.quotas, strict=True):
        fits &= count <= (10**9 if quota.at_most is None else quota.at_most)
    left = np.maximum(0, field.wants - served).sum(1)
    if rules.fair == "smallest":
        most = load[fits & (left == left[fits].min())].max(1).min()
        fits &= load.max(1) <= max(most, int(field.least.max(initial=0)))
    low = np.maximum(0, field.least - load).sum(1)
    short = sum((np.maximum(0, quota.at_least - count) for count, quota in zip(counts, rules.quotas, strict=True)), np.zeros(len(sets), int))
    cost = sets @ np.array([arc[2] for arc in arcs], int).reshape(-1) + even * (load * load).sum(1)
    at = np.flatnonzero(fits)
    first = at[np.lexsort((cost[at], short[at], low[at], left[at]))[0]]
    return int(left[first]), int(low[first]), int(short[first]), int(cost[first])
