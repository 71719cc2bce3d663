"""Cells that were changed in the store after the ledger was taken from it: one decision each."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from views import page, table
from views.page import esc, t
from views.table import cell

NAME = ("type", "key", "prop")
MOST = 12
"""How many are drawn; the rest can be decided together."""


def disputed(draft: Any) -> pl.DataFrame:
    """The cells that were changed in the store after the ledger was taken from it."""
    return draft.table.filter("conflict")


def undecided(draft: Any) -> int:
    """How many of them wait for a decision."""
    found = disputed(draft)
    return found.height - (sum(name in decisions() for name in found.select(NAME).rows()) if decisions() else 0)


def name_of(one: dict[str, Any]) -> tuple[str, str, str]:
    """What identifies a cell: type, key, property."""
    return one["type"], one["key"], one["prop"]


def decisions() -> dict[tuple[str, str, str], str]:
    """What was decided for each disputed cell: keep or replace."""
    return st.session_state.setdefault("_decisions", {})


def thing(one: dict[str, Any]) -> str:
    """The name of what a cell belongs to, else its code."""
    return one["name"] or one["key"].rpartition("/")[2]


def draw(draft: Any) -> None:
    """What was changed in the store after the ledger was taken from it: one decision each."""
    found = disputed(draft)
    if not found.height:
        return
    taken = found.height - undecided(draft)
    page.show(
        table.section(
            t("冲突", "Conflicts"),
            esc(
                t(
                    f"台账导出后库中又被改过，需逐项选定；已定 {taken:,} / {found.height:,}",
                    f"changed in the store since: decide each; {taken:,} of {found.height:,} done",
                )
            ),
        )
    )
    words = {"keep": t("留现在", "Keep"), "replace": t("用本次", "Replace")}
    with st.container(key="conflicts"):
        names = (t("对象 字段", "Thing, field"), t("导出时", "As exported"), t("现在", "Now"), t("本次", "This load"))
        page.show(f'<div class="conflict heads">{"".join(f"<span>{esc(name)}</span>" for name in names)}</div>')
        for at, one in enumerate(found.head(MOST).to_dicts()):
            with st.container(key=f"conflict_{at}", horizontal=True, vertical_alignment="center"):
                then = cell(one["taken"]) if one["taken"] is not None else esc(t("不详", "unknown"))
                page.show(
                    f'<div class="conflict"><span>{esc(thing(one))} {esc(t(one["title_zh"], one["title_en"]))}</span>'
                    f"<span>{then}</span><span>{cell(one['before'])}</span><span><b>{cell(one['after'])}</b></span></div>"
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
        if found.height > MOST:
            said = (f"显示 {MOST} / {found.height:,} 项；其余可一并选定", f"{MOST} of {found.height:,} shown; the rest can be decided together")
            page.show(table.note(t(*said), "pager"))
        if found.height > 1:
            with st.container(key="conflict_all", horizontal=True):
                for choice, label in (("keep", t("全部留现在", "Keep all")), ("replace", t("全部用本次", "Replace all"))):
                    st.button(
                        label,
                        key=f"all_{choice}",
                        on_click=lambda choice=choice: decisions().update(dict.fromkeys(found.select(NAME).rows(), choice)),
                    )


def decide(key: str, name: tuple[str, str, str]) -> None:
    """Takes one decision over."""
    if st.session_state[key]:
        decisions()[name] = st.session_state[key]
    else:
        decisions().pop(name, None)
