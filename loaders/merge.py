"""Rows that speak of the same thing made one: blanks filled from each other, sources kept of all, disagreement told."""

from __future__ import annotations

import json
from collections.abc import Sequence

import polars as pl

from graphmodel.masking import mask
from graphmodel.problem import Problem
from graphmodel.words import Rel
from loaders.gather import Part


def merged(frame: pl.DataFrame, identity: Sequence[str], facts: Sequence[str], parts: list[Part]) -> tuple[pl.DataFrame, list[Problem]]:
    """Each thing once. Rows that disagree on a fact are errors at the later row; a row that only repeats another is a notice."""
    twice = frame.select(identity).is_duplicated() if len(identity) > 1 else frame[identity[0]].is_duplicated()
    if not twice.any():
        return frame, []
    alone, several = frame.filter(~twice), frame.filter(twice).sort("part", "row")
    problems: list[Problem] = []
    for fact in facts:
        first = pl.col(fact).drop_nulls().first().over(identity)
        differs = several.filter(pl.col(fact).is_not_null() & (pl.col(fact) != first))
        if differs.height:
            problems += disagreements(several, differs, identity, fact, parts)
    problems += repeats(several, identity, parts, {(p.file, p.sheet, p.row) for p in problems})
    rest = [c for c in several.columns if c not in identity]
    joined = {"sources": pl.col("sources").str.join(" "), "extra": pl.col("extra").drop_nulls()}
    one = several.group_by(identity, maintain_order=True).agg(
        *[joined[c].alias(c) if c in joined else pl.col(c).drop_nulls().first() for c in rest]
    )
    one = one.with_columns(pl.Series("extra", [together(texts) for texts in one["extra"].to_list()], pl.String))
    return pl.concat([alone, one.select(frame.columns)]), problems


def together(texts: list[str]) -> str | None:
    """Several JSON objects as one."""
    if len(texts) < 2:
        return texts[0] if texts else None
    return json.dumps({key: value for text in texts for key, value in json.loads(text).items()}, ensure_ascii=False, separators=(",", ":"))


def disagreements(several: pl.DataFrame, differs: pl.DataFrame, identity: Sequence[str], fact: str, parts: list[Part]) -> list[Problem]:
    """A problem at each row whose value is not the first row's."""
    first = several.filter(pl.col(fact).is_not_null()).unique(list(identity), keep="first", maintain_order=True)
    pairs = differs.join(first.select(*identity, "part", "row", fact), on=list(identity), how="left", suffix="_first", nulls_equal=True)
    found = []
    personal = next((p.personal for p in parts[differs["part"][0]].match.kind.props if p.name == fact), "")
    for part, row, value, other, other_row, other_value in pairs.select(
        "part", "row", pl.col(fact).cast(pl.String), "part_first", "row_first", pl.col(f"{fact}_first").cast(pl.String)
    ).rows():
        here, there = parts[part], parts[other].match.sheet
        header, value, other_value = here.header(fact, value), mask(value, personal), mask(other_value, personal)
        found.append(
            here.at(
                "duplicate_conflict",
                row,
                header,
                value,
                f"{there.source} · {there.name} 第 {other_row} 行是“{other_value}”。",
                f"{there.source} · {there.name} row {other_row} says {other_value}.",
            )
        )
    return found


def repeats(several: pl.DataFrame, identity: Sequence[str], parts: list[Part], told: set) -> list[Problem]:
    """A notice at each later row of the same sheet that only says the same again."""
    first = several.unique(["part", *identity], keep="first", maintain_order=True)
    later = several.join(first.select("part", "row"), on=["part", "row"], how="anti").join(
        first.select("part", *identity, first="row"), on=["part", *identity], how="left", nulls_equal=True
    )
    found = []
    if "start" in identity:  # a column makes what its row makes: that row was told already
        later = later.filter(pl.col("part").is_in([p.number for p in parts if isinstance(p.match.kind, Rel)]))
    for part, row, original in later.select("part", "row", "first").rows():
        sheet = parts[part].match.sheet
        if row != original and (sheet.source, sheet.name, row) not in told:
            found.append(
                parts[part].at(
                    "duplicate_row", row, "", "", f"与第 {original} 行相同，已合并。", f"The same as row {original}; merged.", notice=True
                )
            )
    return found
