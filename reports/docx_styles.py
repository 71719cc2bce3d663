"""The styles of a Word report: fonts, sizes and spaces of GB/T 9704-2012."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml

from reports import wordml

OFF = '<w:snapToGrid w:val="0"/>'
"""For lines that are closer than those of the text."""
STYLES = (
    (
        "ReportTitle",
        "Report title",
        "方正小标宋简体",
        44,
        f'{OFF}<w:spacing w:after="200" w:line="640" w:lineRule="exact"/><w:jc w:val="center"/>',
        "",
    ),
    (
        "ReportUnder",
        "Report subtitle",
        "楷体_GB2312",
        24,
        f'{OFF}<w:spacing w:after="60" w:line="340" w:lineRule="exact"/><w:jc w:val="center"/>',
        "",
    ),
    (
        "ReportText",
        "Report text",
        "仿宋_GB2312",
        32,
        '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>',
        '<w:spacing w:val="-5"/>',
    ),
    ("ReportNote", "Report note", "仿宋_GB2312", 21, f'{OFF}<w:spacing w:before="60" w:after="200" w:line="300" w:lineRule="exact"/>', ""),
    (
        "ReportCaption",
        "Report caption",
        "黑体",
        24,
        f'<w:keepNext/>{OFF}<w:spacing w:before="160" w:after="100" w:line="340" w:lineRule="exact"/><w:jc w:val="center"/>',
        "",
    ),
    ("ReportFigure", "Report figure", "仿宋_GB2312", 21, f'<w:keepNext/>{OFF}<w:spacing w:before="120"/><w:jc w:val="center"/>', ""),
    (
        "ReportBelow",
        "Report caption below",
        "黑体",
        24,
        f'{OFF}<w:spacing w:after="200" w:line="340" w:lineRule="exact"/><w:jc w:val="center"/>',
        "",
    ),
    (
        "ReportTable",
        "Report table",
        "仿宋_GB2312",
        21,
        f'{OFF}<w:spacing w:before="20" w:after="20" w:line="280" w:lineRule="atLeast"/>',
        "",
    ),
    (
        "ReportTableHead",
        "Report table head",
        "黑体",
        21,
        f'<w:keepNext/>{OFF}<w:spacing w:before="20" w:after="20" w:line="280" w:lineRule="atLeast"/>',
        "",
    ),
    (
        "ReportContents",
        "Report contents",
        "仿宋_GB2312",
        24,
        f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{wordml.twips(156)}"/></w:tabs>{OFF}<w:spacing '
        f'w:line="380" w:lineRule="exact"/>',
        "",
    ),
    ("ReportPage", "Report page number", "宋体", 28, f"{OFF}", ""),
    ("ReportBreak", "Report break", "仿宋_GB2312", 2, f'{OFF}<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', ""),
)
HEADINGS = (("黑体", ""), ("楷体_GB2312", ""), ("仿宋_GB2312", "<w:b/>"))


def styles(file: Any) -> None:
    """The styles of the layout, with their east-asian fonts, and the fonts that may stand in for them."""
    element = file.styles.element
    for old in element.xpath("w:docDefaults/w:pPrDefault"):
        old.getparent().remove(old)  # the template's space after each paragraph would break the 22 lines
    for name, title, font, size, paragraph, run in STYLES:
        element.append(parse_xml(wordml.style(name, title, font, size, paragraph, run)))
    for level, (font, bold) in enumerate(HEADINGS, 1):
        paragraph = f'<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="{level - 1}"/>'
        element.append(parse_xml(wordml.style(f"ReportHeading{level}", f"Report heading {level}", font, 32, paragraph, bold)))
    for part in file.part.package.iter_parts():
        if str(part.partname).endswith("fontTable.xml"):
            part._blob = wordml.font_table()
