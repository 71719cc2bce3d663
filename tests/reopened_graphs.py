"""Graph files read again by networkx, and held against what the schemas of GraphML and of GEXF 1.3 allow."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import date
from typing import Any

import networkx as nx
from lxml import etree

from graphmodel.schema import NODE
from reports.document import Document, clean, plain
from tests.naughty import read_graphml

GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
GRAPH = "{http://graphml.graphdrawing.org/xmlns}"


def same_network(document: Document, graph: nx.MultiDiGraph) -> None:
    """Every thing and every relationship, parallel ones too; dates as text, nothing where nothing was."""
    network = document.network
    assert network is not None
    assert set(graph) == {clean(one["key"]) for one in network.nodes}
    ends = Counter((clean(one["start"]), clean(one["end"]), one["type"]) for one in network.links)
    assert Counter((start, end, told["type"]) for start, end, told in graph.edges(data=True)) == ends
    for one in network.nodes:
        told = graph.nodes[clean(one["key"])]
        assert told["label"] == clean(str(one["caption"] or one["key"]))
        assert told["type"] == one["type"]
        for name, value in one.items():
            if name not in ("key", "type", "caption", "id", "label", "x", "y"):
                assert (name in told) is (plain(value) not in (None,)), name
                if isinstance(value, date):
                    assert told[name] == value.isoformat()


def read_graph_ml(document: Document, made: bytes) -> None:
    """networkx opens it, and it is as the schema of GraphML has it: keys first, each datum of a declared key, unique ids, ends known."""
    same_network(document, read_graphml(made))
    root = etree.fromstring(made)
    keys = {one.get("id"): one for one in root.findall(f"{GRAPH}key")}
    assert {one.get("for") for one in keys.values()} <= {"node", "edge", "graph"}
    assert {one.get("attr.type") for one in keys.values()} <= {"string", "long", "int", "double", "boolean"}
    (graph,) = root.findall(f"{GRAPH}graph")
    assert [one.tag for one in root if one.tag != f"{GRAPH}key"] == [f"{GRAPH}graph"]
    nodes, edges = graph.findall(f"{GRAPH}node"), graph.findall(f"{GRAPH}edge")
    ids = [one.get("id") for one in nodes]
    assert len(set(ids)) == len(ids)
    assert len({one.get("id") for one in edges}) == len(edges)
    assert all(re.fullmatch(r"[\w.:-]+", one) for one in ids)
    assert {end for one in edges for end in (one.get("source"), one.get("target"))} <= set(ids)
    for kind, things in (("graph", [graph]), ("node", nodes), ("edge", edges)):
        for thing in things:
            data = thing.findall(f"{GRAPH}data")
            assert len({one.get("key") for one in data}) == len(data)
            assert {keys[one.get("key")].get("for") for one in data} <= {kind}


def read_gexf(document: Document, made: bytes) -> None:
    """networkx opens it with the colours of its types, and it is as the schema of GEXF 1.3 has it."""
    graph = nx.read_gexf(io.BytesIO(made))
    if not graph.is_multigraph():
        graph = nx.MultiDiGraph(graph)
    for thing in graph.nodes.values():
        colour = NODE[thing["type"]].colour if thing["type"] in NODE else "#63635B"
        assert [thing["viz"]["color"][one] for one in "rgb"] == [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    same_network(document, graph)
    gexf_schema(etree.fromstring(made))


def gexf_schema(root: Any) -> None:
    """Elements, their order, attributes and values as GEXF 1.3 allows them; every edge and value refers to what is there."""
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    meta, graph = root
    assert [one.tag.removeprefix(GEXF) for one in meta] == ["creator", "description"]
    assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", meta.get("lastmodifieddate", ""))
    assert dict(graph.attrib) == {"mode": "static", "defaultedgetype": "directed", "idtype": "string"}
    *declared, nodes, edges = graph
    assert [one.tag for one in (nodes, edges)] == [f"{GEXF}nodes", f"{GEXF}edges"]
    types: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
    for one in declared:
        assert one.tag == f"{GEXF}attributes"
        for attribute in one:
            assert set(attribute.attrib) == {"id", "title", "type"}
            assert attribute.get("id") not in types[one.get("class")]
            types[one.get("class")][attribute.get("id")] = attribute.get("type")
    shape = {"long": r"-?\d+", "double": r"-?\d+(\.\d+)?(e[+-]?\d+)?", "boolean": "true|false", "string": r"(?s).*"}
    ids = [one.get("id") for one in nodes]
    assert len(set(ids)) == len(ids)
    assert len({one.get("id") for one in edges}) == len(edges)
    for kind, things, allowed in (("node", nodes, {"id", "label"}), ("edge", edges, {"id", "source", "target", "label", "kind"})):
        for thing in things:
            assert set(thing.attrib) == allowed
            assert [part.tag for part in thing] in ([f"{GEXF}attvalues"], [f"{GEXF}attvalues", f"{VIZ}color"])
            values = thing.find(f"{GEXF}attvalues")
            assert len({one.get("for") for one in values}) == len(values)
            assert all(re.fullmatch(shape[types[kind][one.get("for")]], one.get("value")) for one in values)
            for colour in thing.findall(f"{VIZ}color"):
                assert set(colour.attrib) == {"r", "g", "b"}
                assert all(0 <= int(value) <= 255 for value in colour.attrib.values())
    assert all({one.get("source"), one.get("target")} <= set(ids) for one in edges)
