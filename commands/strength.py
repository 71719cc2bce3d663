"""strength: who is strong and who is weak, under a setting that was saved in the app or the first one."""

from __future__ import annotations

from dataclasses import asdict

from actions.strength import StrengthError, saved_strengths, strength, territory
from analysis.strength import CLASSES, PROPERTIES, Setting, alone, idle
from commands.asking import AS_OF, SCOPE
from commands.command import DONE, PROBLEMS, Argument, Call, Command, Stop, grid


def show(call: Call) -> int:
    """Every village or branch with its strength, the known share of the weights and what is missing."""
    args = call.args
    kept = saved_strengths(territory(args.scope), samples=args.samples)
    if args.name and args.name not in kept:
        raise Stop(
            f"没有名为“{args.name}”的设置。可用：{'、'.join(kept) or '无'}",
            f"There is no setting named {args.name!r}. There are: {', '.join(kept) or 'none'}",
        )
    setting = kept[args.name] if args.name else Setting(args.type)
    with call.store() as engine:
        try:
            found = strength(engine, setting, scope=args.scope, as_of=args.as_of)
        except StrengthError as wrong:
            raise Stop(*wrong.text) from None
    titles = {one.name: call.say(one.title) for one in PROPERTIES[setting.type]}
    rows = [{name: value for name, value in row.items() if name != "at"} for row in found.rows]
    document = {
        "setting": asdict(setting),
        "scope": args.scope,
        "as_of": found.answer.as_of,
        "denominator": found.answer.denominator,
        "rows": rows,
        "weak_without_leader": [row["id"] for row in alone(rows)],
        "strong_without_led": [row["id"] for row in idle(rows)],
    }
    heads = call.say(("编码 名称 强弱 级 已知权重 缺数", "code name strength class known missing")).split()
    call.answer(
        document,
        lambda: grid(
            heads,
            [
                [
                    row["id"],
                    row["name"],
                    "—" if row["strength"] is None else f"{row['strength']:.2f}",
                    call.say(CLASSES[row["class"]]),
                    f"{row['known']:.0%}",
                    [titles[name] for name in row["missing"]],
                ]
                for row in rows
            ],
            call.language,
        ),
    )
    return DONE if rows else PROBLEMS


COMMANDS = (
    Command(
        "strength",
        ("看哪些村或党组织强、哪些弱", "show which villages or branches are strong and which weak"),
        show,
        (
            Argument(
                ("name",),
                ("已存设置的名称，不写用初始设置", "name of a saved setting; without one, the first setting"),
                {"nargs": "?", "metavar": "NAME"},
            ),
            Argument(("--type",), ("村或党组织", "villages or branches"), {"choices": tuple(PROPERTIES), "default": "Village"}),
            SCOPE,
            AS_OF,
        ),
    ),
)
