"""A backup put back into a store of either engine: the graph, its imports and their journals, all of it or nothing."""
from __future__ import annotations

from graphmodel.bundle import Bundle
from graphmodel.digest import digest
from graphmodel.embedded import Embedded
from graphmodel.engine import Engine, StoreError
from graphmodel.held import Held
from graphmodel.imports import ImportRecord, standing
from graphmodel.whole import steps

NOTE = "restore"
"""The note of the import under which a server first takes the rows of a backup."""


class NotEmpty(StoreError):
    """The store holds something, and nobody said that it may be replaced."""


def restore(engine: Engine, bundle: Bundle, replace: bool = False) -> None:
    """Makes a store just what a backup holds, and checks it. NotEmpty unless the store is empty or may be replaced.

    Embedded: one switch to a new version. Server: one import that makes the rows right, then its records and journals in one
    transaction; cut off in between, the rows are whole, and restoring again gives the rest.
    """
    records = engine.imports()
    if standing(records) and not replace and not halfway(records):
        raise NotEmpty(f"库中已有 {len(standing(records))} 次导入，未恢复。",
                       f"The store holds {len(standing(records))} imports; nothing was restored.")
    if isinstance(engine, Embedded):
        into_embedded(engine, bundle, records)
    else:
        from graphmodel.restoring_server import into_server  # the driver takes a second to import, and few have a server

        into_server(engine, bundle, records)
    if digest(engine) != digest(Held(bundle.frames)):
        raise StoreError("恢复后复核不符。再恢复一次。", "The store is not what the backup holds. Maybe restore it again.")


def halfway(records: list[ImportRecord]) -> bool:
    """Whether a restore into a server was cut off between the rows and their records."""
    return bool(records) and records[-1].note == NOTE


def into_embedded(engine: Embedded, bundle: Bundle, seen: list[ImportRecord]) -> None:
    """A new version with everything, then one switch."""
    with engine.versions.writing() as work:
        if engine.imports() != seen:
            raise StoreError("库刚被别处更新，未恢复。", "The store was changed elsewhere just now; nothing was restored.")
        engine.make(work, None, steps(bundle.frames, bundle.records, work))
        engine.at_stage("switch")
        engine.versions.switch(work / "made.lbug", bundle.journals, instead=True)
