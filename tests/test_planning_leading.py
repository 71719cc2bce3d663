"""Strong villages help weak ones: as good as every choice there is on small counties, and checked by the verifier."""

import itertools
import json
import random
from dataclasses import replace

import pytest

from planning import leading
from planning.leading import bends, lead_document, plan_leading
from planning.leading_model import Ground
from planning.leading_rules import LeadRules, units
from planning.verify_leading import verify
from tests.planning_cases import COUNT, FEW


def county(seed):
    """(leaders that may be, led, pairs of today, rules); some villages are on both lists."""
    r = random.Random(seed)
    rows = [
        {
            "key": f"Village:{n}",
            "lat": 36 + r.random() / 8,
            "lon": 117 + r.random() / 8,
            "strength": r.choice([None, 0.1, 0.4, 0.6, 0.9]),
            "industry": r.choice(["", "a", "b"]),
            "area": r.choice(["", "x", "y"]),
        }
        for n in range(6)
    ]
    leaders, led = rows[: r.randint(1, 3)], rows[r.randint(2, 3) :]
    pairs = [(a["key"], b["key"]) for a in leaders for b in led if a is not b]
    rules = LeadRules(
        leaders=r.choice([0, 1, 2]),
        capacity=r.choice([1, 2, 4]),
        km=r.choice([0, 12]),
        gap=r.choice([0, 0.1, 0.4]),
        gap_km=r.choice([0, 0.5]),
        areas=r.choice(["", "prefer", "must"]),
        open_km=r.choice([0, 5]),
        keep_km=r.choice([0, 4]),
        never=tuple(r.sample(pairs, min(len(pairs), r.choice([0, 0, 1])))),
    )
    return leaders, led, r.sample(pairs, min(len(pairs), 2)), rules


def best(ground):
    """(left, cost) of the best of all choices."""
    rules, n, m = ground.rules, len(ground.led), len(ground.leaders)
    found = None
    for opened in itertools.product([False, True], repeat=m):
        if rules.leaders and sum(opened) > rules.leaders:
            continue
        own = {ground.led_at[row["key"]] for row, on in zip(ground.leaders, opened, strict=True) if on and row["key"] in ground.led_at}
        ways = [[None] if i in own else [None, *(j for j in range(m) if opened[j] and ground.cost[i, j] >= 0)] for i in range(n)]
        for some in itertools.product(*ways):
            if any(some.count(j) > rules.capacity for j in range(m)):
                continue
            if any(on and j not in some and ground.leaders[j]["key"] not in rules.lead for j, on in enumerate(opened)):
                continue
            held = {(ground.areas[i], j) for i, j in enumerate(some) if j is not None and ground.areas[i]}
            if rules.areas == "must" and len({area for area, _ in held}) < len(held):
                continue
            cost = sum(int(ground.cost[i, j]) for i, j in enumerate(some) if j is not None) + units(rules.open_km) * sum(opened)
            cost += units(rules.area_km) * len(held) if rules.areas == "prefer" else 0
            value = (n - sum(j is not None for j in some) - len(own), cost)
            found = value if found is None else min(found, value)
    return found


def test_no_choice_is_better_and_the_verifier_agrees():
    for seed in range(COUNT):
        leaders, led, current, rules = county(seed)
        plan = plan_leading(leaders, led, current, rules)
        assert plan.proven
        assert (len(plan.left), plan.cost) == best(Ground(leaders, led, current, rules)), seed
        verdict = verify(leaders, led, current, json.loads(json.dumps(lead_document(plan))))
        assert verdict.holds, (seed, verdict.wrong)
        assert verdict.bound <= plan.cost


def test_what_is_chosen_part_by_part_is_never_called_better_than_it_is(monkeypatch):
    monkeypatch.setattr(leading, "SMALL", 0)
    monkeypatch.setattr(leading, "WHOLE", 0)
    as_good = 0
    for seed in range(FEW):
        leaders, led, current, rules = county(seed)
        plan, (left, cost) = plan_leading(leaders, led, current, rules), best(Ground(leaders, led, current, rules))
        verdict = verify(leaders, led, current, lead_document(plan))
        assert verdict.holds, (seed, verdict.wrong)
        assert (len(plan.left), plan.cost) >= (left, cost)
        assert len(plan.left) > left or plan.bound <= cost
        assert verdict.bound >= plan.bound or plan.proven
        as_good += (len(plan.left), plan.cost) == (left, cost)
    assert as_good > 0.9 * FEW


@pytest.mark.parametrize("areas", ["prefer", "must"])
@pytest.mark.parametrize("both", [False, True])
def test_hundreds_of_villages_all_get_a_leader(areas, both):
    r = random.Random(7)
    rows = [
        {"key": f"Village:{n}", "lat": 36 + r.random() / 2, "lon": 117 + r.random() / 2, "strength": 0.9 if n < 60 else 0.3, "industry": r.choice("abc"), "area": str(n % 20)}
        for n in range(300)
    ]
    leaders, led = (rows, rows) if both else (rows[:60], rows[60:])
    plan = plan_leading(leaders, led, [], LeadRules(areas=areas, capacity=20), seconds=3)
    verdict = verify(leaders, led, [], lead_document(plan))
    assert verdict.holds, verdict.wrong
    assert len(plan.left) <= 60 * both
    assert 0 < verdict.bound <= plan.bound <= plan.cost


SPOIL = {
    "another leader": lambda told: told["pairs"][0].__setitem__(0, "Village:none"),
    "a pair twice": lambda told: told["pairs"].append(told["pairs"][0]),
    "a pair lost": lambda told: told["pairs"].pop(),
    "a leader lost": lambda told: told["leaders"].clear(),
    "cheaper than it is": lambda told: told.update(cost=told["cost"] - 1),
    "a bound above the cost": lambda told: told.update(bound=told["cost"] + 1),
    "nobody left": lambda told: told["left"].append("Village:none"),
    "a smaller limit": lambda told: told["rules"].update(capacity=0),
}


def test_the_verifier_finds_every_choice_that_was_spoilt():
    spoilt = seed = 0
    while spoilt < COUNT:
        leaders, led, current, rules = county(seed)
        seed += 1
        told = json.loads(json.dumps(lead_document(plan_leading(leaders, led, current, rules))))
        if not told["pairs"]:
            continue
        name = list(SPOIL)[spoilt % len(SPOIL)]
        SPOIL[name](told)
        assert verify(leaders, led, current, told).wrong, (seed, name)
        spoilt += 1


def test_the_bound_without_a_search_is_that_of_the_plan_where_nothing_binds():
    rows = [{"key": f"Village:{n}", "lat": 36.0, "lon": 117 + n / 10, "strength": 0.9 if n < 2 else 0.1} for n in range(6)]
    plan = plan_leading(rows[:2], rows[2:], [], LeadRules(open_km=0, areas=""))
    assert verify(rows[:2], rows[2:], [], lead_document(plan)).bound == plan.cost == plan.bound


def test_the_least_bend_of_each_rule():
    rows = [{"key": f"Village:{n}", "lat": 36.0, "lon": 117 + n / 10, "strength": 0.9 if n < 1 else 0.1} for n in range(5)]
    rules = LeadRules(capacity=2, gap=0.5)
    assert len(plan_leading(rows[:1], rows[1:], [], rules).left) == 2
    assert bends(rows[:1], rows[1:], rules, 2) == [("capacity", 4.0, 0)]
    assert bends(rows[:1], rows[1:], replace(rules, capacity=9), 0) == []
