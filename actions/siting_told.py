"""A siting plan in words, as a document, as files, and as the rows that it would become when it is written."""

from __future__ import annotations

from typing import Any

import reports.csv
import reports.json
import reports.xlsx
from actions import siting_bends
from actions.audit import note
from actions.exporting import AS_OF, SCOPE, marks
from actions.siting import SitingPlan
from actions.siting_rules import AIMS, AREAS, SITES, WEIGHTS
from graphmodel.engine import Engine
from graphmodel.words import Text, capital
from planning.answers import at_most
from planning.siting import EDGE, serving
from reports.document import MASKED, Document, Table

FORMATS = ("csv", "xlsx", "json")
WRITERS = {"csv": reports.csv.write, "xlsx": reports.xlsx.write, "json": reports.json.write}
WHY: dict[str, Text] = {
    "nobody": ("没有候选点到得了", "no candidate is in reach"),
    "full": ("圈内的点已满", "the points in reach are full"),
    "elsewhere": ("点数有限，放在别处覆盖更多", "the points reach more elsewhere"),
}
EXCLUDED: dict[str, Text] = {
    "no_point": ("缺坐标，不计入", "without a point: not counted"),
    "no_time": ("表或路网中没有，不计入", "not in the table or on the roads: not counted"),
    "no_weight": ("缺户数或人数，按 0 计", "without a count of households or people: counted as 0"),
    "centres_without_point": ("现有中心缺坐标，不计入", "centres without a point: not counted"),
}
PROOF: dict[str, Text] = {
    "multipliers": ("由乘子重算，核验通过", "proven anew from multipliers"),
    "search": ("由另一求解器证实，核验通过", "confirmed by another solver"),
    "claimed": ("方案核验通过，界未再证", "plan checked; the bound was not proven anew"),
}
ROWS: dict[str, Text] = {
    "points": ("服务点", "Service points"),
    "new": ("其中新设", "Of these new"),
    "reached": ("到得了的村", "Villages served"),
    "left": ("未覆盖的村", "Villages not covered"),
    "weight_reached": ("到得了的{unit}", "{unit} served"),
    "farthest": ("最远，分钟", "Farthest, minutes"),
    "mean": ("平均，分钟", "Mean, minutes"),
    "total": ("路程合计，{unit}·分钟", "Travel in all, {unit} × minutes"),
    "cost": ("费用", "Cost"),
}


def measure(name: str, weight: str) -> Text:
    """What a measure is called, households or whatever is counted put in.

    >>> measure("weight_reached", "people")
    ('到得了的人', 'People served')
    """
    zh, en = (words.format(unit=unit) for words, unit in zip(ROWS[name], WEIGHTS[weight], strict=True))
    return zh, capital(en)


def standing(plan: SitingPlan) -> Text:
    """已证最优, or how far from the best at most; never the best without proof."""
    return stands(plan.answer.gap)


def stands(share: float) -> Text:
    """The same for a gap, as a share."""
    if share <= 1e-9:
        return ("已证最优，差距 0", "proven best, gap 0")
    return (f"未证最优，差距 ≤ {at_most(share)}", f"not proven best, gap at most {at_most(share)}")


def beyond(plan: SitingPlan) -> list[int]:
    """Places farther from their point than the minutes, farthest first, where the aim is least travel, which keeps to no minutes."""
    if plan.rules.aim != "least":
        return []
    by = serving(plan.case, plan.goal, plan.answer.chosen, plan.answer.served)
    far = {i: plan.case.minutes[i, j] for i, j in enumerate(by) if j >= 0 and plan.case.minutes[i, j] > plan.rules.minutes + EDGE}
    return sorted(far, key=lambda i: (-far[i], i))


def bend(plan: SitingPlan, row: dict[str, Any]) -> Text:
    """One bend of a rule in words."""
    if row["rule"].startswith("serve_"):
        return siting_bends.told(row, plan.rules)
    unit, value, to = WEIGHTS[plan.rules.weight], f"{row['value']:,.0f}", f"{row['to'] or 0:g}"
    sure: Text = ("", "") if row["proven"] else ("（未证最优）", " (not proven best)")
    words: dict[str, Text] = {
        "minutes": (f"放宽到 {to} 分钟，{value} 个点就够", f"within {to} minutes {value} points are enough"),
        "keep": (f"不保留现有点：{result(plan, row)[0]}", f"present points not kept: {result(plan, row)[1]}"),
        "area": (f"不限片区：{result(plan, row)[0]}", f"no rule of areas: {result(plan, row)[1]}"),
        "points": (f"改为 {to} 个点：{result(plan, row)[0]}", f"with {to} points: {result(plan, row)[1]}"),
    }
    zh, en = words[row["rule"]]
    return (zh + sure[0], en.replace("households", unit[1]) + sure[1])


def result(plan: SitingPlan, row: dict[str, Any]) -> Text:
    """The value of a bend beside that of the plan."""
    unit, value, change = WEIGHTS[plan.rules.weight], row["value"], row["value"] - plan.answer.objective
    if plan.rules.aim == "fewest":
        beyond: Text = (
            (f"，仍有 {row['unreachable']} 村到不了", f", {row['unreachable']} villages still out of reach")
            if row.get("unreachable")
            else ("", "")
        )
        return (f"{value:g} 个点{beyond[0]}", f"{value:g} points{beyond[1]}")
    if plan.rules.aim == "most":
        return (f"{value:,.0f} {unit[0]}（{change:+,.0f}）", f"{value:,.0f} {unit[1]} ({change:+,.0f})")
    return (f"路程合计 {value:,.0f} {unit[0]}·分钟（{change:+,.0f}）", f"{value:,.0f} {unit[1]} × minutes ({change:+,.0f})")


SHORT: dict[str, Text] = {
    "now": ("现状", "Now"),
    "fewest": ("点最少", "Fewest points"),
    "most": ("覆盖最多", "Most in reach"),
    "least": ("路程最少", "Least travel"),
}
"""The plans that stand beside each other."""


def document(plan: SitingPlan) -> dict[str, Any]:
    """Everything of a plan as plain values: what `plan siting --json` prints."""
    case, answer = plan.case, plan.answer

    def spot(at: int | None) -> str | None:
        return None if at is None else case.candidates[at].key

    return {
        "kind": "siting", "rules": plan.rules.told(), "scope": plan.scope, "as_of": plan.as_of, "objective": answer.objective, "bound": answer.bound,
        "gap": round(answer.gap, 6), "proven": answer.proven, "seconds": round(answer.seconds, 3), "denominator": len(case.places),
        "excluded": [{"reason": name, "zh": EXCLUDED[name][0], "en": EXCLUDED[name][1], "n": len(names), "names": names} for name, names in plan.excluded.items()],
        "now": plan.now, "plan": plan.then,
        "chosen": [{**row, "point": spot(row["point"]), "name": case.candidates[row["point"]].name, "alone": [case.places[i].key for i in row["alone"]]} for row in plan.reasons],
        "left_out": [{**row, "place": case.places[row["place"]].key, "name": case.places[row["place"]].name, "nearest": spot(row["nearest"]), "open": spot(row["open"])} for row in plan.left],
        **{name: [{**row, "zh": bend(plan, row)[0], "en": bend(plan, row)[1]} for row in rows] for name, rows in (("bends", plan.bends), ("in_order", plan.in_order))},
        "beside": plan.beside,
        "check": {"ok": plan.verdict.ok, "proof": plan.verdict.proof, "bound": plan.verdict.bound, "faults": [{"zh": zh, "en": en} for zh, en in plan.verdict.faults]},
        "rows": [{"place": case.places[i].key, "name": case.places[i].name, "point": spot(int(j)) if j >= 0 else None, "minutes": float(case.minutes[i, j]) if j >= 0 else None}
                 for i, j in enumerate(serving(case, plan.goal, answer.chosen, answer.served))],
    }  # fmt: skip


def facts(plan: SitingPlan, english: bool) -> list[tuple[str, str]]:
    """What must be read with a plan: aim, rules, place, day, value with its bound, check, what was not counted."""
    rules, unit = plan.rules, WEIGHTS[plan.rules.weight][english]
    zh = [f"{rules.minutes:g} 分钟", f"{rules.points} 个点" if rules.points else "", "保留现有点" if rules.keep else "不保留现有点", f"候选：{SITES[rules.sites][0]}",
          f"片区：{AREAS[rules.own][0]}", f"按{unit}计", f"容量 {rules.capacity:g}" if rules.capacity else ""]  # fmt: skip
    en = [f"{rules.minutes:g} minutes", f"{rules.points} points" if rules.points else "", "present points kept" if rules.keep else "present points not kept",
          f"candidates: {SITES[rules.sites][1]}", f"areas: {AREAS[rules.own][1]}", f"by {unit}", f"capacity {rules.capacity:g}" if rules.capacity else ""]  # fmt: skip
    way = rules.told()
    travel = next((f"{name}: {way[name]}" for name in ("table", "roads") if name in way),
                  f"{('直线 × ', 'straight line × ')[english]}{rules.detour:g} ÷ {rules.speed:g} km/h")  # fmt: skip
    told = [
        (("目标", "Aim")[english], AIMS[rules.aim][english]), (("规则", "Rules")[english], ("；", "; ")[english].join(filter(None, en if english else zh))),
        (("路程", "Travel")[english], travel), (SCOPE[english], plan.scope or "—"), (AS_OF[english], plan.as_of.isoformat()),
        (("结果", "Result")[english], f"{plan.answer.objective:,.10g}"), (("界", "Bound")[english], f"{plan.answer.bound:,.10g} · {standing(plan)[english]}"),
        (("核验", "Check")[english], PROOF[plan.verdict.proof][english] if plan.verdict.ok else ("未通过", "failed")[english]),
    ]  # fmt: skip
    return told + [(EXCLUDED[name][english], f"{len(names)}: {('、', ', ')[english].join(names)}") for name, names in plan.excluded.items()]


def export(engine: Engine, plan: SitingPlan, format: str, *, language: str = "zh") -> bytes:
    """A plan as a file in one of FORMATS: its points with reasons, who is served where, who is left out, what bending gives."""
    english = language == "en"
    told = document(plan)
    tables = (
        Table(("服务点", "Points")[english], heads(english, point=("编码", "Code"), name=("名称", "Name"), now=("现有", "Present"), serves=("服务村数", "Villages served"),
              weight=WEIGHTS[plan.rules.weight], alone_weight=("只此可到", "Reached by it alone"), lost=("关闭则失去", "Lost when closed")), told["chosen"]),
        Table(("各村去处", "Who goes where")[english], heads(english, place=("村编码", "Village code"), name=("村", "Village"), point=("服务点", "Point"), minutes=("分钟", "Minutes")), told["rows"]),
        Table(("未覆盖", "Not covered")[english], heads(english, place=("村编码", "Village code"), name=("村", "Village"), why=("原因", "Why"), nearest=("最近候选", "Nearest candidate"),
              minutes=("分钟", "Minutes"), over=("超出分钟", "Minutes too far")), [{**row, "why": WHY[row["why"]][english]} for row in told["left_out"]]),
        Table(("放宽一条规则", "One rule bent")[english], heads(english, rule=("规则", "Rule"), en=("结果", "Result")), [{"rule": row["rule"], "en": row["en" if english else "zh"]} for row in told["bends"]]),
    )  # fmt: skip
    title = ("服务点方案", "Plan of service points")[english]
    note("export", plan="siting", scope=plan.scope, as_of=plan.as_of, format=format, rows=len(told["chosen"]), unmasked=False)
    shown = tuple(mark for mark in marks(engine, language, False) if mark != MASKED[english])
    return WRITERS[format](Document(title, tuple(facts(plan, english)), shown, tables if format != "csv" else tables[:1], None, language))


def heads(english: bool, **columns: Text) -> tuple[tuple[str, str], ...]:
    """Columns of a table in one language."""
    return tuple((name, words[english]) for name, words in columns.items())
