"""Where everything lies: the text `within` of each node, derived from the relationships that say so.

A relationship type with `within` says that one end lies in the other. What lies in a village lies in all that the village lies
in; a node whose own code is `<territory>/…` lies in that county. Only counties, townships, areas and villages are named.
"""
from __future__ import annotations

import polars as pl

from graphmodel.changes import Changes, TableChange, applied, no_change
from graphmodel.ddl import ENDS, identity
from graphmodel.engine import Engine
from graphmodel.schema import EVERYWHERE, NODE, REL, WITHIN
from graphmodel.words import Node, Rel

NAMED = ("County", "Township", "Area", "Village")
"""What `within` names, from the top down."""
LIES = {type: rel for type, rel in REL.items() if rel.within}
"""The relationships that say where something lies."""


class Places:
    """Sets of places by number; 0 is the empty one. Few sets serve many nodes, so each is worked out once."""

    def __init__(self) -> None:
        self.sets: list[frozenset[str]] = [frozenset()]
        self.numbers: dict[frozenset[str], int] = {frozenset(): 0}

    def number(self, places: frozenset[str]) -> int:
        """The number of a set."""
        if places not in self.numbers:
            self.numbers[places] = len(self.sets)
            self.sets.append(places)
        return self.numbers[places]

    def joined(self, one: int, other: int) -> int:
        """The number of two sets together."""
        return one if self.sets[other] <= self.sets[one] else self.number(self.sets[one] | self.sets[other])

    def texts(self) -> pl.Series:
        """Every set as `within` writes it."""
        texts = [f"|{'|'.join(sorted(places))}|" if places else EVERYWHERE for places in self.sets]
        return pl.Series(WITHIN, texts, dtype=pl.String)


def within(nodes: dict[str, pl.DataFrame], rels: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """For each label a frame of `id` and `within`. `nodes` need the column `id`; `rels` their ends and what `within_when` names."""
    things = pl.concat([pl.DataFrame(schema={"label": pl.String, "id": pl.String})] + [
        frame.select(pl.lit(label).alias("label"), "id") for label, frame in nodes.items()]).with_row_index("thing")
    lying_in = [ends_in(things, LIES[type], frame) for type, frame in rels.items() if type in LIES]
    edges = pl.concat([own_county(things), *lying_in]).unique(maintain_order=True)
    places, named = Places(), things.filter(pl.col("label").is_in(NAMED))
    itself = [places.number(frozenset((f"{label}:{id}",))) for label, id in named.select("label", "id").iter_rows()]
    lying = pl.zeros(len(things), pl.Int64, eager=True).scatter(named["thing"], itself)
    labels = things["label"]
    for label in NAMED:  # from the top down, so that hardly any set has to grow twice
        lying = spread(edges.filter(labels.gather(edges["lower"]) == label), lying, places)
    lying = spread(edges, lying, places)        # before the texts are made: it may number further sets
    found = things.with_columns(places.texts().gather(lying))
    parts = found.partition_by("label", as_dict=True, maintain_order=True)
    return {label: parts.get((label,), found.clear()).select("id", WITHIN) for label in nodes}


def spread(edges: pl.DataFrame, lying: pl.Series, places: Places) -> pl.Series:
    """Hands the places of each upper thing down to the lower ones until none gains any; circles end too, since sets only grow."""
    edges = edges.with_columns(turn=pl.int_range(pl.len()).over("lower"))
    stirred = edges
    while len(stirred):
        before = lying.clone()
        for part in stirred.partition_by("turn", maintain_order=True):  # in one turn each lower thing comes once
            pairs = pl.DataFrame({"own": lying.gather(part["lower"]), "upper": lying.gather(part["upper"])})
            once = pairs.unique()
            joined = pl.Series("joined", [places.joined(*pair) for pair in once.iter_rows()], dtype=pl.Int64)
            after = pairs.join(once.with_columns(joined), on=["own", "upper"], how="left", maintain_order="left")["joined"]
            lying = lying.scatter(part["lower"], after)
        grown = pl.DataFrame({"upper": (lying != before).arg_true()})
        stirred = edges.join(grown, on="upper", how="semi", maintain_order="left")
    return lying


def own_county(things: pl.DataFrame) -> pl.DataFrame:
    """What lies in which county by its own code, as numbers `lower` and `upper`."""
    counties = things.filter(pl.col("label") == "County").select(pl.col("thing").alias("upper"), "id")
    territory = pl.col("id").str.split("/").list.first()
    coded = things.filter(pl.col("id").str.contains("/", literal=True)).select(pl.col("thing").alias("lower"), territory)
    return coded.join(counties, on="id").select("lower", "upper")


def ends_in(things: pl.DataFrame, rel: Rel, frame: pl.DataFrame) -> pl.DataFrame:
    """What lies in what by these relationships, as numbers `lower` and `upper`."""
    if rel.within_when:
        name, values = rel.within_when
        frame = frame.filter(pl.col(name).is_in(values))
    lower, upper = (ENDS[:2], ENDS[2:]) if rel.within == "start" else (ENDS[2:], ENDS[:2])
    for name, end in (("lower", lower), ("upper", upper)):
        numbered = things.select(pl.col("label").alias(end[0]), pl.col("id").alias(end[1]), pl.col("thing").alias(name))
        frame = frame.join(numbered, on=list(end))
    return frame.select("lower", "upper")


def with_within(engine: Engine, changes: Changes) -> Changes:
    """The changes, completed so that every `within` is right once they are applied.

    Nodes that only come to lie elsewhere are added to `changed`; count what a planner should see before this.
    """
    if not any(moves(name, table) for name, table in changes.tables.items()):
        return changes
    nodes = {label: applied(node, engine.table(node, ["id", WITHIN]), changes.tables.get(label)) for label, node in NODE.items()}
    rels = {type: applied(rel, engine.table(rel, where(rel)), changes.tables.get(type)) for type, rel in LIES.items()}
    tables = dict(changes.tables)
    for label, right in within(nodes, rels).items():
        wrong = right.join(nodes[label], on=["id", WITHIN], how="anti")
        if len(wrong):
            tables[label] = corrected(engine, NODE[label], tables.get(label, no_change(NODE[label])), wrong)
    return Changes(tables)


def where(rel: Rel) -> list[str]:
    """The columns of a relationship that `within` needs."""
    return [*identity(rel), *((rel.within_when[0],) if rel.within_when else ())]


def moves(name: str, change: TableChange) -> bool:
    """Whether a change can alter where anything lies."""
    if name in NODE:
        return bool(len(change.new) or len(change.gone))
    return name in LIES and bool(change.size)


def corrected(engine: Engine, node: Node, change: TableChange, right: pl.DataFrame) -> TableChange:
    """The change of a label with the `within` of these ids put right."""
    others = right.join(pl.concat([change.new, change.changed]), on="id", how="anti")
    before = engine.table(node).join(others, on="id", how="semi") if len(others) else change.before.clear()
    changed = pl.concat([put(change.changed, right), put(before, right)])
    return TableChange(change.name, put(change.new, right), changed, pl.concat([change.before, before]), change.gone)


def put(frame: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """The frame with the `within` of these ids."""
    return frame.update(right, on="id", how="left")
