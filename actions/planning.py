"""Planning who helps whom: rows from the store, a plan with its proof, what it comes to, and what stands in its way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from itertools import product
from typing import Any

from actions.strength import saved_strengths, strength, territory
from analysis.strength import Setting
from graphmodel.engine import Engine
from graphmodel.imports import standing
from graphmodel.masking import mask
from graphmodel.schema import NODE, REL
from graphmodel.words import Text
from planning.answers import NoPlan, Progress
from planning.certificates import Choice, Gap, choices, gaps
from planning.pairing_least import LeastBend, least_bends
from planning.pairing_plan import Plan, document, plan_pairs
from planning.pairing_quota_bends import QuotaBend, quota_bends
from planning.pairing_reach import ORDER, Bend, applies, bends, in_order
from planning.pairing_rules import Limit, Rules
from planning.pairing_summary import Summary, summary
from planning.pairing_words import Nouns, nouns, proved
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

    @property
    def relation(self) -> str:
        """The relationship that the plan's pairs become: posts serve, all others are paired."""
        return "SERVES" if self.helpers == "posts" else "PAIRED_WITH"


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
    def nouns(self) -> Nouns:
        """What the two sides are called."""
        return nouns(self.start.helpers, self.start.helped)

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

    @property
    def by_quotas(self) -> int:
        """Places that only the most of quotas leaves open."""
        return len(self.plan.left) - sum(gap.short for gap in self.gaps)

    @property
    def unbent(self) -> list[str]:
        """The rules of which there was no time to tell that."""
        return [name for name in ORDER if self.plan.left and applies(self.plan.rules, name) and name not in {bend.rule for bend in self.bends}]

    @cached_property
    def least_bends(self) -> list[LeastBend]:
        """How far the least of each role or type alone would have to give."""
        return least_bends(self.plan)

    @cached_property
    def quota_bends(self) -> list[QuotaBend]:
        """How far each quota alone would have to give."""
        return quota_bends(self.plan)

    @cached_property
    def in_order(self) -> Callable[[tuple[str, ...]], list[Bend]]:
        """What bending the rules in an order of preference gives; each order is asked once."""
        return cache(lambda order: in_order(self.plan.field, order))

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
    """The programmes with pairs in force in a place, most pairs first, then the kinds of volunteer posts that may serve buildings."""
    day = as_of or latest(engine)
    return [*pairing.programmes(engine, scope, day), *pairing.posts(engine, scope, day)]


def latest(engine: Engine) -> date:
    """The latest data date, or today where nothing is loaded."""
    return max((record.data_date for record in standing(engine.imports())), default=date.today())


def pair(engine: Engine, asked: Asked, *, seconds: float = 60.0, progress: Progress | None = None) -> Paired:
    """The cheapest plan under the rules. PlanError says what is missing or which rule leaves none."""
    return pair_all(engine, [asked], seconds=seconds, progress=progress)[0]


def pair_all(
    engine: Engine, asked: Sequence[Asked], *, start: pairing.Start | None = None, seconds: float = 60.0, progress: Progress | None = None
) -> list[Paired]:
    """Several plans from the same rows (`started` gives them): they differ in their rules only."""
    state, day = engine.state(), asked[0].as_of or latest(engine)
    start = start or started(engine, asked[0])
    return [solve(replace(one, as_of=day), start, state, seconds / len(asked), progress) for one in asked]


def started(engine: Engine, asked: Asked) -> pairing.Start:
    """The rows that a plan starts from. PlanError when there is nobody to help or to be helped, or the model has no such pairs."""
    day = asked.as_of or latest(engine)
    known = "、".join(dict.fromkeys(row["programme"] for row in programmes(engine, scope=asked.scope, as_of=day))) or "—"
    if not asked.rules.programme:
        raise PlanError(f"没有写结对项目。现有：{known}", f"The programme is missing. There are: {known}")
    villages = classes(engine, asked.scope, day) if asked.helpers == "strong" or asked.helped == "weak" else None
    start = pairing.start(
        engine, asked.rules.programme, asked.scope, day,
        helpers=asked.helpers, helped=asked.helped, roles=asked.roles, away=asked.away, villages=villages,
    )  # fmt: skip
    if not start.helpers or not start.helped:
        lacks = ("帮扶方", "helpers") if not start.helpers else ("帮扶对象", "helped")
        raise PlanError(
            f"“{asked.rules.programme}”在此地域没有{lacks[0]}。现有项目：{known}。也可另选帮扶方或帮扶对象的范围。",
            f"{asked.rules.programme!r} has no {lacks[1]} here. Programmes: {known}. Maybe choose other helpers or helped.",
        )
    allowed = {(a.label, b.label) for a, b in REL[asked.relation].pairs}
    types = [sorted({row["type"] for row in rows}) for rows in (start.helpers, start.helped)]
    for one, other in product(*types):
        if (one, other) not in allowed:
            (zh, en), (zh2, en2) = NODE[one].title, NODE[other].title
            raise PlanError(f"{zh}不能与{zh2}结对。另选帮扶方或帮扶对象。", f"{en} and {en2} cannot be paired. Maybe choose others.")
    return start


def classes(engine: Engine, scope: str | None, day: date) -> dict[str, list[str]]:
    """The codes of strong and of weak villages under the first saved setting of strength, or the usual one."""
    setting = next((one for one in saved_strengths(territory(scope)).values() if one.type == "Village"), Setting())
    rows = strength(engine, setting, scope=scope, as_of=day).rows
    return {name: [row["id"] for row in rows if row["class"] == name] for name in ("strong", "weak")}


def solve(asked: Asked, start: pairing.Start, state: str, seconds: float, progress: Progress | None) -> Paired:
    """One plan. Where most of one side have no point (county offices), the longest way allowed is taken for them."""
    placeless = any(2 * sum(row["lat"] is None for row in rows) > len(rows) for rows in (start.helpers, start.helped))
    if asked.rules.unknown_km is None and placeless:
        asked = replace(asked, rules=replace(asked.rules, unknown_km=asked.rules.km or DETOUR_UNKNOWN))
    try:
        return Paired(
            asked, start, plan_pairs(start.helpers, start.helped, start.current, asked.rules, seconds=seconds, progress=progress), state
        )
    except NoPlan as none:
        raise PlanError(none.zh, none.en) from None


def usual(programme: str, start: pairing.Start) -> Rules:
    """The rules that a plan of this programme begins with: as many helpers for each as today, and rooms enough for everybody.

    Where several helpers share one helped, each of them takes part. The township is a rule where nine pairs in ten keep to it.
    """
    place = {row["key"]: row.get("township") for row in (*start.helpers, *start.helped)}
    today = [(a, b) for a, b in start.current if a in place and b in place]
    many, pairs = max(1, len(start.helped)), len(today)
    each = max(1, pairs // many)
    share = -(-pairs // many) if each > 1 else 0
    most = max(2, -(-many * each // max(1, len(start.helpers))))
    known = [(place[a], place[b]) for a, b in today]
    same = sum(a == b and a is not None for a, b in known) >= 0.9 * len(known) if known else all(place.values())
    pointed = any(row["lat"] is not None for row in start.helped) and any(row["lat"] is not None for row in start.helpers)
    rules = Rules(programme, each=each, max_load=most, same_township=same, km=60.0 if pointed else 0.0)
    if start.helpers and start.helpers[0]["type"] == "Post":
        return replace(rules, km=5.0, up_to=max(2, -(-len(start.helpers) // many)), limits=(Limit(least=1),))
    return replace(rules, up_to=share if share > each else 0, limits=(Limit(least=1),)) if each > 1 else rules


def both_ways(rules: Rules) -> tuple[Rules, Rules]:
    """The same rules twice: as few changes as can be, and the shortest ways."""
    return replace(rules, keep_km=CHANGE_LEAST), replace(rules, keep_km=CHANGE_FREELY)


def proof(paired: Paired) -> Text:
    """How good the plan is, in words: proved, or how far from it; never more than the verifier confirms."""
    return proved(paired.plan, paired.verdict)
