"""Checks several programmes planned together: each by itself, then what every helper holds over all, the cost and the bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from planning.verify_pairing import Check, Verdict, cheapest, settled
from planning.verify_rows import Pair, Row


def verify(cases: Sequence[tuple[Sequence[Row], Sequence[Row], Iterable[Pair]]], elsewhere: Mapping[str, int], told: Mapping[str, Any]) -> Verdict:
    """`told` is what `pairing_together.document_of` gives; one case (helpers, helped, today's pairs) for each programme."""
    priced = bool(told["tolls"])  # else quotas overlap and there was no time to price them
    checks = [Check(*case, part) for case, part in zip(cases, told["parts"], strict=True)]
    verdicts = [check.verdict() for check in checks]
    wrong = [one for verdict in verdicts for one in verdict.wrong]
    rows = {row["key"]: row for case in cases for row in case[0]}
    held, fixed = Counter(pair[0] for check in checks for pair in check.pairs), Counter(a for check in checks for a, _ in check.must)
    reward, bound, outside, low = checks[0].prices.beside, 0, 0, {}

    def over(key: str) -> tuple[int | None, int, int]:
        """The most of a helper over all, then the most and the least beside fixed pairs and those elsewhere."""
        most, least = limits(rows[key], told)
        taken = elsewhere.get(key, 0) + fixed[key]
        room = max(0, most - taken) if most is not None else 10**9
        return most, room, min(room, max(0, least - taken))

    for check, part in zip(checks, told["parts"], strict=True):
        if priced and ([told["tolls"].get(key) for key in check.helper_row] != list(part["tolls"]) or part["beside"] != told["reward"] or check.prices.scale != checks[0].prices.scale):
            wrong.append(("各项目所用的价格不一致。", "The programmes do not use the same prices."))
    for key, row in rows.items():
        most, room, first = over(key)
        load = held[key] - fixed[key]
        if load > room:
            outer = elsewhere.get(key, 0)
            wrong.append((f"{key} 各项目合计 {held[key] + outer}，上限 {most}。", f"{key} holds {held[key] + outer} over all, the limit is {most}."))
        if load < first:
            low[key] = first - load
        outside += load - min(load, first)
        bound += cheapest(room, first, told["tolls"].get(key, 0), 0, reward)
    if {key: n for key, n in told["low"]} != low:
        wrong.append(("低于下限的名单与结对不符。", "The list of those below their least does not fit the pairs."))
    cost = sum(verdict.cost for verdict in verdicts)
    if cost != told["cost"]:
        wrong.append((f"代价应为 {cost}，方案写 {told['cost']}。", f"The cost is {cost}, the plan says {told['cost']}."))
    bounds = [verdict.bound for verdict in verdicts]
    raw = sum(one or 0 for one in bounds) + bound - reward * outside if None not in bounds else None
    return settled(checks, wrong, cost, told["bound"], raw, sum(verdict.left for verdict in verdicts), lambda key: over(key)[1:])


def limits(row: Row, told: Mapping[str, Any]) -> tuple[int | None, int]:
    """The most and the least of a helper over all programmes; None is any."""
    own = [one for one in told["limits"] if (not one["role"] or row.get(one["role"])) and one["type"] in ("", row.get("type"))]
    most = [one["most"] for one in own if one["most"] is not None]
    return max(most) if most else (told["most"] or None), max([one["least"] for one in own], default=0)
