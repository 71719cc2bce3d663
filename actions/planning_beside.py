"""Several kept proposals side by side: coverage, cost, loads and changes, and what each does in every township."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from actions.planning import PlanError
from graphmodel.words import Text

MOST = 4
"""So many proposals stand beside each other on the page."""
MEASURES: dict[str, Text] = {
    "covered": ("覆盖", "covered"),
    "left": ("未覆盖", "not covered"),
    "helped": ("帮扶对象", "helped"),
    "taking_part": ("参加帮扶的人", "helpers taking part"),
    "most": ("最多一人帮几户", "most for one helper"),
    "several": ("帮 2 户及以上的人", "helping two or more"),
    "pairs": ("结对", "pairs"),
    "travel": ("单程合计（公里）", "one way in all, km"),
    "measured": ("已知路程的结对", "pairs whose way is known"),
    "kept": ("保留", "kept"),
    "swapped": ("调换", "swapped"),
    "added": ("新增", "added"),
    "ended": ("终止", "ended"),
    "points": ("服务点", "points"),
    "new": ("其中新设", "new among them"),
    "reached": ("到得了的村", "villages reached"),
    "places": ("村", "villages"),
    "farthest": ("最远，分钟", "farthest, minutes"),
    "mean": ("平均，分钟", "mean, minutes"),
    "total": ("路程合计", "travel in all"),
    "stops": ("场次", "stops"),
    "km": ("公里", "km"),
}


@dataclass(frozen=True)
class Beside:
    """`measures` are (name, one value a proposal; None where it has none); `townships` are (name, helped, one (left, changes) a proposal)."""

    names: list[str]
    proofs: list[Text]
    measures: list[tuple[str, list[float | None]]]
    townships: list[tuple[str, int, list[tuple[int, int]]]]


def like(held: dict[str, Any], others: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The proposal, then the latest others of its kind, programme and place."""
    same = [one for one in others if one["name"] != held["name"] and all(one.get(name) == held.get(name) for name in ("kind", "programme", "scope"))]
    return [held, *sorted(same, key=lambda one: (one["history"][0]["at"], one["name"]), reverse=True)][:MOST]


def beside(held: Sequence[dict[str, Any]]) -> Beside:
    """What these proposals come to. PlanError where there are fewer than two, or kinds differ."""
    if len(held) < 2 or len({one["name"] for one in held}) < len(held):
        raise PlanError("并列比较需要两个以上不同的方案。", "Two or more different proposals are needed to compare.")
    if len(kinds := {one["kind"] for one in held}) > 1:
        raise PlanError(f"方案种类不同，不能并列：{'、'.join(sorted(kinds))}。", f"Proposals of different kinds cannot be compared: {', '.join(sorted(kinds))}.")
    sums = [dict(one["summary"]) for one in held]
    for one in sums:
        if "covered" in one and "helped" in one:
            one["left"] = one["helped"] - one["covered"]
    measures = [(name, [number(one.get(name)) for one in sums]) for name in MEASURES if any(number(one.get(name)) is not None for one in sums)]
    towns: dict[str, tuple[str, int]] = {}
    for one in sums:
        for town in one.get("townships", ()):
            towns.setdefault(town["id"], (town["name"], town["helped"]))
    by = [{town["id"]: (town["left"], town["changes"]) for town in one.get("townships", ())} for one in sums]
    return Beside(
        [one["name"] for one in held],
        [(one["proof"][0], one["proof"][1]) for one in held],
        measures,
        [(*towns[id], [one.get(id, (0, 0)) for one in by]) for id in sorted(towns)],
    )


def number(value: Any) -> float | None:
    """A number as it is, anything else None."""
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
