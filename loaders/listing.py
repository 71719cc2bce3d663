"""Every problem of one file as the lines of a sheet: first counted by rule, then one by one, each with the cell that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from graphmodel.problem import Problem
from loaders.rules import RULES

NAMES = ("问题清单", "Problems")
"""The title of the sheet, by language; on loading it is passed over."""
MOST = 1_000
"""Problems of one rule that are listed; all of them are marked in their cells."""
HEADS = (
    ("规则", "Rule"),
    ("工作表", "Sheet"),
    ("行", "Row"),
    ("列", "Column"),
    ("填写的值", "Entered"),
    ("说明", "Reason"),
    ("可能是", "Maybe"),
)


@dataclass(frozen=True)
class Place:
    """A cell of the returned workbook: sheet, row and column from 1; row 0 where the whole sheet is meant."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True)
class Line:
    """One row of the list: its cells, whether it is a heading, and where its link leads: a cell, or a row of the list itself."""

    cells: tuple[str | int, ...]
    head: bool = False
    to: Place | int | None = None


def lines(name: str, found: Iterable[tuple[Problem, Place | None]], at: int, anew: bool) -> list[Line]:
    """The list of one file's problems in language `at` (0 zh, 1 en); `anew`: the workbook could not be kept as it was formatted."""
    ordered = sorted(found, key=lambda pair: (pair[0].severity, pair[0].rule, pair[0].sheet, pair[0].row or 0, pair[0].column))
    rules = [(key, list(group)) for key, group in groupby(ordered, key=lambda pair: (pair[0].severity, pair[0].rule))]
    errors = sum(p.severity == "error" for p, _ in ordered)
    top = [
        Line(
            (
                (
                    f"{name}：必须改 {errors} 处，提醒 {len(ordered) - errors} 处",
                    f"{name}: {errors} to correct, {len(ordered) - errors} notices",
                )[at],
            ),
            head=True,
        ),
        Line(
            (
                (
                    "在标色的单元格中改正，保存后整份再导入；本清单和批注不导入。",
                    "Correct the marked cells, save, and load the whole file again; this list and the comments are not loaded.",
                )[at],
            )
        ),
    ]
    if anew:
        top.append(
            Line(
                (
                    (
                        "原文件不是 .xlsx 或过大，本文件按原值重写，未保留格式和公式。",
                        "The file was no .xlsx or is large: this one holds its values, without formats and formulas.",
                    )[at],
                )
            )
        )
    top += [
        Line(()),
        Line(
            tuple(text[at] for text in (HEADS[0], ("必须改或提醒", "Correct or notice"), ("处数", "Count"), ("处理办法", "What to do"))),
            head=True,
        ),
    ]
    first = len(top) + len(rules) + 3
    body: list[Line] = []
    for (severity, rule), group in rules:
        what = ("提醒", "notice") if severity != "error" else ("必须改", "correct")
        top.append(Line((RULES[rule].title[at], what[at], len(group), RULES[rule].advice[at]), to=first + len(body)))
        body += [line(problem, place, at) for problem, place in group[:MOST]]
        if len(group) > MOST:
            body.append(
                Line(
                    (
                        RULES[rule].title[at],
                        ("其余 {} 处已在表中标出", "{} more are marked in the sheets")[at].format(f"{len(group) - MOST:,}"),
                    )
                )
            )
    return [*top, Line(()), Line(tuple(text[at] for text in HEADS), head=True), *body]


def line(problem: Problem, place: Place | None, at: int) -> Line:
    """One problem."""
    cells = (
        RULES[problem.rule].title[at],
        problem.sheet,
        problem.row or "",
        visible(problem.column),
        visible(problem.value),
        visible(problem.reason[at]),
        ("、", ", ")[at].join(problem.maybe),
    )
    return Line(cells, to=place)


def comment(problems: Iterable[Problem], at: int) -> str:
    """What a marked cell is commented with."""
    said = []
    for problem in problems:
        maybe = ("可能是：", "Maybe: ")[at] + ("、", ", ")[at].join(problem.maybe) if problem.maybe else ""
        said.append("\n".join(text for text in (f"{RULES[problem.rule].title[at]}{('：', ': ')[at]}{problem.reason[at]}", maybe) if text))
    return visible("\n".join(said))


def visible(text: str) -> str:
    """A text without the control characters that no workbook can hold.

    >>> visible("a\\x02b")
    'a�b'
    """
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "\N{REPLACEMENT CHARACTER}", text)
