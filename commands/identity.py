"""duplicates, merge, decisions: who is who."""

from __future__ import annotations

import actions
from commands.command import DONE, PROBLEMS, WRONG, Argument, Call, Command, Stop, day, grid
from commands.load_words import said_load
from commands.loading import document
from graphmodel.engine import StoreError


def duplicates(call: Call) -> int:
    """Lists likely duplicates, or remembers that two things are not one."""
    if call.args.different:
        actions.say_different(*call.args.different)
        call.answer({"different": call.args.different}, lambda: [call.say(("已记下，不再列出。", "Noted; the pair is not listed again."))])
        return DONE
    with call.store() as engine:
        told = actions.duplicates(engine)
    told = [one | {"why": call.say(one["why"]), "names": list(one["names"])} for one in told]
    heads = call.say(("把握 保留 并入 名称 并入的名称 依据", "sure keep drop name other_name why")).split()
    rows = [[f"{one['sure']:.0%}", one["keep"], one["drop"], *one["names"], one["why"]] for one in told]
    nothing = [call.say(("没有疑似重复的对象。", "No likely duplicates."))]
    call.answer(told, lambda: grid(heads, rows, call.language) if rows else nothing)
    return DONE


def merge(call: Call) -> int:
    """Makes two keys one."""
    with call.store() as engine:
        try:
            draft, record = actions.merge(engine, call.args.keep, call.args.drop, data_date=call.args.data_date, dry_run=call.args.dry_run)
        except StoreError as fault:
            raise Stop(*fault.text, PROBLEMS) from None
    call.answer(document(draft, record, call), lambda: said_load(draft, record, call))
    return DONE


def decisions(call: Call) -> int:
    """Lists what names were decided to mean, adds one, or forgets one."""
    if given := call.args.set:
        text, _, key = given.rpartition("=")
        try:
            actions.decide(call.args.territory, text, key)
        except ValueError:
            said = f"写作 名称=类型:编码，如 雁翎关=Village:370982106201；“{given}”不是。", f"It is written name=Type:key, not {given!r}."
            raise Stop(*said, WRONG) from None
    if call.args.forget and not actions.forget_decision(call.args.forget):
        raise Stop(f"没有关于“{call.args.forget}”的选定。", f"Nothing was decided about {call.args.forget!r}.")
    told = actions.decided()
    heads = call.say(("地方 名称 对象 时间", "territory name thing at")).split()
    call.answer(told, lambda: grid(heads, [[one["territory"], one["text"], one["key"], one["at"]] for one in told], call.language))
    return DONE


COMMANDS = (
    Command(
        "duplicates",
        ("列出疑似重复的人和地方", "list people and places that may be one"),
        duplicates,
        (Argument(("--different",), ("记下这两个不是同一个", "note that these two are not one"), {"nargs": 2, "metavar": "TYPE:KEY"}),),
    ),
    Command(
        "merge",
        ("把重复的两个对象合为一个，可撤销", "make two duplicates one; it can be undone"),
        merge,
        (
            Argument(("keep",), ("保留的，如 Member:370982/D-1", "the one that stays, such as Member:370982/D-1"), {"metavar": "KEEP"}),
            Argument(("drop",), ("并入的", "the one that goes into it"), {"metavar": "DROP"}),
            Argument(("--dry-run",), ("只预演，不写入", "show only, write nothing"), {"action": "store_true"}),
            Argument(
                ("--data-date",), ("数据截止日，默认最近一次", "data date, the latest one by default"), {"metavar": "DATE", "type": day}
            ),
        ),
    ),
    Command(
        "decisions",
        ("列出、增加、删除名称的选定", "list, add or forget what names were decided to mean"),
        decisions,
        (
            Argument(("--set",), ("名称=类型:编码", "name=Type:key"), {"metavar": "NAME=TYPE:KEY"}),
            Argument(("--territory",), ("所在的县，如 370982", "its county, such as 370982"), {"metavar": "CODE"}),
            Argument(("--forget",), ("删除关于这个名称的选定", "forget this name"), {"metavar": "NAME"}),
        ),
    ),
)
