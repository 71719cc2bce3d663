"""All samples in one store on each engine: the engines agree, every figure holds and follows its rows, the gaps are those planted."""
from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import loaders
import samples
from actions import undo
from graphmodel.digest import digest
from graphmodel.embedded import Embedded
from graphmodel.engine import Engine
from graphmodel.server import Server
from queries import BOOK, Answer, ask
from queries.published import figure, fits, printed, recipes
from tests.conftest import copy_store, load_samples, wipe
from tests.figure_facts import FACTS
from tests.figure_rows import ROWS, STILL, Place
from tests.sample_facts import Facts, facts
from tests.sample_rows import Reduced, without

BIG = "sheqi"
LONG = os.environ.get("LIANJIAN_LONG") == "1"
SERVED = samples.NAMES if LONG else tuple(name for name in samples.NAMES if name != BIG)
"""The samples that a server holds: the big one, half of all rows, only in a long run."""
FOLLOWED = sorted(ROWS, key=lambda name: name == BIG) if LONG else ["lingao"]
"""The samples whose figures are followed on a server as well: that the engines agree on every answer is asked of all that it holds."""
SCOPES = {name: f"County:{samples.sample(name).TERRITORY}" for name in samples.NAMES}
GAPS = [question for question in BOOK.values() if question.gap]
PRINTED, RECIPES = {row["id"]: row for row in printed()}, recipes()
Books = dict[str, list[Path]]


@pytest.fixture(scope="module")
def server_of_seven(neo4j_address: str, sample_books: Books, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The test server with the seven small samples."""
    wipe(neo4j_address)
    engine = Server(neo4j_address, None)
    load_samples(engine, {name: books for name, books in sample_books.items() if name != BIG}, tmp_path_factory.mktemp("seven"))
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def sample_server(server_of_seven: Engine, sample_books: Books, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The test server with all that it is to hold and nothing else."""
    if BIG in SERVED:
        load_samples(server_of_seven, {BIG: sample_books[BIG]}, tmp_path_factory.mktemp("eight"))
    return server_of_seven


@pytest.fixture(scope="module")
def its_like(sample_store: Embedded, store_of_seven: Embedded) -> Embedded:
    """The embedded store that holds the same as the server."""
    return sample_store if BIG in SERVED else store_of_seven


class Shown(NamedTuple):
    """A figure with the rows of the workbooks that it rests on."""

    value: Any
    places: set[Place]
    rows: list[dict[str, Any]]


def shown(engine: Engine, id: str) -> Shown:
    """What the store says of a figure."""
    recipe = RECIPES[id]
    answer = ask(engine, recipe["question"], recipe.get("params", {}), recipe["scope"])
    counted = [(row, cells) for row, cells in zip(answer.rows, answer.sources, strict=True) if fits(row, recipe.get("where", {}))]
    places = {(cell["file"], cell["sheet"], cell["row"]) for _, cells in counted for cell in cells}
    return Shown(figure(engine, PRINTED[id], recipe, None)["computed"], places, [row for row, _ in counted])


@pytest.fixture(scope="module")
def reduced(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], tuple[Reduced, Facts, list[Path]]]:
    """A sample without the rows of all its figures, or of one: what remains, its facts and the workbooks that changed."""
    made: dict[tuple[str, str], tuple[Reduced, Facts, list[Path]]] = {}

    def one(system: str, name: str) -> tuple[Reduced, Facts, list[Path]]:
        if (system, name) not in made:
            module = samples.sample(system)
            books = module.books()
            rest = without(module, {row.place(books) for figure, row in ROWS[system].items() if name in ("all", figure)})
            made[system, name] = rest, Facts(rest), rest.write(tmp_path_factory.mktemp("reduced") / system)
        return made[system, name]
    return one


@contextmanager
def loaded_without(engine: Engine, rest: Reduced, paths: list[Path]) -> Iterator[None]:
    """The store after the workbooks were handed in without some rows; afterwards as it was before."""
    draft = loaders.prepare(engine, paths, territory=rest.TERRITORY, data_date=rest.DATA_DATE, samples=True, remove_gone=True)
    assert draft.ok, draft.problems[:5]
    assert not any(count["new"] + count["changed"] for count in draft.counts.values())
    record = loaders.write(engine, draft)
    assert record
    try:
        yield
    finally:
        undo(engine, record.number)


@pytest.fixture
def holding(system: str, sample_store: Embedded, store_of_seven: Embedded) -> Embedded:
    """The embedded store in which a sample is changed: of a small one, without the big one but in a long run."""
    return sample_store if LONG or system == BIG else store_of_seven


@pytest.fixture
def copied(holding: Embedded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Embedded]:
    """A copy of it, to be changed."""
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))
    copy_store(holding.versions.folder, tmp_path / "copy")
    copy = Embedded(tmp_path / "copy")
    yield copy
    copy.close()


@pytest.mark.parametrize("system", ROWS)
def test_figures_follow_their_rows(copied: Embedded, holding: Embedded, reduced: Any, system: str) -> None:
    for name in taken(system):
        follow(copied, reduced, system, name)
    assert digest(copied) == digest(holding)


@pytest.mark.parametrize("system", FOLLOWED)
def test_figures_follow_their_rows_on_a_server(
        request: pytest.FixtureRequest, reduced: Any, system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path))
    for name in taken(system):
        follow(request.getfixturevalue("sample_server" if system == BIG else "server_of_seven"), reduced, system, name)


def taken(system: str) -> tuple[str, ...]:
    """Whose rows are taken away: those of all the figures of a system at once and, in a long run, of each alone."""
    return ("all", *ROWS[system]) if LONG else ("all",)


def follow(engine: Engine, reduced: Any, system: str, name: str) -> None:
    """Takes the rows of all figures of a system, or of one, from the store: each figure says then what the remaining rows say."""
    rest, remain, paths = reduced(system, name)
    books = samples.sample(system).books()
    before = {figure: shown(engine, f"{system}.{figure}") for figure in ROWS[system]}
    with loaded_without(engine, rest, paths):
        for figure, row in ROWS[system].items():
            id, was, now = f"{system}.{figure}", before[figure], shown(engine, f"{system}.{figure}")
            assert now.value == FACTS[id](remain), id
            assert now.places == (was.places - rest.dropped if now.rows else set()), id
            if id == "sheqi.incidence":
                assert sum(row["left_people"] for row in now.rows) == FACTS["sheqi.people"](remain) - FACTS["sheqi.lifted_people"](remain)
            elif id in STILL:
                assert name not in ("all", figure) or row.place(books) in was.places - now.places, id
            elif name in ("all", figure):
                assert now.value != was.value, id


@pytest.fixture(scope="module")
def store(request: pytest.FixtureRequest) -> Engine:
    """The samples, on the engine that a test names."""
    found: Engine = request.getfixturevalue(request.param)
    return found


def on_each(names: Iterable[str]) -> list[tuple[str, str]]:
    """Each of these samples or figures on the embedded store, and on the server where it holds the sample."""
    return [(store, name) for store in ("sample_store", "sample_server") for name in names
            if store == "sample_store" or name.split(".")[0] in SERVED]


def said(answer: Answer) -> tuple[Any, ...]:
    """What must be the same on both engines; the number of an import is not, since one has had more of them."""
    cells = [[(cell["file"], cell["sheet"], cell["row"]) for cell in row] for row in answer.sources]
    return answer.rows, answer.denominator, answer.excluded, cells


@pytest.mark.parametrize("name", BOOK)
def test_the_engines_agree_on_everything(its_like: Engine, sample_server: Engine, name: str) -> None:
    """Everywhere at once, and in the first two places where there is anything to judge; in a long run in all, whatever is asked for."""
    given = [{}, *(example["with"] for example in BOOK[name].examples if "with" in example)]
    for params in given:
        told = 0
        for scope in (None, *(SCOPES[sample] for sample in SERVED)) if LONG or not params else (None,):
            one = ask(its_like, name, params, scope)
            if LONG or not scope or (one.denominator and told < 3):
                told += 1
                same = said(one) == said(ask(sample_server, name, params, scope))
                assert same, (params, scope)    # no diff: it would take minutes over thousands of rows


def test_there_is_a_fact_and_a_row_for_each_figure() -> None:
    assert list(FACTS) == list(PRINTED)
    assert {f"{system}.{name}" for system, rows in ROWS.items() for name in rows} == set(FACTS)
    assert len(FACTS) == 80


@pytest.mark.parametrize(("store", "id"), on_each(PRINTED), indirect=["store"])
def test_every_figure_holds_and_is_what_the_rows_say(store: Engine, id: str) -> None:
    found = figure(store, PRINTED[id], RECIPES[id], None)
    assert found["holds"], found["computed"]
    assert found["computed"] == FACTS[id](facts(id.split(".")[0]))


@pytest.mark.parametrize(("store", "name"), on_each(samples.NAMES), indirect=["store"])
def test_planted_gaps_are_found_and_none_besides(store: Engine, name: str) -> None:
    module, planted = samples.sample(name), set()
    for question, keys in module.ANSWERS.items():
        for key in keys:
            answer = ask(store, question, key["params"], SCOPES[name])
            assert sorted({row[key["column"]] for row in answer.rows}) == key["values"], (question, key["params"])
            planted.add((question, tuple(answer.params.items())))
    kept = {row["type"] for row in ask(store, "counts_by_type", {}, SCOPES[name]).rows}
    for gap in (gap for gap in GAPS if kept.issuperset(gap.needs)):
        answer = ask(store, gap.name, {}, SCOPES[name])
        assert not answer.rows or (gap.name, tuple(answer.params.items())) in planted, f"{gap.name}: {len(answer.rows)} have no key"


def test_the_server_is_as_it_was(sample_server: Engine, its_like: Engine) -> None:
    assert digest(sample_server) == digest(its_like)
