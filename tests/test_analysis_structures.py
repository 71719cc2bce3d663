"""Communities, structures, ground and coordinates: pure functions, against another reckoning each."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import log
from pathlib import Path

import networkx as nx
import pytest

from analysis.boxes import Box, apart
from analysis.communities import beside, communities, information, rand
from analysis.cross import OTHER, cross
from analysis.datum import DATUMS, TO_WGS84, bd09_to_gcj02, gcj02_to_bd09, gcj02_to_wgs84, likeliest, wgs84_to_gcj02
from analysis.failure import cuts, losses, sole
from analysis.fold import innermost, stands_for, summed
from analysis.geojson import read
from analysis.ground import pushed_apart
from analysis.leiden import leiden, modularity
from analysis.tiers import tiers
from benchmarks.communities import figures

KARATE = [(a, b, 1.0) for a, b in nx.karate_club_graph().edges]


@pytest.mark.parametrize("seed", range(5))
def test_karate_reaches_the_best_known_modularity(seed):
    groups = leiden(KARATE, seed=seed)
    assert modularity(KARATE, groups) >= 0.419
    assert sorted(one for group in groups for one in group) == list(range(34))
    assert groups == leiden(KARATE, seed=seed)


def test_communities_hang_together_and_modularity_is_that_of_networkx():
    graph = nx.planted_partition_graph(6, 25, 0.3, 0.02, seed=7)
    links = [(a, b, 1.0) for a, b in graph.edges]
    groups = leiden(links, [*graph, "alone"])
    assert ["alone"] in groups
    linked = [group for group in groups if group != ["alone"]]
    assert all(nx.is_connected(graph.subgraph(group)) for group in linked)
    assert modularity(links, linked) == pytest.approx(nx.community.modularity(graph, linked))
    assert rand({one: at for at, group in enumerate(linked) for one in group}, {one: one // 25 for one in graph}) > 0.95


def test_a_finer_resolution_gives_more_communities_and_seeds_agree():
    assert len(leiden(KARATE, resolution=3)) > len(leiden(KARATE)) > len(leiden(KARATE, resolution=0.2))
    assert communities(KARATE, runs=5)["stability"] == pytest.approx(1.0)


def test_known_groups_are_found_as_the_documentation_says_and_nobody_is_dropped():
    rows = {row["graph"]: row for row in figures()}
    assert rows["karate"]["modularity"] >= 0.419
    assert rows["planted"]["ari"] > 0.95
    assert rows["planted"]["alone"] == 10
    assert all(row["placed"] == row["nodes"] for row in rows.values())
    text = (Path(__file__).parents[1] / "docs" / "explorer.md").read_text("utf-8")
    for row in rows.values():
        assert " | ".join(str(row[name]) for name in ("nodes", "communities", "alone", "modularity", "stability", "ari", "nmi")) in text


def test_agreement_is_that_of_counting_pairs():
    one, other = dict(enumerate("aaabbbccca")), dict(enumerate("xxyyyyzzzz"))
    pairs = Counter((one[a] == one[b], other[a] == other[b]) for a, b in combinations(range(10), 2))
    tp, fn, fp, tn = pairs[True, True], pairs[True, False], pairs[False, True], pairs[False, False]
    assert rand(one, other) == pytest.approx(2 * (tp * tn - fn * fp) / ((tp + fn) * (fn + tn) + (tp + fp) * (fp + tn)))
    joint = Counter((one[at], other[at]) for at in range(10))
    entropy = [-sum(n / 10 * log(n / 10) for n in Counter(part.values()).values()) for part in (one, other)]
    whole = -sum(n / 10 * log(n / 10) for n in joint.values())
    assert information(one, other) == pytest.approx((sum(entropy) - whole) / (sum(entropy) / 2))
    assert beside([["a", "b"], ["c"]], {"a": 1, "b": 2, "c": 2})["n"] == 3


def test_what_falls_is_what_brute_force_finds():
    links = [{"type": "LEADS", "start": s, "end": f"V:{e}"} for s, e in ("ax", "ay", "bx", "bz", "cz", "cw", "cv")]
    for out in "abc":
        left = {row["end"] for row in links if row["start"] != out}
        lost = sorted({row["end"] for row in links} - left)
        assert next((row["lose"] for row in sole(links) if row["key"] == out), []) == lost
        mine = {row["end"] for row in links if row["start"] == out}
        assert [row["lose"] for row in losses([row for row in links if row["end"] in mine], out)] == [lost]
    graph = nx.Graph((row["start"], row["end"]) for row in links)
    for row in cuts(links):
        rest = graph.subgraph(set(graph) - {row["key"]})
        assert sorted(map(len, nx.connected_components(rest)), reverse=True) == row["parts"]
    assert {row["key"] for row in cuts(links)} == set(nx.articulation_points(graph))


def test_closed_groups_add_up_and_nothing_is_counted_twice():
    home = {"Village:1": "Township:1", "Village:2": "Township:1", "Village:3": "Township:2"}
    rows = [
        {"type": "PAIRED_WITH", "start": a, "start_label": "Member", "end": b, "end_label": "Household", "n": n}
        for a, b, n in (("Village:1", "Village:2", 5), ("Village:1", "Village:3", 2), ("Village:2", "Village:3", 4))
    ]
    closed = stands_for(home, ())
    assert summed(rows, lambda place, _: closed.get(place)) == {("Township:1", "Township:2", "PAIRED_WITH"): 6}
    half = stands_for(home, {"Township:1"})
    assert sum(summed(rows, lambda place, _: half.get(place)).values()) == 11
    assert innermost("|Area:9|County:1|Township:2|Village:3|", home) == "Village:3"


def test_a_cross_table_adds_up():
    things = [{"key": str(at), "a": "xyz"[at % 3], "b": "pq"[at % 2]} for at in range(31)]
    found = cross(things, lambda one: one["a"], lambda one: one["b"], {"1", "2"}, most_rows=2)
    assert OTHER in found["rows"]
    assert sum(n for n, _ in found["cells"].values()) == found["total"][0] == 31
    assert sum(red for _, red in found["row_sums"].values()) == sum(red for _, red in found["column_sums"].values()) == 2


def test_tiers_count_everything_once_however_they_are_folded():
    things = [{"key": f"{at}", "name": f"{at}", "kind": "k" if at % 2 else "m"} for at in range(200)]
    parents = {str(at): str((at - 1) // 5) for at in range(1, 200)} | {"7": "8", "8": "7"}
    for most in (10, 60, 500):
        boxes = tiers(things, parents, {"3", "199"}, most=most)
        assert sum(box["n"] for box in boxes if box["level"] == 0) == 200
        assert sum(box["red"] for box in boxes if box["level"] == 0) == 2


def test_places_are_pushed_apart_until_nothing_overlaps():
    at = {str(n): (n % 3, n % 2) for n in range(12)}
    found = pushed_apart(at, dict.fromkeys(at, (20, 10, 20, 10)), turns=400)
    boxes = [Box(x - 20, y - 10, x + 20, y + 10) for x, y in found.values()]
    assert all(apart(one, other) for one, other in combinations(boxes, 2))


def test_coordinates_are_those_of_the_published_examples_and_come_back():
    for wgs, gcj in (
        ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
        ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
        ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
    ):
        assert wgs84_to_gcj02(*wgs) == pytest.approx(gcj, abs=1e-8)
        assert gcj02_to_wgs84(*gcj) == pytest.approx(wgs, abs=1e-7)
        assert bd09_to_gcj02(*gcj02_to_bd09(*gcj)) == pytest.approx(gcj, abs=1e-7)
    assert wgs84_to_gcj02(48.85, 2.35) == (48.85, 2.35)
    known = {str(n): [(36.0 + n / 20, 117.0 + n / 30)] for n in range(5)}
    for datum in DATUMS:
        turned = {name: at[0] for name, at in known.items()}
        if datum != "wgs84":
            turned = {name: wgs84_to_gcj02(*at) for name, at in turned.items()}
        if datum == "bd09":
            turned = {name: gcj02_to_bd09(*at) for name, at in turned.items()}
        assert likeliest(turned, known)[0] == datum
        assert TO_WGS84[datum](*turned["3"]) == pytest.approx(known["3"][0], abs=1e-6)


def test_own_lines_say_everything_that_is_wrong_with_them():
    wrong = (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "A"}, "geometry": %s}, {"type": "Blob"}]}'
    )
    shapes, faults = read(wrong % '{"type": "Polygon", "coordinates": [[[500000, 4000000], [1, 2]]]}')
    assert shapes == []
    assert len(faults) == 2
    assert "A" in faults[0][0]
    assert read("not json")[1]
    good, faults = read(
        wrong.replace(', {"type": "Blob"}', "") % '{"type": "Polygon", "coordinates": [[[117, 36], [118, 36], [117, 37], [117, 36]]]}'
    )
    assert not faults
    assert good[0]["name"] == "A"
    assert good[0]["points"][0] == (36.0, 117.0)
