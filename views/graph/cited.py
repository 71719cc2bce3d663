"""Where the chosen thing is written: its own rows and those of its relationships, with the cells as they stood in the workbook."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from actions.sources import source_cells
from graphmodel.engine import Engine
from graphmodel.imports import source
from loaders.editing import called
from views.graph.words import WORDS

Rows = list[dict[str, Any]]


def sources(engine: Engine, thing: Mapping[str, Any], links: Rows, language: str, cell: str = "", unmask: bool = False) -> Rows:
    """Where it is written: the thing's own rows first, then those of its relationships, rows of one sheet together; four at most.

    The one whose first token is `cell` comes with the cells as they stood in the workbook.
    """
    at = language == "en"
    records = engine.imports()
    when = {record.number: record.at[5:10] for record in records}
    found: dict[tuple[int, str, str, bool], set[int]] = {}
    first: dict[tuple[int, str, str, bool], str] = {}
    for tokens, own in (
        (str(thing.get("sources") or ""), True),
        *((row["sources"], False) for row in sorted(links, key=lambda row: row["type"] != "LEADS")),
    ):
        for token in tokens.split():
            cited = source(token, records)
            name = (cited["import"], cited["file"], cited["sheet"], own)
            found.setdefault(name, set()).add(cited["row"])
            first.setdefault(name, token)
    same = {
        (number, file, sheet)
        for number, file, sheet, own in found
        if own and found[number, file, sheet, own] >= found.get((number, file, sheet, False), set())
    }
    rows = []
    for (number, file, sheet, own), cells in sorted(found.items(), key=lambda item: not item[0][3]):
        if own or (number, file, sheet) not in same:
            low, high = min(cells), max(cells)
            span = (
                (f"rows {low}–{high}" if low < high else f"row {low}") if at else (f"第 {low}–{high} 行" if low < high else f"第 {low} 行")
            )
            more = (
                (f"{len(cells)} rows" if at else f"{len(cells)} 条")
                if low < high
                else (f"imported {when.get(number, '')}" if at else f"{when.get(number, '')} 导入")
            )
            token = first[number, file, sheet, own]
            row: dict[str, Any] = {
                "file": called(file)[at],
                "where": f"{sheet} {span}",
                "more": more,
                "act": {"do": "cell", "value": "" if token == cell else token},
            }
            if token == cell:
                row["cells"] = cells_of(engine, source(token, records), unmask) or {"header": [], "rows": [], "none": WORDS["not_kept"][at]}
            rows.append(row)
    return rows[:6]


def cells_of(engine: Engine, cited: dict[str, Any], unmask: bool) -> dict[str, Any] | None:
    """The header and the rows beside a source, masked; None where the workbook is not kept or cannot be read any more."""
    try:
        cells = source_cells(engine, cited, unmask=unmask)
    except Exception:  # a kept workbook may be damaged: the rest of the page stays readable without it
        logging.getLogger("lianjian.app").exception("%s", cited)
        return None
    if not cells:
        return None
    rows = [
        {"row": row["row"], "here": row["row"] == cited["row"], "cells": ["" if one is None else str(one) for one in row["cells"]]}
        for row in cells["rows"]
    ]
    return {"header": cells["header"], "rows": rows, "none": ""}
