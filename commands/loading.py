"""samples, load, history, undo: what changes a store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import actions
from commands.command import DONE, PROBLEMS, Argument, Call, Command, Stop, day, grid
from commands.load_words import errors, notices, said_load
from loaders.editing import called


def load_samples(call: Call) -> int:
    """Loads the samples that were named, or all, into the sample store."""
    wrong = [name for name in call.args.names if name not in actions.sample_names()]
    if wrong:
        raise Stop(
            f"没有示例“{'、'.join(wrong)}”。可用：{'、'.join(actions.sample_names())}",
            f"No sample {', '.join(wrong)}. There are: {', '.join(actions.sample_names())}",
        )
    call.args.samples = True
    with call.store() as engine:
        done = actions.load_samples(engine, call.args.names, call.progress)
    told = [{"sample": name, **document(draft, record, call)} for name, (draft, record) in done.items()]
    call.answer(told, lambda: [line for name, (draft, record) in done.items() for line in (name, *said_load(draft, record, call))])
    return DONE if all(draft.ok for draft, _ in done.values()) else PROBLEMS


def load(call: Call) -> int:
    """Checks workbooks and, where nothing is wrong, writes them, all or nothing."""
    missing = [str(path) for path in call.args.paths if not path.exists()]
    if missing:
        raise Stop(f"没有这个文件或目录：{'、'.join(missing)}", f"No such file or folder: {', '.join(missing)}")
    known = [one["name"] for one in actions.list_mappings()]
    if call.args.mapping and call.args.mapping not in known:
        there = (f"可用：{'、'.join(known)}", f"Maybe: {', '.join(known)}") if known else ("尚未保存列对应。", "None is saved yet.")
        raise Stop(f"没有列对应“{call.args.mapping}”。{there[0]}", f"No mapping {call.args.mapping}. {there[1]}")
    with call.store() as engine:
        try:
            draft, record = actions.load(
                engine,
                call.args.paths,
                dry_run=call.args.dry_run,
                data_date=call.args.data_date,
                territory=call.args.territory,
                conflicts=call.args.conflicts,
                remove_gone=call.args.remove_gone,
                mapping=call.args.mapping,
                save_mapping=call.args.save_mapping,
                progress=call.progress,
            )
        except ValueError:
            name = call.args.save_mapping
            raise Stop(f"“{name}”不能作为名称。", f"{name!r} cannot be a name.") from None
    if call.args.returned:
        give_back(draft, call.args.returned, call)
    if call.args.json:
        for problem in notices(draft):
            call.tell(problem.text("zh"), problem.text("en"))
    call.answer(document(draft, record, call), lambda: said_load(draft, record, call))
    return DONE if draft.ok else PROBLEMS


def give_back(draft: Any, out: Path, call: Call) -> None:
    """Saves the marked files; several come as one zip."""
    made = actions.returned(draft, call.language)
    if made is None:
        call.tell("没有问题，未生成标注的文件。", "No problems: no marked file was made.")
        return
    name, data = made
    out = out if out.suffix.lower() == Path(name).suffix.lower() else out.with_suffix(Path(name).suffix)
    try:
        out.write_bytes(data)
    except OSError as fault:
        raise Stop(f"不能写入 {out}：{fault.strerror}", f"{out} cannot be written: {fault.strerror}", PROBLEMS) from None
    call.tell(f"标出问题的文件：{out}", f"File with the problems marked: {out}")


def document(draft: Any, record: Any, call: Call) -> dict[str, Any]:
    """What `load --json` prints."""
    return {
        "import": record.number if record else None,
        "counts": draft.counts,
        "problems": [
            {
                "file": one.file,
                "sheet": one.sheet,
                "row": one.row,
                "column": one.column,
                "value": one.value,
                "rule": one.rule,
                "reason": call.say(one.reason),
                "maybe": list(one.maybe),
            }
            for one in errors(draft)
        ],
    }


def history(call: Call) -> int:
    """Every import, oldest first."""
    with call.store() as engine:
        told = actions.history(engine)
    call.answer(
        told,
        lambda: grid(
            call.say(("导入 时间 数据截止日 何人 文件 已撤销", "import at data_date who files undone")).split(),
            [
                [one["import"], one["at"], one["data_date"], one["who"], [call.say(called(file["name"])) for file in one["files"]], one["undone"]]
                for one in told
            ],
            call.language,
        ),
    )
    return DONE


def undo(call: Call) -> int:
    """Takes an import back."""
    with call.store() as engine:
        try:
            back = actions.undo(engine, call.args.number)
        except actions.NotUndone as reason:
            raise Stop(*reason.text, PROBLEMS) from None
    call.answer(
        {"import": back.number, "undoes": back.undoes},
        lambda: [call.say((f"已撤销导入 {back.undoes}。", f"Import {back.undoes} was taken back."))],
    )
    return DONE


COMMANDS = (
    Command(
        "samples",
        ("载入示例，不写名称为全部", "load the samples, all unless named"),
        load_samples,
        (Argument(("names",), ("示例的名称，如 yangliu", "names of samples, such as yangliu"), {"nargs": "*", "metavar": "NAME"}),),
    ),
    Command(
        "load",
        ("导入台账：先全部检查，再一次写入", "load workbooks: everything is checked, then written at once"),
        load,
        (
            Argument(
                ("paths",),
                (".xlsx、.csv、.json、目录或 .zip", ".xlsx, .csv, .json, a folder or a .zip of them"),
                {"nargs": "+", "metavar": "PATH", "type": Path},
            ),
            Argument(("--dry-run",), ("只检查，不写入", "check only, write nothing"), {"action": "store_true"}),
            Argument(("--data-date",), ("数据截止日，默认今天", "data date, today by default"), {"metavar": "DATE", "type": day}),
            Argument(
                ("--territory",),
                ("自编编码所属的地方，如 370982", "the place that the county's own codes belong to, such as 370982"),
                {"metavar": "CODE"},
            ),
            Argument(
                ("--conflicts",),
                ("冲突的值：列出、保留库中、以文件为准", "conflicting values: list them, keep what is stored, or take the file's"),
                {"choices": ("ask", "keep", "replace"), "default": "ask"},
            ),
            Argument(
                ("--returned",),
                ("另存标出问题的原表", "save your own file with its problems marked"),
                {"metavar": "OUT.xlsx", "type": Path},
            ),
            Argument(("--mapping",), ("按已保存的列对应读取，见 mappings", "read by saved columns, see mappings"), {"metavar": "NAME"}),
            Argument(
                ("--save-mapping",),
                ("确认所列的列对应，并以此名保存", "confirm the columns as they are proposed and save them under this name"),
                {"metavar": "NAME"},
            ),
            Argument(("--remove-gone",), ("文件中已没有的，从库中删去", "remove what the file no longer has"), {"action": "store_true"}),
        ),
    ),
    Command("history", ("列出每次导入", "list every import"), history),
    Command(
        "undo",
        ("撤销一次导入", "take an import back"),
        undo,
        (Argument(("number",), ("导入的编号，见 history", "its number, see history"), {"type": int, "metavar": "IMPORT"}),),
    ),
)
