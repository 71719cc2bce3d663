"""Plans drawn as network and map: what is kept, new and ended, one by one or by village; the pages draw them in both languages."""

from __future__ import annotations

from collections import Counter

import pytest
import streamlit as st

from actions.drawing import drawing, states
from actions.drawing_points import siting_drawing, tour_drawing
from actions.siting import site
from actions.siting_rules import rules_of
from actions.touring import TourRules, plan_tour
from tests import tiny
from tests.test_views import faultless, html, opened
from views import page, plan_picture, plan_work

COUNTY, DAY = "County:990101", tiny.DATA_DATE


@pytest.fixture
def county(tiny_home, monkeypatch):
    """The address of the tiny county in a home folder of its own; a page waits until its plan is made."""
    monkeypatch.setattr(plan_work, "AT_ONCE", 90)
    return {"data": "own", "scope": COUNTY}


def rows(count):
    """Members and households of three villages, by key."""
    made = {}
    for n in range(count):
        for type in ("Member", "Household"):
            made[f"{type}:{n}"] = {"key": f"{type}:{n}", "type": type, "lat": 36.0 + n % 3, "lon": 117.0, "village": f"v{n % 3}", "village_name": f"村{n % 3}"}
    return made


def test_every_pair_is_kept_new_or_ended_and_none_is_lost_when_added_up():
    people = rows(9)
    today = [(f"Member:{n}", f"Household:{n}") for n in range(9)]
    planned = [(f"Member:{n}", f"Household:{(n + 1) % 9}") for n in range(6)] + today[6:8]
    told = Counter(states(today, planned).values())
    assert told == {"kept": 2, "new": 6, "ended": 7}
    for most in (0, 99):
        found = drawing(people, {}, today, planned, ["Household:8"], most=most)
        summed = Counter()
        for counts in (*(one.counts for one in found.lines), *(one.inside for one in found.ends)):
            summed.update(counts)
        assert summed == told == found.counts
        assert sum(one.lacks for one in found.ends) == 1
        assert found.folded == (most == 0)
        assert len(found.ends) == (3 if found.folded else 18)


def test_one_village_is_drawn_with_all_who_are_paired_with_it():
    people = rows(9)
    planned = [(f"Member:{n}", f"Household:{(n + 1) % 9}") for n in range(9)]
    found = drawing(people, {}, [], planned, most=0, at="Village:v1")
    assert not found.folded
    assert {one.key for one in found.ends} == {key for pair in planned for key in pair if any(people[end]["village"] == "v1" for end in pair)}
    assert all(any(people[end]["village"] == "v1" for end in (line.start, line.end)) for line in found.lines)


def test_points_and_stops_are_told_apart_from_those_of_today(county):
    engine = page.store(False)
    plan = site(engine, rules_of({"seconds": 60, "aim": "fewest", "keep": False}), scope=COUNTY, as_of=DAY)
    found = siting_drawing(plan)
    now, then = ({plan.case.candidates[j].key for j in some} for some in (plan.case.now, plan.answer.chosen))
    known = {one.key: one.state for one in found.ends if one.state}
    assert known == {key: "kept" if key in now & then else "new" if key in then else "ended" for key in now | then}
    assert sum(one.lacks for one in found.ends) == len(plan.left)
    tour = tour_drawing(plan_tour(engine, TourRules("宣讲演出"), scope=COUNTY, as_of=DAY))
    assert {line.start for line in tour.lines} <= {one.key for one in tour.ends if one.state}


@pytest.mark.parametrize(("look", "lang"), [("network", "zh"), ("map", "en")])
@pytest.mark.parametrize("kind", ["pairing", "together", "leading", "siting", "tour"])
def test_the_pages_draw_every_kind_of_plan(county, kind, look, lang, monkeypatch):
    sent = []
    drawn = st.components.v2.component

    def component(name, **told):
        return (lambda **told: sent.append(told["data"])) if name == plan_picture.NAME else drawn(name, **told)

    monkeypatch.setattr(st.components.v2, "component", component)
    app = opened("plan", lang=lang, look=look, kind=kind, **county, helpers="all", helped="all", km="0", same="0", least_committee="1")
    faultless(app)
    data = sent[-1]
    assert data["nodes"]
    assert {one for edge in data["edges"] for one in (edge["from"], edge["to"])} <= {one["id"] for one in data["nodes"]}
    assert not any(one["label"].startswith(("户 0", "党员 0")) and one["label"][-1].isdigit() for one in data["nodes"])
    assert "signs" in html(app)
