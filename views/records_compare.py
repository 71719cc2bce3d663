"""Two moments beside each other: new, changed and ended by type, the lists behind them, and coverage then and now."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

import actions
from actions.comparing import Comparison
from graphmodel.asof import Moment
from graphmodel.engine import Engine
from graphmodel.imports import standing
from graphmodel.schema import NODE, REL
from graphmodel.words import Text
from views import page, records_cells, table
from views.page import esc, t
from views.table import Column, Html

DEEDS: dict[str, Text] = {"new": ("新增", "New"), "changed": ("更新", "Changed"), "ended": ("终止", "Ended")}
SHOWN = 12


def draw(ctx: page.Context, live: Engine) -> None:
    """Both choosers, then the two tables and the open list."""
    days = sorted({record.data_date for record in standing(live.imports())})
    numbers = [record.number for record in live.imports()]
    moments: list[Moment] = [*days[::-1], *numbers[::-1]]
    if len(days) > 1:
        first: tuple[Moment, Moment] = (days[-2], days[-1])
    else:
        first = (numbers[max(0, len(numbers) - 2)], numbers[-1])
    with st.container(key="params", horizontal=True, vertical_alignment="center"):
        one = pick("from", t("从", "From"), moments, first[0])
        other = pick("to", t("到", "To"), moments, first[1])
    if one == other:
        page.show(
            f'<div class="none">{esc(t("两个时点相同，没有可比较的。选另一个。", "Both are the same moment. Choose another one."))}</div>'
        )
        return
    place = st.empty()
    place.html(table.note(t("正在重现两个时点", "Bringing both moments back"), "progress"))
    found = compared(live.address, live.state(), one, other, ctx.scope, live)
    with st.container(key="records", horizontal=True):
        with st.container(key="record_list", width="stretch"):
            covered(ctx, live, one, other, place)
        with st.container(key="record_open", width=560):
            changes(ctx, live, found)
    place.empty()


def pick(name: str, label: str, moments: list[Moment], usual: Moment) -> Moment:
    """One chooser; the choice is kept in the address."""
    told = {str(moment): moment for moment in moments}
    value = told.get(page.get(name), usual)
    key = f"_moment_{name}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    st.selectbox(
        label,
        moments,
        key=key,
        format_func=words,
        width=250,
        on_change=lambda: page.put(**{name: st.session_state[key], "list": None, "at": None}),
    )
    return value


def words(moment: Moment) -> str:
    """A moment as it is read."""
    return t(f"截至 {moment}", f"as of {moment}") if isinstance(moment, date) else t(f"导入 {moment} 之后", f"after import {moment}")


@st.cache_data(max_entries=8, show_spinner=False)
def compared(address: str, state: str, one: Moment, other: Moment, scope: str | None, _live: Engine) -> Comparison:
    """The comparison, kept until the store changes."""
    return actions.compare(_live, one, other, scope=scope)


@st.cache_resource(max_entries=8, show_spinner=False)
def kept(address: str, state: str, one: Moment, other: Moment, scope: str | None, unmask: bool) -> dict[str, list[dict[str, Any]]]:
    """Coverage at both moments, kept until the store changes; filled outside, since what tells of progress draws on the page."""
    return {}


def changes(ctx: page.Context, live: Engine, found: Comparison) -> None:
    """By type how much is new, changed and ended; each number opens its list."""
    counts = found.counts()
    said = t(f"关系按 {found.days[0]} 与 {found.days[1]} 是否有效比较", f"relationships in force on {found.days[0]} and on {found.days[1]}")
    page.show(table.section(t("变化", "Changes"), esc(said)))
    if not counts:
        page.show(f'<div class="none">{esc(t("没有变化。", "Nothing changed."))}</div>')
        return
    rows = []
    for name, told in counts.items():
        cells: list[Any] = [page.say((NODE.get(name) or REL[name]).title)]
        for deed in DEEDS:
            opens = page.link(table.number(told[deed]), "records", **{**page.own(), "list": f"{name}.{deed}", "at": None})
            cells.append(Html(opens) if told[deed] else 0)
        rows.append(cells)
    columns = [Column(t("类型", "Type")), *(Column(page.say(words), right=True, width=84) for words in DEEDS.values())]
    total = [t("合计", "Total"), *(sum(told[deed] for told in counts.values()) for deed in DEEDS)]
    page.show(f'<div class="few tall">{table.yearbook(columns, rows, total=total, cls="low")}</div>')
    which = records_cells.chosen(counts)
    if which:
        records_cells.show(ctx, live, actions.listed(live, found, *which, unmask=ctx.unmask), *which)


def covered(ctx: page.Context, live: Engine, one: Moment, other: Moment, place: Any) -> None:
    """Each gap question at both moments, and who is newly uncovered or covered."""

    def tell(stage: str, done: int, total: int) -> None:
        place.html(table.note(t(f"正在比对 {done} / {total} 项", f"Comparing {done} / {total} questions"), "progress"))

    found = kept(live.address, live.state(), one, other, ctx.scope, ctx.unmask)
    if "lines" not in found:
        found["lines"] = actions.coverage(live, one, other, scope=ctx.scope, unmask=ctx.unmask, progress=tell)
    lines = sorted(found["lines"], key=lambda line: not (line["uncovered"] or line["covered"] or line["then"] != line["now"]))
    moved = sum(bool(line["uncovered"] or line["covered"]) for line in lines)
    said = t(f"{moved} / {len(lines)} 项有变动", f"{moved} of {len(lines)} moved")
    page.show(table.section(t("未覆盖：当时与现在", "Not covered: then and now"), esc(said)))
    if not lines:
        page.show(f'<div class="none">{esc(t("两个时点都没有应计入的对象。", "Nothing is to be counted at either moment."))}</div>')
        return
    opened = next((line for line in lines if line["question"] == page.get("q")), None)
    if opened:
        people(opened)
    places = table.digits(line[side]["of"] for line in lines for side in ("then", "now"))
    rows = [row(line, places) for line in lines]
    columns = [
        Column(t("事项", "Question")),
        Column(t("当时", "Then"), right=True, width=130),
        Column(t("现在", "Now"), right=True, width=130),
        Column(t("新出现", "New gaps"), right=True, width=78),
        Column(t("已补上", "Closed"), right=True, width=72),
    ]
    page.show(f'<div class="few">{table.yearbook(columns, rows, cls="low fixed")}</div>')


def row(line: dict[str, Any], places: int) -> list[Any]:
    """One question at both moments."""
    opens = {**page.own(), "q": line["question"]}
    told: list[Any] = [Html(f'<span class="cut">{page.link(page.say(line["title"]), "records", **opens)}</span>')]
    told += [table.fraction(line[side]["n"], line[side]["of"], places=places, red=True) for side in ("then", "now")]
    new, closed = len(line["uncovered"]), len(line["covered"])
    told.append(Html(page.link(table.number(new), "records", cls="g b", **opens)) if new else 0)
    told.append(Html(page.link(table.number(closed), "records", **opens)) if closed else 0)
    return told


def people(line: dict[str, Any]) -> None:
    """Who is newly uncovered, and who is covered now, of one question."""
    close = page.link(t("关闭", "Close"), "records", **{**page.own(), "q": None})
    page.show(table.section(page.say(line["title"]), close))
    for name, title in (("uncovered", t("新出现的未覆盖", "Newly not covered")), ("covered", t("已补上", "Covered now"))):
        rows = line[name]
        shown = t("、", ", ").join(str(row.get("name") or row.get("id")) for row in rows[:SHOWN])
        more = t(f" 等 {len(rows):,} 个", f" and {len(rows) - SHOWN:,} more") if len(rows) > SHOWN else ""
        said = f"{shown}{more}" if rows else t("无", "none")
        page.show(f'<div class="said"><b>{esc(title)} {len(rows):,}</b>　{esc(said)}</div>')
