"""Cells that were changed in the store after the ledger was taken from it: one decision each."""

from __future__ import annotations

from typing import Any

import streamlit as st

from views import page, table
from views.page import esc, t
from views.table import cell

MOST = 12
"""How many are drawn; the rest can be decided together."""


def disputed(draft: Any) -> list[dict[str, Any]]:
    """The cells that were changed in the store after the ledger was taken from it."""
    return [one for one in draft.cells if one["conflict"]]


def name_of(one: dict[str, Any]) -> tuple[str, str, str]:
    """What identifies a cell: type, key, property."""
    return one["type"], one["key"], one["prop"]


def decisions() -> dict[tuple[str, str, str], str]:
    """What was decided for each disputed cell: keep or replace."""
    return st.session_state.setdefault("_decisions", {})


def thing(one: dict[str, Any]) -> str:
    """The name of what a cell belongs to, else its code."""
    return one["name"] or one["key"].rpartition("/")[2]


def when_taken(one: dict[str, Any]) -> str:
    """What the cell held when the ledger was taken from the store, where that is known."""
    return "" if one["taken"] is None else f"{t('导出时', 'then')} {cell(one['taken'])}　"


def draw(draft: Any) -> None:
    """What was changed in the store after the ledger was taken from it: one decision each."""
    found = disputed(draft)
    if not found:
        return
    taken = sum(name_of(one) in decisions() for one in found)
    page.show(
        table.section(
            t("冲突", "Conflicts"),
            esc(
                t(
                    f"台账导出后库中又被改过，需逐项选定；已定 {taken} / {len(found)}",
                    f"changed in the store since: decide each; {taken} of {len(found)} done",
                )
            ),
        )
    )
    words = {"keep": t("留现在", "Keep"), "replace": t("用本次", "Replace")}
    with st.container(key="conflicts"):
        for at, one in enumerate(found[:MOST]):
            with st.container(key=f"conflict_{at}", horizontal=True, vertical_alignment="center"):
                page.show(
                    f'<div class="conflict"><span>{esc(thing(one))} {esc(t(one["title_zh"], one["title_en"]))}</span>'
                    f"<span>{when_taken(one)}{t('现在', 'now')} {cell(one['before'])}</span>"
                    f"<span>{t('本次', 'this load')} <b>{cell(one['after'])}</b></span></div>"
                )
                key = f"_decide_{at}"
                st.session_state[key] = decisions().get(name_of(one))
                st.segmented_control(
                    t("选定", "Decide"),
                    list(words),
                    key=key,
                    format_func=words.get,
                    label_visibility="collapsed",
                    on_change=decide,
                    args=(key, name_of(one)),
                )
        if len(found) > MOST:
            said = (f"显示 {MOST} / {len(found)} 项；其余可一并选定", f"{MOST} of {len(found)} shown; the rest can be decided together")
            page.show(table.note(t(*said), "pager"))
        if len(found) > 1:
            with st.container(key="conflict_all", horizontal=True):
                for choice, label in (("keep", t("全部留现在", "Keep all")), ("replace", t("全部用本次", "Replace all"))):
                    st.button(
                        label,
                        key=f"all_{choice}",
                        on_click=lambda choice=choice: decisions().update({name_of(one): choice for one in found}),
                    )


def decide(key: str, name: tuple[str, str, str]) -> None:
    """Takes one decision over."""
    if st.session_state[key]:
        decisions()[name] = st.session_state[key]
    else:
        decisions().pop(name, None)
