"""What the rules say of rows, read anew for the verifier: places, ways and costs. Shares nothing with the solver."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Pair = tuple[str, str]


STAGES = ("open", "first", "lack", "way")
"""What a plan makes as small as can be, one after the other: places left open, first places not filled, pairs lacking to quotas, cost."""


@dataclass(frozen=True)
class Prices:
    """What a plan prices beside pairs and places, in any unit: a hundredth of a km, a place left open, what fills no first place, a pair
    lacking to a quota; for each quota a pair below its least and one above its most. `own` and `over`: helpers have first places in the
    programme, and over several."""

    way: int
    open: int
    first: int
    lack: int
    least: list[int]
    most: list[int]
    own: bool
    over: bool

    @property
    def reward(self) -> int:
        """The price of what fills no first place in the programme."""
        return self.first * self.own

    @property
    def beside(self) -> int:
        """The price of what fills no first place over several programmes."""
        return self.first * self.over

    def fair(self, stage: str) -> bool:
        """Whether these prices prove anything of a stage: it has one, those after it have none, none promises more than is taken back."""
        told = [getattr(self, one) for one in STAGES]
        below = [*told, *self.least, *self.most, *(self.lack - one for one in self.least)]
        at = STAGES.index(stage)
        return min(below) >= 0 and told[at] > 0 and not any(told[at + 1 :])


@dataclass
class Told:
    """The rows, today's pairs, and a plan as JSON."""

    helpers: Sequence[Row]
    helped: Sequence[Row]
    current: Iterable[Pair]
    told: Mapping[str, Any]

    def __post_init__(self) -> None:
        self.rules = self.told["rules"]
        self.pairs = [tuple(pair) for pair in self.told["pairs"]]
        self.today = set(map(tuple, self.current))
        must, self.never = ({tuple(pair) for part in names for pair in self.rules[part]} for names in (("must", "keep"), ("never",)))
        self.helper_row, self.helped_row = {row["key"]: row for row in self.helpers}, {row["key"]: row for row in self.helped}
        self.must = {pair for pair in must if pair[0] in self.helper_row and pair[1] in self.helped_row}
        self.must_of = Counter(a for a, _ in self.must), Counter(b for _, b in self.must)
        self.ways: dict[tuple[Any, ...], float | None] = {}
        self.load = Counter(pair[0] for pair in self.pairs)
        self.prices = self.given()
        self.marks: dict[str, tuple[bool, ...]] = {}
        prices = enumerate(zip(self.prices.least, self.prices.most, strict=True))
        self.charges = [(at, most - least) for at, (least, most) in prices if most != least]

    def given(self) -> Prices:
        """The prices told; where quotas have some, these are those of the places too."""
        told, none, own, over = self.told.get("quota_prices"), [0] * len(self.rules["quotas"]), self.told["reward"] > 0, self.told["beside"] > 0
        if told:
            return Prices(**{name: told[name] for name in (*STAGES, "least", "most")}, own=own, over=over)
        first = max(self.told["reward"], self.told["beside"])
        return Prices(1, self.told["miss"] - first * (own + over), first, 0, none, none, own, over)

    def marked(self, key: str) -> tuple[bool, ...]:
        """Of each quota, whether it counts pairs of this helper or helped."""
        if key not in self.marks:
            row = self.helper_row.get(key)
            fits = self.of_helper if row is not None else self.of_helped
            self.marks[key] = tuple(fits(quota, row or self.helped_row[key]) for quota in self.rules["quotas"])
        return self.marks[key]

    @property
    def quoted(self) -> bool:
        """Whether the plan says that quotas made it dearer: then its prices may leave a gap, or be missing."""
        return bool(self.told.get("quota_prices")) or not self.priced

    @property
    def priced(self) -> bool:
        """Whether every one of the helped has a price."""
        return len(self.told["prices"][0]) == len(self.helped_row)

    def charged(self, pair: Pair) -> int:
        """What quotas add to the cost of a pair at their prices."""
        one, other = self.marked(pair[0]), self.marked(pair[1])
        return sum(price for at, price in self.charges if one[at] and other[at])

    def counts(self, quota: Mapping[str, Any], helper: str, helped: str) -> bool:
        """Whether a quota counts a pair."""
        one, other = self.helper_row.get(helper), self.helped_row.get(helped)
        return one is not None and other is not None and self.of_helper(quota, one) and self.of_helped(quota, other)

    @staticmethod
    def of_helper(quota: Mapping[str, Any], row: Row) -> bool:
        """Whether a quota counts pairs of this helper."""
        return (not quota["role"] or bool(row.get(quota["role"]))) and quota["helper"] in ("", row.get("type"))

    @staticmethod
    def of_helped(quota: Mapping[str, Any], row: Row) -> bool:
        """Whether a quota counts pairs of this helped."""
        where = (not quota["township"], quota["township"] == row.get("township"), quota["township"] == row.get("township_name"))
        return any(where) and all(quota[own] in ("", row.get(name)) for own, name in (("helped", "type"), ("need", "need"), ("state", "state")))

    def fixed(self, helper: str) -> int:
        """How many pairs of a helper are fixed."""
        return self.must_of[0][helper]

    def wanted(self, key: str) -> tuple[int, int]:
        """How many helpers one of the helped wants, and how many more may come."""
        row = self.helped_row[key]
        for one in self.rules["categories"]:
            if all(not one[name] or one[name] == row.get(name) for name in ("state", "need", "type")):
                return one["each"], max(0, one["up_to"] - one["each"])
        return self.rules["each"], max(0, self.rules["up_to"] - self.rules["each"])

    def limits(self, key: str) -> list[Mapping[str, Any]]:
        """The limits of roles and types that are meant for a helper."""
        row = self.helper_row[key]
        return [one for one in self.rules["limits"] if (not one["role"] or row.get(one["role"])) and one["type"] in ("", row.get("type"))]

    def least(self, key: str) -> int:
        """How many a helper should take at least."""
        return max([one["least"] for one in self.limits(key)], default=0)

    def room(self, key: str) -> int:
        """The most that a helper may take."""
        row, most = self.helper_row[key], max([one["most"] for one in self.limits(key) if one["most"] is not None], default=self.rules["max_load"])
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
        cost += round(rules["load_km"] * 100) * (one.get("elsewhere") or 0)
        return cost + (0 if pair in self.today else round(rules["keep_km"] * 100))

    def same(self, one: Row, other: Row) -> bool:
        """Whether the township allows the pair."""
        if not self.rules["same_township"]:
            return True
        if not one.get("township"):
            return self.rules["unknown_km"] is not None
        return one["township"] == other.get("township")
