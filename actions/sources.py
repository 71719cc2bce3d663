"""The cells that a row came from, as they stood in the workbook, with people's names and numbers masked."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import loaders
from actions.stores import home
from graphmodel.engine import Engine
from graphmodel.masking import mask, mask_name
from graphmodel.problem import Problem
from graphmodel.schema import NODE
from graphmodel.words import Node, Rel
from loaders.headers import Field, kind_of, meaning

CODE = re.compile(r"[0-9A-Za-z/:._-]+")
PARTS = re.compile(r"([、，；,;\n]+)")
PEOPLE = {node for node in NODE.values() if any(prop.name == node.caption and prop.personal for prop in node.props)}
"""The types that are called by a person's name."""
HIDDEN = "**"


def source_cells(engine: Engine, source: dict[str, Any], *, around: int = 1, unmask: bool = False) -> dict[str, Any] | None:
    """The header and the rows beside a source ({import, file, sheet, row}): {"header": […], "rows": [{"row", "cells"}]}.

    None where the file is no longer kept. Columns that the model does not know are hidden like names are.
    """
    record = next((record for record in engine.imports() if record.number == source["import"]), None)
    digest = next((file.sha256 for file in record.files if file.name == source["file"]), "") if record else ""
    found = loaders.cells(home(), {**source, "sha256": digest}, around=around, unmask=True)     # masked once, below
    if not found or not found["rows"]:
        return None
    kind = kind_of(source["sheet"])
    header = [str(head or "") for head in found["header"]]
    if unmask:
        return {"header": header, "rows": found["rows"]}
    rows = [
        {**row, "cells": [masked_cell(kind, head, value) for head, value in zip(header, row["cells"], strict=False)]}
        for row in found["rows"]
    ]
    return {"header": header, "rows": rows}


def masked_problem(problem: Problem) -> Problem:
    """The same problem, its value masked where its column holds or names people. What may be meant comes masked from the loaders."""
    kind = kind_of(problem.sheet)
    known = kind is not None and bool(problem.column) and meaning(kind, problem.column) is not None
    return replace(problem, value=masked_cell(kind, problem.column, problem.value)) if known and problem.value else problem


def masked_cell(kind: Node | Rel | None, header: str, value: Any) -> Any:
    """One original cell, masked by what its column means on that sheet. Codes stay.

    >>> pairs, villages = kind_of("结对"), kind_of("村")
    >>> masked_cell(kind_of("党员名册"), "姓名", "张三"), masked_cell(pairs, "帮扶人", "张三"), masked_cell(pairs, "帮扶人", "M-01")
    ('张**', '张**', 'M-01')
    >>> masked_cell(villages, "名称", "东村"), masked_cell(villages, "联系人", "张三"), masked_cell(kind_of("岗位"), "任职人", "张三、M-02")
    ('东村', '**', '张**、M-02')
    """
    if value in (None, ""):
        return value
    field = meaning(kind, header) if kind and header else None
    if field is None:
        return HIDDEN
    if field.prop is not None:
        return mask(value, field.prop.personal)
    if not names_people(kind, field):
        return value
    return "".join(part if PARTS.fullmatch(part) or CODE.fullmatch(part.strip()) else mask_name(part) for part in PARTS.split(str(value)))


def names_people(kind: Node | Rel, field: Field) -> bool:
    """Whether a column may name a person or a household."""
    if field.link is not None:
        return not PEOPLE.isdisjoint(field.link.targets)
    ends = {"start": kind.starts, "end": kind.ends}.get(field.role, ()) if isinstance(kind, Rel) else ()
    return not PEOPLE.isdisjoint(ends)
