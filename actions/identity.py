"""Who is who: names that the planner decides once, likely duplicates, and two keys made one."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import loaders
from actions.audit import note, who
from graphmodel.engine import Engine
from graphmodel.imports import ImportRecord
from graphmodel.masking import mask
from loaders import decisions

Row = dict[str, Any]


def duplicates(engine: Engine) -> list[Row]:
    """Likely duplicates, the surest first: keep and drop (Type:key), names (masked where personal), sure (0 to 1), why."""
    return [asdict(pair) for pair in loaders.duplicates(engine)]


def say_different(one: str, other: str) -> None:
    """Remembers that two things (Type:key) are not one."""
    loaders.say_different(one, other)
    note("different", things=[one, other])


def merge(engine: Engine, keep: str, drop: str, *, data_date: date | None = None, dry_run: bool = False) -> tuple[Any, ImportRecord | None]:
    """Makes `drop` one with `keep` (Type:key): the draft, and the import unless it is a `dry_run`. LoadError says why it cannot be."""
    draft = loaders.merge(engine, keep, drop, data_date=data_date, who=who())
    return draft, None if dry_run else loaders.write(engine, draft)


def decide(territory: str | None, text: str, key: str) -> None:
    """Remembers which thing (Type:key) a text names in a county. ValueError for a key of no type."""
    loaders.decide(territory, text, key)
    note("decide", key=key)


def decided(unmask: bool = False) -> list[Row]:
    """Every name that was decided: territory, text (masked where it names people), key, at."""
    people = ("Member", "Household")
    personal = lambda one: "name" if one["key"].partition(":")[0] in people and not unmask else ""  # noqa: E731
    return [one | {"text": mask(one["text"], personal(one))} for one in decisions.names()]


def forget_decision(text: str) -> int:
    """Forgets what a text was decided to name; how many decisions those were."""
    return decisions.forget(text)
