"""diff, backup, restore, doctor: what is recorded of a store over time, and that it is sound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import actions
from commands.asking import SCOPE, UNMASK
from commands.command import DONE, PROBLEMS, Argument, Call, Command, Stop, grid
from graphmodel.engine import StoreError
from graphmodel.restoring import NotEmpty
from graphmodel.schema import NODE, REL
from graphmodel.words import Text

DEEDS: dict[str, Text] = {"new": ("新增", "new"), "changed": ("更新", "changed"), "ended": ("终止", "ended")}
SHOWN = 10
"""How many things of a list a reader sees; --json has all."""


def diff(call: Call) -> int:
    """Two days or two imports beside each other."""
    with call.store() as engine:
        try:
            one, other = (actions.moment(engine, given) for given in (call.args.first, call.args.second))
        except actions.NoMoment as reason:
            raise Stop(*reason.text) from None
        told = actions.difference(engine, one, other, scope=call.args.scope, unmask=call.args.unmask)
        if call.args.unmask:
            actions.note("reveal", diff=[str(one), str(other)], scope=call.args.scope)
    for line in told["coverage"]:
        line["title"] = call.say(line["title"])
        line.pop("unit")
    call.answer(told, lambda: said_difference(told, call))
    return DONE


def said_difference(told: dict[str, Any], call: Call) -> list[str]:
    """A comparison for a reader: counts by type, the first of each list, coverage then and now."""
    ends = [told[side] for side in ("from", "to")]
    lines = [" → ".join(f"{end['moment']}（{call.say(('截至', 'as of'))} {end['day']}）" for end in ends), ""]
    rows = [[title(name, call), *(counts[deed] for deed in DEEDS)] for name, counts in told["counts"].items()]
    if rows:
        lines += grid([call.say(("类型", "type")), *map(call.say, DEEDS.values())], rows, call.language)
    else:
        lines.append(call.say(("没有变化。", "Nothing changed.")))
    for name, lists in told["lists"].items():
        for deed, rows in lists.items():
            if rows:
                more = f"  … {len(rows) - SHOWN}" if len(rows) > SHOWN else ""
                lines += ["", f"{title(name, call)} · {call.say(DEEDS[deed])} {len(rows)}{more}"]
                lines += ["  " + said_row(row, call) for row in rows[:SHOWN]]
    covered = [
        [
            line["title"],
            *(f"{line[side]['n']} / {line[side]['of']}" for side in ("then", "now")),
            len(line["uncovered"]),
            len(line["covered"]),
        ]
        for line in told["coverage"]
    ]
    heads = call.say(("未覆盖 当时 现在 新增未覆盖 已补上", "gap then now newly_uncovered newly_covered")).split()
    return [*lines, "", *grid(heads, covered, call.language)]


def said_row(row: dict[str, Any], call: Call) -> str:
    """One thing or cell of a list."""
    kind = NODE.get(row["type"]) or REL[row["type"]]
    named = " ".join(filter(None, (row["key"].removeprefix(f"{row['type']}:"), row["name"], row["which"].strip("|"))))
    if not row["prop"]:
        return named
    prop = next(prop for prop in kind.props if prop.name == row["prop"])
    before, after = ("—" if value is None else value for value in (row["before"], row["after"]))
    return f"{named} {call.say(prop.title)}: {before} → {after}"


def title(name: str, call: Call) -> str:
    """What a type is called."""
    return call.say((NODE.get(name) or REL[name]).title)


def backup(call: Call) -> int:
    """Writes one verified file."""
    with call.store() as engine:
        made = actions.backup(engine, call.args.file)
    size = call.args.file.expanduser().stat().st_size
    told = {"file": str(call.args.file), "bytes": size, "digest": made["digest"], "imports": made["imports"],
            "counts": made["counts"], "parts": len(made["parts"])}  # fmt: skip
    call.answer(
        told,
        lambda: [
            call.say(
                (
                    f"已备份并复核：{told['file']}，{size:,} 字节，{told['imports']} 次导入，摘要 {told['digest'][:12]}。",
                    f"Backed up and read back: {told['file']}, {size:,} bytes, {told['imports']} imports, digest {told['digest'][:12]}.",
                )
            )
        ],
    )
    return DONE


def restore(call: Call) -> int:
    """Makes the store what a backup holds."""
    source = call.args.file.expanduser()
    if not source.is_file():
        raise Stop(f"没有这个文件：{source}", f"No such file: {source}")
    with call.store() as engine:
        try:
            told = actions.restore(engine, source, replace=call.args.replace, samples=call.args.samples)
        except NotEmpty as reason:
            zh, en = reason.text
            raise Stop(f"{zh}\n可加 --replace：先备份现有数据，再以备份代替。",
                       f"{en}\nMaybe add --replace: what is there is backed up first, then replaced.", PROBLEMS) from None  # fmt: skip
    told["left_out"] = [call.say(text) for text in told["left_out"]]
    call.answer(told, lambda: said_restore(told, call))
    return DONE


def said_restore(told: dict[str, Any], call: Call) -> list[str]:
    """What became of a restore."""
    zh, en = (
        f"已恢复并复核：{told['imports']} 次导入，摘要 {told['digest'][:12]}。",
        f"Restored and checked: {told['imports']} imports, digest {told['digest'][:12]}.",
    )
    lines = [call.say((zh, en))]
    if told["kept"]:
        lines.append(call.say((f"原有数据已备份到 {told['kept']}", f"What was there is backed up in {told['kept']}")))
    if told["left_out"]:
        named = "、".join(told["left_out"])
        lines.append(call.say((f"备份出自另一版本，未带入：{named}", f"The backup is of another version; not taken over: {named}")))
    return lines


def doctor(call: Call) -> int:
    """Checks the store; finishes or takes back what was cut off where asked."""
    with call.store() as engine:
        if call.args.finish or call.args.roll_back:
            number = actions.settle(engine, finish=call.args.finish)
            if number is not None:
                done = ("已完成", "finished") if call.args.finish else ("已退回", "taken back")
                call.tell(f"导入 {number} {done[0]}。", f"Import {number}: {done[1]}.")
        try:
            found = actions.doctor(engine)
        except StoreError as fault:
            raise Stop(*fault.text, PROBLEMS) from None
    told = {
        **found["info"],
        "checks": [
            {
                "check": one["check"],
                "holds": one["holds"],
                "title": call.say(one["title"]),
                "found": [call.say(text) for text in one["found"]],
            }
            for one in found["checks"]
        ],
    }
    signs = {True: call.say(("正常", "ok")), False: call.say(("有误", "WRONG"))}
    call.answer(
        told,
        lambda: [
            f"{told['engine']} {told['version']}  {told['nodes']:,} + {told['relationships']:,}  {told['digest'][:12]}",
            *grid(
                call.say(("检查 结果", "check result")).split(),
                [[one["title"], signs[one["holds"]]] for one in told["checks"]],
                call.language,
            ),
            *(text for one in told["checks"] for text in one["found"]),
        ],
    )
    return DONE if all(one["holds"] for one in told["checks"]) else PROBLEMS


FILE = {"metavar": "FILE.zip", "type": Path}
COMMANDS = (
    Command(
        "diff",
        ("比较两个日期或两次导入", "compare two days or two imports"),
        diff,
        (
            Argument(
                ("first",), ("日期（如 2020-09-30）或导入编号", "a day such as 2020-09-30, or the number of an import"), {"metavar": "A"}
            ),
            Argument(("second",), ("日期或导入编号", "a day, or the number of an import"), {"metavar": "B"}),
            SCOPE,
            UNMASK,
        ),
    ),
    Command(
        "backup",
        ("备份到一个文件并复核", "back everything up into one file, and check it"),
        backup,
        (Argument(("file",), ("要写的文件", "the file to write"), FILE),),
    ),
    Command(
        "restore",
        ("从备份恢复，先全部检查", "restore a backup; all of it is checked first"),
        restore,
        (
            Argument(("file",), ("备份文件", "the backup"), FILE),
            Argument(
                ("--replace",),
                ("代替库中已有的数据；先自动备份", "replace what is stored; it is backed up first"),
                {"action": "store_true"},
            ),
        ),
    ),
    Command(
        "doctor",
        ("检查数据是否完好", "check that what is stored is sound"),
        doctor,
        (
            Argument(("--finish",), ("完成中断的导入", "finish an import that was cut off"), {"action": "store_true"}),
            Argument(("--roll-back",), ("退回中断的导入", "take back an import that was cut off"), {"action": "store_true"}),
        ),
    ),
)
