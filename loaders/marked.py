"""An .xlsx with marks put into it: colours and comments on cells, a list in front, everything else as it was, results of formulas too."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from loaders.files import File
from loaders.listing import NAMES, Line, Place
from loaders.oddities import sheet_parts

FILL = PatternFill("solid", fgColor="FFF6E9C0")
AUTHOR = "联建图"
SIGN = "【联建图】"
"""Begins our part of a comment: what the planner wrote before it stays."""
WIDTHS = (26, 16, 8, 16, 20, 60, 40)
FORMULA = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)>(<f.*?(?:</f>|/>))(?:<v\s*/>|<v>([^<]*)</v>)?</c>', re.S)
KIND = re.compile(rb' t="\w+"')


def marked(file: File, told: list[Line], said: dict[Place, str], title: str) -> bytes | None:
    """The workbook with marks; None where openpyxl cannot open it."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(file.data), keep_vba=file.suffix == ".xlsm", rich_text=True)
    except Exception:  # openpyxl raises whatever its parts raise; such a workbook is written anew
        return None
    for name in NAMES:
        if name in book.sheetnames:
            book.remove(book[name])
    wipe(book)
    for place, text in said.items():
        if place.sheet in book.sheetnames and isinstance(book[place.sheet], Worksheet):
            mark(book[place.sheet], place, text)
    front(book, told, title)
    held = io.BytesIO()
    book.save(held)
    return with_results(file.data, held.getvalue())


def wipe(book: Workbook) -> None:
    """Takes the marks of an earlier return away."""
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and cell.comment and SIGN in (cell.comment.text or ""):
                    before = cell.comment.text.partition(SIGN)[0].rstrip()
                    cell.comment = Comment(before, cell.comment.author) if before else None
                    if cell.fill.fgColor.rgb == FILL.fgColor.rgb:
                        cell.fill = PatternFill()


def mark(page: Worksheet, place: Place, text: str) -> None:
    """Colours and comments one cell; of a merged area its first one."""
    cell = page.cell(place.row, place.column)
    if isinstance(cell, MergedCell):
        area = next(area for area in page.merged_cells.ranges if cell.coordinate in area)
        cell = page.cell(area.min_row, area.min_col)
    cell.fill = FILL
    if text:
        before = f"{cell.comment.text}\n" if cell.comment else ""
        cell.comment = Comment(f"{before}{SIGN}{text}", AUTHOR, height=110, width=300)


def front(book: Workbook, told: list[Line], title: str) -> None:
    """The list of problems as the first sheet, which the workbook opens on."""
    page = book.create_sheet(title, 0)
    for column, width in enumerate(WIDTHS, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    for row, line in enumerate(told, 1):
        for column, value in enumerate(line.cells, 1):
            cell = page.cell(row, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # a value that begins with = is what was entered, not a formula
            cell.font = Font(bold=line.head)
        if line.to is not None and line.cells:
            to = line.to
            sheet = title if isinstance(to, int) else to.sheet.replace("'", "''")
            where = f"A{to}" if isinstance(to, int) else f"{get_column_letter(to.column)}{max(1, to.row)}"
            cell = page.cell(row, 1)
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!{where}")
            cell.font = Font(color="FF24475B", underline="single")
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is page
    book.active = 0


def with_results(before: bytes, after: bytes) -> bytes:
    """The saved workbook with the results that its formulas had: openpyxl keeps a formula or its result, never both."""
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        parts, results = dict(sheet_parts(new)), {}
        for name, path in sheet_parts(old):
            found = {m[1]: (kind(m[2]), m[4]) for m in FORMULA.finditer(old.read(path)) if m[4]}
            if found and name in parts:
                results[parts[name]] = found
        if not results:
            return after
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
            for entry in new.infolist():
                data = new.read(entry)
                out.writestr(entry, filled(data, results[entry.filename]) if entry.filename in results else data)
    return held.getvalue()


def kind(attributes: bytes) -> bytes:
    """What type of result a formula's cell has: ` t="str"`, or nothing for a number."""
    found = KIND.search(attributes)
    return found[0] if found else b""


def filled(sheet: bytes, results: dict[bytes, tuple[bytes, bytes]]) -> bytes:
    """A sheet's cells with results put beside their formulas."""

    def one(match: re.Match[bytes]) -> bytes:
        if match[1] not in results:
            return match[0]
        type, value = results[match[1]]
        return b'<c r="%s"%s%s>%s<v>%s</v></c>' % (match[1], KIND.sub(b"", match[2]), type, match[3], value)

    return FORMULA.sub(one, sheet)
