"""The network: what a view shows and hides, and the data that the component is sent."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest

import queries
from graphmodel.embedded import Embedded
from queries import network
from tests import tiny
from tests.conftest import copy_store
from tests.tiny_links import TERRITORY, V1, own
from views.graph import ahead, component, find, payload, state
from views.graph.coverage import chosen, column_of, layers
from views.graph.stock import MEMORY, remembered, stock

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


def test_counts_on_the_line_are_those_of_the_marks(county):
    for view in (
        state.View(),
        state.View(opened=("Township:990101101",)),
        state.View(opened=("Township:990101101", "Township:990101102", f"Area:{own('A1')}")),
    ):
        done = drawn(county, view)
        count = done.data["count"]
        assert (
            count["nodes"]
            == sum("set" not in node for node in done.data["nodes"]) + len(done.shown.open)
            == sum(row["shown"] for row in done.data["types"])
        )
        assert count["all_nodes"] == sum(network.counts(county, COUNTY, DAY)["nodes"].values()) - 1
        assert count["links"] == sum(row["shown"] for row in done.data["relationships"])
        assert all(row["shown"] <= row["total"] for row in done.data["relationships"])
        assert all(edge["from"] in {node["id"] for node in done.data["nodes"]} for edge in done.data["edges"])


def test_a_closed_group_counts_its_villages_and_opening_it_shows_them(county):
    view = state.View(closed=tuple(drawn(county).shown.open))
    discs = {node["id"]: node["n"] for node in drawn(county, view).data["nodes"] if "n" in node}
    villages = [node["id"] for node in drawn(county, view).data["nodes"] if node["id"].startswith("Village:")]
    assert sum(discs.values()) + len(villages) == 6
    everything = state.View(opened=tuple(stock(county, COUNTY, DAY).things))
    assert sum(node["id"].startswith("Village:") for node in drawn(county, everything).data["nodes"]) == 6


def test_filters_hide_marks_and_leave_all_others_where_they_are(county):
    before = {node["id"]: (node["x"], node["y"]) for node in drawn(county).data["nodes"]}
    off = drawn(county, state.View(off=("Village",)))
    after = {node["id"]: (node["x"], node["y"]) for node in off.data["nodes"]}
    assert after.items() <= before.items()
    assert not any(key.startswith("Village:") and off.shown.things[key]["key"] not in off.stock.leaders for key in after)
    assert next(row for row in off.data["types"] if row["name"] == "Village")["on"] is False


def test_every_layer_says_what_its_question_says(county):
    have = stock(county, COUNTY, DAY)
    found = layers(county, have, DAY)
    assert len(found) > 3
    assert chosen(county, have, DAY, "none") is None
    for name, layer in found.items():
        answer = queries.ask(county, name, {}, COUNTY, DAY)
        column, type = column_of(answer.question)
        assert layer.uncovered == {f"{type}:{row[column]}" for row in answer.rows if row.get(column)}
        assert len(layer.uncovered) <= layer.total
    name = next(name for name, layer in found.items() if layer.type == "Village" and layer.uncovered)
    everything = drawn(county, state.View(layer=name, opened=tuple(have.things)))
    assert {node["id"] for node in everything.data["nodes"] if node["gap"]} == found[name].uncovered


def test_names_of_people_are_masked_and_people_are_found_by_code_only(county):
    members = [row for row in tiny.NODES["Member"] if row.get("name")]
    key = f"Member:{members[0]['id']}"
    text = json.dumps(
        drawn(county, state.View(node=key, pinned=tuple(f"Member:{row['id']}" for row in members)), text=members[0]["name"]).data,
        ensure_ascii=False,
        default=str,
    )
    shown = [
        row["name"]
        for row in members
        if f'"{row["name"]}"' in text.replace(f'"text": "{members[0]["name"]}"', "") and not row["name"].endswith("**")
    ]
    assert shown == []
    assert drawn(county, text=members[0]["name"]).data["find"]["hits"] == []
    assert any(
        hit["id"] == key
        for hit in drawn(
            county, text=members[0]["id"].rpartition("/")[2] * 1 if len(members[0]["id"].rpartition("/")[2]) > 2 else members[0]["id"]
        ).data["find"]["hits"]
    )
    assert members[0]["name"] in json.dumps(drawn(county, state.View(node=key), unmask=True).data, ensure_ascii=False, default=str)


def test_finding_by_name_code_and_pinyin(county):
    for text in ("东一村", V1, "dongyi", "dyc"):
        assert drawn(county, text=text).data["find"]["hits"][0]["id"] == f"Village:{V1}", text
    assert drawn(county, text="zzzz").data["find"]["hits"] == []
    assert find.rank(find.Entry("Village:1", "单家", "shanjia", "sj"), "shanj") == 4


def test_the_side_names_gaps_properties_neighbours_and_sources(county):
    have = stock(county, COUNTY, DAY)
    leader = sorted(have.leaders)[0]
    side = drawn(county, state.View(node=leader)).data["side"]
    assert side["name"]
    assert side["sources"]
    assert side["risk"][0]["of"] == len({row["end"] for row in have.leads})
    for row in side["near"]:
        assert row["n"] > 0
        assert row["act"]["do"] == "near"
        after = drawn(county, state.View(node=leader, near=(row["act"]["value"],)))
        assert len(after.shown.extra[row["act"]["value"]]) == min(row["n"], 60)
    assert drawn(county, state.View(node="Village:none")).data["side"] is None


def test_a_path_is_drawn_between_the_two_ends(county):
    leader = sorted(stock(county, COUNTY, DAY).leaders)[0]
    led = next(row["end"] for row in stock(county, COUNTY, DAY).leads if row["start"] == leader)
    done = drawn(county, state.View(node=led, ends=(leader, led)))
    assert done.shown.path == (leader, led)
    assert any(edge["on"] for edge in done.data["edges"])


@pytest.mark.parametrize("layout", ["star", "hierarchy", "concentric", "organic"])
def test_the_same_view_is_the_same_data_and_json(county, layout):
    view = state.View(layout=layout, mode="list")
    first, second = drawn(county, view).data, drawn(county, view).data
    assert json.dumps(first, sort_keys=True) == json.dumps(second, sort_keys=True)
    assert {row["id"] for row in first["list"]} == {node["id"] for node in first["nodes"]}


def test_english_has_no_chinese_words_but_names(county):
    data = drawn(county, language="en").data
    said = [
        data["words"],
        [row["words"] for row in data["types"] + data["relationships"] + data["layouts"]],
        data["count"]["hidden"],
        [one["words"] for one in data["layer"]["options"]],
    ]
    assert not any("\u4e00" <= char <= "\u9fff" for char in json.dumps(said, ensure_ascii=False))


def test_a_view_survives_its_address():
    view = state.View(
        opened=("Area:990101/A1",),
        near=("Village:1~LEADS~out~Village",),
        off=("Village",),
        layer="none",
        layout="organic",
        mode="list",
        node="Village:1",
        ends=("Village:1",),
    )
    assert state.read(state.write(view)) == view
    assert state.read({}) == state.View()
    assert all(value == "" for value in state.write(state.View()).values())


def test_deeds():
    shown = {"open": {"Area:1"}, "expanded": {"Village:1"}, "groups": {"Area:1", "Area:2"}, "on": set()}

    def do(view, **deed):
        return state.done(view, deed, shown)

    assert do(state.View(), do="expand", id="Area:2").opened == ("Area:2",)
    assert do(state.View(expanded=("Village:1",), near=("Village:1~LEADS~out~Village",)), do="expand", id="Village:1") == state.View(
        folded=("Village:1",), node="Village:1"
    )
    assert do(state.View(), do="goto", id="Village:9", value="") == state.View(node="Village:9", pinned=("Village:9",))
    assert do(do(state.View(), do="type", name="Team", on=False), do="type", name="Team", on=True) == state.View(on=("Team",))
    assert do(state.View(ends=("a",)), do="select", id="b").ends == ("a", "b")
    assert do(state.View(ends=("a", "b")), do="path", id="c").ends == ()
    assert do(state.View(off=("Team",), mode="list"), do="reset") == state.View(mode="list")
    assert do(state.View(), do="unknown") == state.View()
    assert do(state.View(), do="layer", value="").layer == "none"


def test_the_modules_are_one_script_that_asks_for_nothing_outside():
    files = sorted(component.SCRIPT.glob("*.js"))
    for file in files:
        text = file.read_text("utf-8")
        assert [word for word in ("http", "innerHTML", "eval(") if word in text.replace("http://www.w3.org/2000/svg", "")] == [], file.name
        assert len(text.splitlines()) <= 250, file.name
        for names, other in component.IMPORT.findall(text):  # a name that is not there would be undefined, and nothing would say so
            given = {word for _, word in component.EXPORT.findall((component.SCRIPT / f"{other}.js").read_text("utf-8"))}
            assert set(names.strip("{} ").split(", ")) <= given or f"* as {names} " in text, (file.name, names)
    whole = "".join(component.script(name) for name in ("main", "stars", "plan"))
    assert "\nimport " not in whole and "\nexport " not in whole
    assert {f"parts.{file.stem} = " in whole for file in files} == {True}
    assert whole.index("parts.dom = ") < whole.index("parts.panes = ") < whole.index("parts.main = ")
    served = component.HERE.parents[1] / "static" / "network"
    assert "vis-network-9.1.2.min.js" in component.script("scene")
    assert sorted(file.name for file in served.iterdir()) == ["SOURCE.md", "vis-network-9.1.2.min.js"]
    assert "MIT" in (served / "SOURCE.md").read_text("utf-8")


def test_what_was_made_ahead_is_not_fetched_again(county, monkeypatch):
    MEMORY.clear()
    ahead.make(county, COUNTY, DAY, "zh")
    monkeypatch.setattr(network, "counts", None)
    assert drawn(county).data["nodes"]


def test_who_asks_for_what_is_being_made_waits_for_it(county):
    made, together = [], Barrier(4)

    def ask(_):
        together.wait()
        return remembered(county, "slow", (), lambda: sleep(0.1) or made.append(1) or len(made))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(4))) == [1] * 4
