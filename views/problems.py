"""Problems on the screen: grouped by rule, each group folded and unfolded, the first rows of each; and the marked file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import streamlit as st

import actions
from loaders.rules import RULES
from views import page, table
from views.page import esc, t

SHOWN, FEWEST, MOST = 200, 8, 300
"""Rows that stand open in all, of each rule at least, and of each rule at most once its rest is unfolded."""
WIDTHS = (18, 7, 14, 21, 40)
"""Of sheet, row, column, value and note, in hundredths."""


def draw(draft: Any) -> None:
    """Every problem under its rule: where, what was entered, what may be meant."""
    ordered = sorted(draft.problems, key=lambda one: (one.severity != "error", one.rule, one.file, one.sheet, one.row or 0, one.column))
    errors = sum(one.severity == "error" for one in ordered)
    which = head(draft, len(ordered), errors) if ordered else "all"
    found = ordered if which == "all" else ordered[:errors] if which == "errors" else ordered[errors:]
    if not found:
        page.show(table.section(t("问题", "Problems")) + f'<div class="none">{esc(t("没有问题。", "No problems."))}</div>')
        return
    listed(found)


def listed(found: Iterable[Any]) -> None:
    """Problems under their rules, the first of each; the rest, as far as a page can hold it, unfolds."""
    found = list(found)
    several = len({one.file for one in found}) > 1
    names = [t("工作表", "Sheet"), t("行", "Row"), t("列", "Column"), t("填写的值", "Entered"), t("说明", "Note")]
    groups = [(key, list(group)) for key, group in groupby(found, key=lambda one: (one.severity, one.rule))]
    most = max(FEWEST, SHOWN // len(groups))
    heads = "".join(f"<th{' class=num' if at == 1 else ''}>{esc(name)}</th>" for at, name in enumerate(names))
    parts, notices = [rows_of(f"<tr>{heads}</tr>", "heads")], False
    for (severity, rule), ones in groups:
        if severity != "error" and not notices:
            notices = True
            writable = hint(t("可以写入", "these can be written"))
            parts.append(f'<div class="kind"><b>{esc(t("提醒", "Notices"))}</b>　{writable}</div>')
        number = t(f"<b>{len(ones):,}</b> 处", f"<b>{len(ones):,}</b>")
        title = f"<summary><b>{esc(rule_words(rule))}</b>　{hint(rule_words(rule, True))}<span>{number}</span></summary>"
        parts.append(f"<details open>{title}{some(ones, most, several)}</details>")
    page.show(f'<div class="wide problems">{"".join(parts)}</div>')


def some(ones: list[Any], most: int, several: bool) -> str:
    """The first rows of a rule; what follows them is folded, and beyond that stands in the marked file."""
    first = rows_of("".join(line(one, several) for one in ones[:most]))
    if len(ones) <= most:
        return first
    rest, beyond = ones[most:MOST], len(ones) - max(MOST, most)
    there = t(f"另有 {beyond:,} 处，见标出问题的原表", f"{beyond:,} more, in the marked file")
    last = f'<div class="beyond">{hint(there)}</div>' if beyond > 0 else ""
    title = t(f"另有 {len(rest):,} 处", f"{len(rest):,} more")
    folded = f"<details><summary>{esc(title)}</summary>{rows_of(''.join(line(one, several) for one in rest))}</details>" if rest else ""
    return first + folded + last


def rows_of(rows: str, cls: str = "") -> str:
    """Rows as a table whose columns stand under those of the others."""
    columns = "".join(f'<col style="width:{width}%">' for width in WIDTHS)
    return f'<table class="d {cls}"><colgroup>{columns}</colgroup>{rows}</table>'


def head(draft: Any, total: int, errors: int) -> str:
    """The title of the problems, the switch between all, errors and notices, and the marked file; gives what is switched on."""
    words = {
        "all": t(f"全部 {total:,}", f"All {total:,}"),
        "errors": t(f"必须改 {errors:,}", f"To correct {errors:,}"),
        "notices": t(f"提醒 {total - errors:,}", f"Notices {total - errors:,}"),
    }
    with st.container(key="problemhead", horizontal=True, vertical_alignment="center"):
        page.show(table.section(t("问题", "Problems")))
        which = "all"
        if 0 < errors < total:
            which = st.segmented_control(
                t("显示", "Show"), list(words), default="all", key="_which", format_func=words.get, label_visibility="collapsed"
            )
        name, make = marked(draft)
        st.download_button(t("下载标出问题的原表", "Download the marked file"), make, file_name=name, on_click="ignore", key="returned")
    return which or "all"


def marked(draft: Any) -> tuple[str, Callable[[], bytes]]:
    """The name of the marked file, and what makes it when it is asked for."""
    files = sorted({one.file for one in draft.problems})
    stem = Path(files[0]).stem if len(files) == 1 else ""
    ending = {".xlsm": ".xlsm"}.get(Path(files[0]).suffix.lower(), ".xlsx") if stem else ".zip"
    name = f"{stem}{t('（问题）', ' (problems)')}{ending}" if stem else t("问题.zip", "problems.zip")
    language = page.shared()["lang"]

    def make() -> bytes:
        made = actions.returned(draft, language)
        return made[1] if made else b""

    return name, make


def line(one: Any, several: bool) -> str:
    """One problem as a row; with the file's name where there are several."""
    where = f"{one.file} · {one.sheet}" if several else one.sheet or one.file
    maybe = f' {esc(t("可能是", "Maybe"))} <b class="maybe">{esc(t("、", ", ").join(one.maybe))}</b>' if one.maybe else ""
    return (
        f'<tr><td>{esc(where)}</td><td class="num">{esc(one.row or "")}</td><td>{esc(one.column)}</td><td>{mark(one.value)}</td>'
        f'<td class="wrap">{esc(page.say(one.reason))}{maybe}</td></tr>'
    )


def hint(text: str) -> str:
    """Words beside a name, in the lightest ink."""
    return f'<span class="hint">{esc(text)}</span>'


def mark(value: str) -> str:
    """The entered value, marked."""
    return f'<span class="mark">{esc(value) if value else esc(t("（空）", "(blank)"))}</span>'


def rule_words(rule: str, advice: bool = False) -> str:
    """What a rule is called, or what to do about it."""
    found = RULES.get(rule)
    return page.say(found.advice if advice else found.title) if found else "" if advice else rule
