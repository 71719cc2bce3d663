"""The network as it stood: a store made of some imports only, kept in a folder of its own, read only."""
from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path

from graphmodel import settings, upgrade
from graphmodel.bulk import Step
from graphmodel.changes import Changes
from graphmodel.embedded import Embedded
from graphmodel.engine import Engine, StoreError
from graphmodel.imports import ImportRecord, standing
from graphmodel.replay import replayed
from graphmodel.whole import steps

KEPT = 6
"""How many past states are kept on disk."""
NOTE = "named.txt"
"""Beside the version: one line `Type:key` for each thing that is there only because a relationship or a change names it."""
Moment = date | int
"""A day: the imports with a data date up to it. A number: the imports up to it, as they stood then."""


class Past(Embedded):
    """A store as it stood at a moment. `named` are the things (Type:key) that are known then only because something names them."""

    def __init__(self, folder: Path, fill: Callable[[Path], list[Step]] | None = None) -> None:
        self.fill = fill
        super().__init__(folder)
        noted = Path(folder) / NOTE
        self.named = noted.read_text("utf-8").split() if noted.exists() else []

    def bring_up_to_date(self) -> None:
        """Makes its one version."""
        if self.fill is None:
            raise StoreError(f"{self.address} 已失效。", f"{self.address} is no longer valid.")
        with self.versions.writing() as work:
            self.make(work, None, self.fill(work))
            self.versions.switch(work / "made.lbug", {})

    def there(self) -> bool:
        """Whether it is still on disk; being asked for keeps it there."""
        with contextlib.suppress(OSError):
            os.utime(self.address)
        return self.versions.current() is not None

    def apply(self, changes: Changes, record: ImportRecord, tell: Callable[[int], None] | None = None) -> None:
        raise StoreError("历史状态只读，不能写入。截至改为最新后再写。",
                         "A past state is read only. Maybe choose the latest date, then write.")


def up_to(records: list[ImportRecord], moment: Moment) -> list[ImportRecord]:
    """The imports that a moment is made of, oldest first."""
    if isinstance(moment, date):
        return [record for record in standing(records) if record.data_date <= moment]
    return standing(record for record in records if record.number <= moment)


def whole(records: list[ImportRecord], moment: Moment) -> bool:
    """Whether the state at that moment is the state of now."""
    return up_to(records, moment) == standing(records)


def as_it_stood(engine: Engine, moment: Moment) -> Engine:
    """The store as it stood: itself where that is now, else a read-only one, made at most once. StoreError when it cannot be made.

    Close what this gives unless it is `engine`.
    """
    records = engine.imports()
    if whole(records, moment):
        return engine
    kept = up_to(records, moment)
    named = f"{engine.address}\n{engine.state()}\n{[record.number for record in kept]}\n{upgrade.fingerprint()}"
    folder = settings.home() / "as-of" / hashlib.sha256(named.encode()).hexdigest()[:24]
    if not (folder / "current").exists():
        build(engine, records, kept, folder)
    past = Past(folder)
    past.there()
    return past


def build(engine: Engine, records: list[ImportRecord], kept: list[ImportRecord], folder: Path) -> None:
    """Makes the store of these imports beside its place and moves it there whole; what is too old goes."""
    past = replayed(records, kept, engine.journal)
    half = folder.with_name(f"{folder.name}.{uuid.uuid4().hex}.half")
    try:
        Past(half, lambda work: steps(past.frames, kept, work)).close()
        names = [f"{label}:{id}" for label, ids in past.named.items() for id in ids]
        (half / NOTE).write_text("\n".join(names), "utf-8")
        with contextlib.suppress(OSError):  # someone else was first
            half.rename(folder)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    others = sorted((one for one in folder.parent.iterdir() if one != folder), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in others[KEPT - 1:]:
        away(old)


def away(folder: Path) -> None:
    """Removes a past state whole, or, where someone holds it open on Windows, not at all."""
    trash = folder.with_name(f"{folder.name.partition('.')[0]}.{uuid.uuid4().hex}.half")
    with contextlib.suppress(OSError):
        folder.rename(trash)
        shutil.rmtree(trash, ignore_errors=True)
