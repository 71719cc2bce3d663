"""The typesetter behind PDF and PNG, with fonts of our own, so that Chinese prints on a machine that has no Chinese font."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
LOCK = Lock()


@cache
def characters() -> frozenset[str]:
    """The characters that our fonts hold, all of them in each."""
    held = [set(TTFont(file, lazy=True).getBestCmap()) for file in sorted(FONTS.glob("*.otf"))]
    return frozenset(map(chr, set.intersection(*held)))


@cache
def shelf(system: bool) -> Any:
    """Our fonts, and those of the machine if asked for."""
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=[FONTS])


def lacking(text: str) -> list[str]:
    """The characters of a text that our fonts do not hold, each once.

    >>> lacking("羊流镇 1,041 户"), lacking("𠮷")
    ([], ['𠮷'])
    """
    return sorted(one for one in set(text) - characters() if one.isprintable())


def typeset(source: bytes, given: Mapping[str, str], text: str, *, format: str = "pdf", dots: float = 144) -> Any:
    """The pages of a source, as PDF or as PNG (one page). `text` is all that is printed.

    The same input gives the same bytes; only a character that our fonts lack is looked for among the machine's.
    """
    with LOCK:
        compiler = typst.Compiler(source, font_paths=shelf(bool(lacking(text))), sys_inputs=dict(given))
        return compiler.compile(format=format, ppi=dots, pdf_tags=False)
