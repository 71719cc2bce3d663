"""Reports of proposals of points, tours and leaders; where clusters overlap; the units of a village's page: from the tiny county."""

from __future__ import annotations

from datetime import date

import pytest

from actions.leading import AskedLeading, lead_all
from actions.leading import keep as keep_leading
from actions.planning import Asked, pair
from actions.proposals import keep as keep_pairs
from actions.reporting import NoReport, drafted, written
from actions.siting import site
from actions.siting_proposal import keep_siting, keep_tour
from actions.siting_rules import rules_of
from actions.touring import TourRules, plan_tour
from graphmodel.schema import NODE
from planning.leading import LeadRules
from planning.pairing_rules import Category, Limit, Quota, Rules
from reports.blocks import Card, Para
from tests import tiny
from tests.frames import nodes, rels
from tests.reopened import READERS
from tests.reported import COUNTY, county
from tests.test_records import load
from tests.tiny_links import V1, V2, V4, own

__all__ = ["county"]

DAY = tiny.DATA_DATE


def kept(engine, kind):
    """Keeps a proposal of that kind under the kind's name: what the first list of its report should hold, and who could not be planned for."""
    if kind == "siting":
        plan = site(engine, rules_of({"aim": "fewest", "minutes": 10}), scope=COUNTY, as_of=DAY)
        keep_siting(engine, kind, plan)
        return {plan.case.candidates[row["point"]].name for row in plan.reasons}, {name for names in plan.excluded.values() for name in names}
    if kind == "tour":
        round_ = plan_tour(engine, TourRules("宣讲演出", 10), scope=COUNTY, as_of=DAY)
        keep_tour(engine, kind, round_)
        return {(one["number"], str(one["date"]), one["name"], one["households"]) for one in round_.stops}, set(round_.no_point)
    made = lead_all(engine, [AskedLeading(LeadRules(), COUNTY, DAY, leaders="all", led="all")])[0]
    keep_leading(engine, kind, made)
    return {(a.partition(":")[2], b.partition(":")[2]) for a, b in made.plan.pairs}, set()


@pytest.fixture(scope="module")
def proposals(county):
    """A proposal of each kind, kept once: what its report should list, and who could not be planned for."""
    return {kind: kept(county.engine, kind) for kind in ("siting", "tour", "leading")}


@pytest.mark.parametrize("kind", ["siting", "tour", "leading"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_proposal_of_any_kind_is_a_report_that_lists_what_is_proposed(county, proposals, kind, language):
    proposed, left = proposals[kind]
    report = drafted(county.engine, "plan", scope=COUNTY, language=language, more={"plan": kind})
    first, *others = report.tables[1:]
    if kind == "siting":
        assert {row["name"] for row in first.rows} == proposed
        assert len(others[0].rows) == 5
    elif kind == "tour":
        assert {(row["number"], str(row["date"]), row["name"], row["households"]) for row in first.rows} == proposed
    else:
        assert {(row["helper_key"], row["helped_key"]) for row in first.rows if row["change"] not in ("终止", "ended")} == proposed
    assert proposed
    assert (kind == "leading") is (not left)
    gaps = next(table for table in report.tables if "why" in dict(table.columns))
    assert left == {name for name in left if any(row["why"].startswith(name) for row in gaps.rows)}
    for format in READERS if language == "zh" else ("docx", "xlsx", "html"):
        if format in ("svg", "png"):
            with pytest.raises(NoReport):
                written(report, "plan", format)
        else:
            READERS[format](report, written(report, "plan", format).content)


@pytest.fixture
def changed(new_store, tmp_path, monkeypatch):
    """The county where two lead the same village, and a later import that ended one of their links and one pairing and changed a number."""
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))
    engine = new_store()
    tiny.fill(engine, rels=[*tiny.RELS, ("LEADS", f"Village:{V2}", f"Village:{V4}", {})])
    ended = {"since": date(2020, 1, 1), "until": date(2020, 11, 1)}
    change = {
        "LEADS": rels(("Village", "Village"), (V1, V4, ended)),
        "PAIRED_WITH": rels(("Member", "Household"), (own("M1"), own("H1"), {"programme": "帮学", **ended})),
        "Village": nodes({"id": V1, "name": "东一村", "households": 101}),
    }
    load(engine, 2, (date(2020, 12, 1), change, False))
    return engine


def test_clusters_that_overlap_are_told_with_their_villages(changed):
    report = drafted(changed, "clusters", scope=COUNTY, as_of=DAY)
    [row] = next(one for one in report.tables if "shared" in dict(one.columns)).rows
    assert (row["pair"], row["shared"], row["n"], row["names"]) == ("东一村、东二村", 1, 1, "西一村")
    assert any(isinstance(block, Para) and "各组有重叠的被帮带村：1 / 3" in block.text for block in report.blocks)
    [later] = next(one for one in drafted(changed, "clusters", scope=COUNTY).tables if "shared" in dict(one.columns)).rows
    assert (later["shared"], later["nearer"], later["names"]) == (0, 1, "西一村")


def test_two_days_between_which_something_changed(changed):
    report = drafted(changed, "compare", scope=COUNTY, more={"before": str(DAY)})
    first, *lists, counts, details = report.tables[:-2]
    moved = {row["item"]: (row["came"], row["gone"], row["change"]) for row in first.rows if row["came"] or row["gone"]}
    assert moved
    assert sum(came + gone for came, gone, _ in moved.values()) == sum(len(one.rows) for one in lists)
    told = {row["type"]: (row["new"], row["changed"], row["ended"]) for row in counts.rows}
    assert told["村"][1] == 1
    rows = {(row["who"], row["deed"], row["prop"], row.get("before"), row.get("after")) for row in details.rows}
    assert {("东一村", "变更", "户数", "100 户", "101 户"), ("东一村→西一村", "终止", "", None, None)} <= rows
    assert not [row for row in details.rows if "党员 0001" in row["who"] or "户 0001" in row["who"]]
    assert len([row for row in details.rows if row["deed"] == "终止"]) == sum(ended for *_, ended in told.values())
    for format in ("docx", "pdf", "xlsx", "html"):
        READERS[format](report, written(report, "compare", format).content)


def test_numbers_on_a_villages_page_have_their_units(county):
    report = county.draft("villages")
    cards = {dict(block.pairs)["编码"]: dict(block.pairs) for block in report.blocks if isinstance(block, Card)}
    title = {prop.name: prop.title[0] for prop in NODE["Village"].props}
    assert [cards[V1][title[name]] for name in ("households", "population", "income")] == ["100 户", "300 人", "12,000 元/年"]
    assert cards[V2][title["collective_income"]] == "空"
    heads = dict(report.tables[0].columns)
    assert (heads["households"], heads["income"]) == (f"{title['households']}（户）", f"{title['income']}（元/年）")
    assert dict(county.draft("villages", "en").tables[0].columns)["income"].endswith(", yuan a year")


@pytest.mark.parametrize("place", ["Township:990101101", "Township:990101102", COUNTY])
def test_pairs_that_reach_beyond_the_place_are_counted_and_not_listed(county, place):
    found = county.engine.rows(
        "MATCH (a)-[p:PAIRED_WITH]->(b) RETURN a.within AS helper, b.within AS helped, p.since AS since, p.until AS until"
    )
    force = [row for row in found if (row["since"] or date.min) <= DAY < (row["until"] or date.max)]
    inside = sum(f"|{place}|" in row["helped"] for row in force)
    beyond = sum(f"|{place}|" in row["helper"] and f"|{place}|" not in row["helped"] for row in force)
    report = drafted(county.engine, "pairs", scope=place)
    words = next(block.text for block in report.blocks if isinstance(block, Para))
    assert f"有效结对 {inside} 对" in words
    assert (f"另有 {beyond} 对" in words) is bool(beyond)
    assert beyond or place != "Township:990101102"


@pytest.mark.parametrize(("language", "said"), [("zh", ("两委成员每人至少 1 户", "户每户 2 名帮扶人", "两委成员至多 4 对")), ("en", ("two-committee members: at least 1 each", "2 each", "at most 4 pairs"))])
def test_who_approves_pairs_reads_every_rule_in_words(county, language, said):
    rules = Rules("帮学", km=0.0, same_township=False, limits=(Limit("committee", least=1),), categories=(Category(2, type="Household"),), quotas=(Quota(0, 4, role="committee"),))
    keep_pairs(county.engine, "结对", pair(county.engine, Asked(rules, COUNTY, DAY, helpers="all", helped="all")))
    report = drafted(county.engine, "plan", scope=COUNTY, language=language, more={"plan": "结对"})
    [card] = [block for block in report.blocks if isinstance(block, Card)]
    told = " ".join(value for _, value in card.pairs)
    for words in said:
        assert words in told
    assert "5.0" not in told
