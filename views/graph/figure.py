"""A small still picture of the clusters: leaders, their led, who is far and who is not covered. Shapes as values, drawn by stars.js."""

from __future__ import annotations

from collections.abc import Collection
from math import cos, pi, sin
from typing import Any

import streamlit as st

from views.graph.component import start

WIDE, HIGH, RIM = 480, 176, 62
Shape = dict[str, Any]
STYLE = """.stars svg { display: block; width: 100%; }
.stars [tabindex] { cursor: pointer; }
.stars [tabindex]:focus-visible { outline: 2px solid #24475B; }"""


def stars(found: list[dict[str, Any]], gaps: Collection[str], chosen: str, language: str, most: int = 6) -> dict[str, Any]:
    """Each cluster as a star, three in a row: {wide, high, words, shapes}.

    A dot is as far from its leader as on the ground, the farthest of all at the rim.

    >>> led = [{"key": "Village:2", "name": "乙", "km": None, "other_area": False}]
    >>> stars([{"leader": {"key": "Village:1", "name": "甲"}, "led": led, "size": 1, "max_km": None}], (), "", "zh")["words"]
    '以强带弱 1 组'
    """
    shown = found[:most]
    farthest = max((row["max_km"] or 0 for row in shown), default=0) or 1
    across = min(3, len(shown)) or 1
    high = HIGH * -(-len(shown) // across)
    shapes = [
        shape
        for at, row in enumerate(shown)
        for shape in cluster(
            row, WIDE / across * (at % across + 0.5), HIGH * (at // across) + 76, farthest, gaps, row["leader"]["key"] == chosen, language
        )
    ]
    scale = f"Rim: {farthest:.1f} km, straight line" if language == "en" else f"圆周为直线 {farthest:.1f} 公里"
    shapes.append({"tag": "text", "x": WIDE, "y": high + 10, "anchor": "end", "size": 13, "fill": "#63635B", "text": scale})
    return {
        "wide": WIDE,
        "high": high + 16,
        "words": f"{len(shown)} clusters" if language == "en" else f"以强带弱 {len(shown)} 组",
        "shapes": shapes,
    }


def cluster(row: dict[str, Any], x: float, y: float, farthest: float, gaps: Collection[str], on: bool, language: str) -> list[Shape]:
    """One star around its leader. What has no known distance stands at the rim, without a line."""
    shapes: list[Shape] = [
        {
            "tag": "circle",
            "x": x,
            "y": y,
            "r": RIM + 8,
            "fill": "#F5F2EA",
            "stroke": "#21221E" if on else "#C6BFAE",
            "width": 2 if on else 1,
        }
    ]
    dots: list[Shape] = []
    for at, led in enumerate(row["led"]):
        turn = 2 * pi * at / len(row["led"]) - pi / 2
        far = 20 + (RIM - 20) * (led["km"] / farthest if led["km"] is not None else 1)
        to = {"x2": round(x + far * cos(turn), 1), "y2": round(y + far * sin(turn), 1)}
        if led["km"] is not None:
            shapes.append(
                {"tag": "line", "x": x, "y": y, **to, "stroke": "#21221E", "width": 1, "dashes": "4 3" if led["other_area"] else ""}
            )
        gap = led["key"] in gaps
        dots.append(
            {
                "tag": "circle",
                "x": to["x2"],
                "y": to["y2"],
                "r": 4.5,
                "fill": "#FFFFFF" if gap else "#5F7F9B",
                "stroke": "#B5301A" if gap else "#FBFAF6",
                "width": 2.5 if gap else 1,
                "key": led["key"],
                "title": str(led["name"]),
            }
        )
    shapes.append({"tag": "circle", "x": x, "y": y, "r": 10, "fill": "#FFFFFF", "stroke": "#2F5474", "width": 2})
    shapes.append(
        {"tag": "circle", "x": x, "y": y, "r": 6, "fill": "#2F5474", "key": row["leader"]["key"], "title": str(row["leader"]["name"])}
    )
    count = f"leads {row['size']}" if language == "en" else f"{row['size']} 村"
    return [
        *shapes,
        *dots,
        {
            "tag": "text",
            "x": x,
            "y": y + RIM + 26,
            "anchor": "middle",
            "size": 14,
            "fill": "#21221E",
            "text": str(row["leader"]["name"]),
            "more": count,
        },
    ]


def picture(data: dict[str, Any], key: str) -> str:
    """Draws the picture; the key of the thing that was chosen in it just now, or ""."""
    draw = st.components.v2.component("lianjian_stars", html='<div class="stars"></div>', js=start("stars"), css=STYLE)
    return str(getattr(draw(key=key, data=data, on_open_change=lambda: None), "open", None) or "")
