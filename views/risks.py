"""Single points of failure in plain words: what falls when one thing falls out, worst first, every one counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analysis.failure import RELIES, cuts, sole
from graphmodel.schema import NODE, REL
from graphmodel.words import capital
from views import page, table
from views.graph.side import HOW, how
from views.graph.stock import Stock, caption, named, remembered
from views.graph.structures.ground import links
from views.graph.words import counted
from views.page import esc, t
from views.table import Column, Html

Name = Callable[[dict[str, Any]], Html]
MOST = 40


def found(ctx: page.Context, have: Stock) -> dict[str, Any]:
    """What relies on one thing alone, and what cuts the network of leading and joint building; kept until the store changes."""

    def made() -> dict[str, Any]:
        rows = [
            {"type": type, "start": row["start"], "end": row["end"]}
            for type in RELIES
            if have.relationships.get(type)
            for row in links(ctx.engine, have, ctx.as_of, type)  # type: ignore[arg-type]  # the page has a day wherever it has data
        ]
        return {"sole": sole(rows), "cuts": cuts([*have.leads, *have.joint])}

    return remembered(ctx.engine, "risks", (have.scope, ctx.as_of), made)


def draw(ctx: page.Context, have: Stock, name: Name) -> None:
    """The section."""
    all_of = found(ctx, have)
    kinds = list(dict.fromkeys(row["type"] for row in all_of["sole"]))
    if not kinds:
        page.show(f'<div class="none">{esc(t("没有一处是别处的唯一依靠。", "Nothing here is the only support of anything."))}</div>')
        return
    kinds.sort(key=RELIES.index)
    kind = page.get("by") if page.get("by") in kinds else kinds[0]
    page.show(
        '<p class="below"><span class="seg">'
        + "".join(page.link(capital(page.say(REL[one].title)), "clusters", cls="on" if one == kind else "", part="risks", by=one) for one in kinds)
        + "</span></p>"
    )
    rows = [row for row in all_of["sole"] if row["type"] == kind]
    things = named(
        ctx.engine,
        [row["key"] for row in rows[:MOST]]
        + [key for row in rows[:MOST] for key in row["lose"][:4]]
        + [row["key"] for row in all_of["cuts"][:MOST]],
        ctx.unmask,
    )
    page.show(
        table.section(
            t("哪一处退出，谁失去唯一依靠", "If one falls out, who loses its only support"),
            esc(t("逐个计数，不抽样", "every one counted, no sampling")),
        )
    )
    columns = [
        Column(t("退出", "Falls out")),
        Column(t("后果", "What then")),
        Column(t("失去 / 依靠它的", "Lose / rely on it"), right=True),
        Column(t("其中", "Among them")),
    ]
    body = []
    for row in rows[:MOST]:
        noun = NODE[row["label"]].title
        n = len(row["lose"])
        words = t(f"{n} 个{noun[0]}{HOW[kind][0]}", f"{n} {counted(row['label'], n, 'en')} {how(kind, n)}")
        some = t("、", ", ").join(name(things[key]) for key in row["lose"][:4] if key in things)
        more = t(f" 等 {len(row['lose'])} 个", f" and {len(row['lose']) - 4} more") if len(row["lose"]) > 4 else ""
        body.append(
            [
                name(things[row["key"]]) if row["key"] in things else row["key"],
                words,
                table.fraction(len(row["lose"]), row["of"]),
                Html(some + esc(more)),
            ]
        )
    page.show(
        Html('<div style="max-height:calc(100vh - 360px);overflow:auto">')
        + table.table("y low", columns, body, label=t("单点风险", "Single points of failure"))
        + "</div>"
    )
    page.show(f'<div class="pager">{esc(t(f"显示 {len(body)} / 共 {len(rows):,} 行", f"{len(body)} of {len(rows):,} rows"))}</div>')
    if kind == "LEADS" and all_of["cuts"]:
        told = t("；", "; ").join(cut_words(row, caption(things[row["key"]])) for row in all_of["cuts"][:8] if row["key"] in things)
        page.show(
            table.section(t("帮带与联建的网络在哪里断开", "Where the network of leading and joint building breaks"), "")
            + f'<p class="lead">{esc(capital(told))}{t("。", ".")}</p>'
        )


def cut_words(row: dict[str, Any], name: str) -> str:
    """What breaks off with one thing, in words."""
    off, parts = sum(row["parts"][1:]), len(row["parts"])
    return t(f"{name}退出，网络断成 {parts} 块，{off} 处脱开", f"without {name} it falls into {parts} pieces, {off} {'comes' if off == 1 else 'come'} loose")
