"""A network as tables: a row for each thing by type and one for each relationship, with the words that stand beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graphmodel.schema import NODE, REL
from reports.document import Table

OFF_PAPER = ("lat", "lon", "point", "assumed", "note", "start", "end")
"""Properties that a page has no room for; every other format has them."""
PRINTED = 2_000
"""How many rows of an answer are printed in a Word or PDF file; the others hold all."""


def on_paper(table: Table) -> Table:
    """A table with no more columns and rows than pages have room for."""
    return replace(table, columns=tuple(one for one in table.columns if one[0] not in OFF_PAPER)[:8], most=PRINTED)


def title(start: dict[str, Any], depth: int, language: str) -> str:
    """What the network around a thing is called."""
    name = captioned(start)["caption"] or start["key"]
    return f"Around {name}, {depth} {'step' if depth == 1 else 'steps'} far" if language == "en" else f"{name} 周围 {depth} 步之内"


def captioned(node: dict[str, Any]) -> dict[str, Any]:
    """A thing with the words that stand beside it: what its type says, or its key."""
    kind = NODE[node["type"]]
    return {**node, "caption": str(node.get(kind.caption) or node.get("name") or node["key"])}


def types(nodes: list[dict[str, Any]], english: bool) -> list[Table]:
    """One table for each type of thing, with the properties that any of them has."""
    found = []
    for kind in NODE.values():
        rows = [one for one in nodes if one["type"] == kind.label]
        columns = tuple((prop.name, prop.title[english]) for prop in kind.props if any(row.get(prop.name) is not None for row in rows))
        if rows:
            found.append(Table(kind.title[english], columns, rows))
    return found


def relations(nodes: list[dict[str, Any]], links: list[dict[str, Any]], english: bool) -> Table:
    """Every relationship with the words of both ends; a thing without any has a row of its own, so that nobody is lost."""
    words = {one["key"]: (NODE[one["type"]].title[english], one["caption"]) for one in nodes}
    rows = []
    for link in links:
        (start_type, start), (end_type, end) = words[link["start"]], words[link["end"]]
        rows.append(
            {
                "start_type": start_type,
                "start": link["start"].partition(":")[2],
                "start_name": start,
                "type": REL[link["type"]].title[english],
                "what": link["key"],
                "end_type": end_type,
                "end": link["end"].partition(":")[2],
                "end_name": end,
            }
        )
    joined = {end for link in links for end in (link["start"], link["end"])}
    rows += [
        {"start_type": words[one["key"]][0], "start": one["key"].partition(":")[2], "start_name": words[one["key"]][1]}
        for one in nodes
        if one["key"] not in joined
    ]
    heads = (
        ("start_type", ("起点类型", "Start type")),
        ("start", ("起点编码", "Start code")),
        ("start_name", ("起点", "Start")),
        ("type", ("关系", "Relationship")),
        ("what", ("区别", "Which")),
        ("end_type", ("终点类型", "End type")),
        ("end", ("终点编码", "End code")),
        ("end_name", ("终点", "End")),
    )
    return Table(("关系", "Relationships")[english], tuple((name, head[english]) for name, head in heads), rows)
