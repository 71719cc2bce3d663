"""The overview's list of what needs attention: gaps in red, then what the ledgers leave open."""

from __future__ import annotations

from queries import Question
from views import counting, page, table
from views.page import esc, t


def draw(ctx: page.Context, found: list[tuple[Question, int, int]], room: int = 11) -> None:
    """What is not covered, the largest share first, and what the ledgers leave open."""
    gaps = sorted((one for one in found if one[1]), key=lambda one: (-one[1] / one[2], one[0].name))
    open_records: dict[str, tuple[Question, int, str]] = {}
    for question, _, _ in found:
        for reason, number, words in counting.figure(ctx, question).open:
            if number > open_records.get(reason, (question, 0, ""))[1]:
                open_records[reason] = (question, number, page.say(words))
    page.show(
        table.section(
            t("需要处理", "To attend to"),
            esc(t(f"未覆盖 {len(gaps)} 项，台账待补 {len(open_records)} 项", f"{len(gaps)} gaps, {len(open_records)} in the records")),
        )
    )
    parts = [f'<tr class="part"><td colspan="4">{t("未覆盖", "Not covered")}</td></tr>'] if gaps else []
    shown = gaps[: max(4, room - min(4, len(open_records)))]
    parts += [item(question, gap, page.say(question.title), which(ctx, question)) for question, gap, _ in shown]
    if len(gaps) > len(shown):
        said = t(f"另有 {len(gaps) - len(shown)} 项", f"{len(gaps) - len(shown)} more")
        rest = page.link(t("全部", "All"), "questions")
        parts.append(f'<tr><td></td><td></td><td class="i3">{esc(said)}</td><td class="num">{rest}</td></tr>')
    if open_records:
        parts.append(f'<tr class="part"><td colspan="4">{t("台账待补", "Records to complete")}</td></tr>')
        parts += [item(question, number, words) for question, number, words in list(open_records.values())[:4]]
    if not parts:
        parts.append(f"<tr><td>{esc(t('没有未覆盖的事项。', 'Nothing is uncovered.'))}</td></tr>")
    wide = max([48] + [11 * len(f"{number:,}") + 8 for _, number, *_ in [*shown, *open_records.values()]])
    widths = (f"{wide}px", t("42px", "4px"), "auto", "42px")
    sizes = "".join(f'<col style="width:{one}">' for one in widths)
    page.show(f'<table class="y todo"><colgroup>{sizes}</colgroup>{"".join(parts)}</table>')


def which(ctx: page.Context, question: Question) -> str:
    """Two uncovered things by name; of more, the area or township that has most of them."""
    found = counting.figure(ctx, question)
    if found.names:
        return t("：", ": ") + t("、", ", ").join(found.names)
    place, number = found.most or ("", 0)
    return t(f"，其中{place} {number}", f", {number} of them in {place}") if number > 1 else ""


def item(question: Question, number: int, words: str, more: str | None = None) -> str:
    """One thing to attend to: how many, of what, and its list; red where something is not covered."""
    red, said = " g" if more is not None else "", esc(words + (more or ""))
    figure = f'<td class="num"><b class="big{red}">{number:,}</b></td><td class="s">{esc(counting.unit(question))}</td>'
    rows = page.link(t("清单", "List"), "questions", q=question.name)
    return f'<tr>{figure}<td><span class="cut" title="{said}">{said}</span></td><td class="num">{rows}</td></tr>'
