"""Several programmes of a place planned side by side: the same helpers, one limit over all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from actions import proposals
from actions.planning import Asked, Paired, PlanError, latest, programmes, started, usual
from actions.rules_files import in_force, trimmed
from graphmodel.engine import Engine
from graphmodel.words import Text
from planning.answers import NoPlan, Progress
from planning.certificates_together import JointGap, gaps_together, joint_bend
from planning.pairing_field import Field
from planning.pairing_least import LeastBend
from planning.pairing_least_together import joint_least_bends
from planning.pairing_quota_bends import QuotaBend, joint_quota_bends
from planning.pairing_reach import Bend
from planning.pairing_rules import Limit, Quota, Rules, rules_of
from planning.pairing_sides import capped, most
from planning.pairing_summary import Summary, summary
from planning.pairing_together import Joint, Together, document_of, plan_together
from planning.pairing_words import proved
from planning.verify_pairing import Verdict
from planning.verify_together import verify
from queries.pairing import Start

USUAL = (Limit("committee", least=2), Limit("reserve", least=1), Limit("rich_leader", least=1))
"""Commitments by role that planners ask for: two of those on the two committees, one of reserve cadres and rich leaders."""


@dataclass(frozen=True)
class AskedTogether:
    """What is asked: the programmes (none: all of the place) with what differs from their usual rules, and the limits over all.

    `afresh` forgets today's pairs.
    """

    scope: str | None = None
    as_of: date | None = None
    programmes: tuple[Mapping[str, Any], ...] = ()
    most: int = 0
    limits: tuple[Limit, ...] = USUAL
    afresh: bool = False


@dataclass(frozen=True)
class PlannedTogether:
    """The plans of all programmes, with what they were made from; `elsewhere` are pairs of the helpers in other programmes."""

    asked: AskedTogether
    parts: list[Paired]
    joint: Joint
    elsewhere: dict[str, int]

    @cached_property
    def verdict(self) -> Verdict:
        """All plans checked anew by the verifier."""
        cases = [(part.start.helpers, part.start.helped, part.start.current) for part in self.parts]
        return verify(cases, self.elsewhere, document_of(self.joint))

    @cached_property
    def loads(self) -> dict[str, int]:
        """How many each helper has over all programmes."""
        held = dict(self.elsewhere)
        for part in self.parts:
            for helper, _ in part.plan.pairs:
                held[helper] = held.get(helper, 0) + 1
        return held

    @cached_property
    def today(self) -> list[Summary]:
        """What today's pairs of each programme come to under its rules, also where the plan forgets them."""
        return [summary(Field(part.start.helpers, part.start.helped, sorted(part.start.keys), part.plan.rules)) for part in self.parts]

    @property
    def left(self) -> int:
        """Places left open in all programmes."""
        return sum(len(part.plan.left) for part in self.parts)

    @cached_property
    def by_quotas(self) -> int:
        """Places that only the most of quotas keeps open: without quotas somebody could fill them."""
        return self.left - sum(gap.short for gap in self.gaps)

    @property
    def quotas(self) -> list[tuple[str, Quota]]:
        """Programme and quota, in the order of the programmes."""
        return [(part.plan.rules.programme, quota) for part in self.parts for quota in part.plan.rules.quotas]

    @cached_property
    def quota_bends(self) -> list[QuotaBend]:
        """How far each quota alone would have to give, numbered as `quotas` are."""
        return joint_quota_bends(self.joint)

    @cached_property
    def gaps(self) -> list[JointGap]:
        """Why places stay open, over all programmes."""
        return gaps_together(self.joint) if self.left else []

    @cached_property
    def bend(self) -> Bend | None:
        """The least limit over all programmes that fills the most places, where it leaves some open now."""
        return joint_bend(self.joint) if self.left else None

    @property
    def low(self) -> list[tuple[str, int]]:
        """Helpers below a least, over all programmes or within one, with the pairs they lack to it; first those over all."""
        return [*self.joint.low, *(one for part in self.parts for one in part.plan.low)]

    @cached_property
    def least_bends(self) -> list[LeastBend]:
        """How far the least of a role alone would have to give, over all programmes and within each."""
        return joint_least_bends(self.joint)

    @property
    def capped(self) -> bool:
        """Whether a quota has a most, which may keep places open whatever the limit over all is."""
        return capped(*self.joint.together.programmes)

    @property
    def alone(self) -> int:
        """Places that the rules of each programme leave open by themselves: the rest is due to the limit over all."""
        return sum(int(field.wants.sum()) - most(field, field.wants, field.room) for field in (part.plan.field for part in self.parts))


def asked_of(told: Mapping[str, Any]) -> dict[str, Any]:
    """The entries of AskedTogether out of a file's values, as `rules_faults.together` let them pass."""
    return {
        "most": told.get("most", 0),
        "limits": tuple(Limit(**one) for one in told["limits"]) if "limits" in told else USUAL,
        "afresh": told.get("afresh", False),
        "programmes": tuple(told.get("programmes", ())),
    }


def told_of(asked: AskedTogether, parts: Sequence[Paired]) -> dict[str, Any]:
    """What is asked as a file's values, with all rules in force of the programmes that were planned; `asked_of` reads it back."""
    sides = [{name: value for name, value in (("helpers", part.asked.helpers), ("helped", part.asked.helped)) if value != "programme"} for part in parts]
    return {
        "most": asked.most,
        "afresh": asked.afresh,
        "limits": [trimmed(asdict(one)) for one in asked.limits],
        "programmes": [in_force(part.plan.rules) | side for part, side in zip(parts, sides, strict=True)] or list(asked.programmes),
    }


def plan(engine: Engine, asked: AskedTogether, *, seconds: float = 60.0, progress: Progress | None = None) -> PlannedTogether:
    """The cheapest plans of all programmes at once. PlanError says what is missing or which rule cannot be used."""
    state, day = engine.state(), asked.as_of or latest(engine)
    given = list(asked.programmes) or [{"programme": one["programme"]} for one in programmes(engine, scope=asked.scope, as_of=day) if one["helper"] == "Member"]
    if not given:
        raise PlanError("此地域没有党员帮扶的项目，没有可并列规划的。", "There is no programme with members as helpers here: nothing to plan together.")
    asks, starts = [], []
    for one in given:
        told = {name: value for name, value in one.items() if name not in ("helpers", "helped")}
        ask = Asked(Rules(str(told.get("programme", ""))), asked.scope, day, one.get("helpers", "programme"), one.get("helped", "programme"))
        start = started(engine, ask)
        try:
            rules = rules_of({**usual(ask.rules.programme, start).to_json(), **told})
        except ValueError as wrong:
            raise PlanError(f"规则不可用：{wrong}", f"These rules cannot be used: {wrong}") from None
        starts.append(replace(start, current=[]) if asked.afresh else start)
        asks.append(replace(ask, rules=rules))
    elsewhere = beside(starts)
    cases = [(start.helpers, start.helped, start.current) for start in starts]
    try:
        joint = plan_together(cases, Together(tuple(ask.rules for ask in asks), asked.most, asked.limits), elsewhere, seconds=seconds, progress=progress)
    except NoPlan as none:
        raise PlanError(none.zh, none.en) from None
    parts = [Paired(ask, start, part, state) for ask, start, part in zip(asks, starts, joint.plans, strict=True)]
    return PlannedTogether(replace(asked, as_of=day), parts, joint, elsewhere)


def beside(starts: Sequence[Start]) -> dict[str, int]:
    """Pairs that the helpers have in programmes that are not planned here."""
    planned: dict[str, list[int]] = {}
    for number, start in enumerate(starts):
        for helper, _helped in start.keys:
            planned.setdefault(helper, [0] * len(starts))[number] += 1
    found: dict[str, int] = {}
    for number, start in enumerate(starts):
        for row in start.helpers:
            others = sum(n for at, n in enumerate(planned.get(row["key"], [])) if at != number)
            found[row["key"]] = max(0, int(row.get("elsewhere") or 0) - others)
    return found


def sure(made: PlannedTogether) -> bool:
    """Whether no better plans exist, as the verifier confirms."""
    return made.joint.proven and made.verdict.proven


def proof(made: PlannedTogether) -> Text:
    """How good the plans are, in words; never more than the verifier confirms."""
    return proved(made.joint, made.verdict)


def keep(engine: Engine, name: str, made: PlannedTogether, *, samples: bool = False) -> list[dict[str, Any]]:
    """Keeps each programme's plan as a draft of its own, under the name and the programme; the check of all stands for each."""
    told = proof(made)
    kept = []
    for part in made.parts:
        held = proposals.keep(engine, f"{name} {part.plan.rules.programme}", part, samples=samples)
        held |= {"proof": list(told), "verified": made.verdict.holds, "together": [one.plan.rules.programme for one in made.parts]}
        proposals.save(held, samples)
        kept.append(held)
    return kept


def document(made: PlannedTogether) -> dict[str, Any]:
    """Everything that --json prints."""
    return {
        "scope": made.asked.scope,
        "as_of": made.asked.as_of,
        "proven": made.joint.proven,
        "gap": made.joint.gap,
        "verified": made.verdict.holds,
        "left": made.left,
        "left_without_the_joint_limit": made.alone,
        "left_by_quotas": made.by_quotas,
        "quota_bends": [asdict(bend) | {"programme": made.quotas[bend.quota][0]} for bend in made.quota_bends],
        "gaps": [asdict(gap) | {"words": list(gap.words())} for gap in made.gaps],
        "bend": asdict(made.bend) if made.bend else None,
        "least_bends": [asdict(bend) for bend in made.least_bends],
        "low": [list(one) for one in made.joint.low],
        "most_held": max(made.loads.values(), default=0),
        "programmes": [asdict(part.summary) | {"programme": part.plan.rules.programme, "left": part.summary.left} for part in made.parts],
        **document_of(made.joint),
        "parts": [{**part.document, "prices": None, "tolls": None, "order": None} for part in made.parts],
    }
