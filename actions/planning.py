"""Planning who helps whom: rows from the store, a plan with its proof, what it comes to, and what stands in its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from graphmodel.engine import Engine
from graphmodel.imports import standing
from graphmodel.masking import mask
from graphmodel.words import Text
from planning.answers import NoPlan, Progress
from planning.certificates import Choice, Gap, choices, gaps
from planning.pairing_plan import Plan, document, plan_pairs
from planning.pairing_reach import ORDER, Bend, bends, in_order
from planning.pairing_rules import Rules
from planning.pairing_summary import Summary, summary
from planning.verify_pairing import Verdict, verify
from queries import pairing

DETOUR_UNKNOWN = 60.0
CHANGE_LEAST, CHANGE_FREELY = 1_000.0, 0.01
"""Weights in km of keeping a pair of today: hardly any is given up for a shorter way, or only those of equal ways are kept."""


class PlanError(ValueError):
    """A plan that cannot be made, found or moved on; `text` says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text: Text = (zh, en)


@dataclass(frozen=True)
class Asked:
    """What a plan is asked for: rules, place, day, and who helps and is helped (see `queries.pairing.HELPERS` and `HELPED`)."""

    rules: Rules
    scope: str | None = None
    as_of: date | None = None
    helpers: str = "programme"
    helped: str = "programme"
    roles: tuple[str, ...] = ()
    away: bool = False


@dataclass(frozen=True)
class Paired:
    """A plan with what it was made from."""

    asked: Asked
    start: pairing.Start
    plan: Plan
    state: str

    @cached_property
    def document(self) -> dict[str, Any]:
        """The plan as JSON."""
        return dict(document(self.plan))

    @cached_property
    def verdict(self) -> Verdict:
        """The plan checked anew by the verifier."""
        return verify(self.start.helpers, self.start.helped, self.start.current, self.document)

    @cached_property
    def summary(self) -> Summary:
        """What the plan comes to."""
        return summary(self.plan.field, self.plan.pairs)

    @cached_property
    def today(self) -> Summary:
        """What today's pairs come to under the same rules."""
        return summary(self.plan.field)

    @cached_property
    def gaps(self) -> list[Gap]:
        """Why somebody is left out."""
        return gaps(self.plan)

    @cached_property
    def bends(self) -> list[Bend]:
        """What each rule gives when it alone bends."""
        return bends(self.plan.field)

    def in_order(self, order: Sequence[str] = ORDER) -> list[Bend]:
        """What bending the rules in an order of preference gives."""
        return in_order(self.plan.field, order)

    def choices(self, helped: str, most: int = 4) -> list[Choice]:
        """The helpers of one helped and what others would cost instead."""
        return choices(self.plan, helped, most)

    @cached_property
    def names(self) -> dict[str, str]:
        """Masked names by key."""
        return {row["key"]: shown(row) for row in (*self.start.helpers, *self.start.helped)}

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        """Helpers and helped by key."""
        return {row["key"]: row for row in (*self.start.helpers, *self.start.helped)}


def shown(row: dict[str, Any]) -> str:
    """A name as it may be shown: that of people and households masked, the code where there is none."""
    name = row.get("name") or row["id"]
    return str(mask(name, "name")) if row["type"] in ("Member", "Household") else str(name)


def programmes(engine: Engine, *, scope: str | None = None, as_of: date | None = None) -> list[dict[str, Any]]:
    """The programmes with pairs in force in a place, most pairs first."""
    return pairing.programmes(engine, scope, as_of or latest(engine))


def latest(engine: Engine) -> date:
    """The latest data date, or today where nothing is loaded."""
    return max((record.data_date for record in standing(engine.imports())), default=date.today())


def pair(engine: Engine, asked: Asked, *, seconds: float = 60.0, progress: Progress | None = None) -> Paired:
    """The cheapest plan under the rules. PlanError says what is missing or which rule leaves none."""
    return pair_all(engine, [asked], seconds=seconds, progress=progress)[0]


def pair_all(engine: Engine, asked: Sequence[Asked], *, seconds: float = 60.0, progress: Progress | None = None) -> list[Paired]:
    """Several plans from the same rows: they differ in their rules only."""
    first = asked[0]
    if not first.rules.programme:
        known = "、".join(dict.fromkeys(row["programme"] for row in programmes(engine, scope=first.scope, as_of=first.as_of))) or "—"
        raise PlanError(f"没有写结对项目。现有：{known}", f"The programme is missing. There are: {known}")
    state, day = engine.state(), first.as_of or latest(engine)
    start = pairing.start(
        engine, first.rules.programme, first.scope, day, helpers=first.helpers, helped=first.helped, roles=first.roles, away=first.away
    )
    if not start.helpers or not start.helped:
        known = "、".join(dict.fromkeys(row["programme"] for row in programmes(engine, scope=first.scope, as_of=day))) or "—"
        lacks = ("帮扶人", "helpers") if not start.helpers else ("帮扶对象", "helped")
        raise PlanError(
            f"“{first.rules.programme}”在此地域没有{lacks[0]}。现有项目：{known}。也可改用“有帮扶能力的党员”“全部建档立卡户”。",
            f"{first.rules.programme!r} has no {lacks[1]} here. Programmes: {known}. "
            "Maybe take members able to help, or all registered households.",
        )
    return [solve(replace(one, as_of=day), start, state, seconds / len(asked), progress) for one in asked]


def solve(asked: Asked, start: pairing.Start, state: str, seconds: float, progress: Progress | None) -> Paired:
    """One plan. Where most helpers have no point (county offices), the longest way allowed is taken for them."""
    if asked.rules.unknown_km is None and 2 * sum(row["lat"] is None for row in start.helpers) > len(start.helpers):
        asked = replace(asked, rules=replace(asked.rules, unknown_km=asked.rules.km or DETOUR_UNKNOWN))
    try:
        return Paired(
            asked, start, plan_pairs(start.helpers, start.helped, start.current, asked.rules, seconds=seconds, progress=progress), state
        )
    except NoPlan as none:
        raise PlanError(none.zh, none.en) from None


def both_ways(rules: Rules) -> tuple[Rules, Rules]:
    """The same rules twice: as few changes as can be, and the shortest ways."""
    return replace(rules, keep_km=CHANGE_LEAST), replace(rules, keep_km=CHANGE_FREELY)


def proof(paired: Paired) -> Text:
    """How good the plan is, in words: proved, or how far from it; never more than the verifier confirms."""
    if not paired.verdict.holds:
        return (f"核验未通过：{paired.verdict.wrong[0][0]}", f"the check failed: {paired.verdict.wrong[0][1]}")
    if paired.plan.proven and (paired.verdict.proven or not paired.plan.prices[0]):
        return ("已证最优，差距 0", "proved best, gap 0")
    return (f"未证最优，差距 ≤ {paired.plan.gap:.1%}", f"not proved best, gap ≤ {paired.plan.gap:.1%}")
