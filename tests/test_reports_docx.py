"""Word: the layout of GB/T 9704 is in the file, every row of a table is there, and nothing in a name becomes markup."""

import io
import os
import shutil
import subprocess
import zipfile
from datetime import date

import docx
import pypdf
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

import reports.docx
import reports.forms
from actions.forms import values
from reports.blocks import Approval, Card, Contents, Heading, NewPage, Para, Picture, leaves
from reports.charts import bars
from reports.document import Document, Table
from tests.naughty import EVIL, PAYLOADS, document
from tests.reported import county

__all__ = ["county"]

WIDE = Table(
    "宽表", tuple((f"c{at}", f"没有帮扶人的户 {at}") for at in range(12)), [{f"c{at}": "1,234/5,678" for at in range(12)} for _ in range(3)]
)
TALL = Table("窄表", (("name", "村"), ("n", "户数")), [{"name": f"村 {at}", "n": at} for at in range(60)], most=25)
REPORT = Document(
    "小县覆盖情况报告", (("地域", "小县"), ("截至", "2020-09-30")), ("示例",), (TALL, WIDE), None, "zh",
    (Contents(), Heading("基本情况"), Para("户。" * 200), Picture(bars([("没有帮扶人的户", 2, 5)], "图"), "覆盖"),
     Heading("分项", 2), TALL, NewPage(), Heading("各乡镇"), WIDE,
     Heading("审批"), Card((("村", "和庄"),)), Approval(("拟稿", "审核"), "备注")),
    (("author", "张"), ("digest", "ab12")), date(2020, 9, 30),
)  # fmt: skip


def opened(made):
    return docx.Document(io.BytesIO(made))


@pytest.fixture(scope="module")
def file():
    return opened(reports.docx.write(REPORT))


def test_the_page_is_that_of_official_papers(file):
    upright, turned = file.sections[0], next(section for section in file.sections if section.orientation == WD_ORIENT.LANDSCAPE)
    told = [
        round(edge.mm)
        for edge in (
            upright.page_width,
            upright.page_height,
            upright.top_margin,
            upright.bottom_margin,
            upright.left_margin,
            upright.right_margin,
        )
    ]
    assert told == [210, 297, 37, 35, 28, 26]
    grid = upright._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert int(Mm(225).pt * 20 // 579) == 22
    assert (round(turned.page_width.mm), round(turned.page_height.mm)) == (297, 210)
    assert len(file.sections) == len(leaves(REPORT.blocks, "zh")) == 3


def test_fonts_are_named_for_chinese_with_others_in_their_stead(file):
    text = file.styles["Report text"].element.rPr
    assert text.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert text.find(qn("w:sz")).get(qn("w:val")) == "32"
    assert file.styles["Report heading 1"].element.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    table = next(part for part in file.part.package.iter_parts() if part.partname.endswith("fontTable.xml"))
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong' in table.blob.decode("utf-8")


def test_headings_are_numbered_and_pages_too(file):
    told = [paragraph.text for paragraph in file.paragraphs if paragraph.style.name.startswith("Report heading")]
    assert told == ["一、基本情况", "（一）分项", "二、各乡镇", "三、审批"]
    for section in file.sections:
        assert {reference.get(qn("w:type")) for reference in section._sectPr.findall(qn("w:footerReference"))} == {"default", "even"}
    odd = file.sections[0].footer.paragraphs[0]
    assert (odd.text, odd.alignment) == ("— 1 —", 2)
    assert "PAGEREF part1" in file.element.xml


def test_a_table_repeats_its_head_and_says_what_it_leaves_out(file):
    table = next(table for table in file.tables if table.cell(0, 0).text == "村" and len(table.columns) == 2)
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [[f"村 {at}", str(at)] for at in range(25)]
    assert any(paragraph.text == "（列前 25 行，共 60 行；全部见同名的 Excel 或 CSV）" for paragraph in file.paragraphs)


def test_a_printed_page_has_22_lines_of_28_characters(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no LibreOffice")
    (tmp_path / "a.docx").write_bytes(
        reports.docx.write(Document("题", blocks=(Heading("甲"), *(Para("字" * (28 * 12 - 2)) for _ in range(5)))))
    )
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            tmp_path / "a.docx",
        ],
        check=True,
        capture_output=True,
    )
    page, lines = pypdf.PdfReader(tmp_path / "a.pdf").pages[1], []
    page.extract_text(visitor_text=lambda text, cm, at, *_: lines.append((text.strip(), at[4], at[5])) if "字" in text else None)
    assert [len(text) for text, *_ in lines].count(28) >= 20
    assert {len(text) for text, *_ in lines} <= {26, 28}
    millimetre = 72 / 25.4
    left = [x / millimetre - 28 for text, x, _ in lines if len(text) == 28]
    down = [(float(page.mediabox.height) - y) / millimetre - 37 for *_, y in lines]
    assert left == pytest.approx([0] * len(left), abs=0.1)
    assert [int(each // (225 / 22)) for each in down] == list(range(22))
    assert down[-1] - down[0] == pytest.approx(225 / 22 * 21, abs=1)


def test_properties_say_who_made_it_of_what_and_the_bytes_hold_no_clock():
    one, other = reports.docx.write(REPORT), reports.docx.write(REPORT)
    assert one == other
    told = opened(one).core_properties
    assert (told.author, told.title, told.keywords, told.created.date()) == ("张", REPORT.title, "示例", date(2020, 9, 30))
    assert "digest: ab12" in told.comments
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_stay_text(language):
    file = opened(reports.docx.write(document(language)))
    words = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    assert EVIL in words
    assert all(" ".join(payload.split()) in words for payload in PAYLOADS if payload.isprintable() and payload.isascii())


def test_ten_thousand_rows(county):
    rows = [{"id": f"{at:05}", "name": f"村 {at}", "n": at} for at in range(10_000)]
    made = reports.docx.write(Document("长表", tables=(Table("长表", (("id", "编码"), ("name", "名称"), ("n", "户")), rows),)))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.read("word/document.xml").count(b"<w:tr>") == 10_001


def form_of(text):
    """An office's form: a line, and a table with one row for the villages."""
    form = docx.Document()
    form.add_paragraph(text)
    table = form.add_table(rows=3, cols=2)
    for row, words in zip(
        table.rows, (("{%tr for one in table1 %}", ""), ("{{one.item}}", "{{one.gap}}"), ("{%tr endfor %}", "")), strict=True
    ):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    out = io.BytesIO()
    form.save(out)
    return out.getvalue()


def test_an_offices_own_form_is_filled(county):
    report = county.draft("coverage")
    made = reports.forms.fill(form_of("{{place}}：{{rows1}} 项"), ".docx", values(report))
    file = opened(made)
    assert file.paragraphs[0].text == f"小县：{len(report.tables[0].rows)} 项"
    assert [[cell.text for cell in row.cells] for row in file.tables[0].rows] == [
        [row["item"], str(row["gap"])] for row in report.tables[0].rows
    ]


@pytest.mark.parametrize("text", ["{{nothing_of_that_name}}", "{{ ''.__class__.__mro__ }}", "{{"])
def test_a_form_that_asks_for_what_is_not_there_is_refused_in_words(county, text):
    with pytest.raises(reports.forms.FormError) as wrong:
        reports.forms.fill(form_of(text), ".docx", values(county.draft("coverage")))
    assert all(wrong.value.text)
