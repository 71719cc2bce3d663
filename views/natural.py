"""Natural communities beside the official areas: how far they agree, how stable they are, and which villages lie elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from actions.clusters import compared
from analysis.communities import joined
from views import page, table
from views.graph.stock import Stock, caption, remembered
from views.page import esc, t
from views.table import Column, Html

Name = Callable[[dict[str, Any]], Html]
STEPS = (0.2, 0.5, 0.8, 1.0, 1.2, 1.5, 2.0, 3.0, 5.0)


def resolution() -> float:
    """The resolution that the address names, or 1."""
    try:
        value = float(page.get("resolution") or 1)
    except ValueError:
        value = 1.0
    return min(STEPS, key=lambda one: abs(one - value))


def areas(have: Stock) -> dict[str, str]:
    """The official area of each village; the township where there are no areas."""
    kind = "Area:" if any(place.startswith("Area:") for place in have.home.values()) else "Township:"
    return {key: place for key, place in have.home.items() if key.startswith("Village:") and place.startswith(kind)}


def found(ctx: page.Context, have: Stock, sharp: float) -> dict[str, Any]:
    """The communities of a place, kept until the store changes."""
    villages = [one for one in have.things.values() if one["type"] == "Village"]
    links = joined(have.leads, have.joint, have.sums)
    return remembered(ctx.engine, "natural", (have.scope, ctx.as_of, sharp), lambda: compared(villages, areas(have), links, sharp, 1))


def draw(ctx: page.Context, have: Stock, name: Name) -> None:
    """The section."""

    def chosen() -> None:
        page.put(resolution=f"{st.session_state['_resolution']:g}")

    with st.container(key="params", horizontal=True, vertical_alignment="center"):
        st.select_slider(
            t("分辨率（越大群体越小）", "Resolution (larger: smaller communities)"),
            STEPS,
            value=resolution(),
            key="_resolution",
            on_change=chosen,
            width=420,
        )
    known = found(ctx, have, resolution())
    side = known["beside"]
    if not known["groups"]:
        page.show(f'<div class="none">{esc(t("本地域的村之间没有可用的关系。", "Nothing joins the villages here."))}</div>')
        return
    page.show(facts(known, side))
    official = t("片区", "Area") if any(place.startswith("Area:") for place in areas(have).values()) else t("乡镇", "Township")
    columns = [
        Column(t("自然群体", "Community")),
        Column(t("村数", "Villages"), right=True),
        Column(t(f"最近的{official}", f"Nearest {official.lower()}")),
        Column(t("一致", "Agree"), right=True),
        Column(t(f"属其他{official}的村", f"Villages of another {official.lower()}")),
    ]
    body = []
    for number, row in enumerate(side["rows"], 1):
        others = [one for some in row["others"].values() for one in some]
        body.append(
            [
                Html(f"<b>{number}</b>"),
                row["size"],
                name(have.things[row["area"]]) if row["area"] in have.things else None,
                table.fraction(row["agree"], row["size"], places=2),
                Html(t("、", ", ").join(name(have.things[one]) + said_in(place(have, one)) for one in others))
                if others
                else Html(""),
            ]
        )
    page.show(
        table.section(
            t("自然群体与官方划分", "Natural communities and the official division"),
            esc(t("按村之间的帮带、联建和其他关系算出", "found from leading, joint building and whatever else joins villages")),
        )
    )
    page.show(
        Html('<div style="max-height:calc(100vh - 390px);overflow:auto">')
        + table.table("y low", columns, body, label=t("自然群体", "Communities"))
        + "</div>"
    )
    if known["alone"]:
        n, names = len(known["alone"]), t("、", ", ").join(name(have.things[one]) for one in known["alone"][:40])
        said = t(f"没有任何关系的村 {n} 个，不参与比较：", f"{table.several(n, 'village')} without any relationship, not compared: ")
        page.show(f'<p class="lead above">{esc(said)}{names}</p>')


def place(have: Stock, key: str) -> str:
    """The name of the area or township that a village is officially in."""
    home = areas(have).get(key, "")
    return caption(have.things[home]) if home in have.things else t("无", "none")


def facts(known: dict[str, Any], side: dict[str, Any]) -> str:
    """The figures, each with what it means."""
    told = (
        (t("群体", "Communities"), f"{len(known['groups'])}", ""),
        (t("模块度", "Modularity"), f"{known['modularity']:.3f}", t("0 为随机，越高分得越清", "0 is chance; higher is clearer")),
        (
            t("稳定性", "Stability"),
            f"{known['stability']:.2f}",
            t(f"{known['runs']} 个种子两两 ARI 的平均", f"mean ARI of all pairs of {known['runs']} seeds"),
        ),
        (
            "ARI",
            f"{side['rand']:.3f}",
            t("与官方划分的一致程度，1 为相同，0 为随机", "agreement with the official division: 1 the same, 0 chance"),
        ),
        ("NMI", f"{side['information']:.3f}", t("同上，按信息量，0 至 1", "the same by information, 0 to 1")),
        (t("不一致", "Differ"), f"{len(side['differ'])} / {side['n']}", t("村", "villages")),
    )
    cells = "".join(f"<span>{esc(words)} <b>{esc(value)}</b> <span class=i3>{esc(hint)}</span></span>" for words, value, hint in told)
    return f'<p class="lead facts below" style="flex-wrap:wrap;display:flex;gap:4px 22px">{cells}</p>'


def said_in(area: str) -> str:
    """The area that a village belongs to, behind its name, as HTML."""
    return f'<span class="i3">{esc(t(f"（{area}）", f" ({area})"))}</span>'
