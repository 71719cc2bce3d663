"""The network: what is shown, and everything about the thing that is chosen. The work is done in views/graph."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

import actions
import queries
from graphmodel.words import Text
from views import formats, page, places
from views.graph import component, own, payload, state
from views.graph.beside import beside

KEY = "explorer"
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
    elif what in ("save view", "open view", "drop view"):
        saved_view(str(what), deed, memory, view)
    elif what in ("lines", "no lines"):
        memory["notice"] = own.lines(deed)
    elif what in ("ways", "no ways"):
        memory["notice"] = own.ways(deed)
    elif what == "cell":
        memory["cell"] = str(deed.get("value", ""))
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


def saved_view(what: str, deed: dict[str, Any], memory: dict[str, Any], view: state.View) -> None:
    """Saves what is shown under a name, opens a saved view, or removes one."""
    ctx, name = page.context(), str(deed.get("name", ""))
    try:
        if what == "save view":
            address = {
                **{key: text for key, text in page.shared().items() if key in ("scope", "as_of")},
                **{k: v for k, v in state.write(view).items() if v},
            }
            actions.save_view(ctx.scope, name, address, deed.get("moved") or {}, samples=ctx.samples)
            memory["notice"] = (f"已保存视图“{name}”。", f"The view {name!r} is saved.")
        elif what == "drop view":
            actions.forget_view(ctx.scope, name, samples=ctx.samples)
        elif name in (kept := actions.saved_views(ctx.scope, samples=ctx.samples)):
            memory["past"], memory["future"] = [*memory["past"], view][-KEPT:], []
            memory["moved"] = {"stamp": memory.get("moved", {}).get("stamp", 0) + 1, "at": kept[name]["moved"]}
            memory["fresh"] = memory.get("fresh", 0) + 1
            if kept[name]["address"].get("scope"):
                page.choose(scope=kept[name]["address"]["scope"])
            opened = state.read(kept[name]["address"])
            go(replace(opened, beside=opened.beside or view.beside))
    except actions.ViewError as fault:
        memory["notice"] = fault.text
    except OSError as fault:
        memory["notice"] = (f"未保存：{fault}", f"Not saved: {fault}")


def title(ctx: page.Context, leads: bool) -> str:
    """What the page is called: the place and what joins it."""
    name = places.title(ctx.engine, ctx.scope)
    return (
        (page.t(f"{name}以强带弱网络", f"{name}: who leads whom") if leads else page.t(f"{name}组织网络", f"{name}: network"))
        if name
        else page.t("组织网络", "Network")
    )


def asked(ctx: page.Context, view: state.View, day: date) -> tuple[state.View, dict[str, str]]:
    """The view with the answer to the question in the address: a gap laid over it, any other answer's things shown; and its parameters."""
    question = queries.BOOK.get(page.get("q"))
    if question is None or (view.layer and view.layer != question.name):
        return view, {}
    given = {name: text for name in question.params if (text := page.get(f"p.{name}"))}
    columns = [(name, column["node"]) for name, column in question.columns.items() if column.get("node")]
    if question.gap and columns:
        return replace(view, layer=question.name), given
    try:
        rows = queries.ask(ctx.engine, question.name, given, ctx.scope, day).rows if columns and not view.pinned else []
    except queries.QuestionError:
        return view, {}
    keys = dict.fromkeys(f"{label}:{row[name]}" for name, label in columns[:1] for row in rows if row.get(name))
    return replace(view, pinned=tuple(keys)[: state.MOST] or view.pinned), {}


def wrong_address() -> Text:
    """What of the address no view can hold."""
    wrong = state.unknown(page.own())
    return (f"地址中不认识：{'、'.join(wrong)}", f"Not known in the address: {', '.join(wrong)}") if wrong else ("", "")


@st.fragment
def explore() -> None:
    """The explorer; a deed in it draws only itself again."""
    ctx = page.context()
    day = ctx.as_of or date.today()
    memory = st.session_state.setdefault("_network", {"past": [], "future": []})
    view = now()
    view, given = asked(ctx, view, day)
    done = payload.drawn(
        ctx.engine,
        ctx.scope,
        day,
        view,
        ctx.lang,
        unmask=ctx.unmask,
        text=memory.get("find", ""),
        cell=memory.get("cell", ""),
        samples=ctx.samples,
        given=given,
    )
    memory["shown"] = {
        "open": set(done.shown.open),
        "expanded": set(done.shown.expanded),
        "groups": set(done.shown.groups),
        "on": set(done.shown.on),
    }
    files = [{"value": "png", "words": page.t("PNG 图片", "PNG picture")}, {"value": "svg", "words": page.t("SVG 图形", "SVG picture")}]
    files += [{"value": name, "words": page.say(formats.WORDS[name])} for name in actions.FORMATS]
    data = done.data | {
        "title": title(ctx, bool(done.stock.leads)),
        "notice": page.say(memory.pop("notice", None) or wrong_address()),
        "base": {name: value for name, value in page.shared().items() if name != "scope"},
        "can": {"undo": bool(memory["past"]), "redo": bool(memory["future"])},
        "formats": files,
        "saved": list(kept := actions.saved_views(ctx.scope, samples=ctx.samples)),
        "beside": beside(ctx.engine, view.beside, kept[view.beside], day, ctx.lang, unmask=ctx.unmask, samples=ctx.samples)
        if view.beside in kept
        else None,
        "moved": memory.get("moved"),
        "fresh": memory.get("fresh", 0),
        "fly": memory.get("fly", 0),
    }
    if view.beside and not data["beside"]:
        data["notice"] = page.t(f"没有名为“{view.beside}”的视图。", f"There is no view named {view.beside!r}.")
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
        "mime": formats.MIME[format],
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
