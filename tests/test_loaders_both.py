"""A ledger taken from the store in which a first day was edited, while others wrote on the same relationship."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

import actions
import loaders
from graphmodel.digest import digest
from graphmodel.embedded import Embedded
from graphmodel.schema import REL
from tests.test_loaders_taken import _home, cells, loaded, paired, pairs, taken  # noqa: F401

WHAT = "PAIRED_WITH|Member:370982/D-1|Household:370982/H-1|帮学|2020-03-01"
EDITS = {("结对", 4, "起始日期"): date(2020, 5, 1), ("结对", 4, "终止日期"): date(2023, 5, 1)}


@pytest.mark.parametrize("last", [{}, {"终止日期": "2022-03-01"}])
def test_a_first_day_that_both_edited_is_told_beside_the_relationship_on_record(paired: Embedded, last: dict[str, str]) -> None:
    book = loaders.ledger(paired)
    loaders.write(paired, loaders.edit(paired, WHAT, {"起始日期": "2020-04-01", **last}))
    found = taken(paired, book, {("结对", 4, "起始日期"): date(2020, 5, 1)})
    [notice] = [p for p in found.problems if p.rule == "pair_beside"]
    assert (notice.severity, notice.row, notice.value, "2020-04-01" in notice.reason[0]) == ("notice", 4, "2020-05-01", True)
    assert ("未终止" in notice.reason[0]) is not bool(last)
    assert found.counts["PAIRED_WITH"] == {"new": 1, "changed": 0, "same": 2, "conflicting": 0, "gone": 0}


def test_a_row_that_the_ledger_listed_as_ended_is_no_news_beside_a_new_one(paired: Embedded) -> None:
    loaders.write(paired, loaders.edit(paired, WHAT, {"终止日期": "2021-03-01"}))
    book = loaders.ledger(paired)
    loaders.write(paired, loaders.edit(paired, WHAT, {"终止日期": "2021-06-01"}))
    new = {"帮扶人": "D-1", "帮扶对象": "H-1", "项目": "帮学", "起始日期": "2022-01-01"}
    found = taken(paired, book, {("结对", 6, header): value for header, value in new.items()})
    assert not [p for p in found.problems if p.rule == "pair_beside"]
    assert found.counts["PAIRED_WITH"]["new"] == 1


def test_another_cell_of_a_moved_relationship_that_both_edited_is_decided(paired: Embedded) -> None:
    book = loaders.ledger(paired)
    loaders.write(paired, loaders.edit(paired, WHAT, {"终止日期": "2022-03-01"}))
    asked = taken(paired, book, EDITS)
    first = ("since", "2020-03-01", "2020-03-01", "2020-05-01", "")
    assert {one[1:] for one in cells(asked)} == {first, ("until", "", "2022-03-01", "2023-05-01", "ask")}
    assert (asked.ok, asked.counts["PAIRED_WITH"]) == (False, {"new": 0, "changed": 1, "same": 2, "conflicting": 1, "gone": 0})
    before = digest(paired)
    for how, last in (("keep", date(2022, 3, 1)), ("replace", date(2023, 5, 1))):
        loaders.write(paired, taken(paired, book, EDITS, conflicts=how))
        assert pairs(paired) >= {("帮学", date(2020, 5, 1))} and len(pairs(paired)) == 3
        assert paired.table(REL["PAIRED_WITH"]).filter(pl.col("programme") == "帮学")["until"].to_list() == [last]
        actions.undo(paired, paired.imports()[-1].number)
        assert digest(paired) == before
