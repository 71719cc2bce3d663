"""The one protocol of a database, its errors, and what both engines check before they run anything."""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import polars as pl

from graphmodel.changes import Changes
from graphmodel.imports import ImportRecord, standing
from graphmodel.words import Node, Rel, Text

Rows = list[dict[str, Any]]


class StoreError(Exception):
    """The store could not do it, and nothing was changed. `text` says why, in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} {en}")
        self.text: Text = (zh, en)


class StaleError(StoreError):
    """Someone else wrote in between: work the changes out again."""


class Engine(Protocol):
    """Runs Cypher and applies changes. Two exist: embedded.py and server.py."""

    name: str
    address: str
    version: str

    def rows(self, cypher: str, **params: Any) -> Rows:
        """The answer of a text of ours, read only. ValueError names a `$param` not given; StoreError when it runs too long.

        Of a node or relationship as a whole nothing is promised: return properties, `type(r)` and `label(n)`.
        """

    def table(self, kind: Node | Rel, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Everything of one type, or only these columns of it, in no order."""

    def apply(self, changes: Changes, record: ImportRecord, tell: Callable[[int], None] | None = None) -> None:
        """Writes all changes, the import and its journal, or nothing. StaleError when `record.number` is not the next one.

        `tell` hears how many rows are written, again and again while all can still be taken back. What it raises ends the writing:
        nothing was changed, or the import is `unfinished`.
        """

    def imports(self) -> list[ImportRecord]:
        """Every finished import, oldest first."""

    def journal(self, number: int) -> Changes:
        """What an import changed. KeyError when there is no such import."""

    def unfinished(self) -> ImportRecord | None:
        """The import that was cut off half-way, if there is one: every answer is unreliable until it is finished or rolled back."""

    def finish(self) -> None:
        """Finishes the import that was cut off; nothing when there is none."""

    def roll_back(self) -> None:
        """Takes back what the import that was cut off had done; nothing when there is none."""

    def state(self) -> str:
        """A text that changes whenever the data does, and differs from store to store: the key of every cache."""

    def close(self) -> None:
        """Lets go of the store. The engine cannot be used afterwards."""


LITERALS = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|//[^\n]*|/\*.*?\*/""", re.DOTALL)
PARAM = re.compile(r"\$(\w+)")


def params_of(cypher: str) -> set[str]:
    """The parameters that a text uses, those in strings and comments left out.

    >>> sorted(params_of("MATCH (n) WHERE n.id = $id AND n.name <> '$no' RETURN n.id // $nor"))
    ['id']
    """
    return set(PARAM.findall(LITERALS.sub(" ", cypher)))


def bind(cypher: str, params: dict[str, Any]) -> dict[str, Any]:
    """The parameters that the text uses. ValueError names those not given: Ladybug would drop their filter without a word."""
    used = params_of(cypher)
    missing = sorted(used - params.keys())
    if missing:
        raise ValueError(f"not given: {', '.join('$' + name for name in missing)}")
    return {name: params[name] for name in used}


def check_record(record: ImportRecord, records: list[ImportRecord]) -> None:
    """Refuses an import that is not the next one (StaleError), and one that would mix samples with other data (StoreError)."""
    following = max((old.number for old in records), default=0) + 1
    if record.number != following:
        raise StaleError(f"数据已被别处更新：本次导入编号为 {record.number}，应为 {following}。请重新核对后再写入。",
                         f"The data was changed elsewhere: this is import {record.number}, {following} comes next. Check again.")
    if record.undoes is None and any(old.samples != record.samples for old in standing(records)):
        raise StoreError("示例与自己的数据不能放在同一个库中。", "Samples and data of one's own cannot share a store.")


def too_long(seconds: float) -> StoreError:
    """A query was stopped for taking longer than it may."""
    return StoreError(f"查询超过 {seconds:.0f} 秒，已停止。请缩小范围。",
                      f"The query took more than {seconds:.0f} seconds and was stopped. Narrow the scope.")
