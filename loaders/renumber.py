"""Code changes between years: a table of old and new codes moves every thing with all its relationships."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from graphmodel.changes import Changes
from graphmodel.engine import Engine
from graphmodel.problem import Problem
from graphmodel.schema import NODE
from graphmodel.words import Node
from loaders.check import in_order
from loaders.draft import Draft, SheetSummary
from loaders.edits import COLUMNS
from loaders.files import File, Sheet, file_records
from loaders.header_rows import SEARCHED
from loaders.keys import key_fault
from loaders.marks import FOR_READERS, TOTAL, for_readers
from loaders.meanings import LEDGER, kinds
from loaders.merging import rekeying
from loaders.rekey import Moves, with_own_codes
from loaders.rules import problem
from loaders.territory import topmost
from loaders.text import canonical

NAMES = frozenset(map(canonical, ("代码变更", "编码变更", "代码调整", "代码对照", "编码对照", "Code changes", "Renumbering")))
HEADERS = {
    "type": ("类型", "类别", "type"),
    "old": ("原编码", "原代码", "旧编码", "旧代码", "变更前编码", "变更前代码", "old code", "old"),
    "new": ("新编码", "新代码", "变更后编码", "变更后代码", "new code", "new"),
}
BY_DIGITS = {node.official: node for node in NODE.values() if node.official}


@dataclass(frozen=True)
class Row:
    """One line of a table: where it stands, and what it says."""

    sheet: Sheet
    row: int
    type: str
    old: str
    new: str

    def at(self, rule: str, column: str, value: str, zh: str, en: str, maybe: tuple[str, ...] = (), notice: bool = False) -> Problem:
        """A problem of this line."""
        return problem(rule, self.sheet.source, self.sheet.name, self.row, column, value, zh, en, maybe, notice)


def is_renumbering(sheet: Sheet) -> bool:
    """Whether a sheet is called a table of code changes."""
    name = re.sub(r"[（(].*?[）)]|\d{4}(?:年|[-—至到]\d{4}年?)?", "", sheet.name)
    return bool({canonical(name), LEDGER.sub("", canonical(name))} & NAMES)


def renumbering(
    engine: Engine,
    files: list[File],
    sheets: list[Sheet],
    problems: list[Problem],
    territory: str | None,
    day: date,
    who: str,
    samples: bool,
) -> Draft:
    """The draft of a load of code changes; other sheets beside them are refused, because they would be read by the old codes."""
    tables = [s for s in sheets if is_renumbering(s)]
    others = [s for s in sheets if s not in tables and canonical(s.name) not in FOR_READERS and s.rows.height]
    problems = problems + [
        problem(
            "renumber_alone", s.source, s.name, None, "", s.name, "与代码变更在同一次导入中。", "It is loaded together with code changes."
        )
        for s in others
    ]
    rows = [row for sheet in tables for row in lines(sheet, problems)]
    counties = [row["id"] for row in engine.rows("MATCH (c:County) RETURN c.id AS id ORDER BY id")]
    moves, said = checked(engine, rows, territory or topmost(set(counties)), problems)
    wrong = any(p.severity == "error" for p in problems)
    draft = rekeying(engine, {} if wrong else with_own_codes(engine.table, moves), data_date=day, who=who)
    record = replace(draft.record, files=file_records(files, sheets), samples=samples)
    changes = sourced(draft.changes, said, record.number)
    summaries = tuple(SheetSummary(t.source, t.name, "", 1, t.rows.height, t.rows.height, (), ()) for t in tables)
    return replace(
        draft,
        problems=in_order(problems, [f.name for f in files]),
        changes=changes,
        record=record,
        table=cells(draft.changes, said),
        sheets=summaries,
        files=tuple(files),
        territory=territory,
    )


def lines(sheet: Sheet, problems: list[Problem]) -> list[Row]:
    """The lines of one table; what is wrong with its header is added to the problems."""
    words = {canonical(word): name for name, known in HEADERS.items() for word in known}
    for row, *cells in sheet.rows.head(SEARCHED).rows():
        place = {words[canonical(cell)]: i for i, cell in enumerate(cells, 1) if cell and canonical(cell) in words}
        if {"old", "new"} <= place.keys():
            return [
                Row(
                    sheet, line[0], line[place["type"]] or "" if "type" in place else "", line[place["old"]] or "", line[place["new"]] or ""
                )
                for line in sheet.rows.filter(pl.col("row") > row).rows()
                if not (first := next((cell for cell in line[1:] if cell), "")) or not (for_readers(first) or re.match(TOTAL, first))
            ]
    zh = f"前 {SEARCHED} 行中没有“原编码”和“新编码”两列。"
    problems.append(
        problem(
            "header_missing",
            sheet.source,
            sheet.name,
            None,
            "",
            "",
            zh,
            f"No columns 原编码 (old code) and 新编码 (new code) in the first {SEARCHED} rows.",
        )
    )
    return []


def checked(engine: Engine, rows: list[Row], territory: str | None, problems: list[Problem]) -> tuple[Moves, dict[tuple[str, str], Row]]:
    """Old to new keys by type, and the line that says each new one; every fault is added to the problems."""
    moves: Moves = {}
    said: dict[tuple[str, str], Row] = {}
    stored: dict[str, set[str]] = {}
    for row in rows:
        node = type_of(row)
        if node is None:
            titles = tuple(n.title[0] for n in NODE.values())[:6]
            problems.append(
                row.at(
                    "required_missing",
                    "类型",
                    row.type,
                    "编码看不出类型，须填写“类型”。",
                    "The code does not tell its type: fill in 类型 (type).",
                    titles,
                )
            )
            continue
        if blank := next((column for column, text in (("原编码", row.old), ("新编码", row.new)) if not text), None):
            problems.append(row.at("required_missing", blank, "", "必填项为空。", "A required cell is blank."))
            continue
        old, new = (full(text, node, territory) for text in (row.old, row.new))
        known = stored.setdefault(node.label, set(engine.table(node, ["id"])["id"].to_list()))
        mine = moves.setdefault(node.label, {})
        if fault := key_fault(row.new, node):
            problems.append(row.at(fault.rule, "新编码", row.new, fault.zh, fault.en, fault.maybe))
        elif old == new:
            problems.append(row.at("renumber_done", "新编码", row.new, "新旧编码相同。", "Both codes are the same.", notice=True))
        elif old in mine or (node.label, new) in said:
            first = said.get((node.label, mine.get(old, new)))
            problems.append(
                row.at(
                    "duplicate_conflict",
                    "原编码" if old in mine else "新编码",
                    row.old if old in mine else row.new,
                    f"第 {first.row if first else 0} 行已用。",
                    f"Used in row {first.row if first else 0}.",
                )
            )
        elif old not in known and new in known:
            problems.append(row.at("renumber_done", "原编码", row.old, "库中已是新编码。", "It has its new code already.", notice=True))
        elif old not in known:
            problems.append(row.at("reference_unknown", "原编码", row.old, f"在“{node.title[0]}”中没有。", f"Is not in {node.title[1]}."))
        else:
            mine[old], said[node.label, new] = new, row
    for (label, new), row in said.items():
        if new in stored[label] and new not in moves[label]:
            problems.append(
                row.at(
                    "renumber_joined",
                    "新编码",
                    row.new,
                    "库中已有此编码，两个对象将合为一个。",
                    "This code is in use: the two become one.",
                    notice=True,
                )
            )
    return {label: keys for label, keys in moves.items() if keys}, said


def type_of(row: Row) -> Node | None:
    """The type of a line: as written, else by the length of its codes."""
    kind = kinds().get(canonical(row.type)) if row.type else None
    if row.type:
        return kind if isinstance(kind, Node) else None
    return BY_DIGITS.get(len(row.old)) if row.old.isdecimal() else None


def full(text: str, node: Node, territory: str | None) -> str:
    """The full key that a code means.

    >>> from graphmodel.places import GRID, VILLAGE
    >>> full("370982105221", VILLAGE, "370982"), full("G-1", GRID, "370982")
    ('370982105221', '370982/G-1')
    """
    stays = "/" in text or (text.isdecimal() and len(text) == node.official) or not territory
    return text if stays else f"{territory}/{text}"


def sourced(changes: Changes, said: dict[tuple[str, str], Row], number: int) -> Changes:
    """The changes with the line that gave each new code among the sources of the thing."""
    tables = dict(changes.tables)
    for label in {label for label, _ in said} & tables.keys():
        tokens = {new: f"{number}.{row.sheet.file}.{row.sheet.number}.{row.row}" for (kind, new), row in said.items() if kind == label}
        told = pl.col("id").replace_strict(list(tokens), list(tokens.values()), default="", return_dtype=pl.String)
        sources = pl.concat_str([pl.col("sources"), told], separator=" ").str.strip_chars().alias("sources")
        change = tables[label]
        tables[label] = replace(change, new=change.new.with_columns(sources), changed=change.changed.with_columns(sources))
    return Changes(tables)


def cells(changes: Changes, said: dict[tuple[str, str], Row]) -> pl.DataFrame:
    """Each code with what it was."""
    was = {(label, new): row.old for (label, new), row in said.items() if label in changes.tables}
    found = [
        (
            label,
            new,
            None,
            "id",
            "编码",
            "Code",
            old,
            said[label, new].new,
            said[label, new].sheet.source,
            said[label, new].sheet.name,
            said[label, new].row,
            None,
            None,
        )
        for (label, new), old in was.items()
    ]
    table = pl.DataFrame(found, COLUMNS, orient="row").drop("index")
    return table.with_columns(conflict=pl.lit(False), decision=pl.lit(""))
