"""One thing or relationship corrected in the app: read, checked, compared and recorded like a workbook of one row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from graphmodel.changes import Changes, TableChange, name_of, no_change, with_detached
from graphmodel.ddl import ENDS, identity
from graphmodel.engine import Engine
from graphmodel.schema import NODE, REL
from graphmodel.words import Node, Rel, Text
from loaders.draft import Draft
from loaders.meanings import meaning
from loaders.prepare import prepare
from loaders.store import LoadError

FILES: dict[str, Text] = {"页面修改.json": ("页面修改", "edit in the app"), "命令行修改.json": ("命令行修改", "edit by command line")}
"""What an edit is recorded as, in the app and by the command line, and what it is called."""
APP, LINE = FILES


def called(file: str) -> Text:
    """The name of a file of an import, of an edit in words.

    >>> called("页面修改.json")[1], called("村.xlsx")[1]
    ('edit in the app', '村.xlsx')
    """
    return FILES.get(file, (file, file))


@dataclass(frozen=True)
class Edited:
    """The thing or relationship that is edited: its type and the stored row."""

    kind: Node | Rel
    row: pl.DataFrame


def spelt(what: str) -> str:
    """A thing as `Type:key`, whose type may be typed by its title in either language; anything else as it is.

    >>> spelt("村：1"), spelt("village:1"), spelt("LEADS|Village:1|Village:2|")
    ('Village:1', 'Village:1', 'LEADS|Village:1|Village:2|')
    """
    typed, _, key = what.replace("：", ":", 1).partition(":")
    known = {word.lower(): label for label, node in NODE.items() for word in (label, *node.title)}
    label = known.get(typed.strip().lower())
    return f"{label}:{key.strip()}" if label else what


def found(engine: Engine, what: str) -> Edited:
    """A thing as `spelt` takes it, or a relationship by `TYPE|Type:key|Type:key|its key`. LoadError where there is none."""
    parts = what.split("|")
    if len(parts) >= 3 and parts[0] in REL:
        kind: Node | Rel = REL[parts[0]]
        ends = [part for end in parts[1:3] for part in end.partition(":")[::2]]
        wanted = dict(zip((*ENDS, "key"), (*ends, "|".join(parts[3:])), strict=True))
    else:
        label, _, key = spelt(what).partition(":")
        if label not in NODE:
            raise LoadError(f"没有 {what}。", f"There is no {what}.")
        kind, wanted = NODE[label], {"id": key}
    row = engine.table(kind).filter(pl.all_horizontal(pl.col(name) == value for name, value in wanted.items()))
    if row.height != 1:
        raise LoadError(f"没有 {what}。", f"There is no {what}.")
    return Edited(kind, row)


def edit(
    engine: Engine,
    what: str,
    values: Mapping[str, str],
    *,
    clear: Iterable[str] = (),
    remove: bool = False,
    data_date: date | None = None,
    who: str = "",
    file: str = APP,
) -> Draft:
    """The draft that gives a thing or relationship these values (by header or property), clears others, or removes it.

    A blank value changes nothing; what is to be empty is named in `clear`. LoadError for an unknown thing or column, or a
    required one cleared.
    """
    one = found(engine, what)
    day = data_date or max((r.data_date for r in engine.imports()), default=date.today())
    given = {title(one.kind, name): text for name, text in values.items() if str(text).strip()}
    sheet = {one.kind.title[0]: [named(one) | given]}
    draft = prepare(engine, [(file, json.dumps(sheet, ensure_ascii=False).encode())], data_date=day, who=who, conflicts="replace")
    if remove:
        return gone(engine, replace(draft, changes=Changes({}), counts={}, table=draft.table.clear()), one)
    if isinstance(one.kind, Rel) and (change := draft.changes.tables.get(name_of(one.kind))) and change.new.height:
        draft = put(
            draft, engine, one, replace(change, gone=one.row.select(change.gone.columns))
        )  # another key: it takes the old one's place
    names = [cleared(one.kind, name) for name in clear]
    return emptied(draft, engine, one, names) if names else draft


def links_of(engine: Engine, label: str, key: str) -> list[tuple[str, Rel, str, str, str]]:
    """Every relationship of a thing: as `found` takes it, its kind, both ends as `Type:key`, and its key."""
    found = []
    for name, rel in REL.items():
        if label not in {node.label for pair in rel.pairs for node in pair}:
            continue
        own = [(pl.col(f"{side}_label") == label) & (pl.col(side) == key) for side in ("start", "end")]
        rows = engine.table(rel, [*ENDS, "key"]).filter(own[0] | own[1]).sort(*ENDS, "key")
        for a, one, b, other, which in rows.select(*ENDS, "key").rows():
            found.append((f"{name}|{a}:{one}|{b}:{other}|{which}", rel, f"{a}:{one}", f"{b}:{other}", which))
    return found


def title(kind: Node | Rel, name: str) -> str:
    """The header that a value's name means. LoadError where the type has no such column."""
    field = meaning(kind, name)
    if field is None or (field.prop is not None and field.prop.name == "id") or field.role in ("start", "end", "start_type", "end_type"):
        raise LoadError(f"“{kind.title[0]}”没有可以修改的“{name}”。", f"{kind.title[1]} has no {name} that can be edited.")
    return field.header


def cleared(kind: Node | Rel, name: str) -> str:
    """The property that is to be emptied. LoadError where it is required, part of the key, or none."""
    prop = next((p for p in kind.props if name in (p.name, *p.title)), None)
    if prop is None or prop.required or prop.name == "id" or prop.name in getattr(kind, "key", ()):
        raise LoadError(f"“{name}”不能清空。", f"{name} cannot be emptied.")
    return prop.name


def named(one: Edited) -> dict[str, str]:
    """The cells that say which thing or relationship is meant."""
    row = one.row.row(0, named=True)
    if isinstance(one.kind, Node):
        return {one.kind.props[0].title[0]: row["id"]}
    ends = {one.kind.start[0]: f"{row['start_label']}:{row['start']}", one.kind.end[0]: f"{row['end_label']}:{row['end']}"}
    keys = {p.title[0]: str(row[p.name]) for p in one.kind.props if p.name in one.kind.key and row[p.name] is not None}
    return ends | keys


def put(draft: Draft, engine: Engine, one: Edited, change: TableChange) -> Draft:
    """The draft with another change of the edited type, its counts and totals put right."""
    name = name_of(one.kind)
    moved = min(change.new.height, change.gone.height)
    counts = dict.fromkeys(("new", "changed", "same", "conflicting", "gone"), 0)
    counts |= {"new": change.new.height - moved, "changed": change.changed.height + moved, "gone": change.gone.height - moved}
    total = engine.table(one.kind, list(identity(one.kind))).height + change.new.height - change.gone.height
    tables = {k: v for k, v in draft.changes.tables.items() if k != name} | ({name: change} if change.size else {})
    every = draft.counts | {name: counts}
    record = replace(draft.record, counts=every)
    return replace(draft, changes=Changes(tables), counts=every, totals=draft.totals | {name: total}, record=record)


def emptied(draft: Draft, engine: Engine, one: Edited, names: list[str]) -> Draft:
    """The draft that also empties these properties; what is empty already stays so."""
    name, row = name_of(one.kind), one.row.row(0, named=True)
    names = [prop for prop in names if row[prop] is not None]
    if not names:
        return draft
    change = draft.changes.tables.get(name) or no_change(one.kind)
    into = "new" if change.new.height else "changed"
    frame = getattr(change, into) if getattr(change, into).height else one.row.select(change.changed.columns)
    token = f"{draft.record.number}.0.0.2"
    sources = (
        pl.when(pl.col("sources").str.contains(token, literal=True))
        .then("sources")
        .otherwise(pl.col("sources") + f" {token}")
        .alias("sources")
    )
    frame = frame.with_columns(*(pl.lit(None, frame.schema[prop]).alias(prop) for prop in names), sources)
    before = change.before if into == "new" else one.row.select(change.changed.columns)
    kind = {p.name: p for p in one.kind.props}
    key = row["id"] if isinstance(one.kind, Node) else f"{row['start_label']}:{row['start']} → {row['end_label']}:{row['end']}"
    sheet = one.kind.title[0]
    cells = [(name, key, None, prop, *kind[prop].title, str(row[prop]), None, draft.files[0].name, sheet, 2, None, False, "") for prop in names]
    table = pl.concat([draft.table, pl.DataFrame(cells, draft.table.schema, orient="row")])
    return replace(put(draft, engine, one, replace(change, **{into: frame, "before": before})), table=table)


def gone(engine: Engine, draft: Draft, one: Edited) -> Draft:
    """The draft that removes it; of a thing with every relationship it has."""
    empty = no_change(one.kind)
    changes = with_detached(Changes({name_of(one.kind): replace(empty, gone=one.row.select(empty.gone.columns))}), engine.table)
    tables = {name: change for name, change in changes.tables.items() if change.size}
    counts = {
        name: dict.fromkeys(("new", "changed", "same", "conflicting"), 0) | {"gone": change.gone.height} for name, change in tables.items()
    }
    kinds = {name: NODE.get(name) or REL[name] for name in tables}
    totals = {name: engine.table(kinds[name], list(identity(kinds[name]))).height - change.gone.height for name, change in tables.items()}
    record = replace(draft.record, counts=counts)
    return replace(draft, problems=(), changes=Changes(tables), counts=counts, totals=totals, record=record)
