"""Paths to a draft: read, match, check, resolve, compare. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime

import polars as pl

from graphmodel.changes import Changes, TableChange, name_of, with_detached
from graphmodel.engine import Engine
from graphmodel.held import Tables
from graphmodel.imports import ImportRecord, standing
from graphmodel.problem import Problem
from graphmodel.schema import NODE, REL
from graphmodel.words import Node, Rel
from loaders import check
from loaders.compare import compare, earlier_sheets
from loaders.conflicts import Held, How, conflicting, decide, decide_rekeyed, decisions, moved_since, stay
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
from loaders.same_pair import beside
from loaders.taken import bases, edited, edited_links, ledgers, left_out, listed
from loaders.territory import territory as find_territory
from loaders.whole import tables, wholes, without_faults, written

Progress = Callable[[str, int, int], None]


def prepare(
    engine: Engine,
    paths: Iterable[Upload],
    *,
    territory: str | None = None,
    data_date: date | None = None,
    who: str = "",
    conflicts: How = "ask",
    remove_gone: bool = False,
    samples: bool = False,
    mapping: str | None = None,
    since: int | None = None,
    progress: Progress | None = None,
) -> Draft:
    """Everything that is wrong with the files, and everything that writing them would change.

    `conflicts` is ask, keep (what is stored) or replace, or a choice for each (type, key, property).
    `since` is the import after which the files were checked before: what others wrote meanwhile stays, and conflicts where the files
    say something else again. `mapping` names the confirmed columns to read by; without it every one that fits is used. KeyError where there is none of that
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
    stored, then = tables(engine, parts), bases(engine, files, since)
    parts, wrong = edited(parts, then, stored)
    problems += wrong
    known = Known(parts, {label: frame for label, frame in stored.items() if label in NODE}, code, decided(code))
    made, wrong = links(parts, known, lambda rows: tell("resolve", rows, total))
    problems += wrong
    made, wrong = edited_links(made, then, stored)
    problems += wrong
    by_type, wrong = wholes(parts, made, stored, problems)
    problems += wrong
    tell("compare", 0, total)
    if any(p.severity == "error" for p in problems):
        parts, made, by_type = without_faults(parts, made, problems, stored)
    compared = [
        one_type(kind, parts, made, by_type, stored, known, standing(records), day, conflicts, remove_gone, prefixes, held, own)
        for prefixes in (earlier_sheets(parts, records),)
        for held in ({files[number].name: frames for number, frames in then.items()},)
        for own in (listed(parts, ledgers(records, files), then, stored),)
        for kind in check.kinds_of(parts, made)
    ]
    problems += [notice for *_, notices in compared for notice in notices]
    changes = Changes({change.name: change for change, *_ in compared if change.size})
    changes = with_detached(changes, engine.table) if remove_gone else changes
    counts = {change.name: found for change, found, *_ in compared}
    table = pl.concat([undecided(nothing()), *(cells for _, _, cells, _ in compared)], how="diagonal").drop("index").rename({"conflicting": "conflict"})
    record = ImportRecord(number, datetime.now(UTC).isoformat(timespec="seconds"), day, who, file_records(files, sheets), counts, samples)
    tell("compare", total, total)
    return Draft(
        check.in_order(problems, [f.name for f in files]),
        counts,
        changes,
        record,
        table,
        summaries(matches),
        tuple(files),
        totals(engine, changes, stored),
        code,
        state,
        proposals,
        heads(sheets, matches),
        tuple(known.asked),
        tuple(r for r in records if since is not None and r.number > since),
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
    conflicts: How,
    remove_gone: bool,
    prefixes: dict[str, set[str]],
    then: dict[str, Tables],
    own: dict[str, dict[int, pl.DataFrame]],
) -> tuple[TableChange, dict[str, int], pl.DataFrame, list[Problem]]:
    """The change, counts and changed cells of one type, and what is worth noticing about it."""
    name = name_of(kind)
    mine = [m for m in made if m.rel is kind]
    result = compare(kind, stored[name], by_type[name], mine, prefixes.get(name, set()), known.territory, own.get(name))
    change = result.change
    held: Held = {file: frames[name] for file, frames in then.items() if name in frames}
    rows = written(kind, parts, made)
    cells = changed_cells(kind, change, rows, parts, known)
    before = change.changed.height
    change, cells = decide(change, kind, conflicting(cells, change.before, kind, records, day, held), conflicts)
    rekeyed = conflicting(changed_cells(kind, result.rekeyed, rows, parts, known), result.rekeyed.before, kind, records, day, held)
    change, rekeyed = decide_rekeyed(change, result.rekeyed, kind, rekeyed, conflicts)
    found = [cells, rekeyed]
    kept = [frame.filter(pl.col("decision").is_in(["ask", "keep"]))["index"].n_unique() for frame in found]
    counts = result.counts | {"conflicting": sum(kept)}
    counts["changed"] -= before - change.changed.height
    for links in mine:
        if links.link:
            moves = linked_cells(links, change.new, result.replaced, known, stored[links.link.sheet.label])
            moves = decisions(moved_since(links, moves, result.replaced, held, known), conflicts)
            change, kept = stay(change, links, moves)
            counts = counts | {"conflicting": counts["conflicting"] + kept, "changed": counts["changed"] - kept}
            found.append(moves)
    if remove_gone and result.gone.height:
        change = TableChange(
            name, change.new, change.changed, change.before, pl.concat([change.gone, result.gone.select(change.gone.columns)])
        )
    notices = [] if remove_gone else left_out(own.get(name, {}), result.gone, kind, parts)
    if isinstance(kind, Rel):
        notices += beside(kind, change.new, stored[name], by_type[name], result.replaced, parts, own.get(name, {}))
    return change, counts, pl.concat(found, how="diagonal"), notices


def undecided(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells about which there is nothing to decide."""
    return cells.with_columns(conflicting=pl.lit(False), decision=pl.lit(""))


def summaries(matches: list[Match]) -> tuple[SheetSummary, ...]:
    """What was read from each sheet."""
    return tuple(
        SheetSummary(
            m.sheet.source,
            m.sheet.name,
            m.name,
            m.header_row,
            m.sheet.rows.height,
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
