"""How names sound: candidates that were typed by their sound with another character."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=50_000)
def sounds(text: str) -> str:
    """The pinyin of a text without tones, each character's most usual reading; other signs stay.

    >>> sounds("安乐庄") == sounds("安乐装"), sounds("A村")
    (True, 'A cun')
    """
    from pypinyin import lazy_pinyin  # its dictionary takes a third of a second, and only a name that fits nothing needs it

    return " ".join(lazy_pinyin(text))
