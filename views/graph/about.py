"""What can be asked about the chosen thing: the questions that list things of its type, with place and parameters set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import Any

import queries
from graphmodel.engine import Engine
from graphmodel.schema import NODE
from views.graph.coverage import Layer, judged
from views.graph.stock import GROUPS, Stock

Rows = list[dict[str, Any]]
MOST = 5
"""The most questions that are named at once."""


def questions(
    engine: Engine, thing: Mapping[str, Any], stock: Stock, links: Rows, layers: Mapping[str, Layer], as_of: date, at: bool
) -> Rows:
    """Questions about a thing, those that list it as not covered first: {words, q, scope, params, gap}.

    A group is asked about as the place; anything else within the nearest group that it lies in. A question that has nothing to judge there
    is left out.
    """
    key = str(thing["key"])
    place = key if thing["type"] in GROUPS else nearest(str(thing.get("within", "")), stock)
    have = {**stock.nodes, **stock.relationships}
    found = []
    for question in queries.BOOK.values():
        lists = {column["node"] for column in question.columns.values() if column.get("node")}
        if not all(have.get(one) for one in question.needs) or question.subject == "records":
            continue
        red = question.name in layers and key in layers[question.name].uncovered
        if thing["type"] in lists or (
            thing["type"] in GROUPS and question.gap and question.name in layers and layers[question.name].within(key)[0]
        ):
            params = set_for(question, thing, links, thing["type"] in lists)
            row = {"words": question.title[at], "q": question.name, "scope": place, "params": params, "gap": red}
            found.append((not red, not question.gap, not params, row))
    found.sort(key=lambda one: (one[:3], one[3]["q"]))
    return list(islice((row for *_, row in found if judged(engine, row["q"], row["params"], place, as_of)), MOST))


def nearest(within: str, stock: Stock) -> str:
    """The narrowest group that a text of places names; the scope's own where there is none."""
    inside = [key for key in within.split("|") if key.partition(":")[0] in GROUPS]
    return max(inside, key=lambda key: (GROUPS.index(key.partition(":")[0]), key), default=stock.scope or "")


def set_for(question: queries.Question, thing: Mapping[str, Any], links: Rows, listed: bool) -> dict[str, str]:
    """The parameters that a thing gives a question: its kind, if such things are `listed`, and the programme that it is paired in."""
    given: dict[str, str] = {}
    if listed and "kind" in question.params and thing.get("kind") and any(prop.name == "kind" for prop in NODE[thing["type"]].props):
        given["kind"] = str(thing["kind"])
    programmes = sorted({str(row["key"]).partition("|")[0] for row in links if row["type"] == "PAIRED_WITH"})
    if "programme" in question.params and programmes:
        given["programme"] = programmes[0]
    return given
