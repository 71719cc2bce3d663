"""A pairing plan as a file: every pair, where it is, whether it is of today. Names are masked; each export is noted in the audit log."""

from __future__ import annotations

import reports.csv
import reports.json
import reports.xlsx
from actions.audit import note
from actions.exporting import marks
from actions.planning import Paired, proof
from graphmodel.engine import Engine
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
