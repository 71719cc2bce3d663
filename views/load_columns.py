"""Sheets with headers of their own: what each column may mean, chosen and confirmed once by the reader, kept by name."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import streamlit as st

import actions
from graphmodel.schema import NODE, REL
from views import page, table
from views.page import esc, t

Sheet = tuple[str, str]


def waiting(draft: Any) -> dict[Sheet, Any]:
    """The sheets that must be confirmed before anything is written, with what is proposed."""
    return {(one.sheet.source, one.sheet.name): one for one in draft.proposals}


def draw(draft: Any) -> None:
    """The sheets to be confirmed; on request also those of which some columns are unknown."""
    needed = waiting(draft)
    others = [(head.source, head.name) for head in draft.heads if (head.source, head.name) not in needed]
    if not needed and not others:
        return
    chosen = list(needed)
    if others:
        label = t(f"对应未识别的列（{len(others)} 张表）", f"Match unknown columns ({table.several(len(others), 'sheet')})")
        if st.checkbox(label, key="_columns_too"):
            chosen += others
    if not chosen:
        return
    sheet = chosen[0]
    if len(chosen) > 1:
        sheet = st.selectbox(t("工作表", "Sheet"), chosen, key="_columns_sheet", format_func=lambda one: f"{one[1]}（{one[0]}）", width=360)
    with st.container(key="columns"):
        one_sheet(draft, sheet, needed.get(sheet))


def one_sheet(draft: Any, sheet: Sheet, proposed: Any) -> None:
    """The columns of one sheet beside what they may mean, and the button that confirms them."""
    file, name = sheet
    titles = {kind: page.say((NODE.get(kind) or REL[kind]).title) for kind in (*NODE, *REL)}
    made = proposed or actions.propose(draft, file, name)
    if made is None:
        return
    likely = [kind for kind, _ in made.kinds]
    kinds = [*likely, *(kind for kind in titles if kind not in likely)]
    page.show(
        table.section(
            t("列与属性的对应", "What the columns mean"),
            esc(t("核对后确认一次，以后同样的表头自动采用", "confirm once; the same headers are then read alike")),
        )
    )
    sure = dict(made.kinds)
    key = f"{file}|{name}"
    kind = st.selectbox(
        t(f"“{name}”是", f"“{name}” holds"),
        kinds,
        index=kinds.index(made.kind) if made.kind else None,
        key=f"_kind_{key}",
        format_func={one: titles[one] + (f"　{t('把握', 'confidence')} {sure[one]:.0%}" if one in sure else "") for one in kinds}.get,
        placeholder=t("选择类型", "Choose a type"),
        width=360,
    )
    if kind is None:
        page.show(table.note(t("有几种类型同样相近，须选定。", "Several types fit alike: choose one."), "none"))
        return
    if kind != made.kind:
        made = actions.propose(draft, file, name, kind)
    if made is None:
        return
    columns = [column(key, kind, guess) for guess in made.guesses]
    confirm(name, kind, columns)


def column(key: str, kind: str, guess: Any) -> tuple[str, str]:
    """One column: its header and a few cells, what it may mean, how sure and why."""
    meanings = {code: page.say(words) for code, words in actions.meanings_of(kind).items()}
    with st.container(key=f"column_{crc32(f'{key}|{kind}|{guess.column}'.encode())}", horizontal=True, vertical_alignment="center"):
        cells = esc("、".join(guess.samples)) or f'<span class="zero">{esc(t("空", "blank"))}</span>'
        page.show(f'<div class="colhead"><b>{esc(guess.header)}</b><span>{cells}</span></div>')
        options = list(meanings)
        chosen = st.selectbox(
            guess.header,
            options,
            index=options.index(guess.meaning),
            key=f"_column_{key}|{kind}|{guess.column}",
            format_func=meanings.get,
            label_visibility="collapsed",
            width=200,
        )
        words = page.say(actions.sure_words(guess.sure)) if guess.sure else "—"
        page.show(f'<div class="colwhy"><b>{esc(words)}</b><span>{esc(page.say(guess.why))}</span></div>')
    return guess.header, chosen or guess.meaning


def confirm(sheet: str, kind: str, columns: list[tuple[str, str]]) -> None:
    """The name under which the columns are kept, and the button; two columns of one meaning are said."""
    chosen = [code for _, code in columns if code not in (actions.KEEP, actions.SKIP)]
    twice = next((code for code in chosen if chosen.count(code) > 1), None)
    with st.container(key="confirm", horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(t("保存为", "Save as"), value=sheet, key=f"_mapping_{sheet}", width=240)
        if st.button(t("确认并重新检查", "Confirm and check again"), key="confirm_columns", disabled=twice is not None):
            try:
                actions.confirm(name, [actions.Mapped(sheet, kind, tuple(columns))])
            except ValueError:
                page.show(
                    table.note(
                        t("名称不能为空，也不能含 / \\ : * ? 等符号。", "The name must not be blank nor hold / \\ : * ? and the like."),
                        "none",
                    )
                )
                return
            st.session_state["_load"]["asked"] = None
            st.rerun()
    if twice:
        title = page.say(actions.meanings_of(kind)[twice])
        page.show(table.note(t(f"有两列都对应“{title}”，只能留一列。", f"Two columns mean {title}: keep one."), "none"))
