"""A list of reports in a file is checked whole; an office's own workbook keeps numbers and runs nothing."""

import io
import json
import tomllib

import openpyxl
import pytest

from actions.batches import fill, orders
from actions.reporting import NoReport
from reports.forms import FormError
from reports.forms import fill as fill_form
from tests.naughty import PAYLOADS
from tests.reported import NEEDS, county

__all__ = ["county"]


def test_a_batch_file_is_checked_whole_before_anything_is_made(county, tmp_path):
    file = tmp_path / "月报.toml"
    file.write_text(
        '[[report]]\nkind = "coverag"\nformat = "docx"\nout = "a"\n[[report]]\nkind = "pairs"\nformat = "doc"\ncolour = "red"\n', "utf-8"
    )
    with pytest.raises(NoReport) as wrong:
        orders(file)
    assert len(wrong.value.text[0].splitlines()) == 4
    entry = {"kind": "selection", "format": "xlsx", "out": "a.xlsx", **NEEDS["selection"]}
    file.write_text("[[report]]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in entry.items()), "utf-8")
    assert tomllib.loads(file.read_text("utf-8"))
    [order] = orders(file)
    assert (order.out, order.kind) == (tmp_path / "a.xlsx", "selection")
    assert openpyxl.load_workbook(io.BytesIO(fill(county.engine, order).content)).sheetnames[0] == "目录"


def test_an_excel_form_keeps_numbers_and_runs_nothing():
    book = openpyxl.Workbook()
    book.active.append(["{{place}} 的缺口", "{{n}}"])
    book.active.append(["{{table1.name}}", "{{table1.n}}"])
    book.active.append(["合计", "{{n}}"])
    out = io.BytesIO()
    book.save(out)
    rows = [{"name": payload, "n": at} for at, payload in enumerate(PAYLOADS)]
    sheet = openpyxl.load_workbook(io.BytesIO(fill_form(out.getvalue(), ".xlsx", {"place": "小县", "n": 13, "table1": rows}))).active
    assert [sheet["A1"].value, sheet["B1"].value, sheet.cell(len(rows) + 2, 1).value] == ["小县 的缺口", 13, "合计"]
    for at, row in enumerate(rows, 2):
        assert (sheet.cell(at, 1).data_type, sheet.cell(at, 2).value) == ("s", row["n"])
    with pytest.raises(FormError, match="place"):
        fill_form(out.getvalue(), ".xlsx", {"n": 1, "table1": []})
    with pytest.raises(FormError):
        fill_form(b"no workbook", ".xlsx", {})
