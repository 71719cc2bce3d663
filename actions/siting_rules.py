"""What the planner sets for siting, and which settings make sense."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from actions import siting_files
from graphmodel.words import Text
from loaders.files import Upload

WEIGHTS: dict[str, Text] = {"households": ("户", "households"), "people": ("人", "people"), "villages": ("村", "villages")}
SITES: dict[str, Text] = {
    "both": ("现有中心和各村", "centres that are, and villages"),
    "villages": ("各村", "villages"),
    "centres": ("现有中心", "centres that are"),
}
AREAS: dict[str, Text] = {"": ("不限", "no rule"), "area": ("本片区", "own area"), "township": ("本乡镇", "own township")}
AIMS: dict[str, Text] = {
    "fewest": ("最少的点，人人在圈内", "fewest points, everybody in reach"),
    "most": ("定点数，圈内户最多", "so many points, most within reach"),
    "least": ("定点数，路程合计最少", "so many points, least travel in all"),
}


class SitingError(ValueError):
    """Rules that cannot be used, or that leave no plan; `text` says why in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text[1])
        self.text = text


@dataclass(frozen=True)
class SitingRules:
    """What the planner sets. `capacity` is the most weight of one point, none for no limit; the three files are optional."""

    aim: str = "fewest"
    minutes: float = 15.0
    points: int = 0
    keep: bool = True
    weight: str = "households"
    sites: str = "both"
    own: str = ""
    detour: float = 1.3
    speed: float = 20.0
    capacity: float | None = None
    seconds: float = 10.0
    table: Upload | None = None
    roads: Upload | None = None
    candidates: Upload | None = None

    def told(self) -> dict[str, Any]:
        """The rules as plain values, files by name."""
        files = {name: siting_files.called(held) for name in ("table", "roads", "candidates") if (held := getattr(self, name)) is not None}
        return {
            name: value for name, value in asdict(replace(self, table=None, roads=None, candidates=None)).items() if value is not None
        } | files


def rules_of(told: dict[str, Any]) -> SitingRules:
    """Rules from plain values, such as a TOML file's. SitingError names what is not known or makes no sense."""
    known = {one.name for one in fields(SitingRules)}
    for name in told:
        if name not in known:
            raise SitingError(
                (
                    f"不认识规则“{name}”。可用：{'、'.join(sorted(known))}",
                    f"There is no rule {name!r}. There are: {', '.join(sorted(known))}",
                )
            )
    rules = SitingRules(**told)
    for name, choices in (("aim", AIMS), ("weight", WEIGHTS), ("sites", SITES), ("own", AREAS)):
        if getattr(rules, name) not in choices:
            listed = ", ".join(filter(None, choices))
            raise SitingError(
                (f"{name} 没有“{getattr(rules, name)}”。可用：{listed}", f"{name} cannot be {getattr(rules, name)!r}. Maybe {listed}.")
            )
    for name, low in (("minutes", 0.1), ("detour", 1), ("speed", 0.1), ("seconds", 0.1), ("points", 0), ("capacity", 1e-9)):
        value = getattr(rules, name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value < 1e9):
            raise SitingError((f"{name} 的值“{value}”应为 {low:g} 以上的数。", f"{name} should be a number from {low:g}, not {value!r}."))
    if rules.aim != "fewest" and rules.points < 1:
        raise SitingError(("没有给出点数。", "The number of points is missing. Maybe points = 7."))
    return rules
