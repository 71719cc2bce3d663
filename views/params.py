"""A question's parameters as widgets; the address holds what differs from the default."""

from __future__ import annotations

from typing import Any

import streamlit as st

import actions
from queries import Question, network
from views import page
from views.page import t

PREFIX = "p."


def given(question: Question) -> dict[str, str]:
    """The parameters that the address gives."""
    return {name: value for name in question.params if (value := page.get(PREFIX + name)) != ""}


def draw(ctx: page.Context, question: Question) -> None:
    """One row of widgets, and the switch for people's names where the answer holds any."""
    with st.container(key="params", horizontal=True, vertical_alignment="center"):
        for name, param in question.params.items():
            widget(question, name, {**param, "choices": offered(ctx, param)})
        if question.personal and page.on_loopback():
            names(question)


def offered(ctx: page.Context, param: dict[str, Any]) -> list[dict[str, str]]:
    """What a parameter may be: for a kind that a county names itself, what is recorded here, in the model's words where it has them."""
    if param["type"] != "text" or "of" not in param:
        return list(param["choices"])
    known = {choice["value"]: choice for choice in param["choices"]}
    return [known.get(one, {"value": one, "zh": one, "en": one}) for one in network.values_of(ctx.engine, param["of"], ctx.scope)]


def widget(question: Question, name: str, param: dict[str, Any]) -> None:
    """One parameter: a list where there are choices, else a box; what is typed is judged by the question itself."""
    label, word = page.say((param["title"]["zh"], param["title"]["en"])), "en" if t("", "en") else "zh"
    default, key = str(param["default"]), f"_p_{question.name}_{name}"
    value = page.get(PREFIX + name) or default
    told = {choice["value"]: choice[word] for choice in param["choices"]}

    def chosen() -> None:
        given = text(st.session_state[key])
        page.put(**{PREFIX + name: "" if given == default else given, "n": "", "row": ""})

    if param["type"] == "boolean":
        told = {"True": t("是", "yes"), "False": t("否", "no")}
    if told and param["type"] != "text":
        value = next((one for one in told if one.lower() == value.lower() or told[one] == value), default)
    options = list(dict.fromkeys(["", *told, value])) if param["type"] == "text" else list(told)
    if st.session_state.get(key, "—") != value:
        st.session_state[key] = value
    if told:
        words = {one: told.get(one, one) if one else t("全部", "All") for one in options}
        wide = max(len(word.encode("gb18030", "replace")) for word in words.values()) * 7.5 + 56
        st.selectbox(
            label,
            options,
            key=key,
            format_func=lambda one: words.get(one, one),
            on_change=chosen,
            accept_new_options=param["type"] == "text",
            width=int(min(320, max(110, wide)) + width(label)),
            placeholder=t("选择", "Choose"),
        )
    else:
        st.text_input(
            label,
            key=key,
            on_change=chosen,
            width=int(width(label) + (72 if param["type"] in ("number", "integer") else 130)),
            placeholder="2020-09-30" if param["type"] == "date" else t("全部", "All"),
        )


def text(value: Any) -> str:
    """A widget's value as the address writes it."""
    return "" if value is None else str(value).strip()


def width(label: str) -> int:
    """Pixels that a label takes beside its widget."""
    return int(len(label.encode("gb18030", "replace")) * 7.3 + 10)


def names(question: Question) -> None:
    """Names hidden or shown; showing them is written to the audit log."""
    st.session_state["_names"] = "show" if st.session_state.get("_unmask") else "hide"
    words = {"hide": t("隐去", "Hidden"), "show": t("显示（记入日志）", "Shown (logged)")}
    st.segmented_control(
        t("姓名", "Names"), list(words), key="_names", required=True, on_change=reveal, args=(question.name,), format_func=words.get
    )


def reveal(question: str) -> None:
    """Takes the switch over; only from this machine."""
    wanted = st.session_state["_names"] == "show" and page.on_loopback()
    if wanted and not st.session_state.get("_unmask"):
        actions.note("reveal", question=question, scope=page.shared().get("scope"))
    st.session_state["_unmask"] = wanted
