"""A load worked out behind the page: the page stays alive, says how far it is, and can stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from views import page, table
from views.page import t
from views.progress import working

PATIENCE = 1.5
"""Seconds that the page waits before it shows the work as going on."""


class Cancelled(Exception):
    """The reader stopped the work; nothing was written."""


@dataclass
class Work:
    """One load that is being worked out: how far it is, what came of it."""

    asked: Any
    stage: tuple[str, int, int] = ("read", 0, 0)
    result: Any = None
    fault: Exception | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    def tell(self, stage: str, done: int, total: int) -> None:
        """Notes how far it is; ends the work where it was stopped."""
        self.stage = (stage, done, total)
        if self.stop.is_set():
            raise Cancelled

    def run(self, task: Callable[[Callable[[str, int, int], None]], Any]) -> None:
        """Does the task; what goes wrong is kept for the page."""
        try:
            self.result = task(self.tell)
        except Exception as fault:  # shown by the page that asked, in its own words
            self.fault = fault

    @property
    def going(self) -> bool:
        """Whether it is still at work."""
        return self.thread is not None and self.thread.is_alive()


def start(asked: Any, task: Callable[[Callable[[str, int, int], None]], Any]) -> Work:
    """Begins a task, which is given the progress to tell, and waits a moment for it."""
    work = Work(asked)
    work.thread = threading.Thread(target=work.run, args=(task,), daemon=True)
    work.thread.start()
    work.thread.join(PATIENCE)
    return work


def draw(work: Work, cancel: Callable[[], None]) -> None:
    """How far the work is, with the button that stops it; the page is drawn again when it is done."""
    st.session_state["_work_drawn"] = True
    with st.container(key="working", horizontal=True, vertical_alignment="center"):
        watch(work)
        st.button(t("取消", "Cancel"), on_click=cancel, key="cancel")


@st.fragment(run_every=0.5)
def watch(work: Work) -> None:
    """One line of progress, drawn again by itself; the first call belongs to the page's own run."""
    first = st.session_state.pop("_work_drawn", False)
    page.show(table.note(working(*work.stage), "progress"))
    if not work.going and not first:
        st.rerun()
