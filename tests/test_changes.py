"""The difference and its inverse, against a plain reading of what they promise."""
from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from graphmodel.batches import batches
from graphmodel.changes import Changes, applied, complete, difference, with_detached, with_key
from graphmodel.ddl import columns, empty, identity
from graphmodel.journal import pack, unpack
from graphmodel.schema import NODE, REL
from graphmodel.words import Node, Rel
from tests.frames import TINY, Frames, digest_of, kind_of, rels, wanted

VILLAGE, PAIRED = NODE["Village"], REL["PAIRED_WITH"]
TEXTS = st.sampled_from([None, "", "东", "a|b", "null", "~"])
IDS = st.sampled_from(["1", "2", "3", "", "a/1"])
EXTRAS = st.sampled_from([None, "{}", '{"a": 1}', '{"a": 2, "b": null}', '{"b": "甲"}'])
SOURCES = st.sampled_from(["", "1.0.0.2", "1.0.0.3", "2.0.0.2"])
FLOATS = st.one_of(st.none(), st.sampled_from([0.0, -0.0, 0.1, 1e300]), st.floats(allow_nan=False, allow_infinity=False))
DATES = st.sampled_from([None, date(2020, 1, 1), date(1999, 12, 31)])
WHOLES = st.one_of(st.none(), st.integers(-2**60, 2**60))
VILLAGES = st.lists(st.fixed_dictionaries({"id": IDS, "name": TEXTS, "households": WHOLES, "lat": FLOATS,
                                           "poor": st.sampled_from([None, True, False]), "sources": SOURCES, "extra": EXTRAS}),
                    max_size=5, unique_by=lambda row: row["id"])
PAIRS = st.lists(st.fixed_dictionaries({"start": IDS, "end": IDS, "programme": TEXTS, "since": DATES, "until": DATES, "sources": SOURCES}),
                 max_size=6, unique_by=lambda row: (row["start"], row["end"], row["programme"] or "", row["since"]))


def table(kind: Node | Rel, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows as a whole table; relationships from members to members, so that loops and parallels come up."""
    ends = {} if isinstance(kind, Node) else {"start_label": "Member", "end_label": "Member"}
    types = {name: type for name, type in columns(kind).items() if rows and name in rows[0] | ends} or {"id": pl.String}
    frame = pl.DataFrame([row | ends for row in rows], schema=types)
    return complete(kind, frame) if rows else empty(kind)


CASES = st.one_of(st.tuples(st.just(VILLAGE), VILLAGES, VILLAGES), st.tuples(st.just(PAIRED), PAIRS, PAIRS)).map(
    lambda case: (case[0], table(case[0], case[1]), table(case[0], case[2])))


@given(case=CASES, gone=st.booleans())
@settings(max_examples=200, deadline=None)
def test_the_change_makes_it_hold_and_its_inverse_undoes_it(case: tuple[Node | Rel, pl.DataFrame, pl.DataFrame], gone: bool) -> None:
    kind, now, asked = case
    change, same = difference(kind, now, asked, gone)
    ids = list(identity(kind))
    after = applied(kind, now, change)
    assert_frame_equal(applied(kind, after, change.inverse()).sort(ids), now.sort(ids))
    assert len(change.new) + len(change.changed) + same == len(asked)
    assert len(change.changed) == len(change.before)
    again, all = difference(kind, after, asked, gone)
    assert (again.size, all) == (0, len(asked))
    old, new = ({tuple(row[name] for name in ids): row for row in frame.to_dicts()} for frame in (now, after))
    for row in asked.to_dicts():
        key = tuple(row[name] for name in ids)
        for name, value in row.items():
            if name not in ("sources", "extra", "within"):
                assert new[key][name] == (value if value is not None else old.get(key, {}).get(name))
        assert set(row["sources"].split()) <= set(new[key]["sources"].split()) or key in old
    left = new.keys() - {tuple(row[name] for name in ids) for row in asked.to_dicts()}
    assert left == (set() if gone else left)
    assert all == same + change.new.height + change.changed.height
    assert old.keys() - new.keys() == (old.keys() - {tuple(row[name] for name in ids) for row in asked.to_dicts()} if gone else set())


@given(case=CASES)
@settings(max_examples=50, deadline=None)
def test_a_journal_gives_back_what_it_was_given(case: tuple[Node | Rel, pl.DataFrame, pl.DataFrame]) -> None:
    kind, now, asked = case
    change, _ = difference(kind, now, asked, gone=True)
    back = unpack(pack(Changes({change.name: change}))).tables.get(change.name)
    for part in ("new", "changed", "before", "gone") if change.size else ():
        assert_frame_equal(getattr(back, part), getattr(change, part))


@given(case=CASES, size=st.integers(1, 3))
@settings(max_examples=50, deadline=None)
def test_batches_cover_each_row_once_and_stay_in_size(case: tuple[Node | Rel, pl.DataFrame, pl.DataFrame], size: int) -> None:
    kind, now, asked = case
    change, _ = difference(kind, now, asked, gone=True)
    made = batches(Changes({change.name: change}), size)
    assert sum(len(batch.rows) for batch in made) == change.size
    assert all(0 < len(batch.rows) <= size for batch in made)
    for batch in made:
        assert len(batch.parameters()) == len(batch.rows)
        assert f"`{change.name}`" in batch.statement()
        assert batch.inverse().inverse().statement() == batch.statement()


def test_a_blank_never_erases_and_unnamed_columns_are_left_alone() -> None:
    now = complete(VILLAGE, TINY["Village"])
    asked = pl.DataFrame({"id": ["370982105201", "370982105202"], "name": [None, "新西村"], "households": [None, 7]})
    change, same = difference(VILLAGE, now, asked)
    assert same == 1
    assert change.changed.select("name", "households", "poor").rows() == [("新西村", 7, False)]
    assert change.touched() == ["name", "households"]


def test_a_changed_thing_keeps_its_sources_and_gains_one() -> None:
    now = complete(VILLAGE, pl.DataFrame({"id": ["1", "2"], "name": ["a", "b"], "sources": ["1.0.0.2 2.0.0.2", "1.0.0.3"]}))
    asked = pl.DataFrame({"id": ["1", "2"], "name": ["x", "b"], "sources": ["2.0.0.2 3.0.0.2", "3.0.0.3"]})
    change, same = difference(VILLAGE, now, asked)
    assert change.changed["sources"].to_list() == ["1.0.0.2 2.0.0.2 3.0.0.2"]
    assert same == 1


def test_unknown_columns_are_merged_by_name() -> None:
    now = complete(VILLAGE, pl.DataFrame({"id": ["1", "2", "3"], "extra": ['{"甲": 1, "乙": 2}', '{"甲": 1}', None]}))
    asked = pl.DataFrame({"id": ["1", "2", "3"], "extra": ['{"乙": 3, "甲": null}', '{"甲": 1}', '{"丙": "x"}']})
    change, same = difference(VILLAGE, now, asked)
    assert change.changed["extra"].to_list() == ['{"乙": 3, "甲": 1}', '{"丙": "x"}']
    assert same == 1


def test_relationships_are_told_apart_by_their_key() -> None:
    asked = with_key(PAIRED, complete(PAIRED, TINY["PAIRED_WITH"]))
    assert asked["key"].to_list() == ["帮学|2020-01-01", "帮学|", "|", "|2021-02-03"]
    change, _ = difference(PAIRED, asked, asked.head(1).with_columns(until=pl.lit(date(2022, 1, 1))))
    assert len(change.changed) == 1
    another = ("370982/M1", "370982/H1", {"programme": "帮扶", "since": date(2020, 1, 1)})
    other, _ = difference(PAIRED, asked, rels(("Member", "Household"), another))
    assert (len(other.new), len(other.changed)) == (1, 0)


@pytest.mark.parametrize("rows", [{"id": ["1", "1"]}, {"id": [None]}, {"id": ["1"], "nope": [1]}])
def test_what_is_named_twice_or_not_at_all_is_refused(rows: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="Village"):
        difference(VILLAGE, empty(VILLAGE), pl.DataFrame(rows))


def test_the_relationships_of_what_goes_go_too() -> None:
    graph = Frames({name: complete(kind_of(name), frame) for name, frame in TINY.items()})
    left = wanted(graph, {"Member": TINY["Member"].filter(pl.col("id") != "370982/M1")}, gone=True)
    whole = with_detached(left, graph.table)
    gone = {name: len(change.gone) for name, change in whole.tables.items() if len(change.gone)}
    assert gone == {"Member": 1, "LIVES_IN": 1, "PAIRED_WITH": 3}
    assert digest_of(graph.after(whole).after(whole.inverse())) == digest_of(graph)
