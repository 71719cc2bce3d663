"""CSV and JSON to text sheets. Bytes that are in no known encoding are refused; nothing is replaced or dropped silently."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import polars as pl

from graphmodel.problem import Problem
from loaders.rules import problem
from loaders.text import clean

Sheets = tuple[list[tuple[str, pl.DataFrame]], list[Problem]]
UTF16 = (b"\xff\xfe", b"\xfe\xff")
WIDEST = 16_384
"""Columns of a sheet, as many as Excel has."""
HEAD = 60
"""Lines looked at to learn the separator and the number of columns."""


def decode(data: bytes) -> tuple[bytes | None, int]:
    """The same text as UTF-8 without BOM; or None and the offset of the first byte that no encoding explains.

    >>> decode("村".encode("gb18030"))[0].decode(), decode(b"a\\xff\\xff")
    ('村', (None, 1))
    """
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    elif data.startswith(UTF16):
        try:
            return data.decode("utf-16").encode(), 0
        except UnicodeError as error:
            return None, getattr(error, "start", 0)
    if data.isascii():
        return data, 0
    try:
        data.decode("utf-8")
        return data, 0
    except UnicodeDecodeError as error:
        offset = error.start
    try:
        return data.decode("gb18030").encode(), 0
    except UnicodeDecodeError as error:
        return None, max(offset, error.start)


def read_csv(name: str, data: bytes) -> Sheets:
    """The one sheet of a CSV file, named like the file."""
    text, offset = decode(data)
    if text is None:
        return [], [undecodable(name, offset)]
    if b"\n" not in text:
        text = text.replace(b"\r", b"\n")
    separator, width = shape(text)
    if width > WIDEST:  # mostly empty columns that a program wrote to the end of its sheet
        text = re.sub(rb"[%s \t]+(?=\r?\n|$)" % separator.encode(), b"", text)
        separator, width = shape(text)
    if width > WIDEST:
        return [], [
            problem(
                "too_large",
                name,
                Path(name).stem,
                None,
                "",
                f"{width:,}",
                f"多于 {WIDEST:,} 列。删去多余的列后另存。",
                f"More than {WIDEST:,} columns: delete those that are not needed and save.",
            )
        ]
    rows = quick(text, separator, width) if b'"' not in text else None
    if rows is None:
        try:
            rows = careful(text.decode(), separator)
        except csv.Error as error:
            line = str(error).partition(":")[0]
            return [], [
                problem(
                    "file_unreadable",
                    name,
                    Path(name).stem,
                    int(line),
                    "",
                    "",
                    "引号不成对，从这一行起无法分列。",
                    "A quotation mark has no partner: the columns from this row on are unknown.",
                )
            ]
    return [(Path(name).stem, rows)], []


def undecodable(name: str, offset: int) -> Problem:
    """The problem of bytes in no known encoding."""
    return problem(
        "encoding",
        name,
        "",
        None,
        "",
        str(offset),
        f"第 {offset:,} 字节既不是 UTF-8，也不是 GB18030。",
        f"Byte {offset:,} is neither UTF-8 nor GB18030.",
    )


def shape(text: bytes) -> tuple[str, int]:
    """Separator (the commonest of comma, tab and semicolon in the first lines) and the most columns seen there."""
    head = [line.decode(errors="ignore") for line in text[: 1 << 16].split(b"\n")[:HEAD]]
    separator = max(",\t;", key=lambda mark: sum(mark in line for line in head) * 1000 + sum(line.count(mark) for line in head))
    return separator, max(line.count(separator) for line in head) + 1


def quick(text: bytes, separator: str, width: int) -> pl.DataFrame | None:
    """A CSV without quotation marks by polars; None when a later row is wider than the first ones."""
    names = [f"c{i}" for i in range(width + 1)]
    rows = pl.read_csv(
        io.BytesIO(separator.join(names).encode() + b"\n" + text),
        separator=separator,
        infer_schema=False,
        quote_char=None,
        truncate_ragged_lines=True,
        row_index_name="row",
        row_index_offset=1,
    )
    return None if rows[names[-1]].null_count() < rows.height else tidy(rows.drop(names[-1]))


def careful(text: str, separator: str) -> pl.DataFrame:
    """A CSV by the rules of quoting; `csv.Error` starts with the row at which they are broken."""
    csv.field_size_limit(1 << 27)
    rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            rows.append(row)
    except csv.Error as error:
        raise csv.Error(f"{len(rows) + 1}: {error}") from None
    return grid(rows)


def grid(rows: list[list[str | None]], first: int = 1) -> pl.DataFrame:
    """Rows of cells, ragged or not, as a sheet whose first row has that number."""
    width = max(map(len, rows), default=0)
    padded = [row if len(row) == width else [*row, *[None] * (width - len(row))] for row in rows]
    columns = zip(*padded, strict=False) if width else ()
    frame = pl.DataFrame([pl.Series(f"c{i}", column, pl.String) for i, column in enumerate(columns)])
    return tidy(frame.with_row_index("row", offset=first)) if width else pl.DataFrame(schema={"row": pl.UInt32})


def tidy(rows: pl.DataFrame) -> pl.DataFrame:
    """Cells stripped, empty ones null, blank rows left out with the numbers of the others kept."""
    columns = [c for c in rows.columns if c != "row"]
    return clean(rows, columns).filter(pl.any_horizontal(pl.col(columns).is_not_null())) if columns else rows


def cell_text(value: object) -> str | None:
    """A JSON value as a cell would show it.

    >>> cell_text(3.0), cell_text(True), cell_text(["甲", "乙"]), cell_text(None)
    ('3', '是', '甲、乙', None)
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value == value and abs(value) < 1e15 and value == int(value):
        return str(int(value))
    if isinstance(value, list):
        return "、".join(cell_text(item) or "" for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def read_json(name: str, data: bytes) -> Sheets:
    """`{sheet: [row, …]}`, or `[row, …]` with the file's name as the sheet's; a row is an object or a list of cells."""
    text, offset = decode(data)
    if text is None:
        return [], [undecodable(name, offset)]
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        row = getattr(error, "lineno", None)
        return [], [problem("file_unreadable", name, "", row, "", "", "不是合规的 JSON。", f"Not valid JSON: {error}.")]
    tables = {Path(name).stem: document} if isinstance(document, list) else document
    if not isinstance(tables, dict) or not all(
        isinstance(rows, list) and all(isinstance(row, dict | list) for row in rows) for rows in tables.values()
    ):
        return [], [
            problem(
                "file_unreadable",
                name,
                "",
                None,
                "",
                "",
                "JSON 应为 {工作表: [行]} 或 [行]。",
                "The JSON should be {sheet: [rows]} or [rows].",
            )
        ]
    return [(sheet, json_sheet(rows)) for sheet, rows in tables.items()], []


def json_sheet(rows: list[dict | list]) -> pl.DataFrame:
    """Objects get a header row 1 of all their names in order of appearance, so that the first object is row 2."""
    if all(isinstance(row, list) for row in rows):
        return grid([[cell_text(value) for value in row] for row in rows])
    headers = list(dict.fromkeys(key for row in rows if isinstance(row, dict) for key in row))
    body = [[cell_text(row.get(h)) for h in headers] if isinstance(row, dict) else [cell_text(v) for v in row] for row in rows]
    return grid([headers, *body])
