"""Writing to Neo4j: in one transaction, or, where that would not fit, in batches that can always be finished or taken back.

A large load first writes its record and its journal; then each batch, in a transaction that also counts it in `done`. So
whoever finds the record knows exactly which batches hold, and only one program can do the next one.
"""
from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable
from typing import Any

from neo4j import Driver, ManagedTransaction, Transaction
from neo4j.exceptions import ConstraintError, DriverError, Neo4jError

from graphmodel.batches import SIZE, Batch, batches
from graphmodel.changes import Changes
from graphmodel.ddl import IMPORT, PART
from graphmodel.engine import StaleError, StoreError
from graphmodel.imports import ImportRecord
from graphmodel.journal import pack, unpack

PART_BYTES = 2**20
After = Callable[[str, int], None]
"""Hears of a stage before it begins, and how many rows are written by then."""
AnyTransaction = Transaction | ManagedTransaction
KEEP = f"CREATE (:{PART} {{number: $number, part: $part, bytes: $bytes}})"
RECORD = (f"CREATE (:{IMPORT} {{number: $number, record: $record, state: $state, token: $token, "
          "done: 0, size: $size, touched: timestamp()})")
NEXT = (f"MATCH (i:{IMPORT} {{number: $number}}) SET i.touched = timestamp() "
        "WITH i WHERE i.state = $state AND i.done = $done "
        "SET i.done = $then, i.state = $becomes RETURN i.number AS number")
"""Counts one batch. The first SET takes the lock, so that the second MATCH-and-compare sees what others have committed."""


class Halfway(StoreError):
    """Another program went on with, or took back, the load that this one was writing."""

    def __init__(self) -> None:
        super().__init__("另一程序接手了这次导入，请查看导入历史。", "Another program took this import over. See the history.")


def write_at_once(driver: Driver, changes: Changes, record: ImportRecord, after: After) -> None:
    """Everything in one transaction; `after` hears of it before each batch."""
    token, rows = uuid.uuid4().hex, 0
    after("write", rows)
    try:
        with driver.session() as session, session.begin_transaction() as transaction:
            transaction.run(RECORD, number=record.number, record=record.to_json(), state="finished", token=token, size=SIZE).consume()
            write_journal(transaction, record.number, pack(changes))
            for batch in batches(changes):
                write(transaction, batch)
                rows += len(batch.rows)
                after("write", rows)
            transaction.commit()
    except ConstraintError as error:
        raise taken(error) from error
    except (DriverError, Neo4jError) as error:
        if not committed(driver, token):
            raise failed(error) from error


def write_in_batches(driver: Driver, changes: Changes, record: ImportRecord, size: int, after: After) -> None:
    """The record and journal, then batches of so many rows; `after` hears of each stage.

    What the server refuses is rolled back at once; what is cut off is left to `finish` or `roll_back`.
    """
    packed, number = pack(changes), record.number
    try:
        with driver.session() as session:
            session.run(RECORD, number=number, record=record.to_json(), state="journal", token=uuid.uuid4().hex, size=size).consume()
    except ConstraintError as error:
        raise taken(error) from error
    except (DriverError, Neo4jError) as error:
        raise failed(error) from error
    try:
        with driver.session() as session:
            after("journal", 0)
            for part, start in enumerate(range(0, len(packed), PART_BYTES)):
                session.run(KEEP, number=number, part=part, bytes=packed[start:start + PART_BYTES]).consume()
            session.run(f"MATCH (i:{IMPORT} {{number: $number}}) SET i.state = 'unfinished'", number=number).consume()
        go_on(driver, number, batches(changes, size), 0, after)
    except StaleError:
        roll_back(driver, number)
        raise
    except Neo4jError as error:
        with contextlib.suppress(DriverError, Neo4jError):
            roll_back(driver, number)
        raise (taken if isinstance(error, ConstraintError) else failed)(error) from error
    except DriverError as error:
        raise failed(error) from error


def go_on(driver: Driver, number: int, todo: list[Batch], done: int, after: After) -> None:
    """The batches from `done` on, then the end of it. Halfway when another program does them too."""
    def one(transaction: ManagedTransaction, place: int) -> None:
        count(transaction, number, place, place + 1, "unfinished", "unfinished")
        write(transaction, todo[place])
    rows = sum(len(batch.rows) for batch in todo[:done])
    with driver.session() as session:
        for place in range(done, len(todo)):
            after("batch", rows)
            session.execute_write(one, place)
            rows += len(todo[place].rows)
        after("switch", rows)
        session.execute_write(count, number, len(todo), len(todo), "unfinished", "finished")


def finish(driver: Driver, number: int, after: After) -> None:
    """Goes on with a load that was cut off; one without a whole journal changed nothing and is dropped, one going back goes back."""
    state, done, size = how_far(driver, number)
    if state == "unfinished":
        go_on(driver, number, batches(read_journal(driver, number), size), done, after)
    else:
        roll_back(driver, number)


def roll_back(driver: Driver, number: int) -> None:
    """Takes back the batches that were written, the last one first, then the record."""
    with driver.session() as session:  # from here on the one who was writing it, if still alive, is refused
        session.run(f"MATCH (i:{IMPORT} {{number: $number, state: 'unfinished'}}) SET i.state = 'going back'", number=number).consume()
    state, done, size = how_far(driver, number)
    if state == "going back":
        todo = batches(read_journal(driver, number), size)

        def one(transaction: ManagedTransaction, place: int) -> None:
            count(transaction, number, place + 1, place, "going back", "going back")
            write(transaction, todo[place].inverse())
        with driver.session() as session:
            for place in reversed(range(done)):
                session.execute_write(one, place)
    with driver.session() as session:
        session.run(f"MATCH (p:{PART} {{number: $number}}) DELETE p", number=number).consume()
        session.run(f"MATCH (i:{IMPORT} {{number: $number}}) DELETE i", number=number).consume()


def count(transaction: ManagedTransaction, number: int, done: int, then: int, state: str, becomes: str) -> None:
    """Says that a batch is done, in its own transaction. Halfway when the record does not stand where we think."""
    if transaction.run(NEXT, number=number, done=done, then=then, state=state, becomes=becomes).single() is None:
        raise Halfway


def write(transaction: AnyTransaction, batch: Batch) -> None:
    """One batch. StaleError when it does not touch just its rows."""
    answer = transaction.run(batch.statement(), rows=batch.parameters()).single()
    touched: Any = answer["touched"] if answer else 0
    if touched != len(batch.rows):
        raise StaleError("库中的数据与核对时不一致，未写入。请重新核对。",
                         f"The store is not what was checked; nothing was written. Check again. ({batch.deed} {touched}/{len(batch.rows)})")


def write_journal(transaction: AnyTransaction, number: int, packed: bytes) -> None:
    """The journal, in parts."""
    for part, start in enumerate(range(0, len(packed), PART_BYTES)):
        transaction.run(KEEP, number=number, part=part, bytes=packed[start:start + PART_BYTES]).consume()


def read_journal(driver: Driver, number: int) -> Changes:
    """The changes of an import."""
    with driver.session() as session:
        found = session.run(f"MATCH (p:{PART} {{number: $number}}) RETURN p.bytes AS bytes ORDER BY p.part", number=number)
        return unpack(b"".join(bytes(record["bytes"]) for record in found))


def how_far(driver: Driver, number: int) -> tuple[str, int, int]:
    """State, batches done, and rows in a batch, of an import."""
    with driver.session() as session:
        asked = f"MATCH (i:{IMPORT} {{number: $number}}) RETURN i.state AS state, i.done AS done, i.size AS size"
        found = session.run(asked, number=number).single(strict=True)
        return found["state"], found["done"], found["size"]


def committed(driver: Driver, token: str) -> bool:
    """Whether a transaction of which we lost sight did commit after all."""
    try:
        with driver.session() as session:
            return session.run(f"MATCH (i:{IMPORT} {{token: $token}}) RETURN i.number AS number", token=token).single() is not None
    except (DriverError, Neo4jError):
        return False


def taken(error: Exception) -> StoreError:
    """Why a constraint refused: someone else wrote the import of that number, or a thing with that key."""
    return StaleError("数据已被别处更新，请重新核对后再写入。", f"The data was changed elsewhere. Check again, then write. ({error})")


def failed(error: Exception) -> StoreError:
    """A refusal of the server in our words."""
    return StoreError(f"服务器未能写入：{error}", f"The server could not write: {error}")
