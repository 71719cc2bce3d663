"""Reports read again by other libraries than wrote them, and compared with the rows that they were made from."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date, datetime
from typing import Any

import docx
import html5lib
import openpyxl
import pypdf
from lxml import etree
from openpyxl.utils.escape import unescape
from PIL import Image

from reports.blocks import Picture, Table, story
from reports.columns import column_words, printed
from reports.document import Document, clean, plain
from tests.reopened_graphs import read_gexf, read_graph_ml

W_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def flat(text: Any) -> str:
    """Words without the spaces that a page puts between them."""
    return re.sub(r"\s|\u200b", "", str(text))


def paper(document: Document) -> list[tuple[Table, list[list[str]]]]:
    """The tables as they are printed."""
    return [(block, printed(block, document.language)[0]) for block in story(document) if isinstance(block, Table)]


def read_docx(document: Document, made: bytes) -> None:
    """Every printed table stands in the Word file cell by cell under its heads, its head repeated; the title too, and no stray picture."""
    file = docx.Document(io.BytesIO(made))
    assert clean(document.title) in [one.text for one in file.paragraphs]
    told = [
        [[flat("".join(cell.itertext(W_TEXT))) for cell in row.tc_lst] for row in table._tbl.tr_lst]
        for table in file.tables
        if table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    ]
    wanted = [
        [[flat(head) for _, head in table.columns], *([flat(clean(cell)) for cell in row] for row in cells)]
        for table, cells in paper(document)
        if cells
    ]
    assert told == wanted
    drawn = sum(isinstance(block, Picture) for block in document.blocks)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        images = [archive.read(name) for name in archive.namelist() if name.endswith((".png", ".jpeg", ".jpg"))]
    assert len(file.inline_shapes) == drawn
    assert len(images) == len(set(images)) <= drawn


def read_pdf(document: Document, made: bytes) -> None:
    """Title, headings and every printed cell can be read out of the PDF."""
    text = flat("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages))
    assert flat(document.title) in text
    missing = [cell for table, cells in paper(document) for row in cells for cell in row if flat(clean(cell)) not in text]
    assert not missing, missing[:5]


def read_xlsx(document: Document, made: bytes) -> None:
    """A sheet for every table, numbers and dates as such, words as words, the source of each row beside it, links there and back."""
    book = openpyxl.load_workbook(io.BytesIO(made))
    first, *sheets = book.worksheets
    assert len(sheets) == len(document.tables)
    assert [one.hyperlink.location for (one,) in first.iter_rows(max_col=1) if one.hyperlink] == [f"'{one.title}'!A1" for one in sheets]
    for sheet, table in zip(sheets, document.tables, strict=True):
        assert (sheet.freeze_panes, sheet.cell(1, sheet.max_column).hyperlink.location) == ("A2", f"'{first.title}'!A1")
        lines = list(sheet.iter_rows(max_col=len(table.columns) + bool(table.sources)))
        assert [cell.value for cell in lines[0][: len(table.columns)]] == [head for _, head in table.columns]
        assert len(lines) == len(table.rows) + 1
        for row, line in zip(table.rows, lines[1:], strict=True):
            for (name, _), cell in zip(table.columns, line, strict=False):
                value = plain(row.get(name), document.language)
                if isinstance(value, (date, datetime)):
                    assert (cell.value.date(), cell.is_date) == (value, True)
                elif isinstance(value, str):
                    assert cell.data_type == "s" or not value
                    assert unescape(cell.value or "")[:30_000] == clean(value)[:30_000]
                else:
                    assert (cell.value, cell.data_type) == (value, "n")
        if table.sources:
            assert tuple(line[-1].value or "" for line in lines[1:]) == table.sources


def read_html(document: Document, made: bytes) -> None:
    """Every row of every table of the page, as the strict HTML parser reads it; nothing on the page runs or asks for anything."""
    page = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False).parse(made)
    assert flat(clean(document.title)) in {flat("".join(head.itertext())) for head in page.iter("h1")}
    tables = [block for block in story(document) if isinstance(block, Table)] if document.blocks else list(document.tables)
    told = [
        [[flat("".join(cell.itertext())) for cell in row.findall("td")] for row in table.findall("tbody/tr")]
        for table in page.iter("table")
        if table.get("class") != "sign"
    ]
    for table, rows in zip(tables, told, strict=True):
        words = [column_words(name, [plain(row.get(name), document.language) for row in table.rows]) for name, _ in table.columns]
        assert [row[: len(table.columns)] for row in rows] == [[flat(clean(cell)) for cell in row] for row in zip(*words, strict=True)]
    assert not [
        (tag.tag, name)
        for tag in page.iter()
        for name in tag.attrib
        if isinstance(name, str) and (name.startswith("on") or name in ("src", "href")) and tag.tag != "img"
    ]


def read_zip(document: Document, made: bytes) -> None:
    """A CSV file a table with every row; none begins as a formula."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        files = [list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""))) for name in archive.namelist()]
    assert len(files) == len(document.tables) + 1
    for lines, table in zip(files[1:], document.tables, strict=True):
        wide = len(table.columns)
        assert lines[0][:wide] == [head for _, head in table.columns]
        assert lines[1 + len(table.rows)] == [""] * len(lines[0])
        for row, line in zip(table.rows, lines[1:], strict=False):
            values = [plain(row.get(name), document.language) for name, _ in table.columns]
            for value, cell in zip(values, line, strict=False):
                assert cell.removeprefix("'") == ("" if value is None else clean(str(value))).removeprefix("'")
                assert not (isinstance(value, str) and cell.lstrip()[:1] in ("=", "+", "@"))


def read_json(document: Document, made: bytes) -> None:
    """Every table with every row."""
    told = json.loads(made)
    assert told["title"] == document.title
    for table, read in zip(document.tables, told["tables"], strict=True):
        assert read["title"] == table.title
        assert len(read["rows"]) == len(table.rows)
        wanted = json.loads(json.dumps(table.rows, default=lambda one: one.isoformat() if isinstance(one, date) else sorted(one), ensure_ascii=False))
        assert [{name: row.get(name) for name, _ in table.columns} for row in read["rows"]] == [
            {name: row.get(name) for name, _ in table.columns} for row in wanted
        ]


def read_png(document: Document, made: bytes) -> None:
    """A picture wide enough to print, with who made it of what."""
    picture = Image.open(io.BytesIO(made))
    assert picture.width > 1000
    assert picture.text["digest"] == dict(document.about)["digest"]


def read_svg(document: Document, made: bytes) -> None:
    """Well-formed, nothing in it runs, and the digest stands in it."""
    root = etree.fromstring(made)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not [one for one in root.iter() if isinstance(one.tag, str) and one.tag.endswith(("}script", "}foreignObject", "}image"))]
    assert dict(document.about)["digest"] in made.decode("utf-8")


READERS = {
    "docx": read_docx,
    "pdf": read_pdf,
    "xlsx": read_xlsx,
    "html": read_html,
    "zip": read_zip,
    "json": read_json,
    "graphml": read_graph_ml,
    "gexf": read_gexf,
    "png": read_png,
    "svg": read_svg,
}
