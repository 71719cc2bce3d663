"""Folders and zips opened into files, within limits that a bomb or a stray path cannot pass."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath

from graphmodel.problem import Problem
from loaders.rules import problem

ENTRIES = 2_000
"""Most files in one archive."""
TOTAL = 2 << 30
"""Most bytes that an archive, or a workbook, may unpack to."""
RATIO = 400
"""Most bytes unpacked for one packed; ordinary workbooks reach 60."""
SMALL = 16 << 20
"""Below this size the ratio does not matter."""

Found = tuple[list[tuple[str, bytes]], list[Problem]]


def expand(given: Path | str | tuple[str, bytes]) -> Found:
    """The files (name, bytes) behind a path, a folder, a zip, or an upload (name, bytes)."""
    if isinstance(given, tuple):
        name, data = given
        return unpack(name, data) if name.lower().endswith(".zip") else ([(name, data)], [])
    path = Path(given)
    if path.is_dir():
        return folder(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return [], [problem("not_found", path.name, "", None, "", str(path), "没有这个文件。", "There is no such file.")]
    except OSError as error:
        return [], [
            problem(
                "file_unreadable",
                path.name,
                "",
                None,
                "",
                str(path),
                f"文件打不开：{error.strerror}。",
                f"The file does not open: {error.strerror}.",
            )
        ]
    return expand((path.name, data))


def folder(path: Path) -> Found:
    """Every file under a folder that is not hidden, in order of name."""
    files, problems = [], []
    for inner in sorted(p for p in path.rglob("*") if p.is_file() and not passed_over(p.relative_to(path).as_posix())):
        found, wrong = expand(inner)
        prefix = inner.relative_to(path).parent.as_posix()
        files += [(name if prefix == "." else f"{prefix}/{name}", data) for name, data in found]
        problems += wrong
    if not files and not problems:
        problems.append(problem("file_empty", path.name, "", None, "", "", "文件夹中没有文件。", "There are no files in the folder."))
    return files, problems


def passed_over(name: str) -> bool:
    """Whether a file is the system's or Excel's own, not the planner's.

    >>> passed_over("~$村.xlsx"), passed_over("__MACOSX/村.xlsx"), passed_over("a/村.xlsx")
    (True, True, False)
    """
    parts = PurePosixPath(name).parts
    return any(p.startswith((".", "~$", "__MACOSX")) for p in parts) or (bool(parts) and parts[-1] in ("Thumbs.db", "desktop.ini"))


def unpack(name: str, data: bytes) -> Found:
    """The files of a zip; zips inside it are not opened."""
    wrong = bomb(name, data)
    if wrong:
        return [], [wrong]
    files, problems = [], []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                inner = entry_name(entry)
                outside = PurePosixPath(inner).is_absolute() or ".." in PurePosixPath(inner).parts or ":" in inner
                if entry.is_dir() or (passed_over(inner) and not outside):
                    continue
                if outside:
                    problems.append(
                        problem(
                            "file_unreadable",
                            name,
                            "",
                            None,
                            "",
                            inner,
                            "压缩包中的路径指向外面。",
                            "A path in the archive points outside it.",
                        )
                    )
                elif entry.flag_bits & 1:
                    problems.append(
                        problem(
                            "file_encrypted",
                            name,
                            "",
                            None,
                            "",
                            inner,
                            f"压缩包中的“{inner}”有密码。",
                            f"{inner} in the archive has a password.",
                        )
                    )
                else:
                    files.append((inner, archive.read(entry)))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        return [], [problem("file_unreadable", name, "", None, "", "", "压缩包已损坏。", f"The archive is damaged: {error}.")]
    if not files and not problems:
        problems.append(problem("file_empty", name, "", None, "", "", "压缩包中没有文件。", "There are no files in the archive."))
    return sorted(files), problems


def bomb(name: str, data: bytes) -> Problem | None:
    """What is wrong with the sizes that a zip (or a workbook, which is one) declares; zipfile holds each entry to its declared size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        return problem("file_unreadable", name, "", None, "", "", "不是完整的压缩文件。", f"Not a whole archive: {error}.")
    size = sum(entry.file_size for entry in entries)
    if len(entries) > ENTRIES:
        return problem(
            "too_large",
            name,
            "",
            None,
            "",
            str(len(entries)),
            f"压缩包中的文件多于 {ENTRIES:,} 个。",
            f"More than {ENTRIES:,} files in the archive.",
        )
    if size > TOTAL or (size > SMALL and size > RATIO * max(len(data), 1)):
        return problem(
            "too_large",
            name,
            "",
            None,
            "",
            f"{size:,}",
            f"解压后有 {size:,} 字节，远大于正常文件。",
            f"It would unpack to {size:,} bytes, far beyond a normal file.",
        )
    return None


def entry_name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; names without the UTF-8 flag are GBK on Chinese Windows."""
    if not entry.flag_bits & 0x800:
        try:
            return entry.filename.encode("cp437").decode("gb18030")
        except UnicodeError:
            pass
    return entry.filename
