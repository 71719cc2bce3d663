"""The cluster report: who leads whom, how strong and how far, and which villages are left out."""

from __future__ import annotations

from typing import Any

from actions.kinds.drawing import figure, stars
from actions.kinds.inquiry import Draft, Inquiry
from actions.network_tables import captioned
from analysis import clusters, left_out, overlapping
from queries import network
from reports.blocks import Block, Heading, Para, Picture
from reports.document import Network, Table

Rows = list[dict[str, Any]]


def build(inquiry: Inquiry) -> Draft:
    """Numbers, figure, one table of leaders, one of the led, then who is not in it."""
    t = inquiry.t
    title = t(f"{inquiry.place}以强带弱情况报告", f"Cluster report: {inquiry.place}")
    villages = inquiry.inside("Village")
    known = {one["key"]: one for one in villages}
    links = [
        one
        for one in network.links_of(inquiry.engine, "LEADS", inquiry.scope, inquiry.as_of)
        if one["start"] in known and one["end"] in known
    ]
    area = {one["start"]: one["end"] for one in network.links_of(inquiry.engine, "IN_AREA", inquiry.scope, inquiry.as_of)}
    names = {one["key"]: str(one["name"]) for one in network.things_of(inquiry.engine, "Area", inquiry.scope)}
    inquiry.note(
        t("以强带弱", "Leading"),
        "LEADS",
        len(links),
        [inquiry.resolved(" ".join(one["sources"] for one in links))],
        len(villages),
        reads=("Village", "IN_AREA"),
    )
    if not links:
        words = t(
            f"截至 {inquiry.as_of}，{inquiry.place}没有以强带弱关系（0 / {len(villages):,} 村）。",
            f"On {inquiry.as_of} no village leads another in {inquiry.place} (0 of {len(villages):,}).",
        )
        drawn, chart = figure(inquiry, [])
        return Draft(title, (Heading(t("总体情况", "In numbers")), Para(words), *([drawn] if drawn else [])), (), chart)
    found = clusters(villages, links, area)
    without = inquiry.ask("villages_without_leader")
    outside = left_out(villages, links)
    led = len({one["end"] for one in links})
    words = t(
        f"截至 {inquiry.as_of}，{inquiry.place}有帮带村 {len(found)} 个，被帮带村 {led} 个，共 {len(villages):,} 村；"
        f"应被帮带而没有帮带村的：{inquiry.fraction(len(without.rows), without.denominator or 0)}；"
        f"不在以强带弱之内的村 {len(outside):,} 个。",
        f"On {inquiry.as_of}, {len(found)} villages lead {led} of {len(villages):,} villages in "
        f"{inquiry.place}; should be led and are not: "
        f"{inquiry.fraction(len(without.rows), without.denominator or 0)}; outside altogether: {len(outside):,}.",
    )
    red = {f"Village:{row['id']}" for row in without.rows}
    nodes = [{**captioned(one), "gap": one["key"] in red} for one in villages]
    drawn = stars(inquiry, nodes, links)
    blocks: list[Block] = [Heading(t("总体情况", "In numbers")), Para(words)]
    if drawn:
        blocks.append(Picture(drawn, t("帮带关系", "Who leads whom")))
    leaders, members = tables(inquiry, found, names)
    blocks += [
        Heading(t("帮带村", "Leaders")),
        leaders,
        Para(
            t(
                "距离为直线距离；人均收入缺数的不计为弱，只列出。",
                "Distances are straight lines; a missing income is listed and never counted as weak.",
            ),
            note=True,
        ),
    ]
    crossed = overlaps(inquiry, found)
    touched = len({key for row in found for one in row["overlap"] for key in one["keys"]})
    words = t(f"各组有重叠的被帮带村：{inquiry.fraction(touched, led)}。", f"Led villages where clusters overlap: {inquiry.fraction(touched, led)}.")
    blocks += [Heading(t("各组的重叠", "Where clusters overlap")), Para(words), *([crossed] if crossed.rows else [])]
    blocks.append(Heading(t("被帮带村", "The led")))
    for row in found:
        mine = [one for one in members.rows if one["leader"] == row["leader"].get("name")]
        blocks += [
            Heading(t(f"{row['leader']['name']}帮带的 {row['size']} 村", f"The {row['size']} led by {row['leader']['name']}"), 2),
            Table(
                t(f"{row['leader']['name']}帮带的村", f"Led by {row['leader']['name']}"),
                tuple(one for one in members.columns if one[0] not in ("leader", "id")),
                mine,
                (),
                inquiry.most,
            ),
        ]
    blocks.append(Heading(t("没有带上的村", "Who is left out")))
    if without.rows:
        blocks.append(inquiry.table(without, paper=True))
    blocks.append(
        Para(
            t(
                f"应被帮带而没有帮带村的 {len(without.rows)} / {without.denominator or 0} 村。",
                f"Should be led and have no leader: {len(without.rows)} of {without.denominator or 0}.",
            )
        )
    )
    blocks.append(beyond(inquiry, outside, area, names))
    blocks += inquiry.signing("拟稿,审核,签发", "Drafted,Checked,Approved")
    chart = Network([{**one, **({"gap": True} if one["gap"] else {})} for one in nodes], links)
    return Draft(
        title,
        tuple(blocks),
        (leaders, members, inquiry.table(without), crossed),
        Network([{k: v for k, v in one.items() if k != "gap" or v} for one in chart.nodes], links),
    )


def tables(inquiry: Inquiry, found: Rows, names: dict[str, str]) -> tuple[Table, Table]:
    """A row for each leader, and a row for each led."""
    t = inquiry.t
    leaders = Table(
        t("帮带村", "Leaders"),
        (
            ("name", t("帮带村", "Leader")),
            ("area", t("片区", "Area")),
            ("size", t("被帮带", "Led")),
            ("outside", t("跨片区", "Other area")),
            ("mean_km", t("平均距离（公里）", "Mean km")),
            ("max_km", t("最远（公里）", "Farthest km")),
            ("leader_value", t("帮带村人均收入", "Leader's income per head")),
            ("led_mean", t("被帮带平均", "Led, mean")),
            ("missing", t("缺数", "No value")),
        ),
        [
            {
                "name": row["leader"].get("name"),
                "area": names.get(row["area"], ""),
                "size": row["size"],
                "outside": len(row["outside"]),
                "mean_km": tidy(row["mean_km"]),
                "max_km": tidy(row["max_km"]),
                "leader_value": row["leader_value"],
                "led_mean": tidy(row["led_mean"]),
                "missing": row["missing"],
            }
            for row in found
        ],
    )
    members = Table(
        t("被帮带村", "The led"),
        (
            ("leader", t("帮带村", "Leader")),
            ("id", t("编码", "Code")),
            ("name", t("被帮带村", "Led")),
            ("area", t("片区", "Area")),
            ("other", t("跨片区", "Other area")),
            ("km", t("距离（公里）", "km")),
            ("households", t("户数", "Households")),
            ("income", t("人均收入（元/年）", "Income per head, yuan")),
        ),
        [
            {
                "leader": row["leader"].get("name"),
                "id": one["key"].partition(":")[2],
                "name": one.get("name"),
                "area": names.get(one["area"], ""),
                "other": one["other_area"],
                "km": tidy(one["km"]),
                "households": one.get("households"),
                "income": one.get("income"),
            }
            for row in found
            for one in row["led"]
        ],
    )
    return leaders, members


def overlaps(inquiry: Inquiry, found: Rows) -> Table:
    """A row for each pair of clusters that overlap: how many villages in which way, and which."""
    t = inquiry.t
    names = {one["key"]: str(one.get("name") or one["key"]) for row in found for one in (row["leader"], *row["led"])}
    rows = [
        {
            "pair": t("、", ", ").join(names[key] for key in row["pair"]),
            **{kind: len(row[kind]) for kind in ("shared", "area", "nearer")},
            "n": len(row["keys"]),
            "names": t("、", ", ").join(names[key] for key in row["keys"]),
        }
        for row in overlapping(found)
    ]
    columns = (
        ("pair", t("两组", "Pair")),
        ("shared", t("两村同时帮带", "Led by both")),
        ("area", t("在对方片区", "In the other's area")),
        ("nearer", t("离对方帮带村更近", "Nearer to the other leader")),
        ("n", t("合计村", "Villages")),
        ("names", t("村", "Which")),
    )
    return Table(t("各组的重叠", "Where clusters overlap"), columns, rows)


def beyond(inquiry: Inquiry, outside: Rows, area: dict[str, str], names: dict[str, str]) -> Table:
    """The villages that neither lead nor are led, by area."""
    t = inquiry.t
    held: dict[str, list[str]] = {}
    for one in outside:
        held.setdefault(names.get(area.get(one["key"], ""), t("不在片区", "In no area")), []).append(str(one.get("name") or one["key"]))
    rows = [{"area": name, "n": len(told), "names": t("、", ", ").join(told)} for name, told in sorted(held.items())]
    return Table(
        t("不在以强带弱之内的村", "Villages outside"),
        (("area", t("片区", "Area")), ("n", t("村数", "Villages")), ("names", t("村", "Which"))),
        rows,
        (),
        inquiry.most,
    )


def tidy(value: float | None) -> float | None:
    """A number with one decimal."""
    return None if value is None else round(value, 1)
