"""How strong-helps-weak clusters overlap: a line for each pair of them, and words beside each led village."""

from __future__ import annotations

from typing import Any

from analysis import overlapping
from views import page, table
from views.graph.stock import Stock, caption
from views.page import esc, t
from views.table import Column, Html

KINDS = {
    "shared": ("两村同时帮带", "Led by both"),
    "area": ("在对方片区", "In the other's area"),
    "nearer": ("离对方帮带村更近", "Nearer to the other leader"),
}


def called(key: str, have: Stock) -> str:
    """What a leader is called."""
    return caption(have.things[key]) if key in have.things else key.partition(":")[2]


def pairs(found: list[dict[str, Any]], have: Stock) -> None:
    """The pairs of clusters that overlap, most villages first."""
    rows = [
        [
            Html(" · ".join(page.link(called(key, have), "clusters", leader=key) for key in row["pair"])),
            *(len(row[kind]) for kind in KINDS),
            Html(f"<b>{len(row['keys'])}</b>"),
        ]
        for row in overlapping(found)
    ]
    led = len({one["key"] for row in found for one in row["led"]})
    touched = len({key for row in found for one in row["overlap"] for key in one["keys"]})
    words = t(f"涉及被帮带村 {touched} / {led}；远近为直线", f"{touched} of {led} led villages; nearer in a straight line")
    page.show(table.section(t("各组的重叠", "Where clusters overlap"), esc(words)))
    columns = [
        Column(t("两组", "Pair")),
        *(Column(page.say(words), right=True) for words in KINDS.values()),
        Column(t("合计村", "Villages"), right=True),
    ]
    if rows:
        page.show(table.table("y low", columns, rows, label=t("各组的重叠", "Where clusters overlap")))


def of_village(row: dict[str, Any], have: Stock) -> dict[str, Html]:
    """For each led village of a cluster that other leaders also lead or are nearer to, which."""
    words: dict[str, list[str]] = {}
    for one in row["overlap"]:
        name = called(one["other"], have)
        for key in one["shared"]:
            words.setdefault(key, []).append(t(f"{name}也帮带", f"also led by {name}"))
        for key in one["nearer"]:
            words.setdefault(key, []).append(t(f"离{name}更近", f"nearer to {name}"))
    return {key: Html(esc("；".join(told) if page.context().lang == "zh" else "; ".join(told))) for key, told in words.items()}
