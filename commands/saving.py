"""export, template: what is saved as a file."""

from __future__ import annotations

from pathlib import Path

import actions
from commands.asking import AS_OF, SCOPE, UNMASK
from commands.command import DONE, PROBLEMS, Argument, Call, Command, Stop, question
from graphmodel.schema import NODE, REL, tables

OUT = Argument(("--out",), ("写到哪个文件", "the file to write"), {"metavar": "FILE", "required": True, "type": Path})


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
    known = {word.lower(): name for name, kind in tables() for word in kind.aliases}
    known |= {word.lower(): name for name, kind in tables() for word in (name, *kind.title)}
    asked = [given.lower() for given in call.args.types]
    if set(asked) & {"全部", "all"}:
        asked = list(NODE) + [type for type, rel in REL.items() if rel.props]
        known |= {name: name for name in asked}
    wrong = [given for given in asked if given not in known]
    if wrong:
        raise Stop(
            f"没有类型“{'、'.join(wrong)}”。可用：{'、'.join(kind.title[0] for _, kind in tables())}",
            f"No type {', '.join(wrong)}. There are: {', '.join(name for name, _ in tables())}",
        )
    made = actions.template(list(dict.fromkeys(known[given] for given in asked)), call.language)
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


COMMANDS = (
    Command(
        "template",
        ("做一份空白台账", "make an empty workbook"),
        template,
        (
            Argument(
                ("types",),
                ("类型，中文或英文，如 村 户 结对；全部为每一类", "types, in Chinese or English, such as Village PAIRED_WITH; all for every one"),
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
)
