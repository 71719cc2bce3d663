"""One report being made: what it asks, in which place, of which day and in which language, and where every number came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from actions.asking import ask
from actions.exporting import place
from actions.kinds import ledgers
from actions.looking import things
from graphmodel.engine import Engine
from graphmodel.imports import ImportRecord, source
from graphmodel.schema import NODE, REL
from graphmodel.words import Text
from queries import network
from queries.answer import Answer
from reports.blocks import Approval, Block, Para
from reports.document import Network, Table

Rows = list[dict[str, Any]]
Cells = list[list[dict[str, Any]]]
LISTED = 40
"""How many rows of a list are printed unless another number is asked for."""


class NoReport(ValueError):
    """A report that cannot be made; `text` says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text: Text = (zh, en)


class Cancelled(Exception):
    """The reader no longer wants the report."""


@dataclass(frozen=True)
class Used:
    """One thing that was asked: title, question, parameters, place, day, denominator, rows, where these come from, and the ledgers read."""

    title: str
    question: str
    params: str
    scope: str
    as_of: date
    denominator: int | None
    rows: int
    sources: str
    ledgers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Draft:
    """A report before it is written: title, blocks for paper, tables for data, and perhaps its network."""

    title: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    network: Network | None = None


@dataclass
class Inquiry:
    """What every kind of report is made with. `more` holds what only one kind needs; `step` hears (what, done, of) and may stop it all."""

    engine: Engine
    scope: str | None
    as_of: date
    language: str = "zh"
    unmask: bool = False
    most: int | None = LISTED
    more: dict[str, Any] = field(default_factory=dict)
    step: Callable[[str, int, int], None] = lambda what, done, total: None
    used: list[Used] = field(default_factory=list)
    sheets: ledgers.Spans = field(default_factory=dict)
    place: str = ""

    def t(self, zh: str, en: str) -> str:
        """The words of the report's language."""
        return en if self.language == "en" else zh

    def say(self, text: tuple[str, str]) -> str:
        """The words of the report's language out of a pair."""
        return self.t(*text)

    def ask(self, question: str, *, scope: str | None = "", as_of: date | None = None, quiet: bool = False, **params: Any) -> Answer:
        """An answer, masked unless the report is not; it is listed in the appendix unless `quiet`."""
        where = self.scope if scope == "" else scope
        answer: Answer = ask(self.engine, question, params, scope=where, as_of=as_of or self.as_of, unmask=self.unmask)
        if not quiet:
            self.heard(answer)
        return answer

    def heard(self, answer: Answer) -> None:
        """Puts an answer into the appendix."""
        told = [
            f"{self.word(answer.question.params[name]['title'])} {value}"
            for name, value in answer.params.items()
            if value not in ("", None)
        ]
        self.note(
            self.say(answer.question.title),
            answer.question.name,
            len(answer.rows),
            answer.sources,
            answer.denominator,
            params=self.t("；", "; ").join(told),
            scope=answer.scope,
            as_of=answer.as_of,
            reads=ledgers.read_by(answer.question),
        )

    def note(
        self,
        title: str,
        question: str,
        rows: int,
        sources: Cells,
        denominator: int | None = None,
        *,
        params: str = "",
        scope: str | None = "",
        as_of: date | None = None,
        reads: Iterable[str] = (),
    ) -> None:
        """Puts one thing that was asked into the appendix; `reads` are the types that it was counted from."""
        where = self.scope if scope == "" else scope
        read: set[tuple[str, str]] = set()
        for type in reads:
            for sheet, found in self.ledger(type, where).items():
                self.sheets.setdefault(sheet, set()).update(found)
                read.add(sheet)
        told = ledgers.said(ledgers.cells(sources), self.language)
        one = Used(title, question, params, where or "*", as_of or self.as_of, denominator, rows, told, tuple(sorted(read)))
        if one not in self.used:
            self.used.append(one)

    @cached_property
    def records(self) -> list[ImportRecord]:
        """The imports of the store."""
        return self.engine.imports()

    @cached_property
    def ledger(self) -> Callable[[str, str | None], ledgers.Spans]:
        """The rows of the ledgers by type and place."""
        return ledgers.reader(self.engine, self.records)

    def word(self, texts: dict[str, Any]) -> str:
        """The words of the report's language out of a column's or parameter's."""
        return str(texts["en" if self.language == "en" else "zh"])

    def resolved(self, tokens: str) -> list[dict[str, Any]]:
        """File, sheet and row of each source token of a text."""
        return [source(token, self.records) for token in tokens.split()]

    def name(self, key: str | None) -> str:
        """The name of a place or thing by its `Type:key`."""
        found = next(iter(things(self.engine, [key], unmask=self.unmask)), None) if key else None
        return str(found.get("name") or key) if found else key or self.t("全部地域", "all places")

    def inside(self, type: str) -> Rows:
        """The places of a type inside the report's place, itself left out."""
        return [one for one in network.things_of(self.engine, type, self.scope) if one["key"] != self.scope]

    def fraction(self, part: int, whole: int) -> str:
        """How many of how many, with the share."""
        share = f"{100 * part / whole:.1f}%" if whole else "—"
        return self.t(f"{part:,} / {whole:,}，占 {share}", f"{part:,} of {whole:,}, {share}")

    def table(self, answer: Answer, title: str = "", *, paper: bool = False) -> Table:
        """An answer as a table; on `paper` without codes whose name stands beside them, the one place that all rows share, and what no row has.

        Where names are masked their codes stay: nothing else would tell one from another.
        """
        names, hidden = list(answer.question.columns), not self.unmask and "name" in answer.question.personal
        if paper:
            alone = {name for name in ("township", "area") if len({row.get(name) for row in answer.rows}) == 1 and len(answer.rows) > 1}
            alone |= {name for name in names if answer.rows and all(row.get(name) is None for row in answer.rows)}
            names = [
                name
                for name in names
                if name not in alone
                and not (name == "id" and "name" in names and not hidden)
                and name.removesuffix("_id") not in set(names) - {name}
            ]
        columns = tuple((name, self.word(answer.question.columns[name])) for name in names)
        rows = [{name: self.choice(name, value) for name, value in row.items()} for row in answer.rows]
        if paper and hidden:
            rows = [{**row, "id": self.short(row["id"])} if "id" in row else row for row in rows]
        sources = (
            ()
            if paper
            else tuple("；".join(place(cell, self.language) for cell in cells) for cells in answer.sources)
        )
        return Table(title or self.say(answer.question.title), columns, rows, sources, self.most if paper else None)

    def short(self, code: str) -> str:
        """A code without its territory, where the whole report is about one."""
        return code.rpartition("/")[2] if self.scope else code

    def signing(self, zh: str, en: str) -> list[Block]:
        """The boxes to sign in, each under its word, after a line that says what is signed for."""
        day = self.as_of.isoformat()
        words = self.t(f"以上数字截至 {day}，出处见附录。", f"The figures are as of {day}; the appendix says where they come from.")
        return [Para(words), Approval(tuple(self.t(zh, en).split(",")))]

    def choice(self, name: str, value: Any) -> Any:
        """A stored value in the report's words: types of the model by their titles."""
        kind = {**NODE, **REL}.get(value) if name == "type" and isinstance(value, str) else None
        return self.say(kind.title) if kind else value
