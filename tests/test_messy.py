"""Workbooks as they are kept: each mess is read rightly, or named with its place; nothing is lost without a word."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

import loaders
from graphmodel.embedded import Embedded
from graphmodel.schema import NODE

DATA = Path(__file__).parent / "data"
PLACES = {
    "县": [["编码", "名称"], ["370982", "新泰市"]],
    "乡镇": [["编码", "名称", "所属县"], ["370982105", "羊流镇", "370982"]],
}


def book(sheets: dict[str, list[list]], shape=lambda book, pages: None) -> bytes:
    """A workbook; `shape(book, pages)` makes the mess."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}) as made:
        pages = {}
        for name, rows in sheets.items():
            pages[name] = made.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell is not None:
                        pages[name].write(at, column, cell)
        shape(made, pages)
    return held.getvalue()


def draft(engine: Embedded, data: bytes, name: str = "台账.xlsx", **how) -> loaders.Draft:
    """A load of this workbook."""
    return loaders.prepare(engine, [(name, data)], **how)


def told(found: loaders.Draft) -> set[tuple]:
    """(rule, sheet, row, column or value) of every problem and notice."""
    return {(p.rule, p.sheet, p.row, p.column or p.value) for p in found.problems}


def villages(found: loaders.Draft) -> dict[str, dict]:
    """The villages that would be new, by code."""
    return {row["id"]: row for row in found.changes.tables["Village"].new.to_dicts()}


def test_titles_two_row_headers_totals_and_signatures(embedded: Embedded) -> None:
    rows = [
        ["羊流镇村情统计表（2020 年）"],
        ["填报单位：羊流镇", None, None, "单位：户、人"],
        ["序号", "村编码", "村名称", "所属乡镇", "基本情况", None, "带贫", None],
        [None, None, None, None, "户数", "人口", "贫困村", "去年户数"],
        [1, "370982105221", "和庄村", "羊流镇", 100, 300, "是", 99],
        [None, "小计", None, None, 100, 300],
        ["序号", "村编码", "村名称", "所属乡镇", "户数", "人口", "贫困村", "去年户数"],
        [2, "370982105224", "小和庄村", "羊流镇", 200, 600, "否", 198],
        ["合　计", None, None, None, 300, 900],
        ["填表人：张三", None, "审核人：李四"],
        ["注：户数为年末数。"],
    ]

    def shape(made, pages) -> None:
        page = pages["村"]
        page.merge_range("A1:H1", "羊流镇村情统计表（2020 年）")
        for column in "ABCD":
            page.merge_range(f"{column}3:{column}4", rows[2]["ABCD".index(column)])
        page.merge_range("E3:F3", "基本情况")
        page.merge_range("G3:H3", "带贫")

    for merge in (shape, lambda made, pages: None):
        found = draft(embedded, book(PLACES | {"村": rows}, merge))
        assert not found.errors
        assert {k: (v["name"], v["households"], v["population"], v["poor"]) for k, v in villages(found).items()} == {
            "370982105221": ("和庄村", 100, 300, True),
            "370982105224": ("小和庄村", 200, 600, False),
        }
        skipped = {(row, value) for rule, _, row, value in told(found) if rule == "row_skipped"}
        assert skipped == {(6, "小计"), (7, "序号"), (9, "合　计"), (10, "填表人：张三"), (11, "注：户数为年末数。")}
        assert {r for r, *_ in told(found)} == {"row_skipped", "column_unknown", "column_ignored"}


def test_equal_headers_under_two_groups_are_told_apart(embedded: Embedded) -> None:
    rows = [
        ["编码", "名称", "所属乡镇", "2019 年", None, "2020 年", None],
        [None, None, None, "户数", "人口", "户数", "人口"],
        ["370982105221", "和庄村", "羊流镇", 1, 2, 3, 4],
    ]
    found = draft(embedded, book(PLACES | {"村": rows}))
    assert told(found) == {("column_unknown", "村", 2, f"{year} 年{what}") for year in (2019, 2020) for what in ("户数", "人口")}
    assert json.loads(villages(found)["370982105221"]["extra"]) == {
        "2019 年户数": "1",
        "2019 年人口": "2",
        "2020 年户数": "3",
        "2020 年人口": "4",
    }


def test_what_is_hidden_is_loaded_and_named(embedded: Embedded) -> None:
    rows = [["编码", "名称", "所属乡镇", "户数"], *([f"37098210522{n}", f"村{n}", "羊流镇", n] for n in range(1, 7))]

    def shape(made, pages) -> None:
        for row in (2, 3, 5):
            pages["村"].set_row(row, None, None, {"hidden": True})
        pages["村"].set_column("D:D", None, None, {"hidden": True})
        pages["乡镇"].hide()

    found = draft(embedded, book(PLACES | {"村": rows}, shape))
    assert not found.errors
    assert told(found) == {("hidden_rows", "村", 3, "3–4、6"), ("hidden_columns", "村", None, "D"), ("hidden_sheet", "乡镇", None, "")}
    assert len(villages(found)) == 6
    assert villages(found)["370982105222"]["households"] == 2


def test_formulas_with_results_and_errors(embedded: Embedded) -> None:
    rows = [["编码", "名称", "所属乡镇", "户数", "人口"], ["370982105221", "和庄村", "羊流镇"], ["370982105222", "乙村", "羊流镇"]]

    def shape(made, pages) -> None:
        page = pages["村"]
        page.write_formula("D2", "=40+2", None, 42)
        page.write_formula("E2", "=VLOOKUP(1,X:Y,2)", None, "#REF!")

    data = book(PLACES | {"村": rows}, shape)
    found = draft(embedded, data)
    assert told(found) == {("formula_error", "村", 2, "人口")}
    assert [p.value for p in found.errors] == ["#REF!"]
    assert {p.rule for p in draft(embedded, prefixed(data)).errors} == {"formula_error"}


def prefixed(data: bytes) -> bytes:
    """The same workbook with a namespace prefix on every element of its sheets, as other programs write it."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
        for entry in old.infolist():
            body = old.read(entry)
            if "worksheets/sheet" in entry.filename:
                body = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", body).replace(b"xmlns=", b"xmlns:x=").replace(b"<x:?", b"<?")
            new.writestr(entry, body)
    return held.getvalue()


def test_codes_dates_and_digits_as_excel_leaves_them(embedded: Embedded) -> None:
    places = PLACES | {"村": [["编码", "名称", "所属乡镇"], [370982105221, "和庄村", 370982105]]}
    branches = [
        ["编码", "名称", "所在地", "成立日期"],
        ["Z-1", "甲支部", "　和庄村　", 43832],
        ["Ｚ－２", "乙支部\u200b", "３７０９８２１０５２２１", date(2020, 1, 2)],
        ["Z-3\u200b", "丙支部", "\ufeff和庄", "２０２０年１月２日"],
        [None, "丁支部", 3.70982105221e11, "2020.1.2"],
    ]

    def shape(made, pages) -> None:
        pages["党组织"].write_number("A5", 7, made.add_format({"num_format": "0000"}))

    found = draft(embedded, book(places | {"党组织": branches}, shape))
    assert not found.errors
    new = found.changes.tables["Branch"].new.sort("id")
    assert new["id"].to_list() == ["370982/0007", "370982/Z-1", "370982/Z-2", "370982/Z-3"]
    assert new["founded"].unique().to_list() == [date(2020, 1, 2)]
    assert found.changes.tables["LOCATED_IN"].new["end"].unique().to_list() == ["370982105221"]
    broken = PLACES | {
        "村": [
            ["编码", "名称", "所属乡镇"],
            ["1.23E+11", "甲村", "羊流镇"],
            [1.2345678901234567e17, "乙村", "羊流镇"],
            ["370982105000", "丙村", "羊流镇"],
        ]
    }
    assert told(draft(embedded, book(broken))) == {
        ("code_as_number", "村", 2, "编码"),
        ("code_as_number", "村", 3, "编码"),
        ("code_as_number", "村", 4, "编码"),
    }


def test_a_cell_at_the_end_of_the_sheet_is_named_and_takes_no_memory(embedded: Embedded) -> None:
    made = openpyxl.Workbook()
    page = made.active
    page.title = "村"
    page["A1"], page["XFD1048576"] = "编码", "x"
    held = io.BytesIO()
    made.save(held)
    assert told(draft(embedded, held.getvalue())) == {("too_large", "村", None, "XFD1048576")}
    page["XFD1048576"].value = None
    page["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    page["A2"], page["B1"], page["B2"], page["C1"], page["C2"] = "370982105221", "名称", "和庄村", "乡镇", "370982105"
    held = io.BytesIO()
    made.save(held)
    loaders.write(embedded, draft(embedded, book(PLACES)))
    assert list(villages(draft(embedded, held.getvalue()))) == ["370982105221"]


@pytest.mark.parametrize("text", (DATA / "csv-injection" / "payloadsallthethings.txt").read_text("utf-8").splitlines())
def test_injected_formulas_stay_text_on_the_way_back(embedded: Embedded, text: str) -> None:
    rows = [["编码", "名称", "所属县", "人口"], ["370982105", text or "空", "370982", text]]
    found = draft(embedded, book({"县": PLACES["县"], "乡镇": rows}))
    if not found.errors:
        return
    back = openpyxl.load_workbook(io.BytesIO(loaders.returned(found)[1]))
    assert {cell.data_type for page in back.worksheets for row in page.iter_rows() for cell in row if cell.value is not None} <= {"s", "n"}
    loaders_read = loaders.read([("台账.xlsx", loaders.returned(found)[1])])
    assert text.strip() in {cell for sheet in loaders_read for row in sheet.rows.iter_rows() for cell in row[1:] if cell}


def test_lists_of_villages_in_every_encoding_load_alike(embedded: Embedded) -> None:
    loaders.write(embedded, draft(embedded, book(PLACES)))
    found = []
    for name in ("羊流镇_gbk.csv", "羊流镇_utf8sig.csv", "羊流镇_utf16.csv"):
        first = draft(embedded, (DATA / "encodings" / name).read_bytes(), "村.csv")
        found.append({k: v["name"] for k, v in villages(first).items()} if not first.errors else told(first))
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 90
    assert NODE["Village"].official == 12
