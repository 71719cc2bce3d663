"""clusters, communities, risks: who leads whom and how strong; natural communities beside official areas; what falls with one thing."""

from __future__ import annotations

from typing import Any

from actions.clusters import called, natural, risks, strong_and_led
from actions.strength import StrengthError, saved_strengths, territory
from analysis.clusters import overlapping
from analysis.strength import Setting
from commands.asking import AS_OF, SCOPE
from commands.command import DONE, PROBLEMS, Argument, Call, Command, Stop, grid
from graphmodel.schema import NODE, REL

MOST = 40
"""The most single points of failure that are printed."""


def show_clusters(call: Call) -> int:
    """A row for each leader."""
    args = call.args
    setting = None
    if args.setting is not None:
        kept = saved_strengths(territory(args.scope), samples=args.samples)
        if args.setting and args.setting not in kept:
            raise Stop(
                f"没有名为“{args.setting}”的设置。可用：{'、'.join(kept) or '无'}",
                f"There is no setting named {args.setting!r}. There are: {', '.join(kept) or 'none'}",
            )
        setting = kept[args.setting] if args.setting else Setting()
    with call.store() as engine:
        try:
            rows = strong_and_led(engine, args.scope, args.as_of, measure=args.measure, setting=setting)
        except StrengthError as wrong:
            raise Stop(*wrong.text) from None
    document = [{**row, "leader": row["leader"]["key"], "led": [one["key"] for one in row["led"]]} for row in rows]
    heads = call.say(
        ("帮带村 被帮带 跨片区 重叠 平均公里 最远公里 强 弱均值 差距 缺数", "leader led other_area overlap mean_km far_km strong weak_mean gap missing")
    ).split()

    def number(value: float | None) -> str:
        return "—" if value is None else f"{value:,.2f}"

    def lines() -> list[str]:
        if not rows:
            return [call.say(("没有以强带弱关系。", "No village leads another."))]
        body = [
            [
                row["leader"].get("name"),
                row["size"],
                len(row["outside"]),
                len({key for one in row["overlap"] for key in one["keys"]}),
                *map(number, (row["mean_km"], row["max_km"], row["leader_value"], row["led_mean"], row["gap"])),
                row["missing"],
            ]
            for row in rows
        ]
        return [*grid(heads, body, call.language), *overlap(call, rows)]

    call.answer(document, lines)
    return DONE if rows else PROBLEMS


def overlap(call: Call, rows: list[dict[str, Any]]) -> list[str]:
    """The pairs of clusters that overlap, with the villages that both lead, that lie in the other's area, or nearer to its leader."""
    name = {one["key"]: str(one.get("name") or one["key"]) for row in rows for one in (row["leader"], *row["led"])}
    heads = call.say(("两组 两村同时帮带 在对方片区 离对方更近 涉及的村", "pair led_by_both in_other_area nearer_to_other villages")).split()
    body = [
        [
            " · ".join(name[key] for key in row["pair"]),
            *(len(row[kind]) for kind in ("shared", "area", "nearer")),
            [name[key] for key in row["keys"]],
        ]
        for row in overlapping(rows)
    ]
    return ["", *grid(heads, body, call.language)] if body else []


def show_communities(call: Call) -> int:
    """Natural communities beside official areas."""
    args = call.args
    if not 0 < args.resolution <= 20:
        raise Stop(
            f"分辨率 {args.resolution:g} 应大于 0、不超过 20。", f"The resolution {args.resolution:g} must be above 0 and at most 20."
        )
    with call.store() as engine:
        found = natural(engine, args.scope, args.as_of, resolution=args.resolution, seed=args.seed)
        rows = found["beside"]["rows"]
        names = called(engine, [*(one for group in found["groups"] for one in group), *(row["area"] for row in rows)])
    document = {
        **found,
        "beside": {**found["beside"], "rows": [{**row, "others": {str(k): v for k, v in row["others"].items()}} for row in rows]},
    }
    heads = call.say(("官方片区 村数 一致 不一致的村", "official_area villages agree others")).split()

    def lines() -> list[str]:
        if not found["groups"]:
            return [call.say(("村之间没有可用的关系。", "Nothing joins the villages here."))]
        body = [
            [
                names.get(row["area"], row["area"]),
                row["size"],
                row["agree"],
                [names.get(one, one) for some in row["others"].values() for one in some],
            ]
            for row in rows
        ]
        told, side = (len(found["groups"]), found["modularity"], found["stability"]), found["beside"]
        words = (
            "群体 {}，模块度 {:.3f}，稳定性 {:.2f}；与官方片区 ARI {:.3f}，NMI {:.3f}（{} 村）",
            "{} communities, modularity {:.3f}, stability {:.2f}; with the official areas ARI {:.3f}, NMI {:.3f} ({} villages)",
        )
        return [call.say(words).format(*told, side["rand"], side["information"], side["n"]), *grid(heads, body, call.language)]

    call.answer(document, lines)
    return DONE if found["groups"] else PROBLEMS


def show_risks(call: Call) -> int:
    """What falls when one thing falls out, worst first."""
    with call.store() as engine:
        found = risks(engine, call.args.scope, call.args.as_of)
        names = called(engine, [row["key"] for row in found["sole"][:MOST]])
    heads = call.say(("退出的 关系 失去唯一依靠的 共 类型", "out relationship lose of type")).split()

    def lines() -> list[str]:
        body: list[list[Any]] = [
            [
                names.get(row["key"], row["key"]),
                call.say(REL[row["type"]].title),
                len(row["lose"]),
                row["of"],
                call.say(NODE[row["label"]].title),
            ]
            for row in found["sole"][:MOST]
        ]
        of = len(found["sole"])
        cut = [call.say((f"显示 {MOST} / {of:,} 行；--json 给出全部。", f"{MOST} of {of:,} rows; --json gives all."))] if of > MOST else []
        return [*grid(heads, body, call.language), *cut] if of else [call.say(("没有一处是别处的唯一依靠。", "Nothing here is the only support of anything."))]

    call.answer(found, lines)
    return DONE if found["sole"] else PROBLEMS


COMMANDS = (
    Command(
        "clusters",
        ("以强带弱：谁帮带谁，强弱、差距、距离、重叠", "who leads whom: strength, gap, distance, overlap"),
        show_clusters,
        (
            Argument(
                ("--measure",), ("强弱的依据", "what strength rests on"), {"choices": ("income", "collective_income"), "default": "income"}
            ),
            Argument(
                ("--setting",),
                ("按已存的强弱设置；不写名称用初始设置", "by a saved strength setting; the first one without a name"),
                {"nargs": "?", "const": "", "metavar": "NAME"},
            ),
            SCOPE,
            AS_OF,
        ),
    ),
    Command(
        "communities",
        ("自然群体与官方片区的异同", "natural communities beside the official areas"),
        show_communities,
        (
            Argument(
                ("--resolution",),
                ("分辨率，越大群体越小", "resolution: the larger, the smaller the communities"),
                {"type": float, "default": 1.0, "metavar": "N"},
            ),
            Argument(("--seed",), ("随机种子", "seed"), {"type": int, "default": 1, "metavar": "N"}),
            SCOPE,
            AS_OF,
        ),
    ),
    Command(
        "risks",
        ("单点风险：一处退出，哪些失去唯一依靠", "single points of failure: what loses its only support"),
        show_risks,
        (SCOPE, AS_OF),
    ),
)
