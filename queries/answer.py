"""Asking one question of the book and keeping the answer until the store changes."""
from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from threading import Lock
from typing import Any

from graphmodel.engine import Engine
from graphmodel.imports import ImportRecord, source, standing
from graphmodel.schema import scope as scope_text
from graphmodel.words import Text
from queries.book import BOOK, Question
from queries.front import PARAMETER, default

PLACES = ("County", "Township", "Area", "Village")
KEPT = 512
YES, NO = ("是", "true", "yes", "1"), ("否", "false", "no", "0")


class QuestionError(ValueError):
    """An unknown question, parameter, value or place; `text` says it in both languages."""

    def __init__(self, zh: str, en: str, maybe: Iterable[str] = ()) -> None:
        self.maybe = tuple(maybe)
        self.text: Text = (zh + (f"\n可能是：{'、'.join(self.maybe)}" if self.maybe else ""),
                           en + (f"\nMaybe: {', '.join(self.maybe)}." if self.maybe else ""))
        super().__init__("\n".join(self.text))


@dataclass(frozen=True)
class Answer:
    """An answer: its rows, the denominator they are read against, what could not be judged, and where each row comes from.

    `excluded` has {reason, zh, en, n, names}: how many were left out for which reason. `sources` has, for each row, its cells'
    {import, file, sheet, row}. Lists inside a row are sorted.
    """

    question: Question
    params: dict[str, Any]
    scope: str | None
    as_of: date
    denominator: int | None
    excluded: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    sources: list[list[dict[str, Any]]]


def close(word: str, known: Iterable[str]) -> list[str]:
    """The known words that look like the one given, at most three."""
    return get_close_matches(word, list(known), n=3, cutoff=0.5)


def question_named(name: str) -> Question:
    """The question of that name. QuestionError with the names that look like it."""
    if name in BOOK:
        return BOOK[name]
    titled = [one.name for one in BOOK.values() if name and (name in one.title[0] or name.lower() in one.title[1].lower())]
    raise QuestionError(f"没有名为“{name}”的问题。", f"There is no question named {name!r}.", close(name, BOOK) or titled[:3])


def parsed(name: str, param: dict[str, Any], value: Any) -> Any:
    """A parameter's value in its type, from text or from the type itself."""
    kind = param["type"]
    wrong = QuestionError(f"参数 {name} 的值“{value}”不是{KINDS[kind][0]}。", f"The value {value!r} of parameter {name} is not {KINDS[kind][1]}.",
                          close(str(value), (choice["value"] for choice in param["choices"])))
    text = str(value).strip()
    try:
        match kind:
            case "text":
                return text
            case "number":
                number = float(text)
                if number != number or abs(number) == float("inf"):
                    raise wrong
                return number
            case "integer":
                if float(text) != int(float(text)):
                    raise wrong
                return int(float(text))
            case "date":
                return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else date.fromisoformat(text)
            case "boolean":
                return {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}[text.lower()]
    except (ValueError, KeyError, OverflowError):
        raise wrong from None
    for choice in param["choices"]:
        if text.lower() in {word.lower() for word in choice.values()}:
            return choice["value"]
    raise QuestionError(*wrong.text, maybe=[choice["value"] for choice in param["choices"]]) if not wrong.maybe else wrong


KINDS = {"number": ("数", "a number"), "integer": ("整数", "a whole number"), "date": ("日期（如 2020-09-30）", "a date such as 2020-09-30"),
         "choice": ("可选值", "one of its choices"), "boolean": ("是或否", "yes or no"), "text": ("文字", "text")}


def parameters(question: Question, given: dict[str, Any]) -> dict[str, Any]:
    """Every parameter of a question in its type, defaults filled in. QuestionError for one it does not have."""
    for name in given:
        if name not in question.params:
            raise QuestionError(f"问题 {question.name} 没有参数 {name}。", f"The question {question.name} has no parameter {name}.", close(name, question.params) or question.params)
    return {name: parsed(name, param, given[name]) if given.get(name) is not None else default(param) for name, param in question.params.items()}


def checked_scope(engine: Engine, scope: str | None) -> str | None:
    """The `Type:key` of a place that is there, or None. QuestionError when there is no such place."""
    if not scope:
        return None
    label, _, key = scope.rpartition(":")
    labels = [label] if label in PLACES else PLACES
    found = [f"{one}:{row['id']}" for one in labels for row in engine.rows(f"MATCH (p:{one}) WHERE p.id = $key OR p.name = $key RETURN p.id AS id ORDER BY id LIMIT 3", key=key)]
    if scope not in found:
        raise QuestionError(f"没有地域“{scope}”。", f"There is no place {scope!r}.", found)
    return scope


def data_date(records: Iterable[ImportRecord]) -> date:
    """The latest data date of the imports that still stand; today without any."""
    return max((record.data_date for record in standing(records)), default=date.today())


def ask(engine: Engine, name: str, params: dict[str, Any] | None = None, scope: str | None = None, as_of: date | None = None) -> Answer:
    """The answer to a question of the book.

    `params` may be texts. `scope` is the `Type:key` of a county, township, area or village; without one, everything. `as_of` is the
    day on which relationships must be in force; without one, the latest data date. QuestionError for what is not known.
    """
    question = question_named(name)
    bound = parameters(question, params or {})
    state = (engine.name, engine.address, engine.state())
    key = (*state, name, tuple(sorted(bound.items())), scope, as_of)
    with LOCK:
        if key in ANSWERS:
            ANSWERS.move_to_end(key)
            return ANSWERS[key]
    records = engine.imports()
    day = as_of or data_date(records)
    bound = {name: day.year if question.params[name].get("this_year") and not value else value for name, value in bound.items()}
    implicit = {"scope": scope_text(checked_scope(engine, scope)), "as_of": day, "day": day.toordinal(), "cutoff": earlier(day, bound.get("days", 0)), "token": f" {bound.get('import', '')}."}
    found = {part: run(engine, text, {**bound, **implicit}) for part, text in question.cypher.items()}
    found["rows"].sort(key=lambda row: [(row[column] is None, row[column]) for column in question.order])
    known: dict[str, dict[str, Any]] = {}
    sources = [resolved(row.pop("sources", ()), records, known) for row in found["rows"]]
    denominator = found["denominator"][0]["denominator"] if found["denominator"] else 0
    answer = Answer(question, bound, scope, day, denominator, [said(question, row) for row in found.get("excluded", ()) if row["n"]], found["rows"], sources)
    with LOCK:
        ANSWERS[key] = answer
        while len(ANSWERS) > KEPT:
            ANSWERS.popitem(last=False)
    return answer


def earlier(day: date, days: int) -> date:
    """The day that lies so many days before, within the calendar.

    >>> earlier(date(2020, 9, 30), 30)
    datetime.date(2020, 8, 31)
    """
    return date.fromordinal(min(max(day.toordinal() - days, 1), date.max.toordinal()))


LOCK = Lock()
ANSWERS: OrderedDict[tuple[Any, ...], Answer] = OrderedDict()


def run(engine: Engine, text: str, bound: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of one statement, with only the parameters that it uses; lists inside a row are sorted, `sources` apart."""
    used = set(PARAMETER.findall(text))
    rows = engine.rows(text, **{name: value for name, value in bound.items() if name in used})
    return [{name: sorted(value, key=str) if isinstance(value, list) and name != "sources" else value for name, value in row.items()} for row in rows]


def resolved(tokens: str | list[str] | None, records: list[ImportRecord], known: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The file, sheet and row of each source token, each once, in order of import, file, sheet and row."""
    words = (tokens or "").split() if not isinstance(tokens, list | tuple) else " ".join(token for token in tokens if token).split()
    for token in set(words) - known.keys():
        known[token] = source(token, records)
    return [known[token] for token in sorted(set(words), key=lambda token: [int(part) if part.isdigit() else 0 for part in token.split(".")])]


def said(question: Question, row: dict[str, Any]) -> dict[str, Any]:
    """An excluded row with its reason in both languages."""
    zh, en = question.reasons[row["reason"]]
    return {"reason": row["reason"], "zh": zh, "en": en, **{name: value for name, value in row.items() if name != "reason"}}
