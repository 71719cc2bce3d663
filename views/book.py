"""The list of questions by subject, each with its fraction, counted a little at a time so that nobody waits for it."""
from __future__ import annotations

import logging
import time
import streamlit as st

import actions
import queries
from graphmodel.words import Text
from queries import Question
from views import page, table
from views.page import esc, t

BUDGET = .6
"""Seconds of counting in one run of the page; the rest follows by itself."""

Counts = dict[str, tuple[int, int] | None]


@st.cache_resource(max_entries=32, show_spinner=False)
def kept(address: str, state: str, scope: str | None, as_of: str) -> Counts:
    """The fractions counted so far for one store, place and day."""
    return {}


def counted(ctx: page.Context) -> Counts:
    """What is known by now: question → (rows, denominator), or None where it cannot be counted without parameters."""
    return kept(f"{ctx.engine.name} {ctx.engine.address}", ctx.engine.state(), ctx.scope, str(ctx.as_of))


def asked(ctx: page.Context, question: Question, given: dict[str, str]) -> tuple[queries.Answer | None, Text]:
    """The answer, or why there is none: one question that fails leaves the rest of the page standing."""
    try:
        return actions.ask(ctx.engine, question.name, given, scope=ctx.scope, as_of=ctx.as_of, unmask=ctx.unmask), ("", "")
    except Exception as fault:    # an engine raises what its driver raises
        told = getattr(fault, "text", None)
        if isinstance(told, tuple):
            return None, told
        logging.getLogger("lianjian.app").exception("%s %s %s", question.name, given, ctx.scope)
        return None, ("未能回答，库中数据未改动。原因已记入 logs/app.log。", "No answer; what is stored was not changed. The reason is in logs/app.log.")


def count(ctx: page.Context, question: Question) -> tuple[int, int] | None:
    """Rows and denominator of a question with its own defaults."""
    known = counted(ctx)
    if question.name not in known:
        answer, _ = asked(ctx, question, {})
        known[question.name] = None if answer is None else (len(answer.rows), answer.denominator or 0)
    return known[question.name]


def count_more(ctx: page.Context, seconds: float = BUDGET) -> bool:
    """Counts for a while; whether everything is counted by now."""
    until = time.monotonic() + seconds
    for question in queries.BOOK.values():
        if time.monotonic() > until:
            return False
        count(ctx, question)
    return True


def contents(ctx: page.Context, current: Question | None) -> None:
    """Search box and list; while something is uncounted the list draws itself again."""
    with st.container(key="find"):
        sought = st.text_input(t("查找问题", "Find a question"), key="_find", placeholder=t("查找问题", "Find a question"), label_visibility="collapsed", live=True)
    done = count_more(ctx)
    listing(ctx, current, sought or "")
    if not done:
        waiting(ctx)


@st.fragment(run_every=1)
def waiting(ctx: page.Context) -> None:
    """Counts on behind the open page, then has the page drawn with all fractions."""
    if count_more(ctx, 2 * BUDGET):
        st.rerun()


def listing(ctx: page.Context, current: Question | None, sought: str) -> None:
    """Every question that holds the words sought, under its subject."""
    known, words, parts = counted(ctx), sought.strip().lower(), []
    for subject, title in queries.SUBJECTS.items():
        found = [one for one in queries.BOOK.values() if one.subject == subject and fits(one, words)]
        if found:
            parts.append(f'<div class="subject">{esc(page.say(title))}</div>')
            parts += [entry(one, known, current) for one in found]
    page.show('<nav class="book">' + ("".join(parts) or f'<div class="hint">{esc(t("没有这样的问题。", "No such question."))}</div>') + "</nav>")


def fits(question: Question, words: str) -> bool:
    """Whether a question's name, title or text holds every word."""
    text = " ".join((question.name, *question.title, *question.asks)).lower()
    return all(word in text for word in words.split())


def entry(question: Question, known: Counts, current: Question | None) -> str:
    """One line of the list."""
    told = known.get(question.name, "…")
    if told == "…" or told is None:
        figure = "" if told is None else '<span class="i3">…</span>'
    elif question.gap:
        figure = table.fraction(*told, red=True, places=0) if told[1] else f'<span class="i3">{t("不适用", "n/a")}</span>'
    else:
        figure = f'<span class="i3">{told[0]:,}</span>'
    on = " on" if current and current.name == question.name else ""
    return f'<a class="q1{on}" href="{esc(page.href("questions", q=question.name))}"><span>{esc(page.say(question.title))}</span>{figure}</a>'


def gaps(ctx: page.Context) -> list[tuple[Question, int, int]]:
    """The gap questions that apply to the store and place: question, not covered, denominator.

    One that needs a ledger which the place does not keep is left out: everything would seem uncovered.
    """
    summary = queries.BOOK.get("counts_by_type")
    answer = asked(ctx, summary, {})[0] if summary else None
    held = {row["type"] for row in answer.rows} if answer else None
    found: list[tuple[Question, int, int]] = []
    for question in queries.BOOK.values():
        if not question.gap or (held is not None and not held.issuperset(question.needs)):
            continue
        told = count(ctx, question)
        if told and told[1] > 0:
            found.append((question, *told))
    return found
