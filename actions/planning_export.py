"""A pairing plan as a file: every pair, where it is, whether it is of today. Names are masked; each export is noted in the audit log."""

from __future__ import annotations

import json

import reports.csv
import reports.json
import reports.xlsx
from actions.audit import note
from actions.exporting import marks
from actions.planning import Paired, proof
from graphmodel.engine import Engine
from planning.pairing_rules import PARTS, Rules
from planning.pairing_words import in_words
from reports.document import Document, Table

WRITERS = {"csv": reports.csv.write, "xlsx": reports.xlsx.write, "json": reports.json.write}
HEADS = {
    "helper": ("帮扶人", "Helper"),
    "helper_id": ("帮扶人编码", "Helper's code"),
    "helper_village": ("帮扶人所在村", "Helper's village"),
    "helped": ("帮扶对象", "Helped"),
    "helped_id": ("对象编码", "Code of the helped"),
    "township": ("乡镇", "Township"),
    "village": ("村", "Village"),
    "change": ("变动", "Change"),
}
CHANGES = {True: ("保留", "kept"), False: ("新结", "new")}


def toml(rules: Rules) -> str:
    """The rules as a TOML file that the command line and the page read back; what is as usual is left out.

    >>> print(toml(Rules("帮学", km=30.0, must=(("Member:1", "Household:1"),))), end="")
    programme = "帮学"
    km = 30.0
    must = [["Member:1", "Household:1"]]
    """
    told, usual = rules.to_json(), Rules().to_json()
    lines, tables = [], []
    for name, value in told.items():
        if value == usual[name]:
            continue
        if name in PARTS:
            for one in value:
                kept = {key: part for key, part in one.items() if part not in ("", None)}
                tables += ["", f"[[{name}]]", *(f"{key} = {json.dumps(part, ensure_ascii=False)}" for key, part in kept.items())]
        else:
            lines.append(f"{name} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join([*lines, *tables]) + "\n"


def export(engine: Engine, paired: Paired, format: str, *, language: str = "zh") -> bytes:
    """The pairs of a plan, then those left out, as csv, xlsx or json."""
    english = language == "en"
    today, rows = set(paired.start.current), []
    for a, b in paired.plan.pairs:
        one, other = paired.rows[a], paired.rows[b]
        rows.append(
            {
                "helper": paired.names[a],
                "helper_id": one["id"],
                "helper_village": one["village_name"],
                "helped": paired.names[b],
                "helped_id": other["id"],
                "township": other["township_name"],
                "village": other["village_name"],
                "change": CHANGES[(a, b) in today][english],
            }
        )
    left = [
        {
            "helped": paired.names[b],
            "helped_id": paired.rows[b]["id"],
            "township": paired.rows[b]["township_name"],
            "village": paired.rows[b]["village_name"],
        }
        for b in paired.plan.left
    ]
    tables = (
        Table(("结对", "Pairs")[english], tuple((name, words[english]) for name, words in HEADS.items()), rows),
        Table(
            ("未覆盖", "Not covered")[english],
            tuple((name, HEADS[name][english]) for name in ("helped", "helped_id", "township", "village")),
            left,
        ),
    )
    title = (f"{paired.plan.rules.programme}结对方案", f"Pairing plan: {paired.plan.rules.programme}")[english]
    facts = (
        (("证明", "Proof")[english], proof(paired)[english]),
        (("截至", "As of")[english], str(paired.asked.as_of)),
        (("地域", "Place")[english], paired.asked.scope or ("全部", "everywhere")[english]),
        (("规则", "Rules")[english], ("；", "; ")[english].join(words[english] for words in in_words(paired.plan.rules, paired.nouns))),
    )
    note("export", plan="pairing", scope=paired.asked.scope, as_of=paired.asked.as_of, format=format, rows=len(rows), unmasked=False)
    return WRITERS[format](
        Document(title, facts, tuple(marks(engine, language, False)), tables if format != "csv" else tables[:1], None, language)
    )
