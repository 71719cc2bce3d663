"""The coverage layer: any question whose rows are things not covered, laid over the marks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import queries
from graphmodel.engine import Engine
from graphmodel.schema import NODE
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
    red: Mapping[str, int] = field(default_factory=dict, repr=False)
    """place → how many that lie in it are not covered"""
    counted: Callable[[str], int] = field(default=lambda _: 0, repr=False)
    """how many the question counts in a place"""

    @property
    def telling(self) -> bool:
        """Whether anything at all is covered: where nothing is, that ledger is likely not kept here."""
        return len(self.uncovered) < self.total

    def within(self, group: str) -> tuple[int, int]:
        """How many are not covered, out of how many, inside a place."""
        red = self.red.get(group, 0)
        return red, max(red, self.counted(group))


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


def answered(engine: Engine, stock: Stock, as_of: date, question: queries.Question, given: Mapping[str, str] | None = None) -> Layer | None:
    """One question as a layer; None where the scope has nothing that it is about."""
    column, type = column_of(question) or ("", "")
    try:
        answer = queries.ask(engine, question.name, dict(given or {}), stock.scope, as_of)
    except QuestionError:
        return None
    if not answer.denominator:
        return None
    uncovered = frozenset(network.key(type, row[column]) for row in answer.rows if row.get(column))
    total = max(answer.denominator, len(uncovered))
    red = reds(remembered(engine, "places_of", (type, stock.scope or ""), lambda: network.places_of(engine, type, stock.scope)), uncovered)
    whole = {place: held.get(type, 0) for place, held in stock.held.items()} if total == stock.nodes.get(type) else None

    def counted(place: str) -> int:
        """Where the question counts everything of its type, that number; else the question is asked for the place."""
        if whole is not None or not (stock.held.get(place) or {}).get(type):
            return (whole or {}).get(place, 0)
        return judged(engine, question.name, given or {}, place, as_of)

    return Layer(question.name, question.title, type, uncovered, total, red, counted)


def judged(engine: Engine, name: str, given: Mapping[str, str], place: str, as_of: date) -> int:
    """How many a question judges in a place, or everywhere where that is ""."""
    key = (place, as_of, name, tuple(sorted(given.items())))
    return int(remembered(engine, "judged", key, lambda: queries.denominator(engine, name, dict(given), place or None, as_of)))


def reds(lying: Mapping[str, str], uncovered: Collection[str]) -> dict[str, int]:
    """How many of what is not covered lie in each place, by the `within` text of each thing; no place lies in itself.

    >>> reds({"Village:1": "|County:1|Village:1|", "Village:2": "|County:1|Village:2|"}, ["Village:1"])
    {'County:1': 1}
    """
    found: dict[str, int] = {}
    for key in uncovered:
        for place in lying.get(key, "").split("|"):
            if place and place != key:
                found[place] = found.get(place, 0) + 1
    return found


def chosen(engine: Engine, stock: Stock, as_of: date, name: str, given: Mapping[str, str] | None = None) -> Layer | None:
    """The layer of that name; without a name the favourite, or that of the villages with most uncovered; None for "none".

    `given` are parameters of the named question other than by default.
    """
    if name == "none":
        return None
    question = next((one for one in offered(stock) if one.name == name), None)
    if question:
        key = (stock.scope, as_of, name, *sorted((given or {}).items()))
        return remembered(engine, "layer", key, partial(answered, engine, stock, as_of, question, given))
    found = layers(engine, stock, as_of, ("Village",)) or layers(engine, stock, as_of, [type for type in NODE if type not in PEOPLE])
    telling = [layer for layer in found.values() if layer.telling]
    favourite = next((found[one] for one in FAVOURITE if found.get(one) in telling and share(found[one]) <= CLEAR), None)
    clear = [layer for layer in telling if share(layer) <= CLEAR]
    return favourite or max(
        clear, key=lambda one: (share(one), one.name), default=min(telling, key=lambda one: (share(one), one.name), default=None)
    )


CLEAR = 0.75
"""A larger share uncovered is rather a ledger that is hardly kept: such a layer is not chosen by itself."""


def share(layer: Layer) -> float:
    """The part that is not covered, from 0 to 1."""
    return len(layer.uncovered) / layer.total
