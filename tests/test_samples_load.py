"""The first samples through the loader into one store: nothing to mend, nothing changed by a second load, each gap found, none besides."""
import pytest

import loaders
import queries
import samples
from graphmodel.embedded import Embedded

FIRST = ("yangliu", "lingao", "songjianghe", "liaoning")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("first")


@pytest.fixture(scope="module")
def store(folder):
    patch = pytest.MonkeyPatch()
    patch.setenv("LIANJIAN_HOME", str(folder / "home"))
    engine = Embedded(folder / "store")
    for name in FIRST:
        draft = prepared(engine, folder, name)
        assert draft.ok, draft.problems[:5]
        assert {problem.rule for problem in draft.problems} <= {"sheet_ignored"}
        loaders.write(engine, draft)
    yield engine
    engine.close()
    patch.undo()


def prepared(engine, folder, name):
    module = samples.sample(name)
    return loaders.prepare(engine, samples.write(name, folder / name), territory=module.TERRITORY, data_date=module.DATA_DATE, samples=True)


@pytest.mark.parametrize("name", FIRST)
def test_the_second_load_changes_nothing(store, folder, name):
    assert prepared(store, folder, name).changes.empty


@pytest.mark.parametrize("name", FIRST)
def test_planted_gaps_are_found_and_none_besides(store, name):
    module = samples.sample(name)
    asked = [(question, answer) for question, answers in module.ANSWERS.items() if question in queries.BOOK for answer in answers]
    assert name != "yangliu" or len(asked) == 11
    for question, answer in asked:
        rows = queries.ask(store, question, answer["params"], f"County:{module.TERRITORY}", module.DATA_DATE).rows
        assert sorted({row[answer["column"]] for row in rows}) == answer["values"], question
