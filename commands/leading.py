"""plan together, plan leading, plan outcome: programmes side by side, strong villages that help weak ones, and what became of a plan."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from actions import leading, planning_outcome, proposals, rules_faults, together, together_told
from actions.leading import LEADERS, WHO, AskedLeading
from actions.together import AskedTogether
from commands.asking import AS_OF, SCOPE
from commands.command import DONE, PROBLEMS, Argument, Call, Command, grid
from commands.pairing import OUT, errors
from commands.rules import RULES, told
from commands.saving import save
from planning.leading import lead_document
from planning.leading_rules import AREAS, lead_rules_of
from planning.pairing_words import Nouns, limit_words

NUMBERS = {
    "leaders": (int, ("至多几个强村牵头，0 为不限", "the most that lead, 0 for any number")),
    "capacity": (int, ("每村至多带几村", "the most that one leads")),
    "km": (float, ("单程最远公里，0 为不限", "longest way in km, 0 for no limit")),
    "gap": (float, ("强弱至少差多少，0 至 1", "by how much the leader is stronger at least, 0 to 1")),
    "gap-km": (float, ("强弱每少差 0.1 抵几公里", "km that each tenth of gap lacking weighs")),
    "industry-km": (float, ("产业不同抵几公里", "km that another industry weighs")),
    "area-km": (float, ("片区每多一个强村抵几公里", "km that every further leader in an area weighs")),
    "open-km": (float, ("每多一个强村抵几公里", "km that every leader weighs")),
    "keep-km": (float, ("多远的路才换掉一对现有帮带", "km it takes to give up a pair of today")),
}


def lead(call: Call) -> int:
    """Who leads whom, with its proof, beside today."""
    args = call.args
    given = {name.replace("-", "_"): getattr(args, name.replace("-", "_")) for name in NUMBERS} | {"areas": args.areas}
    rules = lead_rules_of(told(args.rules, rules_faults.leading) | {name: value for name, value in given.items() if value is not None})
    with call.store() as engine, errors():
        [made] = leading.lead_all(engine, [AskedLeading(rules, args.scope, args.as_of, args.who_leads, args.led)], seconds=args.seconds)
        if args.keep:
            leading.keep(engine, args.keep, made, samples=args.samples)
    now = made.figures(list(made.today), sorted({a for a, _ in made.today}))
    then = made.figures(made.plan.pairs, made.plan.leaders)
    document = {
        "scope": args.scope,
        "proof": call.say(leading.proof(made)),
        "proven": made.plan.proven,
        "verified": made.verdict.holds,
        "certain_bound": made.verdict.bound,
        "today": now,
        "figures": then | made.changes,
        "left_out": [{"village": key, "why": call.say(leading.why_left(made, key))} for key in made.plan.left],
        "bends": [{"rule": rule, "value": value, "left": left} for rule, value, left in made.bends],
        **lead_document(made.plan),
        "multipliers": None,
    }
    if args.out:
        save(args.out, (json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n").encode())
    call.answer(document, lambda: lead_lines(call, made, now, then))
    return PROBLEMS if made.plan.left else DONE


def lead_lines(call: Call, made: leading.Led, now: dict[str, float], then: dict[str, float]) -> list[str]:
    """A plan for a reader: proof, today beside it, who leads whom, who is left and why."""
    words = (
        ("led", "有强村带的村", "villages with a leader"),
        ("leaders", "牵头的强村", "leaders"),
        ("most", "最多一村带几村", "most led by one"),
        ("km", "单程合计（公里）", "one way, km"),
        ("gap", "平均强弱差", "mean gap in strength"),
        ("alike", "产业相同的对", "pairs of one industry"),
        ("split", "有几个强村的片区", "areas with several leaders"),
    )
    heads = [call.say(one) for one in (("事项", "figure"), ("现状", "today"), ("方案", "plan"))]
    found = [call.say(leading.proof(made)), *grid(heads, [[call.say((zh, en)), f"{now[name]:.6g}", f"{then[name]:.6g}"] for name, zh, en in words], call.language), ""]
    for key in made.plan.leaders:
        led = [made.rows[b]["name"] for a, b in made.plan.pairs if a == key]
        found.append(f"{made.rows[key]['name']} → {('、', ', ')[call.language == 'en'].join(led)} ({len(led)})")
    found += [f"{made.rows[key]['name']}: {call.say(leading.why_left(made, key))}" for key in made.plan.left]
    return found + [call.say((f"如 {rule} 放宽到 {value:g}：剩 {left} 村", f"If {rule} is {value:g}: {left} are left")) for rule, value, left in made.bends]


def joint(call: Call) -> int:
    """Programmes side by side with a limit over all of them."""
    args = call.args
    asked = AskedTogether(args.scope, args.as_of, **together.asked_of(told(args.rules, rules_faults.together)))
    asked = replace(asked, programmes=tuple({"programme": one} for one in args.programmes)) if args.programmes else asked
    asked = replace(asked, most=asked.most if args.most is None else args.most, afresh=args.afresh or asked.afresh)
    with call.store() as engine, errors():
        made = together.plan(engine, asked, seconds=args.seconds)
        if args.keep:
            together.keep(engine, args.keep, made, samples=args.samples)
    document = together.document(made)
    if args.out:
        save(args.out, (json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n").encode())
    call.answer(document, lambda: joint_lines(call, made))
    return PROBLEMS if made.left else DONE


def joint_lines(call: Call, made: together.PlannedTogether) -> list[str]:
    """All programmes for a reader."""
    heads = call.say(("项目 覆盖 未覆盖 参加 结对 单程公里", "programme covered left helpers pairs km")).split()
    body = [
        [part.plan.rules.programme, f"{one.covered:,} / {one.helped:,}", f"{one.left:,}", f"{one.taking_part:,}", f"{one.pairs:,}", f"{one.travel:,.1f}"]
        for part in made.parts
        for one in [part.summary]
    ]
    limits = [call.say(limit_words(one, Nouns())) for one in made.asked.limits]
    return [
        call.say(together.proof(made)),
        *limits,
        *grid(heads, body, call.language),
        call.say((f"各项目合计最多一人 {max(made.loads.values(), default=0)} 户", f"most over all programmes: {max(made.loads.values(), default=0)}")),
        call.say(together_told.low_words(made)),
        *(call.say(one) for one in (*together_told.least_lines(made), *together_told.quota_lines(made))),
        call.say(together_told.left_words(made)),
        *(call.say(gap.words()) for gap in made.gaps[:10]),
        *filter(None, [call.say(together_told.bend_words(made))]),
    ]


def outcome(call: Call) -> int:
    """A proposal beside what happened."""
    with call.store() as engine, errors():
        held = proposals.as_it_is(engine, proposals.proposal(call.args.name, samples=call.args.samples))
        found = planning_outcome.outcome(engine, held, call.args.as_of)
    total = len(found.held) + len(found.missing)
    call.answer(
        asdict(found) | {"name": held["name"], "state": held["state"]},
        lambda: [
            call.say((f"{held['name']} · 截至 {found.day}", f"{held['name']} · as of {found.day}")),
            call.say((f"计划内有效 {len(found.held):,} / {total:,}", f"planned and in force: {len(found.held):,} of {total:,}")),
            call.say((f"计划内未结或已终止 {len(found.missing):,}", f"planned, not in force: {len(found.missing):,}")),
            call.say((f"计划外有效 {len(found.beside):,}", f"in force beside the plan: {len(found.beside):,}")),
        ],
    )
    return DONE


SECONDS = Argument(("--seconds",), ("最多算多少秒，默认 60", "seconds to search at most, 60 by default"), {"type": float, "default": 60.0, "metavar": "N"})
KEEP = Argument(("--keep",), ("存为草稿，名称", "keep it as a draft of this name"), {"metavar": "NAME"})
PARTS: tuple[Command, ...] = (
    Command(
        "together",
        ("几个项目并列规划，合计有上限", "plan several programmes at once, with one limit over all"),
        joint,
        (
            Argument(("--programmes",), ("哪些项目，不写为全部", "which programmes, all unless given"), {"nargs": "+", "metavar": "NAME"}),
            Argument(("--most",), ("各项目合计至多几户，0 为不限", "the most over all programmes, 0 for any"), {"type": int, "metavar": "N"}),
            Argument(("--afresh",), ("不管现有结对，从头规划", "forget today's pairs"), {"action": "store_true"}),
            RULES, KEEP, SECONDS, OUT, SCOPE, AS_OF,
        ),
    ),
    Command(
        "leading",
        ("以强带弱：选强村、分弱村", "strong helps weak: who leads and whom"),
        lead,
        (
            *(Argument((f"--{name}",), words, {"type": kind, "metavar": "N"}) for name, (kind, words) in NUMBERS.items()),
            Argument(("--areas",), ("片区是否同一强村", "whether an area keeps to one leader"), {"choices": tuple(AREAS)}),
            Argument(("--who-leads",), ("谁可以牵头", "who may lead"), {"choices": tuple(LEADERS), "default": "strong"}),
            Argument(("--led",), ("带哪些村", "who is led"), {"choices": tuple(WHO), "default": "led"}),
            RULES, KEEP, SECONDS, OUT, SCOPE, AS_OF,
        ),
    ),
    Command(
        "outcome",
        ("方案与后来的实际对照", "a proposal beside what happened"),
        outcome,
        (Argument(("name",), ("方案的名称", "name of the proposal"), {"metavar": "NAME"}), AS_OF),
    ),
)  # fmt: skip
