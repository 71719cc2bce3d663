"""Programmes planned side by side, in words: quotas, what keeps places open, what bending a limit gives."""

from __future__ import annotations

from actions.together import PlannedTogether, sure
from graphmodel.words import Text
from planning.pairing_words import Nouns, bent_words, least_bend_words, quota_bend_words, quota_words
from planning.pairing_words import bend_words as rule_bend_words


def left_words(made: PlannedTogether) -> Text:
    """What keeps places open: the programmes' own rules, quotas, the limit over all."""
    own, quotas, rest = min(made.alone, made.left - made.by_quotas), made.by_quotas, max(0, made.left - made.by_quotas - made.alone)
    zh, en = (f"，名额上限所致 {quotas:,}", f", {quotas:,} by quotas") if made.quotas else ("", "")
    return (
        f"未覆盖 {made.left:,}：各项目自己的规则所致 {own:,}{zh}，各项目合计的上限所致 {rest:,}",
        f"Left open {made.left:,}: {own:,} by the programmes' own rules{en}, {rest:,} by the limit over all",
    )


def quota_lines(made: PlannedTogether) -> list[Text]:
    """Each quota with what it lacks, then how far one alone would have to give."""
    found = []
    for part in made.parts:
        short = dict(part.plan.short)
        for at, quota in enumerate(part.plan.rules.quotas):
            (zh, en), lack = quota_words(quota), short.get(at, 0)
            found.append((f"{part.plan.rules.programme}：{zh}，{f'差 {lack} 对' if lack else '已满'}", f"{part.plan.rules.programme}: {en}: {f'{lack} pairs short' if lack else 'met'}"))
    for bend in made.quota_bends:
        programme, quota = made.quotas[bend.quota]
        zh, en = quota_bend_words(quota, bend.below, bend.above, bend.left, bend.sure)
        found.append((f"{programme}：{zh}", f"{programme}: {en}"))
    return found


def low_words(made: PlannedTogether) -> Text:
    """How many are below a least over all programmes and within one, and whether fewer pairs can lack."""
    over, own, lack = len(made.joint.low), len(made.low) - len(made.joint.low), sum(n for _, n in made.low)
    zh, en = (f"，低于项目内下限 {own:,} 人", f", {own:,} below that of a programme") if own else ("", "")
    proved = lack and sure(made)
    return (
        f"低于合计下限 {over:,} 人{zh}，共差 {lack:,} 户{'。已证：在不增加未覆盖的前提下，任何方案都不能再少' if proved else ''}",
        f"{over:,} below the least over all{en}: {lack:,} pairs short{'. Proved: no plan that leaves as few uncovered lacks fewer' if proved else ''}",
    )


def least_lines(made: PlannedTogether) -> list[Text]:
    """How far the least of each role alone would have to give, over all programmes or within one, and who then still lacks pairs."""
    found = []
    for bend in made.least_bends:
        own = made.parts[bend.part].plan.rules if bend.part >= 0 else None
        zh, en = least_bend_words((own.limits if own else made.asked.limits)[bend.limit], bend.least, bend.lack, bend.sure, Nouns())
        found.append((f"{own.programme}：{zh}", f"{own.programme}: {en}") if own else (zh, en))
    return found


def bend_words(made: PlannedTogether) -> Text:
    """How far the limit over all programmes would have to give; empty where bending it helps nobody."""
    if made.bend is None:
        return ("", "")
    total = sum(int(part.plan.field.wants.sum()) for part in made.parts)
    (zh, en), left, used = rule_bend_words(made.bend.rule, made.bend.value, Nouns()), made.bend.left, made.bend.used
    words = (
        f"如{zh}：未覆盖 {left:,} / {total:,}，多用名额 {used:,}",
        f"If {en}: not covered {left:,} of {total:,}, {used:,} more places used",
    )
    return bent_words(words, made.bend.sure)
