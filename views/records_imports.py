"""The list of imports and the one that is open: its files, what it brought, its cells old and new, and undo."""

from __future__ import annotations

from typing import Any

import streamlit as st

import actions
from graphmodel.engine import Engine, StoreError
from graphmodel.imports import ImportRecord
from graphmodel.schema import NODE, REL
from graphmodel.words import Text
from loaders.editing import called
from views import page, records_cells, standing, table
from views.page import esc, t
from views.table import Column, Html

ROOM = 14
QUICK = 30_000
"""Imports that changed no more rows than this are looked at at once for what depends on them; larger ones when asked."""
DEEDS: dict[str, Text] = {"new": ("新增", "New"), "changed": ("更新", "Changed"), "gone": ("删除", "Removed")}


def draw(ctx: page.Context, live: Engine) -> None:
    """The list at the left, the open import at the right."""
    records = live.imports()[::-1]
    number = int(page.get("n")) if page.get("n").isdigit() else 0
    opened = next((record for record in records if record.number == number), None)
    with st.container(key="records", horizontal=True):
        with st.container(key="record_list", width="stretch"):
            listing(records, opened)
        if opened:
            with st.container(key="record_open", width=560):
                one(ctx, live, records, opened)


def listing(records: list[ImportRecord], opened: ImportRecord | None) -> None:
    """Every import, newest first."""
    first = min(int(page.get("from", "0")) if page.get("from", "0").isdigit() else 0, max(0, len(records) - 1)) // ROOM * ROOM
    shown = records[first : first + ROOM]
    columns = [Column("#", right=True, width=44), Column(t("写入", "Written"), width=152)]
    columns += [] if opened else [Column(t("数据截止日", "Data date"), width=104), Column(t("何人", "By"), width=110)]
    columns += [
        Column(t("文件", "Files")),
        Column(t("新增", "New"), right=True, width=74),
        Column(t("更新", "Changed"), right=True, width=74),
    ]
    columns += [Column(t("状态", "State"), width=110)]
    rows = []
    for record in shown:
        own = {"n": record.number, **({"from": first} if first else {})}
        total = {name: sum(counts.get(name, 0) for counts in record.counts.values()) for name in ("new", "changed")}
        cells: list[Any] = [
            Html(page.link(record.number, "records", **own)),
            Html(f'<span class="nw">{esc(page.when(record.at))}</span>'),
            *([] if opened else [record.data_date, Html(f'<span class="cut">{esc(who(record))}</span>')]),
            Html(page.link(files(record), "records", cls="cut", **own)),
        ]
        rows.append([*cells, *(["—", "—"] if record.undoes else [total["new"], total["changed"]]), state(record, records)])
    chosen = shown.index(opened) if opened in shown else None
    page.show(f'<div class="wide">{table.working(columns, rows, chosen=chosen, cls="fixed", label=t("导入", "Imports"))}</div>')
    said = t(f"显示 {first + 1}–{first + len(shown)} / {len(records)} 次", f"{first + 1}–{first + len(shown)} of {len(records)}")
    back = page.link(t("上一页", "Previous"), "records", **{"from": first - ROOM or None}) if first else ""
    on = page.link(t("下一页", "Next"), "records", **{"from": first + ROOM}) if first + ROOM < len(records) else ""
    page.show(f'<div class="pager"><span>{esc(said)}</span>{back}{on}</div>')
    if not opened:
        page.show(
            table.note(
                t("点编号或文件看一次导入带来了什么，并可撤销。", "Open a number or a file to see what an import brought, and to undo it.")
            )
        )


def who(record: ImportRecord) -> str:
    """Who loaded it; nobody where the system knows none, and no person for a sample."""
    return t("示例", "sample") if record.samples else record.who or "—"


def files(record: ImportRecord) -> str:
    """The files of an import in few words."""
    if record.undoes:
        return t(f"撤销导入 {record.undoes}", f"takes back import {record.undoes}")
    if not record.files:
        return record.note or "—"
    more = len(record.files) - 1
    return page.say(called(record.files[0].name)) + (t(f" 等 {len(record.files)} 个", f" and {more} more") if more else "")


def state(record: ImportRecord, records: list[ImportRecord]) -> str:
    """In force, taken back and by which, or an undo itself."""
    by = next((one.number for one in records if one.undoes == record.number), None)
    if record.undoes:
        return t("撤销", "an undo")
    if by:
        return t(f"已由 {by} 撤销", f"undone by {by}")
    return t("示例", "sample") if record.samples else t("有效", "in force")


def one(ctx: page.Context, live: Engine, records: list[ImportRecord], record: ImportRecord) -> None:
    """The open import."""
    close = page.link(t("关闭", "Close"), "records", **({"from": page.get("from")} if page.get("from") else {}))
    head = t(f"导入 {record.number}", f"Import {record.number}")
    said = t(
        f"{page.when(record.at)} 写入，数据截止 {record.data_date}，{who(record)}",
        f"written {page.when(record.at)}, data of {record.data_date}, by {who(record)}",
    )
    page.show(
        f'<div class="sec"><h2>{esc(head)}</h2><span class="hint">{close}</span></div>'
        f'<div class="hint">{esc(said)}{t("，", ", ")}{esc(state(record, records))}</div>'
    )
    counts = brought(live.address, live.state(), record.number, live)
    undoing(ctx, live, records, record, sum(sum(each.values()) for each in counts.values()))
    records_cells.draw(ctx, live, record.number, counts)
    brought_table(record, counts)
    loaded(record)


def loaded(record: ImportRecord) -> None:
    """Its files with their sheets and digests."""
    if record.files:
        sheets = [
            [
                page.say(called(file.name)),
                Html(f'<span class="s">{esc(t("、", ", ").join(file.sheets))}</span>'),
                Html(f'<span title="{esc(file.sha256)}">{esc(file.sha256[:8])}</span>'),
            ]
            for file in record.files
        ]
        page.show(table.section(t("原表", "Workbooks"), esc(t(f"{len(sheets)} 个", ""))))
        heads = [Column(t("文件", "File")), Column(t("工作表", "Sheets")), Column(t("校验码", "Digest"), width=76)]
        page.show(f'<div class="few">{table.yearbook(heads, sheets, cls="low")}</div>')


@st.cache_data(max_entries=64, show_spinner=False)
def brought(address: str, state: str, number: int, _live: Engine) -> dict[str, dict[str, int]]:
    """What an import changed, by type; kept until the store changes. Nothing where its journal is lost."""
    try:
        return actions.brought(_live, number)
    except (KeyError, OSError, StoreError):
        return {}


def brought_table(record: ImportRecord, counts: dict[str, dict[str, int]]) -> None:
    """By type how much is new, changed and removed; each number opens its list."""
    rows = []
    for name, told in counts.items():
        cells: list[Any] = [page.say((NODE.get(name) or REL[name]).title)]
        for deed in DEEDS:
            opens = page.link(table.number(told[deed]), "records", **{**page.own(), "list": f"{name}.{deed}", "at": None})
            cells.append(Html(opens) if told[deed] else 0)
        rows.append(cells)
    total = [t("合计", "Total"), *(sum(told[deed] for told in counts.values()) for deed in DEEDS)]
    asked = {"q": "brought_by_import", "p.import": str(record.number)}
    still = page.link(t("现仍来自本次导入的", "what still comes from it"), "questions", **asked)
    page.show(table.section(t("带来的", "What it brought"), still if not record.undoes else ""))
    if not rows:
        lost = t("没有改动，或明细已缺失（见备份与检查）。", "Nothing, or its journal is lost (see Backup and checks).")
        page.show(f'<div class="none">{esc(lost)}</div>')
        return
    columns = [Column(t("类型", "Type")), *(Column(page.say(words), right=True, width=84) for words in DEEDS.values())]
    page.show(f'<div class="few">{table.yearbook(columns, rows, total=total, cls="low")}</div>')


@st.cache_data(max_entries=64, show_spinner=False)
def why_not(address: str, state: str, number: int, _live: Engine) -> Text | None:
    """Why an import cannot be taken back; kept until the store changes."""
    return actions.why_not(_live, number)


def undoing(ctx: page.Context, live: Engine, records: list[ImportRecord], record: ImportRecord, size: int) -> None:
    """Undo with a question first, or the reason why not."""
    if record.undoes or any(one.undoes == record.number for one in records):
        return
    if ctx.past:
        page.show(table.note(t("历史状态只读；回到最新后可撤销。", "A past state is read only; go back to the latest to undo.")))
        return
    asked = st.session_state.get("_undo") == record.number
    if size > QUICK and not asked:
        st.button(t("撤销这次导入…", "Undo this import…"), key="undo", on_click=ask, args=(record.number,))
        return
    reason = why_not(live.address, live.state(), record.number, live)
    if reason:
        page.show(f'<div class="said">{esc(page.say(reason))}</div>')
    elif not asked:
        st.button(t("撤销这次导入…", "Undo this import…"), key="undo", on_click=ask, args=(record.number,))
    else:
        said = t(f"将改回 {size:,} 处；撤销本身记为一次导入。", f"{size:,} rows go back; the undo is recorded as an import of its own.")
        page.show(f'<div class="said">{esc(said)}</div>')
        with st.container(horizontal=True):
            if st.button(t(f"撤销导入 {record.number}", f"Undo import {record.number}"), key="undo_yes", type="primary"):
                undone(live, record.number)
            st.button(t("不撤销", "Keep it"), key="undo_no", on_click=ask, args=(None,))


def ask(number: int | None) -> None:
    """Puts the question, or withdraws it."""
    st.session_state["_undo"] = number


def undone(live: Engine, number: int) -> None:
    """Takes it back, or says why it could not be."""
    ask(None)
    try:
        back = actions.undo(live, number)
    except (actions.NotUndone, StoreError) as fault:
        head = t("未撤销，库中数据未改动。", "Not undone; what is stored was not changed.")
        standing.fault(head, fault.text)
        return
    page.put(n=back.number, list=None, at=None)
    page.choose(as_of=None)
    st.rerun()
