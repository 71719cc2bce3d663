"""Read-only connections to the current version of an embedded store, one for each question, from any thread.

A connection keeps the plan of every text it ever ran, with up to tens of megabytes of the buffer pool each, until it is closed: some
seventy different questions on one connection filled the pool for good. Opening one takes less than a tenth of a millisecond.
"""
from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ladybug

from graphmodel.worker import MAX_DATABASE

BUFFER = 2**30
"""How much of a file one process may hold in memory, in bytes."""


class Opened:
    """One version and how many use it. A connection must be closed before its database: else the process dies."""

    def __init__(self, file: Path) -> None:
        self.file, self.users, self.superseded = file, 0, False
        self.database = ladybug.Database(str(file), read_only=True, buffer_pool_size=BUFFER, max_db_size=MAX_DATABASE)

    def close_if_done(self) -> None:
        """Closes it once it is superseded and no one uses it."""
        if self.superseded and not self.users:
            self.database.close()


class Readers:
    """Hands out connections; a superseded version is closed when its last user is done."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.opened: Opened | None = None

    @contextlib.contextmanager
    def connection(self, file: Path, seconds: float) -> Iterator[ladybug.Connection]:
        """A connection to this version for one thread; its queries end after so many seconds."""
        with self.lock:
            if self.opened is None or self.opened.file != file:
                fresh = Opened(file)
                self.supersede()
                self.opened = fresh
            opened = self.opened
            opened.users += 1
        try:
            with ladybug.Connection(opened.database) as connection:
                connection.set_query_timeout(int(seconds * 1000))
                yield connection
        finally:
            with self.lock:
                opened.users -= 1
                opened.close_if_done()

    def supersede(self) -> None:
        """Lets go of the version that is open."""
        if self.opened:
            self.opened.superseded = True
            self.opened.close_if_done()
            self.opened = None

    def close(self) -> None:
        """Closes everything as soon as no one uses it."""
        with self.lock:
            self.supersede()


def run(connection: ladybug.Connection, cypher: str, params: dict[str, Any] | None = None) -> ladybug.QueryResult:
    """The answer of one statement. RuntimeError when it fails, runs too long or needs too much memory."""
    answer = connection.execute(cypher, params or {})
    return answer[-1] if isinstance(answer, list) else answer
