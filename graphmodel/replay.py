"""A state worked out anew from the journals of some imports only: those with a data date up to a day, or those up to a number.

An import is what it changed, cell by cell. Taking up only some of the imports, a cell is what the last of them made it. Where one
of them speaks of a thing that only an import left out had made, the thing is there with its key and required values.
"""
from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import polars as pl

from graphmodel.changes import Changes, TableChange, complete
from graphmodel.ddl import ENDS, empty, identity
from graphmodel.held import Tables, placed
from graphmodel.imports import ImportRecord, standing
from graphmodel.schema import NODE, REL
from graphmodel.words import Node, Rel

Journal = Callable[[int], Changes]


@dataclass
class Replayed:
    """The tables so far; `named` are the things, by type, that are there only because a relationship or a change names them."""

    frames: Tables = field(default_factory=dict)
    named: dict[str, list[str]] = field(default_factory=dict)


def replayed(records: Iterable[ImportRecord], kept: Iterable[ImportRecord], journal: Journal) -> Replayed:
    """The state made of `kept` alone, which are some of `records` that stand; `journal` gives what an import changed."""
    numbers = {record.number for record in kept}
    past = [record for record in standing(records) if record.number <= max(numbers, default=0)]
    work = Replay(numbers if len(numbers) < len(past) else None)
    for record in past:
        (work.take_up if record.number in numbers else work.leave_out)(journal(record.number))
    return Replayed(placed(work.frames), {label: sorted(ids) for label, ids in work.named.items()})


class Replay:
    """The work of one replay. `numbers` are the imports taken up, None when none is left out."""

    def __init__(self, numbers: set[int] | None) -> None:
        self.numbers, self.frames, self.named = numbers, dict[str, pl.DataFrame](), dict[str, set[str]]()
        self.unseen: dict[str, pl.DataFrame] = {}
        self.put_in_place_of: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}

    def take_up(self, changes: Changes) -> None:
        """Puts the changes of an import on: first what goes, then what it says, nodes before relationships."""
        rels = [(REL[name], said(REL[name], change)) for name, change in changes.tables.items() if name in REL]
        nodes = [(NODE[name], said(NODE[name], change)) for name, change in changes.tables.items() if name in NODE]
        for rel, change in rels:
            self.without(rel, self.earlier(rel, change.gone))
        for node, change in nodes:
            self.without(node, change.gone)
            self.detach(node, change.gone)
        for node, change in nodes:
            self.name(node, change.changed.join(self.table(node), on="id", how="anti"))
            self.say(node, change)
        for rel, change in rels:
            self.say(rel, change)
            self.join_ends(pl.concat([change.new, change.changed]))

    def leave_out(self, changes: Changes) -> None:
        """Keeps in mind what an import that is left out made: rows that others may name, and what it put in whose place."""
        for name, change in changes.tables.items():
            if name in NODE:
                known = self.unseen.get(name, empty(NODE[name]))
                self.unseen[name] = pl.concat([known, change.new, change.before]).unique("id", keep="last", maintain_order=True)
            elif len(change.gone) and len(change.new):
                self.put_in_place_of.setdefault(name, {}).update(in_place_of(REL[name], change))

    def table(self, kind: Node | Rel) -> pl.DataFrame:
        """The table as it is by now."""
        return self.frames.get(kind.label if isinstance(kind, Node) else kind.type, empty(kind))

    def keep(self, kind: Node | Rel, frame: pl.DataFrame) -> None:
        """Makes this the table."""
        self.frames[kind.label if isinstance(kind, Node) else kind.type] = frame

    def without(self, kind: Node | Rel, gone: pl.DataFrame) -> None:
        """Takes things away; those that are not there were never made by what is taken up."""
        if len(gone):
            self.keep(kind, self.table(kind).join(gone, on=identity(kind), how="anti"))

    def earlier(self, rel: Rel, gone: pl.DataFrame) -> pl.DataFrame:
        """What goes, each that an import left out had put in another's place standing for that other."""
        swapped = self.put_in_place_of.get(rel.type)
        if not swapped or gone.is_empty():
            return gone.select(identity(rel))
        rows = set(gone.select(identity(rel)).iter_rows())
        for row in tuple(rows):
            while row in swapped:
                row = swapped[row]
                rows.add(row)
        return pl.DataFrame(sorted(rows), schema=dict.fromkeys(identity(rel), pl.String), orient="row")

    def detach(self, node: Node, gone: pl.DataFrame) -> None:
        """Takes the relationships of nodes that went away too."""
        if gone.is_empty():
            return
        leaving = gone.select(pl.lit(node.label).alias("label"), "id")
        for type, rel in REL.items():
            if type in self.frames and node in (*rel.starts, *rel.ends):
                for end in (ENDS[:2], ENDS[2:]):
                    self.frames[type] = self.frames[type].join(leaving, left_on=list(end), right_on=["label", "id"], how="anti")

    def say(self, kind: Node | Rel, change: TableChange) -> None:
        """Puts on the cells that an import set: all that is filled in a new row, what differs from before in a changed one."""
        for after, before in ((change.changed, change.before), (change.new, change.new.clear())):
            if len(after):
                now = self.table(kind)
                there = after.join(now, on=identity(kind), how="semi") if len(now) else after.clear()
                fresh = after.join(there, on=identity(kind), how="anti") if len(there) else after
                said = [self.merged(kind, now, there, before)] if len(there) else []
                if len(fresh):
                    said.append(self.only_own(fresh if before.is_empty() else bare(kind, fresh, before)))
                rest = now.join(there, on=identity(kind), how="anti") if len(there) else now
                self.keep(kind, pl.concat([rest, *said]))

    def merged(self, kind: Node | Rel, now: pl.DataFrame, after: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
        """The rows as they are now with the cells that the import set."""
        ids = list(identity(kind))
        own = [name for name in now.columns if name not in ids]
        both = after.join(now, on=ids, how="left", suffix=" now", maintain_order="left")
        both = both.join(before.select(ids + own), on=ids, how="left", suffix=" before", maintain_order="left")
        both = self.only_own(both)
        told = [pl.when(pl.col(name).ne_missing(pl.col(f"{name} before"))).then(pl.col(name)).otherwise(pl.col(f"{name} now")).alias(name)
                for name in own if name not in ("sources", "extra")]
        every = pl.concat_str("sources now", "sources", separator=" ").str.strip_chars().str.split(" ")
        told += [every.list.unique(maintain_order=True).list.join(" ").alias("sources")]
        extra = [told_extra(*three) for three in both.select("extra now", "extra before", "extra").iter_rows()]
        return both.with_columns(pl.Series("extra", extra, pl.String)).select(*ids, "extra", *told).select(now.columns)

    def only_own(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows without sources from imports that are left out."""
        if self.numbers is None:
            return frame
        own = pl.element().str.split(".").list.first().is_in([str(number) for number in self.numbers])
        return frame.with_columns(pl.col("sources").str.split(" ").list.eval(pl.element().filter(own)).list.join(" "))

    def join_ends(self, rels: pl.DataFrame) -> None:
        """Brings in the ends that only an import left out had made."""
        if self.numbers is None or rels.is_empty():
            return
        ends = pl.concat([rels.select(label=end[0], id=end[1]) for end in (ENDS[:2], ENDS[2:])]).unique()
        for (label,), part in ends.partition_by("label", as_dict=True).items():
            node = NODE[str(label)]
            wanted = part.select("id").join(self.table(node), on="id", how="anti")
            found = self.unseen.get(node.label, empty(node)).join(wanted, on="id", how="semi")
            if len(found):
                self.name(node, found)
                self.keep(node, pl.concat([self.table(node), self.only_own(bare(node, found, found))]))

    def name(self, node: Node, rows: pl.DataFrame) -> None:
        """Keeps in mind that these are only named."""
        if len(rows):
            self.named.setdefault(node.label, set()).update(rows["id"])


def said(kind: Node | Rel, change: TableChange) -> TableChange:
    """The change without the rows that only came to lie elsewhere: no import spoke of those."""
    facts = [prop.name for prop in kind.props] + ["extra"]
    unlike = [change.changed[name].ne_missing(change.before[name]).alias(name) for name in facts]
    told = pl.select(pl.any_horizontal(pl.lit(False), *unlike)).to_series() if len(change.changed) else pl.Series([], dtype=pl.Boolean)
    return TableChange(change.name, change.new, change.changed.filter(told), change.before.filter(told), change.gone)


def bare(kind: Node | Rel, after: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Rows of things that are not there yet: key, required values, and the cells in which they differ from before."""
    ids = list(identity(kind))
    kept = {*ids, "sources", *(prop.name for prop in kind.props if prop.required)} | ({kind.caption} if isinstance(kind, Node) else set())
    both = after.join(before, on=ids, how="left", suffix=" before", maintain_order="left")
    cells = [pl.col(name) if name in kept else pl.when(pl.col(name).ne_missing(pl.col(f"{name} before"))).then(pl.col(name)).alias(name)
             for name in after.columns]
    return complete(kind, both.select(cells))


def told_extra(now: str | None, before: str | None, after: str | None) -> str | None:
    """The unknown columns as they are now with what an import changed in them.

    >>> told_extra('{"a": 1, "b": 1}', '{"a": 1, "b": 2}', '{"a": 5, "b": 2}')
    '{"a": 5, "b": 1}'
    """
    if before == after:
        return now
    old, new = json.loads(before or "{}"), json.loads(after or "{}")
    told = json.loads(now or "{}") | {name: value for name, value in new.items() if name not in old or old[name] != value}
    told = {name: value for name, value in told.items() if name in new or name not in old}
    return json.dumps(told, ensure_ascii=False, sort_keys=True) if told else None


def in_place_of(rel: Rel, change: TableChange) -> dict[tuple[str, ...], tuple[str, ...]]:
    """New relationships that took the place of others: of the same ends, or made by a column that holds one thing only."""
    ids, found = list(identity(rel)), dict[tuple[str, ...], tuple[str, ...]]()
    shapes = [(list(ENDS), pl.lit(True))]
    for column in rel.columns:
        if not column.many:
            other = "end" if column.side == "start" else "start"
            targets = [node.label for node in column.targets]
            fits = (pl.col(f"{column.side}_label") == column.sheet.label) & pl.col(f"{other}_label").is_in(targets)
            for name, value in column.values:
                fits = fits & (pl.col(name) == value)
            shapes.append(([f"{column.side}_label", column.side], fits))
    for on, fits in shapes:
        gone, new = (frame.filter(fits).filter(~pl.struct(on).is_duplicated()) for frame in (change.gone, change.new))
        pairs = new.select(ids).join(gone.select(*on, *(pl.col(name).alias(f"{name} gone") for name in ids)), on=on)
        for row in pairs.select(*ids, *(f"{name} gone" for name in ids)).iter_rows():
            found.setdefault(row[:len(ids)], row[len(ids):])
    return found
