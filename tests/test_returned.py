"""The planner's own workbook comes back marked: every problem in its cell and in one list, the rest as it was, and it loads again."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

import cli
import loaders
from graphmodel.embedded import Embedded
from loaders import listing, returning
from tests import faults

YELLOW = "FFF6E9C0"
TOWN = {"县": [("编码", "名称"), ("370982", "新泰市")], "乡镇": [("编码", "名称", "所属县"), ("370982105", "羊流镇", "370982")]}
VILLAGES = [("编码", "名称", "所属乡镇", "户数"), ("370982105201", "甲村", "羊流镇", "很多"), ("370982105202", "乙村", "羊流镇", 20)]


def book(path: Path, sheets: dict[str, list[tuple]]) -> Path:
    """A workbook."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    made.save(path)
    return path


def opened(data: bytes) -> openpyxl.Workbook:
    """The workbook that came back."""
    return openpyxl.load_workbook(io.BytesIO(data))


def marks(found: openpyxl.Workbook) -> set[tuple[str, int, str]]:
    """Sheet, row and letters of every cell that is coloured and commented."""
    return {
        (page.title, cell.row, cell.column_letter)
        for page in found.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb == YELLOW and cell.comment
    }


def test_every_planted_fault_is_marked_in_its_cell_and_listed_once(embedded: Embedded, tmp_path: Path) -> None:
    planted = faults.planted()
    draft = loaders.prepare(embedded, [planted.write(tmp_path / "台账.xlsx")])
    name, data = loaders.returned(draft)
    assert name == "台账（问题）.xlsx"
    found = opened(data)
    assert found.sheetnames[0] == "问题清单"
    assert found.active.title == "问题清单"
    headers = {sheet: rows[1] if sheet == "村" else rows[0] for sheet, rows in planted.sheets.items()}
    expected = {
        (p.sheet, p.row, openpyxl.utils.get_column_letter(headers[p.sheet].index(p.column) + 1 if p.column else 1))
        for p in draft.problems
        if p.row
    }
    assert marks(found) == expected
    page = found["问题清单"]
    heads = [row[0].row for row in page.iter_rows(max_col=1) if row[0].value == "规则"]
    assert page.max_row - heads[1] == len(draft.problems)
    assert sum(page.cell(row, 3).value or 0 for row in range(heads[0] + 1, heads[1] - 1)) == len(draft.problems)
    links = [page.cell(row, 1).hyperlink.location for row in range(heads[1] + 1, page.max_row + 1) if page.cell(row, 2).value]
    assert "'村'!D9" in links
    first = page.cell(heads[0] + 1, 1)
    assert first.hyperlink.location == f"'问题清单'!A{heads[1] + 1}"
    assert first.value == page.cell(heads[1] + 1, 1).value


def test_the_rest_stays_and_the_corrected_file_loads(embedded: Embedded, tmp_path: Path) -> None:
    path = book(tmp_path / "台账.xlsx", TOWN | {"村": VILLAGES})
    made = openpyxl.load_workbook(path)
    page = made["村"]
    page["B2"].font, page["D3"].fill = Font(bold=True, color="FF112233"), PatternFill("solid", fgColor="FF00FF00")
    page["D2"].comment = Comment("我自己的批注", "甲")
    page.column_dimensions["B"].width = 33
    page.merge_cells("F1:G1")
    made.save(path)
    name, data = loaders.returned(loaders.prepare(embedded, [path]))
    back = opened(data)
    page = back["村"]
    assert (page["B2"].font.b, page["B2"].font.color.rgb, page["D3"].fill.fgColor.rgb) == (True, "FF112233", "FF00FF00")
    assert (page.column_dimensions["B"].width, [str(area) for area in page.merged_cells.ranges]) == (33, ["F1:G1"])
    assert page["D2"].comment.text.startswith("我自己的批注")
    assert "不是数字" in page["D2"].comment.text
    again = loaders.returned(loaders.prepare(embedded, [(name, data)]))
    assert marks(opened(again[1])) == marks(back) == {("村", 2, "D")}
    assert opened(again[1])["村"]["D2"].comment.text.count("【联建图】") == 1
    page["D2"].value = 10
    held = io.BytesIO()
    back.save(held)
    fixed = loaders.prepare(embedded, [(name, held.getvalue())])
    assert not fixed.errors
    assert loaders.returned(fixed) is None or {p.rule for p in fixed.problems} == {"sheet_ignored"}
    assert loaders.write(embedded, fixed).counts["Village"]["new"] == 2


def test_results_of_formulas_come_back_with_the_formulas(embedded: Embedded, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        for name, rows in (TOWN | {"村": VILLAGES}).items():
            page = made.add_worksheet(name)
            for at, row in enumerate(rows):
                page.write_row(at, 0, row)
        page.write_formula("D3", "=10+10", None, 20)
        page.write_formula("B3", '="乙"&"村"', None, "乙村")
    _, data = loaders.returned(loaders.prepare(embedded, [path]))
    assert opened(data)["村"]["D3"].value == "=10+10"
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["村"]
    assert (values["D3"].value, values["B3"].value) == (20, "乙村")
    assert {p.rule for p in loaders.prepare(embedded, [("台账.xlsx", data)]).errors} == {"not_number"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_csv_and_large_workbooks_come_back_as_xlsx(
    embedded: Embedded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(listing, "MOST", 50)
    rows = ["编码,名称,所属县,人口", *(f"370982{n},镇{n},370982,=很多{n}" for n in range(100, 300))]
    draft = loaders.prepare(embedded, [("乡镇.csv", "\n".join(rows).encode("gb18030"))])
    name, data = loaders.returned(draft, language)
    assert name == ("乡镇（问题）.xlsx" if language == "zh" else "乡镇 (problems).xlsx")
    found = opened(data)
    assert found["乡镇"]["D2"].value == "=很多100"
    assert found["乡镇"]["D2"].data_type == "s"
    assert sum(cell.fill.fgColor.rgb == YELLOW for cell in found["乡镇"]["D"]) == 200
    assert 100 < found.worksheets[0].max_row < 120
    monkeypatch.setattr(returning, "LARGE", 0)
    path = book(tmp_path / "台账.xlsx", TOWN | {"村": VILLAGES})
    assert marks(opened(loaders.returned(loaders.prepare(embedded, [path]), language)[1])) == {("村", 2, "D")}


def test_several_files_come_back_in_a_zip(embedded: Embedded, tmp_path: Path) -> None:
    one, two = (book(tmp_path / f"{name}.xlsx", TOWN | {"村": VILLAGES}) for name in "甲乙")
    good = book(tmp_path / "丙.xlsx", TOWN)
    name, data = loaders.returned(loaders.prepare(embedded, [one, two, good]))
    assert name == "问题.zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert sorted(archive.namelist()) == ["乙（问题）.xlsx", "甲（问题）.xlsx"]


def test_the_verb_saves_the_marked_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LIANJIAN_DB", raising=False)
    path, out = book(tmp_path / "台账.xlsx", TOWN | {"村": VILLAGES}), tmp_path / "改.xlsx"
    assert cli.main(["load", str(path), "--returned", str(out)]) == 1
    assert str(out) in capsys.readouterr().err
    assert marks(opened(out.read_bytes())) == {("村", 2, "D")}
