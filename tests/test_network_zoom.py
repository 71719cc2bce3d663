"""Semantic zoom, sets, focus, structures and the map: what a view of the tiny county shows and says."""

from __future__ import annotations

import json

import pytest

import queries
from actions.siting_files import FileFault
from actions.ways import forget_ways, kept_ways, reached, save_ways
from graphmodel.embedded import Embedded
from queries import network
from tests import tiny
from tests.conftest import copy_store
from tests.tiny_links import TERRITORY, V1, V2, V3
from views.graph import payload, state
from views.graph.beside import beside
from views.graph.coverage import layers
from views.graph.stock import PLACES, stock
from views.graph.structures import looks

DAY = tiny.DATA_DATE
COUNTY = f"County:{TERRITORY}"


@pytest.fixture(scope="module")
def county(tmp_path_factory, empty_store):
    """The tiny county on the embedded engine; no test changes it."""
    folder = tmp_path_factory.mktemp("county") / "store"
    copy_store(empty_store, folder)
    engine = Embedded(folder)
    yield tiny.fill(engine)
    engine.close()


def drawn(engine, view=None, scope=COUNTY, language="zh", **how):
    """The explorer's state."""
    return payload.drawn(engine, scope, DAY, view or state.View(), language, **how)


def test_closed_groups_add_their_relationships_up_whatever_is_opened(county):
    """Between all the marks together no more relationships are drawn than there are, and opening one group loses none of the others'."""
    have = stock(county, COUNTY, DAY)
    closed = drawn(county, state.View(closed=tuple(key for key in have.things)))
    for view in (state.View(), state.View(opened=tuple(have.things)), state.View(expanded=(f"Village:{V1}",), opened=tuple(have.things))):
        done = drawn(county, view)
        assert all(row["shown"] <= row["total"] for row in done.data["relationships"]), view
        assert sum(edge["n"] for edge in done.data["edges"]) > 0
        inside = {node["id"] for node in done.data["nodes"] if "set" in node}
        assert all(done.shown.things[key]["set"] > 0 for key in inside)
    discs = [node for node in closed.data["nodes"] if "n" in node]
    assert discs
    assert all(node["uncovered"] <= node["total"] for node in discs)


def test_expanding_a_village_shows_its_people_as_a_set_that_opens_to_them(county):
    have = stock(county, COUNTY, DAY)
    view = state.View(opened=tuple(have.things), expanded=(f"Village:{V1}",))
    found = {key: one for key, one in drawn(county, view).shown.things.items() if "set" in one and key.startswith(f"Set:Village:{V1}~*")}
    people = next(key for key in found if key.endswith("~Member"))
    assert found[people]["set"] == len(network.places_of(county, "Member", f"Village:{V1}"))
    opened = state.done(view, {"do": "expand", "id": people}, {"groups": set(), "open": set(), "expanded": set()})
    after = drawn(county, opened)
    members = [node["id"] for node in after.data["nodes"] if node["id"].startswith("Member:")]
    assert len(members) >= found[people]["set"]
    assert people not in {node["id"] for node in after.data["nodes"]}


def test_hiding_and_focus_say_what_is_hidden(county):
    have = stock(county, COUNTY, DAY)
    every = drawn(county, state.View(opened=tuple(have.things)))
    leader = sorted(have.leaders)[0]
    hidden = drawn(county, state.View(opened=tuple(have.things), hidden=(leader,)))
    assert {node["id"] for node in every.data["nodes"]} - {node["id"] for node in hidden.data["nodes"]} == {leader}
    assert "手工隐藏 1" in hidden.data["count"]["hidden"]
    focus = drawn(county, state.View(opened=tuple(have.things), focus=leader))
    near = {end for edge in every.data["edges"] if leader in (edge["from"], edge["to"]) for end in (edge["from"], edge["to"])}
    assert {node["id"] for node in focus.data["nodes"]} == near
    assert "聚焦" in focus.data["count"]["hidden"]


def test_every_structure_is_drawn_in_both_languages(county):
    have = stock(county, COUNTY, DAY)
    offered = looks.offered(county, have, DAY)
    assert offered
    for look in offered:
        for language in ("zh", "en"):
            data = drawn(county, state.View(mode="structure", look=look.name), language=language).data["structure"]
            assert data["chosen"] == look.name
            assert data["shapes"], look.name
            assert all(shape.get("size", 13) >= 13 for shape in data["shapes"])
            json.dumps(data)
    assert drawn(county, state.View(mode="structure", look="nonsense")).data["structure"]["chosen"] == offered[0].name


def test_the_map_has_the_same_marks_and_counts_who_is_outside_the_circles(county):
    data = drawn(county, state.View(mode="both", opened=tuple(stock(county, COUNTY, DAY).things), reach="walk-10")).data
    assert {node["id"] for node in data["map"]["nodes"]} <= {node["id"] for node in data["nodes"]}
    villages = [node["id"] for node in data["map"]["nodes"] if node["id"].startswith("Village:")]
    assert len(villages) == len(set(villages)) >= 4
    assert data["map"]["reach"] == "walk-10"
    circles = sum(shape["kind"] == "circle" for shape in data["map"]["ground"])
    centres = len(network.things_of(county, "ServiceCentre", COUNTY))
    assert 0 < circles < centres
    assert f"{centres - circles} 个中心没有位置" in data["map"]["note"]
    assert "/" in data["map"]["note"]


def test_an_address_that_no_view_can_hold_is_let_go_and_said():
    address = {"mode": "dance", "layout": "<b>", "layer": "drop table", "pinned": "Nothing:1,Village:1", "on": "Village,Ghost", "q": "x"}
    assert state.read(address) == state.View(pinned=("Village:1",), on=("Village",))
    assert len(state.unknown(address)) == 5


def test_a_saved_view_beside_has_its_own_place_day_filters_and_places(county):
    address = {"scope": "Township:990101101", "as_of": DAY.isoformat(), "off": "Organisation", "mode": "list", "node": f"Village:{V1}"}
    saved = {"address": address, "moved": {f"Village:{V1}": [3.0, 4.0]}}
    found = beside(county, "乙", saved, DAY, "zh")
    alone = drawn(county, state.read(address), "Township:990101101").data
    assert {node["id"] for node in found["nodes"]} == {node["id"] for node in alone["nodes"]}
    assert {node["id"] for node in found["nodes"]} != {node["id"] for node in drawn(county).data["nodes"]}
    assert (found["name"], found["count"]["nodes"]) == ("乙", alone["count"]["nodes"])
    assert found["moved"]["at"] == saved["moved"]
    assert DAY.isoformat() in found["told"]
    on_map = beside(county, "丙", {"address": {"mode": "map", "as_of": "no day"}, "moved": {}}, DAY, "en")
    assert (on_map["fixed"], on_map["told"]) == (True, f"All places {DAY.isoformat()}")


def test_the_address_names_the_view_beside():
    view = state.done(state.View(mode="map"), {"do": "beside", "value": "甲,乙"}, {})
    assert state.read(state.write(view)) == view == state.View(mode="map", beside="甲,乙")
    assert state.done(view, {"do": "beside", "value": ""}, {}) == state.View(mode="map")
    assert state.done(view, {"do": "mode", "value": "both"}, {}) == state.View(mode="both")
    assert state.done(state.View(mode="both"), {"do": "beside", "value": "甲"}, {}) == state.View(beside="甲")
    assert state.read({"mode": "both", "beside": "甲"}) == state.View(mode="both")


ROADS = "起点,终点,公里\n{a},{b},4\n{b},{c},1\n"


def test_the_map_rings_what_roads_or_a_table_reach_and_names_what_has_no_way(county, tmp_path, monkeypatch):
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path))
    view = state.View(mode="map", node=f"Village:{V1}", reach="ebike-15")
    save_ways(COUNTY, ("路.csv", ROADS.format(a=V1, b=V2, c=V3).encode()))
    told = drawn(county, view).data["map"]
    found = reached(county, COUNTY, DAY, kept_ways(COUNTY), to=f"Village:{V1}")
    minutes = {one["key"]: one["minutes"] for one in found.villages}
    assert {key: value for key, value in minutes.items() if value is not None} == {
        f"Village:{V1}": 0.0,
        f"Village:{V2}": 12.0,
        f"Village:{V3}": 15.0,
    }
    assert told["ways"] == "路.csv"
    assert "到得了 3 / 6 村" in told["note"]
    assert all(one["name"] in told["note"] for one in found.no_way)
    assert len(found.no_way) == 3
    assert [shape["kind"] for shape in told["ground"] if shape["kind"] in ("circle", "ring")] == ["ring"] * 3
    save_ways(COUNTY, ("表.csv", f"起点,终点,分钟\n{V2},{V1},16\n{V3},{V1},7\n无此村,{V1},2\n".encode()))
    note = drawn(county, view, language="en").data["map"]["note"]
    assert note.startswith("表.csv, 15 min: 2 / 6 villages within (ringed). No way from 3:")
    assert "1 rows name nothing here" in note
    assert [one["words"] for one in drawn(county, view).data["map"]["reaches"]][1:3] == ["5 分钟", "10 分钟"]
    forget_ways(COUNTY)
    assert "直线" in drawn(county, view).data["map"]["note"]


def test_a_file_that_is_no_way_says_why_and_keeps_what_was(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path))
    save_ways(COUNTY, ("路.csv", ROADS.format(a="甲", b="乙", c="丙").encode()))
    for text, why in (
        ("起点,终点\n甲,乙\n", "没有分钟，也没有公里"),
        ("起点,终点,分钟\n甲,乙,很久\n", "第 2 行 分钟：“很久”"),
        ("a\n1\n", "缺少列：起点、终点"),
    ):
        with pytest.raises(FileFault) as fault:
            save_ways(COUNTY, ("坏.csv", text.encode()))
        assert why in fault.value.text[0]
    assert kept_ways(COUNTY).name == "路.csv"


def test_no_question_is_offered_that_has_nothing_to_judge(county):
    for key in (f"Village:{V1}", "Township:990101101", f"Member:{tiny.NODES['Member'][0]['id']}"):
        asked = drawn(county, state.View(node=key)).data["side"]["questions"]
        assert asked
        for row in asked:
            of = queries.denominator(county, row["q"], row["params"], row["scope"] or None, DAY)
            assert of == queries.ask(county, row["q"], row["params"], row["scope"] or None, DAY).denominator > 0


def test_what_has_no_mark_of_its_own_is_told_where_it_lies(county):
    have = stock(county, COUNTY, DAY)
    name, layer = next(
        (name, one)
        for name, one in layers(county, have, DAY).items()
        if one.type not in PLACES and any(key.startswith("Village:") for key in one.red)
    )
    done = drawn(county, state.View(layer=name, opened=tuple(have.things)), language="en").data
    told = {node["id"]: node["sub"] for node in done["nodes"] if node["id"].startswith("Village:") and node.get("subgap")}
    assert told == {
        key: f"Not covered {red} / {layer.within(key)[1]}" for key, red in layer.red.items() if key in {node["id"] for node in done["nodes"]}
    }
    outlines = {hull["key"]: hull["sub"] for hull in done["hulls"] if hull["gap"]}
    assert outlines
    assert all(text == f"Not covered {layer.red[key]} / {layer.within(key)[1]}" for key, text in outlines.items())
