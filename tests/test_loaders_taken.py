"""A ledger taken from the store, edited and loaded back while others wrote: only the edits speak, and what both changed is decided."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actions
import loaders
from graphmodel.changes import applied, complete, difference
from graphmodel.digest import digest
from graphmodel.embedded import Embedded
from graphmodel.engine import StaleError
from graphmodel.schema import NODE
from loaders.conflicts import conflicting, decide
from loaders.edits import COLUMNS, masked
from loaders.taken import only_edited
from tests.test_loaders_changes import BASE, prepare

DAY = date(2020, 9, 30)
VILLAGE = NODE["Village"]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))


@pytest.fixture
def loaded(embedded: Embedded) -> Embedded:
    """The base loaded."""
    loaders.write(embedded, prepare(embedded, BASE, data_date=DAY))
    return embedded


def taken(store: Embedded, book: bytes, edits: dict[tuple[str, int, str], object], **how) -> loaders.Draft:
    """The load of a ledger in which cells (sheet, row, header) were edited in Excel."""
    opened = openpyxl.load_workbook(io.BytesIO(book))
    for (sheet, row, header), value in edits.items():
        page = opened[sheet]
        page.cell(row, {cell.value: cell.column for cell in page[1]}[header]).value = value
    held = io.BytesIO()
    opened.save(held)
    found = loaders.prepare(store, [("台账.xlsx", held.getvalue())], data_date=DAY, **how)
    assert not found.errors, [p.text("zh") for p in found.errors]
    return found


def cells(found: loaders.Draft) -> set[tuple]:
    """(key, property, when taken, now, in the file, decision) of each changed cell."""
    return {(c["key"], c["prop"], c["taken"], c["before"], c["after"], c["decision"]) for c in found.cells}


def test_what_others_changed_since_stays_and_conflicts_only_where_both_did(loaded: Embedded) -> None:
    book = loaders.ledger(loaded)
    change = {"村": [{"编码": "370982105201", "户数": "500"}, {"编码": "370982105202", "户数": "600", "乡镇": "果都镇"}]}
    loaders.write(loaded, prepare(loaded, change, data_date=DAY))
    loaders.write(loaded, loaders.edit(loaded, "PAIRED_WITH|Member:370982/D-1|Household:370982/H-1|帮学|", {}, remove=True))
    untouched = taken(loaded, book, {})
    assert untouched.changes.empty
    assert [(p.rule, p.sheet, p.row) for p in untouched.problems if p.rule == "removed_since"] == [("removed_since", "结对", 2)]
    edits = {("村", 2, "户数"): 77, ("村", 5, "户数"): 78}
    both, alone = ("370982105201", "households", "101", "500", "77"), ("370982105204", "households", "104", "104", "78", "")
    asked = taken(loaded, book, edits)
    assert (cells(asked), asked.ok) == ({(*both, "ask"), alone}, False)
    assert asked.counts["Village"] | {"gone": 0} == {"new": 0, "changed": 1, "same": 2, "conflicting": 1, "gone": 0}
    for how, left in (("keep", 500), ("replace", 77), ({("Village", "370982105201", "households"): "replace"}, 77)):
        found = taken(loaded, book, edits, conflicts=how)
        before = digest(loaded)
        loaders.write(loaded, found)
        assert loaded.table(VILLAGE).sort("id")["households"].to_list() == [left, 600, 103, 78]
        actions.undo(loaded, loaded.imports()[-1].number)
        assert digest(loaded) == before


def test_a_place_that_both_moved_is_a_conflict_too(loaded: Embedded) -> None:
    loaders.write(loaded, prepare(loaded, {"村": [{"编码": "370982105201", "片区": "P-1"}]}, data_date=DAY))
    third = {"片区": [{"编码": "P-3", "名称": "三片", "所属乡镇": "羊流镇"}]}
    loaders.write(loaded, prepare(loaded, third, data_date=DAY))
    book = loaders.ledger(loaded)
    header = next(c.value for c in openpyxl.load_workbook(io.BytesIO(book))["村"][1] if "片区" in c.value)
    loaders.write(loaded, prepare(loaded, {"村": [{"编码": "370982105201", "片区": "P-2"}]}, data_date=DAY))
    assert taken(loaded, book, {}).changes.empty
    asked = taken(loaded, book, {("村", 2, header): "P-3"})
    assert [(c["conflict"], c["decision"]) for c in asked.cells] == [(True, "ask")]
    assert ["一片" in str(c["taken"]) and "二片" in str(c["before"]) and "三片" in str(c["after"]) for c in asked.cells] == [True]
    assert asked.changes.empty
    loaders.write(loaded, taken(loaded, book, {("村", 2, header): "P-3"}, conflicts="replace"))
    asked_now = "MATCH (v:Village {id: '370982105201'})-[]->(a:Area) RETURN a.id AS id"
    assert loaded.rows(asked_now) == [{"id": "370982/P-3"}]


def test_the_second_of_two_planners_is_told_and_goes_on_from_there(loaded: Embedded, monkeypatch: pytest.MonkeyPatch) -> None:
    first = prepare(loaded, {"村": [{"编码": "370982105201", "户数": "7"}, {"编码": "370982105202", "户数": "8"}]}, data_date=DAY)
    other = {"村": [{"编码": "370982105201", "户数": "70"}, {"编码": "370982105203", "户数": "90"}]}
    loaders.write(loaded, prepare(loaded, other, data_date=DAY, who="乙"))
    with pytest.raises(StaleError):
        loaders.write(loaded, first)
    again = {"村": [{"编码": "370982105201", "户数": "7"}, {"编码": "370982105202", "户数": "8"}, {"编码": "370982105203", "户数": "103"}]}
    rebased = prepare(loaded, again, data_date=DAY, since=first.record.number - 1)
    assert [(r.number, r.who) for r in rebased.meanwhile] == [(2, "乙")]
    assert cells(rebased) == {
        ("370982105201", "households", "101", "70", "7", "ask"),
        ("370982105202", "households", "102", "102", "8", ""),
    }
    loaders.write(loaded, prepare(loaded, again, data_date=DAY, since=first.record.number - 1, conflicts="keep"))
    assert loaded.table(VILLAGE).sort("id")["households"].to_list() == [70, 8, 90, 104]


def test_a_load_that_is_overtaken_is_checked_again_by_itself(loaded: Embedded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "村.csv"
    file.write_text("编码,户数\n370982105202,8\n370982105203,103\n", "utf-8")
    real, other = actions.loading.prepare, prepare(loaded, {"村": [{"编码": "370982105203", "户数": "90"}]}, data_date=DAY)

    def overtaken(engine, paths, **how):
        found = real(engine, paths, **how)
        if engine.imports()[-1].number == 1:
            loaders.write(engine, other)
        return found

    monkeypatch.setattr(actions.loading, "prepare", overtaken)
    found, record = actions.load(loaded, [file], data_date=DAY)
    assert (record.number, len(found.meanwhile)) == (3, 1)
    assert loaded.table(VILLAGE).sort("id")["households"].to_list() == [101, 8, 90, 104]


VALUES = st.lists(st.tuples(*[st.sampled_from((None, 1, 2, 3))] * 3), min_size=1, max_size=6)


@settings(max_examples=200, deadline=None)
@given(VALUES, st.sampled_from(("keep", "replace")))
def test_a_rebase_takes_each_cell_from_whoever_changed_it(cells: list[tuple], how: str) -> None:
    """`cells` are, thing by thing, what was held when the ledger was taken, what is stored now, and what the file says."""
    then, now, file = (
        complete(VILLAGE, pl.DataFrame({"id": [f"v{n}" for n in range(len(cells))], "households": column}, {"id": pl.String, "households": pl.Int64}))
        for column in zip(*cells, strict=True)
    )
    rows = file.select("id", "households", part=pl.lit(0), row=pl.lit(2), sources=pl.lit("9.0.0.2"), extra=pl.lit(None, pl.String))
    left, gone = only_edited(rows, then, now, ["id"], ["households"])
    assert gone.is_empty()
    change, _ = difference(VILLAGE, now, left.select("id", "households", "sources"))
    found = change.changed.with_row_index("index").select(
        type=pl.lit("Village"), key="id", name=pl.lit(None, pl.String), prop=pl.lit("households"), title_zh=pl.lit(""), title_en=pl.lit(""),
        before=masked("households", ""), after=masked("households", ""), file=pl.lit("台账.xlsx"), sheet=pl.lit("村"),
        row=pl.lit(2, pl.Int64), taken=pl.lit(None, pl.String), index="index",
    ).select(list(COLUMNS))  # fmt: skip
    judged = conflicting(found, change.before, VILLAGE, [], DAY, {"台账.xlsx": then})
    decided, _ = decide(change, VILLAGE, judged, how)
    after = dict(applied(VILLAGE, now, decided).select("id", "households").rows())
    for number, (held, stored, said) in enumerate(cells):
        edited, moved = said is not None and said != held, stored != held
        wanted = said if edited and (not moved or how == "replace") else stored
        assert after[f"v{number}"] == wanted
    assert dict(applied(VILLAGE, applied(VILLAGE, now, decided), decided.inverse()).select("id", "households").rows()) == dict(
        now.select("id", "households").rows()
    )
