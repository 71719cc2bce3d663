"""Councils as a picture: a table each with its seats around it by role; a party that is lacking is an empty red seat."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, cos, pi, sin
from typing import Any

from views.graph.structures.ink import GAP, INK2, PANEL, RULE2, WHITE, WIDE, Shape, circle, clipped, text

ROLES = ("#2F5474", "#97774D", "#704C79", "#3F7F7A", "#55632A", "#A07B3A", "#63635B", "#5F7F9B")
MOST = 24


def picture(
    found: list[dict[str, Any]], named: Callable[[str], str], role_words: Callable[[str], str], words: dict[str, str]
) -> dict[str, Any]:
    """Rows of `analysis.seats`. `words`: seats, lacking, more."""
    shown = found[:MOST]
    roles = list(dict.fromkeys(role for row in shown for role in (*row["seats"], *row["lacking"])))
    colour = {role: ROLES[at % len(ROLES)] for at, role in enumerate(roles)}
    shapes: list[Shape] = []
    x, y = 0.0, 12.0
    for role in roles:
        long = 26 + 13.0 * len(role_words(role)) * (1 if ord(role_words(role)[:1] or "a") > 0x2E7F else 0.6) + 18
        if x + long > WIDE:
            x, y = 0.0, y + 22
        shapes += [circle(x + 7, y - 4, 6, colour[role]), text(x + 20, y, role_words(role), fill=INK2)]
        x += long
    top = y + 16
    across = 2 if len(shown) in (1, 2, 4) else 3 if len(shown) <= 9 else 4
    wide, high = WIDE / across, (300.0 if len(shown) <= across else 204.0) if across < 4 else 176.0
    for at, row in enumerate(shown):
        shapes += one(
            row,
            wide * (at % across + 0.5),
            top + high * (at // across) + high / 2 - 20,
            min(96.0 if high > 204 else 58.0, high / 2 - 42),
            colour,
            named,
            role_words,
            words,
            wide,
        )
    bottom = top + high * ceil(len(shown) / across)
    if len(found) > MOST:
        shapes.append(text(0, bottom + 6, words["more"].replace("{n}", str(MOST)).replace("{of}", str(len(found))), fill=INK2))
        bottom += 24
    return {"wide": WIDE, "high": bottom + 8, "shapes": shapes}


def one(
    row: dict[str, Any],
    x: float,
    y: float,
    r: float,
    colour: dict[str, str],
    named: Callable[[str], str],
    role_words: Callable[[str], str],
    words: dict[str, str],
    wide: float,
) -> list[Shape]:
    """One table."""
    seats = [(role, key) for role in colour for key in row["seats"].get(role, ())] + [(role, "") for role in row["lacking"]]
    shapes = [circle(x, y, r, PANEL, stroke=RULE2, width=1, key=row["key"], title=named(row["key"]))]
    dot = max(4.0, min(8.0, 0.8 * pi * r / max(1, len(seats))))
    for at, (role, key) in enumerate(seats):
        turn = 2 * pi * at / len(seats) - pi / 2
        place = (x + (r + 12) * cos(turn), y + (r + 12) * sin(turn))
        if key:
            shapes.append(circle(*place, dot, colour[role], key=key, title=f"{role_words(role)} {named(key)}"))
        else:
            shapes.append(circle(*place, dot, WHITE, stroke=GAP, width=2.5, title=f"{words['lacking']} {role_words(role)}"))
    n = sum(map(len, row["seats"].values()))
    shapes.append(text(x, y + 2, f"{n}", size=18, anchor="middle", bold=True))
    shapes.append(text(x, y + 19, words["seats"], fill=INK2, anchor="middle"))
    shapes.append(
        text(x, y + r + 40, clipped(named(row["key"]), wide - 12), anchor="middle", bold=True, key=row["key"], title=named(row["key"]))
    )
    if not row["lacking"] and len(row["seats"]) <= 3:
        shares = " · ".join(f"{role_words(role)} {len(keys)}" for role, keys in row["seats"].items())
        shapes.append(text(x, y + r + 58, clipped(shares, wide - 8), fill=INK2, anchor="middle"))
    if row["lacking"]:
        shapes.append(
            text(
                x,
                y + r + 58,
                clipped(f"{words['lacking']} " + "、".join(map(role_words, row["lacking"])), wide - 8),
                fill=GAP,
                anchor="middle",
            )
        )
    return shapes
