"""The graph as values: every node, relationship and property. All DDL, checks, templates, labels and colours come from here."""
from graphmodel.organisations import ORGANISATIONS
from graphmodel.people import HOUSEHOLD, MEMBER
from graphmodel.places import PLACES
from graphmodel.records import RECORDS
from graphmodel.relationships import RELS
from graphmodel.words import Column, Node, Rel

NODES: tuple[Node, ...] = (*PLACES, HOUSEHOLD, *ORGANISATIONS, MEMBER, *RECORDS)
NODE = {node.label: node for node in NODES}
REL = {rel.type: rel for rel in RELS}

KEPT = ("sources", "extra")
"""What every node and relationship also has, outside the digest: its sources and the columns that the model does not know."""
WITHIN = "within"
"""On nodes only, derived, outside the digest: `|County:370982|Township:370982105|` for each county, township, area and village
that it lies in, itself included; `|` if none. A node with its county's own code lies in that county whatever else is known."""
EVERYWHERE = "|"
"""The scope that leaves nothing out: every `within` contains it (Ladybug finds no text that contains the empty one)."""


def scope(key: str | None) -> str:
    """The text to look for in `within`, for the `Type:key` of a county, township, area or village; all without one.

    >>> scope("Township:370982105"), scope(None)
    ('|Township:370982105|', '|')
    """
    return f"|{key}|" if key else EVERYWHERE


def columns(node: Node) -> tuple[tuple[Rel, Column], ...]:
    """The relationship columns of a node's sheet, in the order in which they are declared."""
    return tuple((rel, column) for rel in RELS for column in rel.columns if column.sheet is node)


def tables() -> tuple[tuple[str, Node | Rel], ...]:
    """Every type by its name, nodes first."""
    return tuple(NODE.items()) + tuple(REL.items())

