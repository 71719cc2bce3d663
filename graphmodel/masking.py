"""Masking of what identifies a person. Masking what is masked changes nothing."""
from __future__ import annotations

import re
from typing import Any

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
    """The first three characters of a phone or identity number, stars for the rest; at least three stars.

    >>> mask_number("13805480001"), mask_number("370982199001011234"), mask_number("110"), mask_number("")
    ('138********', '370***************', '***', '')
    """
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
