"""What stands beside the canvas about the chosen thing: gaps first, properties, neighbours by kind, single point of failure, sources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from analysis import failure
from graphmodel.engine import Engine
from graphmodel.imports import source
from graphmodel.schema import NODE
from graphmodel.words import Prop
from views.graph.coverage import PEOPLE, Layer, layers
from views.graph.near import neighbours, within
from views.graph.shown import Shown
from views.graph.state import View
from views.graph.stock import GROUPS, Stock, caption, hop, named
from views.graph.words import WORDS, kind_of, kind_words, look

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
) -> dict[str, Any] | None:
    """Everything about `view.node`; None when nothing is chosen or it is not there."""
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
        "gaps": own + gaps,
        "props": properties(thing, stock, at),
        "near": near,
        "note": note(view, shown, at),
        "risk": risk(name, leads, at) if key in stock.leaders else None,
        "sources": sources(engine, thing, links, language),
    }


def doings(key: str, thing: Mapping[str, Any], shown: Shown, view: View, closed: bool, at: bool) -> Rows:
    """What can be done with the chosen thing."""
    folded = closed if thing["type"] in GROUPS else key not in shown.expanded
    words = (("展开", "Expand") if folded else ("收起", "Close"))[at]
    path = (("路径", "Path") if not view.ends else ("取消路径", "No path"))[at]
    return [{"words": path, "act": {"do": "path", "id": key}}, {"words": words, "act": {"do": "expand", "id": key}}]


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


def sources(engine: Engine, thing: Mapping[str, Any], links: Rows, language: str) -> Rows:
    """Where it is written: the thing's own rows first, then those of its relationships, rows of one sheet together; four at most."""
    at = language == "en"
    records = engine.imports()
    when = {record.number: record.at[5:10] for record in records}
    found: dict[tuple[int, str, str, bool], set[int]] = {}
    for tokens, own in (
        (str(thing.get("sources") or ""), True),
        *((row["sources"], False) for row in sorted(links, key=lambda row: row["type"] != "LEADS")),
    ):
        for token in tokens.split():
            cell = source(token, records)
            found.setdefault((cell["import"], cell["file"], cell["sheet"], own), set()).add(cell["row"])
    same = {
        (number, file, sheet)
        for number, file, sheet, own in found
        if own and found[number, file, sheet, own] >= found.get((number, file, sheet, False), set())
    }
    rows = []
    for (number, file, sheet, own), cells in sorted(found.items(), key=lambda item: not item[0][3]):
        if own or (number, file, sheet) not in same:
            low, high = min(cells), max(cells)
            span = (
                (f"rows {low}–{high}" if low < high else f"row {low}") if at else (f"第 {low}–{high} 行" if low < high else f"第 {low} 行")
            )
            more = (
                (f"{len(cells)} rows" if at else f"{len(cells)} 条")
                if low < high
                else (f"imported {when.get(number, '')}" if at else f"{when.get(number, '')} 导入")
            )
            rows.append({"file": file, "where": f"{sheet} {span}", "more": more})
    return rows[:4]
