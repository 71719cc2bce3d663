"""Two days of one place: how coverage changed item by item, which gaps came and which went, and what the ledgers gained and lost."""

from __future__ import annotations

from typing import Any

from actions.comparing import NoMoment, compare, coverage, moment
from actions.kinds.inquiry import Draft, Inquiry, NoReport
from graphmodel.schema import NODE, REL
from queries import BOOK
from queries.answer import Answer
from reports import charts
from reports.blocks import Block, Heading, Para, Picture
from reports.document import Table

Rows = list[dict[str, Any]]


def build(inquiry: Inquiry) -> Draft:
    """Items on both days, then for each that changed what is newly uncovered and what is covered now, then counts by type."""
    t, engine = inquiry.t, inquiry.engine
    try:
        then, now = moment(engine, str(inquiry.more["before"])), inquiry.as_of
    except NoMoment as wrong:
        raise NoReport(*wrong.text) from None
    title = t(f"{inquiry.place}两期对比报告", f"Comparison of two days: {inquiry.place}")
    held = {row["type"] for row in inquiry.ask("counts_by_type", quiet=True).rows}
    asked: list[Answer] = []
    told = coverage(engine, then, now, scope=inquiry.scope, unmask=inquiry.unmask, progress=inquiry.step, heard=asked.append)
    told = [one for one in told if held.issuperset(BOOK[one["question"]].needs)]  # a ledger that is not kept is no gap
    days = (str(then) if not isinstance(then, int) else t(f"导入 {then}", f"import {then}"), str(now))
    rows, lists = [], []
    listed: list[Block] = []
    for one in told:
        name = inquiry.say(one["title"])
        rows.append(
            {
                "item": name,
                "old": one["then"]["n"],
                "old_whole": one["then"]["of"],
                "new": one["now"]["n"],
                "new_whole": one["now"]["of"],
                "came": len(one["uncovered"]),
                "gone": len(one["covered"]),
                "change": one["now"]["n"] - one["then"]["n"],
            }
        )
        for words, found in ((t("新增未覆盖", "newly uncovered"), one["uncovered"]), (t("已消除", "covered now"), one["covered"])):
            if found:
                heading = f"{name}{t('：', ': ')}{words}"
                columns = columns_of(inquiry, one["question"])
                listed += [Heading(f"{heading} {len(found):,}", 2), Table(heading, shown(columns), found, (), inquiry.most)]
                lists.append(Table(heading, columns, found))
    for answer in asked:
        if held.issuperset(answer.question.needs):
            inquiry.heard(answer)
    columns = (
        ("item", t("事项（未覆盖的对象）", "Item (what is not covered)")),
        ("old", t(f"{days[0]} 未覆盖", f"Uncovered {days[0]}")),
        ("old_whole", t("应覆盖", "To cover")),
        ("new", t(f"{days[1]} 未覆盖", f"Uncovered {days[1]}")),
        ("new_whole", t("应覆盖", "To cover")),
        ("came", t("新增", "New")),
        ("gone", t("消除", "Gone")),
        ("change", t("净变化", "Net")),
    )
    table = Table(t("两期未覆盖情况", "Uncovered on both days"), columns, rows)
    changed = [row for row in rows if row["came"] or row["gone"]]
    came, gone = sum(row["came"] for row in rows), sum(row["gone"] for row in rows)
    words = t(
        f"{days[0]} 与 {days[1]} 相比，核算 {len(rows)} 项，{len(changed)} 项有变化：新增缺口 {came:,} 个，消除 {gone:,} 个。",
        f"Between {days[0]} and {days[1]}, {len(changed)} of {len(rows)} items changed: {came:,} gaps are new, {gone:,} are gone.",
    )
    counts = moved(inquiry, compare(engine, then, now, scope=inquiry.scope).counts())
    bars = charts.bars(
        [(f"{row['item']} · {day}", row[part], row[f"{part}_whole"]) for row in rows for day, part in zip(days, ("old", "new"), strict=True)],
        title,
        inquiry.language,
    )
    blocks: list[Block] = [Heading(t("总体变化", "What changed")), Para(words), table]
    blocks += [Picture(bars, t("各事项两期未覆盖的比例", "Share uncovered on both days"))] if rows else []
    if listed:
        blocks += [Heading(t("变化清单", "Lists of what changed")), *listed]
    blocks += [
        Heading(t("台账变化", "What the ledgers gained and lost")),
        counts,
        *inquiry.signing("拟稿,审核,签发", "Drafted,Checked,Approved"),
    ]
    return Draft(title, tuple(blocks), (table, *lists, counts))


def columns_of(inquiry: Inquiry, question: str) -> tuple[tuple[str, str], ...]:
    """The columns of a question in the report's language."""
    return tuple((name, inquiry.word(told)) for name, told in BOOK[question].columns.items())


def shown(columns: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The columns for paper: no code whose name stands beside it."""
    names = {name for name, _ in columns}
    return tuple(
        one for one in columns if not (one[0] == "id" and "name" in names) and not (one[0].endswith("_id") and one[0][:-3] in names)
    )


def moved(inquiry: Inquiry, counts: dict[str, dict[str, int]]) -> Table:
    """New, changed and ended by type."""
    t = inquiry.t
    rows = [{"type": inquiry.say((NODE.get(name) or REL[name]).title), **told} for name, told in counts.items()]
    return Table(
        t("各类增减", "New and ended, by type"),
        (("type", t("类别", "Type")), ("new", t("新增", "New")), ("changed", t("变更", "Changed")), ("ended", t("终止", "Ended"))),
        rows,
    )
