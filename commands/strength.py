"""strength: who is strong and who is weak, under a saved setting, the first one, or one that the arguments weigh anew and may save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from actions.strength import StrengthError, forget_strength, save_strength, saved_strengths, strength, territory
from analysis.strength import CLASSES, PROPERTIES, WAYS, Setting, alone, idle
from commands.asking import AS_OF, SCOPE
from commands.command import DONE, PROBLEMS, Argument, Call, Command, Stop, grid


def show(call: Call) -> int:
    """Every village or branch with its strength, the known share of the weights and what is missing."""
    args = call.args
    place = territory(args.scope)
    setting = weighed(args, saved_strengths(place, samples=args.samples))
    with call.store() as engine:
        try:
            found = strength(engine, setting, scope=args.scope, as_of=args.as_of)
            if args.forget:
                forget_strength(place, args.forget, samples=args.samples)
            if args.save:
                save_strength(place, args.save, setting, samples=args.samples)
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


def weighed(args: Any, kept: Mapping[str, Setting]) -> Setting:
    """The named setting, or the first one of the type, with what the arguments change in it."""
    if args.name and args.name not in kept:
        raise Stop(
            f"没有名为“{args.name}”的设置。可用：{'、'.join(kept) or '无'}",
            f"There is no setting named {args.name!r}. There are: {', '.join(kept) or 'none'}",
        )
    setting = kept[args.name] if args.name else Setting(args.type)
    weights = dict(setting.weights)
    for text in args.weight or ():
        name, _, value = text.partition("=")
        try:
            weights[name] = float(value)
        except ValueError:
            name = ""
        if name not in {one.name for one in PROPERTIES[setting.type]}:
            names = [one.name for one in PROPERTIES[setting.type]]
            raise Stop(
                f"权重“{text}”不能用。写法：名称=数，名称为 {'、'.join(names)}",
                f"The weight {text!r} cannot be used. Write name=number; the names are {', '.join(names)}",
            )
    given = {name: getattr(args, name) for name in ("way", "strong", "weak", "known") if getattr(args, name) is not None}
    return replace(setting, weights=weights, **given)


def limit(name: str, zh: str, en: str) -> Argument:
    """A limit from 0 to 1."""
    return Argument((f"--{name}",), (zh, en), {"type": float, "metavar": "0-1"})


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
            Argument(
                ("--weight",),
                ("权重，如 income=3，可多次", "a weight, such as income=3; repeatable"),
                {"action": "append", "metavar": "NAME=N"},
            ),
            Argument(("--way",), ("比较方式", "how to compare"), {"choices": tuple(WAYS)}),
            limit("strong", "强：不低于", "strong: from"),
            limit("weak", "弱：不高于", "weak: up to"),
            limit("known", "已知权重至少", "weight known, at least"),
            Argument(("--save",), ("以此名称保存，页面与规划可用", "save under this name, for pages and plans"), {"metavar": "NAME"}),
            Argument(("--forget",), ("删除这个名称的设置", "remove the setting of this name"), {"metavar": "NAME"}),
            SCOPE,
            AS_OF,
        ),
    ),
)
