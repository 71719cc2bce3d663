"""Plans of service points and tours kept as proposals, from draft to import like any other."""

from __future__ import annotations

from typing import Any

import queries.siting
from actions import proposals, siting_told, touring
from actions.planning import PlanError
from actions.siting import SitingPlan
from actions.touring import TourPlan
from graphmodel.engine import Engine
from planning.siting import serving


def keep_siting(engine: Engine, name: str, plan: SitingPlan, *, samples: bool = False) -> dict[str, Any]:
    """Keeps a plan of service points under a name as a draft. PlanError as proposals.keep."""
    case = plan.case
    by = serving(case, plan.goal, plan.answer.chosen, plan.answer.served)
    codes = {j: code(case.candidates[j].key, case.places[0].key) for j in plan.answer.chosen}
    centres = [{"code": codes[row["point"]], "name": f"{case.candidates[row['point']].name}服务点", "lat": case.candidates[row["point"]].lat, "lon": case.candidates[row["point"]].lon,
                "place": at if (at := case.candidates[row["point"]].key).startswith("Village:") else None} for row in plan.reasons if not row["now"]]  # fmt: skip
    serves = [[codes[int(j)], case.places[i].key.partition(":")[2]] for i, j in enumerate(by) if j >= 0]
    held = {row["id"] for row in queries.siting.centres(engine, plan.scope, plan.as_of)}
    shut = sorted(held - {codes[j] for j in plan.answer.chosen})
    current = [
        {**row, "since": row["since"].isoformat() if row["since"] else None}
        for row in queries.siting.served(engine, plan.scope, plan.as_of)
    ]
    told = siting_told.document(plan)
    gaps = [
        {"words": [f"{row['name']}：{siting_told.WHY[row['why']][0]}", f"{row['name']}: {siting_told.WHY[row['why']][1]}"]}
        for row in told["left_out"]
    ] + uncounted(told)
    return kept(engine, name, samples, {
        "kind": "siting", "scope": plan.scope, "as_of": plan.as_of.isoformat(), "asked": told["rules"], "summary": told["plan"], "today": told["now"],
        "proof": list(siting_told.standing(plan)), "verified": plan.verdict.ok, "gaps": gaps,
        "plan": {"centres": centres, "serves": serves, "shut": shut, "document": told}, "current": current,
    })  # fmt: skip


def keep_tour(engine: Engine, name: str, plan: TourPlan, *, samples: bool = False) -> dict[str, Any]:
    """Keeps the stops of a tour under a name as a draft. PlanError as proposals.keep."""
    told = touring.document(plan)
    stops = [{"code": f"{stop['key'].partition(':')[2][:6]}/XH-{stop['date']:%Y%m%d}-{stop['number']:02}", "name": f"巡回第 {stop['number']} 场", "kind": plan.rules.kind or "宣讲演出",
              "date": stop["date"].isoformat(), "place": stop["key"]} for stop in plan.stops]  # fmt: skip
    return kept(engine, name, samples, {
        "kind": "tour", "scope": plan.scope, "as_of": plan.as_of.isoformat(), "asked": told["rules"], "summary": {"stops": len(stops), "km": told["km"]}, "today": plan.earlier,
        "proof": list(touring.proof(plan)), "verified": plan.verdict.ok, "gaps": uncounted(told), "plan": {"stops": stops, "document": told}, "current": [],
    })  # fmt: skip


def uncounted(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The villages of a document that could not be planned for, each with why."""
    return [{"words": [f"{name}：{why['zh']}", f"{name}: {why['en']}"]} for why in told["excluded"] for name in why["names"]]


def code(key: str, near: str) -> str:
    """The code of the centre at a candidate: its own, or one made of the territory's code and the place's.

    >>> code("ServiceCentre:370982/ZX-01", ""), code("Village:370982105201", ""), code("Candidate:A1", "Village:370982105201")
    ('370982/ZX-01', '370982/FW-370982105201', '370982/FW-A1')
    """
    label, _, id = key.partition(":")
    if label == "ServiceCentre":
        return id
    territory = (id if label == "Village" else near.partition(":")[2])[:6]
    return f"{territory}/FW-{id.rpartition('/')[2]}"


def kept(engine: Engine, name: str, samples: bool, made: dict[str, Any]) -> dict[str, Any]:
    """Saves a draft; a draft or rejected proposal of that name is replaced."""
    name = name.strip()
    if not proposals.NAME.fullmatch(name):
        raise PlanError(
            f'名称“{name}”不可用：1 至 60 字，不含 \\ / : * ? " < > |，不以点开头。',
            f'The name {name!r} cannot be used: 1 to 60 characters, none of \\ / : * ? " < > |, no leading dot.',
        )
    old = proposals.kept(samples=samples).get(name)
    if old and old["state"] not in ("draft", "rejected"):
        state = proposals.STATES[old["state"]]
        raise PlanError(
            f"方案“{name}”{state[0]}，不能覆盖。换一个名称。", f"The proposal {name!r} is {state[1]} and stays. Maybe another name."
        )
    proposal = {
        "name": name,
        "state": "draft",
        "store": proposals.stamp(engine.state()),
        "import": None,
        "history": [proposals.step("draft", "")],
        **made,
    }
    proposals.save(proposal, samples)
    return proposal
