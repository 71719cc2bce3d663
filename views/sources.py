"""The original cells around a row's source, as they stood in the workbook that was loaded."""

from __future__ import annotations

import logging
from typing import Any

import actions
from loaders.editing import called
from queries import Answer
from views import page, table
from views.page import esc, t

MOST = 3
"""How many sources of one row are opened at once."""


def panel(ctx: page.Context, answer: Answer, at: int, number: int, place: int, rows: int, own: dict[str, str]) -> str:
    """The popover at the open row: below it in the upper half of the page of rows, above it in the lower."""
    found = answer.sources[at]
    name, number_of = t(f"第 {number} 行的来源", f"Sources of row {number}"), t(f"{len(found)} 处", f"{len(found)} found")
    close = page.link(t("关闭", "Close"), "questions", **own)
    key = thing(answer, at)
    edit = page.link(t("编辑", "Edit"), "edit", node=key) + "　" if key and not ctx.samples and not ctx.past else ""
    title = f'<span><b>{esc(name)}</b>　<span class="hint">{esc(number_of)}</span></span>'
    head = f'<div class="sec">{title}<span class="s">{edit}{close}</span></div>'
    body = "".join(one(ctx, at, source) for at, source in enumerate(found[:MOST], 1))
    more = table.note(t(f"显示 {MOST} / {len(found)} 处", f"{MOST} of {len(found)} shown")) if len(found) > MOST else ""
    side, where = ("down", f"top:{31 + (place + 1) * 30 + 6}px") if place < 8 else ("up", f"bottom:{(rows - place) * 30 + 6}px")
    label = esc(t("来源", "Sources"))
    return f'<div class="pop {side}" style="{where}" role="dialog" aria-label="{label}">{head}{body}{more}</div>'


def thing(answer: Answer, at: int) -> str:
    """The `Type:key` of what a row is about, or "" where no column of it names one thing."""
    told = ((name, told["node"]) for name, told in answer.question.columns.items() if told.get("node"))
    return next((f"{kind}:{answer.rows[at][name]}" for name, kind in told if isinstance(answer.rows[at].get(name), str)), "")


def one(ctx: page.Context, number: int, source: dict[str, Any]) -> str:
    """One source: file, sheet, row, and the rows around it where the file is kept."""
    record = next((record for record in ctx.imports if record.number == source["import"]), None)
    who = t("，", ", ") + record.who if record and record.who and not record.samples else ""
    when = t(f"{page.when(record.at)} 导入", f"loaded {page.when(record.at)}") + who if record else ""
    file = called(source["file"])
    words = t(
        f"{file[0]}，工作表“{source['sheet']}”，第 {source['row']} 行",
        f"{file[1]}, sheet “{source['sheet']}”, row {source['row']}",
    )
    return f'<div class="src"><b>{number}</b> {esc(words)}{grid(ctx, source)}<div class="hint">{esc(when)}</div></div>'


def grid(ctx: page.Context, source: dict[str, Any]) -> str:
    """The header and the rows beside the source, masked; "" where the file is not kept or cannot be read any more."""
    missing = t("原表未保存。", "The workbook is not kept.")
    try:
        cells = actions.source_cells(ctx.engine, source, unmask=ctx.unmask)
    except Exception:  # a kept workbook may be damaged: the answer stays readable without it
        logging.getLogger("lianjian.app").exception("%s", source)
        cells, missing = None, t("原表无法读取。", "The workbook cannot be read.")
    if not cells:
        return f'<div class="hint">{esc(missing)}</div>'
    blank = f'<span class="zero">{esc(t("（空）", "(blank)"))}</span>'
    letters = "".join(f"<th>{letter(at)} {esc(head)}</th>" for at, head in enumerate(cells["header"]))
    lines = "".join(
        f'<tr class="{"here" if row["row"] == source["row"] else ""}"><th>{row["row"]}</th>'
        + "".join(f"<td>{blank if value in (None, '') else esc(value)}</td>" for value in row["cells"])
        + "</tr>"
        for row in cells["rows"]
    )
    return f'<div class="wide"><table class="cells"><tr><th></th>{letters}</tr>{lines}</table></div>'


def letter(at: int) -> str:
    """The letters of a column as Excel writes them.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    return (letter(at // 26 - 1) if at >= 26 else "") + chr(65 + at % 26)
