"""Two moments beside each other: what is new, what ended, what changed, and what was covered then and is now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

import queries
from actions.asking import hide
from actions.history import cells_of
from graphmodel.asof import Moment, as_it_stood, up_to
from graphmodel.changes import Changes, TableChange, name_of
from graphmodel.ddl import identity
from graphmodel.engine import Engine
from graphmodel.imports import ImportRecord
from graphmodel.schema import NODE, REL, tables
from graphmodel.schema import scope as scope_text
from graphmodel.whole import exact
from graphmodel.words import Node, Rel, Text

Rows = list[dict[str, Any]]
Progress = Callable[[str, int, int], None]


class NoMoment(ValueError):
    """A day or an import that cannot be compared, and why, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text: Text = (zh, en)


@dataclass(frozen=True)
class Comparison:
    """Two moments: the day each is read on, and by type what is new, changed and ended (`gone`).

    A relationship is new when it came into force in between, ended when it was in force and is no more.
    """

    days: tuple[date, date]
    imports: tuple[tuple[int, ...], tuple[int, ...]]
    changes: Changes

    def counts(self) -> dict[str, dict[str, int]]:
        """How many of each type are new, changed and ended; only types where anything is."""
        return {
            name: {"new": len(one.new), "changed": len(one.changed), "ended": len(one.gone)} for name, one in self.changes.tables.items()
        }


def moment(engine: Engine, given: str) -> Moment:
    """A moment as it is typed: a day such as 2020-09-30, or the number of an import. NoMoment when it is neither.

    A day before every data date is refused: nothing was known then.
    """
    records = engine.imports()
    try:
        found: Moment = int(given) if given.isdigit() and len(given) < 8 else date.fromisoformat(given)
    except ValueError:
        raise NoMoment(
            f"“{given}”不是日期，也不是导入编号。如 2020-09-30 或 3。",
            f"{given!r} is neither a date nor an import. Maybe 2020-09-30, or 3.",
        ) from None
    known = {record.number for record in records}
    if isinstance(found, int) and found not in known:
        raise NoMoment(f"没有导入 {found}。见 manage.py history。", f"There is no import {found}. Maybe see manage.py history.")
    if not up_to(records, found):
        first = min((record.data_date for record in up_to(records, max(known, default=0))), default=None)
        raise NoMoment(
            f"{given} 时还没有数据。" + (f"最早的数据截止日是 {first}。" if first else ""),
            f"There was no data at {given}." + (f" The earliest data date is {first}." if first else ""),
        )
    return found


@contextmanager
def stood(engine: Engine, at: Moment) -> Iterator[Engine]:
    """The store as it stood, closed at the end unless it is the store of now."""
    found = as_it_stood(engine, at)
    try:
        yield found
    finally:
        if found is not engine:
            found.close()


def day_of(records: list[ImportRecord], at: Moment) -> date:
    """The day on which relationships must be in force: the moment's own, or the latest data date of its imports."""
    return at if isinstance(at, date) else max(record.data_date for record in up_to(records, at))


def compare(engine: Engine, one: Moment, other: Moment, *, scope: str | None = None) -> Comparison:
    """What is new, changed and ended from one moment to another, inside a place where one is given."""
    records = engine.imports()
    days = day_of(records, one), day_of(records, other)
    with stood(engine, one) as then, stood(engine, other) as now:
        inside = {node.label: keys_inside(node, (then, now), scope) for node in NODE.values()} if scope else None
        found = {name: one_type(kind, then, now, days, inside) for name, kind in tables()}
    numbers = tuple(tuple(record.number for record in up_to(records, at)) for at in (one, other))
    return Comparison(days, (numbers[0], numbers[1]), Changes({name: change for name, change in found.items() if change.size}))


def one_type(kind: Node | Rel, then: Engine, now: Engine, days: tuple[date, date], inside: dict[str, pl.DataFrame] | None) -> TableChange:
    """The change of one type, sources and unknown columns left out."""
    old, new = (in_force(kind, store.table(kind), day) for store, day in zip((then, now), days, strict=True))
    plain = [pl.lit("").alias("sources"), pl.lit(None, pl.String).alias("extra")] + (
        [pl.lit("|").alias("within")] if isinstance(kind, Node) else []
    )
    change = exact(kind, old.with_columns(plain), new.with_columns(plain))
    if inside is None:
        return change
    return TableChange(change.name, *(only_inside(kind, part, inside) for part in (change.new, change.changed, change.before, change.gone)))


def in_force(kind: Node | Rel, frame: pl.DataFrame, day: date) -> pl.DataFrame:
    """The relationships in force on a day; nodes as they are."""
    has = {prop.name for prop in kind.props} if isinstance(kind, Rel) else set()
    if "since" in has:
        frame = frame.filter(pl.col("since").is_null() | (pl.col("since") <= day))
    return frame.filter(pl.col("until").is_null() | (pl.col("until") > day)) if "until" in has else frame


def keys_inside(node: Node, stores: tuple[Engine, Engine], scope: str) -> pl.DataFrame:
    """The keys of a type that lie in a place at either moment."""
    frames = [
        store.table(node, ["id", "within"]).filter(pl.col("within").str.contains(scope_text(scope), literal=True)) for store in stores
    ]
    return pl.concat(frames).select("id").unique()


def only_inside(kind: Node | Rel, frame: pl.DataFrame, inside: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """What lies in the place; of relationships those with an end there."""
    if isinstance(kind, Node):
        return frame.join(inside[kind.label], on="id", how="semi", maintain_order="left")
    keys = pl.concat([pl.DataFrame(schema={"label": pl.String, "id": pl.String})] + [
        part.select(pl.lit(label).alias("label"), "id") for label, part in inside.items()])  # fmt: skip
    marked = frame.with_row_index("place")
    held = [
        marked.join(keys, left_on=list(end), right_on=["label", "id"], how="semi")["place"]
        for end in (("start_label", "start"), ("end_label", "end"))
    ]
    return marked.filter(pl.col("place").is_in(pl.concat(held).unique().to_list())).drop("place")


def listed(engine: Engine, found: Comparison, name: str, deed: str, *, unmask: bool = False, most: int | None = None) -> Rows:
    """One list of a comparison: `deed` is new, changed or ended. Rows as `changed_cells` gives them; masked unless `unmask`."""
    kind = NODE.get(name) or REL[name]
    whole = found.changes.tables[name]
    nothing = whole.new.clear()
    part = TableChange(name_of(kind), *(
        (whole.new if deed == "new" else nothing),
        *((whole.changed, whole.before) if deed == "changed" else (nothing, nothing)),
        (whole.gone if deed == "ended" else nothing),
    ))  # fmt: skip
    if most is not None:
        part = TableChange(part.name, *(one.sort(identity(kind)).head(most) if deed != "changed" else one.head(most)
                                        for one in (part.new, part.changed, part.before, part.gone)))  # fmt: skip
    rows = list(cells_of(kind, part, unmask))
    for row in rows:
        row["deed"] = "ended" if row["deed"] == "gone" else row["deed"]
    return rows


def coverage(
    engine: Engine,
    one: Moment,
    other: Moment,
    *,
    scope: str | None = None,
    unmask: bool = False,
    progress: Progress | None = None,
    heard: Callable[[queries.Answer], None] | None = None,
) -> Rows:
    """Each gap question at both moments: {question, title, then: {n, of}, now: {n, of}, uncovered: […], covered: […]}.

    `uncovered` are the rows that are gaps now and were none then, `covered` those that were gaps and are none now. Questions without
    anything to count at either moment are left out. Masked unless `unmask`. `heard` is given every answer that is used.
    """
    records, gaps = engine.imports(), [question for question in queries.BOOK.values() if question.gap]
    found = []
    with stood(engine, one) as then, stood(engine, other) as now:
        for at, question in enumerate(gaps):
            if progress:
                progress("compare", at, len(gaps))
            sides = [answered(store, question, scope, day_of(records, moment)) for store, moment in ((then, one), (now, other))]
            if all(side is not None and side.denominator for side in sides) or any(side is not None and side.rows for side in sides):
                found.append(beside(question, sides, unmask))
                [heard(side) for side in sides if side and heard]
    if progress:
        progress("compare", len(gaps), len(gaps))
    return found


def answered(store: Engine, question: queries.Question, scope: str | None, day: date) -> queries.Answer | None:
    """The answer; None where the place was not known then."""
    try:
        return queries.ask(store, question.name, {}, scope, day)
    except queries.QuestionError:
        return None


def beside(question: queries.Question, sides: list[queries.Answer | None], unmask: bool) -> dict[str, Any]:
    """One question at both moments."""
    rows = [side.rows if side else [] for side in sides]
    names = telling(question, rows)
    keyed = [{tuple(str(row[name]) for name in names): row for row in part} for part in rows]
    personal = {} if unmask else question.personal

    def without(here: dict[Any, Any], there: dict[Any, Any]) -> Rows:
        return [hide(row, personal) for key, row in here.items() if key not in there]

    counted = [{"n": len(part), "of": side.denominator or 0 if side else 0} for part, side in zip(rows, sides, strict=True)]
    return {
        "question": question.name,
        "title": question.title,
        "unit": question.unit,
        "then": counted[0],
        "now": counted[1],
        "uncovered": without(keyed[1], keyed[0]),
        "covered": without(keyed[0], keyed[1]),
    }


def telling(question: queries.Question, sides: list[Rows]) -> list[str]:
    """The columns that tell the rows of a question apart: its key, then as many of its words as it takes."""
    words = [name for name, told in question.columns.items() if told.get("type") in (None, "text")]
    for many in range(1, len(words) + 1):
        if all(len({tuple(str(row[name]) for name in words[:many]) for row in rows}) == len(rows) for rows in sides):
            return words[:many]
    return list(question.columns)


def document(
    engine: Engine, one: Moment, other: Moment, *, scope: str | None = None, unmask: bool = False, progress: Progress | None = None
) -> dict[str, Any]:
    """Everything that `diff --json` prints."""
    found = compare(engine, one, other, scope=scope)
    words = ("new", "changed", "ended")
    return {
        "from": {"moment": one, "day": found.days[0], "imports": list(found.imports[0])},
        "to": {"moment": other, "day": found.days[1], "imports": list(found.imports[1])},
        "counts": found.counts(),
        "lists": {name: {deed: listed(engine, found, name, deed, unmask=unmask) for deed in words} for name in found.changes.tables},
        "coverage": coverage(engine, one, other, scope=scope, unmask=unmask, progress=progress),
    }
