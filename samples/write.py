"""Rows to workbooks: codes as text, dates as dates, yes and no in Chinese, and one sheet that says that it is a sample."""
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import xlsxwriter

NOTE_SHEET = "说明"
"""Written last in each workbook. It is for readers only: loaders pass it over."""
INVENTED = ("地名为真实地名；人员、户、单位和未注明来源的数值均为虚构。",
            "Places are real; people, households, units and values without a source are invented.")
CREATED = datetime(2020, 9, 30)
SEPARATOR = "、"


def write_books(module: ModuleType, folder: Path | str) -> list[Path]:
    """Write every workbook of a sample module into the folder, which is made; their paths, in order."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return [write_book(folder / name, sheets, module) for name, sheets in module.books().items()]


def write_book(path: Path, sheets: dict[str, list[dict[str, Any]]], module: ModuleType) -> Path:
    """Write one workbook; its path."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": f"示例 {module.TITLE[0]}", "created": CREATED})
        bold = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            write_sheet(book.add_worksheet(name), rows, bold, day)
        write_note(book.add_worksheet(NOTE_SHEET), module, bold)
    return path


def write_sheet(sheet, rows: list[dict[str, Any]], bold, day) -> None:
    """Write one sheet: the headers of all rows in the order in which they appear, then the rows."""
    headers = list(dict.fromkeys(header for row in rows for header in row))
    sheet.freeze_panes(1, 0)
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header, bold)
        widest = max((len(str(row.get(header, "") or "")) for row in rows[:200]), default=0)
        sheet.set_column(column, column, min(40, max(8, 2 * len(header) + 2, widest + 4)))
        for number, row in enumerate(rows, start=1):
            write_cell(sheet, number, column, row.get(header), day)


def write_cell(sheet, row: int, column: int, value: Any, day) -> None:
    """Write one cell; None and an empty list leave it blank."""
    if isinstance(value, bool):
        value = "是" if value else "否"
    if isinstance(value, (list, tuple)):
        value = SEPARATOR.join(value)
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value))


def write_note(sheet, module: ModuleType, bold) -> None:
    """Write what the sample is, what is invented and what is assumed, in both languages side by side."""
    sheet.set_column(0, 1, 60)
    lines = [("示例", "Sample"), module.TITLE, INVENTED, (f"数据截止日 {module.DATA_DATE}", f"Data date {module.DATA_DATE}"), *module.NOTES]
    for row, (zh, en) in enumerate(lines):
        sheet.write_string(row, 0, zh, bold if row == 0 else None)
        sheet.write_string(row, 1, en, bold if row == 0 else None)
