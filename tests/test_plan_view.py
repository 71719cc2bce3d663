"""The page of pairing plans: opens on the first programme, says what it rests on, keeps a proposal and moves it to an import."""

from __future__ import annotations

import json

import pytest

import actions
import cli
from actions import proposals
from graphmodel.digest import digest
from tests.test_views import faultless, html, opened
from views import page, plan_work


@pytest.fixture
def county(tiny_home, monkeypatch):
    """The address of the tiny county in a home folder of its own; a page waits until its plan is made."""
    monkeypatch.setattr(plan_work, "AT_ONCE", 90)
    return {"data": "own", "kind": "pairing", "scope": "County:990101", "helpers": "all", "helped": "all", "km": "0", "same": "0", "max_load": "1"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_comparison_says_what_is_proved_and_who_is_left_out(county, lang):
    app = opened("plan", lang=lang, **county)
    faultless(app)
    shown = html(app)
    assert ("已证最优，差距 0" if lang == "zh" else "proved best, gap 0") in shown
    assert ("核验通过" if lang == "zh" else "check passed") in shown
    assert "户 0001" not in shown
    assert "党员 0001" not in shown


def test_a_tighter_limit_leaves_some_out_with_the_reason(county):
    app = opened("plan", **(county | {"km": "1", "programme": "帮学"}))
    faultless(app)
    assert "任何方案都不能再少" in html(app) or "没有可结对的帮扶人" in html(app)


def test_a_proposal_goes_from_draft_to_import_by_the_buttons(county):
    app = opened("plan", **county)
    app.button(key="plan_keep").click().run()
    faultless(app)
    [name] = proposals.kept()
    engine = page.store(False)
    before = digest(engine)
    app = opened("plan", data="own", kind="kept", proposal=name)
    for key, state in (("plan_submit", "submitted"), ("plan_approve", "approved"), ("plan_write", "written")):
        app.button(key=key).click().run()
        faultless(app)
        assert proposals.kept()[name]["state"] == state
    assert digest(engine) != before
    actions.undo(engine, proposals.kept()[name]["import"])
    assert digest(engine) == before
    app.run()
    assert "已撤销" in html(app)


def test_a_place_without_pairs_says_so(county):
    app = opened("plan", **(county | {"scope": "County:990102"}))
    faultless(app)
    assert "没有有效的结对" in html(app)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["together", "leading"])
def test_programmes_together_and_strong_helps_weak_say_what_is_proved(county, kind, lang):
    app = opened("plan", lang=lang, **(county | {"kind": kind, "least_committee": "1"}))
    faultless(app)
    shown = html(app)
    assert ("已证最优，差距 0" if lang == "zh" else "proved best, gap 0") in shown
    assert ("核验通过" if lang == "zh" else "check passed") in shown
    assert "党员 0001" not in shown


def test_a_quota_of_the_address_is_a_rule_of_the_plan(county):
    app = opened("plan", **(county | {"programme": "帮学", "quotas": "committee|||1|"}))
    faultless(app)
    assert "两委成员至少 1 对" in html(app)


def test_under_a_quota_that_binds_no_exchange_is_priced(county):
    app = opened("plan", **(county | {"programme": "帮学", "quotas": "committee||||1"}))
    faultless(app)
    assert "须重新求解" in html(app)
    assert "会使别人没有帮扶人" not in html(app)


def test_a_quota_of_one_programme_stands_beside_the_limits_over_all(county):
    app = opened("plan", **(county | {"kind": "together", "joint_quotas": "帮学|committee|||2|"}))
    faultless(app)
    shown = html(app)
    assert "两委成员至少 2 对" in shown.partition("<b>帮学</b>")[2]
    assert "取消名额" in shown


def test_a_category_of_the_address_is_a_rule_of_the_plan(county):
    app = opened("plan", **(county | {"programme": "帮学", "cats": "||Household|2|3"}))
    faultless(app)
    assert "每户 2 至 3 名帮扶人" in html(app)


def test_kept_proposals_stand_side_by_side(county):
    for most in ("1", "2"):
        app = opened("plan", **(county | {"max_load": most}))
        app.text_input(key="_plan_name_0").set_value(f"至多{most}").run()
        app.button(key="plan_keep").click().run()
        faultless(app)
    app = opened("plan", data="own", kind="kept", proposal="至多2")
    faultless(app)
    shown = html(app)
    assert "并列比较" in shown
    assert shown.index("并列比较") < shown.rindex("至多1")


def test_the_least_bend_of_the_limit_over_all_is_told(county):
    app = opened("plan", **(county | {"kind": "together", "most": "1", "afresh": "1"}))
    faultless(app)
    assert "如放宽合计上限" in html(app)
    assert "任何方案都不能再少" in html(app) or "按规则没有可结对的帮扶人" in html(app)


def test_a_least_that_cannot_be_reached_bends_beside_who_falls_below_it_under_a_quota_too(county, tmp_path, capsys):
    told = county | {"programme": "帮学", "max_load": "9", "types": "committee||9|9"}
    rules = 'programme = "帮学"\nkm = 0.0\nsame_township = false\nmax_load = 9\n[[limits]]\nrole = "committee"\nleast = 9\nmost = 9\n'
    for quotas, file, words in (("", rules, "如两委成员每人至少"), ("committee||||1", rules + '[[quotas]]\nrole = "committee"\nat_most = 1\n', "如两委成员每人至少 0 户：无人低于下限")):
        app = opened("plan", **(told | {"quotas": quotas}))
        faultless(app)
        assert words in html(app).partition("低于每人下限")[2]
        (tmp_path / "rules.toml").write_text(file, "utf-8")
        asked = ["plan", "pairing", "--scope", "County:990101", "--helpers", "all", "--helped", "all", "--rules", str(tmp_path / "rules.toml")]
        capsys.readouterr()
        assert cli.main(asked) in (0, 1)
        assert words in capsys.readouterr().out
        assert cli.main([*asked, "--json"]) in (0, 1)
        assert all(one["sure"] and one["least"] < 9 for one in json.loads(capsys.readouterr().out)["least_bends"])
