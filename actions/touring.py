"""Next stops and dates for a troupe or a mobile service point, from what earlier stops reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

import queries.siting
from actions.audit import note
from actions.exporting import AS_OF, SCOPE, marks
from actions.looking import day, things
from actions.siting_rules import SitingError
from actions.siting_told import FORMATS, PROOF, WRITERS, heads
from graphmodel.engine import Engine
from graphmodel.words import Text
from planning import tours
from planning.answers import Progress, at_most, gap_of
from planning.travel import Spot, kilometres
from planning.verify_siting import Verdict
from planning.verify_tour import verify
from reports.document import MASKED, Document, Table

WEEKDAYS: tuple[Text, ...] = (
    ("周一", "Mon"),
    ("周二", "Tue"),
    ("周三", "Wed"),
    ("周四", "Thu"),
    ("周五", "Fri"),
    ("周六", "Sat"),
    ("周日", "Sun"),
)


@dataclass(frozen=True)
class TourRules:
    """What the planner sets: which events count as having reached a village, km from a stop that count as reached, dates, where it begins."""

    kind: str = ""
    km: float = 5.0
    first: date | None = None
    every: int = 1
    rest: tuple[int, ...] = ()
    base: str | None = None
    detour: float = 1.3
    seconds: float = 6.0

    def told(self) -> dict[str, Any]:
        """The rules as plain values; `tour_rules_of` reads them back."""
        return {name: value for name, value in asdict(self).items() if value is not None} | {"rest": "".join(str(one + 1) for one in self.rest)}


def tour_rules_of(told: Mapping[str, Any]) -> TourRules:
    """Rules from plain values, such as a TOML file's; weekdays as digits, 1 Monday. SitingError says which value makes no sense.

    >>> tour_rules_of(TourRules(rest=(5, 6)).told()).rest
    (5, 6)
    """
    rest = str(told.get("rest", ""))
    if not set(rest) <= set("1234567"):
        raise SitingError((f"rest 的值“{rest}”应为 1 至 7 的数字，如 67。", f"rest should be digits from 1 to 7, such as 67, not {rest!r}."))
    rules = TourRules(**{**told, "rest": tuple(sorted({int(one) - 1 for one in rest}))})
    for name, low in (("km", 0), ("detour", 1), ("seconds", 0), ("every", 1)):
        value = getattr(rules, name)
        if isinstance(value, bool) or not isinstance(value, int if name == "every" else (int, float)) or not low <= value < 1e6:
            raise SitingError((f"{name} 的值“{value}”应为 {low} 以上的数。", f"{name} should be a number from {low}, not {value!r}."))
    if rules.first is not None and (not isinstance(rules.first, date) or isinstance(rules.first, datetime)):
        raise SitingError((f"first 的值“{rules.first}”应为日期，如 2020-10-01（不加引号）。", f"first should be a date such as 2020-10-01 without quotes, not {rules.first!r}."))
    return rules


@dataclass(frozen=True)
class TourPlan:
    """The stops in order, each {number, date, key, name, township, reaches, names, households}; beside them what earlier stops did.

    `waiting` villages with a point were reached by nothing; `no_point` names those that cannot be planned for. `earlier` has stops,
    reached (villages with a point) and the fewest that would have reached the same, as `before` says.
    """

    rules: TourRules
    scope: str | None
    as_of: date
    stops: list[dict[str, Any]]
    waiting: int
    villages: int
    no_point: list[str]
    tour: tours.Tour
    verdict: Verdict
    earlier: dict[str, Any] = field(default_factory=dict)


def plan_tour(
    engine: Engine, rules: TourRules, *, scope: str | None = None, as_of: date | None = None, progress: Progress | None = None
) -> TourPlan:
    """The fewest stops that reach every village that no such event reached, in a short order, each with a day. SitingError for wrong rules."""
    when = day(engine, as_of)
    if not 0 < rules.km < 1000 or rules.every < 1 or len(set(rules.rest)) > 6 or not set(rules.rest) <= set(range(7)):
        raise SitingError(
            (
                "公里应大于 0，间隔至少 1 天，每周至少留一天。",
                "Km must be above 0, the interval at least a day, and one weekday must be left.",
            )
        )
    villages = queries.siting.places(engine, scope, when, rules.kind)
    hosts = [
        Spot(f"Village:{row['id']}", row["name"] or row["id"], row["lat"], row["lon"])
        for row in villages
        if row["lat"] is not None and row["lon"] is not None
    ]
    about = {f"Village:{row['id']}": row for row in villages}
    waiting = [spot for spot in hosts if not about[spot.key]["events"]]
    base = base_of(engine, rules.base)
    found = tours.tour(waiting, hosts, rules.km, base=base, detour=rules.detour, seconds=rules.seconds, progress=progress)
    first = rules.first or when + timedelta(days=1)
    days = tours.dated(len(found.order), first, rules.every, set(rules.rest))
    stops = []
    for number, (at, reached, on) in enumerate(zip(found.order, found.reaches, days, strict=True), 1):
        row = about[hosts[at].key]
        mine = [waiting[i] for i in reached]
        stops.append({"number": number, "date": on, "key": hosts[at].key, "name": hosts[at].name, "township": row["township_name"], "reaches": [spot.key for spot in mine],
                      "names": [spot.name for spot in mine], "households": sum(about[spot.key]["households"] or 0 for spot in mine)})  # fmt: skip
    lost = [row["name"] for row in villages if not row["events"] and (row["lat"] is None or row["lon"] is None)]
    verdict = verify(
        [asdict(spot) for spot in waiting], [asdict(spot) for spot in hosts],
        {"km": rules.km, "detour": rules.detour, "every": rules.every, "rest": rules.rest, "first": first, "base": None if base is None else asdict(base)},
        {"stops": stops, "bound": found.fewest.bound, "km": found.km, "km_bound": found.least_km,
         "multipliers": {spot.key: value for spot, value in zip(waiting, found.fewest.multipliers, strict=False)}},
    )  # fmt: skip
    return TourPlan(rules, scope, when, stops, len(waiting), len(villages), lost, found, verdict, before(engine, rules, scope, when, hosts))


def base_of(engine: Engine, key: str | None) -> Spot | None:
    """Where the round begins and ends. SitingError where that thing is unknown or has no point."""
    if key is None:
        return None
    found = next(iter(things(engine, [key])), None)
    if found is None or found.get("lat") is None or found.get("lon") is None:
        raise SitingError(
            (
                f"{key} 没有点位，不能作为出发地。可用有坐标的乡镇、村或中心，写作 类型:编码。",
                f"{key} has no point to begin at. Maybe a township, village or centre with one, as Type:key.",
            )
        )
    return Spot(key, str(found.get("name")), found["lat"], found["lon"])


def before(engine: Engine, rules: TourRules, scope: str | None, when: date, hosts: list[Spot]) -> dict[str, Any]:
    """What the stops so far did beside the fewest that would have done the same.

    `fewest` counts stops at any village, each reaching what lies within the km and what an earlier stop there did reach; `far` is the
    km that the earlier stops were really reached from, and `fewest_far` how few do where that counts as reached.
    """
    held = queries.siting.stops(engine, scope, when, rules.kind)
    at = {spot.key: j for j, spot in enumerate(hosts)}
    reached = sorted({key for row in held for id in row["reached"] if (key := f"Village:{id}") in at})
    told: dict[str, Any] = {"stops": len(held), "reached": len(reached)}
    if not held or not reached:
        return told
    same = [hosts[at[key]] for key in reached]
    came = [(i, at[host]) for row in held if (host := f"Village:{row['host']}") in at for i, key in enumerate(reached) if key[8:] in row["reached"]]
    near, seconds = kilometres(same, hosts), rules.seconds / 4
    far = float(np.ceil(10 * max((near[pair] for pair in came), default=0.0)) / 10)
    again = tours.repeated(near, rules.km, came, seconds)
    farther = tours.repeated(near, max(far, rules.km), came, seconds)
    return told | {
        "fewest": int(again.objective), "bound": int(again.bound), "far": far, "fewest_far": int(farther.objective), "bound_far": int(farther.bound),
        "first": held[0]["date"], "last": held[-1]["date"],
        "instead": [{"key": hosts[j].key, "name": hosts[j].name, "reaches": [same[i].name for i in np.flatnonzero(near[:, j] <= rules.km)],
                     "held": any(j == host for _, host in came)} for j in again.chosen],
    }  # fmt: skip


def compared(earlier: dict[str, Any], km: float) -> Text:
    """The earlier stops beside the fewest that reach the same, in words; empty where there were none."""
    if "fewest" not in earlier:
        return ("", "")
    least = [(("最少", ""), ("fewest", "")) if earlier[n] == earlier[b] else (("找到", f"（下界 {earlier[b]}）"), ("found", f" (bound {earlier[b]})"))
             for n, b in (("fewest", "bound"), ("fewest_far", "bound_far"))]  # fmt: skip
    zh = f"此前 {earlier['stops']} 场到达有点位的 {earlier['reached']} 村。到达同样的村：{km:g} 公里内或当时实到都算，{least[0][0][0]} {earlier['fewest']} 场{least[0][0][1]}"
    en = f"{earlier['stops']} earlier stops reached {earlier['reached']} villages with a point. To reach the same: {least[0][1][0]} {earlier['fewest']} stops{least[0][1][1]} where {km:g} km or having come then counts"
    if earlier["far"] > km:
        zh += f"；此前最远来自 {earlier['far']:g} 公里，照此算，{least[1][0][0]} {earlier['fewest_far']} 场{least[1][0][1]}"
        en += f"; people came from up to {earlier['far']:g} km, and counting that, {least[1][1][0]} {earlier['fewest_far']}{least[1][1][1]}"
    return (zh + "。", en + ".")


def document(plan: TourPlan) -> dict[str, Any]:
    """Everything of a tour as plain values: what `plan tour --json` prints."""
    rules, found = plan.rules, plan.tour
    return {
        "kind": "tour", "scope": plan.scope, "as_of": plan.as_of,
        "rules": {"kind": rules.kind, "km": rules.km, "every": rules.every, "rest": list(rules.rest), "base": rules.base, "detour": rules.detour},
        "objective": len(plan.stops), "bound": int(found.fewest.bound), "gap": round(found.fewest.gap, 6), "proven": found.fewest.proven,
        "km": round(found.km, 2), "km_bound": round(found.least_km, 2), "km_proven": found.shortest, "denominator": plan.waiting, "villages": plan.villages,
        "excluded": [{"reason": "no_point", "zh": "缺坐标，不计入", "en": "without a point: not counted", "n": len(plan.no_point), "names": plan.no_point}] if plan.no_point else [],
        "check": {"ok": plan.verdict.ok, "proof": plan.verdict.proof, "bound": plan.verdict.bound, "faults": [{"zh": zh, "en": en} for zh, en in plan.verdict.faults]},
        "earlier": plan.earlier, "rows": plan.stops,
    }  # fmt: skip


def proof(plan: TourPlan) -> Text:
    """How good the stops and the round are, in words."""
    found = plan.tour
    stops: Text = (
        ("场次已证最少", "proven fewest stops")
        if found.fewest.proven
        else (f"场次未证最少，至少 {found.fewest.bound:g} 场", f"not proven fewest: at least {found.fewest.bound:g}")
    )
    gap = at_most(gap_of(found.km, found.least_km))
    way: Text = (f"路线 {found.km:,.1f} 公里，已证最短", f"round of {found.km:,.1f} km, proven shortest") if found.shortest else (
        f"路线 {found.km:,.1f} 公里，未证最短，差距 ≤ {gap}", f"round of {found.km:,.1f} km, not proven shortest, gap at most {gap}")  # fmt: skip
    check = PROOF[plan.verdict.proof] if plan.verdict.ok else plan.verdict.faults[0]
    return (f"{stops[0]}；{way[0]}；{check[0]}", f"{stops[1]}; {way[1]}; {check[1]}")


def export(engine: Engine, plan: TourPlan, format: str, *, language: str = "zh") -> bytes:
    """A tour as a file in one of siting_told.FORMATS."""
    assert format in FORMATS
    english = language == "en"
    facts = [(("规则", "Rules")[english], (f"{plan.rules.km:g} 公里内算到；每 {plan.rules.every} 天一场", f"within {plan.rules.km:g} km; a stop every {plan.rules.every} days")[english]),
             (("未到过的村", "Villages not reached")[english], f"{plan.waiting} / {plan.villages}"), (SCOPE[english], plan.scope or "—"), (AS_OF[english], plan.as_of.isoformat()),
             (("界", "Bound")[english], proof(plan)[english]), (("缺坐标，不计入", "Without a point: not counted")[english], f"{len(plan.no_point)}: {'、'.join(plan.no_point)}")]  # fmt: skip
    table = Table(("场次", "Stops")[english], heads(english, number=("场", "Stop"), date=("日期", "Date"), name=("地点", "Place"), township=("乡镇", "Township"), names=("到达的村", "Villages reached"),
                  households=("户", "Households")), plan.stops)  # fmt: skip
    note("export", plan="tour", scope=plan.scope, as_of=plan.as_of, format=format, rows=len(plan.stops), unmasked=False)
    shown = tuple(mark for mark in marks(engine, language, False) if mark != MASKED[english])
    return WRITERS[format](Document(("巡回方案", "Plan of a tour")[english], tuple(facts), shown, (table,), None, language))
