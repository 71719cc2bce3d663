"""Excel workbooks to text sheets with absolute rows: merged cells filled down; what the values do not show is named."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from graphmodel.problem import Problem
from loaders.archives import bomb
from loaders.marks import FOR_READERS
from loaders.oddities import Oddities, oddities
from loaders.plain import Sheets, grid
from loaders.rules import problem
from loaders.text import canonical

OLE = b"\xd0\xcf\x11\xe0"
LISTED = 8
"""Groups of hidden rows that a message names."""


def read(name: str, data: bytes) -> Sheets:
    """The sheets of a workbook, hidden ones too, and the formulas in it that give no value."""
    if data.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        return [], [problem("file_encrypted", name, "", None, "", "", "工作簿有打开密码。", "The workbook has a password to open it.")]
    odd: dict[str, Oddities] = {}
    passed: list[Problem] = []
    if data.startswith(b"PK"):
        wrong = bomb(name, data)
        if wrong:
            return [], [wrong]
        odd, passed = looked_at(data), passed_over(name, data)
        if far := [too_far(name, sheet, found.too_far) for sheet, found in odd.items() if found.too_far]:
            return [], far
    problems = passed + [problem for sheet, found in odd.items() for problem in told(name, sheet, found)]
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = []
        for meta in book.sheets_metadata:
            if meta.typ == SheetTypeEnum.WorkSheet:
                rows = sheet_rows(book.get_sheet_by_name(meta.name), odd.get(meta.name))
                sheets.append((meta.name, rows))
                problems += hidden_sheet(name, meta, rows)
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile, BaseExceptionGroup) as error:
        return [], [
            problem("file_unreadable", name, "", None, "", "", "不是完整的 Excel 工作簿。", f"Not a whole Excel workbook: {error}.")
        ]
    return sheets, problems


def looked_at(data: bytes) -> dict[str, Oddities]:
    """The oddities of each sheet, as far as the file can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return oddities(archive)
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile, OSError):
        return {}


def passed_over(name: str, data: bytes) -> list[Problem]:
    """Notices of what a workbook holds beside its cells, and what is never run or opened: macros, links to other files."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return []
    at = lambda rule, zh, en: problem(rule, name, "", None, "", "", zh, en, notice=True)  # noqa: E731
    found = []
    if any(part.endswith("vbaProject.bin") for part in parts):
        found.append(at("macros", "含宏，宏不运行。", "It holds macros, which are not run."))
    if any(part.startswith("xl/externalLinks/") for part in parts):
        zh, en = "公式引用了别的文件，按上次保存的结果导入。", "Formulas refer to other files; their results are taken as they were last saved."
        found.append(at("external_links", zh, en))
    return found


def text(value: object) -> str | None:
    """A cell as text: whole numbers without .0, dates as ISO, 是 and 否; numbers over 15 digits keep their exponent.

    >>> text(12.0), text(3.70982105288e11), text(1.23e17), text(datetime(2020, 9, 3)), text(True)
    ('12', '370982105288', '1.23e+17', '2020-09-03', '是')
    """
    kind = type(value)
    if kind is str:
        return value
    if kind is float:
        return str(int(value)) if abs(value) < 1e15 and value == int(value) else repr(value)
    if kind is bool:
        return "是" if value else "否"
    if kind is datetime:
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value) if isinstance(value, int | timedelta) else None


def sheet_rows(sheet, odd: Oddities | None) -> pl.DataFrame:
    """The text of every cell; a cell merged over several rows stands in each of them, in its first column."""
    rows = sheet.to_python(skip_empty_area=False)
    for (row, column), code in (odd.codes if odd else {}).items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = code
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom < len(rows):
            for row in range(top + 1, bottom + 1):
                rows[row][left] = rows[top][left]
    return grid([[text(value) for value in row] for row in rows])


def told(name: str, sheet: str, odd: Oddities) -> list[Problem]:
    """Cells that show an error, formulas saved without a result (the reader sees both as blank), and what is hidden."""
    at = lambda rule, *rest, **more: problem(rule, name, sheet, *rest, **more)  # noqa: E731
    found = [at("formula_error", row, c, value, f"{c}{row} 显示 {value}。", f"{c}{row} shows {value}.") for c, row, value in odd.errors]
    found += [
        at("formula_uncached", row, c, "", f"{c}{row} 的公式没有保存结果。", f"The formula in {c}{row} was saved without its result.")
        for c, row in odd.unsaved
    ]
    if canonical(sheet) in FOR_READERS:
        return found
    if odd.hidden_rows:
        count, rows = len(odd.hidden_rows), ranges(odd.hidden_rows)
        found.append(
            at(
                "hidden_rows",
                odd.hidden_rows[0],
                "",
                rows,
                f"{count} 行被隐藏，一并导入。",
                f"{count} hidden rows are loaded too.",
                notice=True,
            )
        )
    if odd.hidden_columns:
        columns = "、".join(odd.hidden_columns)
        found.append(
            at("hidden_columns", None, "", columns, "这些列被隐藏，一并导入。", "These hidden columns are loaded too.", notice=True)
        )
    return found


def hidden_sheet(name: str, meta, rows: pl.DataFrame) -> list[Problem]:
    """A notice of a sheet that Excel does not show."""
    if meta.visible == SheetVisibleEnum.Visible or canonical(meta.name) in FOR_READERS or rows.is_empty():
        return []
    return [
        problem("hidden_sheet", name, meta.name, None, "", "", "工作表被隐藏，一并导入。", "This hidden sheet is loaded too.", notice=True)
    ]


def too_far(name: str, sheet: str, cell: str) -> Problem:
    """The problem of a sheet with a cell so far away that reading it would take all memory."""
    zh = f"{cell} 处还有内容，整表过大。删去远处的行和列后另存。"
    return problem(
        "too_large", name, sheet, None, "", cell, zh, f"There is a cell as far as {cell}: delete the rows and columns out there and save."
    )


def ranges(rows: list[int]) -> str:
    """Row numbers in groups.

    >>> ranges([3, 4, 5, 9])
    '3–5、9'
    """
    starts = [rows[0], *(b for a, b in pairwise(rows) if b != a + 1)]
    ends = [*(a for a, b in pairwise(rows) if b != a + 1), rows[-1]]
    said = [str(a) if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True)]
    return "、".join(said[:LISTED]) + ("…" if len(said) > LISTED else "")
