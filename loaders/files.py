"""Files to sheets: every cell as text, numbered as Excel numbers it. What cannot be read is a problem, never an exception."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from graphmodel.imports import FileRecord
from graphmodel.problem import Problem
from loaders import archives, plain, workbooks
from loaders import reader as reading
from loaders.rules import problem

Upload = Path | str | tuple[str, bytes]
"""A path (file, folder or zip), or a name and its bytes."""
READERS = {
    ".xlsx": workbooks.read,
    ".xlsm": workbooks.read,
    ".xls": workbooks.read,
    ".csv": plain.read_csv,
    ".txt": plain.read_csv,
    ".tsv": plain.read_csv,
    ".json": plain.read_json,
}


@dataclass(frozen=True)
class File:
    """One file as it was given: its name (with its folders inside a folder or zip) and bytes."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The digest under which the original is kept."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def suffix(self) -> str:
        """The ending, in small letters, with its dot."""
        return Path(self.name).suffix.lower()


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows` has `row` (as Excel numbers it) and text columns c0, c1, …; blank cells are null, blank rows left out.

    `file` and `number` count from 0; `numeric` says that its cells may be Excel's numbers (so that 43832 may be a date).
    """

    file: int
    number: int
    source: str
    name: str
    rows: pl.DataFrame
    numeric: bool = False


def gather(paths: Iterable[Upload]) -> tuple[list[File], list[Problem]]:
    """Every file among the paths, folders and zips opened, in order of name within each."""
    files: list[File] = []
    problems: list[Problem] = []
    for given in paths:
        found, wrong = archives.expand(given)
        files += [File(name, data) for name, data in found]
        problems += wrong
    return files, problems


def sheets_of(number: int, file: File, tell: Callable[[], None] | None = None) -> tuple[list[Sheet], list[Problem]]:
    """The sheets of one file; with `tell`, a large one is read in another process, and `tell` is called all the while."""
    reader = READERS.get(file.suffix)
    if reader is None:
        return [], [
            problem(
                "file_kind",
                file.name,
                "",
                None,
                "",
                file.suffix,
                "只能导入 .xlsx、.xlsm、.csv、.json，以及它们的文件夹或 .zip。",
                "Only .xlsx, .xlsm, .csv and .json, and folders or zips of them, can be loaded.",
            )
        ]
    if not file.data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return [], [problem("file_empty", file.name, "", None, "", "", "文件没有内容。", "There is nothing in the file.")]
    large = tell is not None and len(file.data) > reading.APART
    found, problems = reading.apart(file.name, file.suffix, file.data, tell) if large and tell else reader(file.name, file.data)
    return [Sheet(number, index, file.name, name, rows, reader is not plain.read_csv) for index, (name, rows) in enumerate(found)], problems


def read(paths: Iterable[Upload], tell: Callable[[int, int], None] | None = None) -> tuple[list[File], list[Sheet], list[Problem]]:
    """Files, their sheets and what is wrong with them; `tell(done, total)` is told how many files are read, and may stop the work."""
    files, problems = gather(paths)
    sheets: list[Sheet] = []
    for number, file in enumerate(files):
        alive = partial(tell, number, len(files)) if tell else None
        if alive:
            alive()
        found, wrong = sheets_of(number, file, alive)
        sheets += found
        problems += wrong
    return files, sheets, problems


def file_records(files: list[File], sheets: list[Sheet]) -> tuple[FileRecord, ...]:
    """The files of the import with the names of their sheets, in the order in which source tokens number them."""
    return tuple(FileRecord(f.name, tuple(s.name for s in sheets if s.file == i), f.sha256) for i, f in enumerate(files))
