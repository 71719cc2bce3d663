"""Opens the store that the settings name."""
from __future__ import annotations

from graphmodel import settings
from graphmodel.embedded import Embedded
from graphmodel.engine import Engine
from graphmodel.imports import holds_samples, standing


def connect(samples: bool = False) -> Engine:
    """The store of one's own, or of the samples. StoreError says why it cannot be opened.

    Where the settings name a server, samples go there only while it is empty or holds samples; else into the embedded sample store.
    An import that was cut off on a server is finished first.
    """
    address = settings.database()
    if not settings.is_server(address):
        return Embedded(settings.samples_store() if samples else address)
    from graphmodel.server import Server

    server = Server(address, settings.login())
    server.resume()
    if samples and standing(server.imports()) and not holds_samples(server.imports()):
        server.close()
        return Embedded(settings.samples_store())
    return server
