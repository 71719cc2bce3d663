"""One open group around (0, 0): its members in a ring about their leader, or in rows, each with a side for its label."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin, sqrt
from typing import Any

from analysis.boxes import SIDES, Box, Point, apart, label_box, mark_box, text_width
from analysis.ground import plane, pushed_apart
from analysis.room import Mark, Spot, lines


def ring(count: int, canvas: Point = (822, 589)) -> tuple[float, float]:
    """Half width and half height of a ring of so many members with their labels.

    >>> ring(11), ring(18)
    ((90.2, 87.5), (147.6, 143.2))
    """
    wide = max(62.0, 8.2 * count)
    return round(wide, 1), round(wide * 0.97, 1)


def rows(group: Mapping[str, Any], marks: Mapping[str, Mark], canvas: Point) -> dict[str, Spot]:
    """Places of the members of a group in rows, labels below, as wide for its height as the canvas."""
    members = list(group["members"])
    wide = max(max(2 * marks[key]["r"], *(text_width(text, size) for text, size in lines(marks[key]))) for key in members) + 22
    high = max(2 * marks[key]["r"] + sum(size + 4 for _, size in lines(marks[key])) for key in members) + 22
    across = max(1, min(len(members), round(sqrt(len(members) * canvas[0] / canvas[1] * high / wide))))
    return {key: {"x": round(at % across * wide, 1), "y": round(at // across * high, 1), "side": "below"} for at, key in enumerate(members)}


def on_ground(group: Mapping[str, Any], marks: Mapping[str, Mark], canvas: Point) -> dict[str, Spot]:
    """Places of the members where they lie on the ground (`at`: lat, lon by key), pushed apart; those without a point in rows below."""
    at = {key: group["at"][key] for key in group["members"] if key in group["at"]}
    sizes = {}
    for key in at:
        wide = max(2 * marks[key]["r"], *(text_width(text, size) for text, size in lines(marks[key]))) / 2 + 9
        sizes[key] = (wide, marks[key]["r"] + 9, wide, marks[key]["r"] + sum(size + 4 for _, size in lines(marks[key])) + 9)
    placed = pushed_apart(plane(at, (canvas[0] * 0.86, canvas[1] * 0.78))[0], sizes)
    found = {key: {"x": x, "y": y, "side": "below"} for key, (x, y) in placed.items()}
    rest = [key for key in group["members"] if key not in at]
    if rest:
        below = max((spot["y"] for spot in found.values()), default=0.0) + 96
        row = rows({"members": rest}, marks, (canvas[0], 90.0))
        middle = (canvas[0] * 0.86 - max(spot["x"] for spot in row.values())) / 2
        found |= moved(row, (middle, below))
    return found


def exit_turn(group: Mapping[str, Any]) -> float | None:
    """The turn (radians, clockwise from the right) that a ring leaves free for the lines to led of other groups; None without any.

    >>> exit_turn({"members": ["a"], "left": []}), round(exit_turn({"members": ["a"], "left": [], "away": 1}), 2)
    (None, 1.57)
    """
    left, step = len(group.get("left", ())), 2 * pi / (len(group["members"]) + 1)
    if not group.get("away"):
        return None
    if left:
        return pi - 2 * pi / (len(group["members"]) + left + 2) * (left + 1) / 2
    return 1.5 * pi - step * round(0.75 * pi / step)  # about down to the left, such that a member stands right at the top


def spots(group: Mapping[str, Any], marks: Mapping[str, Mark], canvas: Point) -> dict[str, Spot]:
    """Places of one open group around (0, 0): leader in the middle, satellites at the left, members in the rest of the ring."""
    if group.get("at"):
        return on_ground(group, marks, canvas)
    if group.get("grid"):
        return rows(group, marks, canvas)
    members, left = list(group["members"]), list(group.get("left", ()))
    out = exit_turn(group)
    slots = len(members) + len(left) + (2 if left else 0 if out is None else 1)
    rings = 1 + (slots > 26) + (slots > 60) * (slots // 60)
    wide, high = ring(-(-slots // rings))
    found: dict[str, Spot] = {}
    if group.get("leader"):
        found[group["leader"]] = {"x": 0.0, "y": 0.0, "side": "below"}
    step = 2 * pi / max(slots, 1)
    first = pi + step * (len(left) + 1) / 2 if left else -pi / 2 if out is None else out + step
    for at, key in enumerate(members):
        turn, far = first + at * step, 1 + (at % rings) * 0.42
        if left:
            turn += step / 2
        found[key] = {"x": round(wide * far * cos(turn), 1), "y": round(high * far * sin(turn), 1), "turn": turn}
    for at, key in enumerate(left):
        down = (at - (len(left) - 1) / 2) * 35
        found[key] = {"x": round(-0.70 * wide + (abs(down) * -0.05), 1), "y": round(down - 8, 1), "side": "left"}
    label(found, marks)
    return found


def label(found: dict[str, Spot], marks: Mapping[str, Mark]) -> None:
    """Gives each spot without a side the first side, outward ones first, at which its label touches nothing."""
    taken = [mark_box((spot["x"], spot["y"]), marks[key]["r"] + 1) for key, spot in found.items()]
    taken += [spot_label(key, spot, marks) for key, spot in found.items() if "side" in spot]
    for key in sorted((key for key, spot in found.items() if "side" not in spot), key=lambda key: (-abs(sin(found[key]["turn"])), key)):
        spot = found[key]
        turn = spot["turn"]
        upright = "below" if sin(turn) > 0 else "above"
        sideways = "right" if cos(turn) > -1e-9 else "left"
        order = (upright, sideways) if abs(cos(turn)) < 0.42 else (sideways, upright)
        for side in (*order, *(one for one in SIDES if one not in order)):
            spot["side"] = side
            box = spot_label(key, spot, marks)
            if all(apart(box, other) for other in taken if other != mark_box((spot["x"], spot["y"]), marks[key]["r"] + 1)):
                break
            if side == order[1] and upright in order:  # further out, above or below its neighbours' names, before it turns inward
                near = dict(spot)
                spot.update(x=round(spot["x"] * 1.04, 1), y=round(spot["y"] + (20 if upright == "below" else -20), 1), side=upright)
                if all(
                    apart(spot_label(key, spot, marks), other)
                    for other in taken
                    if other != mark_box((near["x"], near["y"]), marks[key]["r"] + 1)
                ):
                    break
                spot.update(near)
        else:
            spot["side"] = order[0]
        taken.append(spot_label(key, spot, marks))


def spot_label(key: str, spot: Spot, marks: Mapping[str, Mark]) -> Box:
    """The box of the label of a mark at its spot."""
    return label_box((spot["x"], spot["y"]), marks[key]["r"], lines(marks[key]), spot["side"])


def boxes(found: Mapping[str, Spot], marks: Mapping[str, Mark]) -> list[Box]:
    """The boxes of marks and labels at these spots."""
    return [box for key, spot in found.items() for box in (mark_box((spot["x"], spot["y"]), marks[key]["r"]), spot_label(key, spot, marks))]


def moved(found: Mapping[str, Spot], by: Point) -> dict[str, Spot]:
    """The spots shifted."""
    return {key: {**spot, "x": round(spot["x"] + by[0], 1), "y": round(spot["y"] + by[1], 1)} for key, spot in found.items()}
