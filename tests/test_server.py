"""What is Neo4j's alone: foreign nodes, batches that are cut off, limits, settings."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from neo4j import GraphDatabase

from graphmodel import unfinished
from graphmodel.connect import connect
from graphmodel.digest import digest
from graphmodel.embedded import Embedded
from graphmodel.engine import StaleError, StoreError
from graphmodel.schema import NODE
from graphmodel.server import Server
from tests.frames import TINY, Frames, digest_of, nodes, record, wanted
from tests.kill_writer import import_of

VILLAGE = NODE["Village"]
WHOLE = Frames().after(wanted(Frames(), TINY))


@pytest.fixture
def batching(server: Server) -> Iterator[Server]:
    """The test server, written to in batches of two."""
    engine = Server(server.address, None, at_once=0, size=2)
    yield engine
    engine.close()


class CutOff(Exception):
    """As if the program ended here."""


def cut_off(engine: Server, batches: int) -> None:
    """Applies the tiny graph as import 1, and stops before so many batches more than none are done."""
    left = iter(range(batches))

    def stage(name: str) -> None:
        if name == "batch" and next(left, None) is None:
            raise CutOff
    engine.at_stage = stage
    with pytest.raises(CutOff):
        engine.apply(wanted(engine, TINY), record(1))
    engine.at_stage = lambda stage: None


def test_a_large_load_is_one_import_in_batches(batching: Server) -> None:
    batching.apply(wanted(batching, TINY), record(1))
    assert digest(batching) == digest_of(WHOLE)
    assert [one.number for one in batching.imports()] == [1]
    batching.apply(batching.journal(1).inverse(), record(2, undoes=1))
    assert digest(batching) == digest_of(Frames())


@pytest.mark.parametrize("done", [0, 1, 7])
def test_what_was_cut_off_is_finished_or_rolled_back(batching: Server, done: int) -> None:
    cut_off(batching, done)
    assert batching.unfinished() == record(1)
    assert batching.imports() == []
    with pytest.raises(StoreError, match="Import 1 is not finished"):
        batching.apply(wanted(batching, {}), record(1))
    batching.roll_back()
    assert batching.unfinished() is None
    assert batching.rows("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    cut_off(batching, done)
    batching.finish()
    assert digest(batching) == digest_of(WHOLE)
    assert batching.imports() == [record(1)]
    batching.finish()
    batching.roll_back()
    assert digest(batching) == digest_of(WHOLE)


def test_the_next_to_open_finishes_what_was_cut_off_a_while_ago(batching: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANJIAN_DB", batching.address)
    cut_off(batching, 3)
    connect().close()
    assert batching.unfinished()  # whoever writes it may still be at work
    monkeypatch.setattr("graphmodel.server.ABANDONED", -1)
    connect().close()
    assert batching.unfinished() is None
    assert digest(batching) == digest_of(WHOLE)


def test_one_who_was_thought_dead_cannot_go_on(batching: Server) -> None:
    other = Server(batching.address, None)

    def stage(name: str) -> None:
        if name == "batch":
            batching.at_stage = lambda stage: None
            other.roll_back()
    batching.at_stage = stage
    with pytest.raises(StoreError, match="took this import over"):
        batching.apply(wanted(batching, TINY), record(1))
    assert other.rows("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    other.close()


def test_batches_that_do_not_fit_are_taken_back(batching: Server) -> None:
    batching.apply(wanted(batching, {"Village": TINY["Village"].head(1)}), record(1))
    before = digest(batching)
    with pytest.raises(StaleError):
        batching.apply(wanted(Frames(), TINY), record(2))
    assert (digest(batching), batching.unfinished(), len(batching.imports())) == (before, None, 1)


def test_one_transaction_is_taken_back_whole(server: Server) -> None:
    server.apply(wanted(server, {"Village": TINY["Village"].head(1)}), record(1))
    before = digest(server)
    with pytest.raises(StaleError):
        server.apply(wanted(Frames(), TINY), record(2))
    there = Frames({"Village": wanted(Frames(), TINY).tables["Village"].new})
    with pytest.raises(StaleError):
        server.apply(wanted(there, {"Village": nodes({"id": "370982105203", "name": "b"})}), record(2))
    assert (digest(server), len(server.imports())) == (before, 1)


def test_two_writers_of_the_same_number(server: Server) -> None:
    other = Server(server.address, None)
    changes = wanted(server, {"Village": nodes({"id": "1", "name": "a"})})
    server.apply(changes, record(1))
    with pytest.raises(StaleError):
        unfinished.write_at_once(other.driver, wanted(Frames(), {"Village": nodes({"id": "2"})}), record(1), lambda stage, rows: None)
    with pytest.raises(StaleError):
        other.apply(changes, record(1))
    other.close()


def test_foreign_nodes_under_our_labels_are_refused_and_others_left_alone(server: Server) -> None:
    with GraphDatabase.driver(server.address, auth=None) as driver, driver.session() as session:
        session.run("CREATE (:Shop {id: 's'})-[:NEAR]->(:Shop {id: 't'})").consume()
        Server(server.address, None).close()
        server.apply(wanted(server, TINY), record(1))
        server.apply(server.journal(1).inverse(), record(2, undoes=1))
        assert session.run("MATCH (:Shop)-[r:NEAR]->(:Shop) RETURN count(r) AS n").single(strict=True)["n"] == 1
        session.run("CREATE (:Village {id: 'theirs'})").consume()
    with pytest.raises(StoreError, match="Village 1"):
        Server(server.address, None)


def test_reading_cannot_write(server: Server) -> None:
    with pytest.raises(StoreError):
        server.rows("CREATE (n:Village {id: $id}) RETURN n.id AS id", id="1")
    assert server.table(VILLAGE).is_empty()


def test_a_query_that_takes_too_long_is_stopped(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANJIAN_QUERY_SECONDS", "0.5")
    with pytest.raises(StoreError, match="Narrow the scope"):
        server.rows("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a * b < 0 RETURN count(*) AS n")


def test_no_server_is_told_in_words() -> None:
    with pytest.raises(StoreError, match="Cannot reach the database at bolt://"):
        Server("bolt://127.0.0.1:1", None)


def test_the_server_says_how_much_fits(server: Server) -> None:
    assert 20_000 <= server.at_once <= 200_000
    assert server.version.startswith("5.")


def test_samples_go_to_an_empty_server_or_to_samples(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LIANJIAN_DB", server.address)
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path))
    engine = connect(samples=True)
    assert engine.name == "server"
    engine.apply(wanted(engine, {"Village": nodes({"id": "1"})}), record(1, samples=True))
    again = connect(samples=True)
    assert again.name == "server"
    again.apply(again.journal(1).inverse(), record(2, undoes=1))
    again.apply(wanted(again, {"Village": nodes({"id": "2"})}), record(3))
    other = connect(samples=True)
    assert isinstance(other, Embedded)
    for one in (engine, again, other):
        one.close()


def test_a_large_journal_is_kept_in_parts(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unfinished, "PART_BYTES", 1000)
    changes = import_of(1, Frames())
    server.apply(changes, record(1))
    assert server.rows("MATCH (p:LianjianImportPart) RETURN count(p) AS n")[0]["n"] > 5
    back = server.journal(1)
    assert {name: table.size for name, table in back.tables.items()} == {
        name: table.size for name, table in changes.tables.items() if table.size}
    assert digest(server) == digest_of(Frames().after(changes))


def test_other_columns_of_a_table(server: Server) -> None:
    server.apply(wanted(server, TINY), record(1))
    assert server.table(VILLAGE, ["id", "households"]).sort("id").schema == {"id": pl.String, "households": pl.Int64}
