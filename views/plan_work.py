"""A plan being made beside the page: it goes on while the page shows the gap, and stops when asked, keeping the best."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from planning.answers import at_most, gap_of
from views import page
from views.page import esc, t

AT_ONCE = 2.5
"""Seconds for which a page simply waits: most plans of a county are made by then."""


@dataclass
class Work:
    """One plan in the making: what it is of, the best value and bound so far, and in the end the plan or why there is none."""

    key: Any
    best: tuple[float, float] | None = None
    stop: bool = False
    plan: Any = None
    fault: Exception | None = None
    thread: threading.Thread | None = field(default=None, repr=False)
    begun: float = field(default_factory=time.perf_counter, repr=False)

    def progress(self, value: float, bound: float) -> bool:
        """Told by the solver; answers whether to stop."""
        self.best = (value, bound) if math.isfinite(value) and math.isfinite(bound) else None
        return self.stop


def made(name: str, key: Any, make: Callable[[Work], Any]) -> Work:
    """The work of that key: begun where the page asked for something else before, and waited for a moment."""
    works: dict[str, Work] = st.session_state.setdefault("_plans", {})
    work = works.get(name)
    if work is None or work.key != key:
        if work is not None:
            work.stop = True
        work = works[name] = Work(key)
        work.thread = threading.Thread(target=run, args=(work, make), daemon=True)
        work.thread.start()
    if work.thread is not None:
        work.thread.join(AT_ONCE)
    return work


def run(work: Work, make: Callable[[Work], Any]) -> None:
    """Makes the plan; a fault is kept for the page."""
    try:
        work.plan = make(work)
    except Exception as fault:  # told on the page by the one who asked
        work.fault = fault


def told(work: Work, wrong: type[Exception]) -> Any:
    """The plan, once it is made; until then, and where a rule leaves none (a fault of the kind `wrong`), the page says so: None."""
    if work.fault is not None:
        if not isinstance(work.fault, wrong):
            raise work.fault
        page.show(f'<div class="fault">{esc(page.say(work.fault.text))}</div>')  # type: ignore[attr-defined]
    elif work.plan is None:
        waiting(work)
    return work.plan


def waiting(work: Work) -> None:
    """What stands in the plan's place while it is made: the best so far, how far from the best it may be, and a way to stop."""

    @st.fragment(run_every=0.8)
    def line() -> None:
        if work.thread is None or not work.thread.is_alive():
            st.rerun()
        spent = time.perf_counter() - work.begun
        told = t(f"正在计算，已用 {spent:,.0f} 秒，还没有方案", f"Working for {spent:,.0f} s, no plan yet")
        if work.stop:
            told = t("正在停止：用得到的第一个方案", "Stopping: the first plan that there is will be kept")
        elif work.best:
            value, bound = work.best
            gap = at_most(gap_of(value, bound))
            told = t(
                f"正在计算，已用 {spent:,.0f} 秒：目前 {value:,.0f}，界 {bound:,.0f}，差距 ≤ {gap}，尚未证最优",
                f"Working for {spent:,.0f} s: {value:,.0f} so far, bound {bound:,.0f}, gap at most {gap}, not yet proved best",
            )
        page.show(f'<div class="progress">{esc(told)}</div>')
        if st.button(t("停止，用目前的方案", "Stop and keep this plan"), disabled=work.stop, key="plan_stop"):
            work.stop = True

    line()
