"""Disk full, a folder that cannot be written to, a server that goes away in the middle: told in words, nothing lost, nothing half-written."""
from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import actions
import loaders
from graphmodel.digest import digest
from graphmodel.embedded import Embedded
from graphmodel.engine import Engine, StoreError
from graphmodel.server import Server
from tests.frames import Frames, digest_of, record
from tests.kill_writer import import_of
from tests.proxy import Wire
from tests.test_kill import wait_until_quiet

COUNTY = {
    "县": [{"编码": "370982", "名称": "新泰市"}],
    "乡镇": [{"编码": "370982105", "名称": "羊流镇", "所属县": "370982"}],
    "村": [{"编码": f"370982105{n}", "名称": f"村{n}", "所属乡镇": "370982105", "备注": f"{n} " * 300} for n in range(200, 900)],
}


@pytest.fixture
def ready(embedded: Embedded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Embedded, loaders.Draft]:
    """A store with one import, and a second one that is ready to be written."""
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))
    data = json.dumps(COUNTY, ensure_ascii=False).encode()
    first = loaders.prepare(embedded, [("县.json", json.dumps({"县": COUNTY["县"]}).encode())], data_date=date(2020, 9, 30))
    loaders.write(embedded, first)
    return embedded, loaders.prepare(embedded, [("台账.json", data)], data_date=date(2020, 9, 30))


class Stopped(Exception):
    """The planner pressed Cancel."""


def written_until(store: Engine, draft: loaders.Draft, enough: int) -> list[int]:
    """Writes the draft and stops once so many rows are written; how many rows it was told each time."""
    told: list[int] = []

    def tell(stage: str, done: int, total: int) -> None:
        if stage == "write":
            told.append(done)
            if done >= enough:
                raise Stopped

    with pytest.raises(Stopped):
        loaders.write(store, draft, tell)
    return told


def test_writing_that_is_stopped_leaves_the_store_as_it_was(ready: tuple[Embedded, loaders.Draft]) -> None:
    store, draft = ready
    before, state = digest(store), store.state()
    for enough in (0, 1, draft.changes.size // 2):
        told = written_until(store, draft, enough)
        assert told == sorted(told)
        assert (store.state(), digest(store), len(store.imports())) == (state, before, 1)
    assert 0 < told[-1] < draft.changes.size, "it was stopped in the middle, and said how far it was"
    assert loaders.write(store, draft)
    assert not list(Path(store.address, "work").iterdir())


@pytest.mark.parametrize("at_once", [100_000, 0])
def test_writing_to_a_server_that_is_stopped_leaves_it_as_it_was(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))
    server.at_once, server.size = at_once, 150
    draft = loaders.prepare(server, [("台账.json", json.dumps(COUNTY, ensure_ascii=False).encode())], data_date=date(2020, 9, 30))
    before = digest(server)
    assert 0 < written_until(server, draft, 300)[-1] < draft.changes.size
    assert (digest(server), server.imports(), server.unfinished()) == (before, [], None)
    assert loaders.write(server, draft)


@contextlib.contextmanager
def largest(size: int) -> Iterator[None]:
    """No file may grow beyond this size: what a full disk does to a write, for this process and those that it starts."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot limit the size of a file")
def test_a_full_disk_is_told_and_loses_nothing(ready: tuple[Embedded, loaders.Draft]) -> None:
    store, draft = ready
    before, state = digest(store), store.state()
    version = store.versions.current()
    assert version
    sizes = (100, 20_000, version.stat().st_size // 2, version.stat().st_size + 20_000)
    for size in sizes:
        with largest(size), pytest.raises(StoreError) as told:
            loaders.write(store, draft)
        assert "Traceback" not in str(told.value)
        assert (store.state(), digest(store), len(store.imports())) == (state, before, 1)
        kept = list((actions.home() / "files").iterdir())
        assert not [file for file in kept if file.name.endswith(".part")]
    assert loaders.write(store, draft)
    assert len(store.imports()) == 2
    actions.undo(store, 2)
    assert digest(store) == before


READ_ONLY = """
import os, sys
sys.path.insert(0, sys.argv[1])
import loaders
from pathlib import Path
from graphmodel.embedded import Embedded
from graphmodel.engine import Engine, StoreError
store = Embedded(sys.argv[2])
draft = loaders.prepare(store, [Path(sys.argv[3])])
print(len(draft.errors), draft.changes.size, flush=True)
if hasattr(os, "getuid") and os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    loaders.write(store, draft)
except StoreError as told:
    print("told", "Traceback" not in str(told), flush=True)
print(store.rows("MATCH (c:County) RETURN count(c) AS n"), flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights than these")
@pytest.mark.parametrize("what", ["store", "home"])
def test_a_folder_that_cannot_be_written_to(ready: tuple[Embedded, loaders.Draft], what: str) -> None:
    with tempfile.TemporaryDirectory() as held:  # pytest's own folders are closed to others
        place = Path(held)
        shutil.copytree(ready[0].address, place / "store")
        shutil.copytree(actions.home(), place / "home")
        (place / "台账.json").write_text(json.dumps(COUNTY, ensure_ascii=False), "utf-8")
        for inner in (place, *place.rglob("*")):
            closed = what in inner.relative_to(place).parts
            inner.chmod((0o555 if closed else 0o777) if inner.is_dir() else 0o444 if closed else 0o666)
        root, given = Path(__file__).parents[1], [str(place / "store"), str(place / "台账.json")]
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(root), *given],
            capture_output=True,
            text=True,
            timeout=300,
            env={**os.environ, "LIANJIAN_HOME": str(place / "home")},
        )
        for inner in (place, *place.rglob("*")):
            inner.chmod(0o755)
        assert done.stdout.splitlines() == ["0 1402", "told True", "[{'n': 1}]"], done.stderr[-2_000:]
        assert (place / "store" / "current").read_text() == Path(ready[0].address, "current").read_text()
        assert not list((place / "store").glob("work/*"))


@pytest.fixture
def wire(server: Server) -> Iterator[Wire]:
    """A wire to the emptied test server."""
    made = Wire(server.address)
    yield made
    made.close()


@pytest.mark.parametrize(("mode", "cuts"), [("once", (0, 4_000, 30_000, 60_000, 90_000)), ("batches", (60_000,))])
def test_a_server_that_goes_away_in_the_middle_and_comes_back(server: Server, wire: Wire, mode: str, cuts: tuple[int, ...]) -> None:
    far = Server(wire.address, None, at_once=0 if mode == "batches" else None, size=150)
    before = Frames()
    far.apply(import_of(1, before), record(1))
    first = before.after(import_of(1, before))
    for sent in cuts:
        wire.cut(sent)
        with pytest.raises(StoreError):
            far.apply(import_of(2, first), record(2))
        assert wire.down, "the wire held until all was written"
        with pytest.raises(StoreError):
            far.rows("MATCH (n) RETURN count(n) AS n")
        wire.mend()
        wait_until_quiet(server)
        again = Server(wire.address, None, at_once=far.at_once, size=150)
        if again.unfinished():
            again.roll_back()
        assert (digest(again), len(again.imports())) == (digest_of(first), 1)
        again.close()
    if mode == "batches":  # away for a moment only: the load waits and goes on by itself
        wire.cut(60_000)
        threading.Thread(target=mended_soon, args=(wire,), daemon=True).start()
    far.apply(import_of(2, first), record(2))
    assert digest(server) == digest_of(first.after(import_of(2, first)))
    assert [one.number for one in server.imports()] == [1, 2]
    far.close()


def mended_soon(wire: Wire) -> None:
    """Mends the wire a second after it is cut."""
    while not wire.down:
        time.sleep(0.05)
    time.sleep(1)
    wire.mend()
