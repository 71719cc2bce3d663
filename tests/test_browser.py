"""The whole journey in a real Chromium: load a workbook, ask, open a source, click a node, export; nothing leaves the machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import actions
import samples
from tests.browsing import HOUSE, chromium, serving, settled, watched


@pytest.fixture(scope="module")
def browser():
    """A Chromium for the whole file."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The app on a free port, with a sample in its sample store and nothing of one's own."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIANJIAN_HOME", str(home))
        patch.delenv("LIANJIAN_DB", raising=False)
        engine = actions.open_store(samples=True)
        actions.load_samples(engine, [actions.sample_names()[0]])
        engine.close()
    with serving(home) as base:
        yield base


@pytest.fixture
def page(browser, address):
    """A tab; a page error or a request off the machine fails the test."""
    tab = watched(browser, address, viewport={"width": 1366, "height": 768}, accept_downloads=True, locale="zh-CN")
    yield tab
    tab.close()
    assert tab.faults == []


def test_our_links_open_without_a_reload_and_the_address_restores_the_page(page, address):
    page.goto(f"{address}?lang=zh&data=samples")
    settled(page)
    page.evaluate("() => { window.kept = true; }")
    page.locator("table.cover tbody tr td:first-child a").first.click()
    page.wait_for_selector(".figure")
    settled(page)
    assert page.evaluate("() => window.kept === true")
    assert "/questions?" in page.url
    assert "q=" in page.url
    title, where = page.locator("h1").inner_text(), page.url
    page.get_by_role("link", name="总览").first.click()
    page.wait_for_selector("table.cover")
    settled(page)
    assert "lang=zh" in page.url
    assert "data=samples" in page.url
    page.goto(where)
    settled(page)
    assert page.locator("h1").inner_text() == title
    page.locator(".lang a", has_text="English").click()
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    settled(page)
    assert f"q={where.split('q=')[1].split('&')[0]}" in page.url


def test_a_place_is_kept_from_page_to_page(page, address):
    page.goto(f"{address}?lang=zh&data=samples")
    settled(page)
    page.locator("table.areas tbody a").first.click()
    page.wait_for_function("() => location.search.includes('scope=Area')")
    settled(page)
    page.get_by_role("link", name="问题").first.click()
    page.wait_for_selector(".st-key-side")
    settled(page)
    assert "scope=Area" in page.url


def test_chosen_files_are_in_our_words(page, address):
    page.goto(f"{address}records?lang=zh&data=own&part=backup")
    settled(page)
    chooser = page.locator('[data-testid="stFileUploader"]').first
    chooser.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files({"name": "备份.exe", "mimeType": "", "buffer": b"x"})
    chooser.locator('[data-testid="stFileChip"]').wait_for()
    page.wait_for_timeout(300)
    told = chooser.evaluate("one => [one.innerText, ...[...one.querySelectorAll('[aria-label], [title]')].flatMap(each => [each.ariaLabel, each.title])]")
    words = " ".join(word for word in told if word)
    assert "不能用此文件" in words
    assert "移除" in words
    assert not re.search("Remove|Add|upload|allowed|Error", words), words


def test_the_whole_journey(page, address, tmp_path):
    books = samples.write(actions.sample_names()[0], tmp_path)
    page.goto(f"{address}load?lang=zh&data=own")
    settled(page)
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files([str(book) for book in books])
    page.wait_for_selector(".st-key-write button:not([disabled])", timeout=120_000)
    settled(page)
    page.locator(".st-key-write button").click()
    page.wait_for_selector(".donenote", timeout=120_000)
    settled(page)

    page.locator(".donenote a", has_text="问题").click()
    page.wait_for_selector("nav.book a")
    settled(page)
    page.locator('nav.book a[href*="villages_outside_cooperatives"]').click()
    page.wait_for_function("() => location.search.includes('q=villages_outside_cooperatives')")
    settled(page)
    number = int(page.locator(".figure .n").inner_text().replace(",", ""))
    assert number > 0
    page.locator("table.d tbody tr").first.locator("td.stick a").click()
    page.wait_for_selector(".pop")
    settled(page)
    assert "第 1 行的来源" in page.locator(".pop").inner_text()
    assert ".xlsx" in page.locator(".pop").inner_text()
    assert page.locator(".pop table.cells tr.here td").count() > 3, page.locator(".pop").inner_text()
    page.locator(".pop a", has_text="关闭").click()
    page.wait_for_selector(".pop", state="detached")

    page.locator(".st-key-export button").click()
    for format, start in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("graphml", b"<"), ("html", b"<!")):
        with page.expect_download() as given:
            page.locator(f".st-key-export_{format} button").click()
        data = Path(given.value.path()).read_bytes()
        assert data.startswith(start), format
        assert len(data) > 200, format
    page.keyboard.press("Escape")

    if (HOUSE / "views" / "network.py").exists():
        page.locator("table.d tbody tr").first.locator("td a").first.click()
        page.wait_for_function("() => location.pathname.endsWith('/network')")
        settled(page)
        page.wait_for_selector("canvas")
        box = page.locator("canvas").first.bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        settled(page)
