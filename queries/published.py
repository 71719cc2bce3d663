"""The 80 figures of the page, each computed from one question's rows and held against what was printed."""
from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable
from datetime import date
from typing import Any

from graphmodel.engine import Engine
from queries.answer import ask
from queries.front import FOLDER, texts
from queries.parameters import QuestionError

Number = int | float | str
NEAR = 0.95
"""How far below a figure with 近 may lie."""


def printed() -> list[dict[str, str]]:
    """The rows of figures.csv; its first line says where they are from."""
    with (FOLDER / "figures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def recipes() -> dict[str, dict[str, Any]]:
    """How each figure is computed, by its id, with the scope of its system and the words of what it assumes."""
    given = tomllib.loads((FOLDER / "figures.toml").read_text("utf-8"))
    assumed = {name: texts(words) for name, words in given["assumed"].items()}
    return {f"{system}.{name}": {**recipe, "scope": scope, "assumption": assumed[recipe["assumed"]] if "assumed" in recipe else None}
            for system, scope in given["systems"].items() for name, recipe in given[system].items()}


def figures(engine: Engine, as_of: date | None = None) -> list[dict[str, Any]]:
    """Every figure, in the order of the page.

    Each has id, system, title, op, published, computed, holds, unit, question, params, where, scope, assumption, words, denominator
    and as_of. `computed` is None where the engine holds nothing of the system. Dates are ISO texts.
    """
    recipe = recipes()
    return [figure(engine, row, recipe[row["id"]], as_of) for row in printed()]


def figure(engine: Engine, row: dict[str, str], recipe: dict[str, Any], as_of: date | None) -> dict[str, Any]:
    """One figure, computed and compared."""
    params, where, scope = recipe.get("params", {}), recipe.get("where", {}), recipe["scope"]
    published = number(row["published"])
    try:
        answer = ask(engine, recipe["question"], params, scope, as_of)
    except QuestionError:
        answer = None
    computed = None if answer is None else reduced([one for one in answer.rows if fits(one, where)], recipe)
    return {"id": row["id"], "system": row["system"], "title": (row["figure_zh"], row["figure_en"]), "op": row["op"],
            "published": published, "computed": computed, "holds": holds(row["op"], published, computed), "unit": row["unit"],
            "question": recipe["question"], "params": params, "where": where, "scope": scope,
            "assumption": recipe["assumption"], "words": row["page_words"],
            "denominator": answer.denominator if answer else None, "as_of": answer.as_of if answer else None}


def number(text: str) -> Number:
    """A printed value: a whole number, another number, or a date as it stands."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def fits(row: dict[str, Any], where: dict[str, Any]) -> bool:
    """Whether a row has one of the values that are asked for in each column."""
    return all(row[name] in (value if isinstance(value, list) else [value]) for name, value in where.items())


TAKES: dict[str, Callable[[list[Any]], Any]] = {
    "sum": lambda values: tidy(sum(values)),
    "distinct": lambda values: len(set(values)),
    "min": lambda values: min(values, default=None),
    "max": lambda values: max(values, default=None),
    "each": lambda values: tidy(values[0]) if len(set(values)) == 1 else None,
}


def reduced(rows: list[dict[str, Any]], recipe: dict[str, Any]) -> Number | None:
    """One number from rows, as `take` says; what is missing is left out.

    >>> reduced([{"n": 2}, {"n": None}, {"n": 3}], {"take": "sum", "column": "n"})
    5
    >>> reduced([{"paid": 97, "due": 100}, {"paid": 99, "due": 100}], {"take": "percent", "column": "paid", "of": "due"})
    98
    """
    if recipe["take"] == "rows":
        return len(rows)
    if recipe["take"] == "percent":
        whole = sum(row[recipe["of"]] or 0 for row in rows)
        return tidy(round(100 * sum(row[recipe["column"]] or 0 for row in rows) / whole, 2)) if whole else None
    found = TAKES[recipe["take"]]([row[recipe["column"]] for row in rows if row[recipe["column"]] is not None])
    return found.isoformat() if isinstance(found, date) else found


def tidy(value: float) -> int | float:
    """A whole number without its point."""
    return int(value) if value == int(value) else round(value, 2)


def holds(op: str, published: Number, computed: Number | None) -> bool:
    """Whether the computed value is what was printed: "=", ">", ">=" or "~", which is at most 5 % below.

    >>> holds("~", 30000, 29347), holds(">", 430, 430), holds("=", 2, None)
    (True, False, False)
    """
    if computed is None or isinstance(published, str) or isinstance(computed, str):
        return computed == published
    near = NEAR * published <= computed <= published
    return {"=": computed == published, ">": computed > published, ">=": computed >= published, "~": near}[op]
