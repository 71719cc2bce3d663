"""Siting from the store: who is to be reached, from which candidates, the plan beside what is, its reasons and its check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from actions.looking import day
from actions.siting_bends import told
from actions.siting_case import checked, gathered
from actions.siting_files import FileFault
from actions.siting_rules import SitingError, SitingRules
from graphmodel.engine import Engine
from planning import siting as planned
from planning import siting_bends
from planning.answers import NoPlan, Progress, Siting
from planning.verify_siting import Verdict


SMALL = 250_000
"""Villages × candidates up to which the other aims have the full time too; nearly always they need little of it."""


@dataclass(frozen=True)
class SitingPlan:
    """A plan with all that is said of it; indices are those of `case`. `excluded` are villages that could not be counted, by reason.

    `beside` has what is now and the best plan of each aim by one measure; `in_order` what bending rules one after the other gives.
    """

    rules: SitingRules
    scope: str | None
    as_of: date
    case: planned.Case
    goal: planned.Goal
    answer: Siting
    now: dict[str, Any]
    then: dict[str, Any]
    reasons: list[dict[str, Any]]
    left: list[dict[str, Any]]
    bends: list[dict[str, Any]]
    verdict: Verdict
    excluded: dict[str, list[str]] = field(default_factory=dict)
    beside: dict[str, dict[str, Any]] = field(default_factory=dict)
    in_order: list[dict[str, Any]] = field(default_factory=list)


def site(
    engine: Engine,
    rules: SitingRules,
    *,
    scope: str | None = None,
    as_of: date | None = None,
    prefer: Sequence[str] = siting_bends.RULES,
    progress: Progress | None = None,
) -> SitingPlan:
    """The best plan under the rules that the time allows, beside what is now; `prefer` says which rules bend first where somebody is left out.

    SitingError where there is no plan, with the reason and the least bend of each rule.
    """
    when, stopped = day(engine, as_of), False

    def watched(value: float, bound: float) -> bool:
        nonlocal stopped
        stopped = bool(progress and progress(value, bound))
        return stopped

    try:
        case, excluded, checking = gathered(engine, rules, scope, when)
    except (NoPlan, FileFault) as wrong:
        raise SitingError(wrong.text if isinstance(wrong, FileFault) else (wrong.zh, wrong.en)) from None
    goal = planned.Goal(rules.aim, rules.minutes, rules.points, rules.keep)
    try:
        answer = planned.solve(case, goal, seconds=rules.seconds, progress=watched)
    except NoPlan as none:
        lines = [told(row, rules) for row in siting_bends.alone(case, goal, seconds=rules.seconds)]
        raise SitingError(("\n".join([none.zh, *(zh for zh, _ in lines)]), "\n".join([none.en, *(en for _, en in lines)]))) from None
    now = planned.measures(case, goal, list(case.now))
    bends = [] if stopped else siting_bends.bends(case, goal, answer, seconds=rules.seconds / 2)
    ordered = siting_bends.in_order(case, goal, prefer, seconds=rules.seconds / 2) if any("left" in row for row in bends) else []
    then = planned.measures(case, goal, answer.chosen, answer.served)
    return SitingPlan(
        rules, scope, when, case, goal, answer, now, then, planned.reasons(case, goal, answer), planned.left_out(case, goal, answer), bends,
        checked(case, goal, answer, checking), excluded, {} if stopped else beside(case, goal, answer, rules.seconds), ordered,
    )  # fmt: skip


def beside(case: planned.Case, goal: planned.Goal, answer: Siting, seconds: float) -> dict[str, dict[str, Any]]:
    """What is now, the fewest points, and of as many points as asked for (or as there are now) those with most in reach and with least travel.

    Not where points have capacities or prices: there each aim has its own rules.
    """
    if case.limits is not None:
        return {}
    seconds = seconds if case.minutes.size <= SMALL else seconds / 4
    points = goal.points if goal.aim != planned.FEWEST else len(case.now) or len(answer.chosen)
    found: dict[str, dict[str, Any]] = {"now": planned.yardstick(case, goal, list(case.now))} if case.now else {}
    for aim in planned.AIMS:
        try:
            plan = answer if aim == goal.aim else planned.solve(case, replace(goal, aim=aim, points=points), seconds=seconds)
        except NoPlan:
            continue
        found[aim] = planned.yardstick(case, goal, plan.chosen) | {"objective": plan.objective, "bound": plan.bound, "gap": plan.gap, "proven": plan.proven}
    return found
