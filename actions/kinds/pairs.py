"""The pairing ledger: who helps whom in which programme since when, village by village, and who has no helper."""

from __future__ import annotations

from typing import Any

from actions.exporting import place
from actions.kinds.inquiry import Draft, Inquiry
from actions.looking import things
from actions.network_tables import captioned
from graphmodel.schema import NODE
from queries import network
from reports import charts
from reports.blocks import Block, Heading, Para, Picture
from reports.document import Network, Table

Rows = list[dict[str, Any]]


def build(inquiry: Inquiry) -> Draft:
    """Programmes with their numbers, the ledger in the order of places, the households without a helper, boxes to sign."""
    t = inquiry.t
    title = t(f"{inquiry.place}结对帮扶台账", f"Pairing ledger: {inquiry.place}")
    programmes = inquiry.ask("pairs_by_programme")
    rows, tokens = pairs(inquiry)
    chart = pairs_network(inquiry, rows)
    note(inquiry, rows, tokens)
    helped = len({row["helped_id"] for row in rows if row["helped_id"]})
    words = t(
        f"截至 {inquiry.as_of}，{inquiry.place}有效结对 {len(rows):,} 对，被帮扶的户和对象 {helped:,} 个。",
        f"On {inquiry.as_of}, {len(rows):,} pairings are in force in {inquiry.place}, for {helped:,} households and others.",
    )
    beyond = len(network.links_of(inquiry.engine, "PAIRED_WITH", inquiry.scope, inquiry.as_of)) - len(rows)
    if beyond:
        words += t(
            f"另有 {beyond:,} 对，帮扶人在本地域而对象不在，不列入。",
            f" Another {beyond:,} are of helpers here with whom is helped elsewhere; they are not listed.",
        )
    columns = ledger(inquiry)
    paper = on_paper(inquiry, columns, rows)
    whole = Table(paper.title, columns, rows, tuple(row["sources"] for row in rows))
    blocks: list[Block] = [Heading(t("总体情况", "In numbers")), Para(words), inquiry.table(programmes, paper=True)]
    lists, shares = [], []
    for name in ("households_without_helper", "left_households_without_helper", "helpers_over_load", "visits_due"):
        answer = inquiry.ask(name)
        if not answer.denominator:
            continue
        blocks.append(
            Para(
                f"{inquiry.say(answer.question.title)}{t('：', ': ')}{inquiry.fraction(len(answer.rows), answer.denominator)}{t('。', '.')}"
            )
        )
        shares.append((inquiry.say(answer.question.title), len(answer.rows), answer.denominator))
        if answer.rows:
            lists.append(answer)
    if shares:
        words = t("各事项未覆盖的比例", "Share uncovered, item by item")
        blocks.append(Picture(charts.bars(shares, words, inquiry.language), words))
    blocks += [Heading(t("台账", "The ledger")), paper]
    if lists:
        blocks.append(Heading(t("缺口清单", "Lists of what is not covered")))
    for answer in lists:
        listed = inquiry.table(answer, paper=True)
        blocks += [Heading(listed.title, 2), Table(listed.title, listed.columns, listed.rows, (), min(40, inquiry.most or 40))]
    blocks += inquiry.signing("制表,审核,负责人", "Made by,Checked by,Responsible")
    return Draft(title, tuple(blocks), (inquiry.table(programmes), whole, *map(inquiry.table, lists)), chart)


def pairs_network(inquiry: Inquiry, rows: Rows) -> Network | None:
    """Helpers and helped with every pairing of the ledger; None without any."""
    keys = {end for row in rows for end in row["ends"]}
    nodes = [captioned(one) for one in things(inquiry.engine, keys, unmask=inquiry.unmask)]
    links = [
        {"type": "PAIRED_WITH", "start": row["ends"][0], "end": row["ends"][1], "key": row["link"]}
        | {name: row[name] for name in ("programme", "since")}
        for row in rows
    ]
    return Network(nodes, links) if nodes else None


def note(inquiry: Inquiry, rows: Rows, tokens: list[str]) -> None:
    """Puts the ledger into the appendix."""
    cells = [inquiry.resolved(" ".join(sorted({part for one in tokens for part in one.split()})))]
    inquiry.note(inquiry.t("结对台账", "Pairings"), "PAIRED_WITH", len(rows), cells, len(rows), reads=("PAIRED_WITH",))


def on_paper(inquiry: Inquiry, columns: tuple[tuple[str, str], ...], rows: Rows) -> Table:
    """The ledger without what all rows share; codes stand beside names only where these are masked."""
    alone = {name for name in ("kind", "township") if len({row[name] for row in rows}) < 2}
    kept = tuple(one for one in columns if one[0] not in alone and (not one[0].endswith("_id") or not inquiry.unmask))
    told = [{**row, "helper_id": inquiry.short(row["helper_id"]), "helped_id": inquiry.short(row["helped_id"])} for row in rows]
    return Table(inquiry.t("结对帮扶台账", "Pairings"), kept, told, (), inquiry.most)


def ledger(inquiry: Inquiry) -> tuple[tuple[str, str], ...]:
    """The columns of the ledger."""
    t = inquiry.t
    return (
        ("at", t("序号", "No.")),
        ("programme", t("项目", "Programme")),
        ("helper", t("帮扶人", "Helper")),
        ("helper_id", t("帮扶人编码", "Code")),
        ("kind", t("对象类别", "Kind helped")),
        ("helped", t("帮扶对象", "Helped")),
        ("helped_id", t("对象编码", "Code")),
        ("village", t("所在村", "Village")),
        ("township", t("所在乡镇", "Township")),
        ("since", t("起始日期", "Since")),
    )


def pairs(inquiry: Inquiry) -> tuple[Rows, list[str]]:
    """Every pairing in force whose helped end lies in the place, by township, village, helped and programme; and their source tokens."""
    inquiry.step(inquiry.t("结对", "Pairings"), 0, 3)
    links = network.links_of(inquiry.engine, "PAIRED_WITH", inquiry.scope, inquiry.as_of)
    ends = {end for link in links for end in (link["start"], link["end"])}
    known = {one["key"]: one for one in things(inquiry.engine, ends, unmask=inquiry.unmask)}
    inquiry.step(inquiry.t("结对", "Pairings"), 1, 3)
    names = {
        one["key"]: str(one.get("name") or one["key"])
        for type in ("Township", "Village")
        for one in network.things_of(inquiry.engine, type, None)
    }
    rows = [row(inquiry, link, known, names) for link in links if link["end"] in known and link["start"] in known]
    inquiry.step(inquiry.t("结对", "Pairings"), 2, 3)
    rows = [one for one in rows if inquiry.scope is None or f"|{inquiry.scope}|" in one["within"]]
    rows.sort(key=lambda one: (one["order"], one["helped_id"], one["programme"] or "", one["helper_id"]))
    tokens = [one["tokens"] for one in rows]
    each = sorted({part for one in tokens for part in one.split()})
    told = dict(zip(each, inquiry.resolved(" ".join(each)), strict=True))
    for at, one in enumerate(rows, 1):
        cells = [told[token] for token in one["tokens"].split()]
        one |= {"at": at, "sources": "；".join(place(cell, inquiry.language) for cell in cells)}
    return rows, tokens


def row(inquiry: Inquiry, link: dict[str, str], known: dict[str, dict[str, Any]], names: dict[str, str]) -> dict[str, Any]:
    """One pairing: programme and day are its key."""
    helper, helped = known[link["start"]], known[link["end"]]
    programme, _, since = link["key"].partition("|")
    within = helped["within"]
    parts = [part for part in within.split("|") if part]
    village = next((part for part in parts if part.startswith("Village:")), "")
    township = next((part for part in parts if part.startswith("Township:")), "")
    return {
        "ends": (link["start"], link["end"]),
        "link": link["key"],
        "programme": programme,
        "since": since or None,
        "helper": named(helper),
        "helper_id": helper["key"].partition(":")[2],
        "kind": inquiry.say(NODE[helped["type"]].title),
        "helped": named(helped),
        "helped_id": helped["key"].partition(":")[2],
        "village": names.get(village, ""),
        "township": names.get(township, ""),
        "within": within,
        "order": (township, village),
        "tokens": link["sources"],
    }


def named(thing: dict[str, Any]) -> str:
    """The name of a thing, masked or not as it came, or its code."""
    return str(thing.get(NODE[thing["type"]].caption) or thing.get("name") or thing["key"].partition(":")[2])
