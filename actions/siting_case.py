"""The case of a siting plan: who is to be reached, from which candidates, how long it takes; and the plain rows that its check is given."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any

import numpy as np

import queries.siting
from actions import siting_files
from actions.siting_rules import SitingRules
from graphmodel.engine import Engine
from planning import siting as planned
from planning import travel
from planning.answers import NoPlan, Siting
from planning.capacity import Limits
from planning.verify_siting import Verdict, verify
from planning.verify_travel import ways

MOST_CELLS = 36_000_000
"""Villages × candidates whose times are kept at once: 6,000 × 6,000, about 300 MB."""


def gathered(
    engine: Engine, rules: SitingRules, scope: str | None, when: date
) -> tuple[planned.Case, dict[str, list[str]], dict[str, Any]]:
    """(the case, villages that could not be counted by reason, what the check is told of travel)."""
    villages, centres = queries.siting.places(engine, scope, when), queries.siting.centres(engine, scope, when)
    area = rules.own or "area"
    places = [travel.Spot(f"Village:{row['id']}", row["name"] or row["id"], row["lat"], row["lon"], row[area] or "") for row in villages]
    sites = [
        travel.Spot(f"ServiceCentre:{row['id']}", row["name"] or row["id"], row["lat"], row["lon"], row[area] or "") for row in centres
    ]
    now = len(sites)
    limits: dict[str, list[Any]] = {"capacity": [rules.capacity] * now, "cost": [None] * now}
    if rules.candidates is not None:
        more = siting_files.candidates(rules.candidates)
        sites = joined(sites, places, more, limits, rules)
    elif rules.sites != "centres":
        sites += places
    if len(places) * len(sites) > MOST_CELLS:
        raise NoPlan(
            f"{len(places):,} 村 × {len(sites):,} 个候选点超出一次能算的规模。可选较小的地域，或用候选点文件。",
            f"{len(places):,} villages × {len(sites):,} candidates is more than can be weighed at once. Maybe a smaller place, or a file of candidates.",
        )
    measured = [
        {"place": f"Village:{row['place']}", "centre": f"ServiceCentre:{row['centre']}", "minutes": row["minutes"]}
        for row in queries.siting.measured(engine, scope, when)
    ]
    minutes, checking = times(places, sites, measured, rules)
    unbound = minutes if rules.own else None
    seen = np.isfinite(minutes).any(1)
    names = {
        "no_point" if rules.table is None and rules.roads is None else "no_time": [
            s.name for s, ok in zip(places, seen, strict=True) if not ok
        ]
    }
    weights = np.array([1.0 if rules.weight == "villages" else float(row[rules.weight] or 0) for row in villages])
    names["no_weight"] = [
        row["name"] for row, ok in zip(villages, seen, strict=True) if ok and rules.weight != "villages" and row[rules.weight] is None
    ]
    names["centres_without_point"] = [
        s.name for s, column in zip(sites[:now], np.isfinite(minutes[:, :now]).any(0), strict=True) if not column
    ]
    if rules.own:
        minutes = travel.own_area(minutes, places, sites)
    live = np.flatnonzero(seen)
    usable = np.flatnonzero((minutes[live] < np.inf).any(0) if len(live) else np.zeros(len(sites), bool))
    if rules.sites == "villages" and rules.candidates is None and not rules.keep:
        usable = usable[usable >= now]
    case = planned.Case(
        tuple(places[i] for i in live), weights[live], tuple(sites[j] for j in usable), minutes[np.ix_(live, usable)],
        tuple(at for at, j in enumerate(usable) if j < now), held(limits, now, len(sites), usable, rules),
        None if unbound is None else unbound[np.ix_(live, usable)],
    )  # fmt: skip
    return case, {name: held for name, held in names.items() if held}, checking


def joined(
    sites: list[travel.Spot], places: list[travel.Spot], more: list[dict[str, Any]], limits: dict[str, list[Any]], rules: SitingRules
) -> list[travel.Spot]:
    """Candidates of a file after the centres that are: a village's code takes the village's point, a centre's its row; others bring their own."""
    own, at, found = travel.Names(places), travel.Names(sites), list(sites)
    for row in more:
        if centre := at.at(row["key"]):
            for name in limits:
                limits[name][centre[0]] = row[name] if row[name] is not None else limits[name][centre[0]]
            continue
        village = own.at(row["key"])
        spot = places[village[0]] if len(village) == 1 else travel.Spot(f"Candidate:{row['key']}", row["name"] or row["key"])
        lat, lon = (row["lat"], row["lon"]) if row["lat"] is not None and row["lon"] is not None else (spot.lat, spot.lon)
        found.append(replace(spot, lat=lat, lon=lon, area=row["area"] or spot.area))
        limits["capacity"].append(row["capacity"] if row["capacity"] is not None else rules.capacity)
        limits["cost"].append(row["cost"])
    return found


def held(limits: dict[str, list[Any]], now: int, sites: int, usable: Any, rules: SitingRules) -> Limits | None:
    """Capacities and prices of the candidates, or None where nobody set any. Where some have a price, what is open has none to pay."""
    capacity = limits["capacity"] + [rules.capacity] * (sites - len(limits["capacity"]))
    cost = limits["cost"] + [None] * (sites - len(limits["cost"]))
    if all(value is None for value in (*capacity, *cost)):
        return None
    priced = any(value is not None for value in cost)
    prices = [(0.0 if priced and j < now else 1.0) if cost[j] is None else cost[j] for j in usable]
    return Limits(np.array([np.inf if capacity[j] is None else capacity[j] for j in usable]), np.array(prices))


def times(
    places: list[travel.Spot], sites: list[travel.Spot], measured: list[dict[str, Any]], rules: SitingRules
) -> tuple[travel.Minutes, dict[str, Any]]:
    """Minutes of each place to each candidate, by the file given or straight lines; measured ones first. And how the check gets them."""
    basis: dict[str, Any] = {
        "detour": rules.detour,
        "speed": rules.speed,
        "own_area": bool(rules.own),
        "straight": rules.table is None and rules.roads is None,
    }
    known = {(row["place"], row["centre"]): row["minutes"] for row in measured}
    if rules.table is not None:
        minutes, wrong = travel.by_table(places, sites, siting_files.travel_table(rules.table))
        if wrong:
            raise siting_files.FileFault(*wrong)
        known = {(places[i].key, sites[j].key): float(minutes[i, j]) for i, j in zip(*np.nonzero(np.isfinite(minutes)), strict=True)} | known
    elif rules.roads is not None:
        roads, junctions = siting_files.roads(rules.roads)
        minutes, _ = travel.by_roads(places, sites, roads, rules.speed, junctions)
        basis["ways"] = ways(roads, junctions)
    else:
        minutes = travel.straight(places, sites, rules.detour, rules.speed)
    return travel.measured(minutes, places, sites, measured), {**basis, "table": known}


def checked(case: planned.Case, goal: planned.Goal, answer: Siting, checking: dict[str, Any]) -> Verdict:
    """The plan handed to the verifier as plain rows."""
    limits = case.limits
    places = [{**asdict(spot), "weight": float(weight)} for spot, weight in zip(case.places, case.weights, strict=True)]
    points = [
        {**asdict(spot), "now": at in case.now, "capacity": None if limits is None or np.isinf(limits.capacity[at]) else float(limits.capacity[at]),
         "cost": None if limits is None else float(limits.cost[at])}
        for at, spot in enumerate(case.candidates)
    ]  # fmt: skip
    plan = {
        "chosen": [case.candidates[j].key for j in answer.chosen],
        "objective": answer.objective,
        "bound": answer.bound,
        "served": {case.places[i].key: case.candidates[j].key for i, j in enumerate(answer.served) if j >= 0} if answer.served else None,
        "left_out": [case.places[row["place"]].key for row in planned.left_out(case, goal, answer)],
        "multipliers": {spot.key: value for spot, value in zip(case.places, answer.multipliers, strict=False)},
    }
    return verify(places, points, {**asdict(goal), "points": min(goal.points, len(points)), **checking}, plan)
