"""The network as it stood: the store behind it, the bar that says so, and the bar of an import that was cut off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast

import streamlit as st

import actions
from graphmodel.engine import Engine, StoreError
from graphmodel.imports import standing
from graphmodel.words import Text
from views import page
from views.page import esc, t


def stood(samples: bool, day: date | None) -> Engine:
    """The open store as it stood on a day: itself where that is now."""
    live = page.store(samples)
    if day is None or actions.is_now(live, day):
        return live
    key = f"{live.name} {live.address}", live.state(), day
    try:
        found = made(*key, live)
        if actions.is_past(found) and not found.there():  # others needed the room
            made.clear(*key, live)
            found = made(*key, live)
        return cast(Engine, found)
    except StoreError:  # the next run shows the store of now
        page.choose(as_of=None)
        raise


@st.cache_resource(max_entries=8, show_spinner=False)
def made(address: str, state: str, day: date, _live: Engine) -> Any:
    """A store as it stood; kept until the data changes."""
    return actions.as_it_stood(_live, day)


def writable() -> page.Context:
    """What is chosen, for a page that writes: in a past state it says that nothing can be written, and ends the page."""
    ctx = page.context()
    if ctx.past:
        page.heading(page.say(page.PAGES[st.session_state["_page"]]))
        back = page.link(t("回到最新", "Back to the latest"), st.session_state["_page"], as_of=None)
        page.show(
            f'<div class="none">{esc(t("历史状态只读，不能写入。", "A past state is read only: nothing can be written. "))}{back}</div>'
        )
        st.stop()
    return ctx


def fault(head: str, why: Text) -> None:
    """What could not be done, and why."""
    page.show(f'<div class="fault"><b>{esc(head)}</b><p>{esc(page.say(why))}</p></div>')


def draw(ctx: page.Context) -> None:
    """Either bar, where there is reason for it."""
    live = page.store(ctx.samples)
    cut_off = live.unfinished()
    if cut_off:
        unfinished(live, cut_off.number)
    if ctx.past:
        past(ctx, live)


def past(ctx: page.Context, live: Engine) -> None:
    """The network as it stood: of how many imports, and the way back."""
    whole, here = len(standing(live.imports())), len(ctx.imports)
    text = t(
        f"截至 {ctx.as_of} 的网络：由数据截止日不晚于此日的 {here} / {whole} 次导入构成，只读。",
        f"The network as of {ctx.as_of}: made of the {here} / {whole} imports with a data date up to then; read only. ",
    )
    named = list(getattr(ctx.engine, "named", ()))
    if named:
        text += t(
            f"其中 {len(named)} 个对象由更晚的导入建立，仅取编码和名称。",
            f"{len(named)} of its things were made by a later import: only code and name are taken. ",
        )
    back = page.link(t("回到最新", "Back to the latest"), st.session_state["_page"], **{**page.own(), "as_of": None})
    stamp = f'<span class="stamp">{esc(t("历史状态", "PAST STATE"))}</span>'
    page.show(f'<div class="standing">{stamp}<span>{esc(text)}{back}</span></div>')


def unfinished(live: Engine, number: int) -> None:
    """An import that was cut off, with the two ways on."""
    text = t(
        f"导入 {number} 中断，只写入了一部分：完成或退回之前，所有数字都不可靠。",
        f"Import {number} was cut off half-way: until it is finished or taken back, no figure is reliable.",
    )
    with st.container(key="cutoff", horizontal=True, vertical_alignment="center"):
        page.show(f'<div class="standing"><span class="stamp">{esc(t("中断", "CUT OFF"))}</span><span>{esc(text)}</span></div>')
        if st.button(t("退回", "Take back"), key="roll_back"):
            settled(live.roll_back)
        if st.button(t("完成", "Finish"), key="finish", type="primary"):
            settled(live.finish)


def settled(deed: Callable[[], None]) -> None:
    """Does it and draws the page again, or says why it could not be done."""
    try:
        deed()
    except StoreError as reason:
        fault(t("未完成。", "Not done."), reason.text)
        return
    st.rerun()
