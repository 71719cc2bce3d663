"""Siting from the store: who is to be reached, from which candidates, the plan beside what is, its reasons and its check."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actions.looking import day
from actions.siting_case import checked, gathered
from actions.siting_files import FileFault
from actions.siting_rules import SitingError, SitingRules
from graphmodel.engine import Engine
from planning import siting as planned
from planning.answers import NoPlan, Progress, Siting
from planning.verify_siting import Verdict


@dataclass(frozen=True)
class SitingPlan:
    """A plan with all that is said of it; indices are those of `case`. `excluded` are villages that could not be counted, by reason."""

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


def site(
    engine: Engine, rules: SitingRules, *, scope: str | None = None, as_of: date | None = None, progress: Progress | None = None
) -> SitingPlan:
    """The best plan under the rules that the time allows, beside what is now. SitingError where there is none, with the reason."""
    when, stopped = day(engine, as_of), False

    def watched(value: float, bound: float) -> bool:
        nonlocal stopped
        stopped = bool(progress and progress(value, bound))
        return stopped

    try:
        case, excluded, checking = gathered(engine, rules, scope, when)
        goal = planned.Goal(rules.aim, rules.minutes, rules.points, rules.keep)
        answer = planned.solve(case, goal, seconds=rules.seconds, progress=watched)
        now = planned.measures(case, goal, list(case.now))
        bends = [] if stopped else planned.bends(case, goal, answer, seconds=rules.seconds / 2)
    except (NoPlan, FileFault) as wrong:
        raise SitingError(wrong.text if isinstance(wrong, FileFault) else (wrong.zh, wrong.en)) from None
    then = planned.measures(case, goal, answer.chosen, answer.served)
    return SitingPlan(
        rules, scope, when, case, goal, answer, now, then,
        planned.reasons(case, goal, answer), planned.left_out(case, goal, answer), bends, checked(case, goal, answer, checking), excluded,
    )  # fmt: skip
