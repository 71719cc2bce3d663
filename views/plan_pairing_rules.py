"""The rules of a pairing plan on its page: what the address says, the widgets that change it, the same in words."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from planning.pairing_rules import FAIRNESS, MATCHES, Rules
from planning.pairing_words import in_words
from queries.pairing import HELPED, HELPERS
from views import page
from views.page import esc, t
from views.plan_entry import box, choice, number

NUMBERS = {"each": 1, "max_load": 2, "km": 60.0, "joint": 0, "elsewhere_km": 0.0}
YES = {"1": ("是", "yes"), "0": ("否", "no")}


def rules_of(programme: str) -> Rules:
    """The rules that the address describes."""
    numbers = {name: number(name, begin) for name, begin in NUMBERS.items()}
    whole = {name: int(value or 0) if isinstance(NUMBERS[name], int) else float(value or 0) for name, value in numbers.items()}
    pairs = {
        name: tuple((one.partition(">")[0], one.partition(">")[2]) for one in page.get(name).split(";") if ">" in one)
        for name in ("must", "never")
    }
    return Rules(
        programme,
        match=page.get("match") if page.get("match") in MATCHES else "",
        fair=page.get("fair") if page.get("fair") in FAIRNESS else "",
        same_township=page.get("same") != "0",
        own_capacity=page.get("own") == "1",
        **whole,
        **pairs,
    )  # type: ignore[arg-type]


def settings(rules: Rules, known: list[str]) -> None:
    """The rules as widgets; the address follows each."""
    with st.popover(t("修改规则", "Change the rules"), key="plan_rules"):
        choice("programme", t("项目", "Programme"), {one: (one, one) for one in known}, rules.programme, 200)
        for name, zh, en in (
            ("max_load", "每人至多几户", "At most for one"),
            ("each", "每户几名", "Helpers each"),
            ("km", "单程公里", "Longest way, km"),
            ("joint", "各项目合计至多", "Most over all programmes"),
            ("elsewhere_km", "两委帮本村抵公里", "Own village weighs, km"),
        ):
            box(name, t(zh, en), getattr(rules, name))
        choice("same", t("同一乡镇", "Same township"), YES, "1" if rules.same_township else "0", 90)
        choice("own", t("按本人登记上限", "Own limit on record"), YES, "1" if rules.own_capacity else "0", 90)
        choice("match", t("专长与需求", "Skill and need"), MATCHES, rules.match, 200)
        choice("fair", t("负担", "Loads"), FAIRNESS, rules.fair, 160)
        choice("helpers", t("帮扶人", "Helpers"), HELPERS, page.get("helpers") or "programme", 200)
        choice("helped", t("帮扶对象", "Helped"), HELPED, page.get("helped") or "programme", 200)


def chips(rules: Rules, placeless: int) -> None:
    """The rules in words, and how many stand without a point."""
    told = [page.say(words) for words in in_words(replace(rules, keep_km=0.0))]
    basis = t(
        f"缺点位 {placeless:,} 个；单程为直线 × {rules.detour:g}",
        f"{placeless:,} without a point; one way: straight line × {rules.detour:g}",
    )
    loose = f'<span class="hint">{esc(basis)}</span>'
    undo = (
        page.link(t("取消手工调换", "Drop exchanges by hand"), "plan", **{**page.own(), "must": "", "never": ""})
        if rules.must or rules.never
        else ""
    )
    page.show(
        f'<div class="rules"><b>{esc(t("规则", "Rules"))}</b>'
        + "".join(f'<span class="chip">{esc(one)}</span>' for one in told)
        + undo
        + loose
        + "</div>"
    )
