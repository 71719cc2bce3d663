"""JSON of a report: the document as it is, dates in ISO form, readable by any program."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from reports.document import Document


def write(document: Document) -> bytes:
    """Title, marks, facts, tables and network, Chinese as it is."""
    told = {
        "title": document.title,
        "marks": list(document.marks),
        "facts": dict(document.facts),
        "about": dict(document.about),
        "tables": [
            {"title": table.title, "columns": dict(table.columns), "rows": table.rows, "sources": list(table.sources)}
            for table in document.tables
        ],
    }
    if document.network is not None:
        told["network"] = {"nodes": document.network.nodes, "relationships": document.network.links}
    return (text(told) + "\n").encode("utf-8", "surrogatepass")


def text(value: Any) -> str:
    """One JSON text, two spaces deep.

    >>> text({"日": date(2020, 9, 30)})
    '{\\n  "日": "2020-09-30"\\n}'
    """
    return json.dumps(plainly(value), ensure_ascii=False, indent=2, allow_nan=False)


def plainly(value: Any) -> Any:
    """The value in JSON's own types: dates as ISO text, sets sorted, no number null, anything else as text."""
    if isinstance(value, dict):
        return {str(name): plainly(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plainly(one) for one in value]
    if isinstance(value, (set, frozenset)):
        return [plainly(one) for one in sorted(value, key=str)]
    if isinstance(value, float):
        return value if value - value == 0 else None
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, (str, int)) else str(value)
