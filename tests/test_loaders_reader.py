"""Large files are read in another process: the same rows, stopped at once, and a crash there is a problem and no more."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import loaders
from graphmodel.embedded import Embedded
from loaders import reader
from loaders.files import read
from tests import faults


def test_another_process_reads_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = faults.planted().write(tmp_path / "台账.xlsx")
    here = read([book])
    monkeypatch.setattr(reader, "APART", 0)
    told: list[tuple[int, int]] = []
    there = read([book], lambda done, total: told.append((done, total)))
    assert [s.name for s in here[1]] == [s.name for s in there[1]]
    assert all(a.rows.equals(b.rows) for a, b in zip(here[1], there[1], strict=True))
    assert here[2] == there[2]
    assert len(told) > 1
    assert set(told) == {(0, 1)}


def test_stopping_ends_the_process_at_once_and_writes_nothing(embedded: Embedded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "APART", 0)
    monkeypatch.setattr(reader, "START", "import time; time.sleep(600)")
    started: list[reader.subprocess.Popen] = []
    real = reader.subprocess.Popen
    monkeypatch.setattr(reader.subprocess, "Popen", lambda *a, **k: started.append(real(*a, **k)) or started[-1])
    begun = time.monotonic()

    def stop(stage: str, done: int, total: int) -> None:
        if started and time.monotonic() - begun > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        loaders.prepare(embedded, [faults.planted().write(tmp_path / "台账.xlsx")], progress=stop)
    assert started[0].returncode is not None
    assert not embedded.imports()


def test_a_crash_there_is_a_problem(embedded: Embedded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "APART", 0)
    monkeypatch.setattr(reader, "START", "import os; os.abort()")
    found = loaders.prepare(embedded, [("村.csv", "编码,名称\n1,甲\n".encode())])
    assert [(p.rule, p.file) for p in found.errors] == [("file_unreadable", "村.csv")]
