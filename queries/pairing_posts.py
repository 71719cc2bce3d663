"""Volunteer posts to buildings: what such a plan starts from."""

from __future__ import annotations

from collections import Counter
from datetime import date

from graphmodel.engine import Engine
from queries.network import named_links, things_of
from queries.pairing_places import Places, Rows, Start, county_of, typed

BUILDING = "楼栋"


def posts(engine: Engine, scope: str | None, as_of: date) -> Rows:
    """The kinds of posts that serve homes, as programmes: helpers are the posts, helped the buildings."""
    serving = {row["start"] for row in links(engine, scope, as_of)}
    kinds = Counter(row["kind"] for row in things_of(engine, "Post", scope) if f"Post:{row['id']}" in serving)
    buildings = sum(row.get("kind") == BUILDING for row in things_of(engine, "Grid", scope)) if kinds else 0
    return [
        {"programme": kind, "helper": "Post", "helped": "Grid", "helpers": many, "helped_count": buildings, "pairs": 0}
        for kind, many in sorted(kinds.items())
        if buildings and kind
    ]


def links(engine: Engine, scope: str | None, as_of: date) -> Rows:
    """Which post serves what, in force."""
    return [row for row in named_links(engine, "SERVES", scope, as_of) if row["start"].startswith("Post:") and row["end"].startswith("Grid:")]


def served(engine: Engine, kind: str, scope: str | None, as_of: date) -> Start:
    """Posts of a kind (of any, without one) and buildings; a post stands where that which it serves today stands."""
    known, grids = Places(engine, county_of(scope)), {f"Grid:{row['id']}": row for row in things_of(engine, "Grid", scope)}
    today = links(engine, scope, as_of)
    stands = {row["start"]: grids[row["end"]] for row in today if row["end"] in grids}
    helpers = [
        {**row, "lat": stands.get(f"Post:{row['id']}", {}).get("lat"), "lon": stands.get(f"Post:{row['id']}", {}).get("lon"), "skill": None}
        for row in typed(things_of(engine, "Post", scope), "Post")
        if f"Post:{row['id']}" in stands and row.get("kind") in (kind, None if kind else row.get("kind"))
    ]
    helped = [{**row, "need": None} for row in typed(grids.values(), "Grid") if row.get("kind") == BUILDING]
    rows = [known.placed(row) for row in helpers], [known.placed(row) for row in helped]
    ends = {row["key"] for side in rows for row in side}
    pairs = {(row["start"], row["end"]): [""] for row in today if row["start"] in ends and row["end"] in ends}
    return Start(kind, *rows, sorted(pairs), pairs, sum(row["lat"] is None for row in rows[0] + rows[1]))
