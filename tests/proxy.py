"""A wire to the test server that can be cut at any moment and mended again."""
from __future__ import annotations

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Wire:
    """Passes bytes between a port of its own and the server, until it is cut: after so many bytes of ours, where that is said."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.server = (parts.hostname or "127.0.0.1", parts.port or 7687)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"bolt://127.0.0.1:{self.listening.getsockname()[1]}"
        self.held: list[socket.socket] = []
        self.down, self.left = False, -1
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        """Takes connections, and refuses them while the wire is cut."""
        with contextlib.suppress(OSError):
            while True:
                ours, _ = self.listening.accept()
                if self.down:
                    ours.close()
                    continue
                theirs = socket.create_connection(self.server)
                self.held += [ours, theirs]
                threading.Thread(target=self.passing, args=(ours, theirs, True), daemon=True).start()
                threading.Thread(target=self.passing, args=(theirs, ours, False), daemon=True).start()

    def passing(self, one: socket.socket, other: socket.socket, counted: bool) -> None:
        """Passes on what one side says."""
        with contextlib.suppress(OSError):
            while said := one.recv(1 << 14):
                if counted and self.left >= 0:
                    self.left -= len(said)
                    if self.left < 0:
                        self.cut()
                        return
                other.sendall(said)
        for end in (one, other):
            end.close()

    def cut(self, after: int | None = None) -> None:
        """Cuts the wire now, or after so many more bytes have been sent to the server."""
        if after is not None:
            self.left = after
            return
        self.down, self.left = True, -1
        for end in self.held:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.held.clear()

    def mend(self) -> None:
        """Lets connections through again."""
        self.down = False

    def close(self) -> None:
        """Ends it."""
        self.cut()
        self.listening.close()
