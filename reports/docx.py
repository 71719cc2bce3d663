"""Word in the layout of official papers (GB/T 9704-2012): A4, 22 lines of 28 characters, 仿宋 text, heads of tables on every page."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.shared import Mm

from reports import wordml
from reports.blocks import DATE_LINE, FEW, Approval, Block, Card, Contents, Heading, NewPage, Para, Picture, leaves, story, together
from reports.columns import card_widths, measured, parted, printed
from reports.document import Document, Table, clean
from reports.docx_styles import styles
from reports.pdf import CONTENTS, picture_width, under
from reports.picture import png

MOMENT = (1980, 1, 1, 0, 0, 0)
KEEP = "<w:keepNext/>"


def write(document: Document) -> bytes:
    """The document as a Word file; its properties hold title, author, marks and digest. The same document gives the same bytes."""
    file = docx.Document()
    body = file.element.body
    for old in list(body):
        body.remove(old)
    package = file.part.package
    for id in [id for id, one in package.rels.items() if one.reltype.endswith("/thumbnail")]:
        del package.rels[id]  # a picture of the library's own template
    styles(file)
    body.append(parse_xml(wordml.section(False, "", last=True)))
    feet = footers(file)
    end = body[-1]
    runs = leaves(story(document), document.language)
    told = [mark + block.text for _, run in runs for mark, block in run if isinstance(block, Heading) and block.level == 1]
    place = Place(file, end, document, told)
    place.put(wordml.paragraph(document.title, "ReportTitle"))
    for line in under(document):
        place.put(wordml.paragraph(line, "ReportUnder"))
    for at, (turned, run) in enumerate(runs):
        for (mark, block), kept in zip(run, together([block for _, block in run]), strict=True):
            place.block(mark, block, kept)
        if at < len(runs) - 1:
            end.addprevious(parse_xml(wordml.section(turned, feet)))
    last = parse_xml(wordml.section(runs[-1][0] if runs else False, feet, last=True))
    body.replace(end, last)
    properties(file, document)
    made = io.BytesIO()
    file.save(made)
    return steady(made.getvalue())


class Place:
    """Where the next block of a file is put: before its last section."""

    def __init__(self, file: Any, end: Any, document: Document, headings: list[str]) -> None:
        self.file, self.end, self.document = file, end, document
        self.headings = headings
        self.number = 0
        self.fresh = False

    def put(self, text: str) -> None:
        """Appends a paragraph, or a table that is followed by nothing."""
        first, _, rest = text.partition(">")
        element = parse_xml(text if wordml.SPACE in first else f"{first.replace('<w:p', f'<w:p {wordml.SPACE}', 1)}>{rest}")
        self.end.addprevious(element)

    def block(self, mark: str, block: Block, kept: bool = False) -> None:
        """Appends one block; one that is `kept` stands on one page with the next."""
        new, self.fresh = ("<w:pageBreakBefore/>" if self.fresh else ""), isinstance(block, NewPage)
        match block:
            case Heading():
                style, before, after = f"ReportHeading{min(block.level, 3)}", "", ""
                if block.level == 1:
                    self.number += 1
                    before, after = wordml.bookmark(self.number)
                self.put(wordml.paragraph(mark + block.text, style, new, before, after))
            case Para():
                self.put(wordml.paragraph(block.text, "ReportNote" if block.note else "ReportText", (KEEP if kept else "") + new))
            case Picture():
                self.picture(mark, block)
            case Card():
                self.card(block)
            case Contents():
                self.put(wordml.paragraph(self.document.say(CONTENTS), "ReportCaption"))
                for at, text in enumerate(self.headings, 1):
                    self.put(wordml.entry(text, at))
                self.fresh = True
            case Approval():
                self.approval(block)
            case Table():
                self.table(mark, block, kept)

    def picture(self, mark: str, block: Picture) -> None:
        """A figure with its caption below."""
        wide = picture_width(block.svg)
        paragraph = self.file.add_paragraph(style="Report figure")
        self.end.addprevious(paragraph._p)
        drawn = paragraph.add_run().add_picture(io.BytesIO(png(block.svg, wide)), width=Mm(wide))
        drawn._inline.docPr.set("descr", clean(block.title))
        self.put(wordml.paragraph(f"{mark}　{block.title}", "ReportBelow"))

    def card(self, block: Card) -> None:
        """Pairs of words in a table of four columns."""
        narrow, broad = map(wordml.twips, card_widths(block.pairs))
        pairs = [*block.pairs, *([("", "")] if len(block.pairs) % 2 else [])]
        rows = [
            wordml.row(
                [part for name, value in pairs[at : at + 2] for part in (wordml.cell(name, narrow, head=True), wordml.cell(value, broad))]
            )
            for at in range(0, len(pairs), 2)
        ]
        self.put(wordml.table([narrow, broad] * 2, rows))
        self.put(wordml.paragraph("", "ReportBreak"))

    def approval(self, block: Approval) -> None:
        """Boxes to sign in."""
        wide = wordml.twips(156 / max(1, len(block.words)))
        heads = wordml.row([wordml.cell(word, wide, head=True, middle=True, keep=True) for word in block.words])
        boxes = wordml.row(
            [wordml.cell("\n\n\n\n" + self.document.say(DATE_LINE), wide, right=True) for _ in block.words], high=wordml.twips(34)
        )
        self.put(wordml.paragraph("", "ReportNote", KEEP))
        self.put(wordml.table([wide] * len(block.words), [heads, boxes]))
        self.put(wordml.paragraph(block.remark, "ReportNote"))

    def table(self, mark: str, block: Table, kept: bool) -> None:
        """A table below its caption, its head repeated on every page, and what is not printed below it.

        Neither a few rows nor the first two or the last three of many are parted by the end of a page.
        """
        language = self.document.language
        cells, numbers, note = printed(block, language)
        widths = measured(block, cells, language)[0]
        wide = list(map(wordml.twips, widths))
        self.put(wordml.paragraph(f"{mark}　{block.title}", "ReportCaption"))
        if cells:
            titles = [parted(head, millimetres) for (_, head), millimetres in zip(block.columns, widths, strict=True)]
            named = [wordml.cell(head, each, head=True, middle=True) for head, each in zip(titles, wide, strict=True)]
            heads = wordml.row(named, head=True)
            last = len(cells) - 1
            whole = len(cells) <= FEW
            held = [at == 0 or last - 3 < at < last or (whole and (kept or at < last)) for at in range(len(cells))]
            rows = [
                wordml.row(
                    [
                        wordml.cell(text, each, right=right, keep=held[at])
                        for text, each, right in zip(line, wide, numbers, strict=True)
                    ],
                    whole=all(len(text) <= 600 for text in line),
                )
                for at, line in enumerate(cells)
            ]
            self.put(wordml.table(wide, [heads, *rows]))
        self.put(wordml.paragraph(note, "ReportNote" if note else "ReportBreak", KEEP if kept else ""))


def footers(file: Any) -> str:
    """Page numbers at the outer side, for odd and for even pages; gives the references that each section must hold."""
    file.settings.odd_and_even_pages_header_footer = True
    section = file.sections[0]
    for footer, right in ((section.footer, True), (section.even_page_footer, False)):
        footer.is_linked_to_previous = False
        old = footer._element[0]
        old.addprevious(parse_xml(wordml.foot(right)))
        footer._element.remove(old)
    found = section._sectPr.xpath("./w:footerReference")
    spaces = (
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}type",
        "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    )
    return "".join(f'<w:footerReference w:type="{one.get(spaces[0])}" r:id="{one.get(spaces[1])}"/>' for one in found)


def properties(file: Any, document: Document) -> None:
    """Title, author, marks, digest and date in the properties of the file."""
    told, about = file.core_properties, dict(document.about)
    told.title, told.author, told.last_modified_by = (
        clean(document.title)[:250],
        about.get("author", "")[:250],
        about.get("author", "")[:250],
    )
    told.subject = "；".join(value for _, value in document.facts)[:250]
    told.keywords = "；".join(document.marks)[:250]
    told.comments = "；".join(f"{name}: {value}" for name, value in document.about)[:250]
    told.created = told.modified = document.moment
    told.revision = 1


def steady(made: bytes) -> bytes:
    """The same archive with no time in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(zipfile.ZipInfo(one.filename, MOMENT), old.read(one), zipfile.ZIP_DEFLATED)
    return out.getvalue()
