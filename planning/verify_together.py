"""Checks several programmes planned together: each by itself, then what every helper holds over all, the cost and the bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from planning.verify_pairing import Check, Verdict, cheapest
from planning.verify_rows import Pair, Row


def verify(cases: Sequence[tuple[Sequence[Row], Sequence[Row], Iterable[Pair]]], elsewhere: Mapping[str, int], told: Mapping[str, Any]) -> Verdict:
    """`told` is what `pairing_together.document_of` gives; one case (helpers, helped, today's pairs) for each programme."""
    proved = bool(told["tolls"])  # else quotas overlap and a search proved the bound
    checks = [Check(*case, part) for case, part in zip(cases, told["parts"], strict=True)]
    verdicts = [check.verdict() for check in checks]
    wrong = [one for verdict in verdicts for one in verdict.wrong]
    rows = {row["key"]: row for case in cases for row in case[0]}
    held, fixed = Counter(pair[0] for check in checks for pair in check.pairs), Counter(a for check in checks for a, _ in check.must)
    total, reward, bound, outside, low = sum(held.values()), told["reward"], 0, 0, {}
    for check, part in zip(checks, told["parts"], strict=True):
        if proved and ([told["tolls"].get(key) for key in check.helper_row] != list(part["tolls"]) or part["beside"] != reward):
            wrong.append(("各项目所用的价格不一致。", "The programmes do not use the same prices."))
    for key, row in rows.items():
        most, least = limits(row, told)
        outer = elsewhere.get(key, 0)
        room = max(0, most - outer - fixed[key]) if most is not None else 10**9
        first = min(room, max(0, least - outer - fixed[key]))
        load = held[key] - fixed[key]
        if load > room:
            wrong.append((f"{key} 各项目合计 {held[key] + outer}，上限 {most}。", f"{key} holds {held[key] + outer} over all, the limit is {most}."))
        if load < first:
            low[key] = first - load
        outside += load - min(load, first)
        bound += cheapest(min(room, total + 1) if most is None else room, first, told["tolls"].get(key, 0), 0, reward)
    if {key: n for key, n in told["low"]} != low:
        wrong.append(("低于下限的名单与结对不符。", "The list of those below their least does not fit the pairs."))
    cost = sum(verdict.cost for verdict in verdicts)
    bound += sum(verdict.bound or 0 for verdict in verdicts) - reward * outside
    if cost != told["cost"]:
        wrong.append((f"代价应为 {cost}，方案写 {told['cost']}。", f"The cost is {cost}, the plan says {told['cost']}."))
    if told["bound"] > (min(bound, cost) if proved else cost):
        wrong.append((f"下界只能证到 {bound}，方案写 {told['bound']}。", f"Only the bound {bound} is proved, the plan says {told['bound']}."))
    return Verdict(wrong, cost, bound if proved else None, sum(verdict.left for verdict in verdicts))


def limits(row: Row, told: Mapping[str, Any]) -> tuple[int | None, int]:
    """The most and the least of a helper over all programmes; None is any."""
    own = [one for one in told["limits"] if (not one["role"] or row.get(one["role"])) and one["type"] in ("", row.get("type"))]
    most = [one["most"] for one in own if one["most"] is not None]
    return max(most) if most else (told["most"] or None), max([one["least"] for one in own], default=0)
