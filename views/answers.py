"""The parts of an answer: its figure, its 口径, its rows with their sources, and the same count place by place."""

from __future__ import annotations

from typing import Any

from graphmodel.schema import NODE, REL
from queries import Answer
from views import counting, page, places, sources, table
from views.page import esc, t
from views.table import Column, Html, number


def keys_of(answer: Answer) -> dict[str, str]:
    """The columns that hold keys of things, with their type."""
    return {name: told["node"] for name, told in answer.question.columns.items() if told.get("node")}


def line(answer: Answer) -> str:
    """The figure with its denominator, and for a gap the bar and the part that is covered."""
    return f'<div class="figure">{figure(answer)}</div>'


def figure(answer: Answer) -> str:
    """What stands on that line."""
    rows, whole, unit = len(answer.rows), answer.denominator, page.say(answer.question.unit) if answer.question.unit else ""
    if not whole and not rows:
        return f"<span>{esc(t('本地域没有应计入的对象，分母为 0。', 'Nothing here is to be counted: the denominator is 0.'))}</span>"
    if not whole:
        return f'<b class="n">{number(rows)}</b><span class="i2">{esc(t("行", "rows"))}</span>'
    red = " g" if answer.question.gap and rows else ""
    head = f'<b class="n{red}">{number(rows)}</b><span class="i3">/ {number(whole)} {esc(unit)}</span>'
    if not answer.question.gap:
        return head
    if not rows:
        return (
            head
            + f"<span>{esc(t(f'没有未覆盖的（0 / {whole:,}）', f'None uncovered (0 / {whole:,})'))}</span>"
            + table.bar(1, 0, cls="mid")
        )
    covered = max(0, whole - rows)
    share = f"{number(covered)} / {number(whole)}{t('，', ', ')}{table.percent(covered, whole)}"
    return (
        head
        + f"<span>{esc(t('未覆盖', 'uncovered'))} <b>{table.percent(rows, whole)}</b></span>{table.bar(covered, rows, cls='mid')}"
        + f'<span class="i2">{esc(t("已覆盖", "covered"))} {share}</span>'
    )


def basis(answer: Answer) -> str:
    """口径: numerator, denominator, what was left out with its number, the day, and what is assumed."""
    question = answer.question
    left = [f"{t(one['zh'], one['en'])} {one['n']:,}" for one in answer.excluded]
    parts = [
        (t("分子", "Numerator"), page.say(question.numerator)),
        (t("分母", "Denominator"), page.say(question.denominator)),
        (t("不含", "Left out"), t("、", ", ").join(left) if left else page.say(question.excluded)),
        (t("截至", "As of"), answer.as_of.isoformat()),
    ]
    said = t("；", "; ").join(f"<b>{esc(name)}</b> {esc(text.rstrip('。.'))}" for name, text in parts) + t("。", ".")
    assumed = (
        f'<div class="basis"><b></b><span><b>{esc(t("假定", "Assumed"))}</b> {esc(page.say(question.assumes))}</span></div>'
        if question.assumes
        else ""
    )
    return f'<div class="basis"><b>{esc(t("口径", "Basis"))}</b><span>{said}</span></div>{assumed}'


def shown(answer: Answer, within: str | None) -> list[str]:
    """The columns to draw: no code where the name beside it opens the same thing, no township inside one."""
    names = list(answer.question.columns)
    same = {"township"} if within and len({row.get("township") for row in answer.rows}) == 1 else set()
    return [name for name in names if not (name.endswith("_id") and name[:-3] in names) and name not in same]


def township(ctx: page.Context) -> str | None:
    """The only township that an answer can be about, if there is just one."""
    if ctx.scope and not ctx.scope.startswith("County:"):
        return ctx.scope
    inside = places.inside(places.places(ctx.engine), ctx.scope, "Township")
    return inside[0].key if len(inside) == 1 else None


def opening(answer: Answer, name: str, row: dict[str, Any]) -> Any:
    """A cell; the name of a thing that the network knows opens it there, its code only where it has no name."""
    columns, value = answer.question.columns, row.get(name)
    beside = "id" if name == "name" else name + "_id"
    beside = beside if beside in columns else name
    label, key = columns[beside].get("node"), row.get(beside)
    if columns[name].get("type") == "percent" and isinstance(value, (int, float)):
        return Html(f"{value:.1f}")
    if not isinstance(value, str) or not value:
        return value
    if label in NODE and isinstance(key, str) and key and not (name == "id" and "name" in columns):
        return Html(page.link(value, "network", node=f"{label}:{key}"))
    if name == "type":
        return page.say((NODE.get(value) or REL[value]).title) if value in NODE or value in REL else value
    return table.chosen_word(name, value)


def ordered(answer: Answer) -> list[int]:
    """The row numbers in the order that the address asks for."""
    name, numbers = page.get("sort").removeprefix("-"), list(range(len(answer.rows)))
    if name not in answer.question.columns:
        return numbers
    filled = [at for at in numbers if answer.rows[at].get(name) not in (None, "", [])]
    filled.sort(
        key=lambda at: answer.rows[at][name] if isinstance(answer.rows[at][name], (int, float)) else str(answer.rows[at][name]),
        reverse=page.get("sort").startswith("-"),
    )
    return filled + sorted(set(numbers) - set(filled))


def rows(ctx: page.Context, answer: Answer, room: int) -> None:
    """One page of rows with the source of each, and the pager below."""
    if not answer.rows:
        return
    names, order, own = shown(answer, township(ctx)), ordered(answer), dict(page.own())
    own.pop("row", None)
    first = min(max(0, int(page.get("n", "1")) - 1 if page.get("n", "1").isdigit() else 0), (len(order) - 1) // room) * room
    columns = [Column("", right=True, cls="i3", width=44)]
    for name in names:
        told = answer.question.columns[name]
        down = page.get("sort") == name
        sign = " ▲" if down else " ▼" if page.get("sort") == "-" + name else ""
        head = page.link(page.say((told["zh"], told["en"])) + sign, "questions", **{**own, "n": "", "sort": "-" + name if down else name})
        columns.append(Column(Html(head), right=told.get("type") in ("integer", "number", "percent")))
    with_sources = any(answer.sources)
    page_rows = [
        (at, [Html(str(first + place + 1)), *(opening(answer, name, answer.rows[at]) for name in names)])
        for place, at in enumerate(order[first : first + room])
    ]
    chosen = next((place for place, (at, _) in enumerate(page_rows) if page.get("row") == str(at)), None)
    if with_sources:
        columns.append(Column(t("来源", "Source"), cls="stick"))
        for at, cells in page_rows:
            cells.append(source(answer, at, own))
    body = table.working(columns, [cells for _, cells in page_rows], chosen=chosen, label=page.say(answer.question.title))
    pop = (
        sources.panel(ctx, answer, page_rows[chosen][0], first + chosen + 1, chosen, min(room, len(page_rows)), own)
        if chosen is not None and with_sources
        else ""
    )
    page.show(f'<div class="work"><div class="wide">{body}</div>{pop}</div>{pager(first, room, len(order), own)}')


def source(answer: Answer, at: int, own: dict[str, str]) -> Html:
    """The first source of a row, which opens all of them."""
    found = answer.sources[at]
    if not found:
        return Html('<span class="zero">—</span>')
    more = t(f" 等 {len(found)} 处", f" +{len(found) - 1}") if len(found) > 1 else ""
    words = t(f"{found[0]['sheet']} 第 {found[0]['row']} 行{more}", f"{found[0]['sheet']} row {found[0]['row']}{more}")
    return Html(page.link(words, "questions", cls="s", **{**own, "row": at}))


def pager(first: int, room: int, total: int, own: dict[str, str]) -> str:
    """Which rows of how many are shown, and the way to the others."""
    last, at = min(total, first + room), first // room + 1
    back = page.link(t("上一页", "Previous"), "questions", **{**own, "n": at - 1}) if first else ""
    on = page.link(t("下一页", "Next"), "questions", **{**own, "n": at + 1}) if last < total else ""
    said = t(f"显示第 <b>{first + 1:,}–{last:,}</b> 行 / 共 <b>{total:,}</b> 行", f"Rows <b>{first + 1:,}–{last:,}</b> of <b>{total:,}</b>")
    return f'<div class="pager"><span>{said}</span>{back}{on}</div>'


def breakdown(ctx: page.Context, answer: Answer) -> str:
    """The same question asked of each area (or township) inside the place; "" where the rows carry no such column."""
    known = places.places(ctx.engine)
    for level, columns, title in (
        (
            "Township",
            {"township", "township_id"},
            t("按苏木乡镇", "By township") if any(one.kind == "苏木" for one in known) else t("按乡镇", "By township"),
        ),
        ("Area", {"area", "area_id", "village", "village_id"}, t("按片区", "By area")),
    ):
        inside = places.inside(known, ctx.scope, level)
        if not answer.question.gap or not answer.denominator or not 1 < len(inside) <= 40 or not columns & set(answer.question.columns):
            continue
        told = [(one, counting.figure(ctx, answer.question, one.key, answer.params)) for one in inside]
        counts = [(one, figure.rows, figure.whole) for one, figure in told if isinstance(figure, counting.Figure) and figure.whole]
        if len(counts) < 2:
            continue
        wide, most = table.digits(whole for *_, whole in counts), max(whole for *_, whole in counts)
        counts.sort(key=lambda one: (-one[1], one[0].key))
        lines = [
            [
                Html(page.link(one.name, "questions", **{**page.own(), "scope": one.key, "n": "", "row": ""})),
                table.fraction(part, whole, places=wide, red=True),
                table.bar(max(0, whole - part), part, most),
            ]
            for one, part, whole in counts[:16]
        ]
        total = [t("合计", "Total"), table.fraction(len(answer.rows), answer.denominator, places=wide, red=True), ""]
        cut = f'<div class="pager">{t(f"显示 16 / {len(counts)}", f"16 of {len(counts)}")}</div>' if len(counts) > 16 else ""
        return (
            table.section(title, esc(t("未覆盖 / 应覆盖", "uncovered / all")))
            + table.yearbook([Column(""), Column("", right=True), Column("", width=106)], lines, total=total, cls="low headless")
            + cut
        )
    return ""
