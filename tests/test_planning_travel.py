"""Travel times as they are given, and the rounds of a tour against every order."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from planning import tours, travel
from planning.travel import Spot


def test_travel_by_roads_takes_the_shortest_way_and_names_who_is_off_them():
    spots = [Spot("Village:a", "甲"), Spot("Village:b", "乙", 36.0, 117.0), Spot("Village:c", "丙", 40.0, 110.0)]
    roads = [("甲", "x", 4.0), ("甲", "x", 6.0), ("x", "y", 3.0), ("甲", "y", 9.0)]
    minutes, lost = travel.by_roads(spots, spots[:1], roads, 30, {"y": (36.0, 117.0)})
    assert minutes[:, 0].tolist() == [0, 14, np.inf]
    assert lost == ["丙"]


def test_a_table_of_minutes_is_taken_as_it_stands_and_unknown_names_are_told():
    spots = [Spot("Village:370982105201", "甲"), Spot("Village:b", "乙")]
    minutes, wrong = travel.by_table(spots, spots, [(2, "370982105201", "乙", 7.04), (3, "丁", "乙", 1)])
    assert minutes.tolist() == [[0, 7], [7, 0]]
    assert [text for text, _ in wrong] == ["第 3 行：“丁”不在本地域的村和候选点中。可能是名称或编码写法不同。"]


@pytest.mark.parametrize("seed", range(8))
def test_a_short_round_is_the_shortest_and_its_bound_holds(seed):
    random = np.random.default_rng(seed)
    spots = random.random((int(random.integers(4, 8)), 2))
    far = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))
    _, km, least = tours.shortest_round(far, 1)
    best = min(tours.length_of(far, one) for one in permutations(range(len(far) - 1)))
    assert km == least == pytest.approx(best)
    assert tours.length_of(far, tours.routed(far, 0.3)) >= best - 1e-9
    assert tours.one_tree(far, km) <= best + 1e-9


def test_a_tour_reaches_everybody():
    random = np.random.default_rng(10)
    spots = [Spot(f"v{i}", "", 36 + random.random() / 4, 117 + random.random() / 4) for i in range(40)]
    found = tours.tour(spots, spots, 6, seconds=2)
    assert sorted(i for mine in found.reaches for i in mine) == list(range(40))
    near = travel.kilometres(spots, spots)
    assert all(near[i, host] <= 6 for host, mine in zip(found.order, found.reaches, strict=True) for i in mine)
    assert found.least_km <= found.km + 1e-9
