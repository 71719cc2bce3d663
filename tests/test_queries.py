"""The book: its front matter, what it is asked with, how answers are kept, and the figures it computes."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graphmodel.embedded import Embedded
from graphmodel.engine import Engine
from graphmodel.schema import NODE, NODES, RELS
from queries import BOOK, SUBJECTS, BookError, Question, QuestionError, ask, figures
from queries.book import read, read_all
from queries.front import FOLDER, PARAMETER, vocabulary
from queries.page import PAGE, markdown
from queries.parameters import parameters
from queries.phrases import spelt_out
from queries.published import printed, recipes
from tests import tiny

GOOD = """/*
title = { zh = "村", en = "Villages" }
asks = { zh = "有哪些村？", en = "Which villages?" }
numerator = { zh = "村", en = "villages" }
denominator = { zh = "村", en = "villages" }
excluded = { zh = "无", en = "none" }
[params]
minutes = {}
[columns]
id = {}
[[example]]
gives = []
*/
MATCH (v:Village) WHERE v.within CONTAINS $scope AND v.population > $minutes RETURN v.id AS id ORDER BY id
;
MATCH (v:Village) WHERE v.within CONTAINS $scope RETURN count(v) AS denominator
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The tiny county in an embedded store."""
    engine = Embedded(tmp_path_factory.mktemp("county") / "store")
    yield tiny.fill(engine)
    engine.close()


def written(folder: Path, text: str, name: str = "villages") -> Path:
    """A question's file of the subject overview."""
    file = folder / "overview" / f"{name}.cypher"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_a_good_file_is_a_question(tmp_path: Path) -> None:
    question = read(written(tmp_path, GOOD))
    assert (question.name, question.subject, question.title) == ("villages", "overview", ("村", "Villages"))
    assert question.params["minutes"]["default"] == 15


@pytest.mark.parametrize(("old", "new", "said"), [
    ('asks = { zh = "有哪些村？", en = "Which villages?" }', 'asks = { zh = "有哪些村？" }', "asks needs zh and en."),
    ("minutes = {}", "speed = {}", "$minutes is not declared."),
    ("minutes = {}", "speed = {}", "parameter speed is not used."),
    ("minutes = {}", 'minutes = { type = "real" }', "parameter minutes has an unknown type."),
    ("minutes = {}", 'minutes = { type = "choice" }', "parameter minutes has a default outside its choices."),
    ("minutes = {}", 'minutes = { of = "Village.colour" }', "parameter minutes has choices that cannot be read."),
    ("id = {}", "place_of_rest = {}", "column place_of_rest needs zh and en."),
    ("id = {}", 'id = { node = "Hamlet" }', "column id is of an unknown node."),
    ("[columns]", "[columns]\nid = {}\n[reasons]\nx = {}\n[other]", "reason x needs zh and en."),
    ("[[example]]\ngives = []", "", "there is no example."),
    ("gives = []", "with = {}", "example 1 needs gives."),
    ("ORDER BY id", "", "the rows are not in order."),
    ("WHERE v.within CONTAINS $scope RETURN count", "RETURN count", "statement 2 does not use $scope."),
    ("\n;\n", "\n", "there are 1 statements; rows, denominator and perhaps excluded are needed."),
    ("[params]", 'colour = "red"\n[params]', "colour is not a known entry."),
    ("[params]", 'needs = ["Hamlet"]\n[params]', "it needs Hamlet, which is no type of the model."),
])
def test_every_fault_of_a_file_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(BookError) as error:
        read(written(tmp_path, GOOD.replace(old, new)))
    assert f"villages.cypher: {said}" in str(error.value).splitlines()


def test_the_faults_of_all_files_come_together(tmp_path: Path) -> None:
    texts = {"one": GOOD.replace("ORDER BY id", ""), "two": "no front matter", "three": GOOD}
    files = [written(tmp_path, text, name) for name, text in texts.items()]
    with pytest.raises(BookError) as error:
        read_all(files)
    assert {line.partition(":")[0] for line in str(error.value).splitlines()} == {"one.cypher", "two.cypher"}


@pytest.mark.parametrize("question", BOOK.values(), ids=lambda question: question.name)
def test_every_statement_is_limited_to_the_scope_and_has_its_words(question: Question) -> None:
    assert all("scope" in PARAMETER.findall(text) for text in question.cypher.values())
    assert question.subject in SUBJECTS
    assert not question.gap or (question.unit and next(iter(question.columns)) == "id")
    for column in question.columns.values():
        assert column.get("node") in {None, *NODE}
        assert column.get("personal", "") in ("", "name", "number")


def test_names_of_people_are_always_marked() -> None:
    unmarked = {(question.name, name) for question in BOOK.values() for name, column in question.columns.items()
                if ("户主" in column["zh"] or column["zh"] in ("党员", "承诺人", "帮扶人", "代表")) and column.get("type", "text") == "text"
                and not column.get("personal")}
    assert not unmarked


@pytest.mark.parametrize("name", ["counts_by_type", "brought_by_import"])
def test_counting_by_type_counts_every_type(county: Engine, name: str) -> None:
    held = {label: len(rows) for label, rows in tiny.NODES.items()} | Counter(type for type, *_ in tiny.RELS)
    assert {row["type"]: row["n"] for row in ask(county, name).rows} == held
    assert set(held) == {node.label for node in NODES} | {rel.type for rel in RELS}


def test_every_shared_word_is_used() -> None:
    heads = [read_head(path) for path in FOLDER.rglob("*.cypher")]
    for kind in ("columns", "params", "reasons"):
        assert [name for name in vocabulary(kind) if not any(f"\n{name} = {{" in head for head in heads)] == []


def read_head(path: Path) -> str:
    return path.read_text("utf-8").partition("*/")[0]


def test_phrases_take_names_only() -> None:
    with pytest.raises(ValueError, match="give the value a name"):
        spelt_out("RETURN rounded1(sum(x))")
    with pytest.raises(ValueError, match="takes a, b"):
        spelt_out("RETURN kilometres(a)")


@pytest.mark.parametrize(("name", "given", "bound"), [
    ("villages_beyond_minutes", {"minutes": "10"}, {"minutes": 10.0, "detour": 1.3, "speed": 20.0}),
    ("villages_beyond_minutes", {}, {"minutes": 15.0, "detour": 1.3, "speed": 20.0}),
    ("visits_due", {"days": " 60 ", "programme": " 包户 "}, {"days": 60, "programme": "包户"}),
    ("visits_due", {"days": None}, {"days": 30, "programme": ""}),
    ("coverage_within_minutes", {"by": "乡镇"}, {"by": "township", "minutes": 15.0, "detour": 1.3, "speed": 20.0}),
])
def test_texts_become_values(name: str, given: dict[str, Any], bound: dict[str, Any]) -> None:
    assert parameters(BOOK[name], given) == bound


@pytest.mark.parametrize(("name", "given", "said", "maybe"), [
    ("visits_due", {"days": "soon"}, "is not a whole number", ()),
    ("visits_due", {"days": "1.5"}, "is not a whole number", ()),
    ("visits_due", {"days": "-1"}, "should lie between 0 and inf", ()),
    ("visits_due", {"day": "3"}, "has no parameter day", ("days",)),
    ("villages_beyond_minutes", {"minutes": "nan"}, "is not a number", ()),
    ("villages_beyond_minutes", {"minutes": "1e400"}, "is not a number", ()),
    ("villages_beyond_minutes", {"speed": "0"}, "should lie between 1 and inf", ()),
    ("coverage_within_minutes", {"by": "townships"}, "has no choice 'townships'", ("township",)),
    ("coverage_within_minutes", {"by": "x"}, "has no choice 'x'", ("area", "township")),
])
def test_what_cannot_be_is_said_in_both_languages(name: str, given: dict[str, Any], said: str, maybe: tuple[str, ...]) -> None:
    with pytest.raises(QuestionError) as error:
        parameters(BOOK[name], given)
    assert said in error.value.text[1]
    assert next(iter(given)) in error.value.text[0]
    assert error.value.maybe == maybe


def test_an_unknown_question_names_what_looks_like_it(county: Engine) -> None:
    with pytest.raises(QuestionError) as error:
        ask(county, "visit_due")
    assert "visits_due" in error.value.maybe


@pytest.mark.parametrize(("scope", "maybe"), [
    ("Township:999", ()), ("东镇", ("Township:990101101",)), ("990101101", ("Township:990101101",)),
    ("Village:东一村", (f"Village:{tiny.V1}",)), ("Unit:U1", ()),
])
def test_an_unknown_place_names_what_may_be_meant(county: Engine, scope: str, maybe: tuple[str, ...]) -> None:
    with pytest.raises(QuestionError) as error:
        ask(county, "counts_by_type", scope=scope)
    assert error.value.maybe == maybe


def test_an_answer_says_what_it_was_asked_with(county: Engine) -> None:
    answer = ask(county, "villages_beyond_minutes", {"minutes": "8"}, "Township:990101101")
    assert (answer.scope, answer.as_of, answer.denominator) == ("Township:990101101", tiny.DATA_DATE, 3)
    assert answer.params["minutes"] == 8.0
    assert [row["name"] for row in answer.rows] == ["东二村", "东三村"]
    assert answer.sources[0] == [{"import": 1, "file": "小县.xlsx", "sheet": "Village", "row": 3}]
    assert answer.excluded == []


def test_the_day_decides_what_is_in_force(county: Engine) -> None:
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2020, 6, 1))
    led = [{row["led"] for row in ask(county, "leaders_and_led", as_of=day).rows} for day in days]
    assert led == [{"东一村"}, {"东一村", "东二村", "东三村", "西一村", "西二村"}, {"东一村", "东二村", "西一村"}]


def test_a_year_left_blank_is_the_latest_on_record(county: Engine) -> None:
    assert ask(county, "ratings_by_branch").params == {"year": 2020}
    assert ask(county, "ratings_by_branch", as_of=date(2026, 1, 31)).params == {"year": 2020}
    assert ask(county, "year_plan_progress", as_of=date(2026, 1, 31)).params == {"year": 2026}
    assert ask(county, "ratings_by_branch", as_of=date(2019, 12, 31)).params == {"year": 2019}


def test_answers_are_kept_until_the_data_change(new_store: Any) -> None:
    store = new_store()
    nothing = ask(store, "counts_by_type")
    assert ask(store, "counts_by_type") is nothing
    tiny.fill(store)
    assert ask(store, "counts_by_type").rows


def test_the_page_of_questions_is_current() -> None:
    assert PAGE.read_text("utf-8") == markdown(), "run: python -m queries.page"


def test_every_printed_figure_has_a_recipe_that_fits_its_question() -> None:
    made = recipes()
    assert [row["id"] for row in printed()] == list({row["id"]: None for row in printed()})
    assert set(made) == {row["id"] for row in printed()}
    assert len(made) == 80
    for recipe in made.values():
        question = BOOK[recipe["question"]]
        assert set(recipe.get("params", {})) <= set(question.params)
        assert {*recipe.get("where", {}), *(recipe[name] for name in ("column", "of") if name in recipe)} <= set(question.columns)


def test_figures_of_systems_that_are_not_there_do_not_hold(county: Engine) -> None:
    found = figures(county)
    assert len(found) == 80
    assert not any(figure["holds"] for figure in found)
    assert {figure["computed"] for figure in found} == {None}


def test_asking_the_whole_book_leaves_no_memory_behind(county: Engine) -> None:
    def held() -> int:
        found: int = county.rows("CALL bm_info() RETURN *")[0]["mem_usage"]
        return found
    before = held()
    for name in BOOK:
        ask(county, name, as_of=date(2020, 1, 1))
    assert held() - before < 2**27
