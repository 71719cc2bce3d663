"""The network: its texts on both engines, what a view shows and hides, the component's data, and the explorer in a real Chromium."""
from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import date
from pathlib import Path

import pytest
from tests import tiny
from tests.tiny_links import TERRITORY, V1, V2, own

import queries
from queries import network
from views.graph import component, find, payload, state
from views.graph.coverage import chosen, column_of, layers
from views.graph.stock import stock

HOUSE = Path(__file__).parents[1]
DAY = tiny.DATA_DATE
COUNTY = f"County:{TERRITORY}"
NASTY = "<img src=x onerror=alert(1)>"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if (found := shutil.which(name))), None)


@pytest.fixture
def filled(engine):
    """The tiny county on each engine."""
    return tiny.fill(engine)


@pytest.fixture
def county(embedded):
    """The tiny county on the embedded engine."""
    return tiny.fill(embedded)


def test_one_hop_gives_every_relationship_in_force_once(filled):
    links = network.hop(filled, DAY, [f"Village:{V1}", f"Village:{V2}"])
    ends = [(row["start"], row["type"], row["end"], row["key"]) for row in links]
    assert len(ends) == len(set(ends)) and ends == sorted(ends)
    wanted = {(start, type, end) for type, start, end, *more in tiny.RELS if {f"Village:{V1}", f"Village:{V2}"} & {start, end}
              and ((more[0] if more else {}).get("since") or date.min) <= DAY < ((more[0] if more else {}).get("until") or date.max)}
    assert {name[:3] for name in ends} == wanted
    assert all(row["sources"] for row in links)


def test_counts_agree_with_the_rows(filled):
    counted = network.counts(filled, None, DAY)
    assert counted["nodes"] == {label: len(rows) for label, rows in tiny.NODES.items() if rows}
    assert network.counts(filled, "Township:990101101", DAY)["nodes"]["Village"] == 3
    near = network.neighbours_by_kind(filled, [f"Village:{V1}"], DAY)
    for row in near:
        others = {(one["end"] if row["way"] == "out" else one["start"]) for one in network.hop(filled, DAY, [row["key"]])
                  if one["type"] == row["type"] and (one["start"] if row["way"] == "out" else one["end"]) == row["key"]}
        assert row["n"] == len({one for one in others if one.startswith(row["label"] + ":")})


def test_things_are_found_by_key_code_and_place(filled):
    [thing] = network.things(filled, [f"Village:{V1}", "Village:none"])
    assert thing["name"] == "东一村" and thing["key"] == f"Village:{V1}" and thing["type"] == "Village"
    assert network.by_code(filled, V1[-4:], None, ["Village"]) == [f"Village:{V1}"]
    assert set(network.places_of(filled, "Village", "Township:990101101")) == {f"Village:99010110100{n}" for n in (1, 2, 3)}
    assert all("lat" not in row or row["lat"] is None or isinstance(row["lat"], float) for row in network.things_of(filled, "Village", None))


def test_links_of_a_type_hold_only_what_is_in_force(filled):
    leads = {(row["start"], row["end"]) for row in network.links_of(filled, "LEADS", None, DAY)}
    assert leads == {(start, end) for type, start, end, *more in tiny.RELS if type == "LEADS" and ((more[0] if more else {}).get("until") or date.max) > DAY
                     and ((more[0] if more else {}).get("since") or date.min) <= DAY}


def test_only_types_of_the_model_reach_a_text():
    with pytest.raises(KeyError):
        network.texts("things", "Village) DETACH DELETE (n")


def drawn(engine, view=None, scope=COUNTY, language="zh", **how):
    """The explorer's state."""
    return payload.drawn(engine, scope, DAY, view or state.View(), language, **how)


def test_counts_on_the_line_are_those_of_the_marks(county):
    for view in (state.View(), state.View(opened=("Township:990101101",)), state.View(opened=("Township:990101101", "Township:990101102", f"Area:{own('A1')}"))):
        done = drawn(county, view)
        count = done.data["count"]
        assert count["nodes"] == len(done.data["nodes"]) + len(done.shown.open) == sum(row["shown"] for row in done.data["types"])
        assert count["all_nodes"] == sum(network.counts(county, COUNTY, DAY)["nodes"].values()) - 1
        assert count["links"] == sum(row["shown"] for row in done.data["relationships"]) and all(row["shown"] <= row["total"] for row in done.data["relationships"])
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
    assert after.items() <= before.items() and not any(key.startswith("Village:") and off.shown.things[key]["key"] not in off.stock.leaders for key in after)
    assert next(row for row in off.data["types"] if row["name"] == "Village")["on"] is False


def test_every_layer_says_what_its_question_says(county):
    have = stock(county, COUNTY, DAY)
    found = layers(county, have, DAY)
    assert len(found) > 3 and chosen(found, "none") is None and chosen({}, "") is None
    for name, layer in found.items():
        answer = queries.ask(county, name, {}, COUNTY, DAY)
        column, type = column_of(answer.question)
        assert layer.uncovered == {f"{type}:{row[column]}" for row in answer.rows if row.get(column)} and len(layer.uncovered) <= layer.total
    name = next(name for name, layer in found.items() if layer.type == "Village" and layer.uncovered)
    everything = drawn(county, state.View(layer=name, opened=tuple(have.things)))
    assert {node["id"] for node in everything.data["nodes"] if node["gap"]} == found[name].uncovered


def test_names_of_people_are_masked_and_people_are_found_by_code_only(county):
    members = [row for row in tiny.NODES["Member"] if row.get("name")]
    key = f"Member:{members[0]['id']}"
    text = json.dumps(drawn(county, state.View(node=key, pinned=tuple(f"Member:{row['id']}" for row in members)), text=members[0]["name"]).data, ensure_ascii=False, default=str)
    shown = [row["name"] for row in members if f'"{row["name"]}"' in text.replace(f'"text": "{members[0]["name"]}"', "") and not row["name"].endswith("**")]
    assert shown == []
    assert drawn(county, text=members[0]["name"]).data["find"]["hits"] == []
    assert any(hit["id"] == key for hit in drawn(county, text=members[0]["id"].rpartition("/")[2] * 1 if len(members[0]["id"].rpartition("/")[2]) > 2 else members[0]["id"]).data["find"]["hits"])
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
    assert side["name"] and side["sources"] and side["risk"]["of"] == len({row["end"] for row in have.leads})
    for row in side["near"]:
        assert row["n"] > 0 and row["act"]["do"] == "near"
        after = drawn(county, state.View(node=leader, near=(row["act"]["value"],)))
        assert len(after.shown.extra[row["act"]["value"]]) == min(row["n"], 60)
    assert drawn(county, state.View(node="Village:none")).data["side"] is None


def test_a_path_is_drawn_between_the_two_ends(county):
    leader = sorted(stock(county, COUNTY, DAY).leaders)[0]
    led = next(row["end"] for row in stock(county, COUNTY, DAY).leads if row["start"] == leader)
    done = drawn(county, state.View(node=led, ends=(leader, led)))
    assert done.shown.path == (leader, led) and any(edge["on"] for edge in done.data["edges"])


@pytest.mark.parametrize("layout", ["star", "hierarchy", "concentric", "organic"])
def test_the_same_view_is_the_same_data_and_json(county, layout):
    view = state.View(layout=layout, mode="list")
    first, second = drawn(county, view).data, drawn(county, view).data
    assert json.dumps(first, sort_keys=True) == json.dumps(second, sort_keys=True)
    assert {row["id"] for row in first["list"]} == {node["id"] for node in first["nodes"]}


def test_english_has_no_chinese_words_but_names(county):
    data = drawn(county, language="en").data
    said = [data["words"], [row["words"] for row in data["types"] + data["relationships"] + data["layouts"]], data["count"]["hidden"], [one["words"] for one in data["layer"]["options"]]]
    assert not any("\u4e00" <= char <= "\u9fff" for char in json.dumps(said, ensure_ascii=False))


def test_a_view_survives_its_address():
    view = state.View(opened=("Area:990101/A1",), near=("Village:1~LEADS~out~Village",), off=("Village",), layer="none", layout="organic", mode="list", node="Village:1", ends=("Village:1",))
    assert state.read(state.write(view)) == view and state.read({}) == state.View()
    assert all(value == "" for value in state.write(state.View()).values())


def test_deeds():
    shown = {"open": {"Area:1"}, "expanded": {"Village:1"}, "groups": {"Area:1", "Area:2"}, "on": set()}
    do = lambda view, **deed: state.done(view, deed, shown)
    assert do(state.View(), do="expand", id="Area:2").opened == ("Area:2",)
    assert do(state.View(expanded=("Village:1",), near=("Village:1~LEADS~out~Village",)), do="expand", id="Village:1") == state.View(folded=("Village:1",), node="Village:1")
    assert do(state.View(), do="goto", id="Village:9", value="") == state.View(node="Village:9", pinned=("Village:9",))
    assert do(do(state.View(), do="type", name="Team", on=False), do="type", name="Team", on=True) == state.View(on=("Team",))
    assert do(state.View(ends=("a",)), do="select", id="b").ends == ("a", "b") and do(state.View(ends=("a", "b")), do="path", id="c").ends == ()
    assert do(state.View(off=("Team",), mode="list"), do="reset") == state.View(mode="list")
    assert do(state.View(), do="unknown") == state.View() and do(state.View(), do="layer", value="").layer == "none"


def test_the_modules_are_served_by_the_app_and_ask_for_nothing_outside():
    files = sorted(component.MODULES.glob("*.js"))
    assert {"main.js", "scene.js", "stars.js", "vis-network-9.1.2.min.js"} <= {file.name for file in files}
    for file in files:
        if "vis-network" not in file.name:
            text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
            assert "http" not in text and "innerHTML" not in text and "eval(" not in text and len(text.splitlines()) <= 250, file.name
    assert "MIT" in (component.MODULES / "SOURCE.md").read_text("utf-8")


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A Chromium page on the app, over a county one of whose villages has a nasty name; what went wrong in it is in `page.faults`."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        why = "playwright is not installed"
    else:
        why = "no Chromium on the path" if CHROMIUM is None else ""
    if why:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(why)
    from graphmodel.embedded import Embedded
    home = tmp_path_factory.mktemp("home")
    rows = [{**row, "name": NASTY} if row["id"] == V2 else row for row in tiny.NODES["Village"]]
    engine = Embedded(home / "store")
    tiny.fill(engine, {**tiny.NODES, "Village": rows})
    engine.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "LIANJIAN_DB"} | {"LIANJIAN_HOME": str(home)}
    with (home / "server.log").open("w") as log:
        app = subprocess.Popen([sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)], cwd=HOUSE, env=environment, stdout=log, stderr=log)
    try:
        base = f"http://127.0.0.1:{port}/"
        for _ in range(240):
            try:
                urllib.request.urlopen(base + "_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(.5)
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            found = browser.new_page(viewport={"width": 1366, "height": 768})
            found.faults = []
            found.on("pageerror", lambda fault: found.faults.append(str(fault)))
            found.on("dialog", lambda dialog: (found.faults.append(dialog.message), dialog.dismiss()))
            found.on("request", lambda request: None if request.url.startswith((base, "blob:", "data:", base.replace("http", "ws"))) else found.faults.append(request.url))
            found.goto(f"{base}network?data=own&scope={COUNTY}&opened=Township:990101101,Area:{own('A1')}")
            found.wait_for_function("() => window.lianjianNetwork?.scene?.draws > 0", timeout=90_000)
            found.wait_for_timeout(800)
            yield found
            browser.close()
    finally:
        app.terminate()
        app.wait()


def done(page, act):
    """Does something and waits until the explorer was drawn again."""
    runs = page.evaluate("() => lianjianNetwork.runs")
    act()
    page.wait_for_function("runs => lianjianNetwork.runs > runs", arg=runs, timeout=30_000)
    page.wait_for_timeout(300)


def at(page, key):
    """Where a mark stands on the screen."""
    return page.evaluate("""key => { const scene = lianjianNetwork.scene, at = scene.where(key), box = scene.box.getBoundingClientRect(); return [box.x + at.x, box.y + at.y]; }""", key)


def test_clicks_keys_search_and_names_in_the_browser(page):
    villages = page.evaluate("() => lianjianNetwork.data.nodes.map((node) => node.id).filter((id) => id.startsWith('Village:'))")
    assert f"Village:{V2}" in villages
    done(page, lambda: page.mouse.click(*at(page, f"Village:{V2}")))
    assert page.evaluate("() => lianjianNetwork.data.side.name") == NASTY and page.locator(".who h2").inner_text() == NASTY
    places = page.evaluate("() => lianjianNetwork.scene.net.getPositions()")
    done(page, lambda: page.mouse.dblclick(*at(page, f"Village:{V1}")))
    now = page.evaluate("() => lianjianNetwork.scene.net.getPositions()")
    assert all(now[key] == places[key] for key in places if key in now)
    overlaps = page.evaluate("""() => { const boxes = [...lianjianNetwork.scene.labels.values()].map((one) => one.box);
      return boxes.filter((a, i) => boxes.some((b, j) => j > i && a[0] < b[2] - 1 && b[0] < a[2] - 1 && a[1] + 3 < b[3] - 3 && b[1] + 3 < a[3] - 3)).length; }""")
    assert overlaps == 0
    page.locator(".canvas").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => lianjianNetwork.live.textContent")
    page.wait_for_timeout(900)
    done(page, lambda: page.keyboard.press("Enter"))
    page.locator(".line").click()
    page.keyboard.press("/")
    page.keyboard.type("dongyi")
    page.wait_for_function("() => lianjianNetwork.find.hits.length > 0", timeout=20_000)
    done(page, lambda: page.keyboard.press("Enter"))
    assert page.evaluate("() => lianjianNetwork.data.selected") == f"Village:{V1}" and f"node=Village%3A{V1}" in page.url
    done(page, lambda: page.locator('[data-at="mode list"]').click())
    assert page.locator(".list tbody tr").count() == page.evaluate("() => lianjianNetwork.data.nodes.length") and NASTY in page.locator(".list").inner_text()
    done(page, lambda: page.locator('[data-at="mode graph"]').click())
    page.locator(".menu summary").click()
    with page.expect_download(timeout=30_000) as saved:
        page.locator('[data-at="save csv"]').click()
    assert saved.value.suggested_filename.endswith(".csv")
    done(page, lambda: page.locator('[data-at="reset"]').click())
    assert "node=" not in page.url and page.faults == []
