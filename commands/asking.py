"""questions, ask, figures, info: what is read from a store."""

from __future__ import annotations

from typing import Any

import actions
from commands.command import DONE, PROBLEMS, Argument, Call, Command, Stop, day, grid, question
from graphmodel.schema import NODE, REL
from graphmodel.words import Text

SCOPE = Argument(
    ("--scope",),
    ("只看一个地方：类型:编码，如 Township:370982105", "one place only: Type:key, such as Township:370982105"),
    {"metavar": "TYPE:KEY"},
)
AS_OF = Argument(("--as-of",), ("截至日期，如 2020-09-30", "the state on this day, such as 2020-09-30"), {"metavar": "DATE", "type": day})
UNMASK = Argument(("--unmask",), ("不隐去姓名和号码；记入日志", "show names and numbers; this is logged"), {"action": "store_true"})


def list_questions(call: Call) -> int:
    """The book: name, title, what it asks, parameters."""
    book = [
        {
            "name": one.name,
            "title": call.say(one.title),
            "asks": call.say(one.asks),
            "params": [param(name, told, call) for name, told in one.params.items()],
        }
        for one in actions.questions()
    ]
    call.answer(
        book,
        lambda: grid(
            call.say((("名称 问题 参数"), ("name question parameters"))).split(),
            [[one["name"], one["title"], " ".join(f"--{each['name']}" for each in one["params"])] for one in book],
            call.language,
        ),
    )
    return DONE


def param(name: str, told: dict[str, Any], call: Call) -> dict[str, Any]:
    """One parameter of a question as `questions` prints it."""
    word = "en" if call.language == "en" else "zh"
    return {
        "name": name,
        "title": told["title"][word],
        "help": told["help"][word],
        "type": told["type"],
        "default": told["default"],
        "choices": [choice["value"] for choice in told["choices"]],
    }


def ask(call: Call) -> int:
    """One answer: its rows, denominator, what was left out, and the source of each row."""
    name, params = question(call.rest)
    if not name:
        raise Stop("缺少问题的名称，见 manage.py questions。", "The name of a question is missing: see manage.py questions.")
    with call.store() as engine:
        answer = actions.ask(engine, name, params, scope=call.args.scope, as_of=call.args.as_of, unmask=call.args.unmask)
        if call.args.unmask:
            actions.note("reveal", question=answer.question.name, scope=answer.scope, rows=len(answer.rows))
        cut_off = engine.unfinished()
    document = {
        "question": answer.question.name,
        "params": answer.params,
        "as_of": answer.as_of,
        "denominator": answer.denominator,
        "excluded": answer.excluded,
        "rows": answer.rows,
        "sources": answer.sources,
        **({"unfinished": cut_off.number} if cut_off else {}),
    }
    call.answer(document, lambda: said_answer(answer, call))
    return DONE if answer.rows or answer.denominator else PROBLEMS


def said_answer(answer: Any, call: Call) -> list[str]:
    """An answer for a reader: the question, its 口径, the table, how many of how many."""
    book, word = answer.question, "en" if call.language == "en" else "zh"
    head = [
        call.say(book.asks),
        *(f"{call.say(name)}: {call.say(text)}" for name, text in actions.reading(book)),
        f"{call.say(('截至', 'As of'))}: {answer.as_of}",
    ]
    left_out = [f"{call.say(('不含', 'Left out'))}: {one[word]} {one['n']}" for one in answer.excluded]
    table = grid(
        [told[word] for told in book.columns.values()], [[row.get(name) for name in book.columns] for row in answer.rows], call.language
    )
    count = f"{len(answer.rows)} / {answer.denominator}" if answer.denominator is not None else str(len(answer.rows))
    return [*head, *left_out, "", *table, "", f"{call.say(('共', 'Rows'))} {count}"]


def figures(call: Call) -> int:
    """The published figures beside those computed from the samples."""
    call.args.samples = True
    with call.store() as engine:
        found = actions.figures(engine)
    kept = ("id", "system", "op", "published", "computed", "holds", "question", "assumption")
    told = [{name: call.say(one[name]) if name == "assumption" and one[name] else one[name] for name in kept} for one in found]
    signs = {True: call.say(("符合", "yes")), False: call.say(("不符", "no"))}
    words = call.say(("编号 系统 页面 计算 符合 问题 假定", "id system published computed holds question assumed")).split()
    call.answer(
        told,
        lambda: [
            *grid(
                words,
                [
                    [
                        one["id"],
                        one["system"],
                        f"{one['op']} {one['published']}",
                        str(one["computed"]),
                        signs[bool(one["holds"])],
                        one["question"],
                        one["assumption"],
                    ]
                    for one in told
                ],
                call.language,
            ),
            "",
            f"{signs[True]} {sum(bool(one['holds']) for one in told)} / {len(told)}",
        ],
    )
    return DONE if all(one["holds"] for one in told) else PROBLEMS


def info(call: Call) -> int:
    """What the store holds."""
    with call.store() as engine:
        told = actions.store_info(engine)
    call.answer(
        told,
        lambda: (
            [f"{call.say(words)}{call.say(('：', ': '))}{plain(told[name], call)}" for name, words in HELD.items()]
            + [f"  {call.say((NODE.get(name) or REL[name]).title)} {name} {n:,}" for name, n in told["counts"].items() if n]
        ),
    )
    return DONE


HELD: dict[str, Text] = {
    "engine": ("引擎", "Engine"),
    "version": ("版本", "Version"),
    "nodes": ("节点", "Nodes"),
    "relationships": ("关系", "Relationships"),
    "digest": ("摘要", "Digest"),
    "samples": ("示例", "Samples"),
}
"""What is said of a store, in order."""


def plain(value: object, call: Call) -> str:
    """A fact of a store as it is read: numbers with thousands, yes or no."""
    if isinstance(value, bool):
        return call.say(("是", "yes") if value else ("否", "no"))
    return f"{value:,}" if isinstance(value, int) else str(value)


COMMANDS = (
    Command("questions", ("列出全部问题", "list every question"), list_questions),
    Command(
        "ask",
        (
            "问一个问题（名称见 questions，其参数写作 --参数名 值）",
            "ask a question (named in questions, its parameters given as --name value)",
        ),
        ask,
        (AS_OF, SCOPE, UNMASK),
        follows="QUESTION [--NAME VALUE …]",
    ),
    Command("figures", ("公布的数字与示例算出的数字对照", "published figures beside those computed from the samples"), figures),
    Command("info", ("引擎、版本、数量和摘要", "engine, version, counts and digest"), info),
)
