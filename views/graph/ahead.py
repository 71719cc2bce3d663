"""The network of a place made ready while another page of that place is read, so that the click on it finds the work done."""

from __future__ import annotations

import logging
from datetime import date
from threading import Thread
from time import sleep

from streamlit.runtime import Runtime
from streamlit.runtime.runtime import RuntimeState

from graphmodel.engine import Engine
from views.graph import payload
from views.graph.state import View
from views.graph.stock import remembered

AFTER = 0.3
"""Seconds left to the page itself before the work begins."""


def begin(engine: Engine, scope: str | None, as_of: date, language: str) -> None:
    """Has the first view of a place made in the background, once for each state of the store, where a browser is connected."""
    if Runtime.exists() and Runtime.instance().state is RuntimeState.ONE_OR_MORE_SESSIONS_CONNECTED:
        Thread(target=make, args=(engine, scope, as_of, language), daemon=True).start()


def make(engine: Engine, scope: str | None, as_of: date, language: str) -> None:
    """Makes the first view and keeps what was fetched for it; a fault here is told when the network itself is opened."""
    sleep(AFTER)
    try:
        remembered(engine, "ahead", (scope, as_of), lambda: bool(payload.drawn(engine, scope, as_of, View(), language)))
    except Exception:
        logging.getLogger("lianjian.app").info("network ahead of %s", scope, exc_info=True)
