"""Codes: official ones stay, the county's own get their territory, and what Excel or a person's papers made is refused."""

from __future__ import annotations

import re
import unicodedata

import polars as pl

from graphmodel.words import Node
from loaders.text import TEXT_MARK, narrow
from loaders.values import Fault

PLAIN = r"^(?:[0-9]{6}/)?[A-Za-z][0-9A-Za-z_\-./]*$"
"""Own codes that can be nothing else: they start with a letter."""
LONGEST = 100
WHOLE = re.compile(r"^(\d{6,})\.0+$")
"""A code that another program wrote as a number: 370982105221.0."""
ROUNDED = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
IDENTITY = re.compile(r"\d{6}(19|20)\d{2}(0[1-9]|1[0-2])\d{5}[\dXx]")
MOBILE = re.compile(r"1[3-9]\d{9}")
FORBIDDEN = re.compile(r"[|、，；;,\x00-\x1f\x7f]")
UNKNOWN = "000000"
"""Stands for the territory while it is not known, so that everything else can still be checked."""


def key_fault(text: str, node: Node) -> Fault | None:
    """Why a text cannot be the code of a thing of this type.

    >>> from graphmodel.people import HOUSEHOLD
    >>> from graphmodel.places import VILLAGE
    >>> [f.rule if (f := key_fault(t, VILLAGE)) else None for t in ("370982105221", "3.70982E+11", "370982105000", "37098210522", "H-1")]
    [None, 'code_as_number', 'code_as_number', 'code_length', None]
    >>> key_fault("13800000000", HOUSEHOLD).rule
    'personal_key'
    """
    code = WHOLE.sub(r"\1", unicodedata.normalize("NFKC", text).strip().removeprefix(TEXT_MARK))
    last = code.rpartition("/")[2]
    if not last or len(code) > LONGEST or FORBIDDEN.search(code):
        return Fault(
            "key_characters",
            "编码中不能有 | 、，；, 或换行，最长 100 字。",
            "No | 、 ， ； ; , or line breaks, and at most 100 characters.",
        )
    if ROUNDED.fullmatch(last):
        return Fault("code_as_number", "位数已丢失，无法还原。", "Digits are lost and cannot be restored.")
    if IDENTITY.fullmatch(last) or MOBILE.fullmatch(last):
        return Fault(
            "personal_key", "像身份证号或手机号，不能作编码。", "It looks like an identity or phone number, which is never a code."
        )
    if re.fullmatch(r"\d{18,}", last):
        return Fault(
            "personal_key" if len(last) == 18 else "code_as_number",
            "像证件号或被改成数值的编码。",
            "It looks like an identity number, or a code made a number.",
        )
    if node.official and code.isdecimal():
        if len(code) != node.official:
            maybe = (code[: node.official],) if len(code) > node.official and not code[node.official :].strip("0") else ()
            return Fault(
                "code_length",
                f"官方编码应为 {node.official} 位，这里是 {len(code)} 位。",
                f"The official code has {node.official} digits, this has {len(code)}.",
                maybe,
            )
        if node.official == 12 and code.endswith("000"):
            return Fault("code_as_number", "末三位为 0，疑被截断。", "It ends in 000: probably cut off.")
    return None


def key_faults(text: pl.Series, node: Node) -> dict[str, Fault]:
    """Why each distinct text of a key column is unfit; the usual forms are passed over in one sweep."""
    usual = PLAIN if not node.official else rf"^[0-9]{{{node.official}}}$|{PLAIN}"
    plain = text.str.contains(usual) & (text.str.len_bytes() <= LONGEST)
    odd = text.filter(~(plain & ~text.str.ends_with("000") if node.official == 12 else plain).fill_null(True)).unique().to_list()
    return {cell: fault for cell in odd if (fault := key_fault(cell, node))}


def whole(text: pl.Expr, targets: tuple[Node, ...], territory: str | None) -> pl.Expr:
    """The full key that a code means for these types: official codes and those with a territory stay, others get the territory."""
    code = narrow(text).str.replace(WHOLE.pattern, "$1")
    lengths = sorted({t.official for t in targets if t.official})
    stays = code.str.contains("/", literal=True)
    if lengths:
        stays = stays | code.str.contains("^(" + "|".join(rf"\d{{{n}}}" for n in lengths) + ")$")
    return pl.when(stays).then(code).otherwise(pl.lit(f"{territory or UNKNOWN}/") + code)


def is_own(text: pl.Expr, node: Node) -> pl.Expr:
    """Whether a code needs a territory before it."""
    code = narrow(text).str.replace(WHOLE.pattern, "$1")
    return ~code.str.contains("/", literal=True) & (~code.str.contains(rf"^\d{{{node.official}}}$") if node.official else pl.lit(True))


def short(key: str) -> str:
    """A key without its territory, as planners write it.

    >>> short("370982/H-1"), short("370982105221")
    ('H-1', '370982105221')
    """
    return key.partition("/")[2] or key
