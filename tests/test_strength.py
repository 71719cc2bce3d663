"""Strength: what is missing counts neither way, settings are kept by name and place, and both engines give the same inputs."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

import cli
import queries
from actions.strength import StrengthError, forget_strength, save_strength, saved_strengths, strength, territory
from analysis.strength import PROPERTIES, Setting, alone, faults, idle, missing, strengths
from tests import tiny
from tests.test_views import APP, faultless, html
from views import page

ONE = Setting(weights={"income": 1, "secretary": 1})


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty home folder."""
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path))
    monkeypatch.delenv("LIANJIAN_DB", raising=False)
    return tmp_path


def row(id, **known):
    return {"id": id, "income": None, "secretary": None, **known}


def test_a_missing_value_moves_no_strength_and_is_named():
    rows = [
        row("a", income=3.0, secretary=True),
        row("b", income=2.0),
        row("c", secretary=False),
        row("d", income=1.0, secretary=False),
        row("e"),
    ]
    found = {one["id"]: one for one in strengths(rows, ONE)}
    assert (found["b"]["strength"], found["b"]["known"], found["b"]["missing"]) == (0.5, 0.5, ["secretary"])
    assert (found["c"]["strength"], found["c"]["missing"], found["c"]["class"]) == (0.0, ["income"], "weak")
    assert (found["e"]["strength"], found["e"]["class"], found["e"]["known"]) == (None, "unknown", 0.0)
    assert list(found) == ["a", "b", "c", "d", "e"]
    assert missing(found.values(), ONE) == {"income": 2, "secretary": 2}


def test_below_the_chosen_share_it_is_unknown():
    [found] = strengths([row("a", income=3.0)], Setting(weights={"income": 1, "secretary": 1}, known=0.6))
    assert (found["strength"], found["class"], found["known"]) == (None, "unknown", 0.5)


def test_a_ledger_that_is_not_kept_is_missing_and_not_zero():
    setting = Setting(weights={"honours": 1}, known=0.1)
    assert [one["class"] for one in strengths([{"id": "a", "honours": 0}, {"id": "b", "honours": 0}], setting)] == ["unknown", "unknown"]
    assert [one["strength"] for one in strengths([{"id": "a", "honours": 0}, {"id": "b", "honours": 2}], setting)] == [1.0, 0.0]


def test_who_is_left():
    rows = [
        row("a", income=3.0, leads=0, led=0),
        row("b", income=2.0, leads=0, led=0),
        row("c", income=1.0, leads=0, led=0),
        row("d", income=0.0, leads=0, led=1),
        row("e", leads=0, led=0),
    ]
    found = strengths(rows, Setting(weights={"income": 1}, weak=0.4))
    assert [one["id"] for one in idle(found)] == ["a"]
    assert [one["id"] for one in alone(found)] == ["c"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"weights": {}},
        {"weights": {"beauty": 1}},
        {"weights": {"income": -1}},
        {"weights": {"income": float("nan")}},
        {"strong": 0.2},
        {"known": 2},
        {"way": "?"},
        {"type": "Household"},
    ],
)
def test_a_faulty_setting_is_said_in_both_languages(wrong):
    setting = Setting(**wrong)
    assert faults(setting)
    assert all(zh and en for zh, en in faults(setting))
    with pytest.raises(ValueError, match="."):
        strengths([row("a", income=1.0)], setting)


values = some.lists(
    some.fixed_dictionaries(
        {name: some.none() | some.floats(0, 1e6) for name in ("income", "collective_income")} | {"secretary": some.none() | some.booleans()}
    ),
    max_size=12,
)


@given(values, some.sampled_from(["rank", "range"]))
def test_strength_lies_between_0_and_1_and_no_row_is_lost(rows, way):
    found = strengths(
        [{"id": str(at), **one} for at, one in enumerate(rows)],
        Setting(weights={"income": 2, "collective_income": 1, "secretary": 1}, way=way),
    )
    assert sorted(int(one["id"]) for one in found) == list(range(len(rows)))
    assert all(one["strength"] is None or -1e-9 <= one["strength"] <= 1 + 1e-9 for one in found)
    assert all((one["strength"] is None) == (one["known"] < 0.5) for one in found)


@pytest.mark.parametrize("name", ["village_strength_inputs", "branch_strength_inputs"])
def test_the_inputs_are_as_their_examples_say(engine, name):
    tiny.fill(engine)
    [example] = queries.BOOK[name].examples
    answer = queries.ask(engine, name)
    assert [{key: value for key, value in one.items() if value is not None} for one in answer.rows] == example["gives"]
    assert answer.denominator == example["denominator"]
    assert queries.ask(engine, name, {"year": 2019}, "County:990102").rows == []


@pytest.mark.parametrize("type", PROPERTIES)
def test_strength_of_what_is_stored(tiny_home, type):
    found = strength(page.store(False), Setting(type, {"honours": 1, "secretary": 1}), scope="County:990101")
    assert len(found.rows) == found.answer.denominator
    assert {one["class"] for one in found.rows} >= {"strong", "weak"}


def test_settings_are_kept_by_name_and_place(home):
    save_strength("990101", "  收入为主 ", ONE)
    save_strength("*", "各处", Setting())
    save_strength("990101", "示例的", ONE, samples=True)
    assert saved_strengths("990101") == {"各处": Setting(), "收入为主": ONE}
    assert list(saved_strengths("990101", samples=True)) == ["示例的"]
    assert list(saved_strengths("110101")) == ["各处"]
    forget_strength("990101", "收入为主")
    assert list(saved_strengths("990101")) == ["各处"]
    for wrong in (
        lambda: forget_strength("990101", "收入为主"),
        lambda: save_strength("990101", " ", ONE),
        lambda: save_strength("990101", "空", Setting(weights={})),
    ):
        with pytest.raises(StrengthError) as reason:
            wrong()
        assert all(reason.value.text)
    assert territory("Township:990101101") == "990101"


@pytest.mark.parametrize("text", ["", "[]", '{"own": 3}', '{"own": {"*": {"a": {"weights": {"income": "x"}}}}}'])
def test_a_damaged_file_is_neither_trusted_nor_written_over(home, text):
    (home / "strengths.json").write_text(text, "utf-8")
    assert saved_strengths("*") == {}
    if not text.startswith('{"own": {'):
        with pytest.raises(StrengthError):
            save_strength("*", "名", ONE)
        assert (home / "strengths.json").read_text("utf-8") == text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("type", PROPERTIES)
def test_the_page_follows_its_address_and_saves(tiny_home, lang, type):
    app = AppTest.from_file(APP, default_timeout=120)
    for key, value in {
        "lang": lang,
        "data": "own",
        "type": type,
        "w.honours": "2",
        "known": "0.2",
        "strong": "0.65",
        "w.rating": "nonsense",
    }.items():
        app.query_params[key] = value
    app.switch_page("views/strength.py").run()
    faultless(app)
    shown = html(app)
    assert ("强而未帮带别人" if lang == "zh" else "Strong, and leading nobody") in shown
    assert app.slider(key="_strength_w.honours").value == 2.0
    assert app.slider(key="_strength_strong").value == 0.65
    app.slider(key="_strength_w.honours").set_value(5.0).run()
    faultless(app)
    assert app.query_params["w.honours"] == "5"
    app.text_input[0].set_value("一").run()
    app.button(key="strength_keep").click().run()
    faultless(app)
    [(place, kept)] = json.loads((tiny_home / "strengths.json").read_text("utf-8"))["own"].items()
    assert kept["一"]["type"] == type
    assert kept["一"]["weights"]["honours"] == 5.0
    assert place in ("*", "990101")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_definitions_are_found_by_words(tiny_home, lang):
    app = AppTest.from_file(APP, default_timeout=120)
    for key, value in {"lang": lang, "data": "own", "find": "village_strength"}.items():
        app.query_params[key] = value
    app.switch_page("views/definitions.py").run()
    faultless(app)
    assert queries.BOOK["village_strength_inputs"].numerator[lang == "en"].split("；")[0][:12] in html(app)
    assert queries.BOOK["branch_strength_inputs"].title[lang == "en"] not in html(app)


def test_strength_rests_on_the_day(tiny_home):
    engine = page.store(False)
    led = {one["id"]: one["led"] for one in strength(engine, ONE, as_of=date(2020, 9, 30)).rows}
    before = {one["id"]: one["led"] for one in strength(engine, ONE, as_of=date(1990, 1, 1)).rows}
    assert sum(led.values()) > sum(before.values())


def test_the_verb_weighs_saves_and_forgets(tiny_home, capsys):
    place, weigh = ["--scope", "County:990101", "--json"], ["--weight", "income=1", "--weight", "honours=0", "--strong", "0.9"]
    assert cli.main(["strength", *weigh, *place, "--save", "收入"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["setting"]["weights"]["income"], told["setting"]["weights"]["honours"], told["setting"]["strong"]) == (1, 0, 0.9)
    assert cli.main(["strength", "收入", *place, "--forget", "收入"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == told["rows"]
    assert {one["class"] for one in told["rows"]} >= {"strong", "weak"}
    for wrong in (["收入"], ["--weight", "荣誉=1"], ["--weight", "income"], ["--weight", "income=-1"], ["--forget", "收入"]):
        assert cli.main(["strength", *wrong, *place]) == 2
