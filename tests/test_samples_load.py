"""The samples through the loader a second time, whole or one workbook alone: nothing to mend, nothing changed."""
from __future__ import annotations

from pathlib import Path

import pytest

import loaders
import samples
from graphmodel.engine import Engine


@pytest.mark.parametrize("name", samples.NAMES)
def test_the_second_load_changes_nothing(sample_store: Engine, sample_books: dict[str, list[Path]], name: str) -> None:
    module = samples.sample(name)
    draft = loaders.prepare(sample_store, sample_books[name], territory=module.TERRITORY, data_date=module.DATA_DATE, samples=True)
    assert draft.ok
    assert draft.changes.empty


def test_a_workbook_alone_finds_what_it_names_in_the_store(sample_store: Engine, sample_books: dict[str, list[Path]]) -> None:
    module = samples.sample("yangliu")
    for path in sample_books["yangliu"]:
        draft = loaders.prepare(sample_store, [path], territory=module.TERRITORY, data_date=module.DATA_DATE, samples=True)
        assert draft.ok, (path.name, draft.problems[:3])
        assert draft.changes.empty, path.name
