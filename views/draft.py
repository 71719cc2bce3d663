"""A draft on the screen: problems by rule, what would change, conflicts, and why writing is off."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import streamlit as st

import actions
from graphmodel.schema import NODE, REL, tables
from loaders.rules import RULES
from views import conflicts, load_columns, load_names, page, standing, table
from views.page import esc, t
from views.table import Column, Html, cell

MOST_PROBLEMS, FEWEST, MOST_CELLS = 200, 8, 12
"""Problems drawn in all, of each rule at least, and changed cells drawn."""
PARTS = (
    ("new", "新增", "New"),
    ("changed", "更新", "Changed"),
    ("same", "不变", "Same"),
    ("conflicting", "冲突", "Conflicts"),
    ("gone", "移除", "Removed"),
)


def title(name: str) -> str:
    """The words of a type."""
    kind = NODE.get(name) or REL.get(name)
    return page.say(kind.title) if kind else name


def verdict(draft: Any) -> tuple[str, bool]:
    """Why writing is off (HTML), and whether it is on."""
    errors, undecided = len(draft.errors), sum(conflicts.name_of(one) not in conflicts.decisions() for one in conflicts.disputed(draft))
    if errors or undecided:
        parts = [t(f"<b>{errors}</b> 处必须改", f"<b>{errors}</b> to correct")] * bool(errors) + [
            t(f"<b>{undecided}</b> 项冲突未定", f"<b>{undecided}</b> conflicts open")
        ] * bool(undecided)
        return t(
            f"还有 {'、'.join(parts)}，尚不能写入。库中数据未改动。",
            f"Still {', '.join(parts)}: nothing can be written yet. What is stored was not changed.",
        ), False
    if draft.changes.empty and not conflicts.disputed(draft):
        return t("与库中数据相同，没有可写入的内容。", "The same as what is stored: there is nothing to write."), False
    return t(
        f"将写入 <b>{draft.changes.size:,}</b> 行。库中数据尚未改动。",
        f"<b>{draft.changes.size:,}</b> rows will be written. Nothing was changed yet.",
    ), True


def body(draft: Any) -> None:
    """Problems at the left where there are any, changes at the right; above them what others wrote meanwhile."""
    if draft.meanwhile:
        meanwhile(draft)
    with st.container(key="draft", horizontal=True, gap="medium"):
        with st.container(key="problems"):
            with st.container(key="listed_above" if draft.proposals or load_names.candidates(draft) else "listed_alone"):
                problems(draft)
            load_names.draw(draft, page.context().unmask)
            load_columns.draw(draft)
        with st.container(key="changes", width=500):
            counts(draft.counts)
            if any(one.get("gone") for one in draft.counts.values()) or st.session_state.get("_gone"):
                st.checkbox(t("台账中没有的也移除", "Remove what the ledger does not list"), key="_gone")
            cells(draft)
            conflicts.draw(draft)


def meanwhile(draft: Any) -> None:
    """What others wrote since the files were first checked."""
    said = "　".join(
        t(f"导入 {one.number}", f"import {one.number}")
        + f" {page.when(one.at)} {one.who} {'、'.join(file.name for file in one.files)}".rstrip()
        for one in draft.meanwhile
    )
    why = (
        f"{said}。已按最新数据重新检查：他们改过的不会被覆盖，与本次不一致的列为冲突。",
        f"{said}. Checked again: what they wrote is not overwritten, and what this load says otherwise is a conflict.",
    )
    standing.fault(t("检查之后库中又有写入", "The store was written to since the check"), why)


def problems(draft: Any) -> None:
    """Every problem under its rule: where, what was entered, what may be meant."""
    ordered = sorted(draft.problems, key=lambda one: (one.severity != "error", one.rule, one.file, one.sheet, one.row or 0, one.column))
    errors = sum(one.severity == "error" for one in ordered)
    which = head(draft, len(ordered), errors) if ordered else "all"
    found = [one for one in ordered if which == "all" or (one.severity == "error") == (which == "errors")]
    if not found:
        page.show(table.section(t("问题", "Problems")) + f'<div class="none">{esc(t("没有问题。", "No problems."))}</div>')
        return
    listed(found)


def listed(found: Iterable[Any]) -> None:
    """Problems under their rules, the first of each."""
    found = list(found)
    several = len({one.file for one in found}) > 1
    columns = [t("工作表", "Sheet"), t("行", "Row"), t("列", "Column"), t("填写的值", "Entered"), t("说明", "Note")]
    groups = [(key, list(group)) for key, group in groupby(found, key=lambda one: (one.severity, one.rule))]
    most = max(FEWEST, MOST_PROBLEMS // len(groups))
    lines, notices = [], False
    for (severity, rule), ones in groups:
        if severity != "error" and not notices:
            notices = True
            writable = hint(t("可以写入", "these can be written"))
            lines.append(f'<tr class="rule"><td colspan="5"><b>{esc(t("提醒", "Notices"))}</b>　{writable}</td></tr>')
        lines.append(
            f'<tr class="rule"><td colspan="4"><b>{esc(rule_words(rule))}</b>　{hint(rule_words(rule, True))}</td>'
            f'<td class="num"><b>{len(ones):,}</b> {esc(t("处", ""))}</td></tr>'
        )
        lines += [line(one, several) for one in ones[:most]]
        if len(ones) > most:
            rest = t(f"另有 {len(ones) - most:,} 处，见标出问题的原表", f"{len(ones) - most:,} more, in the marked file")
            lines.append(f'<tr><td colspan="5">{hint(rest)}</td></tr>')
    heads = "".join(f"<th{' class=num' if at == 1 else ''}>{esc(name)}</th>" for at, name in enumerate(columns))
    page.show(f'<div class="wide problems"><table class="d">{"<tr>" + heads + "</tr>"}{"".join(lines)}</table></div>')


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


def counts(found: dict[str, dict[str, int]], written: bool = False) -> None:
    """New, changed, same, conflicting and removed, by type."""
    shown = [part for part in PARTS if part[0] != "gone" or any(one.get("gone") for one in found.values())]
    rows = [[title(name), *(found[name].get(part, 0) for part, *_ in shown)] for name, _ in tables() if any(found.get(name, {}).values())]
    total = [t("合计", "Total"), *(sum(one.get(part, 0) for one in found.values()) for part, *_ in shown)]
    page.show(table.section(t("写入结果", "What was written") if written else t("写入后的变化（预演）", "What would change (dry run)")))
    page.show(
        table.yearbook(
            [Column(t("类型", "Type")), *(Column(t(zh, en), right=True, width=70) for _, zh, en in shown)],
            rows,
            total=total,
            cls="low fixed",
        )
    )


def cells(draft: Any) -> None:
    """Cells whose value changes, old and new."""
    found = [one for one in draft.cells if not one["conflict"]]
    if not found:
        return
    rows = [
        [
            conflicts.thing(one),
            t(one["title_zh"], one["title_en"]),
            Html(f'<span class="old">{cell(one["before"])}</span>') if one["before"] is not None else None,
            Html("→"),
            Html(f"<b>{cell(one['after'])}</b>"),
            Html(f'<span class="s nw">{esc(one["sheet"])} {esc(one["row"])}</span>'),
        ]
        for one in found[:MOST_CELLS]
    ]
    page.show(
        table.section(t("更新的单元格", "Changed cells"), esc(t(f"显示 {len(rows)} / {len(found):,} 格", f"{len(rows)} of {len(found):,}")))
    )
    page.show(
        table.yearbook(
            [
                Column(t("对象", "Thing")),
                Column(t("字段", "Field")),
                Column(t("原值", "Before")),
                Column("", width=36),
                Column(t("新值", "After")),
                Column(t("来源行", "Row"), right=True),
            ],
            rows,
            cls="low",
        )
    )


def done(told: dict[str, Any]) -> None:
    """After writing: what was written, and where it is seen."""
    record = told["record"]
    if record is None:
        page.show(table.note(t("与库中数据相同，没有写入。", "The same as what is stored: nothing was written."), "none"))
        return
    head = esc(t(f"已写入，第 {record.number} 次导入", f"Written as import {record.number}"))
    links = "　".join(page.link(page.say(page.PAGES[name]), name) for name in ("overview", "questions", "network"))
    page.show(f'<div class="donenote"><b>{head}</b>　{esc(page.when(record.at))}　{links}</div>')
    with st.container(key="written", width=620):
        counts(told["counts"], written=True)
