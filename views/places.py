"""The places that the context bar offers: counties, townships and areas of the open store, each with what it lies in."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from graphmodel.engine import Engine
from graphmodel.schema import NODE, scope

LEVELS = ("County", "Township", "Area")


@dataclass(frozen=True)
class Place:
    """A county, township or area: its `Type:key`, name, kind, and the `within` text that names all that it lies in."""

    key: str
    name: str
    kind: str
    within: str

    @property
    def level(self) -> str:
        """County, Township or Area."""
        return self.key.partition(":")[0]


@st.cache_resource(max_entries=8, show_spinner=False)
def read(address: str, state: str, _engine: Engine) -> tuple[Place, ...]:
    """Every place of a store in the order of its codes; kept until the store changes."""
    found = []
    for level in LEVELS:
        for row in _engine.table(NODE[level]).sort("id").iter_rows(named=True):
            found.append(Place(f"{level}:{row['id']}", row["name"] or row["id"], row.get("kind") or "", row["within"]))
    return tuple(found)


def places(engine: Engine) -> tuple[Place, ...]:
    """Every county, township and area of the store."""
    return read(f"{engine.name} {engine.address}", engine.state(), engine)


def inside(all_places: tuple[Place, ...], key: str | None, level: str) -> list[Place]:
    """The places of a level that lie in `key` (all without one), itself left out."""
    return [place for place in all_places if place.level == level and place.key != key and scope(key) in place.within]


def by_key(all_places: tuple[Place, ...], key: str | None) -> Place | None:
    """The place of that key."""
    return next((place for place in all_places if place.key == key), None)


def parts(engine: Engine, key: str | None) -> tuple[str | None, str | None]:
    """A chosen key as territory and area: an area brings the place that it lies in; an unknown key is none at all."""
    known = places(engine)
    chosen = by_key(known, key)
    if chosen is None or chosen.level != "Area":
        return (chosen.key if chosen else None), None
    around = [place for place in known if place.level != "Area" and scope(place.key) in chosen.within]
    return (around[-1].key if around else None), chosen.key


def territories(all_places: tuple[Place, ...]) -> list[tuple[str, str]]:
    """What the first chooser offers, as (key, name): each county that has any township, or its only township in its stead.

    Prefectures and provinces that hold counties come along, what they hold set in below them; a county alone without townships is itself.
    """
    offered = []
    for county in (place for place in all_places if place.level == "County"):
        townships = inside(all_places, county.key, "Township")
        nested = inside(all_places, county.key, "County")
        if len(townships) == 1 and not nested:
            offered.append((townships[0].key, f"{county.name} {townships[0].name}"))
        else:
            held = any(other.level == "County" and other.key != county.key and scope(other.key) in county.within for other in all_places)
            offered.append((county.key, "　" * held + county.name))
    free = [place for place in all_places if place.level == "Township" and "|County:" not in place.within]
    return offered + [(place.key, place.name) for place in free]


def title(engine: Engine, key: str | None) -> str:
    """The short name of a chosen place, "" for everything."""
    place = by_key(places(engine), key)
    return place.name if place else ""
