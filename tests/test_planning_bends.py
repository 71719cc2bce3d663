"""What bending one rule gives, where quotas have a most and where leasts lack: as trying all sets of pairs says."""

from dataclasses import replace

import numpy as np

from actions.planning import Asked, Paired
from planning.pairing_field import Field
from planning.pairing_least import least_bends
from planning.pairing_plan import plan_pairs
from planning.pairing_reach import BENT, ORDER, applies, bends, in_order, raised
from planning.pairing_rules import Limit, Quota, Rules
from planning.pairing_words import missed_words
from queries.pairing import Start
from tests.planning_cases import FEW, best, case


def limited(seed, quotas):
    """A county whose helpers should have more than there are pairs for; with `quotas` one of them has a most."""
    helpers, helped, current, rules = case(seed)
    some = (Quota(0, seed % 3, role="committee"), Quota(seed % 2, None if seed % 4 else 1, need="a")) if quotas else ()
    limits = (Limit("committee", least=2 + seed % 2, most=3), Limit(type="Member", least=1 + seed % 2))
    return helpers, helped, current, replace(rules, quotas=some, limits=limits, fair=rules.fair if rules.fair != "smallest" or not quotas else "")


def test_the_least_of_a_role_gives_no_further_than_it_must():
    for quotas in (False, True):
        bent = lacked = 0
        for seed in range(FEW):
            helpers, helped, current, rules = limited(seed, quotas)
            rules = replace(rules, must=())
            plan = plan_pairs(helpers, helped, current, rules)

            def low(at, least, given=(helpers, helped, current), rules=rules, plan=plan):
                limits = tuple(replace(one, least=least) if n == at else one for n, one in enumerate(rules.limits))
                field = Field(*given, replace(rules, limits=limits, fair=""))
                field.room = plan.ends.room
                field.least = np.minimum(field.least, field.room)
                return best(field, 0)[1]

            found = least_bends(plan)
            assert all(one.sure for one in found)
            for at, limit in enumerate(rules.limits):
                told = [low(at, least) for least in range(limit.least + 1)]
                expected = None if told[-1] == told[0] else (max(n for n, one in enumerate(told) if one == told[0]), told[0])
                assert {one.limit: (one.least, one.lack) for one in found}.get(at) == expected, (seed, quotas)
            bent += len(found)
            lacked += sum(one.lack > 0 for one in found)
        assert bent > lacked > 0


def test_fixed_pairs_fill_first_places_and_quotas():
    helper = {"key": "Member:1", "township": "t", "village": "v", "committee": True}
    helpers = [helper, helper | {"key": "Member:2"}]
    helped = [{"key": f"Household:{n}", "township": "t", "village": "v"} for n in range(3)]
    rules = Rules("p", max_load=2, limits=(Limit("committee", least=2),), must=(("Member:1", "Household:0"),))
    for quotas, expected in (((), (1, 0)), ((Quota(0, 2),), (1, 0)), ((Quota(0, 1),), (0, 0))):
        plan = plan_pairs(helpers, helped, [], replace(rules, quotas=quotas))
        assert [(one.least, one.lack) for one in least_bends(plan)] == [expected]


class Sets:
    """Every set of free pairs that wants, rooms and the most of quotas allow under some rules, beside the fixed pairs."""

    def __init__(self, helpers, helped, rules):
        field = self.field = Field(helpers, helped, [], rules)
        barred = {*map(tuple, field.never.tolist()), *map(tuple, field.must.tolist())}
        pairs = [(i, j) for i in range(len(helped)) for j in range(len(helpers)) if (i, j) not in barred]
        self.pairs = [pair for pair in pairs if field.costs(*(np.array([n]) for n in pair))[0] >= 0]
        sets = (np.arange(2 ** len(self.pairs))[:, None] >> np.arange(len(self.pairs))) & 1
        one, other = (sets @ np.array([[pair[n] == at for at in range(size)] for pair in self.pairs], int).reshape(-1, size) for n, size in ((0, len(helped)), (1, len(helpers))))
        had, gone = (np.bincount(field.must[:, n], minlength=size) for n, size in ((0, len(helped)), (1, len(helpers))))
        self.wants, self.room = np.maximum(0, field.wants - had), np.maximum(0, field.room - gone)
        fits = (other <= self.room).all(1) & (one <= self.wants).all(1)
        for quota in rules.quotas:
            counts = [np.array([quota.of_helper(helpers[j]) and quota.of_helped(helped[i]) for i, j in some], int) for some in (self.pairs, field.must.tolist())]
            fits &= sets @ counts[0].reshape(-1) <= max(0, (99 if quota.at_most is None else quota.at_most) - counts[1].sum())
        self.sets, self.load, self.filled = sets[fits], other[fits], one[fits].sum(1)
        self.most = int(self.filled.max())

    def used(self, counts):
        """The least use among the sets that fill most."""
        return int(counts[self.filled == self.most].min())

    def way(self):
        """The way of each free pair."""
        i, j = np.array(self.pairs, int).reshape(-1, 2).T
        return self.field.kilometres(self.field.a.of[i], self.field.b.of[j])


def expected(rule, helpers, helped, rules):
    """(new value, places left open, use) of this rule bent alone, by trying every value."""
    total, now = int(Sets(helpers, helped, rules).wants.sum()), Sets(helpers, helped, rules)

    def under(**other):
        return Sets(helpers, helped, replace(rules, **other))

    if rule in ("max_load", "joint"):
        changes = (lambda n: raised(rules, n)) if rule == "max_load" else (lambda n: {"joint": n})
        low = rules.max_load + (not rules.own_capacity) if rule == "max_load" else rules.joint
        best_ = under(**changes(rules.max_load + total)) if rule == "max_load" else under(joint=0)
        value = next(n for n in range(low, 99) if under(**changes(n)).most == best_.most)
        found = under(**changes(value))
        return value, total - found.most, found.used(np.maximum(0, found.load - now.room).sum(1))
    if rule == "km":
        free = under(km=0)
        longer = sorted({way for way in free.way().tolist() if way > rules.km})
        if free.most == now.most:
            return rules.km, total - now.most, 0
        value = next(way for way in longer if under(km=way).most == free.most)
        found = under(km=value)
        return value, total - found.most, found.used(found.sets @ (found.way() > rules.km))
    found = under(**BENT[rule](0))
    towns = [helped[i]["township"] != helpers[j]["township"] for i, j in found.pairs]
    return 0, total - found.most, found.used(found.sets @ np.array(towns, int).reshape(-1)) if rule == "same_township" else 0


def test_a_rule_bends_no_further_than_it_must_under_the_most_of_quotas():
    told = capped = 0
    for seed in range(FEW):
        helpers, helped, _, rules = case(seed)
        rules = replace(rules, match=("must", "")[seed % 2], quotas=((Quota(0, seed % 3, role="committee"), Quota(0, 1 + seed % 2, need="a")) if seed % 4 else ()))
        field, now = Field(helpers, helped, [], rules), Sets(helpers, helped, rules)
        found = bends(field)
        assert all(one.sure for one in found)
        names = [rule for rule in ORDER if applies(rules, rule) and now.most < now.wants.sum()]
        assert [(one.rule, one.value, one.left, one.used) for one in found] == [(rule, *expected(rule, helpers, helped, rules)) for rule in names], seed
        told += len(found)
        capped += now.most < Sets(helpers, helped, replace(rules, quotas=())).most
        left = int(now.wants.sum()) - now.most
        for step in in_order(field, ORDER):
            assert step.sure
            rules = replace(rules, **(raised(rules, int(step.value)) if step.rule == "max_load" else BENT[step.rule](step.value)))
            then = Sets(helpers, helped, rules)
            assert step.left == int(then.wants.sum()) - then.most < left, seed
            left = step.left
    assert told > capped > 0


def test_rules_of_which_the_clock_left_nothing_to_tell_are_named(monkeypatch):
    helpers, helped, _, _ = case(3)
    rules = Rules("p", max_load=1, km=0.5, same_township=False, quotas=(Quota(0, 1, role="committee"),))
    asked = Asked(rules)
    paired = Paired(asked, Start("p", helpers, helped, [], {}, 0), plan_pairs(helpers, helped, [], rules), "")
    assert paired.plan.left
    assert [bend.rule for bend in paired.bends] == ["max_load", "km"]
    assert paired.unbent == []
    assert bends(paired.plan.field, 0.0) == []
    late = Paired(asked, paired.start, paired.plan, "")
    monkeypatch.setattr("actions.planning.bends", lambda field: bends(field, 0.0))
    assert late.unbent == ["max_load", "km"]
    assert "提高每人上限、放宽单程" in missed_words(late.unbent)[0]
