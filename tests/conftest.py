"""Fixtures: an empty store on each engine."""
from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from graphmodel.embedded import Embedded
from graphmodel.engine import Engine
from graphmodel.server import Server
from graphmodel.versions import Versions
from tests.neo4j_server import NoServer, running


@pytest.fixture(scope="session")
def neo4j_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Neo4j for the whole run; without one its tests are skipped, and fail where CI is true."""
    try:
        with running(tmp_path_factory.mktemp("neo4j")) as address:
            yield address
    except NoServer as why:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"no Neo4j: {why}")


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedded store without data, made once and copied from then on."""
    folder = tmp_path_factory.mktemp("empty") / "store"
    Embedded(folder).close()
    return folder


def wipe(address: str) -> None:
    """Removes everything from the test server."""
    with GraphDatabase.driver(address, auth=None) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 20000 ROWS").consume()


@pytest.fixture
def embedded(tmp_path: Path, empty_store: Path) -> Iterator[Embedded]:
    """An empty embedded store."""
    copy_store(empty_store, tmp_path / "store")
    engine = Embedded(tmp_path / "store")
    yield engine
    engine.close()


@pytest.fixture
def server(neo4j_address: str) -> Iterator[Server]:
    """The test server, emptied."""
    wipe(neo4j_address)
    engine = Server(neo4j_address, None)
    yield engine
    engine.close()


@pytest.fixture(params=["embedded", "server"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """An empty store, once on each engine."""
    found: Engine = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def new_store(tmp_path: Path, empty_store: Path) -> Iterator[Callable[[], Embedded]]:
    """Makes as many empty embedded stores as a test wants."""
    made: list[Embedded] = []

    def one() -> Embedded:
        folder = tmp_path / f"store-{len(made)}"
        copy_store(empty_store, folder)
        made.append(Embedded(folder))
        return made[-1]
    yield one
    for engine in made:
        engine.close()


def copy_store(source: Path, target: Path) -> None:
    """Copies the current version of a store."""
    current = Versions(source).current()
    assert current
    (target / "versions").mkdir(parents=True)
    (target / "versions" / current.name).write_bytes(current.read_bytes())
    (target / "current").write_text(current.name, "ascii")
