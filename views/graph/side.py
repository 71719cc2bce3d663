"""What stands beside the canvas about the chosen thing: gaps first, properties, neighbours by kind, single point of failure, sources."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from analysis import failure
from graphmodel.engine import Engine
from graphmodel.imports import source
from graphmodel.schema import NODE, REL
from graphmodel.words import Prop
from queries import network
from views.graph.coverage import Layer
from views.graph.shown import Shown
from views.graph.state import View
from views.graph.stock import GROUPS, Stock, caption, hop, named
from views.graph.words import BELONG, WORDS, kind_of, kind_words, look, near_words

Rows = list[dict[str, Any]]
UNSAID = ("name", "lat", "lon", "point", "assumed", "note")
NAMES = 4
"""The most names that a gap lists."""
UNITS = {"households": ("户", "households"), "population": ("人", "people"), "income": ("元/年", "yuan a year"), "collective_income": ("万元/年", "× 10,000 yuan a year")}


def side(engine: Engine, stock: Stock, shown: Shown, view: View, layers: Mapping[str, Layer], chosen: Layer | None, as_of: date, language: str, unmask: bool) -> dict[str, Any] | None:
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
    near, gaps = neighbours(engine, stock, shown, key, links, layers, chosen, as_of, language)
    own = [{"words": layer.title[at]} for layer in layers.values() if key in layer.uncovered and layer.telling]
    inner = within(engine, stock, key, chosen, at) if thing["type"] in GROUPS and chosen else []
    gaps = [*inner, *(gap for gap in gaps if not (inner and gap["n"] == inner[0]["n"] and gap["names"] == inner[0]["names"]))]
    leads = failure(stock.leads, key)
    name = caption(thing)
    return {"name": name, "kind": NODE[thing["type"]].title[at] if thing["type"] in GROUPS else kind_words(kind, language), "mark": mark | {"gap": bool(chosen and key in chosen.uncovered)},
            "links": doings(key, thing, shown, view, closed, at), "gaps": own + gaps, "props": properties(thing, stock, at), "near": near,
            "note": note(view, shown, at), "risk": risk(name, leads, at) if key in stock.leaders else None, "sources": sources(engine, thing, links, language)}


def doings(key: str, thing: Mapping[str, Any], shown: Shown, view: View, closed: bool, at: bool) -> Rows:
    """What can be done with the chosen thing."""
    folded = closed if thing["type"] in GROUPS else key not in shown.expanded
    words = (("展开", "Expand") if folded else ("收起", "Close"))[at]
    path = ((("路径", "Path") if not view.ends else ("取消路径", "No path"))[at])
    return [{"words": path, "act": {"do": "path", "id": key}}, {"words": words, "act": {"do": "expand", "id": key}}]


def note(view: View, shown: Shown, at: bool) -> str:
    """How choosing a path stands."""
    if len(view.ends) == 1:
        return ("点选路径的另一端。", "Choose the other end of the path.")[at]
    if len(view.ends) == 2:
        steps = len(shown.path) - 1
        return (f"路径 {steps} 步，已在图中加粗。", f"Path of {steps} steps, drawn bold.")[at] if steps > 0 else ("6 步之内没有路径。", "No path within 6 steps.")[at]
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
    return [(" / ".join(titles), " / ".join(values[title] for title in titles)) if name == titles[0] else (name, value) for name, value in found if name != titles[1]]


def worded(prop: Prop, value: Any, at: bool) -> str:
    """A value as text in one language, with its unit where it has one."""
    if isinstance(value, bool):
        return (("是", "yes") if value else ("否", "no"))[at]
    if isinstance(value, (int, float)) and prop.name not in ("year", "lifted_year"):
        number = f"{value:,.1f}".removesuffix(".0") if isinstance(value, float) else f"{value:,}"
        return f"{number} {UNITS[prop.name][at]}" if prop.name in UNITS else number
    return next((choice[1] for choice in prop.choices if at and choice[0] == value), str(value))


def neighbours(engine: Engine, stock: Stock, shown: Shown, key: str, links: Rows, layers: Mapping[str, Layer], chosen: Layer | None, as_of: date, language: str) -> tuple[Rows, Rows]:
    """The neighbours by kind with what opens them, and the gaps among them."""
    at = language == "en"
    kinds: dict[tuple[str, str, str], set[str]] = {}
    for row in links:
        way, end = ("out", row["end"]) if row["start"] == key else ("in", row["start"])
        kinds.setdefault((row["type"], way, end.partition(":")[0]), set()).add(end)
    rows, gaps, told, seen = [], [], set(), set()
    order = list(REL)
    for (type, way, label), ends in sorted(kinds.items(), key=lambda item: (item[0][0] != "LEADS", item[0][0] in BELONG, list(NODE).index(item[0][2]), order.index(item[0][0]), item[0][1])):
        if label in GROUPS or (label, frozenset(ends)) in seen:     # what it lies in stands among the properties
            continue
        seen.add((label, frozenset(ends)))
        here = [layer for layer in ([chosen] if chosen and chosen.type == label else [one for one in layers.values() if one.type == label and label != "Village" and one.telling]) if layer and ends & layer.uncovered]
        words = near_words(type, way, label, language)
        act = {"do": "near", "value": f"{key}~{type}~{way}~{label}"}
        rows.append({"words": words, "n": len(ends), "mark": look(label), "act": act,
                     "gap": (f"{len(ends & here[0].uncovered)} {WORDS['uncovered'][at].lower()}" if at else f"{len(ends & here[0].uncovered)} {WORDS['uncovered'][at]}") if here else ""})
        gaps += [listed(engine, f"{layer.title[1]} ({words.lower()})" if at else f"{words}：{layer.title[0]}", ends & layer.uncovered, len(ends), at) for layer in here if (layer.name, frozenset(ends)) not in told]
        told |= {(layer.name, frozenset(ends)) for layer in here}
    if key.startswith("Village:"):
        members = len(network.places_of(engine, "Member", key)) if stock.nodes.get("Member") else 0
        if members and not any(row["words"] == NODE["Member"].title[at] for row in rows):
            rows.append({"words": NODE["Member"].title[at], "n": members, "mark": look("Member"), "gap": "", "act": {"do": "near", "value": f"{key}~*~in~Member"}})
    return rows, gaps


def listed(engine: Engine, words: str, keys: frozenset[str] | set[str], of: int, at: bool) -> dict[str, Any]:
    """A gap with its fraction and the first names."""
    found = named(engine, sorted(keys)[:NAMES])
    more = len(keys) - len(found)
    return {"words": words, "n": len(keys), "of": of, "names": [{"id": one, "words": caption(row)} for one, row in found.items()],
            "more": "" if more <= 0 else f"and {more} more" if at else f"等 {len(keys)} 个"}


def within(engine: Engine, stock: Stock, group: str, layer: Layer, at: bool) -> Rows:
    """What is not covered inside a group, by the chosen layer."""
    keys = [key for key in stock.things if key.startswith("Village:") and f"|{group}|" in str(stock.things[key].get("within", ""))]
    uncovered, of = layer.within(group, keys)
    inside = {key for key in (keys if layer.type == "Village" else layer.places) if key in layer.uncovered and (layer.type == "Village" or f"|{group}|" in layer.places[key])}
    return [listed(engine, layer.title[at], inside, of, at)] if uncovered else []


def risk(name: str, found: Mapping[str, Any], at: bool) -> dict[str, Any]:
    """What falls if this leader falls out, in words."""
    lose, of = len(found["lose"]), found["of"]
    return {"before": f"If {name} falls out, " if at else f"{name}退出，", "n": lose, "of": of, "after": "led villages lose their only leader." if at else "个被帮带村失去帮带"}


def sources(engine: Engine, thing: Mapping[str, Any], links: Rows, language: str) -> Rows:
    """Where it is written: the thing's own rows first, then those of its relationships, rows of one sheet together; four at most."""
    at = language == "en"
    records = engine.imports()
    when = {record.number: record.at[5:10] for record in records}
    found: dict[tuple[int, str, str, bool], set[int]] = {}
    for tokens, own in ((str(thing.get("sources") or ""), True), *((row["sources"], False) for row in sorted(links, key=lambda row: row["type"] != "LEADS"))):
        for token in tokens.split():
            cell = source(token, records)
            found.setdefault((cell["import"], cell["file"], cell["sheet"], own), set()).add(cell["row"])
    same = {(number, file, sheet) for number, file, sheet, own in found if own and found[number, file, sheet, own] >= found.get((number, file, sheet, False), set())}
    rows = []
    for (number, file, sheet, own), cells in sorted(found.items(), key=lambda item: not item[0][3]):
        if own or (number, file, sheet) not in same:
            low, high = min(cells), max(cells)
            span = (f"rows {low}–{high}" if low < high else f"row {low}") if at else (f"第 {low}–{high} 行" if low < high else f"第 {low} 行")
            more = (f"{len(cells)} rows" if at else f"{len(cells)} 条") if low < high else (f"imported {when.get(number, '')}" if at else f"{when.get(number, '')} 导入")
            rows.append({"file": file, "where": f"{sheet} {span}", "more": more})
    return rows[:4]
