"""The bar under a pairing plan: which plan is chosen, how far it has come, and the next step."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from actions import proposals
from actions.planning import Paired
from actions.planning_export import export
from views import page
from views.page import esc, t
from views.plan_entry import downloads
from views.plan_kept import deed, steps


def draw(ctx: page.Context, found: Sequence[Paired], at: int) -> None:
    """States at the left, the choice of plan, and what can be done with it."""
    chosen = found[at]
    held = proposals.kept(samples=ctx.samples).get(page.get("proposal"))
    held = proposals.as_it_is(ctx.engine, held) if held else None
    with st.container(key="action", horizontal=True, vertical_alignment="center"):
        page.show(steps(held["state"] if held else "draft"))
        seg = "".join(
            page.link(
                t(f"方案{zh}", f"Plan {en}"), "plan", cls="on" if number == at else "", **{**page.own(), "pick": pick, "proposal": ""}
            )
            for number, (zh, en, pick) in enumerate((("甲", "A", ""), ("乙", "B", "b")))
        )
        page.show(f'<span class="seg">{seg}</span>')
        said = st.session_state.pop("_plan_said", "") or (
            t(
                f"{held['name']}：{page.say(proposals.STATES[held['state']])}",
                f"{held['name']}: {page.say(proposals.STATES[held['state']])}",
            )
            if held
            else t("写入后可撤销", "what is written can be undone")
        )
        page.show(f'<span class="why">{esc(said)}</span>')
        downloads("pairing", lambda format: export(ctx.engine, chosen, format, language=ctx.lang))
        if ctx.past:
            return
        if held is None:
            name = st.text_input(
                t("名称", "Name"),
                value=t(f"{chosen.plan.rules.programme}方案{'甲乙'[at]}", f"{chosen.plan.rules.programme} {'AB'[at]}"),
                key=f"_plan_name_{at}",
                max_chars=60,
                width=220,
            )
            if st.button(t("存为草稿", "Keep as draft"), type="primary", key="plan_keep"):
                deed(lambda: page.put(proposal=proposals.keep(ctx.engine, name, chosen, samples=ctx.samples)["name"]))
        else:
            page.show(page.link(t("到方案库继续", "Go on in the proposals"), "plan", cls="btn", kind="kept", proposal=held["name"]))
