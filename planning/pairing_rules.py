"""The rules of a pairing plan as a planner sets them, what is wrong with them, and the same in words."""

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
    "smallest": ("最多一人帮得最少", "smallest maximum"),
    "even": ("尽量均衡", "as even as can be"),
}
UNIT = 100
"""Costs are whole numbers of a hundredth of a kilometre."""
HEAVIEST = 10_000


@dataclass(frozen=True)
class Quota:
    """At least and at most so many pairs whose helper has `role` and whose helped lies in `township` and has `need`; "" is any."""

    at_least: int = 0
    at_most: int | None = None
    role: str = ""
    township: str = ""
    need: str = ""


@dataclass(frozen=True)
class Rules:
    """What a plan of one programme must keep to. Weights are in kilometres: so far would one go rather than break the wish.

    `each` helpers for every one helped, at most `max_load` for a helper (with `own_capacity`, no more than is on record for
    them), `joint` the most over all programmes (0: no such limit), `km` the longest way (0: any), `unknown_km` the way taken where
    a point is missing (None: such a pair is not possible; otherwise helpers of no township may help in any), `detour` what the
    straight line is multiplied by. `keep_km` weighs against every pair that is not in force today, `match_km` against skill and
    need that differ, `elsewhere_km` against a committee member who helps in the own village. `must` and `never`
    are pairs (helper, helped) by `Type:key`.
    """

    programme: str = ""
    each: int = 1
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
    keep_km: float = 0.0
    fair: str = ""
    even_km: float = 1.0
    must: tuple[tuple[str, str], ...] = ()
    never: tuple[tuple[str, str], ...] = ()
    quotas: tuple[Quota, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The rules as JSON values; `rules_of` reads them back.

        >>> rules_of(Rules("帮学", quotas=(Quota(3, role="committee"),)).to_json()).quotas[0].at_least
        3
        """
        return asdict(self)


def rules_of(told: Mapping[str, Any]) -> Rules:
    """Rules from JSON or TOML values. ValueError names an entry that there is not, or one of the wrong kind."""
    known = {one.name for one in fields(Rules)}
    if unknown := sorted(told.keys() - known):
        raise ValueError(f"{', '.join(unknown)}: {', '.join(sorted(known))}")
    given = dict(told)
    for name in ("must", "never"):
        given[name] = tuple((str(a), str(b)) for a, b in told.get(name, ()))
    try:
        given["quotas"] = tuple(Quota(**one) for one in told.get("quotas", ()))
        rules = Rules(**given)
    except TypeError as wrong:
        raise ValueError(str(wrong)) from None
    return rules


def faults(rules: Rules) -> list[Text]:
    """Everything that makes the rules unusable, each with the value that does.

    >>> faults(Rules(each=0))[0][0]
    '每户帮扶人数应为 1 至 9 的整数，现为 0。'
    """
    wrong: list[Text] = []
    for name, zh, en, low, high in (
        ("each", "每户帮扶人数", "helpers for each", 1, 9),
        ("max_load", "每人最多帮户", "the most for one helper", 0, 9_999),
        ("joint", "各项目合计上限", "the joint limit", 0, 9_999),
    ):
        value = getattr(rules, name)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            wrong.append(
                (f"{zh}应为 {low} 至 {high} 的整数，现为 {value}。", f"{en} should be a whole number from {low} to {high}, not {value}.")
            )
    for name, zh, en, low in (
        ("km", "单程公里", "kilometres", 0.0),
        ("detour", "绕行系数", "the detour", 1.0),
        ("match_km", "需求权重", "the weight of needs", 0.0),
        ("elsewhere_km", "本村以外权重", "the weight of other villages", 0.0),
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
    if both := sorted(set(rules.must) & set(rules.never)):
        wrong.append(
            (f"同一对既须结又不可结：{both[0][0]} — {both[0][1]}。", f"A pair is both a must and a must not: {both[0][0]} — {both[0][1]}.")
        )
    for quota in rules.quotas:
        if (quota.role and quota.role not in ROLES) or quota.at_least < 0 or (quota.at_most is not None and quota.at_most < quota.at_least):
            wrong.append(
                (
                    f"名额不可用：{quota}。可用的类别：{'、'.join(ROLES)}。",
                    f"This quota cannot be used: {quota}. The roles are: {', '.join(ROLES)}.",
                )
            )
    return wrong


def in_words(rules: Rules) -> list[Text]:
    """The rules as short phrases, hard ones first.

    >>> [zh for zh, _ in in_words(Rules("帮学", keep_km=50))]
    ['每户 1 名帮扶人', '每人至多 2 户', '同一乡镇', '单程不超过 60 公里', '尽量保留现有结对（可让步）']
    """
    words: list[Text] = [
        (f"每户 {rules.each} 名帮扶人", f"{rules.each} for each household"),
        (f"每人至多 {rules.max_load} 户", f"at most {rules.max_load} each"),
    ]
    if rules.own_capacity:
        words.append(("不超过本人登记的最多帮户", "never above a helper's own most"))
    if rules.joint:
        words.append((f"各项目合计至多 {rules.joint} 户", f"at most {rules.joint} over all programmes"))
    if rules.same_township:
        words.append(("同一乡镇", "same township"))
    if rules.km:
        words.append((f"单程不超过 {rules.km:g} 公里", f"one way at most {rules.km:g} km"))
    if rules.unknown_km is not None:
        words.append((f"无点位的按 {rules.unknown_km:g} 公里计", f"no point: taken as {rules.unknown_km:g} km"))
    if rules.match:
        words.append(
            MATCHES[rules.match]
            if rules.match == "must"
            else (f"{MATCHES['prefer'][0]}（可让步）", f"{MATCHES['prefer'][1]} (may give way)")
        )
    if rules.elsewhere_km:
        words.append(("两委成员优先本村以外（可让步）", "committee members in other villages (may give way)"))
    if rules.keep_km:
        words.append(("尽量保留现有结对（可让步）", "keep today's pairs (may give way)"))
    if rules.fair:
        words.append((FAIRNESS[rules.fair][0], FAIRNESS[rules.fair][1]))
    words += [quota_words(quota) for quota in rules.quotas]
    for pairs, zh, en in ((rules.must, "指定", "fixed"), (rules.never, "排除", "excluded")):
        if pairs:
            words.append((f"{zh} {len(pairs)} 对", f"{len(pairs)} pairs {en}"))
    return words


def quota_words(quota: Quota) -> Text:
    """One quota as a phrase."""
    role = ROLES.get(quota.role, ("帮扶人", "helpers"))
    of_zh, of_en = "".join(filter(None, (quota.township, quota.need))), ", ".join(filter(None, (quota.township, quota.need)))
    most = "" if quota.at_most is None else f"、至多 {quota.at_most}", "" if quota.at_most is None else f" and at most {quota.at_most}"
    return (
        f"{of_zh}{role[0]}至少 {quota.at_least}{most[0]} 对",
        f"{of_en + ': ' if of_en else ''}{role[1]} at least {quota.at_least}{most[1]} pairs",
    )
