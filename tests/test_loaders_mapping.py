"""Sheets with headers of their own: proposed with reasons, written only once confirmed, and read alike when the same headers come."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

import cli
import loaders
from graphmodel.embedded import Embedded
from graphmodel.schema import NODE
from loaders import mappings

COUNTY = {
    "县": [{"编码": "370982", "名称": "新泰市"}],
    "乡镇": [{"编码": "370982105", "名称": "羊流镇", "所属县": "370982"}],
    "村": [{"编码": "370982105221", "名称": "和庄村", "乡镇": "羊流镇"}],
}
FOREIGN = [
    {
        "序号": str(n),
        "户编号": f"H-{n}",
        "贫困户姓名": "张三",
        "家庭人口数": "3",
        "所属行政村": "和庄村",
        "联系方式": "13800000000",
        "脱贫情况": "已脱贫",
        "备考": "无",
    }
    for n in range(1, 4)
]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LIANJIAN_DB", raising=False)


def draft(engine: Embedded, sheets: dict, **how) -> loaders.Draft:
    """A load of these sheets."""
    return loaders.prepare(engine, [("外来.json", json.dumps(sheets, ensure_ascii=False).encode())], **how)


def test_a_foreign_sheet_is_proposed_blocks_and_is_read_once_confirmed(embedded: Embedded) -> None:
    sheets = COUNTY | {"2020年底信息汇总": FOREIGN}
    found = draft(embedded, sheets)
    assert [p.rule for p in found.errors] == ["mapping_unconfirmed"]
    assert not found.ok
    [proposal] = found.proposals
    means = {g.header: g.meaning for g in proposal.guesses}
    assert proposal.kind == "Household"
    assert means == {
        "序号": "skip",
        "户编号": "prop:id",
        "贫困户姓名": "prop:name",
        "家庭人口数": "prop:size",
        "所属行政村": "link:所在村",
        "联系方式": "prop:phone",
        "脱贫情况": "prop:state",
        "备考": "keep",
    }
    sure = {g.header: g.sure for g in proposal.guesses}
    assert sure["户编号"] > sure["家庭人口数"] > sure["联系方式"] > 0 == sure["备考"]
    assert all(g.why[0] and g.why[1] for g in proposal.guesses)
    assert not [text for g in proposal.guesses for text in g.samples if text in ("张三", "13800000000")]
    loaders.confirm("贫困户汇总", [proposal.mapped()])
    again = draft(embedded, sheets)
    assert not again.errors
    assert "mapping_used" in {p.rule for p in again.problems}
    loaders.write(embedded, again)
    households = embedded.table(NODE["Household"]).sort("id")
    assert households.select("id", "size", "state").rows()[0] == ("370982/H-1", 3, "已脱贫")
    assert json.loads(households["extra"][0]) == {"备考": "无"}
    later = draft(embedded, {"明年的表": [row | {"家庭人口数": "4"} for row in FOREIGN]})
    assert not later.errors
    assert (later.counts["Household"]["changed"], len(later.cells)) == (3, 3)


def test_a_correction_of_the_planner_goes_before_the_proposal(embedded: Embedded) -> None:
    rows = [{"编号": "H-1", "村": "370982105221", "口数": "3"}]
    found = draft(embedded, COUNTY | {"入户底册": rows})
    assert {p.rule for p in found.errors} <= {"sheet_unknown", "mapping_unconfirmed"}
    proposal = loaders.propose(found.heads[0], "Household")
    columns = tuple((header, "prop:size" if header == "口数" else code) for header, code in proposal.mapped().columns)
    loaders.confirm("底册", [replace(proposal.mapped(), columns=columns)])
    assert draft(embedded, COUNTY | {"入户底册": rows}, mapping="底册").changes.tables["Household"].new["size"].to_list() == [3]
    with pytest.raises(KeyError):
        draft(embedded, COUNTY, mapping="没有")
    assert mappings.forget("底册")
    assert not draft(embedded, COUNTY | {"入户底册": rows}).ok


def test_what_fits_several_types_is_left_open(embedded: Embedded) -> None:
    found = draft(embedded, COUNTY | {"花名": [{"编码": "1", "名称": "不知道"}]})
    assert [p.rule for p in found.errors] == ["sheet_unknown"]
    assert found.proposals[0].kind == ""
    assert len(found.proposals[0].kinds) > 3


def test_bad_names_and_meanings_are_refused() -> None:
    for name in ("", "../甲", "a/b", "."):
        with pytest.raises(ValueError, match=f"^{re.escape(name)}$"):
            mappings.save(name, [])
    with pytest.raises(ValueError, match="表"):
        mappings.save("甲", [mappings.Mapped("表", "Household", (("列", "prop:没有"),))])
    (mappings.folder()).mkdir(parents=True)
    (mappings.folder() / "坏.json").write_text("{", "utf-8")
    assert mappings.saved() == []


def test_the_verbs_confirm_list_use_and_forget(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    file = tmp_path / "外来.json"
    file.write_text(json.dumps(COUNTY | {"2020年底信息汇总": FOREIGN}, ensure_ascii=False), "utf-8")
    assert cli.main(["load", str(file), "--dry-run"]) == 1
    assert "户编号→编码" in capsys.readouterr().out
    assert cli.main(["load", str(file), "--dry-run", "--mapping", "没有"]) == 2
    assert cli.main(["load", str(file), "--dry-run", "--save-mapping", "汇总"]) == 0
    capsys.readouterr()
    assert cli.main(["mappings", "--json"]) == 0
    [told] = json.loads(capsys.readouterr().out)
    assert (told["name"], told["sheets"][0]["type"], told["sheets"][0]["columns"]["户编号"]) == ("汇总", "Household", "prop:id")
    assert cli.main(["load", str(file), "--mapping", "汇总"]) == 0
    assert cli.main(["mappings", "--forget", "汇总"]) == 0
    assert cli.main(["mappings", "--forget", "汇总"]) == 2
