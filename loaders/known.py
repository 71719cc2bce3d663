"""What a load may name: the things of its own files and those of the store, by key and by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from functools import cached_property

import polars as pl
from rapidfuzz import fuzz, process

from graphmodel.schema import NODE
from graphmodel.words import Node
from loaders.decisions import Asked
from loaders.gather import Part, link_fields, of_kind
from loaders.keys import key_fault, short, whole
from loaders.pinyin import sounds
from loaders.placenames import brief, plain, stem

POOL = 4_000
"""Codes compared for likeness at most."""
HEARD = 20_000
"""Names compared by their sound at most; of more, only those with a first or last character in common."""
NEARLY = 75
"""How like two pinyin are, of 100, to be taken for nearly the same sound: lun and leng."""
Things = tuple[tuple[str, str], ...]
"""(label, key) of several things."""
Decisions = dict[str, dict[str, str]]
"""What the planner decided each text to name: the key by type."""
PLACES = ("County", "Township", "Village")


class Known:
    """Things by label: `frames[label]` has id and name, each pair once. Names of places are known in their short forms too."""

    def __init__(self, parts: list[Part], stored: dict[str, pl.DataFrame], territory: str | None, decisions: Decisions | None = None):
        self.territory = territory
        self.decisions: Decisions = decisions or {}
        self.candidates: dict[tuple[tuple[str, ...], str], Things] = {}
        self.asked: list[Asked] = []
        self._parts, self._stored = parts, stored
        self._frames: dict[str, pl.DataFrame] = {}
        self._named: dict[str, dict[str, list[str]]] = {}

    def frame(self, label: str) -> pl.DataFrame:
        """Every id of a type with its name or null."""
        if label not in self._frames:
            schema = {"id": pl.String, "name": pl.String}
            frames = (
                [
                    self._stored[label].select(
                        pl.col("id"), pl.col("name") if "name" in self._stored[label].columns else pl.lit(None, pl.String).alias("name")
                    )
                ]
                if label in self._stored
                else []
            )
            frames += [
                p.rows.filter(pl.col("id").is_not_null()).select(
                    "id", pl.col("name") if "name" in p.rows.columns else pl.lit(None, pl.String).alias("name")
                )
                for p in of_kind(self._parts, label)
                if "id" in p.rows.columns
            ]
            self._frames[label] = pl.concat(frames).unique(maintain_order=True) if frames else pl.DataFrame(schema=schema)
        return self._frames[label]

    def keys(self, targets: tuple[Node, ...]) -> pl.DataFrame:
        """Keys of these types: label, key."""
        return pl.concat([self.frame(t.label).select(pl.lit(t.label).alias("label"), pl.col("id").alias("key")).unique() for t in targets])

    def named(self, label: str, form: str = "exact") -> dict[str, list[str]]:
        """Keys by name; `form` is exact, brief (without 村委会) or stem (without 村 too)."""
        place = f"{label} {form}"
        if place not in self._named:
            make = {"exact": plain, "brief": brief, "stem": stem}[form]
            found: dict[str, list[str]] = defaultdict(list)
            for key, name in self.frame(label).drop_nulls().rows():
                if key not in found[make(name)]:
                    found[make(name)].append(key)
            self._named[place] = found
        return self._named[place]

    @cached_property
    def names(self) -> dict[tuple[str, str], str]:
        """A name of each thing that has one."""
        return {(label, key): name for label in NODE for key, name in self.frame(label).drop_nulls().rows()}

    @cached_property
    def parents(self) -> dict[tuple[str, str], set[str]]:
        """Names of what each thing lies in: by its official code, by the store, by the files' own columns."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for label, frame in self._stored.items():
            for key, within in frame.select("id", "within").rows() if "within" in frame.columns else ():
                for entry in (within or "").strip("|").split("|"):
                    kind, _, above = entry.partition(":")
                    if (kind, above) != (label, key) and (kind, above) in self.names:
                        found[label, key].add(self.names[kind, above])
        for part in self._parts:
            for field in link_fields(part):
                if field.rel.within == "start" and "id" in part.rows.columns:
                    column = pl.col(field.column)
                    for key, text, above in (
                        part.rows.filter(column.is_not_null())
                        .select("id", column.alias("t"), whole(column, field.link.targets, self.territory).alias("k"))
                        .rows()
                    ):
                        found[part.match.name, key].update(
                            self.names.get((t.label, above), text)
                            for t in field.link.targets
                            if (t.label, above) in self.names or t is field.link.targets[0]
                        )
        for key in self.frame("Village")["id"].drop_nulls().to_list():
            for label, above in (("Township", key[:9]), ("County", key[:6])):
                if len(key) == 12 and (label, above) in self.names:
                    found["Village", key].add(self.names[label, above])
        return found

    def shown(self, label: str, key: str) -> str:
        """A thing as a candidate is shown: name（code，where）; people by code only."""
        node = NODE[label]
        name = self.names.get((label, key))
        personal = any(p.name == "name" and p.personal for p in node.props)
        if name is None or personal:
            return short(key)
        counties = self.named("County")
        where = sorted(self.parents.get((label, key), ()), key=lambda above: (plain(above) in counties, above))[:1]
        return f"{name}（{'，'.join([short(key), *where])}）"

    def close(self, text: str, targets: tuple[Node, ...], most: int = 5) -> Things:
        """Things whose code or name is like a text that names nothing, in letters or in sound, the likest first.

        People are looked for by sound only: letters alone would suggest half a village. Of 乡镇/村 the last name counts, and what lies in
        the first goes first.
        """
        found: list[tuple[str, str]] = []
        above, _, text = text.rpartition("/")
        for target in targets:
            frame = self.frame(target.label)
            ending = rf"[-/]0*{re.escape(text)}$" + ("" if len(text) < 3 else f"|{re.escape(text)}$")
            found += [
                (target.label, key) for key in frame.filter(pl.col("id").str.contains(ending))["id"].unique().sort().head(most).to_list()
            ]
        scored = []
        for target in targets:
            personal = any(p.name == "name" and p.personal for p in target.props)
            table = self.named(target.label, "stem" if target.label in PLACES else "exact")
            wanted = stem(text) if target.label in PLACES else plain(text)
            names = likeness(wanted, table, most) if not personal else []
            scored += [
                (ratio, target.label, key)
                for name, ratio in names + likeness_in_sound(wanted, table, most, personal)
                for key in table[name]
            ]
            codes = {short(key): key for key in self.alike(target.label, text)}
            scored += [(ratio, target.label, codes[code]) for code, ratio in likeness(short(text), codes, most)]
        inside = {s[1:] for s in scored if above and any(stem(above) == stem(name) for name in self.parents.get(s[1:], ()))}
        found += [(label, key) for _, label, key in sorted(scored, key=lambda s: (s[1:] not in inside, -s[0], s[1], s[2]))]
        return tuple((label, key) for label, key in dict.fromkeys(found) if not key_fault(key, NODE[label]))[:most]

    def alike(self, label: str, text: str) -> list[str]:
        """Keys that begin like a code, few enough to compare."""
        begin = text[:-3] if len(text) > 6 else text[:1]
        return (
            self.frame(label)
            .filter(pl.col("id").str.contains(f"/{begin}", literal=True) | pl.col("id").str.starts_with(begin))["id"]
            .unique()
            .sort()
            .head(POOL)
            .to_list()
            if begin
            else []
        )


def likeness(text: str, names: Collection[str], most: int) -> list[tuple[str, float]]:
    """The names most like a text in letters, with how alike they are, 0 to 1."""
    found = process.extract(text, list(names), scorer=fuzz.ratio, limit=most, score_cutoff=60)
    return [(name, ratio / 100) for name, ratio, _ in found]


def likeness_in_sound(text: str, names: Collection[str], most: int, exact: bool = False) -> list[tuple[str, float]]:
    """The names of as many characters that sound like a Chinese text, or (unless `exact`) nearly so, with how alike they are, 0 to 1."""
    if not re.search("[\u4e00-\u9fff]", text):
        return []
    wanted = sounds(text)
    pool = names if len(names) <= HEARD else [n for n in names if n[:1] == text[:1] or n[-1:] == text[-1:]][:HEARD]
    heard = ((name, fuzz.ratio(sounds(name), wanted)) for name in pool if len(name) == len(text) and name != text)
    found = [(name, 0.92 if ratio == 100 else ratio / 125) for name, ratio in heard if ratio == 100 or (ratio >= NEARLY and not exact)]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:most]
