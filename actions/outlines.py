"""A reader's own lines on the map, kept by territory under LIANJIAN_HOME, turned into WGS-84 once."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from actions.stores import home
from actions.strength import side, territory
from analysis.datum import DATUMS, TO_WGS84, likeliest
from analysis.geojson import centres, read
from graphmodel.engine import Engine
from graphmodel.words import Text
from queries import network
from queries.answer import PLACES

Point = tuple[float, float]


class OutlinesError(ValueError):
    """Lines that cannot be used; `text` says why in both languages."""

    def __init__(self, *wrong: Text) -> None:
        self.text: Text = ("\n".join(zh for zh, _ in wrong), "\n".join(en for _, en in wrong))
        super().__init__("\n".join(self.text))


def file_of(scope: str | None, samples: bool) -> Path:
    """Where the lines of a territory are kept."""
    name = re.sub(r"[^0-9A-Za-z]", "_", territory(scope))
    return home() / "outlines" / f"{side(samples)}-{name}.json"


def known_points(engine: Engine, scope: str | None) -> dict[str, list[Point]]:
    """The points of the places of a scope by name, by which the system of coordinates of a file is told."""
    known: dict[str, list[Point]] = {}
    for type in PLACES:
        for one in network.things_of(engine, type, scope):
            if one.get("lat") is not None and one.get("lon") is not None:
                known.setdefault(str(one.get("name") or ""), []).append((one["lat"], one["lon"]))
    return known


def save_outlines(scope: str | None, text: str, known: Mapping[str, Iterable[Point]], *, datum: str = "", samples: bool = False) -> Text:
    """Keeps the lines of a GeoJSON text for a territory; what was done, in words.

    Without a `datum` the system is told by the names that are `known` with their points; where that does not tell, it is WGS-84, as
    GeoJSON says. OutlinesError says everything that is wrong.
    """
    shapes, wrong = read(text)
    if datum and datum not in DATUMS:
        wrong.append((f"没有坐标系“{datum}”。可用：{'、'.join(DATUMS)}", f"There is no system {datum!r}. Maybe {', '.join(DATUMS)}."))
    if wrong:
        raise OutlinesError(*wrong)
    told = None if datum else likeliest(centres(shapes), known)
    used = datum or (told[0] if told else "wgs84")
    kept = [{**shape, "points": [[round(one, 6) for one in TO_WGS84[used](*at)] for at in shape["points"]]} for shape in shapes]
    file = file_of(scope, samples)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps({"datum": used, "shapes": kept}, ensure_ascii=False), "utf-8")
    part.replace(file)
    how = (
        ("按同名地点判定", "told by places of the same names")
        if told
        else ("指定", "as given")
        if datum
        else ("未能判定，按标准", "not told apart, by the standard")
    )
    return f"已加入 {len(kept)} 条线，{DATUMS[used][0]}，{how[0]}。", f"{len(kept)} lines added, {DATUMS[used][1]}, {how[1]}."


def outlines(scope: str | None, *, samples: bool = False) -> list[dict[str, Any]]:
    """The lines of a territory in WGS-84: {name, closed, points: [[lat, lon]]}; none where there are none or they cannot be read."""
    try:
        return list(json.loads(file_of(scope, samples).read_text("utf-8"))["shapes"])
    except (OSError, ValueError, KeyError, TypeError):
        return []


def forget_outlines(scope: str | None, *, samples: bool = False) -> None:
    """Takes the lines of a territory away."""
    file_of(scope, samples).unlink(missing_ok=True)
