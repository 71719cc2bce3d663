"""Overview: what is covered and what is not, place by place, what needs attention, and what was loaded last."""

from __future__ import annotations

import logging
import re

import streamlit as st

import actions
from graphmodel.engine import StoreError
from graphmodel.imports import standing
from graphmodel.schema import NODE, REL
from loaders.editing import called
from queries import Question
from views import attention, book, by_place, counting, page, places, table
from views.page import esc, t
from views.table import Column, Html, fraction

ctx = page.context()
COUNTED = ("County", "Township", "Area", "Village", "Household", "Branch", "Cooperative", "Enterprise", "Member")
COUNTED += ("Grid", "Unit", "Team", "ServiceCentre")
"""The types of the counts line, as far as there is room for them."""
LEGEND = Html('<span class="key" style="background:var(--cover)"></span>{}<span class="key" style="background:var(--gap)"></span>{}')


def counts() -> str:
    """How many of each type lie in the place, each number opening the list of counts."""
    answer = counting.answered(ctx, "counts_by_type")
    if answer is None:
        return ""
    found = {row["type"]: row["n"] for row in answer.rows if row.get("n")}
    nodes = [
        (NODE[label].title, found[label]) for label in COUNTED if found.get(label) and not (label in COUNTED[:3] and found[label] == 1)
    ]
    links = sum(number for label, number in found.items() if label in REL)
    told = nodes[:8] + ([(("关系", "Relationships"), links)] if links else [])
    room = 8 if ctx.lang == "zh" else 6
    told = told[: room - 1] + told[-1:] if len(told) > room else told
    return (
        '<span class="facts">'
        + "".join(
            f"<span>{esc(page.say(title))} {page.link(f'{number:,}', 'questions', q='counts_by_type')}</span>" for title, number in told
        )
        + "</span>"
    )


def coverage(applying: list[Question], found: list[tuple[Question, int, int]], room: int) -> None:
    """Every gap question that applies, as what is covered; where there are too many, those with a gap first, then those not counted yet."""
    left, every = counting.waiting(), len(applying)
    told = (
        f'<span class="busy">{esc(t(f"正在计算 {every - left} / {every} 项", f"Counting {every - left} of {every}"))}</span>'
        if left
        else ""
    )
    page.show(table.section(t("覆盖情况", "Coverage"), told + LEGEND.format(t("已覆盖", "covered"), t("未覆盖", "not covered"))))
    first = {question.name for question, *_ in sorted(found, key=lambda one: -bool(one[1]))[:room]}
    shown = [one for one in found if one[0].name in first]
    wide = table.digits(whole for *_, whole in shown)
    rows = []
    for question, gap, whole in shown:
        covered = max(0, whole - gap)
        red = Html(page.link(f"{gap:,} {counting.unit(question)}".strip(), "questions", q=question.name, cls="g b")) if gap else 0
        basis = re.split("[；;]", page.say(question.denominator))[0]  # the rest stands on the question's own page
        rows.append(
            [
                Html(page.link(page.say(question.covered or question.title), "questions", q=question.name)),
                fraction(covered, whole, places=wide),
                table.percent(covered, whole),
                table.bar(covered, gap),
                red,
                Html(f'<span class="cut s">{esc(basis)}</span>'),
            ]
        )
    later = [one for one in applying if counting.figure(ctx, one) == counting.LATER][: room - len(shown)]
    rows += [[page.say(one.covered or one.title), counting.LATER, counting.LATER, "", "", ""] for one in later]
    page.show(
        table.yearbook(
            [
                Column(t("事项", "What")),
                Column(t("已覆盖 / 应覆盖", "Covered / all"), right=True, width=116),
                Column(t("覆盖率", "Rate"), right=True, width=66),
                Column("", width=112),
                Column(t("未覆盖", "Uncovered"), right=True, width=80),
                Column(t("分母", "Counted among"), width=300),
            ],
            rows,
            cls="fixed cover" + (" tight" if len(rows) > 7 else ""),
            label=t("覆盖情况", "Coverage"),
        )
    )
    if not left and len(found) > len(shown):
        said = t(f"显示 {len(shown)} / {len(found)} 项。", f"{len(shown)} of {len(found)} shown.")
        page.show(f'<div class="pager low">{esc(said)} {page.link(t("全部问题", "All questions"), "questions")}</div>')


def imports() -> None:
    """The last imports with what they brought, and the digest of the store."""
    last = standing(ctx.imports)[::-1]
    rows = []
    for record in last[:4]:
        more = t(f" 等 {len(record.files)} 个", f" +{len(record.files) - 1}") if len(record.files) > 1 else ""
        total = {name: sum(one.get(name, 0) for one in record.counts.values()) for name in ("new", "changed")}
        rows.append(
            [
                Html(f'<span class="nw i2">{esc(page.when(record.at, year=False))}</span>'),
                Html(f'<span class="cut">{esc(page.say(called(record.files[0].name)) if record.files else record.note)}{esc(more)}</span>'),
                total["new"],
                total["changed"],
            ]
        )
    page.show(table.section(t("最近导入", "Latest imports"), esc(t(f"共 {len(last)} 次", f"{len(last)} in all"))))
    page.show(
        table.yearbook(
            [
                Column(t("时间", "Time"), width=92),
                Column(t("文件", "File")),
                Column(t("新增", "New"), right=True, width=62),
                Column(t("更新", "Changed"), right=True, width=62),
            ],
            rows,
            cls="low fixed",
        )
    )
    if counting.waiting():
        return
    short = digest(ctx.engine.state())[:8]
    mark = t(f"；库校验码 {short[:4]} {short[4:]}", f"; digest of the store {short[:4]} {short[4:]}") if short else ""
    page.show(f'<div class="foot">{esc(t(f"按数据截止日 {ctx.as_of} 计算", f"Computed as of {ctx.as_of}") + mark)}</div>')


@st.cache_data(max_entries=8, show_spinner=False)
def digest(state: str) -> str:
    """The digest of the open store, kept until it changes; "" where the engine cannot give it."""
    try:
        return actions.store_info(ctx.engine)["digest"]
    except StoreError as fault:
        logging.getLogger("lianjian.app").warning("digest: %s", fault)
        return ""


if ctx.empty:
    page.heading(t("总览", "Overview"))
    page.nothing_yet()
else:
    tops = places.territories(places.places(ctx.engine))
    where = places.title(ctx.engine, ctx.scope or (tops[0][0] if len(tops) == 1 else None))
    page.heading(t(f"{where}总览", f"Overview of {where}") if where else t("总览", "Overview"), facts=counts())
    applying, found = book.applying(ctx), book.gaps(ctx)
    with st.container(key="overview", horizontal=True, gap=None):
        with st.container(key="left"):
            coverage(applying, found, room=8 if places.inside(places.places(ctx.engine), ctx.scope, "Area") else 16)
            by_place.draw(ctx, found)
        with st.container(key="right", width=388):
            attention.draw(ctx, found)
            imports()
