"""Siting and tours against trying all plans, each checked by the verifier, and as many tampered plans that it must refuse."""

from __future__ import annotations

import os
from datetime import date, timedelta
from itertools import combinations, permutations, product

import numpy as np
import pytest

from planning import tours, travel, verify_tour
from planning.answers import NoPlan, Siting
from planning.capacity import Limits, capacitated
from planning.covering import lscp
from planning.maximal import mclp
from planning.median import p_median
from planning.travel import Spot
from planning.verify_siting import verify

CASES = range(2_000 if os.environ.get("LIANJIAN_LONG") == "1" else 200)


def plans(sites, keep, points=None):
    """Every set of points that holds those kept."""
    sizes = range(sites + 1) if points is None else (points,)
    return [list(plan) for size in sizes for plan in combinations(range(sites), size) if set(keep) <= set(plan)]


def small(seed):
    """A small random case: minutes (infinite where not allowed), weights, points kept, how many."""
    random = np.random.default_rng(seed)
    clients, sites = int(random.integers(1, 9)), int(random.integers(1, 8))
    keep = sorted(random.choice(sites, random.integers(0, min(3, sites)), replace=False).tolist())
    away = random.integers(0, 30, (clients, sites)).astype(float)
    away[random.random(away.shape) < 0.1] = np.inf
    return away, random.integers(0, 9, clients).astype(float), keep, int(random.integers(max(1, len(keep)), sites + 1)), random


def rows_of(away, weight, keep, limits=None):
    """The case as the verifier takes it."""
    blank = {"lat": None, "lon": None, "area": ""}
    points = [{"key": f"p{j}", "now": j in keep, "capacity": None if limits is None else float(limits.capacity[j]),
               "cost": None if limits is None else float(limits.cost[j]), **blank} for j in range(away.shape[1])]  # fmt: skip
    table = {(f"c{i}", f"p{j}"): float(away[i, j]) for i, j in zip(*np.nonzero(np.isfinite(away)), strict=True)}
    return [{"key": f"c{i}", "weight": float(w), **blank} for i, w in enumerate(weight)], points, table


def checked(aim, away, weight, keep, points, answer: Siting, random, limits=None):
    """The verifier accepts the plan, and refuses it with one thing changed."""
    places, sites, table = rows_of(away, weight, keep, limits)
    rules = {"aim": aim, "minutes": 10, "points": points, "keep": True, "straight": False, "table": table}
    near = np.isfinite(away) & ((away <= 10) | (aim == "least"))
    if limits is not None:
        left = [f"c{i}" for i, j in enumerate(answer.served) if j < 0]
    else:
        left = [f"c{i}" for i in np.flatnonzero(~near[:, answer.chosen].any(1))]
    plan = {"chosen": [f"p{j}" for j in answer.chosen], "objective": answer.objective, "bound": answer.bound, "left_out": left,
            "served": None if limits is None else {f"c{i}": f"p{j}" for i, j in enumerate(answer.served) if j >= 0},
            "multipliers": {f"c{i}": value for i, value in enumerate(answer.multipliers)}}  # fmt: skip
    verdict = verify(places, sites, rules, plan, seconds=20)
    assert verdict.ok, verdict.faults
    assert verdict.objective == pytest.approx(answer.objective)
    better = 1.0 if aim == "most" else -1.0
    tampered = [
        plan | {"objective": plan["objective"] + better},
        plan | {"bound": plan["objective"] - better},
        plan | {"chosen": [*plan["chosen"], "p99"]},
        plan | {"left_out": [*left, "c0"] if "c0" not in left else left[1:]},
    ]
    if plan["chosen"]:
        tampered.append(plan | {"chosen": [*plan["chosen"], plan["chosen"][0]]})
    if keep:
        tampered.append(plan | {"chosen": [key for key in plan["chosen"] if key != f"p{keep[0]}"]})
    assert verify(places, sites, rules, tampered[int(random.integers(len(tampered)))], seconds=1).faults


def test_fewest_points_are_what_trying_all_plans_gives():
    for seed in CASES:
        away, weight, keep, _, random = small(seed)
        reach = away <= 10
        live = reach.any(1)
        answer = lscp(reach, keep=keep, seconds=60)
        assert answer.objective == answer.bound == min(len(plan) for plan in plans(reach.shape[1], keep) if reach[live][:, plan].any(1).all())
        assert answer.unreachable == np.flatnonzero(~live).tolist()
        assert set(keep) <= set(answer.chosen)
        checked("fewest", away, weight, keep, 0, answer, random)


def test_most_in_reach_is_what_trying_all_plans_gives():
    for seed in CASES:
        away, weight, keep, points, random = small(seed)
        reach = away <= 10
        answer = mclp(reach, weight, points, keep=keep, seconds=60)
        assert answer.objective == answer.bound == max(weight[reach[:, plan].any(1)].sum() for plan in plans(reach.shape[1], keep, points))
        assert len(answer.chosen) == points
        checked("most", away, weight, keep, points, answer, random)


def test_least_travel_is_what_trying_all_plans_gives():
    for seed in CASES:
        away, weight, keep, points, random = small(seed)
        live = np.isfinite(away).any(1)
        cost = np.where(np.isfinite(away), weight[:, None] * np.where(np.isfinite(away), away, 0), np.inf)
        best = min(cost[live][:, plan].min(1).sum() for plan in plans(cost.shape[1], keep, points))
        if np.isinf(best):
            with pytest.raises(NoPlan, match="at least"):
                p_median(cost, points, keep=keep)
            continue
        answer = p_median(cost, points, keep=keep, seconds=60)
        assert answer.proven
        assert answer.objective == pytest.approx(best)
        checked("least", away, weight, keep, points, answer, random)


def test_capacities_and_prices_are_kept_and_the_value_is_the_best():
    for seed in CASES:
        random = np.random.default_rng(seed)
        aim, clients, sites = ("fewest", "most", "least")[seed % 3], int(random.integers(1, 5)), int(random.integers(1, 4))
        away = random.integers(0, 10, (clients, sites)).astype(float)
        away[random.random(away.shape) < 0.25] = np.inf
        weight = random.integers(1, 9, clients).astype(float)
        limits = Limits(random.integers(3, 20, sites).astype(float), random.integers(1, 5, sites).astype(float))
        live, points = np.isfinite(away).any(1), None if aim == "fewest" else int(random.integers(1, sites + 1))
        worth = []
        for served in product(range(-1, sites), repeat=clients):
            used = set(served) - {-1}
            whole = all(np.isfinite(away[i, j]) if j >= 0 else aim == "most" or not live[i] for i, j in enumerate(served))
            fits = all(sum(weight[i] for i, j in enumerate(served) if j == k) <= limits.capacity[k] for k in used)
            if whole and fits and (points is None or len(used) <= points):
                worth.append({"fewest": sum(limits.cost[list(used)]), "most": sum(weight[i] for i, j in enumerate(served) if j >= 0),
                              "least": sum(weight[i] * away[i, j] for i, j in enumerate(served) if j >= 0)}[aim])  # fmt: skip
        if not worth:
            with pytest.raises(NoPlan):
                capacitated(away, weight, limits, aim, points=points, seconds=60)
            continue
        answer = capacitated(away, weight, limits, aim, points=points, seconds=60)
        assert answer.objective == pytest.approx(max(worth) if aim == "most" else min(worth))
        assert answer.bound == pytest.approx(answer.objective)
        checked(aim, away, weight, [], points, answer, random, limits)


def test_tours_are_what_trying_all_plans_gives():
    for seed in CASES:
        random = np.random.default_rng(seed)
        spots = [Spot(f"v{i}", "", 36 + random.random() / 5, 117 + random.random() / 5) for i in range(int(random.integers(2, 8)))]
        km, base = float(random.integers(3, 12)), spots[0] if seed % 2 else None
        found = tours.tour(spots, spots, km, base=base, seconds=20)
        near = travel.kilometres(spots, spots) <= km
        assert found.fewest.objective == found.fewest.bound == min(len(plan) for plan in plans(len(spots), []) if near[:, plan].any(1).all())
        ends = [base] if base else []
        far = travel.kilometres([*found.halts, *ends], [*found.halts, *ends]) * 1.3
        whole = [[*([len(found.order)] if base else []), *way, *([len(found.order)] if base else [])] for way in permutations(range(len(found.order)))]
        assert found.km == pytest.approx(min(sum(far[a, b] for a, b in zip(way, way[1:], strict=False)) for way in whole))
        first, rest = date(2020, 10, 1), (5, 6)
        days = tours.dated(len(found.order), first, 2, rest)
        rows = [{"key": one.key, "lat": one.lat, "lon": one.lon} for one in spots]
        rules = {"km": km, "detour": 1.3, "every": 2, "rest": rest, "first": first, "base": rows[0] if base else None}
        stops = [{"key": halt.key, "date": day, "reaches": [spots[i].key for i in mine]} for halt, day, mine in zip(found.halts, days, found.reaches, strict=True)]
        plan = {"stops": stops, "bound": found.fewest.bound, "km": found.km, "km_bound": found.least_km,
                "multipliers": {spot.key: value for spot, value in zip(spots, found.fewest.multipliers, strict=True)}}  # fmt: skip
        verdict = verify_tour.verify(rows, rows, rules, plan)
        assert verdict.ok, verdict.faults
        tampered = [
            plan | {"km": plan["km"] + 1},
            plan | {"bound": plan["bound"] + 1},
            plan | {"stops": stops[1:]},
            plan | {"stops": [stops[0] | {"date": first - timedelta(days=1)}, *stops[1:]]},
            plan | {"stops": [stops[0] | {"reaches": stops[0]["reaches"][1:]}, *stops[1:]]},
            plan | {"stops": [*stops, stops[0]]},
        ]
        assert verify_tour.verify(rows, rows, rules, tampered[seed % len(tampered)]).faults


def test_a_search_by_highs_tells_where_it_is_and_stops_when_asked():
    random, seen = np.random.default_rng(3), []
    minutes, weights = random.random((200, 50)) * 100, random.integers(5, 60, 200).astype(float)
    limits = Limits(np.full(50, weights.sum() / 10 * 1.04), np.zeros(50))

    def stop(value, bound):
        seen.append((value, bound))
        return len(seen) == 3

    plan = capacitated(minutes, weights, limits, "least", points=10, seconds=600, progress=stop)
    assert len(seen) == 3
    assert not plan.proven
    assert plan.bound <= plan.objective <= seen[0][0]
    assert len(plan.chosen) == 10
    assert set(plan.served) <= set(plan.chosen)
    assert np.bincount(plan.served, weights).max() <= limits.capacity[0]
