"""The coverage layer: any question whose rows are things not covered, laid over the marks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import queries
from graphmodel.engine import Engine
from graphmodel.schema import NODE
from graphmodel.schema import scope as scope_text
from graphmodel.words import Text
from queries import network
from queries.answer import QuestionError
from views.graph.stock import Stock, remembered

FAVOURITE = ("villages_outside_cooperatives",)
"""The layer that a first visit opens with, where it applies; else the one with the largest share uncovered."""


@dataclass(frozen=True)
class Layer:
    """A question of coverage answered for a scope: which keys of which type are not covered, out of how many."""

    name: str
    title: Text
    type: str
    uncovered: frozenset[str]
    total: int
    places: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def telling(self) -> bool:
        """Whether anything at all is covered: where nothing is, that ledger is likely not kept here."""
        return len(self.uncovered) < self.total

    def within(self, group: str, keys: Iterable[str] = ()) -> tuple[int, int]:
        """How many are not covered, out of how many, among `keys` and among the layer's things inside a group."""
        if self.type == "Village":
            inside = [key for key in keys if key.startswith("Village:")]
            return sum(key in self.uncovered for key in inside), len(inside)
        inside = [key for key, where in self.places.items() if scope_text(group) in where and key != group]
        return sum(key in self.uncovered for key in inside), len(inside)


def column_of(question: queries.Question) -> tuple[str, str] | None:
    """The column that holds the key of what is not covered, and its type; None where no column does."""
    return next(((name, column["node"]) for name, column in question.columns.items() if column.get("node")), None)


PEOPLE = ("Member", "Household")
"""Types of which a county has tens of thousands: their questions are asked only when they are chosen."""


def offered(stock: Stock) -> list[queries.Question]:
    """The coverage questions that a scope has something for, by the counts alone, in the order of the book."""
    have = {**stock.nodes, **stock.relationships}
    found = [(question, column_of(question)) for question in queries.BOOK.values() if question.gap]
    return [question for question, column in found if column and have.get(column[1]) and all(have.get(one) for one in question.needs)]


def layers(engine: Engine, stock: Stock, as_of: date, types: Collection[str] | None = None) -> dict[str, Layer]:
    """The coverage questions about these types (all without any), answered, by name."""
    found = {}
    for question in offered(stock):
        column = column_of(question)
        if column and (types is None or column[1] in types):
            layer = remembered(engine, "layer", (stock.scope, as_of, question.name), partial(answered, engine, stock, as_of, question))
            if layer:
                found[question.name] = layer
    return found


def answered(engine: Engine, stock: Stock, as_of: date, question: queries.Question) -> Layer | None:
    """One question as a layer; None where the scope has nothing that it is about."""
    column, type = column_of(question) or ("", "")
    try:
        answer = queries.ask(engine, question.name, {}, stock.scope, as_of)
    except QuestionError:
        return None
    if not answer.denominator:
        return None
    uncovered = frozenset(network.key(type, row[column]) for row in answer.rows if row.get(column))
    places = {} if type == "Village" else network.places_of(engine, type, stock.scope)
    return Layer(question.name, question.title, type, uncovered, max(answer.denominator, len(uncovered)), places)


def chosen(engine: Engine, stock: Stock, as_of: date, name: str) -> Layer | None:
    """The layer of that name; without a name the favourite, or that of the villages with most uncovered; None for "none"."""
    if name == "none":
        return None
    question = next((one for one in offered(stock) if one.name == name), None)
    if question:
        return remembered(engine, "layer", (stock.scope, as_of, name), partial(answered, engine, stock, as_of, question))
    found = layers(engine, stock, as_of, ("Village",)) or layers(engine, stock, as_of, [type for type in NODE if type not in PEOPLE])
    favourite = next((found[one] for one in FAVOURITE if one in found and found[one].telling), None)
    telling = [layer for layer in found.values() if layer.telling]
    return favourite or max(telling, key=lambda layer: (len(layer.uncovered) / layer.total, layer.name), default=None)
