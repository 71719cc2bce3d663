"""The parts of a Word file as WordprocessingML text: paragraphs, tables, fields, sections. Every word from outside is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from reports.document import clean

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MILLIMETRE = 1440 / 25.4
PITCH = 579
"""Twips from line to line: 22 lines in the 225 mm of the text area."""


def twips(millimetres: float) -> int:
    """Twentieths of a point.

    >>> twips(25.4)
    1440
    """
    return round(millimetres * MILLIMETRE)


def words(text: str) -> str:
    """Words in a run: what XML cannot hold is left out, line breaks are kept."""
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in clean(text).split("\n"))


def paragraph(text: str, style: str, more: str = "", before: str = "", after: str = "") -> str:
    """One paragraph in a style; `more` are properties of its own, `before` and `after` stand around its run."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{before}<w:r>{words(text)}</w:r>{after}</w:p>'


def bookmark(number: int) -> tuple[str, str]:
    """What stands before and after the words that a bookmark marks."""
    return f'<w:bookmarkStart w:id="{number}" w:name="part{number}"/>', f'<w:bookmarkEnd w:id="{number}"/>'


def entry(text: str, number: int) -> str:
    """A line of the contents: the words, dots, and the page on which the bookmark stands, which the program works out itself."""
    page = f'<w:fldSimple w:instr=" PAGEREF part{number} \\h " w:dirty="true"><w:r><w:t>…</w:t></w:r></w:fldSimple>'
    link = f'<w:hyperlink w:anchor="part{number}"><w:r>{words(text)}</w:r></w:hyperlink>'
    return f'<w:p><w:pPr><w:pStyle w:val="ReportContents"/></w:pPr>{link}<w:r><w:tab/></w:r>{page}</w:p>'


def cell(text: str, wide: int, *, right: bool = False, head: bool = False, middle: bool = False, keep: bool = False) -> str:
    """One cell of a table; `keep` holds its row on the page of the next."""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F2EFE7"/>' if head else ""
    style = "ReportTableHead" if head else "ReportTable"
    side = "right" if right else "center" if middle else "left"
    kept = "<w:keepNext/>" if keep else ""
    properties = f'<w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>'
    return f"<w:tc>{properties}{paragraph(text, style, f'{kept}<w:jc w:val={chr(34)}{side}{chr(34)}/>')}</w:tc>"


def row(cells: Sequence[str], *, head: bool = False, high: int = 0, whole: bool = True) -> str:
    """One row; a head is repeated on each page, a `whole` one stands on one page, `high` is its height in twips."""
    told = ("<w:cantSplit/>" if whole else "") + (f'<w:trHeight w:val="{high}" w:hRule="atLeast"/>' if high else "")
    return f"<w:tr><w:trPr>{told}{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(cells)}</w:tr>"


def table(widths: Sequence[int], rows: Sequence[str]) -> str:
    """A table with lines around every cell, its columns as wide as given (twips)."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="21221E"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    margins = '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
    properties = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{margins}'
    )
    return f"<w:tbl {SPACE}><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def section(turned: bool, feet: str, last: bool = False) -> str:
    """A section of upright or turned pages; all but the `last` end in a paragraph that takes no room."""
    wide, high = (16838, 11906) if turned else (11906, 16838)
    top, bottom, left, right = (28, 26, 35, 37) if turned else (37, 35, 28, 26)
    edges = f'w:top="{twips(top)}" w:right="{twips(right)}" w:bottom="{twips(bottom)}" w:left="{twips(left)}"'
    foot = twips(bottom - 12)
    inside = (
        f'{feet}<w:type w:val="nextPage"/><w:pgSz w:w="{wide}" '
        f'w:h="{high}"{" w:orient=" + chr(34) + "landscape" + chr(34) if turned else ""}/>'
        f'<w:pgMar {edges} w:header="851" w:footer="{foot}" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="{PITCH}"/>'
    )
    if last:
        return f"<w:sectPr {SPACE}>{inside}</w:sectPr>"
    return f'<w:p {SPACE}><w:pPr><w:pStyle w:val="ReportBreak"/><w:sectPr>{inside}</w:sectPr></w:pPr></w:p>'


def foot(right: bool) -> str:
    """The page number of official papers, — 1 —, at the outer side of the page."""
    side, edge = ("right", "right") if right else ("left", "left")
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    return f'<w:p {SPACE}><w:pPr><w:pStyle w:val="ReportPage"/><w:ind w:{edge}="280"/><w:jc w:val="{side}"/></w:pPr>{field}</w:p>'


FONTS = {
    "仿宋_GB2312": "仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC,Source Han Serif SC,宋体,SimSun",
    "方正小标宋简体": "方正小标宋_GBK,华文中宋,STZhongsong,Noto Serif CJK SC,宋体,SimSun",
    "黑体": "SimHei,华文黑体,STHeiti,Microsoft YaHei,Noto Sans CJK SC",
    "楷体_GB2312": "楷体,KaiTi,华文楷体,STKaiti,Noto Serif CJK SC",
    "宋体": "SimSun,华文宋体,STSong,Noto Serif CJK SC",
}
"""The fonts that the layout asks for, each with what may stand in where it is missing."""


def font_table() -> bytes:
    """The list of fonts of a Word file."""
    told = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/><w:family '
        f'w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, instead in FONTS.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {SPACE}>{told}</w:fonts>'.encode()


def style(name: str, title: str, font: str, half_points: int, paragraph: str, more: str = "", based: str = "") -> str:
    """A paragraph style: its east-asian font, size in half points, and paragraph properties."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    fonts = f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{font}"/>'
    return (
        f'<w:style {SPACE} w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{title}"/>{base}<w:qFormat/>'
        f'<w:pPr>{paragraph}</w:pPr><w:rPr>{fonts}{more}<w:sz w:val="{half_points}"/><w:szCs '
        f'w:val="{half_points}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:style>'
    )
