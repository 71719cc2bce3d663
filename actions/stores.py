"""Which store is open: one's own or the samples'. The two never mix."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from graphmodel import settings
from graphmodel.asof import Past, as_it_stood, whole
from graphmodel.connect import connect
from graphmodel.engine import Engine
from graphmodel.imports import standing
from graphmodel.info import info


def home() -> Path:
    """The folder that holds everything written."""
    return Path(settings.home())


def open_store(samples: bool = False, as_of: date | None = None) -> Engine:
    """The store of the samples, or one's own. Close it when done; an app keeps one for each.

    With `as_of` as it stood on that day, made of the imports with a data date up to it: read only unless that is now.
    """
    engine = connect(samples=samples)
    if as_of is None:
        return engine
    try:
        found = as_it_stood(engine, as_of)
    except BaseException:
        engine.close()
        raise
    if found is not engine:
        engine.close()
    return found


def is_now(engine: Engine, day: date) -> bool:
    """Whether the state on that day is the state of now."""
    return whole(engine.imports(), day)


def is_past(engine: Engine) -> bool:
    """Whether a store is one as it stood before: read only."""
    return isinstance(engine, Past)


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
