"""Proposals that were kept: their state, what they come to, and the next step of the one that is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from actions import proposals
from actions.planning import PlanError
from actions.planning_beside import MEASURES, beside, like
from actions.planning_outcome import KINDS, outcome
from views import page, places, table
from views.page import esc, t
from views.table import Column, Html

ORDER = ("draft", "submitted", "approved", "written")
ALONE = ("covered", "helped", "kept", "swapped", "added", "ended", "travel", "stops", "km")
"""The measures of a proposal that has none like it to stand beside."""


def steps(state: str) -> str:
    """The four states in a row, the present one marked."""
    shown = ORDER if state in ORDER else (*ORDER, state)
    return (
        '<span class="steps-of">'
        + " — ".join(
            f"<b>{esc(page.say(proposals.STATES[one]))}</b>" if one == state else esc(page.say(proposals.STATES[one])) for one in shown
        )
        + "</span>"
    )


def deed(do: Callable[[], Any]) -> None:
    """Does something with a proposal; what is wrong with it is said in the bar after the page runs again."""
    try:
        do()
    except PlanError as wrong:
        st.session_state["_plan_said"] = page.say(wrong.text)
    st.rerun()


def draw(ctx: page.Context) -> None:
    """The list and the open proposal."""
    page.heading(
        t("方案库", "Proposals"),
        t("草稿 → 已提交 → 已批准 → 已写入；写入可撤销", "draft → submitted → approved → written; what is written can be undone"),
    )
    page.show(Path(__file__).with_name("plan_pairing.css"))
    live = page.store(ctx.samples)
    found = [proposals.as_it_is(live, one) for one in proposals.kept(samples=ctx.samples).values()]
    held = {one["name"]: one for one in sorted(found, key=lambda one: one["history"][-1]["at"], reverse=True)}
    if not held:
        none = t("还没有存下的方案。在“结对”中算出方案后存为草稿。", "No proposal is kept yet. Make a plan and keep it as a draft.")
        page.show(f'<div class="none">{esc(none)} {page.link(t("结对", "Pairs"), "plan")}</div>')
        return
    name = page.get("proposal") if page.get("proposal") in held else next(iter(held))
    rows = list(held.values())
    columns = [
        Column(t("方案", "Proposal")),
        Column(t("种类", "Kind")),
        Column(t("状态", "State")),
        Column(t("项目", "Programme")),
        Column(t("地域", "Place")),
        Column(t("截至", "As of")),
        Column(t("证明", "Proof")),
        Column(t("最近", "Last step")),
        Column(""),
    ]
    body = [
        [
            Html(page.link(one["name"], "plan", cls="b" if one["name"] == name else "", kind="kept", proposal=one["name"])),
            {"pairing": t("结对", "pairs"), "leading": t("以强带弱", "strong–weak"), "siting": t("选点", "points"), "tour": t("巡回", "tour")}.get(one["kind"], one["kind"]),
            page.say(proposals.STATES[one["state"]]),
            (one.get("programme") if one["kind"] == "pairing" else None) or Html("—"),
            places.title(live, one["scope"]) or t("全部", "everywhere"),
            one["as_of"] or Html("—"),
            page.say(tuple(one["proof"])),
            page.when(one["history"][-1]["at"]),
            Html(f'<span class="mark">{esc(t("台账已更新，为旧结果", "stale: the data changed"))}</span>')
            if proposals.stale(live, one)
            else Html(""),
        ]
        for one in rows
    ]
    chosen = [one["name"] for one in rows].index(name)
    page.show(f'<div class="wide below">{table.working(columns, body, chosen=chosen, label=t("方案", "Proposals"))}</div>')
    one = held[name]
    detail(one, live, compared(one, rows))
    bar(ctx, live, one)


def compared(one: dict[str, Any], rows: list[dict[str, Any]]) -> bool:
    """The open proposal beside others of the same kind, programme and place, what differs from it bold; whether there are any."""
    some = like(one, rows)
    if len(some) < 2:
        return False
    found = beside(some)
    heads = [Html(f'{page.link(name, "plan", cls="b", kind="kept", proposal=name)}<br><span class="hint">{esc(page.say(proof))}</span>') for name, proof in zip(found.names, found.proofs, strict=True)]
    columns = [Column(""), *(Column(head, right=True, cls="" if at else "picked") for at, head in enumerate(heads))]

    def cells(values: Sequence[float | None], red: bool = False) -> list[Html]:
        """One line, red where it counts who is not covered."""
        told = ["—" if value is None else f"{value:,.1f}" if isinstance(value, float) else f"{value:,}" for value in values]
        return [Html(f'<span class="{"g b" if red and value else "b" if word != told[0] else ""}">{word}</span>') for word, value in zip(told, values, strict=True)]

    body = [[page.say(MEASURES[name]).capitalize(), *cells(values, name == "left")] for name, values in found.measures]
    left, right = st.columns(2, gap="medium")
    with left:
        page.show(table.section(t("并列比较", "Side by side")) + table.yearbook(columns, body, cls="low plan", label=t("并列比较", "Side by side")))
    if not found.townships:
        return True
    heads = [Column(t("乡镇", "Township")), Column(t("对象", "Helped"), right=True)]
    for at in range(len(some)):
        heads += [Column(t(f"{at + 1} 未覆盖", f"{at + 1} not covered"), right=True), Column(t(f"{at + 1} 变动", f"{at + 1} changes"), right=True)]
    lines = [[name or t("不在乡镇", "in no township"), helped, *(cell for lack, changes in pairs for cell in (*cells([lack], True), changes))] for name, helped, pairs in found.townships]
    with right:
        page.show(table.section(t("按乡镇", "By township"), esc(t("序号为左表的次序", "numbered as at the left"))) + table.yearbook(heads, lines, cls="low", label=t("按乡镇", "By township")))
    return True


def detail(one: dict[str, Any], live: Any, summed: bool) -> None:
    """What a proposal comes to, unless that is told already (`summed`), why somebody is left out, and who did what."""
    left, right = st.columns(2, gap="medium")
    with left:
        numbers = [] if summed else [(page.say(MEASURES[name]).capitalize(), one["summary"][name]) for name in ALONE if isinstance(one["summary"].get(name), (int, float))]
        if numbers or one.get("gaps"):
            page.show(table.section(one["name"], esc(t("方案写入后的变化", "what it comes to"))))
        if numbers:
            columns = [Column(t("事项", "Figure")), Column(t("方案", "Proposal"), right=True)]
            page.show(table.yearbook(columns, [[label, value] for label, value in numbers], cls="low", label=one["name"]))
        page.show(
            '<div class="s">' + "<br>".join(esc(gap["words"][page.t("zh", "en") == "en"]) for gap in one.get("gaps", [])[:5]) + "</div>"
        )
    with right:
        happened(one, live)
        page.show(table.section(t("经过", "Steps")))
        page.show(
            table.yearbook(
                [Column(t("时间", "When")), Column(t("谁", "Who")), Column(t("状态", "State")), Column(t("意见", "Remark"))],
                [
                    [page.when(step["at"]), step["who"] or Html("—"), page.say(proposals.STATES[step["state"]]), remark(step) or Html("—")]
                    for step in one["history"]
                ],
                cls="low",
                label=t("经过", "Steps"),
            )
        )


def remark(step: dict[str, Any]) -> str:
    """What was said at a step; of one that wrote, its import."""
    note = str(step["note"])
    return t(f"导入 {note}", f"import {note}") if step["state"] == "written" and note.isdigit() else note


def happened(one: dict[str, Any], live: Any) -> None:
    """What became of the pairs of a plan by the latest day of the data."""
    if one["kind"] not in KINDS:
        return
    found = outcome(live, one)
    total = len(found.held) + len(found.missing)
    body = [
        [t("计划内有效", "Planned and in force"), table.fraction(len(found.held), total, places=5, bold=False)],
        [t("计划内未结或已终止", "Planned, not in force"), table.fraction(len(found.missing), total, places=5, bold=False)],
        [t("计划外有效", "In force beside the plan"), len(found.beside)],
    ]
    page.show(
        table.section(t("计划与实际", "Plan and what happened"), esc(t(f"截至 {found.day}", f"as of {found.day}")))
        + table.yearbook([Column(t("结对", "Pairs")), Column(t("对数", "Count"), right=True)], body, cls="low", label=t("计划与实际", "Plan and what happened"))
    )


def bar(ctx: page.Context, live: Any, one: dict[str, Any]) -> None:
    """The next step of the open proposal."""
    state, name = one["state"], one["name"]
    with st.container(key="action", horizontal=True, vertical_alignment="center"):
        page.show(steps(state))
        said = st.session_state.pop("_plan_said", "")
        told = page.link(t(f"导入 {one['import']}，可撤销", f"import {one['import']}, can be undone"), "records", n=one["import"]) if state == "written" else ""
        page.show(f'<span class="why">{esc(said) or told}</span>')
        note = (
            st.text_input(t("意见或理由", "Remark or reason"), key=f"_plan_note_{name}_{state}", max_chars=200, width=320)
            if state in ("submitted", "approved")
            else ""
        )
        if state in ("submitted", "approved") and st.button(t("退回", "Reject"), key="plan_reject"):
            deed(lambda: proposals.move(live, name, "rejected", note=note, samples=ctx.samples))
        if state == "draft" and st.button(t("提交", "Submit"), type="primary", key="plan_submit"):
            deed(lambda: proposals.move(live, name, "submitted", samples=ctx.samples))
        if state == "submitted" and st.button(t("批准", "Approve"), type="primary", key="plan_approve"):
            deed(lambda: proposals.move(live, name, "approved", note=note, samples=ctx.samples))
        if state == "approved" and st.button(t("写入", "Write"), type="primary", key="plan_write"):
            deed(lambda: proposals.write(live, name, samples=ctx.samples))
        if state in ("draft", "rejected", "undone") and st.button(t("删除", "Remove"), key="plan_forget"):
            deed(lambda: proposals.forget(live, name, samples=ctx.samples))
