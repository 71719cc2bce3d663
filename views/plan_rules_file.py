"""Rules of a plan as a file on its page: taken whole or refused with every fault, and handed out as they stand.

The address says which file is in force (`rules`), and what it says beside changes the file's rules; the file itself stays with this
reader, so that an address opened elsewhere, or after a reload, says that the file is missing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

from actions.rules_files import Fault, read
from actions.siting_files import FileFault
from views import page
from views.page import esc, t

Judge = Callable[[Mapping[str, Any]], Iterable[Fault]]


def given(kind: str) -> dict[str, Any]:
    """What the file in force says; nothing where there is none."""
    found: dict[str, Any] = kept(kind).get(page.get("rules"), ("", {}))[1]
    return dict(found)


def kept(kind: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """Name and values of the files that this reader gave for a kind of plan, by their marks."""
    return st.session_state.setdefault("_plan_rules", {}).setdefault(kind, {})  # type: ignore[no-any-return]


def state(kind: str, entries: Iterable[str] = ()) -> str:
    """Which file is in force, or that the one the address names is not here (HTML); nothing where the address names none.

    Where the file was put into the `entries` of the address, to drop it empties them.
    """
    mark = page.get("rules")
    if not mark:
        return ""
    drop = page.link(t("不用规则文件", "Drop the file"), "plan", **{**page.own(), **dict.fromkeys(entries, ""), "rules": ""})
    if mark in kept(kind):
        return f'<span class="hint">{esc(t("规则文件：", "File: ") + kept(kind)[mark][0])}</span>　{drop}'
    missing = t("规则文件不在本次会话中，现按常用规则。重新选择该文件。", "The file of rules is not in this session; the usual rules hold. Choose the file again.")
    return f'<span class="mark">{esc(missing)}</span>　{drop}'


def taking(kind: str, judge: Judge, rules: str, entries: Iterable[str], follow: Callable[[dict[str, Any]], Mapping[str, Any]] = lambda told: {}) -> None:
    """A file of rules in, the rules as they stand out: the same that the command line reads.

    A file that is taken lets go of the `entries` of the address, which would change it, and puts what `follow` makes of it there.
    """
    found = st.file_uploader(t("规则文件（TOML）", "Rules (TOML)"), type=["toml"], key=f"_plan_rules_{kind}")
    seen = st.session_state.setdefault("_plan_rules_seen", {})
    mark, wrong = seen.get(kind, ("", None))
    if found is None:
        seen.pop(kind, None)
    elif found.file_id != mark:
        try:
            told = read(found.getvalue(), judge)
        except FileFault as fault:
            seen[kind] = (found.file_id, fault.text)
            wrong = fault.text
        else:
            seen[kind] = (found.file_id, None)
            name = hashlib.sha256(found.getvalue()).hexdigest()[:12]
            kept(kind)[name] = (found.name, told)
            page.put(**{**dict.fromkeys(entries, ""), **follow(told), "rules": name})
            st.rerun()
    if found is not None and wrong:
        refused = t("规则文件未采用，现用规则未改动：", "This file was not taken; the rules are as they were:")
        page.show(f'<div class="s"><span class="mark">{esc(refused)}</span><br>' + "<br>".join(esc(one) for one in page.say(wrong).splitlines()) + "</div>")
    with st.container(horizontal=True):
        st.download_button(t("下载现用规则", "These rules as a file"), rules, file_name="rules.toml", mime="application/toml", on_click="ignore", key=f"plan_toml_{kind}")
        changed = [name for name in (*entries, "rules") if page.get(name)]
        if st.button(t("恢复常用规则", "Back to the usual rules"), key=f"plan_usual_{kind}", disabled=not changed):
            page.put(**dict.fromkeys(changed, ""))
            st.rerun()
