"""Who leads whom, how strong they are, the natural communities beside the official areas, and what falls when one thing falls out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.looking import day, things
from actions.strength import strength
from analysis.clusters import clusters
from analysis.communities import beside, communities, joined
from analysis.failure import RELIES, cuts, sole
from analysis.fold import innermost
from analysis.strength import Setting
from graphmodel.engine import Engine
from graphmodel.schema import NODE
from queries import network

Rows = list[dict[str, Any]]
BELONG = ("PART_OF", "IN_AREA", "LOCATED_IN", "LIVES_IN")


@dataclass(frozen=True)
class Joined:
    """The villages of a scope, where each lies, and what joins them."""

    villages: Rows
    home: dict[str, str]
    leads: Rows
    joint: Rows
    sums: Rows

    @property
    def area(self) -> dict[str, str]:
        """The official area of each village; the township where there are no areas."""
        kind = "Area:" if any(place.startswith("Area:") for place in self.home.values()) else "Township:"
        return {key: place for key, place in self.home.items() if key.startswith("Village:") and place.startswith(kind)}


def gathered(engine: Engine, scope: str | None, as_of: date | None = None) -> Joined:
    """What clusters and communities are found in, from the store."""
    on = day(engine, as_of)
    home: dict[str, str] = {}
    for type in ("PART_OF", "IN_AREA"):  # an area is nearer than a township, so it comes last
        for row in network.links_of(engine, type, scope, on):
            if row["end"].partition(":")[0] in ("County", "Township", "Area"):
                home[row["start"]] = row["end"]
    sums = [
        {**row, "start": innermost(row["start_within"], home, scope), "end": innermost(row["end_within"], home, scope)}
        for row in network.sums(engine, scope, on)
        if row["type"] not in BELONG
    ]
    leads = [row for row in network.links_of(engine, "LEADS", scope, on) if row["start"].startswith("Village:")]
    return Joined(network.things_of(engine, "Village", scope), home, leads, network.links_of(engine, "JOINT_BUILDING", scope, on), sums)


def strong_and_led(
    engine: Engine, scope: str | None, as_of: date | None = None, *, measure: str = "income", setting: Setting | None = None
) -> Rows:
    """A row for each leader, as `analysis.clusters`; with a `setting` the measure is the strength that it gives."""
    have = gathered(engine, scope, as_of)
    villages = weighed(engine, have.villages, setting, scope, as_of) if setting else have.villages
    return clusters(villages, have.leads, have.home, "strength" if setting else measure)


def weighed(engine: Engine, villages: Iterable[Mapping[str, Any]], setting: Setting, scope: str | None, as_of: date | None) -> Rows:
    """The villages with their strength under a setting, None where too little is known. StrengthError for a setting with faults."""
    value = {f"Village:{row['id']}": row["strength"] for row in strength(engine, setting, scope=scope, as_of=as_of).rows}
    return [{**one, "strength": value.get(one["key"])} for one in villages]


def natural(engine: Engine, scope: str | None, as_of: date | None = None, *, resolution: float = 1.0, seed: int = 1) -> dict[str, Any]:
    """Natural communities of the villages, as `analysis.communities`, and under `beside` how they lie to the official areas.

    Villages that nothing joins are left out of the comparison and counted as `alone`.
    """
    have = gathered(engine, scope, as_of)
    return compared(have.villages, have.area, joined(have.leads, have.joint, have.sums), resolution, seed)


def compared(
    villages: Iterable[Mapping[str, Any]], area: Mapping[str, str], links: list[Any], resolution: float, seed: int
) -> dict[str, Any]:
    """Communities of these links, and how those of the villages lie to their areas."""
    keys = {one["key"] for one in villages}
    found = communities(links, keys, resolution=resolution, seed=seed)
    linked = {end for a, b, _ in links for end in (a, b)}
    groups = [[one for one in group if one in keys and one in linked] for group in found["groups"]]
    groups = [group for group in groups if group]
    known = {key: place for key, place in area.items() if key in keys}
    return {**found, "groups": groups, "alone": sorted(keys - linked), "beside": beside(groups, known)}


def risks(engine: Engine, scope: str | None, as_of: date | None = None) -> dict[str, Any]:
    """Single points of failure: `sole` by relationship, as `analysis.failure.sole`, and `cuts` of who leads and builds jointly."""
    on = day(engine, as_of)
    links = [row for type in RELIES for row in network.links_of(engine, type, scope, on)]
    joint = network.links_of(engine, "JOINT_BUILDING", scope, on)
    return {"sole": sole(links), "cuts": cuts([*(row for row in links if row["type"] == "LEADS"), *joint])}


def called(engine: Engine, keys: Iterable[str], *, unmask: bool = False) -> dict[str, str]:
    """What things are called, by key; people by their masked name and code."""
    names = {}
    for one in things(engine, sorted(set(keys)), unmask=unmask):
        type, _, code = one["key"].partition(":")
        name = str(one.get("name") or code)
        names[one["key"]] = f"{name} {code}" if NODE[type].group == "person" and name != code else name
    return names
