"""The published figures of the eight systems, or of those in a place, beside those computed from the rows of the samples."""

from __future__ import annotations

from typing import Any

from actions.asking import ask, figures
from actions.kinds.inquiry import Draft, Inquiry
from actions.kinds.ledgers import read_by
from actions.looking import things
from queries.book import Question
from reports.blocks import Block, Heading, Para
from reports.document import Table

SIGNS = {"=": "", ">": ">\u00a0", ">=": "≥\u00a0", "~": "≈\u00a0"}
"""Operators as they are printed, kept on one line with their number."""


def build(inquiry: Inquiry) -> Draft:
    """How many hold, then a table for each system: those of the place, or all eight where it has none."""
    t, told = inquiry.t, figures(inquiry.engine)
    title = t("八个系统数字核对报告", "The eight systems' figures")
    theirs = near(inquiry, {one["scope"] for one in told})
    if theirs:
        told = [one for one in told if one["scope"] in theirs]
        title = t(f"{inquiry.place}数字核对报告", f"Figures of {inquiry.place}")
    else:
        inquiry.place = inquiry.name(None)
    rows = [
        {
            "system": one["system"],
            "id": one["id"],
            "title": inquiry.say(one["title"]),
            "published": SIGNS.get(one["op"], one["op"] + " ") + (str(one["published"]) if isinstance(one["published"], str) else f"{one['published']:,}"),
            "computed": one["computed"],
            "unit": one["unit"],
            "holds": None if one["computed"] is None else bool(one["holds"]),
            "question": one["question"],
            "denominator": one["denominator"],
            "assumption": inquiry.say(one["assumption"]) if one["assumption"] else "",
        }
        for one in told
    ]
    for at, one in enumerate(told):
        inquiry.step(inquiry.say(one["title"]), at, len(told))
        if one["computed"] is not None:
            answer = ask(inquiry.engine, one["question"], one["params"], scope=one["scope"])
            inquiry.note(
                f"{one['system']} · {inquiry.say(one['title'])}",
                one["question"],
                len(answer.rows),
                answer.sources,
                answer.denominator,
                params=told_of(inquiry, answer.question, one["params"], one["where"]),
                scope=one["scope"],
                as_of=answer.as_of,
                reads=read_by(answer.question),
            )
    known = [row for row in rows if row["computed"] is not None]
    words = t(
        f"共 {len(rows)} 个公布的数字，由示例的行算出 {len(known)} 个，相符 {sum(bool(row['holds']) for row in rows)} 个；依赖假定的 "
        f"{sum(bool(row['assumption']) for row in known)} 个。> 为“余、多、超过”，≥ 为“至少”，≈ 为“近”。",
        f"Of {len(rows)} published figures, {len(known)} are computed from the rows of the samples and "
        f"{sum(bool(row['holds']) for row in rows)} hold; {sum(bool(row['assumption']) for row in known)} "
        f"rest on an assumption. > is “more than”, ≥ “at least”, ≈ “nearly”.",
    )
    columns = (
        ("title", t("数字", "Figure")),
        ("published", t("公布", "Published")),
        ("computed", t("计算", "Computed")),
        ("unit", t("单位", "Unit")),
        ("holds", t("相符", "Holds")),
        ("assumption", t("假定", "Assumed")),
    )
    blocks: list[Block] = [Heading(t("总体情况", "In numbers")), Para(words), Heading(t("各系统", "System by system"))]
    for system in dict.fromkeys(row["system"] for row in known):
        mine = [row for row in known if row["system"] == system]
        blocks += [Heading(str(system), 2), Table(t(f"{system}的数字", f"Figures of {system}"), columns, mine)]
    whole = (
        ("system", t("系统", "System")),
        ("id", t("编号", "Id")),
        *columns,
        ("question", t("问题", "Question")),
        ("denominator", t("分母", "Denominator")),
    )
    return Draft(title, tuple(blocks), (Table(t("数字核对", "Figures"), whole, rows),))


def near(inquiry: Inquiry, scopes: set[str]) -> set[str]:
    """Which places hold the place of the report, are it, or lie in it; none where it is about all places."""
    if inquiry.scope is None:
        return set()
    within = {one["key"]: one.get("within") or "" for one in things(inquiry.engine, {inquiry.scope, *scopes})}
    own = within.get(inquiry.scope, "")
    return {one for one in scopes & within.keys() if one == inquiry.scope or f"|{one}|" in own or f"|{inquiry.scope}|" in within[one]}


def told_of(inquiry: Inquiry, question: Question, params: dict[str, Any], where: dict[str, Any]) -> str:
    """What a figure is asked with and which rows of the answer it takes, in words."""
    heads = {name: one["title"] for name, one in question.params.items()} | {name: one for name, one in question.columns.items()}
    joint = inquiry.t("、", ", ")
    return inquiry.t("；", "; ").join(
        f"{inquiry.word(heads[name])} {joint.join(map(str, value)) if isinstance(value, list) else value}"
        for name, value in {**params, **where}.items()
    )
