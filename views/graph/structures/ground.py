"""What every picture of a structure stands on: the rows of a place, what is not covered, and what everything is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from analysis import stands_for
from analysis.fold import innermost
from graphmodel.engine import Engine
from graphmodel.schema import NODE, REL
from graphmodel.words import Text
from queries import network
from views.graph.coverage import Layer, chosen
from views.graph.shown import default_open
from views.graph.stock import Stock, caption, named, remembered

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Ground:
    """What every picture stands on."""

    engine: Engine
    stock: Stock
    as_of: date
    language: str
    unmask: bool

    def say(self, zh: str, en: str) -> str:
        """The words of the language."""
        return en if self.language == "en" else zh

    def things(self, type: str) -> Rows:
        """Everything of one type in the scope."""
        return remembered(self.engine, "things", (type, self.stock.scope), lambda: network.things_of(self.engine, type, self.stock.scope))

    def red(self, name: str) -> frozenset[str]:
        """What a question of coverage lists; nothing where it does not apply here."""
        layer: Layer | None = chosen(self.engine, self.stock, self.as_of, name)
        return layer.uncovered if layer and layer.name == name else frozenset()

    def place_of(self, within: str) -> str:
        """The place just below the scope that a `within` text lies in; "" for none."""
        if within not in self.near:
            near = innermost(within, self.stock.home, self.stock.scope)
            self.near[within] = self.outer.get(near, "" if near == self.stock.scope else near)
        return self.near[within]

    @cached_property
    def near(self) -> dict[str, str]:
        """What `place_of` found before."""
        return {}

    @cached_property
    def outer(self) -> dict[str, str]:
        """Each place's outermost closed group."""
        return stands_for(self.stock.home, default_open(self.stock) if not self.stock.leads else frozenset())

    def names(self, keys: Iterable[str]) -> Callable[[str], str]:
        """What things are called, personal names masked; a place by what the stock says."""
        wanted = {key for key in keys if key}
        known = {key: caption(self.stock.things[key]) for key in wanted if key in self.stock.things}
        known |= {key: caption(row) for key, row in named(self.engine, wanted - known.keys(), self.unmask).items()}
        return lambda key: known.get(key, key or self.say("本级", "own level"))

    def word(self, type: str, prop: str) -> Callable[[str], str]:
        """What the stored choices of a property are called."""
        told = dict(next(one for one in (NODE.get(type) or REL[type]).props if one.name == prop).choices)
        return lambda value: (told.get(value, value) if self.language == "en" else value) or self.say("空", "blank")

    @property
    def words(self) -> dict[str, str]:
        """The words that several pictures use."""
        pairs: dict[str, Text] = {
            "total": ("合计", "Total"),
            "other": ("其他", "Other"),
            "blank": ("空", "blank"),
            "uncovered": ("未覆盖", "Not covered"),
            "helpers": ("帮扶人", "Helpers"),
            "helped": ("帮扶对象", "Helped"),
            "pairs": ("结对", "Pairs"),
            "home": ("同村", "in the same village"),
            "per": ("每个的结对数", "by number of pairs"),
            "none": ("无", "none"),
            "more": ("显示 {n} / 共 {of}", "{n} of {of} shown"),
            "seats": ("席", "seats"),
            "lacking": ("缺", "lacks"),
            "times": ("场次", "Events"),
            "leads": ("帮带", "Leads"),
            "farthest": ("最远", "farthest"),
            "km": ("公里", "km"),
            "rim": ("圆周为直线", "Rim: straight line of"),
            "reached": ("到达", "Reached"),
        }
        return {name: self.say(*pair) for name, pair in pairs.items()}


def links(engine: Engine, stock: Stock, as_of: date, type: str) -> Rows:
    """Every relationship of one type that touches the scope, with its properties."""
    return remembered(engine, "named_links", (stock.scope, as_of, type), lambda: network.named_links(engine, type, stock.scope, as_of))


def programme(engine: Engine, stock: Stock, as_of: date, name: str) -> Rows:
    """The pairs of one programme."""
    return [row for row in links(engine, stock, as_of, "PAIRED_WITH") if str(row["props"].get("programme") or "") == name]


def registered(engine: Engine, stock: Stock) -> Rows:
    """The registered households of a scope."""
    every: Rows = remembered(engine, "things", ("Household", stock.scope), lambda: network.things_of(engine, "Household", stock.scope))
    return [row for row in every if row.get("registered") is True and row.get("state")]
