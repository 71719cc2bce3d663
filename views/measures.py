"""What strength rests on in the clusters: a property of the ledger, or a strength setting."""

from __future__ import annotations

from typing import Any

from actions.clusters import weighed
from actions.strength import StrengthError, saved_strengths, territory
from analysis.strength import Setting
from views import page
from views.graph.stock import Stock
from views.page import esc, t

MEASURES = {
    "income": ("人均收入", "Income per head", "元/年", "yuan"),
    "collective_income": ("集体收入", "Collective income", "万元/年", "10,000 yuan"),
    "strength": ("强弱设置", "Strength setting", "强弱", "strength"),
}


def choices(ctx: page.Context, measure: str) -> str:
    """What strength rests on: a property, the first strength setting, or one that was saved."""
    kept = [name for name, setting in saved_strengths(territory(ctx.scope), samples=ctx.samples).items() if setting.type == "Village"]
    offered = [(key, page.say(words[:2]), "") for key, words in MEASURES.items()] + [("strength", name, name) for name in kept]
    chosen = (measure, page.get("setting") if measure == "strength" and page.get("setting") in kept else "")
    links = "".join(
        page.link(words, "clusters", cls="on" if (key, setting) == chosen else "", measure=key, setting=setting, leader=page.get("leader"))
        for key, words, setting in offered
    )
    change = page.link(t("改设置", "Change the settings"), "strength")
    return f'<p class="lead"><span class="i2">{esc(t("强弱按", "Strength by"))}</span> <span class="seg">{links}</span> {change}</p>'


def measured(ctx: page.Context, have: Stock, measure: str) -> tuple[list[dict[str, Any]], str]:
    """The villages with what their strength rests on; and what is wrong with the setting."""
    villages = list(have.things.values())
    if measure != "strength":
        return villages, ""
    kept = saved_strengths(territory(ctx.scope), samples=ctx.samples)
    setting = kept.get(page.get("setting")) or Setting()
    try:
        return weighed(ctx.engine, villages, setting if setting.type == "Village" else Setting(), ctx.scope, ctx.as_of), ""
    except StrengthError as fault:
        return villages, page.say(fault.text)
