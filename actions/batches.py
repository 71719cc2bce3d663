"""A list of reports in a TOML file, for runs that are scheduled: each entry says kind, place, format and where it goes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from actions.reporting import FORMATS, KINDS, Made, NoReport, made
from graphmodel.engine import Engine

KNOWN = {"kind", "scope", "format", "out", "as_of", "lang", "rows", "unmask", "stamp"}
"""What every entry may say; what its kind needs besides is known from the kind."""
MORE = {"before", "around", "depth", "import", "plan", "samples"}


@dataclass(frozen=True)
class Order:
    """One report that a file asks for."""

    kind: str
    format: str
    out: Path
    scope: str | None = None
    as_of: date | None = None
    language: str = "zh"
    rows: int | None = None
    unmask: bool = False
    stamp: bool = False
    more: dict[str, Any] = field(default_factory=dict)


def orders(path: Path) -> list[Order]:
    """The reports that a file asks for, under [[report]]; files are named from its folder. NoReport names every fault in it."""
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise NoReport(f"不能读取 {path}：{error}", f"Cannot read {path}: {error}") from None
    entries = told.get("report")
    if not isinstance(entries, list) or not entries:
        raise NoReport(f"{path} 中没有 [[report]]。", f"There is no [[report]] in {path}.")
    wrong = [fault for at, entry in enumerate(entries, 1) for fault in faults(at, entry)]
    if wrong:
        raise NoReport("\n".join(zh for zh, _ in wrong), "\n".join(en for _, en in wrong))
    return [order(entry, path.parent) for entry in entries]


def faults(at: int, entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with one entry."""
    for name in sorted(entry.keys() - KNOWN - MORE):
        yield f"第 {at} 个报告：不认识“{name}”。", f"Report {at}: {name!r} is not known."
    for name, known in (("kind", KINDS), ("format", FORMATS), ("lang", ("zh", "en"))):
        if name in entry and entry[name] not in known:
            yield (
                f"第 {at} 个报告：{name} 没有“{entry[name]}”，可用：{'、'.join(known)}。",
                f"Report {at}: there is no {name} {entry[name]!r}. There are: {', '.join(known)}.",
            )
    for name in ("kind", "format", "out"):
        if not entry.get(name):
            yield f"第 {at} 个报告：缺少 {name}。", f"Report {at}: {name} is missing."
    for name in ("as_of",):
        if name in entry and not isinstance(entry[name], date):
            yield (
                f"第 {at} 个报告：{name} 应为日期，如 2020-09-30（不加引号）。",
                f"Report {at}: {name} must be a date such as 2020-09-30, without quotes.",
            )


def order(entry: dict[str, Any], folder: Path) -> Order:
    """One entry as an order."""
    more = {name: entry[name] for name in MORE if name in entry}
    return Order(
        entry["kind"],
        entry["format"],
        folder / entry["out"],
        entry.get("scope"),
        entry.get("as_of"),
        entry.get("lang", "zh"),
        entry.get("rows"),
        bool(entry.get("unmask")),
        bool(entry.get("stamp")),
        more,
    )


def fill(engine: Engine, one: Order, step: Callable[[str, int, int], None] | None = None) -> Made:
    """One order made, not yet saved."""
    return made(
        engine,
        one.kind,
        one.format,
        scope=one.scope,
        as_of=one.as_of,
        language=one.language,
        rows=one.rows,
        unmask=one.unmask,
        stamp=one.stamp,
        more=one.more,
        step=step,
    )
