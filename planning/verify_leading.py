"""Checks strong-helps-weak anew, from the rows alone: rules, cost, and a bound that needs no search. Shares nothing with the solver."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graphmodel.words import Text
from planning.verify_pairing import Verdict

Row = Mapping[str, Any]


def verify(leaders: Sequence[Row], led: Sequence[Row], current: Iterable[tuple[str, str]], told: Mapping[str, Any]) -> Verdict:
    """`told` is what `leading.lead_document` gives. The bound of the verdict is that of the multipliers, and may be below the plan's."""
    rules, today, wrong = told["rules"], set(map(tuple, current)), list[Text]()
    strong, weak = {row["key"]: row for row in leaders}, {row["key"]: row for row in led}
    pairs, chosen = [tuple(pair) for pair in told["pairs"]], set(told["leaders"])
    must, never = ({tuple(pair) for pair in rules[name]} for name in ("must", "never"))

    def say(zh: str, en: str) -> None:
        wrong.append((zh, en))

    def cost(pair: tuple[str, str]) -> int | None:
        if pair[0] not in strong or pair[1] not in weak or pair[0] == pair[1] or (pair in never and pair not in must):
            return None
        one, other = strong[pair[0]], weak[pair[1]]
        way = km(one, other, rules["detour"])
        known = None not in (one.get("strength"), other.get("strength"))
        gap = one["strength"] - other["strength"] if known else -1.0
        if pair not in must and (way is None or (rules["km"] and way > rules["km"]) or gap < rules["gap"] - 1e-9):
            return None
        total = round((way or 0) * 100) + math.floor(min(2, max(0, 1 - (gap if known else 0))) * 10 * round(rules["gap_km"] * 100) + 0.5)
        unlike = one.get("industry") and other.get("industry") and one["industry"] != other["industry"]
        return total + (round(rules["industry_km"] * 100) if unlike else 0) + (0 if pair in today else round(rules["keep_km"] * 100))

    total, areas = len(chosen) * round(rules["open_km"] * 100), defaultdict(set)
    for pair in pairs:
        price = cost(pair)
        if price is None:
            say(f"规则不许：{pair[0]} — {pair[1]}。", f"The rules forbid {pair[0]} — {pair[1]}.")
            continue
        total += price
        if pair[0] not in chosen:
            say(f"{pair[0]} 带村而不在强村名单。", f"{pair[0]} leads without being among the leaders.")
        if area := weak[pair[1]].get("area"):
            areas[area].add(pair[0])
    if rules["areas"] == "prefer":
        total += round(rules["area_km"] * 100) * sum(len(one) for one in areas.values())
    load, served = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    for key, n in load.items():
        if n > rules["capacity"]:
            say(f"{key} 带 {n}，上限 {rules['capacity']}。", f"{key} leads {n}, the limit is {rules['capacity']}.")
    for key, n in served.items():
        if n > 1 or key in chosen:
            say(f"{key} 不应再被带。", f"{key} should not be led once more.")
    forced = {key for key in rules["lead"] if key in strong}
    if (rules["leaders"] and len(chosen) > max(rules["leaders"], len(forced))) or not forced <= chosen or not chosen <= strong.keys():
        say("强村名单不合规则。", "The leaders do not keep to the rules.")
    for key in sorted(chosen - forced - load.keys()):
        say(f"{key} 牵头而没有带村。", f"{key} is a leader and leads nobody.")
    if rules["areas"] == "must" and any(len(one) > 1 for one in areas.values()):
        say("一个片区有几个强村。", "An area has several leaders.")
    for pair in must - set(pairs):
        if pair[0] in strong and pair[1] in weak:
            say(f"缺少指定的结对：{pair[0]} — {pair[1]}。", f"A fixed pair is missing: {pair[0]} — {pair[1]}.")
    left = sorted(key for key in weak if not served[key] and key not in chosen)
    if left != sorted(told["left"]):
        say("未覆盖名单与结对不符。", "The list of those left out does not fit the pairs.")
    if total != told["cost"]:
        say(f"代价应为 {total}，方案写 {told['cost']}。", f"The cost is {total}, the plan says {told['cost']}.")
    if told["bound"] > total:
        say("下界高于代价。", "The bound is above the cost.")
    price = dict(zip(weak, told["multipliers"], strict=True))
    worth = []
    for key in strong:
        gains = sorted(value - price[other] for other in weak if (value := cost((key, other))) is not None)
        own = round(rules["open_km"] * 100) - (price.get(key, 0))
        worth.append(own + sum(min(0, one) for one in gains[: rules["capacity"]]))
    kept = sorted(worth)[: max(rules["leaders"], len(forced)) if rules["leaders"] else len(worth)]
    dearest = sorted((one for one in price.values()), reverse=True)
    led_in = Counter(row["area"] for key, row in weak.items() if row.get("area") and key not in strong)
    shared = round(rules["area_km"] * 100) * sum(n > len(left) for n in led_in.values()) if rules["areas"] == "prefer" else 0
    bound = shared + sum(price.values()) + sum(min(0, one) for one in kept) - sum(max(0, one) for one in dearest[: len(left)])
    return Verdict(wrong, total, min(bound, total), len(left))


def km(one: Row, other: Row, detour: float) -> float | None:
    """Great-circle distance × detour, to a hundredth of a km; None where a point is missing."""
    lat, lon, lat2, lon2 = (row.get(name) for row in (other, one) for name in ("lat", "lon"))
    if lat is None or lon is None or lat2 is None or lon2 is None:
        return None
    a, b, dl, dn = math.radians(lat), math.radians(lat2), math.radians(lat2 - lat), math.radians(lon2 - lon)
    half = math.sin(dl / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(dn / 2) ** 2
    return math.floor(12742.0 * math.asin(math.sqrt(half)) * detour * 100 + 0.5) / 100
