"""Asking one question of the book and keeping the answer until the store changes."""
from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from graphmodel.engine import Engine
from graphmodel.imports import ImportRecord, source, standing
from graphmodel.schema import scope as scope_text
from queries.book import BOOK, Question
from queries.front import PARAMETER
from queries.parameters import QuestionError, close, parameters

PLACES = ("County", "Township", "Area", "Village")
KEPT = 512
"""How many answers are kept at once."""
PLACE = "MATCH (p:{label}) WHERE p.id = $key OR p.name = $key RETURN p.id AS id ORDER BY id LIMIT 3"
LATEST = "MATCH (n:{label}) WHERE n.year <= $year RETURN max(n.year) AS year"


@dataclass(frozen=True)
class Answer:
    """An answer: its rows, the denominator they are read against, what could not be judged, and where each row comes from.

    `excluded` has {reason, zh, en, n, names}: how many were left out for which reason, people and households by their codes.
    `sources` has, for each row, its cells' {import, file, sheet, row}. Lists inside a row are sorted. Answers are shared: read them only.
    """

    question: Question
    params: dict[str, Any]
    scope: str | None
    as_of: date
    denominator: int | None
    excluded: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    sources: list[list[dict[str, Any]]]


LOCK = Lock()
ANSWERS: OrderedDict[tuple[Any, ...], Answer] = OrderedDict()


def ask(engine: Engine, name: str, params: dict[str, Any] | None = None, scope: str | None = None, as_of: date | None = None) -> Answer:
    """The answer to a question of the book.

    `params` may be texts. `scope` is the `Type:key` of a county, township, area or village; without one, everything. `as_of` is the
    day on which relationships must be in force; without one, the latest data date. QuestionError for what is not known.
    """
    question = question_named(name)
    given = parameters(question, params or {})
    key = (engine.name, engine.address, engine.state(), name, tuple(sorted(given.items())), scope, as_of)
    with LOCK:
        if key in ANSWERS:
            ANSWERS.move_to_end(key)
            return ANSWERS[key]
    answer = asked(engine, question, given, checked_scope(engine, scope), as_of)
    with LOCK:
        ANSWERS[key] = answer
        while len(ANSWERS) > KEPT:
            ANSWERS.popitem(last=False)
    return answer


def denominator(engine: Engine, name: str, params: dict[str, Any] | None = None, scope: str | None = None, as_of: date | None = None) -> int:
    """What an answer would be read against, without the answer; parameters as `ask` takes them."""
    question = question_named(name)
    records = engine.imports()
    found = run(engine, question.cypher["denominator"], bound(engine, question, parameters(question, params or {}), records, scope, as_of)[1])
    return found[0]["denominator"] or 0 if found else 0


def bound(engine: Engine, question: Question, given: dict[str, Any], records: list[ImportRecord], scope: str | None,
          as_of: date | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """The parameters of a question as they hold here, and with them everything that its texts may name."""
    day = as_of or data_date(records)
    params = {name: value or year(engine, question.params[name]["latest"], day) if "latest" in question.params[name] else value
              for name, value in given.items()}
    return params, {**params, "scope": scope_text(scope), "as_of": day, "day": day.toordinal(), "cutoff": earlier(day, params.get("days", 0)),
                    "token": f" {params.get('import', '')}."}


def asked(engine: Engine, question: Question, given: dict[str, Any], scope: str | None, as_of: date | None) -> Answer:
    """The answer from the database."""
    records = engine.imports()
    params, implicit = bound(engine, question, given, records, scope, as_of)
    found = {part: run(engine, text, implicit) for part, text in question.cypher.items()}
    rows = found["rows"]
    if question.order:
        rows.sort(key=lambda row: [(row[column] is None, row[column]) for column in question.order])
    known: dict[str, dict[str, Any]] = {}
    sources = [resolved(row.pop("sources", ()), records, known) for row in rows]
    of = found["denominator"][0]["denominator"] if found["denominator"] else 0
    reasons = list(question.reasons)
    left_out = sorted(found.get("excluded", ()), key=lambda row: reasons.index(row["reason"]))
    excluded = [said(question, row) for row in left_out if row["n"]]
    return Answer(question, params, scope, implicit["as_of"], of, excluded, rows, sources)


def year(engine: Engine, label: str, day: date) -> int:
    """The latest year up to a day of which there are records of a type; the day's own year without any, and without a type."""
    found = engine.rows(LATEST.format(label=label), year=day.year) if label else []
    return found[0]["year"] if found and found[0]["year"] else day.year


def question_named(name: str) -> Question:
    """The question of that name. QuestionError with the names that look like it."""
    if name in BOOK:
        return BOOK[name]
    titled = [one.name for one in BOOK.values() if name and (name in one.title[0] or name.lower() in one.title[1].lower())]
    raise QuestionError(f"没有名为“{name}”的问题。", f"There is no question named {name!r}.", close(name, BOOK) or titled[:3])


def checked_scope(engine: Engine, scope: str | None) -> str | None:
    """The `Type:key` of a place that is there, or None. QuestionError when there is no such place."""
    if not scope:
        return None
    label, _, key = scope.rpartition(":")
    labels = [label] if label in PLACES else PLACES
    found = [f"{one}:{row['id']}" for one in labels for row in engine.rows(PLACE.format(label=one), key=key)]
    if scope not in found:
        raise QuestionError(f"没有地域“{scope}”。", f"There is no place {scope!r}.", found)
    return scope


def data_date(records: Iterable[ImportRecord]) -> date:
    """The latest data date of the imports that still stand; today without any."""
    return max((record.data_date for record in standing(records)), default=date.today())


def earlier(day: date, days: int) -> date:
    """The day that lies so many days before, within the calendar.

    >>> earlier(date(2020, 9, 30), 30)
    datetime.date(2020, 8, 31)
    """
    return date.fromordinal(min(max(day.toordinal() - days, 1), date.max.toordinal()))


def run(engine: Engine, text: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of one statement, with only the parameters that it uses; lists inside a row are sorted, `sources` apart.

    A `type` that Neo4j gives as a list of labels is the one label.
    """
    used = set(PARAMETER.findall(text))
    rows = engine.rows(text, **{name: value for name, value in values.items() if name in used})
    for row in rows:
        for name, value in row.items():
            if isinstance(value, list) and name != "sources":
                row[name] = value[0] if name == "type" else sorted(value, key=str)
    return rows


def resolved(tokens: str | list[str] | None, records: list[ImportRecord], known: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The file, sheet and row of each source token, each once, in order of import, file, sheet and row."""
    parts = tokens if isinstance(tokens, list | tuple) else [tokens]
    words = {word for part in parts if part for word in part.split()}
    for token in words:
        if token not in known:
            known[token] = source(token, records)
    return [known[token] for token in sorted(words, key=lambda token: [int(part) for part in token.split(".")])]


def said(question: Question, row: dict[str, Any]) -> dict[str, Any]:
    """An excluded row with its reason in both languages."""
    zh, en = question.reasons[row["reason"]]
    return {"reason": row["reason"], "zh": zh, "en": en, **{name: value for name, value in row.items() if name != "reason"}}
