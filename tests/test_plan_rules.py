"""Rules of a plan as a file: every fault is told at once, by line; what a page hands out, it and the verb take back the same."""

from __future__ import annotations

import json
import tomllib
from datetime import date

import pytest

import cli
from actions import rules_faults, together
from actions.rules_files import in_force, pairing_toml, read, toml
from actions.siting_files import FileFault
from actions.siting_rules import SitingRules
from actions.siting_rules import rules_of as siting_rules_of
from actions.together import AskedTogether
from actions.touring import TourRules, tour_rules_of
from planning.leading_rules import LeadRules, lead_rules_of
from planning.pairing_rules import Category, Limit, Quota, Rules, rules_of
from tests.test_plan_view import county  # noqa: F401
from tests.test_views import faultless, html, opened
from views import page

FULL = Rules(
    "帮学", each=2, up_to=3, max_load=2, own_capacity=True, same_township=False, km=0.0, unknown_km=12.5, match="prefer", keep_km=3.0, fair="even",
    must=(("Member:1", "Household:1"), ("Member:2", "Household:\"2\"")), never=(("Member:3", "Household:1"),),
    quotas=(Quota(0, 3, role="committee", township="西乡"), Quota(2)), limits=(Limit("committee", least=2, most=4), Limit(type="Member", most=0)),
    categories=(Category(2, 3, state="未脱贫"),),
)  # fmt: skip
JOINT = """most = 3
[[limits]]
role = "committee"
least = 1

[[programmes]]
programme = "帮学"
same_township = false
km = 0
[[programmes.categories]]
type = "Household"
each = 2
up_to = 3
[[programmes.quotas]]
role = "committee"
at_least = 1
"""
SPOILT = """most = -1
[[limits]]
role = "boss"

[[programmes]]
programme = "帮学"
kms = 30
own_capacity = "yes"
[[programmes.quotas]]
at_least = 2
township = 9901

[[programmes]]
km = "far"
joint = 2
helpers = "cats"
must = ["Member:1"]
"""


def told_of(content: str, judge) -> list[str]:
    """The faults of a file in Chinese."""
    with pytest.raises(FileFault) as wrong:
        read(content.encode(), judge)
    assert len(wrong.value.text[0].splitlines()) == len(wrong.value.text[1].splitlines())
    return wrong.value.text[0].splitlines()


def test_all_rules_of_every_kind_are_read_back_as_they_were_written():
    assert rules_of(read(pairing_toml(FULL).encode(), rules_faults.pairing)) == FULL
    assert rules_of({**Rules("帮学", max_load=9, limits=(Limit(least=1),)).to_json(), **tomllib.loads(pairing_toml(Rules("帮学")))}) == Rules("帮学")
    parts = (in_force(FULL) | {"fair": "", "helpers": "able"}, in_force(Rules("带富")))
    asked = AskedTogether(None, None, parts, 3, (Limit("reserve", least=1),), True)
    again = AskedTogether(None, None, **together.asked_of(read(toml(together.told_of(asked, ())).encode(), rules_faults.together)))
    assert (again.most, again.afresh, again.limits) == (asked.most, asked.afresh, asked.limits)
    assert [rules_of({name: value for name, value in one.items() if name != "helpers"}) for one in again.programmes] == [
        rules_of({name: value for name, value in one.items() if name != "helpers"}) for one in parts
    ]
    for areas in ("must", ""):
        lead = LeadRules(leaders=3, gap=0.25, lead=("Village:1",), must=(("Village:1", "Village:2"),), areas=areas)
        assert lead_rules_of(read(toml(lead.__dict__).encode(), rules_faults.leading)) == lead
    siting = SitingRules("most", points=7, keep=False, own="area", capacity=500.0)
    assert siting_rules_of(read(toml(siting.told()).encode(), rules_faults.siting)) == siting
    tour = TourRules("宣讲演出", 8.0, date(2020, 10, 1), 2, (5, 6), "Township:1", 1.5, 9.0)
    assert tour_rules_of(read(toml(tour.told()).encode(), rules_faults.tour)) == tour


def test_every_fault_of_a_file_is_told_with_its_line():
    found = told_of(SPOILT, rules_faults.together)
    assert [one.split("：")[0] for one in found] == [f"第 {line} 行" for line in (1, 2, 7, 8, 11, 13, 14, 15, 16, 17)]
    for words, line in (("合计上限", 0), ("boss", 1), ("km", 2), ("true 或 false", 3), ("引号", 4), ("programme", 5), ("far", 6), ("joint", 7), ("cats", 8), ("成对", 9)):
        assert words in found[line]
    assert told_of("each = 0\nmatch = 'x'\nlimits = 3\n", rules_faults.pairing)[2].startswith("第 3 行：limits 应写作 [[limits]]")
    assert len(told_of("[[programmes]]\nprogramme = ['帮学']\nhelpers = []\n", rules_faults.together)) == 2
    assert len(told_of("areas = 'x'\nlead = 3\ngaps = 1\n", rules_faults.leading)) == 3
    assert len(told_of("minutes = 'x'\naim = 'best'\npoints = -1\nkeep = 1\n", rules_faults.siting)) == 4
    assert len(told_of("first = '2020-10-01'\nrest = '89'\nevery = 0\nkm = -1\n", rules_faults.tour)) == 4
    assert told_of('programme = "帮学"\nkm = 30 公里\n', rules_faults.pairing)[0].startswith("第 2 行第 9 列")
    assert told_of('must = [["a", "b"]]\nnever = [["a", "b"]]\n', rules_faults.pairing)[0].startswith("第 1 行：同一对")
    with pytest.raises(FileFault, match="UTF-8"):
        read('programme = "帮学"'.encode("gb18030"), rules_faults.pairing)


def with_file(address: dict[str, str], content: str):
    """The page with a file chosen at its place."""
    app = opened("plan", **address)
    app.file_uploader(key=f"_plan_rules_{address['kind']}").upload("rules.toml", content.encode(), "application/toml").run()
    return app


def test_the_page_of_programmes_together_takes_the_file_of_the_verb_and_gives_it_back(county, monkeypatch):  # noqa: F811
    handed: list[str] = []
    monkeypatch.setattr("views.plan_together.toml", lambda told: handed.append(toml(told)) or handed[-1])
    address = county | {"kind": "together", "most": "9", "joint_quotas": "帮学|committee|||2|"}
    before = html(opened("plan", **address))
    app = with_file(address, SPOILT)
    faultless(app)
    assert "第 17 行" in html(app)
    assert "各项目合计至多 9 户" in html(app)
    app = with_file(address, JOINT)
    faultless(app)
    shown = html(app)
    assert "各项目合计至多 9 户" in before
    assert "most" not in app.query_params
    assert "joint_quotas" not in app.query_params
    for words in ("各项目合计至多 3 户", "从现有结对出发", "两委成员每人至少 1 户", "每户 2 至 3 名帮扶人", "两委成员至少 1 对", "规则文件：rules.toml"):
        assert words in shown
    again = AskedTogether(**together.asked_of(read(handed[-1].encode(), rules_faults.together)))
    first = AskedTogether(**together.asked_of(read(JOINT.encode(), rules_faults.together)))
    assert (again.most, again.limits, again.afresh) == (first.most, first.limits, first.afresh)
    engine = page.store(False)
    plans = [together.plan(engine, AskedTogether(county["scope"], None, one.programmes, one.most, one.limits, one.afresh)) for one in (first, again)]
    assert [part.plan.rules for part in plans[0].parts] == [part.plan.rules for part in plans[1].parts]
    assert plans[0].joint.cost == plans[1].joint.cost
    app.button(key="plan_usual_together").click().run()
    faultless(app)
    shown = html(app)
    assert "从头规划" in shown
    assert "两委成员每人至少 2 户" in shown
    assert "规则文件：" not in shown
    assert "rules" not in app.query_params


def test_a_file_of_another_session_is_said_to_be_missing(county):  # noqa: F811
    app = opened("plan", **(county | {"kind": "together", "rules": "abcdef123456"}))
    faultless(app)
    assert "重新选择该文件" in html(app)


def test_the_other_pages_take_a_file_and_the_address_follows(county):  # noqa: F811
    scope = {"data": "own", "scope": county["scope"]}
    app = with_file(scope | {"kind": "siting"}, 'aim = "most"\npoints = 3\nminutes = 10\nkeep = true\n')
    assert (app.query_params["aim"], app.query_params["points"], app.query_params["minutes"]) == ("most", "3", "10")
    app = with_file(scope | {"kind": "siting"}, 'table = "minutes.csv"\n')
    assert "规则文件用到 minutes.csv" in html(app)
    app = with_file(scope | {"kind": "tour"}, 'kind = "宣讲演出"\nkm = 10.0\nrest = "67"\ndetour = 2.0\n')
    assert (app.query_params["event"], app.query_params["rest"]) == ("宣讲演出", "67")
    faultless(app)
    assert "直线 × 2" in html(app)
    app = with_file(scope | {"kind": "leading"}, "capacity = 4\ngap = 0.0\n")
    faultless(app)
    assert "每村至多带 4 村" in html(app)
    app = with_file(county | {"kind": "pairing"}, 'programme = "帮学"\nmax_load = 7\nkm = 0.0\nsame_township = false\n')
    faultless(app)
    assert "max_load" not in app.query_params
    assert "每人至多 7 户" in html(app)


def test_the_verbs_take_the_same_files(tiny_home, capsys, tmp_path):
    rules = tmp_path / "rules.toml"
    rules.write_text(JOINT, "utf-8")
    assert cli.main(["plan", "together", "--scope", "County:990101", "--rules", str(rules), "--json"]) in (0, 1)
    told = json.loads(capsys.readouterr().out)
    assert [one["programme"] for one in told["programmes"]] == ["帮学"]
    rules.write_text(SPOILT, "utf-8")
    assert cli.main(["plan", "together", "--scope", "County:990101", "--rules", str(rules)]) == 1
    assert "第 17 行" in capsys.readouterr().err
    rules.write_text('kind = "宣讲演出"\nkm = 10\n', "utf-8")
    assert cli.main(["plan", "tour", "--scope", "County:990101", "--rules", str(rules), "--rest", "67", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["objective"] >= 0
