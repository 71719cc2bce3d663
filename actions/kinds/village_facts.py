"""What a village's page tells: where it lies, what it is joined with, who lives there, and what is not covered in it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from actions.kinds.inquiry import Inquiry
from actions.kinds.pairs import named
from actions.looking import things
from graphmodel.schema import NODE, REL
from graphmodel.words import Text
from queries import network

Rows = list[dict[str, Any]]
NAMED = 6
"""How many neighbours of one kind are named."""
APART = {"Household", "Member", "Visit", "Measure", "Rating", "Commitment", "Township", "Area", "County", "Criterion", "Shift"}
"""Types that a village's page does not list among its relations."""
UNITS: dict[str, Text] = {
    "households": ("户", ""),
    "population": ("人", ""),
    "income": ("元/年", "yuan a year"),
    "collective_income": ("万元/年", "10,000 yuan a year"),
    **dict.fromkeys(("amount", "due_amount", "paid_amount"), ("万元", "× 10,000 yuan")),
    **dict.fromkeys(("people", "attendance"), ("人", "")),
    "land": ("亩", "mu"),
    "hours": ("小时", "hours"),
}
"""What numbers are counted in."""


def place_of(thing: dict[str, Any], type: str, places: dict[str, str]) -> str:
    """The name of the township or area that a thing lies in."""
    return next((places.get(part, "") for part in thing["within"].split("|") if part.startswith(type + ":")), "")


def township(thing: dict[str, Any]) -> str:
    """The `Type:key` of the township that a thing lies in, or ""."""
    return next((part for part in thing["within"].split("|") if part.startswith("Township:")), "")


def village_of(within: str) -> str:
    """The `Type:key` of the village in a `within` text, or ""."""
    return next((part for part in within.split("|") if part.startswith("Village:")), "")


def said(inquiry: Inquiry, prop: Any, value: Any) -> str:
    """A property in words, a number with its unit; what is missing is said to be."""
    if value is None:
        return inquiry.t("空", "empty")
    if isinstance(value, bool):
        return inquiry.t("是" if value else "否", "yes" if value else "no")
    if isinstance(value, (int, float)):
        number = f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
        return f"{number} {inquiry.say(UNITS.get(prop.name, ('', '')))}".rstrip()
    return next((en if inquiry.language == "en" else zh for zh, en in prop.choices if zh == value), str(value))


def headed(inquiry: Inquiry, prop: Any) -> str:
    """The title of a property with its unit."""
    unit = inquiry.say(UNITS.get(prop.name, ("", "")))
    return inquiry.say(prop.title) + (inquiry.t(f"（{unit}）", f", {unit}") if unit else "")


def missing(inquiry: Inquiry, found: list[Any]) -> dict[str, Rows]:
    """For each village the items that are not covered in it: the village itself, or what lies in it."""
    keys: dict[str, list[tuple[Any, dict[str, Any]]]] = {}
    types = {answer.question.columns.get("id", {}).get("node") for answer in found} - {None, "Village"}
    within = {key: text for type in sorted(types) for key, text in network.places_of(inquiry.engine, type, inquiry.scope).items()}
    for answer in found:
        type = answer.question.columns.get("id", {}).get("node")
        for row in answer.rows if type else ():
            key = f"{type}:{row['id']}"
            village = key if type == "Village" else village_of(within.get(key, ""))
            if village:
                keys.setdefault(village, []).append((answer, row))
    return {village: items(inquiry, told) for village, told in keys.items()}


def items(inquiry: Inquiry, told: list[tuple[Any, dict[str, Any]]]) -> Rows:
    """The items of one village, each with how many and which."""
    held: dict[str, list[str]] = {}
    for answer, row in told:
        held.setdefault(inquiry.say(answer.question.title), []).append(str(row.get("name") or row["id"]))
    return [{"item": item, "n": len(names), "names": some(inquiry, names)} for item, names in held.items()]


def some(inquiry: Inquiry, names: list[str]) -> str:
    """The first few names, and how many more there are."""
    shown = inquiry.t("、", ", ").join(names[:NAMED])
    return shown + (inquiry.t(f" 等 {len(names):,} 个", f" and {len(names) - NAMED:,} more") if len(names) > NAMED else "")


def counted(inquiry: Inquiry) -> dict[str, dict[str, int]]:
    """Members, households on record, registered and not lifted, village by village."""
    found: dict[str, Counter[str]] = {}
    for within in network.places_of(inquiry.engine, "Member", inquiry.scope).values():
        found.setdefault(village_of(within), Counter()).update(("members",))
    for home in network.things_of(inquiry.engine, "Household", inquiry.scope):
        village = village_of(home["within"])
        if village:
            found.setdefault(village, Counter()).update(
                {"homes": 1, "registered": int(bool(home.get("registered"))), "left": int(home.get("state") == "未脱贫")}
            )
    return {village: dict(counts) for village, counts in found.items()}


def neighbours(inquiry: Inquiry, villages: Rows) -> dict[str, Rows]:
    """For each village its relations: which, to what type, how many, and the names of the first."""
    mine = {one["key"] for one in villages}
    links = [
        link
        for link in network.hop(inquiry.engine, inquiry.as_of, sorted(mine))
        if not {end.partition(":")[0] for end in (link["start"], link["end"]) if end not in mine} & APART
    ]
    known = {
        one["key"]: one
        for one in things(inquiry.engine, {end for link in links for end in (link["start"], link["end"])}, unmask=inquiry.unmask)
    }
    held: dict[str, dict[tuple[str, str], list[str]]] = {}
    for link in links:
        rel = REL[link["type"]]
        for key, other, role in ((link["start"], link["end"], rel.end), (link["end"], link["start"], rel.start)):
            if key in mine and other in known:
                word = inquiry.say(rel.title) + (f"（{inquiry.say(role)}）" if link["type"] == "LEADS" else "")
                held.setdefault(key, {}).setdefault((word, inquiry.say(NODE[known[other]["type"]].title)), []).append(named(known[other]))
    return {
        key: [
            {"relation": word, "type": type, "n": len(set(names)), "names": some(inquiry, sorted(set(names)))}
            for (word, type), names in sorted(told.items())
        ]
        for key, told in held.items()
    }
