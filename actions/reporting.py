"""Reports that can be signed and sent: which kinds there are, in which formats, and how one is made, recorded and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

import reports.archive
import reports.docx
import reports.gexf
import reports.graphml
import reports.html
import reports.json
import reports.pdf
import reports.xlsx
from actions.audit import note, who
from actions.exporting import marks, place
from actions.kinds.appendix import appendix
from actions.kinds.inquiry import Cancelled, Draft, Inquiry, NoReport
from actions.looking import day
from actions.report_kinds import FORMATS, KINDS, Kind
from graphmodel.digest import digest
from graphmodel.engine import Engine
from queries.answer import checked_scope
from reports import picture
from reports.blocks import Contents, Picture
from reports.document import Document, Network, Table

__all__ = ["FORMATS", "KINDS", "Cancelled", "Kind", "Made", "NoReport", "drafted", "made", "preview", "written"]

WRITERS: dict[str, Callable[[Document], bytes]] = {
    "docx": reports.docx.write,
    "pdf": reports.pdf.write,
    "xlsx": reports.xlsx.write,
    "html": reports.html.write,
    "zip": reports.archive.write,
    "json": reports.json.write,
    "graphml": reports.graphml.write,
    "gexf": reports.gexf.write,
    "svg": lambda document: picture.described(figure(document), document.about).encode("utf-8"),
    "png": lambda document: picture.marked(picture.png(figure(document)), document.about),
}
SCOPE, AS_OF, STAMP = ("地域", "Place"), ("截至", "As of"), ("生成时间（UTC）", "Made at (UTC)")


@dataclass(frozen=True)
class Made:
    """A report as a file: its name without folder, its bytes, and its title."""

    file: str
    content: bytes
    title: str


def drafted(
    engine: Engine,
    kind: str,
    *,
    scope: str | None = None,
    as_of: date | None = None,
    language: str = "zh",
    unmask: bool = False,
    rows: int | None = None,
    whole: bool = False,
    more: Mapping[str, Any] | None = None,
    stamp: bool = False,
    step: Callable[[str, int, int], None] | None = None,
) -> Document:
    """The report before it is written in a format. NoReport for a kind that is not known or lacks something; QuestionError for a place.

    `rows` is how many rows of a list are printed, `whole` prints all. `more` holds what the kind needs (`before`, `around`, …).
    `step` hears (what, done, of) and may raise Cancelled. No clock is in the report, so equal data gives equal bytes; `stamp` asks
    for one, and a report that shows names bears it in its properties.
    """
    if kind not in KINDS:
        raise NoReport(f"没有“{kind}”这种报告。可用：{'、'.join(KINDS)}", f"There is no report {kind!r}. There are: {', '.join(KINDS)}")
    told = KINDS[kind]
    lacking = [name for name in told.needs if not (more or {}).get(name)]
    if lacking:
        raise NoReport(f"{told.title[0]}缺少 --{lacking[0]}。", f"{told.title[1]} needs --{lacking[0]}.")
    scope = checked_scope(engine, scope)
    inquiry = Inquiry(engine, scope, day(engine, as_of), language, unmask, None if whole else rows or told.most, dict(more or {}))
    inquiry.step = step or inquiry.step
    inquiry.place = inquiry.name(scope)
    draft: Draft = import_module(f"actions.kinds.{told.module}").build(inquiry)
    return finished(inquiry, draft, stamp)


def finished(inquiry: Inquiry, draft: Draft, stamp: bool) -> Document:
    """The draft with its marks, its appendix and its properties."""
    state = digest(inquiry.engine)
    last, tables = appendix(inquiry, state)
    english = inquiry.language == "en"
    facts = [(SCOPE[english], inquiry.place), (AS_OF[english], inquiry.as_of.isoformat())] 
    moment = datetime.now(UTC).isoformat(timespec="seconds") if stamp or inquiry.unmask else ""
    facts += [(STAMP[english], moment)] if stamp else []
    stamps = marks(inquiry.engine, inquiry.language, inquiry.unmask)
    about = (("author", who()), ("digest", state), *([("exported", moment)] if moment else []))
    return Document(
        draft.title,
        tuple(facts),
        stamps,
        (*draft.tables, *tables),
        proven(inquiry, draft.network),
        inquiry.language,
        (*draft.blocks, *last),
        about,
        inquiry.as_of,
    )


def proven(inquiry: Inquiry, network: Network | None) -> Network | None:
    """The network with the file, sheet and row of each thing in words, and without what only the store needs."""
    if network is None:
        return None
    known: dict[str, str] = {}

    def said(token: str) -> str:
        if token not in known:
            known[token] = place(inquiry.resolved(token)[0], inquiry.language)
        return known[token]

    def told(thing: dict[str, Any]) -> dict[str, Any]:
        kept = {name: value for name, value in thing.items() if name not in ("within", "sources")}
        rows = "；".join(map(said, (thing.get("sources") or "").split()))
        return {**kept, "sources": rows} if rows else kept

    return Network(list(map(told, network.nodes)), list(map(told, network.links)))


def figure(document: Document) -> str:
    """The first figure of a report that is a network or map, else the first at all. NoReport where there is none."""
    found = [block.svg for block in document.blocks if isinstance(block, Picture)]
    if not found:
        raise NoReport("这份报告没有图。", "This report has no figure.")
    return found[-1]


def written(document: Document, kind: str, format: str, *, scope: str | None = None, unmask: bool = False) -> Made:
    """A report as a file in one of FORMATS, recorded in the audit log."""
    if format not in FORMATS:
        raise NoReport(
            f"没有“{format}”这种格式。可用：{'、'.join(FORMATS)}", f"There is no format {format!r}. There are: {', '.join(FORMATS)}"
        )
    if format in ("graphml", "gexf") and document.network is None:
        raise NoReport(
            "这份报告没有网络，不能存为图文件；可用 docx、pdf、xlsx、html。",
            "This report has no network, so there is no graph file of it. Maybe docx, pdf, xlsx or html.",
        )
    content = WRITERS[format](document)
    recorded(document, kind, format, scope, unmask)
    return Made(f"{plain_name(document.title)} {document.day}.{format}", content, document.title)


def recorded(document: Document, kind: str, format: str, scope: str | None, unmask: bool) -> None:
    """Writes into the audit log that a report was made."""
    rows = sum(len(table.rows) for table in document.tables)
    note("report", kind=kind, scope=scope, as_of=document.day, format=format, rows=rows, unmasked=unmask)


def preview(document: Document) -> bytes:
    """The first page as a PNG, made from the first blocks with few rows of each table; of a book the one after the contents."""
    first = [
        replace(block, most=min(30, block.most or 30)) if isinstance(block, Table) else block
        for block in document.blocks[:12]
        if not isinstance(block, Contents)
    ]
    return reports.pdf.first_page(replace(document, blocks=tuple(first)))


def plain_name(title: str) -> str:
    """A title as the name of a file.

    >>> plain_name("羊流镇: 覆盖/情况")
    '羊流镇  覆盖 情况'
    """
    return "".join(" " if sign in '<>:"/\\|?*' or ord(sign) < 32 else sign for sign in title).strip(" .")[:80]


def made(engine: Engine, kind: str, format: str, **given: Any) -> Made:
    """A report made and written in one go; see `drafted` and `written`."""
    return written(drafted(engine, kind, **given), kind, format, scope=given.get("scope"), unmask=bool(given.get("unmask")))
