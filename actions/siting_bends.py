"""What bending a rule of siting gives, in words."""

from __future__ import annotations

from typing import Any

from actions.siting_rules import WEIGHTS, SitingRules
from graphmodel.words import Text

NAMES: dict[str, Text] = {
    "minutes": ("分钟", "minutes"),
    "points": ("点数", "points"),
    "capacity": ("容量", "capacity"),
    "keep": ("保留现有点", "present points kept"),
    "area": ("片区", "areas"),
}
"""The rules that can bend, as they are called."""


def told(row: dict[str, Any], rules: SitingRules) -> Text:
    """The least bend of one rule so that as many are served as it can."""
    to, unit = row["to"], WEIGHTS[rules.weight] if rules.aim == "most" else ("村", "villages")
    does: dict[str, Text] = {
        "minutes": (f"放宽到 {to or 0:g} 分钟", f"Within {to or 0:g} minutes"),
        "points": (f"增加到 {to or 0:g} 个点", f"With {to or 0:g} points"),
        "capacity": (f"每点容量至少 {to or 0:,.0f}", f"With each point holding {to or 0:,.0f}"),
        "keep": ("不保留现有点", "Without present points kept"),
        "area": ("不限片区", "Without the rule of areas"),
    }
    zh, en = does[row["rule"].removeprefix("serve_")]
    if row["left"] > 0:
        zh, en = f"{zh}，仍有 {row['left']:,.0f} {unit[0]}未覆盖", f"{en}, {row['left']:,.0f} {unit[1]} are still not covered"
    else:
        zh, en = f"{zh}，全部覆盖", f"{en} everybody is covered"
    return (zh, en) if row["proven"] else (f"{zh}（更小的放宽未证不行）", f"{en} (a smaller bend is not proven too small)")
