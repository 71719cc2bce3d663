"""Checks a pairing plan anew, from the rows alone: rules, cost, bound. Shares nothing with the solver but the words of the rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphmodel.words import Text
from planning.verify_rows import STAGES, Pair, Row, Told

if TYPE_CHECKING:
    from planning.verify_quotas import Limit


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a plan (nothing: it holds), its cost computed anew, and the bound that its prices prove, or, where quotas need it, a second
    solver (`searched`); None without prices. `fewest`: no plan leaves fewer out, fills more first places or lacks fewer pairs to quotas."""

    wrong: list[Text]
    cost: int
    bound: int | None
    left: int = 0
    searched: bool = False
    fewest: bool = False

    @property
    def holds(self) -> bool:
        """Whether the plan keeps every rule and says of itself what is so."""
        return not self.wrong

    @property
    def proven(self) -> bool:
        """Whether no plan leaves fewer out, and none that leaves as few out is cheaper."""
        return self.holds and self.fewest and self.bound == self.cost


def verify(helpers: Sequence[Row], helped: Sequence[Row], current: Iterable[Pair], told: Mapping[str, Any]) -> Verdict:
    """`told` is a plan as JSON: rules, pairs, left, cost, bound, miss, even, limit (the load under which everyone stays), prices."""
    return Check(helpers, helped, current, told).verdict()


def settled(checks: Sequence[Check], wrong: list[Text], cost: int, told: int, raw: Callable[[str], int | None], low: bool, over: Limit | None = None) -> Verdict:
    """The verdict on a plan of one or more programmes, from the bound that it tells and from what its prices prove.

    `raw` is what they prove of one of `STAGES` beyond what the plan comes to at the others, None without prices; `low` says that some
    helpers are below their least. Where quotas leave a gap, a second solver looks for a better plan.
    """
    left, short = sum(len(check.told["left"]) for check in checks), any(check.told["short"] for check in checks)
    quoted, bound, found = all(check.quoted for check in checks), None, {}
    if told > cost:
        wrong.append(("下界高于代价。", "The bound is above the cost."))
    for stage, needed in zip(STAGES, (quoted and left, quoted and low, quoted and short, True), strict=True):
        if not needed:
            continue
        own, proved = getattr(checks[0].under(stage).prices, stage), raw(stage)
        beyond = None if proved is None else proved - own * (told if stage == "way" else 0)
        if stage == "way":
            bound = None if proved is None else -(-proved // own)
        if beyond is not None and beyond > -own:
            continue
        found[stage] = None
        if not quoted:
            wrong.append((f"下界只能证到 {bound}，方案写 {told}。", f"Only the bound {bound} is proved, the plan says {told}."))
        elif told == cost and not wrong:  # else the plan does not say that it is the best
            from planning.verify_quotas import better

            found[stage] = better([check.under(stage) for check in checks], stage, told, None if beyond is None else -own - beyond, over)
    if True in found.values():
        wrong.append((f"有更好的方案，或代价低于 {told} 的方案。", f"There is a better plan, or one that costs less than {told}."))
    if found.get("way") is False:
        bound = told
    fewest = all(found[stage] is False for stage in STAGES[:-1] if stage in found) if quoted else bound == cost
    return Verdict(wrong, cost, bound, left, False in found.values(), fewest)


@dataclass
class Check(Told):
    """One plan under examination."""

    wrong: list[Text] = field(default_factory=list)
    stages: dict[str, Check] = field(default_factory=dict)

    def say(self, zh: str, en: str) -> None:
        """One thing that is wrong."""
        self.wrong.append((zh, en))

    def verdict(self) -> Verdict:
        """Everything, in order."""
        load, served = self.load, Counter(b for _, b in self.pairs)
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
        if self.told["bound"] is None:  # one of several programmes: the joint plan states its bound
            return Verdict(self.wrong, cost, None, left)
        return settled([self], self.wrong, cost, self.told["bound"], lambda stage: self.under(stage).bound(stage, left), bool(low))

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

    def under(self, stage: str) -> Check:
        """The same plan with the prices that prove one of `STAGES`, none where it has none."""
        if stage == "way":
            return self
        if stage not in self.stages:
            none = {"prices": [[], []], "tolls": [], "quota_prices": None}
            other = Check(self.helpers, self.helped, self.current, {**self.told, **(self.told.get("order") or {}).get(stage, none)})
            other.ways, other.marks = self.ways, self.marks
            self.stages[stage] = other
        return self.stages[stage]

    def bound(self, stage: str, left: int) -> int | None:
        """What the prices prove of a stage, None without prices: everyone and every place at its best under them, and every pair that would be worth more
        than it costs."""
        told, total, units, load = self.prices, 0, 0, self.load
        if not (self.priced and told.fair(stage)):
            return None
        toll = dict(zip(self.helper_row, self.told["tolls"] or [0] * len(self.helper_row), strict=True))
        supply, rooms = self.free()
        for key in self.helped_row:
            wants = min(supply[key], max(0, self.wanted(key)[0] - self.must_of[1][key]))
            units += supply[key]
            total += wants * min(self.worth[key], told.open + told.reward + told.beside) + (supply[key] - wants) * min(self.worth[key], told.reward + told.beside)
        free = units - sum(load[key] - self.fixed(key) for key in self.helper_row)
        for key, n in rooms.items():
            first = self.first(key)
            units -= min(load[key] - self.fixed(key), first)
            total += cheapest(n, first, self.price[key] - toll[key], told.way * self.told["even"], told.reward)
        total += told.way * sum(self.cost(pair, strict=False) or 0 for pair in self.must)
        for quota, least, most in zip(self.rules["quotas"], told.least, told.most, strict=True):
            had = sum(self.counts(quota, *pair) for pair in self.must)
            total += least * max(0, quota["at_least"] - had) - (most * max(0, quota["at_most"] - had) if most else 0)
        total -= told.lack * sum(n for _, n in self.told["short"])
        gains = sum(min(0, price) for price in self.worthwhile(supply, rooms, 0).values())
        return total + gains - told.open * left - told.reward * units - told.beside * free

    @cached_property
    def worth(self) -> dict[str, int]:
        """What a place is worth to each of the helped."""
        return dict(zip(self.helped_row, self.told["prices"][0], strict=True))

    @cached_property
    def price(self) -> dict[str, int]:
        """What a place of each helper costs."""
        return dict(zip(self.helper_row, self.told["prices"][1], strict=True))

    def free(self) -> tuple[dict[str, int], dict[str, int]]:
        """How many helpers each of the helped may have, and how many each helper may take, beside the fixed pairs."""
        supply = {key: max(0, sum(self.wanted(key)) - self.must_of[1][key]) for key in self.helped_row}
        return supply, {key: self.room(key) - self.fixed(key) for key in self.helper_row}

    def first(self, key: str) -> int:
        """The first places of a helper, beside the fixed pairs."""
        return max(0, min(self.least(key), self.room(key)) - self.fixed(key))

    def worthwhile(self, supply: Mapping[str, int], rooms: Mapping[str, int], most: int) -> dict[Pair, int]:
        """What pairs cost beyond their worth at the prices: all allowed that cost less than `most`, and others; whole groups of alike ones
        are passed over where even their best does not."""
        keep = self.prices.way * round(self.rules["keep_km"] * 100)
        targets, sources = self.groups(self.helped, "need", supply), self.groups(self.helpers, "skill", rooms)
        by_township: dict[Any, list[list[str]]] = defaultdict(list)
        for keys in sources:
            by_township[self.helper_row[keys[0]].get("township") if self.rules["same_township"] else None].append(keys)
        lowest = {id(keys): min(self.price[key] for key in keys) for keys in sources}
        found: dict[Pair, int] = {}
        for keys in targets:
            highest, township = (
                max(self.worth[key] for key in keys),
                self.helped_row[keys[0]].get("township") if self.rules["same_township"] else None,
            )
            for others in by_township[township] + (by_township[None] if township else []):
                best = (others[0], keys[0])
                cost = self.cost(best)
                if cost is not None:
                    cost = self.prices.way * cost + self.charged(best) + (keep if best in self.today else 0)
                    if cost - highest + lowest[id(others)] < most:
                        found |= {(a, b): cost - self.worth[b] + self.price[a] for a in others for b in keys}
        for pair in self.today:
            if pair[0] in self.helper_row and pair[1] in self.helped_row and supply[pair[1]] and rooms[pair[0]]:
                cost = self.cost(pair)
                if cost is not None:
                    found[pair] = self.prices.way * cost + self.charged(pair) - self.worth[pair[1]] + self.price[pair[0]]
        return {pair: price for pair, price in found.items() if pair not in self.must and pair not in self.never}

    def groups(self, rows: Sequence[Row], speciality: str, counts: Mapping[str, int]) -> list[list[str]]:
        """Keys of those who are alike to the rules and count at all."""
        found: dict[tuple[Any, ...], list[str]] = defaultdict(list)
        for row in rows:
            if counts[row["key"]]:
                names = ("township", "village", "lat", "lon", "committee", speciality, "elsewhere")
                found[(*map(row.get, names), self.marked(row["key"]))].append(row["key"])
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
