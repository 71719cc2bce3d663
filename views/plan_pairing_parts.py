"""Quotas, categories of the helped and limits by type of a pairing plan: what the address says, and the widgets that add one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from graphmodel.schema import NODE
from graphmodel.words import Text
from planning.pairing_rules import ROLES
from queries.pairing import Start
from views import page
from views.page import t
from views.plan_entry import box, choice, number

ANY: dict[str, Text] = {"": ("不限", "any")}
SHAPES = {"cats": ("state", "need", "type", "each", "up_to"), "types": ("role", "type", "least", "most"), "quotas": ("role", "township", "need", "at_least", "at_most"),
          "joint_quotas": ("programme", "role", "township", "need", "at_least", "at_most")}  # fmt: skip
"""What stands between the bars of an entry: categories of the helped, limits of helpers by type, quotas of pairs."""


def of_address(name: str) -> list[dict[str, Any]]:
    """What the address says of one of SHAPES, parted by semicolons; what has no number where one belongs is left out."""
    found = []
    for one in filter(None, page.get(name).split(";")):
        shape = SHAPES[name]
        words = dict(zip(shape, (one.split("|") + [""] * len(shape))[: len(shape)], strict=True))
        if all(not words[part] or words[part].isdigit() for part in shape[-2:]):
            told: dict[str, Any] = {part: words[part] for part in shape[:-2]}
            found.append(told | {part: int(words[part]) if words[part] else None if part.endswith("most") else 0 for part in shape[-2:]})
    return found


def values(start: Start | None, name: str) -> dict[str, Text]:
    """What the helped have of a property, to choose from, any first."""
    return listed(row.get(name) for row in start.helped) if start else ANY


def listed(found: Iterable[Any]) -> dict[str, Text]:
    """Each word once, any first; types by their titles."""
    words = sorted({str(one) for one in found if one})
    return ANY | {one: NODE[one].title if one in NODE else (one, one) for one in words}


def chosen_of(name: str, options: dict[str, Text]) -> str:
    """What the address has chosen of these."""
    return page.get(name) if page.get(name) in options else ""


def categories(start: Start | None) -> None:
    """A category of the helped with the helpers that each of them wants; a type of helper with its least and most."""
    if start is None:
        return
    states, needs = values(start, "state"), values(start, "need")
    kinds, others = (listed(row["type"] for row in rows) for rows in (start.helpers, start.helped))
    for name, label, options in (("c_state", t("对象：状态", "Helped: state"), states), ("c_need", t("需求", "Need"), needs), ("c_type", t("类型", "Type"), others)):
        choice(name, label, options, chosen_of(name, options), 160)
    box("c_each", t("每个要几名帮扶人", "Helpers each"), number("c_each", None))
    box("c_up", t("至多几名", "At most"), number("c_up", None))
    plus("cats", ("c_state", "c_need", "c_type", "c_each", "c_up"), t("添加对象类别", "Add the category"), bool(page.get("c_each")))
    if len(kinds) > 2:  # any, and several types: with one type the limit for all says the same
        choice("l_type", t("帮扶方：类型", "Helpers: type"), kinds, chosen_of("l_type", kinds), 160)
        box("l_least", t("每个至少", "Least each"), number("l_least", None))
        box("l_most", t("每个至多", "Most each"), number("l_most", None))
        plus("types", ("", "l_type", "l_least", "l_most"), t("添加类型上下限", "Add the limit"), bool(page.get("l_least") or page.get("l_most")))


def plus(entry: str, parts: tuple[str, ...], words: str, ready: bool, begin: Mapping[str, str] | None = None) -> None:
    """The button that adds what was filled in to an entry of the address; `begin` is what stands where nothing was chosen."""

    def add() -> None:
        told = "|".join(page.get(part) or (begin or {}).get(part, "") for part in parts)
        page.put(**{entry: ";".join(filter(None, [page.get(entry), told]))}, **{part: "" for part in parts if part})

    st.button(words, on_click=add, key=f"plan_{entry}", disabled=not ready)


def adding(start: Start | None, programmes: Sequence[str] = ()) -> None:
    """A quota of role, township and need that is added to the others; of one of the `programmes` where there are several."""
    towns = listed(row.get("township_name") for row in start.helped) if start else ANY
    if programmes:
        options = {one: (one, one) for one in programmes}
        choice("q_programme", t("名额：项目", "Quota: programme"), options, chosen_of("q_programme", options) or programmes[0], 160)
    for name, label, options in (("q_role", t("名额：类别", "Quota: role"), ANY | ROLES), ("q_town", t("乡镇", "Township"), towns), ("q_need", t("需求", "Need"), values(start, "need"))):
        choice(name, label, options, chosen_of(name, options), 160)
    box("q_least", t("至少几对", "Pairs, at least"), number("q_least", None))
    box("q_most", t("至多几对", "Pairs, at most"), number("q_most", None))
    parts = ("q_role", "q_town", "q_need", "q_least", "q_most")
    if programmes:
        parts = ("q_programme", *parts)
    plus("joint_quotas" if programmes else "quotas", parts, t("添加名额", "Add the quota"), bool(page.get("q_least") or page.get("q_most")), {"q_programme": next(iter(programmes), "")})
