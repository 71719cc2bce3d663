"""What the explorer offers for one mark and for several, in a real Chromium; and every word of what opens only on a click."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

import queries
from tests import seeing, tiny
from tests.browsing import at, chromium, done, serving, watched
from tests.tiny_links import TERRITORY, V1, V2, V3, own

COUNTY = f"County:{TERRITORY}"
OPTIONS = """() => { const all = [], walk = (root) => root.querySelectorAll('*').forEach((one) => {
  if (one.shadowRoot) walk(one.shadowRoot);
  if (one.tagName === 'OPTION') all.push(one.textContent); });
  walk(document); return all; }"""
TYPED = "qqqqzz"
"""What no name holds."""


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """A Chromium page, and the address of an app over the tiny county."""
    from graphmodel.embedded import Embedded

    home = tmp_path_factory.mktemp("home")
    engine = Embedded(home / "store")
    tiny.fill(engine)
    engine.close()
    with serving(home) as base, chromium() as browser:
        yield watched(browser, base, viewport={"width": 1366, "height": 768}), base


def test_what_one_and_several_chosen_marks_offer(opened):
    page, base = opened
    start = f"{base}network?data=own&lang=zh&scope={COUNTY}&opened=Township:990101101,Area:{own('A1')}"
    page.goto(start)
    page.wait_for_function("() => window.lianjianNetwork?.scene?.draws > 0")
    marks = lambda: set(page.evaluate("() => [...lianjianNetwork.scene.marks.keys()]"))
    press = lambda name: done(page, lambda: page.locator(f'[data-at="{name}"]').first.click())
    first, second, third = (f"Village:{key}" for key in (V1, V2, V3))
    before = marks()
    assert {first, second, third} <= before
    done(page, lambda: page.mouse.click(*at(page, first)))
    page.keyboard.down("Control")
    done(page, lambda: page.mouse.click(*at(page, third)))
    page.keyboard.up("Control")
    assert page.evaluate("() => lianjianNetwork.data.chosen") == [first, third]
    press("many between")
    assert "路径 2 步" in page.locator(".right .note").all_inner_texts()[-1]
    assert page.evaluate("() => lianjianNetwork.data.hulls.filter((one) => one.on).map((one) => one.key)") == [f"Area:{own('A1')}"]
    press("undo")
    press("many hide")
    assert before - marks() >= {first, third}
    press("undo")
    assert marks() >= before
    press("redo")
    assert first not in marks()
    press("many unhide")
    assert marks() >= before
    done(page, lambda: page.mouse.click(*at(page, first)))
    press("do path")
    assert "另一端" in page.locator(".right .note").inner_text()
    done(page, lambda: page.mouse.click(*at(page, second)))
    assert "路径 1 步" in page.locator(".right .note").inner_text()
    assert page.evaluate("() => lianjianNetwork.data.edges.filter((one) => one.on).map((one) => [one.from, one.to])")[0] == [first, second]
    done(page, lambda: page.locator(".canvas").press("Escape"))
    done(page, lambda: page.mouse.click(*at(page, first)))
    row = page.evaluate("() => lianjianNetwork.data.side.near.find((row) => row.words.includes('合作社') && row.act)")
    press(f"near {row['words']}")
    assert {f"Cooperative:{own('K1')}", f"Cooperative:{own('K2')}"} <= marks()
    press(f"near {row['words']}")
    press("do focus")
    assert marks() < before and first in marks()
    press("do focus")
    assert marks() >= before
    asked = page.locator(".right .ask a").first
    name = parse_qs(urlsplit(asked.get_attribute("href")).query)["q"][0]
    asked.click()
    page.wait_for_function("asks => document.querySelector('h1')?.innerText === asks", arg=queries.BOOK[name].asks[0])
    assert f"q={name}" in page.url
    assert page.faults == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_open_menus_and_an_empty_search_speak_one_language(opened, lang):
    page, base = opened
    own_names = " ".join(str(value) for rows in tiny.NODES.values() for row in rows for value in row.values()) + TYPED
    words = lambda: [*(found := seeing.look(page))["text"], *found["told"], *page.evaluate(OPTIONS)]
    page.goto(f"{base}network?data=own&lang={lang}&scope={COUNTY}&opened=Township:990101101&node=Village:{V1}&mode=both")
    page.wait_for_function("() => window.lianjianNetwork?.scene?.draws > 0")
    for menu in ("views", "menu"):
        page.locator(f'[data-at="{menu}"] summary').click()
        assert seeing.foreign(words(), lang, own_names) == []
        page.locator(f'[data-at="{menu}"] summary').click()
    page.locator(".find input").fill(TYPED)
    page.wait_for_function("() => lianjianNetwork.find.answered")
    assert seeing.foreign(words(), lang, own_names) == []
    assert page.faults == []
