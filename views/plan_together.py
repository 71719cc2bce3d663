"""Programmes side by side: one limit over all, least by role; each programme's plan, who has how many, who falls below the least."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from actions import rules_faults, together, together_told
from actions.drawing import Drawing, drawing
from actions.planning import Paired, PlanError, programmes
from actions.rules_files import toml
from actions.together import AskedTogether, PlannedTogether
from graphmodel.words import Text
from planning.pairing_rules import ROLES, Limit
from planning.pairing_words import Nouns, in_words, limit_words
from views import page, plan_picture, plan_rules_file, plan_work, table
from views.page import esc, t
from views.plan_entry import box, choice, keeping, number, opened
from views.plan_pairing_parts import adding, of_address
from views.table import Column, Html

YES: dict[str, Text] = {"1": ("从头规划", "afresh"), "0": ("从现有结对出发", "from today's pairs")}
SHOWN = 6
ENTRIES = ("afresh", "most", *(f"{end}_{role}" for role in ROLES for end in ("least", "most")), "joint_quotas")
"""What the address says of the rules, beside the file that is in force."""


def draw(ctx: page.Context) -> None:
    """The page."""
    page.show(Path(__file__).with_name("plan_pairing.css"))
    if ctx.empty:
        page.heading(t("项目并列", "Programmes together"))
        page.nothing_yet()
        return
    known = [row["programme"] for row in programmes(ctx.engine, scope=ctx.scope, as_of=ctx.as_of) if row["helper"] == "Member"]
    if not known:
        page.heading(t("项目并列", "Programmes together"))
        none = t("此地域没有党员帮扶的项目。另选地域或日期。", "No programme here has members as helpers. Choose another place or day.")
        page.show(f'<div class="none">{esc(none)}</div>')
        return
    asked = chosen(ctx, list(dict.fromkeys(known)))
    names = [part["programme"] for part in asked.programmes] or list(dict.fromkeys(known))
    tools = page.heading(
        t("、".join(names) + " 并列规划", "Together: " + ", ".join(names)),
        t("同一人各项目合计有上限和下限", "one helper's pairs over all programmes are limited together"),
    )
    key = (ctx.engine.state(), asked)
    work = plan_work.made("together", key, lambda work: together.plan(ctx.engine, asked, progress=work.progress))
    chips(asked, work.plan.parts if work.plan else ())
    with tools:
        settings(asked, names, work.plan.parts if work.plan else ())
    if plan_work.told(work, PlanError) is not None:
        with tools:
            keeping("together", lambda name: {"name": "、".join(one["name"] for one in together.keep(ctx.engine, name, work.plan, samples=ctx.samples))})
        result(work.plan)


def chosen(ctx: page.Context, known: list[str]) -> AskedTogether:
    """What is asked: the file that is in force, changed by the address; a quota of the address joins those of its programme."""
    given = plan_rules_file.given("together")
    begin = together.asked_of(given)
    quotas = of_address("joint_quotas")
    parts = begin["programmes"] or tuple({"programme": name} for name in known if quotas)
    parts = tuple(one | {"quotas": [*one.get("quotas", ()), *(dict(list(quota.items())[1:]) for quota in quotas if quota["programme"] == one["programme"])]} for one in parts)
    afresh = page.get("afresh") != "0" if page.get("afresh") or not given else begin["afresh"]
    limits = [one for one in begin["limits"] if one.type or not (page.get(f"least_{one.role}") or page.get(f"most_{one.role}"))]
    limits += [limit for role in ROLES if (limit := limit_of(role, begin["limits"]))]
    return AskedTogether(ctx.scope, ctx.as_of, parts, int(number("most", begin["most"]) or 0), tuple(limits), afresh)


def limit_of(role: str, begin: Sequence[Limit]) -> Limit | None:
    """The least and most of a role over all programmes where the address says one of them, the other as it was to begin with."""
    if not page.get(f"least_{role}") and not page.get(f"most_{role}"):
        return None
    usual = next((one for one in begin if one.role == role and not one.type), Limit())
    least, most = number(f"least_{role}", usual.least), number(f"most_{role}", usual.most)
    return Limit(role, least=int(least or 0), most=None if most is None else int(most)) if least or most is not None else None


def chips(asked: AskedTogether, parts: Sequence[Paired]) -> None:
    """All rules in words: those over all programmes, then those of each, as far as they are known before its plan is made."""
    over = [page.say(YES["1" if asked.afresh else "0"]), *(page.say(limit_words(one, Nouns())) for one in asked.limits)]
    over += [t(f"各项目合计至多 {asked.most} 户", f"at most {asked.most} over all")] if asked.most else []
    told = [(t("规则", "Rules"), over), *((part.plan.rules.programme, [page.say(words) for words in in_words(part.plan.rules, part.nouns)]) for part in parts)]
    lines = ["".join(f'<span class="chip">{esc(one)}</span>' for one in chips_) for _, chips_ in told]
    undo = page.link(t("取消名额", "Drop the quotas"), "plan", **{**page.own(), "joint_quotas": ""}) if page.get("joint_quotas") else ""
    lines[0] += plan_rules_file.state("together") + undo
    groups = [f'<span class="rules"><b>{esc(head)}</b>{line}</span>' for (head, _), line in zip(told, lines, strict=True)]
    page.show(f'<div class="rules">{"".join(groups)}</div>')


def settings(asked: AskedTogether, known: list[str], parts: Sequence[Paired]) -> None:
    """The limits and the quotas as widgets; the address follows each."""
    held = {one.role: one for one in asked.limits if not one.type}
    with st.popover(t("修改规则", "Change the rules"), key="plan_rules"):
        limits, quotas, file = st.tabs([t("上下限", "Limits"), t("名额", "Quotas"), t("规则文件", "File")])
        with limits:
            choice("afresh", t("起点", "Begin"), YES, "1" if asked.afresh else "0", 200)
            box("most", t("各项目合计至多", "Most over all programmes"), asked.most or None)
            for role, words in ROLES.items():
                one = held.get(role, Limit())
                box(f"least_{role}", t(f"{words[0]}每人至少", f"{words[1].capitalize()}: least each"), one.least)
                box(f"most_{role}", t(f"{words[0]}每人至多", f"{words[1].capitalize()}: most each"), one.most)
        with quotas:
            of = page.get("q_programme") or known[0]
            adding(next((part.start for part in parts if part.plan.rules.programme == of), None), known)
        with file:
            plan_rules_file.taking("together", rules_faults.together, toml(together.told_of(asked, parts)), ENTRIES)


def result(made: PlannedTogether) -> None:
    """The programmes in one table; loads and who falls below the least beside it."""
    left, right = st.columns([0.6, 0.4], gap="medium")
    with left:
        plan_picture.switch()
        if plan_picture.look_now():
            plan_picture.show(drawn(made), "plan_together", opened)
        else:
            compared(made)
            loads(made)
    with right:
        if made.quotas:
            told = "<br>".join(esc(page.say(one)) for one in together_told.quota_lines(made))
            page.show(table.section(t("名额", "Quotas")) + f'<div class="s">{told}</div>')
        low(made)
        reasons(made)


def drawn(made: PlannedTogether) -> Drawing:
    """The pairs of all programmes beside today's, as marks and lines."""
    rows, names = {}, {}
    for part in made.parts:
        rows |= part.rows
        names |= part.names
    today = [pair for part in made.parts for pair in part.start.keys]
    planned = [pair for part in made.parts for pair in part.plan.pairs]
    return drawing(rows, names, today, planned, [key for part in made.parts for key in part.plan.left], at=page.get("spot"))


def compared(made: PlannedTogether) -> None:
    """Each programme as a column: figures today beside the plan."""
    columns = [Column("")]
    for part in made.parts:
        columns += [Column(t(f"{part.plan.rules.programme} 现状", f"{part.plan.rules.programme} today"), right=True), Column(Html(f"<b>{esc(t('方案', 'plan'))}</b>"), right=True, cls="picked")]
    lines: list[tuple[str, Any]] = [
        (t("覆盖", "Covered"), lambda one: table.fraction(one.covered, one.helped, places=5, bold=False)),
        (t("未覆盖", "Not covered"), lambda one: table.fraction(one.left, one.helped, places=5, red=True, bold=False)),
        (t("参加帮扶的人", "Helpers taking part"), lambda one: one.taking_part),
        (t("最多一人帮几户", "Most for one helper"), lambda one: one.most),
        (t("结对", "Pairs"), lambda one: one.pairs),
        (t("单程（公里）", "One way, km"), lambda one: Html(f"{one.travel:,.1f}")),
    ]
    body = []
    for words, cell in lines:
        row: list[Any] = [words]
        for part, today in zip(made.parts, made.today, strict=True):
            now, then = cell(today), cell(part.summary)
            row += [now, Html(f"<b>{table.cell(then)}</b>") if now != then else then]
        body.append(row)
    told = page.say(together.proof(made))
    checked = t("核验通过", "check passed") if made.verdict.holds else t("核验不符", "check failed")
    page.show(table.yearbook(columns, body, cls="low plan", label=t("并列", "Together")))
    bound = made.joint.bound / 100
    page.show(f'<div class="s">{esc(t(f"{told}；代价 {made.joint.cost / 100:,.1f}，下界 {bound:,.1f} 公里；{checked}", f"{told}; cost {made.joint.cost / 100:,.1f}, bound {bound:,.1f} km; {checked}"))}</div>')


def loads(made: PlannedTogether) -> None:
    """How many helpers have how many, by role."""
    held, rows = made.loads, {row["key"]: row for part in made.parts for row in part.start.helpers}
    groups: list[tuple[Text, list[str]]] = [(words, [key for key, row in rows.items() if row.get(role)]) for role, words in ROLES.items()]
    groups.append((("其余党员", "others"), [key for key, row in rows.items() if not any(row.get(role) for role in ROLES)]))
    columns = [Column(t("类别", "Role")), Column(t("人数", "Helpers"), right=True), *(Column(t(f"帮 {n} 户", f"{n}"), right=True) for n in range(3)), Column(t("3 户及以上", "3 or more"), right=True)]
    body = []
    for words, keys in groups:
        counts = Counter(min(3, held.get(key, 0)) for key in keys)
        body.append([page.say(words).capitalize(), len(keys), *(counts[n] for n in range(4))])
    page.show(table.section(t("各项目合计的负担", "Loads over all programmes")) + table.yearbook(columns, body, cls="low", label=t("负担", "Loads")))


def low(made: PlannedTogether) -> None:
    """Who falls below the least, and why nobody can be added."""
    lows = list(dict(made.low))
    page.show(table.section(t("低于每人下限", "Below their least"), f"<b>{len(lows):,}</b>"))
    if not lows:
        page.show(f'<div class="none">{esc(t("没有低于下限的人。", "Nobody is below their least."))}</div>')
        return
    rows = {row["key"]: row for part in made.parts for row in part.start.helpers}
    towns = Counter(str(rows[key].get("township_name") or "—") for key in lows)
    told = page.say(together_told.low_words(made)) + t("。", ".")
    who = t("按乡镇：", "By township: ") + t("、", ", ").join(esc(f"{name} {n:,}") for name, n in sorted(towns.items(), key=lambda one: (-one[1], one[0])))
    named = {key: f"{name} {rows[key].get('village_name') or ''}".strip() for part in made.parts for key, name in part.names.items() if key in lows[:SHOWN]}
    who += "<br>" + t("、", ", ").join(page.link(named[key], "network", node=key) for key in lows[:SHOWN])
    more = t(f" 等 {len(lows):,} 人", f" and so on, {len(lows):,}") if len(lows) > SHOWN else ""
    bends = "".join(f"<br>{esc(page.say(one))}" for one in together_told.least_lines(made))
    page.show(f'<div class="hall">{esc(told)}</div><div class="s">{who}{esc(more)}{bends}</div>')


def reasons(made: PlannedTogether) -> None:
    """Which part of what is left out is due to the limit over all; the sets of each programme."""
    total = sum(int(part.plan.field.wants.sum()) for part in made.parts)
    page.show(table.section(t("未覆盖", "Not covered"), table.fraction(made.left, total, places=6, red=True)))
    if not made.left:
        page.show(f'<div class="none">{esc(t(f"没有未覆盖的名额（0 / {total:,}）。", f"No place is left open (0 of {total:,})."))}</div>')
        return
    page.show(f'<div class="hall">{esc(page.say(together_told.left_words(made)))}</div>')
    for gap in made.gaps[:SHOWN]:
        short = f'<span class="g b">{esc(t("差", "short"))} {gap.short:,} / {gap.wants:,}</span>'
        page.show(f'<div class="hall">{esc(page.say(gap.words()))}</div>{table.bar(min(gap.places, gap.wants), gap.short)}<div class="s">{short}</div>')
    if len(made.gaps) > SHOWN:
        page.show(f'<div class="hint">{esc(t(f"显示 {SHOWN} / {len(made.gaps)} 组", f"{SHOWN} of {len(made.gaps)} sets"))}</div>')
    page.show(table.section(t("如放宽合计上限", "If the limit over all bends")))
    words = page.say(together_told.bend_words(made))
    if words and made.bend:
        page.show(f'<div class="s">{page.link(words, "plan", **{**page.own(), "most": f"{made.bend.value:.0f}"})}</div>')
    else:
        why = t("没有算出起作用的放宽：各项目自己的规则、名额所致。", "No bend that helps was found: the programmes’ own rules or quotas are the reason.") if made.capped else t("不起作用：各项目自己的规则所致。", "No help: the programmes’ own rules are the reason.")
        page.show(f'<div class="none">{esc(why)}</div>')
