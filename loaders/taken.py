"""A ledger that was taken from the store says when: what it held then is known, so that only what was edited since speaks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from xml.etree import ElementTree

import polars as pl
import xlsxwriter

from graphmodel.asof import up_to
from graphmodel.ddl import identity
from graphmodel.engine import Engine
from graphmodel.held import Tables
from graphmodel.imports import ImportRecord
from graphmodel.problem import Problem
from graphmodel.replay import replayed
from graphmodel.words import Node, Rel
from loaders.files import File
from loaders.gather import Part
from loaders.links import Links

NAME = "联建图导入"
"""The property of the workbook that says after which import it was taken; Excel keeps it when the file is saved."""
PART = "docProps/custom.xml"
LARGEST = 1 << 20
LISTED = 5
"""Codes of rows that are not in a ledger any more which a message names."""
Bases = dict[int, Tables]
"""By the number of a file: what the store held when the file was taken from it."""


def sign(book: xlsxwriter.Workbook, engine: Engine) -> None:
    """Notes in the workbook after which import it is taken."""
    if records := engine.imports():
        book.set_custom_property(NAME, f"{records[-1].number} {records[-1].at}")


def signed(file: File) -> tuple[int, str] | None:
    """Number and time of the import after which a workbook was taken; None where it was not taken from a store."""
    if file.suffix not in (".xlsx", ".xlsm"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            if archive.getinfo(PART).file_size > LARGEST:
                return None
            entries = ElementTree.fromstring(archive.read(PART))
    except (KeyError, OSError, ValueError, NotImplementedError, RuntimeError, zipfile.BadZipFile, ElementTree.ParseError):
        return None
    text = next(("".join(entry.itertext()) for entry in entries if entry.get("name") == NAME), "")
    number, _, at = text.strip().partition(" ")
    return (int(number), at) if number.isdecimal() else None


def bases(engine: Engine, files: Iterable[File], since: int | None = None) -> Bases:
    """What the store held when each file was taken from it; only of files since which it has changed.

    A file that does not say so counts as taken after import `since`, where that is given.
    """
    records = engine.imports()
    known, made, found = {(r.number, r.at) for r in records}, dict[int, Tables](), {}
    for number, file in enumerate(files):
        said = signed(file)
        after = said[0] if said in known else since
        if after is not None and records and after < records[-1].number:
            if after not in made:
                made[after] = replayed(records, up_to(records, after), engine.journal).frames
            found[number] = made[after]
    return found


def ledgers(records: list[ImportRecord], files: list[File]) -> set[int]:
    """The numbers of the files that were taken from this store."""
    known = {(r.number, r.at) for r in records}
    return {number for number, file in enumerate(files) if signed(file) in known}


def listed(parts: list[Part], ledgers: set[int], then: Bases, stored: Tables) -> dict[str, dict[int, pl.DataFrame]]:
    """By type and part: what was stored of the type when the part's ledger was taken from the store, which listed all of it."""
    found: dict[str, dict[int, pl.DataFrame]] = {}
    for part in parts:
        if part.match.sheet.file in ledgers:
            base = then.get(part.match.sheet.file, stored)
            found.setdefault(part.match.name, {})[part.number] = base[part.match.name]
    return found


def left_out(then: dict[int, pl.DataFrame], gone: pl.DataFrame, kind: Node | Rel, parts: list[Part]) -> list[Problem]:
    """A notice for each ledger with rows that it had when it was taken from the store and does not have now."""
    found, ids = [], list(identity(kind))
    for number, held in then.items():
        rows = gone.join(held.select(ids), on=ids, how="semi", maintain_order="left")
        if rows.height:
            keys = "、".join(rows["id" if isinstance(kind, Node) else "start"].head(LISTED)) + ("…" if rows.height > LISTED else "")
            zh = f"导出时有的 {rows.height:,} 行已不在这张表中，库中保留。"
            en = f"{rows.height:,} rows that it had when it was taken are not on this sheet now; they stay stored."
            found.append(parts[number].at("rows_left", None, "", keys, zh, en, notice=True))
    return found


def edited(parts: list[Part], then: Bases, stored: dict[str, pl.DataFrame]) -> tuple[list[Part], list[Problem]]:
    """The things' rows with only the cells that were edited; unedited rows of what was removed since go, with a notice."""
    done, problems = [], []
    for part in parts:
        held = base_of(part, part.match.name, then) if isinstance(part.match.kind, Node) else None
        if held is not None:
            props = [p.name for p in part.match.kind.props if p.name in part.rows.columns and p.name != "id"]
            rows, gone = only_edited(part.rows, held, stored[part.match.name], ["id"], props)
            problems += [removed(part, row, key) for row, key in gone.select("row", "id").rows()]
            part = replace(part, rows=rows)
        done.append(part)
    return done, problems


def edited_links(made: list[Links], then: Bases, stored: dict[str, pl.DataFrame]) -> tuple[list[Links], list[Problem]]:
    """The relationships with only what was edited; those that ended or moved since, and that nobody edited, are left out."""
    done, problems = [], []
    for links in made:
        held = base_of(links.part, links.rel.type, then)
        if held is not None:
            props = [p.name for p in links.rel.props if p.name in links.rows.columns and p.name not in links.rel.key]
            rows, gone = only_edited(links.rows, held, stored[links.rel.type], list(identity(links.rel)), props)
            if links.field is None:
                problems += [removed(links.part, row, key) for row, key in gone.select("row", "end").rows()]
            links = replace(links, rows=rows)
        done.append(links)
    return done, problems


def base_of(part: Part, name: str, then: Bases) -> pl.DataFrame | None:
    """What the store held of a type when the sheet's file was taken from it."""
    return then.get(part.match.sheet.file, {}).get(name)


def only_edited(
    rows: pl.DataFrame, held: pl.DataFrame, stored: pl.DataFrame, ids: list[str], props: list[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows with the cells that say what was held made blank, and the unedited rows of what is stored no more."""
    both = rows.join(held.select(*ids, *(pl.col(p).alias(f"{p} then") for p in props), then=True), on=ids, how="left", maintain_order="left")
    both = both.join(stored.select(*ids, now=True), on=ids, how="left", maintain_order="left")
    as_held = {p: pl.col(p).is_null() | pl.col(p).eq_missing(pl.col(f"{p} then")) for p in props}
    there = pl.col("then").fill_null(False)
    unedited = there & pl.col("now").is_null() & pl.all_horizontal(pl.lit(True), *(same.alias(p) for p, same in as_held.items()))
    blanks = [pl.when(there & pl.col("now").fill_null(False) & same).then(None).otherwise(pl.col(p)).alias(p) for p, same in as_held.items()]
    return both.filter(~unedited).with_columns(blanks).select(rows.columns), both.filter(unedited)


def removed(part: Part, row: int, key: str) -> Problem:
    """The notice of an unedited row whose thing was removed since."""
    zh, en = "台账导出后库中已移除，这一行未改动，不再导入。", "Removed from the store since; the row was not edited and is not loaded."
    return part.at("removed_since", row, "", key, zh, en, notice=True)
