"""plan pairing: who helps whom, with its proof, why somebody is left out, and what bending a rule gives."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from actions import planning, proposals, rules_faults
from actions.planning import Asked, Paired, PlanError
from commands.asking import AS_OF, SCOPE
from commands.command import DONE, PROBLEMS, Argument, Call, Command, Stop, grid
from commands.rules import RULES, told
from commands.saving import save
from graphmodel.words import Text
from planning.pairing_reach import ORDER, Bend
from planning.pairing_rules import FAIRNESS, MATCHES, ROLES, Rules, rules_of
from planning.pairing_words import BENDS, bend_words, bent_words, by_quotas_words, in_words, least_bend_words, missed_words, quota_bend_words, quota_words
from queries.pairing import HELPED, HELPERS

OUT = Argument(("--out",), ("存为文件（.json）", "save it as a file (.json)"), {"metavar": "FILE", "type": Path})
NUMBERS = {
    "each": (int, ("每户几名帮扶人", "helpers for each household")),
    "up-to": (int, ("每户至多几名帮扶人，0 为不多于上一项", "the most helpers for each, 0 for no more than that")),
    "max-load": (int, ("每人至多帮几户", "the most for one helper")),
    "joint": (int, ("各项目合计至多几户，0 为不限", "the most over all programmes, 0 for no limit")),
    "km": (float, ("单程最远公里，0 为不限", "longest way in km, 0 for no limit")),
    "unknown-km": (float, ("无点位的按几公里计", "km taken where a point is missing")),
    "keep-weight": (float, ("多远的路才换掉一对现有结对，公里", "how many km it takes to give up a pair of today")),
    "match-km": (float, ("需求不合抵几公里", "km that a need not matched weighs")),
    "load-km": (float, ("帮扶人在别的项目每有一户抵几公里", "km that each commitment in other programmes weighs")),
    "elsewhere-km": (float, ("两委成员帮本村抵几公里", "km that a committee member's own village weighs")),
    "detour": (float, ("绕行系数", "detour")),
}
RENAMED = {"keep_weight": "keep_km"}


def pairing(call: Call) -> int:
    """A plan of who helps whom, with its proof, what it comes to, and why somebody is left out."""
    given = chosen_rules(call)
    args = call.args
    asked = Asked(Rules(str(given.get("programme", ""))), args.scope, args.as_of, args.helpers, args.helped, tuple(args.roles or ()), args.away)
    with call.store() as engine, errors():
        start = planning.started(engine, asked)
        rules = rules_of(planning.usual(asked.rules.programme, start).to_json() | given)
        asked = replace(asked, rules=rules)
        [paired] = planning.pair_all(engine, [asked], start=start, seconds=args.seconds)
        if args.keep:
            proposals.keep(engine, args.keep, paired, samples=args.samples)
        if args.compare:
            asks = [replace(asked, rules=one) for one in planning.both_ways(rules)]
            other = planning.pair_all(engine, asks, start=start, seconds=args.seconds)
        else:
            other = []
    document = as_document(paired, call)
    if args.out:
        save(args.out, (json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n").encode())
    call.answer(document, lambda: lines(paired, other, call))
    return DONE if not paired.plan.left else PROBLEMS


def chosen_rules(call: Call) -> dict[str, Any]:
    """The rules of the file, if one is given, changed by what was typed; all others are the usual ones of the programme."""
    args = call.args
    given = {RENAMED.get(name.replace("-", "_"), name.replace("-", "_")): getattr(args, name.replace("-", "_")) for name in NUMBERS}
    given |= {
        "programme": args.programme,
        "match": args.match,
        "fair": args.fair,
        "same_township": args.same_township,
        "own_capacity": args.own_capacity,
    }
    return told(args.rules, rules_faults.pairing) | {name: value for name, value in given.items() if value is not None}


def as_document(paired: Paired, call: Call) -> dict[str, Any]:
    """Everything that --json prints."""
    return {
        "programme": paired.plan.rules.programme,
        "scope": paired.asked.scope,
        "as_of": paired.asked.as_of,
        "proof": call.say(planning.proof(paired)),
        "proven": paired.plan.proven,
        "gap": paired.plan.gap,
        "verified": paired.verdict.holds,
        "summary": asdict(paired.summary) | {"left": paired.summary.left},
        "today": asdict(paired.today) | {"left": paired.today.left},
        "low": paired.plan.low,
        "gaps": [asdict(gap) | {"words": call.say(gap.words(paired.nouns.some, paired.nouns.one))} for gap in paired.gaps],
        "bends": [asdict(bend) for bend in paired.bends],
        "left_by_quotas": paired.by_quotas,
        "least_bends": [asdict(bend) for bend in paired.least_bends],
        "quota_bends": [asdict(bend) for bend in paired.quota_bends],
        "in_order": [asdict(bend) for bend in paired.in_order(tuple(call.args.prefer))],
        **paired.document,
        "prices": None,
        "order": None,
    }


def lines(paired: Paired, other: Sequence[Paired], call: Call) -> list[str]:
    """A plan for a reader: rules, proof, today beside it, why somebody is left out, what bending a rule gives."""
    shown = [("现状", "today", paired.today)] + (
        [("少变动", "fewest changes", other[0].summary), ("路程短", "shortest ways", other[1].summary)]
        if other
        else [("方案", "plan", paired.summary)]
    )
    heads = [call.say(("事项", "figure")), *(call.say((zh, en)) for zh, en, _ in shown)]
    found = [
        call.say(tuple(" · ".join(words[n] for words in in_words(paired.plan.rules, paired.nouns)) for n in (0, 1))),
        call.say(planning.proof(paired)),
        "",
    ]
    found += grid(heads, [[call.say(words), *(cell(one) for _, _, one in shown)] for words, cell in FIGURES], call.language)
    if paired.plan.low:
        lack = sum(n for _, n in paired.plan.low)
        found += [call.say((f"低于每人下限 {len(paired.plan.low)} 人，共差 {lack}", f"below their least: {len(paired.plan.low)}, {lack} short in all"))]
        found += [call.say(least_bend_words(paired.plan.rules.limits[one.limit], one.least, one.lack, one.sure, paired.nouns)) for one in paired.least_bends]
    for at, lack in paired.plan.short:
        zh, en = quota_words(paired.plan.rules.quotas[at])
        found += [call.say((f"{zh}：差 {lack} 对", f"{en}: {lack} pairs short"))]
    found += [call.say(quota_bend_words(paired.plan.rules.quotas[one.quota], one.below, one.above, one.left, one.sure)) for one in paired.quota_bends]
    if paired.gaps:
        found += ["", *(call.say(gap.words(paired.nouns.some, paired.nouns.one)) for gap in paired.gaps[:10])]
    if paired.by_quotas:
        found += [call.say(by_quotas_words(paired.by_quotas, paired.nouns))]
    found += [call.say(bend_told(bend, paired)) for bend in paired.bends]
    found += [call.say(missed_words(one)) for one in [paired.unbent] if one]
    if paired.plan.left:
        found += [call.say(("依次放宽：", "One after the other:"))]
        found += [call.say(bend_told(bend, paired)) for bend in paired.in_order(tuple(call.args.prefer))]
    return found


FIGURES = (
    (("覆盖", "covered"), lambda one: f"{one.covered:,} / {one.helped:,}"),
    (("未覆盖", "not covered"), lambda one: f"{one.left:,} / {one.helped:,}"),
    (("参加帮扶的人", "helpers taking part"), lambda one: f"{one.taking_part:,} / {one.helpers:,}"),
    (("一方最多帮几个", "most for one helper"), lambda one: f"{one.most:,}"),
    (("单程合计（公里）", "one way, km"), lambda one: f"{one.travel:,.1f}"),
    (("平均单程（公里）", "mean way, km"), lambda one: f"{one.mean:.1f}"),
    (("保留原结对", "pairs kept"), lambda one: f"{one.kept:,}"),
    (("调换", "swapped"), lambda one: f"{one.swapped:,}"),
    (("新增", "added"), lambda one: f"{one.added:,}"),
)


def bend_told(bend: Bend, paired: Paired) -> Text:
    """What one rule gives when it bends alone."""
    zh, en = bend_words(bend.rule, bend.value, paired.nouns)
    if bend.left == len(paired.plan.left):
        return (f"{BENDS[bend.rule][0]}：不起作用", f"{BENDS[bend.rule][1]}: no help")
    words = (
        f"如{zh}：未覆盖 {bend.left} / {paired.summary.helped}，涉及结对 {bend.used}",
        f"If {en}: not covered {bend.left} of {paired.summary.helped}, pairs that use it {bend.used}",
    )
    return bent_words(words, bend.sure)


class errors:
    """Turns what a planner did wrong into the end of the verb."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, wrong: BaseException | None, trace: Any) -> None:
        if isinstance(wrong, PlanError):
            raise Stop(*wrong.text) from None


FLAG = {"action": argparse.BooleanOptionalAction, "default": None}
PARTS: tuple[Command, ...] = (
    Command(
        "pairing",
        ("算结对方案", "plan who helps whom"),
        pairing,
        (
            Argument(("--programme",), ("结对项目，如 帮学", "the programme, as the workbooks write it"), {"metavar": "NAME"}),
            *(Argument((f"--{name}",), words, {"type": kind, "metavar": "N"}) for name, (kind, words) in NUMBERS.items()),
            Argument(("--same-township",), ("是否限同一乡镇，默认限", "same township only, the default"), FLAG),
            Argument(("--own-capacity",), ("是否不超过本人登记的最多帮户", "never above a helper's own most"), FLAG),
            Argument(
                ("--match",),
                ("专长与需求：prefer 优先，must 必须", "skill and need: prefer or must"),
                {"choices": [one for one in MATCHES if one]},
            ),
            Argument(
                ("--fair",),
                ("负担：smallest 最大者最小，even 尽量均衡", "loads: smallest maximum, or even"),
                {"choices": [one for one in FAIRNESS if one]},
            ),
            Argument(("--helpers",), ("帮扶人的范围", "who may help"), {"choices": tuple(HELPERS), "default": "programme"}),
            Argument(("--helped",), ("帮扶对象的范围", "who is helped"), {"choices": tuple(HELPED), "default": "programme"}),
            Argument(("--roles",), ("只用这些类别的党员", "only members of these roles"), {"choices": tuple(ROLES), "nargs": "+"}),
            Argument(("--away",), ("县外党员也参加", "members outside the county too"), {"action": "store_true"}),
            RULES,
            Argument(("--prefer",), ("依次放宽哪些规则", "which rules bend first"), {"nargs": "+", "choices": ORDER, "default": ORDER}),
            Argument(
                ("--compare",), ("并列少变动和路程短两个方案", "fewest changes and shortest ways side by side"), {"action": "store_true"}
            ),
            Argument(("--keep",), ("存为草稿，名称", "keep it as a draft of this name"), {"metavar": "NAME"}),
            Argument(
                ("--seconds",),
                ("最多算多少秒，默认 60", "seconds to search at most, 60 by default"),
                {"type": float, "default": 60.0, "metavar": "N"},
            ),
            OUT,
            SCOPE,
            AS_OF,
        ),
    ),
)
