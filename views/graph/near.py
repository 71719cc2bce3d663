"""The neighbours of the chosen thing by kind, and what is not covered among them or inside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from graphmodel.engine import Engine
from graphmodel.schema import NODE, REL
from queries import network
from views.graph.coverage import Layer
from views.graph.shown import Shown
from views.graph.stock import GROUPS, Stock, caption, named
from views.graph.words import BELONG, WORDS, look, near_words

Rows = list[dict[str, Any]]
NAMES = 4
"""The most names that a gap lists."""


def neighbours(
    engine: Engine,
    stock: Stock,
    shown: Shown,
    key: str,
    links: Rows,
    layers: Mapping[str, Layer],
    chosen: Layer | None,
    as_of: date,
    language: str,
) -> tuple[Rows, Rows]:
    """The neighbours by kind with what opens them, and the gaps among them."""
    at = language == "en"
    kinds: dict[tuple[str, str, str], set[str]] = {}
    for row in links:
        way, end = ("out", row["end"]) if row["start"] == key else ("in", row["start"])
        kinds.setdefault((row["type"], way, end.partition(":")[0]), set()).add(end)
    rows, gaps, told, seen = [], [], set(), set()
    order = list(REL)
    for (type, way, label), ends in sorted(
        kinds.items(),
        key=lambda item: (item[0][0] != "LEADS", item[0][0] in BELONG, list(NODE).index(item[0][2]), order.index(item[0][0]), item[0][1]),
    ):
        if label in GROUPS or (label, frozenset(ends)) in seen:  # what it lies in stands among the properties
            continue
        seen.add((label, frozenset(ends)))
        here = [
            layer
            for layer in (
                [chosen]
                if chosen and chosen.type == label
                else [one for one in layers.values() if one.type == label and label != "Village" and one.telling]
            )
            if layer and ends & layer.uncovered
        ]
        words = near_words(type, way, label, language)
        act = {"do": "near", "value": f"{key}~{type}~{way}~{label}"}
        rows.append(
            {
                "words": words,
                "n": len(ends),
                "mark": look(label),
                "act": act,
                "gap": (
                    f"{len(ends & here[0].uncovered)} {WORDS['uncovered'][at].lower()}"
                    if at
                    else f"{len(ends & here[0].uncovered)} {WORDS['uncovered'][at]}"
                )
                if here
                else "",
            }
        )
        gaps += [
            listed(
                engine, f"{layer.title[1]} ({words.lower()})" if at else f"{words}：{layer.title[0]}", ends & layer.uncovered, len(ends), at
            )
            for layer in here
            if (layer.name, frozenset(ends)) not in told
        ]
        told |= {(layer.name, frozenset(ends)) for layer in here}
    if key.startswith("Village:"):
        members = len(network.places_of(engine, "Member", key)) if stock.nodes.get("Member") else 0
        if members and not any(row["words"] == NODE["Member"].title[at] for row in rows):
            rows.append(
                {
                    "words": NODE["Member"].title[at],
                    "n": members,
                    "mark": look("Member"),
                    "gap": "",
                    "act": {"do": "near", "value": f"{key}~*~in~Member"},
                }
            )
    return rows, gaps


def listed(engine: Engine, words: str, keys: frozenset[str] | set[str], of: int, at: bool) -> dict[str, Any]:
    """A gap with its fraction and the first names."""
    found = named(engine, sorted(keys)[:NAMES])
    more = len(keys) - len(found)
    return {
        "words": words,
        "n": len(keys),
        "of": of,
        "names": [{"id": one, "words": caption(row)} for one, row in found.items()],
        "more": "" if more <= 0 else f"and {more} more" if at else f"等 {len(keys)} 个",
    }


def within(engine: Engine, stock: Stock, group: str, layer: Layer, at: bool) -> Rows:
    """What is not covered inside a group, by the chosen layer."""
    uncovered, of = layer.within(group)
    if not uncovered:
        return []
    inside = set(network.places_of(engine, layer.type, group)) & layer.uncovered
    return [listed(engine, layer.title[at], inside, of, at)] if uncovered else []
