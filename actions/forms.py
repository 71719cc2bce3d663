"""An office's own form filled from a report: its title, place, day, numbers and tables by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from actions.audit import note
from actions.reporting import NoReport, drafted
from graphmodel.engine import Engine
from reports import forms
from reports.document import Document, plain

LARGEST = 20_000_000
"""Bytes of a form; more is no form."""


def values(document: Document) -> dict[str, Any]:
    """What a form may ask for: title, place, date, marks, digest; table1, table2, … with their columns; counts as rows1, rows2, …"""
    told: dict[str, Any] = {
        "title": document.title,
        "place": document.facts[0][1],
        "date": document.day,
        "marks": "；".join(document.marks),
        **dict(document.about),
    }
    for at, table in enumerate(document.tables, 1):
        told[f"title{at}"], told[f"rows{at}"] = table.title, len(table.rows)
        told[f"table{at}"] = [{name: plain(row.get(name), document.language) for name, _ in table.columns} for row in table.rows]
    return told


def filled(engine: Engine, kind: str, form: Path, **given: Any) -> bytes:
    """A form with the figures of a report of this kind. NoReport says what the form asks for that is not there."""
    try:
        if form.stat().st_size > LARGEST:
            raise NoReport(f"{form} 太大，不是表格。", f"{form} is too large for a form.")
        content = form.read_bytes()
    except OSError as error:
        raise NoReport(f"不能读取 {form}：{error.strerror}", f"Cannot read {form}: {error.strerror}") from None
    document = drafted(engine, kind, **given)
    try:
        made = forms.fill(content, form.suffix.lower(), values(document))
    except forms.FormError as fault:
        raise NoReport(*fault.text) from None
    note(
        "report",
        kind=kind,
        scope=given.get("scope"),
        as_of=document.day,
        format="form" + form.suffix,
        rows=sum(len(table.rows) for table in document.tables),
        unmasked=bool(given.get("unmask")),
    )
    return made
