"""plan: who helps whom, where points open, where a tour goes; proposals from draft to import. Each part is used like a verb of its own."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from actions import proposals
from actions.planning_beside import MEASURES, beside
from commands import leading, pairing, siting
from commands.command import DONE, Argument, Call, Command, day, grid
from commands.pairing import errors


def listed(call: Call) -> int:
    """The proposals that are kept."""
    with call.store() as engine:
        found = [proposals.as_it_is(engine, held) for held in proposals.kept(samples=call.args.samples).values()]
        late = {held["name"]: proposals.stale(engine, held) for held in found}
    document = [
        {name: held.get(name) for name in ("name", "kind", "state", "programme", "scope", "as_of", "proof", "import")}
        | {"stale": late[held["name"]]}
        for held in found
    ]
    states = proposals.STATES
    call.answer(
        document,
        lambda: grid(
            call.say(("名称 状态 项目 地域 证明 旧结果", "name state programme scope proof stale")).split(),
            [
                [
                    held["name"],
                    call.say(states[held["state"]]),
                    held.get("programme", ""),
                    held["scope"] or "—",
                    call.say(tuple(held["proof"])),
                    call.say(("是", "yes")) if late[held["name"]] else "",
                ]
                for held in found
            ],
            call.language,
        ),
    )
    return DONE


def show(call: Call) -> int:
    """One proposal as it is kept."""
    with call.store() as engine, errors():
        held = proposals.as_it_is(engine, proposals.proposal(call.args.name, samples=call.args.samples))
    told = call.language == "en"
    call.answer(
        held,
        lambda: [
            f"{held['name']} · {proposals.STATES[held['state']][told]} · {held['proof'][told]}",
            *(gap["words"][told] for gap in held.get("gaps", [])),
            *(f"{one['at']} {one['who']} {proposals.STATES[one['state']][told]} {one['note']}".rstrip() for one in held["history"]),
        ],
    )
    return DONE


def compare(call: Call) -> int:
    """Several proposals side by side."""
    with call.store() as engine, errors():
        found = beside([proposals.as_it_is(engine, proposals.proposal(name, samples=call.args.samples)) for name in call.args.names])
    document = asdict(found)

    def told() -> list[str]:
        """The measures, then the townships."""
        body = [[call.say(MEASURES[name]), *("—" if value is None else f"{value:,.1f}" if isinstance(value, float) else f"{value:,}" for value in values)] for name, values in found.measures]
        towns = [[name or "—", str(helped), *(f"{left} / {changes}" for left, changes in pairs)] for name, helped, pairs in found.townships]
        heads = [call.say(("事项", "figure")), *found.names]
        lines = grid(heads, [[call.say(("证明", "proof")), *(call.say(one) for one in found.proofs)], *body], call.language)
        if towns:
            lines += ["", call.say(("按乡镇：未覆盖 / 变动", "By township: not covered / changes"))]
            lines += grid([call.say(("乡镇", "township")), call.say(("对象", "helped")), *found.names], towns, call.language)
        return lines

    call.answer(document, told)
    return DONE


def moved(to: str) -> Any:
    """What submits, approves or rejects a proposal."""

    def run(call: Call) -> int:
        with call.store() as engine, errors():
            held = proposals.move(engine, call.args.name, to, note=call.args.note or "", samples=call.args.samples)
        call.answer(held["history"][-1] | {"name": held["name"]}, lambda: [f"{held['name']} · {call.say(proposals.STATES[to])}"])
        return DONE

    return run


def forget(call: Call) -> int:
    """Removes a draft, a rejected proposal or one that was undone."""
    with call.store() as engine, errors():
        proposals.forget(engine, call.args.name, samples=call.args.samples)
    call.answer({"name": call.args.name, "removed": True}, lambda: [call.say((f"已删除 {call.args.name}", f"{call.args.name} is removed"))])
    return DONE


def write(call: Call) -> int:
    """Writes an approved proposal as an import."""
    with call.store() as engine, errors():
        held, record = proposals.write(engine, call.args.name, day=call.args.day, samples=call.args.samples)
    call.answer(
        {"name": held["name"], "import": record.number, "counts": record.counts},
        lambda: [
            call.say(
                (
                    f"{held['name']} 已写入，导入 {record.number}。撤销：manage.py undo {record.number}",
                    f"{held['name']} is written as import {record.number}. Take it back: manage.py undo {record.number}",
                )
            )
        ],
    )
    return DONE


def parts(call: Call) -> int:
    """What there is to choose from."""
    call.answer(
        [{"name": one.name, "help": call.say(one.help)} for one in PARTS],
        lambda: grid(call.say(("plan 作用", "plan does")).split(), [[one.name, call.say(one.help)] for one in PARTS], call.language),
    )
    return DONE


NAME = Argument(("name",), ("方案的名称", "name of the proposal"), {"metavar": "NAME"})
NOTE = Argument(("--note",), ("意见或理由", "a remark or the reason"), {"metavar": "TEXT"})
PARTS: tuple[Command, ...] = (
    *pairing.PARTS,
    *leading.PARTS,
    *siting.PARTS,
    Command("list", ("看已存的方案", "list the proposals"), listed),
    Command("show", ("看一个方案", "show one proposal"), show, (NAME,)),
    Command(
        "compare",
        ("几个方案并列", "several proposals side by side"),
        compare,
        (Argument(("names",), ("方案的名称", "names of proposals"), {"metavar": "NAME", "nargs": "+"}),),
    ),
    *(
        Command(verb, words, moved(to), (NAME, NOTE))
        for verb, to, words in (
            ("submit", "submitted", ("提交方案", "submit a proposal")),
            ("approve", "approved", ("批准方案", "approve a proposal")),
            ("reject", "rejected", ("退回方案，须写理由", "reject a proposal, with the reason")),
        )
    ),
    Command("forget", ("删除草稿或已退回、已撤销的方案", "remove a draft, or a proposal rejected or undone"), forget, (NAME,)),
    Command(
        "write",
        ("把批准的方案写入", "write an approved proposal"),
        write,
        (
            NAME,
            Argument(
                ("--day",),
                ("生效日期，默认为方案的截至日", "first day of the new pairs, by default the plan's own day"),
                {"metavar": "DATE", "type": day},
            ),
        ),
    ),
)
"""What plan can be asked for. A part is a Command of its own; others are added here."""
COMMANDS = (
    Command(
        "plan",
        ("做规划：结对、选点、巡回；方案的提交、批准、写入", "plan pairs, points and tours; submit, approve and write proposals"),
        parts,
        parts=PARTS,
    ),
)
