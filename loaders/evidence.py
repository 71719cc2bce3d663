"""What the cells of a column look like, and how well they fit a property: types of values, patterns of codes, listed words."""

from __future__ import annotations

import re

import polars as pl

from graphmodel.places import TOWNSHIP, VILLAGE
from graphmodel.words import Node, Prop, Text
from loaders.keys import MOBILE
from loaders.meanings import Field
from loaders.text import narrow
from loaders.values import convert

LOOKED_AT = 300
"""Filled cells of a column that are looked at."""
OFFICIAL: dict[int, Text] = {
    6: ("6 位县级编码", "6-digit county codes"),
    9: ("9 位乡镇编码", "9-digit township codes"),
    12: ("12 位村级编码", "12-digit village codes"),
}
OWN = r"^[A-Za-z][0-9A-Za-z_\-./]*\d[0-9A-Za-z_\-./]*$"
PLACE_NAMES: dict[Node, tuple[str, Text]] = {
    VILLAGE: (r"(村|社区|嘎查|居|村委会|居委会|委员会)$", ("村名", "names of villages")),
    TOWNSHIP: (r"(镇|乡|街道|苏木|办事处)$", ("乡镇名", "names of townships")),
}
PHONE = rf"^(?:{MOBILE.pattern}|0\d{{2,3}}-?\d{{7,8}})$"
NAME = re.compile("[\u4e00-\u9fff·]{2,4}")
Fit = tuple[float, Text]
"""How well the cells fit, 0 to 1 (above 1: so well that it can be nothing else), and what they are."""


class Column:
    """The filled cells of one column, as text."""

    def __init__(self, cells: pl.Series, numeric: bool) -> None:
        self.cells = cells.drop_nulls().head(LOOKED_AT)
        self.codes = pl.DataFrame({"c": self.cells}).select(narrow(pl.col("c")).alias("c"))["c"]
        self.numeric = numeric
        self.unique = self.cells.n_unique() == self.cells.len()
        self.shares: dict[str, float] = {}
        self.fitting: dict[Prop, float] = {}

    def share(self, pattern: str) -> float:
        """The share of the cells that have this form; each form is looked for once."""
        if pattern not in self.shares:
            self.shares[pattern] = float(self.codes.str.contains(pattern).mean() or 0) if self.codes.len() else 0.0
        return self.shares[pattern]

    def official(self) -> int:
        """How many digits an official code in it has, where nearly all cells are one; else 0."""
        return next((digits for digits in (6, 9, 12) if self.share(rf"^[1-8]\d{{{digits - 1}}}$") > 0.9), 0)

    def fits(self, prop: Prop) -> float:
        """The share of the cells that are values of a property."""
        if prop not in self.fitting:
            faults = convert(self.cells, prop, self.numeric)[1] if self.cells.len() else {}
            wrong = [text for text, fault in faults.items() if not fault.notice]
            self.fitting[prop] = 1 - (float(self.cells.is_in(wrong).mean() or 0) if wrong else 0.0)
        return self.fitting[prop]


def fit(column: Column, field: Field, kind: Node | None) -> Fit:
    """How well a column's cells fit a meaning on the sheet of a type."""
    if not column.cells.len():
        return 0.5, ("空列", "blank")
    if field.prop is None:
        targets = field.link.targets if field.link else ()
        return of_codes(column, targets)
    prop = field.prop
    if prop.name == "id" and kind is not None:
        if not column.unique:
            return 0.0, ("有重复", "not unique")
        official = column.official()
        if official or kind.official:
            return (
                (1.2, OFFICIAL[official]) if official and official == kind.official else (0.3, ("编码位数不同", "codes of another length"))
            )
        return (1.0, ("互不相同的编码", "unique codes")) if column.share(OWN) > 0.9 else (0.6, ("互不相同", "unique"))
    if prop.personal == "number":
        return (1.2, ("电话号码", "phone numbers")) if column.share(PHONE) > 0.8 else (0.0, ("不是电话", "no phone numbers"))
    share = column.fits(prop)
    if prop.type is str and not prop.choices:
        plain = column.share(r"^[\d.,\-/%\s]+$") < 0.5
        return (0.6, ("文字", "text")) if plain else (0.1, ("多为数字", "mostly digits"))
    if prop.choices:
        if prop.closed:
            return (1.2, ("都在可选值中", "all among the choices")) if share > 0.9 else (0.0, ("不在可选值中", "not among the choices"))
        listed = column.cells.is_in([choice for choice, _ in prop.choices]).mean() or 0
        return (1.2, ("多在可选值中", "mostly among the choices")) if listed > 0.6 else (0.5, ("文字", "text"))
    words: dict[type, Text] = {bool: ("是或否", "yes or no")}
    said = words.get(prop.type) or (("日期", "dates") if prop.type not in (int, float) else ("数字", "numbers"))
    if share < 0.7:
        return 0.0, (f"多数不是{said[0]}", f"mostly no {said[1]}")
    if prop.type is bool and column.share(r"^[01]$") > 0.9:
        return 0.5, said
    return (1.1 if prop.type not in (int, float, bool) else 0.9) * share, said


def of_codes(column: Column, targets: tuple[Node, ...]) -> Fit:
    """How well cells name things of these types (none: of any): by the length of official codes, and by what names of places end in."""
    official = column.official()
    if official:
        fits = not targets or official in {t.official for t in targets}
        return (1.2 if targets and fits else 0.6 if fits else 0.0), OFFICIAL[official]
    if column.share(r"^[\d.,]+$") > 0.5:
        return 0.1, ("多为数字", "mostly digits")
    for node, (ending, said) in PLACE_NAMES.items():
        if column.share(ending) > 0.8:
            return (1.1 if targets[:1] == (node,) else 0.6), said
    return 0.6, ("名称或编码", "names or codes")


def samples(column: Column, most: int = 3) -> tuple[str, ...]:
    """A few different cells."""
    return tuple(column.cells.unique(maintain_order=True).head(most).to_list())


def like_names(column: Column) -> bool:
    """Whether the cells may be names of people."""
    few = column.cells.head(50).to_list()
    return bool(few) and sum(bool(NAME.fullmatch(cell)) for cell in few) > len(few) / 2
