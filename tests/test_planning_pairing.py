"""Pairing: as good as every plan there is on small counties, proved, checked anew, and written so that undo takes it back."""

import json
import random
from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
import pytest

from actions import proposals
from actions.history import undo
from actions.planning import Asked, PlanError, pair
from actions.planning_outcome import outcome
from graphmodel.digest import digest
from planning import pairing_solved
from planning.answers import NoPlan
from planning.certificates import choices, gaps
from planning.pairing import assign
from planning.pairing_field import Field
from planning.pairing_plan import document, plan_pairs
from planning.pairing_reach import bends, in_order
from planning.pairing_rules import Quota, Rules, faults, rules_of
from planning.verify_pairing import verify
from tests import tiny
from tests.planning_cases import COUNT, best, case

def test_no_plan_is_better_and_the_verifier_agrees():
    for seed in range(COUNT):
        helpers, helped, current, rules = case(seed)
        rules = replace(rules, must=())
        plan = plan_pairs(helpers, helped, current, rules)
        reached = (len(plan.left), sum(n for _, n in plan.low), sum(n for _, n in plan.short), plan.cost)
        assert reached == best(Field(helpers, helped, current, rules), plan.ends.even), seed
        verdict = verify(helpers, helped, current, json.loads(json.dumps(document(plan))))
        assert verdict.holds, (seed, verdict.wrong)
        assert plan.proven and verdict.proven, seed


def test_prices_prove_as_much_when_pairs_are_priced_in_one_by_one(monkeypatch):
    for seed in range(COUNT // 2):
        helpers, helped, current, rules = case(seed)
        rules = replace(rules, quotas=())
        try:
            plan = plan_pairs(helpers, helped, current, rules)
        except NoPlan:
            continue
        with monkeypatch.context() as patch:
            patch.setattr(pairing_solved, "by_groups", pairing_solved.by_pairs)
            patch.setattr(pairing_solved, "HELD", 0)
            patch.setattr("planning.pairing_arcs.LIKELY", 2)
            patch.setattr("planning.pairing_arcs.MORE", 1)
            other = plan_pairs(helpers, helped, current, rules)
        assert other.proven
        assert (other.cost, len(other.left)) == (plan.cost, len(plan.left)), seed
        verdict = verify(helpers, helped, current, json.loads(json.dumps(document(other))))
        assert verdict.proven, (seed, verdict.wrong)


def test_sets_explain_everyone_left_out_and_hold_too_few_places():
    for seed in range(COUNT // 2):
        helpers, helped, current, rules = case(seed)
        rules = replace(rules, must=(), quotas=())
        plan = plan_pairs(helpers, helped, current, rules)
        found = gaps(plan)
        assert sum(gap.short for gap in found) == len(plan.left), seed
        for gap in found:
            assert gap.wants > gap.places
            if (plan.field.wants + plan.field.extra).max() > 1:
                continue
            field = plan.field
            reached = {
                field.helpers[j]["key"]
                for key in gap.helped
                for j in range(len(helpers))
                if plan.room[j]
                and field.costs(*(np.array([n]) for n in (field.helped_at[key], j)))[0] >= 0
                and (helpers[j]["key"], key) not in rules.never
            }
            assert reached <= set(gap.helpers)


def test_an_exchange_costs_what_solving_again_says():
    checked = 0
    for seed in range(COUNT // 2):
        helpers, helped, current, rules = case(seed)
        rules = replace(rules, must=(), fair="", quotas=())
        plan = plan_pairs(helpers, helped, current, rules)
        for own, one in plan.pairs[:2]:
            for choice in choices(plan, one, 9):
                if choice.chosen or next(iter(a for a, b in plan.pairs if b == one)) != own:
                    continue
                others = ((a, b) for a, b in plan.pairs if b == one and a != own)
                other = replace(rules, never=(*rules.never, (own, one)), must=((choice.helper, one), *others))
                again = plan_pairs(helpers, helped, current, other)
                if len(again.left) > len(plan.left) or sum(n for _, n in again.low) > sum(n for _, n in plan.low):
                    continue
                assert choice.extra == pytest.approx((again.cost - plan.cost) / 100, abs=0.005), seed
                checked += 1
    assert checked > COUNT // 20


SPOIL = {
    "another helper": lambda told: told["pairs"][0].__setitem__(0, "Member:none"),
    "a pair twice": lambda told: told["pairs"].append(told["pairs"][0]),
    "a pair lost": lambda told: told["pairs"].pop(),
    "cheaper than it is": lambda told: told.update(cost=told["cost"] - 1),
    "a bound that is not proved": lambda told: told.update(bound=told["bound"] + 1),
    "prices that prove less": lambda told: told.update(prices=[told["prices"][0], [one + 10**6 for one in told["prices"][1]]]),
    "somebody left out who is not": lambda told: told["left"].append("Household:0"),
    "below the least": lambda told: told["low"].append(["Member:0", 7]),
    "a quota short": lambda told: told["short"].append([0, 1]),
    "another rule": lambda told: told["rules"].update(each=told["rules"]["each"] + 5, categories=[]),
}


def test_the_verifier_finds_every_plan_that_was_spoilt():
    spoilt = seed = 0
    while spoilt < COUNT:
        helpers, helped, current, rules = case(seed)
        plan = plan_pairs(helpers, helped, current, rules := replace(rules, must=()))
        seed += 1
        told = json.loads(json.dumps(document(plan)))
        assert verify(helpers, helped, current, told).holds
        name = list(SPOIL)[spoilt % len(SPOIL)]
        if not plan.pairs or (name == "prices that prove less" and not (plan.prices[0] and sum(plan.room))):
            continue
        SPOIL[name](told)
        verdict = verify(helpers, helped, current, told)
        assert verdict.wrong or (name == "prices that prove less" and verdict.searched), (seed, name)
        spoilt += 1


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
    found = assign(arcs)
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
    became = outcome(engine, held)
    assert (len(became.held), became.missing, became.beside) == (len(paired.plan.pairs), [], [])
    again = pair(engine, paired.asked)
    assert set(again.start.current) == set(paired.plan.pairs)
    late = proposals.keep(engine, "乙", again)
    undo(engine, record.number)
    assert digest(engine) == before
    assert proposals.stale(engine, late)
    with pytest.raises(PlanError):
        proposals.move(engine, "乙", "submitted")
