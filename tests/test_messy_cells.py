"""Cells as Excel and other programs leave them: formulas that failed, codes and numbers that became something else."""

from __future__ import annotations

from pathlib import Path

import pytest

import loaders
from graphmodel.embedded import Embedded
from tests.test_messy import PLACES, book, draft, villages


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))


def test_formulas_count_only_where_a_cell_is_loaded(embedded: Embedded) -> None:
    rows = [
        ["村情台账"],
        ["序号", "编码", "名称", "所属乡镇", "户数"],
        [None, "370982105221", "和庄村", "羊流镇", 1],
        ["合计"],
        [None, "#N/A", "乙村", "羊流镇", "#REF!"],
    ]

    def shape(made, pages) -> None:
        page = pages["村"]
        page.write_formula("C1", "=TODAY()", None, "")
        page.write_formula("A3", "=ROW()-2", None, "")
        page.write_formula("E4", "=SUM(E3:E3)", None, "")
        page.write_formula("D4", "=1/0", None, "#DIV/0!")
        made.add_worksheet("封面").write_formula("A1", "=TODAY()", None, "")

    found = draft(embedded, book(PLACES | {"村": rows}, shape))
    assert {(p.rule, p.row, p.column, p.value) for p in found.errors} == {
        ("formula_error", 5, "编码", "#N/A"),
        ("formula_error", 5, "户数", "#REF!"),
    }
    assert [v["name"] for v in villages(found).values()] == ["和庄村"]


def test_codes_and_numbers_as_other_programs_write_them(embedded: Embedded) -> None:
    text = "编码,名称,所属乡镇,户数,面积\n370982105221.0,甲村,370982105.0,'12,\n'370982105222,乙村,'370982105,12.0,\n"
    loaders.write(embedded, draft(embedded, book(PLACES)))
    found = draft(embedded, text.encode(), "村.csv")
    assert not found.errors
    assert {k: v["households"] for k, v in villages(found).items()} == {"370982105221": 12, "370982105222": 12}
