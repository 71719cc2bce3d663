"""The overview's second table: one row for each area, township or county."""

from __future__ import annotations

from typing import Any

from queries import Answer, Question
from views import counting, page, places, table
from views.page import esc, t
from views.table import Column, Html, fraction


def draw(ctx: page.Context, found: list[tuple[Question, int, int]]) -> None:
    """One row for each area, else each township, else each county, with the counts in which most is open."""
    known = places.places(ctx.engine)
    if (ctx.scope or len(places.territories(known)) == 1) and places.inside(known, ctx.territory, "Area"):
        answer = counting.answered(ctx, "area_summary")
        if answer and answer.rows:
            summary(answer)
            return
    level = next(
        (level for level in (("Township",) if ctx.scope else ("County", "Township")) if len(places.inside(known, ctx.scope, level)) > 1),
        None,
    )
    if level is None:
        return
    inside, most = places.inside(known, ctx.scope, level), 14
    if level == "County":
        inside.sort(key=lambda place: not places.inside(known, place.key, "Township"))
    there = {"township", "township_id", "village", "village_id", "county", "county_id"}
    most_open = sorted(found, key=lambda one: (-one[1], one[0].name)) if not counting.waiting() else []
    asked = [question for question, _, _ in most_open if there & set(question.columns)][:3]
    told = {(place.key, question.name): counting.figure(ctx, question, place.key) for place in inside[:most] for question in asked}
    wide = {
        question.name: table.digits(
            figure.whole for (_, name), figure in told.items() if name == question.name and isinstance(figure, counting.Figure)
        )
        for question in asked
    }
    rows = [
        [
            Html(page.link(place.name, "overview", scope=place.key)),
            Html(f'<span class="i2">{esc(table.chosen_word("kind", place.kind) or "—")}</span>'),
            *(open_figure(told[place.key, question.name], question, place, wide[question.name]) for question in asked),
        ]
        for place in inside[:most]
    ]
    page.show(
        table.section(
            t("乡镇情况", "Townships") if level == "Township" else t("县市情况", "Counties"),
            esc(t(f"显示 {len(rows)} / {len(inside)}；点名称进入", f"{len(rows)} of {len(inside)}; a name opens it")),
        )
    )
    page.show(
        table.yearbook(
            [Column(t("名称", "Name")), Column(t("类别", "Kind")), *(Column(page.say(question.title), right=True) for question in asked)],
            rows,
            cls="low",
        )
    )


def open_figure(figure: Any, question: Question, place: places.Place, wide: int) -> Html:
    """What is not covered in one place, as a fraction that opens its list."""
    if not isinstance(figure, counting.Figure) or not figure.whole:
        return Html(figure if figure == counting.LATER else "—")
    return Html(page.link_html(fraction(figure.rows, figure.whole, places=wide, red=True), "questions", q=question.name, scope=place.key))


def summary(answer: Answer) -> None:
    """The rows of area_summary: parts beside their wholes in one cell, what is not covered in red, and the sum of all areas."""
    columns, rows, most = answer.question.columns, answer.rows, 14
    words = {name: page.say((told["zh"], told["en"])) for name, told in columns.items()}
    names = [name for name in ("area", "kind", "basis", "villages", "cadres", "days_empty", "farthest", "outside") if name in columns]
    pairs = {"cadres": "cadres_due", "days_empty": "days_due", "outside": "villages"}
    wide = {name: table.digits(row[whole] or 0 for row in rows) for name, whole in pairs.items()}

    def one(row: dict[str, Any], name: str) -> Any:
        if name == "area":
            return Html(page.link(row[name], "overview", scope=f"Area:{row['area_id']}")) if "area_id" in row else t("合计", "Total")
        if name in pairs:
            return (
                fraction(row[name], row[pairs[name]], places=wide[name], red=name != "cadres", bold=False)
                if row[pairs[name]]
                else Html("—")
            )
        if name == "kind" and row.get(name):
            return table.chosen_word("kind", row[name])
        return row.get(name) if row.get(name) is not None or "area_id" in row else ""

    total = {
        name: sum(row[name] or 0 for row in rows) for name in ("villages", "cadres", "cadres_due", "days_empty", "days_due", "outside")
    }
    total["farthest"] = max((row["farthest"] for row in rows if row["farthest"] is not None), default=None)
    short = {
        "days_empty": t("无人值班 / 日", "No duty / days"),
        "outside": t("未入社 / 村", "Outside coop. / villages"),
        "cadres": t("中心干部", "Cadres"),
        "villages": t("村", "Villages"),
    }
    heads = [
        Column(short.get(name, words[name]), right=name not in ("area", "kind", "basis"), cls="i2" if name == "kind" else "")
        for name in names
    ]
    page.show(
        table.section(
            t("片区情况", "Areas"),
            page.link(t("清单", "List"), "questions", q=answer.question.name)
            + "　"
            + esc(t("点片区名进入该片区", "an area's name opens it")),
        )
    )
    page.show(
        table.yearbook(
            heads,
            [[one(row, name) for name in names] for row in rows[:most]],
            total=[one(total, name) for name in names],
            cls="low areas",
            label=t("片区情况", "Areas"),
        )
    )
    if len(rows) > most:
        page.show(f'<div class="pager">{esc(t(f"显示 {most} / {len(rows)} 个片区", f"{most} of {len(rows)} areas"))}</div>')
