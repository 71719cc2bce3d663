"""A siting plan checked from plain rows, by code of its own: travel, coverage, capacities, value and bound are all computed anew.

Nothing here imports a solver of ours or NumPy: a fault there cannot hide itself here.
"""
from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphmodel.words import Text

EDGE = 1e-6
Row = Mapping[str, Any]


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


def minutes_between(place: Row, point: Row, rules: Row) -> float:
    """Minutes from a place to a point under the rules; infinite where it is not allowed or not known.

    A measured or given time stands in `rules["table"]` by (place, point); `straight` is false where only that table counts.
    """
    if rules.get("own_area") and (not place.get("area") or place["area"] != point.get("area")):
        return math.inf
    known = rules.get("table", {}).get((place["key"], point["key"]))
    if known is not None:
        return round_half_up(known)
    if not rules.get("straight", True) or None in (place.get("lat"), place.get("lon"), point.get("lat"), point.get("lon")):
        return math.inf
    lat, other = math.radians(place["lat"]), math.radians(point["lat"])
    east = math.radians(point["lon"] - place["lon"])
    half = math.sin((other - lat) / 2) ** 2 + math.cos(lat) * math.cos(other) * math.sin(east / 2) ** 2
    return round_half_up(12742.0 * math.asin(min(1.0, math.sqrt(half))) * rules["detour"] / rules["speed"] * 60)


def round_half_up(value: float) -> float:
    """To one decimal."""
    return math.floor(value * 10 + 0.5) / 10 if math.isfinite(value) else math.inf


def along_roads(start: str, roads: Mapping[str, Sequence[tuple[str, float]]]) -> dict[str, float]:
    """Km from one node of a road network to every other (Dijkstra): node → [(neighbour, km)]."""
    far, queue = {start: 0.0}, [(0.0, start)]
    while queue:
        km, node = heapq.heappop(queue)
        if km > far[node]:
            continue
        for other, step in roads.get(node, ()):
            if km + step < far.get(other, math.inf):
                far[other] = km + step
                heapq.heappush(queue, (km + step, other))
    return far


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
    bound, proof = proven(aim, away, weight, kept, rules, plan, value, seconds)
    worse = bound < plan["bound"] - EDGE * max(1.0, abs(bound)) if aim == "most" else bound > plan["objective"] + EDGE * max(1.0, abs(bound))
    if worse and proof != "claimed":
        faults.append((f"界写 {plan['bound']:g}，重算为 {bound:g}，与方案矛盾。", f"The bound says {plan['bound']:g}; computed anew it is {bound:g}, against the plan."))
    return Verdict(tuple(faults), value, bound, proof, served)


def placed(away: Mapping[str, Mapping[str, float]], chosen: Sequence[str], given: Mapping[str, str] | None, faults: list[Text]) -> dict[str, str]:
    """Who is served where: the nearest open point, or what the plan says if that is allowed."""
    found: dict[str, str] = {}
    for key, near in away.items():
        if given:
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


def proven(aim: str, away: Mapping[str, Mapping[str, float]], weight: Mapping[str, float], kept: Sequence[str], rules: Row, plan: Row, value: float,
           seconds: float) -> tuple[float, str]:
    """The bound that the plan's multipliers prove, or a second solver; otherwise the one claimed."""
    if plan.get("served"):
        return plan["bound"], "claimed"
    bound = by_multipliers(aim, away, weight, kept, rules, plan.get("multipliers") or {})
    whole = aim == "fewest" or all(w == int(w) for w in weight.values())
    if whole and aim != "least":
        bound = math.floor(bound + EDGE) if aim == "most" else math.ceil(bound - EDGE)
    claimed = plan["bound"]
    enough = bound <= claimed + EDGE * max(1.0, abs(claimed)) if aim == "most" else bound >= claimed - EDGE * max(1.0, abs(claimed))
    if enough:
        return bound, "multipliers"
    if aim != "least" and whole and claimed == value and nothing_better(aim, away, weight, kept, rules, value, seconds):
        return claimed, "search"
    return claimed, "claimed"


def by_multipliers(aim: str, away: Mapping[str, Mapping[str, float]], weight: Mapping[str, float], kept: Sequence[str], rules: Row,
                   given: Mapping[str, float]) -> float:
    """The Lagrangian bound of any multipliers, one a place: no plan is better, whatever they are."""
    offers: dict[str, list[float]] = {}
    free = {key: near for key, near in away.items() if not any(at in near for at in kept)}
    if aim == "fewest":
        price = {key: max(0.0, given.get(key, 0.0)) for key, near in free.items() if near}
        for key in price:
            for at in away[key]:
                offers.setdefault(at, []).append(price[key])
        return len(kept) + math.fsum(price.values()) + math.fsum(min(0.0, 1 - math.fsum(offer)) for at, offer in offers.items() if at not in kept)
    left = max(0, rules["points"] - len(kept))
    if aim == "most":
        price = {key: min(max(0.0, given.get(key, 0.0)), weight[key]) for key in free}
        rows: dict[str, set[str]] = {}
        for key, near in free.items():
            for at in near:
                rows.setdefault(at, set()).add(key)
        offer = {at: math.fsum(price[key] for key in mine) for at, mine in undominated(rows, free).items()}
        return math.fsum(weight[key] - price.get(key, 0.0) for key in away) + math.fsum(sorted(offer.values(), reverse=True)[:left])
    price = {key: given.get(key, 0.0) for key, near in away.items() if near}
    for key in price:
        for at, minutes in away[key].items():
            offers.setdefault(at, []).append(min(0.0, weight[key] * minutes - price[key]))
    saved = {at: math.fsum(offer) for at, offer in offers.items()}
    others = sorted(value for at, value in saved.items() if at not in kept)[:left]
    return math.fsum(price.values()) + math.fsum(saved.get(at, 0.0) for at in kept) + math.fsum(others)


def undominated(rows: Mapping[str, set[str]], free: Mapping[str, Mapping[str, float]]) -> dict[str, set[str]]:
    """Candidates without those that reach nothing which one other does not reach too; of equal ones the first stays."""
    found = {}
    for at, mine in rows.items():
        rivals = set.intersection(*(set(free[key]) for key in mine)) - {at}
        if not any(len(rows[other]) > len(mine) or other < at for other in rivals):
            found[at] = mine
    return found


def nothing_better(aim: str, away: Mapping[str, Mapping[str, float]], weight: Mapping[str, float], kept: Sequence[str], rules: Row, value: float,
                   seconds: float) -> bool:
    """Whether another solver (CP-SAT) proves in the time given that no plan beats the value by one."""
    from ortools.sat.python import cp_model  # its import takes a second, and most bounds need no second search

    model = cp_model.CpModel()
    opened = {at: model.new_bool_var(at) for at in sorted({at for near in away.values() for at in near} | set(kept))}
    for at in kept:
        model.add(opened[at] == 1)
    if aim == "fewest":
        for near in away.values():
            if near:
                model.add_bool_or([opened[at] for at in near])
        model.add(sum(opened.values()) <= int(value) - 1)
    else:
        reached = {key: model.new_bool_var(f"reached {key}") for key, near in away.items() if near}
        for key, variable in reached.items():
            model.add_bool_or([opened[at] for at in away[key]]).only_enforce_if(variable)
        model.add(sum(opened.values()) <= rules["points"])
        model.add(sum(int(weight[key]) * variable for key, variable in reached.items()) >= int(value) + 1)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 1
    return solver.solve(model) == cp_model.INFEASIBLE
