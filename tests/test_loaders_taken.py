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
from graphmodel.schema import NODE, REL
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


PAIRS = [("帮学", date(2020, 3, 1)), ("带富", date(2020, 3, 1)), ("带富", date(2021, 3, 1))]


@pytest.fixture
def paired(loaded: Embedded) -> Embedded:
    """The base, with three more relationships of its one pair; in the ledger they are rows 3 to 5 of 结对."""
    rows = [{"帮扶人": "D-1", "帮扶对象": "H-1", "项目": programme, "起始日期": str(since)} for programme, since in PAIRS]
    loaders.write(loaded, loaders.edit(loaded, "PAIRED_WITH|Member:370982/D-1|Household:370982/H-1|帮学|", {}, remove=True))
    loaders.write(loaded, prepare(loaded, {"结对": rows}, data_date=DAY))
    return loaded


def pairs(store: Embedded) -> set[tuple[str, date]]:
    """Programme and first day of every pair."""
    return set(store.table(REL["PAIRED_WITH"]).select("programme", "since").rows())


@pytest.mark.parametrize("late", [False, True])
def test_an_edited_first_day_moves_its_relationship_and_is_one_changed_cell(paired: Embedded, late: bool) -> None:
    book, what = loaders.ledger(paired), "PAIRED_WITH|Member:370982/D-1|Household:370982/H-1|帮学|2020-03-01"
    if late:  # what a colleague wrote meanwhile on the same relationship stays
        loaders.write(paired, loaders.edit(paired, what, {"终止日期": "2022-03-01"}))
    before = digest(paired)
    found = taken(paired, book, {("结对", 4, "起始日期"): date(2020, 5, 1)})
    assert [(c["prop"], c["before"], c["after"], c["sheet"], c["row"]) for c in found.cells] == [
        ("since", "2020-03-01", "2020-05-01", "结对", 4)
    ]
    assert found.counts["PAIRED_WITH"] == {"new": 0, "changed": 1, "same": 2, "conflicting": 0, "gone": 0}
    assert not {p.rule for p in found.problems} & {"rows_left", "pair_beside"}
    loaders.write(paired, found)
    assert pairs(paired) == {("帮学", date(2020, 5, 1)), *PAIRS[1:]}
    if late:
        assert date(2022, 3, 1) in paired.table(REL["PAIRED_WITH"])["until"].to_list()
    actions.undo(paired, paired.imports()[-1].number)
    assert digest(paired) == before


def test_an_edited_key_that_fits_several_relationships_is_told(paired: Embedded) -> None:
    book, edits = loaders.ledger(paired), {("结对", row, "起始日期"): date(2020 + row, 5, 1) for row in (2, 3)}
    found = taken(paired, book, edits)
    told = {(p.rule, p.sheet, p.row, p.value) for p in found.problems}
    assert {("pair_beside", "结对", 2, "2022-05-01"), ("pair_beside", "结对", 3, "2023-05-01")} <= told
    assert ("rows_left", "结对", None, "370982/D-1、370982/D-1") in told
    assert found.counts["PAIRED_WITH"] == {"new": 2, "changed": 0, "same": 1, "conflicting": 0, "gone": 2}
    loaders.write(paired, taken(paired, book, edits, remove_gone=True))
    assert pairs(paired) == {("帮学", date(2020, 3, 1)), ("带富", date(2022, 5, 1)), ("带富", date(2023, 5, 1))}


def test_another_first_day_in_a_sheet_of_ones_own_is_told_beside_the_relationship_on_record(paired: Embedded) -> None:
    row = {"帮扶人": "D-1", "帮扶对象": "H-1", "项目": "帮学", "起始日期": "2020-06-01"}
    [notice] = [p for p in prepare(paired, {"结对": [row]}, data_date=DAY).problems if p.severity == "notice"]
    assert (notice.rule, notice.row, notice.column, "2020-03-01" in notice.reason[0]) == ("pair_beside", 2, "起始日期", True)
    ended = [row, {**row, "起始日期": "2020-03-01", "终止日期": "2020-05-31"}]
    assert not prepare(paired, {"结对": ended}, data_date=DAY).problems


def test_rows_deleted_from_a_ledger_stay_unless_asked_for(loaded: Embedded) -> None:
    opened = openpyxl.load_workbook(io.BytesIO(loaders.ledger(loaded, ["Cooperative"])))
    opened["合作社"].delete_rows(3)
    held = io.BytesIO()
    opened.save(held)
    files = [("台账.xlsx", held.getvalue())]
    found = loaders.prepare(loaded, files, data_date=DAY)
    assert [(p.rule, p.severity, p.value) for p in found.problems] == [("rows_left", "notice", "370982/C-2")]
    assert (found.changes.empty, found.counts["Cooperative"]["gone"]) == (True, 1)
    loaders.write(loaded, loaders.prepare(loaded, files, data_date=DAY, remove_gone=True))
    assert loaded.table(NODE["Cooperative"])["id"].to_list() == ["370982/C-1"]


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
