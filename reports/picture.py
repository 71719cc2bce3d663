"""Figures drawn as SVG, and SVG as PNG: bars of what is covered, a network with its leaders, a map of points. Pure: places come in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import cos, pi, sin
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from graphmodel.schema import NODE, REL
from reports.document import clean, width
from reports.typeset import typeset

INK, INK2, INK3, GAP, COVER, RULE, HULL = "#21221E", "#484942", "#63635B", "#B5301A", "#A9B4B8", "#DED9CC", "#F5F2EA"
FONT = "'Noto Sans CJK SC','Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif"
DASHES = {"JOINT_BUILDING": "8 4", "MEMBER_OF": "2 3", "SERVES": "8 3 2 3"}
WORDS = {
    "gap": ("未覆盖", "not covered"),
    "covered": ("已覆盖", "covered"),
    "kilometres": ("公里", "km"),
    "leader": ("帮带", "leads"),
}
PNG = (
    b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1mm)'
)


def png(svg: str, wide: float = 156, dots: float = 220) -> bytes:
    """The picture as PNG, `wide` millimetres at so many dots an inch."""
    made: bytes = typeset(PNG, {"svg": svg, "width": str(wide)}, svg, format="png", dots=dots)
    return made


def described(svg: str, about: Sequence[tuple[str, str]]) -> str:
    """The picture with who made it of what in its description."""
    told = "; ".join(f"{name}: {value}" for name, value in about)
    return svg.replace("</title>", f"</title><desc>{text_of(told)}</desc>", 1)


def marked(png: bytes, about: Sequence[tuple[str, str]]) -> bytes:
    """The picture with who made it of what in its properties."""
    told = PngInfo()
    for name, value in about:
        told.add_itxt(name, clean(value))
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).save(out, "PNG", pnginfo=told)
    return out.getvalue()


def svg(wide: float, high: float, parts: Iterable[str], title: str) -> str:
    """A picture of this size in pixels on white."""
    size = f'width="{wide:g}" height="{high:g}" viewBox="0 0 {wide:g} {high:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONT}" role="img"><title>{text_of(title)}</title>'
    return head + f'<rect width="{wide:g}" height="{high:g}" fill="#FFFFFF"/>' + "".join(parts) + "</svg>"


def text_of(words: Any) -> str:
    """Words that may stand in a picture."""
    return escape(clean(str(words)).replace("\n", " "), quote=True)


def label(x: float, y: float, words: str, size: float = 13, anchor: str = "start", colour: str = INK, bold: bool = False) -> str:
    """A line of text with a white rim, so that lines behind it do not spoil it."""
    weight = ' font-weight="700"' if bold else ""
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}"{weight}'
    told = text_of(words)
    return (
        f'<text {place} fill="none" stroke="#FFFFFF" stroke-width="3.5" stroke-linejoin="round">{told}</text>'
        f'<text {place} fill="{colour}">{told}</text>'
    )


def shape(kind: str, x: float, y: float, r: float, fill: str, line: str, thick: float) -> str:
    """A mark of the network: the outline of its type."""
    paint = f'fill="{fill}" stroke="{line}" stroke-width="{thick:g}"'
    corners: Sequence[tuple[float, float]]
    match kind:
        case "square":
            corners = [(-r, -r), (r, -r), (r, r), (-r, r)]
        case "bar":
            corners = [(-r * 1.4, -r * 0.7), (r * 1.4, -r * 0.7), (r * 1.4, r * 0.7), (-r * 1.4, r * 0.7)]
        case "diamond":
            corners = [(0, -r * 1.3), (r * 1.3, 0), (0, r * 1.3), (-r * 1.3, 0)]
        case "triangle":
            corners = [(0, -r * 1.2), (r * 1.2, r), (-r * 1.2, r)]
        case "triangleDown":
            corners = [(0, r * 1.2), (r * 1.2, -r), (-r * 1.2, -r)]
        case "hexagon":
            corners = [(r * 1.1 * cos(pi * at / 3), r * 1.1 * sin(pi * at / 3)) for at in range(6)]
        case "house":
            corners = [(-r, r), (-r, -r * 0.2), (0, -r), (r, -r * 0.2), (r, r)]
        case "plus":
            t = r * 0.35
            half = [(-t, -r), (t, -r), (t, -t), (r, -t), (r, t), (t, t)]
            corners = half + [(-a, -b) for a, b in half]
        case "ring":
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:g}" fill="#FFFFFF" stroke="{line}" stroke-width="{max(thick, 2.5):g}"/>'
        case _:
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:g}" {paint}/>'
    return f'<polygon points="{" ".join(f"{x + a:.1f},{y + b:.1f}" for a, b in corners)}" {paint}/>'


def mark(node: Mapping[str, Any], spot: Mapping[str, Any], leader: bool = False) -> str:
    """A thing at its place: what is not covered is hollow with a red rim, a leader stands in a ring."""
    kind = NODE[node["type"]]
    gap, x, y = bool(node.get("gap")), spot["x"], spot["y"]
    r = 11 if leader else 7
    colour = "#2F5474" if leader else INK3 if kind.shape in ("hull", "area") else kind.colour
    rim = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="15" fill="#FFFFFF" stroke="{colour}" stroke-width="2"/>' if leader else ""
    return rim + shape(kind.shape, x, y, r, "#FFFFFF" if gap else colour, GAP if gap else colour, 3 if gap else 1)


def captions(nodes: Sequence[Mapping[str, Any]], spots: Mapping[str, Mapping[str, Any]], leaders: Iterable[str]) -> list[str]:
    """The words of all things: each on the side that its layout chose, or on another where that one is taken by words or marks."""
    marks = [(spot["x"] - 9, spot["y"] - 9, spot["x"] + 9, spot["y"] + 9) for spot in spots.values()]
    taken: list[tuple[float, float, float, float]] = []
    parts = []
    for node in sorted(nodes, key=lambda one: one["key"] not in leaders):
        spot, big = spots[node["key"]], node["key"] in leaders
        sides = list(dict.fromkeys((spot.get("side", "below"), "right", "left", "below", "above")))
        room = [(side, extent(node, spot, side, big)) for side in sides]
        free = [(side, box) for side, box in room if not any(touch(box, other) for other in taken)]
        side, box = next(((side, box) for side, box in free if sum(touch(box, other) for other in marks) == 0), (free or room)[0])
        taken.append(box)
        parts.append(caption(node, {**spot, "side": side}, big))
    return parts


def extent(node: Mapping[str, Any], spot: Mapping[str, Any], side: str, leader: bool) -> tuple[float, float, float, float]:
    """The box of a thing's words on a side of it."""
    r, size, x, y = (15, 15, spot["x"], spot["y"]) if leader else (7, 13, spot["x"], spot["y"])
    long = width(str(node["caption"])[:24]) * size / 2
    left = {"right": x + r + 5, "left": x - r - 5 - long}.get(side, x - long / 2)
    top = {"right": y - 7, "left": y - 7, "above": y - r - 6 - size}.get(side, y + r + 2)
    return left, top, left + long, top + size


def touch(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    """Whether two boxes (left, top, right, bottom) overlap.

    >>> touch((0, 0, 2, 2), (1, 1, 3, 3)), touch((0, 0, 2, 2), (2, 0, 3, 3))
    (True, False)
    """
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def caption(node: Mapping[str, Any], spot: Mapping[str, Any], leader: bool = False) -> str:
    """The words of a thing beside its mark, on the side that the layout left free."""
    r, x, y, size = (15 if leader else 7), spot["x"], spot["y"], 15 if leader else 13
    side = spot.get("side", "below")
    at = {"right": (x + r + 5, y + 5, "start"), "left": (x - r - 5, y + 5, "end"), "above": (x, y - r - 6, "middle")}
    left, top, anchor = at.get(side, (x, y + r + size + 1, "middle"))
    gap = bool(node.get("gap"))
    return label(left, top, str(node["caption"])[:24], size, anchor, GAP if gap else INK, leader or gap)


def network(
    nodes: Sequence[Mapping[str, Any]],
    links: Sequence[Mapping[str, Any]],
    placed: Mapping[str, Any],
    title: str,
    language: str = "zh",
    leaders: Iterable[str] = (),
) -> str:
    """Things and what joins them at the places of a layout ({"spots", "hulls"}), with a legend of the types and relations shown."""
    spots, leaders = placed["spots"], set(leaders)
    xs, ys = [spot["x"] for spot in spots.values()], [spot["y"] for spot in spots.values()]
    corners = [point for hull in placed["hulls"] for point in hull["points"]]
    left, right = min([*xs, *(x for x, _ in corners)]) - 90, max([*xs, *(x for x, _ in corners)]) + 90
    top, bottom = min([*ys, *(y for _, y in corners)]) - 34, max([*ys, *(y for _, y in corners)]) + 40
    parts = []
    for hull in placed["hulls"]:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in hull["points"])
        parts.append(f'<polygon points="{points}" fill="{HULL}" stroke="{RULE}" stroke-width="1"/>')
    for link in links:
        if link["start"] in spots and link["end"] in spots:
            parts.append(line(link, spots[link["start"]], spots[link["end"]]))
    parts += [mark(node, spots[node["key"]], node["key"] in leaders) for node in nodes if node["key"] in spots]
    parts += captions([node for node in nodes if node["key"] in spots], spots, leaders)
    for hull in placed["hulls"]:
        anchor = "end" if hull.get("align") == "right" else "start"
        parts.append(label(hull["x"], hull["y"] + 13, hull["name"], 13.5, anchor, INK, True))
        parts.append(label(hull["x"], hull["y"] + 30, hull["sub"], 13, anchor, INK3))
    key, high = legend(nodes, links, language, right - left)
    body = f'<g transform="translate({-left:.1f} {-top:.1f})">{"".join(parts)}</g>'
    return svg(right - left, bottom - top + high, [body, f'<g transform="translate(0 {bottom - top:.1f})">{key}</g>'], title)


def line(link: Mapping[str, Any], start: Mapping[str, Any], end: Mapping[str, Any]) -> str:
    """A relationship; where its type has a direction, with the head of an arrow before its end."""
    rel = REL[link["type"]]
    ends = f'x1="{start["x"]:.1f}" y1="{start["y"]:.1f}" x2="{end["x"]:.1f}" y2="{end["y"]:.1f}"'
    dashes = f' stroke-dasharray="{DASHES[rel.type]}"' if rel.type in DASHES else ""
    drawn = f'<line {ends} stroke="{INK2}" stroke-width="1.1"{dashes}/>'
    far = ((end["x"] - start["x"]) ** 2 + (end["y"] - start["y"]) ** 2) ** 0.5
    if not rel.arrow or far < 30:
        return drawn
    dx, dy = (end["x"] - start["x"]) / far, (end["y"] - start["y"]) / far
    x, y = end["x"] - dx * 9, end["y"] - dy * 9
    wings = f"{x - 7 * dx - 3.5 * dy:.1f},{y - 7 * dy + 3.5 * dx:.1f} {x - 7 * dx + 3.5 * dy:.1f},{y - 7 * dy - 3.5 * dx:.1f}"
    return drawn + f'<polygon points="{x:.1f},{y:.1f} {wings}" fill="{INK2}"/>'


def legend(nodes: Sequence[Mapping[str, Any]], links: Sequence[Mapping[str, Any]], language: str, wide: float) -> tuple[str, float]:
    """The types of things, whether any is not covered, and the relations that are drawn; its height."""
    english, parts, x, y = language == "en", [], 10.0, 14.0
    entries: list[tuple[str, str]] = []
    for kind in (kind for label, kind in NODE.items() if any(node["type"] == label for node in nodes)):
        colour = INK3 if kind.shape in ("hull", "area") else kind.colour
        entries.append((shape(kind.shape, 7, -4, 6, colour, colour, 1), kind.title[english]))
    if any(node.get("gap") for node in nodes):
        entries.append((shape("dot", 7, -4, 6, "#FFFFFF", GAP, 3), WORDS["gap"][english]))
    for rel in (rel for name, rel in REL.items() if any(link["type"] == name for link in links)):
        dashes = f' stroke-dasharray="{DASHES[rel.type]}"' if rel.type in DASHES else ""
        entries.append((f'<line x1="-2" y1="-4" x2="16" y2="-4" stroke="{INK2}" stroke-width="1.5"{dashes}/>', rel.title[english]))
    for drawn, words in entries:
        room = 22 + width(words) * 7 + 18
        if x + room > wide and x > 10:
            x, y = 10.0, y + 22
        parts.append(f'<g transform="translate({x:.1f} {y:.1f})">{drawn}{label(20, 1, words, 13, colour=INK2)}</g>')
        x += room
    return "".join(parts), y + 12
