"""Which store is open: one's own or the samples'. The two never mix."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graphmodel import settings
from graphmodel.connect import connect
from graphmodel.engine import Engine
from graphmodel.imports import standing
from graphmodel.info import info


def home() -> Path:
    """The folder that holds everything written."""
    return Path(settings.home())


def open_store(samples: bool = False) -> Engine:
    """The store of the samples, or one's own. Close it when done; an app keeps one for each."""
    return connect(samples=samples)


def opens_with_samples() -> bool:
    """Whether the app should open on the samples: nothing of one's own was loaded yet."""
    engine = open_store(samples=False)
    try:
        return not standing(engine.imports())
    finally:
        engine.close()


def store_info(engine: Engine) -> dict[str, Any]:
    """Engine, version, counts by type and digest of what is stored."""
    return info(engine)
