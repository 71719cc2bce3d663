"""What a sheet with headers of its own may mean: a type for the sheet, a property for each column, how sure and why. Nothing is decided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from graphmodel.masking import mask
from graphmodel.schema import NODES, RELS
from graphmodel.words import Node, Rel, Text
from loaders.evidence import Column, fit, like_names, samples
from loaders.files import Sheet
from loaders.header_rows import NUMERIC, SEARCHED, composed, header_of, is_header
from loaders.mappings import KEEP, SKIP, Mapped, code_of, fields_of
from loaders.marks import NUMBERING, TOTAL
from loaders.meanings import Field, kind_of, meaning, meanings
from loaders.pinyin import sounds
from loaders.text import canonical, without_brackets

ENOUGH = 0.45
"""How sure a column, or a sheet's type, must be to be proposed."""
LOOKED_INTO = 12
"""Types whose cells are compared; the headers of the others are less like theirs."""
APART = 0.06
"""How much surer the best type must be than the next one, or the sheet's type is left open."""


@dataclass(frozen=True)
class Guess:
    """A column: its header, what it may mean (a mapping's code), how sure (0 to 1), why, and a few of its cells, people's masked."""

    column: str
    header: str
    meaning: str
    sure: float
    why: Text
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """What a sheet may mean. `kind` is "" where several types fit alike; `kinds` are the likely ones with how sure.

    `needed`: nothing can be written before it is confirmed; otherwise the unknown columns would be kept as they are.
    """

    sheet: Sheet
    kind: str
    kinds: tuple[tuple[str, float], ...]
    header_row: int
    guesses: tuple[Guess, ...]
    needed: bool = True

    def mapped(self) -> Mapped:
        """The proposal as it stands, to be confirmed."""
        return Mapped(self.sheet.name, self.kind, tuple((g.header, g.meaning) for g in self.guesses))


def propose(sheet: Sheet, kind: str = "", needed: bool = True) -> Proposal | None:
    """The likeliest meaning of a sheet, as that type where it is given; None where it has no header or no row under it."""
    named = kind_of(sheet.name)
    every = (*NODES, *RELS)
    kinds: list[Node | Rel] = [k for k in every if label(k) == kind] or ([named] if named else list(every))
    head = header_of(sheet, lambda text: meaning(kinds[0], text)) if len(kinds) == 1 else None
    row, cells = (head.row, head.cells) if head and head.score > 1 else first_header(sheet)
    body = sheet.rows.filter(sheet.rows["row"] > row)
    if not any(cells) or body.is_empty():
        return None
    first = next(c for c, cell in zip(body.columns[1:], cells, strict=True) if cell)
    body = body.filter(~body[first].str.contains(TOTAL).fill_null(False))
    columns = {c: (cell, Column(body[c], sheet.numeric)) for c, cell in zip(body.columns[1:], cells, strict=True) if cell}
    kinds = sorted(kinds, key=lambda k: by_words(k, sheet.name, columns), reverse=True)[:LOOKED_INTO]
    found = sorted(
        ((sure, -i, k, guesses) for i, k in enumerate(kinds) for sure, guesses in (of_kind(k, sheet.name, columns),)), key=lambda f: f[:2]
    )
    sure, _, best, guesses = found[-1]
    open_ = len(kinds) > 1 and (sure < ENOUGH or sure - found[-2][0] < APART)
    likely = tuple((label(k), round(s, 2)) for s, _, k, _ in reversed(found[-6:]) if s >= ENOUGH / 2 or len(kinds) == 1)
    return Proposal(sheet, "" if open_ else label(best), likely, row, guesses, needed)


def label(kind: Node | Rel) -> str:
    """The label or type name."""
    return kind.label if isinstance(kind, Node) else kind.type


def first_header(sheet: Sheet) -> tuple[int, tuple[str | None, ...]]:
    """The row that looks like a header when no type is known: the first with nearly as many different words as the sheet has columns."""
    rows = [(row[0], row[1:]) for row in sheet.rows.head(SEARCHED).rows()]
    words = [len({cell for cell in cells if cell and not NUMERIC.fullmatch(cell)}) for _, cells in rows]
    best = next((i for i, count in enumerate(words) if count >= 0.7 * max(words) and count > 1), None)
    if best is None:
        return (0, ())
    row, cells = rows[best]
    known = lambda text: next((f for k in (*NODES, *RELS) if (f := meaning(k, text))), None)  # noqa: E731
    if best + 1 < len(rows) and rows[best + 1][0] == row + 1 and is_header(cells, rows[best + 1][1], known):
        return rows[best + 1][0], composed(cells, rows[best + 1][1], known)
    return row, cells


def of_kind(kind: Node | Rel, name: str, columns: dict[str, tuple[str, Column]]) -> tuple[float, tuple[Guess, ...]]:
    """How sure a sheet is of this type, and what its columns then mean: each meaning once, the surest pairs first."""
    node = kind if isinstance(kind, Node) else None
    scored = []
    for column, (header, cells) in columns.items():
        for code, field in fields_of(kind).items():
            sure, why = score(kind, header, cells, field, node)
            if sure >= ENOUGH:
                scored.append((sure, column, code, why))
    taken: dict[str, tuple[float, str, Text]] = {}
    for sure, column, code, why in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if column not in taken and code not in {code for _, code, _ in taken.values()}:
            taken[column] = (sure, code, why)
    guesses = tuple(guess(column, header, cells, kind, taken.get(column)) for column, (header, cells) in columns.items())
    counted = [c for c, (header, _) in columns.items() if canonical(header) not in NUMBERING]
    total = sum(taken[c][0] for c in counted if c in taken) / max(1, len(counted))
    must = ("prop:id",) if node else ("start", "end")
    total *= 0.5 ** sum(code not in {code for _, code, _ in taken.values()} for code in must)
    return min(1.0, total * 0.85 + 0.15 * by_sheet_name(kind, name)), guesses


def by_sheet_name(kind: Node | Rel, name: str) -> float:
    """How like a sheet's name is to those of a type, 0 below a half."""
    own = canonical(name)
    found = max(
        1.0 if len(word) > 1 and word in own else fuzz.ratio(word, own) / 100 for word in map(canonical, (*kind.title, *kind.aliases))
    )
    return found if found >= 0.5 else 0.0


def by_words(kind: Node | Rel, name: str, columns: dict[str, tuple[str, Column]]) -> float:
    """How many headers have a word of this type, by their letters alone: a first sieve."""
    every = [word for words in words_of(kind).values() for word in words]
    heads = [without_brackets(canonical(header)) for header, _ in columns.values()]
    return by_sheet_name(kind, name) + sum(max(alike(word, head)[0] for word in every) for head in heads)


def score(kind: Node | Rel, header: str, cells: Column, field: Field, node: Node | None) -> tuple[float, Text]:
    """How sure a column means this, and why: by its header, by its cells, or both."""
    by_name, said = likeness(kind, header, field)
    by_cells, seen = fit(cells, field, node)
    if by_cells < 0.2 and cells.cells.len():
        return 0.0, seen
    if by_name == 0:
        return (0.55, (f"内容为{seen[0]}", f"its cells are {seen[1]}")) if by_cells > 1 else (0.0, seen)
    return min(1.0, 0.75 * by_name + 0.25 * min(1.0, by_cells)), (f"{said[0]}，{seen[0]}", f"{said[1]}, {seen[1]}")


def likeness(kind: Node | Rel, header: str, field: Field) -> tuple[float, Text]:
    """How like a header is to the words for a meaning: the same, one within the other, alike, or alike in sound."""
    exact = meaning(kind, header)
    if exact and exact.same == field.same:
        return 1.0, ("列名相同", "the same header")
    return max((alike(word, without_brackets(canonical(header))) for word in words_of(kind).get(field.same, ())), default=(0.0, ("", "")))


@lru_cache(maxsize=200_000)
def alike(word: str, own: str) -> tuple[float, Text]:
    """How like a canonical header is to a known word."""
    if len(word) > 1 and (word in own or (own in word and len(own) > 1)):
        return 0.6 + 0.3 * min(len(word), len(own)) / max(len(word), len(own)), (f"列名含“{word}”", "its header holds a known word")
    if len(own) > 1 and len(word) == len(own) and sounds(word) == sounds(own):
        return 0.85, (f"与“{word}”同音", "its header sounds like a known word")
    ratio = fuzz.ratio(word, own) / 100
    return (ratio * 0.9 if ratio >= 0.6 else 0.0), (f"列名近似“{word}”", "its header is like a known word")


@cache
def words_of(kind: Node | Rel) -> dict[tuple, tuple[str, ...]]:
    """Every known word for each meaning of a type, canonical."""
    found: dict[tuple, tuple[str, ...]] = {}
    for word, field in meanings(label(kind)).items():
        found[field.same] = (*found.get(field.same, ()), word)
    return found


def guess(column: str, header: str, cells: Column, kind: Node | Rel, taken: tuple[float, str, Text] | None) -> Guess:
    """One column of a proposal; what means nothing is kept as it is, and a numbering left away."""
    field = fields_of(kind).get(taken[1]) if taken else None
    personal = hidden(field, cells)
    shown = tuple(mask(text, personal or ("number" if text.isdigit() and len(text) > 12 else "")) for text in samples(cells))
    if field is None or taken is None:
        skipped = canonical(header) in NUMBERING
        why = ("序号，不导入", "a numbering; not loaded") if skipped else ("模型中没有相近的列", "the model has nothing like it")
        return Guess(column, header, SKIP if skipped else KEEP, 0.0, why, shown)
    return Guess(column, header, code_of(field), round(taken[0], 2), taken[2], shown)


def hidden(field: Field | None, cells: Column) -> str:
    """How the cells shown are masked: as the property asks, else what looks like a name where people may be named."""
    if field and field.prop:
        return field.prop.personal
    people = field is None or field.link is None or any(p.name == "name" and p.personal for t in field.link.targets for p in t.props)
    return "name" if people and like_names(cells) else ""
