"""Read-only connections to the current version of an embedded store, shared by threads."""
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
    """One version, its connections, and how many are in use. A connection must be closed before its database: else the process dies."""

    def __init__(self, file: Path) -> None:
        self.file, self.users, self.superseded = file, 0, False
        self.database = ladybug.Database(str(file), read_only=True, buffer_pool_size=BUFFER, max_db_size=MAX_DATABASE)
        self.idle: list[ladybug.Connection] = []

    def close_if_done(self) -> None:
        """Closes it once it is superseded and no one uses it."""
        if self.superseded and not self.users:
            while self.idle:
                self.idle.pop().close()
            self.database.close()


class Readers:
    """Hands out connections; those to a superseded version are closed when the last user is done."""

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
            connection = opened.idle.pop() if opened.idle else ladybug.Connection(opened.database)
            opened.users += 1
        try:
            connection.set_query_timeout(int(seconds * 1000))
            yield connection
        finally:
            with self.lock:
                opened.idle.append(connection)
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
