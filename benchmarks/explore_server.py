"""How soon the network opens on the server: each place of a store cold, again, and with one group opened; what is sent; how many marks.

`python -m benchmarks.explore_server STORE [--json]`: STORE is the folder of an embedded store, such as a sample store with every sample; it
is only read.
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import date
from pathlib import Path
from typing import Any

from graphmodel.embedded import Embedded
from queries.answer import data_date
from views.graph import payload, state, stock
from views.graph.structures import looks


def timed(make: Any) -> tuple[float, Any]:
    """Seconds that it took, and what it gave."""
    begun = time.perf_counter()
    made = make()
    return time.perf_counter() - begun, made


def spent(make: Any) -> float:
    """Seconds of the processor that it took, all threads together: what other work on the machine does not change."""
    begun = time.process_time()
    make()
    return time.process_time() - begun


def places(engine: Embedded) -> list[str | None]:
    """Everything at once, and every county at the top with what lies in it."""
    rows = engine.rows("MATCH (c:County) WHERE NOT EXISTS { MATCH (c)-[:PART_OF]->(:County) } RETURN c.id AS id ORDER BY id")
    return [None, *(f"County:{row['id']}" for row in rows)]


def one(engine: Embedded, scope: str | None, day: date) -> dict[str, Any]:
    """The figures of one place, nothing remembered before."""
    stock.MEMORY.clear()
    processor = spent(lambda: payload.drawn(engine, scope, day, state.View(), "zh"))
    stock.MEMORY.clear()
    fetch, have = timed(lambda: stock.stock(engine, scope, day))
    first, done = timed(lambda: payload.drawn(engine, scope, day, state.View(), "zh"))
    again, _ = timed(lambda: payload.drawn(engine, scope, day, state.View(), "zh"))
    offered, found = timed(lambda: looks.offered(engine, have, day))
    opened = next((key for key in sorted(done.shown.groups) if key not in done.shown.open), "")
    deed, _ = timed(lambda: payload.drawn(engine, scope, day, state.View(opened=(opened,) if opened else ()), "zh"))
    return {
        "scope": scope or "*",
        "nodes": sum(have.nodes.values()),
        "relationships": sum(have.relationships.values()),
        "marks": len(done.data["nodes"]),
        "lines": len(done.data["edges"]),
        "kilobytes": round(len(json.dumps(done.data, ensure_ascii=False).encode()) / 1024, 1),
        "fetch_s": round(fetch, 3),
        "first_s": round(fetch + first, 3),
        "first_processor_s": round(processor, 3),
        "again_s": round(again, 3),
        "open_a_group_s": round(deed, 3),
        "structures": len(found),
        "structures_s": round(offered, 3),
    }


def main() -> None:
    """Prints one line a place, or one JSON document with --json."""
    call = argparse.ArgumentParser(description=__doc__)
    call.add_argument("store", type=Path)
    call.add_argument("--json", action="store_true")
    args = call.parse_args()
    engine = Embedded(args.store)
    try:
        rows = [one(engine, scope, data_date(engine.imports())) for scope in places(engine)]
    finally:
        engine.close()
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    print("  ".join(rows[0]))
    for row in rows:
        print("  ".join(f"{value:,}" if isinstance(value, int) else str(value) for value in row.values()))


if __name__ == "__main__":
    main()
