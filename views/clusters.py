"""Clusters: who leads whom, how strong, how weak, how far, and who is left out. Every name opens in the network."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from analysis import clusters, left_out
from views import natural, overlap, page, risks, table
from views.graph import figure
from views.graph.coverage import layers
from views.graph.stock import Stock, caption, stock
from views.measures import MEASURES, choices, measured
from views.page import esc, t
from views.table import Column, Html

PARTS = {"leading": ("帮带", "Leading"), "natural": ("自然群体", "Natural communities"), "risks": ("单点风险", "Single points")}


def name(thing: dict[str, Any], red: bool = False) -> Html:
    """A name that opens its thing in the network."""
    return Html(page.link(caption(thing) if "type" in thing else thing["name"], "network", cls="g b" if red else "", node=thing["key"]))


def kilometres(value: float | None) -> Any:
    """A distance with one decimal."""
    return None if value is None else Html(f"{value:.1f}")


def amount(value: float | None) -> Any:
    """A value of the measure: whole numbers from 1,000 on, else one decimal, below 2 two."""
    return (
        None if value is None else Html(f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.2f}" if abs(value) < 2 else f"{value:,.1f}")
    )


def overview(found: list[dict[str, Any]], have: Stock, measure: str, chosen: str) -> None:
    """One row for each leader."""
    unit = t(*MEASURES[measure][2:])
    columns = [
        Column(t("帮带村", "Leader"), cls="nw"),
        Column(t("片区", "Area"), cls="nw"),
        Column(t("被帮带", "Led"), right=True),
        Column(t("跨片区", "Outside"), right=True),
        Column(t("重叠", "Overlap"), right=True),
        Column(t("平均 km", "Mean km"), right=True),
        Column(t("最远 km", "Far"), right=True),
        Column(t(f"帮带村 {unit}", f"Leader {unit}"), right=True),
        Column(t("被帮带平均", "Mean"), right=True),
        Column(t("差距", "Gap"), right=True),
        Column(t("缺数", "Blank"), right=True),
        Column(t("较弱", "Weaker"), right=True),
    ]
    rows = []
    for row in found:
        known = row["size"] - row["missing"]
        weaker = table.fraction(row["weaker"], known, places=2) if row["weaker"] is not None and known else None
        led = page.link(f"{row['size']}", "clusters", leader=row["leader"]["key"], measure=measure, setting=page.get("setting"))
        area = have.things.get(row["area"])
        rows.append(
            [
                name(row["leader"]),
                name(area) if area else None,
                Html(f"<b>{led}</b>"),
                len(row["outside"]),
                len({key for one in row["overlap"] for key in one["keys"]}),
                kilometres(row["mean_km"]),
                kilometres(row["max_km"]),
                amount(row["leader_value"]),
                amount(row["led_mean"]),
                amount(row["gap"]),
                row["missing"],
                weaker,
            ]
        )
    at = next((number for number, row in enumerate(found) if row["leader"]["key"] == chosen), None)
    page.show(
        table.section(
            t("谁帮带谁，强弱如何", "Who leads whom, and how strong"),
            esc(t("距离为直线，公里；缺数不计为弱", "Straight line, km; a missing value is never counted as weak")),
        )
    )
    page.show(table.table("y low", columns, rows, chosen=at, label=t("以强带弱的组", "Clusters")))


def led_by(row: dict[str, Any], have: Stock, measure: str, gaps: dict[str, list[str]]) -> None:
    """The led of one leader, nearest first."""
    columns = [
        Column(t("被帮带村", "Led village"), cls="nw"),
        Column(t("片区", "Area"), cls="nw"),
        Column(t("直线 km", "Straight km"), right=True),
        Column(t("户数", "Households"), right=True),
        Column(f"{t(*MEASURES[measure][:2])} {t(*MEASURES[measure][2:])}", right=True),
        Column(t("重叠", "Overlap")),
        Column(t("未覆盖", "Not covered")),
    ]
    rows, overlaps = [], overlap.of_village(row, have)
    for led in row["led"]:
        area = have.things.get(led["area"])
        mine = gaps.get(led["key"], [])
        place = (
            Html(esc(caption(area)) + (f' <span class="i3">{esc(t("跨片区", "other area"))}</span>' if led["other_area"] else ""))
            if area
            else None
        )
        rows.append(
            [
                name(led, bool(mine)),
                place,
                kilometres(led["km"]),
                led.get("households"),
                amount(led.get(measure)),
                overlaps.get(led["key"], Html("")),
                Html(f'<span class="g">{esc(t("、", ", ").join(mine))}</span>') if mine else Html(""),
            ]
        )
    page.show(
        table.section(
            t(f"{row['leader']['name']}帮带的 {row['size']} 村", f"The {row['size']} villages led by {row['leader']['name']}"),
            esc(t("由近到远", "nearest first")),
        )
    )
    page.show(
        Html('<div style="max-height:calc(100vh - 400px);overflow:auto">')
        + table.table("y low", columns, rows, label=t("被帮带的村", "Led villages"))
        + "</div>"
    )


def not_in_it(have: Stock, gaps: dict[str, list[str]], without: set[str], should: int) -> None:
    """Who should be led and is not, and the villages outside the network, by area."""
    villages = [thing for thing in have.things.values() if thing["type"] == "Village"]
    outside = left_out(villages, have.leads)
    page.show(
        table.section(
            t("谁没有被带上", "Who is left out"),
            esc(t("应被帮带的村见问题“没有帮带村的村”", "Who should be led: the question Villages without a leader")),
        )
    )
    answer = table.fraction(len(without), should, red=True) if should else "0"
    link = page.link(t("清单", "List"), "questions", q="villages_without_leader")
    page.show(f'<p class="lead">{esc(t("应被帮带而没有帮带村：", "Should be led and have no leader: "))}{answer} {link}</p>')
    by_area: dict[str, list[dict[str, Any]]] = {}
    for thing in outside:
        by_area.setdefault(have.home.get(thing["key"], ""), []).append(thing)
    rows = [
        [
            name(have.things[area]) if area in have.things else t("不在片区", "In no area"),
            len(things),
            Html(t("、", ", ").join(name(thing, thing["key"] in gaps) for thing in things)),
        ]
        for area, things in sorted(by_area.items())
    ]
    columns = [
        Column(t("片区", "Area"), cls="nw"),
        Column(t("村数", "Villages"), right=True),
        Column(t("不在以强带弱之内的村", "Villages outside strong-helps-weak")),
    ]
    page.show(
        Html('<div style="max-height:calc(100vh - 470px);min-height:200px;overflow:auto">')
        + table.yearbook(columns, rows, cls="low", label=t("未纳入的村", "Left out"))
        + "</div>"
    )


def draw() -> None:
    """The page."""
    ctx = page.context()
    if ctx.empty:
        page.heading(t("以强带弱", "Strong helps weak"))
        page.nothing_yet()
        return
    day = ctx.as_of or date.today()
    have = stock(ctx.engine, ctx.scope, day)
    measure = page.get("measure") if page.get("measure") in MEASURES else "income"
    part = page.get("part") if page.get("part") in PARTS else "leading"
    villages_, wrong = measured(ctx, have, measure)
    found = clusters(villages_, have.leads, have.home, measure)
    villages = have.nodes.get("Village", 0)
    led = len({link["end"] for link in have.leads})
    facts = " ".join(
        f"<span>{esc(words)} <b>{number:,}</b></span>"
        for words, number in ((t("帮带村", "Leaders"), len(found)), (t("被帮带村", "Led"), led), (t("全部村", "Villages"), villages))
    )
    title = t("以强带弱", "Strong helps weak") if part == "leading" else page.say(PARTS[part])
    with page.heading(title, facts=f'<span class="facts">{facts}</span>'):
        page.show(
            '<span class="seg">'
            + "".join(page.link(page.say(words), "clusters", cls="on" if key == part else "", part=key) for key, words in PARTS.items())
            + "</span>"
        )
    if part != "leading":
        (natural if part == "natural" else risks).draw(ctx, have, name)
        return
    page.show(choices(ctx, measure) + (f'<div class="fault">{esc(wrong)}</div>' if wrong else ""))
    if not found:
        page.show(
            '<div class="none">'
            + esc(t(f"本地域没有以强带弱关系（0 / {villages} 村）。", f"No village leads another here (0 of {villages})."))
            + "</div>"
        )
        return
    everything = layers(ctx.engine, have, day, ("Village",))
    gaps: dict[str, list[str]] = {}
    for layer in everything.values():
        if layer.type == "Village" and layer.telling:
            for key in sorted(layer.uncovered):
                gaps.setdefault(key, []).append(page.say(layer.title))
    chosen = next((row for row in found if row["leader"]["key"] == page.get("leader")), found[0])
    without = everything.get("villages_without_leader")
    left, right = st.columns([1, 0.57], gap="medium")
    with left:
        overview(found, have, measure, chosen["leader"]["key"])
        overlap.pairs(found, have)
        led_by(chosen, have, measure, gaps)
    with right:
        page.show(
            table.section(
                t("分布", "The clusters"), page.link(t("在网络中打开", "Open in the network"), "network", node=chosen["leader"]["key"])
            )
        )
        opened = figure.picture(figure.stars(found, set(gaps), chosen["leader"]["key"], ctx.lang), "stars")
        if opened:
            st.switch_page("views/network.py", query_params={**page.shared(), "node": opened})
        not_in_it(have, gaps, set(without.uncovered) if without else set(), without.total if without else 0)


draw()
