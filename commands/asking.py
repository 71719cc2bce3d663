"""questions, ask, export, template, info: what is read from a store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import actions
from commands.command import DONE, PROBLEMS, Argument, Call, Command, Stop, day, grid, question
from graphmodel.schema import tables

SCOPE = Argument(
    ("--scope",),
    ("只看一个地方：类型:编码，如 Township:370982105", "one place only: Type:key, such as Township:370982105"),
    {"metavar": "TYPE:KEY"},
)
AS_OF = Argument(("--as-of",), ("截至日期，如 2020-09-30", "the state on this day, such as 2020-09-30"), {"metavar": "DATE", "type": day})
UNMASK = Argument(("--unmask",), ("不隐去姓名和号码；记入日志", "show names and numbers; this is logged"), {"action": "store_true"})
OUT = Argument(("--out",), ("写到哪个文件", "the file to write"), {"metavar": "FILE", "required": True, "type": Path})


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
    document = {
        "question": answer.question.name,
        "params": answer.params,
        "as_of": answer.as_of,
        "denominator": answer.denominator,
        "excluded": answer.excluded,
        "rows": answer.rows,
        "sources": answer.sources,
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


def export(call: Call) -> int:
    """An answer, or what stands around a thing, as a file."""
    args = call.args
    name, params = question(call.rest)
    if bool(name) == bool(args.around):
        raise Stop(
            "给出一个问题的名称，或 --around 类型:编码，两者取一。", "Give the name of a question, or --around Type:key: one of the two."
        )
    if args.around and params:
        raise Stop(f"不认识 {'、'.join(params)}。", f"{', '.join(params)} is not known.")
    with call.store() as engine:
        if args.around:
            made = actions.export_around(
                engine, args.around, args.depth, args.format, scope=args.scope, as_of=args.as_of, language=call.language, unmask=args.unmask
            )
        else:
            answer = actions.ask(engine, name, params, scope=args.scope, as_of=args.as_of, unmask=args.unmask)
            made = actions.export_answer(engine, answer, args.format, language=call.language, unmask=args.unmask)
    save(args.out, made)
    call.answer({"out": str(args.out), "format": args.format, "bytes": len(made)}, lambda: [f"{args.out} ({len(made):,} B)"])
    return DONE


def template(call: Call) -> int:
    """An empty workbook for the types that were named, in either language."""
    known = {word.lower(): name for name, kind in tables() for word in (name, *kind.title)}
    wrong = [given for given in call.args.types if given.lower() not in known]
    if wrong:
        raise Stop(
            f"没有类型“{'、'.join(wrong)}”。可用：{'、'.join(kind.title[0] for _, kind in tables())}",
            f"No type {', '.join(wrong)}. There are: {', '.join(name for name, _ in tables())}",
        )
    made = actions.template([known[given.lower()] for given in call.args.types], call.language)
    save(call.args.out, made)
    call.answer({"out": str(call.args.out), "format": "xlsx", "bytes": len(made)}, lambda: [f"{call.args.out} ({len(made):,} B)"])
    return DONE


def save(out: Path, made: bytes) -> None:
    """Writes a file whole: a failure leaves what was there before."""
    part = out.with_name(out.name + ".part")
    try:
        part.write_bytes(made)
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Stop(
            f"不能写入 {out}：{error.strerror}。换一个目录，或关闭打开它的程序。",
            f"Cannot write {out}: {error.strerror}. Maybe another folder, or close the program that has it open.",
            PROBLEMS,
        ) from None


def info(call: Call) -> int:
    """What the store holds."""
    with call.store() as engine:
        told = actions.store_info(engine)
    call.answer(
        told,
        lambda: (
            [f"{name}: {value}" for name, value in told.items() if name != "counts"]
            + [f"  {name} {n:,}" for name, n in told["counts"].items() if n]
        ),
    )
    return DONE


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
    Command(
        "template",
        ("做一份空白台账", "make an empty workbook"),
        template,
        (
            Argument(
                ("types",),
                ("类型，中文或英文，如 村 户 结对", "types, in Chinese or English, such as Village PAIRED_WITH"),
                {"nargs": "+", "metavar": "TYPE"},
            ),
            OUT,
        ),
    ),
    Command(
        "export",
        ("把答案或一个对象周围的网络存为文件", "save an answer, or the network around a thing, as a file"),
        export,
        (
            Argument(("--around",), ("从哪个对象开始：类型:编码", "the thing to start from: Type:key"), {"metavar": "TYPE:KEY"}),
            Argument(
                ("--depth",),
                ("走几步，默认 1", "how many steps, 1 by default"),
                {"type": int, "default": 1, "metavar": "D", "choices": range(7)},
            ),
            Argument(("--format",), ("文件格式", "format of the file"), {"choices": actions.FORMATS, "required": True}),
            OUT,
            AS_OF,
            SCOPE,
            UNMASK,
        ),
        follows="QUESTION [--NAME VALUE …]",
    ),
    Command("info", ("引擎、版本、数量和摘要", "engine, version, counts and digest"), info),
)
