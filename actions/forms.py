"""An office's own form filled from a report: its title, place, day, numbers and tables by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from actions.reporting import Made, NoReport, plain_name, recorded
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


def read(form: Path) -> bytes:
    """The bytes of a form. NoReport where there is none or it is none."""
    try:
        if form.stat().st_size <= LARGEST:
            return form.read_bytes()
    except OSError as error:
        raise NoReport(f"不能读取 {form}：{error.strerror}", f"Cannot read {form}: {error.strerror}") from None
    raise NoReport(f"{form} 太大，不是表格。", f"{form} is too large for a form.")


def filled(document: Document, kind: str, form: str, content: bytes, *, scope: str | None = None, unmask: bool = False) -> Made:
    """A form, by its name and bytes, with the figures of a report, recorded in the audit log.

    NoReport says what the form asks for that is not there.
    """
    suffix = Path(form).suffix.lower()
    try:
        made = forms.fill(content, suffix, values(document))
    except forms.FormError as fault:
        raise NoReport(*fault.text) from None
    recorded(document, kind, "form" + suffix, scope, unmask)
    return Made(f"{plain_name(f'{Path(form).stem} {document.title}')} {document.day}{suffix}", made, document.title)
