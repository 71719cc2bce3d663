"""A proposal of any kind with its proof, its reasons and the boxes in which it is approved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from actions.kinds.inquiry import Draft, Inquiry, NoReport
from actions.kinds.plan_parts import KINDS, lists, network, sides
from actions.planning import PlanError
from actions.proposals import STATES, proposal, stale
from graphmodel.schema import NODE
from graphmodel.words import Text, capital
from planning.pairing_rules import Category, Limit, Quota
from planning.pairing_words import Nouns, category_words, limit_words, quota_words
from reports.blocks import Block, Card, Heading, Para
from reports.document import Table

Rows = list[dict[str, Any]]
CHOSEN: dict[Any, Text] = {
    "prefer": ("优先", "preferred"),
    "must": ("必须", "must"),
    "smallest": ("最大者最小", "the largest as small as can be"),
    "even": ("尽量均衡", "as even as can be"),
    "variance": ("尽量均衡", "as even as can be"),
    **{"fewest": ("点最少", "fewest points"), "most": ("覆盖最多", "most in reach"), "least": ("路程最少", "least travel")},
    **{"households": ("户", "households"), "people": ("人", "people")},
    **{"villages": ("村", "villages"), "both": ("村和现有中心", "villages and centres"), "centres": ("现有中心", "centres")},
    **{"area": ("本片区", "own area"), "township": ("本乡镇", "own township")},
}
"""The choices that a rule leaves, in words."""
RULES: dict[str, Text] = {
    "programme": ("项目", "Programme"),
    "each": ("每个对象的帮扶人", "Helpers for each"),
    "up_to": ("每个对象至多", "Helpers for each, at most"),
    "max_load": ("每人最多帮扶", "Most for a helper"),
    "own_capacity": ("按各人能力", "By each one's capacity"),
    "joint": ("各项目合计最多", "Most over all programmes"),
    "same_township": ("限同一乡镇", "Within one township"),
    "km": ("最远（公里）", "Farthest, km"),
    "unknown_km": ("无点位时按（公里）", "Where a point is missing, km"),
    "detour": ("绕行系数", "Detour factor"),
    "match": ("按需求匹配", "Match by need"),
    "match_km": ("需求不合抵（公里）", "Unmatched need counts as, km"),
    "load_km": ("别的项目每户抵（公里）", "A commitment elsewhere counts as, km"),
    "keep_km": ("保留现有结对的权重（公里）", "Weight of keeping pairs, km"),
    "elsewhere_km": ("两委不帮本村的权重（公里）", "Weight against the own village, km"),
    "fair": ("均衡", "Evenness"),
    "must": ("必须的结对", "Pairs that must be"),
    "never": ("禁止的结对", "Pairs that must not be"),
    "limits": ("每人上下限", "Limits for a helper"),
    "categories": ("对象类别", "Categories of the helped"),
    "quotas": ("名额要求", "Quotas"),
    "leaders": ("至多几个强村牵头", "Leaders at most"),
    "lead": ("必须牵头的村数", "Villages that must lead"),
    "capacity": ("每村或每点至多", "Each at most"),
    "gap": ("强弱至少差", "Least gap of strength"),
    "industry_km": ("产业不同抵（公里）", "Another industry counts as, km"),
    "areas": ("片区同一强村", "One leader an area"),
    "area_km": ("片区每多一个强村抵（公里）", "Another leader in an area counts as, km"),
    "open_km": ("每多一个强村抵（公里）", "Another leader counts as, km"),
    "aim": ("目标", "Aim"),
    "minutes": ("服务圈（分钟）", "Within, minutes"),
    "points": ("点数", "Points"),
    "keep": ("保留现有的", "Present ones kept"),
    "weight": ("按什么计", "Counted by"),
    "sites": ("候选", "Candidates"),
    "own": ("去处限于", "Served within"),
    "speed": ("公里/小时", "km an hour"),
    "kind": ("哪类活动", "Kind of activity"),
    "every": ("几天一场", "Days from stop to stop"),
    "rest": ("每周不安排的天数", "Weekdays left free"),
    "base": ("出发地", "Start"),
}
PARTS: dict[str, Callable[[dict[str, Any]], Text]] = {
    "limits": lambda one: limit_words(Limit(**one), Nouns()),
    "categories": lambda one: category_words(Category(**one), Nouns()),
    "quotas": lambda one: quota_words(Quota(**one)),
}
"""Rules that are lists, each part in words."""


def build(inquiry: Inquiry) -> Draft:
    """What is proposed and under which rules, what it comes to beside today, the pairs, who is left out and why, and the approval."""
    t = inquiry.t
    try:
        held = proposal(str(inquiry.more["plan"]), samples=bool(inquiry.more.get("samples")))
    except PlanError as wrong:
        raise NoReport(*wrong.text) from None
    inquiry.place, inquiry.as_of = inquiry.name(held["scope"]), date.fromisoformat(held["as_of"])
    kind = inquiry.say(KINDS[held["kind"]])
    title = t(f"{inquiry.place}{kind}（{held['name']}）", f"{kind} {held['name']}: {inquiry.place}")
    programme = (held.get("programme") or "") if held["kind"] == "pairing" else ""
    words = t(
        f"方案“{held['name']}”，{f'项目“{programme}”，' if programme else ''}截至 {held['as_of']}，状态为{STATES[held['state']][0]}。"
        f"{inquiry.say(tuple(held['proof']))}。",
        f"Proposal {held['name']!r}, {f'programme {programme}, ' if programme else ''}as of {held['as_of']}; state: "
        f"{STATES[held['state']][1]}. {capital(held['proof'][1])}.",
    )
    checked = (
        t("已由独立核验程序核对，各条规则均成立。", "Checked by the separate verifier: every rule holds.")
        if held["verified"]
        else t("核验未通过。", "It failed its check.")
    )
    old = (
        t("台账在方案算出之后已更新，本方案为旧结果。", "The ledgers changed since: this plan is stale.")
        if stale(inquiry.engine, held)
        else ""
    )
    both, named = sides(inquiry, held), lists(inquiry, held)
    blocks: list[Block] = [
        Heading(t("方案", "The proposal")),
        Para(words),
        Para(checked + old),
        Heading(t("现状与方案", "Today and the proposal")),
        both,
        Heading(t("规则", "Rules")),
        Card(rules(inquiry, held["asked"].get("rules", held["asked"]))),
        Heading(named[0].title),
        *named,
    ]
    gaps = Table(
        t("未能安排的原因", "Why something is left out"),
        (("n", t("序号", "No.")), ("why", t("原因", "Reason"))),
        [{"n": at, "why": inquiry.say(tuple(one["words"]))} for at, one in enumerate(held["gaps"], 1)],
    )
    blocks += [Heading(t("未能安排的", "What is left out")), gaps if held["gaps"] else Para(t("没有未能安排的。", "Nothing is left out."))]
    steps = Table(
        t("办理经过", "What was done"),
        (("at", t("时间（UTC）", "At (UTC)")), ("who", t("经办", "Who")), ("state", t("状态", "State")), ("note", t("意见", "Remark"))),
        [{**one, "at": one["at"][:16].replace("T", " "), "state": inquiry.say(STATES[one["state"]])} for one in held["history"]],
    )
    blocks += [Heading(t("审批", "Approval")), steps, *inquiry.signing("拟定,审核意见,批准意见", "Drawn up,Opinion,Approved")]
    drawn, relation = network(inquiry, held), held.get("relation") or ("Event" if held["kind"] == "tour" else "SERVES")
    inquiry.note(
        named[0].title,
        "plan",
        len(named[0].rows),
        [],
        held["summary"].get("helped") or held["summary"].get("places") or len(named[0].rows),
        params=t(f"方案 {held['name']}", f"proposal {held['name']}") + (t(f"；项目 {programme}", f"; programme {programme}") if programme else ""),
        scope=held["scope"],
        reads=[*sorted({one["type"] for one in (drawn.nodes if drawn else [])} & NODE.keys()), relation],
    )
    whole = [Table(one.title, one.columns, one.rows) for one in named]
    return Draft(title, tuple(blocks), (both, *whole, gaps, steps), drawn)


def rules(inquiry: Inquiry, told: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The rules that were set, in words."""
    idle = () if told.get("match") == "prefer" else ("match_km",)
    pairs = [(name, inquiry.say(words), told[name]) for name, words in RULES.items() if name not in idle and told.get(name) not in (None, "", [], 0, 0.0)]
    return tuple(
        (
            words,
            inquiry.t("是" if value else "否", "yes" if value else "no")
            if isinstance(value, bool)
            else ("；", "; ")[inquiry.language == "en"].join(inquiry.say(PARTS[name](one)) for one in value)
            if name in PARTS
            else str(len(value))
            if isinstance(value, list)
            else inquiry.say(CHOSEN[value])
            if value in CHOSEN
            else f"{value:g}"
            if isinstance(value, float)
            else str(value),
        )
        for name, words, value in pairs
    )
