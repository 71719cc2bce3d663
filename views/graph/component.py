"""The component on the page: its frame, style and script go with the page; the library that it draws with is a file of the app."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
SCRIPT = HERE / "script"
IMPORT = re.compile(r"^import (?:\* as )?(.+) from '\./(\w+)\.js';$", re.MULTILINE)
EXPORT = re.compile(r"^export (async function|function|class|const|let) (\w+)", re.MULTILINE)


@cache
def script(name: str) -> str:
    """A module of `script` and all that it imports as one text, for a browser that would else ask for each file in turn.

    Each module becomes a function's body, so that its own names stay its own; what it imports must stand on one line.
    """
    parts: dict[str, str] = {}

    def add(name: str) -> None:
        if name not in parts:
            text = (SCRIPT / f"{name}.js").read_text("utf-8")
            for _, wanted in IMPORT.findall(text):
                add(wanted)
            body = EXPORT.sub(r"\1 \2", IMPORT.sub(r"const \1 = parts.\2;", text))
            given = ", ".join(word for _, word in EXPORT.findall(text))
            parts[name] = f"parts.{name} = (() => {{\n{body}return {{ {given} }};\n}})();\n"

    add(name)
    return "const parts = {};\n" + "".join(parts.values())


@cache
def start(name: str) -> str:
    """The script of a component whose module has `draw(component)` and `leave(parentElement)`."""
    return f"""{script(name)}export default function (component) {{
  parts.{name}.draw(component);
  return () => parts.{name}.leave(component.parentElement);
}}"""


@cache
def style() -> str:
    """The style of the component."""
    return (HERE / "network.css").read_text("utf-8")


def explorer(data: dict[str, Any], act: Callable[[], None], key: str = "explorer") -> Any:
    """The explorer; `act` is called when the reader did something, which is then in the session's state under `key` as `.act`."""
    draw = st.components.v2.component("lianjian_network", html='<div class="net"></div>', css=style(), js=start("main"))
    return draw(key=key, data=data, on_act_change=act, width="stretch")
