"""Rules over a whole load: codes, what must be there, what contradicts itself."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from graphmodel.ddl import ENDS, identity
from graphmodel.problem import Problem
from graphmodel.words import Node, Rel
from loaders.formulas import RULES as FORMULAS
from loaders.gather import Part
from loaders.keys import key_faults, whole
from loaders.links import Links

BLANK = ("key_missing", "required_missing")
Places = set[tuple[str, str, int | None, str]]


def usable(parts: list[Part]) -> tuple[list[Part], list[Problem]]:
    """The parts that have the columns without which no row can be read: the code, or both ends."""
    kept, problems = [], []
    for part in parts:
        needed = ("id",) if isinstance(part.match.kind, Node) else ("start", "end")
        missing = [name for name in needed if name not in part.rows.columns]
        problems += [lacking(part, part.header(name)) for name in missing]
        kept += [] if missing else [part]
    return kept, problems


def lacking(part: Part, header: str) -> Problem:
    """A sheet without a column that it must have."""
    return part.at("column_missing", part.match.header_row, header, "", f"缺少“{header}”列。", f"There is no column {header}.")


def keyed(parts: list[Part], territory: str | None) -> tuple[list[Part], list[Problem]]:
    """Node parts with full keys; unfit codes are told and kept, so that what refers to them is not told again."""
    done, problems = [], []
    for part in parts:
        node = part.match.kind
        if isinstance(node, Node):
            header = part.header("id")
            faults = key_faults(part.rows["id"], node)
            problems += part.faults(part.rows, "id", header, faults)
            problems += [
                part.at("key_missing", row, header, "", "编码为空。", "The code is blank.")
                for row in part.rows.filter(pl.col("id").is_null())["row"]
            ]
            part = replace(part, rows=part.rows.with_columns(whole(pl.col("id"), (node,), territory).alias("id")))
        else:
            for side in ("start", "end"):
                problems += [
                    part.at("required_missing", row, part.header(side), "", "必填项为空。", "A required cell is blank.")
                    for row in part.rows.filter(pl.col(side).is_null())["row"]
                ]
        done.append(part)
    return done, problems


def required_props(
    kind: Node | Rel, parts: list[Part], written: list[pl.DataFrame], whole: pl.DataFrame, stored: pl.DataFrame, told: Places
) -> list[Problem]:
    """Required properties that neither the load nor the store has: at the cell, or once for a sheet without the column.

    `written` are the load's rows of the type, `whole` each thing once.
    """
    problems: list[Problem] = []
    ids = list(identity(kind))
    for prop in kind.props:
        if not prop.required or prop.name == "id":
            continue
        lacks = whole if prop.name not in whole.columns else whole.filter(pl.col(prop.name).is_null())
        if lacks.height and stored.height:
            lacks = lacks.join(stored.filter(pl.col(prop.name).is_not_null()).select(ids), on=ids, how="anti")
        if lacks.height:
            rows = pl.concat([frame.join(lacks.select(ids), on=ids, how="semi").select("part", "row") for frame in written])
            problems += blank(parts, rows, prop.name, told)
    return problems


def blank(parts: list[Part], rows: pl.DataFrame, prop: str, told: Places) -> list[Problem]:
    """Rows (part, row) that lack a property."""
    found = []
    for number, group in rows.select("part", "row").unique().sort("part", "row").group_by("part", maintain_order=True):
        part = next(p for p in parts if p.number == number[0])
        sheet, header = part.match.sheet, part.header(prop)
        if not part.match.field("prop", prop):
            found.append(lacking(part, header))
            continue
        for row in group["row"]:
            if (sheet.source, sheet.name, row, header) not in told:
                found.append(part.at("required_missing", row, header, "", "必填项为空。", "A required cell is blank."))
    return found


def required_links(parts: list[Part], made: list[Links], stored: dict[str, pl.DataFrame], columns) -> list[Problem]:
    """New things without a relationship that they must have. `columns(node)` are the relationship columns of a node's sheet."""
    problems: list[Problem] = []
    for label in dict.fromkeys(p.match.name for p in parts if isinstance(p.match.kind, Node)):
        own = [p for p in parts if p.match.name == label]
        for rel, link in columns(own[0].match.kind):
            if not link.required:
                continue
            fields = {p.number: next((f for f in p.match.fields if f.link is link), None) for p in own}
            lacks = [
                p.rows.filter(pl.col("id").is_not_null() & (pl.col(f.column).is_null() if (f := fields[p.number]) else True)).select(
                    "id", "part", "row"
                )
                for p in own
            ]
            if not any(frame.height for frame in lacks):
                continue
            given = [p.rows.filter(pl.col(f.column).is_not_null()).select("id") for p in own if (f := fields[p.number])]
            given += [
                m.rows.filter(pl.col(f"{link.side}_label") == label).select(pl.col(link.side).alias("id")) for m in made if m.rel is rel
            ]
            if rel.type in stored:
                given.append(stored[rel.type].filter(pl.col(f"{link.side}_label") == label).select(pl.col(link.side).alias("id")))
            rest = pl.concat(lacks).join(pl.concat(given).unique(), on="id", how="anti") if given else pl.concat(lacks)
            for part in own:
                rows = rest.filter(pl.col("part") == part.number)["row"].to_list()
                field = fields[part.number]
                if rows and not field:
                    problems.append(lacking(part, link.title[0]))
                elif rows:
                    problems += [
                        part.at("required_missing", row, field.header, "", "必填项为空。", "A required cell is blank.") for row in rows
                    ]
    return problems


def relationship_rows(links: Links) -> list[Problem]:
    """Rows that join a thing to itself, or end before they begin."""
    problems = []
    rows, part = links.rows, links.part
    header = links.field.header if links.field else part.header("end")
    own = rows.filter((pl.col("start") == pl.col("end")) & (pl.col("start_label") == pl.col("end_label")))
    problems += [
        part.at("self_reference", row, header, key, "两端是同一个对象。", "Both ends are the same thing.")
        for row, key in own.select("row", "end").rows()
    ]
    if "since" in rows.columns and "until" in rows.columns:
        backward = (
            rows.filter(pl.col("until") < pl.col("since"))
            .select("row", pl.col("until").cast(pl.String), pl.col("since").cast(pl.String))
            .rows()
        )
        problems += [
            part.at("until_before_since", row, part.header("until"), until, f"早于起始日期 {since}。", f"Before the first day, {since}.")
            for row, until, since in backward
        ]
    return problems


def two_places(links: Links) -> list[Problem]:
    """Rows of one load that put a thing into two places by the same column."""
    if not links.single:
        return []
    owner = ["start_label", "start"]
    doubled = links.rows.filter(links.rows.select(owner).is_duplicated()).sort("row")
    first = doubled.unique(owner, keep="first", maintain_order=True).select(*owner, first_row="row", first_end="end")
    differs = doubled.join(first, on=owner).filter(pl.col("end") != pl.col("first_end"))
    sheet = links.part.match.sheet
    return [
        links.part.at(
            "duplicate_conflict",
            row,
            links.field.header,
            end,
            f"{sheet.source} · {sheet.name} 第 {other} 行是“{value}”。",
            f"{sheet.source} · {sheet.name} row {other} says {value}.",
        )
        for row, end, other, value in differs.select("row", "end", "first_row", "first_end").rows()
    ]


def circles(made: list[Links], stored: dict[str, pl.DataFrame]) -> list[Problem]:
    """Rows of this load that close a circle of above and below (PART_OF among the same type)."""
    problems = []
    for rel in {m.rel.type: m.rel for m in made if m.rel.type == "PART_OF"}.values():
        same = pl.col("start_label") == pl.col("end_label")
        new = [
            m.rows.filter(same & (pl.col("start") != pl.col("end"))).select(*ENDS, "row").with_columns(made=pl.lit(i))
            for i, m in enumerate(made)
            if m.rel is rel
        ]
        rows = pl.concat(new)
        if not rows.height:
            continue
        replaced = pl.concat(
            [m.rows.select("start_label", "start") for m in made if m.single] or [rows.select("start_label", "start").clear()]
        ).unique()
        old = (
            stored[rel.type].filter(same).select(*ENDS).join(replaced, on=["start_label", "start"], how="anti")
            if rel.type in stored
            else rows.select(*ENDS).clear()
        )
        edges = pl.concat([rows.select(*ENDS), old])
        for a, b, row, index in round_about(edges, rows):
            links = made[index]
            problems.append(
                links.part.at(
                    "cycle",
                    row,
                    links.field.header if links.field else links.part.header("end"),
                    b,
                    f"{a} 与 {b} 互为上下级。",
                    f"{a} and {b} lie above each other.",
                )
            )
    return problems


def round_about(edges: pl.DataFrame, rows: pl.DataFrame) -> list[tuple[str, str, int, int]]:
    """The rows whose edges stay when everything that leads nowhere is taken away again and again."""
    a, b = ["start_label", "start"], ["end_label", "end"]
    while True:
        left = edges.join(edges.select(a).unique(), left_on=b, right_on=a, how="semi").join(
            edges.select(b).unique(), left_on=a, right_on=b, how="semi"
        )
        if left.height == edges.height:
            break
        edges = left
    return rows.join(edges, on=list(ENDS), how="semi").select("start", "end", "row", "made").rows() if edges.height else []


def in_order(problems: list[Problem], files: list[str]) -> tuple[Problem, ...]:
    """Each problem once, by file, sheet, row and column; a cell whose formula failed is not told to be blank too."""
    place = {name: i for i, name in enumerate(files)}
    failed = {(p.file, p.sheet, p.row, p.column) for p in problems if p.rule in FORMULAS}
    told = [p for p in dict.fromkeys(problems) if p.rule not in BLANK or (p.file, p.sheet, p.row, p.column) not in failed]
    return tuple(sorted(told, key=lambda p: (p.severity, place.get(p.file, -1), p.sheet, p.row or 0, p.column, p.rule)))


def kinds_of(parts: list[Part], made: list[Links]) -> list[Node | Rel]:
    """Every type that the load speaks of, nodes first."""
    nodes = [p.match.kind for p in parts if isinstance(p.match.kind, Node)]
    rels: list[Rel] = [m.rel for m in made]
    return list({id(k): k for k in (*nodes, *rels)}.values())
