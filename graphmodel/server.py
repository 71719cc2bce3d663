"""The server engine: Neo4j, by its official driver, at a `neo4j://` or `bolt://` address."""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import neo4j.time
import polars as pl
from neo4j import READ_ACCESS, Driver, GraphDatabase, ManagedTransaction, NotificationMinimumSeverity, Query
from neo4j.exceptions import DriverError, Neo4jError

from graphmodel import unfinished
from graphmodel.batches import SIZE
from graphmodel.changes import Changes
from graphmodel.ddl import IMPORT, columns, for_neo4j
from graphmodel.engine import Rows, StoreError, bind, check_record, too_long
from graphmodel.imports import ImportRecord, from_json
from graphmodel.schema import NODE
from graphmodel.settings import query_seconds
from graphmodel.words import Node, Rel

MOST_AT_ONCE = 200_000
LEAST_AT_ONCE = 20_000
BYTES_A_ROW = 8_000
"""How much of its transaction memory a server is asked for, for each row: twice what was measured, see docs/decisions."""
ABANDONED = 60
"""After so many seconds without a batch, a load counts as cut off."""
LABEL = re.compile(r"\blabel\((\w+)\)")


def declare(transaction: ManagedTransaction, statement: str) -> None:
    """Makes one constraint or index."""
    transaction.run(statement).consume()


class Server:
    """A Neo4j database. Only what we made is touched; one that holds foreign nodes under our labels is refused."""

    name = "server"

    def __init__(self, address: str, login: tuple[str, str] | None, at_once: int | None = None, size: int = SIZE) -> None:
        self.address, self.size = address, size
        self.at_stage: Callable[[str], None] = lambda stage: None
        try:
            self.driver: Driver = GraphDatabase.driver(address, auth=login, notifications_min_severity=NotificationMinimumSeverity.OFF)
            try:
                self.version = self.prepare()
                self.at_once = self.fits_at_once() if at_once is None else at_once
            except BaseException:
                self.driver.close()
                raise
        except (DriverError, Neo4jError, ValueError) as error:
            raise StoreError(f"无法连接数据库 {address}：{error}", f"Cannot reach the database at {address}: {error}") from error

    def prepare(self) -> str:
        """Checks that nothing foreign stands under our labels, makes the constraints, and gives the server's version."""
        with self.driver.session() as session:
            texts = (f"MATCH (n:`{label}`) WHERE n.sources IS NULL RETURN '{label}' AS label, count(n) AS n" for label in NODE)
            foreign = {record["label"]: record["n"] for record in session.run(Query(" UNION ALL ".join(texts))) if record["n"]}
            if foreign:
                told = "、".join(f"{label} {n}" for label, n in foreign.items())
                raise StoreError(f"数据库中有不是本软件写入的节点（{told}），请换一个库。",
                                 f"The database holds nodes that this program did not write ({told}). Use another one.")
            there = {record["name"] for record in session.run("SHOW CONSTRAINTS YIELD name")}
            for name, statement in for_neo4j().items():
                if name not in there:
                    session.execute_write(declare, statement)  # which tries again where another program is writing
            return str(session.run("CALL dbms.components() YIELD versions RETURN versions[0] AS version").single(strict=True)["version"])

    def fits_at_once(self) -> int:
        """How many rows one transaction may write, by the memory that the server gives to transactions."""
        try:
            found = self.rows("SHOW SETTINGS 'dbms.memory.transaction.total.max' YIELD value")
            granted = in_bytes(found[0]["value"]) if found else 0
        except StoreError:  # some servers do not tell
            granted = 0
        return max(LEAST_AT_ONCE, min(MOST_AT_ONCE, granted // BYTES_A_ROW))

    def rows(self, cypher: str, **params: Any) -> Rows:
        given = bind(cypher, params)
        seconds = query_seconds()
        try:
            with self.driver.session(default_access_mode=READ_ACCESS) as session:
                answer = session.run(Query(LABEL.sub(r"labels(\1)[0]", cypher), timeout=seconds), given)
                names = answer.keys()
                return [dict(zip(names, map(plain, record.values()), strict=True)) for record in answer]
        except (DriverError, Neo4jError) as error:
            if "TimedOut" in str(getattr(error, "code", "")):
                raise too_long(seconds) from error
            raise StoreError(f"服务器未能回答：{error}", f"The server could not answer: {error}") from error

    def table(self, kind: Node | Rel, columns: Sequence[str] | None = None) -> pl.DataFrame:
        return read_table(self.driver, kind, columns)

    def imports(self) -> list[ImportRecord]:
        return [from_json(row["record"]) for row in
                self.rows(f"MATCH (i:{IMPORT}) WHERE i.state = 'finished' RETURN i.record AS record ORDER BY i.number")]

    def journal(self, number: int) -> Changes:
        if number not in {record.number for record in self.imports()}:
            raise KeyError(number)
        return unfinished.read_journal(self.driver, number)

    def apply(self, changes: Changes, record: ImportRecord, tell: Callable[[int], None] | None = None) -> None:
        def said(stage: str, rows: int) -> None:
            self.at_stage(stage)
            if tell:
                tell(rows)
        cut_off = self.unfinished()
        if cut_off:
            raise StoreError(f"第 {cut_off.number} 次导入尚未完成，请先完成或撤回。",
                             f"Import {cut_off.number} is not finished. Finish it or roll it back first.")
        check_record(record, self.imports())
        if changes.size <= self.at_once:
            unfinished.write_at_once(self.driver, changes, record, said)
            self.at_stage("done")
        else:
            unfinished.write_in_batches(self.driver, changes, record, self.size, said)
            self.at_stage("done")

    def unfinished(self) -> ImportRecord | None:
        found = self.rows(f"MATCH (i:{IMPORT}) WHERE i.state <> 'finished' RETURN i.record AS record ORDER BY i.number")
        return from_json(found[0]["record"]) if found else None

    def finish(self) -> None:
        cut_off = self.unfinished()
        if cut_off:
            unfinished.finish(self.driver, cut_off.number, lambda stage, rows: self.at_stage(stage))

    def roll_back(self) -> None:
        cut_off = self.unfinished()
        if cut_off:
            unfinished.roll_back(self.driver, cut_off.number)

    def resume(self) -> None:
        """Finishes an import that no program has worked on for a minute; takes it back where that cannot be."""
        asked = f"MATCH (i:{IMPORT}) WHERE i.state <> 'finished' AND i.touched < timestamp() - $milliseconds RETURN i.number AS number"
        if self.rows(asked, milliseconds=ABANDONED * 1000):
            try:
                self.finish()
            except StoreError:
                self.roll_back()

    def state(self) -> str:
        found = self.rows(f"MATCH (i:{IMPORT}) RETURN i.token AS token, i.done AS done, i.state AS state ORDER BY i.number DESC LIMIT 1")
        return f"{self.address}#" + (f"{found[0]['token']}#{found[0]['done']}#{found[0]['state']}" if found else "")

    def close(self) -> None:
        self.driver.close()


def in_bytes(text: str) -> int:
    """A size as Neo4j writes it, in bytes; 0 where it says nothing.

    >>> in_bytes("358.40MiB"), in_bytes("0B"), in_bytes("")
    (375809638, 0, 0)
    """
    found = re.fullmatch(r"([\d.]+)([KMGT]?)i?B", text)
    return int(float(found[1]) * 1024 ** " KMGT".index(found[2] or " ")) if found else 0


def plain(value: Any) -> Any:
    """A value as the embedded engine gives it: dates as `datetime.date`."""
    if isinstance(value, neo4j.time.Date):
        return value.to_native()
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return value


def read_table(driver: Driver, kind: Node | Rel, only: Sequence[str] | None) -> pl.DataFrame:
    """One type as a frame; dates travel as text, which is much faster."""
    types = {name: type for name, type in columns(kind).items() if only is None or name in only}
    ends = {} if isinstance(kind, Node) else {"start_label": "labels(a)[0]", "start": "a.id", "end_label": "labels(b)[0]", "end": "b.id"}
    dates = [prop.name for prop in kind.props if prop.type is date and prop.name in types]
    asked = ", ".join(ends.get(name) or (f"toString(n.`{name}`)" if name in dates else f"n.`{name}`") for name in types)
    pattern = f"(n:`{kind.label}`)" if isinstance(kind, Node) else f"(a)-[n:`{kind.type}`]->(b)"
    with driver.session(default_access_mode=READ_ACCESS) as session:
        answer = session.run(Query(f"MATCH {pattern} WHERE n.sources IS NOT NULL RETURN [{asked}] AS row"))
        rows = [record[0] for record in answer]
    sent = {name: pl.String if name in dates else type for name, type in types.items()}
    return pl.DataFrame(rows, schema=sent, orient="row").with_columns(pl.col(name).str.to_date("%Y-%m-%d") for name in dates)
