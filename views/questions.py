"""Questions: the book by subject with what is not covered, one question with its parameters, answer, 口径, rows and sources."""

from __future__ import annotations

import streamlit as st

import actions
import queries
from queries import Question
from views import answers, book, counting, formats, page, params
from views.page import t

ctx = page.context()


def opened() -> Question | None:
    """The question in the address; else the first gap, else the first of the book."""
    found = queries.BOOK.get(page.get("q"))
    if found or not queries.BOOK:
        return found
    return next((question for question in queries.BOOK.values() if question.gap), next(iter(queries.BOOK.values())))


def tools(question: Question, answer: queries.Answer | None) -> None:
    """What can be done with the answer: see it as a network, take it away as a file."""
    if answer is None:
        return
    holding = answers.keys_of(answer)
    if holding:
        page.show(
            '<div class="btns">'
            + page.link(
                t("在网络中看", "See as network"),
                "network",
                cls="btn",
                q=question.name,
                **{f"p.{name}": value for name, value in params.given(question).items()},
            )
            + "</div>"
        )
    with st.popover(t("导出", "Export"), type="primary", key="export"):
        masked = t("姓名隐去", "names masked") if question.personal and not ctx.unmask else t("含全部列", "all columns")
        page.show(
            f'<div class="s">{page.esc(t(f"全部 {len(answer.rows):,} 行，{masked}", f"All {len(answer.rows):,} rows, {masked}"))}</div>'
        )
        for format in actions.FORMATS:
            if format in ("graphml", "gexf") and not holding:
                continue
            st.download_button(
                page.say(formats.WORDS[format]),
                lambda format=format: actions.export_answer(ctx.engine, answer, format, language=ctx.lang, unmask=ctx.unmask),
                file_name=f"{question.title[ctx.lang == 'en']}_{answer.as_of.isoformat()}.{format}",
                on_click="ignore",
                mime=formats.MIME[format],
                key=f"export_{format}",
                width="stretch",
            )


def one(question: Question) -> None:
    """The right side: one question."""
    found, fault = counting.asked(ctx, question, params.given(question))
    with page.heading(page.say(question.asks), hint=page.say(queries.SUBJECTS[question.subject])):
        tools(question, found)
    if question.params or (question.personal and page.on_loopback()):
        params.draw(ctx, question)
    if found is None:
        page.show(f'<div class="fault">{page.esc(page.say(fault))}</div>')
        return
    page.show(answers.line(found) + answers.basis(found))
    split = answers.breakdown(ctx, found)
    with st.container(key="answer", horizontal=True, gap="medium"):
        with st.container(key="rows"):
            answers.rows(ctx, found, room=13 if question.params or question.personal else 15)
        if split:
            with st.container(key="bysplit", width=300):
                page.show(split)


if ctx.empty:
    page.heading(t("问题", "Questions"))
    page.nothing_yet()
else:
    current = opened()
    with st.container(key="split", horizontal=True, gap=None):
        side = st.container(key="side", width=272)
        with st.container(key="main"):
            if current:
                one(current)
        with side:
            book.contents(ctx, current)
