"""Load: choose files, see every problem and every change before anything is written, then write all of it or nothing."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

import actions
from graphmodel.engine import StaleError, StoreError
from views import conflicts, load_choose, load_work, page, places, standing, table
from views import draft as drawn
from views.page import esc, t

ctx = standing.writable()
STATE = st.session_state.setdefault("_load", {"run": 0, "folder": None, "names": (), "draft": None, "asked": None, "done": None})
DAY = 24 * 60 * 60


def steps(draft: Any) -> None:
    """The three steps and how far the load has come."""
    first, second, third, at = t("Excel、CSV、JSON 或压缩包", "Excel, CSV, JSON or a zip"), "", "", 1
    if draft is not None:
        rows, cells, errors = sum(one.rows for one in draft.sheets), sum(one.cells for one in draft.sheets), len(draft.errors)
        first = t(
            f"{len(STATE['names'])} 个文件，{len(draft.sheets)} 张表，{rows:,} 行",
            f"{table.several(len(STATE['names']), 'file')}, {table.several(len(draft.sheets), 'sheet')}, {table.several(rows, 'row')}",
        )
        second = t(
            f"<b>{errors}</b> 处必须改，<b>{len(draft.problems) - errors}</b> 处提醒 / 共 {cells:,} 个单元格",
            f"<b>{errors}</b> to correct, <b>{len(draft.problems) - errors}</b> notices in {cells:,} cells",
        )
        third = t("改正后可用", "after the corrections") if errors else t("全部写入或全部不写", "all or nothing")
        at = 2 if errors else 3
    if STATE["done"]:
        third, at = t("已写入", "Written"), 3
    told = ((t("选择文件", "Choose files"), esc(first)), (t("检查", "Check"), second), (t("核对并写入", "Compare and write"), esc(third)))
    page.show(
        '<div class="steps">'
        + "".join(
            f'<div class="{"on" if number == at else ""}"><b>{number}</b><b>{esc(name)}</b><span>{words}</span></div>'
            for number, (name, words) in enumerate(told, 1)
        )
        + "</div>"
    )


def keep(uploads: list[Any]) -> None:
    """Puts the uploaded files where they can be read, each under its own last name."""
    forget()
    place = actions.home() / "uploads"
    place.mkdir(parents=True, exist_ok=True)
    for old in place.iterdir():  # left behind by tabs that were closed
        if time.time() - old.stat().st_mtime > DAY:
            shutil.rmtree(old, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(dir=place))
    for upload in uploads:
        (folder / (re.sub(r"[\\/:\0]", "_", Path(upload.name).name) or "_")).write_bytes(upload.getbuffer())
    STATE.update(folder=folder, names=tuple(sorted(one.name for one in folder.iterdir())), draft=None, asked=None, done=None)


def forget() -> None:
    """Lets go of what was chosen; the store was not touched."""
    if STATE.get("work") is not None:
        STATE["work"].stop.set()
    if STATE["folder"]:
        shutil.rmtree(STATE["folder"], ignore_errors=True)
    STATE.update(folder=None, names=(), draft=None, asked=None, work=None, since=None, refused=None)


def discard() -> None:
    """Back to the first step with an empty uploader."""
    forget()
    STATE.update(run=STATE["run"] + 1, done=None)


def prepare(decisions: Any = "ask") -> Callable[[Any], Any]:
    """What works out the draft of the chosen files under the chosen date and territory; it may run behind the page."""
    files, day = sorted(STATE["folder"].iterdir()), day_given()
    territory, gone = st.session_state.get("_territory") or None, bool(st.session_state.get("_gone"))
    engine, since = ctx.engine, STATE.get("since")

    def work(progress: Any) -> Any:
        return actions.prepare(
            engine,
            files,
            data_date=day,
            territory=territory,
            conflicts=decisions,
            remove_gone=gone,
            since=since,
            progress=progress,
        )

    return work


def checked() -> Any:
    """The draft on the screen, or None while it is worked out; begun again when what was chosen, or the store, has changed."""
    asked = (
        STATE["names"],
        str(STATE["folder"]),
        str(day_given()),
        st.session_state.get("_territory"),
        bool(st.session_state.get("_gone")),
        ctx.engine.state(),
    )
    work = STATE.get("work")
    if STATE["asked"] != asked:
        if work is not None:
            work.stop.set()
        work = load_work.start(asked, prepare())
        STATE.update(draft=None, asked=asked, work=work)
        st.session_state.pop("_decisions", None)
    if work is not None and not work.going:
        STATE.update(work=None, draft=work.result)
        if work.fault is not None:
            raise work.fault
        if STATE.get("since") is None:
            STATE["since"] = work.result.record.number - 1
    return STATE["draft"]


def day_given() -> date | None:
    """The data date that was typed, or None."""
    try:
        return date.fromisoformat(str(st.session_state.get("_data_date") or "").strip())
    except ValueError:
        return None


def action_bar(draft: Any) -> None:
    """The fixed bar: data date, territory, why writing is off, the two ways out."""
    with st.container(key="action", horizontal=True, vertical_alignment="center"):
        st.text_input(t("数据截止日", "Data date"), key="_data_date", placeholder=date.today().isoformat(), width=210)
        counties = [place for place in places.places(ctx.engine) if place.level == "County"]
        if len(counties) > 1 or st.session_state.get("_territory") or any(one.rule == "territory_unknown" for one in draft.problems):
            names = {None: t("按台账", "From the ledger"), **{place.key.partition(":")[2]: place.name for place in counties}}
            st.selectbox(
                t("所属县", "County"),
                list(names),
                key="_territory",
                format_func=lambda key: names.get(key, key),
                accept_new_options=True,
                placeholder=t("选择", "Choose"),
                width=220,
            )
        why, ready = drawn.verdict(draft)
        typed = str(st.session_state.get("_data_date") or "").strip()
        if typed and day_given() is None:
            why, ready = t("数据截止日应为日期，如 2020-09-30。", "The data date must be a date such as 2020-09-30."), False
        page.show(f'<div class="why">{why}</div>')
        st.button(t("放弃本次", "Discard"), on_click=discard, key="discard")
        if st.button(t("写入", "Write"), type="primary", disabled=not ready, key="write"):
            write(draft)


def write(draft: Any) -> None:
    """Begins to write the draft, with the decisions taken, behind the page."""
    engine, again = ctx.engine, None if draft.ok else prepare(dict(conflicts.decisions()))
    STATE["removed"] = bool(st.session_state.get("_gone"))

    def task(progress: Any) -> Any:
        found = again(progress) if again else draft
        return found.counts, actions.write(engine, found, progress)

    STATE.update(writing=load_work.start("write", task), refused=None)
    st.rerun()


def written(work: load_work.Work) -> None:
    """Takes over what came of the writing: what was written, or that nothing was and why. What others wrote meanwhile is checked again."""
    STATE["writing"] = None
    if work.fault is None:
        counts, record = work.result
        forget()
        STATE.update(done={"record": record, "counts": counts, "removed": STATE["removed"]}, run=STATE["run"] + 1)
        page.choose(scope=None, as_of=None)
        st.rerun()
    elif isinstance(work.fault, load_work.Cancelled):
        STATE["refused"] = ("已停止。", "Stopped.")
    elif isinstance(work.fault, OSError):
        STATE["refused"] = (work.fault.strerror or type(work.fault).__name__,) * 2
    elif not isinstance(work.fault, StoreError):
        raise work.fault
    elif not isinstance(work.fault, StaleError):
        STATE["refused"] = work.fault.text


def stop_writing() -> None:
    """Stops the writing; all of it is taken back."""
    STATE["writing"].stop.set()


draft = None
st.html(Path(__file__).with_name("load.css"))
if ctx.samples:
    page.heading(t("导入台账", "Load ledgers"), hint=t("示例库只读", "the sample store is read only"))
    page.show(
        '<div class="none">'
        + esc(t("示例数据与自己的数据分开存放，台账写入“我的数据”。", "Samples are kept apart; ledgers go to “My data”. "))
        + page.link(t("转到我的数据", "Go to my data"), "load", data="own", scope=None, as_of=None)
        + esc(t("。", "."))
        + "</div>"
    )
    with st.container(key="templates", width=388):
        load_choose.templates(ctx)
else:
    with page.heading(
        t("导入台账", "Load ledgers"),
        hint=t("全部写入或全部不写；写入后可撤销；空单元格不清除原值", "all or nothing; can be undone; a blank cell never erases"),
    ):
        if STATE["folder"] is None and not ctx.empty:
            page.show(page.link(t("疑似重复", "Likely duplicates"), "duplicates", cls="btn"))
    if STATE.get("writing") is not None and not STATE["writing"].going:
        written(STATE["writing"])
    if STATE["folder"] and STATE.get("writing") is None:
        draft = checked()
    steps(draft)
    if STATE.get("writing") is not None:
        load_work.draw(STATE["writing"], stop_writing)
    elif STATE.get("work") is not None:
        load_work.draw(STATE["work"], discard)
    elif draft is not None:
        if STATE.get("refused"):
            standing.fault(t("未写入，库中数据未改动。", "Not written; what is stored was not changed."), STATE["refused"])
        drawn.body(draft)
        action_bar(draft)
    elif STATE["done"]:
        drawn.done(STATE["done"])
        st.button(t("再导入一批", "Load more"), on_click=discard, key="again")
    else:
        load_choose.draw(ctx, STATE["run"], keep)
