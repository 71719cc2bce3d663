"""The words that the schema is written in: Prop, Node, Column, Rel. Values, no behaviour beyond look-ups."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Text = tuple[str, str]
"""The same words twice: (Chinese, English)."""

Kind = type[str] | type[int] | type[float] | type[bool] | type[date]


@dataclass(frozen=True)
class Prop:
    """One property of a node or relationship, and so one column of a workbook.

    `choices` are (Chinese, English) values; the Chinese one is stored. A closed list refuses other values, an open one
    (`closed=False`) only suggests; `same` are (other spelling, the Chinese value it means). `low` and `high` are inclusive. `personal` marks what is masked: "name" or "number".
    """

    name: str
    type: Kind
    title: Text
    help: Text
    required: bool = False
    low: float | None = None
    high: float | None = None
    choices: tuple[Text, ...] = ()
    closed: bool = True
    same: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    personal: Literal["", "name", "number"] = ""


@dataclass(frozen=True)
class Node:
    """One type of thing. The first property is always the key, named `id`.

    `official` is the number of digits of its official code (0: there is none); any other key belongs to a territory.
    `shape` and `colour` are those of the network, the legend and the map.
    """

    label: str
    title: Text
    help: Text
    props: tuple[Prop, ...]
    group: Literal["place", "organisation", "person", "record"]
    shape: str
    colour: str
    caption: str = "name"
    official: int = 0
    aliases: tuple[str, ...] = ()

    def prop(self, name: str) -> Prop:
        """The property of that name. KeyError names the type when there is none."""
        for prop in self.props:
            if prop.name == name:
                return prop
        raise KeyError(f"{self.label} has no property {name!r}.")


@dataclass(frozen=True)
class Column:
    """A column on the sheet of `sheet` that makes a relationship to each thing its cell names.

    `side` is the end of the relationship at which the sheet's own node stands; `targets` are the types the cell may name;
    `values` are fixed properties of the relationships that this column makes. Several names in a cell, where `many`, are
    parted by 、 ， ； , ; or a line break.
    """

    sheet: Node
    title: Text
    targets: tuple[Node, ...]
    side: Literal["start", "end"] = "start"
    required: bool = False
    many: bool = False
    values: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rel:
    """One type of relationship, with every pair of types that it may join.

    `start` and `end` title the two columns of its own sheet. `key` names the properties that, with type and both ends,
    identify it. `within` says which end lies inside the other one ("start": the start lies in the end), `within_when` the
    property and its values for which alone this holds: from these comes the territory of everything, see scope.py.
    """

    type: str
    pairs: tuple[tuple[Node, Node], ...]
    title: Text
    help: Text
    start: Text
    end: Text
    props: tuple[Prop, ...] = ()
    key: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    within: Literal["", "start", "end"] = ""
    within_when: tuple[str, tuple[str, ...]] | None = None
    dashes: tuple[int, ...] = ()
    colour: str = "#484942"
    arrow: bool = True
    aliases: tuple[str, ...] = ()

    @property
    def starts(self) -> tuple[Node, ...]:
        """The types that may stand at the start, each once, in order."""
        return tuple(dict.fromkeys(a for a, _ in self.pairs))

    @property
    def ends(self) -> tuple[Node, ...]:
        """The types that may stand at the end, each once, in order."""
        return tuple(dict.fromkeys(b for _, b in self.pairs))


def capital(words: str) -> str:
    """Words at the head of a sentence: the first letter large, the others as they are.

    >>> capital("two of Neo4j"), capital("村")
    ('Two of Neo4j', '村')
    """
    return words[:1].upper() + words[1:]
