"""Plans under quotas are proved by prices that the verifier checks, or by a second solver; dearer plans and false prices are found out."""

import json
from dataclasses import replace
from functools import cache

from planning import verify_quotas
from planning.pairing_plan import document, plan_pairs
from planning.pairing_rules import Quota, Rules
from planning.verify_pairing import verify
from tests.planning_cases import COUNT, case

QUOTAS = (Quota(1, 2, role="committee"), Quota(1, need="a"), Quota(0, 1, role="reserve", township="t1"))


@cache
def solved(seed):
    """(rows, rules, plan, plan as JSON text) of a small county."""
    helpers, helped, current, rules = case(seed)
    plan = plan_pairs(helpers, helped, current, rules := replace(rules, must=(), quotas=QUOTAS[: 1 + seed % 3]))
    return (helpers, helped, current), rules, plan, json.dumps(document(plan))


def quoted():
    """(seed, rows, rules, plan, plan as JSON) of the small counties whose quotas change the plan."""
    found = ((seed, *solved(seed)) for seed in range(COUNT))
    return [(seed, rows, rules, plan, json.loads(told)) for seed, rows, rules, plan, told in found if plan.quotas]


def test_prices_of_quotas_prove_what_trying_all_plans_proves():
    """That no plan is better is tried in the tests of pairing; here, that the prices say so without any search."""
    found = quoted()
    verdicts = [verify(*rows, told) for _, rows, _, _, told in found]
    assert all(plan.proven and verdict.proven for (_, _, _, plan, _), verdict in zip(found, verdicts, strict=True))
    assert len(found) > COUNT // 8
    assert sum(verdict.searched for verdict in verdicts) <= len(found) // 20


FALSE = {
    "of a quota": lambda prices: prices["least"].__setitem__(0, prices["least"][0] + 7),
    "of lacking, below that of a quota": lambda prices: prices.update(least=[one + 9 for one in prices["least"]], lack=0),
    "of open places, below zero": lambda prices: prices.update(open=-5),
    "of a way, below zero": lambda prices: prices.update(way=-1),
}


def test_false_prices_prove_no_more_than_a_search_does(monkeypatch):
    """With the search switched off, false prices never prove a bound above the cost; a true bound stays unproved or proved by them."""
    monkeypatch.setattr(verify_quotas, "MOST", -1)
    tried = 0
    for seed, rows, _, plan, told in quoted():
        list(FALSE.values())[seed % len(FALSE)](told["quota_prices"])
        verdict = verify(*rows, told)
        assert verdict.holds
        assert verdict.bound is None or verdict.bound <= plan.cost
        tried += verdict.bound != plan.cost
    assert tried > COUNT // 16


def reached(plan):
    """(left, below the least, pairs lacking to quotas, cost)."""
    return len(plan.left), sum(n for _, n in plan.low), sum(n for _, n in plan.short), plan.cost


def test_a_worse_plan_under_the_same_quotas_is_found_out():
    """A plan that avoids one of the best pairs, or all of one helped, says of itself that it is the best and shows the best one's prices."""
    caught = [0, 0, 0, 0]
    for seed, rows, rules, plan, told in quoted():
        for pair in plan.pairs[:1] if rules.fair != "smallest" else []:
            for barred in ([pair], [(row["key"], pair[1]) for row in rows[0]]):
                other = plan_pairs(*rows, replace(rules, never=(*rules.never, *barred)))
                worse = [a != b for a, b in zip(reached(other), reached(plan), strict=True)]
                if not any(worse):
                    continue
                own = {name: told[name] for name in ("rules", "prices", "quota_prices", "order")}
                claim = json.loads(json.dumps(document(other))) | own | {"bound": other.cost}
                assert [zh for zh, _ in verify(*rows, claim).wrong] == [f"有更好的方案，或代价低于 {other.cost} 的方案。"], seed
                caught[worse.index(True)] += 1
    assert all(caught)


def test_where_prices_leave_a_gap_a_search_closes_it():
    """Three helpers, each of whom two of three quotas count: half of everyone would do (an odd ring), whole pairs would not."""
    roles = ({"committee", "reserve"}, {"reserve", "rich_leader"}, {"rich_leader", "committee"})
    helpers = [
        {"key": f"Member:{n}", "type": "Member", "township": "t", "village": "v", "lat": 40.0, "lon": 110.0, **{role: role in own for role in ("committee", "reserve", "rich_leader")}}
        for n, own in enumerate(roles)
    ]
    near = {"key": "Member:3", "type": "Member", "township": "t", "village": "v", "lat": 40.1, "lon": 110.0}
    helped = [{"key": f"Household:{n}", "type": "Household", "township": "t", "village": "v", "lat": 40.1, "lon": 110.0} for n in range(3)]
    quotas = tuple(Quota(1, role=role) for role in ("committee", "reserve", "rich_leader"))
    rows, rules = ([*helpers, near], helped, []), Rules("p", max_load=3, quotas=quotas)
    plan = plan_pairs(*rows, rules)
    told = json.loads(json.dumps(document(plan)))
    verdict = verify(*rows, told)
    assert plan.cost == 2 * plan.field.costs(*([0], [0]))[0]
    assert (verdict.proven, verdict.searched) == (True, True)
