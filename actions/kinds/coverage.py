"""The coverage report of a place: what should be covered, what is, what is not, where, and the lists of what is left out."""

from __future__ import annotations

from actions.asking import reading
from actions.kinds.drawing import figure
from actions.kinds.inquiry import Draft, Inquiry
from actions.kinds.ledgers import read_by
from graphmodel.schema import NODE
from queries import BOOK
from queries.answer import Answer
from queries.book import Question
from reports import charts
from reports.blocks import Block, Card, Heading, Para, Picture
from reports.document import Table


def build(inquiry: Inquiry) -> Draft:
    """Basic numbers, coverage item by item, by place, figure, lists, and how each item is counted."""
    t = inquiry.t
    found = gaps(inquiry)
    title = t(f"{inquiry.place}覆盖情况报告", f"Coverage report: {inquiry.place}")
    blocks: list[Block] = [Heading(t("基本情况", "The place in numbers")), *basics(inquiry)]
    if not found:
        blocks.append(Para(t("本地域没有可以核算覆盖的台账。", "No ledger of this place allows coverage to be counted.")))
        return Draft(title, tuple(blocks), ())
    table = summary(inquiry, found)
    worst = sorted(found, key=lambda one: -len(one.rows) / max(1, one.denominator or 0))
    open_items = [one for one in worst if one.rows]
    words = t(
        f"共核算 {len(found)} 项，其中 {len(found) - len(open_items)} 项没有未覆盖的，{len(open_items)} 项有缺口。",
        f"{len(found)} items were counted: {len(found) - len(open_items)} have nothing uncovered, {len(open_items)} have gaps.",
    )
    if open_items:
        most = [
            f"{inquiry.say(one.question.title)}{t('（', ' (')}{inquiry.fraction(len(one.rows), one.denominator or 0)}{t('）', ')')}"
            for one in open_items[:3]
        ]
        words += t(f"未覆盖比例较高的是：{'；'.join(most)}。", f" The largest shares uncovered: {'; '.join(most)}.")
    bars = charts.bars([(inquiry.say(one.question.title), len(one.rows), one.denominator or 0) for one in found], title, inquiry.language)
    blocks += [
        Heading(t("覆盖情况", "Coverage")),
        Para(words),
        table,
        Picture(bars, t("各事项未覆盖的比例", "Share uncovered, item by item")),
    ]
    long = None
    places, level = lower(inquiry)
    if places:
        matrix, long = by_place(inquiry, found, places, level)
        if matrix:
            blocks += [
                Heading(t(f"分{level}情况", f"By {level}")),
                Para(t("每格为未覆盖数 / 应覆盖数；— 为不适用。", "Each cell: uncovered / to be covered; — means not applicable.")),
                matrix,
            ]
    drawn, chart = figure(inquiry, found)
    blocks += [drawn] if drawn else []
    blocks.append(Heading(t("缺口清单", "Lists of what is not covered")))
    for answer in found:
        if answer.rows:
            blocks += [Heading(inquiry.say(answer.question.title), 2), Para(sentence(inquiry, answer)), inquiry.table(answer, paper=True)]
    if not open_items:
        blocks.append(Para(t("没有缺口。", "There are no gaps.")))
    basis = definitions(inquiry, found)
    blocks += [Heading(t("口径", "How each item is counted")), basis]
    blocks += inquiry.signing("拟稿,审核,签发", "Drafted,Checked,Approved")
    lists = [inquiry.table(answer) for answer in found if answer.rows]
    return Draft(title, tuple(blocks), (table, *([long] if long else []), *lists, basis), chart)


def gaps(inquiry: Inquiry, scope: str | None = "", quiet: bool = False) -> list[Answer]:
    """The answers of what is not covered, for the ledgers that the place keeps and that have something to cover."""
    held = {row["type"] for row in inquiry.ask("counts_by_type", scope=scope, quiet=True).rows}
    asked = [question for question in BOOK.values() if question.gap and held.issuperset(question.needs)]
    found = []
    for at, question in enumerate(asked):
        inquiry.step(inquiry.say(question.title), at, len(asked))
        answer = inquiry.ask(question.name, scope=scope, quiet=True)
        if answer.denominator:
            found.append(inquiry.ask(question.name, scope=scope, quiet=quiet))
    return found


def basics(inquiry: Inquiry) -> list[Block]:
    """How many of each type."""
    counts = {row["type"]: row["n"] for row in inquiry.ask("counts_by_type", quiet=True).rows}
    held = [label for label in NODE if counts.get(label)]
    inquiry.note(inquiry.t("各类数量", "Counts by type"), "counts_by_type", len(held), [], sum(map(counts.__getitem__, held)), reads=held)
    pairs = tuple((inquiry.say(kind.title), f"{counts[label]:,}") for label, kind in NODE.items() if counts.get(label))
    return [Card(pairs)]


def summary(inquiry: Inquiry, found: list[Answer]) -> Table:
    """One row an item: to be covered, covered, uncovered, share covered, and what could not be judged."""
    t = inquiry.t
    columns = (
        ("item", t("事项（未覆盖的对象）", "Item (what is not covered)")),
        ("whole", t("应覆盖", "To cover")),
        ("covered", t("已覆盖", "Covered")),
        ("gap", t("未覆盖", "Uncovered")),
        ("share", t("覆盖率（%）", "Covered, %")),
        ("out", t("未计入", "Left out")),
    )
    rows = []
    for answer in found:
        whole, gap = answer.denominator or 0, len(answer.rows)
        rows.append(
            {
                "item": inquiry.say(answer.question.title),
                "whole": whole,
                "covered": max(0, whole - gap),
                "gap": gap,
                "share": round(100 * max(0, whole - gap) / whole, 1),
                "out": sum(one["n"] for one in answer.excluded),
            }
        )
    return Table(t("覆盖情况", "Coverage"), columns, rows)


def sentence(inquiry: Inquiry, answer: Answer) -> str:
    """The answer in one sentence, with what was left out."""
    t = inquiry.t
    words = t(
        f"{inquiry.say(answer.question.asks).rstrip('？?')}：{inquiry.fraction(len(answer.rows), answer.denominator or 0)}。",
        f"{inquiry.say(answer.question.asks)} {inquiry.fraction(len(answer.rows), answer.denominator or 0)}.",
    )
    out = [f"{inquiry.word(one)} {one['n']:,}" for one in answer.excluded]
    return words + (t(f"另有未计入：{'、'.join(out)}。", f" Left out: {', '.join(out)}.") if out else "")


def lower(inquiry: Inquiry) -> tuple[list[dict[str, str]], str]:
    """The places one level below, and what they are called: townships, or areas inside one township."""
    for type, zh, en in (("Township", "乡镇", "township"), ("Area", "片区", "area")):
        places = inquiry.inside(type)
        if len(places) > 1:
            return places, inquiry.t(zh, en)
    return [], ""


def by_place(inquiry: Inquiry, found: list[Answer], places: list[dict[str, str]], level: str) -> tuple[Table | None, Table | None]:
    """Uncovered / to cover of each place: a matrix for paper, a long table for data. Only items with gaps whose rows have a place."""
    marks = {"township", "township_id", "area", "area_id", "village", "village_id"} - (
        {"area", "area_id"} if level in ("乡镇", "township") else set()
    )
    asked = [one.question for one in found if one.rows and marks & set(one.question.columns)][:8]
    if not asked:
        return None, None
    matrix, long = [], []
    for at, place in enumerate(places):
        inquiry.step(place["name"], at, len(places))
        row: dict[str, object] = {"place": place["name"]}
        for question in asked:
            answer = inquiry.ask(question.name, scope=place["key"], quiet=True)
            whole, gap = answer.denominator or 0, len(answer.rows)
            row[question.name] = f"{gap:,}/{whole:,}" if whole else "—"
            if whole:
                long.append(
                    {
                        "place": place["name"],
                        "code": place["key"].partition(":")[2],
                        "item": inquiry.say(question.title),
                        "whole": whole,
                        "gap": gap,
                        "share": round(100 * max(0, whole - gap) / whole, 1),
                    }
                )
        matrix.append(row)
    t, title = inquiry.t, inquiry.t(f"各{level}的未覆盖情况", f"Uncovered, by {level}")
    inquiry.note(
        title,
        ", ".join(one.name for one in asked),
        len(long),
        [],
        len(places),
        params=t(f"逐一取各{level}", f"each {level} in turn"),
        reads=sorted({type for one in asked for type in read_by(one)}),
    )
    columns = (
        ("place", level),
        ("code", t("编码", "Code")),
        ("item", t("事项", "Item")),
        ("whole", t("应覆盖", "To cover")),
        ("gap", t("未覆盖", "Uncovered")),
        ("share", t("覆盖率（%）", "Covered, %")),
    )
    return Table(title, (("place", level), *((one.name, inquiry.say(one.title)) for one in asked)), matrix), Table(title, columns, long)


def definitions(inquiry: Inquiry, found: list[Answer]) -> Table:
    """Numerator, denominator, what is not counted and what is assumed, item by item."""
    t = inquiry.t
    columns = (
        ("item", t("事项", "Item")),
        ("numerator", t("分子", "Numerator")),
        ("denominator", t("分母", "Denominator")),
        ("excluded", t("不含与假定", "Not counted, assumed")),
    )
    return Table(t("口径", "How each item is counted"), columns, [definition(inquiry, answer.question) for answer in found])


def definition(inquiry: Inquiry, question: Question) -> dict[str, str]:
    """How one question counts."""
    told = {zh: inquiry.say(words) for (zh, _), words in reading(question)}
    return {
        "item": inquiry.say(question.title),
        "numerator": told["分子"],
        "denominator": told["分母"],
        "excluded": told["不含"] + (inquiry.t("假定：", " Assumed: ") + told["假定"] if "假定" in told else ""),
    }
