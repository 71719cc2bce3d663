"""Sheets with headers of their own: what they may mean, confirmed once under a name, listed and forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import loaders
from actions.audit import note
from loaders import mappings
from loaders.mappings import KEEP, SKIP, Mapped, fields_of, kind_of
from loaders.matching import meaning_title, sure_words

__all__ = ["KEEP", "SKIP", "Mapped", "confirm", "forget_mapping", "list_mappings", "meanings_of", "propose", "sure_words"]


def propose(draft: Any, file: str, sheet: str, kind: str = "") -> Any:
    """What a sheet of a draft may mean, as a type where it is given; None where it was understood whole or holds nothing."""
    head = next((head for head in draft.heads if (head.source, head.name) == (file, sheet)), None)
    return loaders.propose(head, kind, needed=False) if head is not None else None


def confirm(name: str, sheets: Iterable[Mapped]) -> None:
    """Keeps what sheets mean under a name; it is used whenever their headers come again. ValueError for an unfit name or meaning."""
    kept = loaders.confirm(name, sheets)
    note("confirm", mapping=kept.name, sheets=[sheet.sheet for sheet in kept.sheets])


def list_mappings() -> list[dict[str, Any]]:
    """Every mapping: name, at, sheets with their type and what each column means."""
    return [
        {"name": one.name, "at": one.at, "sheets": [{"sheet": s.sheet, "type": s.kind, "columns": dict(s.columns)} for s in one.sheets]}
        for one in mappings.saved()
    ]


def forget_mapping(name: str) -> bool:
    """Removes a mapping; whether there was one."""
    found = mappings.forget(name)
    if found:
        note("forget", mapping=name)
    return found


def meanings_of(kind: str) -> dict[str, tuple[str, str]]:
    """What a column may mean on the sheet of a type, with its titles: properties, relationships, kept as it is, not loaded."""
    return {code: meaning_title(kind, code) for code in (*fields_of(kind_of(kind)), KEEP, SKIP)}
