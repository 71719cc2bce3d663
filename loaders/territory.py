"""Which county a load belongs to: what its own short codes are short for."""

from __future__ import annotations

import polars as pl

from graphmodel.engine import Engine
from graphmodel.problem import Problem
from graphmodel.words import Node
from loaders.gather import Part
from loaders.keys import is_own
from loaders.rules import problem
from loaders.text import narrow

OFFICIAL = r"^\d{6}(\d{3}|\d{6})?$"
STORED = """MATCH (c:County) OPTIONAL MATCH (c)<-[:PART_OF]-(t:Township|Village)
RETURN c.id AS id, c.name AS name, count(t) AS below ORDER BY id"""


def territory(parts: list[Part], engine: Engine, given: str | None) -> tuple[str | None, list[Problem]]:
    """The county's code: as given, else from the files' own County rows, else from their official codes, else the store's.

    None, with a problem that lists the choices, when it is needed and there is no one answer.
    """
    if given and len(given) == 6 and given.isdecimal():
        return given, []
    counties = official(parts, ("County",)) if not given else set()
    found = only(official(parts, ("Township", "Village")) & counties) if not given else None
    found = found or topmost(counties)
    codes = set() if found or given else {code[:6] for code in official(parts, None)}
    if not found and len(codes) == 1:
        found = codes.pop()
    stored = [] if found or given else engine.rows(STORED)
    found = found or only({row["id"] for row in stored if row["below"]}) or topmost({row["id"] for row in stored})
    if found or (not needed(parts) and not given):
        return found, []
    maybe = tuple(f"{row['name']}（{row['id']}）" for row in stored) or tuple(sorted(counties or codes))
    first = parts[0].match.sheet
    return None, [
        problem(
            "territory_unknown",
            first.source,
            first.name,
            None,
            "",
            given,
            "有自编编码，但不知属于哪个县。",
            "There are codes of the county's own, but which county is not known.",
            maybe[:20],
        )
    ]


def only(codes: set[str]) -> str | None:
    """The one code there is: of a prefecture and its county, the one whose townships are handed in.

    >>> only({"370982"}), only({"370982", "150929"}), only(set())
    ('370982', None, None)
    """
    return next(iter(codes)) if len(codes) == 1 else None


def topmost(codes: set[str]) -> str | None:
    """The one code that lies above all the others: 210000 above 210100.

    >>> topmost({"210000", "210100", "210200"}), topmost({"370982", "150929"}), topmost(set())
    ('210000', None, None)
    """
    stems = {code: code.removesuffix("00").removesuffix("00") for code in codes}
    above = [code for code in codes if all(other.startswith(stems[code]) for other in codes)]
    return above[0] if len(above) == 1 else None


def official(parts: list[Part], labels: tuple[str, ...] | None) -> set[str]:
    """Official codes among the keys of these types; None: of every type, and among the cells that name such things."""
    found: set[str] = set()
    for part in parts:
        node = isinstance(part.match.kind, Node)
        columns = (
            ["id"] if node and "id" in part.rows.columns and (part.match.name in labels if labels else part.match.kind.official) else []
        )
        if not labels:
            columns += [f.column for f in part.match.fields if f.role == "link" and any(t.official for t in f.link.targets)]
            columns += [c for c in ("start", "end") if c in part.rows.columns and not node]
        for column in columns:
            codes = part.rows.select(narrow(pl.col(column)).alias("code")).filter(pl.col("code").str.contains(OFFICIAL))["code"]
            found.update(codes.str.slice(0, 6).unique().to_list())
    return found


def needed(parts: list[Part]) -> bool:
    """Whether any key is the county's own and has no territory yet."""
    return any(
        part.rows.select(is_own(pl.col("id"), part.match.kind).any()).item()
        for part in parts
        if isinstance(part.match.kind, Node) and "id" in part.rows.columns and part.rows.height
    )
