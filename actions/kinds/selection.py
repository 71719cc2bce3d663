"""This selection: a thing with all that stands around it, as a figure, a network file and lists by type."""

from __future__ import annotations

from typing import Any

from actions.kinds.drawing import MARKS
from actions.kinds.inquiry import Draft, Inquiry, NoReport
from actions.kinds.village_facts import said
from actions.looking import around
from actions.network_tables import captioned, relations, types, title as around_title
from analysis import layout
from graphmodel.schema import NODE
from reports import picture
from reports.blocks import Block, Card, Heading, Para, Picture
from reports.document import Network, Table


def build(inquiry: Inquiry) -> Draft:
    """The thing itself, the figure, then a list of each type and the relations."""
    t, english = inquiry.t, inquiry.language == "en"
    key, depth = str(inquiry.more["around"]), int(inquiry.more.get("depth") or 1)
    nodes, links = around(inquiry.engine, key, depth, as_of=inquiry.as_of, scope=inquiry.scope, unmask=inquiry.unmask)
    if not nodes:
        raise NoReport(
            f"没有 {key}。写法是 类型:编码，如 Village:370982105221。",
            f"There is no {key}. It is written Type:key, such as Village:370982105221.",
        )
    nodes = [captioned(one) for one in nodes]
    title = around_title(nodes[0], depth, inquiry.language)
    kind = NODE[nodes[0]["type"]]
    own = [
        (inquiry.say(prop.title), said(inquiry, prop, nodes[0][prop.name]))
        for prop in kind.props
        if prop.name not in ("lat", "lon", "point") and nodes[0].get(prop.name) is not None
    ]
    steps = "1 step" if depth == 1 else f"{depth} steps"
    words = t(
        f"{nodes[0]['caption']}周围 {depth} 步之内，连同其本身共 {len(nodes):,} 个对象，{len(links):,} 个关系。",
        f"Within {steps} of {nodes[0]['caption']} stand {len(nodes):,} things, itself included, joined by {len(links):,} relationships.",
    )
    blocks: list[Block] = [
        Heading(t("网络", "The network")),
        Para(words),
        drawn(inquiry, nodes, links, key),
        Heading(nodes[0]["caption"]),
        Card(tuple(own)),
    ]
    tables = [*types(nodes, english), relations(nodes, links, english)]
    blocks.append(Heading(t("名册", "Lists")))
    blocks += [paper(inquiry, table) for table in tables]
    for what, told in ((t("对象", "Things"), nodes), (t("关系", "Relationships"), links)):
        cells = [inquiry.resolved(one.get("sources") or "") for one in told]
        inquiry.note(what, "around", len(told), cells, len(told), params=t(f"{key}；步数 {depth}", f"{key}; {steps}"))
    return Draft(title, tuple(blocks), tuple(tables), Network(nodes, links))


def drawn(inquiry: Inquiry, nodes: list[dict[str, Any]], links: list[dict[str, Any]], key: str) -> Block:
    """The network around the thing, or why it is not drawn."""
    if len(nodes) > MARKS:
        return Para(
            inquiry.t(
                f"对象超过 {MARKS} 个，图略；见同名的 HTML、GraphML。",
                f"More than {MARKS} things: no figure here; see the HTML or GraphML file.",
            ),
            note=True,
        )
    marks = {
        one["key"]: {"label": one["caption"], "r": 15 if one["key"] == key else 7, "size": 15 if one["key"] == key else 13} for one in nodes
    }
    groups = [{"key": "g", "name": "", "sub": "", "leader": key, "members": [one["key"] for one in nodes[1:]], "bare": True}]
    placed = layout(
        "star" if len(nodes) <= 45 else "organic", marks, links, groups if len(nodes) <= 45 else (), middle=key, canvas=(820, 520)
    )
    words = inquiry.t(f"{nodes[0]['caption']}及其相邻", f"{nodes[0]['caption']} and its neighbours")
    return Picture(picture.network(nodes, links, placed, words, inquiry.language, [key]), words)


def paper(inquiry: Inquiry, table: Table) -> Table:
    """The table with no more columns than paper holds: what is empty or technical is left to the data formats."""
    shown = [
        (name, head)
        for name, head in table.columns
        if name not in ("lat", "lon", "point", "assumed", "note", "start", "end")
        and any(row.get(name) not in (None, "") for row in table.rows)
    ]
    return Table(table.title, tuple(shown[:8]), table.rows, (), inquiry.most)
