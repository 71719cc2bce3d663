"""Backup and restore on both engines, bundles that were damaged or made for another model, and what the doctor finds."""
from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import actions
import cli
from graphmodel import bundle, restoring
from graphmodel.bundle import Damaged
from graphmodel.digest import digest
from graphmodel.embedded import Embedded
from graphmodel.engine import StoreError
from graphmodel.held import Held, everything
from graphmodel.server import Server
from tests import tiny
from tests.frames import nodes
from tests.test_records import LOADS, load


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LIANJIAN_DB", raising=False)
    return tmp_path / "home"


def loaded(engine):
    """Three imports, one of them taken back."""
    for number, one in enumerate(LOADS[:3], 1):
        load(engine, number, one)
    load(engine, 4, (date(2021, 2, 2), {"Area": nodes({"id": "370982/P7", "name": "片七"})}, False))
    actions.undo(engine, 4)
    return engine


def same(one, other) -> bool:
    """Whether two stores hold the same to the last cell, their sources and imports included."""
    frames = [{name: frame.sort(frame.columns) for name, frame in everything(store).items()} for store in (one, other)]
    return frames[0].keys() == frames[1].keys() and all(frame.equals(frames[1][name]) for name, frame in frames[0].items()) and (
        one.imports() == other.imports())


def test_embedded_to_server_to_embedded(embedded: Embedded, server: Server, new_store, home, tmp_path) -> None:
    loaded(embedded)
    made = actions.backup(embedded, tmp_path / "one.zip")
    assert made["digest"] == digest(embedded)
    assert actions.restore(server, tmp_path / "one.zip")["digest"] == digest(embedded)
    assert same(server, embedded)
    actions.backup(server, tmp_path / "two.zip")
    again = new_store()
    actions.restore(again, tmp_path / "two.zip")
    assert same(again, embedded)
    for engine in (server, again):
        assert actions.history(engine)[3]["undone"]
        actions.undo(engine, 3)
        actions.undo(engine, 2)
    assert digest(server) == digest(again)


def test_a_store_that_holds_something_is_not_overwritten_unasked(embedded, new_store, home, tmp_path) -> None:
    loaded(embedded)
    actions.backup(embedded, tmp_path / "one.zip")
    other = tiny.fill(new_store())
    before = digest(other)
    with pytest.raises(restoring.NotEmpty):
        actions.restore(other, tmp_path / "one.zip")
    assert digest(other) == before
    told = actions.restore(other, tmp_path / "one.zip", replace=True)
    assert same(other, embedded)
    brought = f"journal-{other.versions.current().stem}"
    load(other, 6, (date(2024, 1, 1), {"Area": nodes({"id": "370982/P8", "name": "片八"})}, False))
    assert [path.name for path in Path(other.address).glob("journal*")] == [brought]
    actions.undo(other, 6)
    actions.restore(other, Path(told["kept"]), replace=True)
    assert digest(other) == before


def test_a_server_is_made_exact_too(server, embedded, home, tmp_path) -> None:
    loaded(embedded)
    actions.backup(embedded, tmp_path / "one.zip")
    tiny.fill(server)
    actions.restore(server, tmp_path / "one.zip", replace=True)
    assert same(server, embedded)


def test_a_restore_cut_off_between_rows_and_records_says_so_and_is_done_again(server, embedded, home, tmp_path) -> None:
    loaded(embedded)
    actions.backup(embedded, tmp_path / "one.zip")

    class CutOff(Exception):
        pass

    def stop(stage: str) -> None:
        if stage == "records":
            raise CutOff

    server.at_stage = stop
    with pytest.raises(CutOff):
        actions.restore(server, tmp_path / "one.zip")
    found = {one["check"]: one["holds"] for one in actions.doctor(server)["checks"]}
    assert found["unfinished"] is False
    server.at_stage = lambda stage: None
    actions.restore(server, tmp_path / "one.zip")
    assert same(server, embedded)


def rewritten(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy of a bundle whose parts were changed."""
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target


def test_every_damaged_part_is_named_and_nothing_is_restored(embedded, new_store, home, tmp_path) -> None:
    loaded(embedded)
    whole = tmp_path / "one.zip"
    names = set(actions.backup(embedded, whole)["parts"])
    assert {"tables/Village.arrow", "imports.json", "journal/000001.zip"} <= names
    target = new_store()
    before = target.state()
    for name in (*sorted(names)[:6], "imports.json", "journal/000003.zip"):
        broken = rewritten(whole, tmp_path / "broken.zip", lambda parts, name=name: parts.update({name: turned(parts[name])}))
        with pytest.raises(Damaged) as why:
            actions.restore(target, broken)
        assert why.value.parts == (name,)
        lost = rewritten(whole, tmp_path / "lost.zip", lambda parts, name=name: parts.pop(name))
        with pytest.raises(Damaged) as why:
            bundle.read(lost)
        assert why.value.parts == (name,)
    data = whole.read_bytes()
    for wrong in (data[: len(data) // 2], b"", b"PK\x03\x04 no zip", data[:200] + bytes(300) + data[500:]):
        (tmp_path / "cut.zip").write_bytes(wrong)
        with pytest.raises(Damaged):
            actions.restore(target, tmp_path / "cut.zip")
    swapped = rewritten(whole, tmp_path / "swapped.zip", lambda parts: said(parts, digest="0" * 64))
    with pytest.raises(Damaged):
        bundle.read(swapped)
    newer = rewritten(whole, tmp_path / "newer.zip", lambda parts: said(parts, format=2))
    with pytest.raises(Damaged, match="更新的版本"):
        bundle.read(newer)
    assert target.state() == before


def turned(content: bytes) -> bytes:
    """The content with one bit the other way."""
    return content[:-1] + bytes([content[-1] ^ 1])


def said(parts: dict[str, bytes], **other: object) -> None:
    """Makes the manifest say something else."""
    parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | other).encode()


def test_a_bundle_of_an_older_model_is_taken_over_as_far_as_it_fits(embedded, new_store, home, tmp_path) -> None:
    loaded(embedded)
    actions.backup(embedded, tmp_path / "one.zip")

    def older(parts: dict[str, bytes]) -> None:
        told = json.loads(parts["manifest.json"])
        frame = pl.read_ipc(parts["tables/Village.arrow"]).drop("population").with_columns(pl.lit("旧").alias("forgotten"))
        parts["tables/Village.arrow"] = bundle.packed(frame)
        parts["tables/Guild.arrow"] = bundle.packed(pl.DataFrame({"id": ["1"]}))
        for name in ("tables/Village.arrow", "tables/Guild.arrow"):
            told["parts"][name] = {"sha256": bundle.hashlib.sha256(parts[name]).hexdigest(), "bytes": len(parts[name])}
        parts["manifest.json"] = json.dumps(told | {"model": "older"}).encode()

    target = new_store()
    told = actions.restore(target, rewritten(tmp_path / "one.zip", tmp_path / "older.zip", older))
    assert [text[1] for text in told["left_out"]] == ["column forgotten of Village", "type Guild (1 rows)"]
    frames = everything(embedded)
    frames["Village"] = frames["Village"].with_columns(pl.lit(None, pl.Int64).alias("population"))
    assert digest(target) == digest(Held(frames)) == told["digest"]


def test_files_and_settings_come_along_and_stay_inside_the_home(embedded, new_store, home, tmp_path, monkeypatch) -> None:
    loaded(embedded)
    (home / "plans").mkdir(parents=True)
    (home / "strengths.json").write_text('{"own": {}}', "utf-8")
    (home / "plans" / "甲.json").write_text("{}", "utf-8")
    (home / "logs").mkdir()
    (home / "logs" / "audit.jsonl").write_text("{}", "utf-8")
    names = set(actions.backup(embedded, tmp_path / "one.zip")["parts"])
    assert {name for name in names if name.startswith("settings/")} == {"settings/strengths.json", "settings/plans/甲.json"}
    bad = rewritten(tmp_path / "one.zip", tmp_path / "bad.zip", outside)
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "elsewhere" / "home"))
    (tmp_path / "elsewhere" / "home").mkdir(parents=True)
    (tmp_path / "elsewhere" / "home" / "strengths.json").write_text("mine", "utf-8")
    assert actions.restore(new_store(), bad)["settings"] == ["plans/甲.json"]
    assert not (tmp_path / "elsewhere" / "out.json").exists()
    assert (tmp_path / "elsewhere" / "home" / "strengths.json").read_text("utf-8") == "mine"


def outside(parts: dict[str, bytes]) -> None:
    """A part that would leave the home folder."""
    told = json.loads(parts["manifest.json"])
    parts["settings/../out.json"] = b"{}"
    told["parts"]["settings/../out.json"] = {"sha256": bundle.hashlib.sha256(b"{}").hexdigest(), "bytes": 2}
    parts["manifest.json"] = json.dumps(told).encode()


def test_a_backup_that_cannot_be_written_leaves_nothing(embedded, home, tmp_path) -> None:
    (tmp_path / "file").write_text("x", "ascii")
    with pytest.raises(StoreError):
        actions.backup(embedded, tmp_path / "file" / "one.zip")
    assert (tmp_path / "file").read_text("ascii") == "x"


def test_samples_and_own_data_never_mix(embedded, new_store, home, tmp_path) -> None:
    load(embedded, 1, LOADS[0], samples=True)
    actions.backup(embedded, tmp_path / "one.zip")
    with pytest.raises(StoreError, match="--samples"):
        actions.restore(new_store(), tmp_path / "one.zip")
    target = new_store()
    actions.restore(target, tmp_path / "one.zip", samples=True)
    assert same(target, embedded)


def test_the_verbs(home, tmp_path, capsys) -> None:
    engine = loaded(actions.open_store())
    expected = digest(engine)
    engine.close()
    file = tmp_path / "one.zip"
    assert cli.main(["backup", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["digest"] == expected
    assert cli.main(["restore", str(file)]) == 1
    assert "--replace" in capsys.readouterr().err
    shutil.rmtree(home / "store")
    assert cli.main(["restore", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["digest"] == expected
    assert cli.main(["restore", str(tmp_path / "none.zip")]) == 2
    capsys.readouterr()
    assert cli.main(["doctor", "--json"]) in (0, 1)
    assert json.loads(capsys.readouterr().out)["digest"] == expected
    file.write_bytes(file.read_bytes()[:-100])
    assert cli.main(["restore", str(file), "--replace"]) == 1
    assert "one.zip" in capsys.readouterr().err
