"""Names of places as they are written: official lists add 村委会 or 村民委员会, planners leave it out."""

from __future__ import annotations

import re
import unicodedata

from loaders.text import INVISIBLE

COMMITTEES = re.compile(r"(?<=.)(?:(?:村民|居民)?委员会|(?<=村)委会|居委会|办事处|人民政府)$")
KINDS = re.compile(r"(?<=..)(?:社区|嘎查|街道|苏木|村|镇|乡)$")
SIDES = "东西南北上下前后中"
"""What parts of one old village put before its name: 北刘家庄 and 上刘家庄 are often both called 刘家庄."""


def plain(name: str) -> str:
    """A name without differences of width and blanks.

    >>> plain("和庄 村")
    '和庄村'
    """
    return re.sub(rf"[\s{INVISIBLE}]+", "", unicodedata.normalize("NFKC", name))


def brief(name: str) -> str:
    """A place's name without its committee.

    >>> brief("和庄村委会"), brief("八角亭社区居委会"), brief("甲嘎查村民委员会"), brief("南梁社区居民委员会")
    ('和庄村', '八角亭社区', '甲嘎查', '南梁社区')
    """
    return COMMITTEES.sub("", plain(name))


def stem(name: str) -> str:
    """A place's name without its committee and kind.

    >>> stem("和庄村委会"), stem("和庄"), stem("羊流镇"), stem("东村")
    ('和庄', '和庄', '羊流', '东村')
    """
    return KINDS.sub("", brief(name))


def beside(name: str, other: str) -> bool:
    """Whether another stem is this bare one with a side before it.

    >>> beside("刘家庄", "北刘家庄"), beside("和庄", "小和庄")
    (True, False)
    """
    return len(other) == len(name) + 1 and other.endswith(name) and other[0] in SIDES
