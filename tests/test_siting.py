"""Siting and tours from the store: both engines, rules and files, the verbs, the pages, and from draft to import and back."""

from __future__ import annotations

import csv
import json
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

import actions
import cli
import queries.siting
from actions import proposals, siting_told, touring
from actions.planning import PlanError
from actions.siting import site
from actions.siting_proposal import keep_siting, keep_tour
from actions.siting_rules import SitingError, rules_of
from actions.touring import TourRules, plan_tour
from graphmodel.digest import digest
from tests import tiny
from tests.test_views import APP, faultless, html
from tests.tiny_links import V1, V2, V3, V4, V5, V6, own
from views import page, plan_work

COUNTY, DAY = "County:990101", tiny.DATA_DATE
EVENTS = {V1: 1, V2: 1, V3: 0, V4: 0, V5: 0, V6: 0}
"""Talks that reached each village or were held there."""


@pytest.fixture
def county(tiny_home, monkeypatch):
    """A home folder whose own store holds the tiny county; a page waits until its plan is made."""
    monkeypatch.setattr(plan_work, "AT_ONCE", 120)
    return tiny_home


def planned(engine, **told):
    """A plan for the tiny county."""
    return site(engine, rules_of({"seconds": 60, **told}), scope=COUNTY, as_of=DAY)


def test_what_is_planned_from_is_the_same_on_both_engines(engine):
    tiny.fill(engine)
    villages = {row["id"]: row for row in queries.siting.places(engine, COUNTY, DAY, "宣讲演出")}
    assert len(villages) == 6
    assert (villages[V3]["lat"], villages[V3]["households"], villages[V1]["area"], villages[V1]["township_name"]) == (
        36.1,
        None,
        own("A1"),
        "东镇",
    )
    assert {id: row["events"] for id, row in villages.items()} == EVENTS
    assert {row["id"]: row["serves"] for row in queries.siting.centres(engine, COUNTY, DAY)} == {own("C1"): 1, own("C2"): 1, own("C3"): 0}
    assert queries.siting.measured(engine, COUNTY, DAY) == [{"centre": own("C2"), "place": V5, "minutes": 12.0}]
    assert [(row["centre"], row["place"]) for row in queries.siting.served(engine, COUNTY, DAY)] == [(own("C1"), V2), (own("C2"), V5)]
    found = planned(engine, aim="fewest")
    assert found.verdict.ok
    assert found.answer.proven
    assert (found.now["reached"], found.now["places"], found.excluded["no_point"]) == (4, 5, ["孤村"])
    assert [found.case.candidates[row["point"]].key for row in found.reasons if not row["now"]] == [f"Village:{V3}"]
    assert found.excluded["centres_without_point"] == ["孤村服务点"]


def test_the_present_is_counted_as_the_question_counts_it(county):
    engine = page.store(False)
    for minutes in (5, 10, 15, 60):
        rows = actions.ask(engine, "coverage_within_minutes", {"minutes": str(minutes)}, scope=COUNTY, as_of=DAY)
        now = planned(engine, aim="fewest", minutes=minutes).now
        assert (now["reached"], now["places"]) == (sum(row["reached"] for row in rows.rows), rows.denominator)
        assert now["weight_reached"] == sum(row["households_reached"] for row in rows.rows)


def test_rules_that_make_no_sense_are_told(county):
    engine = page.store(False)
    for told in ({"aim": "best"}, {"minutes": -1}, {"minutes": "x"}, {"pace": 3}, {"aim": "most"}, {"own": "village"}):
        with pytest.raises(SitingError) as wrong:
            rules_of(told)
        assert all(wrong.value.text)
    with pytest.raises(SitingError, match="kept"):
        planned(engine, aim="most", points=1)
    with pytest.raises(SitingError, match="(?s)short.*everybody is covered"):
        planned(engine, aim="fewest", capacity=10, sites="centres", minutes=60)


def test_files_are_read_whole_and_their_faults_told_by_row(county, tmp_path):
    engine = page.store(False)
    table = tmp_path / "minutes.csv"
    table.write_text(f"起点,终点,分钟\n{V1},甲中心,5\n{V2},甲中心,9\n{V3},甲中心,99\n{V4},乙中心,3\n孤村,甲中心,14\n", "gb18030")
    plan = planned(engine, aim="fewest", table=table, sites="centres")
    assert (plan.now["reached"], plan.now["places"]) == (5, 6)
    assert [(plan.case.places[row["place"]].name, row["over"]) for row in plan.left] == [("东三村", 84)]
    assert plan.verdict.ok
    table.write_text("起点,终点,分钟\n西一村,甲中心,x\n,甲中心,3\n", "utf-8")
    with pytest.raises(SitingError) as wrong:
        planned(engine, aim="fewest", table=table)
    assert "第 2 行" in wrong.value.text[0]
    assert "第 3 行" in wrong.value.text[0]
    roads = ("roads.csv", f"起点,终点,公里\n{V1},{V2},2\n{V2},{V3},4\n{V1},{own('C1')},0.1\n".encode())
    plan = planned(engine, aim="fewest", roads=roads)
    assert (plan.now["reached"], plan.now["farthest"], sorted(plan.excluded["no_time"])) == (3, 12, ["孤村", "西一村"])
    assert {plan.case.places[row["place"]].name for row in plan.left} == set()
    assert plan.verdict.ok
    sites = ("sites.csv", f"编码,费用,容量\n{own('C1')},1,500\n{V3},9,500\n{V4},2,500\n".encode())
    plan = planned(engine, aim="fewest", candidates=sites, keep=False)
    assert plan.then["cost"] == plan.answer.objective == 10
    assert plan.verdict.ok


def test_a_tour_goes_where_nobody_was_and_says_who_cannot_be_planned_for(county):
    engine = page.store(False)
    plan = plan_tour(engine, TourRules("宣讲演出", 10, first=date(2020, 10, 2), rest=(5, 6)), scope=COUNTY, as_of=DAY)
    waiting = {
        f"Village:{row['id']}" for row in actions.ask(engine, "villages_not_reached", {"kind": "宣讲演出"}, scope=COUNTY, as_of=DAY).rows
    }
    assert {key for stop in plan.stops for key in stop["reaches"]} == waiting & {f"Village:{one}" for one in (V1, V2, V3, V4)}
    assert set(plan.no_point) <= {"孤村", "西二村"}
    assert all(stop["date"].weekday() < 5 for stop in plan.stops)
    assert plan.tour.fewest.proven
    assert plan.earlier["stops"] == 3
    assert plan.earlier["fewest"] == plan.earlier["bound"] <= plan.earlier["stops"]
    assert plan.verdict.ok
    with pytest.raises(SitingError):
        plan_tour(engine, TourRules(base="Village:none"), scope=COUNTY, as_of=DAY)


def test_a_plan_becomes_centres_and_catchments_and_undo_takes_them_back(county):
    engine = page.store(False)
    before = digest(engine)
    keep_siting(engine, "选点", planned(engine, aim="fewest"))
    with pytest.raises(PlanError):
        proposals.write(engine, "选点")
    for state in ("submitted", "approved"):
        proposals.move(engine, "选点", state)
    _, record = proposals.write(engine, "选点", day=date(2020, 10, 8))
    after = planned(engine, aim="fewest")
    assert (after.now["reached"], after.now["points"], after.then["new"]) == (5, 3, 0)
    made = f"990101/FW-{V3}"
    later = date(2020, 10, 9)
    assert (made, V3) in {(row["centre"], row["place"]) for row in queries.siting.served(engine, COUNTY, later)}
    assert actions.node(engine, f"ServiceCentre:{made}")["assumed"]
    actions.undo(engine, record.number)
    assert digest(engine) == before
    keep_tour(engine, "巡回", plan_tour(engine, TourRules("宣讲演出", 10), scope=COUNTY, as_of=DAY))
    for state in ("submitted", "approved"):
        proposals.move(engine, "巡回", state)
    proposals.write(engine, "巡回")
    assert len(queries.siting.stops(engine, COUNTY, date(2021, 1, 1), "宣讲演出")) > 3


def test_the_verbs_give_plans_as_documents_and_files(county, capsys, tmp_path):
    rules = tmp_path / "rules.toml"
    rules.write_text('aim = "most"\npoints = 3\nminutes = 10\n', "utf-8")
    out = tmp_path / "plan.csv"
    assert cli.main(["plan", "siting", "--rules", str(rules), "--scope", COUNTY, "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["objective"], told["proven"], told["check"]["ok"], told["denominator"]) == (told["bound"], True, True, 5)
    assert len(told["chosen"]) == 3
    assert [told["beside"][aim]["points"] for aim in ("most", "least")] == [3, 3]
    assert told["beside"]["most"]["weight_reached"] == told["objective"] >= told["beside"]["least"]["weight_reached"]
    assert told["beside"]["fewest"]["reached"] >= told["beside"]["most"]["reached"]
    assert {row["place"] for row in told["left_out"]}.isdisjoint(row["place"] for row in told["rows"] if row["point"])
    assert [row["编码"] for row in csv.DictReader(out.read_text("utf-8-sig").splitlines())][:3] == [row["point"] for row in told["chosen"]]
    assert cli.main(["plan", "siting", "--scope", COUNTY, "--afresh"]) == 0
    assert "已证最优" in capsys.readouterr().out
    assert cli.main(["plan", "siting", "--scope", COUNTY, "--aim", "least"]) == 1
    assert "点数" in capsys.readouterr().err
    assert cli.main(["plan", "tour", "--scope", COUNTY, "--kind", "宣讲演出", "--km", "10", "--rest", "67", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["objective"] == told["bound"] == len(told["rows"])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("aim", ["fewest", "most", "least"])
def test_the_page_of_points(county, lang, aim):
    app = AppTest.from_file(APP, default_timeout=120)
    for key, value in {"lang": lang, "data": "own", "kind": "siting", "aim": aim, "points": "3", "minutes": "10"}.items():
        app.query_params[key] = value
    app.switch_page("views/plan.py").run()
    faultless(app)
    shown = html(app)
    assert ("现状" if lang == "zh" else "Now") in shown
    assert ("已证最优" if lang == "zh" else "proven best") in shown
    assert "孤村" in shown
    if aim != "least":
        app.text_input(key="_plan_minutes").set_value("60").run()
        faultless(app)
        assert app.query_params["minutes"] == "60"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_tours(county, lang):
    app = AppTest.from_file(APP, default_timeout=120)
    for key, value in {"lang": lang, "data": "own", "kind": "tour", "event": "宣讲演出", "km": "10", "rest": "67"}.items():
        app.query_params[key] = value
    app.switch_page("views/plan.py").run()
    faultless(app)
    assert "东三村" in html(app)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_exports_name_what_was_not_counted(county, language):
    engine = page.store(False)
    text = siting_told.export(engine, planned(engine, aim="fewest"), "csv", language=language).decode()
    assert "孤村" in text
    assert "2020-09-30" in text
    assert (
        "东三村"
        in touring.export(engine, plan_tour(engine, TourRules("宣讲演出"), scope=COUNTY, as_of=DAY), "json", language=language).decode()
    )
