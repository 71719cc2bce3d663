"""mappings: what sheets with headers of their own were confirmed to mean."""

from __future__ import annotations

import actions
from commands.command import DONE, Argument, Call, Command, Stop, grid
from graphmodel.schema import NODE, REL


def mappings(call: Call) -> int:
    """Lists the saved mappings, or removes one."""
    if name := call.args.forget:
        if not actions.forget_mapping(name):
            raise Stop(f"没有列对应“{name}”。见 manage.py mappings", f"No mapping {name}. Maybe see manage.py mappings")
        call.answer({"forgotten": name}, lambda: [call.say((f"已删除“{name}”。", f"{name} was removed."))])
        return DONE
    told = actions.list_mappings()
    rows = [
        [one["name"], sheet["sheet"], call.say((NODE.get(sheet["type"]) or REL[sheet["type"]]).title), header, call.say(titles[code])]
        for one in told
        for sheet in one["sheets"]
        for titles in (actions.meanings_of(sheet["type"]),)
        for header, code in sheet["columns"].items()
    ]
    call.answer(told, lambda: grid(call.say(("名称 工作表 类型 列 属性", "name sheet type column meaning")).split(), rows, call.language))
    return DONE


COMMANDS = (
    Command(
        "mappings",
        ("列出已确认的列对应", "list what columns were confirmed to mean"),
        mappings,
        (Argument(("--forget",), ("删除一个", "remove one"), {"metavar": "NAME"}),),
    ),
)
