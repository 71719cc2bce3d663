"""Official codes and names of the samples' places, and points where GeoNames has one: see places/SOURCE.md."""
import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PLACES = Path(__file__).with_name("places")
SUFFIXES = ("村民委员会", "居民委员会", "村委会", "居委会", "委员会")


@dataclass(frozen=True)
class Place:
    """A township or village of the official list; `within` is the code of the place above, `lat` and `lon` may be None."""

    code: str
    name: str
    within: str
    lat: float | None = None
    lon: float | None = None


def short(name: str) -> str:
    """The printed name, without the word committee; a single character keeps its 村.

    >>> short("和庄村委会"), short("东关社区居委会"), short("北王村村委会"), short("王村委会")
    ('和庄', '东关社区', '北王村', '王村')
    """
    for suffix in SUFFIXES:
        if name.endswith(suffix):
            stem = name.removesuffix(suffix)
            return stem if len(stem) > 1 else stem + "村"
    return name


def townships(territory: str, kind: str = "townships") -> list[Place]:
    """The township units of a county, or the cities of a province, in order of code, each with its GeoNames point where there is one."""
    return [Place(row["code"], row["name"], row["areaCode"], float(row["lat"]) if row["lat"] else None,
                  float(row["lon"]) if row["lon"] else None)
            for row in read(territory, kind)]


def villages(territory: str, township: str = "") -> list[Place]:
    """The villages and communities of a county or of one of its townships, in order of code, with short names."""
    return [Place(row["code"], short(row["name"]), row["streetCode"])
            for row in read(territory, "villages") if row["streetCode"].startswith(township)]


@cache
def read(territory: str, kind: str) -> list[dict[str, str]]:
    """The rows of one file of places."""
    with (PLACES / f"{territory}_{kind}.csv").open(encoding="utf-8", newline="") as file:
        return sorted(csv.DictReader(file), key=lambda row: row["code"])
