"""One report being made: what it asks, in which place, of which day and in which language, and where every number came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actions.asking import ask
from actions.looking import things
from graphmodel.engine import Engine
from graphmodel.imports import source
from graphmodel.schema import NODE, REL
from graphmodel.words import Text
from queries import network
from queries.answer import Answer
from reports.blocks import Block, Heading, Para
from reports.document import Network, Table

Rows = list[dict[str, Any]]
Cells = list[list[dict[str, Any]]]
LISTED = 40
"""How many rows of a list are printed unless another number is asked for."""
RUNS = 3


class NoReport(ValueError):
    """A report that cannot be made; `text` says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text: Text = (zh, en)


class Cancelled(Exception):
    """The reader no longer wants the report."""


@dataclass(frozen=True)
class Used:
    """One thing that was asked: title, question, parameters, place, day, denominator, rows, and where the rows come from."""

    title: str
    question: str
    params: str
    scope: str
    as_of: date
    denominator: int | None
    rows: int
    sources: str


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
            told = [f"{self.word(answer.question.params[name]['title'])} {value}" for name, value in answer.params.items()]
            self.note(
                self.say(answer.question.title),
                question,
                len(answer.rows),
                answer.sources,
                answer.denominator,
                params=self.t("；", "; ").join(told),
                scope=where,
                as_of=answer.as_of,
            )
        return answer

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
    ) -> None:
        """Puts one thing that was asked into the appendix."""
        where = (self.scope if scope == "" else scope) or "*"
        one = Used(title, question, params, where, as_of or self.as_of, denominator, rows, self.where(sources))
        if one not in self.used:
            self.used.append(one)

    def word(self, texts: dict[str, Any]) -> str:
        """The words of the report's language out of a column's or parameter's."""
        return str(texts["en" if self.language == "en" else "zh"])

    def resolved(self, tokens: str) -> list[dict[str, Any]]:
        """File, sheet and row of each source token of a text."""
        records = self.engine.imports()
        return [source(token, records) for token in tokens.split()]

    def where(self, sources: Cells) -> str:
        """The files, sheets and ranges of rows that rows come from."""
        held: dict[tuple[str, str], set[int]] = {}
        for cells in sources:
            for cell in cells:
                held.setdefault((cell["file"], cell["sheet"]), set()).add(cell["row"])
        parts = [
            f"{file} · {sheet} {self.t('第', 'rows')} {ranges(rows)}{self.t(' 行', '')}" for (file, sheet), rows in sorted(held.items())
        ]
        return self.t("；", "; ").join(parts)

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
        """An answer as a table; on `paper` without codes whose name stands beside them and without the one place that all rows share."""
        names = list(answer.question.columns)
        if paper:
            alone = {name for name in ("township", "area") if len({row.get(name) for row in answer.rows}) == 1 and len(answer.rows) > 1}
            names = [
                name
                for name in names
                if name not in alone and not (name == "id" and "name" in names) and name.removesuffix("_id") not in set(names) - {name}
            ]
        columns = tuple((name, self.word(answer.question.columns[name])) for name in names)
        rows = [{name: self.choice(name, value) for name, value in row.items()} for row in answer.rows]
        sources = (
            ()
            if paper
            else tuple("；".join(f"{cell['file']} · {cell['sheet']} · {cell['row']}" for cell in cells) for cells in answer.sources)
        )
        return Table(title or self.say(answer.question.title), columns, rows, sources, self.most if paper else None)

    def choice(self, name: str, value: Any) -> Any:
        """A stored value in the report's words: types of the model by their titles."""
        kind = {**NODE, **REL}.get(value) if name == "type" and isinstance(value, str) else None
        return self.say(kind.title) if kind else value


def ranges(rows: Iterable[int]) -> str:
    """Row numbers as ranges; where there are too many, the first, the last and how many.

    >>> ranges([2, 3, 4, 9]), ranges(range(2, 40, 2))
    ('2–4、9', '2–38 (19)')
    """
    ordered = sorted(set(rows))
    runs: list[list[int]] = []
    for row in ordered:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    if len(runs) > RUNS:
        return f"{ordered[0]}–{ordered[-1]} ({len(ordered)})"
    return "、".join(str(low) if low == high else f"{low}–{high}" for low, high in runs)


def appendix(inquiry: Inquiry, digest: str) -> tuple[list[Block], Table]:
    """The last section of every report: each thing that was asked with its parameters, day, denominator, rows and sources."""
    t = inquiry.t
    columns = (
        ("title", t("事项", "Item")),
        ("question", t("问题", "Question")),
        ("params", t("参数", "Parameters")),
        ("scope", t("地域", "Place")),
        ("as_of", t("截至", "As of")),
        ("denominator", t("分母", "Denominator")),
        ("rows", t("行数", "Rows")),
        ("sources", t("来源（文件 · 表 · 行）", "Sources (file · sheet · rows)")),
    )
    names = {one.scope: inquiry.name(None if one.scope == "*" else one.scope) for one in inquiry.used}
    rows = [
        {**vars(one), "scope": names[one.scope] + ("" if one.scope == "*" else f"（{one.scope.partition(':')[2]}）")}
        for one in inquiry.used
    ]
    table = Table(t("数据出处", "Where the figures come from"), columns, rows)
    words = t(
        f"本报告的每个数字由下列问题从台账各行算出，可用同名问题复算。数据状态摘要（SHA-256）：{digest}。",
        f"Every figure of this report is computed from the rows of the ledgers by these questions; asking "
        f"them again gives it again. Digest of the data (SHA-256): {digest}.",
    )
    return [Heading(t("附录：数据出处", "Appendix: where the figures come from")), Para(words, note=True), table], table


def data(tables: Sequence[Table | None]) -> tuple[Table, ...]:
    """The tables that are there."""
    return tuple(table for table in tables if table is not None)
