"""edit, ledger: correcting what is stored."""

from __future__ import annotations

from pathlib import Path

import actions
from commands.command import DONE, PROBLEMS, Argument, Call, Command, Stop, day
from commands.load_words import said_load
from commands.loading import document
from graphmodel.engine import StoreError
from loaders.editing import LINE


def edit(call: Call) -> int:
    """Corrects one thing or relationship."""
    values = dict(one.partition("=")[::2] for one in call.args.set or ())
    if wrong := [one for one in call.args.set or () if "=" not in one]:
        raise Stop(f"--set 写作 列=值；“{wrong[0]}”不是。", f"--set takes column=value, not {wrong[0]!r}.")
    with call.store() as engine:
        try:
            draft = actions.edit(
                engine, call.args.what, values, clear=call.args.clear or (), remove=call.args.remove, data_date=call.args.data_date, file=LINE
            )
            record = actions.write(engine, draft) if draft.ok and not call.args.dry_run else None
        except StoreError as fault:
            raise Stop(*fault.text, PROBLEMS) from None
    call.answer(document(draft, record, call), lambda: said_load(draft, record, call))
    return DONE if draft.ok else PROBLEMS


def ledger(call: Call) -> int:
    """Writes what is stored as a workbook that can be edited and loaded back."""
    with call.store() as engine:
        try:
            made = actions.ledger(engine, call.args.types, call.language, unmask=call.args.unmask)
        except KeyError as name:
            raise Stop(f"没有类型 {name}。", f"There is no type {name}.") from None
    try:
        call.args.out.write_bytes(made)
    except OSError as fault:
        raise Stop(
            f"不能写入 {call.args.out}：{fault.strerror}", f"{call.args.out} cannot be written: {fault.strerror}", PROBLEMS
        ) from None
    call.answer({"file": str(call.args.out), "bytes": len(made)}, lambda: [str(call.args.out)])
    return DONE


COMMANDS = (
    Command(
        "edit",
        ("修改、清空或删除一个对象或关系，可撤销", "correct, clear or remove one thing or relationship; it can be undone"),
        edit,
        (
            Argument(
                ("what",),
                ("类型:编码，或 关系|类型:编码|类型:编码|区别", "Type:key, or TYPE|Type:key|Type:key|its key"),
                {"metavar": "WHAT"},
            ),
            Argument(("--set",), ("列=值，可多次", "column=value; may be repeated"), {"action": "append", "metavar": "COLUMN=VALUE"}),
            Argument(
                ("--clear",), ("清空的列，可多次", "a column to be emptied; may be repeated"), {"action": "append", "metavar": "COLUMN"}
            ),
            Argument(("--remove",), ("删除，连同它的关系", "remove it with its relationships"), {"action": "store_true"}),
            Argument(("--dry-run",), ("只预演，不写入", "show only, write nothing"), {"action": "store_true"}),
            Argument(
                ("--data-date",), ("数据截止日，默认最近一次", "data date, the latest one by default"), {"metavar": "DATE", "type": day}
            ),
        ),
    ),
    Command(
        "ledger",
        ("把库中数据存为台账，改后可再导入", "save what is stored as workbooks to edit and load back"),
        ledger,
        (
            Argument(("types",), ("类型，不写为全部", "types, all unless named"), {"nargs": "*", "metavar": "TYPE"}),
            Argument(("--out",), ("存到", "where to save it"), {"required": True, "metavar": "OUT.xlsx", "type": Path}),
            Argument(("--unmask",), ("不隐去姓名和号码，记入日志", "show names and numbers; this is logged"), {"action": "store_true"}),
        ),
    ),
)
