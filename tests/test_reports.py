"""Every format, reopened by another reader and compared with what was written; payloads and naughty names stay text."""

import csv
import io
import json
import os
import re
import shutil
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

import reports.csv
import reports.graphml
import reports.html
import reports.json
import reports.xlsx
from graphmodel.schema import NODES, RELS
from reports.document import MASKED, SAMPLE, SOURCE, Document, Network, Table, clean

PAYLOADS = (
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    '　=HYPERLINK("http://x")',
    "＝1+1",
    "=cmd|'/C calc'!A0",
    "\ufeff=1+1",
    "|calc",
    "%0A=1+1",
)
EVIL = '<img src=x onerror="window.__pwned=1">'
NAMES = (
    EVIL,
    "</script><script>window.__pwned=2</script>",
    "]]>",
    "<!--",
    "甲&乙",
    "𠮷野村",
    "a\x00b\x0bc",
    "\u2028",
    "{{7*7}}",
    "' OR 1=1",
    "羊" * 40_000,
)
COLUMNS = (("id", "编码"), ("name", "名称"), ("n", "数"), ("day", "日期"), ("yes", "是否"), ("many", "几个"))
ROWS = [
    {"id": f"00{at}", "name": name, "n": at * 1.5 if at % 2 else None, "day": date(2020, 9, 30), "yes": bool(at % 2), "many": ["乙", "甲"]}
    for at, name in enumerate((*PAYLOADS, *NAMES))
]


def table(rows=ROWS):
    return Table("村[1]: 名/册", COLUMNS, rows, tuple(f"村情.xlsx · 村 · {at}" for at in range(2, 2 + len(rows))))


def network():
    nodes = [
        {
            "key": f"{kind.label}:{at}",
            "type": kind.label,
            "caption": NAMES[at % len(NAMES)][:200],
            "id": str(at),
            "name": NAMES[at % len(NAMES)][:200],
            "day": date(2020, 1, 1),
            "list": [1, 2],
            "none": None,
            "mixed": at if at % 2 else "x",
            "nan": float("nan"),
        }
        for at, kind in enumerate(NODES)
    ]
    ends = [(nodes[0]["key"], node["key"]) for node in nodes[1:-1]]
    links = [{"type": RELS[at % len(RELS)].type, "start": start, "end": end, "key": "a"} for at, (start, end) in enumerate(ends)]
    return Network(nodes, [*links, {**links[0], "key": "b"}, {**links[0], "key": ""}])


def document(language="zh", rows=ROWS):
    return Document(
        "题 " + EVIL,
        (("口径", EVIL), ("截至", "2020-09-30")),
        (SAMPLE[language == "en"], MASKED[language == "en"]),
        (table(rows),),
        network(),
        language,
    )


def test_csv_opens_in_a_spreadsheet_and_runs_nothing():
    made = reports.csv.write(document())
    assert made.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in made
    lines = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))
    assert lines[0] == ["编码", "名称", "数", "日期", "是否", "几个", "来源"]
    assert {len(line) for line in lines} == {7}
    for row, line in zip(ROWS, lines[1:], strict=False):
        assert line[0] == row["id"]
        assert line[1] in (clean(row["name"]), "'" + clean(row["name"]))
        assert line[3:6] == ["2020-09-30", "是" if row["yes"] else "否", "乙、甲"]
    for payload, line in zip(PAYLOADS, lines[1:], strict=False):
        assert line[1] == "'" + clean(payload)
    notes = [line[0] for line in lines[2 + len(ROWS) :]]
    assert notes == ["题 " + EVIL, *document().marks, "口径", "截至"]


def test_csv_numbers_stay_numbers():
    made = reports.csv.write(Document("t", tables=(Table("t", (("n", "n"),), [{"n": -2.5}, {"n": "-3"}, {"n": 0}]),)))
    assert made.decode("utf-8-sig").splitlines()[1:4] == ["-2.5", "-3", "0"]


def test_xlsx_holds_real_numbers_and_dates_and_no_formula():
    book = openpyxl.load_workbook(io.BytesIO(reports.xlsx.write(document())))
    sheet, about = book.worksheets
    assert about.title == "口径与来源"
    assert sheet.freeze_panes == "A2"
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == len(ROWS)
    for row, cells in zip(ROWS, rows, strict=True):
        assert [cell.data_type for cell in cells] == ["s", "s", "n", "d", "s", "s", "s"]
        assert cells[0].value == row["id"]
        assert cells[2].value == row["n"]
        assert cells[3].value.date() == row["day"]
        assert cells[1].hyperlink is None
        if len(row["name"]) < 1000:
            assert unescape(cells[1].value) == clean(row["name"])
    longest = rows[-1][1].value
    assert len(longest) == 32_767
    assert longest.endswith("已截断）")
    assert [about.cell(at, 1).value for at in range(1, 6)] == ["题 " + EVIL, *document().marks, "口径", "截至"]


def test_xlsx_is_the_same_bytes_each_time_and_takes_any_title():
    titles = ("History", "a" * 40, "A" * 40, "'x'", "[]:*?/\\", "", "口径与来源")
    made = [reports.xlsx.write(Document("t", tables=tuple(Table(title, (("a", "a"),), []) for title in titles))) for _ in range(2)]
    assert made[0] == made[1]
    assert len(openpyxl.load_workbook(io.BytesIO(made[0])).sheetnames) == len(titles) + 1


@pytest.mark.parametrize("format", ["csv", "xlsx", "html", "json"])
def test_a_table_needs_no_sources(format):
    made = getattr(reports, format).write(Document("t", tables=(Table("t", COLUMNS, ROWS[:3]),)))
    assert SOURCE[0].encode() not in made


def test_graphml_is_read_back_with_every_parallel_relationship():
    made = reports.graphml.write(document())
    graph = nx.read_graphml(io.BytesIO(made), force_multigraph=True)
    wanted = network()
    assert set(graph) == {node["key"] for node in wanted.nodes}
    assert graph.number_of_edges() == len(wanted.links)
    assert sorted((start, end, told["type"]) for start, end, told in graph.edges(data=True)) == sorted(
        (link["start"], link["end"], link["type"]) for link in wanted.links
    )
    for node in wanted.nodes:
        told = graph.nodes[node["key"]]
        assert told["label"] == clean(node["caption"])
        assert told["day"] == "2020-01-01"
        assert told["list"] == "1、2"
        assert not {"none", "nan"} & told.keys()
        assert told["mixed"] == str(node["mixed"])
    ids = re.findall(r'<edge [^>]*id="(\w+)"', made.decode("utf-8"))
    keys = re.findall(r'<key id="(\w+)"', made.decode("utf-8"))
    assert len(set(ids)) == len(ids) == len(wanted.links)
    assert len(set(keys)) == len(keys)
    assert graph.graph["title"] == "题 " + EVIL


def test_graphml_of_nothing_and_of_one_thing_alone():
    for nodes in ([], network().nodes[:1]):
        made = reports.graphml.write(Document("t", network=Network(nodes, [])))
        assert len(nx.read_graphml(io.BytesIO(made))) == len(nodes)


def test_json_says_the_same():
    told = json.loads(reports.json.write(document()))
    assert told["title"] == "题 " + EVIL
    assert [row["name"] for row in told["tables"][0]["rows"]] == [row["name"] for row in ROWS]
    assert told["tables"][0]["rows"][0]["day"] == "2020-09-30"
    assert len(told["network"]["relationships"]) == len(network().links)


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
        assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"
    finally:
        chromium.close()
        driver.stop()


WORD = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(WORD)
def test_any_text_survives_csv(word):
    made = reports.csv.write(Document("t", tables=(Table("t", (("a", "a"), ("b", "b")), [{"a": word, "b": "x"}]),)))
    line = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))[1]
    assert line[0].removeprefix("'") == clean(word).removeprefix("'")


@given(WORD)
def test_any_text_stays_inside_its_script(word):
    told = reports.html.within_script({"a": word})
    assert not set("<>&") & set(told)
    assert json.loads(told)["a"] == word
