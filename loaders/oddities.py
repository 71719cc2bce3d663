"""What a workbook's sheets hold beside their values: broken formulas, hidden parts, codes shown with zeros, cells far away."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

CHUNK = 32 << 20
MOST_CELLS = 60_000_000
"""Cells of one sheet, counted from A1 to its farthest one; a stray cell in the last row and column would take 500 GB."""
PROBABLE = 20_000_000
"""Below this the size that a sheet says of itself is believed."""
NAMESPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CELL = re.compile(rb"<(?:\w+:)?c ([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.S)
PLACE = re.compile(rb'\br="([A-Z]+)(\d+)"')
VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
FORMULA = re.compile(rb"<(?:\w+:)?f\b")
ROW = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d+)"[^>]*?\bhidden="(?:1|true)"|<(?:\w+:)?row [^>]*?\bhidden="(?:1|true)"[^>]*?\br="(\d+)"')
COLUMNS = re.compile(rb"<(?:\w+:)?col ([^>]*)/?>")
DIMENSION = re.compile(rb'<(?:\w+:)?dimension ref="(?:[A-Z]+\d+:)?([A-Z]+)(\d+)"')
ZEROS = re.compile(r'"?0{2,}"?(?:;.*)?')


@dataclass
class Oddities:
    """Of one sheet: (column letters, row, what is shown) of error cells, places of formulas without a result, hidden rows and columns,
    the codes that a number format of zeros shows by (row, column) from 0, and the farthest cell where the sheet is too large to read.
    """

    errors: list[tuple[str, int, str]] = field(default_factory=list)
    unsaved: list[tuple[str, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    codes: dict[tuple[int, int], str] = field(default_factory=dict)
    too_far: str = ""


def oddities(archive: zipfile.ZipFile) -> dict[str, Oddities]:
    """The oddities of every sheet by its name."""
    zeros = zero_formats(archive)
    styles = re.compile(rb'\bs="(?:%s)"' % b"|".join(str(style).encode() for style in zeros)) if zeros else None
    return {name: of_sheet(archive, part, zeros, styles) for name, part in sheet_parts(archive)}


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


def zero_formats(archive: zipfile.ZipFile) -> dict[int, int]:
    """The styles whose number format is nothing but zeros, with how many: they show 1 as 001, and the value alone has lost that."""
    try:
        tree = ElementTree.fromstring(archive.read("xl/styles.xml"))
    except (KeyError, ElementTree.ParseError):
        return {}
    widths = {
        entry.get("numFmtId"): re.match(r'"?(0+)', code)[1]
        for entry in tree.iterfind("m:numFmts/m:numFmt", NAMESPACE)
        if ZEROS.fullmatch(code := entry.get("formatCode", ""))
    }
    styles = tree.iterfind("m:cellXfs/m:xf", NAMESPACE)
    return {i: len(widths[style.get("numFmtId")]) for i, style in enumerate(styles) if style.get("numFmtId") in widths}


def of_sheet(archive: zipfile.ZipFile, part: str, zeros: dict[int, int], styles: re.Pattern[bytes] | None) -> Oddities:
    """One sheet's oddities; it is never held whole."""
    found = Oddities()
    doubtful: bool | None = None
    far = (0, 0)
    for piece in pieces(archive, part):
        if doubtful is None:
            said = DIMENSION.search(piece[:4096])
            doubtful = said is None or number_of(said[1].decode()) * int(said[2]) > PROBABLE
            found.hidden_columns = hidden_columns(piece)
        if b"hidden=" in piece:
            found.hidden_rows += [int(m[1] or m[2]) for m in ROW.finditer(piece)]
        if doubtful:
            far = farthest(piece, far)
        if b't="e"' in piece or b"<f" in piece or b":f" in piece or (styles and styles.search(piece)):
            odd_cells(piece, found, zeros)
    if far[0] * far[1] > MOST_CELLS:
        found.too_far = f"{letters_of(far[1])}{far[0]}"
    return found


def pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The sheet's XML in pieces that end with a whole row."""
    left = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            left += chunk
            end = max(left.rfind(b"</row>"), left.rfind(b":row>")) + 6
            if end < 6:
                continue
            yield left[:end]
            left = left[end:]
    if left:
        yield left


def odd_cells(piece: bytes, found: Oddities, zeros: dict[int, int]) -> None:
    """Adds the error cells, formulas without result and codes with zeros of a piece."""
    for match in CELL.finditer(piece):
        attributes, body = match[1], match[2] or b""
        error = b't="e"' in attributes
        style = re.search(rb'\bs="(\d+)"', attributes) if zeros else None
        padded = zeros.get(int(style[1]), 0) if style else 0
        formula = b"<f" in body or b":f" in body
        if not (error or formula or padded) or not (place := PLACE.search(attributes)):
            continue
        column, row, value = place[1].decode(), int(place[2]), VALUE.search(body)
        if error:
            found.errors.append((column, row, value[1].decode() if value else "#"))
        elif formula and FORMULA.search(body) and not (value and value[1]) and b't="str"' not in attributes:
            found.unsaved.append((column, row))
        elif padded and value and b" t=" not in b" " + attributes and value[1].isdigit() and len(value[1]) < padded:
            found.codes[row - 1, number_of(column) - 1] = value[1].decode().zfill(padded)


def hidden_columns(piece: bytes) -> list[str]:
    """The letters of the hidden columns, as A or A–C."""
    found = []
    for match in COLUMNS.finditer(piece[: piece.find(b"sheetData") + 1]):
        said = dict(re.findall(rb'(\w+)="([^"]*)"', match[1]))
        if said.get(b"hidden") in (b"1", b"true"):
            first, last = letters_of(int(said[b"min"])), letters_of(int(said[b"max"]))
            found.append(first if first == last else f"{first}–{last}")
    return found


def farthest(piece: bytes, far: tuple[int, int]) -> tuple[int, int]:
    """The greatest row and column, from 1, in which a cell of the piece holds anything."""
    row, column = far
    for match in CELL.finditer(piece):
        if match[2] and (place := PLACE.search(match[1])):
            row, column = max(row, int(place[2])), max(column, number_of(place[1].decode()))
    return row, column


def number_of(letters: str) -> int:
    """The number of a column by its letters, from 1.

    >>> number_of("A"), number_of("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(number: int) -> str:
    """The letters of a column by its number, from 1.

    >>> letters_of(1), letters_of(28)
    ('A', 'AB')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
