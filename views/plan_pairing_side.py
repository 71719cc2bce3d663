"""The right side of a pairing plan: who is left out and why no plan does better, what bending one rule gives, the reasons of one pair."""

from __future__ import annotations

from actions.planning import CHANGE_LEAST, Paired
from graphmodel.words import capital
from planning.certificates import Choice
from planning.pairing_reach import Bend
from planning.pairing_words import UNPROVED, bend_words, by_quotas_words, least_bend_words, missed_words, quota_bend_words
from views import page, table
from views.page import esc, t
from views.plan_pairing_rules import order
from views.table import Column, Html

SETS = 1


def draw(paired: Paired, at: int) -> None:
    """All three parts."""
    left_out(paired)
    low(paired)
    bent(paired)
    why(paired, "甲乙"[at], "AB"[at])


def left_out(paired: Paired) -> None:
    """The sets that hold too few places, largest first."""
    total, left = paired.summary.helped, paired.summary.left
    page.show(table.section(t("未覆盖", "Not covered"), table.fraction(left, total, places=5, red=True)))
    say = paired.nouns
    if not left:
        none = t(f"没有未覆盖的{say.helped[0]}（0 / {total:,}）。", f"Nobody is left out (0 of {total:,}).")
        page.show(f'<div class="none">{esc(none)}</div>')
        return
    shown = paired.gaps if page.get("sets") == "all" else paired.gaps[:SETS]
    for gap in shown:
        words = page.say(gap.words(say.some, say.one))
        bar = table.bar(min(gap.places, gap.wants), gap.short)
        short = f'<span class="g b">{esc(t("差", "short"))} {gap.short:,} / {gap.wants:,}</span>'
        places = f"{esc(t('名额', 'places'))} {gap.places:,} / {gap.wants:,}"
        page.show(f'<div class="hall">{esc(words)}</div>{bar}<div class="s">{places}　{short}</div>')
    if len(paired.gaps) > len(shown):
        rest = sum(gap.short for gap in paired.gaps[SETS:])
        page.show(
            '<div class="pager low">'
            + page.link(
                t(f"另有 {len(paired.gaps) - SETS} 组，差 {rest:,} {say.some}", f"{len(paired.gaps) - SETS} more sets, {rest:,} short"),
                "plan",
                **{**page.own(), "sets": "all"},
            )
            + "</div>"
        )
    if paired.by_quotas:
        page.show(f'<div class="hall">{esc(page.say(by_quotas_words(paired.by_quotas, say)))}</div>')
    names = [page.link(paired.names[key], "network", cls="g", node=key) for key in paired.plan.left[:8]]
    more = t(f" 等 {len(paired.plan.left):,} 个名额", f" and so on, {len(paired.plan.left):,} places") if len(paired.plan.left) > 8 else ""
    page.show(f'<div class="s">{esc(t("名单：", "Who: "))}{t("、", ", ").join(names)}{esc(more)}</div>')


def low(paired: Paired) -> None:
    """Who falls below the own least, and how far each least alone would have to give."""
    if not any(limit.least for limit in paired.plan.rules.limits):
        return
    lows, limits = paired.plan.low, paired.plan.rules.limits
    page.show(table.section(t("低于每人下限" if paired.nouns.by == "人" else "低于下限", "Below their least"), table.fraction(len(lows), len(paired.start.helpers), places=5)))
    if not lows:
        page.show(f'<div class="none">{esc(t("没有低于下限的。", "Nobody is below their least."))}</div>')
        return
    told = [page.say(least_bend_words(limits[one.limit], one.least, one.lack, one.sure, paired.nouns)) for one in paired.least_bends]
    lack = sum(n for _, n in lows)
    names = t("、", ", ").join(page.link(paired.names[key], "network", node=key) for key, _ in lows[:8]) + (t(f" 等 {len(lows):,}", f" and so on, {len(lows):,}") if len(lows) > 8 else "")
    page.show(f'<div class="hall">{esc(t(f"共差 {lack:,} {paired.nouns.some}", f"{lack:,} pairs short in all"))}</div><div class="s">{t("名单：", "Who: ")}{names}<br>' + "<br>".join(map(esc, told)) + "</div>")


def bends_so(bend: Bend, paired: Paired) -> str:
    """A rule that bends, in words."""
    return capital(page.say(bend_words(bend.rule, bend.value, paired.nouns)))


def bent(paired: Paired) -> None:
    """What each rule gives when it alone bends, each quota too, then the rules one after the other in the order of preference."""
    told = [page.say(quota_bend_words(paired.plan.rules.quotas[one.quota], one.below, one.above, one.left, one.sure)) for one in paired.quota_bends]
    if told:
        page.show(table.section(t("如放宽一条名额", "If one quota bends")) + '<div class="s">' + "<br>".join(map(esc, told)) + "</div>")
    if paired.unbent:
        page.show(f'<div class="hint">{esc(page.say(missed_words(paired.unbent)))}</div>')
    if not paired.bends:
        return
    total, left = int(paired.plan.field.wants.sum()), len(paired.plan.left)
    link = {
        "max_load": lambda one: {"max_load": f"{one.value:.0f}", "own": "0"},
        "joint": lambda one: {"joint": f"{one.value:.0f}"},
        "same_township": lambda one: {"same": "0"},
        "km": lambda one: {"km": f"{one.value:g}"},
        "match": lambda one: {"match": ""},
    }
    body = [
        [
            Html(page.link(bends_so(one, paired), "plan", **{**page.own(), **link[one.rule](one)}))
            if one.left < left
            else t("放宽单程", "A longer way")
            if one.rule == "km"
            else bends_so(one, paired),
            table.fraction(one.left, total, places=5, red=True),
            (one.used if one.sure else Html(f"{one.used:,}{esc(page.say(UNPROVED))}")) if one.left < left else Html(esc(t("不起作用", "no help"))),
        ]
        for one in paired.bends
    ]
    columns = [
        Column(t("如放宽一条规则", "If one rule bends")),
        Column(t("未覆盖", "Not covered"), right=True),
        Column(t("涉及结对", "Pairs that use it"), right=True),
    ]
    page.show(table.yearbook(columns, body, cls="low", label=t("放宽规则", "Bending a rule")))
    steps = [f"{bends_so(one, paired)}（{one.left:,}）" if t("zh", "en") == "zh" else f"{bends_so(one, paired)} ({one.left:,})" for one in paired.in_order(order()) if one.left < left]
    if len(steps) > 1:
        page.show(f'<div class="hint">{esc(t("依次放宽（未覆盖）：", "One after the other (not covered): ") + t("；再", "; then ").join(steps))}</div>')


def why(paired: Paired, zh: str, en: str) -> None:
    """One pair: the helper chosen, others, and what each would cost the whole plan."""
    pairs = paired.plan.pairs
    if not pairs:
        return
    number = next((at for at, (_, helped) in enumerate(pairs) if helped == page.get("row")), 0)
    one, helped = pairs[number]
    hint = t(f"方案{zh}，第 {number + 1:,} 对 / 共 {len(pairs):,} 对", f"plan {en}, pair {number + 1:,} of {len(pairs):,}")
    turn = " ".join(
        page.link(words, "plan", **{**page.own(), "row": pairs[to][1]})
        for words, to in ((t("上一对", "previous"), number - 1), (t("下一对", "next"), number + 1))
        if 0 <= to < len(pairs)
    )
    page.show(table.section(t("为何这样结对", "Why this pair"), f"{esc(hint)}　{turn}"))
    ends = [
        page.link(paired.names[key], "network", cls="b", node=key)
        + f'<span class="i2">{esc(paired.rows[key].get("village_name") or "")}</span>'
        for key in (one, helped)
    ]
    page.show(f'<div class="pairline">{ends[0]}<i></i>{ends[1]}</div>')
    found = paired.choices(helped, 4)
    columns = [
        Column(t(f"候选{paired.nouns.helper[0]}" if paired.nouns.by != "人" else "候选人", "Helper")),
        Column(t("公里", "km"), right=True),
        Column(t("已帮 / 上限", "Load"), right=True),
        Column(t("专长与需求", "Skill, need")),
        Column(t("代价差", "Costs more"), right=True),
        Column(""),
    ]
    body = [candidate(paired, choice, one, helped) for choice in found]
    page.show(
        table.yearbook(columns, body, cls="low why", label=t("候选人", "Helpers")) + f'<div class="s">{esc(told(paired, found))}</div>'
    )


def candidate(paired: Paired, choice: Choice, chosen: str, helped: str) -> list[object]:
    """One helper as a row."""
    row, other = paired.rows[choice.helper], paired.rows[helped]
    skill, need = row.get("skill"), other.get("need")
    match = "—" if not skill or not need else fit(skill, need)
    must, never = page.get("must"), page.get("never")
    swap = (
        Html(
            page.link(
                t("改用", "Take"),
                "plan",
                **{
                    **page.own(),
                    "must": ";".join(
                        filter(None, [*(one for one in must.split(";") if not one.endswith(f">{helped}")), f"{choice.helper}>{helped}"])
                    ),
                    "never": never,
                },
            )
        )
        if not choice.chosen
        else Html(
            page.link(t("锁定", "Hold"), "plan", **{**page.own(), "keep": joined("keep", f"{chosen}>{helped}")})
            + " "
            + page.link(t("排除", "Bar"), "plan", **{**page.own(), "never": joined("never", f"{chosen}>{helped}")})
        )
    )
    name = (
        page.link(paired.names[choice.helper], "network", cls="b" if choice.chosen else "", node=choice.helper)
        + f' <span class="i2">{esc(t("（选定）", "(chosen)") if choice.chosen else row.get("village_name") or "")}</span>'
    )
    extra = "—" if choice.chosen else dearer(paired, choice)
    return [
        Html(name),
        Html("—" if choice.km is None else f"{choice.km:,.1f}"),
        Html(f"{choice.load} / {choice.room}"),
        match,
        Html(esc(extra)),
        swap,
    ]


def joined(name: str, pair: str) -> str:
    """The pairs of an entry of the address with one more."""
    return ";".join(dict.fromkeys(filter(None, [*page.get(name).split(";"), pair])))


def fit(skill: str, need: str) -> str:
    """A helper's skill beside what is needed."""
    one, other = (table.chosen_word("need", value) for value in (skill, need))
    return t(f"{one}，相合", f"{one}, fits") if skill == need else t(f"{one}，需{other}", f"{one}; need: {other}")


def told(paired: Paired, found: list[Choice]) -> str:
    """The nearest of the others in a sentence."""
    own = next((one for one in found if one.chosen), None)
    other = next((one for one in found if not one.chosen), None)
    if own is None or other is None:
        return t("规则之内没有别的候选人。", "The rules leave no other helper.")
    name = paired.names[other.helper]
    if not other.counted:
        return t(f"名额之下，换用{name}的代价要重新求解才知道：点“改用”。", f"Under quotas only solving again tells what {name} would cost: choose “Take”.")
    if other.extra is None:
        return t(f"换用{name}会使别人没有帮扶人。", f"Taking {name} would leave somebody without a helper.")
    if other.extra < 0.005:
        return t(
            f"{name} 同样好：换用不增加代价，另动 {other.moves} 对。", f"{name} is as good: nothing more, {other.moves} other pairs move."
        )
    full = t("，但名额已满", ", but has no place left") if other.load >= other.room else ""
    nearer = t("更近", "is nearer") if (other.km or 0) < (own.km or 0) else t("不更近", "is no nearer")
    moved = t(f"须调换另 {other.moves} 对", f"moves {other.moves} other pairs") if other.moves else t("不动别的结对", "moves no other pair")
    cost = dearer(paired, other)
    return t(f"{name}{nearer}{full}；换用{moved}，总代价 {cost}。", f"{name} {nearer}{full}; taking this helper {moved}, at {cost} in all.")


def dearer(paired: Paired, choice: Choice) -> str:
    """What an exchange costs the whole plan: pairs of today given up, where they weigh most, and km."""
    if not choice.counted:
        return t("须重新求解", "solve again")
    if choice.extra is None:
        return t("会有人落下", "leaves one out")
    keep = paired.plan.rules.keep_km
    changes = round(choice.extra / keep) if keep >= CHANGE_LEAST else 0
    way = choice.extra - changes * keep
    km = t(f"{way:+,.1f} 公里", f"{way:+,.1f} km")
    return km if not changes else t(f"+{changes} 对变动", f"+{changes} changed") + ("" if abs(way) < 0.05 else t("，", ", ") + km)
