"""A plan drawn as network or map with today beside it: what stays, what is new, what ends; a mark that is chosen opens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import cos, log10, sin
from typing import Any

import streamlit as st

from actions.drawing import ENDED, KEPT, NEW, STATES, WAY, Drawing, End, Line
from analysis import layout
from analysis.ground import plane
from graphmodel.words import Text
from views import page
from views.graph import component
from views.graph.words import kind_words, look
from views.page import esc, t

COMPARE: dict[str, Text] = {"": ("比较", "Compare"), "network": ("网络", "Network"), "map": ("地图", "Map")}
PICTURE: dict[str, Text] = {"": ("地图", "Map"), "network": ("网络", "Network")}
"""The looks of a page that begins with its comparison, and of one that shows both at once."""
CANVAS = (720.0, 400.0)
MANY = 60
"""Marks above which plain ones are drawn smaller."""
BELOW = 120
"""Pixels that the legend and the bar take below the picture."""
LINES: dict[str, dict[str, Any]] = {
    KEPT: {"colour": "#A39D8E", "dashes": [], "width": 1.2},
    ENDED: {"colour": "#63635B", "dashes": [3, 4], "width": 1.4},
    NEW: {"colour": "#24475B", "dashes": [], "width": 2.6},
    WAY: {"colour": "#21221E", "dashes": [8, 4], "width": 1.6},
}
"""How each state is drawn, the weightiest last: told apart by width and dashes, not by colour alone."""
MARKS = {NEW: ("新设", "new"), ENDED: ("不用", "not used")}
NAME = "lianjian_plan_picture"
STYLE = """.stage { border: 1px solid var(--rule2); } .live { position: absolute; left: -9999px; }
.over { position: absolute; top: 8px; right: 8px; display: flex; gap: 4px; } .over button { height: 28px; min-width: 28px; padding: 0 8px;
border: 1px solid var(--line); border-radius: 3px; background: var(--white); color: var(--ink); font: 14px var(--sans); cursor: pointer; }"""


def look_now() -> str:
    """Whether the plan is compared, or drawn as network or map."""
    return page.get("look") if page.get("look") in COMPARE else ""


def switch(looks: Mapping[str, Text] = COMPARE) -> None:
    """The choice between the looks."""
    now = look_now() if look_now() in looks else ""
    links = "".join(
        page.link(page.say(words), "plan", cls="on" if name == now else "", **{**page.own(), "look": name}) for name, words in looks.items()
    )
    page.show(f'<div class="lookat"><span class="seg" role="group" aria-label="{esc(t("显示方式", "View"))}">{links}</span></div>')


def show(plan: Drawing, key: str, opened: Callable[[End], None], words: Mapping[str, Text] = STATES, kinds: Mapping[str, Text] = {}) -> None:
    """The picture with its legend, `words` for its lines, `kinds` for what its marks are called here; `opened` is called with the mark
    that was chosen, before the page is drawn again."""
    as_map = look_now() != "network"
    ends = [one for one in plan.ends if not as_map or (one.lat is not None and one.lon is not None)]
    spots = mapped(ends) if as_map else placed(plan)
    known = {one.key: one for one in ends}

    def act() -> None:
        deed = getattr(st.session_state.get(key), "act", None) or {}
        if deed.get("id") in known:
            opened(known[deed["id"]])

    if told := head(plan):
        page.show(told)
    draw = st.components.v2.component(
        NAME,
        html='<div class="net"></div>',
        css=component.style() + STYLE,
        js=component.start("plan"),
    )
    data = {
        "nodes": [mark(one, plan.folded or len(ends) > MANY) | spots["spots"][one.key] for one in ends],
        "edges": [edge(one) for one in sorted(plan.lines, key=weightiest) if one.start in known and one.end in known],
        "hulls": spots["hulls"],
        "options": {},
        "chosen": [],
        "selected": page.get("row") or plan.at,
        "fixed": as_map,
        "scene": f"{key} {as_map} {plan.at} {len(ends)} {len(plan.lines)}",
        "below": BELOW,
        "label": f"{t('方案图', 'Picture of the plan')}: {said(plan, words)}",
        "words": {"nearer": t("放大", "Nearer"), "farther": t("缩小", "Farther"), "fit": t("适合窗口", "Fit")},
    }
    draw(key=key, data=data, on_act_change=act, width="stretch")
    page.show(legend(plan, ends, words, kinds))


def said(plan: Drawing, words: Mapping[str, Text]) -> str:
    """How many pairs are kept, new and ended."""
    return t("，", ", ").join(f"{page.say(one)} {plan.counts.get(state, 0):,}" for state, one in words.items())


def head(plan: Drawing) -> str:
    """What a mark is, and the way back from one village to all."""
    if plan.at:
        name = next((one.name for one in plan.ends if one.key == plan.at), "") or next((one.group for one in plan.ends if one.group), "")
        back = page.link(t("返回全部", "back to all"), "plan", **{**page.own(), "spot": ""})
        return f'<div class="hint">{esc(t(f"{name}及与其结对的，逐个画出", f"{name} and those paired with it, one by one"))}　{back}</div>'
    if plan.folded:
        return f'<div class="hint">{esc(t("按村合计；点村逐个看，线为村与村之间的结对", "Added up by village: choose one to see its pairs; lines join villages"))}</div>'
    return ""


def weightiest(line: Line) -> tuple[int, int]:
    """Where a line stands in the order of drawing: what is new above all."""
    order = list(LINES)
    return max(order.index(state) for state in line.counts), sum(line.counts.values())


def edge(line: Line) -> dict[str, Any]:
    """A line as the canvas draws it: as its weightiest state, wider where it stands for many."""
    n = sum(line.counts.values())
    state = list(LINES)[weightiest(line)[0]]
    style = LINES[state]
    return {
        "from": line.start,
        "to": line.end,
        "id": f"{line.start} {line.end}",
        "type": state,
        "n": n,
        "on": False,
        "arrow": True,
        "more": [{"words": page.say(STATES[name]), "n": count} for name, count in line.counts.items() if name in STATES],
        **style,
        "width": style["width"] + 0.8 * log10(n),
    }


def mark(one: End, small: bool = False) -> dict[str, Any]:
    """A mark as the canvas draws it: hollow and red where somebody lacks a helper, ringed where pairs inside it change."""
    style = look(one.type)
    stop = one.type == "Event"
    words = [page.say(MARKS[one.state])] if one.state in MARKS and not stop else []
    short: list[str] = []
    changed = one.inside.get(NEW, 0) + one.inside.get(ENDED, 0)
    if one.lacks:
        words.append(t(f"未覆盖 {one.lacks}", f"not covered {one.lacks}"))
    elif changed and not one.state:
        words += [t(f"村内{words_[0]} {one.inside[state]}", f"{one.inside[state]} {words_[1]} inside") for state, words_ in STATES.items() if state != KEPT and one.inside.get(state)]
        short = [f"{sign}{one.inside[state]}" for state, sign in ((NEW, "＋"), (ENDED, "－")) if one.inside.get(state)]
    if one.state == ENDED:
        style = {**style, "glyph": "ring", "colour": "#63635B"}
    elif changed:
        style = {**style, "glyph": "leader", "r": 6.5}
    elif stop:
        style = {**style, "r": 5.5, "colour": "#21221E"}
    elif small and not one.state:
        style = {**style, "r": 4.5}
    sub = " ".join(short) or t("，", ", ").join(words)
    return {
        "id": one.key,
        "label": one.name,
        "sub": sub,
        "gap": bool(one.lacks),
        "subgap": bool(one.lacks),
        "bold": bool(one.state),
        "kind": one.type,
        "say": t("，", ", ").join((one.name, *words)),
        **style,
    }


def mapped(ends: Sequence[End]) -> dict[str, Any]:
    """Where the marks lie; those of one point around it."""
    xy, _ = plane({one.key: (float(one.lat or 0), float(one.lon or 0)) for one in ends}, CANVAS, margin=30)
    beside: dict[tuple[float, float], int] = {}
    spots = {}
    for key, (x, y) in sorted(xy.items()):
        turn = beside[(x, y)] = beside.get((x, y), -1) + 1
        away = (8 + 2.6 * turn) if turn else 0.0
        spots[key] = {"x": round(x + away * cos(turn * 2.4), 1), "y": round(y + away * sin(turn * 2.4), 1), "side": "below"}
    return {"spots": spots, "hulls": []}


def placed(plan: Drawing) -> dict[str, Any]:
    """A place for every mark in the network: beside its group where things are added up or led, else near those it is paired with."""
    marks = {one.key: mark(one, plan.folded) for one in plan.ends}
    links = [{"start": one.start, "end": one.end, "type": "PAIRED_WITH"} for one in plan.lines]
    groups: dict[str, list[str]] = {}
    for one in plan.ends:
        groups.setdefault(one.group, []).append(one.key)
    if len(groups) < 2:
        return {"spots": layout("organic", marks, links, canvas=CANVAS)["spots"], "hulls": []}
    rings = [
        {"key": name, "name": "" if name in marks else name, "sub": "" if name in marks else f"{len(keys):,}", "leader": name if name in marks else None,
         "members": [key for key in keys if key != name], "left": [], "grid": name not in marks, "bare": name in marks}
        for name, keys in sorted(groups.items())
        if name
    ]  # fmt: skip
    return layout("star", marks, links, rings, canvas=CANVAS)


def legend(plan: Drawing, ends: Sequence[End], words: Mapping[str, Text], called: Mapping[str, Text]) -> str:
    """What lines and marks mean, with how many there are; what has no point is said."""
    told = []
    for state, one in words.items():
        line = LINES[state]
        sign = f'border-top: {line["width"]}px {"dashed" if line["dashes"] else "solid"} {line["colour"]}'
        told.append(f'<i class="sign" style="{sign}"></i>{esc(page.say(one))} <b>{plan.counts.get(state, 0):,}</b>')
    kinds = Counter(one.type for one in ends)
    told += [esc(f"{page.say(called[kind]).capitalize() if kind in called else kind_words(kind, t('zh', 'en'))} {n:,}") for kind, n in sorted(kinds.items())]
    if lacks := sum(one.lacks for one in ends):
        told.append(f'<span class="g b">○</span> {esc(t("未覆盖", "not covered"))} <b class="g">{lacks:,}</b>')
    if plan.folded and any(one.inside for one in ends):
        told.append(esc(t("◎ 村内有变动（＋新增，－终止）", "◎ changes inside (+ new, − ended)")))
    if lost := len(plan.ends) - len(ends):
        told.append(esc(t(f"{lost:,} 个没有点位，不在图上", f"{lost:,} without a point are not drawn")))
    return '<div class="hint signs">' + "".join(f"<span>{one}</span>" for one in told) + "</div>"
