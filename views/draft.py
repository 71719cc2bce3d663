"""A draft on the screen: problems, what would change, conflicts, and why writing is off."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from graphmodel.schema import NODE, REL, tables
from loaders.editing import called
from views import conflicts, load_columns, load_names, page, problems, standing, table
from views.page import esc, t
from views.table import Column, Html, cell

MOST_CELLS = 12
"""Changed cells that are drawn."""
QUIET = 3
"""Types without any change above which they share one row."""
PARTS = (
    ("new", "新增", "New"),
    ("changed", "更新", "Changed"),
    ("same", "不变", "Same"),
    ("conflicting", "冲突", "Conflicts"),
    ("gone", "未列", "Unlisted"),
)


def title(name: str) -> str:
    """The words of a type."""
    kind = NODE.get(name) or REL.get(name)
    return page.say(kind.title) if kind else name


def verdict(draft: Any) -> tuple[str, bool]:
    """Why writing is off (HTML), and whether it is on."""
    errors, undecided = len(draft.errors), conflicts.undecided(draft)
    if errors or undecided:
        parts = [t(f"<b>{errors}</b> 处必须改", f"<b>{errors}</b> to correct")] * bool(errors) + [
            t(f"<b>{undecided}</b> 项冲突未定", f"<b>{undecided}</b> {'conflict' if undecided == 1 else 'conflicts'} open")
        ] * bool(undecided)
        return t(
            f"还有 {'、'.join(parts)}，尚不能写入。库中数据未改动。",
            f"Still {', '.join(parts)}: nothing can be written yet. What is stored was not changed.",
        ), False
    if draft.changes.empty and not conflicts.disputed(draft).height:
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
                problems.draw(draft)
            load_names.draw(draft, page.context().unmask)
            load_columns.draw(draft)
            if not draft.problems:
                cells(draft)
                conflicts.draw(draft)
        with st.container(key="changes", width=500):
            counts(draft.counts, removed=bool(st.session_state.get("_gone")))
            if any(one.get("gone") for one in draft.counts.values()) or st.session_state.get("_gone"):
                st.checkbox(t("台账中没有的也移除", "Remove what the ledger does not list"), key="_gone")
            if draft.problems:
                cells(draft)
                conflicts.draw(draft)


def meanwhile(draft: Any) -> None:
    """What others wrote since the files were first checked."""
    said = "　".join(
        t(f"导入 {one.number}", f"import {one.number}")
        + f" {page.when(one.at)} {one.who} {t('、', ', ').join(page.say(called(file.name)) for file in one.files)}".rstrip()
        for one in draft.meanwhile
    )
    why = (
        f"{said}。已按最新数据重新检查：他们改过的不会被覆盖，与本次不一致的列为冲突。",
        f"{said}. Checked again: what they wrote is not overwritten, and what this load says otherwise is a conflict.",
    )
    standing.fault(t("检查之后库中又有写入", "The store was written to since the check"), why)


def counts(found: dict[str, dict[str, int]], written: bool = False, removed: bool = False) -> None:
    """New, changed, same and conflicting by type, and what the ledger does not list: it stays unless it is `removed`."""
    listed = [part for part in PARTS if part[0] != "gone"]
    gone = [("gone", "移除", "Removed") if removed else PARTS[-1]] if removed or not written else []
    shown = listed + (gone if any(one.get("gone") for one in found.values()) else [])
    told = [name for name, _ in tables() if any(found.get(name, {}).values())]
    quiet = [name for name in told if not any(found[name].get(part, 0) for part, *_ in shown if part != "same")]
    quiet = quiet if len(quiet) > QUIET and not written else []
    rows = [[title(name), *(found[name].get(part, 0) for part, *_ in shown)] for name in told if name not in quiet]
    if quiet:
        rows.append([t(f"其余 {len(quiet)} 类", f"{len(quiet)} others"), *(sum(found[name].get(part, 0) for name in quiet) for part, *_ in shown)])
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
    found = draft.table.filter(~pl.col("conflict"))
    if not found.height:
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
        for one in found.head(MOST_CELLS).to_dicts()
    ]
    page.show(
        table.section(t("更新的单元格", "Changed cells"), esc(t(f"显示 {len(rows)} / {found.height:,} 格", f"{len(rows)} of {found.height:,}")))
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
        counts(told["counts"], written=True, removed=told["removed"])
