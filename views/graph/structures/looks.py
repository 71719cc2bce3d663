"""Which structures a place has, the one that tells most first: by what was counted there, not by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphmodel.engine import Engine
from graphmodel.words import Text
from views.graph.stock import Stock, remembered
from views.graph.structures import draw, ground

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Look:
    """One structure that can be drawn: its name, words, how much it tells here, and what draws it."""

    name: str
    title: Text
    weight: float
    made: Callable[[ground.Ground], dict[str, Any]]


def programmes(engine: Engine, stock: Stock, as_of: date) -> dict[str, int]:
    """The pairing programmes of a scope, and how many pairs each has."""
    found: dict[str, int] = {}
    for row in ground.links(engine, stock, as_of, "PAIRED_WITH"):
        name = str(row["props"].get("programme") or "")
        found[name] = found.get(name, 0) + 1
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def offered(engine: Engine, stock: Stock, as_of: date) -> list[Look]:
    """The structures of a scope, that which tells most first."""
    return remembered(engine, "looks", (stock.scope, as_of), lambda: found(engine, stock, as_of))


def found(engine: Engine, stock: Stock, as_of: date) -> list[Look]:
    """The structures of a scope, from what was counted and what they would show."""
    have, join = stock.nodes, stock.relationships
    looks: list[Look] = []
    if stock.leads:
        looks.append(Look("stars", ("强弱星形", "Strong-weak stars"), 100, draw.stars))
    if have.get("Event", 0) >= 10:
        looks.append(Look("calendar", ("日历与地图", "Calendar and map"), 90 if join.get("REACHED") else 30, draw.calendar))
    if have.get("Enterprise", 0) >= 5:
        places = have.get("Enterprise", 0) > have.get("Village", 0)
        looks.append(Look("enterprises", ("企业覆盖：所在 × 规模", "Enterprises: place × size"), 80 if places else 20, draw.enterprises))
    if join.get("SEATED_ON", 0) >= 4:
        parties = {str(row["props"].get("role")) for row in ground.links(engine, stock, as_of, "SEATED_ON")}
        looks.append(
            Look(
                "seats", ("议事会与席位", "Councils and seats"), 75 if parties & {"兼职委员", "业主代表", "物业企业"} else 35, draw.council
            )
        )
    if have.get("Rating"):
        looks.append(Look("ratings", ("星级：所在 × 星", "Ratings: place × stars"), 71, draw.ratings))
    if have.get("Post", 0) >= 8:
        looks.append(Look("posts", ("岗位：种类 × 所在", "Posts: kind × place"), 73 if have.get("Rating") else 40, draw.posts))
    if have.get("Shift"):
        looks.append(Look("rota", ("值班：中心 × 星期", "Rota: centre × weekday"), 45, draw.rota))
    if have.get("Household", 0) and ground.registered(engine, stock):
        looks.append(
            Look("steps", ("建档 → 脱贫 → 剩余", "Registered → lifted → left"), 65 if have["Household"] > 5000 else 55, draw.steps)
        )
    elif have.get("Commitment") or have.get("Matter"):
        looks.append(Look("steps", ("承诺与事项的进展", "Progress of commitments and matters"), 25, draw.steps))
    pairs = programmes(engine, stock, as_of) if join.get("PAIRED_WITH") else {}
    for at, (name, n) in enumerate(pairs.items()):
        if n >= 4 and at < 6:
            shared = name in ("包户",) or n / max(1, len({row["end"] for row in ground.programme(engine, stock, as_of, name)})) > 3
            weight = (60 if len(pairs) < 3 else 62) - at + (8 if shared else 0)
            looks.append(Look(f"pairs:{name}", (f"结对：{name}", f"Pairs: {name}"), weight, draw.paired(name)))
    if have.get("Branch", 0) >= 8 and join.get("PART_OF"):
        looks.append(Look("tiers", ("层级", "Tiers"), 50, draw.tier))
    return sorted(looks, key=lambda one: (-one.weight, one.name))


def chosen(looks: list[Look], name: str) -> Look | None:
    """The look of that name; else that which tells most."""
    return next((one for one in looks if one.name == name), looks[0] if looks else None)
