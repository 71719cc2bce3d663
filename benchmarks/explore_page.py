"""A page with one button that draws so many marks at fixed places: by our explorer, by pyvis's own page, or by st-link-analysis.

`streamlit run benchmarks/explore_page.py`; the address says which: ?by=ours&n=2000. Run by `benchmarks.explore`; by itself it needs
no more than streamlit and what draws, so that it also runs where only a peer is installed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import streamlit as st

sys.path.insert(0, os.environ.get("LIANJIAN_BENCH_ROOT", str(Path(__file__).parents[1])))
APART = 96


def graph(n: int) -> tuple[list[dict[str, Any]], list[tuple[int, int]]]:
    """A made-up county: every tenth mark a village, nine households after it, a line from each to its village and between villages."""
    wide = max(1, round(n**0.5))
    marks = [{"id": f"Village:{at}", "label": f"村{at}", "x": at % wide * APART, "y": at // wide * APART * 0.6} for at in range(n)]
    lines = [(at // 10 * 10, at) for at in range(n) if at % 10]
    return marks, lines + [(at - 10, at) for at in range(10, n, 10)]


@st.cache_data
def ours(n: int) -> dict[str, Any]:
    """What our component is sent, with these marks in place of a county's: the words and panes are those of a real one."""
    from datetime import date

    from graphmodel.embedded import Embedded
    from views.graph import payload, state

    engine = Embedded(Path(os.environ["LIANJIAN_BENCH_STORE"]))
    try:
        data = payload.drawn(engine, None, date.today(), state.View(), "zh").data
    finally:
        engine.close()
    marks, lines = graph(n)
    look = {"sub": "", "gap": False, "glyph": "dot", "colour": "#5F7F9B", "r": 7, "side": "below", "say": ""}
    edges = [
        {"id": f"{a} {b}", "from": marks[a]["id"], "to": marks[b]["id"], "type": "LEADS", "n": 1, "on": False, "more": []}
        | {"colour": "#484942", "width": 1.5, "arrow": False}
        for a, b in lines
    ]
    return {
        **data,
        **{"nodes": [mark | look for mark in marks], "edges": edges, "hulls": [], "scene": f"bench {n}", "title": f"{n}"},
        **{"can": {"undo": False, "redo": False}, "formats": [], "saved": [], "moved": None, "fresh": 0, "fly": 0, "notice": "", "base": {}},
    }


@st.cache_data
def page_of_pyvis(n: int) -> str:
    """pyvis's own page with the same marks at the same places; everything in the page, so that nothing is asked of the net."""
    from pyvis.network import Network

    marks, lines = graph(n)
    net = Network(height="600px", width="100%", cdn_resources="in_line")
    for mark in marks:
        net.add_node(mark["id"], label=mark["label"], x=mark["x"], y=mark["y"], shape="dot", size=7, physics=False)
    for a, b in lines:
        net.add_edge(marks[a]["id"], marks[b]["id"])
    net.toggle_physics(False)
    return str(net.generate_html())


@st.cache_data
def of_link_analysis(n: int) -> dict[str, Any]:
    """The same as elements of st-link-analysis."""
    marks, lines = graph(n)
    nodes = [
        {"data": {"id": mark["id"], "label": "Village", "name": mark["label"]}, "position": {"x": mark["x"], "y": mark["y"]}} for mark in marks
    ]
    edges = [{"data": {"id": f"{a} {b}", "label": "LEADS", "source": marks[a]["id"], "target": marks[b]["id"]}} for a, b in lines]
    return {"nodes": nodes, "edges": edges}


def shell() -> None:
    """What stands on every page of the app before its network is opened; it fetches what draws the network ahead."""
    from views.masthead import ENGLISH, HERE

    stand = st.components.v2.component("lianjian_shell", html="<i></i>", js=(HERE / "shell.js").read_text("utf-8"))
    stand(key="shell", data={"lang": "zh-CN", "title": "ours", "words": {name: word for name, (word, _) in ENGLISH.items()}}, height=1)


def draw(by: str, n: int) -> None:
    """Draws the marks."""
    if by == "ours":
        from views.graph import component

        component.explorer(ours(n), lambda: None)
    elif by == "pyvis":
        st.components.v1.html(page_of_pyvis(n), height=620)
    else:
        from st_link_analysis import EdgeStyle, NodeStyle, st_link_analysis

        looks = [NodeStyle("Village", "#5F7F9B", "name")], [EdgeStyle("LEADS")]
        st_link_analysis(of_link_analysis(n), {"name": "preset"}, *looks, height=600)


if __name__ == "__main__":
    st.set_page_config(layout="wide")
    by, n = st.query_params.get("by", "ours"), int(st.query_params.get("n", "100"))
    {"ours": ours, "pyvis": page_of_pyvis}.get(by, of_link_analysis)(n)  # made before the click, so that only the drawing is timed
    if by == "ours":
        shell()
    if st.button("draw"):
        draw(by, n)
