"""A load in words: its problems, what would change by type and cell by cell, and what became of it."""

from __future__ import annotations

from typing import Any

from commands.command import Call, grid
from graphmodel.problem import Problem
from graphmodel.schema import NODE, REL
from graphmodel.words import Text

CELLS = 20
"""Changed cells that a load lists."""
COUNTS = {
    "new": ("新增", "new"),
    "changed": ("更新", "changed"),
    "same": ("不变", "same"),
    "conflicting": ("冲突", "conflicting"),
    "gone": ("缺少", "gone"),
}


def errors(draft: Any) -> list[Problem]:
    """The problems for which nothing is written."""
    return [problem for problem in draft.problems if problem.severity == "error"]


def notices(draft: Any) -> list[Problem]:
    """What the reader should know, and what stops nothing."""
    return [problem for problem in draft.problems if problem.severity != "error"]


def said_load(draft: Any, record: Any, call: Call) -> list[str]:
    """A load for a reader: every problem, the counts by type, and what became of it."""
    lines = [problem.text(call.language) for problem in (draft.problems if call.args.verb == "load" else errors(draft))]
    names = {name: call.say((NODE.get(name) or REL[name]).title) for name in draft.counts}
    rows = [[names[name], *(counts.get(word, 0) for word in COUNTS)] for name, counts in draft.counts.items()]
    if rows:
        lines += [*grid([call.say(("类型", "type")), *map(call.say, COUNTS.values())], rows, call.language)]
    if call.args.verb == "load":
        lines += said_cells(draft, call)
    if not draft.ok:
        lines.append(call.say(refusal(draft)))
    elif record:
        lines.append(
            call.say(
                (
                    f"已写入，导入 {record.number}，数据截止日 {record.data_date}。",
                    f"Written as import {record.number}, data date {record.data_date}.",
                )
            )
        )
    elif getattr(call.args, "dry_run", False):
        lines.append(call.say(("预演：没有写入。", "Dry run: nothing was written.")))
    else:
        lines.append(call.say(("没有变化，没有写入。", "Nothing changes; nothing was written.")))
    return lines


def said_cells(draft: Any, call: Call) -> list[str]:
    """The cells that change, old and new, those in conflict first."""
    cells = sorted(draft.cells, key=lambda one: not one["conflict"])
    lines = []
    for one in cells[:CELLS]:
        kind = NODE.get(one["type"]) or REL[one["type"]]
        shown = {name: call.say(("空", "blank")) if one[name] in (None, "") else one[name] for name in ("taken", "before", "after")}
        change = f"{shown['before']} → {shown['after']}"
        if one["conflict"]:
            since = one["taken"] is not None
            change = call.say(
                (
                    f"导出时 {shown['taken']}，" * since + f"现在 {shown['before']}，本次 {shown['after']}，冲突",
                    f"{shown['taken']} when taken, " * since + f"{shown['before']} now, {shown['after']} in the file: a conflict",
                )
            )
        where = call.say((f"{one['sheet']} 第 {one['row']} 行", f"{one['sheet']} row {one['row']}"))
        field = call.say((one["title_zh"], one["title_en"]))
        lines.append(f"{call.say(kind.title)} {one['name'] or one['key']} · {field}{call.say(('：', ': '))}{change} ({where})")
    rest = len(cells) - len(lines)
    return [*lines, call.say((f"另有 {rest:,} 格变化，在应用的导入页查看。", f"{rest:,} more cells change; see the Load page."))] if rest else lines


def refusal(draft: Any) -> Text:
    """Why nothing is written: problems, or conflicts that nobody decided."""
    wrong, open_ones = len(errors(draft)), sum(counts["conflicting"] for counts in draft.counts.values())
    if wrong:
        return f"未写入：{wrong} 处问题，库中数据未改动。", f"Nothing was written: {wrong} problems; what is stored was not touched."
    return (
        f"未写入：{open_ones} 处冲突未决定，库中数据未改动。\n可用 --conflicts keep（保留库中）或 --conflicts replace（以文件为准）。",
        f"Nothing was written: {open_ones} conflicts are not decided; what is stored was not touched.\n"
        "Maybe --conflicts keep (what is stored) or --conflicts replace (the file's).",
    )
