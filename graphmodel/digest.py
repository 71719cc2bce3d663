"""One SHA-256 over all keys and model properties: equal stores have equal digests, on whichever engine."""
from __future__ import annotations

import hashlib
from datetime import date
from typing import Protocol

import polars as pl

from graphmodel.ddl import identity
from graphmodel.held import Tabled
from graphmodel.schema import tables
from graphmodel.words import Kind, Node, Rel

SEEN: dict[str, str] = {}
"""The digest of each state seen in this process, the last few."""


class Digestible(Tabled, Protocol):
    """A store or a graph in memory: its tables, and a text that changes whenever they do."""

    def state(self) -> str:
        """Another for each state."""


def digest(engine: Digestible) -> str:
    """The digest of a store. Its sources, its unknown columns and what is derived (`within`) are outside it."""
    state = engine.state()
    if state not in SEEN:
        whole = hashlib.sha256()
        for name, kind in tables():
            frame = engine.table(kind, model_columns(kind))
            if len(frame):
                whole.update(f"{name} {len(frame)}\n".encode())
                for part in canonical(kind, frame).iter_slices(100_000):
                    whole.update("\n".join(part.to_series()).encode())
                    whole.update(b"\n")
        while len(SEEN) > 8:
            SEEN.pop(next(iter(SEEN)))
        SEEN[state] = whole.hexdigest()
    return SEEN[state]


def model_columns(kind: Node | Rel) -> list[str]:
    """The columns that the digest is made of: what identifies the thing, then its other properties."""
    return list(dict.fromkeys((*identity(kind), *(prop.name for prop in kind.props))))


def canonical(kind: Node | Rel, frame: pl.DataFrame) -> pl.DataFrame:
    """One text per row, sorted by what identifies it; no two different rows have the same text.

    Each value is written as its length in bytes, a colon and itself; null as "~"; a float as its 64 bits.
    """
    types: dict[str, Kind] = {prop.name: prop.type for prop in kind.props}
    names = model_columns(kind)
    return frame.sort(identity(kind)).select(pl.concat_str([lengthened(text(name, types.get(name, str))) for name in names]).alias("text"))


def text(name: str, type: Kind) -> pl.Expr:
    """A column as text."""
    if type is float:
        positive = pl.when(pl.col(name) == 0).then(0.0).otherwise(pl.col(name))  # the two zeros are equal
        return positive.reinterpret(dtype=pl.Int64).cast(pl.String)
    if type is date:
        return pl.col(name).dt.to_string("%Y-%m-%d")
    return pl.col(name).cast(pl.String)


def lengthened(text: pl.Expr) -> pl.Expr:
    """A text with its length before it."""
    return pl.concat_str(text.str.len_bytes().cast(pl.String), pl.lit(":"), text).fill_null("~")
