"""Where service points open: rules, present beside planned, the map, why each point, who is left out and what bending a rule gives."""

from __future__ import annotations

from typing import Any

import streamlit as st

from actions import rules_faults, siting_told
from actions.drawing_points import short, siting_drawing
from actions.rules_files import toml
from actions.siting import SitingPlan, site
from actions.siting_proposal import keep_siting
from actions.siting_rules import AIMS, AREAS, SITES, WEIGHTS, SitingError, SitingRules, rules_of
from views import page, places, plan_entry, plan_picture, plan_rules_file, plan_work, table
from views.page import esc, t
from views.table import Column, Html

FIRST = SitingRules(points=7, seconds=6)
FILES = {"table": ("路程分钟表", "Table of minutes"), "roads": ("路网", "Roads"), "candidates": ("候选点", "Candidates")}
CHOICES, NUMBERS = ("aim", "weight", "sites", "own"), ("minutes", "points", "detour", "speed", "capacity", "seconds")
ENTRIES = (*CHOICES, *NUMBERS, "keep")
"""The rules in the address; a file of rules is put there too, but for the tables that it names."""
SHOWN = 8


def draw(ctx: page.Context) -> None:
    """The page."""
    words = t("服务点选址", "Service points")
    if ctx.empty:
        page.heading(words)
        page.nothing_yet()
        return
    rules, wrong = chosen()
    tools = page.heading(words, places.title(ctx.engine, ctx.scope) or t("全部地域", "everywhere"))
    entries(rules)
    if told := plan_rules_file.state("siting", ENTRIES):
        page.show(f'<div class="s">{told}</div>')
    if wrong:
        page.show(f'<div class="fault">{esc(wrong)}</div>')
        return
    key = (
        ctx.engine.address,
        ctx.engine.state(),
        ctx.scope,
        ctx.as_of,
        repr(rules.told()),
        plan_entry.stamp("table", "roads", "candidates"),
    )
    work = plan_work.made("siting", key, lambda work: site(ctx.engine, rules, scope=ctx.scope, as_of=ctx.as_of, progress=work.progress))
    if plan_work.told(work, SitingError) is not None:
        with tools:
            plan_entry.keeping("siting", lambda name: keep_siting(ctx.engine, name, work.plan, samples=ctx.samples))
            plan_entry.downloads("siting", lambda format: siting_told.export(ctx.engine, work.plan, format, language=ctx.lang))
        result(work.plan)


def chosen() -> tuple[SitingRules, str]:
    """The rules that the address and the files describe, and what is wrong with them."""
    told: dict[str, Any] = {name: page.get(name) for name in CHOICES if page.get(name)}
    for name in NUMBERS:
        if (value := plan_entry.number(name, getattr(FIRST, name))) is not None:
            told[name] = int(value) if name == "points" else value
    files = {name: held for name in FILES if (held := plan_entry.file(name)) is not None}
    named_there = plan_rules_file.given("siting")
    if lacking := [str(named_there[name]) for name in FILES if name in named_there and name not in files]:
        named = t("、", ", ").join(lacking)
        return FIRST, t(f"规则文件用到 {named}：在“更多规则”中另行选择，或不用规则文件。", f"The rules need {named}: choose it under “More rules”, or drop the file of rules.")
    try:
        return rules_of(told | files | {"keep": page.get("keep") != "0"}), ""
    except SitingError as wrong:
        return FIRST, page.say(wrong.text)


def addressed(told: dict[str, Any]) -> dict[str, Any]:
    """The values of a file of rules as the address says them."""
    return {name: str(int(value)) if isinstance(value, bool) else value for name, value in told.items() if name in ENTRIES}


def entries(rules: SitingRules) -> None:
    """The rules as widgets: the first row what changes often, the rest behind a button."""
    with st.container(key="params", horizontal=True, vertical_alignment="center"):
        plan_entry.choice("aim", t("目标", "Aim"), AIMS, rules.aim, 290)
        plan_entry.box("minutes", t("分钟", "Minutes"), rules.minutes)
        if rules.aim != "fewest":
            plan_entry.box("points", t("点数", "Points"), rules.points)
        keeping = {"1": ("保留", "kept"), "0": ("可调整", "may change")}
        plan_entry.choice("keep", t("现有点", "Present points"), keeping, "1" if rules.keep else "0", 150)
        plan_entry.choice("weight", t("按", "By"), WEIGHTS, rules.weight, 140)
        with st.popover(t("更多规则", "More rules")):
            plan_entry.choice("sites", t("候选点", "Candidates"), SITES, rules.sites, 260)
            plan_entry.choice("own", t("点须在", "A point must lie in"), AREAS, rules.own, 200)
            plan_entry.box("capacity", t("每点最多", "One point at most"), rules.capacity)
            plan_entry.box("detour", t("绕行系数", "Detour"), rules.detour)
            plan_entry.box("speed", t("速度，公里/小时", "Speed, km/h"), rules.speed)
            plan_entry.box("seconds", t("最多算，秒", "Search at most, s"), rules.seconds)
            for name, words in FILES.items():
                plan_entry.upload(name, page.say(words))
            plan_rules_file.taking("siting", rules_faults.siting, toml(rules.told()), ENTRIES, addressed)


def result(plan: SitingPlan) -> None:
    """What the plan is worth, drawn and told."""
    with st.container(key="plan_body"):
        left, right = st.columns([0.52, 0.48], gap="medium")
    with left:
        page.show(compared(plan))
        basis(plan)
        bends(plan)
    with right:
        plan_picture.switch(plan_picture.PICTURE)
        plan_picture.show(siting_drawing(plan), "plan_points", plan_entry.chosen_thing)
        why, out = st.columns([0.58, 0.42], gap="medium")
        with why:
            points(plan)
        with out:
            left_out(plan)


def compared(plan: SitingPlan) -> str:
    """What is now beside the plan of each aim, the one that is drawn marked; a head opens its plan. What differs from now is bold."""
    sides = plan.beside or {"now": plan.now, plan.rules.aim: plan.then | {"gap": plan.answer.gap}}
    heads = [Column(t(f"{plan.rules.minutes:g} 分钟为界", f"Within {plan.rules.minutes:g} minutes"))]
    for name, side in sides.items():
        words = page.say(siting_told.SHORT[name])
        proof = "" if name == "now" else page.say(siting_told.stands(side["gap"])).replace("gap 0", "gap\u00a00")
        more = {} if name == "fewest" else {"points": str(side["points"])}
        link = esc(words) if name in ("now", plan.rules.aim) else page.link(words, "plan", **{**page.own(), "aim": name, **more})
        heads.append(Column(Html(f"<b>{link}</b><br><span class='s' style='display:inline-block;max-width:116px;white-space:normal'>{esc(proof)}</span>"), right=True, cls="on" if name == plan.rules.aim else ""))
    rows: list[list[Any]] = []
    for name in siting_told.ROWS:
        cells = {side: measure(plan, name, held) for side, held in sides.items()}
        if any(held is not None for held in cells.values()):
            now = cells.get("now")
            rows.append([page.say(siting_told.measure(name, plan.rules.weight))] + [
                Html("—") if held is None else Html(f"<b>{held}</b>") if held != now and "<" not in held else held for held in cells.values()])  # fmt: skip
    return table.yearbook(heads, rows, cls="low", label=t("现状与方案", "Present and plan"))


def measure(plan: SitingPlan, name: str, side: dict[str, Any]) -> Html | None:
    """One measure of one side as a cell; what is not covered is red."""
    wide = table.digits([round(side["weight"] if name == "weight_reached" else side["places"])])
    if name == "left":
        return table.fraction(side["places"] - side["reached"], side["places"], places=wide, red=True)
    if name == "reached":
        return table.fraction(side["reached"], side["places"], places=wide)
    if name == "weight_reached":
        return None if plan.rules.weight == "villages" else table.fraction(round(side[name]), round(side["weight"]), places=wide)
    value = side[name]
    if value is None:
        return Html("—") if name in ("farthest", "mean") else None
    if name == "total":
        return Html(f"{value:,.0f}") if plan.beside or plan.rules.aim == "least" else None
    return Html(f"{value:,.1f}" if name in ("farthest", "mean") else f"{value:,.0f}")


def basis(plan: SitingPlan) -> None:
    """口径: how travel was measured, what was not counted, and the check."""
    rules = plan.rules
    way = t("路程按所给的表", "Travel from the table given") if rules.table else t("路程沿所给路网", "Travel along the roads given") if rules.roads else t(
        f"直线 × {rules.detour:g} ÷ {rules.speed:g} 公里/小时，实测分钟优先", f"Straight line × {rules.detour:g} ÷ {rules.speed:g} km/h, measured minutes first")  # fmt: skip
    check = siting_told.PROOF[plan.verdict.proof] if plan.verdict.ok else plan.verdict.faults[0]
    told = [way, t(f"截至 {plan.as_of}", f"as of {plan.as_of}"), t("界 ", "bound ") + f"{plan.answer.bound:,.10g}", page.say(check)]
    for name, names in plan.excluded.items():
        listed = t("、", ", ").join(names[:6]) + ("…" if len(names) > 6 else "")
        told.append(page.say(siting_told.EXCLUDED[name]) + t(f"（{len(names)}）：", f" ({len(names)}): ") + listed)
    page.show('<div class="basis"><b>' + esc(t("口径", "Basis")) + "</b><span>" + esc(t("；", "; ").join(told)) + "</span></div>")


def bends(plan: SitingPlan) -> None:
    """What one rule bent alone would give."""
    page.show(table.section(t("如放宽一条规则", "If one rule bends"), esc(t("每行单独计算", "each computed alone"))))
    if not plan.bends:
        page.show(f'<div class="none">{esc(t("没有可放宽而有所得的规则。", "No rule gains by bending."))}</div>')
        return
    page.show(
        '<div class="lines" style="color:var(--ink2);font-size:14px">'
        + "<br>".join(esc(page.say(siting_told.bend(plan, row))) for row in plan.bends)
        + "</div>"
    )
    if len(plan.in_order) > 1:
        told = t("；再", "; then ").join(page.say(siting_told.bend(plan, row)) for row in plan.in_order)
        page.show(f'<div class="hint">{esc(t("依次放宽：", "One after the other: ") + told)}</div>')


def points(plan: SitingPlan) -> None:
    """Each open point: whom it serves, whom it alone reaches, what closing it loses."""
    ranked = sorted(plan.reasons, key=lambda row: (-row["lost"], row["point"]))
    unit = page.say(WEIGHTS[plan.rules.weight])
    lost = t("关闭则增加", "+ if closed") if plan.rules.aim == "least" else t("只此可到", "It alone")
    page.show(table.section(t("为何在这里", "Why here"), esc(cut(len(ranked)))))
    columns = [Column(t("服务点", "Point")), Column(t("村", "Villages"), right=True), Column(unit, right=True), Column(lost, right=True)]
    rows = [[plan_entry.thing(plan.case.candidates[row["point"]], bold=not row["now"], name=short(plan.case.candidates[row["point"]].name)), row["serves"],
             round(row["weight"]), round(row["lost"])] for row in ranked[:SHOWN]]  # fmt: skip
    page.show(table.yearbook(columns, rows, cls="low", label=t("服务点", "Points")))


def cut(whole: int) -> str:
    """显示 8 / 20 行 where not all are shown."""
    return t(f"显示 {min(SHOWN, whole)} / {whole} 行", f"{min(SHOWN, whole)} of {whole} rows")


def left_out(plan: SitingPlan) -> None:
    """Who is not covered, how much too far they are, and why."""
    page.show(table.section(t("未覆盖", "Not covered"), esc(cut(len(plan.left)) if plan.left else "")))
    if far := siting_told.beyond(plan):
        names = t("、", ", ").join(plan.case.places[i].name for i in far[:SHOWN]) + ("…" if len(far) > SHOWN else "")
        told = t(f"超过 {plan.rules.minutes:g} 分钟的 {len(far)} 村：{names}。路程最少的方案不以分钟为限。", f"Farther than {plan.rules.minutes:g} minutes, {len(far)}: {names}. The least travel keeps to no minutes.")
        page.show(f'<div class="none">{esc(told)}</div>')
        return
    if not plan.left:
        page.show(
            f'<div class="none">{esc(t(f"没有未覆盖的村（0 / {len(plan.case.places)}）。", f"No village is left out (0 of {len(plan.case.places)})."))}</div>'
        )
        return
    columns = [Column(t("村", "Village")), Column(t("最近的点，分钟", "Nearest open, min"), right=True), Column(t("原因", "Why"))]
    rows = [[plan_entry.thing(plan.case.places[row["place"]], red=True), Html("—") if row["open_minutes"] is None else Html(f"{row['open_minutes']:.1f}"),
             Html(f'<span class="s">{esc(reason(row))}</span>')] for row in plan.left[:SHOWN]]  # fmt: skip
    page.show(table.yearbook(columns, rows, cls="low", label=t("未覆盖", "Not covered")))


def reason(row: dict[str, Any]) -> str:
    """Why a place is left out; where nothing reaches it, by how many minutes."""
    if row["why"] == "nobody" and row["over"] is not None:
        return t(f"最近候选点仍超 {row['over']:g} 分钟", f"the nearest candidate is {row['over']:g} min too far")
    return page.say(siting_told.WHY[row["why"]])
