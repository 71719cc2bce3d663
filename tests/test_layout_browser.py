"""Every page in a real Chromium, in two sizes and both languages: no text cut or written over another, no word of the other language."""

from __future__ import annotations

import os

import pytest

import actions
from graphmodel.schema import NODE
from tests import seeing
from tests.browsing import chromium, serving, settled, watched
from views.page import PAGES

LONG = os.environ.get("LIANJIAN_LONG") == "1"
SIZES = ((1280, 800), (1920, 1080))
MODES = ("graph", "both", "map", "structure", "list")
STREAMLITS = ("stMainMenu", "stAppDeployButton", "stToolbarActions", "stStatusWidget")
"""What Streamlit puts on a page of its own accord."""
PLACE = "Township:370982105"
BOTH = ("zh", "en")
LOOKS = [(name, lang) for name in PAGES for lang in BOTH] + [
    (f"network?mode={mode}", lang) for number, mode in enumerate(MODES[1:]) for lang in (BOTH if LONG else BOTH[number % 2 :][:1])
]
"""Every page in both languages; the other ways to see the network in one each, in a long run in both."""


@pytest.fixture(scope="module")
def looked(tmp_path_factory):
    """A tab of a Chromium for each language, the address of an app over one sample, and everything that is a name in its data."""
    home = tmp_path_factory.mktemp("home")
    patch = pytest.MonkeyPatch()
    patch.setenv("LIANJIAN_HOME", str(home))
    patch.delenv("LIANJIAN_DB", raising=False)
    engine = actions.open_store(samples=True)
    actions.load_samples(engine, ["yangliu"])
    names = {str(value) for type in NODE for row in engine.rows(f"MATCH (n:{type}) RETURN n") for value in row["n"].values()}
    names |= {str(value) for row in engine.rows("MATCH ()-[r]->() RETURN r") for value in row["r"].values()}
    names |= {str(figure["where"]) for figure in actions.figures(engine)}  # programmes of other samples have names as well
    names |= {str(part) for record in engine.imports() for part in (record.files, record.note)}
    engine.close()
    patch.undo()
    with serving(home) as base, chromium() as browser:
        places = {"zh": "zh-CN", "en": "en-GB"}
        tabs = {lang: watched(browser.new_context(locale=place), base) for lang, place in places.items()}
        yield tabs, base, "\n".join(sorted(names))  # a new tab for each page would compile all scripts again


@pytest.mark.parametrize(("name", "lang"), LOOKS)
def test_nothing_is_cut_or_written_over_or_foreign(looked, name, lang):
    tabs, base, names = looked
    path, _, more = name.partition("?")
    tab, data = tabs[lang], "own" if path == "load" else "samples"
    tab.faults.clear()
    tab.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
    tab.goto(f"{base}{'' if path == 'overview' else path}?lang={lang}&data={data}&scope={PLACE}&{more}")
    settled(tab)
    assert ("联建图" in tab.title()) == (lang == "zh")
    assert tab.evaluate("document.documentElement.lang") == ("zh-CN" if lang == "zh" else "en")
    assert ("示例" if lang == "zh" else "SAMPLE") in tab.inner_text("body") or data == "own"
    assert not any(tab.locator(f'[data-testid="{part}"]').first.is_visible() for part in STREAMLITS)
    if path == "network":
        tab.wait_for_function("() => window.lianjianNetwork?.runs > 0")
    for wide, high in SIZES:
        tab.set_viewport_size({"width": wide, "height": high})
        tab.wait_for_timeout(600)
        found = seeing.look(tab)
        assert found["wide"] <= wide
        assert found["cut"] == []
        assert found["over"] == []
        assert found["labels"] == 0
        assert seeing.foreign([*found["text"], *found["told"]], lang, names) == []
    assert tab.faults == []


def test_looking_finds_what_is_wrong(looked):
    tabs, base, _ = looked
    tab = watched(tabs["zh"].context, base)
    tab.set_content(
        "<p style='width:40px;overflow:hidden;white-space:nowrap'>far too long to stand here</p>"
        "<p style='position:absolute;left:9px;top:90px'>one</p><p style='position:absolute;left:9px;top:92px'>other</p><p title='Choose'>选</p>"
    )
    found = seeing.look(tab)
    tab.close()
    assert found["cut"] == ["far too long to stand here"]
    assert found["over"] == ["one × other"]
    assert "Choose" in seeing.foreign([*found["text"], *found["told"]], "zh", "one other")
    assert seeing.foreign(["Members 名单", "中文"], "en", "") == ["名单"]
