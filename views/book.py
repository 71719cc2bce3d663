"""The list of questions by subject, each with its fraction, and those of them that say what is not covered."""

from __future__ import annotations

import streamlit as st

import queries
from queries import Question
from views import counting, page, table
from views.page import esc, t


def contents(ctx: page.Context, current: Question | None) -> None:
    """Search box and list."""
    with st.container(key="find"):
        sought = st.text_input(
            t("查找问题", "Find a question"),
            key="_find",
            placeholder=t("查找问题", "Find a question"),
            label_visibility="collapsed",
            live=True,
        )
    listing(ctx, current, sought or "")


def listing(ctx: page.Context, current: Question | None, sought: str) -> None:
    """Every question that holds the words sought, under its subject."""
    words, parts = sought.strip().lower(), []
    for subject, title in queries.SUBJECTS.items():
        found = [one for one in queries.BOOK.values() if one.subject == subject and fits(one, words)]
        if found:
            parts.append(f'<div class="subject">{esc(page.say(title))}</div>')
            parts += [entry(ctx, one, current) for one in found]
    page.show(
        '<nav class="book">' + ("".join(parts) or f'<div class="hint">{esc(t("没有这样的问题。", "No such question."))}</div>') + "</nav>"
    )


def fits(question: Question, words: str) -> bool:
    """Whether a question's name, title or text holds every word."""
    text = " ".join((question.name, *question.title, *question.asks)).lower()
    return all(word in text for word in words.split())


def entry(ctx: page.Context, question: Question, current: Question | None) -> str:
    """One line of the list."""
    told = counting.figure(ctx, question)
    if told is None or told == counting.LATER:
        shown = f'<span class="i3">{told or ""}</span>'
    elif question.gap:
        shown = table.fraction(told.rows, told.whole, red=True, places=0) if told.whole else f'<span class="i3">{t("不适用", "n/a")}</span>'
    else:
        shown = f'<span class="i3">{told.rows:,}</span>'
    on = " on" if current and current.name == question.name else ""
    return (
        f'<a class="q1{on}" href="{esc(page.href("questions", q=question.name))}"><span>{esc(page.say(question.title))}</span>{shown}</a>'
    )


def applying(ctx: page.Context) -> list[Question]:
    """The gap questions for which the place keeps the ledgers: without them everything would seem uncovered."""
    summary = queries.BOOK.get("counts_by_type")
    answer = counting.asked(ctx, summary, {})[0] if summary else None
    held = {row["type"] for row in answer.rows} if answer else None
    return [question for question in queries.BOOK.values() if question.gap and (held is None or held.issuperset(question.needs))]


def gaps(ctx: page.Context) -> list[tuple[Question, int, int]]:
    """Those of them that are counted and have a denominator: question, not covered, denominator."""
    told = [(question, counting.figure(ctx, question)) for question in applying(ctx)]
    return [(question, figure.rows, figure.whole) for question, figure in told if isinstance(figure, counting.Figure) and figure.whole]
