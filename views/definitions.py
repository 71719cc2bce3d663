"""Definitions: the 口径 of every question of the book, as its own file says it."""

from __future__ import annotations

import streamlit as st

import queries
from queries import Question
from views import page, table
from views.page import esc, t
from views.table import Column, Html

ctx = page.context()


def fits(question: Question, words: str) -> bool:
    """Whether the words of a question, in either language, hold every word sought."""
    pairs = (
        question.title,
        question.asks,
        question.numerator,
        question.denominator,
        question.excluded,
        question.assumes or ("", ""),
        queries.SUBJECTS[question.subject],
    )
    told = " ".join((question.name, *(part for pair in pairs for part in pair))).lower()
    return all(word in told for word in words.lower().split())


def parameters(question: Question) -> str:
    """What a reader may set: the parameters with the values they begin with."""
    told = []
    for param in question.params.values():
        begin = next((choice[ctx.lang] for choice in param["choices"] if choice["value"] == param["default"]), param["default"])
        if param.get("latest") and not param["default"]:
            begin = t("最近有记录的", "the latest on record")
        told.append(f"{param['title'][ctx.lang]} {begin if begin != '' else t('全部', 'all')}")
    return t("；", "; ").join(told)


def line(question: Question) -> list[Html]:
    """One question as a row of the table."""
    red = f' <span class="g">{esc(t("缺口", "gap"))}</span>' if question.gap else ""
    set_by = parameters(question)
    asks = f'<div class="s">{esc(page.say(question.asks))}</div>' + (
        f'<div class="s">{esc(t("参数：", "Parameters: ") + set_by)}</div>' if set_by else ""
    )
    left = esc(page.say(question.excluded)) + (
        f'<div class="s"><b>{esc(t("假定", "Assumed"))}</b> {esc(page.say(question.assumes))}</div>' if question.assumes else ""
    )
    return [
        Html(page.link(page.say(question.title), "questions", q=question.name) + red + asks),
        Html(esc(page.say(question.numerator))),
        Html(esc(page.say(question.denominator))),
        Html(left),
    ]


def draw() -> None:
    """The page."""
    key = "_definitions"
    if st.session_state.get(key, "—") != page.get("find"):
        st.session_state[key] = page.get("find")
    with page.heading(
        t("口径", "Definitions"),
        hint=t("每个问题数什么、与什么比、不含什么", "What each question counts, against what, and what it leaves out"),
    ):
        st.text_input(
            t("查找", "Find"),
            key=key,
            placeholder=t("查找口径", "Find a definition"),
            label_visibility="collapsed",
            width=260,
            on_change=lambda: page.put(find=(st.session_state[key] or "").strip()),
        )
    found = [question for question in queries.BOOK.values() if fits(question, page.get("find"))]
    shown = t(f"显示 {len(found)} / 共 {len(queries.BOOK)} 个问题", f"{len(found)} of {len(queries.BOOK)} questions")
    page.show(f'<div class="basis"><span>{esc(shown)}</span></div>')
    if not found:
        everything = page.link(t("恢复默认", "Show all"), "definitions", find=None)
        page.show(f'<div class="none">{esc(t("没有这样的口径。", "No such definition. "))}{everything}</div>')
    columns = [
        Column(t("问题", "Question")),
        Column(t("分子", "Numerator")),
        Column(t("分母", "Denominator")),
        Column(t("不含", "Not counted")),
    ]
    for subject, words in queries.SUBJECTS.items():
        own = [question for question in found if question.subject == subject]
        if own:
            page.show(table.section(page.say(words), esc(t(f"{len(own)} 个", f"{len(own)}"))))
            page.show(table.yearbook(columns, map(line, own), cls="low fixed", label=page.say(words)))


draw()
