"""Where a tour goes next: stops with dates, what each reaches, the round, and what earlier stops did."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from actions import rules_faults, touring
from actions.drawing import NEW, WAY
from actions.drawing_points import tour_drawing
from actions.rules_files import toml
from actions.siting_proposal import keep_tour
from actions.siting_rules import SitingError
from actions.touring import WEEKDAYS, TourPlan, TourRules, plan_tour
from graphmodel.schema import NODE
from graphmodel.words import Text
from planning.travel import Spot
from views import page, places, plan_entry, plan_picture, plan_rules_file, plan_work, table
from views.page import esc, t
from views.table import Column, Html

SHOWN = 17
ENTRIES = ("event", "km", "first", "every", "rest", "base")
"""The rules in the address; a file of rules is put there too, but for what only the file says."""
STOPS: dict[str, Text] = {"Event": ("场次", "stops")}
WORDS: dict[str, Text] = {NEW: ("到达的村", "villages reached"), WAY: ("路线", "the round")}
"""What the lines of the picture are."""


def draw(ctx: page.Context) -> None:
    """The page."""
    words = t("巡回场次", "Tour stops")
    if ctx.empty:
        page.heading(words)
        page.nothing_yet()
        return
    rules = chosen(ctx)
    tools = page.heading(words, places.title(ctx.engine, ctx.scope) or t("全部地域", "everywhere"))
    with tools, st.popover(t("规则文件", "Rules"), key="plan_rules"):
        plan_rules_file.taking("tour", rules_faults.tour, toml(rules.told()), ENTRIES, addressed)
    entries(rules)
    if told := plan_rules_file.state("tour", ENTRIES):
        page.show(f'<div class="s">{told}</div>')
    key = (ctx.engine.address, ctx.engine.state(), ctx.scope, ctx.as_of, repr(rules))
    work = plan_work.made("tour", key, lambda work: plan_tour(ctx.engine, rules, scope=ctx.scope, as_of=ctx.as_of, progress=work.progress))
    if plan_work.told(work, SitingError) is not None:
        with tools:
            plan_entry.keeping("tour", lambda name: keep_tour(ctx.engine, name, work.plan, samples=ctx.samples))
            plan_entry.downloads("tour", lambda format: touring.export(ctx.engine, work.plan, format, language=ctx.lang))
        result(work.plan)


def chosen(ctx: page.Context) -> TourRules:
    """The rules that the address describes, with what only the file in force says; nonsense is as it was to begin with."""
    try:
        first = date.fromisoformat(page.get("first"))
    except ValueError:
        first = None
    rest = tuple(sorted({int(digit) - 1 for digit in page.get("rest") if digit in "1234567"}))
    every = plan_entry.number("every", 1) or 1
    beside = {name: value for name, value in plan_rules_file.given("tour").items() if name in ("detour", "seconds")}
    return TourRules(
        page.get("event"), plan_entry.number("km", 5.0) or 5.0, first, max(1, int(every)), rest, page.get("base") or None, **{"seconds": 5, **beside}
    )


def addressed(told: dict[str, Any]) -> dict[str, Any]:
    """The values of a file of rules as the address says them."""
    return {"event" if name == "kind" else name: value for name, value in told.items() if name not in ("detour", "seconds")}


def entries(rules: TourRules) -> None:
    """The rules as widgets."""
    kinds = {"": ("任何活动", "any event")} | {
        one[0]: one for one in next(prop for prop in NODE["Event"].props if prop.name == "kind").choices
    }
    if rules.kind and rules.kind not in kinds:
        kinds[rules.kind] = (rules.kind, rules.kind)
    with st.container(key="params", horizontal=True, vertical_alignment="center"):
        plan_entry.choice("event", t("到过", "Reached by"), kinds, rules.kind, 230)
        plan_entry.box("km", t("公里内算到", "Within km"), rules.km)
        plan_entry.words_box(
            "first",
            t("首场日期", "First day"),
            rules.first.isoformat() if rules.first else "",
            170 + 20 * (t("zh", "en") == "en"),
            "2020-10-01",
        )
        plan_entry.box("every", t("几天一场", "Days between"), float(rules.every))
        free = {
            "": ("每天", "every day"),
            "67": ("周末不演", "no weekends"),
            "6": ("周六不演", "no Saturdays"),
            "7": ("周日不演", "no Sundays"),
        }
        held = "".join(str(day + 1) for day in rules.rest)
        if held not in free:
            free[held] = (
                "、".join(WEEKDAYS[day][0] for day in rules.rest) + "不演",
                "not on " + ", ".join(WEEKDAYS[day][1] for day in rules.rest),
            )
        plan_entry.choice("rest", t("周内", "Week"), free, held, 180)
        plan_entry.words_box("base", t("出发地", "Begins at"), rules.base or "", 230, "Township:469024100")


def result(plan: TourPlan) -> None:
    """The stops beside the map."""
    with st.container(key="plan_body"):
        left, right = st.columns([0.53, 0.47], gap="medium")
    with left:
        told = table.fraction(plan.waiting, plan.villages, red=True)
        few = t("最少 " if plan.tour.fewest.proven else "", "")
        count = t(f"　{few}{len(plan.stops)} 场", f"　{len(plan.stops)} stops")
        page.show(f'<p class="lead">{esc(t("未到过的村", "Villages not reached"))} {told}{esc(count)}</p>')
        if not plan.stops:
            page.show(
                f'<div class="none">{esc(t(f"没有未到过的村（0 / {plan.villages}）。", f"Every village was reached (0 of {plan.villages} left)."))}</div>'
            )
        else:
            stops(plan)
    with right:
        if plan.stops:
            plan_picture.switch(plan_picture.PICTURE)
            plan_picture.show(tour_drawing(plan), "plan_stops", plan_entry.chosen_thing, WORDS, STOPS)
        basis(plan)


def stops(plan: TourPlan) -> None:
    """Each stop with its day, place and what it reaches."""
    columns = [Column(t("场", "Stop"), right=True), Column(t("日期", "Date")), Column(t("地点", "Place")), Column(t("乡镇", "Township")), Column(t("到达的村", "Villages reached")),
               Column(t("户", "Households"), right=True)]  # fmt: skip
    rows = []
    for stop in plan.stops[:SHOWN]:
        names, on = t("、", ", ").join(stop["names"]), stop["date"]
        day = Html(f'<span class="nw">{on.isoformat()} {page.say(WEEKDAYS[on.weekday()])}</span>')
        reached = Html(f'<span class="cut" style="max-width:230px" title="{esc(names)}"><b>{len(stop["names"])}</b> {esc(names)}</span>')
        rows.append([stop["number"], day, plan_entry.thing(Spot(stop["key"], stop["name"])), stop["township"], reached, stop["households"]])
    page.show(table.yearbook(columns, rows, cls="low", label=t("场次", "Stops")))
    if len(plan.stops) > SHOWN:
        page.show(
            f'<div class="hint">{esc(t(f"显示 {SHOWN} / {len(plan.stops)} 行，其余在导出的表中", f"{SHOWN} of {len(plan.stops)} rows; the export has all"))}</div>'
        )


def basis(plan: TourPlan) -> None:
    """口径, proof, and what earlier stops did."""
    told = [page.say(touring.proof(plan)), t(f"离场地直线 {plan.rules.km:g} 公里内算到", f"within {plan.rules.km:g} km in a straight line counts as reached"),
            t(f"路线为直线 × {plan.rules.detour:g}", f"the round is straight lines × {plan.rules.detour:g}"), t(f"截至 {plan.as_of}", f"as of {plan.as_of}")]  # fmt: skip
    if plan.no_point:
        told.append(
            t(f"缺坐标，不计入 {len(plan.no_point)} 村：", f"without a point, not counted, {len(plan.no_point)}: ")
            + t("、", ", ").join(plan.no_point[:8])
            + ("…" if len(plan.no_point) > 8 else "")
        )
    page.show('<div class="basis"><b>' + esc(t("口径", "Basis")) + "</b><span>" + esc(t("；", "; ").join(told)) + "</span></div>")
    if any(words := touring.compared(plan.earlier, plan.rules.km)):
        page.show(table.section(t("此前的场次与最少的场次", "Earlier stops and the fewest")))
        page.show(f'<div style="font-size:14px">{esc(page.say(words))}</div>')
        columns = [Column(t("可代替的场地", "Instead at")), Column(t("村", "Villages"), right=True), Column(t("此前办过", "Held before"))]
        rows = [[plan_entry.thing(Spot(one["key"], one["name"])), len(one["reaches"]), t("是", "yes") if one["held"] else t("否", "no")] for one in plan.earlier["instead"]]
        page.show(table.yearbook(columns, rows, cls="low", label=t("最少的场次", "The fewest stops")))
