"""Every kind in every format, made from the tiny county and reopened by another reader, against the answers' own rows."""

import io
import re
from datetime import date

import docx
import networkx as nx
import openpyxl
import pypdf
import pytest
from lxml import etree
from PIL import Image

import queries
import reports.gexf
from actions import read_audit
from actions.kinds.figures import near
from actions.kinds.inquiry import Cancelled, Inquiry
from actions.kinds.ledgers import ranges
from actions.reporting import NoReport, drafted, made, written
from reports.blocks import Picture
from reports.document import clean
from tests import tiny
from tests.naughty import document
from tests.reopened import READERS
from tests.reopened_graphs import gexf_schema
from tests.reported import COUNTY, KINDS, county

__all__ = ["county"]

GRAPHS, PICTURES = {"graphml", "gexf"}, {"svg", "png"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read_again_with_all_its_rows_and_twice_the_same(county, kind):
    report, again = county.draft(kind), county.made(kind)
    assert report.tables
    drawn = any(isinstance(block, Picture) for block in report.blocks)
    for format, read in READERS.items():
        if (format in GRAPHS and report.network is None) or (format in PICTURES and not drawn):
            with pytest.raises(NoReport):
                written(report, kind, format)
            continue
        made = written(report, kind, format).content
        assert made == written(again, kind, format).content
        read(report, made)


def test_coverage_says_what_the_questions_say(county):
    told = {row["item"]: row for row in county.draft("coverage").tables[0].rows}
    held = {row["type"] for row in queries.ask(county.engine, "counts_by_type", {}, COUNTY).rows}
    asked = [question for question in queries.BOOK.values() if question.gap and held.issuperset(question.needs)]
    answers = {question.title[0]: queries.ask(county.engine, question.name, {}, COUNTY) for question in asked}
    assert {name: (row["gap"], row["whole"]) for name, row in told.items()} == {
        name: (len(one.rows), one.denominator) for name, one in answers.items() if one.denominator
    }
    assert all(row["covered"] + row["gap"] == row["whole"] for row in told.values() if row["gap"] <= row["whole"])


def test_the_appendix_names_question_place_day_denominator_and_source_rows(county):
    rows = {row["question"]: row for row in county.draft("coverage").tables[-2].rows}
    answer = queries.ask(county.engine, "villages_without_area", {}, COUNTY)
    one = rows["villages_without_area"]
    assert (one["denominator"], one["rows"], one["as_of"]) == (answer.denominator, len(answer.rows), answer.as_of)
    assert "小县" in one["scope"]
    [cell] = {(cell["file"], cell["sheet"], cell["row"]) for cells in answer.sources for cell in cells}
    assert one["sources"] == f"{cell[0]} · {cell[1]} 第 {cell[2]} 行"
    assert ranges([5, 1, 2, 3]) == "1–3、5"


@pytest.mark.parametrize("kind", ["coverage", "pairs", "clusters", "compare", "quality"])
def test_every_figure_of_the_appendix_names_the_ledgers_that_it_was_counted_from(county, kind):
    figures, ledgers = county.draft(kind).tables[-2:]
    files = {file.name for record in county.engine.imports() for file in record.files}
    assert {row["file"] for row in ledgers.rows} <= files
    assert [row["at"] for row in ledgers.rows] == list(range(1, len(ledgers.rows) + 1))
    assert all(row["ledgers"] for row in figures.rows)
    assert all(row["denominator"] is not None for row in figures.rows)


def test_the_moment_is_told_where_names_are_shown_or_where_it_is_asked_for(county):
    stamped = drafted(county.engine, "clusters", scope=COUNTY, stamp=True)
    assert "exported" not in dict(county.draft("clusters").about)
    assert "exported" in dict(county.draft("clusters", unmask=True).about)
    moment = stamped.moment
    assert docx.Document(io.BytesIO(written(stamped, "clusters", "docx").content)).core_properties.created.replace(tzinfo=None) == moment
    assert openpyxl.load_workbook(io.BytesIO(written(stamped, "clusters", "xlsx").content)).properties.created == moment
    pdf = pypdf.PdfReader(io.BytesIO(written(stamped, "clusters", "pdf").content))
    assert pdf.metadata["/CreationDate"].startswith(f"D:{moment:%Y%m%d%H%M%S}")
    told = dict(stamped.about)["exported"]
    assert nx.read_graphml(io.BytesIO(written(stamped, "clusters", "graphml").content)).graph["exported"] == told
    assert Image.open(io.BytesIO(written(stamped, "clusters", "png").content)).text["exported"] == told
    for format in ("html", "svg", "json", "gexf"):
        assert told in written(stamped, "clusters", format).content.decode("utf-8")


def test_the_ledger_has_every_pair_in_force(county):
    ledger = next(table for table in county.draft("pairs").tables if any(name == "helper_id" for name, _ in table.columns))
    day = county.draft("pairs").day
    frame = county.engine.rows(
        "MATCH (a)-[p:PAIRED_WITH]->(b) RETURN a.id AS helper, b.id AS helped, p.programme AS programme, "
        "p.since AS since, p.until AS until, p.key AS key ORDER BY key, helper, helped"
    )
    wanted = {
        (row["helper"], row["helped"], row["programme"] or "")
        for row in frame
        if (row["since"] or date.min) <= day < (row["until"] or date.max)
    }
    assert {(row["helper_id"], row["helped_id"], row["programme"]) for row in ledger.rows} == wanted
    assert wanted


def test_published_figures_are_those_of_the_place_or_of_what_it_lies_in_and_else_all(county):
    town, other = "Township:990101101", "Township:990101102"

    def found(scope, *scopes):
        return near(Inquiry(county.engine, scope, tiny.DATA_DATE), set(scopes))

    assert found(COUNTY, COUNTY, town, "County:0") == {COUNTY, town}
    assert found(town, COUNTY, other) == {COUNTY}
    assert found(None, COUNTY) == found(other, town) == set()
    report = county.draft("figures")
    assert (report.title, dict(report.facts)["地域"], len(report.tables[0].rows)) == ("八个系统数字核对报告", "全部地域", 80)


def test_a_village_book_has_every_village_and_its_own_gaps(county):
    villages, gaps = county.draft("villages").tables[:2]
    assert len(villages.rows) == 6
    told = {(row["village"], row["item"]) for row in gaps.rows}
    assert ("孤村", "不在任何片区的村") in told
    assert ("东一村", "不在任何片区的村") not in told


def test_graph_files_name_the_rows_of_the_ledgers_and_nothing_of_the_store(county):
    told = nx.read_gexf(io.BytesIO(written(county.draft("clusters"), "clusters", "gexf").content))
    files = {file.name for record in county.engine.imports() for file in record.files}
    for thing in (*told.nodes.values(), *(held for *_, held in told.edges(data=True))):
        assert thing["sources"].split(" · ")[0] in files
        assert "within" not in thing


def test_gexf_keeps_parallel_links_dates_and_naughty_names():
    report = document()
    made = reports.gexf.write(report)
    gexf_schema(etree.fromstring(made))
    graph = nx.read_gexf(io.BytesIO(made))
    assert graph.number_of_edges() == len(report.network.links)
    start, end = report.network.links[0]["start"], report.network.links[0]["end"]
    assert graph.number_of_edges(start, end) == 3
    for one in report.network.nodes:
        assert graph.nodes[one["key"]]["label"] == clean(one["caption"])
        assert graph.nodes[one["key"]]["day"] == "2020-01-01"


@pytest.mark.parametrize("kind", ["coverage", "pairs", "villages", "selection"])
def test_people_are_masked_unless_asked_and_that_is_recorded(county, kind):
    hidden, shown = county.draft(kind), county.draft(kind, unmask=True)
    for format in ("docx", "xlsx", "json", "html"):
        made = written(shown, kind, format, unmask=True)
        assert read_audit()[-1] | {"kind": kind, "format": format, "unmasked": True, "deed": "report"} == read_audit()[-1]
        assert made.content != written(hidden, kind, format).content
        assert read_audit()[-1]["unmasked"] is False
    text = written(hidden, kind, "json").content.decode("utf-8")
    assert not re.search(r"党员 00\d\d|户 00\d\d", text)
    assert re.search(r"党员 00\d\d|户 00\d\d", written(shown, kind, "json").content.decode("utf-8"))
    assert "姓名" in docx.Document(io.BytesIO(written(shown, kind, "docx", unmask=True).content)).core_properties.keywords


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_english(county, kind):
    report = county.draft(kind, "en")
    heads = [head for table in report.tables for _, head in table.columns] + [table.title for table in report.tables]
    allowed = re.compile("[东西孤][一二三]?村|桐树|[甲乙丙]片区|小县|羊流镇|暮云街道|临高县|松江河镇|社旗县|四子王旗|赣榆区|辽宁")
    assert not [head for head in heads if re.search("[\u4e00-\u9fff]", allowed.sub("", head)) and kind != "figures"]


def test_what_cannot_be_made_is_said_in_words(county):
    asked = [("nothing", "pdf", None), ("compare", "pdf", None), ("coverage", "bmp", None), ("quality", "gexf", None)]
    asked += [("selection", "pdf", {"around": "Village:0"}), ("compare", "pdf", {"before": "1999-01-01"}), ("plan", "pdf", {"plan": "无"})]
    for kind, format, more in asked:
        with pytest.raises(NoReport) as wrong:
            made(county.engine, kind, format, scope=COUNTY, more=more)
        assert all(wrong.value.text)


def test_a_report_can_be_stopped(county):
    def stop(what, done, total):
        raise Cancelled

    before = len(read_audit())
    with pytest.raises(Cancelled):
        drafted(county.engine, "villages", scope=COUNTY, step=stop)
    assert len(read_audit()) == before
