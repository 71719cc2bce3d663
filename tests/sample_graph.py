"""A sample's workbooks as a graph, by the schema alone: what the loader should find, without the loader."""
import re
from collections import defaultdict
from functools import cache

from graphmodel import schema
from graphmodel.words import Node, Prop, Rel

OWN_CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")


def named(words) -> set[str]:
    """Every name that a sheet or column of these words may go by."""
    return {*words.title, *words.aliases}


def kind_of(sheet: str) -> Node | Rel:
    """The one type that a sheet's name means: its title first, then an alias."""
    types = schema.NODES + schema.RELS
    titled = [t for t in types if sheet in t.title]
    return one(titled or [t for t in types if sheet in t.aliases], sheet)


@cache
def meanings(label: str) -> dict[str, tuple | None]:
    """What each header on the sheet of a node type means: a relationship with its column, or None for a property."""
    node = schema.NODE[label]
    made = {header: (rel, column) for rel, column in schema.columns(node) for header in named(column)}
    made |= {header: pair for pair in schema.columns(node) for header in pair[1].title}
    return made | dict.fromkeys(header for prop in node.props for header in named(prop))


@cache
def ends(type: str) -> tuple[tuple, tuple, set[tuple[str, str]]]:
    """What may stand at the start and at the end of a relationship, and which pairs of types it may join."""
    rel = schema.REL[type]
    return rel.starts, rel.ends, {(start.label, end.label) for start, end in rel.pairs}


def one(found: list, what: str):
    """The only element. Fails with what was looked for otherwise."""
    assert len(found) == 1, f"{what} means {len(found)} things"
    return found[0]


class Graph:
    """A sample's rows as nodes by (type, key) and relationships (type, start, end, properties), nothing resolved by guess."""

    def __init__(self, module):
        self.territory, self.nodes, self.rels = module.TERRITORY, defaultdict(dict), []
        sheets = [(kind_of(sheet), rows) for book in module.books().values() for sheet, rows in book.items()]
        for node, rows in sheets:
            if isinstance(node, Node):
                self.add_nodes(node, rows)
        for kind, rows in sheets:
            for row in rows:
                self.add_columns(kind, row) if isinstance(kind, Node) else self.add_rel(kind, row)

    def key(self, node: Node, code: str) -> str:
        """The whole key of a code as it stands in a cell."""
        official = code.isdigit() and len(code) == node.official
        assert official or OWN_CODE.fullmatch(code), f"{node.label}: {code}"
        return code if official else f"{self.territory}/{code}"

    def add_nodes(self, node: Node, rows: list[dict]) -> None:
        for row in rows:
            key = self.key(node, row["编码"])
            assert key not in self.nodes[node.label], key
            self.nodes[node.label][key] = values(node.props, row)

    def add_columns(self, node: Node, row: dict) -> None:
        """The relationships that a row's own columns make; every header must be known."""
        me = (node.label, self.key(node, row["编码"]))
        made = meanings(node.label)
        for header, value in row.items():
            assert header in made, f"{node.label}: {header}"
            if made[header] is None:
                continue
            rel, column = made[header]
            assert value or not column.required, f"{me}: {header} is blank"
            cells = value if isinstance(value, list) else [value] if value else []
            assert len(cells) <= 1 or column.many
            for cell in cells:
                other = self.find(column.targets, cell)
                self.join(rel, *((me, other) if column.side == "start" else (other, me)), dict(column.values))

    def add_rel(self, rel: Rel, row: dict) -> None:
        known = {header for prop in rel.props for header in named(prop)} | {*rel.start, *rel.end}
        assert set(row) <= known, set(row) - known
        starts, targets, _ = ends(rel.type)
        self.join(rel, self.find(starts, row[rel.start[0]]), self.find(targets, row[rel.end[0]]), values(rel.props, row))

    def join(self, rel: Rel, start: tuple, end: tuple, props: dict) -> None:
        assert (start[0], end[0]) in ends(rel.type)[2], (rel.type, start, end)
        identity = (rel.type, start, end, tuple(props.get(name) for name in rel.key))
        self.rels.append((identity, props))

    def find(self, targets: tuple[Node, ...], cell: str) -> tuple[str, str]:
        """The one thing that a cell names: a code, or `乡镇/村`."""
        if "/" in cell:
            township, name = cell.split("/")
            over = one([key for key, row in self.nodes["Township"].items() if row["name"] == township], township)
            return "Village", one([key for key, row in self.nodes["Village"].items() if row["name"] == name and key.startswith(over)], cell)
        fits = [(node.label, key) for node in targets for key in (cell, f"{self.territory}/{cell}") if key in self.nodes[node.label]]
        return one(fits, cell)

    def between(self, type: str, **wanted) -> list[tuple[str, str]]:
        """(start key, end key) of the relationships of a type whose properties are as wanted."""
        return [(i[1][1], i[2][1]) for i, props in self.rels if i[0] == type and all(props.get(k) == v for k, v in wanted.items())]

    def keys(self, label: str, **wanted) -> list[str]:
        """Keys of the nodes of a type whose properties are as wanted, sorted."""
        return sorted(key for key, row in self.nodes[label].items() if all(row.get(k) == v for k, v in wanted.items()))


def values(props: tuple[Prop, ...], row: dict) -> dict:
    """The row's properties, each of its declared type, in range and, where the list is closed, one of its choices."""
    found = {}
    for prop in props:
        value = row.get(prop.title[0])
        if value is None and prop.title[0] not in row:
            value = next((row[header] for header in (*prop.title, *prop.aliases) if header in row), None)
        assert value is not None or not prop.required, f"{prop.name} is missing in {row}"
        if value is not None:
            assert isinstance(value, (int, float) if prop.type is float else prop.type), (prop.name, value)
            assert not prop.choices or not prop.closed or value in {zh for zh, _ in prop.choices}, (prop.name, value)
            assert prop.low is None or value >= prop.low, (prop.name, value)
            assert prop.high is None or value <= prop.high, (prop.name, value)
            found[prop.name] = value
    return found
