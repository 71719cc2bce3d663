"""The rules of a pairing plan on its page: what the address and a file say, the widgets that change it, the same in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from actions import rules_faults
from actions.rules_files import pairing_toml
from graphmodel.words import Text
from planning.pairing_reach import ORDER
from planning.pairing_rules import FAIRNESS, MATCHES, ROLES, Limit, Rules, rules_of
from planning.pairing_words import Nouns, in_words
from queries.pairing import HELPED, HELPERS, Start
from views import page, plan_rules_file
from views.page import esc, t
from views.plan_entry import box, choice, held, number, slide, words_box
from views.plan_pairing_parts import adding, categories, of_address

NUMBERS: dict[str, Text] = {
    "each": ("每个对象几名帮扶人", "Helpers each"),
    "up_to": ("每个对象至多几名", "Helpers each, at most"),
    "max_load": ("每人至多几户", "At most for one"),
    "km": ("单程公里", "Longest way, km"),
    "joint": ("各项目合计至多", "Most over all programmes"),
    "elsewhere_km": ("两委帮本村抵公里", "Own village weighs, km"),
    "load_km": ("别的项目每户抵公里", "Other commitments weigh, km"),
    "match_km": ("需求不合抵公里", "Unmatched need weighs, km"),
    "even_km": ("均衡抵公里", "Evenness weighs, km"),
}
SLIDES = {"each": (10, 1), "max_load": (20, 0), "km": (120, 0), "joint": (20, 0)}
"""The numbers that are slid, with the most and the least; 0 km and 0 over all are any."""
BENDING: dict[str, Text] = {
    "max_load": ("每人上限", "most for one"),
    "joint": ("合计上限", "joint limit"),
    "same_township": ("同一乡镇", "same township"),
    "km": ("单程公里", "longest way"),
    "match": ("专长与需求", "skill and need"),
}
YES: dict[str, Text] = {"1": ("是", "yes"), "0": ("否", "no")}
PAIRS = ("must", "never", "keep")
ADDED = ("quotas", "cats", "types")
"""The entries of the address that hold quotas, categories of the helped and limits by type."""
ENTRIES = (*NUMBERS, *PAIRS, "match", "fair", "same", "own", *(f"{end}_{role}" for role in ROLES for end in ("least", "most")), *ADDED)
"""What the address says of the rules, beside the file that is in force."""


def chosen(usual: Rules) -> Rules:
    """The usual rules of the programme, changed by the file that was given, then by the address."""
    told: dict[str, Any] = usual.to_json()
    told |= {name: value for name, value in plan_rules_file.given("pairing").items() if name != "programme"}
    for name in NUMBERS:
        value = number(name, told[name])
        told[name] = int(value or 0) if isinstance(getattr(usual, name), int) else float(value or 0)
    for name in PAIRS:
        told[name] = [*told[name], *(one.split(">", 1) for one in page.get(name).split(";") if ">" in one)]
    for name, choices in (("match", MATCHES), ("fair", FAIRNESS)):
        told[name] = page.get(name) if page.get(name) and page.get(name) in choices else told[name]
    told["same_township"] = page.get("same") == "1" if page.get("same") else told["same_township"]
    told["own_capacity"] = page.get("own") == "1" if page.get("own") else told["own_capacity"]
    told["limits"] = [one for one in told["limits"] if not (one["role"] and page.get(f"least_{one['role']}") + page.get(f"most_{one['role']}"))]
    for role in ROLES:
        least, most = number(f"least_{role}", None), number(f"most_{role}", None)
        if least is not None or most is not None:
            told["limits"].append({"role": role, "least": int(least or 0), "most": None if most is None else int(most)})
    told["quotas"] = [*told["quotas"], *of_address("quotas")]
    told["categories"] = [*of_address("cats"), *told["categories"]]
    told["limits"] = [*told["limits"], *of_address("types")]
    return rules_of(told)


def order() -> tuple[str, ...]:
    """Which rules bend first where somebody is left out: as the address says, else as usual."""
    return tuple(dict.fromkeys(one for one in page.get("prefer").split(",") if one in ORDER)) or ORDER


def preferred() -> None:
    """The order in which rules bend, as it is chosen; the address follows."""
    key = held("prefer", list(order()))
    st.multiselect(
        t("依次放宽（先选先放宽）", "Rules bend in this order"),
        ORDER,
        key=key,
        format_func=lambda one: page.say(BENDING[one]),
        placeholder=t("全部，按常用次序", "all, in the usual order"),
        on_change=lambda: page.put(prefer=",".join(st.session_state[key])),
    )


def settings(rules: Rules, known: list[str], start: Start | None, sides: tuple[str, str]) -> None:
    """The rules as widgets; the address follows each."""
    with st.popover(t("修改规则", "Change the rules"), key="plan_rules"):
        who, how, many, file = st.tabs([t("项目与范围", "Programme"), t("规则", "Rules"), t("名额", "Quotas"), t("规则文件", "File")])
        with who:
            choice("programme", t("项目", "Programme"), {one: (one, one) for one in dict.fromkeys([*known, rules.programme])}, rules.programme, 200)
            words_box("fresh", t("或新项目", "Or a new one"), page.get("fresh"), 200, t("名称", "name"))
            choice("helpers", t("帮扶方", "Helpers"), HELPERS, sides[0], 200)
            choice("helped", t("帮扶对象", "Helped"), HELPED, sides[1], 200)
        with how:
            for name, words in NUMBERS.items():
                if name in SLIDES:
                    slide(name, page.say(words), getattr(rules, name), *SLIDES[name])
                else:
                    box(name, page.say(words), getattr(rules, name))
            choice("same", t("同一乡镇", "Same township"), YES, "1" if rules.same_township else "0", 90)
            choice("own", t("按本人登记上限", "Own limit on record"), YES, "1" if rules.own_capacity else "0", 90)
            choice("match", t("专长与需求", "Skill and need"), MATCHES, rules.match, 200)
            choice("fair", t("负担", "Loads"), FAIRNESS, rules.fair, 160)
            preferred()
        with many:
            limits(rules)
            categories(start)
            adding(start)
        with file:
            plan_rules_file.taking("pairing", rules_faults.pairing, pairing_toml(rules), ENTRIES, lambda told: {"programme": told["programme"], "fresh": ""} if told.get("programme") else {})


def limits(rules: Rules) -> None:
    """Least and most of one helper by role."""
    roles = {one.role: one for one in rules.limits if one.role and not one.type}
    for role, words in ROLES.items():
        one = roles.get(role, Limit())
        box(f"least_{role}", t(f"{words[0]}每人至少", f"{words[1].capitalize()}: least each"), one.least or None)
        box(f"most_{role}", t(f"{words[0]}每人至多", f"{words[1].capitalize()}: most each"), one.most)


def chips(rules: Rules, placeless: int, nouns: Nouns) -> None:
    """The rules in words, and how many stand without a point."""
    told = [page.say(words) for words in in_words(replace(rules, keep_km=0.0), nouns)]
    lacking = t(f"缺点位 {placeless:,} 个；", f"{placeless:,} without a point; ") if placeless else ""
    basis = lacking + t(f"单程为直线 × {rules.detour:g}", f"one way: straight line × {rules.detour:g}")
    undo = "".join(
        page.link(words, "plan", **{**page.own(), **gone})
        for words, gone, there in (
            (t("取消手工调换", "Drop changes by hand"), dict.fromkeys(PAIRS, ""), any(page.get(name) for name in PAIRS)),
            (t("取消名额", "Drop the quotas"), dict.fromkeys(ADDED, ""), any(page.get(name) for name in ADDED)),
        )
        if there
    )
    undo = plan_rules_file.state("pairing") + undo
    page.show(
        f'<div class="rules"><b>{esc(t("规则", "Rules"))}</b>'
        + "".join(f'<span class="chip">{esc(one)}</span>' for one in told)
        + undo
        + f'<span class="hint">{esc(basis)}</span></div>'
    )
