"""Masking of what identifies a person. Masking what is masked changes nothing."""
from __future__ import annotations

import re
from typing import Any

IDENTITY = (15, 18)
"""How many characters an identity number has: the old and the present kind."""
NUMBERED = re.compile(r"(.*\D)(\d+)", re.DOTALL)


def mask_name(name: str) -> str:
    """The first character of a name; of a numbered one, such as an invented member, all but its last two digits.

    >>> mask_name("张三"), mask_name("党员 0031"), mask_name("欧阳修文"), mask_name("Li Hua"), mask_name("户7"), mask_name("")
    ('张**', '党员 00**', '欧**', 'L**', '户**', '')
    >>> mask_name(mask_name("党员 0031"))
    '党员 00**'
    """
    if not name or name.endswith("**"):
        return name
    numbered = NUMBERED.fullmatch(name)
    if numbered:
        return f"{numbered[1]}{numbered[2][:-2]}**"
    return f"{name.strip()[:1]}**"


def mask_number(number: str) -> str:
    """A phone number's first three characters, an identity number's first and last four, stars for the rest; at least three stars.

    >>> mask_number("13805480001"), mask_number("13042319900101123X"), mask_number("110"), mask_number("")
    ('138********', '1304**********123X', '***', '')
    >>> mask_number(mask_number("13042319900101123X"))
    '1304**********123X'
    """
    if len(number) in IDENTITY:
        return number[:4] + "*" * (len(number) - 8) + number[-4:]
    shown = number[:3] if len(number) > 6 else ""
    return shown + "*" * (max(3, len(number)) - len(shown)) if number else number


def mask(value: Any, kind: str) -> Any:
    """A value masked as its `personal` mark asks ("name" or "number"); null, and what is not personal, as they are.

    >>> mask("张三", "name"), mask(13805480001, "number"), mask(None, "name"), mask("东村", "")
    ('张**', '138********', None, '东村')
    """
    if value is None or not kind:
        return value
    return mask_name(str(value)) if kind == "name" else mask_number(str(value))
