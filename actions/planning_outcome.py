"""A plan of pairs beside what happened: which of its pairs are in force later, which are not, and which are beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.planning import PlanError, latest
from graphmodel.engine import Engine
from queries.network import named_links

KINDS = ("pairing", "leading")


@dataclass(frozen=True)
class Outcome:
    """Pairs (helper, helped) by `Type:key` on a day: planned and in force, planned and not in force, in force without being planned."""

    day: date
    held: list[tuple[str, str]]
    missing: list[tuple[str, str]]
    beside: list[tuple[str, str]]


def outcome(engine: Engine, held: dict[str, Any], day: date | None = None) -> Outcome:
    """What became of a proposal by a day, the latest of the data unless given. PlanError for other kinds of proposal."""
    if held["kind"] not in KINDS:
        raise PlanError(
            f"方案“{held['name']}”不是结对或强带弱，没有可对照的结对。", f"The proposal {held['name']!r} has no pairs to compare: it is of another kind."
        )
    on, relation = day or latest(engine), held.get("relation", "PAIRED_WITH")
    now = {
        (row["start"], row["end"])
        for row in named_links(engine, relation, held["scope"], on)
        if relation != "PAIRED_WITH" or (row["props"] or {}).get("programme") == held["programme"]
    }
    planned = {(a, b) for a, b in held["plan"]["pairs"]}
    kinds = {(a.partition(":")[0], b.partition(":")[0]) for a, b in planned}
    now = {pair for pair in now if (pair[0].partition(":")[0], pair[1].partition(":")[0]) in kinds}
    return Outcome(on, sorted(planned & now), sorted(planned - now), sorted(now - planned))
