"""一村一册: a page or two for each village, one book for a place: facts, relations, pairings, gaps, and a line to sign."""

from __future__ import annotations

from typing import Any

from actions.kinds.coverage import gaps, summary
from actions.kinds.drawing import figure
from actions.kinds.inquiry import Draft, Inquiry
from actions.kinds.pairs import note, pairs
from actions.kinds.village_facts import counted, headed, missing, neighbours, place_of, said, township
from actions.looking import things
from graphmodel.schema import NODE
from queries import network
from queries.answer import Answer
from reports.blocks import Block, Card, Contents, Heading, NewPage, Para, Picture
from reports.document import Table

Rows = list[dict[str, Any]]
HIDDEN = {"id", "name", "lat", "lon", "point", "assumed", "note"}


def build(inquiry: Inquiry) -> Draft:
    """The contents, then every village on a new page, in the order of townships."""
    t = inquiry.t
    villages = sorted(inquiry.inside("Village") or own(inquiry), key=lambda one: (township(one), "/" in one["id"], one["id"]))
    title = t(f"{inquiry.place}一村一册", f"Village book: {inquiry.place}")
    if not villages:
        return Draft(title, (Para(t("本地域没有村。", "There is no village here.")),), ())
    places = {one["key"]: str(one["name"]) for type in ("Township", "Area") for one in network.things_of(inquiry.engine, type, None)}
    inquiry.note(
        t("村情", "Villages"), "Village", len(villages), [inquiry.resolved(one.get("sources") or "") for one in villages], len(villages)
    )
    found = gaps(inquiry)
    drawn, chart = figure(inquiry, found)
    open_items = missing(inquiry, found)
    ledger, tokens = pairs(inquiry)
    if ledger:
        note(inquiry, ledger, tokens)
    homes = counted(inquiry)
    near = neighbours(inquiry, villages)
    by_village: dict[str, Rows] = {}
    for row in ledger:
        by_village.setdefault(row["order"][1], []).append(row)
    for type in ("Member", "Household"):
        n = sum(one.get("members" if type == "Member" else "homes", 0) for one in homes.values())
        inquiry.note(inquiry.say(NODE[type].title), type, n, [], n, reads=(type,))
    blocks: list[Block] = [Contents(), *together(inquiry, found, len(villages), len(open_items), drawn), NewPage()]
    facts: Rows = []
    for at, village in enumerate(villages):
        inquiry.step(str(village["name"]), at, len(villages))
        key = village["key"]
        blocks += [NewPage()] if at else []
        blocks += page(
            inquiry, village, at + 1, places, near.get(key, []), homes.get(key, {}), by_village.get(key, []), open_items.get(key, [])
        )
        facts.append(
            {
                **village,
                "township": place_of(village, "Township", places),
                **homes.get(key, {}),
                "pairs": len(by_village.get(key, [])),
                "gaps": len(open_items.get(key, [])),
            }
        )
    return Draft(
        title,
        tuple(blocks),
        (table(inquiry, facts), gap_table(inquiry, villages, open_items), links_table(inquiry, villages, near)),
        chart,
    )


def together(inquiry: Inquiry, found: list[Answer], villages: int, gaps: int, drawn: Picture | None) -> list[Block]:
    """The place as a whole: how many villages have gaps, item by item how much is covered, and a figure."""
    t = inquiry.t
    words = t(
        f"共 {villages:,} 村，其中有未覆盖事项的 {inquiry.fraction(gaps, villages)}。",
        f"{villages:,} villages; something is uncovered in {inquiry.fraction(gaps, villages)}.",
    )
    blocks: list[Block] = [Heading(t("总体情况", "All villages"), 1, False), Para(words)]
    blocks += [summary(inquiry, found)] if found else []
    return blocks + ([drawn] if drawn else [])


def own(inquiry: Inquiry) -> Rows:
    """The village itself, where the report is about one."""
    return things(inquiry.engine, [inquiry.scope], unmask=inquiry.unmask) if (inquiry.scope or "").startswith("Village:") else []


def page(
    inquiry: Inquiry,
    village: dict[str, Any],
    number: int,
    places: dict[str, str],
    near: Rows,
    homes: dict[str, int],
    pairs: Rows,
    open_items: Rows,
) -> list[Block]:
    """One village."""
    t = inquiry.t
    where = [place_of(village, type, places) for type in ("Township", "Area")]
    facts = [
        (t("编号", "No."), str(number)),
        (t("编码", "Code"), str(village["id"])),
        (t("乡镇", "Township"), where[0]),
        (t("片区", "Area"), where[1]),
    ]
    facts.append((t("党员", "Members"), f"{homes.get('members', 0):,}"))
    facts += [
        (inquiry.say(prop.title), said(inquiry, prop, village.get(prop.name))) for prop in NODE["Village"].props if prop.name not in HIDDEN
    ]
    blocks: list[Block] = [Heading(f"{number:03} {village['name']}", 1, False), Card(tuple(facts))]
    if near:
        columns = (
            ("relation", t("关系", "Relation")),
            ("type", t("类别", "Type")),
            ("n", t("数量", "Number")),
            ("names", t("名称", "Names")),
        )
        blocks.append(Table(t("关系", "Relations"), columns, near))
    if homes.get("homes"):
        left = homes.get("left", 0)
        blocks.append(
            Para(
                t(
                    f"在册户 {homes['homes']:,}，其中建档立卡 {homes['registered']:,}，未脱贫 {left:,}；有帮扶人的户 "
                    f"{len({one['helped_id'] for one in pairs}):,} / {homes['homes']:,}。",
                    f"{homes['homes']:,} households on record, {homes['registered']:,} registered, {left:,} not lifted; "
                    f"with a helper: {len({one['helped_id'] for one in pairs}):,} of {homes['homes']:,}.",
                ),
                note=True,
            )
        )
    if pairs:
        columns = (
            ("programme", t("项目", "Programme")),
            ("helper", t("帮扶人", "Helper")),
            ("kind", t("对象类别", "Kind")),
            ("helped", t("帮扶对象", "Helped")),
            ("since", t("起始日期", "Since")),
        )
        blocks.append(Table(t("结对", "Pairings"), columns, pairs, (), inquiry.most))
    if open_items:
        columns = (("item", t("未覆盖事项", "Not covered")), ("n", t("本村涉及", "In this village")), ("names", t("对象", "Which")))
        blocks.append(Table(t("缺口", "Gaps"), columns, open_items))
    else:
        blocks.append(Para(t("本村没有未覆盖的事项。", "Nothing is uncovered in this village."), note=True))
    blocks.append(
        Para(
            t(
                "村党组织书记（签字）：　　　　　　　填表人：　　　　　　日期：　　　年　　月　　日",
                "Secretary: ____________    Filled in by: ____________    Date: ____________",
            ),
            note=True,
        )
    )
    return blocks


def table(inquiry: Inquiry, facts: Rows) -> Table:
    """Every village in a row, for data."""
    t = inquiry.t
    more = (
        ("township", t("乡镇", "Township")),
        ("members", t("党员", "Members")),
        ("homes", t("在册户", "Households on record")),
        ("registered", t("建档立卡", "Registered")),
        ("left", t("未脱贫", "Not lifted")),
        ("pairs", t("结对", "Pairings")),
        ("gaps", t("缺口事项", "Items with gaps")),
    )
    return Table(t("各村", "Villages"), (*((prop.name, headed(inquiry, prop)) for prop in NODE["Village"].props), *more), facts)


def gap_table(inquiry: Inquiry, villages: Rows, open_items: dict[str, Rows]) -> Table:
    """The gaps of every village, for data."""
    t = inquiry.t
    rows = [{"id": one["id"], "village": one["name"], **item} for one in villages for item in open_items.get(one["key"], [])]
    return Table(
        t("各村缺口", "Gaps by village"),
        (
            ("id", t("编码", "Code")),
            ("village", t("村", "Village")),
            ("item", t("未覆盖事项", "Not covered")),
            ("n", t("数量", "Number")),
            ("names", t("对象", "Which")),
        ),
        rows,
    )


def links_table(inquiry: Inquiry, villages: Rows, near: dict[str, Rows]) -> Table:
    """The relations of every village, for data."""
    t = inquiry.t
    rows = [{"id": one["id"], "village": one["name"], **link} for one in villages for link in near.get(one["key"], [])]
    return Table(
        t("各村关系", "Relations by village"),
        (
            ("id", t("编码", "Code")),
            ("village", t("村", "Village")),
            ("relation", t("关系", "Relation")),
            ("type", t("类别", "Type")),
            ("n", t("数量", "Number")),
            ("names", t("名称", "Names")),
        ),
        rows,
    )
