"""A tour checked from plain rows, by code of its own: who is reached, how few stops there can be, how long the round is, which days."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from graphmodel.words import Text
from planning.verify_bounds import EDGE, proven
from planning.verify_siting import Verdict
from planning.verify_travel import line

Row = Mapping[str, Any]


def verify(waiting: Sequence[Row], hosts: Sequence[Row], rules: Row, plan: Row, *, seconds: float = 3.0) -> Verdict:
    """Checks a tour.

    `waiting` and `hosts` have key, lat, lon; `rules` km, detour, every, rest (weekdays, 0 Monday), first, base (a row or None); `plan`
    stops [{key, date, reaches (keys)}] in order, bound, km, km_bound and multipliers {key: number}.
    """
    faults: list[Text] = []
    host, stops = {row["key"]: row for row in hosts}, list(plan["stops"])
    for stop in stops:
        if stop["key"] not in host:
            faults.append((f"{stop['key']} 不能作场地。", f"{stop['key']} is no place for a stop."))
    if len({stop["key"] for stop in stops}) != len(stops):
        faults.append(("同一场地排了两场。", "A place has two stops."))
    away = {row["key"]: {key: km for key, one in host.items() if (km := line(row, one)) <= rules["km"] + EDGE} for row in waiting}
    told = {key: stop["key"] for stop in stops for key in stop["reaches"]}
    if len(told) != sum(len(stop["reaches"]) for stop in stops):
        faults.append(("有村排到两场。", "A village is sent to two stops."))
    for key, near in away.items():
        if near and told.get(key) not in near:
            faults.append((f"{key} 没有排到 {rules['km']:g} 公里内的场次。", f"{key} is sent to no stop within {rules['km']:g} km."))
    if strange := sorted(set(told) - set(away)):
        faults.append((f"{strange[0]} 不在应到的村中。", f"{strange[0]} is not among the villages to reach."))
    days = [stop["date"] for stop in stops]
    faults += dates(days, rules)
    way = [host[stop["key"]] for stop in stops if stop["key"] in host]
    if (base := rules.get("base")) is not None and way:
        way = [base, *way, base]
    km = math.fsum(line(a, b) for a, b in zip(way, way[1:], strict=False)) * rules["detour"]
    if abs(km - plan["km"]) > EDGE * max(1.0, km):
        faults.append((f"路线写 {plan['km']:.2f} 公里，重算为 {km:.2f}。", f"The round says {plan['km']:.2f} km; computed anew it is {km:.2f}."))
    if plan["km_bound"] > km + EDGE * max(1.0, km) or plan["bound"] > len(stops) + EDGE:
        faults.append(("界好于方案本身，不可能。", "The bound is better than the plan itself, which cannot be."))
    given = {"multipliers": plan.get("multipliers"), "bound": plan["bound"]}
    bound, proof = proven("fewest", away, dict.fromkeys(away, 1.0), [], {"points": 0}, given, len(stops), seconds)
    if proof != "claimed" and bound > len(stops) + EDGE:
        faults.append((f"至少要 {bound:g} 场，方案只有 {len(stops)} 场。", f"At least {bound:g} stops are needed; the plan has {len(stops)}."))
    return Verdict(tuple(faults), float(len(stops)), bound, proof, told)


def dates(days: Sequence[date], rules: Row) -> list[Text]:
    """What is wrong with the days: too early, too close, or on a day of rest."""
    faults: list[Text] = []
    if days and days[0] < rules["first"]:
        faults.append((f"首场 {days[0]} 早于 {rules['first']}。", f"The first stop on {days[0]} is before {rules['first']}."))
    for day, later in zip(days, days[1:], strict=False):
        if (later - day).days < rules["every"]:
            faults.append((f"{day} 与 {later} 相隔不足 {rules['every']} 天。", f"{day} and {later} are less than {rules['every']} days apart."))
    faults += [(f"{day} 是不演的日子。", f"{day} is a day of rest.") for day in days if day.weekday() in rules["rest"]]
    return faults
