"""The first step of a load: the uploader, and beside it empty workbooks and the ledger as it is stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

import actions
from graphmodel.schema import NODES, RELS
from views import page, table
from views.page import esc, t

HOW = (
    "一次可选多个文件。工作表名、列名用中文或英文；第一行之前可有标题行。先检查、后写入：有一处必须改，就全部不写。空单元格不清除原值；写入后可撤销。",
    "Several files at once. Sheets and columns are named in Chinese or English; title rows may stand above. Everything is checked first: "
    "one fault, and nothing is written. A blank cell never erases; a load can be undone.",
)
TEMPLATE = (
    "每个类型一张表，首行为列名，附填写说明、下拉选项和一行示例。",
    "A sheet for each type: headers, what to enter, drop-downs and one example row.",
)
USUAL = ("Township", "Area", "Village", "Branch", "Member", "LEADS")
LEDGER = (
    "按模板的格式存出库中已有的数据：在 Excel 中改后整份再导入，只有改动的单元格会更新。姓名和号码已隐去，隐去的不会覆盖原值。",
    "What is stored, in the form of the templates: edit it in Excel and load it back, and only the edited cells change. Names and numbers "
    "are masked, and a masked one never replaces the real one.",
)


def draw(ctx: page.Context, run: int, keep: Callable[[list[Any]], None]) -> None:
    """The uploader, and beside it the templates; `run` makes a new uploader after each load, `keep` takes the files."""
    with st.container(key="choose", horizontal=True, gap="large"):
        with st.container(key="upload"):
            page.show(f"<h2>{esc(t('台账', 'Ledgers'))}</h2>")
            uploads = st.file_uploader(
                t("台账", "Ledgers"),
                type=["xlsx", "xlsm", "xls", "csv", "json", "zip"],
                accept_multiple_files=True,
                key=f"_files_{run}",
                label_visibility="collapsed",
            )
            page.show(table.note(page.say(HOW), "lines"))
            if uploads:
                keep(uploads)
                st.rerun()
        with st.container(key="templates", width=388):
            templates(ctx)


def templates(ctx: page.Context) -> None:
    """Empty workbooks for the types that are ticked, and the same with what is stored."""
    kinds = {**{node.label: page.say(node.title) for node in NODES}, **{rel.type: page.say(rel.title) for rel in RELS}}
    page.show(f"<h2>{esc(t('下载模板', 'Templates'))}</h2>")
    chosen = st.multiselect(
        t("要填的表", "Sheets"),
        list(kinds),
        key="_types",
        default=[name for name in USUAL if name in kinds],
        format_func=kinds.get,
        placeholder=t("选择表", "Choose sheets"),
        label_visibility="collapsed",
    )
    with st.container(key="templatebar", horizontal=True):
        st.download_button(
            t("下载模板", "Download"),
            lambda: actions.template(chosen, ctx.lang),
            file_name=t("联建图模板.xlsx", "lianjian-template.xlsx"),
            on_click="ignore",
            disabled=not chosen,
            key="template",
        )
        if not ctx.empty:
            st.download_button(
                t("下载已填台账", "Download what is stored"),
                lambda: actions.ledger(ctx.engine, chosen, ctx.lang, unmask=ctx.unmask),
                file_name=t("联建图台账.xlsx", "lianjian-ledger.xlsx"),
                on_click="ignore",
                disabled=not chosen,
                key="ledger",
            )
    page.show(table.note(page.say(TEMPLATE), "lines"))
    if not ctx.empty:
        page.show(table.note(page.say(LEDGER), "lines"))
