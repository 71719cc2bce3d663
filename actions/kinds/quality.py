"""Data quality: what an import brought, how full its columns are, what is assumed or synthetic, what stands in no relationship."""

from __future__ import annotations

import re
from typing import Any

import polars as pl

from actions.kinds.inquiry import Draft, Inquiry
from graphmodel.imports import standing
from graphmodel.schema import NODE, REL, tables
from graphmodel.schema import scope as scope_text
from loaders.editing import called
from reports.blocks import Block, Heading, Para
from reports.document import Table

Rows = list[dict[str, Any]]


def build(inquiry: Inquiry) -> Draft:
    """The imports, the rows of each type, the columns with empty cells, what is assumed, synthetic or unknown to the model."""
    t = inquiry.t
    number = int(inquiry.more["import"]) if str(inquiry.more.get("import") or "").isdigit() else None
    records = [record for record in standing(inquiry.engine.imports()) if number in (None, record.number)]
    rows, holes, other, brought = counted(inquiry, number)
    records = [record for record in records if record.number in brought] if inquiry.scope else records
    name = t(f"第 {number} 次导入", f"import {number}") if number else inquiry.place
    title = t(f"{name}数据质量报告", f"Data quality: {name}")
    loads = Table(
        t("导入", "Imports"),
        (
            ("number", t("编号", "No.")),
            ("at", t("时间（UTC）", "At (UTC)")),
            ("data_date", t("数据截止日", "Data date")),
            ("files", t("文件", "Files")),
            ("new", t("新增", "New")),
            ("changed", t("更新", "Changed")),
            ("same", t("不变", "Same")),
        ),
        [
            {
                "number": one.number,
                "at": one.at[:16].replace("T", " "),
                "data_date": one.data_date,
                "files": t("、", ", ").join(inquiry.say(called(file.name)) for file in one.files),
                **{what: sum(counts.get(what, 0) for counts in one.counts.values()) for what in ("new", "changed", "same")},
            }
            for one in records
        ],
    )
    blocks: list[Block] = [Heading(t("导入", "Imports")), loads]
    whole = sum(row["n"] for row in rows)
    empty = sum(row["empty"] for row in holes)
    cells = sum(row["whole"] for row in holes)
    words = t(
        f"共 {whole:,} 行，其中含假定值 {sum(row['assumed'] for row in rows):,} 行，合成点位 "
        f"{sum(row['synthetic'] for row in rows):,} 行，有模型未识别列的 {sum(row['extra'] for row in rows):,} 行；有空值的列 "
        f"{len(holes)} 个，空值 {inquiry.fraction(empty, cells)}。",
        f"{whole:,} rows: {sum(row['assumed'] for row in rows):,} with assumed values, "
        f"{sum(row['synthetic'] for row in rows):,} with a synthetic point, "
        f"{sum(row['extra'] for row in rows):,} with columns that the model does not know; {len(holes)} "
        f"columns have empty cells: {inquiry.fraction(empty, cells)}.",
    )
    by_type = Table(
        t("各类行数", "Rows by type"),
        (
            ("type", t("类别", "Type")),
            ("n", t("行数", "Rows")),
            ("assumed", t("含假定", "Assumed")),
            ("synthetic", t("合成点位", "Synthetic point")),
            ("extra", t("有未识别列", "Unknown columns")),
            ("sources", t("有来源", "With a source")),
        ),
        rows,
    )
    gaps = Table(
        t("空值（按列）", "Empty cells, by column"),
        (
            ("type", t("类别", "Type")),
            ("column", t("列", "Column")),
            ("empty", t("空", "Empty")),
            ("whole", t("行数", "Rows")),
            ("share", t("空值比例（%）", "Empty, %")),
            ("needed", t("必填", "Required")),
        ),
        holes,
        (),
        inquiry.most,
    )
    blocks += [
        Heading(t("行数", "Rows")),
        Para(words),
        by_type,
        Heading(t("空值", "Empty cells")),
        Para(
            t(
                "空值只表示台账没有填写，从不算作 0 或未覆盖。",
                "An empty cell says that the ledger does not tell; it is never counted as 0 or as uncovered.",
            )
        ),
        gaps,
    ]
    told = t(f"导入 {number}", f"import {number}") if number else ""
    for row in rows:
        inquiry.note(row["type"], "quality", row["n"], [], row["n"], params=told, reads=(row["label"],))
    if other:
        unknown = Table(
            t("模型未识别的列", "Columns that the model does not know"),
            (("type", t("类别", "Type")), ("column", t("列", "Column")), ("n", t("行数", "Rows"))),
            other,
        )
        blocks += [Heading(t("未识别的列", "Unknown columns")), unknown]
    return Draft(title, tuple(blocks), (loads, by_type, Table(gaps.title, gaps.columns, holes)))


def counted(inquiry: Inquiry, number: int | None) -> tuple[Rows, Rows, Rows, set[int]]:
    """Rows by type, columns with empty cells, columns unknown to the model, of a place or of one import; and which imports brought them."""
    rows, holes, other = [], [], []
    brought: set[int] = set()
    known = tables()
    for at, (name, kind) in enumerate(known):
        inquiry.step(inquiry.say(kind.title), at, len(known))
        frame = inquiry.engine.table(kind)
        if name in NODE and inquiry.scope:
            frame = frame.filter(pl.col("within").str.contains(scope_text(inquiry.scope), literal=True))
        if name in REL and inquiry.scope:
            continue
        if number is not None:
            frame = frame.filter(pl.col("sources").fill_null("").str.contains(rf"(^| ){number}\."))
        if not len(frame):
            continue
        has = set(frame.columns)
        tokens = frame["sources"].drop_nulls().str.split(" ").explode()
        brought.update(tokens.str.extract(r"^(\d+)\.").drop_nulls().cast(int).unique())
        rows.append(
            {
                "label": name,
                "type": inquiry.say(kind.title),
                "n": len(frame),
                "assumed": filled(frame, "assumed") if "assumed" in has else 0,
                "synthetic": frame.filter(pl.col("point") == "合成").height if "point" in has else 0,
                "extra": filled(frame, "extra"),
                "sources": filled(frame, "sources"),
            }
        )
        for prop in kind.props:
            empty = frame[prop.name].null_count()
            if empty and prop.name not in ("assumed", "note"):
                holes.append(
                    {
                        "type": inquiry.say(kind.title),
                        "column": inquiry.say(prop.title),
                        "empty": empty,
                        "whole": len(frame),
                        "share": round(100 * empty / len(frame), 1),
                        "needed": prop.required,
                    }
                )
        words = [
            word for text in frame["extra"].drop_nulls().unique(maintain_order=True).head(200) for word in re.findall(r'"([^"]+)":', text)
        ]
        other += [
            {
                "type": inquiry.say(kind.title),
                "column": word,
                "n": frame.filter(pl.col("extra").fill_null("").str.contains(f'"{word}"', literal=True)).height,
            }
            for word in dict.fromkeys(words)
        ]
    return rows, sorted(holes, key=lambda one: (one["share"] == 100, -one["share"], -one["whole"])), other, brought


def filled(frame: pl.DataFrame, name: str) -> int:
    """How many rows hold something in a column."""
    return frame.filter(pl.col(name).is_not_null() & (pl.col(name) != "")).height
