"""Likely duplicates: one person or place under two keys, made one with the sources of both, or said to be two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

import actions
from graphmodel.engine import StoreError
from graphmodel.schema import NODE
from views import draft as drawn
from views import page, standing, table
from views.page import esc, t

ctx = standing.writable()
MOST = 12


@st.cache_data(max_entries=4, show_spinner=False)
def found(address: str, state: str, told: int, _engine: Any) -> list[dict[str, Any]]:
    """The likely pairs of a store; looked for again when it, or what was said of pairs, changes."""
    return actions.duplicates(_engine)


def pair(at: int, one: dict[str, Any]) -> None:
    """One pair: how sure, both with their keys, why; and what can be done."""
    kind = page.say(NODE[one["keep"].partition(":")[0]].title)
    both = "".join(
        f"<span><b>{esc(name)}</b> {page.link(key.partition(':')[2], 'edit', node=key)}</span>"
        for name, key in zip(one["names"], (one["keep"], one["drop"]), strict=True)
    )
    with st.container(key=f"twin_{at}", horizontal=True, vertical_alignment="center"):
        page.show(f'<div class="twin"><span>{esc(kind)}</span>{both}<span>{esc(page.say(one["why"]))}　{one["sure"]:.0%}</span></div>')
        if st.button(t("合并…", "Merge …"), key=f"merge_{at}", disabled=ctx.samples):
            st.session_state["_merge"] = (one["keep"], one["drop"])
            st.rerun()
        if st.button(t("不是同一个", "Two, not one"), key=f"different_{at}", disabled=ctx.samples):
            actions.say_different(one["keep"], one["drop"])
            st.session_state["_told"] = st.session_state.get("_told", 0) + 1
            st.rerun()


def asked(keep: str, drop: str) -> None:
    """What a merge would change, which of the two stays, and the button that writes it."""
    try:
        draft, _ = actions.merge(ctx.engine, keep, drop, dry_run=True)
    except StoreError as fault:
        standing.fault(t("不能合并。", "They cannot be merged."), fault.text)
        return
    head = t(f"{drop} 并入 {keep}", f"{drop} goes into {keep}")
    hint = t(
        "保留方的值优先，空的由并入方补上；两方来源都保留；可撤销",
        "the one that stays keeps its values; blanks are filled; both sources are kept; it can be undone",
    )
    page.show(table.section(head, esc(hint)))
    with st.container(key="merging"):
        drawn.counts(draft.counts)
    with st.container(key="editbar", horizontal=True):
        if st.button(t("合并", "Merge"), type="primary", key="merge_write"):
            try:
                _, record = actions.merge(ctx.engine, keep, drop)
            except StoreError as fault:
                standing.fault(t("未写入，库中数据未改动。", "Not written; what is stored was not changed."), fault.text)
                return
            st.session_state.update(_merge=None, _merged=record.number if record else None)
            page.choose(as_of=None)
            st.rerun()
        if st.button(t("保留另一个", "Keep the other one"), key="merge_swap"):
            st.session_state["_merge"] = (drop, keep)
            st.rerun()
        if st.button(t("取消", "Cancel"), key="merge_cancel"):
            st.session_state["_merge"] = None
            st.rerun()


st.html(Path(__file__).with_name("load.css"))
pairs = found(f"{ctx.engine.name} {ctx.engine.address}", ctx.engine.state(), st.session_state.get("_told", 0), ctx.engine)
page.heading(
    t("疑似重复", "Likely duplicates"),
    hint=t(
        "同名同村、电话相同、名称同音；是否同一个由使用者定",
        "the same name and village, phone or sound; whether they are one is yours to say",
    ),
)
if number := st.session_state.pop("_merged", None):
    said = t(f"已合并，第 {number} 次导入，可在记录中撤销。", f"Merged as import {number}; it can be undone in Records.")
    page.show(f'<div class="donenote"><b>{esc(said)}</b></div>')
if chosen := st.session_state.get("_merge"):
    asked(*chosen)
if not pairs:
    page.show(f'<div class="none">{esc(t("没有疑似重复的对象。", "No likely duplicates."))}</div>')
else:
    with st.container(key="twins"):
        for at, one in enumerate(pairs[:MOST]):
            pair(at, one)
    page.show(table.note(t(f"显示 {min(MOST, len(pairs))} / {len(pairs)} 对", f"{min(MOST, len(pairs))} of {len(pairs)} pairs"), "pager"))
