"""What the planner decided about who is who: names that fit nothing or several, and pairs that are not one."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graphmodel.schema import NODE
from graphmodel.settings import home
from loaders.placenames import plain

NAMES, APART = "names.json", "different.json"


@dataclass(frozen=True)
class Asked:
    """A text that names nothing, or several things, in a column that may name things of these types; with candidates (Type:key, shown)."""

    text: str
    types: tuple[str, ...]
    file: str
    sheet: str
    column: str
    rows: int
    candidates: tuple[tuple[str, str], ...]
    personal: bool = False


def read(file: str) -> list[Any]:
    """What is kept in one of the two files; nothing where it is not there or damaged."""
    try:
        found = json.loads((home() / "decisions" / file).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return found if isinstance(found, list) else []


def keep(file: str, entries: list[Any]) -> None:
    """Keeps what was decided."""
    target: Path = home() / "decisions" / file
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    part.write_text(json.dumps(entries, ensure_ascii=False, indent=1), "utf-8")
    part.replace(target)


def decided(territory: str | None) -> dict[str, dict[str, str]]:
    """What each text names in one county: the key by type; a decision without a county holds in all."""
    found: dict[str, dict[str, str]] = {}
    for one in sorted(names(), key=lambda one: one["territory"]):
        if one["territory"] in ("", territory):
            label, _, key = one["key"].partition(":")
            found.setdefault(one["text"], {})[label] = key
    return found


def names() -> list[dict[str, Any]]:
    """Every decision about a name: territory, text, key (Type:key), at."""
    return [one for one in read(NAMES) if isinstance(one, dict) and {"territory", "text", "key", "at"} <= one.keys()]


def decide(territory: str | None, text: str, key: str) -> None:
    """Remembers that a text names this thing (Type:key), wherever a thing of its type may be named. ValueError for a key of no type."""
    label, _, own = key.partition(":")
    if label not in NODE or not own or not plain(text):
        raise ValueError(key)
    entry = {"territory": territory or "", "text": plain(text), "key": key, "at": datetime.now(UTC).isoformat(timespec="seconds")}
    place = lambda one: (one["territory"], one["text"], one["key"].partition(":")[0])  # noqa: E731
    keep(NAMES, [*(one for one in names() if place(one) != place(entry)), entry])


def forget(text: str) -> int:
    """Forgets what a text was decided to name; how many decisions those were."""
    before = names()
    rest = [one for one in before if one["text"] != plain(text)]
    if len(rest) < len(before):
        keep(NAMES, rest)
    return len(before) - len(rest)


def different() -> set[frozenset[str]]:
    """The pairs (Type:key) that were said not to be one."""
    return {frozenset(pair) for pair in read(APART) if isinstance(pair, list) and len(pair) == 2}


def say_different(one: str, other: str) -> None:
    """Remembers that two things are not one."""
    keep(APART, sorted(sorted(pair) for pair in {*different(), frozenset((one, other))}))
