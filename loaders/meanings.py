"""What the names of sheets and columns mean: titles in both languages, the model's own names, aliases and what planners add to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graphmodel.schema import NODES, RELS, columns
from graphmodel.words import Column, Node, Prop, Rel
from loaders.text import canonical, without_brackets

LEDGER = re.compile(r"(明细表|登记表|统计表|一览表|台账|名册|名单|清单|记录|表)$")
CODE = re.compile(r"(编码|代码|编号|code|id)$")


@dataclass(frozen=True)
class Field:
    """What a column of a sheet means: a property, a link (a Column of a Rel), or an end of a relationship or its type."""

    column: str
    header: str
    role: Literal["prop", "link", "start", "end", "start_type", "end_type"]
    prop: Prop | None = None
    rel: Rel | None = None
    link: Column | None = None

    @property
    def same(self) -> tuple:
        """What two columns of one sheet must not both be."""
        return (self.role, self.prop.name if self.prop else "", self.rel.type if self.rel else "", self.link.title if self.link else ())


@cache
def kinds() -> dict[str, Node | Rel]:
    """Canonical sheet names; a title goes before an alias, a node before a relationship."""
    found: dict[str, Node | Rel] = {}
    for names in (lambda k: k.title, lambda k: (k.label if isinstance(k, Node) else k.type,), lambda k: k.aliases):
        for kind in (*NODES, *RELS):
            for name in names(kind):
                found.setdefault(canonical(name), kind)
    return found


def kind_of(name: str) -> Node | Rel | None:
    """The type that a sheet's name means: whole, without a bracketed remark, without 台账 and the like, or as the one part that means one.

    >>> kind_of("村").label, kind_of(" 结对台账（2020）").type, kind_of("新泰市-党员名册").label, kind_of("Sheet1")
    ('Village', 'PAIRED_WITH', 'Member', None)
    """
    known = kinds()
    forms = [canonical(name)]
    forms.append(without_brackets(forms[0]))
    forms.append(LEDGER.sub("", forms[1]))
    for form in forms:
        if form in known:
            return known[form]
    parts = [canonical(part) for part in re.split(r"[\s_\-—－·.、（）()\d]+", name)]
    found = {k.title: k for part in parts for k in (known.get(part) or known.get(LEDGER.sub("", part)),) if k}
    return next(iter(found.values())) if len(found) == 1 else None


@cache
def meanings(kind_name: str) -> dict[str, Field]:
    """Canonical headers of a type's sheet with what they mean, the surest first."""
    kind = next(k for k in (*NODES, *RELS) if kind_name == (k.label if isinstance(k, Node) else k.type))
    fields = [Field("", p.title[0], "prop", prop=p) for p in kind.props]
    if isinstance(kind, Node):
        fields += [Field("", c.title[0], "link", rel=r, link=c) for r, c in columns(kind)]
    else:
        fields = [
            Field("", kind.start[0], "start"),
            Field("", kind.end[0], "end"),
            *fields,
            Field("", "起点类型", "start_type"),
            Field("", "终点类型", "end_type"),
        ]
    tiers = [
        lambda f: titles(kind, f),
        lambda f: (f.prop.name,) if f.prop else (),
        lambda f: (f.prop or f.link).aliases if f.prop or f.link else (),
        lambda f: own(kind, f) if isinstance(kind, Node) else ends(kind, f),
        lambda f: coded(kind, f),
    ]
    found: dict[str, Field] = {}
    for names in tiers:
        for field in fields:
            for name in names(field):
                found.setdefault(canonical(name), field)
    return found


def titles(kind: Node | Rel, field: Field) -> tuple[str, ...]:
    """The titles of a column in both languages."""
    if field.prop or field.link:
        return (field.prop or field.link).title
    side = kind.start if field.role.startswith("start") else kind.end
    if field.role.endswith("_type"):
        return (
            side[0] + "类型",
            f"{side[1]} type",
            *(("起点类型", "Start type") if field.role.startswith("start") else ("终点类型", "End type")),
        )
    return (*side, *(("起点", "Start") if field.role == "start" else ("终点", "End")))


def own(kind: Node, field: Field) -> tuple[str, ...]:
    """村编码 and 村名称 on the sheet of villages are its code and name."""
    ending = {"id": ("编码", "代码", "编号", " code"), "name": ("名称", "名", " name")}.get(field.prop.name if field.prop else "", ())
    official = ("行政区划代码", "统计用区划代码", "单位编码", "单位代码") if kind.official and field.prop is kind.props[0] else ()
    return (*official, *(word + end for word in (*kind.title, *kind.aliases) for end in ending))


def ends(kind: Rel, field: Field) -> tuple[str, ...]:
    """The name of a type that stands at one end only means that end."""
    if field.role not in ("start", "end"):
        return ()
    here, there = (kind.starts, kind.ends) if field.role == "start" else (kind.ends, kind.starts)
    return tuple(word for node in here if node not in there for word in (*node.title, *node.aliases))


def coded(kind: Node | Rel, field: Field) -> tuple[str, ...]:
    """所属乡镇编码 is 所属乡镇 given by its code; the same for both ends of a relationship."""
    if field.role in ("link", "start", "end"):
        words = (*titles(kind, field), *(field.link.aliases if field.link else ends(kind, field)))
        return tuple(word + end for word in words if not CODE.search(word) for end in ("编码", "代码", "编号", " code"))
    return ()


def meaning(kind: Node | Rel, header: str) -> Field | None:
    """What a header means on the sheet of a type."""
    known = meanings(kind.label if isinstance(kind, Node) else kind.type)
    form = canonical(header)
    return known.get(form) or known.get(without_brackets(form))
