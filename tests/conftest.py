"""Fixtures: an empty store on each engine."""
from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from filelock import FileLock
from neo4j import GraphDatabase
from streamlit.components.v2 import manifest_scanner
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

import loaders
import samples
from graphmodel.embedded import Embedded
from graphmodel.engine import Engine
from graphmodel.server import Server
from graphmodel.versions import Versions
from tests import tiny
from tests.neo4j_server import NoServer, running
from views import page

SLOWEST = ("layout_browser", "plan_sides", "records_view", "records", "browser", "network_browser", "network_choosing", "doctor", "views", "backup", "loaders_changes", "any_county")
"""The files that take longest after what asks a server and all samples, the longest first."""


ON_SERVER = re.compile(r"test_(conformance|server)\.py|::.*(server|either_engine|both_engines|engines_agree|cut_off|unfinished)")
"""Tests that ask a server: a new one takes a minute and a half of processor time until it is warm."""
NOT_SERVED = re.compile(r"\[embedded\b|\[embedded_store\b")


def part(nodeid: str) -> str:
    """What one worker runs together: a file without what asks a server, or all that does."""
    return "server" if ON_SERVER.search(nodeid) and not NOT_SERVED.search(nodeid) else nodeid.partition("::")[0]


class Parts(LoadScopeScheduling):
    """Deals whole parts to workers."""

    def _split_scope(self, nodeid: str) -> str:
        return part(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """One of the workers starts a server, the others none."""
    return Parts(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with what takes longest, then with the files of most tests: several workers end together.

    The samples come first on the server, which keeps the plans of all questions as they were made for the most data.
    """
    tests, order = Counter(item.path for item in items), ["server", "test_all_samples", *(f"test_{name}" for name in SLOWEST)]
    rank = {name: place for place, name in enumerate(order)}
    items.sort(key=lambda item: (rank.get(Path(part(item.nodeid)).stem, len(rank)), item.path.stem != "test_all_samples",
                                 -tests[item.path], str(item.path)))


@pytest.fixture(scope="session", autouse=True)
def scanned_once() -> Iterator[None]:
    """Streamlit reads the metadata of every installed package for each page that a test opens: here once, and gives what it found."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


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


@pytest.fixture(scope="session")
def tiny_store(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedded store that holds the tiny county, made once and copied from then on."""
    folder = tmp_path_factory.mktemp("tiny") / "store"
    copy_store(empty_store, folder)
    with closing(Embedded(folder)) as engine:
        tiny.fill(engine)
    return folder


@pytest.fixture
def tiny_home(tiny_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home folder whose own store holds the tiny county, for pages: nothing that an earlier test's pages kept is there."""
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path))
    monkeypatch.delenv("LIANJIAN_DB", raising=False)
    shutil.copytree(tiny_store, tmp_path / "store")
    st.cache_resource.clear()
    st.cache_data.clear()
    yield tmp_path
    page.store(False).close()
    st.cache_resource.clear()


@contextmanager
def shared(name: str, folders: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that all workers of a run share, held by one at a time: made by whoever comes first, found ready by the others."""
    own = folders.getbasetemp()
    folder = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / f"shared-{name}"
    with FileLock(f"{folder}.lock"):
        yield folder


@pytest.fixture(scope="session")
def sample_books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The workbooks of all eight samples, written once, whatever the number of workers."""
    with shared("books", tmp_path_factory) as folder:
        order = folder / "order.json"
        if not order.exists():
            written = {name: [path.name for path in samples.write(name, folder / name)] for name in samples.NAMES}
            order.write_text(json.dumps(written), "utf-8")
        return {name: [folder / name / file for file in files] for name, files in json.loads(order.read_text("utf-8")).items()}


@pytest.fixture(scope="session")
def loaded_stores(sample_books: dict[str, list[Path]], empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of two stores, `eight` with all samples and `seven` without the big one: loaded once, whatever the number of workers."""
    folder = tmp_path_factory.mktemp("making")
    with shared("stores", tmp_path_factory) as loaded:
        if not (loaded / "eight" / "current").exists():
            copy_store(empty_store, folder / "store")
            with closing(Embedded(folder / "store")) as engine:
                for name in ("seven", "eight"):  # the big one last: each load looks at all there is
                    part = {sample: books for sample, books in sample_books.items() if (sample == "sheqi") == (name == "eight")}
                    load_samples(engine, part, folder / "home")
                    copy_store(folder / "store", loaded / name)
        return loaded


@pytest.fixture(scope="session")
def sample_store(loaded_stores: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    """An embedded store with all eight samples: to be read, and copied by who would change it."""
    with closing(copied_store(loaded_stores / "eight", tmp_path_factory.mktemp("eight"))) as engine:
        yield engine


@pytest.fixture(scope="session")
def store_of_seven(loaded_stores: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    """An embedded store with all samples but the big one: to be read."""
    with closing(copied_store(loaded_stores / "seven", tmp_path_factory.mktemp("seven"))) as engine:
        yield engine


def load_samples(engine: Engine, books: dict[str, list[Path]], home: Path) -> None:
    """Loads every sample, as a county would load its workbooks; nothing may be wrong with them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIANJIAN_HOME", str(home))
        for name, paths in books.items():
            module = samples.sample(name)
            draft = loaders.prepare(engine, paths, territory=module.TERRITORY, data_date=module.DATA_DATE, samples=True)
            assert {problem.rule for problem in draft.problems} <= {"sheet_ignored"}, draft.problems[:5]
            assert loaders.write(engine, draft)


def wipe(address: str) -> None:
    """Removes everything from the test server."""
    with GraphDatabase.driver(address, auth=None) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS").consume()


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


def copied_store(source: Path, folder: Path) -> Embedded:
    """A copy of a store in a new folder, opened."""
    copy_store(source, folder / "store")
    return Embedded(folder / "store")


def copy_store(source: Path, target: Path) -> None:
    """Copies the current version of a store."""
    current = Versions(source).current()
    assert current
    (target / "versions").mkdir(parents=True)
    (target / "versions" / current.name).write_bytes(current.read_bytes())
    (target / "current").write_text(current.name, "ascii")
