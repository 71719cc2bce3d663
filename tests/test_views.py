"""Every page opens, in both languages, over the samples and over an empty store; what it shows is escaped and masked."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import actions
from views import counting, page, places, sources, table

LONG = os.environ.get("LIANJIAN_LONG") == "1"
APP = str(Path(__file__).parents[1] / "app.py")
PAGES = [name for name in page.PAGES if (Path(APP).parent / "views" / f"{name}.py").exists()]


@pytest.fixture(scope="session")
def loaded(tmp_path_factory):
    """A folder with the first sample in its sample store, and nothing of one's own."""
    folder = tmp_path_factory.mktemp("home")
    patch = pytest.MonkeyPatch()
    patch.setenv("LIANJIAN_HOME", str(folder))
    patch.delenv("LIANJIAN_DB", raising=False)
    engine = actions.open_store(samples=True)
    [(draft, record)] = actions.load_samples(engine, [actions.sample_names()[0]]).values()
    engine.close()
    patch.undo()
    assert record is not None, draft.problems
    return folder


@pytest.fixture
def home(loaded, tmp_path, monkeypatch):
    """A copy of that folder for one test."""
    folder = tmp_path / "home"
    shutil.copytree(loaded, folder)
    monkeypatch.setenv("LIANJIAN_HOME", str(folder))
    monkeypatch.delenv("LIANJIAN_DB", raising=False)
    monkeypatch.setattr(counting, "BUDGET", 600)
    st.cache_resource.clear()
    st.cache_data.clear()
    yield folder
    for samples in (True, False):
        page.store(samples).close()
    st.cache_resource.clear()


def opened(name: str, **address: str) -> AppTest:
    """A page run once at an address."""
    app = AppTest.from_file(APP, default_timeout=120)
    for key, value in address.items():
        app.query_params[key] = value
    if name != "overview":
        app.switch_page(f"views/{name}.py")
    app.run()
    assert app.session_state["_page"] == name
    return app


def html(app: AppTest) -> str:
    """All HTML that a page showed."""
    return "\n".join(element.proto.body for element in app.get("html"))


def faultless(app: AppTest) -> None:
    """No exception, and none that the outer guard turned into words."""
    assert not app.exception
    assert 'class="fault"' not in html(app)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_without_data(home, name, lang):
    app = opened(name, lang=lang, data="own")
    faultless(app)
    shown = html(app)
    assert "<h1>" in shown or name in ("network", "clusters")
    if name in ("overview", "questions"):
        assert ("尚无数据。" if lang == "zh" else "No data yet.") in shown


def test_a_visit_without_an_address_opens_the_samples(home):
    app = opened("overview")
    faultless(app)
    assert (app.query_params["data"], app.query_params["lang"]) == ("samples", "zh")


def test_the_overview_shows_the_planted_gaps(home):
    shown = html(opened("overview", lang="zh", data="samples"))
    engine = page.store(True)
    for question in ("villages_outside_cooperatives", "organisations_without_members"):
        number = len(actions.ask(engine, question).rows)
        assert number
        assert f"q={question}" in shown
        assert f">{number} " in shown


@pytest.mark.parametrize(("lang", "head", "nearer"), [("zh", "各组的重叠", "离安乐庄更近"), ("en", "Where clusters overlap", "nearer to 安乐庄")])
def test_clusters_show_where_they_overlap(home, lang, head, nearer):
    app = opened("clusters", lang=lang, data="samples")
    faultless(app)
    assert head in html(app)
    assert nearer in html(app)


def test_every_question_opens(home):
    for number, question in enumerate(actions.questions()):
        for lang in ("zh", "en") if LONG else (("zh", "en")[number % 2],):  # the page is the same for all: one language each will do
            app = opened("questions", lang=lang, data="samples", q=question.name, row="0")
            faultless(app)
            assert page.html.escape(question.asks[lang == "en"], quote=True) in html(app), question.name


def test_a_place_narrows_the_answer_and_an_unknown_one_is_let_go(home):
    engine = page.store(True)
    area = next(place for place in places.places(engine) if place.level == "Area")
    app = opened("questions", lang="zh", data="samples", q="villages_outside_cooperatives", scope=area.key)
    inside = actions.ask(engine, "villages_outside_cooperatives", scope=area.key)
    faultless(app)
    assert f"/ {inside.denominator}" in html(app)
    faultless(opened("overview", lang="zh", data="samples", scope="Area:none"))


def test_a_wrong_parameter_is_said_in_words(home):
    app = opened("questions", **{"lang": "zh", "data": "samples", "q": "villages_beyond_minutes", "p.minutes": "十五"})
    assert not app.exception
    assert "十五" in html(app)
    assert 'class="fault"' in html(app)


def test_figures_that_take_long_follow_by_themselves(home, monkeypatch):
    monkeypatch.setattr(counting, "BUDGET", 0)
    app = opened("overview", lang="zh", data="samples")
    faultless(app)
    assert "正在计算" in html(app)
    assert app.session_state["_pending"]


def test_a_fault_is_words_on_the_page_and_lines_in_the_log(home, monkeypatch):
    monkeypatch.setattr(places, "places", lambda engine: 1 / 0)
    app = AppTest.from_file(APP, default_timeout=60).run()
    assert not app.exception
    assert "未完成，库中数据未改动。" in html(app)
    assert "ZeroDivisionError" not in html(app)
    assert "ZeroDivisionError" in (home / "logs" / "app.log").read_text("utf-8")


def test_names_are_masked_until_the_switch_is_used_and_that_is_logged(home, monkeypatch):
    monkeypatch.setattr(page, "on_loopback", lambda: True)
    found = next(
        question
        for question in actions.questions()
        if "name" in question.personal.values() and actions.ask(page.store(True), question.name).rows
    )
    column = next(name for name, kind in found.personal.items() if kind == "name")
    real = actions.ask(page.store(True), found.name, unmask=True).rows[0][column]
    app = opened("questions", lang="zh", data="samples", q=found.name)
    faultless(app)
    assert real not in html(app)
    app.segmented_control(key="_names").set_value("show").run()
    faultless(app)
    assert real in html(app)
    assert any(line["deed"] == "reveal" and line["question"] == found.name for line in actions.read_audit())


def test_names_cannot_be_shown_to_another_machine(home, monkeypatch):
    monkeypatch.setattr(page, "on_loopback", lambda: False)
    found = next(question for question in actions.questions() if "name" in question.personal.values())
    app = opened("questions", lang="zh", data="samples", q=found.name)
    assert not [one for one in app.segmented_control if one.key == "_names"]


def test_values_are_escaped():
    assert table.cell("<script>") == "&lt;script&gt;"
    rows = table.yearbook([table.Column("<b>")], [["<i>"]])
    assert "<b>" not in rows
    assert "<i>" not in rows


def test_letters_as_excel_writes_them():
    assert [sources.letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(0, 0, "—"), (1, 3000, "0.1%"), (2999, 3000, "99.9%"), (3000, 3000, "100.0%"), (71, 90, "78.9%")]
)
def test_a_percentage_never_rounds_to_all_or_nothing(part, whole, said):
    assert table.percent(part, whole) == said


def test_what_is_not_counted_yet_has_its_row(home, monkeypatch):
    monkeypatch.setattr(counting, "BUDGET", 0)
    text = html(opened("overview"))
    assert text.count(f"<td class=\"num\">{counting.LATER}</td>") > 8
    assert "正在计算" in text
