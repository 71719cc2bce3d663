"""Who is it: names that fit nothing or several things, each with its candidates; what the reader chooses is remembered."""

from __future__ import annotations

from typing import Any

import streamlit as st

import actions
from graphmodel.masking import mask
from views import page, table
from views.page import esc, t

MOST = 10
"""Names that are drawn at once; the others follow when these are decided."""


def candidates(draft: Any) -> list[Any]:
    """The names of which it is known what they may mean."""
    return [one for one in draft.asked if one.candidates]


def draw(draft: Any, unmask: bool) -> None:
    """The names to be decided, and the button that remembers what was chosen."""
    asked = candidates(draft)
    if not asked:
        return
    page.show(
        table.section(
            t("是哪一个", "Which one is it"),
            esc(
                t(
                    f"{len(asked)} 个名称有候选；选定后记住，下次自动采用",
                    f"{table.several(len(asked), 'name')} with candidates; what you choose is remembered",
                )
            ),
        )
    )
    chosen: dict[int, str | None] = {}
    with st.container(key="names"):
        for at, one in enumerate(asked[:MOST]):
            with st.container(key=f"name_{at}", horizontal=True, vertical_alignment="center"):
                text = mask(one.text, "name" if one.personal and not unmask else "")
                where = t(f"{one.sheet} · {one.column}，{one.rows} 行", f"{one.sheet} · {one.column}, {table.several(one.rows, 'row')}")
                page.show(f'<div class="colhead"><b class="mark">{esc(text)}</b><span>{esc(where)}</span></div>')
                shown = dict(one.candidates)
                chosen[at] = st.selectbox(
                    text,
                    list(shown),
                    index=None,
                    key=f"_who_{one.sheet}|{one.column}|{one.text}",
                    format_func=shown.get,
                    label_visibility="collapsed",
                    placeholder=t("都不是，或以后再定", "None of them, or later"),
                    width=320,
                )
        if len(asked) > MOST:
            page.show(table.note(t(f"显示 {MOST} / {len(asked)} 个", f"{MOST} of {len(asked)} shown"), "pager"))
        taken = {at: key for at, key in chosen.items() if key}
        label = t("记住并重新检查", "Remember and check again")
        if st.button(label, key="decide_names", disabled=not taken):
            for at, key in taken.items():
                actions.decide(draft.territory, asked[at].text, key)
            st.session_state["_load"]["asked"] = None
            st.rerun()
