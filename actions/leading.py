"""Strong villages help weak ones: villages by strength from the store, a plan with its proof, kept as a proposal like any other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from actions import proposals
from actions.planning import PlanError, latest
from actions.strength import saved_strengths, strength, territory
from analysis.strength import Setting
from graphmodel.engine import Engine
from graphmodel.words import Text
from planning.answers import NoPlan, Progress
from planning.leading import LeadPlan, bends, lead_document, plan_leading
from planning.leading_model import Ground
from planning.leading_rules import LeadRules
from planning.pairing_words import PROVED, proved
from planning.verify_leading import verify
from planning.verify_pairing import Verdict
from queries.network import named_links, things_of

WHO: dict[str, Text] = {
    "led": ("现在被带的村", "villages led today"),
    "weak": ("弱村", "weak villages"),
    "all": ("全部村", "all villages"),
}
LEADERS: dict[str, Text] = {
    "strong": ("强村", "strong villages"),
    "today": ("现在的中心村", "today's leaders"),
    "all": ("全部村", "all villages"),
}


@dataclass(frozen=True)
class AskedLeading:
    """The rules, the place and day, who may lead and who is led, and what makes a village strong (the first saved setting, or the usual)."""

    rules: LeadRules
    scope: str | None = None
    as_of: date | None = None
    leaders: str = "strong"
    led: str = "led"
    setting: Setting | None = None


@dataclass(frozen=True)
class Led:
    """A plan with what it was made from; `today` are the pairs in force, with their keys."""

    asked: AskedLeading
    leaders: list[dict[str, Any]]
    led: list[dict[str, Any]]
    today: dict[tuple[str, str], str]
    plan: LeadPlan
    state: str

    @cached_property
    def ground(self) -> Ground:
        """Costs, ways and gaps of all pairs."""
        return Ground(self.leaders, self.led, self.today, self.asked.rules)

    @cached_property
    def verdict(self) -> Verdict:
        """The plan checked anew by the verifier."""
        return verify(self.leaders, self.led, self.today, lead_document(self.plan))

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        """All villages by key."""
        return {row["key"]: row for row in (*self.leaders, *self.led)}

    @cached_property
    def bends(self) -> list[tuple[str, float, int]]:
        """What each rule gives when it alone bends."""
        return bends(self.leaders, self.led, self.asked.rules, len(self.plan.left)) if self.plan.left else []

    def figures(self, pairs: Sequence[tuple[str, str]], leaders: Sequence[str]) -> dict[str, float]:
        """What these pairs come to: led, leaders, most led by one, km, mean gap, pairs of the same industry, areas with several leaders."""
        ground, at = self.ground, [(self.ground.led_at[b], self.ground.leader_at[a], a, b) for a, b in pairs if a in self.ground.leader_at and b in self.ground.led_at]
        gaps = [float(ground.gap[i, j]) for i, j, _, _ in at if ground.gap[i, j] == ground.gap[i, j]]
        areas: dict[str, set[str]] = {}
        for i, _, a, _ in at:
            areas.setdefault(ground.areas[i], set()).add(a)
        load = Counter(a for _, _, a, _ in at)
        return {
            "led": len({i for i, _, _, _ in at} | {self.ground.led_at[a] for a in leaders if a in self.ground.led_at}),
            "leaders": len(leaders),
            "most": max(load.values(), default=0),
            "km": round(sum(float(ground.km[i, j]) for i, j, _, _ in at), 2),
            "pairs": len(at),
            "gap": sum(gaps) / len(gaps) if gaps else 0.0,
            "alike": sum(bool(self.rows[a].get("industry")) and self.rows[a].get("industry") == self.rows[b].get("industry") for _, _, a, b in at),
            "split": sum(len(one) > 1 for area, one in areas.items() if area),
        }

    @property
    def changes(self) -> dict[str, int]:
        """Pairs of today kept, new ones, and those that end."""
        new, old = set(self.plan.pairs), set(self.today)
        return {"kept": len(new & old), "added": len(new - old), "ended": len(old - new)}

    def choices(self, led: str, most: int = 5) -> list[dict[str, Any]]:
        """The leader of one village, then others by what the pair alone would cost more; `full` where one has no place left."""
        at = self.ground.led_at[led]
        own = next((a for a, b in self.plan.pairs if b == led), "")
        load = Counter(a for a, _ in self.plan.pairs)
        base = int(self.ground.cost[at, self.ground.leader_at[own]]) if own else 0
        found = []
        for key, j in self.ground.leader_at.items():
            cost = int(self.ground.cost[at, j])
            if cost < 0:
                continue
            found.append(
                {
                    "leader": key,
                    "chosen": key == own,
                    "leads": key in self.plan.leaders,
                    "full": load[key] >= self.asked.rules.capacity,
                    "load": load[key],
                    "km": float(self.ground.km[at, j]),
                    "gap": float(self.ground.gap[at, j]),
                    "extra": (cost - base) / 100 if own else None,
                }
            )
        return sorted(found, key=lambda one: (not one["chosen"], not one["leads"], one["extra"] or one["km"], one["leader"]))[:most]


def lead_all(
    engine: Engine, asked: Sequence[AskedLeading], *, seconds: float = 30.0, progress: Progress | None = None
) -> list[Led]:
    """Several plans from the same villages: they differ in their rules only. PlanError says what is missing or excludes itself."""
    first, state = asked[0], engine.state()
    day = first.as_of or latest(engine)
    setting = first.setting or next((one for one in saved_strengths(territory(first.scope)).values() if one.type == "Village"), Setting())
    strong = {row["id"]: row for row in strength(engine, setting, scope=first.scope, as_of=day).rows}
    villages = [
        {
            "key": f"Village:{row['id']}",
            "id": row["id"],
            "name": row["name"],
            "lat": row.get("lat"),
            "lon": row.get("lon"),
            "industry": row.get("industry"),
            "area": (strong.get(row["id"], {}).get("area") or ""),
            "strength": strong.get(row["id"], {}).get("strength"),
            "class": strong.get(row["id"], {}).get("class"),
        }
        for row in things_of(engine, "Village", first.scope)
    ]
    known = {row["key"] for row in villages}
    today = {
        (row["start"], row["end"]): str((row["props"] or {}).get("key") or "")
        for row in named_links(engine, "LEADS", first.scope, day)
        if row["start"] in known and row["end"] in known
    }
    of_today = {a for a, _ in today}, {b for _, b in today}
    leaders = [row for row in villages if first.leaders == "all" or row["key"] in of_today[0] or (first.leaders == "strong" and row["class"] == "strong")]
    led = [
        row
        for row in villages
        if first.led == "all" or (first.led == "weak" and row["class"] == "weak") or (first.led == "led" and row["key"] in of_today[1])
    ]
    if not leaders or not led:
        lacks = ("强村", "strong villages") if not leaders else ("被带的村", "villages to be led")
        raise PlanError(f"此地域没有{lacks[0]}。另选范围，或改强弱的设置。", f"There are no {lacks[1]} here. Maybe choose others, or set strength otherwise.")
    found = []
    for one in asked:
        try:
            plan = plan_leading(leaders, led, today, one.rules, seconds=seconds / len(asked), progress=progress)
        except NoPlan as none:
            raise PlanError(none.zh, none.en) from None
        found.append(Led(replace(one, as_of=day, setting=setting), leaders, led, today, plan, state))
    return found


def led_today(engine: Engine, scope: str | None, as_of: date | None) -> int:
    """How many pairs of villages are in force in a place: a strong one leads another."""
    return sum(row["start"].startswith("Village:") for row in named_links(engine, "LEADS", scope, as_of or latest(engine)))


def proof(made: Led) -> Text:
    """How good the plan is, in words: proved by a complete search, or how far from it; never more than the verifier confirms."""
    return PROVED if made.verdict.holds and made.plan.proven else proved(made.plan, made.verdict)


def why_left(made: Led, key: str) -> Text:
    """Why a village has no leader."""
    at = made.ground.led_at[key]
    open_ = int((made.ground.cost[at] >= 0).sum())
    if not open_:
        return ("规则之内没有比它强的村", "no stronger village within the rules")
    rules = made.asked.rules
    return (
        f"可带它的强村 {open_} 个；{f'至多 {rules.leaders} 村牵头，' if rules.leaders else ''}每村至多带 {rules.capacity} 村，名额已满",
        f"{open_} might lead it; {f'at most {rules.leaders} lead, ' if rules.leaders else ''}each at most {rules.capacity}: no place left",
    )


def keep(engine: Engine, name: str, made: Led, *, samples: bool = False) -> dict[str, Any]:
    """Keeps a plan under a name as a draft; written, it becomes LEADS."""
    plan = lead_document(made.plan)
    figures = made.figures(made.plan.pairs, made.plan.leaders)
    return proposals.draft(
        engine,
        name,
        {
            "kind": "leading",
            "relation": "LEADS",
            "programme": "以强带弱",
            "scope": made.asked.scope,
            "as_of": made.asked.as_of.isoformat() if made.asked.as_of else None,
            "asked": {"rules": asdict(made.asked.rules), "leaders": made.asked.leaders, "led": made.asked.led},
            "plan": plan,
            "current": [[a, b, key] for (a, b), key in made.today.items()],
            "summary": {"covered": figures["led"], "helped": len(made.led), "travel": figures["km"], **made.changes},
            "today": made.figures(list(made.today), sorted({a for a, _ in made.today})),
            "proof": list(proof(made)),
            "verified": made.verdict.holds,
            "gaps": [{"words": [f"{made.rows[key]['name']}：{why_left(made, key)[0]}", f"{made.rows[key]['name']}: {why_left(made, key)[1]}"]} for key in plan["left"]],
        },
        samples=samples,
    )
