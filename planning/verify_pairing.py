"""Checks a pairing plan anew, from the rows alone: rules, cost, bound. Shares nothing with the solver but the words of the rules."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphmodel.words import Text

Row = Mapping[str, Any]
Pair = tuple[str, str]


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
class Check:
    """One plan under examination."""

    helpers: Sequence[Row]
    helped: Sequence[Row]
    current: Iterable[Pair]
    told: Mapping[str, Any]
    wrong: list[Text] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rules = self.told["rules"]
        self.pairs = [tuple(pair) for pair in self.told["pairs"]]
        self.today = set(map(tuple, self.current))
        self.must, self.never = ({tuple(pair) for pair in self.rules.get(name, ())} for name in ("must", "never"))
        self.helper_row, self.helped_row = {row["key"]: row for row in self.helpers}, {row["key"]: row for row in self.helped}
        self.must = {pair for pair in self.must if pair[0] in self.helper_row and pair[1] in self.helped_row}
        self.ways: dict[tuple[Any, ...], float | None] = {}

    def say(self, zh: str, en: str) -> None:
        """One thing that is wrong."""
        self.wrong.append((zh, en))

    def verdict(self) -> Verdict:
        """Everything, in order."""
        load, served = Counter(a for a, _ in self.pairs), Counter(b for _, b in self.pairs)
        self.rules_kept(load, served)
        lacking = {key: self.rules["each"] - served[key] for key in self.helped_row}
        if Counter(self.told["left"]) != Counter({key: n for key, n in lacking.items() if n > 0}):
            self.say("未覆盖名单与结对不符。", "The list of those left out does not fit the pairs.")
        known = [pair for pair in self.pairs if pair[0] in self.helper_row and pair[1] in self.helped_row]
        cost = sum(self.cost(pair, strict=False) or 0 for pair in known) + self.told["even"] * sum(
            (n - self.fixed(a)) ** 2 for a, n in load.items()
        )
        if cost != self.told["cost"]:
            self.say(f"代价应为 {cost}，方案写 {self.told['cost']}。", f"The cost is {cost}, the plan says {self.told['cost']}.")
        left = sum(n for n in lacking.values() if n > 0)
        bound = self.bound(left) if self.told["prices"][0] else None
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
            if n > self.rules["each"]:
                self.say(f"{key} 有 {n} 名帮扶人，应为 {self.rules['each']}。", f"{key} has {n} helpers instead of {self.rules['each']}.")

    def fixed(self, helper: str) -> int:
        """How many pairs of a helper are fixed."""
        return sum(a == helper for a, _ in self.must)

    def room(self, key: str) -> int:
        """The most that a helper may take."""
        row, most = self.helper_row[key], self.rules["max_load"]
        if self.rules["own_capacity"] and row.get("capacity") is not None:
            most = min(most, row["capacity"])
        if self.rules["joint"]:
            most = min(most, self.rules["joint"] - (row.get("elsewhere") or 0))
        limit = self.told.get("limit")
        return max(0, most if limit is None else min(most, limit + self.fixed(key)))

    def km(self, one: Row, other: Row) -> float | None:
        """The way between two, to a hundredth of a km; None where a point is missing."""
        ends = tuple(row.get(name) for row in (one, other) for name in ("lat", "lon", "village"))
        if ends not in self.ways:
            self.ways[ends] = self.way(ends)
        return self.ways[ends]

    def way(self, ends: tuple[Any, ...]) -> float | None:
        """Great-circle distance × detour between (lat, lon, village) and another."""
        lat, lon, village, lat2, lon2, village2 = ends
        if None in (lat, lon, lat2, lon2):
            return 0.0 if village == village2 and village else self.rules["unknown_km"]
        a, b, dl, dn = math.radians(lat), math.radians(lat2), math.radians(lat2 - lat), math.radians(lon2 - lon)
        half = math.sin(dl / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(dn / 2) ** 2
        return math.floor(12742.0 * math.asin(math.sqrt(half)) * self.rules["detour"] * 100 + 0.5) / 100

    def cost(self, pair: Pair, strict: bool = True) -> int | None:
        """What a pair costs in hundredths of a km; None where the rules forbid it, or, unless `strict`, what it costs all the same."""
        one, other, rules = self.helper_row[pair[0]], self.helped_row[pair[1]], self.rules
        km = self.km(other, one)
        unlike = bool(one.get("skill") and other.get("need") and one["skill"] != other["need"])
        if strict and (
            km is None or (rules["km"] and km > rules["km"]) or (rules["match"] == "must" and unlike) or not self.same(one, other)
        ):
            return None
        cost = round((km or 0.0) * 100)
        if rules["match"] == "prefer" and unlike:
            cost += round(rules["match_km"] * 100)
        if rules["elsewhere_km"] and one.get("committee") and one.get("village") == other.get("village"):
            cost += round(rules["elsewhere_km"] * 100)
        return cost + (0 if pair in self.today else round(rules["keep_km"] * 100))

    def same(self, one: Row, other: Row) -> bool:
        """Whether the township allows the pair."""
        if not self.rules["same_township"]:
            return True
        if not one.get("township"):
            return self.rules["unknown_km"] is not None
        return one["township"] == other.get("township")

    def bound(self, left: int) -> int:
        """What the prices prove: everyone and every place at its best under them, and every pair that would be worth more than it costs."""
        worth = dict(zip(self.helped_row, self.told["prices"][0], strict=True))
        price = dict(zip(self.helper_row, self.told["prices"][1], strict=True))
        miss, even, total = self.told["miss"], self.told["even"], 0
        wants = (
            {key: self.rules["each"] - sum(b == key for _, b in self.must) for key in self.helped_row}
            if self.must
            else dict.fromkeys(self.helped_row, self.rules["each"])
        )
        rooms = {key: self.room(key) - self.fixed(key) for key in self.helper_row}
        for key, n in wants.items():
            total += n * min(worth[key], miss)
        for key, n in rooms.items():
            best = min(n, max(0, (price[key] + even) // (2 * even))) if even else n * (price[key] > 0)
            total += even * best * best - price[key] * best
        total += sum(self.cost(pair, strict=False) or 0 for pair in self.must)
        return total + self.gains(worth, price, wants, rooms) - miss * left

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
            found[tuple(row.get(name) for name in ("township", "village", "lat", "lon", "committee", speciality))].append(row["key"])
    return list(found.values())
