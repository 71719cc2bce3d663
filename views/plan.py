"""Plans: who helps whom, where points open, where a tour goes, and the proposals that were kept. The address says which."""

from __future__ import annotations

from actions.leading import led_today
from actions.planning import programmes
from views import page, plan_kept, plan_leading, plan_pairing, plan_siting, plan_together, plan_tour
from views.page import esc, t

KINDS = {
    "pairing": (("结对", "Pairs"), plan_pairing.draw),
    "together": (("项目并列", "Together"), plan_together.draw),
    "leading": (("以强带弱", "Strong–weak"), plan_leading.draw),
    "siting": (("选点", "Points"), plan_siting.draw),
    "tour": (("巡回", "Tours"), plan_tour.draw),
    "kept": (("方案库", "Proposals"), plan_kept.draw),
}
"""Each kind of plan with its words and what draws it; another is one line here and a module beside."""


def first(ctx: page.Context) -> str:
    """What the page opens with: pairs, or strong-helps-weak where that is the larger of the two."""
    if ctx.empty or page.get("programme"):
        return "pairing"
    pairs = max((row["pairs"] for row in programmes(ctx.engine, scope=ctx.scope, as_of=ctx.as_of)), default=0)
    return "leading" if led_today(ctx.engine, ctx.scope, ctx.as_of) > pairs else "pairing"


ctx = page.context()
kind = page.get("kind") if page.get("kind") in KINDS else first(ctx)
links = "".join(
    page.link(page.say(words), "plan", cls="on" if name == kind else "", kind=name)
    for name, (words, _) in KINDS.items()
)
page.show(f'<nav class="seg" style="margin-top:10px" aria-label="{esc(t("规划的种类", "Kinds of plan"))}">{links}</nav>')
KINDS[kind][1](ctx)
