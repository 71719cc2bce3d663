"""Loading, stage by stage, beside a plain polars read and a raw Ladybug COPY of the same rows, in one run.

`python -m benchmarks.load [10000 100000 1000000]`: each figure is counted in nodes and relationships, of which three in ten are nodes.
Every measurement has a process of its own, so that its peak of memory is its own too.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import polars as pl

TERRITORY = "370982"
GOAL = 3.0


def books(folder: Path, size: int) -> dict[str, int]:
    """CSV ledgers of a made-up county that give `size` nodes and relationships; the rows of each."""
    villages, households, members, pairs = size // 100, size // 5, size * 9 // 100, size * 2 // 5
    townships = max(1, villages // 500)
    i, day = pl.col("i"), date(2019, 1, 1)
    township = pl.lit(TERRITORY) + (100 + i % townships).cast(pl.String)

    def index(n: int) -> pl.Series:
        return pl.int_range(n, eager=True).alias("i")

    def village(n: pl.Expr) -> pl.Expr:
        return pl.lit(TERRITORY) + (100 + n % townships).cast(pl.String) + (n // townships % 500 + 1).cast(pl.String).str.zfill(3)

    def number(letter: str, n: pl.Expr) -> pl.Expr:
        return pl.lit(letter + "-") + n.cast(pl.String).str.zfill(7)

    branches = max(1, members // 100)
    tables = {
        "县": pl.DataFrame({"编码": [TERRITORY], "名称": ["新泰市"]}),
        "乡镇": index(townships).to_frame().select(编码=township, 名称=pl.lit("乡镇") + i.cast(pl.String), 所属县=pl.lit(TERRITORY)),
        "村": index(villages)
        .to_frame()
        .select(
            编码=village(i),
            名称=pl.lit("村庄") + i.cast(pl.String),
            所属乡镇=village(i).str.slice(0, 9),
            户数=i % 900 + 50,
            贫困村=pl.when(i % 3 == 0).then(pl.lit("是")).otherwise(pl.lit("否")),
        ),
        "党组织": index(branches)
        .to_frame()
        .select(编码=number("Z", i), 名称=pl.lit("党支部") + i.cast(pl.String), 类别=pl.lit("党支部"), 所在地=village(i % villages)),
        "户": index(households)
        .to_frame()
        .select(
            编码=number("H", i),
            户主=pl.lit("户主 ") + i.cast(pl.String),
            人数=i % 7 + 1,
            建档立卡=pl.when(i % 4 == 0).then(pl.lit("是")).otherwise(pl.lit("否")),
            脱贫状态=pl.when(i % 8 == 0).then(pl.lit("未脱贫")).otherwise(pl.lit("已脱贫")),
            所在村=village(i % villages),
        ),
        "党员干部": index(members)
        .to_frame()
        .select(
            编码=number("D", i),
            姓名=pl.lit("党员 ") + i.cast(pl.String),
            身份=pl.lit("正式党员"),
            入党日期=pl.lit(day) + pl.duration(days=i % 300),
            所在党组织=number("Z", i % branches),
        ),
        "结对": index(pairs)
        .to_frame()
        .select(
            帮扶人=number("D", i % members),
            帮扶对象=number("H", (i * 7 + i // members) % households),
            项目=pl.when(i % 2 == 0).then(pl.lit("帮学")).otherwise(pl.lit("带富")),
            起始日期=pl.lit(day) + pl.duration(days=i % 700),
        ),
    }
    tables["结对"] = tables["结对"].unique(["帮扶人", "帮扶对象", "项目", "起始日期"], maintain_order=True)
    for name, table in tables.items():
        table.write_csv(folder / f"{name}.csv")
    return {name: table.height for name, table in tables.items()}


def plain(folder: Path, home: Path) -> dict[str, float]:
    """The files read by polars, every column text."""
    start = time.perf_counter()
    rows = sum(pl.read_csv(path, infer_schema=False).height for path in sorted(folder.glob("*.csv")))
    return {"read": time.perf_counter() - start, "rows": rows}


def raw(folder: Path, home: Path) -> dict[str, float]:
    """The rows that our load wrote, copied by hand into a fresh Ladybug file, checkpointed and closed."""
    import ladybug

    from graphmodel import ddl
    from graphmodel.embedded import Embedded
    from graphmodel.schema import NODE, REL

    engine = Embedded(home / "store")
    tables = {name: table for name, kind in (NODE | REL).items() if (table := engine.table(kind)).height}
    engine.close()
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


def ours(folder: Path, home: Path) -> dict[str, float]:
    """Our load, stage by stage."""
    import loaders
    from graphmodel.embedded import Embedded

    stages: list[tuple[str, float]] = []
    engine = Embedded(home / "store")
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


def measured(what: str, folder: Path, home: Path) -> dict[str, float]:
    """One measurement in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load", "--only", what, str(folder), str(home)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[1],
        env={**os.environ, "LIANJIAN_HOME": str(home)},
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def main(sizes: list[int]) -> None:
    """Prints each size's measurements and the ratio to the goal."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as held:
            folder, home = Path(held) / "books", Path(held) / "home"
            folder.mkdir()
            home.mkdir()
            rows = books(folder, size)
            found = {
                name: measured(what, folder, home)
                for name, what in (("plain", "plain"), ("first", "ours"), ("second", "ours"), ("raw", "raw"))
            }
            base = found["plain"]["read"] + found["raw"]["copy and close"]
            print(f"\n{size:,} nodes and relationships, {sum(rows.values()):,} rows in {len(rows)} files")
            for name, figures in found.items():
                print(f"  {name:8}" + "  ".join(f"{k} {v:.2f}" if isinstance(v, float) else f"{k} {v:,}" for k, v in figures.items()))
            first, second = found["first"]["whole"], found["second"]["whole"]
            ratio = f"{first / base:.2f}× (goal ≤ {GOAL:g}×)"
            print(f"  plain read + raw COPY {base:.2f} s, first load {first:.2f} s: {ratio}, second {second:.2f} s")


if __name__ == "__main__":
    if "--only" in sys.argv:
        what, folder, home = sys.argv[sys.argv.index("--only") + 1 :]
        started = time.process_time()
        figures = {"plain": plain, "ours": ours, "raw": raw}[what](Path(folder), Path(home))
        own, writer = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = sum(used.ru_utime + used.ru_stime for used in (own, writer)) - started
        print(json.dumps(figures | {"cpu": cpu, "MB": own.ru_maxrss >> 10, "writer MB": writer.ru_maxrss >> 10}))
    else:
        main([int(a) for a in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
