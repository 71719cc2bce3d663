"""A draft written: all or nothing, counted again, the original files kept."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from graphmodel.engine import Engine, StaleError, StoreError
from graphmodel.imports import ImportRecord
from graphmodel.schema import NODE
from graphmodel.scope import with_within
from graphmodel.settings import home
from loaders.draft import Draft
from loaders.originals import keep, note

Progress = Callable[[str, int, int], None]


class LoadError(StoreError):
    """A draft that may not be written, or one whose writing did not give what it must; nothing of it stays."""


def write(engine: Engine, draft: Draft, progress: Progress | None = None) -> ImportRecord | None:
    """Writes a draft that is ok and counts every type again; None when it changes nothing.

    LoadError when it is not ok or the counts disagree (then it is taken back); StaleError when the store changed since `prepare`.
    What `progress` raises while it writes stops the work, and nothing of it stays.
    """
    tell = progress or (lambda stage, done, total: None)
    if not draft.ok:
        raise LoadError(f"还有 {len(draft.errors)} 处必须改，未写入。", f"{len(draft.errors)} problems stand; nothing was written.")
    if draft.changes.empty:
        return None
    if engine.state() != draft.state:
        raise StaleError(
            "检查之后数据已被别处更新，未写入。重新检查后再写入。",
            "The data was changed elsewhere since it was checked; nothing was written. Check again.",
        )
    size = draft.changes.size
    tell("write", 0, size)
    record = replace(draft.record, at=datetime.now(UTC).isoformat(timespec="seconds"))
    try:
        keep(home(), draft.files, record)
    except OSError as error:
        raise StoreError(
            f"原件无法存入 {home()}，未写入：{error.strerror}", f"The files cannot be kept in {home()}; nothing was written: {error.strerror}"
        ) from error
    changes = with_within(engine, draft.changes)
    try:
        engine.apply(changes, record, lambda rows: tell("write", min(rows, size), size))
    except StoreError:
        raise
    except Exception:  # whoever is told ended it
        engine.roll_back()
        raise
    tell("count", 0, len(draft.totals))
    wrong = {name: (total, found) for name, total in draft.totals.items() if (found := count(engine, name)) != total}
    if wrong:
        undo = ImportRecord(
            record.number + 1,
            record.at,
            record.data_date,
            record.who,
            samples=record.samples,
            undoes=record.number,
            note="counts disagreed",
        )
        engine.apply(engine.journal(record.number).inverse(), undo)
        said = "、".join(f"{name} {found}（应为 {total}）" for name, (total, found) in wrong.items())
        raise LoadError(f"写入后复核不符，已全部撤回：{said}。", f"The counts after writing disagree, all of it was taken back: {said}.")
    with contextlib.suppress(OSError):  # the import holds; without the note its files are still found by their digest
        note(home(), record)
    tell("count", len(draft.totals), len(draft.totals))
    return record


def count(engine: Engine, name: str) -> int:
    """How many of a type are stored; only what an import made counts, whoever else uses the database."""
    pattern = f"(n:`{name}`)" if name in NODE else f"()-[n:`{name}`]->()"
    return engine.rows(f"MATCH {pattern} WHERE n.sources IS NOT NULL RETURN count(n) AS n")[0]["n"]
