"""What plan pages are filled in with: choices, numbers and files, kept in the address; and what they hand out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from actions.drawing import End
from actions.planning import PlanError
from graphmodel.words import Text
from planning.travel import Spot
from views import page
from views.page import esc, t
from views.table import Html

TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "json": "application/json"}


def number(name: str, begin: float | None) -> float | None:
    """A number of the address, or what it begins with where the address has none or nonsense."""
    try:
        return float(page.get(name)) if page.get(name) else begin
    except ValueError:
        return begin


def held(name: str, value: Any) -> str:
    """The key of a widget, which shows `value`."""
    key = f"_plan_{name}"
    if st.session_state.get(key, "—") != value:
        st.session_state[key] = value
    return key


def choice(name: str, label: str, options: Mapping[str, Text], value: str, width: int) -> None:
    """One of a few, at most `width` pixels wide; the address follows it."""
    key = held(name, value)
    words = {one: page.say(text) for one, text in options.items()}
    wide = max(len(word.encode("gb18030", "replace")) for word in words.values()) * 7.6 + 54
    room = int(min(width, max(84, wide)) + 7.3 * len(label.encode("gb18030", "replace")) + 10)
    st.selectbox(
        label,
        list(options),
        key=key,
        format_func=lambda one: words.get(one, one),
        width=room,
        on_change=lambda: page.put(**{name: st.session_state[key]}),
    )


def box(name: str, label: str, value: float | None) -> None:
    """A number that is typed; the address follows it, and what is no number goes back to what it was."""
    key = held(name, "" if value is None else f"{value:g}")

    def typed() -> None:
        given = str(st.session_state[key]).strip()
        try:
            page.put(**{name: "" if not given else f"{float(given):g}"})
        except ValueError:
            st.session_state.pop(key, None)

    st.text_input(
        label, key=key, on_change=typed, width=int(64 + 7.3 * len(label.encode("gb18030", "replace")) + 10), placeholder=t("不限", "any")
    )


def slide(name: str, label: str, value: float, high: int, low: int = 0) -> None:
    """A whole number on a slider, where it lies on it, else typed; the address follows it."""
    if value != int(value) or not low <= value <= high:
        box(name, label, value)
        return
    key = held(name, int(value))
    st.slider(label, low, high, key=key, on_change=lambda: page.put(**{name: f"{st.session_state[key]}"}))


def words_box(name: str, label: str, value: str, width: int, placeholder: str = "") -> None:
    """A text that is typed; the address follows it."""
    key = held(name, value)
    st.text_input(
        label, key=key, width=width, placeholder=placeholder, on_change=lambda: page.put(**{name: str(st.session_state[key]).strip()})
    )


def upload(name: str, label: str) -> None:
    """A file that the plan is made from; it stays with this reader until it is taken away."""
    given = st.file_uploader(label, type=["csv", "xlsx"], key=f"_plan_file_{name}")
    files = st.session_state.setdefault("_plan_files", {})
    before = files.get(name)
    now = None if given is None else (given.name, given.getvalue())
    if now != before:
        files[name] = now
        st.rerun()


def file(name: str) -> tuple[str, bytes] | None:
    """A file that was given."""
    found: tuple[str, bytes] | None = st.session_state.get("_plan_files", {}).get(name)
    return found


def stamp(*names: str) -> tuple[int, ...]:
    """What tells one set of files from another."""
    return tuple(hash(file(name)) for name in names)


def thing(spot: Spot, *, red: bool = False, bold: bool = False, name: str = "") -> Html:
    """A name that opens its thing in the network; what is not in the store is only named."""
    cls = "nw" + (" g b" if red else " b" if bold else "")
    if spot.key.startswith("Candidate:"):
        return Html(f'<span class="{cls}">{esc(name or spot.name)}</span>')
    return Html(page.link(name or spot.name, "network", cls=cls, node=spot.key))


def chosen_thing(one: End) -> None:
    """The mark that was chosen stands in the address; the canvas rings it."""
    page.put(row=one.key)


def opened(one: End) -> None:
    """A village that stands for many opens; one who is helped has the reasons told."""
    page.put(**({"row": one.key} if page.get("spot") or one.type not in ("Village", "Township") else {"spot": one.key, "row": ""}))


def keeping(name: str, keep: Callable[[str], Any]) -> None:
    """Keeps the plan as a draft under a name."""
    with st.popover(t("存为草稿", "Keep as draft"), key=f"plan_{name}_keeping"):
        called = st.text_input(t("方案名称", "Name of the proposal"), key=f"_plan_{name}_name", max_chars=60)
        if st.button(t("保存", "Keep"), type="primary", key=f"plan_{name}_keep"):
            try:
                kept = keep(called)["name"]
                page.show(f'<div class="s">{esc(t(f"已存为草稿：{kept}", f"Kept as a draft: {kept}"))}</div>')
            except PlanError as wrong:
                page.show(f'<div class="s"><span class="mark">{esc(page.say(wrong.text))}</span></div>')


def downloads(name: str, write: Callable[[str], bytes]) -> None:
    """The plan as a workbook or CSV, made when it is asked for."""
    with st.popover(t("导出", "Export"), key=f"plan_{name}_export"):
        for format, words in (("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON")):
            st.download_button(
                words,
                lambda format=format: write(format),
                file_name=f"{name}.{format}",
                mime=TYPES[format],
                on_click="ignore",
                key=f"plan_{name}_{format}",
                width="stretch",
            )
