"""Excel workbooks to text sheets with absolute rows: merged cells filled down, cells of broken formulas named."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from graphmodel.problem import Problem
from loaders.archives import bomb
from loaders.plain import Sheets, grid
from loaders.rules import problem

OLE = b"\xd0\xcf\x11\xe0"
CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.S)
CHUNK = 32 << 20
NAMESPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read(name: str, data: bytes) -> Sheets:
    """The sheets of a workbook, hidden ones too, and the formulas in it that give no value."""
    if data.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        return [], [problem("file_encrypted", name, "", None, "", "", "工作簿有打开密码。", "The workbook has a password to open it.")]
    if data.startswith(b"PK"):
        wrong = bomb(name, data)
        if wrong:
            return [], [wrong]
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            (meta.name, sheet_rows(book.get_sheet_by_name(meta.name)))
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet
        ]
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile, BaseExceptionGroup) as error:
        return [], [
            problem("file_unreadable", name, "", None, "", "", "不是完整的 Excel 工作簿。", f"Not a whole Excel workbook: {error}.")
        ]
    return sheets, broken_formulas(name, data) if data.startswith(b"PK") else []


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


def sheet_rows(sheet) -> pl.DataFrame:
    """The text of every cell; a cell merged over several rows of one column stands in each of them."""
    rows = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left == right and bottom < len(rows):
            for row in range(top + 1, bottom + 1):
                rows[row][left] = rows[top][left]
    return grid([[text(value) for value in row] for row in rows])


def broken_formulas(name: str, data: bytes) -> list[Problem]:
    """Cells that show an error, and formulas saved without a result: the reader sees both as blank, so they are looked up in the file."""
    problems = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for sheet, part in sheet_parts(archive):
                for column, row, attributes, body in odd_cells(archive, part):
                    value = (re.search(rb"<v>([^<]*)</v>", body) or [b"", b""])[1].decode()
                    if b't="e"' in attributes:
                        problems.append(
                            problem(
                                "formula_error",
                                name,
                                sheet,
                                row,
                                column,
                                value,
                                f"{column}{row} 显示 {value}。",
                                f"{column}{row} shows {value}.",
                            )
                        )
                    else:
                        problems.append(
                            problem(
                                "formula_uncached",
                                name,
                                sheet,
                                row,
                                column,
                                "",
                                f"{column}{row} 的公式没有保存结果。",
                                f"The formula in {column}{row} was saved without its result.",
                            )
                        )
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile, OSError):
        return problems
    return problems


def sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Sheet names with the archive's paths of their cells."""
    paths = {entry.get("Id"): entry.get("Target", "") for entry in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))}
    found = []
    for entry in ElementTree.fromstring(archive.read("xl/workbook.xml")).iterfind("m:sheets/m:sheet", NAMESPACE):
        target = paths.get(entry.get(RELATION), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if "worksheets/" in path:
            found.append((entry.get("name", ""), path))
    return found


def odd_cells(archive: zipfile.ZipFile, part: str):
    """(column letters, row, attributes, content) of error cells and of formulas without a value; the sheet is never held whole."""
    left = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            left += chunk
            end = left.rfind(b"</row>") + 6
            if end < 6:
                continue
            done, left = left[:end], left[end:]
            if b't="e"' in done or b"<f" in done:
                for match in CELL.finditer(done):
                    body = match[4] or b""
                    unsaved = b"<f" in body and not re.search(rb"<v>[^<]", body) and b't="str"' not in match[3]
                    if b't="e"' in match[3] or unsaved:
                        yield match[1].decode(), int(match[2]), match[3], body
