"""A whole graph held in memory as frames, with as much of an engine as the digest, the scope and a backup need."""
from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Protocol

import polars as pl

from graphmodel.ddl import columns, empty
from graphmodel.schema import NODE, REL, WITHIN, tables
from graphmodel.scope import within
from graphmodel.words import Node, Rel

Tables = dict[str, pl.DataFrame]
NUMBERS = itertools.count(1)


class Tabled(Protocol):
    """Whatever has tables: an engine, or a graph in memory."""

    def table(self, kind: Node | Rel, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Everything of one type, or only these columns of it."""


class Held:
    """Frames by the name of their type, with all columns of `Engine.table`; a type without rows may be missing."""

    def __init__(self, frames: Tables) -> None:
        self.frames = frames
        self.number = next(NUMBERS)

    def table(self, kind: Node | Rel, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Everything of one type, or only these columns of it."""
        frame = self.frames.get(kind.label if isinstance(kind, Node) else kind.type)
        frame = empty(kind) if frame is None else frame
        return frame if columns is None else frame.select(name for name in frame.columns if name in columns)

    def state(self) -> str:
        """Another for each graph."""
        return f"held {self.number}"


def everything(store: Tabled) -> Tables:
    """Every type of a store that has rows, as frames."""
    return {name: frame for name, kind in tables() if len(frame := store.table(kind))}


def placed(frames: Tables) -> Tables:
    """The frames with `within` worked out anew."""
    nodes = {label: frames[label] for label in NODE if label in frames}
    right = within({label: frame.select("id") for label, frame in nodes.items()}, {type: frames[type] for type in REL if type in frames})
    done = {label: frame.drop(WITHIN).join(right[label], on="id", how="left").select(list(columns(NODE[label])))
            for label, frame in nodes.items()}
    return frames | done
