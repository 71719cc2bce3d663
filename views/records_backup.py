"""Backup, restore, and whether the store is sound."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import streamlit as st

import actions
from graphmodel.engine import Engine, StoreError
from graphmodel.imports import standing as in_force
from views import page, standing, table
from views.page import esc, t
from views.table import Column, Html

STATE = "_backup"


def draw(ctx: page.Context, live: Engine) -> None:
    """Checks at the left; backup and restore at the right."""
    with st.container(key="records", horizontal=True):
        with st.container(key="record_list", width="stretch"):
            checks(live)
        with st.container(key="record_open", width=480):
            backups(ctx, live)
            restoring(ctx, live)


def checks(live: Engine) -> None:
    """Every check of the doctor; it reads the whole store, so it runs when asked."""
    page.show(table.section(t("检查", "Checks"), esc(t("读取全部数据和原表", "reads all data and workbooks"))))
    told = st.session_state.get("_doctor")
    if told is None or told["state"] != live.state():
        page.show(f'<div class="none">{esc(t("尚未检查。", "Not checked yet."))}</div>')
        st.button(t("检查", "Check"), key="doctor", on_click=examine, args=(live,))
        return
    rows = []
    for one in told["checks"]:
        found = "".join(f'<div class="s">{esc(page.say(text))}</div>' for text in one["found"][:5])
        more = len(one["found"]) - 5
        found += f'<div class="s">{esc(t(f"另有 {more} 处", f"and {more} more"))}</div>' if more > 0 else ""
        mark = f'<span class="mark">{esc(t("有误", "wrong"))}</span>' if one["found"] else esc(t("正常", "sound"))
        rows.append([Html(f"{esc(page.say(one['title']))}{found}"), Html(mark)])
    page.show(table.yearbook([Column(t("检查", "Check")), Column(t("结果", "Result"), width=76)], rows))
    held = told["info"]
    nodes, links, engine, short = held["nodes"], held["relationships"], f"{held['engine']} {held['version']}", held["digest"][:8]
    zh = f"{engine}；{nodes:,} 个节点，{links:,} 个关系；库校验码 {short}"
    page.show(table.note(t(zh, f"{engine}; {nodes:,} nodes, {links:,} relationships; digest of the store {short}")))
    st.button(t("再检查", "Check again"), key="doctor", on_click=examine, args=(live,))


def examine(live: Engine) -> None:
    """Runs the doctor and keeps what it found."""
    try:
        st.session_state["_doctor"] = {**actions.doctor(live), "state": live.state()}
    except StoreError as fault:
        st.session_state["_doctor"] = None
        st.session_state[STATE] = {"fault": fault.text}


def backups(ctx: page.Context, live: Engine) -> None:
    """One file: written, read back, then handed out."""
    page.show(table.section(t("备份", "Backup"), esc(t("数据、导入记录、原表、设置", "data, imports, workbooks, settings"))))
    told = st.session_state.get(STATE) or {}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(t("备份", "Back up"), key="backup", type="primary", on_click=back_up, args=(ctx, live), disabled=not live.imports())
        if told.get("file") and Path(told["file"]).exists():
            st.download_button(
                t("下载", "Download"),
                Path(told["file"]).read_bytes,
                file_name=Path(told["file"]).name,
                key="backup_file",
                on_click="ignore",
            )
    if told.get("fault"):
        standing.fault(t("未完成，库中数据未改动。", "Not completed; what is stored was not changed."), told["fault"])
    elif told.get("said"):
        page.show(f'<div class="said">{esc(page.say(told["said"]))}</div>')
    else:
        page.show(table.note(t("写出后立即读回核对，一致才保留。", "It is read back at once and kept only when it is right.")))


def back_up(ctx: page.Context, live: Engine) -> None:
    """Writes a backup into the folder of backups."""
    name = f"lianjian-{'samples-' if ctx.samples else ''}{datetime.now():%Y%m%d-%H%M%S}.zip"
    target = actions.home() / "backups" / name
    try:
        made = actions.backup(live, target)
    except StoreError as fault:
        st.session_state[STATE] = {"fault": fault.text}
        return
    size = target.stat().st_size
    st.session_state[STATE] = {
        "file": str(target),
        "said": (
            f"已备份并复核：{name}，{size:,} 字节，{made['imports']} 次导入，校验码 {made['digest'][:8]}。也保存在 backups 目录。",
            f"Backed up and read back: {name}, {size:,} bytes, {made['imports']} imports, digest {made['digest'][:8]}. "
            "It also lies in the folder backups.",
        ),
    }


def restoring(ctx: page.Context, live: Engine) -> None:
    """A backup is checked as soon as it is chosen; what is stored is replaced only when that was ticked."""
    page.show(
        table.section(
            t("恢复", "Restore"), esc(t("先全部检查；原有数据自动备份", "all of it is checked first; what is there is backed up"))
        )
    )
    page.show(f'<style>.st-key-restore_file{{--w-limit:"{t("备份文件 .zip", "a backup, .zip")}"}}</style>')
    with st.container(key="restore_file"):
        given = st.file_uploader(t("备份文件", "Backup"), type=["zip"], key="_restore", label_visibility="collapsed")
    if given is None:
        return
    source = kept(given)
    try:
        told = described(str(source), given.file_id)
    except StoreError as fault:
        standing.fault(t("不能恢复。", "Cannot be restored."), fault.text)
        return
    page.show(f'<div class="said">{esc(words(told))}</div>')
    holds = bool(in_force(live.imports()))
    replace = holds and st.checkbox(t("代替库中已有的数据（先备份）", "Replace what is stored (it is backed up first)"), key="_replace")
    if st.button(t("恢复", "Restore"), key="restore", disabled=(holds and not replace) or ctx.past):
        restored(ctx, live, source, bool(replace))


@st.cache_data(max_entries=4, show_spinner=False)
def described(source: str, id: str) -> dict[str, Any]:
    """What the chosen backup holds, every part checked."""
    return actions.described(Path(source))


def words(told: dict[str, Any]) -> str:
    """What a backup holds, in one line."""
    rows, short = sum(told["counts"].values()), told["digest"][:8]
    older = t("；出自另一版本", "; of another version") if told["older"] else ""
    return t(
        f"{page.when(told['at'])} 备份，{told['imports']} 次导入，{rows:,} 个节点和关系，校验码 {short}，完好{older}。",
        f"Made {page.when(told['at'])}: {told['imports']} imports, {rows:,} nodes and relationships, digest {short}, undamaged{older}.",
    )


def kept(given: Any) -> Path:
    """The uploaded file in a folder of this program."""
    folder = actions.home() / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"restore-{given.file_id}.zip"
    if not target.exists():
        half = target.with_suffix(f".{os.getpid()}.half")
        with half.open("wb") as file:
            shutil.copyfileobj(given, file)
        half.replace(target)
    return target


def restored(ctx: page.Context, live: Engine, source: Path, replace: bool) -> None:
    """Restores it and says so, or why not."""
    try:
        told = actions.restore(live, source, replace=replace, samples=ctx.samples)
    except StoreError as fault:
        standing.fault(t("未恢复，库中数据未改动。", "Not restored; what is stored was not changed."), fault.text)
        return
    kept_in = told["kept"]
    st.session_state[STATE] = {
        "file": kept_in,
        "said": (
            f"已恢复并复核：{told['imports']} 次导入，校验码 {told['digest'][:8]}。" + (f"原有数据备份在 {kept_in}。" if kept_in else ""),
            f"Restored and checked: {told['imports']} imports, digest {told['digest'][:8]}. "
            + (f"What was there is backed up in {kept_in}." if kept_in else ""),
        ),
    }
    page.choose(scope=None, as_of=None)
    st.rerun()
