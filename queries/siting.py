"""What siting and tours are planned from: villages with points and households, centres that are, measured minutes, stops that were."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from graphmodel.engine import Engine
from graphmodel.schema import scope as scope_text
from queries.phrases import spelt_out

FOLDER = Path(__file__).parent / "planning"
Rows = list[dict[str, Any]]


@cache
def text(name: str) -> str:
    """A text of the folder, its phrases written out.

    >>> "in_force" in text("siting_measured")
    False
    """
    return spelt_out(re.sub(r"(?m)^//.*\n", "", (FOLDER / f"{name}.cypher").read_text("utf-8")).strip())


def places(engine: Engine, scope: str | None, as_of: date, kind: str = "") -> Rows:
    """The villages of a scope, by code; `events` counts those of a kind (any, if "") that reached it or were held there by the day."""
    return engine.rows(text("siting_places"), scope=scope_text(scope), as_of=as_of, kind=kind)


def centres(engine: Engine, scope: str | None, as_of: date) -> Rows:
    """The service centres in a scope or serving it on the day, by code; `serves` counts the villages that name them as theirs."""
    return engine.rows(text("siting_centres"), scope=scope_text(scope), as_of=as_of)


def measured(engine: Engine, scope: str | None, as_of: date) -> Rows:
    """Measured minutes {centre, place, minutes} by code."""
    return engine.rows(text("siting_measured"), scope=scope_text(scope), as_of=as_of)


def stops(engine: Engine, scope: str | None, as_of: date, kind: str = "") -> Rows:
    """The events of a kind held by the day, oldest first, each with its village and the villages that it reached."""
    return [
        {**row, "reached": sorted(row["reached"])}
        for row in engine.rows(text("tour_stops"), scope=scope_text(scope), as_of=as_of, kind=kind)
    ]


def served(engine: Engine, scope: str | None, as_of: date) -> Rows:
    """Whose catchment each village of a scope is in: {centre, place, form, since} by code."""
    return engine.rows(text("siting_served"), scope=scope_text(scope), as_of=as_of)
