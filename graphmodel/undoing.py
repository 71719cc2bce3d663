"""Taking an import back whose rows nothing later depends on: its inverse, worked out against what is stored now."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from graphmodel.changes import Changes, TableChange, complete
from graphmodel.ddl import ENDS, identity
from graphmodel.engine import Engine
from graphmodel.imports import standing
from graphmodel.replay import said, told_extra
from graphmodel.schema import NODE, REL
from graphmodel.scope import with_within
from graphmodel.words import Node, Rel

Against = tuple[str, tuple[str, ...], str]
"""Why, the identity of the thing, the property."""


@dataclass(frozen=True)
class Obstacle:
    """One thing that keeps an import from being taken back, and the later imports that touched it.

    `why` is changed (its cells), gone (it was removed later), again (it was put in again later) or joined (a later relationship
    stands on it). `key` is `Type:key`, of a relationship its type and both ends.
    """

    why: str
    type: str
    key: str
    prop: str
    imports: tuple[int, ...]


def taken_back(engine: Engine, number: int) -> tuple[Changes, list[Obstacle]]:
    """The changes that take an import back, or all that holds it: the first is only good where the second is empty."""
    journal = engine.journal(number)
    tables, found = {}, list[tuple[str, str, tuple[str, ...], str]]()
    for name, change in journal.tables.items():
        kind = NODE.get(name) or REL[name]
        back, wrong = one(kind, engine.table(kind), said(kind, change), number)
        tables[name] = back
        found += [(why, name, row, prop) for why, row, prop in wrong]
    found += [("joined", type, row, "") for type, row in joined(engine, journal)]
    found += [("gone", type, row, "") for type, row in loose(engine, journal)]
    if found:
        return Changes(tables), blamed(engine, number, found)
    return with_within(engine, Changes({name: change for name, change in tables.items() if change.size})), []


def one(kind: Node | Rel, now: pl.DataFrame, change: TableChange, number: int) -> tuple[TableChange, list[Against]]:
    """The inverse of one type's change on what is stored now, and what stands against it: (why, identity, property)."""
    ids = list(identity(kind))
    facts = [prop.name for prop in kind.props if prop.name not in ids] + ["extra"]
    wrong: list[Against] = []
    for part in (change.new, change.changed):
        wrong += [("gone", row, "") for row in part.join(now, on=ids, how="anti").select(ids).iter_rows()]
    wrong += [("again", row, "") for row in change.gone.join(now, on=ids, how="semi").select(ids).iter_rows()]
    new = beside(now, change.new, ids)
    for name in facts:
        altered = new.filter(pl.col(name).ne_missing(pl.col(f"{name} now")))
        wrong += [("changed", row, name) for row in altered.select(ids).iter_rows()]
    both = beside(now, change.changed, ids).join(change.before, on=ids, how="left", suffix=" before", maintain_order="left")
    told = []
    for name in facts:
        set_here = pl.col(name).ne_missing(pl.col(f"{name} before"))
        if name != "extra":
            altered = both.filter(set_here & pl.col(name).ne_missing(pl.col(f"{name} now")))
            wrong += [("changed", row, name) for row in altered.select(ids).iter_rows()]
            told.append(pl.when(set_here).then(pl.col(f"{name} before")).otherwise(pl.col(f"{name} now")).alias(name))
    extra = pl.Series("extra", [told_extra(*three) for three in both.select("extra now", "extra", "extra before").iter_rows()], pl.String)
    others = pl.element().filter(~pl.element().str.starts_with(f"{number}."))
    sources = pl.col("sources now").str.split(" ").list.eval(others).list.join(" ")
    within = [pl.col("within now").alias("within")] if isinstance(kind, Node) else []
    after = both.with_columns(extra).select(*ids, *told, "extra", *within, sources.alias("sources")).select(now.columns)
    before = now_of(both, ids, now.columns)
    return TableChange(change.name, complete(kind, change.gone), after, before, now_of(new, ids, now.columns)), wrong


def beside(now: pl.DataFrame, rows: pl.DataFrame, ids: list[str]) -> pl.DataFrame:
    """The rows with what is stored of the same things beside them; those not stored are left out."""
    return rows.join(now, on=ids, how="inner", suffix=" now", maintain_order="left")


def now_of(both: pl.DataFrame, ids: list[str], columns: list[str]) -> pl.DataFrame:
    """What is stored now, out of the joined rows."""
    return both.select(pl.col(name) if name in ids else pl.col(f"{name} now").alias(name) for name in columns)


def joined(engine: Engine, journal: Changes) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Relationships of later imports that stand on nodes which would go."""
    made = [change.new.select(pl.lit(name).alias("label"), "id")
            for name, change in journal.tables.items() if name in NODE and len(change.new)]
    if not made:
        return
    leaving = pl.concat(made)
    labels = set(leaving["label"])
    for type, rel in REL.items():
        if labels & {node.label for pair in rel.pairs for node in pair}:
            now, ids = engine.table(rel, identity(rel)), list(identity(rel))
            own = journal.tables.get(type)
            others = now.join(own.new, on=ids, how="anti") if own else now
            held = [others.join(leaving, left_on=list(end), right_on=["label", "id"], how="semi") for end in (ENDS[:2], ENDS[2:])]
            yield from ((type, row) for row in pl.concat(held).unique(maintain_order=True).select(ids).iter_rows())


def loose(engine: Engine, journal: Changes) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Ends, removed since, of relationships that would come back."""
    gone = [change.gone for name, change in journal.tables.items() if name in REL]
    parts = [frame.select(label=end[0], id=end[1]) for frame in gone for end in (ENDS[:2], ENDS[2:])]
    if not parts or not sum(map(len, parts)):
        return
    for (label,), part in pl.concat(parts).unique(maintain_order=True).partition_by("label", as_dict=True, maintain_order=True).items():
        node = NODE[str(label)]
        back = journal.tables.get(node.label)
        there = pl.concat([engine.table(node, ["id"]), *([back.gone.select("id")] if back else [])])
        yield from ((node.label, row) for row in part.join(there, on="id", how="anti").select("id").iter_rows())


def blamed(engine: Engine, number: int, found: list[tuple[str, str, tuple[str, ...], str]]) -> list[Obstacle]:
    """What was found with the later imports that touched each thing, or each cell where it is one."""
    later = [record.number for record in standing(engine.imports()) if record.number > number]
    touched: dict[tuple[str, tuple[str, ...], str], list[int]] = {}
    wanted = {name: pl.DataFrame(sorted({row for _, type, row, _ in found if type == name}),
                                 schema=dict.fromkeys(identity(NODE.get(name) or REL[name]), pl.String), orient="row")
              for name in {type for _, type, _, _ in found}}
    for import_ in later:
        for name, change in engine.journal(import_).tables.items():
            if name in wanted:
                ids = wanted[name].columns
                for prop in {prop for _, type, _, prop in found if type == name}:
                    altered = change.changed.filter(change.changed[prop].ne_missing(change.before[prop])) if prop else change.changed
                    rows = pl.concat([part.select(ids) for part in (change.new, altered, change.gone)]).unique(maintain_order=True)
                    for row in rows.join(wanted[name], on=ids, how="semi").iter_rows():
                        touched.setdefault((name, row, prop), []).append(import_)
    return [Obstacle(why, name, key_of(name, row), prop, tuple(touched.get((name, row, prop), ()))) for why, name, row, prop in found]


def key_of(name: str, row: tuple[str, ...]) -> str:
    """A thing as it is written where types mix.

    >>> key_of("Village", ("1",)), key_of("LEADS", ("Village", "1", "Village", "2", ""))
    ('Village:1', 'Village:1 → Village:2')
    """
    return f"{name}:{row[0]}" if name in NODE else f"{row[0]}:{row[1]} → {row[2]}:{row[3]}"

