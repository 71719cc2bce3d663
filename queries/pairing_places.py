"""Where helpers and helped of a pairing plan lie: the rows that it starts from, with township, village and point."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graphmodel.engine import Engine
from graphmodel.schema import scope as scope_text
from queries.phrases import spelt_out

FOLDER = Path(__file__).parent / "planning"
Rows = list[dict[str, Any]]


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


def county_of(scope: str | None) -> str | None:
    """The county that a place lies in, by its code; None everywhere.

    >>> county_of("Township:150929100"), county_of("County:150929")
    ('County:150929', 'County:150929')
    """
    return f"County:{scope.partition(':')[2][:6]}" if scope else None


def typed(rows: Iterable[dict[str, Any]], type: str) -> Rows:
    """The rows with their type and key."""
    return [{**row, "type": type, "key": f"{type}:{row['id']}"} for row in rows]


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
