"""Figures: each figure that was published beside the one computed from the rows of the samples, system by system."""

from __future__ import annotations

import re
from typing import Any

import streamlit as st

import queries
import samples
from graphmodel.schema import NODE, REL
from views import page, table
from views.page import esc, t
from views.table import Column, Html

ctx = page.context()
SIGNS = {"=": "", ">": "> ", ">=": "≥ ", "≥": "≥ ", "<": "< ", "<=": "≤ ", "~": "≈ "}
"""How an operator stands before the published value."""

UNITS = {
    "个": "",
    "层": "tiers",
    "座": "",
    "处": "",
    "户": "households",
    "片": "plots",
    "亩": "mu",
    "人": "people",
    "小时": "hours",
    "平方米": "m²",
    "天": "days",
    "箱": "hives",
    "元": "yuan",
    "类": "kinds",
    "名": "members",
    "%": "%",
    "项": "",
    "场": "",
    "日": "",
    "次": "",
    "级": "tiers",
    "种": "kinds",
    "方": "parties",
    "支": "",
    "件": "",
}
"""The units of the published figures in English; a count of things needs none."""


@st.cache_resource(max_entries=4, show_spinner=False)
def computed(address: str, state: str) -> list[dict[str, Any]]:
    """Every figure of the store; kept until it changes."""
    return queries.figures(ctx.engine)


def value(told: Any) -> Html:
    """A published or computed value: numbers parted, text as it stands, 空 where nothing could be computed."""
    if isinstance(told, str):
        try:
            told = float(told) if "." in told else int(told)
        except ValueError:
            return Html(esc(told)) if told else table.cell(None)
    return Html(table.number(told)) if isinstance(told, (int, float)) and not isinstance(told, bool) else table.cell(told)


def opening(row: dict[str, Any], label: Html) -> Html:
    """The computed value, or a word, as a link to the question that computes it, with its parameters."""
    given = {f"p.{name}": held for name, held in row["params"].items()}
    return Html(page.link_html(label, "questions", data="samples", scope=row["scope"], as_of=row["as_of"], q=row["question"], **given))


def line(row: dict[str, Any]) -> list[Any]:
    """One figure as a row of the table."""
    mark = f' <span class="mark" title="{esc(page.say(row["assumption"]))}">{esc(t("假定", "assumed"))}</span>' if row["assumption"] else ""
    basis = opening(row, Html(esc(page.say(queries.BOOK[row["question"]].title))))
    only = t("、", ", ").join(
        dict.fromkeys(choice(str(one)) for held in row["where"].values() for one in (held if isinstance(held, list) else [held]))
    )
    more = f' <span class="i3">{esc(t(f"（{only}）", f" ({only})"))}</span>' if only else ""
    return [
        Html(f'<span title="{esc(printed(row))}">{esc(page.say(row["title"]))}</span>{mark}'),
        Html(f'<span class="i3">{esc(SIGNS.get(row["op"], str(row["op"]) + " "))}</span>{value(row["published"])}'),
        opening(row, Html(f"<b>{value(row['computed'])}</b>")),
        Html(esc(t(row["unit"], UNITS.get(row["unit"], row["unit"])))),
        t("相符", "holds")
        if row["holds"]
        else Html(f'<b class="mark">{esc(t("不符", "differs") if row["computed"] is not None else t("未载入", "not loaded"))}</b>'),
        Html(basis + more),
        Html('<span class="zero">—</span>') if row["denominator"] is None else value(row["denominator"]),
        Html(f'<span class="nw">{esc(row["as_of"] or "—")}</span>'),
    ]


def choice(value: str) -> str:
    """A stored choice in the language of the page; any other value as it is."""
    return CHOICES.get(value, value) if ctx.lang == "en" else value


CHOICES = {
    value: english for kind in (*NODE.values(), *REL.values()) for prop in kind.props for value, english in prop.choices if english != value
}


def printed(row: dict[str, Any]) -> str:
    """What the newspaper's page says of a figure, in Chinese as printed, our English remark left out; nothing on an English page."""
    return t(re.sub(r"[（；][^（；]*[a-z]{3}.*$", "", row["words"]), "")


def title(row: dict[str, Any]) -> str:
    """The system of a figure: its sample's title, or the system's own name."""
    name = row["id"].partition(".")[0]
    return page.say(samples.sample(name).TITLE) if name in samples.NAMES else str(row["system"])


def systems(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The figures by system, the systems in the order of the samples."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["id"].partition(".")[0], []).append(row)
    order = {name: at for at, name in enumerate(samples.NAMES)}
    return dict(sorted(found.items(), key=lambda one: order.get(one[0], len(order))))


def short(row: dict[str, Any]) -> str:
    """A system's name short enough for the row of links."""
    return t(str(row["system"]), row["id"].partition(".")[0].capitalize())


def section(rows: list[dict[str, Any]]) -> None:
    """One system: how many of its figures hold, then all of them."""
    held = sum(bool(row["holds"]) for row in rows)
    columns = [
        Column(t("数字", "Figure")),
        Column(t("公布", "Published"), right=True, width=110),
        Column(t("计算", "Computed"), right=True, width=110),
        Column(t("单位", "Unit"), width=72 if ctx.lang == "zh" else 100),
        Column(t("核对", "Check"), width=72),
        Column(t("由哪个问题算出", "Question that computes it"), width=300),
        Column(t("分母", "Denominator"), right=True, width=96),
        Column(t("截至", "As of"), width=104),
    ]
    page.show(table.section(title(rows[0]), esc(t("相符", "hold")) + " " + table.fraction(held, len(rows), places=2)))
    page.show(table.yearbook(columns, map(line, rows), cls="low fixed", label=title(rows[0])))


def draw() -> None:
    """The page."""
    words = t("数据核对", "Figures")
    if ctx.empty or not ctx.samples:
        page.heading(words)
        if ctx.samples:
            page.nothing_yet()
        else:
            link = page.link(t("打开示例", "Open the samples"), "figures", data="samples", scope=None, as_of=None)
            why = t(
                "公布的数字属于示例，不与自己的数据核对。",
                "The published figures belong to the samples; they are not checked against your own data. ",
            )
            page.show(f'<div class="none">{esc(why)}{link}</div>')
        return
    rows = computed(f"{ctx.engine.name} {ctx.engine.address}", ctx.engine.state())
    groups = systems(rows)
    held = sum(bool(row["holds"]) for row in rows)
    assumed = sum(bool(row["assumption"]) for row in rows)
    chosen = page.get("system") if page.get("system") in groups else ""
    facts = (
        f'<span class="facts"><span>{esc(t("相符", "hold"))} <b>{held}</b> / {len(rows)}</span>'
        f'<span>{esc(t("其中示例有假定", "resting on an assumption"))} <b>{assumed}</b></span></span>'
    )
    with page.heading(words, facts=facts):
        links = [page.link(t("全部", "All"), "figures", cls="" if chosen else "on")]
        links += [page.link(short(own[0]), "figures", cls="on" if name == chosen else "", system=name) for name, own in groups.items()]
        page.show(f'<span class="seg">{"".join(links)}</span>')
    page.show(
        '<div class="basis"><b>'
        + esc(t("口径", "Basis"))
        + "</b><span>"
        + esc(
            t(
                "公布值出自原文，计算值由示例的行算出，不受所选地域限制；> 为“余、多、超过”，≈ 为“近”，≥ 为“至少”。"
                "标有“假定”的，示例的有关数值是假定的。",
                "Published values are the source page's; computed ones come from the rows of the samples, whatever place is chosen. "
                "> is “more than”, ≈ is “nearly”, ≥ is “at least”. Where “assumed” stands, the sample rests on an assumption.",
            )
        )
        + "</span></div>"
    )
    for name, own in groups.items():
        if chosen in ("", name):
            section(own)


draw()
