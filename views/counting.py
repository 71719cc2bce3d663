"""Figures of questions, counted a little at a time: what is not known yet is drawn as … and follows by itself."""

from __future__ import annotations

import logging
import time
from collections import Counter
from typing import Any, NamedTuple

import streamlit as st

import actions
import queries
from graphmodel.words import Text
from queries import Question
from views import page

BUDGET = 0.5
"""Seconds of counting before a page is drawn; behind it, four times as many at once."""
LATER = "…"
"""Stands for a figure that is still to be counted."""


class Figure(NamedTuple):
    """A question's rows and denominator, and what is told of them: the names of one row or two, of more the place that has most of
    them, and what could not be judged: reason, how many, and the reason in words."""

    rows: int
    whole: int
    names: tuple[str, ...] = ()
    most: tuple[str, int] | None = None
    open: tuple[tuple[str, int, Text], ...] = ()


NAMED = ("name", "centre", "area", "village", "member", "household")
"""Columns that name a row."""
Wanted = tuple[str, tuple[tuple[str, Any], ...], str | None]
"""A question's name, its parameters, and the place."""


@st.cache_resource(max_entries=16, show_spinner=False)
def kept(address: str, state: str, as_of: str, unmask: bool) -> dict[Wanted, Figure | None]:
    """The figures counted so far for one store and day; None where a question cannot be answered."""
    return {}


def known(ctx: page.Context) -> dict[Wanted, Figure | None]:
    """What was counted for the open store and the chosen day."""
    return kept(f"{ctx.engine.name} {ctx.engine.address}", ctx.engine.state(), str(ctx.as_of), ctx.unmask)


def asked(
    ctx: page.Context, question: Question, given: dict[str, Any], scope: str | None = "", masked: bool = True
) -> tuple[queries.Answer | None, Text]:
    """The answer, or why there is none: one question that fails leaves the rest of the page standing.

    Without `scope` for the place that is chosen. An answer with `masked` false is for counting, never for showing.
    """
    where = ctx.scope if scope == "" else scope
    try:
        return actions.ask(ctx.engine, question.name, given, scope=where, as_of=ctx.as_of, unmask=ctx.unmask or not masked), ("", "")
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


def figure(ctx: page.Context, question: Question, scope: str | None = "", given: dict[str, Any] | None = None) -> Figure | str | None:
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


def count(ctx: page.Context, wanted: Wanted) -> Figure | None:
    """Counts one figure and keeps it."""
    name, given, where = wanted
    answer, _ = asked(ctx, queries.BOOK[name], dict(given), where, masked=False)
    known(ctx)[wanted] = None if answer is None else summed_up(answer, ctx.unmask)
    return known(ctx)[wanted]


def summed_up(answer: queries.Answer, unmask: bool) -> Figure:
    """The figure of an unmasked answer: of thousands of rows only the one or two that are named need masking."""
    open_records = tuple((one["reason"], one["n"], (one["zh"], one["en"])) for one in answer.excluded)
    names, most = (), None
    if len(answer.rows) <= 2:
        called = next((one for one in NAMED if one in answer.question.columns), "")
        told = answer if unmask else actions.masked(answer)
        names = tuple(str(row[called]) for row in told.rows if called)
    else:
        for column in ("area", "township"):
            held = Counter(row[column] for row in answer.rows if isinstance(row.get(column), str) and row[column])
            if len(held) > 1:
                most = min(held.items(), key=lambda one: (-one[1], one[0]))
                break
    return Figure(len(answer.rows), answer.denominator or 0, names, most, open_records)


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
    until = time.monotonic() + 4 * BUDGET
    for wanted in list(st.session_state.get("_pending", ())):
        count(ctx, wanted)
        if time.monotonic() > until:
            break
    st.rerun()
