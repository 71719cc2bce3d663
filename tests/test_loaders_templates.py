"""Templates: empty they load as nothing, filled they load without a problem, for every type and in both languages."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

import loaders
from graphmodel.embedded import Embedded
from graphmodel.schema import NODE, NODES, REL, RELS
from graphmodel.words import Node
from loaders.marks import EXAMPLES, NOTES
from loaders.templates import example_of

ALL = (*NODE, *REL)
FOR_READERS = ("说明", "Notes", "选项", "Options")


def filled(data: bytes, language: int) -> bytes:
    """The template with its example row twice as data: as it stands, and for nodes under another code."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        if sheet.title in FOR_READERS:
            continue
        node = next((n for n in NODES if n.title[language] == sheet.title), None)
        for cell in sheet[3]:
            value = cell.value.removeprefix(EXAMPLES[language]) if isinstance(cell.value, str) else cell.value
            sheet.cell(4, cell.column, value)
            if node:
                sheet.cell(
                    5,
                    cell.column,
                    example_of(node, True)
                    if cell.column == 1
                    else None
                    if refers_up(node, sheet.cell(1, cell.column).value, language)
                    else value,
                )
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def refers_up(node: Node, header: str, language: int) -> bool:
    """Whether a column names another thing of the same type: the second row must not point back."""
    return any(
        column.title[language] == header and node is column.targets[0] for rel in RELS for column in rel.columns if column.sheet is node
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_filled_template_of_every_type_loads(embedded: Embedded, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path))
    empty = loaders.template(ALL, language)
    assert loaders.prepare(embedded, [("模板.xlsx", empty)]).changes.empty
    book = filled(empty, language == "en")
    found = loaders.prepare(embedded, [("模板.xlsx", book)], territory="110101")
    assert not found.errors, [p.text("zh") for p in found.errors]
    assert {name for name, counts in found.counts.items() if counts["new"]} == set(ALL)
    assert not [p for p in found.problems if p.rule not in ("sheet_ignored", "duplicate_row")]
    loaders.write(embedded, found)
    assert loaders.prepare(embedded, [("模板.xlsx", book)], territory="110101").changes.empty


@pytest.mark.parametrize("name", ALL)
def test_each_type_has_a_template_of_its_own(name: str) -> None:
    kind = (NODE | REL)[name]
    book = openpyxl.load_workbook(io.BytesIO(loaders.template([kind.title[0]])))
    assert book.sheetnames[:2] == [kind.title[0], "说明"]
    sheet = book[kind.title[0]]
    assert {p.title[0] for p in kind.props} <= {cell.value for cell in sheet[1]}
    assert sheet["A2"].value.startswith(NOTES[0])
    assert sheet["A3"].value.startswith(EXAMPLES[0])
    assert all(cell.number_format == "@" for cell in sheet[3] if isinstance(cell.value, str))
    listed = sum(1 for p in kind.props if p.choices or p.type is bool) + (
        0 if isinstance(kind, Node) else (len(kind.starts) > 1) + (len(kind.ends) > 1)
    )
    assert len(sheet.data_validations.dataValidation) == listed


def test_an_unknown_type_is_named() -> None:
    with pytest.raises(KeyError, match="不存在"):
        loaders.template(["不存在"])
