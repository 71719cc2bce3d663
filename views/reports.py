"""Reports: choose a kind and a format for the place of the context bar, make it in the background, look at its first page, take it away."""

from __future__ import annotations

from typing import Any

import streamlit as st

from actions import report_jobs
from actions.proposals import kept as proposals
from actions.report_kinds import FORMATS, KINDS, formats
from graphmodel.imports import standing
from views import page, places, table
from views.page import esc, t
from views.table import Column, Html

ctx = page.context()
JOB = "_report_job"
FORM = "form"
"""Stands among the formats for an office's own form."""
SHOWN = 12


def kind() -> str:
    """The kind that the address names, else the first."""
    return page.get("kind") if page.get("kind") in KINDS else next(iter(KINDS))


def listing(name: str) -> None:
    """Every kind; the chosen one marked."""
    own = {one: value for one, value in page.own().items() if one == "format"}
    lines = "".join(
        f'<a class="q1{" on" if one == name else ""}" href="{esc(page.href("reports", **own, kind=one))}">'
        f"<span>{esc(page.say(told.title))}</span></a>"
        for one, told in KINDS.items()
    )
    page.show(f'<nav class="book">{lines}</nav>')


def more(name: str) -> dict[str, Any]:
    """What the kind needs besides the place and the day, from the page's own boxes."""
    needs: dict[str, Any] = {}
    if name == "compare":
        days = sorted({record.data_date for record in standing(ctx.imports) if not ctx.as_of or record.data_date < ctx.as_of}, reverse=True)
        options = [*map(str, days), *[str(record.number) for record in reversed(standing(ctx.imports))]]
        words = {
            str(record.number): t(f"第 {record.number} 次导入之后", f"after import {record.number}") for record in standing(ctx.imports)
        }
        needs["before"] = choose("before", t("与哪一期比", "Compared with"), options, lambda one: words.get(one, one))
    elif name == "quality":
        numbers = ["", *[str(record.number) for record in reversed(standing(ctx.imports))]]
        needs["import"] = choose(
            "import", t("导入", "Import"), numbers, lambda one: t(f"第 {one} 次", f"No. {one}") if one else t("全部", "all")
        )
    elif name == "plan":
        held = list(proposals(samples=ctx.samples))
        needs |= {"plan": choose("plan", t("方案", "Proposal"), held, str), "samples": ctx.samples}
    elif name == "selection":
        around = page.get("around") or st.session_state["_kept"].get("network", {}).get("node", "")
        st.session_state.setdefault("_report_around", around)
        needs["around"] = st.text_input(
            t("中心（类型:编码）", "Middle (Type:key)"), key="_report_around", placeholder="Village:370982105221", max_chars=120
        ).strip()
        needs["depth"] = choose("depth", t("步数", "Steps"), ["1", "2", "3"], str)
    return needs


def choose(name: str, label: str, options: list[str], words: Any) -> str:
    """One chooser; the first option unless the address names another."""
    if not options:
        page.show(f'<div class="hint">{esc(label)}{esc(t("：无", ": none"))}</div>')
        return ""
    key = f"_report_{name}"
    if st.session_state.get(key) not in options:
        st.session_state[key] = page.get(name) if page.get(name) in options else options[0]
    return str(
        st.selectbox(
            label,
            options,
            key=key,
            format_func=words,
            width=300,
            on_change=lambda: page.put(**{name: st.session_state[key]}),
            placeholder=t("选择", "Choose"),
        )
    )


def form(name: str) -> None:
    """What the report will hold, its format, and the button."""
    told = KINDS[name]
    where = places.title(ctx.engine, ctx.scope) or t("全部地域", "all places")
    offered = {one: FORMATS[one] for one in formats(told)} | {FORM: ("上级表格", "Form")}
    format = page.get("format") if page.get("format") in offered else "docx"
    page.show(table.section(page.say(told.title)) + table.note(page.say(told.help)))
    names = (
        t("姓名和号码显示在内，将记入日志", "names and numbers shown; this is logged")
        if ctx.unmask
        else t("姓名和号码隐去", "names and numbers masked")
    )
    page.show(
        f'<div class="basis"><b>{esc(t("范围", "About"))}</b><span>'
        f"{esc(where)}{esc(t('；截至 ', '; as of '))}{esc(ctx.as_of or '')}{esc(t('；', '; '))}{esc(names)}</span></div>"
    )
    own = dict(page.own())
    page.show(
        '<span class="seg">'
        + "".join(
            page.link(page.say(words), "reports", cls="on" if one == format else "", **{**own, "kind": name, "format": one})
            for one, words in offered.items()
        )
        + "</span>"
    )
    needs = more(name)
    given_form = own_form() if format == FORM else None
    stamp = st.checkbox(t("写明生成时间", "Say when it was made"), key="_report_stamp")
    job = st.session_state.get(JOB)
    busy = job is not None and job.state == "working"
    ready = all(needs.get(one) for one in told.needs) and (format != FORM or given_form is not None)
    if st.button(
        t("生成", "Make"),
        key="make",
        type="secondary" if job is not None and job.state == "done" else "primary",
        disabled=busy or not ready,
    ):
        given = {"scope": ctx.scope, "as_of": ctx.as_of, "language": ctx.lang, "unmask": ctx.unmask, "stamp": stamp, "more": needs}
        st.session_state[JOB] = report_jobs.start(ctx.engine, name, format, given, samples=ctx.samples, form=given_form)
        st.rerun()


def own_form() -> tuple[str, bytes] | None:
    """The form that is to be filled, and how its places are written."""
    words = t(
        "表格中写 {{place}}、{{date}}、{{title}}、{{rows1}}；列表在 Excel 一行中写 {{table1.列名}}，该行按行数重复。写错时列出全部名称。",
        "In the form write {{place}}, {{date}}, {{title}}, {{rows1}}; for a list, in one Excel row, {{table1.column}}: "
        "it is repeated. A wrong name brings the list of all.",
    )
    page.show(table.note(words))
    page.show(f'<style>.st-key-report_form{{--w-limit:"{t("表格 .docx、.xlsx", "a form, .docx or .xlsx")}"}}</style>')
    with st.container(key="report_form"):
        given = st.file_uploader(t("上级表格", "A form"), type=["docx", "xlsx"], key="_report_form", label_visibility="collapsed")
    return (given.name, given.getvalue()) if given else None


@st.fragment(run_every=0.7)
def working(job: report_jobs.Job) -> None:
    """How far the report has come, with a way to stop it; the page is drawn again when it ends."""
    if job.state != "working":
        st.rerun()
    count = f" {job.done:,} / {job.total:,}" if job.total > 1 else ""
    page.show(table.note(t("正在生成", "Making it") + count + (f"　{job.what}" if job.what else ""), "progress"))
    if st.button(t("取消", "Cancel"), key="cancel", disabled=job.stopped.is_set()):
        job.cancel()


def result() -> None:
    """The report that was asked for last: its progress, its first page and its file, or why there is none."""
    job = st.session_state.get(JOB)
    if job is None:
        return
    if job.state == "working":
        working(job)
    elif job.state == "cancelled":
        page.show(f'<div class="none">{esc(t("已取消，没有文件。", "Cancelled; there is no file."))}</div>')
    elif job.state == "failed":
        page.show(f'<div class="fault">{esc(page.say(job.wrong))}</div>')
    elif job.made:
        with st.container(key="report_done", horizontal=True, vertical_alignment="center"):
            page.show(f'<div class="donenote">{esc(job.made.file)}　<span class="i3">{len(job.made.content):,} B</span></div>')
            st.download_button(t("下载", "Download"), job.made.content, job.made.file, key="take", type="primary", on_click="ignore")
        if job.picture:
            book = job.kind == "villages"
            page.show(table.section(t("目录之后的一页", "The page after the contents") if book else t("首页", "First page")))
            page.show("<style>.st-key-report_page img{border:1px solid var(--rule2)}</style>")
            with st.container(key="report_page"):
                st.image(job.picture, width=520)


def before() -> None:
    """The reports that were made, newest first."""
    told = report_jobs.kept(ctx.samples)
    page.show(
        table.section(
            t("已生成", "Made before"),
            esc(t(f"最近 {min(SHOWN, len(told))} / {len(told)} 份", f"the last {min(SHOWN, len(told))} of {len(told)}")) if told else "",
        )
    )
    if not told:
        page.show(f'<div class="none">{esc(t("尚未生成报告。", "No report was made yet."))}</div>')
        return
    chosen = next((one for one in told if str(one["number"]) == page.get("made")), None)
    columns = [Column(t("报告", "Report")), Column(t("格式", "Format"), width=84), Column(t("生成", "Made"), width=96)]
    rows = [
        [
            Html(
                page.link(one["title"], "reports", **{**page.own(), "made": one["number"]})
                + (f' <span class="mark">{esc(t("含姓名", "names shown"))}</span>' if one["unmasked"] else "")
            ),
            page.say(FORMATS.get(one["format"], (one["format"], one["format"]))),
            Html(f'<span class="nw">{esc(page.when(one["at"], year=False))}</span>'),
        ]
        for one in told[:SHOWN]
    ]
    page.show(table.yearbook(columns, rows, cls="low", label=t("已生成", "Made before")))
    if chosen:
        st.download_button(
            t(f"下载：{chosen['file']}", f"Download: {chosen['file']}"),
            report_jobs.content(chosen["number"], ctx.samples),
            chosen["file"],
            key="again",
            on_click="ignore",
        )


def draw() -> None:
    """The page."""
    page.heading(t("报告", "Reports"))
    if ctx.empty:
        page.nothing_yet()
        return
    name = kind()
    left, right = st.columns([0.17, 0.83], gap="medium")
    with left:
        listing(name)
    with right:
        one, two = st.columns([0.61, 0.39], gap="medium")
        with one:
            form(name)
            result()
        with two:
            before()


draw()
