"""reach: how long every village takes to its nearest centre, in a straight line, along roads or by a table of minutes."""

from __future__ import annotations

from pathlib import Path

from actions.clusters import called
from actions.looking import day
from actions.siting_files import FileFault
from actions.ways import DETOUR, SPEEDS, reached, read_ways
from commands.asking import AS_OF, SCOPE
from commands.command import DONE, PROBLEMS, Argument, Call, Command, Stop, grid


def show(call: Call) -> int:
    """Every village with its minutes, those without a way named."""
    args = call.args
    try:
        ways = read_ways(str(args.ways)) if args.ways else None
    except FileFault as wrong:
        raise Stop(*wrong.text, PROBLEMS) from None
    with call.store() as engine:
        found = reached(engine, args.scope, day(engine, args.as_of), ways, by=args.by, to=args.to)
        centres = called(engine, sorted({one["centre"] for one in found.villages if one["centre"]}))
    if args.to and args.to not in {one["key"] for one in found.villages}:
        raise Stop(f"本地域没有 {args.to}。", f"There is no {args.to} here.")
    inside = {one["key"] for one in found.within(args.minutes)}
    document = {
        "by": "table" if ways and ways.kind == "table" else args.by,
        "ways": ways.name if ways else None,
        "minutes": args.minutes,
        "within": len(inside),
        "villages": len(found.villages),
        "no_way": [one["key"] for one in found.no_way],
        "strange": found.strange,
        "rows": [{**one, "within": one["key"] in inside} for one in found.villages],
    }

    def lines() -> list[str]:
        how = ways.name if ways else call.say((f"直线 × {DETOUR:g}", f"straight line × {DETOUR:g}"))
        heads = call.say(("村 分钟 到 之内", "village minutes to within")).split()
        sign = call.say(("是", "yes")), call.say(("否", "no"))
        body = [[one["name"], one["minutes"], centres.get(one["centre"], one["centre"]), sign[one["key"] not in inside]] for one in found.villages]
        if not found.centres:
            return [call.say(("没有服务中心；--to 可指明到哪个村。", "There is no service centre; --to names a village to reach instead."))]
        told = [f"{how}: {args.minutes:g} {call.say(('分钟', 'min'))} {len(inside)} / {len(found.villages)}", "", *grid(heads, body, call.language)]
        names = ", ".join(one["name"] for one in found.no_way)
        told += [call.say((f"没有路可到 {len(found.no_way)} 村：{names}", f"No way from {len(found.no_way)}: {names}"))] * bool(names)
        told += [call.say((f"{found.strange} 行的地点不在本地域。", f"{found.strange} rows name nothing here."))] * bool(found.strange)
        return told

    call.answer(document, lines)
    return DONE if inside else PROBLEMS


COMMANDS = (
    Command(
        "reach",
        ("各村多少分钟到最近的服务中心：直线、路网或分钟表", "minutes of every village to its nearest centre: straight line, roads or a table"),
        show,
        (
            Argument(("--minutes",), ("多少分钟算到得了，默认 15", "within how many minutes, 15 by default"), {"type": float, "default": 15.0, "metavar": "N"}),
            Argument(("--by",), ("怎样走，默认电动车", "how one goes, by e-bike by default"), {"choices": tuple(SPEEDS), "default": "ebike"}),
            Argument(
                ("--ways",),
                ("起点、终点和公里（路网）或分钟（表）的文件", "a file of from, to and km (roads) or minutes (a table)"),
                {"type": Path, "metavar": "FILE"},
            ),
            Argument(("--to",), ("到这个村，不到服务中心：Village:编码", "to this village instead of the centres: Village:key"), {"default": "", "metavar": "TYPE:KEY"}),
            SCOPE,
            AS_OF,
        ),
    ),
)  # fmt: skip
