"""Finding a thing by name, code or pinyin. Persons and households are found by code only: their names are masked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pypinyin import Style, lazy_pinyin, load_phrases_dict

from graphmodel.engine import Engine
from graphmodel.schema import NODE
from queries import network
from views.graph.stock import Stock, caption, named, remembered
from views.graph.words import kind_of, kind_words, look

MOST = 12
BY_NAME = tuple(node.label for node in NODE.values() if node.group in ("place", "organisation") and node.label not in ("Household",))
BY_CODE = ("Household", "Member")
HARD = {
    "单县": [["shàn"], ["xiàn"]],
    "洪洞": [["hóng"], ["tóng"]],
    "召陵": [["shào"], ["líng"]],
    "曾家": [["zēng"], ["jiā"]],
    "解家": [["xiè"], ["jiā"]],
    "仇家": [["qiú"], ["jiā"]],
    "朴家": [["piáo"], ["jiā"]],
    "覃家": [["qín"], ["jiā"]],
    "单家": [["shàn"], ["jiā"]],
    "查家": [["zhā"], ["jiā"]],
    "乐山": [["lè"], ["shān"]],
}
"""Place names and surnames whose usual reading is another one."""
load_phrases_dict(HARD)


@dataclass(frozen=True)
class Entry:
    """One thing of the index: its key, name, pinyin in full and by initials, and the place it lies in."""

    key: str
    name: str
    full: str
    initials: str


def index(engine: Engine, scope: str | None) -> list[Entry]:
    """Everything in a scope that is found by name, kept until the store changes."""

    def made() -> list[Entry]:
        names = [(row["key"], caption(row)) for type in BY_NAME for row in network.things_of(engine, type, scope)]
        return [
            Entry(key, name, "".join(lazy_pinyin(name)).lower(), "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower())
            for key, name in names
        ]

    return remembered(engine, "index", (scope,), made)


def rank(entry: Entry, text: str) -> int | None:
    """How well an entry fits, 0 best; None when it does not.

    >>> rank(Entry("Village:370982105221", "和庄", "hezhuang", "hz"), "hez"), rank(Entry("Village:1", "和庄", "hezhuang", "hz"), "河")
    (4, None)
    """
    code = entry.key.partition(":")[2].lower()
    tests = (
        entry.name == text or code == text,
        entry.name.startswith(text),
        text in entry.name,
        code.endswith(text) and len(text) > 2,
        entry.full.startswith(text),
        entry.initials.startswith(text),
        len(text) > 2 and (text in entry.full or text in code),
        len(text) > 1 and text in entry.initials,
    )
    return next((at for at, fits in enumerate(tests) if fits), None)


def find(engine: Engine, stock: Stock, as_of: date, text: str, language: str) -> dict[str, Any]:
    """The things that fit a text best: {text, hits: [{id, name, more, mark}], more: how many are not listed}."""
    wanted = text.strip().lower().replace(" ", "")
    if not wanted:
        return {"text": text, "hits": [], "more": ""}
    entries = index(engine, stock.scope)
    fitting = sorted(
        (at, list(NODE).index(entry.key.partition(":")[0]), len(entry.name), entry.key)
        for entry in entries
        if (at := rank(entry, wanted)) is not None
    )
    keys = [key for *_, key in fitting]
    if len(keys) < MOST and len(wanted) > 2:
        keys += [
            key
            for key in network.by_code(engine, text.strip(), stock.scope, [type for type in BY_CODE if stock.nodes.get(type)])
            if key not in set(keys)
        ]
    things = named(engine, keys[:MOST])
    return {
        "text": text,
        "hits": [hit(things[key], stock, language) for key in keys[:MOST] if key in things],
        "more": ""
        if len(keys) <= MOST
        else f"{len(keys) - MOST:,} more"
        if language == "en"
        else f"另有 {len(keys) - MOST:,} 个，输入更多",
    }


def hit(thing: dict[str, Any], stock: Stock, language: str) -> dict[str, Any]:
    """One line of the list: what it is, where it lies, its code."""
    kind = kind_of(thing, stock.leaders)
    places: Iterable[str] = (kind_words(kind, language), where(thing, stock), thing["key"].partition(":")[2])
    return {
        "id": thing["key"],
        "name": caption(thing),
        "more": " · ".join(part for part in places if part),
        "mark": look(kind) if thing["type"] not in ("Area", "Township", "County") else look("Area") | {"glyph": "hull"},
    }


def where(thing: dict[str, Any], stock: Stock) -> str:
    """The nearest place of a thing that has a name here: its area, village or township."""
    inside = [part for part in str(thing.get("within", "")).split("|") if part in stock.things and part != thing["key"]]
    order = ("Village", "Area", "Township", "County")
    near = min(inside, key=lambda key: order.index(key.partition(":")[0]), default="")
    return caption(stock.things[near]) if near else ""
