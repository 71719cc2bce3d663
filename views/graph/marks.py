"""The marks and lines of what is shown: glyph, label, coverage; links between the same marks added up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analysis import bundle, stands_for
from views.graph.coverage import Layer
from views.graph.shown import Shown
from views.graph.state import View
from views.graph.stock import GROUPS, Stock, caption
from views.graph.words import BELONGS, WORDS, kind_of, kind_words, line_of, line_words, look

Rows = list[dict[str, Any]]


def marks(stock: Stock, shown: Shown, layer: Layer | None, keys: Iterable[str], language: str) -> dict[str, dict[str, Any]]:
    """A mark for each of these keys: id, label, sub, glyph, colour, r, size, bold, gap, and of a closed group n, total and uncovered."""
    found = {}
    for key in keys:
        thing = shown.things[key]
        gap = bool(layer and key in layer.uncovered)
        if thing["type"] in GROUPS:
            found[key] = group_mark(key, thing, shown.members.get(key, []), layer, gap, language)
            continue
        kind = kind_of(thing, stock.leaders)
        mark = {"id": key, "label": caption(thing), "sub": "", "gap": gap, **look(kind), "kind": kind}
        if kind == "Leader":
            mark |= {"size": 15, "bold": True}
        said = (kind_words(kind, language), *((WORDS["uncovered"][language == "en"],) if gap else ()))
        found[key] = mark | {"say": "，".join((mark["label"], *said)) if language != "en" else ", ".join((mark["label"], *said))}
    return found


def group_mark(key: str, thing: dict[str, Any], members: list[str], layer: Layer | None, gap: bool, language: str) -> dict[str, Any]:
    """The mark of a closed group: its number in a ring of what is covered and what is not."""
    english = language == "en"
    uncovered, total = layer.within(key, members) if layer else (0, 0)
    sub = f"{WORDS['uncovered'][english]} {uncovered} / {total}" if uncovered else ""
    unit = f"{len(members)} villages" if english else f"{len(members)} 村"
    return {
        "id": key,
        "label": caption(thing),
        "sub": sub,
        "subgap": bool(uncovered),
        "gap": gap,
        "bold": True,
        **look("Group"),
        "kind": thing["type"],
        "n": len(members),
        "total": total,
        "uncovered": uncovered,
        "say": (", " if english else "，").join(part for part in (caption(thing), unit, sub) if part),
    }


def lines(stock: Stock, shown: Shown, view: View, stands: Mapping[str, str] | None = None) -> tuple[Rows, dict[str, int]]:
    """The lines between marks, and how many relationships of each entry of the legend they show.

    Where two marks are joined by anything else, the hairline of belonging is left to it. What was filtered out is not counted.
    """
    stands = shown.stands if stands is None else stands
    found = [row for row in bundle(shown.links, stands) if line_of(row["type"]) not in view.less]
    if BELONGS not in view.less:
        at_home = stands_for(stock.home, shown.open)
        known = {(row["start"], row["end"]) for row in found}
        found += [
            {"start": key, "end": at_home[key], "type": "IN_AREA", "n": 1, "links": []}
            for key in sorted(set(stands.values()))
            if key in stock.home
            and at_home[key] not in (key,)
            and stands.get(at_home[key]) == at_home[key]
            and (key, at_home[key]) not in known
        ]
    counted: dict[str, int] = {}
    for row in found:
        counted[line_of(row["type"])] = counted.get(line_of(row["type"]), 0) + row["n"]
    firm = {frozenset((row["start"], row["end"])) for row in found if line_of(row["type"]) != BELONGS}
    return [row for row in found if line_of(row["type"]) != BELONGS or frozenset((row["start"], row["end"])) not in firm], counted


def with_counts(found: dict[str, dict[str, Any]], rows: Rows, language: str) -> dict[str, dict[str, Any]]:
    """The marks, those that many relationships lead from to one group with their number beside the name (联建 16)."""
    result = dict(found)
    for row in rows:
        for one, group in ((row["start"], row["end"]), (row["end"], row["start"])):
            if row["n"] > 1 and group in found and "n" in found[group] and "n" not in found[one]:
                words = f"{line_words(line_of(row['type']), language)} {row['n']}"
                label = f"{result[one]['label']} ×{row['n']}" if language == "en" else f"{result[one]['label']}　{words}"
                result[one] = result[one] | {"label": label, "say": f"{result[one]['say']}{', ' if language == 'en' else '，'}{words}"}
    return result
