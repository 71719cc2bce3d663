"""The one-file page: names stay text, nobody is asked, it sorts, filters and prints in a real browser."""

import io
import json
import os
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pypdf
import pytest
from hypothesis import given

import reports.html
from reports.document import Document, Table, clean
from tests.naughty import EVIL, WORD, document, network


class Reader(HTMLParser):
    """Tags, attributes and words of a page, scripts apart."""

    def __init__(self):
        super().__init__()
        self.tags, self.words, self.data, self.inside = [], [], "", ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside == "script" and self.tags[-1][1].get("id") == "data":
            self.data += data
        elif self.inside not in ("script", "style"):
            self.words.append(data)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_html_keeps_names_text_and_asks_nobody(language):
    made = reports.html.write(document(language)).decode("utf-8")
    reader = Reader()
    reader.feed(made)
    assert not [tag for tag, attrs in reader.tags if any(name.startswith("on") or name in ("src", "href") for name in attrs)]
    assert [tag for tag, _ in reader.tags].count("script") == 3
    assert EVIL in "".join(reader.words)
    told = json.loads(reader.data)
    assert [node["caption"] for node in told["nodes"]] == [clean(node["caption"]) for node in network().nodes]
    assert len(told["links"]) == len(network().links)
    assert "default-src 'none'" in made
    own = "".join(reports.html.own(name) for name in ("page.js", "page.css"))
    assert not re.search(r"https?://|innerHTML|eval\(", own)


def browser():
    """A Chromium for the page, or the reason why there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    try:
        started = playwright.sync_playwright().start()
        return started, started.chromium.launch(executable_path=found, args=["--no-sandbox"])
    except playwright.Error as error:
        reason = f"no Chromium: {str(error).splitlines()[0]}"
        return pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)


def test_html_in_a_browser(tmp_path):
    file = Path(tmp_path, "page.html")
    file.write_bytes(reports.html.write(document()))
    driver, chromium = browser()
    try:
        page = chromium.new_page(viewport={"width": 1366, "height": 900})
        asked, faults = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto(file.as_uri())
        page.wait_for_function("document.querySelector('.network-count').textContent !== ''")
        n, m = len(network().nodes), len(network().links)
        assert page.inner_text(".network-count") == f"显示 {n} / 共 {n} 个节点，关系 {m} / 共 {m}"
        page.locator(".legend input").first.uncheck()
        assert page.inner_text(".network-count").startswith(f"显示 {n - 1} / 共 {n}")
        heads = page.locator("th button")
        heads.nth(2).click()
        heads.nth(2).click()
        numbers = page.eval_on_selector_all("tbody tr", "rows => rows.map(row => row.cells[2].textContent).filter(Boolean).map(Number)")
        assert numbers == sorted(numbers, reverse=True)
        assert page.evaluate("window.__pwned") is None
        assert asked == [file.as_uri()]
        assert not faults
        file.write_bytes(reports.html.write(Document("长表", tables=(Table("长表", (("n", "Households"),), [{"n": at} for at in range(90)]),))))
        page.goto(file.as_uri())
        paper = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert len(paper) > 1
        assert all("Households" in one.extract_text() for one in paper)
        assert {(round(float(one.mediabox.width)), round(float(one.mediabox.height))) for one in paper} == {(595, 842)}
    finally:
        chromium.close()
        driver.stop()


@given(WORD)
def test_any_text_stays_inside_its_script(word):
    told = reports.html.within_script({"a": word})
    assert not set("<>&") & set(told)
    assert json.loads(told)["a"] == word
