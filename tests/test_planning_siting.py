"""Service points: every optimum against trying all plans, published instances, and a verifier that catches what was tampered with."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import block_diag, csr_matrix

from planning import median, median_parts, near, published, siting, siting_bends, travel
from planning.answers import Clock, NoPlan
from planning.capacity import Limits
from planning.covering import bound_of, lscp
from planning.maximal import mclp
from planning.median import p_median
from planning.pairing import assign
from planning.thinning import by_tiles, thin
from planning.travel import Spot
from planning.verify_siting import verify

DATA = Path(__file__).parent / "data" / "planning"


def swain():
    return published.points((DATA / "swain.dat").read_text())


def san_francisco():
    with (DATA / "sf.csv").open() as file:
        return published.listed(csv.DictReader(file), "DestinationName", "name", "distance", "demand")


def test_published_optima():
    far, demand = swain()
    assert [lscp(far <= radius, seconds=60).objective for radius in (15, 10)] == [5, 9]
    assert mclp(far <= 10, demand, 5, seconds=60).objective == 609
    assert round(p_median(far * demand[:, None], 5, seconds=60).objective, 2) == 2950.41
    metres, people = san_francisco()
    found = lscp(metres <= 5000, seconds=60), mclp(metres <= 5000, people, 4, seconds=60), p_median(metres * people[:, None], 4, seconds=60)
    assert [round(one.objective, 2) for one in found] == [8, 875247, 2848268129.71]
    assert all(one.proven for one in found)


def test_multipliers_prove_a_bound_for_a_plan_that_was_not_proven():
    random = np.random.default_rng(1)
    spots = random.random((1_500, 2))
    reach = csr_matrix(np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1)) < 0.05, dtype=np.int32)
    answer = lscp(reach, seconds=1)
    assert (np.asarray(reach[:, answer.chosen].sum(1)).ravel() > 0).all()
    assert np.ceil(bound_of(reach, np.array(answer.multipliers)) - 1e-6) <= answer.bound <= answer.objective


def a_case(seed, **more):
    """Forty villages at random, two of their centres open today."""
    random = np.random.default_rng(seed)
    spots = tuple(Spot(f"v{i}", f"村{i}", 36 + random.random() / 4, 117 + random.random() / 4, "甲" if i % 2 else "乙") for i in range(40))
    weights = random.integers(20, 200, 40).astype(float)
    return siting.Case(spots, weights, spots, travel.straight(spots, spots, 1.3, 20), (3, 8), **more)


GOALS = [siting.Goal("fewest", 15), siting.Goal("most", 12, 5), siting.Goal("most", 12, 4, keep=False), siting.Goal("least", points=6)]


def plain(case, goal, answer):
    """A plan as the verifier takes it."""
    rows = [{"key": s.key, "lat": s.lat, "lon": s.lon, "area": s.area, "weight": w, "now": i in case.now} for i, (s, w) in enumerate(zip(case.places, case.weights, strict=True))]
    rules = {"aim": goal.aim, "minutes": goal.minutes, "points": goal.points, "keep": goal.keep, "detour": 1.3, "speed": 20, "own_area": False}
    plan = {"chosen": [rows[j]["key"] for j in answer.chosen], "objective": answer.objective, "bound": answer.bound,
            "left_out": [rows[row["place"]]["key"] for row in siting.left_out(case, goal, answer)],
            "multipliers": {rows[i]["key"]: value for i, value in enumerate(answer.multipliers)}}  # fmt: skip
    return rows, rows, rules, plan


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: f"{goal.aim}-{goal.points}")
def test_the_verifier_agrees_and_catches_what_was_tampered_with(goal):
    case = a_case(5)
    answer = siting.solve(case, goal, seconds=60)
    places, points, rules, plan = plain(case, goal, answer)
    verdict = verify(places, points, rules, plan, seconds=20)
    assert verdict.ok, verdict.faults
    assert verdict.objective == pytest.approx(answer.objective)
    assert verdict.proof in ("multipliers", "search", "claimed")
    other = next(row["key"] for row in points if row["key"] not in plan["chosen"])
    better = 1 if goal.aim == "most" else -1
    tampered = [
        plan | {"objective": plan["objective"] + better},
        plan | {"chosen": [*plan["chosen"][1:], other]},
        plan | {"chosen": [*plan["chosen"], "nowhere"]},
        plan | {"chosen": [*plan["chosen"][:-1], plan["chosen"][0]]},
        plan | {"bound": plan["objective"] - better},
    ]
    assert all(verify(places, points, rules, one, seconds=1).faults for one in tampered)
    crooked = [{**row, "lat": row["lat"] + 3} if row["key"] == min(verdict.served) else row for row in places]
    assert not verify(crooked, points, rules, plan, seconds=1).ok
    if goal.keep:
        assert verify(places, points, rules, plan | {"chosen": [key for key in plan["chosen"] if key != "v3"]}, seconds=1).faults


def test_a_plan_worse_than_the_best_is_never_called_best():
    case, goal = a_case(6), siting.Goal("fewest", 15, keep=False)
    answer = siting.solve(case, goal, seconds=60)
    places, points, rules, plan = plain(case, goal, answer)
    spare = next(row["key"] for row in points if row["key"] not in plan["chosen"])
    worse = plan | {"chosen": [*plan["chosen"], spare], "objective": answer.objective + 1, "bound": answer.objective + 1}
    assert verify(places, points, rules, worse, seconds=60).proof == "claimed"


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: f"{goal.aim}-{goal.points}")
def test_reasons_say_what_closing_a_point_costs(goal):
    case = a_case(7)
    answer = siting.solve(case, goal, seconds=60)
    whole = siting.measures(case, goal, answer.chosen)
    for row in siting.reasons(case, goal, answer):
        without = siting.measures(case, goal, [j for j in answer.chosen if j != row["point"]])
        lost = without["total"] - whole["total"] if goal.aim == "least" else whole["weight_reached"] - without["weight_reached"]
        assert row["lost"] == pytest.approx(lost)
    missing = siting.left_out(case, goal, answer)
    assert len(missing) == whole["places"] - whole["reached"]


def test_least_bends_are_least():
    case, goal = a_case(8), siting.Goal("fewest", 12, keep=False)
    answer = siting.solve(case, goal, seconds=60)
    bends = {row["rule"]: row for row in siting_bends.bends(case, goal, answer, seconds=240)}
    to = bends["minutes"]["to"]
    assert bends["minutes"]["proven"]
    assert len(siting.solve(case, replace(goal, minutes=to), seconds=60).chosen) == len(answer.chosen) - 1
    assert len(siting.solve(case, replace(goal, minutes=to - 0.1), seconds=60).chosen) == len(answer.chosen)


def test_where_somebody_is_left_out_each_rule_bends_as_little_as_serves():
    case, goal = a_case(8), siting.Goal("most", 10, 5)
    alone = {row["rule"]: row for row in siting_bends.alone(case, goal, seconds=240)}
    assert {"serve_minutes", "serve_points"} <= alone.keys()
    assert all(row["left"] == 0 for row in alone.values() if row["rule"] in ("serve_minutes", "serve_points"))
    to = alone["serve_points"]["to"]
    whole = case.weights.sum()
    assert siting.solve(case, replace(goal, points=to), seconds=60).objective == whole > siting.solve(case, replace(goal, points=to - 1), seconds=60).objective
    ordered = siting_bends.in_order(case, goal, ("keep", "points"), seconds=240)
    assert [row["rule"] for row in ordered][-1] == "serve_points"
    assert ordered[-1]["left"] == 0
    assert ordered[-1]["to"] <= to


def test_where_no_plan_exists_the_least_bends_make_one():
    case = a_case(9)
    areas = replace(case, minutes=travel.own_area(case.minutes, case.places, case.candidates), unbound=case.minutes, now=())
    with pytest.raises(NoPlan):
        siting.solve(areas, siting.Goal("least", points=1))
    alone = {row["rule"]: row for row in siting_bends.alone(areas, siting.Goal("least", points=1), seconds=60)}
    assert alone["serve_points"]["to"] == 2
    assert alone["serve_area"]["left"] == 0
    full = replace(case, limits=Limits(np.full(40, 50.0), np.ones(40)))
    row = next(row for row in siting_bends.alone(full, siting.Goal("fewest", 60, keep=False), seconds=120) if row["rule"] == "serve_capacity")
    assert row["to"] >= case.weights.max() > 50


def test_what_is_now_stands_beside_a_plan_that_ran_out_of_time():
    case = replace(a_case(5), now=(1, 2, 3, 4))
    goal = siting.Goal("least", points=4, keep=False)
    poor = replace(siting.solve(case, goal), chosen=[5, 6, 7, 8], objective=1e9)
    found = siting.better(case, goal, poor)
    assert found.chosen == [1, 2, 3, 4]
    assert found.objective == pytest.approx(siting.measures(case, goal, [1, 2, 3, 4])["total"])


def test_points_stay_in_their_area_and_everybody_else_is_told_why():
    case = a_case(9)
    bound = replace(case, minutes=travel.own_area(case.minutes, case.places, case.candidates), unbound=case.minutes)
    goal = siting.Goal("fewest", 15, keep=False)
    answer = siting.solve(bound, goal)
    by = siting.serving(bound, goal, answer.chosen)
    assert all(case.places[i].area == case.candidates[j].area for i, j in enumerate(by) if j >= 0)
    assert answer.objective >= siting.solve(case, goal).objective
    assert any(row["rule"] == "area" for row in siting_bends.bends(bound, goal, answer))


@pytest.mark.parametrize("aim", ["fewest", "least"])
def test_a_stopped_search_keeps_the_best(aim):
    """Two thousand villages would search for a minute; the first word of progress ends it with a whole plan."""
    random = np.random.default_rng(2)
    spots = tuple(Spot(f"v{i}", "", 36 + random.random(), 117 + random.random()) for i in range(2_000 if aim == "fewest" else 300))
    case, seen = siting.Case(spots, np.ones(len(spots)), spots, travel.straight(spots, spots, 1.3, 20)), []
    plan = siting.solve(case, siting.Goal(aim, 14, 60), seconds=60, progress=lambda value, bound: seen.append(value) or True)
    assert plan.bound <= plan.objective
    assert not siting.left_out(case, siting.Goal(aim, 14), plan)
    assert seen


@pytest.mark.parametrize("walk", [thin, by_tiles])
def test_a_large_cover_is_thinned_to_the_optimum_of_its_parts(walk):
    cost, _ = swain()
    reach = csr_matrix(block_diag([csr_matrix(cost <= 15)] * 30), dtype=np.int32)
    order = np.random.default_rng(1).permutation(reach.shape[0])
    reach = csr_matrix(reach[order])
    chosen = walk(reach, list(range(reach.shape[1])), 150, 6, 3)
    assert len(chosen) == 150
    assert (np.asarray(reach[:, chosen].sum(1)) > 0).all()


def clustered(villages, seed):
    """Household kilometres between villages, most of them around towns, and the quarter that each lies in."""
    random = np.random.default_rng(seed)
    towns = random.random((villages // 40, 2))
    spots = np.r_[towns[random.integers(0, len(towns), villages // 2)] + random.normal(0, 0.05, (villages // 2, 2)), random.random((villages - villages // 2, 2))]
    far = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1)) * random.integers(20, 900, villages)[:, None]
    return far, (spots.clip(0, 0.99) * 2).astype(int) @ [2, 1]


@pytest.mark.parametrize("seed", range(4))
def test_looking_at_near_ways_alone_gives_the_same_medians(seed, monkeypatch):
    far, quarter = clustered(160, seed)
    far = np.where(quarter[:, None] == quarter[None], far, np.inf) if seed % 2 else far
    keep = [3, 77] if seed > 1 else []
    monkeypatch.setattr(near, "PART", 0.0)
    whole = p_median(far, 20, keep=keep, seconds=60)
    monkeypatch.setattr(near, "PART", 1.0)
    few = p_median(far, 20, keep=keep, seconds=60)
    assert [whole.proven, few.proven] == [True, True]
    assert np.isclose(few.objective, whole.objective)
    assert {*keep} <= {*few.chosen}
    costs, start = np.where(np.isfinite(far), far, 1e9)[:, [*keep, *np.setdiff1d(np.arange(160), keep)]], list(range(20))
    value, plan = median_parts.parts(near.Ways(costs, start, 1e9), start, len(keep), Clock(60), 60, median.part, lambda found: None)
    assert whole.objective <= value * (1 + 1e-9)
    assert value == costs[:, plan].min(1).sum() < costs[:, start].min(1).sum()
    assert {*range(len(keep))} <= {*plan}


@pytest.mark.parametrize(
    ("ask", "why"),
    [
        (lambda: lscp([[1, 0], [0, np.nan]]), "reach of client 1"),
        (lambda: lscp([[1, 0]], keep=[2]), "no candidate 2"),
        (lambda: mclp([[1], [1]], [1], 1), "1 numbers for 2 clients"),
        (lambda: mclp([[1], [1]], [1, -3], 1), "weight of client 1 is -3"),
        (lambda: p_median([[1, np.nan], [np.nan, 2]], 1), r"client 0 at candidate 1 is nan.*2 such"),
        (lambda: p_median([[1, 2], [3]], 1), "different length"),
        (lambda: assign([(0, 0, 1), (0, 1, np.inf)]), "arc 1"),
        (lambda: assign([(0, 0)]), "client, helper, cost"),
        (lambda: published.pmed("3 2 1  1 2 4"), "ends after 6 numbers, 9 are needed"),
        (lambda: published.cover("1 1 1 1 x"), "'x'"),
    ],
)
def test_what_is_no_number_or_of_no_place_is_refused(ask, why):
    with pytest.raises(ValueError, match=why):
        ask()
