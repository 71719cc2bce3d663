"""A cell corrected in the app or in Excel is exactly that cell, an import like any other, and can be undone."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

import actions
import cli
import loaders
from loaders.editing import LINE, called
from graphmodel.digest import digest
from graphmodel.embedded import Embedded
from graphmodel.schema import NODE, REL
from tests import tiny
from tests.test_loaders_identity import COUNTY, draft


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))


@pytest.fixture
def loaded(embedded: Embedded) -> Embedded:
    """The county loaded."""
    loaders.write(embedded, draft(embedded, COUNTY, data_date=date(2020, 9, 30)))
    return embedded


def test_an_edit_is_an_import_of_one_cell_and_can_be_undone(loaded: Embedded) -> None:
    before = digest(loaded)
    made = loaders.edit(loaded, "Village:370982105240", {"户数": "95", "备注": " "}, who="乙")
    assert [(c["prop"], c["before"], c["after"]) for c in made.cells] == [("households", "90", "95")]
    assert made.changes.size == 1
    record = loaders.write(loaded, made)
    assert (record.files[0].name, record.who, record.data_date) == ("页面修改.json", "乙", date(2020, 9, 30))
    village = loaded.table(NODE["Village"]).filter(pl.col("id") == "370982105240").row(0, named=True)
    assert (village["households"], village["sources"]) == (95, "1.0.2.2 2.0.0.2")
    actions.undo(loaded, 2)
    assert digest(loaded) == before
    by_line = actions.edit(loaded, "Village:370982105240", {"户数": "95"}, file=LINE)
    assert called(by_line.record.files[0].name) == ("命令行修改", "edit by command line")


def test_clearing_is_said_and_a_required_cell_stays(loaded: Embedded) -> None:
    made = loaders.edit(loaded, "Member:370982/D-1", {"duty": "会计"}, clear=["专长"])
    assert {(c["prop"], c["before"], c["after"]) for c in made.cells} == {("duty", None, "会计"), ("skill", "养蜂", None)}
    loaders.write(loaded, made)
    member = loaded.table(NODE["Member"]).filter(pl.col("id") == "370982/D-1").row(0, named=True)
    assert (member["duty"], member["skill"], member["name"]) == ("会计", None, "王小明")
    assert loaders.edit(loaded, "Member:370982/D-1", {}, clear=["skill"]).changes.empty
    for what, values, clear in (
        ("Village:370982105240", {}, ["名称"]),
        ("Village:370982105240", {"没有": "1"}, []),
        ("Village:370982105240", {"编码": "1"}, []),
        ("Village:1", {}, []),
        ("甲", {}, []),
    ):
        with pytest.raises(loaders.LoadError):
            loaders.edit(loaded, what, values, clear=clear)


def test_a_wrong_value_and_a_masked_one_are_not_written(loaded: Embedded) -> None:
    wrong = loaders.edit(loaded, "Village:370982105240", {"户数": "很多"})
    assert [(p.rule, p.file, p.column) for p in wrong.errors] == [("not_number", "页面修改.json", "户数")]
    masked = loaders.edit(loaded, "Member:370982/D-1", {"姓名": "王**"})
    assert masked.changes.empty
    assert [p.rule for p in masked.problems] == ["masked_value"]


def test_a_relationship_is_moved_ended_and_removed(loaded: Embedded) -> None:
    what = "PAIRED_WITH|Member:370982/D-3|Household:370982/H-1|带富|"
    ended = loaders.edit(loaded, what, {"终止日期": "2020-06-30"})
    assert ended.changes.size == 1
    loaders.write(loaded, ended)
    loaders.write(loaded, loaders.edit(loaded, what, {}, clear=["until"]))
    assert loaded.table(REL["PAIRED_WITH"])["until"].to_list() == [None] * 3
    moved = loaders.edit(loaded, what, {"起始日期": "2020-03-01"})
    loaders.write(loaded, moved)
    keys = set(loaded.table(REL["PAIRED_WITH"]).select("start", "key").rows())
    assert ("370982/D-3", "带富|2020-03-01") in keys
    assert len(keys) == 3
    loaders.write(loaded, loaders.edit(loaded, "PAIRED_WITH|Member:370982/D-3|Household:370982/H-1|带富|2020-03-01", {"项目": "包户"}))
    assert ("370982/D-3", "包户|2020-03-01") in set(loaded.table(REL["PAIRED_WITH"]).select("start", "key").rows())
    loaders.write(loaded, loaders.edit(loaded, "PAIRED_WITH|Member:370982/D-3|Household:370982/H-1|包户|2020-03-01", {}, remove=True))
    assert loaded.table(REL["PAIRED_WITH"]).height == 2
    before = digest(loaded)
    loaders.write(loaded, loaders.edit(loaded, "Member:370982/D-3", {}, remove=True))
    assert loaded.table(NODE["Member"]).height == 3
    assert "370982/D-3" not in loaded.table(REL["MEMBER_OF"])["start"].to_list()
    actions.undo(loaded, loaded.imports()[-1].number)
    assert digest(loaded) == before


@pytest.mark.parametrize(("language", "unmask"), [("zh", True), ("en", False)])
def test_the_ledger_out_and_in_again_changes_nothing(embedded: Embedded, language: str, unmask: bool) -> None:
    tiny.fill(embedded)
    book = loaders.ledger(embedded, language=language, unmask=unmask)
    back = loaders.prepare(embedded, [("台账.xlsx", book)], data_date=date(2021, 1, 1))
    assert [(p.rule, p.sheet, p.row) for p in back.errors] == [("required_missing", NODE["Visit"].title[language == "en"], 5)]  # planted
    assert back.changes.empty
    assert ("masked_value" in {p.rule for p in back.problems}) == (not unmask)


def test_only_the_cells_edited_in_excel_change(loaded: Embedded) -> None:
    book = openpyxl.load_workbook(io.BytesIO(loaders.ledger(loaded)))
    village, member, pair = book["村"], book["党员干部"], book["结对"]
    place = {cell.value: cell.column for cell in village[1]}
    village.cell(2, place["户数"]).value = 96
    village.cell(3, place["户数"]).value = 12
    member.cell(2, {cell.value: cell.column for cell in member[1]}["专长"]).value = "养羊"
    assert member.cell(2, 2).value == "王**"
    held = io.BytesIO()
    book.save(held)
    found = loaders.prepare(loaded, [("台账.xlsx", held.getvalue())], data_date=date(2021, 1, 1))
    assert not found.errors
    assert {(c["type"], c["prop"], c["before"], c["after"]) for c in found.cells} == {
        ("Village", "households", "90", "96"),
        ("Village", "households", None, "12"),
        ("Member", "skill", "养蜂", "养羊"),
    }
    assert found.changes.size == 3
    assert pair.max_row == 4


def test_the_verbs_edit_and_write_the_ledger(
    loaded: Embedded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setenv("LIANJIAN_DB", loaded.address)
    assert cli.main(["edit", "Village:370982105240", "--set", "户数=97", "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["import"] is None
    assert cli.main(["edit", "Village:370982105240", "--set", "户数=97", "--clear", "备注", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["Village"]["changed"] == 1
    assert cli.main(["edit", "Village:370982105240", "--set", "户数=多"]) == 1
    assert cli.main(["edit", "Village:370982105240", "--set", "户数"]) == 2
    assert cli.main(["ledger", "村", "结对", "--out", str(tmp_path / "账.xlsx")]) == 0
    assert openpyxl.load_workbook(tmp_path / "账.xlsx").sheetnames == ["村", "结对"]
    assert cli.main(["ledger", "没有", "--out", str(tmp_path / "x.xlsx")]) == 2
