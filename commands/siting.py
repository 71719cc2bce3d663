"""plan siting, plan tour: where service points open and where a tour goes next. Parts of the verb plan."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from actions import rules_faults, siting_told, touring
from actions.planning import PlanError
from actions.siting import site
from actions.siting_proposal import keep_siting, keep_tour
from actions.siting_rules import AIMS, AREAS, SITES, WEIGHTS, SitingError, SitingRules, rules_of
from commands.asking import AS_OF, SCOPE
from commands.command import DONE, PROBLEMS, Argument, Call, Command, Stop, day, grid
from commands.rules import RULES, told
from commands.saving import save
from planning.siting_bends import RULES as BENDING

NUMBERS: dict[str, tuple[str, str]] = {
    "minutes": ("多少分钟内算到得了，默认 15", "within how many minutes counts as in reach, 15 by default"),
    "points": ("点数（most、least 用）", "how many points (for most and least)"),
    "detour": ("绕行系数，默认 1.3", "detour, 1.3 by default"),
    "speed": ("公里/小时，默认 20", "km/h, 20 by default"),
    "capacity": ("每个点最多承担多少户（人、村）", "the most households (people, villages) of one point"),
    "seconds": ("最多算多少秒，默认 10", "seconds to search at most, 10 by default"),
}
CHOICES: dict[str, tuple[tuple[str, ...], tuple[str, str]]] = {
    "aim": (tuple(AIMS), ("目标：点最少、覆盖最多、路程最少", "aim: fewest points, most in reach, least travel")),
    "weight": (tuple(WEIGHTS), ("按户、人还是村计", "count households, people or villages")),
    "sites": (tuple(SITES), ("候选点：现有中心、各村或两者", "candidates: present centres, villages or both")),
    "own": (tuple(filter(None, AREAS)), ("点须在本片区或本乡镇", "a point must lie in the own area or township")),
}
FILES: dict[str, tuple[str, str]] = {
    "table": ("路程分钟表：起点、终点、分钟（CSV 或 xlsx）", "table of minutes: from, to, minutes (CSV or xlsx)"),
    "roads": ("路网：起点、终点、公里", "roads: from, to, km"),
    "candidates": ("候选点：编码，可有名称、纬度、经度、费用、容量", "candidates: code and perhaps name, latitude, longitude, cost, capacity"),
}
PREFER = Argument(("--prefer",), ("有未覆盖时依次放宽哪些规则", "which rules bend first where somebody is left out"), {"nargs": "+", "choices": BENDING, "default": BENDING})
KEEP = Argument(("--keep",), ("存为草稿，名称", "keep it as a draft of this name"), {"metavar": "NAME"})
OUT = Argument(("--out",), ("写到文件：.csv .xlsx .json", "write to a file: .csv .xlsx .json"), {"metavar": "FILE", "type": Path})


def siting(call: Call) -> int:
    """The plan of service points beside what is now, or what is wrong with the rules."""
    args = call.args
    with call.store() as engine:
        try:
            plan = site(engine, rules(args), scope=args.scope, as_of=args.as_of, prefer=args.prefer)
        except SitingError as wrong:
            raise Stop(*wrong.text, PROBLEMS) from None
        if args.keep:
            kept(lambda: keep_siting(engine, args.keep, plan, samples=args.samples))
        if args.out:
            save(args.out, siting_told.export(engine, plan, form(args.out, siting_told.FORMATS), language=call.language))
    call.answer(siting_told.document(plan), lambda: lines(call, plan))
    return DONE if plan.verdict.ok else PROBLEMS


def lines(call: Call, plan: Any) -> list[str]:
    """A plan for a reader: present beside planned, its points, who is left out, what bending gives."""
    english, unit = call.language == "en", WEIGHTS[plan.rules.weight]
    sides = plan.beside or {"now": plan.now, plan.rules.aim: plan.then}
    heads = ["", *(call.say(siting_told.SHORT[name]) for name in sides)]
    table = [[call.say(siting_told.measure(name, plan.rules.weight)), *(shown(name, side) for side in sides.values())] for name in siting_told.ROWS if any(shown(name, side) for side in sides.values())]
    if plan.beside:
        table.append([call.say(("证明", "Proof")), *(call.say(siting_told.stands(side["gap"])) if "gap" in side else "—" for side in sides.values())])
    found = [f"{name}  {value}" for name, value in siting_told.facts(plan, english)]
    found += ["", *grid(heads, table, call.language), ""]
    heads = [call.say(words) for words in (("服务点", "Point"), ("现有", "Present"), ("村", "Villages"), unit, ("只此可到", "It alone"), ("关闭则失去", "Lost when closed"))]
    found += grid(heads, [[plan.case.candidates[row["point"]].name, row["now"], row["serves"], round(row["weight"]), round(row["alone_weight"]), round(row["lost"])] for row in plan.reasons], call.language)
    if plan.left:
        heads = [call.say(words) for words in (("未覆盖的村", "Not covered"), unit, ("原因", "Why"), ("最近候选，分钟", "Nearest candidate, minutes"), ("最近的点，分钟", "Nearest open, minutes"), ("超出", "Too far by"))]
        found += ["", *grid(heads, [[plan.case.places[row["place"]].name, round(row["weight"]), call.say(siting_told.WHY[row["why"]]), row["minutes"], row["open_minutes"], row["over"]] for row in plan.left], call.language)]
    found += [""] * bool(plan.bends) + [call.say(siting_told.bend(plan, row)) for row in plan.bends]
    if len(plan.in_order) > 1:
        found += ["", call.say(("依次放宽：", "One after the other:")), *(call.say(siting_told.bend(plan, row)) for row in plan.in_order)]
    return found


def shown(name: str, side: dict[str, Any]) -> str:
    """One measure of a side, with its whole where it has one."""
    if name == "left":
        return f"{side['places'] - side['reached']} / {side['places']}"
    value, whole = side.get(name), {"reached": "places", "weight_reached": "weight"}.get(name)
    if value is None:
        return ""
    return f"{value:,.0f} / {side[whole]:,.0f}" if whole else f"{value:,.1f}" if name in ("farthest", "mean") else f"{value:,.0f}"


def rules(args: Namespace) -> SitingRules:
    """The rules of a TOML file, changed by what else was given."""
    begin = told(args.rules, rules_faults.siting)
    begin |= {name: args.rules.parent / str(begin[name]) for name in FILES if name in begin}
    given = {name: getattr(args, name) for name in (*NUMBERS, *CHOICES, *FILES) if getattr(args, name) is not None}
    return rules_of(begin | given | ({"keep": False} if args.afresh else {}))


def kept(keep: Callable[[], Any]) -> None:
    """Keeps a proposal; a name that cannot be used ends the verb."""
    try:
        keep()
    except PlanError as wrong:
        raise Stop(*wrong.text) from None


def form(out: Path, known: tuple[str, ...]) -> str:
    """The format that a file's name asks for."""
    found = out.suffix.removeprefix(".").lower()
    if found not in known:
        raise Stop(f"文件名应以 {' '.join('.' + one for one in known)} 结尾，不是“{out.name}”。", f"The file should end in {' '.join('.' + one for one in known)}, not {out.name!r}.")
    return found


def tour(call: Call) -> int:
    """The next stops of a tour with dates."""
    args = call.args
    given = {name: getattr(args, name) for name in ("kind", "km", "first", "every", "rest", "base", "detour", "seconds")}
    with call.store() as engine:
        try:
            wanted = touring.tour_rules_of(told(args.rules, rules_faults.tour) | {name: value for name, value in given.items() if value is not None})
            plan = touring.plan_tour(engine, wanted, scope=args.scope, as_of=args.as_of)
        except SitingError as wrong:
            raise Stop(*wrong.text, PROBLEMS) from None
        if args.keep:
            kept(lambda: keep_tour(engine, args.keep, plan, samples=args.samples))
        if args.out:
            save(args.out, touring.export(engine, plan, form(args.out, siting_told.FORMATS), language=call.language))
    call.answer(touring.document(plan), lambda: tour_lines(call, plan))
    return DONE if plan.verdict.ok else PROBLEMS


def tour_lines(call: Call, plan: touring.TourPlan) -> list[str]:
    """A tour for a reader."""
    found = [call.say((f"未到过的村 {plan.waiting} / {plan.villages}；{len(plan.stops)} 场", f"Villages not reached {plan.waiting} of {plan.villages}; {len(plan.stops)} stops")), call.say(touring.proof(plan))]
    if any(words := touring.compared(plan.earlier, plan.rules.km)):
        found.append(call.say(words))
    if plan.no_point:
        found.append(call.say((f"缺坐标，不计入 {len(plan.no_point)} 村：{'、'.join(plan.no_point)}", f"Without a point, not counted, {len(plan.no_point)}: {', '.join(plan.no_point)}")))
    heads = [call.say(words) for words in (("场", "Stop"), ("日期", "Date"), ("地点", "Place"), ("乡镇", "Township"), ("到达的村", "Villages reached"), ("户", "Households"))]
    return [*found, "", *grid(heads, [[stop["number"], stop["date"], stop["name"], stop["township"], stop["names"], stop["households"]] for stop in plan.stops], call.language)]


def weekdays(value: str) -> str:
    """Weekdays as digits, 1 Monday to 7 Sunday."""
    if not set(value) <= set("1234567"):
        raise ValueError(value)
    return value


def first_day(value: str) -> date:
    """A date given as 2020-10-01."""
    return day(value)


PARTS: tuple[Command, ...] = (
    Command(
        "siting",
        ("服务点选址", "where service points open"),
        siting,
        (
            *(Argument((f"--{name}",), words, {"choices": choices}) for name, (choices, words) in CHOICES.items()),
            *(Argument((f"--{name}",), words, {"type": int if name == "points" else float, "metavar": "N"}) for name, words in NUMBERS.items()),
            Argument(("--afresh",), ("不保留现有的点", "do not keep the present points"), {"action": "store_true"}),
            *(Argument((f"--{name}",), words, {"type": Path, "metavar": "FILE"}) for name, words in FILES.items()),
            PREFER, RULES, OUT, KEEP, SCOPE, AS_OF,
        ),
    ),
    Command(
        "tour",
        ("巡回的下几场", "the next stops of a tour"),
        tour,
        (
            Argument(("--kind",), ("哪类活动到过才算，如 宣讲演出；不写为任何活动", "which kind of event counts as having reached, any unless given"), {"metavar": "KIND"}),
            Argument(("--km",), ("离场地多少公里内算到，默认 5", "km from a stop that count as reached, 5 by default"), {"type": float, "metavar": "N"}),
            Argument(("--first",), ("第一场的日期", "day of the first stop"), {"type": first_day, "metavar": "DATE"}),
            Argument(("--every",), ("几天一场，默认 1", "a stop every so many days, 1 by default"), {"type": int, "metavar": "N"}),
            Argument(("--rest",), ("哪几天不演，1 为周一，如 67", "weekdays without a stop, 1 is Monday, such as 67"), {"type": weekdays, "metavar": "DAYS"}),
            Argument(("--base",), ("出发地：类型:编码", "where the round begins: Type:key"), {"metavar": "TYPE:KEY"}),
            Argument(("--detour",), ("绕行系数，默认 1.3", "detour, 1.3 by default"), {"type": float, "metavar": "N"}),
            Argument(("--seconds",), ("最多算多少秒，默认 6", "seconds to search at most, 6 by default"), {"type": float, "metavar": "N"}),
            RULES, OUT, KEEP, SCOPE, AS_OF,
        ),
    ),
)
"""What the verb plan is asked for; each is used like a verb of its own."""
