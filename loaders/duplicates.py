"""One person or place under two keys: likely pairs, with the reason; whether they are one the planner says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graphmodel.engine import Engine
from graphmodel.masking import mask
from graphmodel.schema import NODE
from graphmodel.words import Node, Text
from loaders.decisions import different
from loaders.pinyin import sounds
from loaders.placenames import plain, stem

LOOKED_AT = ("Member", "Household", "Village", "Branch", "Cooperative", "Enterprise", "Unit", "Team", "Township")
PEOPLE = ("Member", "Household")
PLACES = ("Village", "Township")
MOST = 12
"""Things alike that are paired with each other; a larger group is a fault of another kind, such as a name typed for everyone."""


@dataclass(frozen=True)
class Likely:
    """Two things (Type:key) that may be one, with their names masked where personal, how sure (0 to 1), and why."""

    keep: str
    drop: str
    names: tuple[str, str]
    sure: float
    why: Text


def duplicates(engine: Engine) -> list[Likely]:
    """Likely duplicates, the surest first; pairs that were said to be different are left out."""
    apart = different()
    found: dict[tuple[str, str], Likely] = {}
    for label in LOOKED_AT:
        node = NODE[label]
        has_phone = any(p.name == "phone" for p in node.props)
        rows = engine.table(node, ["id", "name", "within", "sources", *(["phone"] if has_phone else [])]).sort("id").to_dicts()
        for sure, why, group in alike(node, rows):
            for one, other in pairs(group):
                keys = (f"{label}:{one['id']}", f"{label}:{other['id']}")
                if frozenset(keys) in apart or (keys in found and found[keys].sure >= sure):
                    continue
                personal = node.prop("name").personal
                found[keys] = Likely(*keys, (mask(one["name"] or "", personal), mask(other["name"] or "", personal)), sure, why)
    return sorted(found.values(), key=lambda pair: (-pair.sure, pair.keep, pair.drop))


def pairs(group: list[dict]) -> Iterator[tuple[dict, dict]]:
    """The first of a group with each other: the one with the most sources stays."""
    first, *rest = sorted(group, key=lambda row: (-len((row["sources"] or "").split()), row["id"]))
    return ((first, other) for other in rest)


def alike(node: Node, rows: list[dict]) -> Iterator[tuple[float, Text, list[dict]]]:
    """Groups of rows that may be one thing, with how sure and why."""
    label = node.label
    if label in PEOPLE:
        yield from groups(rows, phone, 0.9, ("电话相同", "the same phone number"))
        yield from groups(
            rows, lambda r: near(r, plain(r["name"])), 0.85, ("同名，在同一个村或乡镇", "the same name in the same village or township")
        )
        yield from groups(
            rows,
            lambda r: near(r, sounds(plain(r["name"]))),
            0.6,
            ("同音，在同一个村", "names that sound alike in the same village"),
            village=True,
        )
    elif label in PLACES:
        yield from groups(
            rows, lambda r: (above(r, label), stem(r["name"])), 0.85, ("同名，在同一个上级地方", "the same name in the same place above")
        )
        yield from groups(
            rows,
            lambda r: (above(r, label), sounds(stem(r["name"]))),
            0.6,
            ("同音，在同一个上级地方", "names that sound alike in the same place above"),
        )
    else:
        yield from groups(rows, lambda r: (county(r), plain(r["name"])), 0.8, ("同名", "the same name"))


def groups(rows: list[dict], key, sure: float, why: Text, village: bool = False) -> Iterator[tuple[float, Text, list[dict]]]:
    """Rows with the same key, where they are several and not too many; a name that is not there, or is masked, is like no other."""
    found: dict[object, list[dict]] = defaultdict(list)
    for row in rows:
        if not row["name"] or "**" in row["name"] or (village and "Village:" not in (row["within"] or "")):
            continue
        if (value := key(row)) is not None:
            found[value].append(row)
    return ((sure, why, group) for group in found.values() if 1 < len(group) <= MOST)


def phone(row: dict) -> str | None:
    """The digits of a phone number that is one person's."""
    digits = "".join(letter for letter in plain(row["phone"] or "") if letter.isdigit())
    return digits if len(digits) >= 7 else None


def near(row: dict, name: str) -> tuple | None:
    """A name with the village or township in which it is; elsewhere a name says too little."""
    within = row["within"] or ""
    return (within, name) if "Village:" in within or "Township:" in within else None


def above(row: dict, label: str) -> str:
    """What a place lies in, itself left out."""
    return "|".join(entry for entry in (row["within"] or "").split("|") if entry and entry != f"{label}:{row['id']}")


def county(row: dict) -> str:
    """The county that a thing lies in."""
    return next((entry for entry in (row["within"] or "").split("|") if entry.startswith("County:")), "")
