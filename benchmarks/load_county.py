"""The ledgers of a made-up county of any size, as CSV."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

TERRITORY = "370982"


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
