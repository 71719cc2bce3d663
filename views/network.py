"""The network: what is shown, and everything about the thing that is chosen. The work is done in views/graph."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

import actions
from views import page, places
from views.graph import component, payload, shown, state, stock

KEY = "explorer"
MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "graphml": "application/xml",
    "html": "text/html",
    "json": "application/json",
}
WORDS = {
    "csv": ("CSV 表格", "CSV table"),
    "xlsx": ("Excel 工作簿", "Excel workbook"),
    "graphml": ("GraphML（Gephi）", "GraphML (Gephi)"),
    "html": ("离线网页", "Offline page"),
    "json": ("JSON", "JSON"),
}
KEPT = 50
"""How many views undo goes back."""


def now() -> state.View:
    """The view that the address names."""
    return state.read(page.own())


def go(view: state.View) -> None:
    """Makes the address say this view."""
    page.put(**state.write(view))


def act() -> None:
    """What a deed in the component makes of the view; called before the page is drawn again."""
    deed = getattr(st.session_state.get(KEY), "act", None) or {}
    memory = st.session_state.setdefault("_network", {"past": [], "future": []})
    what, view = deed.get("do"), now()
    if what == "find":
        memory["find"] = str(deed.get("text", ""))
    elif what == "export":
        memory["export"] = str(deed.get("value", ""))
    elif what in ("undo", "redo"):
        here, there = ("past", "future") if what == "undo" else ("future", "past")
        if memory[here]:
            memory[there].append(view)
            go(memory[here].pop())
    else:
        wanted = state.done(view, deed, memory.get("shown") or {"open": set(), "expanded": set(), "groups": set(), "on": set()})
        if wanted != view:
            memory["past"], memory["future"] = [*memory["past"], view][-KEPT:], []
            memory["fresh"] = memory.get("fresh", 0) + (what == "reset")
            memory["fly"] = memory.get("fly", 0) + (what in ("goto", "near", "expand"))
            memory.pop("find", None)
            go(wanted)


def title(ctx: page.Context, leads: bool) -> str:
    """What the page is called: the place and what joins it."""
    name = places.title(ctx.engine, ctx.scope)
    return (
        (page.t(f"{name}以强带弱网络", f"{name}: who leads whom") if leads else page.t(f"{name}组织网络", f"{name}: network"))
        if name
        else page.t("组织网络", "Network")
    )


@st.fragment
def explore() -> None:
    """The explorer; a deed in it draws only itself again."""
    ctx = page.context()
    day = ctx.as_of or date.today()
    memory = st.session_state.setdefault("_network", {"past": [], "future": []})
    view = now()
    if not view.node:
        view = replace(view, node=shown.default_expanded(stock.stock(ctx.engine, ctx.scope, day)))
    done = payload.drawn(ctx.engine, ctx.scope, day, view, ctx.lang, unmask=ctx.unmask, text=memory.get("find", ""))
    memory["shown"] = {
        "open": set(done.shown.open),
        "expanded": set(done.shown.expanded),
        "groups": set(done.shown.groups),
        "on": set(done.shown.on),
    }
    formats = [{"value": name, "words": page.say(WORDS[name])} for name in actions.FORMATS if name in WORDS]
    data = done.data | {
        "title": title(ctx, bool(done.stock.leads)),
        "can": {"undo": bool(memory["past"]), "redo": bool(memory["future"])},
        "formats": formats,
        "fresh": memory.get("fresh", 0),
        "fly": memory.get("fly", 0),
    }
    wanted = memory.pop("export", "")
    if wanted in actions.FORMATS:
        try:
            data["file"] = export(ctx, done, wanted, day)
        except (ValueError, OSError) as fault:
            data["count"] = {**data["count"], "hidden": page.t(f"未导出：{fault}", f"Not exported: {fault}")}
    component.explorer(data, act, KEY)


def export(ctx: page.Context, done: payload.Drawn, format: str, day: date) -> dict[str, Any]:
    """What is shown as a file for the browser to save."""
    nodes, links = payload.export_rows(done)
    name = title(ctx, bool(done.stock.leads))
    made = actions.export_network(
        ctx.engine, nodes, links, format, title=name, as_of=day, scope=ctx.scope, language=ctx.lang, unmask=ctx.unmask, what=done.view.node
    )
    stamp = st.session_state["_network"]["stamp"] = st.session_state["_network"].get("stamp", 0) + 1
    return {
        "name": f"{name}_{day.isoformat()}.{format}",
        "mime": MIME[format],
        "data": base64.b64encode(made).decode("ascii"),
        "stamp": f"{stamp} {id(st.session_state)}",
    }


FRAME = """<style>
.st-key-network { margin: 0 -24px -24px; width: calc(100% + 48px) !important; max-width: none !important; }
.st-key-network *, [data-testid='stLayoutWrapper']:has(> .st-key-network) { overflow: visible; }
[data-testid='stMainBlockContainer'] { padding-bottom: 0 !important; }
[data-testid='stMain'] { overflow: hidden; }
</style>"""
"""The explorer takes the whole window below the context bar."""

st.html(FRAME)
if page.context().empty:
    page.nothing_yet()
else:
    with st.container(key="network"):
        explore()
