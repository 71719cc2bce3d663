"""Edit: one thing or relationship in a table form; what would change is shown first, then written as an import that can be undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

import actions
from graphmodel.engine import StoreError
from graphmodel.schema import NODE
from views import draft as drawn
from views import page, problems, standing, table
from views.page import esc, t

ctx = standing.writable()
WRITABLE = not ctx.samples
WHAT = actions.spelt(page.get("node")) or page.get("link")


def yes_no(prop: dict[str, Any], value: str) -> str:
    """A listed value, or yes and no, in the reader's language."""
    if prop["type"] is bool:
        return t(value, {"是": "yes", "否": "no"}[value])
    return page.say(next((choice for choice in prop["choices"] if choice[0] == value), (value, value)))


def text_of(value: Any) -> str:
    """A stored value as it is typed."""
    if value is None:
        return ""
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


def field(prop: dict[str, Any]) -> tuple[str, bool]:
    """One property: its name, what it holds, and what it shall hold. Gives the new text, and whether it is to be emptied."""
    before = text_of(prop["value"])
    key = f"_edit_{WHAT}|{prop['name']}|{ctx.engine.state()}"
    with st.container(key=f"field_{prop['name']}", horizontal=True, vertical_alignment="center"):
        must = t("必填", "required") if prop["required"] else ""
        page.show(f'<div class="colhead"><b>{esc(page.say(prop["title"]))}</b><span>{esc(must)}</span></div>')
        listed = [zh for zh, _ in prop["choices"]] if prop["choices"] else ["是", "否"] if prop["type"] is bool else []
        label = page.say(prop["title"])
        if listed:
            blank = t("（空）", "(blank)")
            shown = {blank: "", **{yes_no(prop, one): one for one in dict.fromkeys([*([before] if before else []), *listed])}}
            word = st.selectbox(
                label, list(shown), index=list(shown.values()).index(before), key=key, accept_new_options=not prop["closed"],
                label_visibility="collapsed", disabled=not WRITABLE, width=300,
            )  # fmt: skip
            chosen = shown.get(word or blank, word)
        else:
            chosen = st.text_input(label, value=before, key=key, label_visibility="collapsed", disabled=not WRITABLE, width=300)
        page.show(f'<div class="colwhy"><span>{esc(page.say(prop["help"]))}</span></div>')
    after = (chosen or "").strip()
    return ("" if after == before else after), bool(before and not after)


def form(props: list[dict[str, Any]]) -> None:
    """The form at the left; at the right the difference it makes, the removal and the relationships; the bar that writes."""
    values, clear = {}, []
    with st.container(key="editsplit", horizontal=True, gap="large"):
        with st.container(key="edit"):
            page.show(table.section(t("属性", "Properties"), esc(t("清空已有的值即删去该值", "a value that is deleted here is emptied"))))
            for prop in props:
                text, emptied = field(prop)
                if text:
                    values[prop["name"]] = text
                if emptied:
                    clear.append(prop["name"])
        with st.container(key="edited", width=440):
            draft = change(values, clear)
            if WRITABLE:
                removing()
            if page.get("node"):
                links()
    with st.container(key="action", horizontal=True, vertical_alignment="center"):
        st.text_input(
            t("数据截止日", "Data date"), key="_edit_day", placeholder=str(ctx.as_of or date.today()), width=210, disabled=not WRITABLE
        )
        why, ready = drawn.verdict(draft) if draft else (esc(t("尚未修改。", "Nothing is changed yet.")), False)
        page.show(f'<div class="why">{why}</div>')
        if st.button(t("写入", "Write"), type="primary", key="edit_write", disabled=not (ready and WRITABLE)):
            apply(draft)


def change(values: dict[str, str], clear: list[str]) -> Any:
    """The draft of what was typed, with its problems and its difference on the screen; None where nothing is changed or it cannot be."""
    if not values and not clear:
        return None
    day = str(st.session_state.get("_edit_day") or "").strip()
    try:
        draft = actions.edit(ctx.engine, WHAT, values, clear=clear, data_date=date.fromisoformat(day) if day else None)
    except ValueError:
        standing.fault(
            t("数据截止日不是日期。", "The data date is no date."), ("应为日期，如 2020-09-30。", "It must be a date such as 2020-09-30.")
        )
        return None
    except StoreError as fault:
        standing.fault(t("不能这样改。", "It cannot be changed so."), fault.text)
        return None
    if draft.problems:
        problems.listed(draft.problems)
    drawn.cells(draft)
    return draft


def apply(draft: Any) -> None:
    """Writes a draft and shows the thing anew; where its key changed, the address follows."""
    try:
        record = actions.write(ctx.engine, draft)
    except StoreError as fault:
        standing.fault(t("未写入，库中数据未改动。", "Not written; what is stored was not changed."), fault.text)
        return
    st.session_state["_edited"] = record.number if record else None
    new = next((change.new for change in draft.changes.tables.values() if change.new.height and "start" in change.new.columns), None)
    if page.get("link") and new is not None:
        row = new.row(0, named=True)
        page.put(link=f"{WHAT.partition('|')[0]}|{row['start_label']}:{row['start']}|{row['end_label']}:{row['end']}|{row['key']}")
    page.choose(as_of=None)
    st.rerun()


def removing() -> None:
    """The removal of a relationship or a thing, asked twice; meant for mistakes, not for what ended."""
    with st.container(key="removal", horizontal=True, vertical_alignment="center"):
        sure = st.checkbox(
            t("录错了，删除（结束的关系应填终止日期）", "Entered by mistake: remove it (what ended gets a last day)"), key=f"_sure_{WHAT}"
        )
        if st.button(t("删除", "Remove"), key="edit_remove", disabled=not sure):
            draft = actions.edit(ctx.engine, WHAT, {}, remove=True)
            actions.write(ctx.engine, draft)
            st.session_state["_edited"] = draft.record.number
            page.choose(as_of=None)
            page.put(node=None, link=None)
            st.rerun()


def links() -> None:
    """The relationships of a thing, each a link to its own form."""
    n, found = actions.links_of(ctx.engine, WHAT, ctx.unmask)
    if not n:
        return
    lines = "".join(f"<tr><td>{page.link(page.say(text), 'edit', link=what, node=None)}</td></tr>" for what, text in found)
    page.show(
        table.section(
            t("关系", "Relationships"), esc(t(f"显示 {len(found)} / {n}", f"{len(found)} of {n}"))
        )
    )
    page.show(f'<table class="y low">{lines}</table>')


st.html(Path(__file__).with_name("load.css"))
if number := st.session_state.pop("_edited", None):
    head = t(f"已写入，第 {number} 次导入，可在记录中撤销。", f"Written as import {number}; it can be undone in Records. ")
    page.show(f'<div class="donenote"><b>{esc(head)}</b>{page.link(page.say(page.PAGES["records"]), "records")}</div>')
try:
    title, shown = actions.editable(ctx.engine, WHAT, ctx.unmask) if WHAT else (("编辑", "Edit"), [])
except StoreError as fault:
    title, shown = ("编辑", "Edit"), []
    page.heading(page.say(title))
    standing.fault(t("没有这个对象。", "There is no such thing."), fault.text)
    st.stop()
page.heading(page.say(title), hint=t("示例库只读", "the sample store is read only") if ctx.samples else "")
if not WHAT:
    hint = t("从问题的行或网络的节点进入，或填写类型和编码。", "Come here from a row of a question or a node of the network, or type it.")
    page.show(f'<div class="none">{esc(hint)}</div>')
    typed = st.text_input(t("类型:编码", "Type:key"), key="_edit_what", placeholder=f"{page.say(NODE['Village'].title)}:370982105240", width=320).strip()
    if typed:
        page.put(node=actions.spelt(typed))
        st.rerun()
else:
    form(shown)
