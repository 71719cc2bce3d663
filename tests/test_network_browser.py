"""The explorer in a real Chromium: clicks, keys, search, list, export; a nasty name stays text and nothing leaves the machine."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests import tiny
from tests.browsing import at, chromium, done, serving, watched
from tests.tiny_links import TERRITORY, V1, V2, own

COUNTY = f"County:{TERRITORY}"
NASTY = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A Chromium page on the app, over a county one of whose villages has a nasty name; what went wrong in it is in `page.faults`."""
    from graphmodel.embedded import Embedded

    home = tmp_path_factory.mktemp("home")
    rows = [{**row, "name": NASTY} if row["id"] == V2 else row for row in tiny.NODES["Village"]]
    engine = Embedded(home / "store")
    tiny.fill(engine, {**tiny.NODES, "Village": rows})
    engine.close()
    with serving(home) as base, chromium() as browser:
        found = watched(browser, base, viewport={"width": 1366, "height": 768})
        found.goto(f"{base}network?data=own&scope={COUNTY}&opened=Township:990101101,Area:{own('A1')}")
        found.wait_for_function("() => window.lianjianNetwork?.scene?.draws > 0", timeout=90_000)
        found.wait_for_timeout(800)
        yield found


def test_clicks_keys_search_and_names_in_the_browser(page):
    villages = page.evaluate("() => lianjianNetwork.data.nodes.map((node) => node.id).filter((id) => id.startsWith('Village:'))")
    assert f"Village:{V2}" in villages
    done(page, lambda: page.mouse.click(*at(page, f"Village:{V2}")))
    assert page.evaluate("() => lianjianNetwork.data.side.name") == NASTY
    assert page.locator(".who h2").inner_text() == NASTY
    places = page.evaluate("() => lianjianNetwork.scene.net.getPositions()")
    done(page, lambda: page.mouse.dblclick(*at(page, f"Village:{V1}")))
    now = page.evaluate("() => lianjianNetwork.scene.net.getPositions()")
    assert all(now[key] == places[key] for key in places if key in now)
    overlaps = page.evaluate("""() => { const boxes = [...lianjianNetwork.scene.labels.values()].map((one) => one.box);
      const over = (a, b) => a[0] < b[2] - 1 && b[0] < a[2] - 1 && a[1] + 3 < b[3] - 3 && b[1] + 3 < a[3] - 3;
      return boxes.filter((a, i) => boxes.some((b, j) => j > i && over(a, b))).length; }""")
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
    assert page.evaluate("() => lianjianNetwork.data.selected") == f"Village:{V1}"
    assert f"node=Village%3A{V1}" in page.url
    done(page, lambda: page.locator('[data-at="mode list"]').click())
    assert page.locator(".list tbody tr").count() == page.evaluate("() => lianjianNetwork.data.nodes.length")
    assert NASTY in page.locator(".list").inner_text()
    done(page, lambda: page.locator('[data-at="mode graph"]').click())
    page.locator('[data-at="menu"] summary').click()
    with page.expect_download(timeout=30_000) as saved:
        page.locator('[data-at="save csv"]').click()
    assert saved.value.suggested_filename.endswith(".csv")
    for kind in ("svg", "png"):
        page.locator('[data-at="menu"] summary').click()
        with page.expect_download(timeout=30_000) as saved:
            page.locator(f'[data-at="save {kind}"]').click()
        picture = Path(saved.value.path()).read_bytes()
        assert picture.startswith(b"\x89PNG" if kind == "png" else b"<svg")
        assert NASTY.encode() not in picture
    page.locator('[data-at="views"] summary').click()
    page.locator('[data-at="views"] input').fill("甲")
    done(page, lambda: page.locator('[data-at="save view"]').click())
    address = page.url
    for mode in ("both", "map", "structure", "graph"):
        done(page, lambda mode=mode: page.locator(f'[data-at="mode {mode}"]').click())
        assert page.evaluate("() => lianjianNetwork.data.mode") == mode
    done(page, lambda: page.locator('[data-at="do hide"]').click())
    assert page.evaluate("key => lianjianNetwork.scene.marks.has(key)", f"Village:{V1}") is False
    page.locator(".canvas").focus()
    done(page, lambda: page.keyboard.press("Control+z"))
    assert page.evaluate("key => lianjianNetwork.scene.marks.has(key)", f"Village:{V1}") is True
    done(page, lambda: page.locator('[data-at="reset"]').click())
    assert "node=" not in page.url
    page.locator('[data-at="views"] summary').click()
    done(page, lambda: page.locator('[data-at="view 甲"]').click())
    assert parse_qs(urlsplit(page.url).query) == parse_qs(urlsplit(address).query)
    done(page, lambda: page.locator('[data-at="type Village"]').click())
    page.locator('[data-at="views"] summary').click()
    done(page, lambda: page.locator('[data-at="beside 甲"]').click())
    page.reload()
    page.wait_for_function("() => window.lianjianNetwork?.second?.draws > 0", timeout=30_000)
    sides = page.evaluate("() => ['scene', 'second'].map((name) => lianjianNetwork[name].marks.size)")
    assert 0 < sides[0] < sides[1]
    assert page.locator(".other-head b").inner_text() == "甲"
    done(page, lambda: page.locator('[data-at="alone"]').click())
    assert "beside=" not in page.url
    done(page, lambda: page.locator('[data-at="mode map"]').click())
    roads = {"name": "路.csv", "mimeType": "text/csv", "buffer": f"起点,终点,公里\n{V1},{V2},2\n".encode()}
    done(page, lambda: page.locator('[data-at="ways file"]').set_input_files(roads))
    assert page.evaluate("() => [lianjianNetwork.data.notice, lianjianNetwork.data.map.ways]") == ["已加入路网 1 行。", "路.csv"]
    done(page, lambda: page.locator('[data-at="no ways"]').click())
    assert page.evaluate("() => lianjianNetwork.data.map.ways") == ""
    assert page.faults == []


def test_the_keyboard_alone_and_the_address_again(page):
    base, _, _ = page.url.partition("/network")
    page.goto(f"{base}/network?data=own&scope={COUNTY}&opened=Township:990101101,Area:{own('A1')}")
    page.wait_for_function("() => window.lianjianNetwork?.scene?.draws > 0")
    inner = """() => { let one = document.activeElement;
      while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement; return one?.className; }"""
    for _ in range(90):
        page.keyboard.press("Tab")
        if page.evaluate(inner) == "canvas":
            break
    assert page.evaluate(inner) == "canvas"
    done(page, lambda: page.keyboard.press("ArrowRight"))
    first = page.evaluate("() => lianjianNetwork.data.selected")
    assert first
    marks = page.evaluate("() => [...lianjianNetwork.scene.marks.keys()].sort()")
    done(page, lambda: page.keyboard.press("h"))
    assert first not in page.evaluate("() => [...lianjianNetwork.scene.marks.keys()]")
    page.reload()
    page.wait_for_function("() => window.lianjianNetwork?.scene?.draws > 0")
    assert first not in page.evaluate("() => [...lianjianNetwork.scene.marks.keys()]")
    page.keyboard.press("/")
    page.keyboard.type("dyc")
    page.wait_for_function("() => lianjianNetwork.find.hits.length > 0")
    done(page, lambda: page.keyboard.press("Enter"))
    found = page.evaluate("() => lianjianNetwork.data.selected")
    assert found == f"Village:{V1}"
    page.locator(".canvas").focus()
    done(page, lambda: page.keyboard.press("o"))
    assert page.evaluate("() => lianjianNetwork.data.focus") == found
    done(page, lambda: page.keyboard.press("Control+z"))
    done(page, lambda: page.keyboard.press("Control+y"))
    assert page.evaluate("() => lianjianNetwork.data.focus") == found
    done(page, lambda: page.keyboard.press("Escape"))
    assert len(page.evaluate("() => [...lianjianNetwork.scene.marks.keys()]")) >= len(marks) - 1
    assert page.faults == []


def test_a_nasty_name_stays_text_in_the_exported_page_and_in_tables(page, tmp_path):
    base, _, _ = page.url.partition("/network")
    page.goto(f"{base}/network?data=own&scope={COUNTY}&opened=Township:990101101,Area:{own('A1')}&pinned=Village:{V2}&mode=list")
    page.wait_for_function("() => window.lianjianNetwork?.runs > 0")
    assert NASTY in page.locator(".list").inner_text()
    page.locator('[data-at="menu"] summary').click()
    with page.expect_download() as saved:
        page.locator('[data-at="save html"]').click()
    whole = tmp_path / "network.html"
    saved.value.save_as(whole)
    other = page.context.browser.new_page()
    other.on("dialog", lambda dialog: (page.faults.append(dialog.message), dialog.dismiss()))
    other.on("request", lambda request: None if request.url.startswith(("file:", "blob:", "data:")) else page.faults.append(request.url))
    other.goto(whole.as_uri())
    other.wait_for_timeout(800)
    assert other.locator("img[src='x']").count() == 0
    assert NASTY in other.locator("body").inner_text()
    other.close()
    page.goto(f"{base}/?data=own&scope={COUNTY}")
    page.wait_for_selector("table.cover")
    page.goto(f"{base}/questions?data=own&scope={COUNTY}&q=places_by_kind")
    page.wait_for_selector("h1")
    page.wait_for_timeout(1500)
    assert page.locator("img[src='x']").count() == 0
    assert page.faults == []
