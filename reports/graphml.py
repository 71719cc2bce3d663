"""GraphML that networkx, igraph and Gephi open: parallel relationships kept apart, no value that XML cannot hold."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import networkx as nx

from graphmodel.schema import NODE
from reports.document import Document, clean, plain

WORDS = {"id": "code", "label": "label_text", "source": "source_text", "target": "target_text", "key": "key_text"}
"""Names that GraphML readers use themselves: a property of that name gets another."""


def write(document: Document) -> bytes:
    """The document's network; its title, facts, marks and who made it are data of the graph.

    Ids are `Type:code` as far as an XML name token can hold it, and 0, 1, …; the data `address` has `Type:code` as it is.
    """
    made, out = graph(document), io.BytesIO()
    nx.set_node_attributes(made, {key: key for key in made}, "address")
    nx.write_graphml_xml(nx.relabel_nodes(made, token), out, encoding="utf-8")
    return out.getvalue()


def token(key: str) -> str:
    """A key as the XML name token that GraphML asks of an id.

    >>> token("Village:370982105221"), token("Village:370982/DHZ-01")
    ('Village:370982105221', 'Village:370982_x2F_DHZ-01')
    """
    return re.sub(r"[^\w.:-]", lambda sign: f"_x{ord(sign[0]):X}_", key)


def graph(document: Document) -> nx.MultiDiGraph:
    """The network with values that graph files can hold: parallel relationships by number, dates as text, nothing empty."""
    assert document.network is not None
    graph = nx.MultiDiGraph(title=clean(document.title), marks=clean("；".join(document.marks)))
    graph.graph |= {name: clean(value) for name, value in document.about}
    graph.graph |= {f"fact_{at}": clean(": ".join(fact)) for at, fact in enumerate(document.facts, 1)}
    nodes, links = document.network.nodes, document.network.links
    properties = alike(nodes, ("key", "type", "caption"))
    for node, own in zip(nodes, properties, strict=True):
        colour = NODE[node["type"]].colour if node["type"] in NODE else "#63635B"
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        graph.add_node(
            clean(node["key"]),
            **{"label": clean(str(node["caption"] or node["key"])), "type": node["type"], "r": red, "g": green, "b": blue} | own,
        )
    ordered = sorted(links, key=lambda link: (link["type"], link["start"], link["end"], str(link.get("key") or "")))
    for number, (link, own) in enumerate(zip(ordered, alike(ordered, ("key", "type", "start", "end")), strict=True)):
        graph.add_edge(clean(link["start"]), clean(link["end"]), key=str(number), **{"type": link["type"], "label": link["type"]} | own)
    return graph


def alike(things: list[dict[str, Any]], without: Iterable[str]) -> list[dict[str, Any]]:
    """The properties of each thing: nothing empty, dates as text, and each property of one type throughout.

    >>> alike([{"a": 1, "b": None}, {"a": "x", "b": date(2020, 9, 30)}], ())
    [{'a': '1'}, {'a': 'x', 'b': '2020-09-30'}]
    """
    left = [
        {WORDS.get(name, name): simple(value) for name, value in thing.items() if name not in without and simple(value) is not None}
        for thing in things
    ]
    types: dict[str, set[type]] = {}
    for thing in left:
        for name, value in thing.items():
            types.setdefault(name, set()).add(type(value))
    kind = {
        name: str if len(found) > 1 and found != {int, float} else float if len(found) > 1 else next(iter(found))
        for name, found in types.items()
    }
    return [{name: kind[name](value) for name, value in thing.items()} for thing in left]


def simple(value: Any) -> str | int | float | bool | None:
    """The value as GraphML holds it; None where there is nothing to hold."""
    if isinstance(value, bool):
        return value
    told = plain(value)
    return told.isoformat() if isinstance(told, date) else clean(told) if isinstance(told, str) else told
