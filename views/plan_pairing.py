"""Who helps whom: the rules, today beside two plans, by township; at the right why somebody is left out and why each pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from actions import planning
from actions.drawing import Drawing, drawing
from actions.planning import Asked, Paired, PlanError
from planning.pairing_rules import Rules
from planning.pairing_words import called, nouns, quota_words
from queries.pairing import HELPED, HELPERS, Start
from views import page, plan_pairing_bar, plan_pairing_side, plan_picture, plan_work, table
from views.page import esc, t
from views.plan_entry import opened
from views.plan_figures import figures
from views.plan_pairing_rules import chips, chosen, settings
from views.table import Column, Html

PLANS = (("甲", "A", "少变动", "fewest changes"), ("乙", "B", "路程短", "shortest ways"))
ROOM = 6


def draw(ctx: page.Context) -> None:
    """The page."""
    if ctx.empty:
        page.heading(t("结对方案", "Pairing plans"))
        page.nothing_yet()
        return
    programmes = planning.programmes(ctx.engine, scope=ctx.scope, as_of=ctx.as_of)
    known = list(dict.fromkeys(row["programme"] for row in programmes))
    programme = page.get("fresh") or page.get("programme") or next(iter(known), "")
    sides = sides_of(next((row for row in programmes if row["programme"] == programme), None))
    if not programme:
        with page.heading(t("结对方案", "Pairing plans")):
            settings(Rules(), known, None, sides)
        none = t(
            "此地域没有有效的结对。在“修改规则”中写新项目的名称，选帮扶方和帮扶对象；或另选地域、日期。",
            "No pairs are in force here. Name a new programme under “Change the rules” and choose who helps whom; or another place or day.",
        )
        page.show(f'<div class="none">{esc(none)}</div>')
        return
    ask = Asked(Rules(programme), ctx.scope, ctx.as_of, *sides)
    try:
        start = begun(ctx.engine.state(), ask, ctx.engine)
        rules = chosen(planning.usual(programme, start))
        asked = tuple(replace(ask, rules=one) for one in planning.both_ways(rules))
        work = plan_work.made(
            "pairing", (ctx.engine.state(), asked), lambda work: planning.pair_all(ctx.engine, asked, start=start, progress=work.progress)
        )
    except PlanError as wrong:
        refused(programme, Rules(programme), known, sides, wrong)
        return
    if work.fault is not None:
        if not isinstance(work.fault, PlanError):
            raise work.fault
        refused(programme, rules, known, sides, work.fault)
        return
    names = nouns(start.helpers, start.helped)
    counts = ((page.say(names.helper), start.helpers), (page.say(names.helped), start.helped))
    facts = '<span class="facts">' + "".join(f"<span>{esc(words)} <b>{len(rows):,}</b></span>" for words, rows in counts) + "</span>"
    page.show(Path(__file__).with_name("plan_pairing.css"))
    with page.heading(title(programme), facts=facts):
        settings(rules, known, start, sides)
    chips(work.plan[0].plan.rules if work.plan else rules, start.placeless, names)
    if work.plan is None:
        plan_work.waiting(work)
        return
    found: Sequence[Paired] = work.plan
    at = 1 if page.get("pick") == "b" else 0
    left, right = st.columns([0.6, 0.4], gap="medium")
    with left:
        plan_picture.switch()
        if plan_picture.look_now():
            plan_picture.show(drawn(found[at]), "plan_pairs", opened, kinds=called(start.helpers, start.helped))
        else:
            compared(found, at)
            townships(found)
    with right:
        plan_pairing_side.draw(found[at], at)
    plan_pairing_bar.draw(ctx, found, at)


def drawn(paired: Paired) -> Drawing:
    """The pairs of a plan beside today's, as marks and lines."""
    return drawing(paired.rows, paired.names, paired.start.keys, paired.plan.pairs, paired.plan.left, at=page.get("spot"))


def sides_of(row: dict[str, Any] | None) -> tuple[str, str]:
    """Who helps and who is helped: as the address says, else posts and buildings, today's, or what a new programme begins with."""
    usual = ("able", "left") if row is None else ("posts", "buildings") if row["helper"] == "Post" else ("programme", "programme")
    helpers, helped = page.get("helpers"), page.get("helped")
    return helpers if helpers in HELPERS else usual[0], helped if helped in HELPED else usual[1]


def title(programme: str) -> str:
    """The head of the page."""
    return t(f"{programme}方案比较" if "结对" in programme else f"{programme}结对方案比较", f"Pairing plans: {programme}")


def refused(programme: str, rules: Rules, known: list[str], sides: tuple[str, str], wrong: PlanError) -> None:
    """Why there is no plan, with the rules beside it."""
    with page.heading(title(programme)):
        settings(rules, known, None, sides)
    page.show(f'<div class="fault">{esc(page.say(wrong.text))}</div>')


@st.cache_resource(show_spinner=False, max_entries=6)
def begun(state: str, ask: Asked, _engine: Any) -> Start:
    """The rows that a plan starts from, kept while the store and what is asked stay the same."""
    return planning.started(_engine, ask)


def compared(found: Sequence[Paired], at: int) -> None:
    """Today and both plans in one table; what differs between the plans is bold."""
    columns = [
        Column(""),
        Column(Html(f'{esc(t("现状", "Today"))}<br><span class="hint">{esc(t("按本次规则", "under these rules"))}</span>'), right=True),
    ]
    for number_, (zh, en, say_zh, say_en) in enumerate(PLANS):
        head = page.link(
            t(f"方案{zh}　{say_zh}", f"Plan {en}: {say_en}"), "plan", cls="b", **{**page.own(), "pick": "b" if number_ else "", "row": ""}
        )
        columns.append(
            Column(
                Html(f'{head}<br><span class="hint">{esc(page.say(planning.proof(found[number_])))}</span>'),
                right=True,
                cls="picked" if number_ == at else "",
            )
        )
    body: list[list[Any]] = []
    sums = [one.summary for one in found]
    for words, cell, there in figures(found[0].nouns):
        cells = [cell(one) for one in sums]
        body.append(
            [
                words,
                cell(found[0].today) if there else Html("—"),
                *(Html(f"<b>{one}</b>") if cells[0] != cells[1] else one for one in cells),
            ]
        )
    if any(one.least for one in found[0].plan.rules.limits):
        body.append([t("低于每人下限", "Below their least"), Html("—"), *(table.fraction(len(one.plan.low), len(one.start.helpers), places=5, bold=False) for one in found)])
    for at_, quota in enumerate(found[0].plan.rules.quotas):
        lacks = [dict(one.plan.short).get(at_, 0) for one in found]
        body.append([f"{page.say(quota_words(quota))}", Html("—"), *(t(f"差 {lack} 对", f"{lack} short") if lack else t("已满", "met") for lack in lacks)])
    body.append([t("下界（公里当量）与核验", "Bound (km) and check"), Html("—"), *(checked(one) for one in found)])
    page.show(table.yearbook(columns, body, cls="low plan", label=t("方案比较", "Plans compared")))


def checked(paired: Paired) -> Html:
    """What no plan can undercut, and what the verifier says."""
    held = paired.verdict.holds
    words = (
        t("核验通过", "check passed")
        if held
        else t(f"核验不符 {len(paired.verdict.wrong)} 处", f"{len(paired.verdict.wrong)} faults found")
    )
    bound, summary = paired.plan.bound / 100, paired.summary
    fresh = summary.swapped + summary.added
    way = bound - fresh * paired.plan.rules.keep_km
    if abs(way - summary.travel) <= 0.005 * summary.pairs + 0.01:  # every way is counted in whole hundredths
        way = summary.travel
    told = (
        t(f"代价 = 下界：{fresh:,} 处变动、{way:,.1f} 公里", f"cost = bound: {fresh:,} changes, {way:,.1f} km")
        if paired.plan.proven
        else t(f"下界 {bound:,.1f}", f"bound {bound:,.1f}")
    )
    return Html(f'<span class="s">{esc(told)}<br>{esc(words)}</span>')


def townships(found: Sequence[Paired]) -> None:
    """By township: those with somebody left out or most changes first, the rest summed."""
    rows = [list(pair) for pair in zip(found[0].summary.townships, found[1].summary.townships, strict=True)]
    rows.sort(key=lambda pair: (-pair[0].left - pair[1].left, -pair[0].changes, -pair[1].changes, pair[0].id))
    every = page.get("all") == "1" or len(rows) <= ROOM + 1
    shown, rest = (rows, []) if every else (rows[:ROOM], rows[ROOM:])
    columns = [
        Column(t("乡镇", "Township")),
        *(
            Column(head, right=True)
            for head in (
                page.say(found[0].nouns.helped).capitalize(),
                page.say(found[0].nouns.helper).capitalize(),
                t("甲 未覆盖", "A not covered"),
                t("乙 未覆盖", "B not covered"),
                t("甲 变动", "A changes"),
                t("乙 变动", "B changes"),
            )
        ),
    ]

    def line(name: str, pairs: Sequence[Sequence[Any]]) -> list[Any]:
        """One line of sums."""
        sums = [
            sum(getattr(pair[which], what) for pair in pairs)
            for which, what in ((0, "helped"), (0, "helpers"), (0, "left"), (1, "left"), (0, "changes"), (1, "changes"))
        ]
        return [name, *sums[:2], *(Html(f'<span class="g b">{one:,}</span>') if one else 0 for one in sums[2:4]), *sums[4:]]

    body = [line(pair[0].name or t("不在乡镇", "in no township"), [pair]) for pair in shown] + (
        [line(t(f"其余 {len(rest)} 个", f"{len(rest)} more"), rest)] if rest else []
    )
    link = (
        page.link(
            t(f"全部 {len(rows)} 个", f"all {len(rows)}") if not every else t("收起", "fewer"),
            "plan",
            **{**page.own(), "all": "" if every else "1"},
        )
        if len(rows) > ROOM + 1
        else ""
    )
    page.show(
        table.section(t("按乡镇", "By township"), link)
        + table.yearbook(columns, body, total=line(t("合计", "All"), rows), cls="low", label=t("按乡镇", "By township"))
    )
