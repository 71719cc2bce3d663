"""Both engines give the same, row for row."""
from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from polars.testing import assert_frame_equal

from graphmodel.changes import complete
from graphmodel.ddl import columns, identity
from graphmodel.digest import digest
from graphmodel.engine import Engine, StoreError
from graphmodel.info import info
from graphmodel.schema import NODE, REL, tables
from graphmodel.scope import with_within
from tests.frames import TINY, Frames, digest_of, kind_of, nodes, record, rels, wanted
from tests.test_changes import PAIRS, VILLAGES, table

WHOLE = Frames().after(with_within(Frames(), wanted(Frames(), TINY)))


def test_what_is_written_is_what_is_read(engine: Engine) -> None:
    engine.apply(with_within(engine, wanted(engine, TINY)), record(1))
    for name, kind in tables():
        found, ids = engine.table(kind), list(identity(kind))
        assert found.schema == columns(kind)
        assert_frame_equal(found.sort(ids), WHOLE.table(kind).sort(ids))
        assert engine.table(kind, ids).columns == ids, name
    assert digest(engine) == digest_of(WHOLE)
    assert info(engine) == {"engine": engine.name, "version": engine.version, "nodes": 11, "relationships": 16, "samples": False,
                            "digest": digest_of(WHOLE), "counts": {name: len(frame) for name, frame in TINY.items()}}


def test_changing_deleting_and_undoing(engine: Engine) -> None:
    engine.apply(wanted(engine, TINY), record(1))
    states = [engine.state()]
    second = {"Village": TINY["Village"].tail(2).with_columns(name=pl.lit("改名"), households=None, sources=pl.lit("2.0.0.2")),
              "PAIRED_WITH": TINY["PAIRED_WITH"].head(2).with_columns(until=pl.lit(date(2022, 1, 1))),
              "LEADS": rels(("Village", "Village"), ("370982105201", "370982105203")),
              "Household": nodes({"id": "370982/H2", "size": 4}, {"id": "H3"})}
    changes = wanted(engine, second)
    gone = wanted(engine, {name: second[name] for name in ("LEADS", "PAIRED_WITH")}, gone=True)
    changes = type(changes)(changes.tables | gone.tables)
    engine.apply(changes, record(2))
    states.append(engine.state())
    after = Frames().after(wanted(Frames(), TINY)).after(changes)
    assert digest(engine) == digest_of(after)
    assert engine.table(NODE["Village"]).filter(id="370982105203")["sources"].item() == "1.0.0.4 2.0.0.2"
    engine.apply(engine.journal(2).inverse(), record(3, undoes=2))
    states.append(engine.state())
    assert len(set(states)) == 3
    assert digest(engine) == digest_of(Frames().after(wanted(Frames(), TINY)))
    assert_frame_equal(engine.table(NODE["Village"]).sort("id"), complete(NODE["Village"], TINY["Village"]).sort("id"))
    assert [one.number for one in engine.imports()] == [1, 2, 3]


def test_a_node_that_is_held_by_relationships_does_not_go_alone(engine: Engine) -> None:
    engine.apply(wanted(engine, TINY), record(1))
    with pytest.raises(StoreError):
        engine.apply(wanted(engine, {"Household": TINY["Household"].head(1)}, gone=True), record(2))
    assert digest(engine) == digest_of(WHOLE)


def test_rows_are_plain_values(engine: Engine) -> None:
    engine.apply(wanted(engine, TINY), record(1))
    text = """MATCH (m:Member)-[p:PAIRED_WITH]->(h:Household) WHERE m.id = $id
              RETURN label(m) AS label, type(p) AS type, toString(3) AS text, count(*) AS n, collect(p.since) AS since,
              {day: min(p.since)} AS map, date('2020-01-01') AS day, $list AS list"""
    assert engine.rows(text, id="370982/M1", list=["a"], unused=1) == [
        {"label": "Member", "type": "PAIRED_WITH", "text": "3", "n": 3, "since": [date(2020, 1, 1)], "map": {"day": date(2020, 1, 1)},
         "day": date(2020, 1, 1), "list": ["a"]}]
    with pytest.raises(ValueError, match=r"\$id"):
        engine.rows(text, list=[])
    assert engine.rows("MATCH (v:Village) WHERE v.within CONTAINS $scope RETURN count(*) AS n", scope="|") == [{"n": 3}]


@given(villages=VILLAGES, pairs=PAIRS)
@how(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_graphs_come_back_and_go_back(engine: Engine, villages: list, pairs: list) -> None:  # type: ignore[type-arg]
    number = len(engine.imports())
    before, held = digest(engine), Frames({name: engine.table(kind) for name, kind in tables()})
    members = table(NODE["Member"], [{"id": id} for id in sorted({row[end] for row in pairs for end in ("start", "end")})])
    paired = table(REL["PAIRED_WITH"], pairs)
    changes = wanted(engine, {"Village": table(NODE["Village"], villages), "Member": members, "PAIRED_WITH": paired})
    engine.apply(changes, record(number + 1))
    assert digest(engine) == digest_of(held.after(changes))
    for name in changes.tables:
        ids = list(identity(kind_of(name)))
        assert_frame_equal(engine.table(kind_of(name)).sort(ids), held.after(changes).table(kind_of(name)).sort(ids))
    if villages:
        engine.apply(engine.journal(number + 1).inverse(), record(number + 2, undoes=number + 1))
        assert digest(engine) == before
