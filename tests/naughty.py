"""A report with everything in it that breaks files: formulas, markup, control characters, parallel relationships, missing values."""

import io
import re
from datetime import date

import networkx as nx
from hypothesis import strategies as st

from graphmodel.schema import NODES, RELS
from reports.document import MASKED, SAMPLE, Document, Network, Table

PAYLOADS = (
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    '　=HYPERLINK("http://x")',
    "＝1+1",
    "=cmd|'/C calc'!A0",
    "\ufeff=1+1",
    "|calc",
    "%0A=1+1",
)
EVIL = '<img src=x onerror="window.__pwned=1">'
NAMES = (
    EVIL,
    "</script><script>window.__pwned=2</script>",
    "]]>",
    "<!--",
    "甲&乙",
    "𠮷野村",
    "a\x00b\x0bc",
    "\u2028",
    "{{7*7}}",
    "' OR 1=1",
    "羊" * 40_000,
)
COLUMNS = (("id", "编码"), ("name", "名称"), ("n", "数"), ("day", "日期"), ("yes", "是否"), ("many", "几个"))
ROWS = [
    {"id": f"00{at}", "name": name, "n": at * 1.5 if at % 2 else None, "day": date(2020, 9, 30), "yes": bool(at % 2), "many": ["乙", "甲"]}
    for at, name in enumerate((*PAYLOADS, *NAMES))
]


def table(rows=ROWS):
    return Table("村[1]: 名/册", COLUMNS, rows, tuple(f"村情.xlsx · 村 · {at}" for at in range(2, 2 + len(rows))))


def network():
    nodes = [
        {
            "key": f"{kind.label}:{at}",
            "type": kind.label,
            "caption": NAMES[at % len(NAMES)][:200],
            "id": str(at),
            "name": NAMES[at % len(NAMES)][:200],
            "day": date(2020, 1, 1),
            "list": [1, 2],
            "none": None,
            "mixed": at if at % 2 else "x",
            "nan": float("nan"),
        }
        for at, kind in enumerate(NODES)
    ]
    ends = [(nodes[0]["key"], node["key"]) for node in nodes[1:-1]]
    links = [{"type": RELS[at % len(RELS)].type, "start": start, "end": end, "key": "a"} for at, (start, end) in enumerate(ends)]
    return Network(nodes, [*links, {**links[0], "key": "b"}, {**links[0], "key": ""}])


def document(language="zh", rows=ROWS):
    return Document(
        "题 " + EVIL,
        (("口径", EVIL), ("截至", "2020-09-30")),
        (SAMPLE[language == "en"], MASKED[language == "en"]),
        (table(rows),),
        network(),
        language,
    )


WORD = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def read_graphml(made):
    """The network by its own keys; every id is an XML name token."""
    graph = nx.read_graphml(io.BytesIO(made), force_multigraph=True)
    assert all(re.fullmatch(r"[\w.:-]+", id) for id in graph)
    return nx.relabel_nodes(graph, nx.get_node_attributes(graph, "address"))
