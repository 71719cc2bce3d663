"""The embedded engine: Ladybug files in a folder, read by any number of processes, written by one at a time."""
from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import IO, Any, TypeVar

import ladybug
import polars as pl

from graphmodel import bulk, upgrade
from graphmodel.changes import Changes
from graphmodel.ddl import IMPORT, columns
from graphmodel.engine import Rows, StaleError, StoreError, bind, check_record, too_long
from graphmodel.imports import ImportRecord, from_json
from graphmodel.journal import pack, unpack
from graphmodel.readers import Readers, run
from graphmodel.settings import query_seconds
from graphmodel.versions import Versions
from graphmodel.words import Node, Rel

Answer = TypeVar("Answer")
TABLE_SECONDS = 600.0
LOOK = 0.2
"""Seconds between two looks at the process that writes."""
WORKER = Path(__file__).with_name("worker.py")


class Embedded:
    """A store in a folder; an empty one is made where there is none, and one of an older model is brought up to date."""

    name = "embedded"

    def __init__(self, folder: str | Path) -> None:
        self.versions = Versions(Path(folder).resolve())
        self.address = str(self.versions.folder)
        self.version = str(ladybug.__version__)
        self.readers = Readers()
        self.known: tuple[str, list[ImportRecord]] = ("", [])
        self.at_stage: Callable[[str], None] = lambda stage: None
        current = self.versions.current()
        if current is None or not upgrade.fits(self.current_rows):
            self.bring_up_to_date()

    def rows(self, cypher: str, **params: Any) -> Rows:
        given = bind(cypher, params)

        def ask(connection: ladybug.Connection) -> Rows:
            with closing(run(connection, cypher, given)) as answer:
                names = answer.get_column_names()
                return [dict(zip(names, row, strict=True)) for row in answer.get_all()]
        return self.read(ask, query_seconds())

    def current_rows(self, cypher: str) -> Rows:
        """The answer of a text without parameters."""
        return self.rows(cypher)

    def table(self, kind: Node | Rel, columns: Sequence[str] | None = None) -> pl.DataFrame:
        return self.read(lambda connection: read_table(connection, kind, columns), TABLE_SECONDS)

    def imports(self) -> list[ImportRecord]:
        state = self.state()
        if self.known[0] != state:  # a page asks for them several times, and a version never changes
            kept = self.rows(f"MATCH (i:{IMPORT}) WHERE i.number > 0 RETURN i.record AS record ORDER BY i.number")
            self.known = (state, [from_json(row["record"]) for row in kept])
        return list(self.known[1])

    def journal(self, number: int) -> Changes:
        if number not in {record.number for record in self.imports()}:
            raise KeyError(number)
        return unpack(self.versions.journal(number).read_bytes())

    def apply(self, changes: Changes, record: ImportRecord, tell: Callable[[int], None] | None = None) -> None:
        with self.versions.writing() as work:
            check_record(record, self.imports())
            self.make(work, self.versions.current(), [*bulk.steps(changes, work), bulk.note(record, work)], tell)
            self.at_stage("switch")
            self.versions.switch(work / "made.lbug", {record.number: pack(changes)})
        self.at_stage("done")

    def unfinished(self) -> ImportRecord | None:
        return None

    def finish(self) -> None:
        return

    def roll_back(self) -> None:
        return

    def state(self) -> str:
        current = self.versions.current()
        return f"{self.address}#{current.name}#{current.stat().st_mtime_ns}" if current else self.address

    def close(self) -> None:
        self.readers.close()

    def read(self, task: Callable[[ladybug.Connection], Answer], seconds: float) -> Answer:
        """Runs something on the version that is current now."""
        for _ in range(5):
            current = self.versions.current()
            if current is None:
                raise StoreError(f"{self.address} 中没有数据库。", f"There is no database in {self.address}.")
            try:
                with self.readers.connection(current, seconds) as connection:
                    return task(connection)
            except RuntimeError as error:
                if not current.exists() and self.versions.current() != current:
                    continue
                raise explained(error, seconds) from error
        raise StoreError("数据一直在变，无法读取。", "The data keeps changing and cannot be read.")

    def make(self, work: Path, source: Path | None, steps: list[bulk.Step], tell: Callable[[int], None] | None = None) -> None:
        """Has a process of its own make `made.lbug` in the folder from the source by these steps. StoreError when it fails or dies.

        `tell` hears all the while how many rows are written; what it raises ends that process.
        """
        job = {"source": str(source) if source else None, "target": str(work / "made.lbug"), "steps": steps}
        (work / "job.json").write_text(json.dumps(job, ensure_ascii=False), "utf-8")
        with subprocess.Popen([sys.executable, "-P", str(WORKER), str(work)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace") as process:
            assert process.stdout
            assert process.stderr
            try:
                for line in heard(process.stdout, tell):
                    self.at_stage(line)
            except BaseException:  # it writes a file that nobody reads yet
                process.kill()
                raise
            failed = process.stderr.read().strip()
        told = {"error": failed.rpartition("\n")[2][-500:] or f"exit {process.returncode}"}
        if process.returncode == 0 and (work / "answer.json").exists():
            told = json.loads((work / "answer.json").read_text("utf-8"))
        if "touched" in told:
            raise StaleError("库中的数据与核对时不一致，未写入。请重新核对。",
                             f"The store is not what was checked; nothing was written. Check again. ({told})")
        if "ok" not in told:
            raise StoreError(f"写入失败，数据未变：{told['error']}", f"Writing failed, nothing was changed: {told['error']}")

    def bring_up_to_date(self) -> None:
        """Makes the first version, or rebuilds the current one for the model of today."""
        with self.versions.writing() as work:
            current = self.versions.current()
            if current is None:
                self.make(work, None, upgrade.first(work))
            elif not upgrade.fits(self.current_rows):
                upgrade.put_by(current, self.versions.folder)
                self.make(work, None, self.read(lambda connection: upgrade.rebuilt(connection, work), TABLE_SECONDS))
            else:
                return
            self.versions.switch(work / "made.lbug", {})


def heard(lines: IO[str], tell: Callable[[int], None] | None) -> Iterator[str]:
    """The stages that the writing process says it reached, as it says them; `tell` hears of its rows, also while it says nothing."""
    said: queue.Queue[str | None] = queue.Queue()

    def listen() -> None:
        for line in lines:
            said.put(line.strip())
        said.put(None)
    threading.Thread(target=listen, daemon=True).start()
    rows, line = 0, ""
    while line is not None:
        if tell:
            tell(rows)
        try:
            line = said.get(timeout=LOOK)
        except queue.Empty:
            continue
        if line and line.isdecimal():
            rows = int(line)
        elif line:
            yield line


def read_table(connection: ladybug.Connection, kind: Node | Rel, only: Sequence[str] | None) -> pl.DataFrame:
    """One type as a frame."""
    types = {name: type for name, type in columns(kind).items() if only is None or name in only}
    ends = {} if isinstance(kind, Node) else {"start_label": "label(a)", "start": "a.id", "end_label": "label(b)", "end": "b.id"}
    asked = ", ".join(f"{ends.get(name, f'n.`{name}`')} AS `{name}`" for name in types)
    pattern = f"(n:`{kind.label}`)" if isinstance(kind, Node) else f"(a)-[n:`{kind.type}`]->(b)"
    with closing(run(connection, f"MATCH {pattern} RETURN {asked}")) as answer:
        frame: pl.DataFrame = answer.get_as_pl()
    return frame.select(pl.col(name).cast(type) for name, type in types.items())


def explained(error: RuntimeError, seconds: float) -> Exception:
    """The error in the words of a planner where it is theirs to understand; itself otherwise."""
    said = str(error)
    if "Interrupted" in said:
        return too_long(seconds)
    if "Buffer manager" in said:
        return StoreError("查询所需内存超出限度，已停止。请缩小范围。",
                          "The query needs more memory than it may have and was stopped. Narrow the scope.")
    return error
