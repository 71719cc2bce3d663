"""Correcting what is stored: one thing or relationship in the app, or the whole ledger in Excel and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import loaders
from actions.audit import note, who
from actions.looking import things
from actions.sources import masked_problem
from graphmodel.engine import Engine
from graphmodel.masking import mask
from graphmodel.schema import NODE
from graphmodel.words import Node, Rel, Text
from loaders import editing
from loaders.editing import spelt

__all__ = ["edit", "editable", "ledger", "links_of", "spelt"]
Row = dict[str, Any]


def edit(
    engine: Engine,
    what: str,
    values: Mapping[str, str],
    *,
    clear: Iterable[str] = (),
    remove: bool = False,
    data_date: date | None = None,
    file: str = editing.APP,
) -> loaders.Draft:
    """The draft that corrects a thing (Type:key) or a relationship (TYPE|Type:key|Type:key|its key); `write` writes it under `file`.

    LoadError where there is no such thing or column, or where a required value would be cleared.
    """
    draft = loaders.edit(engine, what, values, clear=clear, remove=remove, data_date=data_date, who=who(), file=file)
    return replace(draft, problems=tuple(map(masked_problem, draft.problems)))


def editable(engine: Engine, what: str, unmask: bool = False) -> tuple[Text, list[Row]]:
    """What a thing or relationship is, and each of its properties: name, title, help, value, choices, required, key, personal.

    Personal values are masked unless `unmask`. LoadError where there is no such thing.
    """
    one = editing.found(engine, what)
    row = one.row.row(0, named=True)
    shown = [
        {
            "name": prop.name,
            "title": prop.title,
            "help": prop.help,
            "value": mask(row[prop.name], "" if unmask else prop.personal),
            "choices": prop.choices,
            "closed": prop.closed,
            "required": prop.required,
            "key": prop.name in getattr(one.kind, "key", ()),
            "type": prop.type,
            "personal": prop.personal,
        }
        for prop in one.kind.props
        if prop.name != "id"
    ]
    return called(one.kind, row, unmask), shown


def called(kind: Node | Rel, row: Row, unmask: bool) -> Text:
    """What a thing or relationship is called."""
    if isinstance(kind, Rel):
        ends = f"{row['start_label']}:{row['start']} → {row['end_label']}:{row['end']}"
        return f"{kind.title[0]} {ends}", f"{kind.title[1]} {ends}"
    prop = next((p for p in kind.props if p.name == kind.caption), kind.props[0])
    name = mask(row[prop.name], "" if unmask else prop.personal) or row["id"]
    return f"{kind.title[0]} {name}（{row['id']}）", f"{kind.title[1]} {name} ({row['id']})"


def links_of(engine: Engine, what: str, unmask: bool = False, most: int = 60) -> tuple[int, list[tuple[str, Text]]]:
    """How many relationships a thing has; and the first of them, each as `edit` takes it, with the name and code of its other end."""
    label, _, key = what.partition(":")
    found = editing.links_of(engine, label, key) if label in NODE else []
    first = found[:most]
    names = {one["key"]: one for one in things(engine, {end for row in first for end in row[2:4]}, unmask=unmask)}

    def told(end: str, at: int) -> str:
        label, _, code = end.partition(":")
        name = names.get(end, {}).get(NODE[label].caption)
        named = (f"{name}（{code}）", f"{name} ({code})")[at] if name and name != code else code
        return f"{NODE[label].title[at]} {named}"

    def said(rel: Rel, start: str, end: str, which: str, at: int) -> str:
        ways = "→ " + told(end, at) if start == what else "← " + told(start, at)
        return f"{rel.title[at]} {ways} {which.replace('|', ' ')}".strip()

    return len(found), [(link, (said(*row, 0), said(*row, 1))) for link, *row in first]


def ledger(engine: Engine, types: Iterable[str] = (), language: str = "zh", *, unmask: bool = False) -> bytes:
    """What is stored as a workbook in the form of the templates, to be edited and loaded back. KeyError names a type there is not."""
    kinds = list(types)
    made = loaders.ledger(engine, kinds, language, unmask)
    note("export", ledger=kinds, format="xlsx", unmasked=unmask)
    return made
