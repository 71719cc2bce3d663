"""Figures of questions, counted a little at a time: what is not known yet is drawn as … and follows by itself."""

from __future__ import annotations

import logging
import time
from typing import Any

import streamlit as st

import actions
import queries
from graphmodel.words import Text
from queries import Question
from views import page

BUDGET = 1.2
"""Seconds of counting in one run of a page."""
LATER = "…"
"""Stands for a figure that is still to be counted."""

Figure = tuple[int, int] | None
"""Rows and denominator; None where the question cannot be answered."""
Wanted = tuple[str, tuple[tuple[str, Any], ...], str | None]
"""A question's name, its parameters, and the place."""


@st.cache_resource(max_entries=16, show_spinner=False)
def kept(address: str, state: str, as_of: str) -> dict[Wanted, Figure]:
    """The figures counted so far for one store and day."""
    return {}


def known(ctx: page.Context) -> dict[Wanted, Figure]:
    """What was counted for the open store and the chosen day."""
    return kept(f"{ctx.engine.name} {ctx.engine.address}", ctx.engine.state(), str(ctx.as_of))


def asked(ctx: page.Context, question: Question, given: dict[str, Any], scope: str | None = "") -> tuple[queries.Answer | None, Text]:
    """The answer, or why there is none: one question that fails leaves the rest of the page standing.

    Without `scope` for the place that is chosen.
    """
    where = ctx.scope if scope == "" else scope
    try:
        return actions.ask(ctx.engine, question.name, given, scope=where, as_of=ctx.as_of, unmask=ctx.unmask), ("", "")
    except Exception as fault:  # an engine raises what its driver raises
        told = getattr(fault, "text", None)
        if isinstance(told, tuple):
            return None, told
        logging.getLogger("lianjian.app").exception("%s %s %s", question.name, given, where)
        return None, (
            "未能回答，库中数据未改动。原因已记入 logs/app.log。",
            "No answer; what is stored was not changed. The reason is in logs/app.log.",
        )


def answered(ctx: page.Context, name: str) -> queries.Answer | None:
    """The answer to a question of the book with its own defaults, or None where the book does not have it."""
    return asked(ctx, queries.BOOK[name], {})[0] if name in queries.BOOK else None


def unit(question: Question) -> str:
    """What is counted, in Chinese only: an English number stands alone."""
    return page.t(question.unit[0], "") if question.unit else ""


def start() -> None:
    """Begins a run of a page: nothing waits, and the time for counting is whole."""
    st.session_state["_pending"], st.session_state["_until"] = {}, None


def figure(ctx: page.Context, question: Question, scope: str | None = "", given: dict[str, Any] | None = None) -> Figure | str:
    """The figure of a question, or LATER once the time of this run is used up. The first one is always counted."""
    where = ctx.scope if scope == "" else scope
    wanted = (question.name, tuple(sorted((given or {}).items())), where)
    found = known(ctx)
    if wanted in found:
        return found[wanted]
    now = time.monotonic()
    if st.session_state.get("_until") is None:
        st.session_state["_until"] = now + BUDGET
    if now >= st.session_state["_until"]:
        st.session_state["_pending"][wanted] = None
        return LATER
    return count(ctx, wanted)


def count(ctx: page.Context, wanted: Wanted) -> Figure:
    """Counts one figure and keeps it."""
    name, given, where = wanted
    answer, _ = asked(ctx, queries.BOOK[name], dict(given), where)
    known(ctx)[wanted] = None if answer is None else (len(answer.rows), answer.denominator or 0)
    return known(ctx)[wanted]


def waiting() -> int:
    """How many figures of the page are still to be counted."""
    return len(st.session_state.get("_pending", ()))


def finish(ctx: page.Context) -> None:
    """Ends a run of a page: what waits is counted behind it, and the page drawn again."""
    if waiting():
        st.session_state["_drawn"] = True
        go_on(ctx)


@st.fragment(run_every=0.3)
def go_on(ctx: page.Context) -> None:
    """Counts on for a while; the first call belongs to the page's own run and only starts the clock."""
    if st.session_state.pop("_drawn", False):
        return
    until = time.monotonic() + 2 * BUDGET
    for wanted in list(st.session_state.get("_pending", ())):
        count(ctx, wanted)
        if time.monotonic() > until:
            break
    st.rerun()
