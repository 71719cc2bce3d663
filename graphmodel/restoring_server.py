"""A backup put back into a server's store."""
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
from graphmodel.engine import Engine, StoreError
from graphmodel.held import Held
from graphmodel.imports import ImportRecord
from graphmodel.restoring import NOTE
from graphmodel.server import Server
from graphmodel.whole import exactly


def into_server(engine: Engine, bundle: Bundle, seen: list[ImportRecord]) -> None:
    """The rows as one import, then the records and journals in place of all there were."""
    if not isinstance(engine, Server):
        raise StoreError("这个库不能恢复备份。", "A backup cannot be restored into this store.")
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
