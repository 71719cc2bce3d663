"""Generated workbooks with known faults: every one is named in its cell, and nothing else is."""

from __future__ import annotations

import collections
import os
from pathlib import Path

import loaders
from graphmodel.embedded import Embedded
from tests import broken

COUNT = 200 if os.environ.get("LIANJIAN_LONG") == "1" else 14
NOTICES = {"row_skipped", "column_ignored", "column_unknown", "hidden_rows"}


def test_every_planted_fault_is_named_and_none_besides(embedded: Embedded, tmp_path: Path) -> None:
    planted = collections.Counter[str]()
    for path, faults in broken.workbooks(COUNT, tmp_path):
        found = loaders.prepare(embedded, [path])
        told = {(p.sheet, p.row, p.column, p.rule) for p in found.errors}
        assert told == faults, (path.name, "missed", faults - told, "extra", told - faults)
        assert len(found.errors) == len(told)
        assert {p.rule for p in found.problems if p.severity == "notice"} <= NOTICES
        planted.update(rule for *_, rule in faults)
    print(f"workbooks {COUNT}, faults {planted.total()}, by rule: {dict(sorted(planted.items()))}")
    assert len(planted) > 15
    assert not embedded.imports()
