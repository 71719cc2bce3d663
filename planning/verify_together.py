"""Checks several programmes planned together: each by itself, then what every helper holds over all, the cost and the bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from planning.verify_pairing import Check, Verdict, cheapest, settled
from planning.verify_rows import Pair, Row


def verify(cases: Sequence[tuple[Sequence[Row], Sequence[Row], Iterable[Pair]]], elsewhere: Mapping[str, int], told: Mapping[str, Any]) -> Verdict:
    """`told` is what `pairing_together.document_of` gives; one case (helpers, helped, today's pairs) for each programme."""
    checks = [Check(*case, part) for case, part in zip(cases, told["parts"], strict=True)]
    verdicts = [check.verdict() for check in checks]
    wrong = [one for verdict in verdicts for one in verdict.wrong]
    rows = {row["key"]: row for case in cases for row in case[0]}
    held, fixed = Counter(pair[0] for check in checks for pair in check.pairs), Counter(a for check in checks for a, _ in check.must)
    low = {}

    def over(key: str) -> tuple[int | None, int, int]:
        """The most of a helper over all, then the most and the least beside fixed pairs and those elsewhere."""
        most, least = limits(rows[key], told)
        taken = elsewhere.get(key, 0) + fixed[key]
        room = max(0, most - taken) if most is not None else 10**9
        return most, room, min(room, max(0, least - taken))

    def raw(stage: str) -> int | None:
        """What the prices of all programmes prove of a stage together with those of the places that helpers have over all."""
        priced = [check.under(stage) for check in checks]
        bounds = [check.bound(stage, verdict.left) for check, verdict in zip(priced, verdicts, strict=True)]
        tolls = {key: toll for check in priced for key, toll in zip(check.helper_row, check.told["tolls"], strict=False)}
        alike = all([tolls.get(key) for key in check.helper_row] == list(check.told["tolls"]) for check in priced)
        reward, total = priced[0].prices.beside, 0
        if None in bounds or not alike or len({(getattr(one.prices, stage), one.prices.beside) for one in priced}) > 1:
            return None
        for key in rows:
            _, room, first = over(key)
            load = held[key] - fixed[key]
            total += cheapest(room, first, tolls[key], 0, reward) - reward * (load - min(load, first))
        return total + sum(one or 0 for one in bounds)

    if [part["beside"] for part in told["parts"]] != [told["reward"]] * len(checks):
        wrong.append(("各项目所用的价格不一致。", "The programmes do not use the same prices."))
    for key in rows:
        most, room, first = over(key)
        load = held[key] - fixed[key]
        if load > room:
            outer = elsewhere.get(key, 0)
            wrong.append((f"{key} 各项目合计 {held[key] + outer}，上限 {most}。", f"{key} holds {held[key] + outer} over all, the limit is {most}."))
        if load < first:
            low[key] = first - load
    if {key: n for key, n in told["low"]} != low:
        wrong.append(("低于下限的名单与结对不符。", "The list of those below their least does not fit the pairs."))
    cost = sum(verdict.cost for verdict in verdicts)
    if cost != told["cost"]:
        wrong.append((f"代价应为 {cost}，方案写 {told['cost']}。", f"The cost is {cost}, the plan says {told['cost']}."))
    lows = bool(low) or any(part["low"] for part in told["parts"])
    return settled(checks, wrong, cost, told["bound"], raw, lows, lambda key: over(key)[1:])


def limits(row: Row, told: Mapping[str, Any]) -> tuple[int | None, int]:
    """The most and the least of a helper over all programmes; None is any."""
    own = [one for one in told["limits"] if (not one["role"] or row.get(one["role"])) and one["type"] in ("", row.get("type"))]
    most = [one["most"] for one in own if one["most"] is not None]
    return max(most) if most else (told["most"] or None), max([one["least"] for one in own], default=0)
