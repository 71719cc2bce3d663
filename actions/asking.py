"""Asking a question of the book, with people's names masked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import queries
import queries.published
from graphmodel.engine import Engine
from graphmodel.masking import mask
from graphmodel.words import Text


def questions() -> list[queries.Question]:
    """Every question of the book, in its order: by subject, then name."""
    return list(queries.BOOK.values())


def reading(question: Any) -> list[tuple[Text, Text]]:
    """The 口径 of a question: pairs of (name, words), each in both languages."""
    told = [
        (("分子", "Numerator"), question.numerator),
        (("分母", "Denominator"), question.denominator),
        (("不含", "Not counted"), question.excluded),
    ]
    return told + ([(("假定", "Assumed"), question.assumes)] if question.assumes else [])


def ask(
    engine: Engine,
    question: str,
    params: dict[str, Any] | None = None,
    *,
    scope: str | None = None,
    as_of: date | None = None,
    unmask: bool = False,
) -> queries.Answer:
    """The answer to a question: its rows, denominator, what was excluded, and the source of each row.

    `scope` is the `Type:key` of a county, township, area or village. QuestionError says what is not known (question,
    parameter, value, place). Names and numbers of people are masked unless `unmask`.
    """
    answer = queries.ask(engine, question, params or {}, scope, as_of)
    return answer if unmask else masked(answer)


def answer_ahead(engine: Engine) -> Iterator[str]:
    """Answers what the overview asks of everything, as of the latest data date; gives the name of each question once it is answered."""
    day = queries.data_date(engine.imports())
    for name in ("counts_by_type", *(name for name, question in queries.BOOK.items() if question.gap), "area_summary"):
        queries.ask(engine, name, as_of=day)
        yield name


def figures(engine: Engine) -> list[dict[str, Any]]:
    """The published figures, each with what is computed from the samples and whether it holds. Give it the sample store."""
    return queries.published.figures(engine)


def masked(answer: Any) -> Any:
    """The same answer with every personal column masked; masking twice changes nothing."""
    personal = {name: column["personal"] for name, column in answer.question.columns.items() if column.get("personal")}
    if not personal:
        return answer
    return replace(answer, rows=[hide(row, personal) for row in answer.rows], excluded=[hide(row, personal) for row in answer.excluded])


def hide(row: dict[str, Any], personal: dict[str, str]) -> dict[str, Any]:
    """A row with the personal columns masked; a list of names is masked name by name."""

    def one(value: Any, kind: str) -> Any:
        return [one(item, kind) for item in value] if isinstance(value, list) else mask(value, kind)

    return {name: one(value, personal[name]) if name in personal else value for name, value in row.items()}
