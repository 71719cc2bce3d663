"""The workbooks of a sample, three cells edited in Excel and loaded again: just these three differ, and undo gives back what there was."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest

import actions
import loaders
import samples
from graphmodel.digest import digest
from graphmodel.embedded import Embedded
from tests.conftest import copy_store

EDITS = {
    "yangliu": (("村情台账.xlsx", "村情", "户数"), ("村情台账.xlsx", "村情", "人口"), ("片区中心台账.xlsx", "服务中心", "应配干部")),
    "sheqi": (("区划.xlsx", "村情", "户数"), ("区划.xlsx", "村情", "人口"), ("建档立卡户.xlsx", "建档立卡户", "家庭人口")),
}
"""Two cells of one row and one of another; the workbooks of 社旗 have some 60,000 rows, for which a long run has the time."""
Edits = tuple[tuple[str, str, str], ...]


def edit(paths: list[Path], edits: Edits, folder: Path) -> tuple[list[Path], set[tuple[str, str]]]:
    """Copies of the workbooks with one more in each of the three cells; what was and what is there now."""
    found, changed = [], set()
    for path in paths:
        book = openpyxl.load_workbook(path) if path.name in {name for name, *_ in edits} else None
        for _, sheet, header in (one for one in edits if one[0] == path.name):
            page = next(p for p in book.worksheets if p.title == sheet or len(book.worksheets) == 1)
            top, column = next((c.row, c.column) for row in page.iter_rows(max_row=5) for c in row if c.value == header)
            cell = page.cell(top + 2, column)
            changed.add((str(cell.value), str(int(cell.value) + 1)))
            cell.value = int(cell.value) + 1
        if book:
            book.save(folder / path.name)
        found.append(folder / path.name if book else path)
    return found, changed


@pytest.mark.parametrize("name", EDITS if os.environ.get("LIANJIAN_LONG") == "1" else ["yangliu"])
def test_three_edited_cells_are_the_whole_difference(
    sample_store: Embedded, sample_books: dict[str, list[Path]], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))
    copy_store(Path(sample_store.address), tmp_path / "store")
    (tmp_path / "edited").mkdir()
    store, sample = Embedded(tmp_path / "store"), samples.sample(name)
    before = digest(store)
    paths, changed = edit(sample_books[name], EDITS[name], tmp_path / "edited")
    found = loaders.prepare(store, paths, territory=sample.TERRITORY, data_date=sample.DATA_DATE, samples=True)
    assert not found.errors
    assert {(cell["before"], cell["after"]) for cell in found.cells} == changed
    assert len(found.cells) == len(EDITS[name])
    assert sum(c["changed"] for c in found.counts.values()) == found.changes.size == 2
    assert not any(c["new"] or c["conflicting"] for c in found.counts.values())
    assert loaders.write(store, found)
    assert digest(store) != before
    actions.undo(store, store.imports()[-1].number)
    assert digest(store) == before
    store.close()
