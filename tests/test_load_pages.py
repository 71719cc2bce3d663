"""The Load page and its kin: confirm columns, say who is who, make duplicates one, edit; each is written only when it is asked for."""

from __future__ import annotations

import io
import json
import shutil
import time
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import actions
import loaders
from graphmodel.embedded import Embedded
from graphmodel.schema import NODE
from loaders import mappings
from tests.test_loaders_identity import COUNTY, lead
from tests.test_loaders_mapping import FOREIGN
from tests.test_views import APP, faultless, html
from views import load_work, page


@pytest.fixture
def store(tmp_path: Path, embedded: Embedded, monkeypatch: pytest.MonkeyPatch):
    """One's own store with a county in it, open in the app."""
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LIANJIAN_DB", embedded.address)
    monkeypatch.setattr(load_work, "PATIENCE", 600)
    found = loaders.prepare(embedded, [("台账.json", json.dumps(COUNTY, ensure_ascii=False).encode())], data_date=date(2020, 9, 30))
    loaders.write(embedded, found)
    st.cache_resource.clear()
    st.cache_data.clear()
    yield embedded
    page.store(False).close()
    st.cache_resource.clear()


def opened(name: str, **address: str) -> AppTest:
    """A page over one's own store."""
    app = AppTest.from_file(APP, default_timeout=300)
    for key, value in {"data": "own", "lang": "zh", **address}.items():
        app.query_params[key] = value
    app.switch_page(f"views/{name}.py")
    return app


def loading(home: Path, sheets: dict, **address: str) -> AppTest:
    """The Load page with a file chosen."""
    folder = home / "chosen"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "台账.json").write_text(json.dumps(sheets, ensure_ascii=False), "utf-8")
    app = opened("load", **address)
    app.session_state["_load"] = {"run": 0, "folder": folder, "names": ("台账.json",), "draft": None, "asked": None, "done": None}
    return app.run()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_columns_are_confirmed_once_and_then_written(store: Embedded, tmp_path: Path, lang: str) -> None:
    app = loading(tmp_path, {"2020年底信息汇总": [row | {"所属行政村": "安乐庄村"} for row in FOREIGN]}, lang=lang)
    faultless(app)
    assert ("列对应待确认" if lang == "zh" else "Columns to be confirmed") in html(app)
    assert app.button(key="write").disabled
    chooser = next(box for box in app.selectbox if box.key.startswith("_column_") and box.key.endswith("|c7"))
    assert chooser.value == "keep"
    chooser.set_value("prop:note").run()
    app.button(key="confirm_columns").click().run()
    faultless(app)
    [saved] = mappings.saved()
    assert (saved.name, dict(saved.sheets[0].columns)["备考"]) == ("2020年底信息汇总", "prop:note")
    assert not app.button(key="write").disabled
    app.button(key="write").click().run()
    faultless(app)
    assert "370982/H-3" in store.table(NODE["Household"])["id"].to_list()


def test_who_is_it_is_chosen_and_remembered(store: Embedded, tmp_path: Path) -> None:
    app = loading(tmp_path, lead("雁岭关", "370982105240"))
    faultless(app)
    box = next(box for box in app.selectbox if box.key.startswith("_who_"))
    assert box.value is None
    assert app.button(key="decide_names").disabled
    box.set_value("Village:370982106201").run()
    app.button(key="decide_names").click().run()
    faultless(app)
    assert [one["text"] for one in actions.decided()] == ["雁岭关"]
    assert "按此前选定的对象" in html(app)
    assert not app.button(key="write").disabled


def test_each_rule_shows_its_first_rows_and_its_count(store: Embedded, tmp_path: Path) -> None:
    rows = [{"编码": f"370982105{n}", "名称": f"村{n}", "乡镇": "羊流镇", "户数": "多", "人口": "x"} for n in range(300, 700)]
    rows[0]["类别"] = "屯"
    app = loading(tmp_path, {"村": rows})
    faultless(app)
    shown = html(app)
    assert "<b>800</b>" in shown
    assert "不在列表中" in shown
    assert "另有 500 处，见标出问题的原表" in shown
    assert shown.count("<details open>") == 2
    assert shown.count('class="mark"') == 301


def test_what_others_changed_since_the_ledger_was_taken_is_decided(store: Embedded, tmp_path: Path) -> None:
    book = actions.ledger(store, ["Village"])
    loaders.write(store, loaders.edit(store, "Village:370982105240", {"户数": "412"}))
    page_of = openpyxl.load_workbook(io.BytesIO(book))
    sheet = page_of["村"]
    sheet.cell(2, {cell.value: cell.column for cell in sheet[1]}["户数"]).value = 409
    app = loading(tmp_path, {})
    (tmp_path / "chosen" / "台账.json").unlink()
    page_of.save(tmp_path / "chosen" / "台账.xlsx")
    app.session_state["_load"] |= {"names": ("台账.xlsx",), "asked": None}
    app.run()
    faultless(app)
    assert app.button(key="write").disabled
    assert "<span>导出时</span><span>现在</span><span>本次</span>" in html(app)
    assert "<span>90</span><span>412</span><span><b>409</b></span>" in html(app)
    app.segmented_control(key="_decide_0").set_value("replace").run() if hasattr(app, "segmented_control") else app.button_group(
        key="_decide_0"
    ).set_value(["replace"]).run()
    assert not app.button(key="write").disabled
    app.button(key="write").click().run()
    faultless(app)
    assert store.table(NODE["Village"]).filter(pl.col("id") == "370982105240")["households"].to_list() == [409]


def test_work_that_takes_long_is_shown_and_can_be_stopped(store: Embedded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_work, "PATIENCE", 0.1)
    seen: list[str] = []

    def slow(engine, paths, *, progress, **how):
        for stage in ("read", "check", "compare") * 1000:
            seen.append(stage)
            progress(stage, len(seen), 3000)
            time.sleep(0.02)

    monkeypatch.setattr(actions, "prepare", slow)
    app = loading(tmp_path, {"村": []})
    faultless(app)
    assert "3,000" in html(app)
    work = app.session_state["_load"]["work"]
    app.button(key="cancel").click().run()
    work.thread.join(10)
    assert not work.going
    assert isinstance(work.fault, load_work.Cancelled)
    assert len(seen) < 2_900
    assert app.session_state["_load"]["folder"] is None
    assert len(store.imports()) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_thing_is_edited_shown_written_and_undone(store: Embedded, lang: str) -> None:
    app = opened("edit", node="Village:370982105240", lang=lang).run()
    faultless(app)
    box = next(box for box in app.text_input if "|households|" in box.key)
    assert box.value == "90"
    box.set_value("95").run()
    faultless(app)
    assert "<b>95</b>" in html(app)
    assert len(store.imports()) == 1
    app.button(key="edit_write").click().run()
    faultless(app)
    assert store.imports()[-1].files[0].name == "页面修改.json"
    assert 95 in store.table(NODE["Village"])["households"].to_list()
    next(box for box in app.text_input if "|households|" in box.key).set_value("很多").run()
    assert app.button(key="edit_write").disabled
    actions.undo(store, 2)
    assert 90 in store.table(NODE["Village"])["households"].to_list()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_thing_is_typed_by_its_title_and_its_relationships_have_names(store: Embedded, lang: str) -> None:
    app = opened("edit", lang=lang).run()
    app.text_input(key="_edit_what").set_value({"zh": "村：370982105240", "en": "village:370982105240"}[lang]).run()
    faultless(app)
    n, found = actions.links_of(store, "Village:370982105240")
    assert n == len(found) > 0
    for link, text in found:
        ends = link.split("|")[1:3]
        [other] = {end.partition(":")[2] for end in ends} - {"370982105240"}
        assert other in text[lang == "en"]
        assert ("→" if ends[0] == "Village:370982105240" else "←") in text[lang == "en"]
        assert text[lang == "en"] in html(app)


def test_names_stay_masked_in_the_form_and_a_relationship_has_one_too(store: Embedded) -> None:
    app = opened("edit", node="Member:370982/D-1").run()
    faultless(app)
    assert "王小明" not in html(app)
    assert "王小明" not in {box.value for box in app.text_input}
    link = "PAIRED_WITH|Member:370982/D-3|Household:370982/H-1|带富|"
    app = opened("edit", link=link).run()
    next(box for box in app.text_input if "|since|" in box.key).set_value("2020-03-01").run()
    app.button(key="edit_write").click().run()
    faultless(app)
    assert app.query_params["link"] == f"{link}2020-03-01"
    assert "没有这个对象" in html(opened("edit", node="Village:0").run())


def test_duplicates_are_merged_or_said_to_be_two(store: Embedded) -> None:
    app = opened("duplicates").run()
    faultless(app)
    assert "电话相同　90%" in html(app)
    app.button(key="different_0").click().run()
    assert "电话相同　90%" not in html(app)
    app.button(key="merge_0").click().run()
    assert len(store.imports()) == 1
    app.button(key="merge_write").click().run()
    faultless(app)
    assert store.table(NODE["Member"]).height == 3


def test_the_marked_file_is_offered(store: Embedded, tmp_path: Path) -> None:
    app = loading(tmp_path, {"村": [{"编码": "370982105240", "名称": "安乐庄村", "乡镇": "羊流镇", "户数": "多"}]})
    faultless(app)
    assert [one.label for one in app.get("download_button")] == ["下载标出问题的原表"]
    shutil.rmtree(tmp_path / "chosen")
