"""Two moments beside each other: exact lists, coverage then and now, and the verb."""
from __future__ import annotations

import json
from datetime import date

import pytest

import actions
import cli
import queries
from tests import tiny
from tests.frames import rels
from tests.test_records import LOADS, NEW, load


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LIANJIAN_DB", raising=False)
    return tmp_path / "home"


def test_the_difference_of_two_moments_is_exact(embedded, home) -> None:
    for number, one in enumerate(LOADS, 1):
        load(embedded, number, one)
    found = actions.compare(embedded, date(2020, 6, 1), date(2021, 6, 1))
    assert found.imports == ((1,), (1, 3, 5))
    one = {"new": 1, "changed": 0, "ended": 0}  # of two pairs that began, one had ended again
    assert found.counts() == {"Village": {"new": 1, "changed": 1, "ended": 0}, "PAIRED_WITH": one}
    cells = actions.listed(embedded, found, "Village", "changed")
    assert {(cell["prop"], cell["before"], cell["after"]) for cell in cells} == {("households", 120, 130), ("population", None, 400)}
    assert [row["key"] for row in actions.listed(embedded, found, "Village", "new")] == [f"Village:{NEW}"]
    between = actions.compare(embedded, date(2020, 6, 1), date(2021, 3, 1))
    assert between.counts()["PAIRED_WITH"] == {"new": 2, "changed": 0, "ended": 0}
    ended = actions.compare(embedded, date(2021, 3, 1), date(2021, 6, 1))
    assert ended.counts()["PAIRED_WITH"] == {"new": 0, "changed": 0, "ended": 1}
    numbers = actions.compare(embedded, 1, 2)
    assert numbers.counts() == {"Village": {"new": 1, "changed": 1, "ended": 0}, "PAIRED_WITH": one}
    whole = actions.compare(embedded, date(2020, 6, 1), date(2021, 6, 1), scope="Township:370982106")
    assert whole.counts() == {"PAIRED_WITH": one}
    back = actions.compare(embedded, 5, 4).counts()
    assert back["Village"]["ended"] == 0
    assert back["PAIRED_WITH"]["new"] == 1


def test_coverage_then_and_now_names_who_changed(embedded, home) -> None:
    tiny.fill(embedded)
    then = {row["id"] for row in queries.ask(embedded, "households_without_helper").rows}
    assert then
    helped = sorted(then)[0]
    pair = rels(("Member", "Household"), (tiny.own("M7"), helped, {"programme": "帮学"}))
    load(embedded, 2, (date(2020, 12, 1), {"PAIRED_WITH": pair}, False))
    lines = {line["question"]: line for line in actions.coverage(embedded, 1, 2)}
    line = lines["households_without_helper"]
    assert [row["id"] for row in line["covered"]] == [helped]
    assert line["uncovered"] == []
    assert line["then"]["n"] - line["now"]["n"] == 1
    assert line["then"]["of"] == line["now"]["of"]
    assert all("**" in row["name"] for row in line["covered"])
    for other in lines.values():
        assert other["now"]["n"] - other["then"]["n"] == len(other["uncovered"]) - len(other["covered"]), other["question"]


@pytest.mark.parametrize(("given", "word"), [("yesterday", "yesterday"), ("99", "99"), ("1999-01-01", "2020-01-01")])
def test_a_moment_that_is_none_is_refused(embedded, home, given, word) -> None:
    load(embedded, 1, LOADS[0])
    with pytest.raises(actions.NoMoment) as why:
        actions.moment(embedded, given)
    assert all(word in text for text in why.value.text)


def test_the_verb_prints_both_moments_and_as_of_opens_the_past(home, capsys) -> None:
    engine = actions.open_store()
    for number, one in enumerate(LOADS, 1):
        load(engine, number, one)
    engine.close()
    assert cli.main(["diff", "2020-06-01", "2021-06-01", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["counts"]["Village"] == {"new": 1, "changed": 1, "ended": 0}
    assert told["to"]["imports"] == [1, 3, 5]
    assert cli.main(["diff", "1", "nothing"]) == 2
    capsys.readouterr()
    asked = {}
    for day in ("2020-06-01", "2023-01-01"):
        assert cli.main(["ask", "counts_by_type", "--as-of", day, "--json"]) == 0
        asked[day] = {row["type"]: row["n"] for row in json.loads(capsys.readouterr().out)["rows"]}
    assert (asked["2020-06-01"]["Village"], asked["2023-01-01"]["Village"]) == (3, 4)
    assert cli.main(["ask", "counts_by_type", "--as-of", "1999-01-01", "--json"]) == 1
    assert "1999-01-01" in capsys.readouterr().err
