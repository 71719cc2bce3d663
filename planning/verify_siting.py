"""A siting plan checked from plain rows, by code of its own: travel, coverage, capacities, value and bound are all computed anew.

Nothing here imports a solver of ours or NumPy: a fault there cannot hide itself here.
"""
from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphmodel.words import Text
from planning.verify_bounds import EDGE, Row, proven
from planning.verify_travel import minutes_between


@dataclass(frozen=True)
class Verdict:
    """`faults` is empty for a plan that holds. `bound` is what was proven here, `proof` how: `multipliers`, `search` (a second solver
    found nothing better) or `claimed` (the bound is the solver's own and was not proven again)."""

    faults: tuple[Text, ...]
    objective: float
    bound: float
    proof: str
    served: dict[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(places: Sequence[Row], candidates: Sequence[Row], rules: Row, plan: Row, *, seconds: float = 3.0) -> Verdict:
    """Checks a plan.

    `places` have key, weight, lat, lon, area; `candidates` key, lat, lon, area, now, capacity, cost; `rules` aim, minutes, points,
    keep, detour, speed, own_area, table, straight; `plan` chosen (keys), objective, bound and, where there are any, served
    {place: point}, multipliers {place: number} and left_out (keys).
    """
    faults: list[Text] = []
    point = {row["key"]: row for row in candidates}
    chosen = list(plan["chosen"])
    for key in chosen:
        if key not in point:
            faults.append((f"{key} 不是候选点。", f"{key} is no candidate."))
    if len(set(chosen)) != len(chosen):
        faults.append(("同一点选了两次。", "A point is chosen twice."))
    chosen = [key for key in dict.fromkeys(chosen) if key in point]
    aim = rules["aim"]
    kept = [row["key"] for row in candidates if row.get("now")] if rules.get("keep") else []
    if gone := sorted(set(kept) - set(chosen)):
        faults.append((f"应保留的 {gone[0]} 等 {len(gone)} 个点不在方案中。", f"{gone[0]} and {len(gone)} in all should be kept but are not in the plan."))
    if aim != "fewest" and len(chosen) != min(rules["points"], len(point)):
        faults.append((f"方案有 {len(chosen)} 个点，应为 {rules['points']} 个。", f"The plan has {len(chosen)} points, not {rules['points']}."))
    limit = math.inf if aim == "least" else rules["minutes"] + EDGE
    away = {row["key"]: {key: m for key, one in point.items() if (m := minutes_between(row, one, rules)) <= limit and m < math.inf} for row in places}
    weight = {row["key"]: float(row["weight"]) for row in places}
    served = placed(away, chosen, plan.get("served"), faults)
    held(served, weight, point, faults)
    out = sorted(away.keys() - served.keys())
    if "left_out" in plan and out != sorted(plan["left_out"]):
        wrong = sorted(set(out) ^ set(plan["left_out"]))
        faults.append((f"未覆盖的 {len(plan['left_out'])} 处与重算的 {len(out)} 处不符：{wrong[0]}。",
                       f"{len(plan['left_out'])} are said to be left out, {len(out)} are, computed anew: {wrong[0]}."))
    value = worth(aim, served, weight, away, chosen, point)
    if aim != "most":
        missing = [key for key, near in away.items() if near and key not in served]
        if missing:
            faults.append((f"{missing[0]} 等 {len(missing)} 处可以到却没有安排。", f"{missing[0]} and {len(missing)} in all could be served but are not."))
    if abs(value - plan["objective"]) > EDGE * max(1.0, abs(value)):
        faults.append((f"方案写 {plan['objective']:g}，重算为 {value:g}。", f"The plan says {plan['objective']:g}; computed anew it is {value:g}."))
    better = plan["bound"] > plan["objective"] + EDGE if aim != "most" else plan["bound"] < plan["objective"] - EDGE
    if better:
        faults.append(("界好于方案本身，不可能。", "The bound is better than the plan itself, which cannot be."))
    bound, proof = proven(aim, away, weight, kept, rules, {**plan, "points": point}, value, seconds)
    worse = bound < plan["bound"] - EDGE * max(1.0, abs(bound)) if aim == "most" else bound > plan["objective"] + EDGE * max(1.0, abs(bound))
    if worse and proof != "claimed":
        faults.append((f"界写 {plan['bound']:g}，重算为 {bound:g}，与方案矛盾。", f"The bound says {plan['bound']:g}; computed anew it is {bound:g}, against the plan."))
    return Verdict(tuple(faults), value, bound, proof, served)


def placed(away: Mapping[str, Mapping[str, float]], chosen: Sequence[str], given: Mapping[str, str] | None, faults: list[Text]) -> dict[str, str]:
    """Who is served where: the nearest open point, or what the plan says if that is allowed."""
    found: dict[str, str] = {}
    for key, near in away.items():
        if given is not None:
            if (at := given.get(key)) is None:
                continue
            if at not in chosen or at not in near:
                faults.append((f"{key} 安排到 {at}，但该点未开或超出范围。", f"{key} is sent to {at}, which is not open or not in reach."))
                continue
            found[key] = at
        elif opened := [(near[at], at) for at in chosen if at in near]:
            found[key] = min(opened)[1]
    return found


def held(served: Mapping[str, str], weight: Mapping[str, float], point: Mapping[str, Row], faults: list[Text]) -> None:
    """No point serves more than it holds."""
    load: dict[str, float] = {}
    for key, at in served.items():
        load[at] = load.get(at, 0.0) + weight[key]
    for at, total in sorted(load.items()):
        most = point[at].get("capacity")
        if most is not None and total > most + EDGE:
            faults.append((f"{at} 承担 {total:g}，超过容量 {most:g}。", f"{at} serves {total:g}, above its capacity of {most:g}."))


def worth(aim: str, served: Mapping[str, str], weight: Mapping[str, float], away: Mapping[str, Mapping[str, float]], chosen: Sequence[str],
          point: Mapping[str, Row]) -> float:
    """The value of a plan: points or their price, weight served, or weight × minutes."""
    if aim == "fewest":
        prices = [point[key].get("cost") for key in chosen]
        return math.fsum(1.0 if price is None else price for price in prices)
    return math.fsum(weight[key] if aim == "most" else weight[key] * away[key][at] for key, at in served.items())
