"""outlines: the lines of a territory on the map, from a GeoJSON file in any of the three systems of coordinates."""

from __future__ import annotations

from pathlib import Path

import actions
from analysis.datum import DATUMS
from commands.asking import SCOPE
from commands.command import DONE, PROBLEMS, Argument, Call, Command, Stop, grid


def show(call: Call) -> int:
    """Keeps or removes the lines, and lists those that are there: name, number of points, first point in WGS-84."""
    args, done = call.args, ""
    if args.forget:
        actions.forget_outlines(args.scope, samples=args.samples)
    if args.file:
        try:
            text = args.file.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as fault:
            raise Stop(f"读不了 {args.file}：{fault}", f"{args.file} cannot be read: {fault}", PROBLEMS) from None
        with call.store() as engine:
            known = actions.known_points(engine, args.scope)
        try:
            done = call.say(actions.save_outlines(args.scope, text, known, datum=args.datum, samples=args.samples))
        except actions.OutlinesError as wrong:
            raise Stop(*wrong.text, PROBLEMS) from None
    rows = actions.outlines(args.scope, samples=args.samples)
    heads = call.say(("名称 点数 纬度 经度", "name points lat lon")).split()
    body = [[row["name"], len(row["points"]), *row["points"][0]] for row in rows]
    none = call.say(("没有自有边界。", "There are no own lines."))
    call.answer(rows, lambda: [*([done, ""] if done else []), *(grid(heads, body, call.language) if body else [none])])
    return DONE


COMMANDS = (
    Command(
        "outlines",
        ("地图上的自有边界（GeoJSON）：加入、列出、移除", "own lines on the map (GeoJSON): add, list, remove"),
        show,
        (
            Argument(("file",), ("GeoJSON 文件", "a GeoJSON file"), {"nargs": "?", "type": Path, "metavar": "FILE"}),
            Argument(
                ("--datum",),
                ("文件的坐标系，不写则按同名地点判定", "the system of coordinates of the file; told by places of the same names without it"),
                {"choices": tuple(DATUMS), "default": ""},
            ),
            Argument(("--forget",), ("移除", "remove them"), {"action": "store_true"}),
            SCOPE,
        ),
    ),
)
