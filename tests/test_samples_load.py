"""The samples through the loader a second time: nothing to mend, nothing changed."""
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
