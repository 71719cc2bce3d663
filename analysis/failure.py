"""What falls when one thing falls out: what is left without any leader, helper, centre or organisation. Exact, by counting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

RELIES = ("LEADS", "SERVES", "PAIRED_WITH", "COVERS", "HOLDS_POST", "SEATED_ON", "COMMITS_TO")
"""Relationships whose end relies on its start."""


def failure(links: Iterable[Mapping[str, Any]], out: str) -> dict[str, Any]:
    """If `out` falls out: which of all the led lose their only leader, {lose: [keys], of: number of all led}.

    >>> links = [{"start": "V:a", "end": "V:x"}, {"start": "V:a", "end": "V:y"}, {"start": "V:b", "end": "V:y"}]
    >>> failure(links, "V:a"), failure(links, "V:b")["lose"]
    ({'lose': ['V:x'], 'of': 2}, [])
    """
    leaders: dict[str, set[str]] = {}
    for row in links:
        leaders.setdefault(row["end"], set()).add(row["start"])
    return {"lose": sorted(led for led, by in leaders.items() if by == {out}), "of": len(leaders)}


def losses(links: Iterable[Mapping[str, Any]], out: str) -> list[dict[str, Any]]:
    """What each relationship loses with `out`: {type, label (of the ends), lose, of}, where `of` are the ends that rely on `out`.

    `links` are all the relationships of these ends. What relies on another start of the same type as well is not lost.

    >>> links = [{"type": "PAIRED_WITH", "start": "M:a", "end": "H:x"}, {"type": "PAIRED_WITH", "start": "M:b", "end": "H:x"},
    ...          {"type": "PAIRED_WITH", "start": "M:a", "end": "H:y"}]
    >>> losses(links, "M:a")
    [{'type': 'PAIRED_WITH', 'label': 'H', 'lose': ['H:y'], 'of': 2}]
    """
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for row in links:
        if row["type"] in RELIES:
            found.setdefault((row["type"], row["end"].partition(":")[0]), {}).setdefault(row["end"], set()).add(row["start"])
    rows = []
    for (type, label), by_end in sorted(found.items(), key=lambda item: (RELIES.index(item[0][0]), item[0][1])):
        mine = {end: starts for end, starts in by_end.items() if out in starts}
        if mine:
            rows.append(
                {"type": type, "label": label, "lose": sorted(end for end, starts in mine.items() if starts == {out}), "of": len(mine)}
            )
    return rows


def sole(links: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Everything that others rely on alone: {key, type, label (of those), lose: [keys], of: how many rely on it}, most lost first.

    >>> links = [{"type": "LEADS", "start": s, "end": e} for s, e in (("V:a", "V:x"), ("V:a", "V:y"), ("V:b", "V:y"))]
    >>> [(row["key"], row["lose"], row["of"]) for row in sole(links)]
    [('V:a', ['V:x'], 2)]
    """
    starts: dict[tuple[str, str], set[str]] = {}
    for row in links:
        if row["type"] in RELIES:
            starts.setdefault((row["type"], row["end"]), set()).add(row["start"])
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for (type, end), by in starts.items():
        for start in by:
            label = end.partition(":")[0]
            row = found.setdefault((start, type, label), {"key": start, "type": type, "label": label, "lose": [], "of": 0})
            row["of"] += 1
            if len(by) == 1:
                row["lose"].append(end)
    rows = [{**row, "lose": sorted(row["lose"])} for row in found.values() if row["lose"]]
    return sorted(rows, key=lambda row: (-len(row["lose"]), row["key"], row["type"], row["label"]))


def cuts(links: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The things without which what is joined falls apart: {key, parts: sizes of the pieces without it, largest first}, worst first.

    Worst is the one that cuts off most. Articulation points of the undirected network (Hopcroft and Tarjan), every one of them.

    >>> cuts([{"start": "a", "end": "b"}, {"start": "b", "end": "c"}])
    [{'key': 'b', 'parts': [1, 1]}]
    """
    graph: nx.Graph = nx.Graph()
    graph.add_edges_from((row["start"], row["end"]) for row in links if row["start"] != row["end"])
    found = []
    for key in sorted(nx.articulation_points(graph)):
        near = nx.node_connected_component(graph, key) - {key}
        parts = sorted((len(part) for part in nx.connected_components(graph.subgraph(near))), reverse=True)
        found.append({"key": key, "parts": parts})
    return sorted(found, key=lambda row: (-sum(row["parts"][1:]), row["key"]))
