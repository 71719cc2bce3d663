"""The left side of the strength page: the planner's setting, read from the address, set by sliders, saved by name."""

from __future__ import annotations

from typing import Any

import streamlit as st

from actions.strength import Strength, StrengthError, forget_strength, save_strength, saved_strengths, territory
from analysis.strength import PROPERTIES, WAYS, Setting, missing
from views import page, table
from views.page import esc, t

HEAVIEST = 5
LIMITS = {
    "known": ("已知权重至少", "Weight known, at least"),
    "strong": ("强：不低于", "Strong: from"),
    "weak": ("弱：不高于", "Weak: up to"),
}


def chosen() -> Setting:
    """The setting that the address describes; what it leaves out, or what makes no sense, is as it was to begin with."""
    type = page.get("type") if page.get("type") in PROPERTIES else "Village"
    begin = Setting(type)
    weights = {one.name: part("w." + one.name, begin.weights.get(one.name, 0), 0, HEAVIEST) for one in PROPERTIES[type]}
    limits = {name: part(name, getattr(begin, name), 0, 1) for name in LIMITS}
    return Setting(type, weights, page.get("way") if page.get("way") in WAYS else begin.way, **limits)


def part(name: str, begin: float, low: float, high: float) -> float:
    """A number of the address within its bounds, else what it begins with."""
    try:
        number = float(page.get(name))
    except ValueError:
        return begin
    return number if low <= number <= high else begin


def address(setting: Setting) -> dict[str, str]:
    """A setting as entries of the address."""
    return {
        "type": setting.type,
        "way": setting.way,
        **{f"w.{one.name}": f"{setting.weights.get(one.name, 0):g}" for one in PROPERTIES[setting.type]},
        **{name: f"{getattr(setting, name):g}" for name in LIMITS},
    }


def slider(name: str, label: str, value: float, low: float, high: float, step: float) -> None:
    """One slider; the address follows it."""
    key = f"_strength_{name}"
    if st.session_state.get(key, "—") != value:
        st.session_state[key] = value
    st.slider(
        label, low, high, step=step, key=key, format="%g", on_change=lambda: page.put(**{name: f"{st.session_state[key]:g}", "n": ""})
    )


def settings(setting: Setting, found: Strength | None) -> None:
    """The left side: weights with how much of each is known, way of comparing, limits, and what was saved."""
    lost = missing(found.rows, setting) if found else {}
    page.show(table.section(t("权重", "Weights"), esc(t("0 为不计", "0: not counted"))))
    for one in PROPERTIES[setting.type]:
        whole = len(found.rows) if found else 0
        told = (
            t(f"（已知 {whole - lost[one.name]} / {whole}）", f" (known {whole - lost[one.name]} of {whole})") if one.name in lost else ""
        )
        slider(f"w.{one.name}", page.say(one.title) + told, float(setting.weights[one.name]), 0.0, float(HEAVIEST), 0.5)
    page.show(table.section(t("强弱界限", "Limits")))
    for name, words in LIMITS.items():
        slider(name, page.say(words), float(getattr(setting, name)), 0.0, 1.0, 0.05)
    own = {name: value for name, value in page.own().items() if name != "n"}
    page.show(
        '<span class="seg">'
        + "".join(
            page.link(page.say(words), "strength", cls="on" if way == setting.way else "", **{**own, "way": way})
            for way, words in WAYS.items()
        )
        + "</span>"
    )
    saving(setting)


def saving(setting: Setting) -> None:
    """Saved settings of the territory, and a box for saving this one."""
    ctx = page.context()
    place = territory(ctx.scope)
    kept = saved_strengths(place, samples=ctx.samples)
    page.show(table.section(t("已存的设置", "Saved settings"), esc(place if place != "*" else t("全部地域", "everywhere"))))
    if kept:
        page.show(
            '<div class="lines">'
            + "<br>".join(
                page.link(name, "strength", cls="b" if one == setting else "", **address(one), name=name) for name, one in kept.items()
            )
            + "</div>"
        )
    with st.container(key="strength_save", horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(t("名称", "Name"), value=page.get("name"), key=f"_strength_name_{page.get('name')}", max_chars=40, width=160)
        if st.button(t("保存", "Save"), key="strength_keep", type="primary"):
            told(lambda: save_strength(place, name, setting, samples=ctx.samples), name.strip())
        if page.get("name") in kept and st.button(t("删除", "Remove"), key="strength_forget"):
            told(lambda: forget_strength(place, page.get("name"), samples=ctx.samples), "")


def told(deed: Any, name: str) -> None:
    """Does it, then draws the page again under that name; a fault is said in words."""
    try:
        deed()
    except (StrengthError, OSError) as fault:
        words = (
            page.say(fault.text)
            if isinstance(fault, StrengthError)
            else t("未保存，不能写入文件。", "Not saved: the file cannot be written.")
        )
        page.show(f'<div class="fault">{esc(words)}</div>')
        return
    page.put(name=name, **address(chosen()))
    st.rerun()
