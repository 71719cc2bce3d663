"""The marks and lines of what is shown: glyph, label, coverage; links between the same marks added up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analysis import bundle, stands_for
from analysis.fold import innermost, summed
from graphmodel.schema import NODE
from views.graph.coverage import Layer
from views.graph.shown import Shown
from views.graph.state import View
from views.graph.stock import GROUPS, PLACES, Stock, caption
from views.graph.words import BELONGS, WORDS, kind_of, kind_words, line_of, line_words, look

Rows = list[dict[str, Any]]
EMPTY = 12.0
"""The radius of a closed group that holds nothing yet."""


def marks(stock: Stock, shown: Shown, layer: Layer | None, keys: Iterable[str], language: str) -> dict[str, dict[str, Any]]:
    """A mark for each of these keys: id, label, sub, glyph, colour, r, size, bold, gap, and of a closed group n, total and uncovered."""
    found = {}
    for key in keys:
        thing = shown.things[key]
        if "set" in thing:
            found[key] = set_mark(key, thing, shown.reds.get(key), language)
            continue
        gap = bool(layer and key in layer.uncovered)
        if thing["type"] in GROUPS:
            found[key] = group_mark(key, thing, stock.held.get(key, {}), layer, gap, language)
            continue
        kind = kind_of(thing, stock.leaders)
        mark = {"id": key, "label": caption(thing), "sub": "", "gap": gap, **look(kind), "kind": kind}
        if kind == "Leader":
            mark |= {"size": 15, "bold": True}
        sub = red_inside(key, layer, language) if thing["type"] == "Village" else ""
        mark |= {"sub": sub, "subgap": bool(sub)}
        said = (kind_words(kind, language), *((WORDS["uncovered"][language == "en"],) if gap else ()), *filter(None, (sub,)))
        found[key] = mark | {"say": "，".join((mark["label"], *said)) if language != "en" else ", ".join((mark["label"], *said))}
    return found


def red_inside(key: str, layer: Layer | None, language: str) -> str:
    """What is not covered inside a place, of how many, in words; "" where everything is."""
    return red_words(*(layer.within(key) if layer else (0, 0)), language)


def red_words(uncovered: int, total: int, language: str) -> str:
    """How many are not covered, of how many, in words; "" where all are."""
    return f"{WORDS['uncovered'][language == 'en']} {uncovered:,} / {total:,}" if uncovered else ""


def size(held: Mapping[str, int]) -> tuple[int, str]:
    """What a closed group is measured in: its villages, or else what it has most of among organisations.

    >>> size({"Village": 3, "Branch": 9}), size({"Enterprise": 48, "Branch": 9}), size({})
    ((3, 'Village'), (48, 'Enterprise'), (0, 'Village'))
    """
    if held.get("Village"):
        return held["Village"], "Village"
    most = max((type for type in held if NODE[type].group == "organisation"), key=lambda type: (held[type], type), default="Village")
    return held.get(most, 0), most


def group_mark(key: str, thing: dict[str, Any], held: Mapping[str, int], layer: Layer | None, gap: bool, language: str) -> dict[str, Any]:
    """The mark of a closed group: its number in a ring of what is covered and what is not."""
    english = language == "en"
    uncovered, total = layer.within(key) if layer else (0, 0)
    sub = red_words(uncovered, total, language)
    n, type = size(held)
    unit = NODE[type].title[english].lower()
    return {
        "id": key,
        "label": caption(thing),
        "sub": sub,
        "subgap": bool(uncovered),
        "gap": gap,
        "bold": True,
        **look("Group"),
        **({} if n else {"r": EMPTY}),
        "kind": thing["type"],
        "n": n,
        "unit": type,
        "total": total,
        "uncovered": uncovered,
        "say": (", " if english else "，").join(part for part in (caption(thing), f"{unit} {n:,}", sub) if part),
    }


def set_mark(key: str, thing: dict[str, Any], red: tuple[int, int] | None, language: str) -> dict[str, Any]:
    """The mark of a set: what it holds, how many, and the ring."""
    words, (uncovered, total) = NODE[thing["type"]].title[language == "en"], red or (0, 0)
    sub = red_words(uncovered, total, language)
    mark = {
        "id": key,
        "label": words,
        "sub": sub,
        "subgap": bool(uncovered),
        "gap": False,
        **look("Group"),
        "r": 19,
        "set": look(thing["type"]),
    }
    mark |= {"kind": thing["type"], "n": thing["set"], "unit": thing["type"], "total": total, "uncovered": uncovered}
    return mark | {"say": (", " if language == "en" else "，").join(part for part in (f"{words} {thing['set']:,}", sub) if part)}


def lines(stock: Stock, shown: Shown, view: View, stands: Mapping[str, str] | None = None) -> tuple[Rows, dict[str, int]]:
    """The lines between marks, and how many relationships of each entry of the legend they show.

    Relationships of single things come first; what the places have besides is added up. Where two marks are joined by anything
    else, the hairline of belonging is left to it. What was filtered out is not counted.
    """
    stands = shown.stands if stands is None else stands
    single = bundle(shown.links, stands)
    found = [row for row in (*single, *ties(shown, stands), *sums(stock, shown, single, stands)) if line_of(row["type"]) not in view.less]
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


def ties(shown: Shown, stands: Mapping[str, str]) -> Rows:
    """The lines between sets and what has them."""
    return [
        {**row, "start": stands[row["start"]], "end": stands[row["end"]]}
        for row in shown.ties
        if stands.get(row["start"]) and stands.get(row["end"]) and stands[row["start"]] != stands[row["end"]]
    ]


def sums(stock: Stock, shown: Shown, single: Rows, stands: Mapping[str, str]) -> Rows:
    """The relationships between places added up between the marks that stand for them, less those that are drawn one by one."""

    def mark_of(place: str, label: str) -> str | None:
        if stands.get(place):
            return stands[place]
        own = f"Set:{place}~own~in~{label}"
        return own if own in stands else None

    found = summed(stock.sums, mark_of)
    if stock.leads:  # there the picture is that of the leaders: only closed groups add theirs up
        found = {name: n for name, n in found.items() if all(end.partition(":")[0] in GROUPS for end in name[:2])}
    for row in (link for line in single for link in line["links"]):
        places = [shown.things.get(row[end], {}).get("within") for end in ("start", "end")]
        if None in places or places[0] == places[1]:
            continue
        ends = [
            mark_of(innermost(str(within), stock.home, stock.scope), row[end].partition(":")[0])
            for within, end in zip(places, ("start", "end"), strict=True)
        ]
        name = (ends[0] or "", ends[1] or "", row["type"])
        if name in found:
            found[name] -= 1
    return [{"start": start, "end": end, "type": type, "n": n, "links": []} for (start, end, type), n in found.items() if n > 0]


def merged(rows: Rows) -> Rows:
    """One line for each pair of marks: that of the relationship with most, leading first; `n` of all, `more` the numbers by type."""
    pairs: dict[frozenset[str], Rows] = {}
    for row in rows:
        pairs.setdefault(frozenset((row["start"], row["end"])), []).append(row)
    found = []
    for same in pairs.values():
        first = max(same, key=lambda row: (row["type"] == "LEADS", line_of(row["type"]) != BELONGS, row["n"], row["type"]))
        total: dict[str, int] = {}
        for row in same:
            total[line_of(row["type"])] = total.get(line_of(row["type"]), 0) + row["n"]
        links = [link for row in same for link in row["links"]]
        found.append({**first, "n": sum(total.values()), "links": links, "more": sorted(total.items(), key=lambda one: (-one[1], one[0]))})
    return found


def with_counts(found: dict[str, dict[str, Any]], rows: Rows, language: str) -> dict[str, dict[str, Any]]:
    """The marks, those that many relationships lead from to one group with their number below the name (联建 16)."""
    result = dict(found)
    for row in rows:
        for one, group in ((row["start"], row["end"]), (row["end"], row["start"])):
            partner = one.partition(":")[0] not in PLACES and one in found and "n" not in found[one]
            if row["n"] > 1 and partner and group in found and "n" in found[group]:
                words = f"{line_words(line_of(row['type']), language)} {row['n']}"
                sub = ("　" if language != "en" else ", ").join(filter(None, (result[one]["sub"], words)))
                result[one] = result[one] | {"sub": sub, "say": f"{result[one]['say']}{', ' if language == 'en' else '，'}{words}"}
    return result
