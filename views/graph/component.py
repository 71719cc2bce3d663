"""The component on the page: its frame and style go with the page, its modules are files of the app that the browser keeps."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
MODULES = HERE.parents[1] / "static" / "network"
START = """const ready = import(new URL('app/static/network/main.js?v=VERSION', document.baseURI).href);
export default function (component) {
  ready.then((main) => main.draw(component));
  return () => ready.then((main) => main.leave(component.parentElement));
}"""


@cache
def version() -> str:
    """A word that changes whenever a module does, so that a browser never runs an old one."""
    return sha256(b"".join(file.read_bytes() for file in sorted(MODULES.glob("*.js")))).hexdigest()[:12]


@cache
def style() -> str:
    """The style of the component."""
    return (HERE / "network.css").read_text("utf-8")


def explorer(data: dict[str, Any], act: Callable[[], None], key: str = "explorer") -> Any:
    """The explorer; `act` is called when the reader did something, which is then in the session's state under `key` as `.act`."""
    draw = st.components.v2.component(
        "lianjian_network", html='<div class="net"></div>', css=style(), js=START.replace("VERSION", version())
    )
    return draw(key=key, data=data, on_act_change=act, width="stretch")
