"""Loading workbooks: prepare (everything is checked, nothing written), then write; and the samples, into their own store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import loaders
import samples
from actions.audit import who
from actions.mapping import confirm
from actions.sources import masked_problem
from actions.stores import home
from graphmodel.engine import Engine, StaleError
from graphmodel.imports import ImportRecord

REBASED = 2
"""How often a load is checked again by itself when others wrote between its check and its writing."""
Progress = Callable[[str, int, int], None]


def prepare(
    engine: Engine,
    paths: Iterable[str | Path],
    *,
    data_date: date | None = None,
    territory: str | None = None,
    conflicts: str = "ask",
    remove_gone: bool = False,
    mapping: str | None = None,
    since: int | None = None,
    progress: Progress | None = None,
) -> loaders.Draft:
    """Reads and checks everything and works out what would change; writes nothing.

    The draft holds `problems`, `counts` by type (new, changed, same, conflicting, gone), the changed `cells` and whether it is `ok`.
    `since` is the import after which the files were checked before: what others wrote meanwhile is not overwritten unasked.
    Names and numbers of people in it are masked.
    """
    draft = loaders.prepare(
        engine,
        [Path(path) for path in paths],
        territory=territory,
        data_date=data_date,
        who=who(),
        conflicts=conflicts,
        remove_gone=remove_gone,
        mapping=mapping,
        since=since,
        progress=progress,
    )
    return replace(draft, problems=tuple(map(masked_problem, draft.problems)))


def write(engine: Engine, draft: Any, progress: Progress | None = None) -> ImportRecord | None:
    """Writes a draft that is ok, all or nothing, and counts again; None when it changes nothing."""
    return loaders.write(engine, draft, progress)


def load(
    engine: Engine,
    paths: Iterable[str | Path],
    *,
    dry_run: bool = False,
    save_mapping: str | None = None,
    progress: Progress | None = None,
    **how: Any,
) -> tuple[Any, ImportRecord | None]:
    """Prepares and, where nothing is wrong and it is no `dry_run`, writes: the draft and the import.

    When others write in between, it is checked again against what they wrote: their cells stay, or conflict.
    `save_mapping` confirms what is proposed for sheets with headers of their own, under that name. ValueError for an unfit name.
    """
    draft = prepare(engine, paths, progress=progress, **how)
    if save_mapping and any(proposal.kind for proposal in draft.proposals):
        confirm(save_mapping, [proposal.mapped() for proposal in draft.proposals if proposal.kind])
        draft = prepare(engine, paths, progress=progress, **how | {"mapping": save_mapping})
    for _ in range(REBASED):
        try:
            return draft, write(engine, draft, progress) if draft.ok and not dry_run else None
        except StaleError:
            draft = prepare(engine, paths, progress=progress, **how | {"since": draft.record.number - 1})
    return draft, write(engine, draft, progress) if draft.ok else None


def returned(draft: Any, language: str = "zh") -> tuple[str, bytes] | None:
    """The planner's own files with every problem marked in its cell and listed on a first sheet: name and bytes, a zip of several.

    None where no file that can be opened has a problem.
    """
    return loaders.returned(draft, language)


def territories(engine: Engine) -> list[dict[str, Any]]:
    """The counties that are stored, `id` and `name`: the choices of `territory`."""
    return engine.rows("MATCH (c:County) RETURN c.id AS id, c.name AS name ORDER BY id")


def template(types: Iterable[str], language: str = "zh") -> bytes:
    """An empty workbook (.xlsx) for these types, with drop-downs, notes and an example row."""
    return loaders.template(list(types), language)


def sample_names() -> tuple[str, ...]:
    """The samples that there are, in order."""
    return tuple(name for name in samples.NAMES if find_spec(f"samples.{name}"))


def sample_title(name: str) -> tuple[str, str]:
    """What a sample shows, in Chinese and English."""
    title: tuple[str, str] = samples.sample(name).TITLE
    return title


def samples_missing(engine: Engine) -> tuple[str, ...]:
    """The samples that the sample store does not hold yet, in order."""
    held = {record.who for record in engine.imports() if record.samples}
    return tuple(name for name in sample_names() if sample_who(name) not in held)


def sample_who(name: str) -> str:
    """How the import of a sample is signed.

    >>> sample_who("yangliu")
    'sample yangliu'
    """
    return f"sample {name}"


def load_samples(engine: Engine, names: Iterable[str] = (), progress: Progress | None = None) -> dict[str, tuple[Any, ImportRecord | None]]:
    """Loads these samples (all without names) into the sample store: for each its draft and import.

    Only ever give it the store of `open_store(samples=True)`. KeyError names a sample that does not exist.
    """
    done = {}
    for name in tuple(names) or sample_names():
        sample = samples.sample(name)
        folder = home() / "samples" / name
        folder.mkdir(parents=True, exist_ok=True)
        books = samples.write(name, folder)
        for old in set(folder.iterdir()) - set(books):
            old.unlink()
        draft = loaders.prepare(
            engine,
            books,
            territory=sample.TERRITORY,
            data_date=sample.DATA_DATE,
            who=sample_who(name),
            conflicts="replace",
            samples=True,
            progress=progress,
        )
        done[name] = draft, loaders.write(engine, draft, progress) if draft.ok else None
    return done
