"""The texts that the network is fetched with, on both engines: against the rows that were put in."""

from __future__ import annotations

from datetime import date

import pytest

from queries import network
from tests import tiny
from tests.tiny_links import V1, V2

DAY = tiny.DATA_DATE


@pytest.fixture
def filled(engine):
    """The tiny county on each engine."""
    return tiny.fill(engine)


def test_one_hop_gives_every_relationship_in_force_once(filled):
    links = network.hop(filled, DAY, [f"Village:{V1}", f"Village:{V2}"])
    ends = [(row["start"], row["type"], row["end"], row["key"]) for row in links]
    assert len(ends) == len(set(ends))
    assert ends == sorted(ends)
    wanted = {
        (start, type, end)
        for type, start, end, *more in tiny.RELS
        if {f"Village:{V1}", f"Village:{V2}"} & {start, end}
        and ((more[0] if more else {}).get("since") or date.min) <= DAY < ((more[0] if more else {}).get("until") or date.max)
    }
    assert {name[:3] for name in ends} == wanted
    assert all(row["sources"] for row in links)


def test_counts_agree_with_the_rows(filled):
    counted = network.counts(filled, None, DAY)
    assert counted["nodes"] == {label: len(rows) for label, rows in tiny.NODES.items() if rows}
    assert network.counts(filled, "Township:990101101", DAY)["nodes"]["Village"] == 3
    near = network.neighbours_by_kind(filled, [f"Village:{V1}"], DAY)
    for row in near:
        others = {
            (one["end"] if row["way"] == "out" else one["start"])
            for one in network.hop(filled, DAY, [row["key"]])
            if one["type"] == row["type"] and (one["start"] if row["way"] == "out" else one["end"]) == row["key"]
        }
        assert row["n"] == len({one for one in others if one.startswith(row["label"] + ":")})


def test_things_are_found_by_key_code_and_place(filled):
    [thing] = network.things(filled, [f"Village:{V1}", "Village:none"])
    assert thing["name"] == "东一村"
    assert thing["key"] == f"Village:{V1}"
    assert thing["type"] == "Village"
    assert network.by_code(filled, V1[-4:], None, ["Village"]) == [f"Village:{V1}"]
    assert set(network.places_of(filled, "Village", "Township:990101101")) == {f"Village:99010110100{n}" for n in (1, 2, 3)}
    assert all(
        "lat" not in row or row["lat"] is None or isinstance(row["lat"], float) for row in network.things_of(filled, "Village", None)
    )


def test_links_of_a_type_hold_only_what_is_in_force(filled):
    leads = {(row["start"], row["end"]) for row in network.links_of(filled, "LEADS", None, DAY)}
    assert leads == {
        (start, end)
        for type, start, end, *more in tiny.RELS
        if type == "LEADS"
        and ((more[0] if more else {}).get("until") or date.max) > DAY
        and ((more[0] if more else {}).get("since") or date.min) <= DAY
    }


def test_what_is_recorded_under_a_property_is_told_once_each(filled):
    assert network.values_of(filled, "Area.kind", None) == ["以强带弱", "龙头带动"]
    assert network.values_of(filled, "Area.kind", "Township:990101102") == ["龙头带动"]
    assert set(network.values_of(filled, "PAIRED_WITH.programme", None)) == {"帮学", "带富", "包户", "党员联户", "智囊结对", "结对共建"}
    with pytest.raises(KeyError):
        network.values_of(filled, "Area.kind) DETACH DELETE (n", None)


def test_only_types_of_the_model_reach_a_text():
    with pytest.raises(KeyError):
        network.texts("things", "Village) DETACH DELETE (n")
