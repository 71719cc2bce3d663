"""Neighbourhoods, paths, closed groups, layouts, clusters: on cases small enough to count by hand, and against networkx."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from analysis import LAYOUTS, bundle, clusters, failure, layout, left_out, neighbourhood, overlapping, path, stands_for
from analysis.boxes import apart, clear, faces, grown, hull, label_box, mark_box, outline
from analysis.room import lines

LINKS = some.lists(some.tuples(some.integers(0, 9), some.integers(0, 9)).filter(lambda pair: pair[0] != pair[1]), max_size=25)


def rows(pairs):
    """Links between villages of these numbers."""
    return [{"start": f"Village:{a}", "end": f"Village:{b}", "type": "LEADS", "key": ""} for a, b in sorted(set(pairs))]


def fetching(links, asked=None):
    """A fetch over these links; what was asked of it is kept in `asked`."""

    def fetch(keys):
        if asked is not None:
            asked.append(list(keys))
        wanted = set(keys)
        return [row for row in links if row["start"] in wanted or row["end"] in wanted]

    return fetch


@settings(max_examples=60, deadline=None)
@given(LINKS, some.integers(0, 4))
def test_a_neighbourhood_holds_what_networkx_says_lies_so_near(pairs, depth):
    links = rows(pairs)
    graph = nx.Graph([(row["start"], row["end"]) for row in links])
    graph.add_node("Village:0")
    distance, among = neighbourhood(fetching(links), ["Village:0"], depth)
    assert distance == nx.single_source_shortest_path_length(graph, "Village:0", cutoff=depth)
    assert all(row["start"] in distance and row["end"] in distance for row in among)


def test_a_neighbourhood_asks_once_a_level_and_stops_at_its_limits():
    asked = []
    links = rows([(0, 1), (1, 2), (2, 3), (0, 4)])
    distance, _ = neighbourhood(fetching(links, asked), ["Village:0"], 2)
    assert len(asked) == 2
    assert "Village:3" not in distance
    assert neighbourhood(fetching(links), ["Village:0"], 3, relationships=["SERVES"]) == ({"Village:0": 0}, [])
    assert set(neighbourhood(fetching(links), ["Village:0"], 3, most=3)[0]) == {"Village:0", "Village:1", "Village:4"}


@settings(max_examples=60, deadline=None)
@given(LINKS)
def test_a_path_is_as_short_as_networkx_finds_it_and_joins_both_ends(pairs):
    links = rows(pairs)
    graph = nx.Graph([(row["start"], row["end"]) for row in links])
    graph.add_nodes_from(["Village:0", "Village:1"])
    found = path(fetching(links), "Village:0", "Village:1", longest=10)
    if not nx.has_path(graph, "Village:0", "Village:1"):
        assert found is None
        return
    assert found is not None
    assert len(found) == nx.shortest_path_length(graph, "Village:0", "Village:1")
    at = "Village:0"
    for row in found:
        at = row["end"] if row["start"] == at else row["start"]
    assert at == "Village:1"


def test_a_thing_without_a_path_and_one_to_itself():
    assert path(fetching([]), "Village:0", "Village:1") is None
    assert path(fetching([]), "Village:0", "Village:0") == []


def test_the_outermost_closed_group_stands_for_what_lies_in_it():
    home = {"Village:1": "Area:1", "Area:1": "Township:1", "Village:2": "Township:1"}
    assert stands_for(home, set())["Village:1"] == "Township:1"
    assert stands_for(home, {"Township:1"})["Village:1"] == "Area:1"
    assert stands_for(home, {"Area:1"})["Village:1"] == "Township:1"
    assert stands_for(home, {"Township:1", "Area:1"})["Village:1"] == "Village:1"
    assert stands_for(home, set(), {"Village:2"})["Village:2"] == "Village:2"


def test_links_between_marks_are_added_up_and_none_is_drawn_inside_one():
    stands = {"e": "e", "a": "A", "b": "A", "c": "c"}
    links = [{"start": "e", "end": end, "type": "JOINT_BUILDING"} for end in ("a", "b", "c")] + [
        {"start": "a", "end": "b", "type": "LEADS"},
        {"start": "x", "end": "a", "type": "LEADS"},
    ]
    assert [(row["start"], row["end"], row["n"]) for row in bundle(links, stands)] == [("e", "A", 2), ("e", "c", 1)]


def test_clusters_never_count_a_missing_value_as_weak():
    things = [
        {"key": "a", "name": "甲", "income": 100.0, "lat": 36.0, "lon": 117.0},
        {"key": "b", "name": "乙", "income": None, "lat": 36.1, "lon": 117.0},
        {"key": "c", "name": "丙", "income": 120.0},
    ]
    [found] = clusters(things, [{"start": "a", "end": end} for end in "bc"], {"a": "1", "b": "1", "c": "2"})
    assert (found["weaker"], found["missing"], found["led_mean"], found["gap"]) == (0, 1, 120.0, -20.0)
    assert found["far"] == 1
    assert found["max_km"] == pytest.approx(11.12, abs=0.01)
    assert [row["key"] for row in found["led"]] == ["b", "c"]
    assert found["outside"] == ["c"]


def test_clusters_of_nothing_known_and_cycles():
    found = clusters([], [{"start": "a", "end": "b"}, {"start": "b", "end": "a"}], {})
    assert [(row["size"], row["leader_value"], row["weaker"], row["mean_km"]) for row in found] == [(1, None, None, None)] * 2
    assert left_out([{"key": "a"}, {"key": "z"}], [{"start": "a", "end": "b"}]) == [{"key": "z"}]


def test_clusters_that_overlap_say_by_which_villages():
    lon = {"a": 0.0, "b": 0.1, "c": 0.9, "d": 1.0, "e": 0.2, "far": None}
    things = [{"key": key, "name": key, "lat": None if at is None else 36.0, "lon": at} for key, at in lon.items()]
    area = {"a": "1", "b": "1", "e": "1", "c": "2", "d": "2", "far": "2"}
    links = [{"start": start, "end": end} for start, end in ("ab", "ac", "db", "dc", "de")] + [{"start": "a", "end": "far"}]
    found = {row["leader"]["key"]: row["overlap"] for row in clusters(things, links, area)}
    assert found["a"] == [{"other": "d", "shared": ["b", "c"], "area": ["c", "far"], "nearer": [], "keys": ["b", "c", "far"]}]
    assert found["d"] == [{"other": "a", "shared": ["b", "c"], "area": ["b", "e"], "nearer": ["e"], "keys": ["b", "c", "e"]}]
    [pair] = overlapping(clusters(things, links, area))
    assert pair["pair"] == ("a", "d")
    assert {kind: len(pair[kind]) for kind in ("shared", "area", "nearer", "keys")} == {"shared": 2, "area": 4, "nearer": 1, "keys": 4}
    assert overlapping(clusters(things, links[:2], {})) == []


@settings(max_examples=60, deadline=None)
@given(LINKS, some.integers(0, 9))
def test_what_falls_with_a_leader_is_what_has_no_other(pairs, out):
    links = rows(pairs)
    rest = {row["end"] for row in links if row["start"] != f"Village:{out}"}
    found = failure(links, f"Village:{out}")
    assert found["lose"] == sorted({row["end"] for row in links} - rest)
    assert found["of"] == len({row["end"] for row in links})


def town(sizes=(15, 12, 11), discs=4):
    """Marks, links and groups of a town of stars, closed areas and an enterprise."""
    marks, links, groups = {}, [], []
    for at, size in enumerate(sizes):
        leader, members = f"L{at}", [f"{at}村{number:02}号" for number in range(size)]
        marks |= {leader: {"label": "和庄", "r": 14, "size": 15}} | {key: {"label": key, "r": 7} for key in members}
        links += [{"start": leader, "end": key, "type": "LEADS"} for key in members]
        groups.append({"key": f"G{at}", "name": "和庄片区", "sub": f"{size} 村", "leader": leader, "members": members, "left": []})
    marks |= {f"D{at}": {"label": "惠美农牧片区", "sub": "未覆盖 1 / 16", "r": 24} for at in range(discs)}
    marks["E"] = {"label": "惠美农牧　联建 16", "r": 8}
    return marks, [*links, {"start": "E", "end": "D0", "type": "JOINT_BUILDING"}], groups


def label_boxes(found, marks):
    """The box of every label, and of the title of every hull."""
    return [label_box((spot["x"], spot["y"]), marks[key]["r"], lines(marks[key]), spot["side"]) for key, spot in found["spots"].items()]


@pytest.mark.parametrize("sizes", [(15, 12, 11), (3,), (8, 8, 8, 8), (24, 5)])
def test_stars_never_let_labels_or_marks_overlap(sizes):
    marks, links, groups = town(sizes)
    found = layout("star", marks, links, groups)
    assert set(found["spots"]) == set(marks)
    assert len(found["hulls"]) == len(sizes)
    for a, b in combinations(label_boxes(found, marks), 2):
        assert apart(grown(a, -1.5), grown(b, -1.5))
    for a, b in combinations([mark_box((spot["x"], spot["y"]), marks[key]["r"]) for key, spot in found["spots"].items()], 2):
        assert apart(a, b)


def test_closed_groups_stand_outside_every_hull():
    marks, links, groups = town()
    found = layout("star", marks, links, groups)
    for hull_ in found["hulls"]:
        for key in ("D0", "D1", "D2", "D3"):
            assert clear(mark_box((found["spots"][key]["x"], found["spots"][key]["y"]), 24), faces(hull_["points"])) or apart(
                mark_box((found["spots"][key]["x"], found["spots"][key]["y"]), 24), bounds(hull_["points"])
            )


def bounds(points):
    """The box around points."""
    from analysis.boxes import Box, around

    return around([Box(x, y, x, y) for x, y in points])


def test_the_default_view_fits_a_window_of_1366_by_768_at_full_size():
    marks, links, groups = town()
    spots = layout("star", marks, links, groups)["spots"].values()
    assert max(spot["x"] for spot in spots) - min(spot["x"] for spot in spots) < 860
    assert max(spot["y"] for spot in spots) - min(spot["y"] for spot in spots) < 640


def test_what_comes_later_moves_nothing():
    marks, links, groups = town()
    before = layout("star", marks, links, groups)["spots"]
    more = {
        **marks,
        **{f"n{at}": {"label": f"合作社 {at}", "r": 8, "later": True} for at in range(6)},
        **{f"v{at}": {"label": f"村 {at}", "r": 7, "later": True} for at in range(16)},
    }
    opened = [
        *groups,
        {
            "key": "D1",
            "name": "惠美农牧片区",
            "sub": "16 村",
            "leader": None,
            "members": [f"v{at}" for at in range(16)],
            "left": [],
            "grid": True,
            "later": True,
        },
    ]
    after = layout("star", more, [*links, *({"start": "L0", "end": f"n{at}", "type": "MEMBER_OF"} for at in range(6))], opened)["spots"]
    assert {key: after[key] for key in before if key != "D1"} == {key: before[key] for key in before if key != "D1"}
    assert set(after) == set(more)


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_places_every_mark_and_is_the_same_again(name):
    marks, links, groups = town()
    first, second = (layout(name, marks, links, groups, seed=3) for _ in range(2))
    assert first == second
    assert set(first["spots"]) == set(marks)
    assert len({(spot["x"], spot["y"]) for spot in first["spots"].values()}) == len(marks)


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts_of_nothing_and_of_one(name):
    assert layout(name, {}, [])["spots"] == {}
    assert set(layout(name, {"a": {"label": "甲", "r": 7}}, [])["spots"]) == {"a"}


def test_hulls_go_round_their_points():
    points = [(0, 0), (4, 0), (4, 3), (2, 1), (0, 3)]
    assert hull(points) == [(0, 0), (4, 0), (4, 3), (0, 3)]
    line = outline([mark_box((0, 0), 7)], 10)
    assert all(x * x + y * y > 49 for x, y in line)
