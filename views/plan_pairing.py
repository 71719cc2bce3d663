"""Who helps whom: the rules, today beside two plans, by township; at the right why somebody is left out and why each pair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from actions import planning
from actions.planning import Asked, Paired, PlanError
from planning.pairing_summary import Summary
from views import page, plan_pairing_bar, plan_pairing_side, table
from views.page import esc, t
from views.plan_pairing_rules import chips, rules_of, settings
from views.table import Column, Html

PLANS = (("甲", "A", "少变动", "fewest changes"), ("乙", "B", "路程短", "shortest ways"))
ROOM = 6


def draw(ctx: page.Context) -> None:
    """The page."""
    if ctx.empty:
        page.heading(t("结对方案", "Pairing plans"))
        page.nothing_yet()
        return
    known = list(dict.fromkeys(row["programme"] for row in planning.programmes(ctx.engine, scope=ctx.scope, as_of=ctx.as_of)))
    if not known:
        page.heading(t("结对方案", "Pairing plans"))
        none = t(
            "此地域没有有效的结对，也就没有可规划的项目。另选地域或日期。",
            "No pairs are in force here: no programme to plan. Choose another place or day.",
        )
        page.show(f'<div class="none">{esc(none)}</div>')
        return
    programme = page.get("programme") if page.get("programme") in known else "帮学" if "帮学" in known else known[0]
    rules = rules_of(programme)
    asked = tuple(
        Asked(one, ctx.scope, ctx.as_of, page.get("helpers") or "programme", page.get("helped") or "programme")
        for one in planning.both_ways(rules)
    )
    try:
        found: Sequence[Paired] = made(ctx.engine.state(), asked, ctx.engine)
    except PlanError as wrong:
        with page.heading(t(f"{programme}结对方案", f"Pairing plans: {programme}")):
            settings(rules, known)
        page.show(f'<div class="fault">{esc(page.say(wrong.text))}</div>')
        return
    at = 1 if page.get("pick") == "b" else 0
    start = found[0].start
    counts = ((t("帮扶人", "Helpers"), start.helpers), (t("帮扶对象", "Helped"), start.helped))
    facts = '<span class="facts">' + "".join(f"<span>{esc(words)} <b>{len(rows):,}</b></span>" for words, rows in counts) + "</span>"
    page.show(Path(__file__).with_name("plan_pairing.css"))
    with page.heading(
        t(f"{programme}方案比较" if "结对" in programme else f"{programme}结对方案比较", f"Pairing plans: {programme}"), facts=facts
    ):
        settings(rules, known)
        page.show(page.link(t("在网络中看", "See it in the network"), "network", cls="btn"))
    chips(found[0].plan.rules, start.placeless)
    left, right = st.columns([0.6, 0.4], gap="medium")
    with left:
        compared(found, at)
        townships(found)
    with right:
        plan_pairing_side.draw(found[at], at)
    plan_pairing_bar.draw(ctx, found, at)


@st.cache_resource(show_spinner=False, max_entries=4)
def made(state: str, asked: tuple[Asked, ...], _engine: Any) -> list[Paired]:
    """Both plans, kept while the store and what is asked stay the same."""
    return planning.pair_all(_engine, asked)


def share(part: Callable[[Summary], int], whole: Callable[[Summary], int], red: bool = False) -> Callable[[Summary], Html]:
    """A fraction as a cell."""
    return lambda one: table.fraction(part(one), whole(one), places=5, red=red, bold=False)


def plain(value: Callable[[Summary], float], unit: str = "") -> Callable[[Summary], Html]:
    """A number as a cell, one decimal where it has any."""

    def cell(one: Summary) -> Html:
        held = value(one)
        return Html(f"{held:,.1f}" if isinstance(held, float) else f"{held:,}")

    return cell


def figures() -> list[tuple[str, Callable[[Summary], Html], bool]]:
    """The lines of the comparison: words, cell, and whether today has it."""
    return [
        (t("覆盖的户", "Covered"), share(lambda one: one.covered, lambda one: one.helped), True),
        (t("未覆盖", "Not covered"), share(lambda one: one.left, lambda one: one.helped, red=True), True),
        (t("参加帮扶的人", "Helpers taking part"), share(lambda one: one.taking_part, lambda one: one.helpers), True),
        (t("最多一人帮几户", "Most for one helper"), plain(lambda one: one.most), True),
        (t("帮 2 户及以上的人", "Helping two or more"), share(lambda one: one.several, lambda one: one.taking_part), True),
        (t("单程合计（公里）", "One way in all, km"), plain(lambda one: one.travel), True),
        (t("平均每对单程（公里）", "Mean way, km"), plain(lambda one: one.mean), True),
        (t("保留原结对", "Pairs kept"), share(lambda one: one.kept, lambda one: one.kept + one.ended), False),
        (t("调换", "Swapped"), share(lambda one: one.swapped, lambda one: one.pairs), False),
        (t("新增", "Added"), share(lambda one: one.added, lambda one: one.pairs), False),
    ]


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
    for words, cell, there in figures():
        cells = [cell(one) for one in sums]
        body.append(
            [
                words,
                cell(found[0].today) if there else Html("—"),
                *(Html(f"<b>{one}</b>") if cells[0] != cells[1] else one for one in cells),
            ]
        )
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
    bound = paired.plan.bound / 100
    told = (
        t(f"代价 = 下界 {bound:,.1f}", f"cost = bound {bound:,.1f}")
        if paired.plan.proven
        else t(f"下界 {bound:,.1f}", f"bound {bound:,.1f}")
    )
    return Html(
        f'<span class="s">{esc(told)}，{esc(words)}</span>'
        if t("zh", "en") == "zh"
        else f'<span class="s">{esc(told)}; {esc(words)}</span>'
    )


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
                t("对象", "Helped"),
                t("帮扶人", "Helpers"),
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
