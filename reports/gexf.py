"""GEXF 1.3 that Gephi and networkx open: colours, parallel relationships by their own ids, no value that XML cannot hold."""

from __future__ import annotations

from html import escape
from typing import Any

from reports import graphml
from reports.document import Document, clean

SPACE = 'xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz"'
TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
OWN = ("label", "r", "g", "b")


def write(document: Document) -> bytes:
    """The document's network; its title and marks are the description of the file, its date the day of the report."""
    graph = graphml.graph(document)
    nodes, links = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    node_names, link_names = names([held for _, held in nodes]), names([held for *_, held in links])
    day = f' lastmodifieddate="{document.moment.date().isoformat()}"' if document.day else ""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<gexf {SPACE} version="1.3"><meta{day}><creator>Lianjian 联建图</creator>',
        f"<description>{said('；'.join(f'{name}: {value}' for name, value in graph.graph.items()))}</description></meta>",
        '<graph mode="static" defaultedgetype="directed" idtype="string">',
        declared("node", node_names),
        declared("edge", link_names),
        "<nodes>",
    ]
    for key, held in nodes:
        colour = f'<viz:color r="{held["r"]}" g="{held["g"]}" b="{held["b"]}"/>'
        parts.append(f'<node id="{said(key)}" label="{said(held["label"])}">{values(held, node_names)}{colour}</node>')
    parts.append("</nodes><edges>")
    for start, end, key, held in links:
        ends = f'source="{said(start)}" target="{said(end)}"'
        parts.append(
            f'<edge id="{said(key)}" {ends} label="{said(held["label"])}" kind="{said(held["type"])}">{values(held, link_names)}</edge>'
        )
    parts.append("</edges></graph></gexf>\n")
    return "\n".join(parts).encode("utf-8")


def names(things: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """The properties that any thing has: name → (id, type)."""
    found: dict[str, str] = {}
    for thing in things:
        for name, value in thing.items():
            if name not in OWN:
                found.setdefault(name, TYPES[type(value)])
    return {name: (str(at), found[name]) for at, name in enumerate(sorted(found))}


def declared(kind: str, known: dict[str, tuple[str, str]]) -> str:
    """The properties of all nodes, or of all edges, with their types."""
    told = "".join(f'<attribute id="{id}" title="{said(name)}" type="{type}"/>' for name, (id, type) in known.items())
    return f'<attributes class="{kind}">{told}</attributes>' if told else ""


def values(thing: dict[str, Any], known: dict[str, tuple[str, str]]) -> str:
    """The properties of one thing."""
    told = "".join(f'<attvalue for="{known[name][0]}" value="{said(value)}"/>' for name, value in sorted(thing.items()) if name in known)
    return f"<attvalues>{told}</attvalues>" if told else ""


def said(value: Any) -> str:
    """A value as XML text.

    >>> said(True), said("甲<&\\n乙")
    ('true', '甲&lt;&amp;&#10;乙')
    """
    if isinstance(value, bool):
        return str(value).lower()
    return escape(clean(str(value)), quote=True).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
