"""A pairing proposal with its proof, its reasons and the boxes in which it is approved."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions.kinds.inquiry import Draft, Inquiry, NoReport
from actions.looking import things
from actions.network_tables import captioned
from actions.planning import PlanError
from actions.proposals import STATES, proposal, stale
from graphmodel.schema import NODE
from graphmodel.words import Text
from reports.blocks import Block, Card, Heading, Para
from reports.document import Network, Table

Rows = list[dict[str, Any]]
MEASURES: dict[str, tuple[Text, str]] = {
    "covered": (("已有帮扶人的对象", "Helped in full"), "helped"),
    "taking_part": (("参与的帮扶人", "Helpers taking part"), "helpers"),
    "several": (("帮扶多个对象的人", "Helpers of several"), "helpers"),
    "most": (("一人最多帮扶", "Most for one helper"), ""),
    "pairs": (("结对", "Pairings"), ""),
    "travel": (("单程路程合计（公里）", "Travel one way, km"), ""),
    "measured": (("已知路程的结对", "Pairings whose way is known"), "pairs"),
    "kept": (("保持现有结对", "Kept"), "pairs"),
    "swapped": (("换人", "Swapped"), "pairs"),
    "added": (("新增", "Added"), "pairs"),
    "ended": (("终止现有结对", "Ended"), ""),
}
"""What a plan is measured by: words, and the measure that it is out of."""
RULES: dict[str, Text] = {
    "programme": ("项目", "Programme"),
    "each": ("每个对象的帮扶人", "Helpers for each"),
    "max_load": ("每人最多帮扶", "Most for a helper"),
    "own_capacity": ("按各人能力", "By each one's capacity"),
    "joint": ("各项目合计最多", "Most over all programmes"),
    "same_township": ("限同一乡镇", "Within one township"),
    "km": ("最远（公里）", "Farthest, km"),
    "unknown_km": ("无点位时按（公里）", "Where a point is missing, km"),
    "detour": ("绕行系数", "Detour factor"),
    "match": ("按需求匹配", "Match by need"),
    "keep_km": ("保留现有结对的权重（公里）", "Weight of keeping pairs, km"),
    "elsewhere_km": ("两委不帮本村的权重（公里）", "Weight against the own village, km"),
    "fair": ("均衡", "Evenness"),
    "must": ("必须的结对", "Pairs that must be"),
    "never": ("禁止的结对", "Pairs that must not be"),
    "quotas": ("名额要求", "Quotas"),
}


def build(inquiry: Inquiry) -> Draft:
    """What is proposed and under which rules, what it comes to beside today, the pairs, who is left out and why, and the approval."""
    t = inquiry.t
    try:
        held = proposal(str(inquiry.more["plan"]), samples=bool(inquiry.more.get("samples")))
    except PlanError as wrong:
        raise NoReport(*wrong.text) from None
    inquiry.place, inquiry.as_of = inquiry.name(held["scope"]), date.fromisoformat(held["as_of"])
    title = t(f"{inquiry.place}结对方案（{held['name']}）", f"Pairing proposal {held['name']}: {inquiry.place}")
    pairs = listed(inquiry, held)
    words = t(
        f"方案“{held['name']}”，项目“{held['programme']}”，截至 {held['as_of']}，状态为{STATES[held['state']][0]}。"
        f"{inquiry.say(tuple(held['proof']))}。",
        f"Proposal {held['name']!r}, programme {held['programme']}, as of {held['as_of']}; it is "
        f"{STATES[held['state']][1]}. {inquiry.say(tuple(held['proof']))}.",
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
    both = sides(inquiry, held)
    blocks: list[Block] = [
        Heading(t("方案", "The proposal")),
        Para(words),
        Para(checked + old),
        Heading(t("现状与方案", "Today and the proposal")),
        both,
        Heading(t("规则", "Rules")),
        Card(rules(inquiry, held["asked"]["rules"])),
        Heading(t("结对名单", "The pairs")),
        pairs,
    ]
    gaps = Table(
        t("未能结对的原因", "Why somebody is left out"),
        (("n", t("序号", "No.")), ("why", t("原因", "Reason"))),
        [{"n": at, "why": inquiry.say(tuple(one["words"]))} for at, one in enumerate(held["gaps"], 1)],
    )
    blocks += [Heading(t("未能结对的", "Who is left out")), gaps if held["gaps"] else Para(t("没有未能结对的。", "Nobody is left out."))]
    steps = Table(
        t("办理经过", "What was done"),
        (("at", t("时间（UTC）", "At (UTC)")), ("who", t("经办", "Who")), ("state", t("状态", "State")), ("note", t("意见", "Remark"))),
        [{**one, "at": one["at"][:16].replace("T", " "), "state": inquiry.say(STATES[one["state"]])} for one in held["history"]],
    )
    blocks += [Heading(t("审批", "Approval")), steps, *inquiry.signing("拟定,审核意见,批准意见", "Drawn up,Opinion,Approved")]
    ends = {end.partition(":")[0] for pair in held["plan"]["pairs"] for end in pair}
    inquiry.note(
        t("结对名单", "The pairs"),
        "plan",
        len(pairs.rows),
        [],
        held["summary"]["helped"],
        params=t(f"方案 {held['name']}；项目 {held['programme']}", f"proposal {held['name']}; programme {held['programme']}"),
        scope=held["scope"],
        reads=sorted(ends & NODE.keys()) + ["PAIRED_WITH"],
    )
    whole = Table(pairs.title, pairs.columns, pairs.rows)
    keys = {str(end) for pair in held["plan"]["pairs"] for end in pair}
    nodes = [captioned(one) for one in things(inquiry.engine, keys, unmask=inquiry.unmask)]
    known = {one["key"] for one in nodes}
    links = [
        {"type": "PAIRED_WITH", "start": str(a), "end": str(b), "key": held["programme"], "programme": held["programme"]}
        for a, b in held["plan"]["pairs"]
        if {str(a), str(b)} <= known
    ]
    return Draft(title, tuple(blocks), (both, whole, gaps, steps), Network(nodes, links) if nodes else None)


def listed(inquiry: Inquiry, held: dict[str, Any]) -> Table:
    """Every pair of the plan with whether it is new, kept or given up today."""
    t = inquiry.t
    wanted = {(str(a), str(b)) for a, b in held["plan"]["pairs"]}
    today = {(a, b) for a, b, _ in held["current"]}
    known = {one["key"]: one for one in things(inquiry.engine, {end for pair in (*wanted, *today) for end in pair}, unmask=inquiry.unmask)}

    def name(key: str) -> str:
        one = known.get(key)
        return str(one.get(NODE[one["type"]].caption) or key) if one else key

    rows = [
        {
            "helper": name(a),
            "helper_key": a.partition(":")[2],
            "helped": name(b),
            "helped_key": b.partition(":")[2],
            "change": t("保持", "kept")
            if (a, b) in today and (a, b) in wanted
            else t("新增", "new")
            if (a, b) in wanted
            else t("终止", "ended"),
        }
        for a, b in sorted({*wanted, *today}, key=lambda pair: (pair in today and pair in wanted, pair[1], pair[0]))
    ]
    columns = (
        ("helper", t("帮扶人", "Helper")),
        ("helper_key", t("帮扶人编码", "Helper's code")),
        ("helped", t("帮扶对象", "Helped")),
        ("helped_key", t("对象编码", "Code helped")),
        ("change", t("变动", "Change")),
    )
    return Table(t("结对名单", "The pairs"), columns, rows, (), inquiry.most)


def sides(inquiry: Inquiry, held: dict[str, Any]) -> Table:
    """What today's pairs and the plan come to, one measure a row, each with what it is out of."""
    t = inquiry.t
    rows = [
        {"what": inquiry.say(words), "today": held["today"][name], "plan": held["summary"][name], "of": held["summary"].get(whole)}
        for name, (words, whole) in MEASURES.items()
    ]
    columns = (("what", t("指标", "Measure")), ("today", t("现状", "Today")), ("plan", t("方案", "Proposal")), ("of", t("总数", "Out of")))
    return Table(t("现状与方案", "Today and the proposal"), columns, [{name: flat(value) for name, value in row.items()} for row in rows])


def rules(inquiry: Inquiry, told: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The rules that were set, in words."""
    pairs = [(inquiry.say(words), told[name]) for name, words in RULES.items() if told.get(name) not in (None, "", [], 0, 0.0)]
    return tuple(
        (
            words,
            inquiry.t("是" if value else "否", "yes" if value else "no")
            if isinstance(value, bool)
            else str(len(value))
            if isinstance(value, list)
            else str(flat(value)),
        )
        for words, value in pairs
    )


def flat(value: Any) -> Any:
    """A measure with at most one decimal."""
    return round(value, 1) if isinstance(value, float) else value
