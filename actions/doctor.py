"""Whether everything that is kept is sound: the store, the workbooks that were loaded, the folder it all lies in."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from typing import Any

from actions.stores import home
from graphmodel.checking import CHECKS, held
from graphmodel.engine import Engine
from graphmodel.info import info
from graphmodel.words import Text

FILES: Text = ("导入过的原表都在且未改动", "the workbooks that were loaded are kept and unchanged")
FOLDER: Text = ("数据目录可写", "the data folder can be written to")


def doctor(engine: Engine) -> dict[str, Any]:
    """What the store holds, and every check: {check, holds, title, found}; `found` says what is wrong and what may help.

    Texts are pairs of Chinese and English.
    """
    told = info(engine)
    store = held(engine)
    checks = [(name, title, list(look(engine, store))) for name, (title, look) in CHECKS.items()]
    checks += [("files", FILES, list(files(engine))), ("folder", FOLDER, list(folder()))]
    return {"info": told, "checks": [{"check": name, "holds": not found, "title": title, "found": found} for name, title, found in checks]}


def files(engine: Engine) -> Iterator[Text]:
    """Loaded workbooks that are not kept any more, or are not what they were; one line an import."""
    for record in engine.imports():
        lost, other = [], []
        for file in record.files:
            kept = sorted((home() / "files").glob(f"{file.sha256}.*")) if file.sha256 else []
            if not kept:
                lost.append(file.name)
            elif hashlib.sha256(kept[0].read_bytes()).hexdigest() != file.sha256:
                other.append(file.name)
        if lost:
            zh, en = few(lost)
            yield (
                f"导入 {record.number} 的原表未保存：{zh}。来源不能显示原单元格；有备份则恢复 files 目录。",
                f"Workbooks of import {record.number} are not kept: {en}. Sources show no cells. Maybe put them back from a backup.",
            )
        if other:
            zh, en = few(other)
            yield (
                f"导入 {record.number} 的原表被改动过：{zh}。从备份取回。",
                f"Kept workbooks of import {record.number} were changed: {en}. Maybe take them from a backup.",
            )


def few(names: list[str], most: int = 3) -> Text:
    """The first names and how many more.

    >>> few(["a", "b", "c", "d"])
    ('a、b、c 等 4 个', 'a, b, c and 1 more')
    """
    more = len(names) - most
    zh = "、".join(names[:most]) + (f" 等 {len(names)} 个" if more > 0 else "")
    return zh, ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def folder() -> Iterator[Text]:
    """Whether the home folder can be written to."""
    probe = home() / f".write.{os.getpid()}"
    try:
        home().mkdir(parents=True, exist_ok=True)
        probe.write_text("", "ascii")
        probe.unlink()
    except OSError as error:
        yield (f"不能写入 {home()}：{error.strerror}。", f"Cannot write to {home()}: {error.strerror}.")


def settle(engine: Engine, finish: bool) -> int | None:
    """Finishes the import that was cut off, or takes it back; its number, None when there is none."""
    cut_off = engine.unfinished()
    if cut_off is None:
        return None
    (engine.finish if finish else engine.roll_back)()
    return cut_off.number
