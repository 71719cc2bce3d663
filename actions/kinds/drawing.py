"""The figures of a report that need a place to be laid out: leaders with their led, or the villages on a map."""

from __future__ import annotations

from actions.kinds.inquiry import Inquiry
from actions.network_tables import captioned
from analysis import layout
from queries import network
from queries.answer import Answer
from reports import charts, picture
from reports.blocks import Picture
from reports.document import Network

MARKS = 130
"""A figure of more things than this cannot be read on paper."""


def figure(inquiry: Inquiry, found: list[Answer]) -> tuple[Picture | None, Network | None]:
    """The villages of the place: as stars around their leaders where some lead, else as points on a map; red: named in a gap list.

    And the network of the places themselves, for the formats that hold one.
    """
    villages = inquiry.inside("Village")
    red = {
        f"Village:{row['id']}"
        for answer in found
        for row in answer.rows
        if answer.question.columns.get("id", {}).get("node") == "Village" and len(answer.rows) < (answer.denominator or 0)
    }
    nodes = [{**captioned(one), "gap": one["key"] in red} for one in villages]
    leads = network.links_of(inquiry.engine, "LEADS", inquiry.scope, inquiry.as_of)
    chart = places_network(inquiry, nodes, leads)
    drawn = stars(inquiry, nodes, leads)
    circled = any(one["gap"] for one in nodes)
    if drawn:
        marked = inquiry.t("（红圈为至少一项未覆盖的村）", " (red: named in at least one list)") if circled else ""
        return Picture(drawn, inquiry.t("以强带弱", "Who leads whom") + marked), chart
    placed = [one for one in nodes if one.get("lat") is not None and one.get("lon") is not None]
    if len(placed) < 3:
        return None, chart
    made = sum(one.get("point") == "合成" for one in placed)
    marked = inquiry.t("；红圈为至少一项未覆盖的村", "; red: named in at least one list") if circled else ""
    words = inquiry.t(
        f"村的分布（{len(placed):,} / {len(nodes):,} 村有点位，其中合成 {made:,}{marked}）",
        f"Villages ({len(placed):,} of {len(nodes):,} have a point, {made:,} of them synthetic{marked})",
    )
    return Picture(charts.points(placed, words, inquiry.language), words), chart


def places_network(inquiry: Inquiry, villages: list[dict[str, object]], leads: list[dict[str, str]]) -> Network | None:
    """The townships, areas and villages of the place, what lies in what, and who leads whom."""
    above = [captioned(one) for type in ("County", "Township", "Area") for one in network.things_of(inquiry.engine, type, inquiry.scope)]
    nodes = [*above, *({name: value for name, value in one.items() if name != "gap" or value} for one in villages)]
    known = {one["key"] for one in nodes}
    lies = [link for type in ("PART_OF", "IN_AREA") for link in network.links_of(inquiry.engine, type, inquiry.scope, inquiry.as_of)]
    return Network(nodes, [one for one in (*lies, *leads) if one["start"] in known and one["end"] in known]) if nodes else None


def stars(inquiry: Inquiry, nodes: list[dict[str, object]], leads: list[dict[str, str]]) -> str:
    """The leaders with their led around them, as SVG; "" where nobody leads or there are too many to read."""
    known = {str(one["key"]): one for one in nodes}
    led: dict[str, list[str]] = {}
    taken: set[str] = set()
    for link in sorted(leads, key=lambda one: (one["start"], one["end"])):
        if link["start"] in known and link["end"] in known and link["end"] not in taken:
            led.setdefault(link["start"], []).append(link["end"])
            taken.add(link["end"])
    groups = [
        {"key": "g" + leader, "name": "", "sub": "", "leader": leader, "members": [one for one in members if one not in led], "bare": True}
        for leader, members in led.items()
    ]
    shown = {key for group in groups for key in (group["leader"], *group["members"])}
    if not groups or len(shown) > MARKS:
        return ""
    marks = {
        key: {"label": str(known[key]["caption"]), "r": 15 if key in led else 7, "size": 15 if key in led else 13} for key in sorted(shown)
    }
    placed = layout("star", marks, leads, groups, canvas=(820, 520))
    return picture.network(
        [known[key] for key in sorted(shown)],
        [one for one in leads if one["start"] in shown and one["end"] in shown],
        placed,
        inquiry.t("以强带弱", "Who leads whom"),
        inquiry.language,
        led,
    )
