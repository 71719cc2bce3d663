"""The rules of a plan as a TOML file, the same for every page and verb: read whole with all faults told by line, written so that it reads back the same."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from actions.siting_files import FileFault
from graphmodel.words import Text
from planning.pairing_rules import Rules

Where = tuple[str | int, ...]
"""The way to an entry of a file: ("programmes", 1, "km") is km of the second [[programmes]]."""
Fault = tuple[Where, Text]
SYNTAX: dict[str, str] = {
    "Expected '='": "名称后面应为等号",
    "Invalid value": "值不可用：文字要加英文引号，是非写 true 或 false",
    "Cannot overwrite": "同一名称写了两次",
    "Cannot declare": "同一名称写了两次",
    "Un": "引号或方括号没有配对",
    "Expected newline": "一行只写一条",
}
"""How the parser's words begin, and ours."""


def read(content: bytes, faults: Callable[[Mapping[str, Any]], Iterable[Fault]]) -> dict[str, Any]:
    """What a file of rules says. FileFault tells everything that is wrong with it, in the order of its lines.

    >>> read(b'km = 30', lambda told: [])
    {'km': 30}
    >>> read(b'each = 1\\nkm = 30 km', lambda told: [])
    Traceback (most recent call last):
    actions.siting_files.FileFault: 第 2 行第 9 列：一行只写一条。
    Line 2, column 9: Expected newline or end of document after a statement.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileFault(("文件不是 UTF-8 编码。另存为 UTF-8 后重试。", "The file is not in UTF-8. Maybe save it as UTF-8.")) from None
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise FileFault(unreadable(str(wrong), text)) from None
    if wrong := list(faults(told)):
        lines = numbered(text)
        found = sorted(((line_of(lines, where), words) for where, words in wrong), key=lambda one: one[0])
        raise FileFault(*((f"第 {line} 行：{zh}", f"Line {line}: {en}") if line else (zh, en) for line, (zh, en) in found))
    return told


def unreadable(wrong: str, text: str) -> Text:
    """What the parser found first, in words; it stops there."""
    words, _, at = wrong.removesuffix(")").rpartition(" (at ")
    zh = next((ours for begin, ours in SYNTAX.items() if words.startswith(begin)), "不合 TOML 写法")
    line, column = re.findall(r"\d+", at) or (str(text.count("\n") + 1), "")
    return (f"第 {line} 行{f'第 {column} 列' if column else ''}：{zh}。", f"Line {line}{f', column {column}' if column else ''}: {words}.")


def numbered(text: str) -> dict[Where, int]:
    """The line of every head and every entry that begins a line."""
    found: dict[Where, int] = {}
    counts: dict[Where, int] = {}
    table: Where = ()
    for number, line in enumerate(text.splitlines(), 1):
        if head := re.match(r"\s*(\[\[?)([^\[\]\"']+)\]", line):
            table = ()
            names = [one.strip() for one in head[2].split(".")]
            for at, name in enumerate(names):
                table = (*table, name)
                if at == len(names) - 1 and head[1] == "[[":
                    counts[table] = counts.get(table, -1) + 1
                if table in counts:
                    table = (*table, counts[table])
            found[table] = number
        elif entry := re.match(r"\s*[\"']?([\w-]+)[\"']?\s*=", line):
            found.setdefault((*table, entry[1]), number)
    return found


def line_of(lines: Mapping[Where, int], where: Where) -> int:
    """The line of an entry, or of the nearest one that it stands in; 0 where none is known."""
    return next((lines[where[:end]] for end in range(len(where), 0, -1) if where[:end] in lines), 0)


def toml(told: Mapping[str, Any]) -> str:
    """Plain values as a file: lists of tables last, what is None left out.

    >>> print(toml({"most": 3, "since": None, "programmes": [{"programme": "帮学", "quotas": [{"at_least": 2}]}]}), end="")
    most = 3
    <BLANKLINE>
    [[programmes]]
    programme = "帮学"
    <BLANKLINE>
    [[programmes.quotas]]
    at_least = 2
    """
    return "\n".join(lines_of(told, "")) + "\n"


def lines_of(told: Mapping[str, Any], at: str) -> list[str]:
    """The lines of one table, its tables after it; `at` is the name that it stands under."""
    lines, tables = [], []
    for name, value in told.items():
        if isinstance(value, (list, tuple)) and value and isinstance(value[0], Mapping):
            for one in value:
                tables += ["", f"[[{at}{name}]]", *lines_of(one, f"{at}{name}.")]
        elif value is not None:
            lines.append(f"{name} = {value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)}")
    return lines + tables


def pairing_toml(rules: Rules) -> str:
    """All rules of one programme as a file; lists only where they hold something, but for limits, which the usual rules may have.

    >>> 'limits = []' in pairing_toml(Rules("帮学", km=30.0))
    True
    """
    return toml(in_force(rules))


def in_force(rules: Rules) -> dict[str, Any]:
    """All rules of one programme as plain values, without choices left open and empty lists."""
    told = {name: value for name, value in rules.to_json().items() if value not in ((), [], "") or name == "limits"}
    return {name: [trimmed(one) for one in value] if name in ("quotas", "limits", "categories") else value for name, value in told.items()}


def trimmed(part: Mapping[str, Any]) -> dict[str, Any]:
    """A quota, limit or category without what it leaves open."""
    return {name: value for name, value in part.items() if value not in (None, "")}
