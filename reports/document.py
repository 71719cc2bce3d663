"""What every report is written from: tables, a network, and the facts that must stand beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that neither XML nor Excel can hold."""

SAMPLE = ("示例数据：人员与走访等为虚构", "Sample data: people and records invented")
MASKED = ("姓名和号码已隐去", "Names and numbers masked")
UNMASKED = ("含未隐去的姓名和号码", "Names and numbers are shown in full")
SOURCE = ("来源", "Sources")
ABOUT = {"author": ("制作", "Made by"), "digest": ("数据状态摘要", "Digest of the data"), "exported": ("导出时间（UTC）", "Exported (UTC)")}
"""What `about` is called where it is read aloud."""


@dataclass(frozen=True)
class Table:
    """Rows under headings. `columns` are (name in the row, heading); `sources` has one text a row, or none at all.

    On paper only the first `most` rows are printed, with a line that says so; every other format holds all of them.
    """

    title: str
    columns: tuple[tuple[str, str], ...]
    rows: list[dict[str, Any]]
    sources: tuple[str, ...] = ()
    most: int | None = None


@dataclass(frozen=True)
class Network:
    """Things and what joins them.

    A node has `key` (`Type:code`), `type`, `caption` and its properties; a link has `type`, `start`, `end` (keys of nodes), `key`
    (what tells parallel links apart) and its properties.
    """

    nodes: list[dict[str, Any]]
    links: list[dict[str, Any]]


@dataclass(frozen=True)
class Document:
    """A report: its title, what must be read with it (`facts`, pairs of words; `marks`), its tables and, perhaps, its network.

    `blocks` is the report as it is read on paper, see reports/blocks.py; without them the facts and tables are. `about` goes into
    the properties of the file (author, subject, digest), `day` is the date that it bears there.
    """

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    network: Network | None = None
    language: str = "zh"
    blocks: tuple[Any, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    day: date | None = None

    @property
    def moment(self) -> datetime:
        """The moment in the properties of the file: when it was exported if that is told, else the day that it bears."""
        told = dict(self.about).get("exported")
        day = self.day or date(2000, 1, 1)
        return datetime.fromisoformat(told).replace(tzinfo=None) if told else datetime(day.year, day.month, day.day)

    def say(self, text: tuple[str, str]) -> str:
        """The words of the document's own language."""
        return text[self.language == "en"]

    def told(self) -> tuple[tuple[str, str], ...]:
        """`about` under words of the document's own language."""
        return tuple((self.say(ABOUT.get(name, (name, name))), value) for name, value in self.about)


def clean(text: str) -> str:
    r"""The text without the characters that XML and Excel refuse.

    >>> clean("a\x0bb\n")
    'ab\n'
    """
    return CONTROL.sub("", text)


def plain(value: Any, language: str = "zh") -> str | int | float | date | None:
    """A cell's value as a spreadsheet holds it: numbers and dates stay, yes and no become words, lists are joined.

    >>> plain(True), plain(["甲", "乙"]), plain(None), plain(3), plain(10**16)
    ('是', '甲、乙', None, 3, '10000000000000000')
    """
    if value is None or value != value:
        return None
    if isinstance(value, bool):
        return (("否", "no"), ("是", "yes"))[value][language == "en"]
    if isinstance(value, int):
        return value if abs(value) < 10**15 else str(value)
    if isinstance(value, float):
        return value if abs(value) != float("inf") else str(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        items = sorted(value, key=str) if isinstance(value, (set, frozenset)) else value
        return ("、" if language == "zh" else ", ").join(str(said) for item in items if (said := plain(item, language)) is not None)
    if isinstance(value, dict):
        return ("；" if language == "zh" else "; ").join(f"{key}: {plain(item, language)}" for key, item in value.items())
    return clean(str(value))


def width(text: str) -> int:
    """How many half-width places a text takes: two for a wide character.

    >>> width("羊流镇 8")
    8
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def unlike(names: Iterable[str], longest: int) -> list[str]:
    """The names cut to `longest` characters and made different from each other whatever their case.

    >>> unlike(["村情", "村情", "A", "a"], 31)
    ['村情', '村情 2', 'A', 'a 2']
    """
    taken: set[str] = set()
    found = []
    for name in names:
        tried, n = name[:longest], 2
        while tried.lower() in taken:
            end = f" {n}"
            tried, n = name[: longest - len(end)] + end, n + 1
        taken.add(tried.lower())
        found.append(tried)
    return found
