"""What a verb is made of, and what it is given when it runs."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TextIO

import actions
from graphmodel.engine import Engine
from graphmodel.words import Text
from reports.document import plain, width
from reports.json import text

DONE, PROBLEMS, WRONG = 0, 1, 2


STAGES: dict[str, Text] = {
    "read": ("读取", "reading"),
    "match": ("对应", "matching"),
    "check": ("检查", "checking"),
    "resolve": ("引用", "references"),
    "compare": ("比对", "comparing"),
    "write": ("写入", "writing"),
    "count": ("核数", "counting again"),
}


class Stop(Exception):
    """Ends a verb with a message in both languages and an exit code: 1 the input or the store, 2 wrong use."""

    def __init__(self, zh: str, en: str, code: int = WRONG) -> None:
        super().__init__(zh)
        self.text: Text = (zh, en)
        self.code = code


@dataclass(frozen=True)
class Argument:
    """One argument as argparse takes it, with its help in both languages."""

    names: tuple[str, ...]
    help: Text
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Call:
    """One use of a verb: its arguments, what else was given (`rest`), and where to answer."""

    args: Namespace
    language: str
    rest: tuple[str, ...] = ()
    out: TextIO = field(default_factory=lambda: sys.stdout)
    ended: set[str] = field(default_factory=set)
    """The stages whose end was told."""

    def say(self, words: Text) -> str:
        """The words of the chosen language."""
        return words[self.language == "en"]

    def tell(self, zh: str, en: str) -> None:
        """A line for the reader, on standard error, so that standard output stays the answer's."""
        print(self.say((zh, en)), file=sys.stderr, flush=True)

    def answer(self, document: Any, lines: Callable[[], Sequence[str]] | None = None) -> None:
        """The answer: the JSON document with --json, otherwise the lines."""
        print(text(document) if self.args.json or lines is None else "\n".join(lines()), file=self.out, flush=True)

    @contextmanager
    def store(self) -> Iterator[Engine]:
        """The store that the verb works on, as it stood on the day of --as-of where one is given; closed at the end."""
        as_of = getattr(self.args, "as_of", None)
        engine = actions.open_store(samples=self.args.samples, as_of=as_of)
        try:
            self.warn(engine, as_of)
            yield engine
        finally:
            engine.close()

    def warn(self, engine: Engine, as_of: date | None) -> None:
        """Says what makes an answer unreliable or empty: a load that was cut off, a day before every data date."""
        cut_off = engine.unfinished()
        if cut_off:
            self.tell(
                f"导入 {cut_off.number} 中断，尚未完成或退回，结果不可靠。可能是 doctor --finish 或 doctor --roll-back。",
                f"Import {cut_off.number} was cut off, no answer is reliable. Maybe doctor --finish or doctor --roll-back.",
            )
        if as_of and actions.is_past(engine) and not engine.imports():
            self.tell(f"{as_of} 时还没有数据：没有数据截止日不晚于它的导入。", f"There was no data on {as_of}: no import has a data date up to it.")

    def progress(self, stage: str, done: int, total: int) -> None:
        """A bar on standard error; on anything but a screen, a line when a stage ends for the first time."""
        stage = self.say(STAGES.get(stage, (stage, stage)))
        if sys.stderr.isatty():
            full = 30 * done // max(1, total)
            print(
                f"\r{'█' * full}{'·' * (30 - full)} {stage} {done:,} / {total:,}\033[K",
                end="" if done < total else "\n",
                file=sys.stderr,
                flush=True,
            )
        elif done >= total and stage not in self.ended:
            self.ended.add(stage)
            print(f"{stage} {total:,}", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Command:
    """One verb. `run` gives the exit code. `follows` shows what may follow that is not declared: it comes as the call's `rest`.

    With `parts` its next word names one of them, the call's `args.part`; `run` is for when none is named.
    """

    name: str
    help: Text
    run: Callable[[Call], int]
    arguments: tuple[Argument, ...] = ()
    follows: str = ""
    parts: tuple[Command, ...] = ()


def day(value: str) -> date:
    """A date given as 2020-09-30."""
    return date.fromisoformat(value)


def question(rest: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The name of a question ("" without one) and its own parameters.

    >>> question(["pairs", "--programme", "帮学", "--at-least=2", "--param", "minutes=15"])
    ('pairs', {'programme': '帮学', 'at_least': '2', 'minutes': '15'})
    """
    found: dict[str, str] = {}
    named = ""
    words = list(rest)
    while words:
        word = words.pop(0)
        if not word.startswith("--"):
            if named:
                raise Stop(
                    f"不认识“{word}”。问题的参数写作 --参数名 值。",
                    f"{word!r} is not known. A question's parameters are given as --name value.",
                )
            named = word
            continue
        name, equals, value = word[2:].partition("=")
        if not equals:
            if not words:
                raise Stop(f"{word} 后缺少值。", f"{word} needs a value.")
            value = words.pop(0)
        if name == "param":
            name, _, value = value.partition("=")
        found[name.replace("-", "_")] = value
    return named, found


def grid(heads: Sequence[str], rows: Sequence[Sequence[Any]], language: str) -> list[str]:
    """A table in plain characters, wide ones counted as two; numbers to the right.

    >>> print("\\n".join(grid(["村", "户"], [["和庄", 12]], "zh")))
    村    户
    ----  --
    和庄  12
    """
    cells = [[said(value, language) for value in row] for row in rows]
    wide = [min(48, max(map(width, column))) for column in zip(heads, *cells, strict=True)]
    right = [bool(rows) and all(isinstance(row[at], (int, float)) or row[at] is None for row in rows) for at in range(len(heads))]

    def line(words: Sequence[str]) -> str:
        return "  ".join(
            " " * (places - width(word)) + word if to_right else word + " " * (places - width(word))
            for word, places, to_right in zip(words, wide, right, strict=True)
        ).rstrip()

    return [line(heads), line(["-" * places for places in wide]), *map(line, cells)]


def said(value: Any, language: str) -> str:
    """A cell's words on one line."""
    told = plain(value, language)
    return "" if told is None else " ".join(str(told).split())
