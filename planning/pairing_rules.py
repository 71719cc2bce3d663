"""The rules of a pairing plan as a planner sets them, and what is wrong with them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from graphmodel.words import Text

ROLES: dict[str, Text] = {
    "committee": ("两委成员", "two-committee members"),
    "reserve": ("后备干部", "reserve cadres"),
    "rich_leader": ("致富带头人", "rich leaders"),
}
MATCHES: dict[str, Text] = {
    "": ("不看需求", "needs not looked at"),
    "prefer": ("专长与需求相合者优先", "skill and need should match"),
    "must": ("专长须与需求相合", "skill and need must match"),
}
FAIRNESS: dict[str, Text] = {
    "": ("不限", "as it falls"),
    "smallest": ("最多者帮得最少", "smallest maximum"),
    "even": ("兼顾均衡与路程", "evenness weighed against the way"),
    "variance": ("负担方差最小", "least variance of loads"),
}
UNIT = 100
"""Costs are whole numbers of a hundredth of a kilometre."""
HEAVIEST = 10_000


@dataclass(frozen=True)
class Quota:
    """At least and at most so many pairs whose helper has `role` and is of `helper` type, and whose helped lies in `township`, has
    `need`, is in `state` and is of `helped` type; "" is any."""

    at_least: int = 0
    at_most: int | None = None
    role: str = ""
    township: str = ""
    need: str = ""
    state: str = ""
    helper: str = ""
    helped: str = ""

    def of_helper(self, row: Mapping[str, Any]) -> bool:
        """Whether it counts pairs of this helper."""
        return bool(not self.role or row.get(self.role)) and self.helper in ("", row.get("type"))

    def of_helped(self, row: Mapping[str, Any]) -> bool:
        """Whether it counts pairs of this one helped."""
        asked = ((self.need, "need"), (self.state, "state"), (self.helped, "type"))
        return self.township in ("", row.get("township"), row.get("township_name")) and all(want in ("", row.get(name)) for want, name in asked)


@dataclass(frozen=True)
class Limit:
    """Helpers with `role` and of `type` ("" is any) should take `least` each and may take `most`, in place of the limit for all.

    Where several fit a helper, the highest of each counts.
    """

    role: str = ""
    type: str = ""
    least: int = 0
    most: int | None = None

    def fits(self, row: Mapping[str, Any]) -> bool:
        """Whether it is meant for this helper."""
        return bool(not self.role or row.get(self.role)) and self.type in ("", row.get("type"))


@dataclass(frozen=True)
class Category:
    """Those helped who are in `state`, have `need`, are of `type` ("" is any): so many helpers `each`, and `up_to` so many."""

    each: int = 1
    up_to: int = 0
    state: str = ""
    need: str = ""
    type: str = ""

    def fits(self, row: Mapping[str, Any]) -> bool:
        """Whether it is meant for this one."""
        return all(want in ("", row.get(name)) for name, want in (("state", self.state), ("need", self.need), ("type", self.type)))


@dataclass(frozen=True)
class Rules:
    """What a plan of one programme must keep to. Weights are in kilometres: so far would one go rather than break the wish.

    `each` helpers for every one helped, and `up_to` so many where that fills a helper's `least` (0: no more than `each`); `categories`
    say otherwise for some, the first that fits counts. At most `max_load` for a helper, unless `limits` say otherwise (with
    `own_capacity`, no more than is on record for them), `joint` the most over all programmes (0: no such limit), `km` the longest
    way (0: any), `unknown_km` the way taken where a point is missing (None: such a pair is not possible; otherwise helpers of no
    township may help in any), `detour` what the straight line is multiplied by. `keep_km` weighs against every pair that is not in
    force today, `match_km` against skill and need that differ, `elsewhere_km` against a committee member who helps in the own
    village, `load_km` against every commitment that the helper has in other programmes. `must`, `never` and `keep` are pairs
    (helper, helped) by `Type:key`; those to keep are fixed like those that must be.
    """

    programme: str = ""
    each: int = 1
    up_to: int = 0
    max_load: int = 2
    own_capacity: bool = False
    joint: int = 0
    same_township: bool = True
    km: float = 60.0
    unknown_km: float | None = None
    detour: float = 1.3
    match: str = ""
    match_km: float = 5.0
    elsewhere_km: float = 0.0
    load_km: float = 0.0
    keep_km: float = 0.0
    fair: str = ""
    even_km: float = 1.0
    must: tuple[tuple[str, str], ...] = ()
    never: tuple[tuple[str, str], ...] = ()
    keep: tuple[tuple[str, str], ...] = ()
    quotas: tuple[Quota, ...] = ()
    limits: tuple[Limit, ...] = ()
    categories: tuple[Category, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The rules as JSON values; `rules_of` reads them back.

        >>> rules_of(Rules("帮学", quotas=(Quota(3, role="committee"),)).to_json()).quotas[0].at_least
        3
        """
        return asdict(self)

    @property
    def fixed(self) -> tuple[tuple[str, str], ...]:
        """The pairs that must be and those to keep."""
        return tuple(dict.fromkeys((*self.must, *self.keep)))


def rules_of(told: Mapping[str, Any]) -> Rules:
    """Rules from JSON or TOML values. ValueError names an entry that there is not, or one of the wrong kind."""
    known = {one.name for one in fields(Rules)}
    if unknown := sorted(told.keys() - known):
        raise ValueError(f"{', '.join(unknown)}: {', '.join(sorted(known))}")
    given = dict(told)
    try:
        for name in ("must", "never", "keep"):
            given[name] = tuple((str(a), str(b)) for a, b in told.get(name, ()))
        for name, kind in PARTS.items():
            given[name] = tuple(kind(**one) for one in told.get(name, ()))
        return Rules(**given)
    except TypeError as wrong:
        raise ValueError(str(wrong)) from None


PARTS: dict[str, Any] = {"quotas": Quota, "limits": Limit, "categories": Category}


def faults(rules: Rules) -> list[Text]:
    """Everything that makes the rules unusable, each with the value that does.

    >>> faults(Rules(each=0))[0][0]
    '每户帮扶人数应为 1 至 99 的整数，现为 0。'
    """
    wrong: list[Text] = []
    for name, zh, en, low, high in (
        ("each", "每户帮扶人数", "helpers for each", 1, 99),
        ("up_to", "每户至多帮扶人数", "the most helpers for each", 0, 99),
        ("max_load", "每人最多帮户", "the most for one helper", 0, 9_999),
        ("joint", "各项目合计上限", "the joint limit", 0, 9_999),
    ):
        value = getattr(rules, name)
        if not whole(value, low, high):
            wrong.append(
                (f"{zh}应为 {low} 至 {high} 的整数，现为 {value}。", f"{en} should be a whole number from {low} to {high}, not {value}.")
            )
    for name, zh, en, low in (
        ("km", "单程公里", "kilometres", 0.0),
        ("detour", "绕行系数", "the detour", 1.0),
        ("match_km", "需求权重", "the weight of needs", 0.0),
        ("elsewhere_km", "本村以外权重", "the weight of other villages", 0.0),
        ("load_km", "已有负担权重", "the weight of other commitments", 0.0),
        ("keep_km", "保留权重", "the weight of keeping", 0.0),
        ("even_km", "均衡权重", "the weight of evenness", 0.0),
        ("unknown_km", "无点位时公里", "kilometres without a point", 0.0),
    ):
        value = getattr(rules, name)
        if value is None and name == "unknown_km":
            continue
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or not low <= value <= HEAVIEST:
            wrong.append(
                (
                    f"{zh}应为 {low:g} 至 {HEAVIEST:,} 的数，现为 {value}。",
                    f"{en} should be a number from {low:g} to {HEAVIEST:,}, not {value}.",
                )
            )
    for name, choices in (("match", MATCHES), ("fair", FAIRNESS)):
        if getattr(rules, name) not in choices:
            wrong.append(
                (
                    f"“{getattr(rules, name)}”不可用，可用：{'、'.join(filter(None, choices))}。",
                    f"{getattr(rules, name)!r} is not known. There are: {', '.join(filter(None, choices))}.",
                )
            )
    if both := sorted(set(rules.fixed) & set(rules.never)):
        wrong.append(
            (f"同一对既须结又不可结：{both[0][0]} — {both[0][1]}。", f"A pair is both a must and a must not: {both[0][0]} — {both[0][1]}.")
        )
    for quota in rules.quotas:
        if (quota.role and quota.role not in ROLES) or not whole(quota.at_least, 0, 10**6) or not most_fits(quota.at_most, quota.at_least):
            wrong.append(
                (
                    f"名额不可用：{told(quota)}。可用的类别：{'、'.join(ROLES)}。",
                    f"This quota cannot be used: {told(quota)}. The roles are: {', '.join(ROLES)}.",
                )
            )
    for limit in rules.limits:
        if (limit.role and limit.role not in ROLES) or not whole(limit.least, 0, 9_999) or not most_fits(limit.most, limit.least):
            wrong.append(
                (
                    f"每人上下限不可用：{told(limit)}。可用的类别：{'、'.join(ROLES)}。",
                    f"This limit cannot be used: {told(limit)}. The roles are: {', '.join(ROLES)}.",
                )
            )
    for category in rules.categories:
        if not whole(category.each, 0, 99) or not whole(category.up_to, 0, 99):
            wrong.append((f"对象的名额不可用：{told(category)}。", f"This category cannot be used: {told(category)}."))
    return wrong


def whole(value: Any, low: int, high: int) -> bool:
    """Whether it is a whole number within these limits."""
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def most_fits(most: Any, least: int) -> bool:
    """Whether a most may stand above that least."""
    return most is None or whole(most, least, 10**6)


def told(part: Quota | Limit | Category) -> str:
    """What is said of a part of the rules, as in a file.

    >>> told(Limit("committee", least=2))
    'role = committee, least = 2'
    """
    return ", ".join(f"{name} = {value}" for name, value in asdict(part).items() if value not in ("", None, 0))
