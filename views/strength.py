"""Strength: the planner weighs what makes a village or branch strong; who is strong, who is weak, and who is left alone with it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from actions.strength import Strength, StrengthError, strength
from analysis.strength import CLASSES, PROPERTIES, UNKNOWN, Setting, alone, idle
from graphmodel.schema import NODE
from views import page, places, table
from views.page import esc, t
from views.setting import chosen, settings
from views.table import Column, Html

ctx = page.context()
ROOM = 15
LIST = 10


def thing(row: dict[str, Any], setting: Setting, red: bool = False) -> Html:
    """A name that opens its thing in the network."""
    return Html(page.link(row["name"], "network", cls="g b" if red else "", node=f"{setting.type}:{row['id']}"))


def grade(row: dict[str, Any]) -> Html:
    """Strength with two decimals; 未知 where too little is known, never 0."""
    if row["strength"] is None:
        return Html(f'<span class="zero">{esc(page.say(CLASSES[UNKNOWN]))}</span>')
    return Html(f"<b>{row['strength']:.2f}</b>")


def rows(found: Strength, setting: Setting) -> None:
    """Every thing with its strength and what that rests on, what is missing blank; unknown ones last."""
    recorded = {one.name for one in setting.used() if any(one.name not in row["missing"] for row in found.rows)}
    used = [one for one in setting.used() if one.name in recorded]
    titles = {one.name: page.say(one.title) for one in setting.used()}
    columns = [
        Column(page.say(NODE[setting.type].title)),
        Column(t("片区或乡镇", "Area or township") if setting.type == "Village" else t("所在村", "Village")),
        Column(t("强弱", "Strength"), right=True),
        Column(t("级", "Class")),
        Column(t("已知", "Known"), right=True),
        *(Column(titles[one.name], right=one.name != "secretary" and one.name != "cooperative") for one in used),
        Column(t("帮带", "Leads"), right=True),
        Column(t("被帮带", "Led by"), right=True),
    ]
    pages = max(1, -(-len(found.rows) // ROOM))
    at = min(max(int(page.get("n", "1")), 1) if page.get("n", "1").isdigit() else 1, pages)
    body = []
    for row in found.rows[(at - 1) * ROOM : at * ROOM]:
        held = [None if one.name in row["missing"] else row.get(one.name) for one in used]
        body.append(
            [
                thing(row, setting),
                row.get("area") or row.get("township") or row.get("village"),
                grade(row),
                page.say(CLASSES[row["class"]]),
                Html(f"{row['known'] * 100:.0f}%"),
                *held,
                row["leads"],
                row["led"],
            ]
        )
    nowhere = t("、", ", ").join(words for name, words in titles.items() if name not in recorded)
    hint = t("强者在前，未知在后", "strongest first, unknown last")
    if nowhere:
        hint = t(f"{nowhere}：全部缺数，未列；", f"{nowhere}: recorded nowhere, not shown; ") + hint
    page.show(table.section(t("强弱", "Strength"), esc(hint)))
    own = dict(page.own())
    links = "".join(
        page.link(words, "strength", **{**own, "n": to})
        for words, to, there in ((t("上一页", "Previous"), at - 1, at > 1), (t("下一页", "Next"), at + 1, at < pages))
        if there
    )
    shown = t(f"显示 {len(body)} / 共 {len(found.rows):,} 行", f"{len(body)} of {len(found.rows):,} rows")
    page.show(
        f'<div class="wide">{table.working(columns, body, label=t("强弱", "Strength"))}</div>'
        f'<div class="pager"><span>{esc(shown)}</span>{links}</div>'
    )


def short_list(title: str, hint: str, found: list[dict[str, Any]], whole: int, setting: Setting, none: str, red: bool) -> None:
    """One list under the table: how many of how many, then the first of them."""
    page.show(table.section(title, esc(hint)))
    if not found:
        page.show(
            f'<div class="none">{esc(none)}（0 / {whole}）</div>'
            if t("zh", "en") == "zh"
            else f'<div class="none">{esc(none)} (0 of {whole})</div>'
        )
        return
    columns = [
        Column(page.say(NODE[setting.type].title)),
        Column(t("片区、乡镇或村", "Where")),
        Column(t("强弱", "Strength"), right=True),
        Column(t("已知权重", "Weight known"), right=True),
    ]
    body = [
        [
            thing(row, setting, red),
            row.get("area") or row.get("township") or row.get("village"),
            grade(row),
            Html(f"{row['known'] * 100:.0f}%"),
        ]
        for row in found[:LIST]
    ]
    cut = (
        "" if len(found) <= LIST else f'<div class="pager">{esc(t(f"显示 {LIST} / {len(found)} 行", f"{LIST} of {len(found)} rows"))}</div>'
    )
    page.show(
        f'<p class="lead">{table.fraction(len(found), whole, red=red)}</p>' + table.yearbook(columns, body, cls="low", label=title) + cut
    )


def draw() -> None:
    """The page."""
    words = t("强弱", "Strength")
    if ctx.empty:
        page.heading(words)
        page.nothing_yet()
        return
    setting = chosen()
    try:
        found, wrong = strength(ctx.engine, setting, scope=ctx.scope, as_of=ctx.as_of), ""
    except StrengthError as fault:
        found, wrong = None, page.say(fault.text)
    held = {name: sum(row["class"] == name for row in found.rows) if found else 0 for name in CLASSES}
    facts = (
        '<span class="facts">'
        + "".join(f"<span>{esc(page.say(CLASSES[name]))} <b>{number:,}</b></span>" for name, number in held.items())
        + "</span>"
    )
    with page.heading(words, facts=facts):
        page.show(
            '<span class="seg">'
            + "".join(
                page.link(page.say(NODE[type].title), "strength", cls="on" if type == setting.type else "", type=type)
                for type in PROPERTIES
            )
            + "</span>"
        )
    where = places.title(ctx.engine, ctx.scope) or t("全部地域", "everywhere")
    page.show(
        '<div class="basis"><b>'
        + esc(t("口径", "Basis"))
        + "</b><span>"
        + esc(
            t(
                f"在{where}之内互相比较。强弱为已知各项的加权平均，0 至 1；缺数只列出，不计为弱也不计为强；已知权重不足所设比例的为未知。",
                f"Compared with one another within {where}. Strength is the weighted mean of what is known, 0 to 1; what is missing is "
                "listed and counts neither as weak nor as strong; where less than the chosen share of the weights is known, it is unknown.",
            )
        )
        + "</span></div>"
    )
    left, right = st.columns([0.25, 0.75], gap="medium")
    with left:
        settings(setting, found)
    with right:
        if found is None:
            page.show(f'<div class="fault">{esc(wrong)}</div>')
        elif not found.rows:
            none = t("本地域没有应计入的对象，分母为 0。", "Nothing here is to be counted: the denominator is 0.")
            page.show(f'<div class="none">{esc(none)}</div>')
        else:
            rows(found, setting)
            one, two = st.columns(2, gap="medium")
            with one:
                short_list(
                    t("弱而无人帮带", "Weak, and led by nobody"),
                    t("弱者中未被帮带的", "of the weak"),
                    alone(found.rows),
                    held["weak"],
                    setting,
                    t("没有未被帮带的弱者", "No weak one is without a leader"),
                    True,
                )
            with two:
                short_list(
                    t("强而未帮带别人", "Strong, and leading nobody"),
                    t("强者中尚未帮带的", "of the strong"),
                    idle(found.rows),
                    held["strong"],
                    setting,
                    t("强者都已帮带别人", "Every strong one leads another"),
                    False,
                )


draw()
