"""Every question on both engines: the same rows from the same data, whatever the data look like."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from neo4j import GraphDatabase

from graphmodel.embedded import Embedded
from graphmodel.engine import Engine
from graphmodel.schema import REL
from graphmodel.server import Server
from queries import BOOK, Answer, ask
from tests import tiny
from tests.filling import filled

Data = tuple[dict[str, list[dict[str, Any]]], list[tuple[str, str, str, dict[str, Any]]]]
EXAMPLES = [(question.name, number) for question in BOOK.values() for number in range(len(question.examples))]
GAPS = [question.name for question in BOOK.values() if question.gap]
KINDS: dict[str, tuple[type, ...]] = {"list": (list,), "integer": (int,), "number": (int, float), "percent": (int, float), "date": (date,),
                                      "boolean": (bool,), "text": (str,)}


def bare() -> Data:
    """Nothing known of anything but what it is joined to: every other value is missing."""
    joined = dict.fromkeys((type, start, end) for type, start, end, _ in tiny.RELS)
    return {label: [{"id": row["id"]} for row in rows] for label, rows in tiny.NODES.items()}, [(*one, {}) for one in joined]


def tangled() -> Data:
    """Circles among all that may lead, join or stand above its like, and a parallel to every relationship that may have one."""
    villages, areas = ([f"{label}:{row['id']}" for row in tiny.NODES[label]] for label in ("Village", "Area"))
    turned = [(type, end, start, values) for type, start, end, values in tiny.RELS
              if start.split(":")[0] == end.split(":")[0] in ("Branch", "Cooperative", "Village")]
    all_lead = [("LEADS", one, other, {}) for one in villages for other in villages]
    everywhere = [("IN_AREA", village, area, {}) for village in villages for area in areas]
    parallel = [(type, start, end, {**values, **other(REL[type].key)}) for type, start, end, values in tiny.RELS if REL[type].key]
    found = {}
    for type, start, end, values in (*tiny.RELS, *turned, *all_lead, *everywhere, *parallel):
        found.setdefault((type, start, end, tuple(values.get(name) for name in REL[type].key)), (type, start, end, values))
    return tiny.NODES, list(found.values())


def other(key: tuple[str, ...]) -> dict[str, Any]:
    """Another value for the key of a relationship."""
    return {"since": tiny.day("02-15")} if "since" in key else dict.fromkeys(key, "另一种")


def plain() -> Data:
    return tiny.NODES, tiny.RELS


DATA = {"tiny": plain, "empty": lambda: ({}, []), "bare": bare, "tangled": tangled}


@pytest.fixture(scope="module", params=list(DATA))
def data(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def embedded_store(data: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An embedded store with these data."""
    engine = Embedded(tmp_path_factory.mktemp(data) / "store")
    yield filled(engine, *DATA[data](), tiny.DATA_DATE)
    engine.close()


@pytest.fixture(scope="module")
def server_store(data: str, neo4j_address: str) -> Iterator[Engine]:
    """The test server with these data and no others."""
    with GraphDatabase.driver(neo4j_address, auth=None) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    engine = Server(neo4j_address, None)
    yield filled(engine, *DATA[data](), tiny.DATA_DATE)
    engine.close()


@pytest.fixture(scope="module", params=["embedded_store", "server_store"])
def store(request: pytest.FixtureRequest, data: str) -> Engine:
    """One engine after the other."""
    found: Engine = request.getfixturevalue(request.param)
    return found


only_tiny = pytest.mark.parametrize("data", ["tiny"], indirect=True)


@only_tiny
@pytest.mark.parametrize(("name", "number"), EXAMPLES)
def test_example_holds(store: Engine, data: str, name: str, number: int) -> None:
    question = BOOK[name]
    example = question.examples[number]
    answer = ask(store, name, example.get("with", {}), example.get("scope"), example.get("as_of"))
    missing = dict.fromkeys(question.columns)
    assert answer.rows == [{**missing, **row} for row in example["gives"]]
    assert answer.denominator == example["denominator"]
    assert {row["reason"]: row["n"] for row in answer.excluded} == example.get("excluded", {})


@pytest.mark.parametrize("name", BOOK)
def test_the_engines_agree(embedded_store: Engine, server_store: Engine, data: str, name: str) -> None:
    for params in [{}, *(example["with"] for example in BOOK[name].examples if "with" in example)]:
        for as_of in (None, tiny.day("03-01")) if data == "tiny" else (None,):
            one, other = (ask(engine, name, params, None, as_of) for engine in (embedded_store, server_store))
            assert (one.rows, one.denominator, one.excluded, one.sources) == (other.rows, other.denominator, other.excluded, other.sources)
            check(one)


def check(answer: Answer) -> None:
    """Rows have the columns that the question says, in their types; a gap is one of what the denominator counts, and counted once."""
    columns = answer.question.columns
    for row in answer.rows:
        assert list(row) == list(columns)
        for name, value in row.items():
            assert value is None or type(value) in KINDS[columns[name].get("type", "text")], name
    assert type(answer.denominator) is int
    assert all(type(row["n"]) is int for row in answer.excluded)
    if answer.question.gap:
        assert len(answer.rows) <= answer.denominator
        seen = [tuple(row[name] for name in columns if name in ("id", "kind", "weekday")) for row in answer.rows]
        assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("data", ["empty"], indirect=True)
@pytest.mark.parametrize("name", BOOK)
def test_an_empty_store_gives_nothing_of_nothing(store: Engine, data: str, name: str) -> None:
    answer = ask(store, name)
    assert (answer.rows, answer.denominator, answer.excluded) == ([], 0, [])


@only_tiny
@pytest.mark.parametrize("name", GAPS)
def test_a_place_has_no_gap_that_the_whole_has_not(embedded_store: Engine, data: str, name: str) -> None:
    whole = ask(embedded_store, name)
    for scope in ("Township:990101101", f"Village:{tiny.V4}", f"Area:{tiny.own('A1')}", "County:990102"):
        part = ask(embedded_store, name, scope=scope)
        assert {row["id"] for row in part.rows} <= {row["id"] for row in whole.rows}
        assert part.denominator <= whole.denominator
    assert part.denominator == 0


@only_tiny
@pytest.mark.parametrize("name", GAPS)
def test_every_gap_says_where_it_comes_from(embedded_store: Engine, data: str, name: str) -> None:
    for row in ask(embedded_store, name).sources:
        assert row
        assert all(place["file"] == "小县.xlsx" and place["sheet"] for place in row)
