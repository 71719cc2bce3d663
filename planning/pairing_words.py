"""A pairing plan in words: what helpers and helped are called, by their types, the rules as short phrases, how well it is proved."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphmodel.schema import NODE
from graphmodel.words import Text
from planning.answers import Priced, at_most
from planning.pairing_rules import FAIRNESS, MATCHES, ROLES, Category, Limit, Quota, Rules
from planning.verify_pairing import Verdict

COUNTED = {"Household": ("户", "户"), "Village": ("村", "个村"), "Member": ("人", "名党员"), "Grid": ("栋", "个楼栋"), "Post": ("岗", "个岗位")}
"""The word that counts one of a type, and the one with its measure."""


@dataclass(frozen=True)
class Nouns:
    """What the two sides of a plan are called: `helper` and `helped` in a list, `one` and `some` after a number, `each` after 每."""

    helper: Text = ("帮扶人", "helpers")
    helped: Text = ("帮扶对象", "helped")
    by: str = "人"
    each: str = "户"
    one: str = "名帮扶人"
    some: str = "户"

    @property
    def english(self) -> str:
        """The helped, in the middle of an English sentence."""
        return self.helped[1].lower()


def nouns(helpers: Iterable[Mapping[str, Any]], helped: Iterable[Mapping[str, Any]]) -> Nouns:
    """The words for rows of these types; where one side has several types, general ones.

    >>> nouns([{"type": "Unit"}], [{"type": "Village"}]).some
    '个村'
    """
    one, other = ({str(row.get("type") or "") for row in rows} for rows in (helpers, helped))
    by, _ = COUNTED.get(next(iter(one)), ("个", "")) if len(one) == 1 else ("个", "")
    each, some = COUNTED.get(next(iter(other)), ("个对象", "个对象")) if len(other) == 1 else ("个对象", "个对象")
    helper: Text = ("帮扶人", "helpers") if one == {"Member"} else named(one, "帮扶方", "helpers")
    return Nouns(
        helper,
        named(other, "帮扶对象", "helped"),
        by,
        each,
        "名帮扶人" if one == {"Member"} else f"个{helper[0]}",
        some,
    )


def called(*sides: Iterable[Mapping[str, Any]]) -> dict[str, Text]:
    """What each type of these rows is called in a plan."""
    return {one: named({one}, *NODE[one].title) for one in sorted({str(row["type"]) for rows in sides for row in rows}) if one in NODE}


def named(types: set[str], zh: str, en: str) -> Text:
    """The title of the one type, the general words for several."""
    one = next(iter(types)) if len(types) == 1 else ""
    titles = {"Household": ("户", "households"), "Village": ("村", "villages"), "Unit": ("单位", "units"), "Enterprise": ("企业", "enterprises"), "Grid": ("楼栋", "buildings"), "Post": ("岗位", "posts")}
    return titles.get(one) or ((NODE[one].title[0], NODE[one].title[1].lower() + "s") if one in NODE else (zh, en))


def in_words(rules: Rules, names: Nouns | None = None) -> list[Text]:
    """The rules as short phrases, hard ones first.

    >>> [zh for zh, _ in in_words(Rules("帮学", keep_km=50))]
    ['每户 1 名帮扶人', '每人至多 2 户', '同一乡镇', '单程不超过 60 公里', '尽量保留现有结对（可让步）']
    """
    say = names or Nouns()
    upper = (f" 至 {rules.up_to}", f" to {rules.up_to}") if rules.up_to > rules.each else ("", "")
    words: list[Text] = [
        (f"每{say.each} {rules.each}{upper[0]} {say.one}", f"{rules.each}{upper[1]} for each of the {say.english}"),
        (f"每{say.by}至多 {rules.max_load} {say.some}", f"at most {rules.max_load} each"),
    ]
    words += [limit_words(one, say) for one in rules.limits]
    words += [category_words(one, say) for one in rules.categories]
    if rules.own_capacity:
        words.append(("不超过本人登记的最多帮户", "never above a helper's own most"))
    if rules.joint:
        words.append((f"各项目合计至多 {rules.joint} {say.some}", f"at most {rules.joint} over all programmes"))
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
    for set_, zh, en in (
        (rules.elsewhere_km, "两委成员优先本村以外", "committee members in other villages"),
        (rules.load_km, "别的项目负担轻者优先", "those with fewer other commitments first"),
        (rules.keep_km, "尽量保留现有结对", "keep today's pairs"),
    ):
        if set_:
            words.append((f"{zh}（可让步）", f"{en} (may give way)"))
    if rules.fair:
        words.append((FAIRNESS[rules.fair][0], FAIRNESS[rules.fair][1]))
    words += [quota_words(quota) for quota in rules.quotas]
    for pairs, zh, en in ((rules.must, "指定", "fixed"), (rules.keep, "保留", "kept"), (rules.never, "排除", "excluded")):
        if pairs:
            words.append((f"{zh} {len(pairs)} 对", f"{len(pairs)} pairs {en}"))
    return words


def limit_words(limit: Limit, say: Nouns) -> Text:
    """One limit of a role or type as a phrase."""
    who = ROLES.get(limit.role) or (NODE[limit.type].title if limit.type in NODE else say.helper)
    zh = "、".join(
        filter(None, (f"至少 {limit.least}" if limit.least else "", f"至多 {limit.most}" if limit.most is not None else ""))
    )
    en = ", ".join(
        filter(None, (f"at least {limit.least}" if limit.least else "", f"at most {limit.most}" if limit.most is not None else ""))
    )
    return (f"{who[0]}每{say.by}{zh} {say.some}", f"{who[1].lower()}: {en} each")


def category_words(category: Category, say: Nouns) -> Text:
    """How many helpers a category of the helped wants, as a phrase."""
    of = "".join(filter(None, (category.state, category.need, NODE[category.type].title[0] if category.type in NODE else "")))
    upper = (f" 至 {category.up_to}", f" to {category.up_to}") if category.up_to > category.each else ("", "")
    return (f"{of}每{say.each} {category.each}{upper[0]} {say.one}", f"{of or say.english}: {category.each}{upper[1]} each")


def quota_words(quota: Quota) -> Text:
    """One quota as a phrase."""
    role = ROLES.get(quota.role) or (NODE[quota.helper].title if quota.helper in NODE else ("帮扶人", "helpers"))
    where = [quota.township, quota.need, quota.state, NODE[quota.helped].title[0] if quota.helped in NODE else ""]
    of_zh, of_en = "".join(filter(None, where)), ", ".join(filter(None, where))
    least = [(f"至少 {quota.at_least}", f"at least {quota.at_least}")] if quota.at_least or quota.at_most is None else []
    told = least + ([] if quota.at_most is None else [(f"至多 {quota.at_most}", f"at most {quota.at_most}")])
    return (
        f"{of_zh}{role[0]}{'、'.join(zh for zh, _ in told)} 对",
        f"{of_en + ': ' if of_en else ''}{role[1]} {' and '.join(en for _, en in told)} pairs",
    )


UNPROVED: Text = ("（未证最小）", " (not proved least)")
"""What is said beside a bend where a smaller one may serve."""


def bent_words(words: Text, sure: bool) -> Text:
    """A phrase for a bend, with what is said where it is not proved."""
    return words if sure else (words[0] + UNPROVED[0], words[1] + UNPROVED[1])


def by_quotas_words(open_: int, say: Nouns) -> Text:
    """What only the most of quotas leaves uncovered."""
    return (f"另差 {open_:,} {say.some}只因名额的上限未覆盖", f"{open_:,} more are not covered by the most of quotas alone")


def least_bend_words(limit: Limit, least: int, lack: int, sure: bool, say: Nouns) -> Text:
    """How far the least of a role or type alone would have to give, as a phrase.

    >>> least_bend_words(Limit("committee", least=2), 1, 0, True, Nouns())[0]
    '如两委成员每人至少 1 户：无人低于下限'
    """
    zh, en = limit_words(replace(limit, most=None), say)
    zh, en = zh.replace(f"至少 {limit.least}", f"至少 {least}"), en.replace(f"at least {limit.least}", f"at least {least}")
    told = (f"还差 {lack:,} {say.some}", f"{lack:,} pairs still lack") if lack else ("无人低于下限" if say.by == "人" else "没有低于下限的", "nobody is below the least")
    return bent_words((f"如{zh}：{told[0]}", f"If {en}: {told[1]}"), sure)


def quota_bend_words(quota: Quota, below: int, above: int, left: int, sure: bool = True) -> Text:
    """How far one quota alone would have to give, as a phrase.

    >>> quota_bend_words(Quota(5, role="committee"), 2, 0, 0)[0]
    '如两委成员至少 5 对减到 3 对：其余名额全满'
    """
    zh, en = quota_words(quota)
    if below:
        return bent_words((f"如{zh.removesuffix(' 对')} 对减到 {quota.at_least - below} 对：其余名额全满", f"If “{en}” gives way to {quota.at_least - below}: all other quotas are met"), sure)
    most = (quota.at_most or 0) + above
    return bent_words((f"如{zh}的上限放到 {most:,} 对：未覆盖 {left:,}", f"If the most of “{en}” gives way to {most:,}: not covered {left:,}"), sure)


BENDS = {
    "max_load": ("提高每人上限", "A higher limit"),
    "joint": ("提高合计上限", "A higher joint limit"),
    "same_township": ("允许跨乡镇", "Other townships"),
    "km": ("放宽单程", "A longer way"),
    "match": ("不看专长与需求", "Skill and need may differ"),
}
"""What bending each rule is called."""


def bend_words(rule: str, value: float, say: Nouns) -> Text:
    """A rule that bends, as a phrase.

    >>> bend_words("km", 45.5, Nouns())[0]
    '单程放宽到 45.5 公里'
    """
    return {
        "max_load": (f"每{say.by}至多 {value:.0f} {say.some}", f"at most {value:.0f} each"),
        "joint": (f"各项目合计至多 {value:.0f} {say.some}", f"at most {value:.0f} over all programmes"),
        "same_township": ("允许跨乡镇结对", "other townships allowed"),
        "km": (f"单程放宽到 {value:g} 公里", f"one way up to {value:g} km"),
        "match": ("不看专长与需求", "skill and need may differ"),
    }[rule]


def missed_words(rules: Iterable[str]) -> Text:
    """Of which rules there was no time to say what bending them gives."""
    told = [BENDS[rule] for rule in rules]
    return (f"限时之内没有算出：{'、'.join(zh for zh, _ in told)}。", f"Not told in the time given: {', '.join(en.lower() for _, en in told)}.")


PROVED: Text = ("已证最优，差距 0", "proved best, gap 0")
"""What is said of a plan that nothing is better than."""


def proved(plan: Priced, verdict: Verdict) -> Text:
    """How good a plan is: that the check failed, that it confirms the bound, that only the solver tells it, or that there is a gap."""
    if not verdict.holds:
        return (f"核验未通过：{verdict.wrong[0][0]}", f"the check failed: {verdict.wrong[0][1]}")
    if not plan.proven:
        return (f"未证最优，差距 ≤ {at_most(plan.gap)}", f"not proved best, gap ≤ {at_most(plan.gap)}")
    if verdict.proven:
        return PROVED
    gap = at_most(math.inf if verdict.bound is None else (plan.cost - verdict.bound) / max(1, abs(plan.cost)))
    return (f"求解器称最优，核验只证到差距 ≤ {gap}", f"best as the solver tells; the check proves a gap ≤ {gap}")
