"""One HTML file that works offline and prints to A4: facts, the network to look through, tables that sort.

Everything from the data is text: escaped in the page, and set as text by the script. The page's own policy forbids every request and
every script but the two that are written into it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from graphmodel.schema import NODE, REL
from reports.blocks import DATE_LINE, Approval, Block, Card, Heading, Para, Picture, marked
from reports.columns import CUT, column_words
from reports.document import SOURCE, Document, Network, Table, clean, plain

WORDS = {
    "network": ("网络", "Network"),
    "count": ("显示 {n} / 共 {N} 个节点，关系 {m} / 共 {M}", "Showing {n} of {N} nodes, {m} of {M} relationships"),
    "type": ("类型", "Type"),
    "rows": ("共 {n} 行", "{n} row{s}"),
    "canvas": ("网络图，点击选择", "Network: click to select"),
    "pick": ("点击一个对象，这里显示它的属性和相邻的对象。", "Click a thing to see its properties and what stands next to it."),
    "none": ("没有符合的行", "No rows"),
    "many": ("{N} 个节点、{M} 个关系，图略；见同名的 GraphML 或 GEXF。", "{N} nodes, {M} relationships: too many to draw; see the GraphML or GEXF file."),
}
DRAWN = 600
"""How many things a browser lays out while the reader waits."""
SHORT = 14
"""Signs of a date or code that is kept on one line."""
HIDDEN = ("key", "type", "caption", "x", "y", "gap", "within", "sources")


def write(document: Document) -> bytes:
    """The whole document as one page; a network is drawn where there is one."""
    library, script, style = vendored(), own("page.js"), own("page.css")
    graph = document.network if document.network and len(document.network.nodes) <= DRAWN else None
    scripts = [library, script] if graph else [script]
    policy = f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src {' '.join(map(digest, scripts))}"
    title = escape(clean(document.title))
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{"en" if document.language == "en" else "zh-CN"}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width">',
        *(f'<meta name="{escape(name)}" content="{escape(clean(value))}">' for name, value in document.about),
        f"<title>{title}</title><style>{style}</style></head><body>",
        f"<h1>{title}</h1>",
        "".join(f'<span class="mark">{escape(mark)}</span>' for mark in document.marks),
        facts((*document.facts, *document.told())),
    ]
    parts += [block(mark, one, document) for mark, one in marked(document.blocks, document.language)]
    if graph:
        parts.append(network(graph, document))
    elif document.network:
        n, m = len(document.network.nodes), len(document.network.links)
        words = document.say(WORDS["many"]).format(N=f"{n:,}", M=f"{m:,}")
        parts.append(f'<h2>{escape(document.say(WORDS["network"]))}</h2><p class="hint">{escape(words)}</p>')
    if not document.blocks:
        parts += [table(one, document) for one in document.tables]
    parts += [f"<script>{text}</script>" for text in scripts] + ["</body></html>\n"]
    return "\n".join(parts).encode("utf-8", "replace")


def block(mark: str, one: Block, document: Document) -> str:
    """One block of a report; page breaks and contents are of paper only."""
    match one:
        case Heading():
            return f"<h{one.level + 1}>{escape(clean(mark + one.text))}</h{one.level + 1}>"
        case Para():
            return f'<p class="{"hint" if one.note else "text"}">{escape(clean(one.text))}</p>'
        case Picture():
            return f"<figure>{one.svg}<figcaption>{escape(clean(f'{mark}　{one.title}'))}</figcaption></figure>"
        case Card():
            cells = "".join(f"<dt>{escape(clean(name))}</dt><dd>{escape(clean(value))}</dd>" for name, value in one.pairs)
            return f'<dl class="card">{cells}</dl>'
        case Table():
            return table(one, document, mark)
        case Approval():
            heads = "".join(f"<th>{escape(word)}</th>" for word in one.words)
            boxes = f"<td>{escape(document.say(DATE_LINE))}</td>" * len(one.words)
            remark = f'<p class="hint">{escape(one.remark)}</p>' if one.remark else ""
            return f'<table class="sign"><thead><tr>{heads}</tr></thead><tbody><tr>{boxes}</tr></tbody></table>{remark}'
    return ""


def facts(lines: tuple[tuple[str, str], ...]) -> str:
    """Pairs of words as a list of definitions."""
    return (
        '<dl class="facts">' + "".join(f"<dt>{escape(clean(name))}</dt><dd>{escape(clean(value))}</dd>" for name, value in lines) + "</dl>"
    )


def table(one: Table, document: Document, mark: str = "") -> str:
    """A table with its heading, how many rows it has, numbers to the right; rows that paper leaves out are only on the screen."""
    numbers = {
        name
        for name, _ in one.columns
        if (held := [row[name] for row in one.rows if row.get(name) is not None]) and all(type(value) in (int, float) for value in held)
    }
    heads = "".join(
        f'<th class="number">{escape(head)}</th>' if name in numbers else f"<th>{escape(head)}</th>" for name, head in one.columns
    )
    heads += f"<th>{escape(document.say(SOURCE))}</th>" * bool(one.sources)
    words = [column_words(name, [plain(row.get(name), document.language) for row in one.rows]) for name, _ in one.columns]
    opened = [
        f'<td class="{told}">' if (told := "number" if name in numbers else "short" * all(map(short, column))) else "<td>"
        for (name, _), column in zip(one.columns, words, strict=True)
    ]
    lines = []
    for at in range(len(one.rows)):
        cells = [f"{begun}{escape(column[at]).replace('_', '_<wbr>')}</td>" for begun, column in zip(opened, words, strict=True)]
        if one.sources:
            cells.append(f'<td class="source">{escape(clean(one.sources[at]))}</td>')
        beyond = one.most is not None and at >= one.most
        lines.append(('<tr class="more">' if beyond else "<tr>") + "".join(cells) + "</tr>")
    count = document.say(WORDS["rows"]).format(n=f"{len(one.rows):,}", s="s" * (len(one.rows) > 1)) if one.rows else document.say(WORDS["none"])
    if one.most is not None and len(one.rows) > one.most:
        count += f'<span class="onpaper">{escape(document.say(CUT).format(most=f"{one.most:,}", whole=f"{len(one.rows):,}"))}</span>'
    title = escape(clean(f"{mark}　{one.title}" if mark else one.title))
    level = "h4" if mark else "h2"
    return (
        f'<{level}>{title}</{level}><p class="count">{count}</p><table><thead><tr>{heads}</tr></thead><tbody>'
        + "\n".join(lines)
        + "</tbody></table>"
    )


def short(word: str) -> bool:
    """Whether a cell's word, such as a date or a code, had better stay on one line.

    >>> short("2020-09-30"), short("villages_without_area"), short("羊流镇")
    (True, False, False)
    """
    return word.isascii() and len(word) <= SHORT


def network(graph: Network, document: Document) -> str:
    """The place of the network and its data: JSON in which no sign can end the script that holds it."""
    language = document.language == "en"
    types = {
        label: {
            "title": NODE[label].title[language],
            "shape": NODE[label].shape,
            "colour": NODE[label].colour,
            "props": {prop.name: prop.title[language] for prop in NODE[label].props},
        }
        for label in sorted({node["type"] for node in graph.nodes})
        if label in NODE
    }
    relations = {
        name: {"title": REL[name].title[language], "colour": REL[name].colour, "dashes": REL[name].dashes, "arrow": REL[name].arrow}
        for name in sorted({link["type"] for link in graph.links})
        if name in REL
    }
    nodes = [
        {"key": node["key"], "type": node["type"], "caption": caption(node)}
        | {name: node[name] for name in ("x", "y", "gap") if name in node}
        | {
            "told": {
                name: told if isinstance(told, (int, float)) else str(told)
                for name, value in node.items()
                if name not in HIDDEN and (told := plain(value, document.language)) is not None
            }
        }
        for node in graph.nodes
    ]
    links = [{name: link[name] for name in ("type", "start", "end")} for link in graph.links]
    data = {
        "nodes": nodes,
        "links": links,
        "types": types,
        "relations": relations,
        "words": {name: document.say(WORDS[name]) for name in ("count", "type", "pick")},
    }
    return (
        f'<h2>{escape(document.say(WORDS["network"]))}</h2><p class="count network-count"></p><div class="legend"></div>'
        '<div class="network"><div class="canvas" tabindex="0" role="application" '
        f'aria-label="{escape(document.say(WORDS["canvas"]))}"></div>'
        '<div class="panel"></div></div>'
        f'<img class="printed" alt=""><script type="application/json" id="data">{within_script(data)}</script>'
    )


def caption(node: dict[str, Any]) -> str:
    """What is written beside a node: its caption, or its key where it has none."""
    return clean(str(node.get("caption") or node["key"]))


def within_script(data: Any) -> str:
    r"""JSON that may stand inside a script element.

    >>> within_script("</script><!--&")
    '"\\u003c/script\\u003e\\u003c!--\\u0026"'
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, default=str)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def digest(script: str) -> str:
    """The name by which the page's policy allows this very script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode('utf-8')).digest()).decode('ascii')}'"


@cache
def own(name: str) -> str:
    """The text of a file beside this one."""
    return files("reports").joinpath(name).read_text("utf-8").replace("\r\n", "\n")


@cache
def vendored() -> str:
    """vis-network as the pyvis package carries it, so that the page asks nobody for it."""
    text = files("pyvis").joinpath("lib", "vis-9.1.2", "vis-network.min.js").read_text("utf-8")
    return text.replace("\r\n", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--").replace("\x85", "\\x85")
