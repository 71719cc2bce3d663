"""Every format, reopened by another reader and compared with what was written; payloads and naughty names stay text."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import networkx as nx
import openpyxl
import pytest
from hypothesis import given
from openpyxl.utils.escape import unescape

import reports.csv
import reports.graphml
import reports.html
import reports.json
import reports.xlsx
from reports.document import SOURCE, Document, Network, Table, clean
from tests.naughty import COLUMNS, EVIL, PAYLOADS, ROWS, WORD, document, network, read_graphml

DATA = Path(__file__).parent / "data"


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


def test_every_published_payload_survives_as_text_in_csv_and_excel():
    injected = (DATA / "csv-injection" / "payloadsallthethings.txt").read_text("utf-8").splitlines()
    names = [*injected, *json.loads((DATA / "blns" / "blns.json").read_text("utf-8"))]
    report = Document("t", tables=(Table("t", (("name", "名称"), ("n", "数")), [{"name": name, "n": 1} for name in names]),))
    lines = list(csv.reader(io.StringIO(reports.csv.write(report).decode("utf-8-sig"), newline="")))[1 : len(names) + 1]
    made = reports.xlsx.write(report)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    for name, (cell, n), held in zip(names, lines, sheet.iter_rows(min_row=2, max_col=1), strict=True):
        assert (cell if cell == clean(name) else cell.removeprefix("'"), n) == (clean(name), "1")
        assert not cell.strip().startswith(("=", "+", "-", "@", "|", "%")) or re.fullmatch(r"[+-]?\d+(\.\d+)?", cell)
        assert held[0].data_type == "s" or not clean(name)
        assert unescape(held[0].value or "") == clean(name)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not [name for name in archive.namelist() if re.search(rb"<f[ >]", archive.read(name))]


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


def test_a_sheet_is_printed_no_smaller_than_can_be_read_and_each_row_is_as_high_as_its_text():
    rows = [{f"c{at}": f"羊流镇的第{at}栏文字" * 4 for at in range(30)} for _ in range(3)]
    tables = [Table(str(n), tuple((f"c{at}", f"栏{at}") for at in range(n)), rows) for n in (1, 3, 6, 30)]
    sheets = openpyxl.load_workbook(io.BytesIO(reports.xlsx.write(Document("t", tables=tuple(tables))))).worksheets[:4]
    told = [(sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.scale) for sheet in sheets]
    assert told == [(9, "portrait", None), (9, "landscape", None), (9, "landscape", None), (8, "landscape", 80)]
    for sheet, paper in zip(sheets[:3], (185, 272, 272), strict=True):
        wide = sum(one.width * (one.max - one.min + 1) for one in sheet.column_dimensions.values())
        assert wide * 1.85 * 0.8 <= paper
        lines = sheet.row_dimensions[2].height / 16
        assert lines * (sheet.column_dimensions["A"].width - 0.7) > 2 * len(rows[0]["c0"])
    assert sheets[3].print_titles == "'30'!$1:$1,'30'!$A:$B"


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
    graph = read_graphml(made)
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


@given(WORD)
def test_any_text_survives_csv(word):
    made = reports.csv.write(Document("t", tables=(Table("t", (("a", "a"), ("b", "b")), [{"a": word, "b": "x"}]),)))
    line = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))[1]
    assert line[0].removeprefix("'") == clean(word).removeprefix("'")
