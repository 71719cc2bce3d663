"""An office's own form, Word or Excel, filled: `{{name}}` becomes a value, `{{table.1}}` of a row is repeated for each row of a table."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any

import openpyxl
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from reports.csv import BEFORE, FORMULA
from reports.document import clean, plain
from reports.docx import steady

PLACEHOLDER = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")


class FormError(ValueError):
    """A form that cannot be filled; `text` says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = (zh, en)


def fill(form: bytes, suffix: str, values: Mapping[str, Any]) -> bytes:
    """The form with its placeholders filled. FormError where it is no such file or asks for what is not there.

    `values` holds words and numbers by name, and lists of rows (dicts) by name for tables.
    """
    if suffix not in (".docx", ".xlsx"):
        raise FormError(f"表格应为 .docx 或 .xlsx，不是“{suffix}”。", f"A form is .docx or .xlsx, not {suffix!r}.")
    try:
        return word(form, values) if suffix == ".docx" else excel(form, values)
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        raise FormError(f"不能打开这份表格：{error}", f"The form cannot be opened: {error}") from None
    except TemplateError as error:
        raise FormError(
            f"表格中的占位符不对：{error.message}。可用：{'、'.join(known(values))}",
            f"A placeholder of the form is wrong: {error.message}. There are: {', '.join(known(values))}",
        ) from None


def known(values: Mapping[str, Any]) -> list[str]:
    """The names that a form may ask for; those of a table with each of its columns.

    >>> known({"place": "小县", "table1": [{"id": 1, "name": "村"}]})
    ['place', 'table1.id', 'table1.name']
    """
    return [
        one
        for name, value in values.items()
        for one in ([f"{name}.{column}" for column in (value[0] if value else ())] if isinstance(value, list) else [name])
    ]


def word(form: bytes, values: Mapping[str, Any]) -> bytes:
    """A Word form: docxtpl, with nothing in a placeholder that could run."""
    template = DocxTemplate(io.BytesIO(form))
    template.render(dict(values), jinja_env=SandboxedEnvironment(undefined=StrictUndefined), autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return steady(out.getvalue())


def excel(form: bytes, values: Mapping[str, Any]) -> bytes:
    """An Excel form: a cell that is one placeholder takes the value as number or date; a row with `{{table.column}}` is repeated."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    unknown: set[str] = set()
    for sheet in book:
        for row in sorted({cell.row for line in sheet.iter_rows() for cell in line if repeated(cell.value, values)}, reverse=True):
            repeat(sheet, row, values)
        for line in sheet.iter_rows():
            for cell in line:
                if isinstance(cell.value, str) and "{{" in cell.value:
                    unknown |= {name for name in PLACEHOLDER.findall(cell.value) if name not in values}
                    put(cell, filled(cell.value, values))
    if unknown:
        names = "、".join(sorted(unknown))
        raise FormError(
            f"没有占位符“{names}”的值。可用：{'、'.join(known(values))}", f"There is no value for {names}. There are: {', '.join(known(values))}"
        )
    out = io.BytesIO()
    book.save(out)
    return steady(out.getvalue())


def repeated(value: Any, values: Mapping[str, Any]) -> str:
    """The table whose rows a cell asks for, or ""."""
    names = PLACEHOLDER.findall(value) if isinstance(value, str) else []
    return next((name.partition(".")[0] for name in names if isinstance(values.get(name.partition(".")[0]), list)), "")


def repeat(sheet: Any, row: int, values: Mapping[str, Any]) -> None:
    """One row of a form for each row of its table, with the looks of the form's row."""
    cells = {cell.column: (cell.value, cell._style) for cell in sheet[row]}
    name = next(filter(None, (repeated(value, values) for value, _ in cells.values())))
    rows = values[name]
    if len(rows) > 1:
        sheet.insert_rows(row + 1, len(rows) - 1)
    for at, held in enumerate(rows or [{}]):
        for column, (value, look) in cells.items():
            cell = sheet.cell(row + at, column)
            cell._style = look
            put(
                cell,
                filled(value, {f"{name}.{key}": one for key, one in held.items()} | dict(values), missing="")
                if isinstance(value, str)
                else value,
            )


def filled(text: str, values: Mapping[str, Any], missing: str | None = None) -> Any:
    """A text with its placeholders filled; one that is nothing but a placeholder is the value itself.

    >>> filled("{{n}}", {"n": 3}), filled("共 {{ n }} 户", {"n": 3})
    (3, '共 3 户')
    """
    alone = PLACEHOLDER.fullmatch(text.strip())
    if alone and (alone[1] in values or missing is not None):
        return plain(values.get(alone[1], missing))
    return PLACEHOLDER.sub(
        lambda found: str(plain(values[found[1]])) if found[1] in values else found[0] if missing is None else missing, text
    )


def put(cell: Any, value: Any) -> None:
    """A value into a cell: text stays text, whatever it begins with."""
    if isinstance(value, str) and not isinstance(value, date):
        value = clean(value)
        cell.value = value
        if value[:1] in FORMULA or value.lstrip(BEFORE).startswith(FORMULA):
            cell.data_type = "s"
    else:
        cell.value = value
