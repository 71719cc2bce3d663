"""A plan drawn on its places: who goes where, which points open, who is not covered. No outlines, no tiles: points only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

import streamlit as st

from views.page import esc, t

WIDTH, HEIGHT, EDGE = 640, 330, 22
VILLAGE, POINT, GAP, INK, PAPER, WAY, WHITE = "#5F7F9B", "#3F7F7A", "#B5301A", "#21221E", "#FBFAF6", "#C6BFAE", "#FFFFFF"


@dataclass(frozen=True)
class Mark:
    """One mark: its point, name, and what it is: covered, gap, open (a new point), kept (a present point that stays), shut, stop.

    `at` are the marks that it is joined to by a line; `number` is written into a stop.
    """

    lat: float
    lon: float
    name: str
    kind: str
    at: tuple[float, float] | None = None
    number: int = 0


SCRIPT = "export default function ({ data, parentElement }) { parentElement.querySelector('div').innerHTML = data.svg }"
ORDER = ("covered", "shut", "gap", "kept", "open", "stop")


def placed(marks: Sequence[Mark]) -> tuple[float, float, float, float]:
    """What turns degrees into pixels: west, north, pixels a degree of longitude and of latitude."""
    lats, lons = [one.lat for one in marks], [one.lon for one in marks]
    squeeze = max(0.1, cos(radians(sum(lats) / len(lats))))
    wide, high = max(1e-4, (max(lons) - min(lons)) * squeeze), max(1e-4, max(lats) - min(lats))
    scale = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)
    west = min(lons) - (WIDTH / scale / squeeze - (max(lons) - min(lons))) / 2
    north = max(lats) + (HEIGHT / scale - high) / 2
    return west, north, scale * squeeze, scale


def draw(marks: Sequence[Mark], label: str, line: Sequence[tuple[float, float]] = ()) -> str:
    """The figure as SVG; `line` joins points in their order (a round)."""
    west, north, across, down = placed(marks)

    def spot(lat: float, lon: float) -> tuple[float, float]:
        return (lon - west) * across, (north - lat) * down

    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{esc(label)}" xmlns="http://www.w3.org/2000/svg" style="width:100%;height:auto;display:block">'
    ]
    for one in marks:
        if one.at:
            (x, y), (u, v) = spot(one.lat, one.lon), spot(*one.at)
            parts.append(f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{u:.1f}" y2="{v:.1f}" stroke="{WAY}" stroke-width="1"/>')
    if line:
        way = " ".join("{:.1f},{:.1f}".format(*spot(*one)) for one in line)
        parts.append(f'<polyline points="{way}" fill="none" stroke="{INK}" stroke-width="1.5"/>')
    ranked = sorted(marks, key=lambda one: ORDER.index(one.kind))
    parts += [shape(one, *spot(one.lat, one.lon)) for one in ranked]
    parts += labels([(one, *spot(one.lat, one.lon)) for one in reversed(ranked)])
    return "".join(parts) + "</svg>"


def shape(mark: Mark, x: float, y: float) -> str:
    """A mark's shape with its name as a title."""
    title = f"<title>{esc(mark.name)}</title>"
    if mark.kind == "covered":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{VILLAGE}">{title}</circle>'
    if mark.kind == "gap":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{WHITE}" stroke="{GAP}" stroke-width="3">{title}</circle>'
    if mark.kind == "stop":
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="{POINT}">{title}</circle>'
            f'<text x="{x:.1f}" y="{y + 4.5:.1f}" text-anchor="middle" font-size="13" font-weight="700" fill="{WHITE}">{mark.number or ""}</text>'
        )
    triangle = f"M{x:.1f} {y - 8:.1f}L{x + 8:.1f} {y + 6:.1f}L{x - 8:.1f} {y + 6:.1f}Z"
    style = {
        "open": f'fill="{POINT}" stroke="{INK}" stroke-width="2"',
        "kept": f'fill="{POINT}"',
        "shut": f'fill="{PAPER}" stroke="#8C8677" stroke-width="1.5"',
    }
    return f'<path d="{triangle}" {style[mark.kind]}>{title}</path>'


def labels(marks: Sequence[tuple[Mark, float, float]]) -> list[str]:
    """Names beside their marks wherever there is room: the most important first, none over another name or over a mark."""
    dots = [(x - 3, y - 3, x + 3, y + 3) for mark, x, y in marks if mark.kind == "covered"]
    taken = [(x - r, y - r, x + r, y + r) for mark, x, y in marks if mark.kind != "covered" for r in [9 if mark.kind == "stop" else 7]]
    found = []
    for mark, x, y in marks:
        if mark.kind in ("covered", "shut"):
            continue
        wide = 13.0 * sum(1.0 if ord(letter) > 255 else 0.56 for letter in mark.name)
        off = 12 if mark.kind == "stop" else 11
        around = ((x + off, y - 8), (x - off - wide, y - 8), (x - wide / 2, y - 26), (x - wide / 2, y + 10))
        # over a dot rather than without a name, but only where no free place is left
        for left, top, shy in [(*one, [*taken, *dots]) for one in around] + [(*one, taken) for one in around if mark.kind != "gap"]:
            box = (left, top, left + wide, top + 16)
            inside = box[0] >= 2 and box[1] >= 2 and box[2] <= WIDTH - 2 and box[3] <= HEIGHT - 2
            if inside and not any(box[0] < b[2] and box[2] > b[0] and box[1] < b[3] and box[3] > b[1] for b in shy):
                taken.append(box)
                weight, colour = (700 if mark.kind in ("gap", "open") else 400), (GAP if mark.kind == "gap" else INK)
                found.append(
                    f'<text x="{left:.1f}" y="{top + 12.5:.1f}" font-size="13" font-weight="{weight}" fill="{colour}" '
                    f'stroke="{PAPER}" stroke-width="3.5" paint-order="stroke" stroke-linejoin="round">{esc(mark.name)}</text>'
                )
                break
    return found


def show(svg: str, key: str) -> None:
    """Puts a figure into the page; `st.html` takes SVG out. Every name in it was escaped when it was drawn."""
    put = st.components.v2.component("lianjian_plan_map", html="<div></div>", js=SCRIPT)
    put(key=key, data={"svg": svg})


def legend(kinds: Mapping[str, int], called: Mapping[str, str] | None = None) -> str:
    """What the marks mean, each with its number; a kind that is not drawn is left out. `called` gives other words."""
    words = {
        "covered": t("已覆盖的村", "villages covered"),
        "gap": t("未覆盖的村", "villages not covered"),
        "kept": t("现有点", "present points"),
        "open": t("新设点", "new points"),
        "shut": t("现有点，方案不用", "present points not used"),
        "stop": t("场次", "stops"),
        **(called or {}),
    }
    told = []
    for kind, number in kinds.items():
        if number:
            sign = shape(Mark(0, 0, "", kind), 9, 9)
            told.append(
                f'<span style="white-space:nowrap;margin-right:16px"><svg width="18" height="18" viewBox="0 0 18 18" style="vertical-align:-4px">{sign}</svg> {esc(words[kind])} {number:,}</span>'
            )
    signs = "".join(told)
    return f'<div style="padding:4px 0 8px;font-size:13px;color:#63635B">{signs}</div>'
