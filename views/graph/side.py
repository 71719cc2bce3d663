"""What stands beside the canvas about the chosen thing: gaps first, properties, neighbours by kind, single point of failure, sources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from analysis import failure
from analysis.failure import RELIES, losses
from graphmodel.engine import Engine
from graphmodel.schema import NODE
from graphmodel.words import Prop
from views.graph import about
from views.graph.cited import sources
from views.graph.coverage import PEOPLE, Layer, layers
from views.graph.near import neighbours, within
from views.graph.shown import Shown
from views.graph.state import View
from views.graph.stock import GROUPS, Stock, caption, hop, named
from views.graph.words import WORDS, counted, kind_of, kind_words, look

Rows = list[dict[str, Any]]
UNSAID = ("name", "lat", "lon", "point", "assumed", "note")
UNITS = {
    "households": ("户", "households"),
    "population": ("人", "people"),
    "income": ("元/年", "yuan a year"),
    "collective_income": ("万元/年", "× 10,000 yuan a year"),
}


def side(
    engine: Engine,
    stock: Stock,
    shown: Shown,
    view: View,
    chosen: Layer | None,
    as_of: date,
    language: str,
    unmask: bool,
    cell: str = "",
) -> dict[str, Any] | None:
    """Everything about `view.node`; None when nothing is chosen or it is not there. `cell` is the source whose cells are opened."""
    key = view.node
    thing = named(engine, [key], unmask).get(key) if key.partition(":")[0] in NODE else None
    if thing is None:
        return None
    links = hop(engine, as_of, [key])
    at = language == "en"
    kind = kind_of(thing, stock.leaders)
    closed = thing["type"] in GROUPS and key not in shown.open
    mark = look("Group") | {"glyph": "hull", "colour": "#F5F2EA"} if thing["type"] in GROUPS else look(kind)
    types = {thing["type"], *(end.partition(":")[0] for row in links for end in (row["start"], row["end"]))} - set(PEOPLE)
    if thing["type"] in PEOPLE:
        types.add(thing["type"])
    found = layers(engine, stock, as_of, types)
    near, gaps = neighbours(engine, stock, shown, key, links, found, chosen, as_of, language)
    own = [{"words": layer.title[at]} for layer in found.values() if key in layer.uncovered and layer.telling]
    inner = within(engine, stock, key, chosen, at) if thing["type"] in GROUPS and chosen else []
    gaps = [*inner, *(gap for gap in gaps if not (inner and gap["n"] == inner[0]["n"] and gap["names"] == inner[0]["names"]))]
    leads = failure(stock.leads, key)
    name = caption(thing)
    return {
        "name": name,
        "kind": NODE[thing["type"]].title[at] if thing["type"] in GROUPS else kind_words(kind, language),
        "mark": mark | {"gap": bool(chosen and key in chosen.uncovered)},
        "links": doings(key, thing, shown, view, closed, at),
        "many": together_doings(view, at),
        "questions": about.questions(engine, thing, stock, links, found, as_of, at),
        "gaps": own + gaps,
        "props": properties(thing, stock, at),
        "near": near,
        "note": note(view, shown, at),
        "risk": [risk(name, leads, at)] if key in stock.leaders else [relied(name, row, at) for row in falls(engine, links, key, as_of)],
        "sources": sources(engine, thing, links, language, cell, unmask),
    }


def doings(key: str, thing: Mapping[str, Any], shown: Shown, view: View, closed: bool, at: bool) -> Rows:
    """What can be done with the chosen thing."""
    folded = closed if thing["type"] in GROUPS else key not in shown.expanded
    return [
        {"words": (("展开", "Expand") if folded else ("收起", "Close"))[at], "act": {"do": "expand", "id": key}},
        {"words": (("聚焦", "Focus") if view.focus != key else ("全部", "All"))[at], "act": {"do": "focus", "id": key}},
        {"words": (("路径", "Path") if not view.ends else ("取消路径", "No path"))[at], "act": {"do": "path", "id": key}},
        {"words": ("隐藏", "Hide")[at], "act": {"do": "hide", "id": key}},
    ]


def together_doings(view: View, at: bool) -> dict[str, Any] | None:
    """How many are chosen together, and what can be done with them; also what was hidden by hand."""
    n = len(view.chosen)
    acts: Rows = []
    if n > 1:
        acts.append({"words": ("两者路径", "Path between")[at], "act": {"do": "between"}})
        acts.append({"words": ("隐藏", "Hide")[at], "act": {"do": "hide"}})
        acts.append({"words": ("取消多选", "Clear")[at], "act": {"do": "clear"}})
    if view.hidden:
        acts.append({"words": (f"显示已隐藏的 {len(view.hidden)} 个", f"Show the {len(view.hidden)} hidden")[at], "act": {"do": "unhide"}})
    return {"words": (f"已选 {n} 个", f"{n} chosen")[at] if n > 1 else "", "acts": acts} if acts else None


def note(view: View, shown: Shown, at: bool) -> str:
    """How choosing a path stands."""
    if len(view.ends) == 1:
        return ("点选路径的另一端。", "Choose the other end of the path.")[at]
    if len(view.ends) == 2:
        steps = len(shown.path) - 1
        return (
            (f"路径 {steps} 步，已在图中加粗。", f"Path of {steps} steps, drawn bold.")[at]
            if steps > 0
            else ("6 步之内没有路径。", "No path within 6 steps.")[at]
        )
    return ""


def properties(thing: Mapping[str, Any], stock: Stock, at: bool) -> list[tuple[str, str]]:
    """What the ledger says of a thing, in the order of the model; where it lies stands after its kind."""
    found = []
    for prop in NODE[thing["type"]].props:
        if prop.name not in UNSAID and thing.get(prop.name) is not None and not (prop.personal and prop.name == "name"):
            found.append((prop.title[at], worded(prop, thing[prop.name], at)))
    if thing["type"] == "Village":
        lacking = [prop for prop in NODE["Village"].props if prop.name in UNITS and thing.get(prop.name) is None]
        found += [(prop.title[at], WORDS["blank"][at]) for prop in lacking]
    found = together(found, at)
    home = stock.home.get(thing["key"])
    if home:
        found.insert(min(2, len(found)), (NODE[home.partition(":")[0]].title[at], caption(stock.things[home])))
    found += [(NODE[thing["type"]].prop(name).title[at], str(thing[name])) for name in ("note", "assumed") if thing.get(name)]
    return found


def together(found: list[tuple[str, str]], at: bool) -> list[tuple[str, str]]:
    """Households and population as one line, where both are there."""
    titles = [NODE["Village"].prop(name).title[at] for name in ("households", "population")]
    values = dict(found)
    if not all(title in values for title in titles):
        return found
    return [
        (" / ".join(titles), " / ".join(values[title] for title in titles)) if name == titles[0] else (name, value)
        for name, value in found
        if name != titles[1]
    ]


def worded(prop: Prop, value: Any, at: bool) -> str:
    """A value as text in one language, with its unit where it has one."""
    if isinstance(value, bool):
        return (("是", "yes") if value else ("否", "no"))[at]
    if isinstance(value, (int, float)) and prop.name not in ("year", "lifted_year"):
        number = f"{value:,.1f}".removesuffix(".0") if isinstance(value, float) else f"{value:,}"
        return f"{number} {UNITS[prop.name][at]}" if prop.name in UNITS else number
    return next((choice[1] for choice in prop.choices if at and choice[0] == value), str(value))


def risk(name: str, found: Mapping[str, Any], at: bool) -> dict[str, Any]:
    """What falls if this leader falls out, in words."""
    lose, of = len(found["lose"]), found["of"]
    return {
        "before": f"If {name} falls out, " if at else f"{name}退出，",
        "n": lose,
        "of": of,
        "after": "led villages lose their only leader." if at else "个被帮带村失去帮带",
    }


def falls(engine: Engine, links: Rows, key: str, as_of: date) -> Rows:
    """What falls with a thing that others rely on: exact, from all the relationships of these others."""
    ends = {row["end"] for row in links if row["start"] == key and row["type"] in RELIES}
    return [row for row in losses(hop(engine, as_of, ends), key) if row["lose"]] if ends else []


HOW: dict[str, tuple[str, str]] = {
    "LEADS": ("失去唯一帮带", "lose their only leader"),
    "SERVES": ("失去唯一服务方", "lose their only server"),
    "PAIRED_WITH": ("失去唯一帮扶人", "lose their only helper"),
    "COVERS": ("失去唯一党组织", "lose their only organisation"),
    "HOLDS_POST": ("无人任职", "are left without a holder"),
    "SEATED_ON": ("席位全空", "are left without any seat taken"),
    "COMMITS_TO": ("无人承诺", "are left without an owner"),
}


def how(type: str, n: int) -> str:
    """What becomes of so many by one relationship, in English.

    >>> how("LEADS", 1), how("HOLDS_POST", 2)
    ('loses its only leader', 'are left without a holder')
    """
    words = HOW[type][1]
    return words.replace("lose their", "loses its").replace("are left", "is left") if n == 1 else words


def relied(name: str, row: Mapping[str, Any], at: bool) -> dict[str, Any]:
    """What falls by one relationship, in words."""
    noun = NODE[row["label"]].title[at]
    before = f"If {name} falls out, " if at else f"{name}退出，"
    after = f"{counted(row['label'], row['of'], 'en')} {how(row['type'], len(row['lose']))}." if at else f"个{noun}{HOW[row['type']][0]}"
    return {"before": before, "n": len(row["lose"]), "of": row["of"], "after": after}
