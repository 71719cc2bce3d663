"""The planner's own files back, with every problem marked in its cell and listed on a first sheet: correct them there and load again."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from graphmodel.problem import Problem
from loaders.draft import Draft
from loaders.files import File, sheets_of
from loaders.listing import NAMES, Line, Place, comment, lines
from loaders.oddities import number_of

LARGE = 6 << 20
"""Bytes of a workbook above which it is written anew: keeping the formats of a larger one takes minutes."""
COMMENTS = 3_000
"""Cells that get a comment; the others are only coloured and listed."""
ENDING = ("（问题）", " (problems)")
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
COLOUR = "#F6E9C0"


def returned(draft: Draft, language: str = "zh") -> tuple[str, bytes] | None:
    """Name and bytes of the marked workbook; of a zip where several files have problems; None where none can be opened or has any."""
    at = int(language == "en")
    made = []
    for number, file in enumerate(draft.files):
        own = [p for p in draft.problems if p.file == file.name]
        if own and (book := one(number, file, own, columns(draft, file.name), at)):
            made.append(book)
    if len(made) < 2:
        return made[0] if made else None
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in made:
            archive.writestr(name, data)
    return ("问题.zip", "problems.zip")[at], held.getvalue()


def columns(draft: Draft, name: str) -> dict[tuple[str, str], int]:
    """The number of each column of a file by sheet and header, from 1."""
    return {(s.sheet, header): place for s in draft.sheets if s.file == name for header, place in s.places}


def one(number: int, file: File, problems: list[Problem], places: dict[tuple[str, str], int], at: int) -> tuple[str, bytes] | None:
    """One file's workbook."""
    path = PurePosixPath(file.name)
    kept = file.suffix in (".xlsx", ".xlsm") and len(file.data) <= LARGE
    name = f"{path.with_suffix('')}{ENDING[at]}{file.suffix if kept else '.xlsx'}"
    found = [(p, place_of(p, places)) for p in problems]
    cells: dict[Place, list[Problem]] = defaultdict(list)
    for problem, place in found:
        if place and place.row:
            cells[place].append(problem)
    said = {
        place: comment(here, at) for place, here in sorted(cells.items(), key=lambda pair: (pair[0].sheet, pair[0].row, pair[0].column))
    }
    said = {place: text if i < COMMENTS else "" for i, (place, text) in enumerate(said.items())}
    if kept:
        from loaders.marked import marked  # openpyxl takes a third of a second, and only a workbook with problems needs it
    book = marked(file, lines(file.name, found, at, False), said, NAMES[at]) if kept else None
    book = book or anew(number, file, lines(file.name, found, at, True), said, NAMES[at])
    return (name, book) if book else None


def place_of(problem: Problem, places: dict[tuple[str, str], int]) -> Place | None:
    """The cell of a problem: that of its column, else the first of its row, else the sheet's."""
    if not problem.sheet:
        return None
    letters = re.fullmatch(r"[A-Z]{1,3}", problem.column)
    column = places.get((problem.sheet, problem.column)) or (number_of(problem.column) if letters else 1)
    return Place(problem.sheet, problem.row or 0, column)


def anew(number: int, file: File, told: list[Line], said: dict[Place, str], title: str) -> bytes | None:
    """A workbook with the values of a file that is no .xlsx or too large to be kept as it is; None where it has no sheet to mark."""
    sheets, _ = sheets_of(number, file)
    if not sheets:
        return None
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        mark = book.add_format({"bg_color": COLOUR, "num_format": "@"})
        bold, plain = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        names = safe_names([title, *(s.name for s in sheets)])
        titles = dict(zip((s.name for s in sheets), names[1:], strict=True))
        first = book.add_worksheet(names[0])
        first.set_column(0, 0, 26)
        first.set_column(1, 4, 16)
        first.set_column(5, 6, 60)
        for row, line in enumerate(told):
            for column, cell in enumerate(line.cells):
                write(first, row, column, cell, bold if line.head else plain)
            if line.to is not None and line.cells:
                first.write_url(row, 0, f"internal:{target(line.to, titles, names[0])}", string=str(line.cells[0]))
        for sheet in sheets:
            page = book.add_worksheet(titles[sheet.name])
            here = {(place.row, place.column): text for place, text in said.items() if place.sheet == sheet.name}
            rows: Iterable[tuple] = sheet.rows.iter_rows()
            for row, *cells in rows:
                for column, cell in enumerate(cells, 1):
                    if cell is not None or (row, column) in here:
                        write(page, row - 1, column - 1, cell or "", mark if (row, column) in here else plain)
                        if here.get((row, column)):
                            page.write_comment(row - 1, column - 1, here[row, column], {"author": "联建图", "x_scale": 2})
    return held.getvalue()


def write(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: str | int, style: xlsxwriter.format.Format) -> None:
    """One cell; text is never a formula."""
    if isinstance(cell, int):
        page.write_number(row, column, cell, style)
    elif cell:
        page.write_string(row, column, cell[:32_000], style)
    else:
        page.write_blank(row, column, None, style)


def target(to: Place | int, titles: dict[str, str], title: str) -> str:
    """Where a link leads, as Excel writes it."""
    if isinstance(to, int):
        return f"'{title}'!A{to}"
    sheet = titles.get(to.sheet, to.sheet).replace("'", "''")
    return f"'{sheet}'!{xl_col_to_name(to.column - 1)}{max(1, to.row)}"


def safe_names(names: list[str]) -> list[str]:
    """Sheet names that Excel takes, each once.

    >>> safe_names(["村/户", "村:户"])
    ['村 户', '村 户 2']
    """
    found: list[str] = []
    for name in names:
        short = FORBIDDEN.sub(" ", name).strip(" '")[:31] or "_"
        tries = (short if n == 1 else f"{short[:28]} {n}" for n in range(1, 1_000))
        found.append(next(t for t in tries if t.casefold() not in {f.casefold() for f in found}))
    return found
