"""Every sheet of a load understood, proposed, or named as unknown; nothing is guessed silently."""

from __future__ import annotations

from dataclasses import replace

from graphmodel.problem import Problem
from loaders.files import Sheet
from loaders.headers import Match, understand
from loaders.mappings import KEEP, SKIP, fields_of, kind_of, saved
from loaders.propose import Proposal, propose
from loaders.rules import problem

HEAD = 420
"""Rows of a sheet that are kept for proposals."""
SURE = ((0.8, ("高", "high")), (0.6, ("中", "fair")), (0.0, ("低", "low")))
OPEN = ("sheet_unknown", "header_missing")


def matched(sheets: list[Sheet], mapping: str | None = None) -> tuple[list[Match], tuple[Proposal, ...], list[Problem]]:
    """The sheets that are understood, what others may mean, and what is wrong. KeyError names a mapping that does not exist."""
    mappings = [m for m in saved() if mapping in (None, m.name)]
    if mapping is not None and not mappings:
        raise KeyError(mapping)
    matches, proposals, problems = [], [], []
    for sheet in sheets:
        match, wrong = understand(sheet, mappings)
        matches += [match] if match else []
        made = None
        if match is None and any(p.rule in OPEN for p in wrong):
            made = propose(head(sheet))
        elif match and match.unknown and lacks(match):
            made = propose(head(sheet), match.name)
        if made and match is None and made.kind and any(g.meaning not in (KEEP, SKIP) for g in made.guesses):
            wrong = [unconfirmed(made) if p.rule in OPEN else p for p in wrong]
        elif made and match is None and not made.kinds:
            made = None
        proposals += [made] if made else []
        problems += wrong
    return matches, tuple(proposals), problems


def lacks(match: Match) -> bool:
    """Whether a sheet has not the columns without which no row can be read."""
    fields = {("prop", f.prop.name) if f.prop else (f.role, "") for f in match.fields}
    return bool(({("prop", "id")} if hasattr(match.kind, "label") else {("start", ""), ("end", "")}) - fields)


def head(sheet: Sheet) -> Sheet:
    """The first rows of a sheet."""
    return replace(sheet, rows=sheet.rows.head(HEAD))


def heads(sheets: list[Sheet], matches: list[Match]) -> tuple[Sheet, ...]:
    """The first rows of every sheet of which not all columns were understood."""
    whole = {(m.sheet.file, m.sheet.number) for m in matches if not m.unknown}
    return tuple(head(sheet) for sheet in sheets if (sheet.file, sheet.number) not in whole and sheet.rows.height)


def sure_words(sure: float) -> tuple[str, str]:
    """How sure, in words.

    >>> sure_words(0.83), sure_words(0.5)
    (('高', 'high'), ('低', 'low'))
    """
    return next(words for least, words in SURE if sure >= least)


def unconfirmed(made: Proposal) -> Problem:
    """The problem of a sheet whose meaning was worked out but that nobody confirmed."""
    kind = kind_of(made.kind)
    fields = fields_of(kind)
    sure = dict(made.kinds).get(made.kind, 0.0)
    said = [(g.header, title) for g in made.guesses if g.meaning in fields for title in (meaning_title(made.kind, g.meaning),)]
    zh, en = ("、".join(f"{h}→{t[0]}" for h, t in said), ", ".join(f"{h} → {t[1]}" for h, t in said))
    words = sure_words(sure)
    return problem(
        "mapping_unconfirmed",
        made.sheet.source,
        made.sheet.name,
        None,
        "",
        made.sheet.name,
        f"看作“{kind.title[0]}”（把握{words[0]}）：{zh}。",
        f"Taken as {kind.title[1]} (confidence {words[1]}): {en}.",
    )


def meaning_title(kind: str, code: str) -> tuple[str, str]:
    """What a mapping's code is called on the sheet of a type."""
    if code in (KEEP, SKIP):
        return {KEEP: ("原样保留", "Kept as it is"), SKIP: ("不导入", "Not loaded")}[code]
    own, field = kind_of(kind), fields_of(kind_of(kind))[code]
    if field.prop or field.link:
        return (field.prop or field.link).title  # type: ignore[union-attr]
    side = own.start if field.role.startswith("start") else own.end  # type: ignore[union-attr]
    return (f"{side[0]}类型", f"{side[1]} type") if field.role.endswith("_type") else side
