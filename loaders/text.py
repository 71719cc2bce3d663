"""Texts made comparable: how headers, names and codes are brought to one form."""

from __future__ import annotations

import re
import unicodedata

import polars as pl

SEPARATORS = "、，；;,\n"
"""What parts several names in one cell."""

TEXT_MARK = "'"
"""What planners put before a number so that Excel takes it for text; in a CSV it stays in the cell."""
INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff"
"""Signs without width that come along when cells are copied from pages and chats."""


def canonical(text: str) -> str:
    """Header, sheet or type name without differences of case, width and blanks.

    >>> canonical(" 所在 村＊"), canonical("Start Type")
    ('所在村', 'starttype')
    """
    return re.sub(rf"[\s*_{INVISIBLE}]+", "", unicodedata.normalize("NFKC", text)).casefold()


def without_brackets(text: str) -> str:
    """A canonical header without its bracketed remark, unless nothing would be left.

    >>> without_brackets("集体收入(万元)")
    '集体收入'
    """
    return re.sub(r"\([^()]*\)", "", text) or text


def bracketed(text: str) -> str:
    """The bracketed remark of a canonical header, or "".

    >>> bracketed("集体收入(万元)")
    '万元'
    """
    found = re.search(r"\(([^()]*)\)", text)
    return found.group(1) if found else ""


def narrow(column: pl.Expr) -> pl.Expr:
    """Full-width letters and digits as half-width ones, blanks at the ends gone; for codes, numbers, dates and choices only."""
    return (
        pl.when(column.str.contains(r"[^\x00-\x7f]"))
        .then(column.str.normalize("NFKC").str.replace_all(f"[{INVISIBLE}]", ""))
        .otherwise(column)
        .str.strip_chars()
        .str.strip_prefix(TEXT_MARK)
    )


def clean(frame: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """The text columns without blanks at the ends (U+3000 too); what is left empty, or holds nothing to be seen, is null."""
    stripped = frame.with_columns(pl.col(columns).str.strip_chars())
    return stripped.with_columns(pl.when(pl.col(c).str.strip_chars(INVISIBLE + " ") != "").then(pl.col(c)).alias(c) for c in columns)
