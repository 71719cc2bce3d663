"""Paths to a draft: read, match, check, resolve, compare. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime

import polars as pl

from graphmodel.changes import Changes, TableChange, name_of, with_detached
from graphmodel.engine import Engine
from graphmodel.imports import ImportRecord, standing
from graphmodel.schema import NODE, REL
from graphmodel.words import Node, Rel
from loaders import check
from loaders.compare import compare, conflicting, decide, earlier_sheets
from loaders.decisions import decided
from loaders.draft import Draft, SheetSummary
from loaders.edits import changed_cells, linked_cells, nothing
from loaders.files import Upload, file_records, read
from loaders.formulas import in_loaded_cells
from loaders.gather import Part, gather
from loaders.headers import Match
from loaders.known import Known
from loaders.links import Links, links
from loaders.matching import heads, matched
from loaders.renumber import is_renumbering, renumbering
from loaders.territory import territory as find_territory
from loaders.whole import tables, wholes, without_faults, written

Progress = Callable[[str, int, int], None]
Conflicts = str | Mapping[tuple[str, str, str], str]


def prepare(
    engine: Engine,
    paths: Iterable[Upload],
    *,
    territory: str | None = None,
    data_date: date | None = None,
    who: str = "",
    conflicts: Conflicts = "ask",
    remove_gone: bool = False,
    samples: bool = False,
    mapping: str | None = None,
    progress: Progress | None = None,
) -> Draft:
    """Everything that is wrong with the files, and everything that writing them would change.

    `conflicts` is ask, keep (what is stored) or replace, or a choice for each (type, key, property).
    `mapping` names the confirmed columns to read by; without it every one that fits is used. KeyError where there is none of that
    name. `progress(stage, done, total)` is told the stages read, match, check, resolve and compare; what it raises stops the work.
    """
    tell = progress or (lambda stage, done, total: None)
    tell("read", 0, 1)
    files, sheets, problems = read(paths, lambda done, every: tell("read", done, every))
    state, records = engine.state(), engine.imports()
    number = max((r.number for r in records), default=0) + 1
    day = data_date or date.today()
    if any(map(is_renumbering, sheets)):
        return renumbering(engine, files, sheets, problems, territory, day, who, samples)
    tell("match", 0, len(sheets))
    matches, proposals, wrong = matched(sheets, mapping)
    problems += wrong
    total = sum(m.sheet.rows.height for m in matches)
    tell("check", 0, total)
    parts, wrong = gather(matches, number, lambda rows: tell("check", rows, total))
    problems = in_loaded_cells(problems, matches, wrong) + wrong
    parts, wrong = check.usable(parts)
    problems += wrong
    code, wrong = find_territory(parts, engine, territory) if parts else (territory, [])
    problems += wrong
    parts, wrong = check.keyed(parts, code)
    problems += wrong
    tell("resolve", 0, total)
    stored = tables(engine, parts)
    known = Known(parts, {label: frame for label, frame in stored.items() if label in NODE}, code, decided(code))
    made, wrong = links(parts, known, lambda rows: tell("resolve", rows, total))
    problems += wrong
    by_type, wrong = wholes(parts, made, stored, problems)
    problems += wrong
    tell("compare", 0, total)
    if any(p.severity == "error" for p in problems):
        parts, made, by_type = without_faults(parts, made, problems, stored)
    compared = [
        one_type(kind, parts, made, by_type, stored, known, standing(records), day, conflicts, remove_gone, prefixes)
        for prefixes in (earlier_sheets(parts, records),)
        for kind in check.kinds_of(parts, made)
    ]
    changes = Changes({change.name: change for change, _, _ in compared if change.size})
    changes = with_detached(changes, engine.table) if remove_gone else changes
    counts = {change.name: found for change, found, _ in compared}
    table = pl.concat([undecided(nothing()), *(cells for _, _, cells in compared)]).drop("index").rename({"conflicting": "conflict"})
    record = ImportRecord(number, datetime.now(UTC).isoformat(timespec="seconds"), day, who, file_records(files, sheets), counts, samples)
    tell("compare", total, total)
    return Draft(
        check.in_order(problems, [f.name for f in files]),
        counts,
        changes,
        record,
        table,
        summaries(matches, parts),
        tuple(files),
        totals(engine, changes, stored),
        code,
        state,
        proposals,
        heads(sheets, matches),
        tuple(known.asked),
    )


def one_type(
    kind: Node | Rel,
    parts: list[Part],
    made: list[Links],
    by_type: dict[str, pl.DataFrame],
    stored: dict[str, pl.DataFrame],
    known: Known,
    records: list[ImportRecord],
    day: date,
    conflicts: Conflicts,
    remove_gone: bool,
    prefixes: dict[str, set[str]],
) -> tuple[TableChange, dict[str, int], pl.DataFrame]:
    """The change, counts and changed cells of one type."""
    name = name_of(kind)
    own = [m for m in made if m.rel is kind]
    result = compare(kind, stored[name], by_type[name], own, prefixes.get(name, set()), known.territory)
    change = result.change
    cells = conflicting(changed_cells(kind, change, written(kind, parts, made), parts, known), change.before, kind, records, day)
    before = change.changed.height
    change, cells = decide(change, kind, cells, conflicts)
    counts = result.counts | {"conflicting": cells.filter(pl.col("decision").is_in(["ask", "keep"]))["index"].n_unique()}
    counts["changed"] -= before - change.changed.height
    if remove_gone and result.gone.height:
        change = TableChange(
            name, change.new, change.changed, change.before, pl.concat([change.gone, result.gone.select(change.gone.columns)])
        )
    linked = [undecided(linked_cells(m, change.new, result.replaced, known, stored[m.link.sheet.label])) for m in own if m.link]
    return change, counts, pl.concat([cells, *linked])


def undecided(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells about which there is nothing to decide."""
    return cells.with_columns(conflicting=pl.lit(False), decision=pl.lit(""))


def summaries(matches: list[Match], parts: list[Part]) -> tuple[SheetSummary, ...]:
    """What was read from each sheet."""
    rows = {id(p.match): p.rows.height for p in parts}
    return tuple(
        SheetSummary(
            m.sheet.source,
            m.sheet.name,
            m.name,
            m.header_row,
            rows.get(id(m), 0),
            m.sheet.rows.height and sum(m.sheet.rows[c].count() for c in m.headers()),
            tuple(f.header for f in m.fields),
            tuple(h for _, h in m.unknown),
            tuple((header, int(column[1:]) + 1) for column, header in m.headers().items()),
        )
        for m in matches
    )


def totals(engine: Engine, changes: Changes, stored: dict[str, pl.DataFrame]) -> dict[str, int]:
    """How many of each type there must be once the changes are written."""
    return {
        name: (stored[name] if name in stored else engine.table(kind_of(name))).height + change.new.height - change.gone.height
        for name, change in changes.tables.items()
    }


def kind_of(name: str) -> Node | Rel:
    """The type of that name."""
    return NODE[name] if name in NODE else REL[name]
