"""How strong a village or branch is, by what the planner says makes it strong. Rows in, rows out.

Strength is computed over the properties that are known; beside it stands the share of the weights that they carry. What is missing
is named and counts neither as weak nor as strong: where too little is known, the strength is unknown.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphmodel.words import Text

Rows = list[dict[str, Any]]
STRONG, MIDDLE, WEAK, UNKNOWN = "strong", "middle", "weak", "unknown"
CLASSES: dict[str, Text] = {STRONG: ("强", "strong"), MIDDLE: ("中", "middle"), WEAK: ("弱", "weak"), UNKNOWN: ("未知", "unknown")}


@dataclass(frozen=True)
class Property:
    """What may make a thing strong: more of it is stronger. `ledger`: nothing at all anywhere means that no ledger is kept, not zero."""

    name: str
    title: Text
    unit: Text = ("", "")
    ledger: bool = False


INCOME = Property("income", ("人均收入", "Income per head"), ("元/年", "yuan a year"))
COLLECTIVE = Property("collective_income", ("集体收入", "Collective income"), ("万元/年", "10,000 yuan a year"))
HONOURS = Property("honours", ("荣誉", "Honours"), ("项", ""), ledger=True)
COOPERATIVE = Property("cooperative", ("有合作社", "Cooperative"), ledger=True)
SECRETARY = Property("secretary", ("书记到位", "Secretary"))
RATING = Property("rating", ("党员星级", "Members' rating"), ("平均星", "mean stars"))
PROPERTIES: dict[str, tuple[Property, ...]] = {
    "Village": (INCOME, COLLECTIVE, HONOURS, COOPERATIVE, SECRETARY, RATING),
    "Branch": (COLLECTIVE, HONOURS, SECRETARY, RATING),
}
"""What may be weighed, by type. A branch has the collective income of its village."""
WAYS: dict[str, Text] = {"rank": ("按名次", "by rank"), "range": ("按高低", "by range")}
"""rank: its place among all that are known; range: where it lies between the lowest and the highest."""


@dataclass(frozen=True)
class Setting:
    """What makes a thing strong: weights from 0 up by property, the way of comparing, and three limits from 0 to 1.

    A thing is strong from `strong` up, weak up to `weak`, and unknown where less than `known` of the weights is known.
    """

    type: str = "Village"
    weights: dict[str, float] = field(
        default_factory=lambda: {
            "income": 3.0,
            "collective_income": 2.0,
            "honours": 1.0,
            "cooperative": 1.0,
            "secretary": 2.0,
            "rating": 1.0,
        }
    )
    way: str = "rank"
    strong: float = 0.7
    weak: float = 0.3
    known: float = 0.5

    def used(self) -> tuple[Property, ...]:
        """The properties of the type that carry any weight."""
        return tuple(one for one in PROPERTIES[self.type] if self.weights.get(one.name, 0) > 0)


def faults(setting: Setting) -> list[Text]:
    """What is wrong with a setting, in both languages."""
    found: list[Text] = []
    if setting.type not in PROPERTIES:
        return [
            (
                f"没有类型“{setting.type}”。可用：{'、'.join(PROPERTIES)}",
                f"There is no type {setting.type!r}. Maybe {' or '.join(PROPERTIES)}.",
            )
        ]
    names = {one.name for one in PROPERTIES[setting.type]}
    for name, weight in setting.weights.items():
        if name not in names and weight:
            found.append(
                (
                    f"没有属性“{name}”。可用：{'、'.join(sorted(names))}",
                    f"There is no property {name!r}. Maybe one of {', '.join(sorted(names))}.",
                )
            )
        elif not 0 <= weight <= 100:
            found.append((f"{name} 的权重“{weight}”应在 0 至 100 之间。", f"The weight {weight} of {name} is not between 0 and 100."))
    if not found and not setting.used():
        found.append(("没有一项属性有权重。", "No property carries any weight."))
    if setting.way not in WAYS:
        found.append(
            (f"没有比较方法“{setting.way}”。可用：{'、'.join(WAYS)}", f"There is no way {setting.way!r}. Maybe {' or '.join(WAYS)}.")
        )
    for name in ("strong", "weak", "known"):
        if not 0 <= getattr(setting, name) <= 1:
            found.append(
                (
                    f"{name} 的值“{getattr(setting, name)}”应在 0 至 1 之间。",
                    f"The value {getattr(setting, name)} of {name} is not between 0 and 1.",
                )
            )
    if not found and setting.weak >= setting.strong:
        found.append(
            (
                f"弱的上限 {setting.weak} 应低于强的下限 {setting.strong}。",
                f"The limit {setting.weak} of weak must be below {setting.strong}, that of strong.",
            )
        )
    return found


def parts(values: list[Any], way: str, ledger: bool = False) -> list[float | None]:
    """Each value as a part from 0 to 1; None where it is missing. Yes is 1 and no is 0; things that are all alike are 0.5.

    >>> parts([10, None, 30, 20], "rank"), parts([10, None, 40, 20], "range")
    ([0.0, None, 1.0, 0.5], [0.0, None, 1.0, 0.3333333333333333])
    >>> parts([True, False, None], "rank"), parts([0, 0], "rank", ledger=True)
    ([1.0, 0.0, None], [None, None])
    """
    known = sorted(value for value in values if value is not None)
    if not known or (ledger and not any(known)):
        return [None] * len(values)
    if isinstance(known[0], bool):
        return [None if value is None else float(value) for value in values]
    low, high = known[0], known[-1]
    if low == high:
        return [None if value is None else 0.5 for value in values]
    if way == "range":
        return [None if value is None else (value - low) / (high - low) for value in values]
    return [
        None if value is None else (bisect_left(known, value) + bisect_right(known, value) - 1) / 2 / (len(known) - 1) for value in values
    ]


def strengths(rows: Iterable[Mapping[str, Any]], setting: Setting) -> Rows:
    """The rows, strongest first, unknown last.

    Each has `parts`, `strength` (0 to 1 or None), `known` (share of the weights), `missing` (names) and `class`.

    ValueError where the setting has a fault.

    >>> three = [{"id": "a", "income": 9.0, "secretary": True}, {"id": "b", "income": 5.0, "secretary": None},
    ...          {"id": "c", "income": None, "secretary": None}]
    >>> found = strengths(three, Setting(weights={"income": 3, "secretary": 1}))
    >>> [(row["id"], row["strength"], row["known"], row["missing"], row["class"]) for row in found]
    [('a', 1.0, 1.0, [], 'strong'), ('b', 0.0, 0.75, ['secretary'], 'weak'), ('c', None, 0.0, ['income', 'secretary'], 'unknown')]
    """
    if wrong := faults(setting):
        raise ValueError("\n".join(en for _, en in wrong))
    things, used = list(rows), setting.used()
    columns = {one.name: parts([row.get(one.name) for row in things], setting.way, one.ledger) for one in used}
    whole = sum(setting.weights[one.name] for one in used)
    found = []
    for at, row in enumerate(things):
        mine = {name: column[at] for name, column in columns.items()}
        weight = sum(setting.weights[name] for name, part in mine.items() if part is not None)
        enough = weight > 0 and weight / whole >= setting.known - 1e-9
        strength = sum(setting.weights[name] * part for name, part in mine.items() if part is not None) / weight if enough else None
        found.append(
            {
                **row,
                "parts": mine,
                "strength": strength,
                "known": weight / whole,
                "missing": [name for name, part in mine.items() if part is None],
                "class": class_of(strength, setting),
            }
        )
    return sorted(found, key=lambda row: (row["strength"] is None, -(row["strength"] or 0.0), str(row["id"])))


def class_of(strength: float | None, setting: Setting) -> str:
    """Strong, weak, between, or unknown; a strength on a limit is on the far side of it."""
    if strength is None:
        return UNKNOWN
    return STRONG if strength >= setting.strong - 1e-9 else WEAK if strength <= setting.weak + 1e-9 else MIDDLE


def idle(found: Iterable[Mapping[str, Any]]) -> Rows:
    """The strong that lead nobody (`leads` is 0), strongest first."""
    return [dict(row) for row in found if row["class"] == STRONG and not row.get("leads")]


def alone(found: Iterable[Mapping[str, Any]]) -> Rows:
    """The weak that nobody leads (`led` is 0), weakest first."""
    return sorted(
        (dict(row) for row in found if row["class"] == WEAK and not row.get("led")), key=lambda row: (row["strength"], str(row["id"]))
    )


def missing(found: Iterable[Mapping[str, Any]], setting: Setting) -> dict[str, int]:
    """For each property that carries weight, in how many rows it is missing."""
    rows = list(found)
    return {one.name: sum(one.name in row["missing"] for row in rows) for one in setting.used()}
