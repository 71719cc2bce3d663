"""Points that hold only so much: published form, every plan tried, knapsacks against all sets of clients, and bounds proven anew."""

import os
from itertools import combinations, product

import numpy as np
import pytest

from planning import published
from planning.capacity import Limits, capacitated
from planning.knapsacks import Shares, Tables, knapsacks
from planning.verify_siting import verify

CASES = range(600 if os.environ.get("LIANJIAN_LONG") == "1" else 60)


def drawn(customers, p, seed):
    """A capacitated p-median as the OR-Library writes it: places on a square of 100, demands 1 to 20, one in ten of all room to spare."""
    random = np.random.default_rng(seed)
    rows = np.c_[np.arange(customers) + 1, random.integers(1, 101, (customers, 2)), random.integers(1, 21, customers)]
    room = int(np.ceil(rows[:, 3].sum() / p / 0.9))
    return published.pmedcap(f"1  1 0  {customers} {p} {room}\n" + "\n".join(" ".join(map(str, row)) for row in rows))[0]


def cheapest(cost, weight, room, p):
    """The least cost over all sets of p medians and all ways to share out the customers, load by load."""
    best = np.inf
    for sites in combinations(range(cost.shape[1]), p):
        ways = {(0.0,) * p: 0.0}
        for i in range(len(cost)):
            more = {}
            for loads, paid in ways.items():
                for k, j in enumerate(sites):
                    if loads[k] + weight[i] <= room and paid + cost[i, j] < best:
                        to = (*loads[:k], loads[k] + weight[i], *loads[k + 1 :])
                        more[to] = min(more.get(to, np.inf), paid + cost[i, j])
            ways = more
        best = min([best, *ways.values()])
    return best


@pytest.mark.parametrize("seed", range(3))
def test_a_capacitated_median_in_the_published_form_is_solved(seed):
    one = drawn(9, 3, seed)
    limits = Limits(np.full(9, one.capacity), np.zeros(9))
    answer = capacitated(one.cost, one.weight, limits, "least", points=3, travel=one.cost, seconds=60)
    assert answer.objective == answer.bound == cheapest(one.cost, one.weight, one.capacity, 3)
    assert np.bincount(answer.served, one.weight).max() <= one.capacity
    assert sum(one.cost[i, j] for i, j in enumerate(answer.served)) == answer.objective


def test_prices_points_kept_and_any_room_are_the_best_of_all_plans():
    for seed in CASES:
        random = np.random.default_rng(seed)
        clients, sites = int(random.integers(1, 6)), int(random.integers(1, 4))
        away = random.integers(0, 20, (clients, sites)).astype(float)
        away[random.random(away.shape) < 0.2] = np.inf
        weight = random.integers(0, 6, clients) * random.choice([1.0, 0.5])
        room = np.where(random.random(sites) < 0.3, np.inf, weight.sum() * 0.6)
        limits, keep = Limits(room, random.integers(0, 40, sites).astype(float)), [0] if random.random() < 0.4 else []
        worth = []
        for served in product(range(-1, sites), repeat=clients):
            used = sorted(set(served) - {-1} | set(keep))
            if all(j < 0 and np.isinf(away[i]).all() or j >= 0 and np.isfinite(away[i, j]) for i, j in enumerate(served)) and all(
                sum(weight[i] for i, j in enumerate(served) if j == k) <= room[k] for k in used
            ):
                worth.append(limits.cost[used].sum() + sum(weight[i] * away[i, j] for i, j in enumerate(served) if j >= 0))
        if worth:
            answer = capacitated(away, weight, limits, "least", keep=keep, seconds=60)
            assert answer.objective == pytest.approx(min(worth))
            assert answer.bound == pytest.approx(answer.objective)
            assert set(keep) | (set(answer.served) - {-1}) <= set(answer.chosen)


def test_knapsacks_gain_what_the_best_set_gains_and_lose_at_most_what_it_loses():
    for seed in CASES:
        random = np.random.default_rng(seed)
        flow, level = random.integers(0, 20, (6, 3)).astype(float), random.integers(0, 20, 6).astype(float)
        weight, room = random.integers(0, 8, 6).astype(float), random.integers(0, 25, 3).astype(float)
        gains = {}
        for mine in product((False, True), repeat=6):
            for j in range(3):
                if weight[list(mine)].sum() <= room[j]:
                    gains[mine, j] = float((level - flow[:, j])[list(mine)].sum())
        sacks = knapsacks(flow, weight, room), Shares(flow, weight, room)
        assert isinstance(sacks[0], Tables)
        for one in sacks:
            worth, times = one.filled(level)
            losses = one.losses(level)
            for j in range(3):
                best = max(gain for (_, site), gain in gains.items() if site == j)
                assert worth[j] == pytest.approx(best) if one is sacks[0] else worth[j] >= best - 1e-9
                assert (times(np.array([j])) * (level - flow[:, j])).sum() == pytest.approx(worth[j])
                for i in range(6):
                    inside = [gain for (mine, site), gain in gains.items() if site == j and mine[i]]
                    assert not inside or worth[j] - losses[i, j] >= max(inside) - 1e-9


@pytest.mark.parametrize("aim", ["fewest", "most", "least"])
def test_multipliers_prove_a_bound_anew_where_points_hold_only_so_much(aim):
    random = np.random.default_rng(4)
    spots, weight = random.random((300, 2)), random.integers(20, 400, 300).astype(float)
    away = np.rint(np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1)) * 1000)
    away[(away > 150) & (aim != "least")] = np.inf
    room = np.where(np.arange(300) == 7, np.inf, float(np.rint(weight.sum() / 18)))
    points = {"fewest": None, "most": 12, "least": 22}[aim]
    answer = capacitated(away, weight, Limits(room, np.ones(300)), aim, points=points, keep=[7], seconds=4)
    blank = {"lat": None, "lon": None, "area": ""}
    places = [{"key": f"c{i}", "weight": float(w), **blank} for i, w in enumerate(weight)]
    sites = [{"key": f"p{j}", "now": j == 7, "capacity": None if np.isinf(room[j]) else room[j], "cost": 1.0, **blank} for j in range(300)]
    table = {(f"c{i}", f"p{j}"): away[i, j] for i, j in zip(*np.nonzero(np.isfinite(away)), strict=True)}
    rules = {"aim": aim, "minutes": 150, "points": points, "keep": True, "straight": False, "table": table}
    plan = {"chosen": [f"p{j}" for j in answer.chosen], "objective": answer.objective, "bound": answer.bound,
            "served": {f"c{i}": f"p{j}" for i, j in enumerate(answer.served) if j >= 0},
            "multipliers": {f"c{i}": value for i, value in enumerate(answer.multipliers)}}  # fmt: skip
    verdict = verify(places, sites, rules, plan, seconds=1)
    assert verdict.ok, verdict.faults
    easy = plan | {"bound": answer.bound * (1.05 if aim == "most" else 0.95)}
    assert verify(places, sites, rules, easy, seconds=0.1).proof == "multipliers"
    wrong = {key: value + 1e6 for key, value in plan["multipliers"].items()}
    assert verify(places, sites, rules, easy | {"multipliers": wrong}, seconds=0.1).proof == "claimed"
