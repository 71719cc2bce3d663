"""Loading, stage by stage on both engines, beside its peers in one run: a plain polars read, a raw Ladybug COPY of the same rows, a
networkx graph of them, and the manual's loop of one MERGE a row on the same Neo4j.

`python -m benchmarks.load [10000 100000 1000000]`: each figure is counted in nodes and relationships, of which three in ten are nodes.
Every measurement has a process of its own, so that its peak of memory is its own too. The Neo4j is the one that the tests find;
without one its lines say why. The loop is measured on as many of the rows as it does in `LOOP` seconds, and its time on all is told.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.load_county import books
from tests.conftest import wipe
from tests.neo4j_server import NoServer, running

GOAL = 3.0
TWICE = 2.0
MEMORY = 3_072
"""The most that a whole load may take, in MB."""
LOOP = 60.0


def plain(folder: Path, home: Path) -> dict[str, float]:
    """The files read by polars, every column text."""
    start = time.perf_counter()
    rows = sum(pl.read_csv(path, infer_schema=False).height for path in sorted(folder.glob("*.csv")))
    return {"read": time.perf_counter() - start, "rows": rows}


def raw(folder: Path, home: Path) -> dict[str, float]:
    """The rows that our load wrote, copied by hand into a fresh Ladybug file, checkpointed and closed."""
    import ladybug

    from graphmodel import ddl
    from graphmodel.schema import NODE, REL

    tables = stored(home)
    start = time.perf_counter()
    database = ladybug.Database(str(home / "raw.lbug"), buffer_pool_size=1 << 30, max_db_size=1 << 36)
    connection = ladybug.Connection(database)
    for name in tables:
        if name in NODE:
            connection.execute(ddl.node_table(NODE[name]))
    for name, rows in tables.items():
        if name in REL:
            pairs = ", ".join(
                f"FROM `{a}` TO `{b}`" for a, b in rows.select("start_label", "end_label").unique().sort("start_label", "end_label").rows()
            )
            connection.execute(f"CREATE REL TABLE `{name}`({pairs}, {ddl.typed(REL[name])})")
    copied = time.perf_counter()
    for name, rows in tables.items():
        if name in NODE:
            connection.execute(f"COPY `{name}` FROM rows")
        else:
            for (a, b), part in rows.partition_by(  # noqa: B007 - the statement reads part by its name
                "start_label", "end_label", as_dict=True, include_key=False
            ).items():
                connection.execute(f"COPY `{name}` FROM part (from='{a}', to='{b}')")
    done = time.perf_counter()
    connection.execute("CHECKPOINT")
    connection.close()
    database.close()
    return {"copy": done - copied, "copy and close": time.perf_counter() - start, "rows": sum(t.height for t in tables.values())}


def store(home: Path) -> Any:
    """The engine that is measured: the server whose address is set, else the embedded one."""
    from graphmodel.embedded import Embedded
    from graphmodel.server import Server

    address = os.environ.get("BENCHMARK_NEO4J")
    return Server(address, None) if address else Embedded(home / "store")


def ours(folder: Path, home: Path) -> dict[str, float]:
    """Our load, stage by stage."""
    import loaders

    stages: list[tuple[str, float]] = []
    engine = store(home)
    start = time.perf_counter()
    draft = loaders.prepare(
        engine, [folder], data_date=date(2020, 9, 30), progress=lambda stage, done, total: stages.append((stage, time.perf_counter()))
    )
    prepared = time.perf_counter()
    assert draft.ok, [p.text("zh") for p in draft.problems][:10]
    loaders.write(engine, draft, lambda stage, done, total: stages.append((stage, time.perf_counter())))
    end = time.perf_counter()
    engine.close()
    spent: dict[str, float] = {}
    for (stage, begun), (_, following) in zip(stages, [*stages[1:], ("", end)], strict=False):
        spent[stage] = spent.get(stage, 0) + following - begun
    return spent | {
        "prepare": prepared - start,
        "whole": end - start,
        "rows": sum(sum(c.values()) for c in draft.counts.values()),
        "unchanged": float(draft.changes.empty),
    }


def stored(home: Path) -> dict[str, pl.DataFrame]:
    """Every table that our load wrote to the embedded store."""
    from graphmodel.embedded import Embedded
    from graphmodel.schema import tables

    engine = Embedded(home / "store")
    found = {name: table for name, kind in tables() if (table := engine.table(kind)).height}
    engine.close()
    return found


def graph(folder: Path, home: Path) -> dict[str, float]:
    """The same rows as a networkx graph, every property kept."""
    import networkx as nx

    from graphmodel.schema import NODE

    tables = stored(home)
    start = time.perf_counter()
    built = nx.MultiDiGraph()
    for name, table in tables.items():
        if name in NODE:
            built.add_nodes_from(((name, row["id"]), row) for row in table.iter_rows(named=True))
    for name, table in tables.items():
        if name not in NODE:
            built.add_edges_from(
                ((row["start_label"], row["start"]), (row["end_label"], row["end"]), name, row) for row in table.iter_rows(named=True)
            )
    return {"build": time.perf_counter() - start, "rows": built.number_of_nodes() + built.number_of_edges()}


def loop(folder: Path, home: Path) -> dict[str, float]:
    """The loop that the Neo4j manual begins with: one MERGE a row through `execute_query`, keys under a constraint."""
    from neo4j import GraphDatabase

    from graphmodel.schema import NODE

    tables, done, spent = stored(home), 0, 0.0
    every = sum(t.height for t in tables.values())
    with GraphDatabase.driver(os.environ["BENCHMARK_NEO4J"], auth=None) as driver:
        for name in [n for n in tables if n in NODE]:
            driver.execute_query(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:`Loop{name}`) REQUIRE n.id IS UNIQUE")
        for name, table in tables.items():
            share = LOOP * table.height / every
            start = time.perf_counter()
            for row in table.sample(table.height, shuffle=True, seed=1).iter_rows(named=True) if name in NODE else table.iter_rows(named=True):
                if name in NODE:
                    driver.execute_query(f"MERGE (n:`Loop{name}` {{id: $id}}) SET n += $row", id=row["id"], row=row)
                else:
                    text = (
                        f"MERGE (a:`Loop{row['start_label']}` {{id: $start}}) MERGE (b:`Loop{row['end_label']}` {{id: $end}}) "
                        f"MERGE (a)-[r:`{name}` {{key: $key}}]->(b) SET r += $row"
                    )
                    driver.execute_query(text, start=row["start"], end=row["end"], key=row["key"], row=row)
                done += 1
                if time.perf_counter() - start > share:
                    break
            spent += time.perf_counter() - start
        with driver.session() as session:  # only a transaction of its own may commit in parts
            session.run("MATCH (n) WHERE any(l IN labels(n) WHERE l STARTS WITH 'Loop') CALL (n) { DETACH DELETE n } IN TRANSACTIONS").consume()
    return {"looped": spent, "rows": done, "whole": spent * every / done}


def measured(what: str, folder: Path, home: Path, address: str = "") -> dict[str, float]:
    """One measurement in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load", "--only", what, str(folder), str(home)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[1],
        env={**os.environ, "LIANJIAN_HOME": str(home), "BENCHMARK_NEO4J": address},
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    print(f"  {what + (' on Neo4j' if address and what == 'ours' else ''):14}" + said(found), flush=True)
    return found


def said(figures: dict[str, float]) -> str:
    """Figures on one line: seconds, rows, and megabytes at the peak."""
    return "  ".join(f"{k} {v:.2f}" if isinstance(v, float) else f"{k} {v:,}" for k, v in figures.items())


def one(size: int, address: str) -> None:
    """Measures one size; prints each figure, and the goals."""
    with tempfile.TemporaryDirectory() as held:
        folder, home = Path(held) / "books", Path(held) / "home"
        folder.mkdir()
        home.mkdir()
        rows = books(folder, size)
        print(f"\n{size:,} nodes and relationships, {sum(rows.values()):,} rows in {len(rows)} files")
        read, first, second, copied = (measured(what, folder, home) for what in ("plain", "ours", "ours", "raw"))
        measured("graph", folder, home)
        base, peak = read["read"] + copied["copy and close"], max(first["MB"], first["writer MB"])
        print(f"  plain read + raw COPY {base:.2f} s, first load {first['whole']:.2f} s: {first['whole'] / base:.2f}× (goal ≤ {GOAL:g}×), "
              f"{peak:,} MB (goal ≤ {MEMORY:,}), second {second['whole']:.2f} s (goal ≤ the first)")
        if address:
            wipe(address)
            served, again, looped = (measured(what, folder, home, address) for what in ("ours", "ours", "loop"))
            print(f"  Neo4j: first load {served['whole']:.2f} s, second {again['whole']:.2f} s, one MERGE a row {looped['whole']:.1f} s: "
                  f"{looped['whole'] / served['whole']:.1f}× (goal ≥ {TWICE:g}×)")


def main(sizes: list[int]) -> None:
    """Prints each size's measurements and the ratios to the goals."""
    with ExitStack() as held:
        try:
            address = held.enter_context(running(Path(held.enter_context(tempfile.TemporaryDirectory())), heap="2g", java_options=()))
        except NoServer as why:
            address = ""
            print(f"Neo4j is not measured: {why}")
        for size in sizes:
            one(size, address)


if __name__ == "__main__":
    if "--only" in sys.argv:
        what, folder, home = sys.argv[sys.argv.index("--only") + 1 :]
        started = time.process_time()
        figures = {"plain": plain, "ours": ours, "raw": raw, "graph": graph, "loop": loop}[what](Path(folder), Path(home))
        own, writer = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = sum(used.ru_utime + used.ru_stime for used in (own, writer)) - started
        print(json.dumps(figures | {"cpu": cpu, "MB": own.ru_maxrss >> 10, "writer MB": writer.ru_maxrss >> 10}))
    else:
        main([int(a) for a in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
