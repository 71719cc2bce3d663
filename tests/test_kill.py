"""The writer is killed again and again, at every stage: what is left is the state before its import or the one after, whole."""
from __future__ import annotations

import collections
import os
import queue
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graphmodel import embedded as embedded_module
from graphmodel.digest import digest
from graphmodel.embedded import Embedded
from graphmodel.engine import Engine, StoreError
from graphmodel.server import Server
from tests.frames import Frames, digest_of, record
from tests.kill_writer import import_of

LONG = os.environ.get("LIANJIAN_LONG") == "1"
WRITER = Path(__file__).with_name("kill_writer.py")
EXPECTED: list[tuple[Frames, str]] = [(graph := Frames(), digest_of(graph))]


def expected(number: int) -> str:
    """The digest after so many imports."""
    while len(EXPECTED) <= number:
        after = EXPECTED[-1][0].after(import_of(len(EXPECTED), EXPECTED[-1][0]))
        EXPECTED.append((after, digest_of(after)))
    return EXPECTED[number][1]


class Writer:
    """A writing process, and the stages that it says it reached."""

    def __init__(self, address: str) -> None:
        root = WRITER.parents[1]
        self.process = subprocess.Popen([sys.executable, "-m", "tests.kill_writer", address], cwd=root, stdout=subprocess.PIPE, text=True)
        self.said: queue.Queue[str] = queue.Queue()
        self.stages: list[str] = []
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        """Takes in what it says."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.stages.append(line.strip())
            self.said.put(line.strip())

    def wait_for(self, stage: str, seconds: float = 120) -> None:
        """Until it says that it has reached the stage."""
        while self.said.get(timeout=seconds) != stage:
            pass

    def kill(self) -> str:
        """Kills it; the stage in which that was."""
        self.process.kill()
        self.process.wait()
        return self.stages[-1] if self.stages else "start"


def kills(
    address: str, late: tuple[str, ...], count: int, look: Callable[[], int], tell: Callable[[str, object], None]
) -> collections.Counter[str]:
    """Kills writers of one store, half of them in the late stages; `look` checks what is left and gives the number of imports."""
    rng, fell = random.Random(2020), collections.Counter[str]()
    first = Writer(address)
    first.wait_for("prepare")
    start = time.monotonic()
    first.wait_for("done")
    duration = time.monotonic() - start
    first.kill()
    imports = look()
    for number in range(count):
        writer = Writer(address)
        writer.wait_for("prepare")
        if number % 2:  # in one late stage: sought out, then a little later
            writer.wait_for(late[number // 2 % len(late)])
            time.sleep(rng.choice((0.0, 0.002, 0.01, 0.05)))
        else:  # anywhere in the time that an import takes
            time.sleep(duration * (number + rng.random()) / count)
        fell[writer.kill()] += 1
        found = look()
        assert imports <= found, "an import that was done is lost"
        imports = found
    tell("summary", f"{count} kills, 0 lost, 0 torn; {imports} imports; by stage {dict(sorted(fell.items()))}")
    assert sum(fell[stage] for stage in late) * 3 >= count
    return fell


def checked(engine: Engine) -> int:
    """How many imports there are, once all is found to be as they should have left it."""
    records = engine.imports()
    assert [record.number for record in records] == list(range(1, len(records) + 1))
    assert digest(engine) == expected(len(records))
    assert not records or engine.journal(len(records)).size
    return len(records)


def test_an_embedded_store_survives_kills(new_store: Callable[[], Embedded], record_property: Callable[[str, object], None]) -> None:
    store = new_store()
    folder = Path(store.address)

    def look() -> int:
        reader = Embedded(folder)
        try:
            assert checked(store) == checked(reader)
            return checked(reader)
        finally:
            reader.close()
    fell = kills(str(folder), ("write", "checkpoint", "sync", "switch"), 200 if LONG else 10, look, record_property)
    assert len(fell) > 2
    with store.versions.writing():
        assert len(list((folder / "work").iterdir())) == 1, "what dead writers left is cleared away"


def test_a_child_that_dies_changes_nothing(embedded: Embedded, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text("import os, sys\nos.kill(os.getpid(), 9) if os.name != 'nt' else os._exit(9)\n", "utf-8")
    monkeypatch.setattr(embedded_module, "WORKER", worker)
    before = embedded.state()
    with pytest.raises(StoreError, match="Writing failed"):
        embedded.apply(import_of(1, Frames()), record(1))
    assert (embedded.state(), embedded.imports()) == (before, [])
    monkeypatch.undo()
    embedded.apply(import_of(1, Frames()), record(1))
    assert checked(embedded) == 1


@pytest.mark.parametrize("mode", ["batches", "once"])
def test_a_server_survives_kills_of_its_client(server: Server, mode: str, record_property: Callable[[str, object], None]) -> None:
    turn = iter(range(10_000))

    def look() -> int:
        wait_until_quiet(server)
        if server.unfinished():
            (server.finish if next(turn) % 2 else server.roll_back)()
        assert server.unfinished() is None
        return checked(server)
    kills(f"{server.address}#{mode}", ("batch",) if mode == "batches" else ("write",), (20 if LONG else 4), look, record_property)


def wait_until_quiet(server: Server) -> None:
    """Until the server has noticed that the client is gone and ended its transaction."""
    text = "SHOW TRANSACTIONS YIELD currentQuery WHERE NOT currentQuery STARTS WITH 'SHOW' RETURN count(*) AS n"
    for _ in range(200):
        if not server.rows(text)[0]["n"]:
            return
        time.sleep(0.05)
