"""What a pairing plan starts from: who helps and who is helped in a programme, where they are, and who is paired with whom today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from graphmodel.engine import Engine
from graphmodel.schema import scope as scope_text
from graphmodel.words import Text
from queries.network import batches, label, things_of
from queries.phrases import spelt_out

FOLDER = Path(__file__).parent / "planning"
Rows = list[dict[str, Any]]
HELPERS: dict[str, Text] = {
    "programme": ("现在本项目帮扶的", "those who help in it today"),
    "able": ("再加有帮扶能力的党员", "and members able to help"),
    "all": ("全部党员", "all members"),
}
HELPED: dict[str, Text] = {
    "programme": ("现在本项目受帮扶的", "those helped in it today"),
    "left": ("未脱贫的建档立卡户", "registered households not yet lifted"),
    "registered": ("全部建档立卡户", "all registered households"),
    "all": ("全部户", "all households"),
}


@dataclass(frozen=True)
class Start:
    """Rows for `planning.plan_pairs`, with `name`, `village_name` and `township_name` besides; today's pairs and their keys.

    `placeless` counts helpers and helped without a point.
    """

    programme: str
    helpers: Rows
    helped: Rows
    current: list[tuple[str, str]]
    keys: dict[tuple[str, str], list[str]]
    placeless: int


@cache
def text(name: str) -> str:
    """The text of that name, its phrases written out."""
    return spelt_out(re.sub(r"(?m)^//.*\n", "", (FOLDER / f"pairing_{name}.cypher").read_text("utf-8")).strip())


def programmes(engine: Engine, scope: str | None, as_of: date) -> Rows:
    """The programmes with pairs in force: {programme, helper, helped (types), helpers, helped_count, pairs}, most pairs first."""
    found = [
        {
            "programme": row["programme"],
            "helper": label(row["helper_label"]),
            "helped": label(row["helped_label"]),
            "helpers": row["helpers"],
            "helped_count": row["helped"],
            "pairs": row["pairs"],
        }
        for row in engine.rows(text("programmes"), scope=scope_text(scope), as_of=as_of)
    ]
    return sorted(found, key=lambda row: (-row["pairs"], row["programme"], row["helper"], row["helped"]))


def county_of(scope: str | None) -> str | None:
    """The county that a place lies in, by its code; None everywhere.

    >>> county_of("Township:150929100"), county_of("County:150929")
    ('County:150929', 'County:150929')
    """
    return f"County:{scope.partition(':')[2][:6]}" if scope else None


def start(
    engine: Engine,
    programme: str,
    scope: str | None,
    as_of: date,
    *,
    helpers: str = "programme",
    helped: str = "programme",
    roles: tuple[str, ...] = (),
    away: bool = False,
) -> Start:
    """Everything that a plan of `programme` needs. `roles` limit the helpers; with `away`, members outside the county may help too."""
    today = engine.rows(text("today"), programme=programme, scope=scope_text(scope), as_of=as_of)
    pairs = [
        (f"{label(row['helper_label'])}:{row['helper_id']}", f"{label(row['helped_label'])}:{row['helped_id']}", row["key"])
        for row in today
    ]
    of_helper, of_helped = {a for a, _, _ in pairs}, {b for _, b, _ in pairs}
    county = county_of(scope)
    known = Places(engine, county)
    other = {
        (label(row["label"]), row["id"]): row["n"]
        for row in engine.rows(text("elsewhere"), programme=programme, scope=scope_text(county), as_of=as_of)
    }
    found_helpers = [
        row | {"elsewhere": other.get((row["type"], row["id"]), 0)}
        for row in candidates(engine, scope, county, of_helper)
        if (row["key"] in of_helper or helpers == "all" or (helpers == "able" and row.get("able")))
        and (away or row["key"] in of_helper or not row.get("outside"))
        and (not roles or any(row.get(role) for role in roles))
    ]
    found_helped = [
        row
        for row in targets(engine, scope, of_helped)
        if (row["key"] in of_helped and helped == "programme") or (row["type"] == "Household" and wanted(row, helped))
    ]
    keys: dict[tuple[str, str], list[str]] = {}
    for a, b, key in pairs:
        keys.setdefault((a, b), []).append(key)
    helper_rows, helped_rows = [known.placed(row) for row in found_helpers], [known.placed(row) for row in found_helped]
    return Start(programme, helper_rows, helped_rows, sorted(keys), keys, sum(row["lat"] is None for row in helper_rows + helped_rows))


def wanted(row: dict[str, Any], helped: str) -> bool:
    """Whether a household is among those asked for besides the programme's own."""
    return (
        helped == "all" or (helped == "registered" and row.get("registered") is True) or (helped == "left" and row.get("state") == "未脱贫")
    )


def candidates(engine: Engine, scope: str | None, county: str | None, of_helper: set[str]) -> Rows:
    """Members of the scope and everyone who helps today, wherever they are; other types only where they help today."""
    members = {row["id"]: row for row in engine.rows(text("members"), scope=scope_text(scope))}
    outside = sorted(one.partition(":")[2] for one in of_helper if one.startswith("Member:") and one.partition(":")[2] not in members)
    for some in batches(outside):
        members |= {row["id"]: row for row in engine.rows(text("members_by_key"), ids=some)}
    rows = [{**members[id], "type": "Member", "key": f"Member:{id}"} for id in sorted(members)]
    for type in sorted({one.partition(":")[0] for one in of_helper} - {"Member"}):
        rows += [{**row, "skill": None} for row in things_of(engine, type, None if type == "Team" else county) if row["key"] in of_helper]
    return rows


def targets(engine: Engine, scope: str | None, of_helped: set[str]) -> Rows:
    """Households of the scope, and what else is helped today."""
    rows = [
        {**row, "type": "Household", "key": f"Household:{row['id']}"} for row in engine.rows(text("households"), scope=scope_text(scope))
    ]
    for type in sorted({one.partition(":")[0] for one in of_helped} - {"Household"}):
        rows += [{**row, "need": None} for row in things_of(engine, type, scope) if row["key"] in of_helped]
    return rows


class Places:
    """Villages and townships of a county by code, to say where a row lies."""

    def __init__(self, engine: Engine, county: str | None) -> None:
        self.villages = {row["id"]: row for row in engine.rows(text("villages"), scope=scope_text(county))}
        self.townships = {row["id"]: row["name"] for row in engine.rows(text("townships"), scope=scope_text(county))}

    def placed(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row with township, village and point: its own, or that of its village."""
        inside = dict(part.split(":", 1) for part in reversed((row.get("within") or "|").strip("|").split("|")) if ":" in part)
        village, township = inside.get("Village"), inside.get("Township")
        point = (row.get("lat"), row.get("lon"))
        if None in point:
            there = self.villages.get(village or "", {})
            point = (there.get("lat"), there.get("lon"))
        lat, lon = point if None not in point else (None, None)
        kept = {
            name: row[name]
            for name in (
                "key",
                "id",
                "type",
                "name",
                "skill",
                "need",
                "capacity",
                "committee",
                "reserve",
                "rich_leader",
                "elsewhere",
                "state",
                "registered",
            )
            if name in row
        }
        return kept | {
            "village": village,
            "township": township,
            "lat": lat,
            "lon": lon,
            "village_name": self.villages.get(village or "", {}).get("name"),
            "township_name": self.townships.get(township or ""),
        }
