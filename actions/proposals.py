"""Proposals that are kept: draft, submitted, approved, then written as an import, or rejected with a reason. One JSON file each."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import loaders
from actions.audit import who
from actions.planning import Paired, PlanError, proof
from actions.planning_workbook import workbook
from actions.siting_workbook import workbook as points_workbook
from actions.stores import home
from graphmodel.engine import Engine
from graphmodel.imports import ImportRecord, standing
from graphmodel.words import Text

STATES: dict[str, Text] = {
    "draft": ("草稿", "draft"),
    "submitted": ("已提交", "submitted"),
    "approved": ("已批准", "approved"),
    "written": ("已写入", "written"),
    "rejected": ("已退回", "rejected"),
    "undone": ("已撤销", "undone"),
}
NEXT = {"submitted": ("draft",), "approved": ("submitted",), "rejected": ("submitted", "approved"), "written": ("approved",)}
"""The states that a proposal may come from."""
NAME = re.compile(r"[^\\/:*?\"<>|.\x00-\x1f][^\\/:*?\"<>|\x00-\x1f]{0,59}")
Proposal = dict[str, Any]


def keep(engine: Engine, name: str, paired: Paired, *, samples: bool = False) -> Proposal:
    """Keeps a plan of pairs under a name as a draft; see `draft`."""
    asked = asdict(paired.asked) | {
        "rules": paired.plan.rules.to_json(),
        "as_of": paired.asked.as_of.isoformat() if paired.asked.as_of else None,
    }
    return draft(
        engine,
        name,
        {
            "kind": "pairing",
            "relation": paired.asked.relation,
            "programme": paired.plan.rules.programme,
            "scope": paired.asked.scope,
            "as_of": asked["as_of"],
            "asked": asked,
            "plan": paired.document,
            "current": [[a, b, key] for (a, b), keys in paired.start.keys.items() for key in keys],
            "summary": asdict(paired.summary),
            "today": asdict(paired.today),
            "proof": list(proof(paired)),
            "verified": paired.verdict.holds,
            "gaps": [asdict(gap) | {"words": list(gap.words(paired.nouns.some, paired.nouns.one))} for gap in paired.gaps],
        },
        samples=samples,
    )


def draft(engine: Engine, name: str, made: Proposal, *, samples: bool = False) -> Proposal:
    """Keeps what was planned under a name as a draft; a draft of that name is replaced. PlanError when it is no name or past a draft."""
    name = name.strip()
    if not NAME.fullmatch(name):
        raise PlanError(
            f'名称“{name}”不可用：1 至 60 字，不含 \\ / : * ? " < > |，不以点开头。',
            f'The name {name!r} cannot be used: 1 to 60 characters, none of \\ / : * ? " < > |, no leading dot.',
        )
    old = kept(samples=samples).get(name)
    if old and as_it_is(engine, old)["state"] not in ("draft", "rejected", "undone"):
        raise PlanError(
            f"方案“{name}”{STATES[old['state']][0]}，不能覆盖。换一个名称。",
            f"The proposal {name!r} is {STATES[old['state']][1]} and stays. Maybe another name.",
        )
    held = {
        "name": name,
        "state": "draft",
        **made,
        "store": stamp(engine.state()),
        "import": None,
        "history": [step("draft", "")],
    }
    save(held, samples)
    return held


def stamp(state: str) -> str:
    """The part of a store's state that does not name where it lies."""
    return state.partition("#")[2]


def step(state: str, note: str) -> dict[str, str]:
    """One line of a proposal's history."""
    return {"at": datetime.now(UTC).isoformat(timespec="seconds"), "who": who(), "state": state, "note": note}


def folder(samples: bool) -> Path:
    """Where proposals for the samples, or for one's own data, are kept: the two never mix."""
    return home() / "proposals" / ("samples" if samples else "own")


def kept(*, samples: bool = False) -> dict[str, Proposal]:
    """Every proposal by name. A file that cannot be read is left out."""
    found: dict[str, Proposal] = {}
    for file in sorted(folder(samples).glob("*.json")):
        try:
            held = json.loads(file.read_text("utf-8"))
            found[held["name"]] = held
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


def proposal(name: str, *, samples: bool = False) -> Proposal:
    """One proposal. PlanError lists those there are when there is none of that name."""
    found = kept(samples=samples)
    if name not in found:
        raise PlanError(
            f"没有名为“{name}”的方案。可用：{'、'.join(found) or '无'}",
            f"There is no proposal named {name!r}. There are: {', '.join(found) or 'none'}",
        )
    return found[name]


def stale(engine: Engine, held: Proposal) -> bool:
    """Whether the store changed since the plan was made; one that is written is not stale."""
    return held["state"] != "written" and held["store"] != stamp(engine.state())


def as_it_is(engine: Engine, held: Proposal) -> Proposal:
    """The proposal with the state "undone" where its import was taken back."""
    gone = held["state"] == "written" and held["import"] not in {record.number for record in standing(engine.imports())}
    return held | {"state": "undone"} if gone else held


def move(engine: Engine, name: str, to: str, *, note: str = "", samples: bool = False) -> Proposal:
    """Submits, approves or rejects a proposal. PlanError when it is not its turn, it is stale, or a rejection has no reason."""
    held = proposal(name, samples=samples)
    if held["state"] not in NEXT[to]:
        raise PlanError(
            f"方案“{name}”现为“{STATES[held['state']][0]}”，不能改为{STATES[to][0]}。",
            f"The proposal {name!r} is {STATES[held['state']][1]}: it cannot become {STATES[to][1]}.",
        )
    if to == "rejected" and not note.strip():
        raise PlanError("没有写退回的理由。", "The reason for the rejection is missing.")
    if to != "rejected":
        fresh(engine, held)
    held["state"] = to
    held["history"].append(step(to, note.strip()))
    save(held, samples)
    return held


def fresh(engine: Engine, held: Proposal) -> None:
    """PlanError when the store changed since, or the plan failed its check."""
    if stale(engine, held):
        raise PlanError(
            f"台账已更新，方案“{held['name']}”为旧结果。重新计算后再继续。",
            f"The data changed since: the proposal {held['name']!r} is stale. Compute it again first.",
        )
    if not held["verified"]:
        raise PlanError(f"方案“{held['name']}”核验未通过。", f"The proposal {held['name']!r} failed its check.")


def write(engine: Engine, name: str, *, day: date | None = None, samples: bool = False) -> tuple[Proposal, ImportRecord]:
    """Writes an approved proposal as an import of its own: new pairs from `day` on, those it leaves end on it. `undo` takes it back."""
    held = proposal(name, samples=samples)
    if held["state"] not in NEXT["written"]:
        raise PlanError(
            f"方案“{name}”{STATES[held['state']][0]}，批准后才能写入。",
            f"The proposal {name!r} is {STATES[held['state']][1]}: only an approved one is written.",
        )
    fresh(engine, held)
    from_day = day or date.fromisoformat(held["as_of"])
    approved = next(one for one in reversed(held["history"]) if one["state"] == "approved")
    note = f"方案 {name}；批准 {approved['who'] or '—'} {approved['at']}"
    file = folder(samples) / f"{name}.xlsx"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes((workbook if held["kind"] in ("pairing", "leading") else points_workbook)(held, from_day))
    last = max((record.data_date for record in standing(engine.imports())), default=from_day)
    try:
        draft = loaders.prepare(engine, [file], data_date=max(from_day, last), who=who(), conflicts="replace", samples=samples)
        if draft.errors:
            raise PlanError(*draft.errors[0].reason)
        record = loaders.write(engine, replace(draft, record=replace(draft.record, note=note)), None)
    finally:
        file.unlink(missing_ok=True)
    if record is None:
        raise PlanError("方案与现状相同，没有可写入的变动。", "The proposal is the same as today: there is nothing to write.")
    held["state"], held["import"] = "written", record.number
    held["history"].append(step("written", f"{record.number}"))
    save(held, samples)
    return held, record


def forget(engine: Engine, name: str, *, samples: bool = False) -> None:
    """Removes a proposal that is a draft, rejected or undone."""
    held = as_it_is(engine, proposal(name, samples=samples))
    if held["state"] not in ("draft", "rejected", "undone"):
        raise PlanError(
            f"方案“{name}”{STATES[held['state']][0]}，不能删除。",
            f"The proposal {name!r} is {STATES[held['state']][1]} and cannot be removed.",
        )
    (folder(samples) / f"{name}.json").unlink()


def save(held: Proposal, samples: bool) -> None:
    """Writes the file whole: a failure leaves what was there before."""
    file = folder(samples) / f"{held['name']}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    part.write_text(json.dumps(held, ensure_ascii=False, default=str) + "\n", "utf-8")
    part.replace(file)
