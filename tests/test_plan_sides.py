"""Every kind of side that may help or be helped is planned, approved, written and taken back on both engines; proposals side by side."""

from __future__ import annotations

import pytest

import actions
from actions import leading, planning, proposals
from actions.leading import AskedLeading
from actions.planning import Asked, PlanError
from actions.planning_beside import beside, like
from actions.planning_outcome import outcome
from graphmodel.digest import digest
from planning.leading_rules import LeadRules
from planning.pairing_rules import Category, Limit, Quota, Rules
from tests import tiny

COUNTY, DAY = "County:990101", tiny.DATA_DATE
FREE = Rules("新结对", same_township=False, km=0, unknown_km=5, max_load=9)


@pytest.fixture
def county(engine, tmp_path, monkeypatch):
    """The tiny county on one engine, with a home folder of its own."""
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path))
    tiny.fill(engine)
    return engine


def cycle(engine, name, planned):
    """Draft, submitted, sent back, again, approved, written: its pairs are in force; undone: as before."""
    before = digest(engine)
    proposals.move(engine, name, "submitted")
    with pytest.raises(PlanError):
        proposals.move(engine, name, "rejected")
    proposals.move(engine, name, "approved")
    _, record = proposals.write(engine, name)
    assert digest(engine) != before
    found = outcome(engine, proposals.proposal(name))
    assert (found.held, found.missing) == (sorted(planned), [])
    actions.undo(engine, record.number)
    assert digest(engine) == before
    assert proposals.as_it_is(engine, proposals.proposal(name))["state"] == "undone"


@pytest.mark.parametrize(("helpers", "helped"), [("enterprises", "villages"), ("all", "villages"), ("committee", "all"), ("strong", "villages")])
def test_every_side_is_planned_proved_written_and_taken_back(county, helpers, helped):
    made = planning.pair(county, Asked(FREE, COUNTY, DAY, helpers, helped))
    assert made.plan.proven
    assert made.verdict.holds
    assert not made.plan.left
    types = {row["type"] for row in made.start.helpers}
    assert types == ({"Enterprise"} if helpers == "enterprises" else {"Village"} if helpers == "strong" else {"Member"})
    if helpers == "strong":  # among villages there are LEADS, which a plan of leaders writes
        return
    proposals.keep(county, "一", made)
    cycle(county, "一", made.plan.pairs)


def test_strong_villages_lead_once_it_is_written(county):
    [made] = leading.lead_all(county, [AskedLeading(LeadRules(gap=0, capacity=6, keep_km=0.01, open_km=0), COUNTY, DAY, "all", "all")])
    assert set(made.plan.pairs) != set(made.today)
    leading.keep(county, "二", made)
    cycle(county, "二", made.plan.pairs)


def test_posts_serve_buildings_once_it_is_written(county):
    kinds = [row["programme"] for row in planning.programmes(county, scope=COUNTY, as_of=DAY) if row["helper"] == "Post"]
    made = planning.pair(county, Asked(Rules(kinds[0], same_township=False, km=0, unknown_km=5, max_load=9), COUNTY, DAY, "posts", "buildings"))
    assert made.asked.relation == "SERVES"
    assert set(made.plan.pairs) != set(made.start.keys)
    proposals.keep(county, "三", made)
    cycle(county, "三", made.plan.pairs)


def test_a_stop_keeps_a_checked_plan_and_says_best_only_where_it_is_proved(county):
    rules = Rules(**{**FREE.to_json(), "quotas": (Quota(1, role="committee"),)})
    made = planning.pair(county, Asked(rules, COUNTY, DAY, "all", "all"), progress=lambda *_: True)
    assert made.verdict.holds
    assert (planning.proof(made)[1] == "proved best, gap 0") == made.plan.proven


def test_a_rejected_proposal_says_why(county):
    proposals.keep(county, "四", planning.pair(county, Asked(FREE, COUNTY, DAY, "all", "all")))
    proposals.move(county, "四", "submitted")
    proposals.move(county, "四", "rejected", note="名额未核")
    assert proposals.proposal("四")["history"][-1]["note"] == "名额未核"


def test_categories_and_limits_by_type_hold_and_proposals_stand_side_by_side(county):
    rules = [FREE, Rules(**{**FREE.to_json(), "categories": (Category(2, type="Household"),), "limits": (Limit(type="Member", most=3),)})]
    for name, one in zip(("少", "多"), rules, strict=True):
        made = planning.pair(county, Asked(one, COUNTY, DAY, "all", "all"))
        proposals.keep(county, name, made)
    wanted, most = len(made.start.helped), max(made.summary.most, 0)
    assert len(made.plan.pairs) + len(made.plan.left) == 2 * wanted
    assert most <= 3
    held = proposals.kept()
    assert [one["name"] for one in like(held["多"], held.values())] == ["多", "少"]
    found = beside([held["少"], held["多"]])
    measures = dict(found.measures)
    assert measures["pairs"] == [held[name]["summary"]["pairs"] for name in ("少", "多")]
    assert [sum(pairs[at][0] for *_, pairs in found.townships) for at in (0, 1)] == measures["left"]
    with pytest.raises(PlanError):
        beside([held["少"]])
