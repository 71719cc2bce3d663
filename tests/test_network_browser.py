"""The explorer in a real Chromium: clicks, keys, search, list, export; a nasty name stays text and nothing leaves the machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests import tiny
from tests.tiny_links import TERRITORY, V1, V2, own

HOUSE = Path(__file__).parents[1]
COUNTY = f"County:{TERRITORY}"
NASTY = "<img src=x onerror=alert(1)>"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if (found := shutil.which(name))), None)


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
        app = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=HOUSE,
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        base = f"http://127.0.0.1:{port}/"
        for _ in range(240):
            try:
                urllib.request.urlopen(base + "_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.5)
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            found = browser.new_page(viewport={"width": 1366, "height": 768})
            found.faults = []
            found.on("pageerror", lambda fault: found.faults.append(str(fault)))
            found.on("dialog", lambda dialog: (found.faults.append(dialog.message), dialog.dismiss()))
            found.on(
                "request",
                lambda request: (
                    None
                    if request.url.startswith((base, "blob:", "data:", base.replace("http", "ws")))
                    else found.faults.append(request.url)
                ),
            )
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
    return page.evaluate(
        """key => { const scene = lianjianNetwork.scene, at = scene.where(key), box = scene.box.getBoundingClientRect();
           return [box.x + at.x, box.y + at.y]; }""",
        key,
    )


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
    assert page.faults == []
