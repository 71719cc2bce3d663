"""The tiny county in a home folder of its own, and its reports made once for all tests that look at them."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from actions.reporting import drafted
from graphmodel.embedded import Embedded
from reports.document import Document
from tests import tiny

NEEDS: dict[str, dict[str, Any]] = {"compare": {"before": "1"}, "selection": {"around": "Village:990101101001", "depth": 1}}
"""What kinds are given that need more than a place."""
KINDS = ("coverage", "pairs", "villages", "clusters", "compare", "quality", "selection", "figures")
COUNTY = "County:990101"


class County:
    """The engine of the tiny county, and the drafts of its reports."""

    def __init__(self, engine: Embedded) -> None:
        self.engine = engine
        self.draft = cache(self.made)

    def made(self, kind: str, language: str = "zh", unmask: bool = False) -> Document:
        """A report of the county, before it is written."""
        return drafted(self.engine, kind, scope=COUNTY, language=language, unmask=unmask, more=NEEDS.get(kind))


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """The tiny county, open."""
    patch = pytest.MonkeyPatch()
    home = tmp_path_factory.mktemp("home")
    patch.setenv("LIANJIAN_HOME", str(home))
    patch.delenv("LIANJIAN_DB", raising=False)
    engine = Embedded(home / "store")
    tiny.fill(engine)
    yield County(engine)
    engine.close()
    patch.undo()
