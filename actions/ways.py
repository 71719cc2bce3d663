"""How long villages take to the nearest centre: straight line × detour, or roads or a table of minutes that a planner brings and keeps."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

import queries.siting
from actions import siting_files
from actions.stores import home
from actions.strength import side, territory
from graphmodel.engine import Engine
from graphmodel.words import Text
from loaders.files import Upload
from planning import travel

DETOUR = 1.3
"""How much longer a road is than the straight line, as the questions of reach assume too."""
SPEEDS: dict[str, tuple[Text, float]] = {
    "walk": (("步行", "Walk"), 5.0),
    "ebike": (("电动车", "E-bike"), 20.0),
    "car": (("汽车", "Car"), 40.0),
}
"""Kilometres an hour."""


@dataclass(frozen=True)
class Ways:
    """Roads or a table of minutes as read from a file; rows are (from, to, km) or (row, from, to, minutes), points those of road ends."""

    name: str
    kind: str
    rows: list[Any]
    points: dict[str, Any]


@dataclass(frozen=True)
class Reached:
    """Villages {key, name, minutes, centre} by key, minutes and centre None where no way leads to any; how many `centres`; rows of a table
    that name nothing here."""

    villages: list[dict[str, Any]]
    centres: int
    strange: int = 0

    def within(self, minutes: float) -> list[dict[str, Any]]:
        """The villages that are there in these minutes."""
        return [one for one in self.villages if one["minutes"] is not None and one["minutes"] <= minutes]

    @property
    def no_way(self) -> list[dict[str, Any]]:
        """The villages from which no way leads to a centre."""
        return [one for one in self.villages if one["minutes"] is None]


def read_ways(given: Upload) -> Ways:
    """A file with 起点, 终点 and 分钟 (a table) or 公里 (roads). FileFault says everything that is wrong."""
    name, lines = siting_files.called(given), siting_files.lines(given, ("start", "end"))
    if any("minutes" in line.cells for line in lines):
        return Ways(name, "table", siting_files.travel_table(given), {})
    if any("km" in line.cells for line in lines):
        return Ways(name, "roads", *siting_files.roads(given))
    zh, en = "没有分钟，也没有公里。可加列“分钟”或“公里”。", "holds neither minutes nor km. Maybe a column minutes or km."
    raise siting_files.FileFault((f"{name} {zh}", f"{name} {en}"))


def reached(
    engine: Engine, scope: str | None, as_of: date, ways: Ways | None = None, *, by: str = "ebike", to: str = ""
) -> Reached:
    """Minutes of every village of a scope to its nearest centre, or to the village `to`; `by` gives the speed, which a table needs not."""
    villages = [
        travel.Spot(f"Village:{row['id']}", row["name"] or row["id"], row["lat"], row["lon"])
        for row in queries.siting.places(engine, scope, as_of)
    ]
    ends = [spot for spot in villages if spot.key == to] or [
        travel.Spot(f"ServiceCentre:{row['id']}", row["name"] or row["id"], row["lat"], row["lon"])
        for row in queries.siting.centres(engine, scope, as_of)
    ]
    strange, speed = 0, SPEEDS[by][1]
    if ways is None:
        minutes = travel.straight(villages, ends, DETOUR, speed)
    elif ways.kind == "table":
        minutes, wrong = travel.by_table(villages, ends, [(int(row[0]), *row[1:]) for row in ways.rows])
        strange = len(wrong)
    else:
        minutes, _ = travel.by_roads(villages, ends, ways.rows, speed, ways.points)
    found = []
    for at, spot in enumerate(villages):
        nearest = int(np.argmin(minutes[at])) if ends else 0
        there = bool(ends) and bool(np.isfinite(minutes[at, nearest]))
        found.append(
            {
                "key": spot.key,
                "name": spot.name,
                "minutes": float(minutes[at, nearest]) if there else None,
                "centre": ends[nearest].key if there else None,
            }
        )
    return Reached(found, len(ends), strange)


def file_of(scope: str | None, samples: bool) -> Path:
    """Where the ways of a territory are kept."""
    name = re.sub(r"[^0-9A-Za-z]", "_", territory(scope))
    return home() / "ways" / f"{side(samples)}-{name}.json"


def save_ways(scope: str | None, given: Upload, *, samples: bool = False) -> Ways:
    """Keeps the ways of a file for a territory in place of what was kept. FileFault says everything that is wrong."""
    ways = read_ways(given)
    file = file_of(scope, samples)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps(asdict(ways), ensure_ascii=False), "utf-8")
    part.replace(file)
    return ways


def kept_ways(scope: str | None, *, samples: bool = False) -> Ways | None:
    """The ways kept for a territory; None where there are none or they cannot be read."""
    try:
        return Ways(**json.loads(file_of(scope, samples).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def forget_ways(scope: str | None, *, samples: bool = False) -> None:
    """Takes the ways of a territory away."""
    file_of(scope, samples).unlink(missing_ok=True)
