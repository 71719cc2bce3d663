"""Cells that name things: by key, short code, type and code, or name. Nothing is guessed: none and several are problems."""

from __future__ import annotations

import re

import polars as pl

from graphmodel.masking import mask
from graphmodel.schema import NODE
from graphmodel.words import Node
from loaders.keys import ROUNDED, whole
from loaders.known import PLACES, Known
from loaders.meanings import kinds
from loaders.placenames import beside, brief, plain, stem
from loaders.text import canonical
from loaders.values import Fault

Found = list[tuple[str, str]]
WITH_CODE = re.compile(r"(.*?)[（(]([^（）()，,]+)(?:[，,][^（）()]*)?[）)]")
SUGGESTED = 200
"""Unknown names that get suggestions in one load; a thousand of them are one fault of the file, not a thousand slips."""


def resolve(known: Known, text: pl.Series, targets: tuple[Node, ...]) -> tuple[pl.DataFrame, dict[str, Fault]]:
    """Distinct texts with what they name (text, label, key), and why others name nothing; keys first, in one join."""
    texts = pl.DataFrame({"text": text.drop_nulls().unique()})
    coded = (
        texts.with_columns(whole(pl.col("text"), targets, known.territory).alias("key"))
        .join(known.keys(targets), on="key", how="left")
        .select("text", "label", "key")
    )
    doubled = coded.filter(pl.col("text").is_duplicated()) if coded.height > texts.height else coded.clear()
    left = coded.filter(pl.col("label").is_null())["text"].to_list() + doubled["text"].unique().to_list()
    if not left:
        return coded, {}
    named, faults = [], {}
    for cell in sorted(left):
        found, fault = one(known, cell, targets, suggest=len(faults) < SUGGESTED)
        if fault:
            faults[cell] = fault
        if found:
            named.append((cell, *found))
    settled = coded.filter(pl.col("label").is_not_null() & ~pl.col("text").is_in(left))
    return pl.concat([settled, pl.DataFrame(named, settled.schema, orient="row")]), faults


def one(known: Known, text: str, targets: tuple[Node, ...], suggest: bool = True) -> tuple[tuple[str, str] | None, Fault | None]:
    """What one text names. A fault with a thing is a notice."""
    cell = plain(text)
    head, colon, rest = cell.partition(":")
    kind = kinds().get(canonical(head)) if colon else None
    if isinstance(kind, Node):
        if kind not in targets:
            return None, Fault(
                "pair_not_allowed",
                f"这里不能是{kind.title[0]}，只能是{'、'.join(t.title[0] for t in targets)}。",
                f"Not a {kind.title[1]} here, only: {', '.join(t.title[1] for t in targets)}.",
            )
        return one(known, rest, (kind,), suggest)
    found = by_key(known, cell, targets)
    if not found and (match := WITH_CODE.fullmatch(cell)) and (found := by_key(known, match[2], targets)) and len(found) == 1:
        name = known.names.get(found[0])
        if name and stem(match[1]) != stem(name):
            name = mask(name, NODE[found[0][0]].prop("name").personal)
            return found[0], Fault("name_differs", f"登记的名称是 {name}。", f"The name on record is {name}.", notice=True)
    found = found or by_path(known, cell, targets) or by_name(known, cell, targets)
    if len(found) == 1:
        return found[0], None
    question = (tuple(sorted(t.label for t in targets)), cell)
    chosen = known.decisions.get(cell, {})
    thing = next(((t.label, chosen[t.label]) for t in targets if chosen.get(t.label) in known_keys(known, t.label)), None)
    if thing:
        shown = known.shown(*thing)
        return thing, Fault("reference_decided", f"按此前的选定，为 {shown}。", f"As decided before: {shown}.", notice=True)
    if len(found) > 1:
        known.candidates[question] = tuple(sorted(found)[:20])
        return None, Fault(
            "reference_ambiguous",
            f"对应 {len(found)} 个对象。",
            f"Names {len(found)} things.",
            tuple(known.shown(*thing) for thing in sorted(found)[:20]),
        )
    if ROUNDED.fullmatch(cell):
        return None, Fault("code_as_number", "位数已丢失，无法还原。", "Digits are lost and cannot be restored.")
    titles = "、".join(t.title[0] for t in targets), ", ".join(t.title[1] for t in targets)
    known.candidates[question] = close = known.close(cell, targets) if suggest else ()
    shown_ones = tuple(dict.fromkeys(known.shown(*thing) for thing in close))
    return None, Fault("reference_unknown", f"在“{titles[0]}”中没有。", f"Is not in {titles[1]}.", shown_ones)


def by_key(known: Known, code: str, targets: tuple[Node, ...]) -> Found:
    """Things with that full or short code."""
    return [
        (t.label, key) for t in targets for key in dict.fromkeys((code, f"{known.territory}/{code}")) if key in known_keys(known, t.label)
    ]


def known_keys(known: Known, label: str) -> set[str]:
    """The keys of a type as a set, made once."""
    sets = known.__dict__.setdefault("key_sets", {})
    if label not in sets:
        sets[label] = set(known.frame(label)["id"].to_list())
    return sets[label]


def by_name(known: Known, name: str, targets: tuple[Node, ...]) -> Found:
    """Things of that name: in full, else without 村委会, else without 村. A bare 刘家庄 is 北刘家庄 of its township too."""
    exact = [(t.label, key) for t in targets for key in known.named(t.label).get(name, ())]
    places = [t for t in targets if t.label in PLACES]
    briefly = exact or [(t.label, key) for t in places for key in known.named(t.label, "brief").get(brief(name), ())]
    found = briefly or [(t.label, key) for t in places for key in known.named(t.label, "stem").get(stem(name), ())]
    if name == stem(name) and len(name) > 1 and any(t.label == "Village" for t in targets) and len(found) <= 1:
        sides = [("Village", key) for other, keys in known.named("Village", "stem").items() if beside(name, other) for key in keys]
        if found and found[0][0] == "Village":
            sides = [thing for thing in sides if thing[1][:9] == found[0][1][:9]]
        elif found or len(sides) == 1:
            sides = []
        found = found + sides
    return list(dict.fromkeys(found))


def by_path(known: Known, text: str, targets: tuple[Node, ...]) -> Found:
    """羊流镇/和庄: things of the last name that lie in a place of the first one."""
    above, slash, name = text.rpartition("/")
    if not slash or not above:
        return []
    top = above.rpartition("/")[2]
    for form, make in (("exact", plain), ("brief", brief), ("stem", stem)):
        found = [
            (t.label, key)
            for t in targets
            if form == "exact" or t.label in PLACES
            for key in known.named(t.label, form).get(make(name), ())
            if any(top == other or stem(top) == stem(other) for other in known.parents.get((t.label, key), ()))
        ]
        if found:
            return found
    return []
