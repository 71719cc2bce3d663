"""The rules of strong-helps-weak as a planner sets them, and what is wrong with them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from graphmodel.words import Text

UNIT = 100
"""Costs are whole numbers of a hundredth of a kilometre."""
AREAS: dict[str, Text] = {
    "": ("不限", "as it falls"),
    "prefer": ("同片区尽量同一强村", "an area keeps to one leader where it can"),
    "must": ("同片区须同一强村", "an area has one leader"),
}


@dataclass(frozen=True)
class LeadRules:
    """What strong-helps-weak must keep to. Weights are in kilometres: so far would one go rather than break the wish.

    At most `leaders` lead (0: any number), each at most `capacity`, no farther than `km` (0: any way) and only where the leader is
    stronger by `gap` (strength runs from 0 to 1). `gap_km` weighs against every tenth that the leader is less than a whole
    stronger, `industry_km` against another industry, `area_km` against every further leader in an area (`areas` prefer),
    `open_km` against every leader, `keep_km` against every pair that is not in force today. `lead` are villages that must lead,
    `must` and `never` pairs (leader, led), all by `Type:key`.
    """

    leaders: int = 0
    capacity: int = 15
    km: float = 0.0
    gap: float = 0.1
    gap_km: float = 0.0
    industry_km: float = 2.0
    areas: str = "prefer"
    area_km: float = 3.0
    open_km: float = 10.0
    keep_km: float = 0.0
    detour: float = 1.3
    lead: tuple[str, ...] = ()
    must: tuple[tuple[str, str], ...] = ()
    never: tuple[tuple[str, str], ...] = ()


def lead_rules_of(told: Mapping[str, Any]) -> LeadRules:
    """Rules from JSON or TOML values. ValueError names an entry that there is not, or one of the wrong kind."""
    known = {one.name: one.default for one in fields(LeadRules)}
    if unknown := sorted(told.keys() - known.keys()):
        raise ValueError(f"{', '.join(unknown)}: {', '.join(sorted(known))}")
    given = dict(told)
    given["lead"] = tuple(str(one) for one in told.get("lead", ()))
    for name in ("must", "never"):
        given[name] = tuple((str(a), str(b)) for a, b in told.get(name, ()))
    return LeadRules(**given)


def lead_faults(rules: LeadRules) -> list[Text]:
    """Everything that makes the rules unusable, each with the value that does.

    >>> lead_faults(LeadRules(capacity=-1))[0][0]
    'capacity 的值“-1”应为 0 至 9,999。'
    """
    wrong: list[Text] = []
    for name, high, whole in (
        *((one, 9_999, True) for one in ("leaders", "capacity")),
        *((one, 10_000, False) for one in ("km", "gap_km", "industry_km", "area_km", "open_km", "keep_km")),
        ("gap", 1, False),
        ("detour", 10, False),
    ):
        value = getattr(rules, name)
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)) or not 0 <= value <= high:
            wrong.append((f"{name} 的值“{value}”应为 0 至 {high:,}。", f"The value {value!r} of {name} should be from 0 to {high:,}."))
    if rules.areas not in AREAS:
        wrong.append((f"areas 的值“{rules.areas}”不可用，可用：prefer、must。", f"{rules.areas!r} is not known. Areas are: prefer, must."))
    return wrong


def units(km: float) -> int:
    """A weight in km as a whole cost."""
    return math.floor(km * UNIT + 0.5)
