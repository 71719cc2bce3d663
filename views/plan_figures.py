"""The lines of the comparison of pairing plans."""

from __future__ import annotations

from collections.abc import Callable

from planning.pairing_summary import Summary
from planning.pairing_words import Nouns
from views import page, table
from views.page import t
from views.table import Html


def share(part: Callable[[Summary], int], whole: Callable[[Summary], int], red: bool = False) -> Callable[[Summary], Html]:
    """A fraction as a cell."""
    return lambda one: table.fraction(part(one), whole(one), places=5, red=red, bold=False)


def plain(value: Callable[[Summary], float]) -> Callable[[Summary], Html]:
    """A number as a cell, one decimal where it has any."""

    def cell(one: Summary) -> Html:
        held = value(one)
        return Html(f"{held:,.1f}" if isinstance(held, float) else f"{held:,}")

    return cell


def figures(say: Nouns) -> list[tuple[str, Callable[[Summary], Html], bool]]:
    """The lines of the comparison: words, cell, and whether today has it."""
    helped, helper = page.say(say.helped).lower(), page.say(say.helper).lower()
    return [
        (t(f"覆盖的{helped}", f"Covered {helped}"), share(lambda one: one.covered, lambda one: one.helped), True),
        (t("未覆盖", "Not covered"), share(lambda one: one.left, lambda one: one.helped, red=True), True),
        (t(f"参加的{helper}", f"{helper.capitalize()} taking part"), share(lambda one: one.taking_part, lambda one: one.helpers), True),
        (t(f"最多一{say.by}帮几{say.each}", "Most for one helper"), plain(lambda one: one.most), True),
        (t(f"帮 2 {say.some}及以上的{helper}", "Helping two or more"), share(lambda one: one.several, lambda one: one.taking_part), True),
        (t("单程合计（公里）", "One way in all, km"), plain(lambda one: one.travel), True),
        (t("平均每对单程（公里）", "Mean way, km"), plain(lambda one: one.mean), True),
        (t("保留原结对", "Pairs kept"), share(lambda one: one.kept, lambda one: one.kept + one.ended), False),
        (t("调换", "Swapped"), share(lambda one: one.swapped, lambda one: one.pairs), False),
        (t("新增", "Added"), share(lambda one: one.added, lambda one: one.pairs), False),
    ]
