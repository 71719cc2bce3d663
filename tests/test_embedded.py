"""The embedded store: readers beside a writer, limits, stale writers, folders with odd names, older models."""
from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from graphmodel import upgrade
from graphmodel.bulk import Step
from graphmodel.connect import connect
from graphmodel.digest import digest
from graphmodel.embedded import Embedded
from graphmodel.engine import StaleError, StoreError
from graphmodel.schema import NODE
from graphmodel.versions import KEPT_VERSIONS
from tests.frames import TINY, Frames, digest_of, nodes, record, wanted

VILLAGE = NODE["Village"]


def test_readers_see_each_version_whole_while_a_writer_writes(embedded: Embedded) -> None:
    ids = [f"v{place}" for place in range(300)]
    seen: set[tuple[int, int]] = set()
    wrong: list[object] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                row = embedded.rows("MATCH (v:Village) RETURN count(*) AS n, count(DISTINCT v.households) AS kinds")[0]
                seen.add((row["n"], row["kinds"]))
            except Exception as error:
                wrong.append(error)
    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(1, 7):
        embedded.apply(wanted(embedded, {"Village": pl.DataFrame({"id": ids, "households": [number] * 300})}), record(number))
    stop.set()
    for thread in threads:
        thread.join()
    assert not wrong
    assert seen <= {(0, 0), (300, 1)}
    assert (300, 1) in seen


def test_another_process_reads_while_this_one_has_it_open(embedded: Embedded) -> None:
    embedded.apply(wanted(embedded, {"Village": nodes({"id": "1", "name": "东村"})}), record(1))
    text = ("import sys; from graphmodel.embedded import Embedded; "
            "print(Embedded(sys.argv[1]).rows('MATCH (v:Village) RETURN v.name AS name')[0]['name'] == '东村')")
    run = subprocess.run([sys.executable, "-c", text, embedded.address], capture_output=True, text=True, cwd=Path(__file__).parents[1])
    assert run.stdout.strip() == "True", run.stderr


def test_a_writer_that_comes_late_is_refused(embedded: Embedded) -> None:
    other = Embedded(embedded.address)
    stale = wanted(other, {"Village": nodes({"id": "1", "name": "b"})})
    embedded.apply(wanted(embedded, {"Village": nodes({"id": "1", "name": "a"})}), record(1))
    with pytest.raises(StaleError):
        other.apply(stale, record(1))
    assert other.rows("MATCH (v:Village) RETURN v.name AS name") == [{"name": "a"}]
    other.close()


def test_a_change_that_does_not_fit_what_is_stored_is_refused(embedded: Embedded) -> None:
    embedded.apply(wanted(embedded, {"Village": nodes({"id": "1", "name": "a"})}), record(1))
    before = embedded.state()
    there = Frames({"Village": embedded.table(VILLAGE).with_columns(id=pl.lit("2"))})
    with pytest.raises(StaleError):
        embedded.apply(wanted(there, {"Village": nodes({"id": "2", "name": "b"})}), record(2))
    with pytest.raises(StoreError):
        embedded.apply(wanted(Frames(), {"Village": nodes({"id": "1", "name": "b"})}), record(2))
    assert embedded.state() == before


def test_a_query_that_takes_too_long_is_stopped(embedded: Embedded, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded.apply(wanted(embedded, {"Village": pl.DataFrame({"id": [f"v{place}" for place in range(3000)]})}), record(1))
    monkeypatch.setenv("LIANJIAN_QUERY_SECONDS", "0.1")
    with pytest.raises(StoreError, match="Narrow the scope"):
        embedded.rows("MATCH (a:Village), (b:Village), (c:Village) WHERE a.id < b.id AND b.id < c.id RETURN count(*) AS n")
    assert embedded.rows("MATCH (v:Village) RETURN count(*) AS n") == [{"n": 3000}]


def test_old_versions_are_kept_for_a_while_and_no_longer(embedded: Embedded) -> None:
    for number in range(1, 8):
        embedded.apply(wanted(embedded, {"Village": nodes({"id": "1", "households": number})}), record(number))
    kept = sorted(int(file.stem) for file in (Path(embedded.address) / "versions").glob("*.lbug"))
    assert kept[-1] == 7
    assert KEPT_VERSIONS <= len(kept) - 1 <= KEPT_VERSIONS + 1
    assert [embedded.journal(number).size for number in range(1, 8)] == [1] * 7
    with pytest.raises(KeyError):
        embedded.journal(8)


@pytest.mark.parametrize("name", ["县里的 数据", "data[1]", "it's", "a*b" if sys.platform != "win32" else "a b"])
def test_a_folder_may_have_any_name(tmp_path: Path, empty_store: Path, name: str) -> None:
    shutil.copytree(empty_store, tmp_path / name)
    store = Embedded(tmp_path / name)
    store.apply(wanted(store, TINY), record(1))
    store.apply(wanted(store, {"Village": nodes({"id": "370982105201", "name": "新名"})}), record(2))
    store.apply(store.journal(2).inverse(), record(3))
    assert digest(store) == digest_of(Frames().after(wanted(Frames(), TINY)))
    store.close()


def test_a_store_of_an_older_model_is_brought_up_to_date(embedded: Embedded) -> None:
    embedded.apply(wanted(embedded, TINY), record(1))
    before = digest(embedded)
    with embedded.versions.writing() as work:
        older: list[Step] = [("ALTER TABLE Village DROP population", None), ("DROP TABLE SCORED", None), ("DROP TABLE Criterion", None),
                             ("ALTER TABLE LEADS DROP until", None), ("ALTER TABLE Village ADD shade STRING", None),
                             ("MATCH (i:LianjianImport) WHERE i.number = 0 SET i.record = 'older'", None)]
        embedded.make(work, embedded.versions.current(), older)
        embedded.versions.switch(work / "made.lbug", {})
    assert not upgrade.fits(embedded.rows)
    fresh = Embedded(embedded.address)
    assert upgrade.fits(fresh.rows)
    assert digest(fresh) == before
    assert (len(fresh.imports()), fresh.journal(1).size) == (1, embedded.journal(1).size)
    assert fresh.table(NODE["Criterion"]).is_empty()
    fresh.close()


def test_settings_name_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path))
    monkeypatch.delenv("LIANJIAN_DB", raising=False)
    own, samples = connect(), connect(samples=True)
    assert (own.address, samples.address) == (str(tmp_path / "store"), str(tmp_path / "samples-store"))
    samples.apply(wanted(samples, {"Village": nodes({"id": "1"})}), record(1, samples=True))
    with pytest.raises(StoreError, match="示例"):
        samples.apply(wanted(samples, {"Village": nodes({"id": "2"})}), record(2))
    assert own.imports() == []
    own.close()
    samples.close()


def test_many_stores_may_be_open_at_once(new_store: Callable[[], Embedded]) -> None:
    stores = [new_store() for _ in range(20)]
    assert len({store.state() for store in stores}) == 20
    assert [store.rows("MATCH (v:Village) RETURN count(*) AS n")[0]["n"] for store in stores] == [0] * 20
