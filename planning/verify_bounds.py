"""Bounds for the check of a siting plan, by code of its own: from multipliers, or from a second solver. No solver of ours, no NumPy."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

EDGE = 1e-6
Row = Mapping[str, Any]


def proven(aim: str, away: Mapping[str, Mapping[str, float]], weight: Mapping[str, float], kept: Sequence[str], rules: Row, plan: Row, value: float,
           seconds: float) -> tuple[float, str]:
    """The bound that the plan's multipliers prove, or a second solver; otherwise the one claimed."""
    if plan.get("served") is not None:
        anew, claimed = by_knapsacks(aim, away, weight, kept, rules, plan["points"], plan.get("multipliers") or {}), plan["bound"]
        if anew <= claimed + EDGE * max(1.0, abs(claimed)) if aim == "most" else anew >= claimed - EDGE * max(1.0, abs(claimed)):
            return anew, "multipliers"
        sure = held_to(aim, away, weight, kept, rules, plan["points"], value, seconds) if plan["bound"] == value else False
        return plan["bound"], "search" if sure else "claimed"
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


def by_knapsacks(aim: str, away: Mapping[str, Mapping[str, float]], weight: Mapping[str, float], kept: Sequence[str], rules: Row,
                 point: Mapping[str, Row], given: Mapping[str, float]) -> float:
    """The Lagrangian bound of any multipliers where points hold only so much: each takes what gains most for its weight, the last in part."""
    price = {key: min(max(0.0, given.get(key, 0.0)), weight[key]) if aim == "most" else given.get(key, 0.0) for key, near in away.items() if near}
    offers: dict[str, list[tuple[float, float]]] = {at: [] for at in point}
    for key, level in price.items():
        for at, minutes in away[key].items():
            gain = {"fewest": level, "most": weight[key] - level, "least": level - weight[key] * minutes}[aim]
            if gain > 0:
                offers[at].append((gain, weight[key]))
    worth = {}
    for at, row in point.items():
        cost = (1.0 if row["cost"] is None else float(row["cost"])) if aim == "fewest" else 0.0
        worth[at] = filled(offers[at], math.inf if row.get("capacity") is None else row["capacity"]) - cost
    others = sorted((value for at, value in worth.items() if at not in kept), reverse=True)
    taken = [max(0.0, value) for value in others] if aim == "fewest" else others[: max(0, rules["points"] - len(kept))]
    gained = math.fsum([*(worth[at] for at in kept), *taken])
    if aim == "most":
        bound = math.fsum(price.values()) + gained
        return float(math.floor(bound + EDGE)) if all(number == int(number) for number in weight.values()) else bound
    bound = math.fsum(price.values()) - gained
    whole = aim == "fewest" and all(row["cost"] is None or float(row["cost"]).is_integer() for row in point.values())
    return float(math.ceil(bound - EDGE)) if whole else bound


def filled(offer: list[tuple[float, float]], room: float) -> float:
    """The most that (gain, weight) are worth within the room, one of them in part."""
    total = 0.0
    for gain, heavy in sorted(offer, key=lambda one: -one[0] / max(one[1], 1e-12)):
        total += gain * min(1.0, room / heavy if heavy > 0 else 1.0)
        room -= heavy
        if room <= 0:
            break
    return total


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
    return solvable(model, seconds) is False


def held_to(aim: str, away: Mapping[str, Mapping[str, float]], weight: Mapping[str, float], kept: Sequence[str], rules: Row, point: Mapping[str, Row],
            value: float, seconds: float) -> bool:
    """The same with capacities and prices: whether CP-SAT proves that no plan is better. Only where all that counts is whole in tenths."""
    from ortools.sat.python import cp_model

    if any(10 * number != int(10 * number) for number in [*weight.values(), *(float(row["cost"] or 0) for row in point.values())]):
        return False
    model = cp_model.CpModel()
    opened = {at: model.new_bool_var(at) for at in point}
    sent = {(key, at): model.new_bool_var(f"{key} {at}") for key, near in away.items() for at in near}
    for (_, at), variable in sent.items():
        model.add_implication(variable, opened[at])
    for key, near in away.items():
        one = [sent[key, at] for at in near]
        model.add_at_most_one(one) if aim == "most" or not near else model.add_exactly_one(one)
    for at, row in point.items():
        if row.get("capacity") is not None:
            model.add(sum(int(10 * weight[key]) * variable for (key, to), variable in sent.items() if to == at) <= math.floor(10 * row["capacity"] + EDGE))
    for at in kept:
        model.add(opened[at] == 1)
    if aim != "fewest":
        model.add(sum(opened.values()) <= rules["points"])
    if aim == "fewest":
        model.add(sum(round(10 * float(1 if row["cost"] is None else row["cost"])) * opened[at] for at, row in point.items()) <= round(10 * value) - 1)
    elif aim == "most":
        model.add(sum(int(10 * weight[key]) * variable for (key, _), variable in sent.items()) >= round(10 * value) + 1)
    else:
        model.add(sum(round(100 * weight[key] * away[key][at]) * variable for (key, at), variable in sent.items()) <= round(100 * value) - 1)
    return solvable(model, seconds) is False


def solvable(model: Any, seconds: float) -> bool | None:
    """Whether a model of CP-SAT has a solution; None where the seconds did not do."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 1
    return {cp_model.INFEASIBLE: False, cp_model.OPTIMAL: True, cp_model.FEASIBLE: True}.get(solver.solve(model))
