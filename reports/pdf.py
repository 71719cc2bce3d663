"""PDF in the layout of official papers (GB/T 9704-2012), with the Chinese fonts inside: nothing is asked of the machine that opens it."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from reports.blocks import DATE_LINE, FEW, Approval, Block, Card, Contents, Heading, NewPage, Para, Picture, leaves, story, together
from reports.columns import UPRIGHT, card_widths, measured, parted, places, printed
from reports.document import Document, Table, clean
from reports.typeset import typeset

CONTENTS = ("目　录", "Contents")
WORD = re.compile(r"[!-~]{8,}")
CODE = re.compile(r"(?<=[!-~])([_/])(?=[!-~])")
SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')
HIGHEST = 118.0
"""Millimetres that a figure may be high, so that two figures with their captions fit a page."""
SHORT = 200
"""Signs of a cell in a row that may be held together with its neighbours."""


def write(document: Document) -> bytes:
    """The document as PDF; its properties hold title, author, marks and digest."""
    text = given(document)
    made: bytes = typeset(source(), {"data": text}, text)
    return made


def first_page(document: Document, dots: float = 80) -> bytes:
    """The first page as PNG."""
    text = given(document)
    made = typeset(source(), {"data": text}, text, format="png", dots=dots)
    return bytes(made[0] if isinstance(made, list) else made)


def given(document: Document) -> str:
    """The document as the layout takes it: JSON."""
    told_all = {
        "title": clean(document.title),
        "under": list(under(document)),
        "language": document.language,
        "author": dict(document.about).get("author", ""),
        "description": "；".join([*document.marks, *(f"{name}: {value}" for name, value in document.about)]),
        "keywords": list(document.marks),
        "moment": list(document.moment.timetuple()[:6]) if document.day or "exported" in dict(document.about) else None,
        "date_line": document.say(DATE_LINE),
        "leaves": [
            {"turned": turned, "blocks": grouped(run, document)}
            for turned, run in leaves(story(document), document.language)
        ],
    }
    return json.dumps(told_all, ensure_ascii=False)


def under(document: Document) -> tuple[str, ...]:
    """The lines below a title: what the report is about (where there are blocks), then its marks."""
    facts = "　".join(f"{name}：{value}" if document.language == "zh" else f"{name}: {value}" for name, value in document.facts)
    lines = (facts,) if document.blocks and facts else ()
    return tuple(clean(line) for line in (*lines, ("　" if document.language == "zh" else " · ").join(document.marks)) if line)


def grouped(run: list[tuple[str, Block]], document: Document) -> list[dict[str, Any]]:
    """The blocks of a run of pages; each that must not be parted from the next says so."""
    kept = together([block for _, block in run])
    return [told(mark, block, document) | {"kept": one} for (mark, block), one in zip(run, kept, strict=True)]


def told(mark: str, block: Block, document: Document) -> dict[str, Any]:
    """A block as data for the layout."""
    match block:
        case Heading():
            return {"kind": "heading", "mark": mark, "text": clean(block.text), "level": block.level}
        case Para():
            return {"kind": "para", "text": broken(block.text), "note": block.note}
        case Picture():
            return {"kind": "picture", "mark": mark, "title": clean(block.title), "svg": block.svg, "width": picture_width(block.svg)}
        case Card():
            return {"kind": "card", "widths": card_widths(block.pairs) * 2, "pairs": [[broken(name), broken(value)] for name, value in block.pairs]}
        case NewPage():
            return {"kind": "page"}
        case Contents():
            return {"kind": "contents", "title": document.say(CONTENTS)}
        case Approval():
            return {"kind": "approval", "words": list(block.words), "remark": block.remark}
        case Table():
            cells, numbers, note = printed(block, document.language)
            widths = measured(block, cells, document.language)[0]
            room = [places(0.92 * wide) for wide in widths]  # Latin letters are a little wider than half
            ends = [cell for row in (*cells[:2], *cells[-3:]) for cell in row]
            return {
                "kind": "table",
                "mark": mark,
                "title": clean(block.title),
                "heads": [clean(parted(head, wide)).split("\n") for (_, head), wide in zip(block.columns, widths, strict=True)],
                "widths": widths,
                "rows": [[broken(cell, most) for cell, most in zip(row, room, strict=True)] for row in cells],
                "numbers": numbers,
                "note": note,
                "whole": len(cells) <= FEW and sum(map(len, (cell for row in cells for cell in row))) <= FEW * SHORT,
                "guarded": len(cells) > FEW and all(len(cell) <= SHORT for cell in ends),
            }


def picture_width(svg: str) -> float:
    """How wide a figure is printed, in millimetres: the text's width, or less where it would be too high.

    >>> picture_width('<svg xmlns="" width="100" height="50">'), picture_width('<svg xmlns="" width="100" height="200">')
    (156.0, 59.0)
    """
    found = SIZE.search(svg)
    wide, high = (float(found[1]), float(found[2])) if found else (1.0, 1.0)
    return round(
        min(UPRIGHT, wide * 0.3, HIGHEST * wide / high) if wide * 0.3 < UPRIGHT and wide > 250 else min(UPRIGHT, HIGHEST * wide / high), 1
    )


def broken(text: str, most: int = 24) -> str:
    """The text with places to break in words of more than `most` signs, which no column of that width holds.

    >>> len(broken("a" * 60).split("\u200b")), broken("羊流镇 and others"), broken("villages_outside", 12).split("\u200b")
    (5, '羊流镇 and others', ['villages_', 'outside'])
    """
    return WORD.sub(lambda word: pieces(word[0], most) if len(word[0]) > most else word[0], clean(text))


def pieces(word: str, most: int) -> str:
    """A long word with places to break: after _ and /, and in what is still too long.

    >>> pieces("areas_without_centre_staff_or_rota", 24).count("\u200b")
    5
    """
    parts = CODE.sub("\\1\u200b", word).split("\u200b")
    size = max(1, most // 2)  # a W is twice as wide as the half-width place that is counted on
    return "\u200b".join(cut for part in parts for cut in ([part[at : at + size] for at in range(0, len(part), size)] if len(part) > most else [part]))


@cache
def source() -> bytes:
    """The layout."""
    return files("reports").joinpath("report.typ").read_bytes()
