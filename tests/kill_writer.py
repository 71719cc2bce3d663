"""Writes import after import until it is killed: `python tests/kill_writer.py ADDRESS`. Says each stage on standard output."""
from __future__ import annotations

import sys

import polars as pl

from graphmodel.changes import Changes
from graphmodel.embedded import Embedded
from graphmodel.schema import tables
from graphmodel.scope import with_within
from graphmodel.server import Server
from tests.frames import Frames, record, rels, wanted

ROWS = 400


def import_of(number: int, before: Frames) -> Changes:
    """What import `number` changes: new households and pairs, a value in the last import's, and all former pairs gone."""
    ids = [f"h{number}-{place}" for place in range(ROWS)]
    members = [f"m{number}-{place}" for place in range(ROWS // 4)]
    old = [f"h{number - 1}-{place}" for place in range(ROWS if number > 1 else 0)]
    pairs = [(members[place % len(members)], id) for place, id in enumerate(ids)]
    kept = wanted(before, {
        "County": pl.DataFrame({"id": ["370982"], "name": ["县"]}),
        "Village": pl.DataFrame({"id": [f"v{number}"], "name": [f"村{number}"]}),
        "Household": pl.DataFrame({"id": ids + old, "size": [1] * len(ids) + [number] * len(old),
                                   "sources": [f"{number}.0.0.2"] * len(ids + old)}),
        "Member": pl.DataFrame({"id": members, "name": [f"党员 {id}" for id in members]}),
        "PART_OF": rels(("Village", "County"), (f"v{number}", "370982")),
        "LIVES_IN": rels(("Household", "Village"), *((id, f"v{number}") for id in ids))}).tables
    paired = wanted(before, {"PAIRED_WITH": rels(("Member", "Household"), *pairs, programme="帮学")}, gone=True).tables
    return with_within(before, Changes(kept | paired))


def main(address: str) -> None:
    """Goes on from wherever the store is. A server's address ends in `#batches` or `#once`: how it shall write."""
    address, _, mode = address.partition("#")
    engine = Server(address, None, at_once=0 if mode == "batches" else None, size=150) if mode else Embedded(address)
    engine.at_stage = lambda stage: print(stage, flush=True)
    while True:
        done = len(engine.imports()) + 1
        changes = import_of(done, Frames({name: engine.table(kind) for name, kind in tables()}))
        print("prepare", flush=True)
        engine.apply(changes, record(done))


if __name__ == "__main__":
    main(sys.argv[1])
