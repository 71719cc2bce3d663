"""A backup put back into a store of either engine: the graph, its imports and their journals, all of it or nothing."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from neo4j import Driver
from neo4j.exceptions import DriverError, Neo4jError

from graphmodel import unfinished
from graphmodel.batches import SIZE
from graphmodel.bundle import Bundle
from graphmodel.changes import Changes
from graphmodel.ddl import IMPORT, PART
from graphmodel.digest import digest
from graphmodel.embedded import Embedded
from graphmodel.engine import Engine, StoreError
from graphmodel.held import Held
from graphmodel.imports import ImportRecord, standing
from graphmodel.server import Server
from graphmodel.whole import exactly, steps

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
    elif isinstance(engine, Server):
        into_server(engine, bundle, records)
    else:
        raise StoreError("这个库不能恢复备份。", "A backup cannot be restored into this store.")
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


def into_server(engine: Server, bundle: Bundle, seen: list[ImportRecord]) -> None:
    """The rows as one import, then the records and journals in place of all there were."""
    changes: Changes = exactly(engine, Held(bundle.frames))
    number = max((record.number for record in seen), default=0) + 1
    day = max((record.data_date for record in bundle.records), default=datetime.now(UTC).date())
    note = ImportRecord(number, datetime.now(UTC).isoformat(timespec="seconds"), day, "", samples=bundle.samples, note=NOTE)
    if not changes.empty:
        engine.apply(changes, note)
    engine.at_stage("records")
    with writing(engine.driver) as session, session.begin_transaction() as transaction:
        transaction.run(f"MATCH (p:{PART}) DELETE p").consume()
        transaction.run(f"MATCH (i:{IMPORT}) DELETE i").consume()
        for record in bundle.records:
            transaction.run(unfinished.RECORD, number=record.number, record=record.to_json(), state="finished",
                            token=f"{bundle.manifest['at']} {note.at} {record.number}", size=SIZE).consume()
            unfinished.write_journal(transaction, record.number, bundle.journals[record.number])
        transaction.commit()


@contextmanager
def writing(driver: Driver) -> Iterator[Any]:
    """A session; what the server refuses comes in our words."""
    try:
        with driver.session() as session:
            yield session
    except (DriverError, Neo4jError) as error:
        raise unfinished.failed(error) from error
