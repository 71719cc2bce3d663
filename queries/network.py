"""What the network is fetched with: counts, things by key or scope, relationships, and one hop from any thing.

Depth is never in a text: a neighbourhood or path is the one-hop text run level by level by `analysis`. Rows name things by
`Type:key`. Every relationship is one in force on `as_of`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from graphmodel.engine import Engine
from graphmodel.schema import NODE, REL
from graphmodel.schema import scope as scope_text
from queries.phrases import spelt_out

FOLDER = Path(__file__).parent / "network"
AT_ONCE = 500
"""The most keys that one statement is given."""
Rows = list[dict[str, Any]]


@cache
def texts(name: str, type: str = "") -> tuple[str, ...]:
    """The statements of a text, its phrases written out and TYPE replaced by the name of a type of the model.

    >>> texts("things", "Village")[0].splitlines()[0]
    'MATCH (n:Village)'
    >>> texts("things", "Villages")
    Traceback (most recent call last):
        ...
    KeyError: 'Villages'
    """
    if type and type not in NODE and type not in REL:
        raise KeyError(type)
    whole = re.sub(r"(?m)^//.*\n", "", (FOLDER / f"{name}.cypher").read_text("utf-8"))
    if type in REL:
        dated = any(prop.name == "since" for prop in REL[type].props)
        whole = whole if dated else whole.replace("in_force(r)", "true")  # Ladybug refuses a property that the type has not got
    quoted = f"`{type}`" if type in REL else type
    return tuple(spelt_out(re.sub(r"\bTYPE\b", quoted, part).strip()) for part in re.split(r"(?m)^;\s*$", whole))


def label(value: str | list[str]) -> str:
    """The one label of a node: Neo4j gives a list, Ladybug the word.

    >>> label(["Village"]), label("Village")
    ('Village', 'Village')
    """
    return value if isinstance(value, str) else next((one for one in value if one in NODE), value[0])


def key(label: str, id: str) -> str:
    """How a thing is named where types mix.

    >>> key("Village", "370982105221")
    'Village:370982105221'
    """
    return f"{label}:{id}"


def by_label(keys: Iterable[str]) -> dict[str, list[str]]:
    """The ids of `Type:key` names, sorted, by type in the order of the model.

    >>> by_label(["Village:b", "County:1", "Village:a"])
    {'County': ['1'], 'Village': ['a', 'b']}
    """
    found: dict[str, set[str]] = {}
    for one in keys:
        type, _, id = one.partition(":")
        found.setdefault(type, set()).add(id)
    return {type: sorted(found[type]) for type in NODE if type in found}


def batches(ids: list[str]) -> list[list[str]]:
    """The ids in lists of at most AT_ONCE."""
    return [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]


def link(row: dict[str, Any]) -> dict[str, Any]:
    """A relationship as a row of the network: start and end as `Type:key`, type, key, sources."""
    return {
        "start": key(label(row["start_label"]), row["start_id"]),
        "end": key(label(row["end_label"]), row["end_id"]),
        "type": row["type"],
        "key": row["key"] or "",
        "sources": row["sources"] or "",
    }


def thing(type: str, row: dict[str, Any]) -> dict[str, Any]:
    """A thing as a row of the network: its properties, its type, and its `Type:key` under `key`.

    Columns that the model does not know stay in the store: nobody can say which of them name a person.
    """
    return {name: value for name, value in row["n"].items() if name != "extra"} | {"key": key(type, row["id"]), "type": type}


def counts(engine: Engine, scope: str | None, as_of: date) -> dict[str, dict[str, int]]:
    """How many things (`nodes`) and relationships (`relationships`) of each type lie in a scope."""
    nodes, links = texts("nodes_by_type")[0], texts("relationships_by_type")[0]
    return {
        "nodes": {label(row["label"]): row["n"] for row in engine.rows(nodes, scope=scope_text(scope)) if label(row["label"]) in NODE},
        "relationships": {row["type"]: row["n"] for row in engine.rows(links, scope=scope_text(scope), as_of=as_of)},
    }


def held(engine: Engine, scope: str | None) -> Rows:
    """How many things of each type lie in each place of a scope: {label, within, n}."""
    rows = engine.rows(texts("held")[0], scope=scope_text(scope))
    return [{**row, "label": label(row["label"])} for row in rows if label(row["label"]) in NODE]


def sums(engine: Engine, scope: str | None, as_of: date) -> Rows:
    """How many relationships of each type leave the place of their start: {type, start_label, start_within, end_label, end_within, n}."""
    rows = engine.rows(texts("sums")[0], scope=scope_text(scope), as_of=as_of)
    return [{**row, "start_label": label(row["start_label"]), "end_label": label(row["end_label"])} for row in rows]


def named_links(engine: Engine, type: str, scope: str | None, as_of: date) -> Rows:
    """Every relationship of one type that touches a scope, with its properties: {start, end, start_within, end_within, props}."""
    return [
        {
            "start": key(label(row["start_label"]), row["start_id"]),
            "end": key(label(row["end_label"]), row["end_id"]),
            "start_within": row["start_within"] or "",
            "end_within": row["end_within"] or "",
            "props": row["props"],
        }
        for row in engine.rows(texts("named_links", type)[0], scope=scope_text(scope), as_of=as_of)
    ]


def things_of(engine: Engine, type: str, scope: str | None) -> Rows:
    """Everything of one type in a scope, by key."""
    return [thing(type, row) for row in engine.rows(texts("things_of_type", type)[0], scope=scope_text(scope))]


def places_of(engine: Engine, type: str, scope: str | None) -> dict[str, str]:
    """`Type:key` → `within` of everything of one type in a scope."""
    return {key(type, row["id"]): row["within"] for row in engine.rows(texts("places_of_type", type)[0], scope=scope_text(scope))}


def things(engine: Engine, keys: Iterable[str]) -> Rows:
    """The things with these `Type:key` names, each once, in the order of the model."""
    return [
        thing(type, row)
        for type, ids in by_label(keys).items()
        for some in batches(ids)
        for row in engine.rows(texts("things", type)[0], ids=some)
    ]


def values_of(engine: Engine, path: str, scope: str | None) -> list[str]:
    """What is recorded in a scope under a text property named `Type.property`, each value once, in order. KeyError for none such."""
    type, _, name = path.partition(".")
    if name not in {prop.name for prop in (NODE.get(type) or REL[type]).props}:
        raise KeyError(path)
    text = texts("values_of_node" if type in NODE else "values_of_rel", type)[0]
    return [row["value"] for row in engine.rows(re.sub(r"\bPROP\b", name, text), scope=scope_text(scope))]


def by_code(engine: Engine, text: str, scope: str | None, types: Iterable[str]) -> list[str]:
    """The `Type:key` of things of these types whose key holds the characters of `text`, at most 20 a type."""
    return [key(type, row["id"]) for type in types for row in engine.rows(texts("by_code", type)[0], scope=scope_text(scope), text=text)]


def links_of(engine: Engine, type: str, scope: str | None, as_of: date) -> Rows:
    """Every relationship of one type that starts or ends in a scope."""
    return [link(row) for row in engine.rows(texts("links_of_type", type)[0], scope=scope_text(scope), as_of=as_of)]


def hop(engine: Engine, as_of: date, keys: Iterable[str]) -> Rows:
    """Every relationship of these things, each once."""
    found = {}
    for type, ids in by_label(keys).items():
        for some in batches(ids):
            for text in texts("hop", type):
                for row in map(link, engine.rows(text, ids=some, as_of=as_of)):
                    found[row["start"], row["type"], row["end"], row["key"]] = row
    return [found[identity] for identity in sorted(found)]


def hops(engine: Engine, as_of: date) -> partial[Rows]:
    """`hop` with all but the keys given: what `analysis.neighbourhood` and `analysis.path` fetch with."""
    return partial(hop, engine, as_of)


def neighbours_by_kind(engine: Engine, keys: Iterable[str], as_of: date) -> Rows:
    """For each thing how many neighbours of each type by relationship and way: {key, way, type, label, n}."""
    return [
        {"key": key(type, row["id"]), "way": row["way"], "type": row["type"], "label": label(row["label"]), "n": row["n"]}
        for type, ids in by_label(keys).items()
        for some in batches(ids)
        for text in texts("neighbours_by_kind", type)
        for row in engine.rows(text, ids=some, as_of=as_of)
    ]
