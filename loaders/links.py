"""Relationships of a load: from the columns of node sheets and from sheets of their own, both ends resolved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from graphmodel.changes import with_key
from graphmodel.ddl import ENDS
from graphmodel.problem import Problem
from graphmodel.words import Column, Node, Rel
from loaders.decisions import Asked
from loaders.gather import Part, link_fields
from loaders.known import Known
from loaders.meanings import Field, kinds
from loaders.placenames import plain
from loaders.references import resolve
from loaders.text import SEPARATORS, canonical
from loaders.values import POLARS, Fault


@dataclass(frozen=True)
class Links:
    """Relationships of one type with their rows: ends, properties, key, sources, extra, part, row.

    `column` is the sheet's column when a column of a node's sheet made them, and `link` what it means.
    """

    rel: Rel
    rows: pl.DataFrame
    part: Part
    field: Field | None = None

    @property
    def link(self) -> Column | None:
        """The column's meaning."""
        return self.field.link if self.field else None

    @property
    def single(self) -> bool:
        """Whether the column says the one place or body that a thing lies in, so that a new one takes the old one's place."""
        if not self.link or self.link.many or self.rel.within != "start" or self.link.side != "start":
            return False
        when = self.rel.within_when
        return not when or any(name == when[0] and value in when[1] for name, value in self.link.values)


def links(parts: list[Part], known: Known, tell: Callable[[int], None] = lambda rows: None) -> tuple[list[Links], list[Problem]]:
    """All relationships that the sheets give, and every cell that names nothing or several things.

    `tell` is told how many rows are done, and may stop the work.
    """
    found, problems = [], []
    done = 0
    for part in parts:
        tell(done)
        done += part.rows.height
        if isinstance(part.match.kind, Rel):
            made, wrong = from_sheet(part, known)
            found.append(made)
            problems += wrong
        else:
            for field in link_fields(part):
                made, wrong = from_column(part, field, known)
                found.append(made)
                problems += wrong
    return found, problems


def from_column(part: Part, field: Field, known: Known) -> tuple[Links, list[Problem]]:
    """The relationships that one column of a node's sheet makes."""
    link, rel = field.link, field.rel
    hint = ["hint"] if "hint" in part.rows.columns else []
    rows = part.rows.filter(pl.col(field.column).is_not_null() & pl.col("id").is_not_null()).select(
        "part", "row", "sources", "id", *hint, text=field.column
    )
    if link.many:
        parted = pl.col("text").str.replace_all(f"[{SEPARATORS}]", "、").str.split("、")
        rows = (
            rows.with_columns(parted)
            .explode("text", empty_as_null=True)
            .with_columns(pl.col("text").str.strip_chars())
            .filter(pl.col("text") != "")
            .unique(["row", "text"], maintain_order=True)
        )
    rows, problems = settle(part, rows, "text", field.header, link.targets, known)
    own, other = ("start", "end") if link.side == "start" else ("end", "start")
    rows = rows.filter(pl.col("label").is_not_null()).select(
        pl.lit(link.sheet.label).alias(f"{own}_label"),
        pl.col("id").alias(own),
        pl.col("label").alias(f"{other}_label"),
        pl.col("key").alias(other),
        *[pl.lit(value, POLARS[{p.name: p.type for p in rel.props}[name]]).alias(name) for name, value in link.values],
        "sources",
        pl.lit(None, pl.String).alias("extra"),
        "part",
        "row",
    )
    return Links(rel, with_key(rel, rows), part, field), problems


def from_sheet(part: Part, known: Known) -> tuple[Links, list[Problem]]:
    """The relationships of a sheet of their own."""
    rel: Rel = part.match.kind
    rows, problems = part.rows, []
    for side, targets in (("start", rel.starts), ("end", rel.ends)):
        rows, wrong = end(part, rows, side, targets, known)
        problems += wrong
    allowed = pl.DataFrame([(a.label, b.label) for a, b in rel.pairs], ["start_label", "end_label"], orient="row").with_columns(
        allowed=True
    )
    rows = rows.filter(pl.col("start").is_not_null() & pl.col("end").is_not_null()).join(
        allowed, on=["start_label", "end_label"], how="left", maintain_order="left"
    )
    for row, a, b, value in rows.filter(pl.col("allowed").is_null()).select("row", "start_label", "end_label", "end_text").rows():
        titles = {node.label: node.title for pair in rel.pairs for node in pair}
        problems.append(
            part.at(
                "pair_not_allowed",
                row,
                part.header("end"),
                value,
                f"“{rel.title[0]}”不能从{titles[a][0]}到{titles[b][0]}。",
                f"{rel.title[1]} cannot go from {titles[a][1]} to {titles[b][1]}.",
            )
        )
    props = [p.name for p in rel.props if p.name in rows.columns]
    rows = rows.filter(pl.col("allowed").is_not_null()).select(*ENDS, *props, "sources", "extra", "part", "row")
    return Links(rel, with_key(rel, rows), part), problems


def end(part: Part, rows: pl.DataFrame, side: str, targets: tuple[Node, ...], known: Known) -> tuple[pl.DataFrame, list[Problem]]:
    """One end of the rows of a relationship's sheet: `start_label` and `start` (or `end_…`) in place of its text."""
    header, kinds_column = part.header(side), f"{side}_type"
    rows = rows.with_columns(pl.col(side).alias(f"{side}_text"))
    groups: list[tuple[pl.DataFrame, tuple[Node, ...]]] = [(rows, targets)]
    problems: list[Problem] = []
    if kinds_column in rows.columns:
        groups = []
        for (word,), group in rows.partition_by(kinds_column, as_dict=True).items():
            kind = kinds().get(canonical(word)) if word else None
            if word and kind not in targets:
                titles = tuple(t.title[0] for t in targets)
                fault = Fault(
                    "not_in_list", f"只能填：{'、'.join(titles)}。", f"Only: {', '.join(t.title[1] for t in targets)}.", titles[:5]
                )
                problems += part.faults(group, kinds_column, part.header(kinds_column), {word: fault})
            else:
                groups.append((group, (kind,) if word else targets))
    settled = []
    for group, nodes in groups:
        done, wrong = settle(part, group, side, header, nodes, known)
        settled.append(done.drop(side).rename({"label": f"{side}_label", "key": side}))
        problems += wrong
    return (pl.concat(settled) if settled else rows.clear().with_columns(pl.lit(None, pl.String).alias(f"{side}_label"))), problems


def settle(
    part: Part, rows: pl.DataFrame, column: str, header: str, targets: tuple[Node, ...], known: Known
) -> tuple[pl.DataFrame, list[Problem]]:
    """The rows with `label` and `key` of what their text names. Where a name fits several, the sheet's column of places may decide."""
    found, faults = resolve(known, rows[column], targets)
    rows = rows.join(found.rename({"text": column}), on=column, how="left", maintain_order="left")
    several = [cell for cell, fault in faults.items() if fault.rule == "reference_ambiguous"]
    if several and "hint" in rows.columns:
        path = pl.col("hint") + "/" + pl.col(column)
        asked = rows.filter(pl.col(column).is_in(several) & pl.col("hint").is_not_null()).select(path.alias("path"))["path"]
        by_path, _ = resolve(known, asked, targets)
        rows = rows.with_columns(path.alias("path")).join(
            by_path.rename({"text": "path", "label": "label_2", "key": "key_2"}), on="path", how="left", maintain_order="left"
        )
        rows = rows.with_columns(pl.coalesce("label", "label_2").alias("label"), pl.coalesce("key", "key_2").alias("key")).drop(
            "path", "label_2", "key_2"
        )
    told = rows.filter(pl.col("label").is_null() | pl.col(column).is_in([c for c, f in faults.items() if f.notice])) if faults else rows
    people = all(any(p.name == "name" and p.personal for p in t.props) for t in targets)
    ask(part, told.filter(pl.col("label").is_null()), column, header, targets, known)
    return rows, part.faults(told, column, header, faults, "name" if people else "")


def ask(part: Part, rows: pl.DataFrame, column: str, header: str, targets: tuple[Node, ...], known: Known) -> None:
    """Notes each text that names nothing or several things as a question to the planner, with its candidates."""
    types = tuple(sorted(t.label for t in targets))
    people = any(p.name == "name" and p.personal for t in targets for p in t.props)
    if not rows.height or not known.candidates:
        return
    for text, count in rows[column].drop_nulls().value_counts(sort=True).rows():
        things = known.candidates.get((types, plain(text)))
        if things is not None:
            shown = tuple((f"{label}:{key}", known.shown(label, key)) for label, key in things)
            sheet = part.match.sheet
            known.asked.append(Asked(plain(text), types, sheet.source, sheet.name, header, count, shown, people))
