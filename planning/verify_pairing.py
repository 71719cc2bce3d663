"""Checks a pairing plan anew, from the rows alone: rules, cost, bound. Shares nothing with the solver but the words of the rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphmodel.words import Text
from planning.verify_rows import Pair, Row, Told


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a plan (nothing: it holds), its cost computed anew, and the bound that its prices prove, None without prices."""

    wrong: list[Text]
    cost: int
    bound: int | None
    left: int = 0

    @property
    def holds(self) -> bool:
        """Whether the plan keeps every rule and says of itself what is so."""
        return not self.wrong

    @property
    def proven(self) -> bool:
        """Whether no plan that leaves as few out is cheaper."""
        return self.holds and self.bound == self.cost


def verify(helpers: Sequence[Row], helped: Sequence[Row], current: Iterable[Pair], told: Mapping[str, Any]) -> Verdict:
    """`told` is a plan as JSON: rules, pairs, left, cost, bound, miss, even, limit (the load under which everyone stays), prices."""
    return Check(helpers, helped, current, told).verdict()


@dataclass
class Check(Told):
    """One plan under examination."""

    wrong: list[Text] = field(default_factory=list)

    def say(self, zh: str, en: str) -> None:
        """One thing that is wrong."""
        self.wrong.append((zh, en))

    def verdict(self) -> Verdict:
        """Everything, in order."""
        load, served = Counter(a for a, _ in self.pairs), Counter(b for _, b in self.pairs)
        self.rules_kept(load, served)
        lacking = {key: self.wanted(key)[0] - served[key] for key in self.helped_row}
        if Counter(self.told["left"]) != Counter({key: n for key, n in lacking.items() if n > 0}):
            self.say("未覆盖名单与结对不符。", "The list of those left out does not fit the pairs.")
        low = {key: n for key in self.helper_row if (n := min(self.least(key), self.room(key)) - load[key]) > 0}
        if {key: n for key, n in self.told["low"]} != low:
            self.say("低于下限的名单与结对不符。", "The list of those below their least does not fit the pairs.")
        self.quotas_kept()
        known = [pair for pair in self.pairs if pair[0] in self.helper_row and pair[1] in self.helped_row]
        cost = sum(self.cost(pair, strict=False) or 0 for pair in known) + self.told["even"] * sum(
            (n - self.fixed(a)) ** 2 for a, n in load.items()
        )
        if cost != self.told["cost"]:
            self.say(f"代价应为 {cost}，方案写 {self.told['cost']}。", f"The cost is {cost}, the plan says {self.told['cost']}.")
        left = sum(n for n in lacking.values() if n > 0)
        bound = self.bound(left, load) if self.told["prices"][0] else None
        if self.told["bound"] is None:  # one of several programmes: the joint plan states its bound
            return Verdict(self.wrong, cost, bound, left)
        if bound is not None and self.told["bound"] > bound:
            self.say(
                f"下界只能证到 {bound}，方案写 {self.told['bound']}。",
                f"Only the bound {bound} is proved, the plan says {self.told['bound']}.",
            )
        if self.told["bound"] > cost:
            self.say("下界高于代价。", "The bound is above the cost.")
        return Verdict(self.wrong, cost, bound, left)

    def rules_kept(self, load: Counter[str], served: Counter[str]) -> None:
        """Pairs are allowed, each once, and no limit is passed."""
        for pair in self.pairs:
            if pair[0] not in self.helper_row or pair[1] not in self.helped_row:
                self.say(f"名单中没有：{pair[0]} — {pair[1]}。", f"Not on the lists: {pair[0]} — {pair[1]}.")
            elif pair in self.never or (pair not in self.must and self.cost(pair) is None):
                self.say(f"规则不许：{pair[0]} — {pair[1]}。", f"The rules forbid {pair[0]} — {pair[1]}.")
        for pair in self.must - set(self.pairs):
            self.say(f"缺少指定的结对：{pair[0]} — {pair[1]}。", f"A fixed pair is missing: {pair[0]} — {pair[1]}.")
        for pair, times in Counter(self.pairs).items():
            if times > 1:
                self.say(f"重复：{pair[0]} — {pair[1]}。", f"Twice: {pair[0]} — {pair[1]}.")
        for key, n in load.items():
            if key in self.helper_row and n > self.room(key):
                self.say(f"{key} 帮 {n}，上限 {self.room(key)}。", f"{key} helps {n}, the limit is {self.room(key)}.")
        for key, n in served.items():
            if key in self.helped_row and n > sum(self.wanted(key)):
                most = sum(self.wanted(key))
                self.say(f"{key} 有 {n} 名帮扶人，至多 {most}。", f"{key} has {n} helpers instead of {most} at most.")

    def quotas_kept(self) -> None:
        """No quota is passed, and those that fall short are said."""
        short = []
        for at, quota in enumerate(self.rules["quotas"]):
            count = sum(self.counts(quota, *pair) for pair in self.pairs)
            if quota["at_most"] is not None and count > quota["at_most"]:
                self.say(f"名额 {at + 1}：{count} 对，至多 {quota['at_most']}。", f"Quota {at + 1}: {count} pairs, at most {quota['at_most']}.")
            if count < quota["at_least"]:
                short.append([at, quota["at_least"] - count])
        if short != [list(one) for one in self.told["short"]]:
            self.say("未满的名额与结对不符。", "The quotas said to fall short do not fit the pairs.")

    def bound(self, left: int, load: Counter[str]) -> int:
        """What the prices prove: everyone and every place at its best under them, and every pair that would be worth more than it costs."""
        worth = dict(zip(self.helped_row, self.told["prices"][0], strict=True))
        price = dict(zip(self.helper_row, self.told["prices"][1], strict=True))
        toll = dict(zip(self.helper_row, self.told["tolls"] or [0] * len(self.helper_row), strict=True))
        miss, reward, beside, total, units = self.told["miss"], self.told["reward"], self.told["beside"], 0, 0
        supply = {}
        for key in self.helped_row:
            wants, extra = self.wanted(key)
            taken = self.must_of[1][key]
            wants, extra = max(0, wants - taken), max(0, min(extra, wants + extra - taken))
            supply[key] = wants + extra
            units += wants + extra
            total += wants * min(worth[key], miss) + extra * min(worth[key], reward + beside)
        free = units - sum(load[key] - self.fixed(key) for key in self.helper_row)
        rooms = {key: self.room(key) - self.fixed(key) for key in self.helper_row}
        for key, n in rooms.items():
            first = max(0, min(self.least(key) - self.fixed(key), n))
            units -= min(load[key] - self.fixed(key), first)
            total += cheapest(n, first, price[key] - toll[key], self.told["even"], reward)
        total += sum(self.cost(pair, strict=False) or 0 for pair in self.must)
        return total + self.gains(worth, price, supply, rooms) - (miss - reward - beside) * left - reward * units - beside * free

    def gains(self, worth: dict[str, int], price: dict[str, int], wants: dict[str, int], rooms: dict[str, int]) -> int:
        """The sum of all reduced costs below zero; whole groups of alike ones are passed over where even their best is not."""
        keep = round(self.rules["keep_km"] * 100)
        targets, sources = groups(self.helped, "need", wants), groups(self.helpers, "skill", rooms)
        by_township: dict[Any, list[list[str]]] = defaultdict(list)
        for keys in sources:
            by_township[self.helper_row[keys[0]].get("township") if self.rules["same_township"] else None].append(keys)
        lowest = {id(keys): min(price[key] for key in keys) for keys in sources}
        looked = {
            pair for pair in self.today if pair[0] in self.helper_row and pair[1] in self.helped_row and wants[pair[1]] and rooms[pair[0]]
        }
        for keys in targets:
            highest, township = (
                max(worth[key] for key in keys),
                self.helped_row[keys[0]].get("township") if self.rules["same_township"] else None,
            )
            for others in by_township[township] + (by_township[None] if township else []):
                cost = self.cost((others[0], keys[0]))
                if cost is not None:
                    cost += keep if (others[0], keys[0]) in self.today else 0
                    if cost - highest + lowest[id(others)] < 0:
                        looked |= {(a, b) for a in others for b in keys}
        found = ((pair, self.cost(pair)) for pair in looked - self.must - self.never)
        return sum(min(0, cost - worth[pair[1]] + price[pair[0]]) for pair, cost in found if cost is not None)


def groups(rows: Sequence[Row], speciality: str, counts: Mapping[str, int]) -> list[list[str]]:
    """Keys of those who are alike to the rules and count at all."""
    found: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for row in rows:
        if counts[row["key"]]:
            found[tuple(row.get(name) for name in ("township", "village", "lat", "lon", "committee", speciality, "elsewhere"))].append(row["key"])
    return list(found.values())


def cheapest(room: int, first: int, price: int, even: int, reward: int) -> int:
    """The least that the places of one helper come to when each brings `price`: convex, so the last that pays is found by halving."""

    def adds(place: int) -> int:
        return even * (2 * place - 1) + (reward if place > first else 0) - price

    low, high = 0, room
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if adds(middle) < 0 else (low, middle - 1)
    return even * low * low + reward * max(0, low - first) - price * low
