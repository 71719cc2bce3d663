"""What a question is asked with: the values of its parameters in their types, or why one cannot be."""
from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from graphmodel.words import Text
from queries.book import Question
from queries.front import default

YES, NO = ("是", "true", "yes", "1"), ("否", "false", "no", "0")
KINDS = {"text": ("文字", "text"), "number": ("数", "a number"), "integer": ("整数", "a whole number"),
         "date": ("日期（如 2020-09-30）", "a date such as 2020-09-30"), "boolean": ("是或否", "yes or no")}
LARGEST = 2 ** 53


class QuestionError(ValueError):
    """An unknown question, parameter, value or place; `text` says it in both languages, `maybe` what may be meant."""

    def __init__(self, zh: str, en: str, maybe: Iterable[str] = ()) -> None:
        self.maybe = tuple(maybe)
        self.text: Text = (zh + (f"\n可能是：{'、'.join(self.maybe)}" if self.maybe else ""),
                           en + (f"\nMaybe: {', '.join(self.maybe)}." if self.maybe else ""))
        super().__init__("\n".join(self.text))


def close(word: str, known: Iterable[str]) -> list[str]:
    """The known words that look like the one given, at most three."""
    return get_close_matches(word, list(known), n=3, cutoff=0.5)


def parameters(question: Question, given: dict[str, Any]) -> dict[str, Any]:
    """Every parameter of a question in its type, defaults filled in. QuestionError for one that it does not have."""
    for name in given:
        if name not in question.params:
            raise QuestionError(f"问题 {question.name} 没有参数 {name}。", f"The question {question.name} has no parameter {name}.",
                                close(name, question.params) or question.params)
    return {name: default(param) if given.get(name) is None else parsed(name, param, given[name])
            for name, param in question.params.items()}


def parsed(name: str, param: dict[str, Any], value: Any) -> Any:
    """A parameter's value in its type, from text or from the type itself. QuestionError names what it should be.

    >>> parsed("n", {"type": "integer", "choices": []}, " 8 ")
    8
    """
    kind = param["type"]
    if kind == "choice":
        return chosen(name, param["choices"], str(value).strip())
    try:
        found = READ[kind](value)
    except (ValueError, KeyError, OverflowError):
        zh, en = KINDS[kind]
        raise QuestionError(f"参数 {name} 的值“{value}”不是{zh}。", f"The value {value!r} of parameter {name} is not {en}.") from None
    low, high = param.get("low", -math.inf), param.get("high", math.inf)
    if kind in ("number", "integer") and not low <= found <= high:
        raise QuestionError(f"参数 {name} 的值 {value} 应在 {low} 至 {high} 之间。",
                            f"The value {value} of parameter {name} should lie between {low} and {high}.")
    return found


def chosen(name: str, choices: list[dict[str, str]], text: str) -> str:
    """The stored value of a choice, which may be given in either language."""
    for choice in choices:
        if text.lower() in {word.lower() for word in choice.values()}:
            return choice["value"]
    known = [choice["value"] for choice in choices]
    raise QuestionError(f"参数 {name} 没有可选值“{text}”。", f"The parameter {name} has no choice {text!r}.", close(text, known) or known)


def number(value: Any) -> float:
    """A finite number."""
    found = float(str(value).strip())
    if not abs(found) <= LARGEST:
        raise ValueError(value)
    return found


def integer(value: Any) -> int:
    """A whole number."""
    found = number(value)
    if found != int(found):
        raise ValueError(value)
    return int(found)


def day(value: Any) -> date:
    """A date, from its ISO text too."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value).strip())


READ = {"text": lambda value: str(value).strip(), "number": number, "integer": integer, "date": day,
        "boolean": lambda value: {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}[str(value).strip().lower()]}
