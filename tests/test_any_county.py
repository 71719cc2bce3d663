"""A county that the project has never seen, filled into the template, loads with no change of code, and every question answers it."""
from __future__ import annotations

from datetime import date

import pytest

import loaders
import queries
from graphmodel.digest import digest
from graphmodel.schema import NODE
from tests import any_county


@pytest.fixture(scope="module", params=["zh", "en"])
def book(request, tmp_path_factory):
    """The workbook of the county, under the headers of either language."""
    return any_county.write(tmp_path_factory.mktemp("county"), request.param)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """An embedded store that holds the county."""
    from graphmodel.embedded import Embedded
    folder = tmp_path_factory.mktemp("store")
    engine = Embedded(folder / "store")
    load(engine, any_county.write(folder))
    yield engine
    engine.close()


def load(engine, path):
    """Loads the workbook; fails with every problem."""
    draft = loaders.prepare(engine, [path], territory=any_county.TERRITORY, data_date=date.fromisoformat(any_county.DATA_DATE))
    assert draft.ok, "\n".join(problem.text("en") for problem in draft.problems)
    loaders.write(engine, draft)
    return draft


def test_the_template_has_a_sheet_for_every_thing(book):
    assert set(NODE) <= set(any_county.SHEETS)


def test_it_loads_without_a_problem_in_both_languages_to_the_same_graph(county, book, new_store):
    other = new_store()
    draft = load(other, book)
    assert not [problem for problem in draft.problems if problem.severity == "error"]
    for name, rows in any_county.SHEETS.items():
        assert draft.counts[name]["new"] >= len(rows), name
    assert digest(other) == digest(county)


def test_a_second_load_changes_nothing(county, book):
    draft = loaders.prepare(county, [book], territory=any_county.TERRITORY, data_date=date.fromisoformat(any_county.DATA_DATE))
    assert draft.ok
    assert draft.changes.empty() if callable(draft.changes.empty) else draft.changes.empty


@pytest.mark.parametrize("name", queries.BOOK)
def test_every_question_answers(county, name):
    for scope in (None, f"County:{any_county.TERRITORY}", f"Township:{any_county.TOWN}"):
        answer = queries.ask(county, name, scope=scope)
        assert all(set(row) == set(answer.question.columns) for row in answer.rows)


@pytest.mark.parametrize("name", any_county.GAPS)
def test_every_planted_gap_is_found_and_none_besides(county, name):
    given, keys = any_county.GAPS[name]
    answer = queries.ask(county, name, given, f"County:{any_county.TERRITORY}")
    assert sorted(row["id"] for row in answer.rows) == sorted(map(any_county.full, keys))
    assert answer.denominator


def test_the_county_works_on_either_engine(engine, tmp_path, county):
    load(engine, any_county.write(tmp_path))
    assert digest(engine) == digest(county)
    for name, (given, keys) in any_county.GAPS.items():
        assert sorted(row["id"] for row in queries.ask(engine, name, given).rows) == sorted(map(any_county.full, keys)), name
