"""From the rows of a place to each picture of a structure: what is counted, what is red, what everything is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import queries
from analysis import clusters
from analysis.cross import cross, stages
from analysis.fold import innermost
from analysis.pairs import load, sides
from analysis.seats import seats
from analysis.tiers import tiers
from graphmodel.schema import NODE
from graphmodel.words import Text
from views.graph.coverage import chosen
from views.graph.stock import caption
from views.graph.structures import calendar as days_and_places
from views.graph.structures import grid, table_round, tree
from views.graph.structures import sides as two_sides
from views.graph.structures import stars as around
from views.graph.structures import steps as stairs
from views.graph.structures.ground import Ground, links, programme, registered

Rows = list[dict[str, Any]]
WEEK = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def stars(g: Ground) -> dict[str, Any]:
    """Leaders with their led."""
    layer = chosen(g.engine, g.stock, g.as_of, "")
    found = clusters(g.stock.things.values(), g.stock.leads, g.stock.home)
    note = g.say("虚线：被帮带的在别的片区", "Dashed: led from another area")
    red = g.say(f"。红圈：{layer.title[0]}", f". Red rings: {layer.title[1]}") if layer else ""
    return around.picture(found, layer.uncovered if layer else (), g.words) | {"note": note + red}


def tier(g: Ground) -> dict[str, Any]:
    """Organisations under organisations."""
    things = g.things("Branch")
    known = {row["key"] for row in things}
    parents = {
        row["start"]: row["end"] for row in links(g.engine, g.stock, g.as_of, "PART_OF") if row["start"] in known and row["end"] in known
    }
    red, word = g.red("organisations_without_members"), g.word("Branch", "kind")
    boxes = [box | ({} if box["key"] else {"name": word(box["name"])}) for box in tiers(things, parents, red)]
    note = g.say("数字：下辖的组织。红：没有党员的组织", "Numbers: organisations below. Red: organisations without members")
    return tree.picture(boxes, g.words) | {"note": note}


def paired(name: str) -> Callable[[Ground], dict[str, Any]]:
    """What draws the pairs of one programme."""
    return partial(pair, name=name)


def pair(g: Ground, name: str) -> dict[str, Any]:
    """Helpers and helped of one programme."""
    rows = programme(g.engine, g.stock, g.as_of, name)
    found = sides(rows, lambda _, within: g.place_of(within), most=24, near=lambda within: innermost(within, g.stock.home, g.stock.scope))
    known = g.names([row["key"] for side in ("left", "right") for row in found[side]])

    def call(key: str) -> str:  # a masked name tells nothing: people and households go by their code here
        return key.rpartition("/")[2].rpartition(":")[2] if key.startswith(("Household:", "Member:")) else known(key)

    loads = {"start": load(rows, "start"), "end": load(rows, "end")}
    note = g.say("条旁：结对数 · 人或户数。各处按结对数排列", "Beside the bars: pairs · how many have them; places by number of pairs")
    return two_sides.picture(found, loads, call, g.words | {"more": g.say("另有 {n} 处未画", "{n} more places are not drawn")}) | {
        "note": note
    }


def council(g: Ground) -> dict[str, Any]:
    """Councils and committees with their seats."""
    rows = [{**row, "role": row["props"].get("role")} for row in links(g.engine, g.stock, g.as_of, "SEATED_ON")]
    kinds = {row["key"]: str(row.get("kind") or "") for type in ("Team", "Branch") for row in g.things(type)}
    found = seats([row for row in rows if row["end"] in kinds], kinds)
    call = g.names([row["key"] for row in found] + [key for row in found[:24] for keys in row["seats"].values() for key in keys])
    word = g.word("SEATED_ON", "role")
    note = g.say("空心红圈：同类组织多有而这里没有的一方", "Empty red seat: a party that most of the same kind have and this one has not")
    return table_round.picture(found, call, word, g.words) | {"note": note}


def crossed(g: Ground, things: Rows, row: str, column: str, first: Text, red: str = "", **how: Any) -> dict[str, Any]:
    """A cross table of things by two of: "place", or a property with choices."""
    type = things[0]["type"] if things else "Village"

    def by(name: str) -> Callable[[Any], str]:
        return (
            (lambda one: g.place_of(one["within"]))
            if name == "place"
            else (lambda one: str(one.get(name) if one.get(name) is not None else ""))
        )

    uncovered = g.red(red) if red else frozenset()
    found = cross(things, by(row), by(column), uncovered, **how)
    call = g.names([name for name in (*found["rows"], *found["columns"]) if ":" in name])
    words = {name: g.word(type, name) for name in {row, column} - {"place"} if NODE[type].prop(name).choices}

    def said(name: str) -> str:
        if column == "stars" and name.isdigit():
            return g.say(f"{name} 星", f"{name} stars")
        if ":" in name or not name:
            return call(name) if name or "place" in (row, column) else g.say("空", "blank")
        return next((told for word in words.values() if (told := word(name)) != name), name)

    opens: Callable[[str], str] = lambda name: name if ":" in name else ""  # noqa: E731
    note = g.say(f"红：{queries.BOOK[red].title[0]}", f"Red: {queries.BOOK[red].title[1]}") if red and uncovered else ""
    return grid.picture(found, said, g.words | {"rows": g.say(*first)}, red=bool(red), opens=opens) | {"note": note}


def enterprises(g: Ground) -> dict[str, Any]:
    """Enterprises by place and size; red without an organisation."""
    sizes = [value for value, _ in NODE["Enterprise"].prop("size").choices]
    return crossed(g, g.things("Enterprise"), "place", "size", ("所在", "Place"), "enterprises_without_organisation", columns=sizes)


def posts(g: Ground) -> dict[str, Any]:
    """Posts by kind and place; red without a holder."""
    return crossed(g, g.things("Post"), "kind", "place", ("岗位", "Post"), "posts_without_holder", most_columns=13)


def ratings(g: Ground) -> dict[str, Any]:
    """Ratings by place and stars, of the latest year."""
    things = g.things("Rating")
    year = max((row.get("year") or 0 for row in things), default=0)
    latest = [row for row in things if row.get("year") == year]
    stars_known = sorted({str(row.get("stars")) for row in latest if row.get("stars") is not None}, key=int)
    made = crossed(g, latest, "place", "stars", ("所在", "Place"), "", columns=stars_known)
    return made | {"note": g.say(f"{year} 年评定；评的是党员本人的公开义务", f"Ratings of {year}: a member's own public duties")}


def rota(g: Ground) -> dict[str, Any]:
    """Shifts by centre and weekday; red where nobody is on duty."""
    centre = {row["start"]: row["end"] for row in links(g.engine, g.stock, g.as_of, "PART_OF") if row["start"].startswith("Shift:")}
    manned = {end for row in links(g.engine, g.stock, g.as_of, "ON_DUTY") for end in (row["start"], row["end"])}
    shifts = g.things("Shift")
    idle = frozenset(row["key"] for row in shifts) - manned
    found = cross(shifts, lambda one: centre.get(one["key"], ""), lambda one: str(one.get("weekday") or ""), idle, columns=WEEK[:5])
    call, word = g.names(set(centre.values())), g.word("Shift", "weekday")
    said: Callable[[str], str] = lambda name: call(name) if ":" in name else word(name)  # noqa: E731
    opens: Callable[[str], str] = lambda name: name if ":" in name else ""  # noqa: E731
    made = grid.picture(found, said, g.words | {"rows": g.say("中心", "Centre")}, opens=opens)
    return made | {"note": g.say("红：当天没有人值班；0：没有排班", "Red: nobody on duty that day; 0: no shift planned")}


def steps(g: Ground) -> dict[str, Any]:
    """Registered households, commitments, matters and measures, step by step."""
    blocks = []
    poor = registered(g.engine, g.stock)
    if poor:
        years = Counter(row.get("lifted_year") or g.say("年度空", "no year") for row in poor if row["state"] == "已脱贫")
        left = [row for row in poor if row["state"] == "未脱贫"]
        red = len(g.red("left_households_without_helper") & {row["key"] for row in left})
        lifted = len(poor) - len(left)
        whole = [{"words": g.say("建档立卡", "Registered"), "n": len(poor)}]
        whole.append(
            {
                "words": g.say("已脱贫（按年度）", "Lifted, by year"),
                "n": lifted,
                "parts": sorted(years.items(), key=lambda one: str(one[0])),
            }
        )
        whole.append({"words": g.say("未脱贫", "Left"), "n": len(left), "red": red})
        blocks.append({"title": g.say("建档立卡户", "Registered households"), "unit": g.say("户", "households"), "steps": whole})
        blocks += remaining(g, left)
    for type, tests, question in PROGRESS:
        things = g.things(type) if g.stock.nodes.get(type) else []
        if things and any(row.get(field) for row in things for _, field in tests):
            passed = stages(things, [("", lambda _: True), *(("", partial(has, field)) for _, field in tests)])
            red = len(g.red(question) & set(passed[0]["keys"])) if question else 0
            told = [{"words": NODE[type].title[g.language == "en"], "n": passed[0]["n"], "red": red}]
            told += [{"words": g.say(*words), "n": row["n"]} for (words, _), row in zip(tests, passed[1:], strict=True)]
            blocks.append({"title": NODE[type].title[g.language == "en"], "unit": g.say("项", "items"), "steps": told})
    return stairs.picture(blocks, g.words) | {
        "note": g.say("红：未脱贫而没有帮扶人的户；逾期的项", "Red: households left without a helper; items overdue")
    }


def remaining(g: Ground, left: Rows) -> list[dict[str, Any]]:
    """Which places the households that are left live in, most first; nothing where there is but one place."""
    alone = g.red("left_households_without_helper")
    found: dict[str, list[bool]] = {}
    for row in left:
        found.setdefault(g.place_of(row["within"]), []).append(row["key"] in alone)
    if len(found) < 2:
        return []
    call = g.names(found)
    places = [{"words": call(key), "key": key, "n": len(some), "red": sum(some)} for key, some in found.items()]
    return [
        {
            "title": g.say("未脱贫户在哪里", "Where those left live"),
            "unit": g.say("户", "households"),
            "places": sorted(places, key=lambda one: (-one["n"], one["key"])),
        }
    ]


PROGRESS: tuple[tuple[str, tuple[tuple[Text, str], ...], str], ...] = (
    ("Commitment", ((("已完成", "Done"), "done"),), "commitments_overdue"),
    ("Measure", ((("有进展", "With progress"), "progress"), (("已完成", "Done"), "done")), "measures_overdue"),
    ("Matter", ((("已解决", "Solved"), "solved"),), "matters_open_long"),
    ("Project", ((("已开工", "Begun"), "start"), (("已完成", "Done"), "done")), ""),
)


def has(field: str, row: dict[str, Any]) -> bool:
    """Whether a field is filled in."""
    return bool(row.get(field))


def calendar(g: Ground) -> dict[str, Any]:
    """Events by day, and the places that they reached or did not."""
    days: dict[date, int] = {}
    for row in g.things("Event"):
        if row.get("date"):
            days[row["date"]] = days.get(row["date"], 0) + 1
    reached = links(g.engine, g.stock, g.as_of, "REACHED") + links(g.engine, g.stock, g.as_of, "HELD_AT")
    ends = {row["end"].partition(":")[0] for row in reached}
    type = next(
        (one for one in ("Township", "Village") if one in ends and sum(key.startswith(one) for key in g.stock.things) > 1), "Village"
    )
    times: dict[str, set[str]] = {}
    for row in reached:
        for place in (row["end"], *row["end_within"].split("|")):
            if place.startswith(type + ":"):
                times.setdefault(place, set()).add(row["start"])
    spots = [
        {
            "key": key,
            "name": caption(one),
            "lat": one.get("lat"),
            "lon": one.get("lon"),
            "n": len(times.get(key, ())),
            "red": key not in times,
        }
        for key, one in sorted(g.stock.things.items())
        if one["type"] == type
    ]
    noun = NODE[type].title[g.language == "en"].lower()
    note = g.say(
        f"空心点：截至日以后的计划。右：每个{noun}到达几场，红圈为一场也没有",
        f"Hollow: planned after the as-of date. Right: events that reached each {noun}; red rings: none",
    )
    return days_and_places.picture(days, g.as_of, spots, g.words | {"reached": f"{g.words['reached']} {noun}"}) | {"note": note}
