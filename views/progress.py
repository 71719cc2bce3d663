"""How far a load has come, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphmodel.words import Text
from views import page, table

STAGES: dict[str, Text] = {
    "read": ("正在读取", "Reading"),
    "match": ("正在识别", "Recognising"),
    "check": ("正在检查", "Checking"),
    "resolve": ("正在对应", "Resolving names"),
    "compare": ("正在比对", "Comparing"),
    "write": ("正在写入", "Writing"),
    "count": ("正在复核", "Counting again"),
}
UNITS: dict[str, Text] = {"read": ("个文件", "files"), "match": ("张表", "sheets"), "count": ("类", "types")}


def working(stage: str, done: int, total: int) -> str:
    """One line of progress."""
    counted = f" {done:,} / {total:,} {page.say(UNITS.get(stage, ('行', 'rows')))}" if total > 1 else ""
    return page.say(STAGES.get(stage, ("正在处理", "Working"))) + counted


def watching(place: Any) -> Callable[[str, int, int], None]:
    """A progress that is drawn at `place`."""
    return lambda stage, done, total: place.html(table.note(working(stage, done, total), "progress"))
