"""The star layout: each open group is a ring of its members around its leader, inside a hull; all the rest finds a free place.

Everything is in pixels of the canvas at scale 1, label boxes included. Nothing is random: the same marks give the same picture.
Groups that were opened later are placed after all the others, so that nothing moves that was there before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, sin
from typing import Any

from analysis.boxes import Box, Point, around, grown, outline, text_width
from analysis.columns import extent, outline_boxes, shaped, stacked
from analysis.ring import boxes, exit_turn, moved, spots
from analysis.room import Canvas, Mark, Spot, candidates

DISC = 18
"""From this radius on a mark is a closed group."""


def star(
    marks: Mapping[str, Mark], links: Sequence[Mapping[str, Any]], groups: Sequence[Mapping[str, Any]], canvas: Point = (822, 589)
) -> dict[str, Any]:
    """Spots by key, and hulls, of marks in open groups and of loose ones.

    A mark has label, sub, r (radius) and perhaps size (of its label) and later. A group has key, name, sub, leader (or None), members,
    left (satellites to stand at the left inside its ring), away (how many of other groups its leader leads) and perhaps room (another text
    that its sub may become), grid (members in rows, not in a ring), bare (no hull) and later. Marks of no group are placed near what they are linked with. What is `later` is placed after all the rest.
    """
    taken = Canvas(canvas)
    found: dict[str, Spot] = {}
    hulls: list[dict[str, Any]] = []
    shapes, sizes, stacks = shaped([group for group in groups if not group.get("later")], marks, canvas)
    for stack, left, wide in stacked(stacks, sizes, canvas):
        spare = max(0.0, canvas[1] - sum(sizes[at][1] for at in stack))
        top = 0.0 if len(stack) > 1 else spare * (0.55 if len(shapes) > 1 else 0.5)
        for at in stack:
            put(shapes[at], (left + (wide - sizes[at][0]) / 2, top), marks, taken, found, hulls)
            top += sizes[at][1] + max(8.0, spare / (len(stack) - 1) if len(stack) > 1 else 0)
    for one in hulls:
        title(one, taken, canvas)
    grouped = {key for group in groups for key in (group.get("leader"), *group["members"], *group.get("left", ()))}
    rest = [key for key in marks if key not in grouped and not marks[key].get("later")]
    out = {}
    for group, _ in shapes:
        out |= led_out(group, rest, marks, links, taken, found)
    loose([key for key in rest if key not in out], marks, links, taken, found, out)
    for group in groups:
        if group.get("later"):
            here = found.get(group["key"])
            if here:
                taken.release(group["key"])
            shape = spots(group, marks, canvas)
            size = extent(around(outline_boxes(outline(boxes(shape, marks)))))
            place = room(size, (here["x"], here["y"]) if here else anchor_of(group["key"], links, found, canvas), taken)
            put((group, shape), place, marks, taken, found, hulls)
            title(hulls[-1], taken, canvas)
    loose([key for key in marks if key not in grouped and marks[key].get("later")], marks, links, taken, found, out)
    return {"spots": found, "hulls": hulls}


def put(
    shape: tuple[Mapping[str, Any], dict[str, Spot]],
    at: Point,
    marks: Mapping[str, Mark],
    taken: Canvas,
    found: dict[str, Spot],
    hulls: list[dict[str, Any]],
) -> None:
    """Puts a group with the top left corner of its hull at a place."""
    group, shape_spots = shape
    whole = around(outline_boxes(outline(boxes(shape_spots, marks))))
    here = moved(shape_spots, (at[0] - whole.left, at[1] - whole.top))
    line = outline(boxes(here, marks))
    found.update(here)
    taken.enclose(line)
    if group.get("bare"):
        return
    told = {"key": group["key"], "name": group["name"], "sub": group.get("sub", ""), "room": group.get("room", "")}
    hulls.append({**told, "points": line, "marks": sorted(here)})


def title(hull: dict[str, Any], taken: Canvas, canvas: Point) -> None:
    """Finds a corner of a hull's box for its name and count, outside every hull."""
    whole = around(outline_boxes(hull["points"]))
    wide = max(text_width(text, 13.5) for text in (hull["name"], hull["sub"], hull.pop("room")))
    outer = "right" if whole.left + whole.right > canvas[0] else "left"
    places = [
        (side, end, lift)
        for end in ("top", "bottom")
        for lift in (0, -18, -40)
        for side in (outer, "left" if outer == "right" else "right")
    ]
    for side, end, lift in places:
        left = whole.left + 2 if side == "left" else whole.right - wide - 2
        left = min(max(left, 4), max(4.0, canvas[0] - wide - 4)) if whole.left >= 0 and whole.right <= canvas[0] else left
        top = whole.top + 4 + lift if end == "top" else whole.bottom - 40 - lift
        box = Box(left, top, left + wide, top + 36)
        if taken.free([box]):
            break
    taken.taken.append(grown(box, 4))
    hull.update(x=round(box.left if side == "left" else box.right, 1), y=round(box.top, 1), align=side)


def led_out(
    group: Mapping[str, Any],
    keys: Sequence[str],
    marks: Mapping[str, Mark],
    links: Sequence[Mapping[str, Any]],
    taken: Canvas,
    found: dict[str, Spot],
) -> dict[str, Point]:
    """Places what a group's leader leads outside every group just beyond the gap in its ring; the way out (a unit step) by key."""
    turn, leader = exit_turn(group), group.get("leader")
    wanted = set(keys)
    led = sorted({link["end"] for link in links if link["start"] == leader and link["end"] in wanted} - found.keys())
    if turn is None or leader not in found or not led:
        return {}
    step = (cos(turn), sin(turn))
    x, y = found[leader]["x"], found[leader]["y"]
    along = ((far, Box(x + far * step[0], y + far * step[1], x + far * step[0] + 1, y + far * step[1] + 1)) for far in range(40, 900, 10))
    far = next((far for far, point in along if taken.free([point])), 40)
    for at, key in enumerate(led):
        aside = (at - (len(led) - 1) / 2) * 30
        anchor = (x + (far + 18) * step[0] - aside * step[1], y + (far + 18) * step[1] + aside * step[0])
        sides = ("right", "left") if at and at == len(led) - 1 else ("left", "right")
        found[key] = taken.place(key, marks[key], anchor, (*sides, "above", "below"))
    return dict.fromkeys(led, step)


def loose(
    keys: Sequence[str],
    marks: Mapping[str, Mark],
    links: Sequence[Mapping[str, Any]],
    taken: Canvas,
    found: dict[str, Spot],
    out: Mapping[str, Point],
) -> None:
    """Places marks of no group: closed groups first, then each near what it is linked with that has a place.

    What is joined with something that was led out (`out`) stands farther along the same way. Closed groups without a line stand together.
    """
    near: dict[str, set[str]] = {}
    for link in links:
        near.setdefault(link["start"], set()).add(link["end"])
        near.setdefault(link["end"], set()).add(link["start"])
    waiting = sorted(keys, key=lambda key: (-marks[key]["r"] if marks[key]["r"] >= DISC else 0))
    left, top = min(((whole.left, whole.top) for whole, _ in taken.outlines), default=(0.0, 0.0))
    corner = (left - 70, top + 40) if left > taken.area.left + 130 else (taken.area.left + 60, taken.area.top + 40)
    ways = dict(out)
    while waiting:
        key = next((key for key in waiting if marks[key]["r"] >= DISC or near.get(key, set()) & found.keys()), waiting[0])
        waiting.remove(key)
        beside = sorted(near.get(key, set()) & found.keys())
        way = next((ways[one] for one in beside if one in ways), None)
        if way and (marks[key]["r"] >= DISC or any(marks[one]["r"] >= DISC for one in beside)):
            ways[key] = way
            start = centre([found[one] for one in beside if marks[one]["r"] >= DISC] or [found[one] for one in beside if one in ways])
            if start:
                found[key] = taken.place(key, marks[key], (start[0] + 56 * way[0], start[1] + 56 * way[1]), ("right", "below", "left"))
                continue
        if marks[key]["r"] >= DISC:
            through = [two for one in sorted(near.get(key, ())) if one not in found for two in sorted(near.get(one, set()) & found.keys())]
            anchor = centre([found[one] for one in (*beside, *through)])
            near_to = (anchor[0] - 120, anchor[1] + 90) if anchor else corner
            found[key] = taken.place(key, marks[key], near_to, ("right", "below", "left"))
            if not anchor:
                corner = (found[key]["x"] + 150, found[key]["y"])
            continue
        discs = [one for one in beside if marks[one]["r"] >= DISC]
        anchor = centre([found[one] for one in discs or beside]) or corner
        pull = centre([found[one] for one in beside if one not in discs])
        if discs and pull:
            anchor = (anchor[0] * 0.7 + pull[0] * 0.3, anchor[1] * 0.7 + pull[1] * 0.3)
        found[key] = taken.place(
            key,
            marks[key],
            anchor,
            across=[(found[one], taken.of[one][1]) for one in discs if one in taken.of],
            least=0 if discs and pull else 56 if discs else 40,
        )


def centre(places: Sequence[Spot]) -> Point | None:
    """The middle of some spots."""
    if not places:
        return None
    return sum(place["x"] for place in places) / len(places), sum(place["y"] for place in places) / len(places)


def anchor_of(key: str, links: Sequence[Mapping[str, Any]], found: Mapping[str, Spot], canvas: Point) -> Point:
    """Where a group that is opened later would like to be: near what its links lead to."""
    ends = [found[end] for link in links for end in (link["start"], link["end"]) if key in (link["start"], link["end"]) and end in found]
    return centre(ends) or canvas


def room(size: Point, anchor: Point, taken: Canvas) -> Point:
    """The top left corner of a free place of this size, as near to the anchor as there is one."""
    for x, y in candidates(grown(taken.area, 200), anchor):
        box = Box(x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2)
        if taken.free([box]):
            return box.left, box.top
    return taken.area.right + 20, taken.area.top
