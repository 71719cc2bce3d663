"""What every page stands on: the language, the open store, the place and the date that were chosen, and the address that holds them.

A page script is run by app.py after `begin()`. It uses

    from views import page, table
    ctx = page.context()          # .lang .engine .samples .scope .territory .area .as_of .unmask .imports .empty
    page.t("总览", "Overview")     # the words of the language; page.say(("总览", "Overview")) for a pair
    page.get("node"), page.put(node="Village:1")     # the page's own state, kept in the address and over page changes
    page.link("清单", "questions", q="leader_reach") # an HTML link that keeps place, date, language and store
    page.heading("总览", hint=…)    # the h1 in serif; at its right, `with page.heading(…):` takes the page's buttons
    page.show(html)               # HTML whose every value went through page.esc

`scope` is the `Type:key` (or None: everything) that every question, export and network is limited to. Nothing here draws the
masthead: that is views/masthead.py, called by app.py.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlencode

import streamlit as st

import actions
from graphmodel.engine import Engine
from graphmodel.imports import ImportRecord, standing
from graphmodel.settings import language
from graphmodel.words import Text

SHARED = ("lang", "data", "scope", "as_of")
"""What every page keeps in the address. Anything else in it belongs to the page that is open."""
PAGES: dict[str, Text] = {
    "overview": ("总览", "Overview"),
    "network": ("网络", "Network"),
    "clusters": ("帮带", "Clusters"),
    "strength": ("强弱", "Strength"),
    "questions": ("问题", "Questions"),
    "figures": ("数据核对", "Figures"),
    "definitions": ("口径", "Definitions"),
    "load": ("导入", "Load"),
    **{"edit": ("编辑", "Edit"), "duplicates": ("疑似重复", "Duplicates")},
    "plan": ("规划", "Plan"),
    "reports": ("报告", "Reports"),
    "records": ("记录", "Records"),
}
UNDER = {"clusters": "network", "strength": "network", "figures": "questions", "definitions": "questions", "edit": "load", "duplicates": "load"}
"""The pages that the masthead names only while one of their kin is open, and the page that they stand under."""


@dataclass(frozen=True)
class Context:
    """What a page answers for. `territory` and `area` are the two choosers' keys, `scope` the narrower of them.

    `past`: the network as it stood on `as_of`, made of the imports up to it; `engine` and `imports` are then that state's, read only.
    """

    lang: str
    engine: Engine
    samples: bool
    territory: str | None
    area: str | None
    as_of: date | None
    unmask: bool
    imports: list[ImportRecord] = field(repr=False)
    past: bool = False

    @property
    def scope(self) -> str | None:
        """The narrowest place that was chosen."""
        return self.area or self.territory

    @property
    def empty(self) -> bool:
        """Whether nothing was loaded into the open store yet."""
        return not standing(self.imports)


@st.cache_resource(show_spinner=False)
def store(samples: bool) -> Engine:
    """The open store, one for all readers of this process."""
    return actions.open_store(samples=samples)


def begin(page: str) -> None:
    """Takes the state of `page` from the address, or puts it there when the page was opened without one."""
    kept = st.session_state.setdefault("_kept", {})
    own = kept.setdefault(page, {})
    st.session_state["_page"] = page
    address = {name: value for name, value in st.query_params.items() if value}
    if any(name in address for name in SHARED):
        kept["shared"] = {name: value for name, value in address.items() if name in SHARED}
        own.clear()
    own.update({name: value for name, value in address.items() if name not in SHARED})
    shared = kept.setdefault("shared", {})
    if shared.get("lang") not in ("zh", "en"):
        shared["lang"] = language()
    if shared.get("data") not in ("samples", "own"):
        shared["data"] = "own" if standing(store(False).imports()) else "samples"
    write_address()


def shared() -> dict[str, str]:
    """The state that all pages share, as it stands in the address."""
    return st.session_state["_kept"]["shared"]


def own() -> dict[str, str]:
    """The state of the open page, as it stands in the address."""
    return st.session_state["_kept"][st.session_state["_page"]]


def write_address() -> None:
    """Makes the address say what is chosen."""
    wanted = {**shared(), **own()}
    if dict(st.query_params.items()) != wanted:
        st.query_params.from_dict(wanted)


def get(name: str, default: str = "") -> str:
    """One entry of the page's own state."""
    return own().get(name, default)


def put(**entries: Any) -> None:
    """Changes entries of the page's own state; None or "" takes one away."""
    change(own(), entries)


def choose(**entries: Any) -> None:
    """Changes what all pages share: lang, data, scope, as_of."""
    change(shared(), entries)


def change(state: dict[str, str], entries: dict[str, Any]) -> None:
    """Puts entries into a part of the state and the address."""
    for name, value in entries.items():
        if value in (None, ""):
            state.pop(name, None)
        else:
            state[name] = value.isoformat() if isinstance(value, date) else str(value)
    write_address()


def context() -> Context:
    """What is chosen now. Places and dates that the open store does not know are let go."""
    from views.places import parts  # these need the store of this module
    from views.standing import stood

    state = shared()
    samples = state["data"] == "samples"
    day = as_of(state.get("as_of"), store(samples).imports())
    engine = stood(samples, day)
    imports = engine.imports()
    territory, area = parts(engine, state.get("scope"))
    return Context(
        state["lang"],
        engine,
        samples,
        territory,
        area,
        day,
        bool(st.session_state.get("_unmask")) and on_loopback(),
        imports,
        actions.is_past(engine),
    )


def as_of(given: str | None, imports: Iterable[ImportRecord]) -> date | None:
    """The chosen day, or the latest data date; a day before the first is let go; None when nothing was loaded."""
    days = sorted({record.data_date for record in standing(imports)})
    try:
        day = date.fromisoformat(given or "")
    except ValueError:
        day = None
    return day if day and days and day >= days[0] else (days[-1] if days else None)


def on_loopback() -> bool:
    """Whether the reader sits at this machine, with nothing passing requests on: only then may names be shown."""
    return st.context.ip_address is None and "X-Forwarded-For" not in st.context.headers


def t(zh: str, en: str) -> str:
    """The words of the chosen language."""
    return en if shared()["lang"] == "en" else zh


def say(text: Text) -> str:
    """The words of the chosen language out of a pair."""
    return t(*text)


def esc(value: Any) -> str:
    """A value as HTML text."""
    return html.escape("" if value is None else str(value), quote=True)


def href(page: str, **entries: Any) -> str:
    """The address of a page with its own entries; the shared ones follow unless given, None leaves one out."""
    state = {**shared(), **entries}
    text = {name: value.isoformat() if isinstance(value, date) else str(value) for name, value in state.items() if value not in (None, "")}
    return ("./" if page == "overview" else page) + "?" + urlencode(text, quote_via=quote)


def link(label: Any, page: str, *, cls: str = "", **entries: Any) -> str:
    """An HTML link to a page; `label` is escaped."""
    name = f' class="{esc(cls)}"' if cls else ""
    return f'<a{name} href="{esc(href(page, **entries))}">{esc(label)}</a>'


def link_html(label: str, page: str, *, cls: str = "", **entries: Any) -> str:
    """An HTML link whose label is HTML already."""
    return f'<a class="{esc(cls)}" href="{esc(href(page, **entries))}">{label}</a>'


def when(at: str, year: bool = True) -> str:
    """A moment in UTC as the clock of this machine shows it, to the minute."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M" if year else "%m-%d %H:%M")


def show(text: str) -> None:
    """HTML that this project wrote; values in it were escaped before."""
    st.html(text)


def heading(title: str, hint: str = "", facts: str = "") -> Any:
    """The page's title with a hint or facts (HTML) beside it; returns the container at its right, for the page's buttons."""
    with st.container(key="heading", horizontal=True, vertical_alignment="center"):
        show(f'<div class="title"><h1>{esc(title)}</h1>{facts}' + (f'<span class="hint">{esc(hint)}</span>' if hint else "") + "</div>")
        return st.container(key="tools", horizontal=True, horizontal_alignment="right", vertical_alignment="center", width="content")


def nothing_yet() -> None:
    """What an empty store shows in place of a table: one line and one action."""
    from views.progress import watching  # it stands on this module

    if shared()["data"] == "samples":
        show(f'<div class="none">{esc(t("示例尚未载入。", "The samples are not loaded yet."))}</div>')
        place = st.empty()
        if st.button(t("载入示例", "Load the samples"), type="primary", key="samples"):
            actions.load_samples(store(True), progress=watching(place))
            st.rerun()
        return
    load = link(t("导入台账", "Load a ledger"), "load")
    samples = link(t("打开示例", "open the samples"), "overview", data="samples", scope=None, as_of=None)
    show(f'<div class="none">{esc(t("尚无数据。", "No data yet. "))}{load}{t("，或", ", or ")}{samples}{esc(t("。", "."))}</div>')
