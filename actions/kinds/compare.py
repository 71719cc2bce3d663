"""Two days of one place: how coverage changed item by item, which gaps came and which went, and what the ledgers gained and lost."""

from __future__ import annotations

from typing import Any

from actions.comparing import Comparison, NoMoment, compare, coverage, listed, moment
from actions.kinds.inquiry import Draft, Inquiry, NoReport
from actions.kinds.pairs import named
from actions.kinds.village_facts import said
from actions.looking import things
from graphmodel.schema import NODE, REL
from graphmodel.words import Text
from queries import BOOK
from queries.answer import Answer
from reports import charts
from reports.blocks import Block, Heading, Para, Picture
from reports.document import Table

Rows = list[dict[str, Any]]
DRAWN = 9
"""Of more items than this, each on two days, the bars cannot be read on paper."""
NAMED = 2_000
"""How many of a type are named as new, changed or ended; the counts are of all."""
DEEDS: dict[str, Text] = {"new": ("新增", "new"), "changed": ("变更", "changed"), "ended": ("终止", "ended")}


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
    between = compare(engine, then, now, scope=inquiry.scope)
    counts, details = moved(inquiry, between.counts()), told_apart(inquiry, between)
    drawn = (changed or [row for row in rows if row["old"] or row["new"]])[:DRAWN]
    bars = charts.bars(
        [(f"{row['item']} · {day}", row[part], row[f"{part}_whole"]) for row in drawn for day, part in zip(days, ("old", "new"), strict=True)],
        title,
        inquiry.language,
    )
    share = t("各事项两期未覆盖的比例", "Share uncovered on both days")
    blocks: list[Block] = [Heading(t("总体变化", "What changed")), Para(words), table]
    blocks += [Picture(bars, t("有变化的", "What changed: ") + share if changed else share)] if drawn else []
    if listed:
        blocks += [Heading(t("变化清单", "Lists of what changed")), *listed]
    blocks += [
        Heading(t("台账变化", "What the ledgers gained and lost")),
        counts,
        *([details] if details.rows else []),
        *inquiry.signing("拟稿,审核,签发", "Drafted,Checked,Approved"),
    ]
    return Draft(title, tuple(blocks), (table, *lists, counts, details))


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


def told_apart(inquiry: Inquiry, between: Comparison) -> Table:
    """Which things and relationships are new or ended, and which cells changed from what to what."""
    t, rows = inquiry.t, []
    for name in between.changes.tables:
        for deed in DEEDS:
            rows += listed(inquiry.engine, between, name, deed, unmask=inquiry.unmask, most=NAMED)
    ends = {end for row in rows if row["type"] in REL for end in row["key"].split(" → ")}
    known = {one["key"]: named(one) for one in things(inquiry.engine, ends, unmask=inquiry.unmask)}
    told = []
    for row in rows:
        kind = NODE.get(row["type"]) or REL[row["type"]]
        prop = next((one for one in kind.props if one.name == row["prop"]), None)
        who = row["name"] or t("→", " → ").join(known.get(end, end.partition(":")[2]) for end in row["key"].split(" → "))
        values = {side: said(inquiry, prop, row[side]) for side in ("before", "after")} if prop else {}
        told.append(
            {"type": inquiry.say(kind.title), "who": who, "deed": inquiry.say(DEEDS[row["deed"]]), "prop": inquiry.say(prop.title) if prop else "", **values}
        )
    columns = (
        ("type", t("类别", "Type")),
        ("who", t("对象", "Which")),
        ("deed", t("变动", "Change")),
        ("prop", t("栏目", "Cell")),
        ("before", t("原值", "Before")),
        ("after", t("现值", "After")),
    )
    return Table(t("变动明细", "What is new, changed or ended"), columns, told, (), inquiry.most)
