"""The book of named questions. One .cypher file is one question, its folder the subject."""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphmodel.words import Text
from queries.front import FOLDER, completed, faults, texts, vocabulary, with_choices
from queries.phrases import spelt_out

OUTSIDE = ("network", "planning")
"""Folders of texts that are no questions."""
STATEMENTS = ("rows", "denominator", "excluded")


@dataclass(frozen=True)
class Question:
    """One question: its words, its 口径 (numerator, denominator, what is excluded), parameters, columns and texts.

    `params` and `columns` keep the order of the file. A parameter has title and help ({zh, en}), type, default and choices
    ([{value, zh, en}]); a column has zh, en and perhaps type, personal ("name", "number") and node (the type whose keys it
    holds). `order` names the columns by which the answer is put in order where the text itself, a UNION, cannot. `gap` says that
    each row is something not covered, and `covered` what the others of its denominator are; where nothing is recorded of the types
    in `needs`, the territory does not keep that ledger and the gap is not worth showing. `cypher` has the statements rows,
    denominator and, perhaps, excluded, ready to run on either engine; `text` is the file's own.
    """

    name: str
    subject: str
    title: Text
    asks: Text
    numerator: Text
    denominator: Text
    excluded: Text
    assumes: Text | None
    unit: Text | None
    gap: bool
    covered: Text | None
    params: dict[str, dict[str, Any]]
    columns: dict[str, dict[str, Any]]
    reasons: dict[str, Text]
    order: tuple[str, ...]
    needs: tuple[str, ...]
    examples: tuple[dict[str, Any], ...]
    cypher: dict[str, str]
    text: str

    @property
    def personal(self) -> dict[str, str]:
        """The columns to mask, with what they hold: name or number."""
        return {name: column["personal"] for name, column in self.columns.items() if column.get("personal")}


class BookError(ValueError):
    """Faults in the files of the book, all of them, a line each."""


def split(text: str) -> tuple[str, list[str]]:
    """The front matter and the statements of a question's file, which are parted by a line `;`."""
    if not text.startswith("/*") or "*/" not in text:
        return "", []
    head, _, body = text.removeprefix("/*").partition("*/")
    return head, [part for part in (re.sub(r"//.*", "", part).strip() for part in re.split(r"(?m)^;\s*$", body)) if part]


def read(path: Path) -> Question:
    """The question of one file. BookError lists everything that is wrong with it."""
    text = path.read_text("utf-8")
    head, statements = split(text)
    try:
        matter = tomllib.loads(head)
        spelt = [spelt_out(statement) for statement in statements]
    except ValueError as error:
        raise BookError(f"{path.name}: {error}") from None
    wrong = faults(matter, spelt)
    subject = path.parent.name
    if subject not in vocabulary("subjects"):
        wrong.append(f"the subject {subject} has no words in subjects.toml.")
    if wrong:
        raise BookError("\n".join(f"{path.name}: {one}" for one in wrong))
    return Question(
        name=path.stem, subject=subject, gap=matter.get("gap", False), text=text,
        title=texts(matter["title"]), asks=texts(matter["asks"]), numerator=texts(matter["numerator"]),
        denominator=texts(matter["denominator"]), excluded=texts(matter["excluded"]),
        **{name: texts(matter[name]) if name in matter else None for name in ("assumes", "unit", "covered")},
        params={name: with_choices(param) for name, param in completed("params", matter.get("params", {})).items()},
        columns=completed("columns", matter["columns"]),
        reasons={name: texts(words) for name, words in completed("reasons", matter.get("reasons", {})).items()},
        order=tuple(matter.get("order", ())), needs=tuple(matter.get("needs", ())), examples=tuple(matter["example"]),
        cypher=dict(zip(STATEMENTS, spelt, strict=False)))


def read_all(paths: Iterable[Path]) -> dict[str, Question]:
    """Every question by its name, by subject. BookError gathers the faults of all files."""
    found: dict[str, Question] = {}
    wrong = []
    for path in paths:
        try:
            question = read(path)
        except BookError as error:
            wrong.append(str(error))
            continue
        if question.name in found:
            wrong.append(f"{path.name}: there is another question of this name.")
        found[question.name] = question
    if wrong:
        raise BookError("\n".join(wrong))
    order = list(SUBJECTS)
    return dict(sorted(found.items(), key=lambda item: (order.index(item[1].subject), item[0])))


SUBJECTS: dict[str, Text] = {name: texts(words) for name, words in vocabulary("subjects").items()}
"""The subjects in the order in which a reader meets them."""
BOOK = read_all(path for path in sorted(FOLDER.rglob("*.cypher")) if path.parent.name not in OUTSIDE)
"""Every question by its name."""
