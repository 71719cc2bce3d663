"""One list of an import or of a comparison: things that are new or gone, or cells with the old and the new value."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

import actions
from graphmodel.engine import Engine
from graphmodel.schema import NODE, REL
from graphmodel.words import Text
from views import page, table
from views.page import esc, t
from views.table import Column, Html

ROOM = 10
WORDS: dict[str, Text] = {"new": ("新增", "new"), "changed": ("更新", "changed"), "gone": ("删除", "removed"), "ended": ("终止", "ended")}


def chosen(counts: dict[str, dict[str, int]]) -> tuple[str, str] | None:
    """The list that is open, as type and deed: the one asked for, else the first that has changed cells; None without either."""
    name, _, deed = page.get("list").partition(".")
    if counts.get(name, {}).get(deed):
        return name, deed
    return next(((name, "changed") for name, told in counts.items() if told.get("changed")), None)


def draw(ctx: page.Context, live: Engine, number: int, counts: dict[str, dict[str, int]]) -> None:
    """The open list of an import."""
    which = chosen(counts)
    if which:
        show(ctx, live, cells(live.address, live.state(), number, *which, ctx.unmask, live), *which)


@st.cache_data(max_entries=16, show_spinner=False)
def cells(address: str, state: str, number: int, name: str, deed: str, unmask: bool, _live: Engine) -> list[dict[str, Any]]:
    """One list of an import, kept until the store changes."""
    return actions.changed_cells(_live, number, name, deed, unmask=unmask)


def show(ctx: page.Context, live: Engine, rows: list[dict[str, Any]], name: str, deed: str) -> None:
    """A page of the list with its pager."""
    first = min(int(page.get("at", "0")) if page.get("at", "0").isdigit() else 0, max(0, len(rows) - 1)) // ROOM * ROOM
    part = rows[first : first + ROOM]
    kind = NODE.get(name) or REL[name]
    unit = t("格" if deed == "changed" else "个", "cells" if deed == "changed" else "")
    page.show(
        table.section(f"{page.say(kind.title)} · {page.say(WORDS[deed])}", esc(t(f"共 {len(rows):,} {unit}", f"{len(rows):,} {unit}")))
    )
    named = names(live, part, ctx.unmask)
    columns = [Column(t("对象", "What"))]
    if deed == "changed":
        columns += [
            Column(t("字段", "Field"), width=110),
            Column(t("原值", "Before"), width=120),
            Column("", width=30),
            Column(t("新值", "After"), width=130),
        ]
    body = [[thing(row, named), *(change(row, kind) if deed == "changed" else [])] for row in part]
    page.show(f'<div class="few">{table.yearbook(columns, body, cls="low fixed")}</div>')
    said = t(f"显示 {first + 1}–{first + len(part)} / {len(rows):,}", f"{first + 1}–{first + len(part)} of {len(rows):,}")
    back = page.link(t("上一页", "Previous"), "records", **{**page.own(), "at": first - ROOM or None}) if first else ""
    on = page.link(t("下一页", "Next"), "records", **{**page.own(), "at": first + ROOM}) if first + ROOM < len(rows) else ""
    page.show(f'<div class="pager two"><span>{esc(said)}</span>{back}{on}</div>')


def names(live: Engine, rows: list[dict[str, Any]], unmask: bool) -> dict[str, str]:
    """What the things of these rows are called now, by `Type:key`; masked like everywhere."""
    keys = {key for row in rows for key in row["key"].split(" → ") if not row["name"]}
    found = actions.things(live, keys, unmask=unmask) if keys else []
    return {one["key"]: str(one.get(NODE[one["type"]].caption) or one.get("name") or "") for one in found}


def thing(row: dict[str, Any], named: dict[str, str]) -> Html:
    """A thing, or both ends of a relationship, by name with the code beside it, opening in the network."""
    ends = row["key"].split(" → ")
    told = []
    for key in ends:
        name = row["name"] or named.get(key, "")
        code = key.partition(":")[2].rpartition("/")[2]
        told.append(
            page.link(name or code, "network", node=key) + (f' <span class="i3">{esc(code)}</span>' if name and len(ends) == 1 else "")
        )
    which = f' <span class="i3">{esc(row["which"].strip("|").replace("|", " "))}</span>' if row["which"].strip("|") else ""
    return Html(f'<span class="cut">{" → ".join(told)}{which}</span>')


def change(row: dict[str, Any], kind: Any) -> list[Any]:
    """Field, old value struck through, arrow, new value bold."""
    prop = next(prop for prop in kind.props if prop.name == row["prop"])
    before, after = value(row["prop"], row["before"]), value(row["prop"], row["after"])
    old = f'<span class="old">{before}</span>' if row["before"] is not None else before
    return [page.say(prop.title), Html(f'<span class="cut">{old}</span>'), "→", Html(f'<b class="cut">{after}</b>')]


def value(name: str, told: Any) -> Html:
    """A stored value as a reader sees it."""
    if isinstance(told, str):
        return table.cell(table.chosen_word(name, told))
    return table.cell(told.isoformat() if isinstance(told, date) else told)
