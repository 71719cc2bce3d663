"""Plans of leaders, service points and tours as marks and lines: whom each leads, serves or reaches, beside today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.drawing import ENDED, KEPT, NEW, WAY, Drawing, End, Line, drawing
from actions.leading import Led
from actions.siting import SitingPlan
from actions.touring import TourPlan
from planning.siting import serving
from planning.travel import Spot


def leading_drawing(made: Led) -> Drawing:
    """Leaders with the villages that they lead; a leader of today that leads no more is ended."""
    rows = {key: row | {"type": "Village"} for key, row in made.rows.items()}
    names = {key: str(row["name"]) for key, row in rows.items()}
    found = drawing(rows, names, made.today, made.plan.pairs, made.plan.left, most=len(rows))
    before, after = {a for a, _ in made.today}, {a for a, _ in made.plan.pairs}
    by = {b: a for a, b in (*made.today, *made.plan.pairs)}
    return replace(found, ends=[
        replace(one, group=one.key if one.key in before | after else by.get(one.key, ""), type="Leader" if one.key in before | after else "Village", state=state_of(one.key, before, after))
        for one in found.ends
    ])  # fmt: skip


def state_of(key: str, before: set[str], after: set[str]) -> str:
    """What becomes of a leader or point.

    >>> state_of("a", {"a"}, set()), state_of("a", set(), {"a"}), state_of("a", {"a"}, {"a"}), state_of("b", {"a"}, {"a"})
    ('ended', 'new', 'kept', '')
    """
    return KEPT if key in before & after else NEW if key in after else ENDED if key in before else ""


def siting_drawing(plan: SitingPlan) -> Drawing:
    """Points with the villages that they serve; lines are compared with the nearest present point in reach."""
    case = plan.case
    after = serving(case, plan.goal, plan.answer.chosen, plan.answer.served)
    before = serving(case, plan.goal, list(case.now))
    chosen, now = ({case.candidates[j].key for j in some} for some in (plan.answer.chosen, case.now))
    ends: dict[str, End] = {}
    lines: dict[tuple[str, str], str] = {}
    for i, spot in enumerate(case.places):
        new, old = (case.candidates[int(by[i])].key if by[i] >= 0 else "" for by in (after, before))
        ends[spot.key] = End(spot.key, spot.name, "Village", spot.lat, spot.lon, new, int(not new))
        for key, state in ((old, ENDED), (new, KEPT if new == old else NEW)):
            if key and key != spot.key:
                lines[key, spot.key] = state
    for j in sorted({*plan.answer.chosen, *case.now}):
        spot = case.candidates[j]
        ends[spot.key] = End(spot.key, short(spot.name), "ServiceCentre", spot.lat, spot.lon, spot.key, 0, state_of(spot.key, now, chosen))
    return told(ends, lines)


def told(ends: Mapping[str, End], lines: Mapping[tuple[str, str], str]) -> Drawing:
    """The drawing of these, its lines counted."""
    counts: dict[str, int] = {}
    for state in lines.values():
        counts[state] = counts.get(state, 0) + 1
    return Drawing(list(ends.values()), [Line(*pair, {state: 1}) for pair, state in lines.items()], counts)


def short(name: str) -> str:
    """A centre's name without what all centres are called.

    >>> short("和庄片区党群服务中心")
    '和庄片区'
    """
    return name.removesuffix("党群服务中心") or name


def tour_drawing(plan: TourPlan) -> Drawing:
    """Stops in their order with the villages that each reaches, and the round."""
    found = plan.tour
    ends: dict[str, End] = {}
    lines: dict[tuple[str, str], str] = {}
    hosts = {(spot.lat, spot.lon): spot for spot in found.halts}
    for spot, at in found.drawn:
        host = hosts.get(at) if at else None
        ends[spot.key] = End(spot.key, spot.name, "Village", spot.lat, spot.lon, host.key if host else "")
        if host and host.key != spot.key:
            lines[host.key, spot.key] = NEW
    for number, spot in enumerate(found.halts, 1):
        ends[spot.key] = End(spot.key, f"{number} {spot.name}", "Event", spot.lat, spot.lon, spot.key, 0, NEW)
    way: list[Spot] = [found.base, *found.halts, found.base] if found.base else list(found.halts)
    if found.base and found.base.key not in ends:
        ends[found.base.key] = End(found.base.key, found.base.name, found.base.key.partition(":")[0], found.base.lat, found.base.lon, found.base.key, 0, KEPT)
    for one, other in zip(way, way[1:], strict=False):
        lines.setdefault((one.key, other.key), WAY)
    return told(ends, lines)
