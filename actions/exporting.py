"""Answers and neighbourhoods as files, with what must be read beside them; each export is written to the audit log."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import reports.csv
import reports.docx
import reports.gexf
import reports.graphml
import reports.html
import reports.json
import reports.pdf
import reports.xlsx
from actions.asking import masked, reading
from actions.audit import note, who
from actions.looking import around, between, day, masked_node, things
from actions.network_tables import PRINTED, captioned, on_paper, relations, title, types
from actions.stores import is_past
from graphmodel.engine import Engine
from graphmodel.imports import holds_samples
from graphmodel.words import Text
from loaders.editing import called
from reports.document import MASKED, SAMPLE, UNMASKED, Document, Network, Table

FORMATS = ("csv", "xlsx", "docx", "pdf", "html", "graphml", "gexf", "json")
GRAPHS = ("graphml", "gexf")
WRITERS = {
    "csv": reports.csv.write, "xlsx": reports.xlsx.write, "docx": reports.docx.write, "pdf": reports.pdf.write, "html": reports.html.write,
    "graphml": reports.graphml.write, "gexf": reports.gexf.write, "json": reports.json.write,
}  # fmt: skip
ASKED = ("问题", "Question")
AS_OF, SCOPE, EVERYWHERE, PARAMS = ("截至", "As of"), ("地域", "Place"), ("全部", "everything"), ("参数", "Parameters")
PAST = ("历史状态：只由数据截止日不晚于截至日的导入构成", "Past state: made only of the imports with a data date up to that day")
CUT_OFF = ("有导入中断，数字不可靠", "An import was cut off: no figure is reliable")
ROWS, EXCLUDED, FILES = ("行数", "Rows"), ("未计入", "Left out"), ("数据来源", "Source files")


class NothingToExport(ValueError):
    """A thing that is not there, or an answer that names no things where a network is asked for; in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text: Text = (zh, en)


def export_answer(engine: Engine, answer: Any, format: str, *, language: str = "zh", unmask: bool = False) -> bytes:
    """An answer as a file in one of FORMATS: its rows, 口径, denominator, date, place and sources. Masked unless `unmask`.

    GraphML and HTML also hold the things that the rows name and the relationships in force among them.
    """
    shown = answer if unmask else masked(answer)
    question, english = shown.question, language == "en"
    word = "en" if english else "zh"
    columns = tuple((name, told[word]) for name, told in question.columns.items())
    table = Table(question.title[english], columns, shown.rows, tuple("；".join(place(cell, language) for cell in cells) for cells in shown.sources), PRINTED)
    facts = [(ASKED[english], question.asks[english])] + [(name[english], text[english]) for name, text in reading(question)]
    if shown.denominator is not None:
        facts.append((ROWS[english], f"{len(shown.rows)} / {shown.denominator}"))
    facts += [(EXCLUDED[english], f"{one[word]} {one['n']}") for one in shown.excluded]
    told = ["{} {}".format(question.params[name]["title"][word], value) for name, value in shown.params.items()]
    facts += [(PARAMS[english], "；".join(told))] if told else []
    facts += standing(engine, shown.scope, shown.as_of, language)
    facts.append((FILES[english], "；".join(sorted({f"{called(cell['file'])[english]}（{cell['import']}）" for cells in shown.sources for cell in cells}))))
    network = answer_network(engine, shown, unmask) if format in (*GRAPHS, "html") else None
    if format in GRAPHS and network is None:
        raise NothingToExport(
            "这个答案的行不对应网络中的对象，不能存为 GraphML 或 GEXF；可用 csv、xlsx、html、json。",
            "The rows of this answer name no things of the network, so there is no GraphML or GEXF of it. Maybe csv, xlsx, html or json.",
        )
    shows = unmask and has_people(shown)
    document = Document(
        question.title[english],
        tuple(facts),
        marks(engine, language, shows),
        (table,),
        network,
        language,
        about=about(shows),
        day=shown.as_of,
    )
    note("export", question=question.name, scope=shown.scope, as_of=shown.as_of, format=format, rows=len(shown.rows), unmasked=unmask)
    return WRITERS[format](document)


def about(shows: bool) -> tuple[tuple[str, str], ...]:
    """Who made a file, and when if it shows names: what its properties say."""
    return (("author", who()), *([("exported", datetime.now(UTC).isoformat(timespec="seconds"))] if shows else []))


def has_people(answer: Any) -> bool:
    """Whether an answer has columns that masking hides."""
    return any(told.get("personal") for told in answer.question.columns.values())


def answer_network(engine: Engine, answer: Any, unmask: bool) -> Network | None:
    """The things whose keys an answer's columns hold, and what joins them; None where there are no such columns."""
    holding = {name: told["node"] for name, told in answer.question.columns.items() if told.get("node")}
    if not holding:
        return None
    keys = {
        f"{type}:{id}"
        for row in answer.rows
        for name, type in holding.items()
        for id in ([row[name]] if isinstance(row.get(name), str) else row.get(name) or ())
    }
    uncovered = {f"{type}:{row[name]}" for row in answer.rows for name, type in list(holding.items())[:1]} if answer.question.gap else set()
    nodes = [{**captioned(one), **({"gap": True} if one["key"] in uncovered else {})} for one in things(engine, keys, unmask=unmask)]
    return Network(nodes, between(engine, keys, answer.as_of))


def export_around(
    engine: Engine,
    key: str,
    depth: int,
    format: str,
    *,
    as_of: date | None = None,
    scope: str | None = None,
    language: str = "zh",
    unmask: bool = False,
) -> bytes:
    """What stands within `depth` steps of a thing (`Type:key`) as a file in one of FORMATS. NothingToExport where there is none."""
    nodes, links = around(engine, key, depth, as_of=as_of, scope=scope, unmask=unmask)
    if not nodes:
        raise NothingToExport(
            f"没有 {key}。写法是 类型:编码，如 Village:370982105221。",
            f"There is no {key}. It is written Type:key, such as Village:370982105221.",
        )
    return export_network(
        engine,
        nodes,
        links,
        format,
        title=title(nodes[0], depth, language),
        as_of=as_of,
        scope=scope,
        language=language,
        unmask=unmask,
        what=key,
    )


def export_network(
    engine: Engine,
    nodes: list[dict[str, Any]],
    links: list[dict[str, Any]],
    format: str,
    *,
    title: str,
    as_of: date | None = None,
    scope: str | None = None,
    language: str = "zh",
    unmask: bool = False,
    what: str = "",
) -> bytes:
    """These things and relationships, as they are on the screen, as a file in one of FORMATS."""
    english = language == "en"
    nodes = [captioned(one if unmask else masked_node(one)) for one in nodes]
    counts = [(("节点", "Nodes")[english], str(len(nodes))), (("关系", "Relationships")[english], str(len(links)))]
    facts = [*counts, *standing(engine, scope, day(engine, as_of), language)]
    tables = (relations(nodes, links, english),) if format == "csv" else (*types(nodes, english), relations(nodes, links, english))
    if format in ("docx", "pdf"):
        tables = tuple(map(on_paper, tables))
    document = Document(
        title,
        tuple(facts),
        marks(engine, language, unmask),
        tables,
        Network(nodes, links),
        language,
        about=about(unmask),
        day=day(engine, as_of),
    )
    note("export", around=what, scope=scope, as_of=as_of, format=format, rows=len(nodes), unmasked=unmask)
    return WRITERS[format](document)


def standing(engine: Engine, scope: str | None, as_of: date, language: str) -> list[tuple[str, str]]:
    """The place and the day that an export is about."""
    place = next(iter(things(engine, [scope])), None) if scope else None
    where = f"{place.get('name')}（{scope}）" if place else scope or EVERYWHERE[language == "en"]
    return [(SCOPE[language == "en"], where), (AS_OF[language == "en"], as_of.isoformat())]


def marks(engine: Engine, language: str, unmasked: bool) -> tuple[str, ...]:
    """What an export is stamped with: sample data, a past state, a load that was cut off, names hidden or shown."""
    english = language == "en"
    stamps = [SAMPLE[english]] if holds_samples(engine.imports()) else []
    stamps += [PAST[english]] if is_past(engine) else []
    stamps += [CUT_OFF[english]] if engine.unfinished() else []
    return (*stamps, (UNMASKED if unmasked else MASKED)[english])


def place(cell: dict[str, Any], language: str = "zh") -> str:
    """Where a row came from, as it is read aloud.

    >>> place({"import": 1, "file": "村情.xlsx", "sheet": "村", "row": 14})
    '村情.xlsx · 村 · 14'
    >>> place({"import": 2, "file": "命令行修改.json", "sheet": "村", "row": 1}, "en")
    'edit by command line · 村 · 1'
    """
    return f"{called(cell['file'])[language == 'en']} · {cell['sheet']} · {cell['row']}"
