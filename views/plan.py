"""Plans: who helps whom, where points open, where a tour goes, and the proposals that were kept. The address says which."""

from __future__ import annotations

from views import page, plan_kept, plan_pairing, plan_siting, plan_tour
from views.page import esc, t

KINDS = {
    "pairing": (("结对", "Pairs"), plan_pairing.draw),
    "siting": (("选点", "Points"), plan_siting.draw),
    "tour": (("巡回", "Tours"), plan_tour.draw),
    "kept": (("方案库", "Proposals"), plan_kept.draw),
}
"""Each kind of plan with its words and what draws it; another is one line here and a module beside."""
kind = page.get("kind") if page.get("kind") in KINDS else "pairing"
links = "".join(
    page.link(page.say(words), "plan", cls="on" if name == kind else "", **({} if name == "pairing" else {"kind": name}))
    for name, (words, _) in KINDS.items()
)
page.show(f'<nav class="seg" style="margin-top:10px" aria-label="{esc(t("规划的种类", "Kinds of plan"))}">{links}</nav>')
KINDS[kind][1](page.context())
