"""Strong helps weak: who leads and whom; today beside two plans, by area, and why each village has its leader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import streamlit as st

from actions import leading, rules_faults
from actions.drawing_points import leading_drawing
from actions.leading import LEADERS, WHO, AskedLeading, Led
from actions.planning import PlanError
from actions.rules_files import toml
from graphmodel.words import Text
from planning.leading_rules import AREAS, LeadRules, lead_rules_of
from views import page, plan_entry, plan_picture, plan_rules_file, plan_work, table
from views.page import esc, t
from views.plan_entry import box, choice, keeping, number
from views.table import Column, Html

NUMBERS: dict[str, Text] = {
    "leaders": ("至多几个强村牵头", "Leaders, at most"),
    "capacity": ("每村至多带几村", "At most for one"),
    "km": ("单程公里", "Longest way, km"),
    "gap": ("强弱至少差", "Gap, at least"),
    "gap_km": ("强弱每少差 0.1 抵公里", "Each tenth of gap weighs, km"),
    "industry_km": ("产业不同抵公里", "Another industry weighs, km"),
    "area_km": ("片区每多一个强村抵公里", "Further leader in an area, km"),
    "open_km": ("每个强村抵公里", "Every leader weighs, km"),
}
AREA = {"free": "", "prefer": "prefer", "must": "must"}
"""How the address writes what holds for areas."""
PLANS = (("甲", "A", "少变动", "fewest changes"), ("乙", "B", "路程短", "shortest ways"))
RULE: dict[str, Text] = {"leaders": ("牵头的强村", "leaders"), "capacity": ("每村至多带", "at most for one"), "km": ("单程公里", "way, km"), "gap": ("强弱至少差", "gap at least"), "areas": ("片区不限同一强村", "areas may split")}


def rules_of() -> LeadRules:
    """The rules of the file in force, changed by the address."""
    begin = lead_rules_of(plan_rules_file.given("leading"))
    numbers: dict[str, Any] = {name: number(name, getattr(begin, name)) or 0 for name in NUMBERS}
    numbers = {name: int(value) if isinstance(getattr(begin, name), int) else float(value) for name, value in numbers.items()}
    pairs: dict[str, Any] = {name: (*getattr(begin, name), *(tuple(one.split(">", 1)) for one in page.get(name).split(";") if ">" in one)) for name in ("must", "never")}
    lead = (*begin.lead, *filter(None, page.get("lead").split(";")))
    return replace(begin, **numbers, **pairs, lead=lead, areas=AREA.get(page.get("areas"), begin.areas))


def draw(ctx: page.Context) -> None:
    """The page."""
    page.show(Path(__file__).with_name("plan_pairing.css"))
    if ctx.empty:
        page.heading(t("以强带弱", "Strong helps weak"))
        page.nothing_yet()
        return
    rules = rules_of()
    led = page.get("led") if page.get("led") in WHO else "led"
    leaders = page.get("who") if page.get("who") in LEADERS else "strong"
    if not page.get("led") and not leading.led_today(ctx.engine, ctx.scope, ctx.as_of):
        led = "weak"
    ask = AskedLeading(rules, ctx.scope, ctx.as_of, leaders, led)
    asked = [replace(ask, rules=replace(rules, keep_km=keep)) for keep in (1_000.0, 0.01)]
    work = plan_work.made("leading", (ctx.engine.state(), str(asked)), lambda work: leading.lead_all(ctx.engine, asked, progress=work.progress))
    made: list[Led] | None = work.plan
    facts = ""
    if made:
        counts = ((t("可牵头", "May lead"), made[0].leaders), (t("被带", "To be led"), made[0].led))
        facts = '<span class="facts">' + "".join(f"<span>{esc(words)} <b>{len(rows):,}</b></span>" for words, rows in counts) + "</span>"
    tools = page.heading(t("以强带弱方案比较", "Strong helps weak: plans"), facts=facts)
    at = 1 if page.get("pick") == "b" else 0
    with tools:
        settings(rules, leaders, led)
        if made:
            keeping("leading", lambda name: leading.keep(ctx.engine, name, made[at], samples=ctx.samples))
    chips(rules, leaders, led)
    if plan_work.told(work, PlanError) is not None and made:
        left, right = st.columns([0.6, 0.4], gap="medium")
        with left:
            plan_picture.switch()
            if plan_picture.look_now():
                plan_picture.show(leading_drawing(made[at]), "plan_leaders", plan_entry.chosen_thing)
            else:
                compared(made, at)
                areas(made)
        with right:
            left_out(made[at])
            why(made[at], at)


def settings(rules: LeadRules, leaders: str, led: str) -> None:
    """The rules as widgets; the address follows each."""
    with st.popover(t("修改规则", "Change the rules"), key="plan_rules"):
        how, file = st.tabs([t("规则", "Rules"), t("规则文件", "File")])
        with how:
            choice("who", t("谁可牵头", "Who may lead"), LEADERS, leaders, 160)
            choice("led", t("带哪些村", "Who is led"), WHO, led, 160)
            for name, words in NUMBERS.items():
                box(name, page.say(words), getattr(rules, name))
            choice("areas", t("片区", "Areas"), {name: AREAS[value] for name, value in AREA.items()}, rules.areas or "free", 220)
        with file:
            plan_rules_file.taking("leading", rules_faults.leading, toml(asdict(rules)), (*NUMBERS, "areas", "must", "never", "lead"))


def chips(rules: LeadRules, leaders: str, led: str) -> None:
    """The rules in words."""
    told = [
        t(f"牵头：{LEADERS[leaders][0]}", f"leaders: {LEADERS[leaders][1]}"),
        t(f"被带：{WHO[led][0]}", f"led: {WHO[led][1]}"),
        t(f"至多 {rules.leaders} 个强村", f"at most {rules.leaders} lead") if rules.leaders else t(f"强村个数不限，每个抵 {rules.open_km:g} 公里", f"any number of leaders, {rules.open_km:g} km each"),
        t(f"每村至多带 {rules.capacity} 村", f"at most {rules.capacity} each"),
        t(f"强弱至少差 {rules.gap:g}", f"stronger by {rules.gap:g}"),
    ]
    told += [t(f"单程不超过 {rules.km:g} 公里", f"at most {rules.km:g} km")] if rules.km else []
    told += [t(f"产业不同抵 {rules.industry_km:g} 公里（可让步）", f"another industry: {rules.industry_km:g} km (may give way)")] if rules.industry_km else []
    told += [page.say(AREAS[rules.areas])] if rules.areas else []
    told += [t(f"指定 {len(rules.must)} 对", f"{len(rules.must)} pairs fixed")] if rules.must else []
    byhand = [name for name in ("must", "never", "lead") if page.get(name)]
    undo = plan_rules_file.state("leading") + (page.link(t("取消手工调换", "Drop changes by hand"), "plan", **{**page.own(), **dict.fromkeys(byhand, "")}) if byhand else "")
    page.show(f'<div class="rules"><b>{esc(t("规则", "Rules"))}</b>' + "".join(f'<span class="chip">{esc(one)}</span>' for one in told) + undo + "</div>")


def compared(made: Sequence[Led], at: int) -> None:
    """Today and both plans; what differs is bold."""
    one = made[0]
    sums = [one.figures(list(one.today), sorted({a for a, _ in one.today})), *(each.figures(each.plan.pairs, each.plan.leaders) for each in made)]
    columns = [Column(""), Column(t("现状", "Today"), right=True)]
    for number_, (zh, en, say_zh, say_en) in enumerate(PLANS):
        head = page.link(t(f"方案{zh}　{say_zh}", f"Plan {en}: {say_en}"), "plan", cls="b", **{**page.own(), "pick": "b" if number_ else "", "row": ""})
        columns.append(Column(Html(f'{head}<br><span class="hint">{esc(page.say(leading.proof(made[number_])))}</span>'), right=True, cls="picked" if number_ == at else ""))
    total = len(one.led)
    lines: list[tuple[str, Any]] = [
        (t("有强村带的村", "Villages with a leader"), lambda x: table.fraction(int(x["led"]), total, places=3, bold=False)),
        (t("未覆盖", "Not covered"), lambda x: table.fraction(total - int(x["led"]), total, places=3, red=True, bold=False)),
        (t("牵头的强村", "Leaders"), lambda x: int(x["leaders"])),
        (t("最多一村带几村", "Most led by one"), lambda x: int(x["most"])),
        (t("单程合计（公里）", "One way in all, km"), lambda x: Html(f"{x['km']:,.1f}")),
        (t("平均强弱差", "Mean gap in strength"), lambda x: Html(f"{x['gap']:.2f}")),
        (t("产业相同", "Of one industry"), lambda x: table.fraction(int(x["alike"]), int(x["pairs"]), places=3, bold=False)),
        (t("有几个强村的片区", "Areas with several leaders"), lambda x: int(x["split"])),
    ]
    body = []
    for words, cell in lines:
        now, first, second = (cell(one) for one in sums)
        body.append([words, now, *(Html(f"<b>{table.cell(x)}</b>") if first != second else x for x in (first, second))])
    for words, name in ((t("保留原帮带", "Pairs kept"), "kept"), (t("新增", "Added"), "added"), (t("终止", "Ended"), "ended")):
        values = [each.changes[name] for each in made]
        body.append([words, Html("—"), *(Html(f"<b>{value}</b>") if values[0] != values[1] else value for value in values)])
    check = [t("核验通过", "check passed") if each.verdict.holds else t("核验不符", "check failed") for each in made]
    told = [
        (t(f"下界 {each.plan.bound / 100:,.1f}，{word}", f"{each.plan.bound / 100:,.1f}, {word}"), t(f"不经搜索可证 {each.verdict.bound / 100:,.1f}", f"{each.verdict.bound / 100:,.1f} without search"))
        for each, word in zip(made, check, strict=True)
        if each.verdict.bound is not None
    ]
    body.append([t("下界（公里当量）与核验", "Bound (km) and check"), Html("—"), *(Html(f'<span class="s">{esc(one)}<br>{esc(other)}</span>') for one, other in told)])
    page.show(table.yearbook(columns, body, cls="low plan", label=t("方案比较", "Plans compared")))


def areas(made: Sequence[Led]) -> None:
    """By area: villages, leaders today and in both plans, who is left."""
    names = sorted({row["area"] for row in made[0].led})

    def who(pairs: Sequence[tuple[str, str]], area: str) -> Html:
        keys = sorted({a for a, b in pairs if made[0].rows.get(b, {}).get("area") == area and a in made[0].rows})
        return Html(t("、", ", ").join(page.link(made[0].rows[key]["name"], "network", node=key) for key in keys) or "—")

    columns = [Column(t("片区", "Area")), Column(t("村", "Villages"), right=True), Column(t("现状", "Today")), Column(t("方案甲", "Plan A")), Column(t("方案乙", "Plan B")), Column(t("未覆盖", "Not covered"), right=True)]
    body = []
    for area in names:
        mine = {row["key"] for row in made[0].led if row["area"] == area}
        left = [len(mine & set(each.plan.left)) for each in made]
        body.append([area or t("不在片区", "in no area"), len(mine), who(list(made[0].today), area), who(made[0].plan.pairs, area), who(made[1].plan.pairs, area), Html(" / ".join(f'<span class="{"g b" if n else ""}">{n}</span>' for n in left))])
    page.show(table.section(t("按片区", "By area"), esc(t("未覆盖：甲 / 乙", "not covered: A / B"))) + table.yearbook(columns, body, cls="low", label=t("按片区", "By area")))


def left_out(made: Led) -> None:
    """Who has no leader and why, and what bending one rule gives."""
    page.show(table.section(t("未覆盖", "Not covered"), table.fraction(len(made.plan.left), len(made.led), places=3, red=True)))
    if not made.plan.left:
        page.show(f'<div class="none">{esc(t(f"没有未覆盖的村（0 / {len(made.led)}）。", f"No village is left out (0 of {len(made.led)})."))}</div>')
        return
    for key in made.plan.left[:5]:
        page.show(f'<div class="s">{page.link(made.rows[key]["name"], "network", cls="g b", node=key)}　{esc(page.say(leading.why_left(made, key)))}</div>')
    columns = [Column(t("如放宽一条规则", "If one rule bends")), Column(t("未覆盖", "Not covered"), right=True)]
    body = [
        [Html(page.link(f"{page.say(RULE[name])} {value:g}" if name != "areas" else page.say(RULE[name]), "plan", **{**page.own(), name: "free" if name == "areas" else f"{value:g}"})), table.fraction(left, len(made.led), places=3, red=True)]
        for name, value, left in made.bends
    ]
    if body:
        page.show(table.yearbook(columns, body, cls="low", label=t("放宽规则", "Bending a rule")))


def why(made: Led, at: int) -> None:
    """One village: its leader, others, and what each would cost."""
    pairs = sorted(made.plan.pairs, key=lambda pair: (made.rows[pair[0]]["name"], made.rows[pair[1]]["name"]))
    if not pairs:
        return
    number_ = next((n for n, (_, led) in enumerate(pairs) if led == page.get("row")), 0)
    one, led = pairs[number_]
    hint = t(f"方案{'甲乙'[at]}，第 {number_ + 1} 对 / 共 {len(pairs)} 对", f"plan {'AB'[at]}, pair {number_ + 1} of {len(pairs)}")
    turn = " ".join(
        page.link(words, "plan", **{**page.own(), "row": pairs[to][1]})
        for words, to in ((t("上一对", "previous"), number_ - 1), (t("下一对", "next"), number_ + 1))
        if 0 <= to < len(pairs)
    )
    page.show(table.section(t("为何这样带", "Why this leader"), f"{esc(hint)}　{turn}"))
    ends = [page.link(made.rows[key]["name"], "network", cls="b", node=key) + f'<span class="i2">{esc(made.rows[key].get("area") or "")}</span>' for key in (one, led)]
    page.show(f'<div class="pairline">{ends[0]}<i></i>{ends[1]}</div>')
    columns = [Column(t("候选强村", "Leader")), Column(t("公里", "km"), right=True), Column(t("强弱差", "Gap"), right=True), Column(t("已带 / 上限", "Load"), right=True), Column(t("代价差", "Costs more"), right=True), Column("")]
    body = []
    for choice_ in made.choices(led):
        state = t("（选定）", "(chosen)") if choice_["chosen"] else "" if choice_["leads"] else t("（未牵头）", "(does not lead)")
        swap = "" if choice_["chosen"] else page.link(t("改用", "Take"), "plan", **{**page.own(), "must": ";".join(filter(None, [*(x for x in page.get("must").split(";") if not x.endswith(f">{led}")), f"{choice_['leader']}>{led}"]))})
        name = page.link(made.rows[choice_["leader"]]["name"], "network", cls="b" if choice_["chosen"] else "", node=choice_["leader"])
        extra = "—" if choice_["chosen"] or choice_["extra"] is None else dearer(choice_["extra"], made.asked.rules.keep_km)
        body.append([Html(f'{name} <span class="i2">{esc(state)}</span>'), Html(f"{choice_['km']:,.1f}"), Html(f"{choice_['gap']:.2f}"), Html(f"{choice_['load']} / {made.asked.rules.capacity}"), Html(esc(extra)), Html(swap)])
    note = t("代价差只算这一对；改用后全部重新求解。", "The difference is of this pair alone; after an exchange everything is solved again.")
    page.show(table.yearbook(columns, body, cls="low why", label=t("候选强村", "Leaders")) + f'<div class="s">{esc(note)}</div>')


def dearer(extra: float, keep: float) -> str:
    """What an exchange costs: pairs of today given up, where they weigh most, and km."""
    changes = round(extra / keep) if keep >= 1_000 else 0
    km = t(f"{extra - changes * keep:+,.1f} 公里", f"{extra - changes * keep:+,.1f} km")
    return t(f"{changes:+} 对变动，{km}", f"{changes:+} changed, {km}") if changes else km
