"""What a store was: undone where nothing depends on it, as it stood on any day, two moments beside each other."""
from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actions
from graphmodel.asof import Past, as_it_stood, up_to
from graphmodel.changes import Changes
from graphmodel.digest import digest
from graphmodel.engine import Engine, StoreError
from graphmodel.held import Held, everything
from graphmodel.replay import replayed
from graphmodel.schema import NODE
from graphmodel.scope import with_within
from tests.frames import TINY, Frames, Tables, digest_of, nodes, record, rels, wanted

EAST, WEST, NEW = "370982105201", "370982105202", "370982105299"
PAIR = ("370982/M2", "370982/H2")
LOADS: list[tuple[date, Tables, bool]] = [
    (date(2020, 1, 1), TINY, False),
    (date(2022, 1, 1), {"Village": nodes({"id": EAST, "name": "东村", "households": 150, "sources": "2.0.0.2"},
                                         {"id": NEW, "name": "新村", "households": 9, "sources": "2.0.0.3"})}, False),
    (date(2021, 1, 1), {"Village": nodes({"id": EAST, "name": "东村", "households": 130, "population": 400, "sources": "3.0.0.2"}),
                        "PAIRED_WITH": rels(("Member", "Household"), (*PAIR, {"programme": "帮学", "since": date(2020, 5, 1)}))}, False),
    (date(2023, 1, 1), {"LEADS": rels(("Village", "Village"), (EAST, WEST))}, True),
    (date(2021, 6, 1), {"PAIRED_WITH": rels(("Member", "Household"), (*PAIR, {"programme": "帮学", "since": date(2020, 5, 1),
                                                                              "until": date(2021, 5, 1)})),
                        "Village": nodes({"id": NEW, "name": "新村", "population": 20, "sources": "5.0.0.2"})}, False),
]
"""Imports whose data dates are out of order: data date, what is wanted, whether the rest goes."""


def load(engine: Engine, number: int, load: tuple[date, Tables, bool], **more: Any) -> None:
    """One import."""
    day, tables, gone = load
    engine.apply(with_within(engine, wanted(engine, tables, gone)), record(number, data_date=day, **more))


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LIANJIAN_DB", raising=False)
    return tmp_path / "home"


def test_as_of_is_the_store_made_of_those_imports_only(engine: Engine, new_store, home) -> None:
    for number, one in enumerate(LOADS, 1):
        load(engine, number, one)
    before = digest(engine)
    for day in (date(2020, 6, 1), date(2021, 3, 1), date(2021, 6, 1), date(2022, 5, 5)):
        scratch = new_store()
        kept = [one for one in LOADS if one[0] <= day]
        for number, one in enumerate(kept, 1):
            load(scratch, number, one)
        past = as_it_stood(engine, day)
        assert isinstance(past, Past)
        assert digest(past) == digest(scratch), day
        inside = [{(row["id"], row["within"]) for row in store.rows("MATCH (n:Village) RETURN n.id AS id, n.within AS within")}
                  for store in (past, scratch)]
        assert inside[0] == inside[1]
        assert {one.data_date for one in past.imports()} == {one[0] for one in kept}
        tokens = {token.split(".")[0] for frame in everything(past).values() for text in frame["sources"] for token in text.split()}
        assert tokens <= {str(one.number) for one in past.imports()}
        with pytest.raises(StoreError):
            past.apply(Changes({}), record(9))
        past.close()
    assert as_it_stood(engine, date(2023, 1, 1)) is engine
    nothing = as_it_stood(engine, date(2019, 1, 1))
    assert (nothing.imports(), everything(nothing)) == ([], {})
    nothing.close()
    assert digest(engine) == before


def test_a_past_state_is_made_once_and_forgotten_when_the_data_changes(embedded, home) -> None:
    for number, one in enumerate(LOADS[:3], 1):
        load(embedded, number, one)
    first, again = (as_it_stood(embedded, date(2020, 6, 1)) for _ in range(2))
    assert first.state() == again.state()
    load(embedded, 4, (date(2020, 2, 2), {"Area": nodes({"id": "370982/P1", "name": "片甲"})}, False))
    later = as_it_stood(embedded, date(2020, 6, 1))
    assert later.rows("MATCH (a:Area) RETURN a.name AS name") == [{"name": "片甲"}]
    assert first.rows("MATCH (a:Area) RETURN a.name AS name") == [{"name": "片一"}]
    for store in (first, again, later):
        store.close()


CELLS = st.dictionaries(st.sampled_from(["name", "households", "population"]), st.none(), min_size=1)
SAID = st.lists(st.tuples(st.sampled_from([EAST, WEST, NEW]), CELLS), min_size=1, max_size=3, unique_by=lambda one: one[0])


@given(said=st.lists(st.tuples(SAID, st.booleans()), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_any_choice_of_imports_is_what_they_alone_would_have_made(said: list[tuple[Any, bool]]) -> None:
    base = wanted(Frames(), TINY)
    whole = scratch = Frames().after(base)
    journals, records, kept = {1: base}, [record(1)], {1}
    for number, (rows, take) in enumerate(said, 2):
        table = nodes(*({"id": id, "name": f"村{number}", **{name: f"{name}{number}" if name == "name" else number for name in cells}}
                        for id, cells in rows))
        journals[number] = wanted(whole, {"Village": table})
        whole = whole.after(journals[number])
        records.append(record(number))
        if take:
            kept.add(number)
            scratch = scratch.after(wanted(scratch, {"Village": table}))
    found = replayed(records, [one for one in records if one.number in kept], journals.__getitem__)
    assert digest(Held(found.frames)) == digest_of(scratch)


def test_what_a_left_out_import_replaced_is_what_goes() -> None:
    """A village moved to another area by an import left out, and on to a third by one taken up, lies in the third only."""
    areas = {"Area": nodes(*({"id": f"370982/P{n}", "name": f"片{n}"} for n in (1, 2, 3))), "Village": TINY["Village"],
             "IN_AREA": rels(("Village", "Area"), (EAST, "370982/P1"))}
    state, journals = Frames(), dict[int, Changes]()
    for number, tables in enumerate((areas, *({"IN_AREA": rels(("Village", "Area"), (EAST, f"370982/P{n}"))} for n in (2, 3))), 1):
        journals[number] = wanted(state, tables, gone=number > 1)
        state = state.after(journals[number])
    records = [record(1), record(2, data_date=date(2030, 1, 1)), record(3)]
    found = replayed(records, up_to(records, date(2026, 1, 1)), journals.__getitem__)
    assert found.frames["IN_AREA"]["end"].to_list() == ["370982/P3"]


def test_what_only_came_to_lie_elsewhere_is_nothing_that_an_import_spoke_of(embedded, new_store, home) -> None:
    """An import that moves a village speaks of no household in it, nor hinders the undo of the one that brought them."""
    house = {"Household": nodes({"id": "370982/H9", "name": "户九", "sources": "2.0.0.2"}),
             "LIVES_IN": rels(("Household", "Village"), ("370982/H9", WEST))}
    moved = {"IN_AREA": rels(("Village", "Area"), (WEST, "370982/P1"))}
    load(embedded, 1, LOADS[0])
    load(embedded, 2, (date(2030, 1, 1), house, False))
    load(embedded, 3, (date(2021, 1, 1), moved, False))
    scratch = new_store()
    load(scratch, 1, LOADS[0])
    load(scratch, 2, (date(2021, 1, 1), moved, False))
    past = as_it_stood(embedded, date(2021, 1, 1))
    assert past.named == []
    assert digest(past) == digest(scratch)
    past.close()
    actions.undo(embedded, 2)
    assert digest(embedded) == digest(scratch)


def test_things_that_only_a_later_import_made_are_there_by_name_where_others_speak_of_them() -> None:
    state, journals = Frames(), dict[int, Changes]()
    for number, tables in enumerate(({"Village": TINY["Village"]}, {"Village": nodes({"id": NEW, "name": "新村", "households": 9})},
                                     {"LEADS": rels(("Village", "Village"), (EAST, NEW))}), 1):
        journals[number] = wanted(state, tables)
        state = state.after(journals[number])
    records = [record(1), record(2, data_date=date(2030, 1, 1)), record(3)]
    found = replayed(records, [records[0], records[2]], journals.__getitem__)
    assert found.named == {"Village": [NEW]}
    assert found.frames["Village"].filter(pl.col("id") == NEW).select("name", "households").row(0) == ("新村", None)


def test_undo_of_an_earlier_import_leaves_the_later_ones(engine: Engine, new_store, home) -> None:
    other = (date(2021, 1, 1), {"Village": nodes({"id": WEST, "households": 7}), "Area": nodes({"id": "370982/P9", "name": "片九"})}, False)
    load(engine, 1, LOADS[0])
    load(engine, 2, LOADS[1])
    load(engine, 3, other)
    back = actions.undo(engine, 2)
    assert (back.number, back.undoes, back.data_date) == (4, 2, LOADS[1][0])
    scratch = new_store()
    load(scratch, 1, LOADS[0])
    load(scratch, 2, other)
    assert digest(engine) == digest(scratch)
    assert not [token for token in engine.table(NODE["Village"])["sources"] if token.startswith("2.")]
    actions.undo(engine, 3)
    fresh = new_store()
    load(fresh, 1, LOADS[0])
    assert digest(engine) == digest(fresh)


@pytest.mark.parametrize(
    ("first", "later", "words"),
    [
        ({"Village": nodes({"id": WEST, "households": 5})}, {"Village": nodes({"id": WEST, "households": 6})}, ("户数", WEST)),
        ({"Village": nodes({"id": NEW, "name": "新村"})}, {"LEADS": rels(("Village", "Village"), (EAST, NEW))}, ("连到", NEW)),
        ({"Village": nodes({"id": NEW, "name": "新村"})}, {"Village": nodes({"id": NEW, "households": 3})}, ("户数", NEW)),
    ],
    ids=["cell", "joined", "new-changed"],
)
def test_undo_refuses_what_a_later_import_depends_on_and_says_which(embedded, home, first, later, words) -> None:
    load(embedded, 1, LOADS[0])
    load(embedded, 2, (date(2021, 1, 1), first, False))
    load(embedded, 3, (date(2021, 1, 2), later, False))
    before = digest(embedded)
    with pytest.raises(actions.NotUndone) as why:
        actions.undo(embedded, 2)
    assert all(word in why.value.text[0] for word in words)
    assert why.value.imports == (3,)
    assert all("3" in text for text in why.value.text)
    assert actions.why_not(embedded, 2) == why.value.text
    assert digest(embedded) == before
    assert actions.why_not(embedded, 3) is None
    actions.undo(embedded, 3)
    actions.undo(embedded, 2)
    assert "已由" in actions.why_not(embedded, 2)[0]


def test_each_cell_in_the_way_of_an_undo_names_the_imports_that_changed_it(embedded, home) -> None:
    load(embedded, 1, LOADS[0])
    for number, cells in enumerate(({"households": 5, "population": 9}, {"households": 6}, {"households": 7, "population": 8}), 2):
        load(embedded, number, (date(2021, 1, number), {"Village": nodes({"id": WEST, **cells})}, False))
    said = actions.why_not(embedded, 2)
    assert all(word in said[0] for word in ("户数又被改过（导入 3、4）", "人口又被改过（导入 4）", "先撤销导入 4、3。"))
    assert all(word in said[1] for word in ("(import 3, 4)", "(import 4)", "import 4, 3 first"))


def test_undo_refuses_where_a_removed_thing_came_back(embedded, home) -> None:
    load(embedded, 1, LOADS[0])
    load(embedded, 2, LOADS[3])
    gone = actions.changed_cells(embedded, 2, "LEADS", "gone")
    assert len(gone) == 2
    load(embedded, 3, (date(2023, 2, 2), {"LEADS": TINY["LEADS"]}, False))
    with pytest.raises(actions.NotUndone, match="又被写入"):
        actions.undo(embedded, 2)


def test_what_an_import_brought_cell_by_cell(embedded, home) -> None:
    load(embedded, 1, LOADS[0])
    load(embedded, 2, LOADS[1])
    assert actions.brought(embedded, 2) == {"Village": {"new": 1, "changed": 1, "gone": 0}}
    cells = actions.changed_cells(embedded, 2, "Village", "changed")
    assert [(cell["key"], cell["prop"], cell["before"], cell["after"]) for cell in cells] == [(f"Village:{EAST}", "households", 120, 150)]
    people = actions.changed_cells(embedded, 1, "Member")
    assert {cell["name"] for cell in people} == {"党员 **"}
    assert {cell["name"] for cell in actions.changed_cells(embedded, 1, "Member", unmask=True)} == {"党员 01", "党员 02"}
