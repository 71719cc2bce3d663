"""Pairing: as good as every plan there is on small counties, proved, checked anew, and written so that undo takes it back."""

import json
import random
from dataclasses import replace
from datetime import date
from itertools import chain, combinations

import numpy as np
import pytest

from actions import proposals
from actions.history import undo
from actions.planning import Asked, PlanError, pair
from graphmodel.digest import digest
from planning import pairing_plan
from planning.answers import NoPlan
from planning.certificates import choices, gaps
from planning.pairing import assign
from planning.pairing_field import Field
from planning.pairing_plan import document, plan_pairs
from planning.pairing_reach import bends, in_order
from planning.pairing_rules import Quota, Rules, faults, rules_of
from planning.verify_pairing import verify
from tests import tiny

CASES = 60


def people(count, kind, r):
    """Rows of invented helpers or helped in four villages of three townships."""
    found = []
    for number in range(count):
        village = r.randrange(4)
        found.append(
            {
                "key": f"{kind}:{number}",
                "township": f"t{village % 3}",
                "village": f"v{village}",
                "lat": 40 + village * 0.1,
                "lon": 110 + village % 3 * 0.05,
                "need": r.choice("ab"),
                "skill": r.choice("ab"),
                "capacity": r.choice([None, 1, 2]),
                "committee": r.random() < 0.3,
                "elsewhere": r.randrange(3),
            }
        )
    return found


def case(seed):
    """A small county with rules of any kind."""
    r = random.Random(seed)
    helpers, helped = people(r.randint(1, 3), "Member", r), people(r.randint(1, 4), "Household", r)
    current = [(r.choice(helpers)["key"], row["key"]) for row in helped if r.random() < 0.5]

    def some(count):
        return tuple({(r.choice(helpers)["key"], r.choice(helped)["key"]) for _ in range(count)})

    never = some(r.choice([0, 0, 2]))
    must = tuple(set(some(r.choice([0, 0, 1]))) - set(never))
    rules = Rules(
        "p",
        each=r.choice([1, 1, 2]),
        max_load=r.choice([1, 2]),
        own_capacity=r.random() < 0.5,
        joint=r.choice([0, 3]),
        same_township=r.random() < 0.5,
        km=r.choice([0, 8, 20]),
        match=r.choice(["", "prefer", "must"]),
        keep_km=r.choice([0, 3, 100]),
        fair=r.choice(["", "even"]),
        elsewhere_km=r.choice([0, 2]),
        must=must,
        never=never,
    )
    return helpers, helped, current, rules


def best(field, even):
    """(places left open, cost) of the best of all sets of pairs, by trying each."""
    pairs = [(i, j) for i in range(len(field.helped)) for j in range(len(field.helpers)) if [i, j] not in field.never.tolist()]
    arcs = [(i, j, cost) for i, j in pairs if (cost := int(field.costs(np.array([i]), np.array([j]))[0])) >= 0]
    found = None
    for some in chain.from_iterable(combinations(arcs, n) for n in range(len(arcs) + 1)):
        load = [sum(j == at for _, j, _ in some) for at in range(len(field.helpers))]
        served = [sum(i == at for i, _, _ in some) for at in range(len(field.helped))]
        if any(map(int.__gt__, load, field.room.tolist())) or any(n > field.rules.each for n in served):
            continue
        value = (int(field.wants.sum()) - len(some), sum(cost for _, _, cost in some) + even * sum(n * n for n in load))
        found = value if found is None else min(found, value)
    return found


@pytest.mark.parametrize("seed", range(CASES))
def test_no_plan_is_better_and_the_verifier_agrees(seed):
    helpers, helped, current, rules = case(seed)
    rules = replace(rules, must=())
    plan = plan_pairs(helpers, helped, current, rules)
    assert (len(plan.left), plan.cost) == best(Field(helpers, helped, current, rules), 100 if rules.fair else 0)
    assert plan.proven
    verdict = verify(helpers, helped, current, json.loads(json.dumps(document(plan))))
    assert verdict.proven, verdict.wrong


@pytest.mark.parametrize("seed", range(CASES))
def test_prices_prove_as_much_when_pairs_are_priced_in_one_by_one(seed, monkeypatch):
    helpers, helped, current, rules = case(seed)
    try:
        plan = plan_pairs(helpers, helped, current, rules)
    except NoPlan:
        return
    monkeypatch.setattr(pairing_plan, "by_groups", pairing_plan.by_pairs)
    monkeypatch.setattr(pairing_plan, "HELD", 0)
    monkeypatch.setattr("planning.pairing_arcs.LIKELY", 2)
    monkeypatch.setattr("planning.pairing_arcs.MORE", 1)
    other = plan_pairs(helpers, helped, current, rules)
    assert other.proven
    assert (other.cost, len(other.left)) == (plan.cost, len(plan.left))


@pytest.mark.parametrize("seed", range(CASES))
def test_sets_explain_everyone_left_out_and_hold_too_few_places(seed):
    helpers, helped, current, rules = case(seed)
    plan = plan_pairs(helpers, helped, current, rules := replace(rules, must=()))
    found = gaps(plan)
    assert sum(gap.short for gap in found) == len(plan.left)
    for gap in found:
        if rules.each == 1:
            field = plan.field
            reached = {
                field.helpers[j]["key"]
                for key in gap.helped
                for j in range(len(helpers))
                if field.room[j]
                and field.costs(*(np.array([n]) for n in (field.helped_at[key], j)))[0] >= 0
                and (helpers[j]["key"], key) not in rules.never
            }
            assert reached <= set(gap.helpers)
        assert len(gap.helped) * rules.each > gap.places


@pytest.mark.parametrize("seed", range(CASES))
def test_an_exchange_costs_what_solving_again_says(seed):
    helpers, helped, current, rules = case(seed)
    rules = replace(rules, must=(), fair="")
    plan = plan_pairs(helpers, helped, current, rules)
    for own, one in plan.pairs[:2]:
        for choice in choices(plan, one, 9)[rules.each :]:
            if next(iter(a for a, b in plan.pairs if b == one)) != own:
                continue
            again = plan_pairs(helpers, helped, current, replace(rules, never=(*rules.never, (own, one)), must=((choice.helper, one),)))
            if len(again.left) > len(plan.left):
                continue
            assert choice.extra == pytest.approx((again.cost - plan.cost) / 100, abs=0.005)


@pytest.mark.parametrize("spoil", ["pair", "twice", "cost", "bound", "price", "left"])
def test_the_verifier_finds_a_plan_that_was_spoilt(spoil):
    for seed in range(CASES):
        helpers, helped, current, rules = case(seed)
        rules = replace(rules, must=(), fair="", max_load=1, each=1)
        plan = plan_pairs(helpers, helped, current, rules)
        told = json.loads(json.dumps(document(plan)))
        if len(plan.pairs) < 1 or not plan.cost:
            continue
        if spoil == "pair":
            told["pairs"][0][0] = "Member:none"
        elif spoil == "twice":
            told["pairs"].append(told["pairs"][0])
        elif spoil == "cost":
            told["cost"] -= 1
        elif spoil == "bound":
            told["prices"] = [[0] * len(helped), [0] * len(helpers)]
        elif spoil == "price":
            told["prices"][1] = [one + 10**6 for one in told["prices"][1]]
        else:
            told["left"].append(helped[0]["key"])
        assert verify(helpers, helped, current, told).wrong, seed


def test_the_least_bend_is_the_least():
    helper = {"key": "Member:1", "township": "t", "village": "v", "lat": 40.0, "lon": 110.0}
    far = {"key": "Member:2", "township": "u", "village": "w", "lat": 40.2, "lon": 110.0}
    helped = [{"key": f"Household:{n}", "township": "t", "village": "v", "lat": 40.0, "lon": 110.0} for n in range(3)]
    found = {bend.rule: bend for bend in bends(plan_pairs([helper, far], helped, [], Rules("p", max_load=1, km=40)).field)}
    assert (found["max_load"].value, found["max_load"].left, found["max_load"].used) == (3, 0, 2)
    assert (found["same_township"].left, found["same_township"].used) == (1, 1)
    assert found["km"].left == 2
    steps = in_order(plan_pairs([helper, far], helped, [], Rules("p", max_load=1, km=20)).field, ["same_township", "km", "max_load"])
    assert [(bend.rule, bend.left) for bend in steps] == [("max_load", 0)]
    steps = in_order(plan_pairs([helper, far], helped, [], Rules("p", max_load=1, km=40)).field, ["same_township", "km", "max_load"])
    assert [(bend.rule, bend.value, bend.left) for bend in steps] == [("same_township", 0, 1), ("max_load", 2, 0)]


def test_overlapping_quotas_are_met_or_said_to_be_short():
    helpers = [
        {"key": f"Member:{n}", "township": "t", "village": f"v{n}", "lat": 40 + n / 10, "lon": 110.0, "committee": n == 2} for n in range(3)
    ]
    helped = [{"key": f"Household:{n}", "township": "t", "village": "v0", "lat": 40.0, "lon": 110.0} for n in range(3)]
    free = plan_pairs(helpers, helped, [], Rules("p", max_load=3))
    bound = plan_pairs(helpers, helped, [], Rules("p", max_load=3, quotas=(Quota(2, role="committee", township="t"),)))
    assert sum(a == "Member:2" for a, _ in free.pairs) == 0
    assert sum(a == "Member:2" for a, _ in bound.pairs) == 2
    assert bound.cost > free.cost
    short = plan_pairs(helpers, helped, [], Rules("p", max_load=1, quotas=(Quota(2, role="committee"),)))
    assert short.short == [(0, 1)]


def test_every_arc_of_a_plain_assignment_is_weighed():
    r = random.Random(3)
    arcs = [(i, j, r.randrange(100)) for i in range(5) for j in range(5) if i == j or r.random() < 0.6]
    found = assign(*zip(*arcs, strict=True))
    plans = [some for some in combinations(arcs, 5) if len({arc[0] for arc in some}) == len({arc[1] for arc in some}) == 5]
    assert found.objective == found.bound == min(sum(arc[2] for arc in some) for some in plans)


def test_wrong_rules_are_told_all_at_once():
    assert len(faults(Rules(each=0, km=-1, match="x"))) == 3
    with pytest.raises(ValueError, match="speed"):
        rules_of({"speed": 3})


def test_a_plan_is_approved_written_and_taken_back(engine, tmp_path, monkeypatch):
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))
    tiny.fill(engine)
    before = digest(engine)
    paired = pair(
        engine, Asked(Rules("帮学", max_load=1, km=0, unknown_km=5), "County:990101", date(2020, 9, 30), helpers="all", helped="all")
    )
    assert paired.verdict.holds
    proposals.keep(engine, "甲", paired)
    with pytest.raises(PlanError):
        proposals.write(engine, "甲")
    proposals.move(engine, "甲", "submitted")
    with pytest.raises(PlanError):
        proposals.move(engine, "甲", "rejected")
    proposals.move(engine, "甲", "approved", note="同意")
    held, record = proposals.write(engine, "甲")
    assert held["state"] == "written"
    assert "甲" in record.note
    again = pair(engine, paired.asked)
    assert set(again.start.current) == set(paired.plan.pairs)
    late = proposals.keep(engine, "乙", again)
    undo(engine, record.number)
    assert digest(engine) == before
    assert proposals.stale(engine, late)
    with pytest.raises(PlanError):
        proposals.move(engine, "乙", "submitted")
