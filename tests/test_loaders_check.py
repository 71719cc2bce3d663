"""Every fault at once, where it stands; nothing guessed, nothing written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import loaders
from graphmodel.embedded import Embedded
from graphmodel.schema import NODES, RELS
from graphmodel.words import Node
from loaders.meanings import kind_of, kinds, meaning
from loaders.text import canonical
from tests import faults

COUNTY = {"县": [{"编码": "370982", "名称": "新泰市"}], "乡镇": [{"编码": "370982105", "名称": "羊流镇", "所属县": "新泰市"}]}
NAMES = {
    "370982105221": "和庄村委会",
    "370982105224": "小和庄村委会",
    "370982105288": "刘家庄村委会",
    "370982105262": "北刘家庄村委会",
    "370982105277": "上刘家庄村委会",
    "370982105240": "安乐庄村委会",
    "370982105247": "北天井峪村委会",
    "370982105248": "东天井峪村委会",
}
VILLAGES = {"村": [{"编码": code, "名称": name, "乡镇": "羊流镇"} for code, name in NAMES.items()]}


def draft(engine: Embedded, sheets: dict[str, list[dict]], **how) -> loaders.Draft:
    """A load of these sheets."""
    return loaders.prepare(engine, [("台账.json", json.dumps(sheets, ensure_ascii=False).encode())], **how)


def told(found: loaders.Draft, severity: str = "error") -> set[tuple]:
    """(sheet, row, column, rule) of each problem."""
    return {(p.sheet, p.row or 0, p.column, p.rule) for p in found.problems if p.severity == severity}


def test_every_planted_fault_is_reported_and_nothing_else(embedded: Embedded, tmp_path: Path) -> None:
    book = faults.planted()
    before = embedded.state()
    found = loaders.prepare(embedded, [book.write(tmp_path / "台账.xlsx")])
    assert len(book.faults) >= 30
    assert len({rule for *_, rule in book.faults}) >= 15
    assert told(found) == book.faults
    assert told(found, "notice") == {("村", 23, "", "row_skipped"), ("户", 1, "自记", "column_unknown")}
    assert not found.ok
    with pytest.raises(loaders.LoadError):
        loaders.write(embedded, found)
    assert embedded.state() == before
    assert not embedded.imports()


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("370982105221", "370982105221"),
        ("３７０９８２１０５２２１", "370982105221"),
        ("和庄", "370982105221"),
        ("和庄村", "370982105221"),
        ("和庄村民委员会", "370982105221"),
        ("村:370982105221", "370982105221"),
        ("羊流镇/和庄", "370982105221"),
        ("羊流/小和庄", "370982105224"),
        ("和庄（370982105221，羊流镇）", "370982105221"),
        ("刘家庄村委会", "370982105288"),
        ("羊流镇/刘家庄", "370982105288"),
        ("Village:370982105240", "370982105240"),
    ],
)
def test_what_a_cell_may_name_a_village_by(embedded: Embedded, written: str, key: str) -> None:
    found = draft(embedded, COUNTY | VILLAGES | {"以强带弱": [{"帮带村": written, "被帮带村": "370982105248"}]})
    assert not found.errors
    assert found.changes.tables["LEADS"].new["start"].to_list() == [key]


@pytest.mark.parametrize(
    ("written", "rule", "maybe"),
    [
        ("刘家庄", "reference_ambiguous", {"370982105288", "370982105262", "370982105277"}),
        ("天井峪", "reference_ambiguous", {"370982105247", "370982105248"}),
        ("安乐", "reference_unknown", {"370982105240"}),
        ("3709821052", "reference_unknown", None),
        ("户:H-1", "pair_not_allowed", set()),
        ("3.7E+11", "code_as_number", set()),
    ],
)
def test_what_names_nothing_or_several_is_never_guessed(embedded: Embedded, written: str, rule: str, maybe: set | None) -> None:
    found = draft(embedded, COUNTY | VILLAGES | {"以强带弱": [{"帮带村": written, "被帮带村": "370982105248"}]})
    assert [p.rule for p in found.errors] == [rule]
    if maybe is not None:
        assert {text.rpartition("（")[2].partition("，")[0] for text in found.errors[0].maybe} == maybe


def test_a_column_of_townships_tells_names_apart(embedded: Embedded) -> None:
    towns = {"乡镇": [*COUNTY["乡镇"], {"编码": "370982106", "名称": "果都镇", "所属县": "新泰市"}]}
    twice = {
        "村": [{"编码": "370982105201", "名称": "王庄村", "乡镇": "羊流镇"}, {"编码": "370982106201", "名称": "王庄村", "乡镇": "果都镇"}]
    }
    lived = [{"编码": "H-1", "所在村": "王庄", "人数": "3"}]
    assert [p.rule for p in draft(embedded, COUNTY | towns | twice | {"户": lived}).errors] == ["reference_ambiguous"]
    found = draft(embedded, COUNTY | towns | twice | {"户": [lived[0] | {"乡镇": "果都镇"}]})
    assert not found.errors
    assert found.changes.tables["LIVES_IN"].new["end"].to_list() == ["370982106201"]


def test_people_are_suggested_by_code_only(embedded: Embedded) -> None:
    people = {
        "党组织": [{"编码": "Z-1", "名称": "甲支部"}],
        "党员干部": [{"编码": "D-0041", "姓名": "张三"}, {"编码": "D-0042", "姓名": "张三"}],
        "岗位": [{"编码": "G-1", "名称": "岗", "类别": "主任", "设在": "Z-1", "任职人": "张三"}],
    }
    found = draft(embedded, COUNTY | people)
    assert [(p.rule, p.value, p.maybe) for p in found.errors] == [("reference_ambiguous", "张**", ("D-0041", "D-0042"))]


def test_the_territory_comes_from_the_files_or_is_asked_for(embedded: Embedded) -> None:
    own = {"党组织": [{"编码": "Z-1", "名称": "甲支部"}]}
    unknown = draft(embedded, own)
    assert told(unknown) == {("党组织", 0, "", "territory_unknown")}
    assert draft(embedded, own, territory="370982").changes.tables["Branch"].new["id"].to_list() == ["370982/Z-1"]
    province = {"县": [{"编码": "210000", "名称": "辽宁省"}, {"编码": "210100", "名称": "沈阳市", "上级": "辽宁省"}]}
    assert draft(embedded, own | province).territory == "210000"
    assert draft(embedded, own | {"企业": [{"编码": "E-1", "名称": "甲", "所在地": "370982105"}]}).territory == "370982"
    prefecture = {"县": [{"编码": "370900", "名称": "泰安市"}, {**COUNTY["县"][0], "上级": "泰安市"}], "乡镇": COUNTY["乡镇"]}
    assert draft(embedded, own | prefecture).territory == "370982"
    loaders.write(embedded, draft(embedded, prefecture))
    assert draft(embedded, own).territory == "370982"


def test_a_weekday_may_be_written_as_people_write_it(embedded: Embedded) -> None:
    rows = {"服务中心": [{"编码": "C-1", "名称": "甲中心"}],
            "值班": [{"编码": f"S-{day}", "服务中心": "C-1", "星期": f"星期{day}"} for day in "一天"]}
    found = draft(embedded, rows, territory="370982")
    assert found.ok
    assert found.changes.tables["Shift"].new["weekday"].to_list() == ["周一", "周日"]


def test_several_columns_and_units_that_do_not_fit(embedded: Embedded) -> None:
    row = {"编码": "370982105221", "名称": "和庄", "村名称": "和庄", "乡镇": "羊流镇", "集体收入（元）": "3"}
    assert told(draft(embedded, COUNTY | {"村": [row]})) == {
        ("村", 1, "村名称", "column_twice"),
        ("村", 1, "集体收入（元）", "unit_differs"),
    }
    assert told(draft(embedded, COUNTY | {"村": [{"编码": "370982105221"}]})) == {
        ("村", 1, "名称", "column_missing"),
        ("村", 1, "所属乡镇", "column_missing"),
    }
    assert told(draft(embedded, COUNTY | {"以强带弱": [{"帮带村": "和庄"}]})) == {("以强带弱", 1, "被帮带村", "column_missing")}
    assert told(draft(embedded, {"村": [{"甲": "乙"}]})) == {("村", 0, "", "header_missing")}


def test_unknown_columns_are_kept_beside(embedded: Embedded) -> None:
    found = draft(embedded, COUNTY | {"村": [{"编码": "370982105221", "名称": "和庄", "乡镇": "羊流镇", '村里"的树': '银"杏'}]})
    assert told(found, "notice") == {("村", 1, '村里"的树', "column_unknown")}
    assert json.loads(found.changes.tables["Village"].new["extra"][0]) == {'村里"的树': '银"杏'}


def test_every_sheet_name_and_header_of_the_model_is_understood() -> None:
    for kind in (*NODES, *RELS):
        for name in (*kind.title, kind.label if isinstance(kind, Node) else kind.type):
            assert kind_of(name) is kind
        for prop in kind.props:
            for title in (*prop.title, prop.name):
                assert meaning(kind, f" {title} ").prop is prop
    assert all(canonical(alias) in kinds() for kind in (*NODES, *RELS) for alias in kind.aliases)


def test_every_rule_speaks_both_languages() -> None:
    for rule in loaders.RULES.values():
        assert all(text for pair in rule for text in pair)
    assert len(loaders.RULES) >= 20


def test_a_masked_name_never_replaces_the_real_one(tmp_path: Path, embedded: Embedded) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    file = folder / "户.csv"
    (folder / "县.csv").write_text("编码,名称\n999901,甲县\n", "utf-8")
    (folder / "乡镇.csv").write_text("编码,名称,所属县\n999901001,东镇,999901\n", "utf-8")
    (folder / "村.csv").write_text("编码,名称,所属乡镇\n999901001201,东村,999901001\n", "utf-8")
    file.write_text("编码,户主,所在村\nH-1,张三,999901001201\n", "utf-8")
    first = loaders.prepare(embedded, [folder], territory="999901")
    assert not first.errors
    loaders.write(embedded, first)
    file.write_text("编码,户主,所在村\nH-1,张**,999901001201\n", "utf-8")
    draft = loaders.prepare(embedded, [file], territory="999901")
    assert draft.changes.empty
    assert [(p.rule, p.severity) for p in draft.problems] == [("masked_value", "notice")]
