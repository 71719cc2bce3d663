"""A sample without some of its rows, and without whatever else speaks of them: what its county would hand in then."""
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from graphmodel.words import Node
from samples.write import write_book
from tests.figure_rows import Place
from tests.sample_graph import ends, kind_of, meanings

Books = dict[str, dict[str, list[dict[str, Any]]]]
Thing = tuple[str, str, str]
"""Type, code and name of what a row describes."""


class Reduced:
    """What remains of a sample, read as a sample is; which rows are gone; `files`: the workbooks that are no longer what they were."""

    def __init__(self, whole: ModuleType, rest: Books, dropped: set[Place], files: list[str]) -> None:
        self.TERRITORY, self.TITLE, self.DATA_DATE, self.NOTES = whole.TERRITORY, whole.TITLE, whole.DATA_DATE, whole.NOTES
        self.rest, self.dropped, self.files = rest, dropped, files

    def books(self) -> Books:
        return self.rest

    def write(self, folder: Path) -> list[Path]:
        """The workbooks that changed, written into a folder."""
        folder.mkdir(parents=True)
        return [write_book(folder / file, self.rest[file], self) for file in self.files]


def without(module: ModuleType, places: Iterable[Place]) -> Reduced:
    """The sample without these rows: rows that cannot do without them go too, other cells let them go."""
    books = module.books()
    said = mentions(books)
    dropped, fresh, changed = set(), set(places), set()
    gone: set[Thing] = set()
    while fresh:
        dropped |= fresh
        new = {thing for place in fresh if (thing := described(books, place))}
        gone |= new
        changed |= {place for _, code, name in new for place in (*said[code], *said[f"/{name}"])}
        fresh = {place for place in changed - dropped if any(needed for _, needed in refers(place[1], row_at(books, place), gone))}
    rest = {file: {sheet: [let_go(sheet, row, gone) if (file, sheet, number) in changed else row
                           for number, row in enumerate(rows, 2) if (file, sheet, number) not in dropped]
                   for sheet, rows in sheets.items()} for file, sheets in books.items()}
    return Reduced(module, rest, dropped, [file for file in books if rest[file] != books[file]])


def row_at(books: Books, place: Place) -> dict[str, Any]:
    """The row at a place."""
    return books[place[0]][place[1]][place[2] - 2]


def described(books: Books, place: Place) -> Thing | None:
    """What a row describes; None on the sheet of a relationship."""
    row, kind = row_at(books, place), kind_of(place[1])
    if not isinstance(kind, Node):
        return None
    return kind.label, row["编码"], next((row[header] for header in kind.props[1].title if header in row), "")


@cache
def linking(sheet: str) -> dict[str, tuple[set[str], bool]]:
    """The columns of a sheet that name other things: the types they may name, and whether a row needs one."""
    kind = kind_of(sheet)
    if isinstance(kind, Node):
        made = {header: pair[1] for header, pair in meanings(kind.label).items() if pair}
        return {header: ({node.label for node in column.targets}, column.required) for header, column in made.items()}
    starts, targets, _ = ends(kind.type)
    return {header: ({node.label for node in types}, True) for header, types in ((kind.start[0], starts), (kind.end[0], targets))}


def cells(value: Any) -> list[str]:
    """What one cell names."""
    return value if isinstance(value, list) else [value] if value else []


def mentions(books: Books) -> dict[str, list[Place]]:
    """The rows that name a thing, by its code, or by `/` and its name where they name it as `乡镇/村`."""
    found = defaultdict(list)
    for file, sheets in books.items():
        for sheet, rows in sheets.items():
            columns = linking(sheet)
            for number, row in enumerate(rows, 2):
                for cell in (cell for header in columns if header in row for cell in cells(row[header])):
                    found[cell[cell.find("/"):] if "/" in cell else cell].append((file, sheet, number))
    return found


def refers(sheet: str, row: dict[str, Any], gone: set[Thing]) -> list[tuple[str, bool]]:
    """The cells of a row that name something that is gone, by code or as `乡镇/村`, and whether the row needs them."""
    return [(cell, needed) for header, (labels, needed) in linking(sheet).items() if header in row for cell in cells(row[header])
            if any(label in labels and cell in (code, f"{cell.partition('/')[0]}/{name}") for label, code, name in gone)]


def let_go(sheet: str, row: dict[str, Any], gone: set[Thing]) -> dict[str, Any]:
    """The row with what is gone taken out of the cells that name it."""
    out = {cell for cell, _ in refers(sheet, row, gone)}
    return {header: value if header not in linking(sheet) else [one for one in value if one not in out] if isinstance(value, list)
            else None if value in out else value for header, value in row.items()}
