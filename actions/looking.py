"""Looking at one thing, at what stands around it, and at what joins things."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from analysis import neighbourhood
from graphmodel.engine import Engine
from graphmodel.masking import mask
from graphmodel.schema import NODE
from queries import network
from queries.answer import data_date

Rows = list[dict[str, Any]]
EVERYTHING = 10**9


def masked_node(node: dict[str, Any]) -> dict[str, Any]:
    """A thing with its personal properties masked, by its `type`; masking twice changes nothing."""
    kind = NODE.get(node.get("type", ""))
    personal = {prop.name: prop.personal for prop in kind.props if prop.personal} if kind else {}
    return {name: mask(value, personal[name]) if name in personal else value for name, value in node.items()}


def things(engine: Engine, keys: Iterable[str], *, unmask: bool = False) -> Rows:
    """The things with these `Type:key` names: properties, `key`, `type`; people's names and numbers masked unless `unmask`."""
    found = network.things(engine, keys)
    return found if unmask else [masked_node(one) for one in found]


def node(engine: Engine, key: str, *, unmask: bool = False) -> dict[str, Any] | None:
    """One thing, or None where there is none of that `Type:key`."""
    return next(iter(things(engine, [key], unmask=unmask)), None)


def day(engine: Engine, as_of: date | None) -> date:
    """The day that is asked for, or the latest data date."""
    return as_of or data_date(engine.imports())


def between(engine: Engine, keys: Iterable[str], as_of: date | None = None) -> Rows:
    """Every relationship in force that has both its ends among these things."""
    known = set(keys)
    return [link for link in network.hop(engine, day(engine, as_of), sorted(known)) if link["start"] in known and link["end"] in known]


def around(
    engine: Engine, key: str, depth: int = 1, *, as_of: date | None = None, scope: str | None = None, unmask: bool = False
) -> tuple[Rows, Rows]:
    """The things within `depth` steps of one, itself first, and every relationship in force among them; none is left away.

    With a `scope` only things inside it are kept. Nothing at all where there is no such thing.
    """
    if node(engine, key) is None:
        return [], []
    distance, links = neighbourhood(network.hops(engine, day(engine, as_of)), [key], depth, most=EVERYTHING)
    inside = f"|{scope}|" if scope else ""
    found = [one for one in things(engine, distance, unmask=unmask) if one["key"] == key or inside in one["within"]]
    kept = {one["key"] for one in found}
    return sorted(found, key=lambda one: (distance[one["key"]], one["key"])), [
        link for link in links if link["start"] in kept and link["end"] in kept
    ]
