"""Programmes side by side: as good as every set of plans there is on small counties, proved, and checked by the verifier."""

import json
import random
from dataclasses import replace

import numpy as np

from planning.certificates_together import gaps_together, joint_bend
from planning.pairing_field import Field
from planning.pairing_least_together import joint_least_bends
from planning.pairing_rules import Limit, Quota
from planning.pairing_together import Together, document_of, plan_together
from planning.verify_together import verify
from tests.planning_cases import COUNT, FEW, case, people


def county(seed, quotas=False):
    """Two programmes with the same helpers, and what the helpers have elsewhere; with `quotas` each programme may have some."""
    r = random.Random(seed)
    helpers = people(r.randint(1, 2), "Member", r)
    cases, rules = [], []
    for number in range(2):
        helped = [row | {"key": f"Household:{number}-{n}"} for n, row in enumerate(people(r.randint(1, 2), "Household", r))]
        cases.append((helpers, helped, [(r.choice(helpers)["key"], row["key"]) for row in helped if r.random() < 0.4]))
        own = case(seed * 2 + number)[3]
        fair = own.fair if own.fair == "even" else ""
        rules.append(replace(own, programme=f"p{number}", must=(), never=(), quotas=(), joint=0, fair=fair, max_load=r.choice([1, 2, 3])))
    limits = r.choice([(), (Limit("committee", least=2),), (Limit("committee", least=1, most=3), Limit("reserve", most=1))])
    elsewhere = {row["key"]: r.choice([0, 0, 1]) for row in helpers}
    if quotas:
        few, own, many = Quota(0, r.choice([0, 1])), Quota(1, r.choice([None, 1]), role="committee"), Quota(r.choice([1, 2]), need="a", township="t1")
        rules = [replace(one, quotas=r.choice([(), (own,), (few,), (own, many), (few, many)])) for one in rules]
    return cases, Together(tuple(rules), r.choice([0, 2, 3]), limits), elsewhere


def best(cases, together, elsewhere):
    """(open, below the least, quota pairs lacking, cost) of the best of all sets of pairs of both programmes."""
    arcs = []
    fields = [Field(*one, rules) for one, rules in zip(cases, together.programmes, strict=True)]
    for p, field in enumerate(fields):
        for i in range(len(field.helped)):
            for j in range(len(field.helpers)):
                cost = int(field.costs(np.array([i]), np.array([j]))[0])
                if cost >= 0:
                    arcs.append((p, i, j, cost))
    sets = (np.arange(2 ** len(arcs))[:, None] >> np.arange(len(arcs))) & 1
    helpers = fields[0].helpers
    fits, open_, low, short, cost = np.ones(len(sets), bool), 0, 0, np.zeros(len(sets), int), sets @ np.array([arc[3] for arc in arcs], int).reshape(-1)
    joint = np.zeros((len(sets), len(helpers)), int)
    for p, field in enumerate(fields):
        load = sets @ np.array([[a[0] == p and a[2] == j for j in range(len(helpers))] for a in arcs], int).reshape(-1, len(helpers))
        served = sets @ np.array([[a[0] == p and a[1] == i for i in range(len(field.helped))] for a in arcs], int).reshape(-1, len(field.helped))
        fits &= (load <= field.room).all(1) & (served <= field.wants + field.extra).all(1)
        open_ = open_ + np.maximum(0, field.wants - served).sum(1)
        low = low + np.maximum(0, field.least - load).sum(1)
        cost = cost + (100 if field.rules.fair else 0) * (load * load).sum(1)
        joint += load
        for quota in field.rules.quotas:
            count = sets @ np.array([a[0] == p and quota.of_helped(field.helped[a[1]]) and quota.of_helper(helpers[a[2]]) for a in arcs], int).reshape(-1)
            fits &= count <= (99 if quota.at_most is None else quota.at_most)
            short += np.maximum(0, quota.at_least - count)
    for j, row in enumerate(helpers):
        own = [one for one in together.limits if one.fits(row)]
        most = [one.most for one in own if one.most is not None]
        most = max(most) if most else together.most or 99
        room = max(0, most - elsewhere[row["key"]])
        least = min(room, max(0, max([one.least for one in own], default=0) - elsewhere[row["key"]]))
        fits &= joint[:, j] <= room
        low = low + np.maximum(0, least - joint[:, j])
    at = np.flatnonzero(fits)
    first = at[np.lexsort((cost[at], short[at], low[at], open_[at]))[0]]
    return int(open_[first]), int(low[first]), int(short[first]), int(cost[first])


def test_no_set_of_plans_is_better_and_the_verifier_agrees():
    quoted = searched = 0
    for seed in (*range(COUNT), 685):  # in the last an open place of one programme counts for more than one of the other
        cases, together, elsewhere = county(seed, quotas=seed % 2 == 1)
        joint = plan_together(cases, together, elsewhere)
        short = sum(n for plan in joint.plans for _, n in plan.short)
        low = sum(n for _, n in joint.low) + sum(n for plan in joint.plans for _, n in plan.low)
        assert (sum(len(plan.left) for plan in joint.plans), low, short, joint.cost) == best(cases, together, elsewhere), seed
        verdict = verify(cases, elsewhere, json.loads(json.dumps(document_of(joint))))
        assert joint.proven and verdict.proven, (seed, verdict.wrong)
        quoted += any(plan.quotas for plan in joint.plans)
        searched += verdict.searched
    assert quoted > COUNT // 20
    assert searched <= quoted // 20


SPOIL = {
    "a helper over the limit": lambda told: told.update(most=1, limits=[]),
    "cheaper than it is": lambda told: told.update(cost=told["cost"] - 1),
    "a bound that is not proved": lambda told: told.update(bound=told["bound"] + 1),
    "other prices": lambda told: told["parts"][0].update(tolls=[toll + 1 for toll in told["parts"][0]["tolls"]]),
    "below the least": lambda told: told["low"].append(["Member:0", 7]),
    "a quota short": lambda told: told["parts"][0]["short"].append([0, 1]),
    "a pair twice": lambda told: told["parts"][0]["pairs"].append(told["parts"][0]["pairs"][0]),
}


def test_the_verifier_finds_every_set_of_plans_that_was_spoilt():
    spoilt = seed = 0
    while spoilt < COUNT:
        cases, together, elsewhere = county(seed, quotas=seed % 2 == 1)
        seed += 1
        told = json.loads(json.dumps(document_of(plan_together(cases, together, elsewhere))))
        name = list(SPOIL)[spoilt % len(SPOIL)]
        most = max((sum(pair[0] == row["key"] for part in told["parts"] for pair in part["pairs"]) for row in cases[0][0]), default=0)
        if not told["parts"][0]["pairs"] or (name == "other prices" and not told["parts"][0]["tolls"]) or (name == "a helper over the limit" and most < 2):
            continue
        SPOIL[name](told)
        verdict = verify(cases, elsewhere, told)
        assert verdict.wrong or (name == "other prices" and verdict.searched), (seed, name)
        spoilt += 1


def most_filled(cases, together, elsewhere, counted, limit=0):
    """The most places of the helped that are counted that any set of pairs can fill; with `limit` everyone may hold so many over all."""
    fields = [Field(*one, rules) for one, rules in zip(cases, together.programmes, strict=True)]
    arcs = [
        (p, i, j)
        for p, field in enumerate(fields)
        for i, row in enumerate(field.helped)
        for j in range(len(field.helpers))
        if row["key"] in counted and field.costs(np.array([i]), np.array([j]))[0] >= 0
    ]
    sets = (np.arange(2 ** len(arcs))[:, None] >> np.arange(len(arcs))) & 1
    fits, filled, joint = np.ones(len(sets), bool), np.zeros(len(sets), int), np.zeros((len(sets), len(fields[0].helpers)), int)
    for p, field in enumerate(fields):
        load = sets @ np.array([[a[0] == p and a[2] == j for j in range(len(field.helpers))] for a in arcs], int).reshape(-1, len(field.helpers))
        served = sets @ np.array([[a[0] == p and a[1] == i for i in range(len(field.helped))] for a in arcs], int).reshape(-1, len(field.helped))
        fits &= (load <= field.room).all(1)
        for quota in field.rules.quotas:
            count = sets @ np.array([a[0] == p and quota.of_helped(field.helped[a[1]]) and quota.of_helper(field.helpers[a[2]]) for a in arcs], int).reshape(-1)
            fits &= count <= (99 if quota.at_most is None else quota.at_most)
        filled += np.minimum(served, field.wants).sum(1)
        joint += load
    for j, row in enumerate(fields[0].helpers):
        own = [one.most for one in together.limits if one.fits(row) and one.most is not None]
        room = max(0, (max(own) if own else together.most or 99) - elsewhere[row["key"]])
        fits &= joint[:, j] <= max(room, limit - elsewhere[row["key"]])
    return int(filled[fits].max())


def test_sets_over_all_programmes_explain_everyone_left_out():
    sets = 0
    for seed in range(COUNT):
        cases, together, elsewhere = county(seed)
        joint = plan_together(cases, together, elsewhere)
        found = gaps_together(joint)
        assert sum(gap.short for gap in found) == sum(len(plan.left) for plan in joint.plans), seed
        for gap in found:
            assert gap.places == most_filled(cases, together, elsewhere, {key for _, keys in gap.helped for key in keys}) < gap.wants, seed
        sets += len(found)
    assert sets


def test_the_limit_over_all_bends_no_further_than_it_must():
    bent = capped = 0
    for seed in range(COUNT):
        cases, together, elsewhere = county(seed, quotas=seed % 4 == 1)
        joint = plan_together(cases, together, elsewhere)
        everyone = {row["key"] for case_ in cases for row in case_[1]}
        wants = sum(int(plan.ends.wants.sum()) for plan in joint.plans)
        bend, most = joint_bend(joint), most_filled(cases, together, elsewhere, everyone, 99)
        if bend is None:
            assert most_filled(cases, together, elsewhere, everyone) == most, seed
            continue
        bent += 1
        capped += any(quota.at_most is not None for rules in together.programmes for quota in rules.quotas)
        assert bend.sure
        assert wants - bend.left == most == most_filled(cases, together, elsewhere, everyone, int(bend.value)), seed
        assert most_filled(cases, together, elsewhere, everyone, int(bend.value) - 1) < most, seed
        assert bend.used >= most - most_filled(cases, together, elsewhere, everyone)
    assert bent > capped > 0


def test_a_least_gives_no_further_than_it_must_over_all_and_within_one_programme():
    bent = within = capped = 0
    for seed in range(2 * FEW):
        cases, together, elsewhere = county(seed, quotas=seed % 4 == 1)
        own = (Limit("reserve", least=2, most=3),)
        rules = (replace(together.programmes[0], limits=own), *together.programmes[1:]) if seed % 3 == 1 else together.programmes
        together = replace(together, programmes=rules, limits=(Limit("committee", least=2 + seed % 2), Limit("reserve", least=1)) if seed % 5 else ())

        def low(part, at, least, cases=cases, together=together, elsewhere=elsewhere):
            def given(limits):
                return tuple(replace(one, least=least) if n == at else one for n, one in enumerate(limits))

            rules = tuple(replace(one, limits=given(one.limits)) if n == part else one for n, one in enumerate(together.programmes))
            return best(cases, replace(together, limits=given(together.limits) if part < 0 else together.limits, programmes=rules), elsewhere)[1]

        told = joint_least_bends(plan_together(cases, together, elsewhere))
        found = {(one.part, one.limit): (one.least, one.lack) for one in told}
        assert all(one.sure for one in told)
        for part, limits in ((-1, together.limits), *enumerate(one.limits for one in together.programmes)):
            for at, limit in enumerate(limits):
                lacks = [low(part, at, least) for least in range(limit.least + 1)]
                fewest = lacks[0]
                assert found.get((part, at)) == (None if lacks[-1] == fewest else (max(n for n, one in enumerate(lacks) if one == fewest), fewest)), (seed, part)
        bent, within, capped = bent + len(told), within + sum(one.part >= 0 for one in told), capped + (len(told) if seed % 4 == 1 else 0)
    assert bent > within > 0
    assert capped
