"""PDF: fonts inside, Chinese that can be searched, the text area of GB/T 9704, the same words as the Word file, the same bytes twice."""

import io
import os
import re
from dataclasses import replace

import pypdf
import pytest

import reports.docx
import reports.pdf
from reports.blocks import Heading, Para
from reports.document import Document, Table
from tests.naughty import EVIL, document
from tests.reported import county
from tests.test_reports_docx import REPORT, opened

__all__ = ["county"]

MILLIMETRE = 72 / 25.4


def read(made):
    return pypdf.PdfReader(io.BytesIO(made))


def words(made):
    return re.sub(r"\s|\u200b", "", "".join(page.extract_text() for page in read(made).pages))


def fonts(made):
    """Every font of a file with whether its outlines are embedded."""
    found = {}
    for page in read(made).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            one = font.get_object()
            inner = (
                one["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
                if "/DescendantFonts" in one
                else one["/FontDescriptor"].get_object()
            )
            found[one["/BaseFont"]] = bool({"/FontFile", "/FontFile2", "/FontFile3"} & inner.keys())
    return found


def test_every_font_is_embedded_and_ours():
    told = fonts(reports.pdf.write(REPORT))
    assert told
    assert all(told.values())
    assert all("NotoS" in name for name in told)


def test_22_lines_of_28_characters():
    text = Document("题", blocks=(Heading("甲"), Para("字" * 28 * 60)))
    page = read(reports.pdf.write(text)).pages[1]
    lines = [line for line in page.extract_text().splitlines() if "字" in line]
    assert [len(line.strip()) for line in lines] == [28] * 22
    content = page.get_contents().get_data().decode("latin-1")
    places = [(float(x), float(y)) for x, y in re.findall(r"q 1 0 0 -1 ([\d.]+) ([\d.]+) cm", content)][:22]
    assert {round(x / MILLIMETRE, 1) for x, _ in places} == {28.0}
    assert (places[0][1] - places[-1][1]) / 21 / MILLIMETRE == pytest.approx(225 / 22, abs=0.01)


def test_it_says_what_the_word_file_says():
    made, file = words(reports.pdf.write(REPORT)), opened(reports.docx.write(REPORT))
    for paragraph in file.paragraphs:
        if paragraph.style.name != "Report contents":
            assert re.sub(r"\s", "", paragraph.text) in made
    for table in file.tables:
        for row in table.rows:
            for cell in row.cells:
                assert re.sub(r"\s", "", cell.text) in made


def test_wide_tables_lie_on_turned_pages_and_the_date_is_the_data_s():
    pdf = read(reports.pdf.write(REPORT))
    sizes = [(round(float(page.mediabox.width) / MILLIMETRE), round(float(page.mediabox.height) / MILLIMETRE)) for page in pdf.pages]
    assert (297, 210) in sizes
    assert sizes[0] == sizes[-1] == (210, 297)
    assert pdf.metadata.title == REPORT.title
    assert pdf.metadata.author == "张"
    assert pdf.metadata["/CreationDate"].startswith("D:20200930")


def test_the_same_report_gives_the_same_bytes():
    assert reports.pdf.write(REPORT) == reports.pdf.write(REPORT)
    assert reports.pdf.write(REPORT) != reports.pdf.write(replace(REPORT, title="另一题"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_stay_text(language):
    made = words(reports.pdf.write(document(language)))
    assert re.sub(r"\s", "", EVIL) in made
    assert "{{7*7}}" in made
    assert "49" not in made[made.index("{{7*7}}") : made.index("{{7*7}}") + 12]


@pytest.mark.parametrize("name", ["羊" * 3000, "W" * 3000, "羊流镇 and " * 300])
def test_a_huge_name_breaks_into_lines_inside_its_column(name):
    pdf, most = read(reports.pdf.write(Document("题", tables=(Table("表", (("name", "名称"), ("n", "户")), [{"name": name, "n": 1}]),)))), 0.0

    def seen(text, cm, at, _, size):
        nonlocal most
        ems = sum(1 if sign == "羊" else 0.9 if sign == "W" else 0.5 for sign in text.strip("\n\u200b"))
        most = max(most, cm[4] + at[4] + ems * size if text.strip() else 0)

    for page in pdf.pages:
        page.extract_text(visitor_text=seen)
    assert 100 < most / MILLIMETRE <= 184.5
    assert re.sub(r"\s", "", name) in re.sub(r"[\s\u200b]", "", "".join(page.extract_text() for page in pdf.pages))


def test_a_long_table_has_its_head_on_every_page():
    many = 10_000 if os.environ.get("LIANJIAN_LONG") == "1" else 600
    rows = [{"name": f"村{at}", "n": at} for at in range(many)]
    pdf = read(reports.pdf.write(Document("长表", tables=(Table("长表", (("name", "村名栏"), ("n", "户数栏")), rows),))))
    told = [page.extract_text() for page in pdf.pages]
    assert len(told) > many / 75
    assert all("村名栏" in text for text in told)
    assert f"村{many - 1}" in re.sub(r"\s", "", told[-1])


def test_a_county_report_reads_in_chinese(county):
    report = county.draft("coverage")
    made = words(reports.pdf.write(report))
    for row in report.tables[0].rows:
        assert row["item"] in made
