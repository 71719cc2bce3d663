"""The browser door: lists the pages, keeps faults away from the reader, runs what was opened. Started by `manage.py run`."""

from __future__ import annotations

import logging
from datetime import date
from html import escape
from logging.handlers import RotatingFileHandler
from pathlib import Path

import streamlit as st

import actions
from views import counting, masthead, page
from views.graph import ahead

HERE = Path(__file__).parent


def log() -> logging.Logger:
    """The log of faults, in LIANJIAN_HOME."""
    found = logging.getLogger("lianjian.app")
    file = (actions.home() / "logs" / "app.log").absolute()
    if [getattr(one, "baseFilename", "") for one in found.handlers] != [str(file)]:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        for old in found.handlers[:]:
            found.removeHandler(old)
            old.close()
        found.addHandler(handler)
        found.setLevel(logging.INFO)
        found.propagate = False
    return found


def run() -> None:
    """One run of the open page."""
    log()
    language = st.query_params.get("lang") or st.session_state.get("_kept", {}).get("shared", {}).get("lang", "zh")
    opened = (st.context.url or "").rpartition("/")[2]
    pages = {
        name: st.Page(
            f"views/{name}.py",
            title=words[language == "en"],
            url_path="home" if name == "overview" else name,
            default=name == "overview",
            visibility="visible" if name not in page.UNDER or page.UNDER[name] == page.UNDER.get(opened, opened) else "hidden",
        )
        for name, words in page.PAGES.items()
        if (HERE / "views" / f"{name}.py").exists()
    }
    # the overview's own address is the bare one; whoever types its name is led there
    lead = lambda: st.switch_page(pages["overview"], query_params=st.query_params.to_dict())  # noqa: E731
    named = st.Page(lead, url_path="overview", visibility="hidden")
    current = st.navigation([*pages.values(), named], position="top")
    if current is named:
        current.run()
    page.begin(next(name for name, one in pages.items() if one is current))
    counting.start()
    masthead.draw(pages, current)
    current.run()
    ctx = page.context()
    counting.finish(ctx)
    if not ctx.empty and opened != "network":
        ahead.begin(ctx.engine, ctx.scope, ctx.as_of or date.today(), ctx.lang)


def fault(error: Exception) -> None:
    """Tells the reader what happened in words; where there are none, that it is in the log."""
    log().exception("%s", st.session_state.get("_page", ""))
    english = st.session_state.get("_kept", {}).get("shared", {}).get("lang") == "en"
    said = getattr(error, "text", None)
    head = "Not completed; what is stored was not changed." if english else "未完成，库中数据未改动。"
    why = (
        said[english]
        if isinstance(said, tuple)
        else (
            "The reason is in logs/app.log. Open the page again, or choose another place or date."
            if english
            else "原因已记入 logs/app.log。重新打开本页，或另选地域、日期。"
        )
    )
    st.html(HERE / "views" / "style.css")
    st.html(f'<div class="fault"><b>{head}</b><p>{escape(why)}</p></div>')


st.set_page_config(page_title="联建图", page_icon=str(HERE / "static" / "icon.svg"), layout="wide")
try:
    run()
except Exception as error:  # the edge of the program; a rerun or a stop is no Exception
    fault(error)
