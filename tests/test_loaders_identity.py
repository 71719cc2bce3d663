"""Who is it: candidates by letters and sound, decided once; duplicates made one and apart again; codes that change between years."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import actions
import cli
import loaders
from graphmodel.digest import digest
from graphmodel.embedded import Embedded
from graphmodel.schema import NODE, REL
from loaders import decisions

DATA = Path(__file__).parent / "data" / "vintages"
COUNTY = {
    "县": [{"编码": "370982", "名称": "新泰市"}],
    "乡镇": [{"编码": "370982105", "名称": "羊流镇", "所属县": "370982"}, {"编码": "370982106", "名称": "果都镇", "所属县": "370982"}],
    "村": [
        {"编码": "370982105240", "名称": "安乐庄村委会", "乡镇": "羊流镇", "户数": "90"},
        {"编码": "370982105241", "名称": "雁翎关村委会", "乡镇": "羊流镇"},
        {"编码": "370982106201", "名称": "雁翎关村委会", "乡镇": "果都镇"},
    ],
    "党组织": [{"编码": "Z-1", "名称": "甲支部", "所在地": "370982105240"}],
    "党员干部": [
        {"编码": "D-1", "姓名": "王小明", "党支部": "Z-1", "居住地": "370982105240", "电话": "138 0000 0001", "专长": "养蜂"},
        {"编码": "D-2", "姓名": "王晓明", "党支部": "Z-1", "居住地": "370982105240", "两委成员": "是"},
        {"编码": "D-3", "姓名": "王小明", "党支部": "Z-1", "居住地": "370982105240"},
        {"编码": "D-4", "姓名": "李四", "党支部": "Z-1", "电话": "13800000001"},
    ],
    "户": [{"编码": "H-1", "户主": "户主甲", "村": "370982105240"}],
    "结对": [
        {"帮扶人": "D-1", "帮扶对象": "H-1", "项目": "帮学"},
        {"帮扶人": "D-3", "帮扶对象": "H-1", "项目": "帮学"},
        {"帮扶人": "D-3", "帮扶对象": "H-1", "项目": "带富"},
    ],
}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))


def draft(engine: Embedded, sheets: dict, **how) -> loaders.Draft:
    """A load of these sheets."""
    return loaders.prepare(engine, [("台账.json", json.dumps(sheets, ensure_ascii=False).encode())], **how)


@pytest.fixture
def loaded(embedded: Embedded) -> Embedded:
    """The county loaded."""
    found = draft(embedded, COUNTY, data_date=date(2020, 9, 30))
    assert not found.errors
    loaders.write(embedded, found)
    return embedded


def lead(name: str, other: str = "370982105241") -> dict:
    """A sheet that names a village."""
    return {"以强带弱": [{"帮带村": name, "被帮带村": other}]}


@pytest.mark.parametrize(
    ("written", "candidates"),
    [
        ("安乐", ["Village:370982105240"]),
        ("按乐庄", ["Village:370982105240"]),
        ("雁岭关", ["Village:370982105241", "Village:370982106201"]),
        ("没有这村", []),
    ],
)
def test_candidates_are_alike_in_letters_or_in_sound(loaded: Embedded, written: str, candidates: list[str]) -> None:
    found = draft(loaded, lead(written, "370982105241" if written != "雁岭关" else "370982105240"))
    [asked] = found.asked
    assert [p.rule for p in found.errors] == ["reference_unknown"]
    assert sorted(key for key, _ in asked.candidates) == candidates
    assert (asked.sheet, asked.column, asked.rows) == ("以强带弱", "帮带村", 1)


def test_a_decision_is_remembered_told_and_forgotten(loaded: Embedded) -> None:
    [asked] = draft(loaded, lead("雁翎关", "370982105240")).asked
    assert len(asked.candidates) == 2
    loaders.decide("370982", asked.text, "Village:370982106201")
    again = draft(loaded, lead(" 雁翎关 ", "370982105240"))
    assert not again.errors
    assert [p.rule for p in again.problems] == ["reference_decided"]
    assert again.changes.tables["LEADS"].new["start"].to_list() == ["370982106201"]
    assert draft(loaded, lead("雁翎关", "370982105240"), territory="370983").errors
    with pytest.raises(ValueError, match="村:1"):
        loaders.decide("370982", asked.text, "村:1")
    assert decisions.forget("雁翎关") == 1
    assert draft(loaded, lead("雁翎关", "370982105240")).errors


def test_people_are_found_by_sound_and_shown_by_code(loaded: Embedded) -> None:
    found = draft(loaded, {"结对": [{"帮扶人": "王肖明", "帮扶对象": "H-1", "项目": "帮学"}]})
    [asked] = found.asked
    assert asked.personal
    assert sorted(shown for _, shown in asked.candidates) == ["D-1", "D-2", "D-3"]
    assert "王小明" not in "".join(p.text("zh") for p in found.errors)


def test_likely_duplicates_with_reasons_and_pairs_said_to_be_different(loaded: Embedded) -> None:
    found = {(pair.keep, pair.drop): pair for pair in loaders.duplicates(loaded)}
    assert {keys: pair.why[0] for keys, pair in found.items()} == {
        ("Member:370982/D-1", "Member:370982/D-4"): "电话相同",
        ("Member:370982/D-1", "Member:370982/D-3"): "同名，在同一个村或乡镇",
        ("Member:370982/D-1", "Member:370982/D-2"): "同音，在同一个村",
    }
    assert not [name for pair in found.values() for name in pair.names if "明" in name]
    loaders.say_different("Member:370982/D-4", "Member:370982/D-1")
    assert len(loaders.duplicates(loaded)) == 2


def test_a_merge_keeps_both_sources_moves_relationships_and_can_be_undone(loaded: Embedded) -> None:
    before = digest(loaded)
    made = loaders.merge(loaded, "Member:370982/D-1", "Member:370982/D-3", who="甲")
    assert made.counts["PAIRED_WITH"] == {"new": 0, "changed": 2, "same": 0, "conflicting": 0, "gone": 1}
    loaders.write(loaded, made)
    members = loaded.table(NODE["Member"]).sort("id")
    assert members["id"].to_list() == ["370982/D-1", "370982/D-2", "370982/D-4"]
    assert members.row(0, named=True)["sources"].split() == ["1.0.4.2", "1.0.4.4"]
    pairs = loaded.table(REL["PAIRED_WITH"]).sort("programme")
    assert pairs.select("start", "programme").rows() == [("370982/D-1", "带富"), ("370982/D-1", "帮学")]
    assert {source for text in pairs["sources"] for source in text.split()} == {"1.0.6.2", "1.0.6.3", "1.0.6.4"}
    assert loaded.table(REL["MEMBER_OF"]).height == 3
    assert loaded.imports()[-1].note == "Member:370982/D-3 → Member:370982/D-1"
    actions.undo(loaded, 2)
    assert digest(loaded) == before
    for keep, drop in (
        ("Member:370982/D-1", "Member:370982/D-9"),
        ("Member:370982/D-1", "Village:1"),
        ("Member:370982/D-1",) * 2,
        ("x", "y"),
    ):
        with pytest.raises(loaders.LoadError):
            loaders.merge(loaded, keep, drop)


def test_a_village_that_takes_another_in_stays_in_its_place(loaded: Embedded) -> None:
    loaders.write(loaded, loaders.merge(loaded, "Village:370982105241", "Village:370982106201"))
    above = dict(loaded.table(REL["PART_OF"]).select("start", "end").rows())
    assert above["370982105241"] == "370982105"
    assert "370982106201" not in above
    loaders.write(loaded, loaders.merge(loaded, "Village:370982105241", "Village:370982105240"))
    assert set(loaded.table(REL["LIVES_IN"])["end"]) == {"370982105241"}
    assert loaded.table(NODE["Village"])["households"].to_list() == [90]


def test_code_changes_move_relationships_and_say_what_does_not_fit(loaded: Embedded) -> None:
    before = digest(loaded)
    rows = [
        {"原编码": "370982105240", "新编码": "370982106240"},
        {"类型": "党员", "原编码": "D-1", "新编码": "D-0001"},
        {"原编码": "370982105999", "新编码": "370982106999"},
        {"原编码": "370982105241", "新编码": "37098210624"},
        {"原编码": "X-1", "新编码": "X-2"},
    ]
    wrong = draft(loaded, {"代码变更": rows, "村": COUNTY["村"]})
    assert {(p.sheet, p.row or 0, p.column, p.rule) for p in wrong.problems} == {
        ("代码变更", 4, "原编码", "reference_unknown"),
        ("代码变更", 5, "新编码", "code_length"),
        ("代码变更", 6, "类型", "required_missing"),
        ("村", 0, "", "renumber_alone"),
    }
    assert wrong.changes.empty
    found = draft(loaded, {"代码变更（2021—2023）": [rows[0], {**rows[1], "类型": "党员干部"}]})
    assert not found.errors, [p.text() for p in found.errors]
    assert [(c["type"], c["before"], c["after"]) for c in found.cells] == [
        ("Village", "370982105240", "370982106240"),
        ("Member", "D-1", "D-0001"),
    ]
    loaders.write(loaded, found)
    assert set(loaded.table(REL["LIVES_IN"])["end"]) == {"370982106240"}
    assert "370982/D-0001" in set(loaded.table(REL["PAIRED_WITH"])["start"])
    village = loaded.table(NODE["Village"]).filter(pl.col("id") == "370982106240").row(0, named=True)
    assert (village["households"], village["sources"]) == (90, "1.0.2.2 2.0.0.2")
    again = draft(loaded, {"代码变更": [rows[0]]})
    assert again.changes.empty
    assert {p.rule for p in again.problems} == {"renumber_done"}
    actions.undo(loaded, 2)
    assert digest(loaded) == before


def villages(year: int) -> dict[str, tuple[str, str]]:
    """Name and township's code of the villages of 四子王旗 in the official list of a year, by code."""
    with (DATA / f"150929_四子王旗_{year}_villages.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["code"]: (row["name"], row["streetCode"]) for row in csv.DictReader(file)}


def test_names_of_an_older_official_list_find_their_village_or_ask(embedded: Embedded) -> None:
    old, new = villages(2019), villages(2023)
    towns = sorted({town for _, town in new.values()})
    loaders.write(
        embedded,
        draft(
            embedded,
            {
                "县": [{"编码": "150929", "名称": "四子王旗"}],
                "乡镇": [{"编码": town, "名称": f"镇{town}", "所属县": "150929"} for town in towns],
                "村": [{"编码": code, "名称": name, "乡镇": town} for code, (name, town) in new.items()],
            },
        ),
    )
    other = next(code for code in new if old[code] == new[code])
    renamed = {code: f"镇{town}/{name}" for code, (name, town) in old.items() if name != new[code][0]}
    found = draft(embedded, {"以强带弱": [{"帮带村": name, "被帮带村": other} for name in renamed.values()]})
    candidates = {asked.text: {key.partition(":")[2] for key, _ in asked.candidates} for asked in found.asked}
    taken = set(found.changes.tables["LEADS"].new["start"].to_list()) if "LEADS" in found.changes.tables else set()
    assert len(renamed) >= 30
    assert taken <= renamed.keys()
    missed = {name: new[code][0] for code, name in renamed.items() if code not in taken and code not in candidates.get(name, ())}
    assert missed == {"镇150929400/乌兰嘎查虚拟生活区": "农牧队管委会虚拟生活区"}


def test_the_verbs_list_merge_and_decide(
    loaded: Embedded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setenv("LIANJIAN_DB", loaded.address)

    def ran(*words: str) -> tuple[int, object]:
        code = cli.main([*words, "--json"])
        return code, json.loads(capsys.readouterr().out)

    assert [one["drop"] for one in ran("duplicates")[1]] == ["Member:370982/D-4", "Member:370982/D-3", "Member:370982/D-2"]
    assert ran("merge", "Member:370982/D-1", "Member:370982/D-4", "--dry-run")[1]["import"] is None
    assert ran("merge", "Member:370982/D-1", "Member:370982/D-4") == (
        0,
        {"import": 2, "problems": [], "counts": loaded.imports()[-1].counts},
    )
    assert cli.main(["merge", "Member:370982/D-1", "Member:370982/D-4"]) == 1
    ran("duplicates", "--different", "Member:370982/D-1", "Member:370982/D-3")
    assert [one["drop"] for one in ran("duplicates")[1]] == ["Member:370982/D-2"]
    code, [told] = ran("decisions", "--set", "雁翎关=Village:370982106201")
    assert (code, told["key"]) == (0, "Village:370982106201")
    assert not draft(loaded, lead("雁翎关", "370982105240")).errors
    assert cli.main(["decisions", "--set", "雁翎关"]) == 2
    assert ran("decisions", "--forget", "雁翎关") == (0, [])
