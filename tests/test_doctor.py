"""What the doctor finds, an older store put by, an import that was cut off said and settled, a restore killed at any stage."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import actions
import cli
from graphmodel.digest import digest
from graphmodel.embedded import Embedded
from graphmodel.engine import StoreError
from graphmodel.server import Server
from graphmodel.versions import Versions
from tests import tiny
from tests.frames import TINY, Frames, digest_of, nodes, record, wanted
from tests.test_backup import loaded
from tests.test_records import LOADS, load

STAGES = ("read", "write", "checkpoint", "sync", "switch")
KILLS = 60 if os.environ.get("LIANJIAN_LONG") == "1" else len(STAGES)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LIANJIAN_DB", raising=False)
    return tmp_path / "home"


def broken(engine: Embedded, *statements: str) -> None:
    """Writes to the store behind our back."""
    with engine.versions.writing() as work:
        engine.make(work, engine.versions.current(), [(statement, None) for statement in statements])
        engine.versions.switch(work / "made.lbug", {})


def checks(engine) -> set[str]:
    """The checks that find something."""
    return {one["check"] for one in actions.doctor(engine)["checks"] if not one["holds"]}


def test_the_doctor_finds_what_was_planted_and_nothing_else(embedded, new_store, home) -> None:
    engine = loaded(embedded)
    assert checks(engine) <= {"files", "sources"}  # these imports had no files
    sound = checks(engine)
    broken(engine, "MATCH (v:Village {id: '370982105201'}) SET v.households = 1")
    assert checks(engine) - sound == {"journals"}
    other = loaded(new_store())
    broken(other, "MATCH (v:Village {id: '370982105201'}) SET v.within = '|'")
    assert checks(other) - sound == {"within"}
    third = loaded(new_store())
    third.versions.journal(2).write_bytes(b"no zip")
    assert checks(third) - sound == {"journals"}
    fourth = loaded(new_store())
    broken(fourth, "MATCH (a:Village {id: '370982105201'})-[r:LEADS]->(b:Village {id: '370982105202'}) "
                   "CREATE (a)-[:LEADS {key: r.key, sources: ''}]->(b)")
    assert "keys" in checks(fourth)


def test_an_older_store_is_put_by_before_it_is_rebuilt(embedded, home) -> None:
    loaded(embedded)
    before = digest(embedded)
    broken(embedded, "MATCH (i:LianjianImport {number: 0}) SET i.record = 'an older model'")
    folder = Path(embedded.address)
    old = Versions(folder).current()
    embedded.close()
    again = Embedded(folder)
    assert digest(again) == before
    assert (folder / "before-upgrade" / old.name).read_bytes() == old.read_bytes()
    again.close()


def test_unfinished_batches_are_said_and_settled(server: Server, home, capsys, monkeypatch) -> None:
    load(server, 1, LOADS[0])
    batching = Server(server.address, None, at_once=0, size=1)
    left = iter(range(4))

    def stop(stage: str) -> None:
        if stage == "batch" and next(left, None) is None:
            raise KeyboardInterrupt

    batching.at_stage = stop
    villages = nodes(*({"id": f"3709821052{n}", "name": f"村{n}"} for n in range(20, 30)))
    changes = wanted(batching, {"Village": villages})
    with pytest.raises(KeyboardInterrupt):
        batching.apply(changes, record(2))
    batching.close()
    monkeypatch.setenv("LIANJIAN_DB", server.address)
    assert cli.main(["ask", "counts_by_type", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["unfinished"] == 2
    assert "doctor --roll-back" in told.err
    with pytest.raises(StoreError, match="2"):
        actions.backup(server, home / "x.zip")
    assert cli.main(["doctor", "--json"]) == 1
    assert not json.loads(capsys.readouterr().out)["checks"][0]["holds"]
    cli.main(["doctor", "--roll-back", "--json"])
    assert json.loads(capsys.readouterr().out)["checks"][0]["holds"]
    assert digest(server) == digest_of(Frames().after(wanted(Frames(), TINY)))


RESTORER = """
import sys
from pathlib import Path
from graphmodel import bundle, restoring
from graphmodel.embedded import Embedded
engine = Embedded(sys.argv[1])
engine.at_stage = lambda stage: print(stage, flush=True)
found = bundle.read(Path(sys.argv[2]))
print("read", flush=True)
restoring.restore(engine, found, True)
"""


def test_a_restore_killed_at_any_stage_leaves_the_old_or_the_new(embedded, new_store, home, tmp_path) -> None:
    """Both with the journals that are theirs: the imports give what is stored."""
    loaded(embedded)
    target = tiny.fill(new_store())
    bundles, folder = {}, target.address
    for engine in (embedded, target):
        actions.backup(engine, tmp_path / f"{digest(engine)[:8]}.zip")
        bundles[digest(engine)] = tmp_path / f"{digest(engine)[:8]}.zip"
    now = digest(target)
    target.close()
    for number in range(KILLS):
        source = next(file for told, file in bundles.items() if told != now)
        command = [sys.executable, "-c", RESTORER, folder, str(source)]
        with subprocess.Popen(command, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            for line in process.stdout:
                if line.strip() == STAGES[number % len(STAGES)]:
                    break
            time.sleep((0, 0.002, 0.02)[number % 3])
            process.kill()
        engine = Embedded(folder)
        now = digest(engine)
        assert now in bundles
        assert not checks(engine) - {"files", "sources"}
        engine.close()
