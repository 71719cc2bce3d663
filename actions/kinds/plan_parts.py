"""What a report of a proposal holds by its kind: pairs, leaders with their led, points with whom they serve, or stops; and its measures."""

from __future__ import annotations

from typing import Any

from actions.drawing import ENDED, KEPT, NEW, states
from actions.kinds.inquiry import Inquiry
from actions.looking import things
from actions.network_tables import captioned
from actions.planning_beside import MEASURES
from actions.siting_told import measure
from graphmodel.schema import NODE
from graphmodel.words import Text
from reports.document import Network, Table

KINDS: dict[str, Text] = {
    "pairing": ("结对方案", "Pairing proposal"),
    "leading": ("以强带弱方案", "Proposal of leaders"),
    "siting": ("服务点方案", "Proposal of service points"),
    "tour": ("巡回方案", "Proposal of a tour"),
}
PAIRED = {
    "covered": "helped", "taking_part": "helpers", "several": "helpers", "most": "", "pairs": "", "travel": "", "measured": "pairs",
    "kept": "pairs", "swapped": "pairs", "added": "pairs", "ended": "",
}  # fmt: skip
"""What a plan of pairs is measured by, and the measure that each is out of."""
CHANGES: dict[str, Text] = {KEPT: ("保持", "kept"), NEW: ("新增", "new"), ENDED: ("终止", "ended")}
"""What becomes of a pair, as a report says it."""
LED: tuple[tuple[Text, str, str], ...] = (
    (("有帮带村的村", "Villages led"), "led", "covered"),
    (("路程合计（公里）", "Travel in all, km"), "km", "travel"),
    (("保持现有帮带", "Kept"), "", "kept"),
    (("新增", "Added"), "", "added"),
    (("终止现有帮带", "Ended"), "", "ended"),
)
"""What a plan of leaders is measured by: words, and what it is called today and in the plan."""


def sides(inquiry: Inquiry, held: dict[str, Any]) -> Table:
    """What today and the plan come to, one measure a row, each with what it is out of."""
    t, kind, today, then = inquiry.t, held["kind"], held["today"], held["summary"]
    if kind == "pairing":
        rows = [(inquiry.say(MEASURES[name]).capitalize(), today[name], then[name], then.get(whole)) for name, whole in PAIRED.items()]
    elif kind == "leading":
        rows = [(inquiry.say(words), today.get(old), then[new], then["helped"] if new == "covered" else None) for words, old, new in LED]
    elif kind == "siting":
        weight = held["asked"]["weight"]
        out = {"reached": "places", "weight_reached": "weight"}
        rows = [
            (inquiry.say(measure(name, weight)), today.get(name), then[name], then.get(out.get(name, "")))
            for name in ("points", "new", "reached", "weight_reached", "farthest", "mean", "total")
        ]
    else:
        told = held["plan"]["document"]
        whole, reached = told["villages"], told["villages"] - told["denominator"]
        rows = [
            (t("场次", "Stops"), today["stops"], then["stops"], None),
            (t("到过的村", "Villages reached"), reached, reached + len({key for row in told["rows"] for key in row["reaches"]}), whole),
            (t("路线（公里）", "Round, km"), None, then["km"], None),
        ]
    columns = (("what", t("指标", "Measure")), ("today", t("现状", "Today")), ("plan", t("方案", "Proposal")), ("of", t("总数", "Out of")))
    return Table(
        t("现状与方案", "Today and the proposal"),
        columns,
        [dict(zip(("what", "today", "plan", "of"), map(flat, row), strict=True)) for row in rows],
    )


def lists(inquiry: Inquiry, held: dict[str, Any]) -> list[Table]:
    """The lists of a proposal, what is proposed first."""
    t, told = inquiry.t, held["plan"].get("document", {})
    if held["kind"] in ("pairing", "leading"):
        return [pairs(inquiry, held)]
    if held["kind"] == "tour":
        columns = (
            ("number", t("场", "Stop")),
            ("date", t("日期", "Date")),
            ("name", t("地点", "Place")),
            ("township", t("乡镇", "Township")),
            ("names", t("到达的村", "Villages reached")),
            ("households", t("户", "Households")),
        )
        return [Table(t("场次", "Stops"), columns, told["rows"], (), inquiry.most)]
    code = {row["point"]: row["name"] for row in told["chosen"]}
    points = Table(
        t("服务点", "Points"),
        (
            ("name", t("名称", "Name")),
            ("now", t("现有", "Present")),
            ("serves", t("服务村数", "Villages served")),
            ("weight", inquiry.say(measure("weight_reached", held["asked"]["weight"]))),
            ("alone_weight", t("只此可到", "Reached by it alone")),
        ),
        told["chosen"],
        (),
        inquiry.most,
    )
    served = Table(
        t("各村去处", "Who goes where"),
        (("name", t("村", "Village")), ("at", t("服务点", "Point")), ("minutes", t("分钟", "Minutes"))),
        [{**row, "at": code.get(row["point"], "")} for row in told["rows"]],
        (),
        None if inquiry.most is None else max(inquiry.most, 100),
    )
    return [points, served]


def network(inquiry: Inquiry, held: dict[str, Any]) -> Network | None:
    """What a proposal joins: pairs, leaders and their led, points and whom they serve; of a tour the places of its stops."""
    kind, plan = held["kind"], held["plan"]
    if kind in ("pairing", "leading"):
        joined = [(str(a), str(b)) for a, b in plan["pairs"]]
        own = {"key": held["programme"], "programme": held["programme"]} if kind == "pairing" else {"key": ""}
    else:
        joined = [(row["point"], row["place"]) for row in plan["document"]["rows"] if row.get("point")] if kind == "siting" else []
        own = {"key": ""}
    keys = {end for pair in joined for end in pair} | {stop["place"] for stop in plan.get("stops", ())}
    nodes = [captioned(one) for one in things(inquiry.engine, keys, unmask=inquiry.unmask)]
    known = {one["key"] for one in nodes}
    type = held.get("relation") or "SERVES"
    links = [{"type": type, "start": a, "end": b, **own} for a, b in joined if {a, b} <= known]
    return Network(nodes, links) if nodes else None


def pairs(inquiry: Inquiry, held: dict[str, Any]) -> Table:
    """Every pair of the plan with whether it is new, kept or given up today."""
    t = inquiry.t
    leads = held["kind"] == "leading"
    helper, helped = t("帮带村", "Leader") if leads else t("帮扶人", "Helper"), t("被帮带村", "Led") if leads else t("帮扶对象", "Helped")
    told = states(((a, b) for a, b, _ in held["current"]), ((str(a), str(b)) for a, b in held["plan"]["pairs"]))
    known = {one["key"]: one for one in things(inquiry.engine, {end for pair in told for end in pair}, unmask=inquiry.unmask)}

    def name(key: str) -> str:
        one = known.get(key)
        return str(one.get(NODE[one["type"]].caption) or key) if one else key

    rows = [
        {
            "helper": name(a),
            "helper_key": a.partition(":")[2],
            "helped": name(b),
            "helped_key": b.partition(":")[2],
            "change": inquiry.say(CHANGES[told[a, b]]),
        }
        for a, b in sorted(told, key=lambda pair: (told[pair] == KEPT, pair[1], pair[0]))
    ]
    columns = (
        ("helper", helper),
        ("helper_key", t(f"{helper}编码", f"{helper}'s code")),
        ("helped", helped),
        ("helped_key", t(f"{helped}编码", f"Code ({helped.lower()})")),
        ("change", t("变动", "Change")),
    )
    return Table(t("帮带名单", "Who leads whom") if leads else t("结对名单", "The pairs"), columns, rows, (), inquiry.most)


def flat(value: Any) -> Any:
    """A measure with at most one decimal."""
    return round(value, 1) if isinstance(value, float) else value
