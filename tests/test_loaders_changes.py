"""What a load changes: no more than was written differently, and a blank cell never erases."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path

import pytest

import loaders
from graphmodel.changes import Changes
from graphmodel.digest import digest
from graphmodel.embedded import Embedded
from graphmodel.engine import Engine
from graphmodel.imports import ImportRecord
from graphmodel.schema import NODE, REL
from graphmodel.server import Server
from loaders.text import INVISIBLE

DATA = Path(__file__).parent / "data"
BASE = {
    "县": [{"编码": "370982", "名称": "新泰市"}],
    "乡镇": [{"编码": "370982105", "名称": "羊流镇", "所属县": "370982"}, {"编码": "370982106", "名称": "果都镇", "所属县": "370982"}],
    "村": [
        {"编码": f"37098210520{i}", "名称": f"{n}村", "乡镇": "羊流镇", "户数": str(100 + i), "片区": None, "加入合作社": None, "土": "沙"}
        for i, n in enumerate("甲乙丙丁", 1)
    ],
    "片区": [{"编码": "P-1", "名称": "一片", "所属乡镇": "羊流镇"}, {"编码": "P-2", "名称": "二片", "所属乡镇": "羊流镇"}],
    "合作社": [{"编码": "C-1", "名称": "樱桃合作社"}, {"编码": "C-2", "名称": "土地合作社"}],
    "党组织": [{"编码": "Z-1", "名称": "甲支部"}],
    "党员干部": [{"编码": "D-1", "姓名": "党员 0001", "党支部": "Z-1"}],
    "户": [{"编码": "H-1", "户主": "户主 0001", "村": "甲村"}],
    "结对": [{"帮扶人": "D-1", "帮扶对象": "H-1", "项目": "帮学", "起始日期": None, "蜂箱": "3"}],
    "以强带弱": [{"帮带村": "甲村", "被帮带村": "乙村"}],
}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path))


def prepare(engine: Engine, sheets: dict, **how) -> loaders.Draft:
    """A load of these sheets that must be free of errors."""
    found = loaders.prepare(engine, [("台账.json", json.dumps(sheets, ensure_ascii=False).encode())], **how)
    assert not found.errors, [p.text("zh") for p in found.errors]
    return found


@pytest.fixture
def loaded(embedded: Embedded) -> Embedded:
    """The base loaded."""
    loaders.write(embedded, prepare(embedded, BASE, data_date=date(2020, 9, 30), who="甲"))
    return embedded


def edited(change) -> dict:
    """The base after an edit."""
    sheets = copy.deepcopy(BASE)
    change(sheets)
    return sheets


def ends(engine: Embedded, type: str) -> set[tuple]:
    """(start, end) of every relationship of a type."""
    return set(engine.table(REL[type]).select("start", "end").rows())


def test_a_load_is_counted_recorded_and_kept(loaded: Embedded, tmp_path: Path) -> None:
    [record] = loaded.imports()
    assert record.counts["Village"] == {"new": 4, "changed": 0, "same": 0, "conflicting": 0, "gone": 0}
    assert (record.who, record.data_date, record.files[0].name, record.files[0].sheets) == (
        "甲",
        date(2020, 9, 30),
        "台账.json",
        tuple(BASE),
    )
    assert [f.stem for f in (tmp_path / "files").glob("*.json")] == [record.files[0].sha256]
    village = loaded.table(NODE["Village"]).sort("id").row(0, named=True)
    assert (village["sources"], village["within"]) == ("1.0.2.2", "|County:370982|Township:370982105|Village:370982105201|")
    cells = loaders.cells(tmp_path, {"import": 1, "file": "台账.json", "sheet": "户", "row": 2})
    assert cells == {"header": ["编码", "户主", "村"], "rows": [{"row": 2, "cells": ["H-1", "户主 00**", "甲村"]}]}
    assert loaders.cells(tmp_path, {"import": 2, "file": "台账.json", "sheet": "户", "row": 2}) is None


def test_the_same_again_changes_nothing(loaded: Embedded) -> None:
    again = prepare(loaded, BASE)
    assert again.changes.empty
    assert {(c["new"], c["changed"], c["gone"]) for c in again.counts.values()} == {(0, 0, 0)}
    assert loaders.write(loaded, again) is None
    assert len(loaded.imports()) == 1


def test_one_edited_cell_is_one_changed_cell(loaded: Embedded) -> None:
    found = prepare(loaded, edited(lambda s: s["村"][2].update(户数="999")))
    [cell] = found.cells
    assert (cell["type"], cell["key"], cell["name"], cell["prop"], cell["before"], cell["after"], cell["sheet"], cell["row"]) == (
        "Village",
        "370982105203",
        "丙村",
        "households",
        "103",
        "999",
        "村",
        4,
    )
    assert found.changes.size == 1
    loaders.write(loaded, found)
    row = loaded.table(NODE["Village"]).sort("id").row(2, named=True)
    assert (row["households"], row["sources"]) == (999, "1.0.2.4 2.0.2.4")


def test_a_blank_cell_never_erases(loaded: Embedded) -> None:
    before = digest(loaded)
    blank = edited(
        lambda s: [
            row.update({h: None for h in row if h not in ("编码", "帮扶人", "帮扶对象", "项目", "帮带村", "被帮带村")})
            for rows in s.values()
            for row in rows
        ]
    )
    blank["村"][0]["户数"] = "101"  # otherwise the column would have no cell at all
    found = prepare(loaded, blank)
    assert found.changes.empty
    assert digest(loaded) == before
    assert {name: c["gone"] for name, c in found.counts.items() if c["gone"]} == {}


def test_a_village_has_one_township(loaded: Embedded) -> None:
    found = prepare(loaded, edited(lambda s: s["村"][0].update(乡镇="果都镇")))
    assert (found.counts["PART_OF"]["changed"], found.counts["PART_OF"]["new"]) == (1, 0)
    assert [(c["prop"], c["before"], c["after"]) for c in found.cells] == [
        ("所属乡镇", "羊流镇（370982105，新泰市）", "果都镇（370982106，新泰市）")
    ]
    loaders.write(loaded, found)
    assert {e for s, e in ends(loaded, "PART_OF") if s == "370982105201"} == {"370982106"}
    assert "Township:370982106" in loaded.table(NODE["Household"])["within"][0]
    assert prepare(loaded, edited(lambda s: s["村"][0].update(乡镇="果都镇"))).changes.empty


def test_a_column_of_several_adds(loaded: Embedded) -> None:
    for value in ("樱桃合作社", "C-2、C-1"):
        loaders.write(loaded, prepare(loaded, edited(lambda s, v=value: s["村"][0].update(加入合作社=v))))
    assert ends(loaded, "MEMBER_OF") == {("370982105201", "370982/C-1"), ("370982105201", "370982/C-2"), ("370982/D-1", "370982/Z-1")}


def test_a_date_filled_in_is_the_same_pair(loaded: Embedded) -> None:
    found = prepare(loaded, edited(lambda s: s["结对"][0].update(起始日期="2020-03-01", 蜂箱=None)))
    assert (found.counts["PAIRED_WITH"]["new"], found.counts["PAIRED_WITH"]["changed"]) == (0, 1)
    loaders.write(loaded, found)
    [pair] = loaded.table(REL["PAIRED_WITH"]).to_dicts()
    assert (pair["since"], pair["hives"], pair["key"]) == (date(2020, 3, 1), 3, "帮学|2020-03-01")
    assert prepare(loaded, BASE).changes.empty  # the blank date is that pair, too


def test_what_is_no_longer_listed_goes_only_on_request(loaded: Embedded) -> None:
    shorter = edited(
        lambda s: (s["户"].clear(), s["户"].append({"编码": "H-2", "户主": "户主 0002", "村": "甲村"}), s["结对"][0].update(帮扶对象="H-2"))
    )
    found = prepare(loaded, shorter)
    assert {name: c["gone"] for name, c in found.counts.items() if c["gone"]} == {"Household": 1, "LIVES_IN": 1, "PAIRED_WITH": 1}
    assert not found.changes.tables["Household"].gone.height
    loaders.write(loaded, prepare(loaded, shorter, remove_gone=True))
    assert loaded.table(NODE["Household"])["id"].to_list() == ["370982/H-2"]
    assert ends(loaded, "PAIRED_WITH") == {("370982/D-1", "370982/H-2")}


def test_older_data_conflicts_until_decided(loaded: Embedded) -> None:
    older = edited(lambda s: s["村"][0].update(户数="90"))
    found = prepare(loaded, older, data_date=date(2020, 1, 1))
    assert not found.ok
    assert (found.counts["Village"]["conflicting"], found.counts["Village"]["changed"]) == (1, 0)
    assert [(c["conflict"], c["decision"], c["before"], c["after"]) for c in found.cells] == [(True, "ask", "101", "90")]
    kept = prepare(loaded, older, data_date=date(2020, 1, 1), conflicts="keep")
    assert kept.ok
    assert kept.changes.empty
    one = prepare(loaded, older, data_date=date(2020, 1, 1), conflicts={("Village", "370982105201", "households"): "replace"})
    assert one.ok
    loaders.write(loaded, one)
    assert loaded.table(NODE["Village"]).sort("id")["households"][0] == 90


def test_sheets_that_speak_of_one_thing_are_merged(embedded: Embedded) -> None:
    sheets = BASE | {"村情": [{"编码": "370982105201", "人口": "400"}, {"编码": "370982105202", "人口": "300", "集体收入（万元）": "1.5"}]}
    loaders.write(embedded, prepare(embedded, sheets))
    row = embedded.table(NODE["Village"]).sort("id").row(0, named=True)
    assert (row["households"], row["population"], row["sources"]) == (101, 400, "1.0.2.2 1.0.10.2")


def test_naughty_strings_survive(embedded: Embedded) -> None:
    naughty = [t for t in json.loads((DATA / "blns" / "blns.json").read_text("utf-8")) if t.strip() == t and t]
    sheets = {"县": BASE["县"], "党组织": [{"编码": f"Z-{i}", "名称": text} for i, text in enumerate(naughty)]}
    found = loaders.prepare(embedded, [("台账.json", json.dumps(sheets).encode())])
    refused = {p.row - 2 for p in found.errors}
    unseen = {i for i, text in enumerate(naughty) if not text.strip(INVISIBLE)}
    assert {p.row - 2 for p in found.errors if p.rule == "required_missing"} == unseen
    assert {p.rule for p in found.errors} == {"control_character", "required_missing"}
    assert len(refused - unseen) == 5
    good = {f"370982/Z-{i}": text for i, text in enumerate(naughty) if i not in refused}
    sheets["党组织"] = [row for i, row in enumerate(sheets["党组织"]) if i not in refused]
    loaders.write(embedded, prepare(embedded, sheets))
    assert dict(embedded.table(NODE["Branch"]).select("id", "name").rows()) == good


def test_a_count_that_disagrees_takes_everything_back(loaded: Embedded, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest(loaded)
    found = prepare(loaded, edited(lambda s: s["片区"].append({"编码": "P-3", "名称": "三片", "所属乡镇": "羊流镇"})))
    real = Embedded.apply
    monkeypatch.setattr(
        Embedded,
        "apply",
        lambda self, changes, record, tell=None: real(
            self, Changes({n: t for n, t in changes.tables.items() if n != "PART_OF"}) if record.undoes is None else changes, record
        ),
    )
    with pytest.raises(loaders.LoadError):
        loaders.write(loaded, found)
    assert digest(loaded) == before


def test_a_store_that_moved_on_is_not_written(loaded: Embedded) -> None:
    first, second = (prepare(loaded, edited(lambda s, n=n: s["村"][0].update(户数=n))) for n in ("7", "8"))
    assert isinstance(loaders.write(loaded, first), ImportRecord)
    with pytest.raises(Exception, match="更新"):
        loaders.write(loaded, second)


def test_both_engines_load_the_same(embedded: Embedded, server: Server) -> None:
    moved = edited(lambda s: s["村"][0].update(乡镇="果都镇", 户数="7"))
    shorter = copy.deepcopy(moved) | {
        "户": [{"编码": "H-2", "户主": "户主 0002", "村": "甲村"}],
        "结对": [{"帮扶人": "D-1", "帮扶对象": "H-2", "项目": "帮学"}],
    }
    for engine in (embedded, server):
        assert loaders.write(engine, prepare(engine, BASE)).number == 1
        assert prepare(engine, BASE).changes.empty
        loaders.write(engine, prepare(engine, moved))
        loaders.write(engine, prepare(engine, shorter, remove_gone=True))
    assert digest(embedded) == digest(server)
