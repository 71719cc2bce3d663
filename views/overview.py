"""Overview: what is covered and what is not, place by place, what needs attention, and what was loaded last."""

from __future__ import annotations

import logging
from collections import Counter
from typing import Any

import streamlit as st

import actions
import queries
from graphmodel.engine import StoreError
from graphmodel.imports import standing
from graphmodel.schema import NODE, REL
from queries import Answer, Question
from views import book, counting, page, places, table
from views.page import esc, t
from views.table import Column, Html, fraction

ctx = page.context()
COUNTED = (
    "County",
    "Township",
    "Area",
    "Village",
    "Household",
    "Branch",
    "Cooperative",
    "Enterprise",
    "Member",
    "Grid",
    "Unit",
    "Team",
    "ServiceCentre",
)
"""The types of the counts line, as far as there is room for them."""
LEGEND = Html('<span class="key" style="background:var(--cover)"></span>{}<span class="key" style="background:var(--gap)"></span>{}')


def counts() -> str:
    """How many of each type lie in the place, each number opening the list of counts."""
    answer = ask("counts_by_type")
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


def ask(name: str) -> Answer | None:
    """The answer to a question of the book with its own defaults, or None where the book does not have it."""
    return counting.asked(ctx, queries.BOOK[name], {})[0] if name in queries.BOOK else None


def coverage(found: list[tuple[Question, int, int]], room: int) -> None:
    """Every gap question that applies, as what is covered; where there are too many, those with a gap first."""
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
        red = Html(page.link(f"{gap:,} {unit(question)}".strip(), "questions", q=question.name, cls="g b")) if gap else 0
        basis = page.say(question.denominator)
        rows.append(
            [
                Html(page.link(page.say(question.title), "questions", q=question.name)),
                fraction(covered, whole, places=wide),
                table.percent(covered, whole),
                table.bar(covered, gap),
                red,
                Html(f'<span class="cut s" title="{esc(basis)}">{esc(basis if ctx.lang == "en" else "分母：" + basis)}</span>'),
            ]
        )
    page.show(
        table.yearbook(
            [
                Column(t("缺口事项", "Gap")),
                Column(t("已覆盖 / 应覆盖", "Covered / all"), right=True, width=116),
                Column(t("覆盖率", "Rate"), right=True, width=70),
                Column("", width=196 if ctx.lang == "zh" else 150),
                Column(t("未覆盖", "Uncovered"), right=True, width=84),
                Column(t("口径", "Counted among"), width=210 if ctx.lang == "zh" else 190),
            ],
            rows,
            cls="fixed cover" + (" tight" if len(shown) > 8 else ""),
            label=t("覆盖情况", "Coverage"),
        )
    )
    if len(found) > len(shown):
        page.show(
            f'<div class="pager low">{esc(t(f"显示 {len(shown)} / {len(found)} 项。", f"{len(shown)} of {len(found)} shown."))} {page.link(t("全部问题", "All questions"), "questions")}</div>'
        )


def unit(question: Question) -> str:
    """What is counted, in Chinese only: an English number stands alone."""
    return page.say(question.unit) if question.unit and ctx.lang == "zh" else ""


def by_place() -> None:
    """One row for each area, else each township, else each county, with the counts in which most is open."""
    known = places.places(ctx.engine)
    if (ctx.scope or len(places.territories(known)) == 1) and places.inside(known, ctx.territory, "Area"):
        answer = ask("area_summary")
        if answer and answer.rows:
            summary(answer)
            return
    level = next(
        (level for level in (("Township",) if ctx.scope else ("County", "Township")) if len(places.inside(known, ctx.scope, level)) > 1),
        None,
    )
    if level is None:
        return
    inside, most = places.inside(known, ctx.scope, level), 14
    if level == "County":
        inside.sort(key=lambda place: not places.inside(known, place.key, "Township"))
    there = {"township", "township_id", "village", "village_id", "county", "county_id"}
    asked = [question for question, _, _ in sorted(found, key=lambda one: (-one[1], one[0].name)) if there & set(question.columns)][:3]
    told = {(place.key, question.name): counting.figure(ctx, question, place.key) for place in inside[:most] for question in asked}
    wide = {
        question.name: table.digits(figure[1] for (_, name), figure in told.items() if name == question.name and isinstance(figure, tuple))
        for question in asked
    }
    rows = [
        [
            Html(page.link(place.name, "overview", scope=place.key)),
            Html(f'<span class="i2">{esc(table.chosen_word("kind", place.kind) or "—")}</span>'),
            *(open_figure(told[place.key, question.name], question, place, wide[question.name]) for question in asked),
        ]
        for place in inside[:most]
    ]
    page.show(
        table.section(
            t("乡镇情况", "Townships") if level == "Township" else t("县市情况", "Counties"),
            esc(t(f"显示 {len(rows)} / {len(inside)}；点名称进入", f"{len(rows)} of {len(inside)}; a name opens it")),
        )
    )
    page.show(
        table.yearbook(
            [Column(t("名称", "Name")), Column(t("类别", "Kind")), *(Column(page.say(question.title), right=True) for question in asked)],
            rows,
            cls="low",
        )
    )


def open_figure(figure: Any, question: Question, place: places.Place, wide: int) -> Html:
    """What is not covered in one place, as a fraction that opens its list."""
    if not isinstance(figure, tuple) or not figure[1]:
        return Html(figure if figure == counting.LATER else "—")
    return Html(page.link_html(fraction(*figure, places=wide, red=True), "questions", q=question.name, scope=place.key))


def summary(answer: Answer) -> None:
    """The rows of area_summary: parts beside their wholes in one cell, what is not covered in red, and the sum of all areas."""
    columns, rows, most = answer.question.columns, answer.rows, 14
    words = {name: page.say((told["zh"], told["en"])) for name, told in columns.items()}
    names = [name for name in ("area", "kind", "basis", "villages", "cadres", "days_empty", "farthest", "outside") if name in columns]
    pairs = {"cadres": "cadres_due", "days_empty": "days_due", "outside": "villages"}
    wide = {name: table.digits(row[whole] or 0 for row in rows) for name, whole in pairs.items()}

    def one(row: dict[str, Any], name: str) -> Any:
        if name == "area":
            return Html(page.link(row[name], "overview", scope=f"Area:{row['area_id']}")) if "area_id" in row else t("合计", "Total")
        if name in pairs:
            return (
                fraction(row[name], row[pairs[name]], places=wide[name], red=name != "cadres", bold=False)
                if row[pairs[name]]
                else Html("—")
            )
        if name == "kind" and row.get(name):
            return table.chosen_word("kind", row[name])
        return row.get(name) if row.get(name) is not None or "area_id" in row else ""

    total = {
        name: sum(row[name] or 0 for row in rows) for name in ("villages", "cadres", "cadres_due", "days_empty", "days_due", "outside")
    }
    total["farthest"] = max((row["farthest"] for row in rows if row["farthest"] is not None), default=None)
    short = {
        "days_empty": t("无人值班 / 日", "No duty / days"),
        "outside": t("未入社 / 村", "Outside coop. / villages"),
        "cadres": t("中心干部", "Cadres"),
        "villages": t("村", "Villages"),
    }
    heads = [
        Column(short.get(name, words[name]), right=name not in ("area", "kind", "basis"), cls="i2" if name == "kind" else "")
        for name in names
    ]
    page.show(
        table.section(
            t("片区情况", "Areas"),
            page.link(t("清单", "List"), "questions", q=answer.question.name)
            + "　"
            + esc(t("点片区名进入该片区", "an area's name opens it")),
        )
    )
    page.show(
        table.yearbook(
            heads,
            [[one(row, name) for name in names] for row in rows[:most]],
            total=[one(total, name) for name in names],
            cls="low areas",
            label=t("片区情况", "Areas"),
        )
    )
    if len(rows) > most:
        page.show(f'<div class="pager">{esc(t(f"显示 {most} / {len(rows)} 个片区", f"{most} of {len(rows)} areas"))}</div>')


def attention(found: list[tuple[Question, int, int]], room: int = 11) -> None:
    """What is not covered, the largest share first, and what the ledgers leave open."""
    gaps = sorted((one for one in found if one[1]), key=lambda one: (-one[1] / one[2], one[0].name))
    open_records: dict[str, tuple[Question, int, str]] = {}
    for question, _, _ in found:
        for one in counting.asked(ctx, question, {})[0].excluded:
            if one["n"] > open_records.get(one["reason"], (question, 0, ""))[1]:
                open_records[one["reason"]] = (question, one["n"], t(one["zh"], one["en"]))
    page.show(
        table.section(
            t("需要处理", "To attend to"),
            esc(t(f"未覆盖 {len(gaps)} 项，台账待补 {len(open_records)} 项", f"{len(gaps)} gaps, {len(open_records)} in the records")),
        )
    )
    parts = [f'<tr class="part"><td colspan="4">{t("未覆盖", "Not covered")}</td></tr>'] if gaps else []
    shown = gaps[: max(4, room - min(4, len(open_records)))]
    parts += [item(question, gap, page.say(question.title), which(question)) for question, gap, _ in shown]
    if len(gaps) > len(shown):
        parts.append(
            f'<tr><td></td><td></td><td class="i3">{esc(t(f"另有 {len(gaps) - len(shown)} 项", f"{len(gaps) - len(shown)} more"))}</td><td class="num">{page.link(t("全部", "All"), "questions")}</td></tr>'
        )
    if open_records:
        parts.append(f'<tr class="part"><td colspan="4">{t("台账待补", "Records to complete")}</td></tr>')
        parts += [item(question, number, words) for question, number, words in list(open_records.values())[:4]]
    if not parts:
        parts.append(f"<tr><td>{esc(t('没有未覆盖的事项。', 'Nothing is uncovered.'))}</td></tr>")
    wide = max([48] + [11 * len(f"{number:,}") + 8 for _, number, *_ in [*shown, *open_records.values()]])
    page.show(
        f'<table class="y todo"><colgroup><col style="width:{wide}px"><col style="width:{42 if ctx.lang == "zh" else 4}px"><col><col style="width:42px"></colgroup>{"".join(parts)}</table>'
    )


def which(question: Question) -> str:
    """Two uncovered things by name; of more, the area or township that has most of them."""
    rows = counting.asked(ctx, question, {})[0].rows
    name = next((name for name in ("name", "centre", "area", "village", "member", "household") if name in question.columns), None)
    if len(rows) <= 2:
        return t("：", ": ") + t("、", ", ").join(str(row[name]) for row in rows) if name else ""
    for column in ("area", "township"):
        held = Counter(row[column] for row in rows if isinstance(row.get(column), str) and row[column])
        if len(held) > 1:
            place, number = min(held.items(), key=lambda one: (-one[1], one[0]))
            return t(f"，其中{place} {number}", f", {number} of them in {place}") if number > 1 else ""
    return ""


def item(question: Question, number: int, words: str, more: str | None = None) -> str:
    """One thing to attend to: how many, of what, and its list; red where something is not covered."""
    red = " g" if more is not None else ""
    return (
        f'<tr><td class="num"><b class="big{red}">{number:,}</b></td><td class="s">{esc(unit(question))}</td><td><span class="cut" title="{esc(words + (more or ""))}">{esc(words + (more or ""))}</span></td>'
        f'<td class="num">{page.link(t("清单", "List"), "questions", q=question.name)}</td></tr>'
    )


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
                Html(f'<span class="cut">{esc(record.files[0].name if record.files else record.note)}{esc(more)}</span>'),
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
    applying, found = book.applying(ctx), book.gaps(ctx)
    tops = places.territories(places.places(ctx.engine))
    where = places.title(ctx.engine, ctx.scope or (tops[0][0] if len(tops) == 1 else None))
    page.heading(t(f"{where}总览", f"Overview of {where}") if where else t("总览", "Overview"), facts=counts())
    with st.container(key="overview", horizontal=True, gap=None):
        with st.container(key="left"):
            coverage(found, room=10 if places.inside(places.places(ctx.engine), ctx.scope, "Area") else 16)
            by_place()
        with st.container(key="right", width=388):
            attention(found)
            imports()
