"""The model's own page, settings, imports, scope and digest, without a database."""
from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from graphmodel import ddl, model_page, scope, settings
from graphmodel.changes import complete
from graphmodel.engine import StaleError, StoreError, bind, check_record
from graphmodel.imports import FileRecord, from_json, holds_samples, source, standing
from graphmodel.schema import NODE, REL, tables
from tests.frames import TINY, Frames, digest_of, kind_of, nodes, record, rels, wanted

ROOT = Path(__file__).parents[1]


def test_the_model_page_is_made_from_the_model() -> None:
    assert (ROOT / "docs" / "model.md").read_text("utf-8") == model_page.page(), "python -m graphmodel.model_page makes it anew"


@pytest.mark.parametrize(("name", "kind"), tables(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_type_has_its_columns_once_in_both_databases(name: str, kind: ddl.Node | ddl.Rel) -> None:
    own = ddl.own_columns(kind)
    assert list(ddl.columns(kind))[-len(own):] == list(own)
    assert len(ddl.columns(kind)) == len(own) + (0 if name in NODE else 4)
    assert set(ddl.identity(kind)) <= ddl.columns(kind).keys()
    if name in REL:
        assert REL[name].key == tuple(key for key in REL[name].key if key in own)


def test_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("LIANJIAN_HOME", "LIANJIAN_DB", "LIANJIAN_DB_USER", "LIANJIAN_LANG"):
        monkeypatch.delenv(name, raising=False)
    assert settings.home() == ROOT / "data"
    assert settings.language() == "zh"
    assert settings.login() is None
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path))
    assert settings.database() == str(tmp_path / "store")
    monkeypatch.setenv("LIANJIAN_DB", "neo4j+s://example.org")
    assert settings.database() == "neo4j+s://example.org"
    (tmp_path / "secret").write_text("hush\n", "utf-8")
    monkeypatch.setenv("LIANJIAN_DB_USER", "neo4j")
    monkeypatch.setenv("LIANJIAN_DB_PASSWORD_FILE", str(tmp_path / "secret"))
    assert settings.login() == ("neo4j", "hush")
    monkeypatch.setenv("LIANJIAN_QUERY_SECONDS", "soon")
    with pytest.raises(ValueError, match="LIANJIAN_QUERY_SECONDS"):
        settings.query_seconds()


def test_a_parameter_that_is_not_given_is_refused() -> None:
    text = "MATCH (n {x: '$a'}) /* $b */ WHERE n.id = $id // $c\n RETURN n"
    assert bind(text, {"id": 1, "more": 2}) == {"id": 1}
    with pytest.raises(ValueError, match=r"\$id"):
        bind(text, {})


def test_records_and_sources() -> None:
    first = record(1, files=(FileRecord("村.xlsx", ("村", "户"), "ab"),), counts={"Village": {"new": 2}}, samples=True)
    undo = record(2, undoes=1)
    assert from_json(first.to_json()) == first
    assert source("1.0.1.14", [first]) == {"import": 1, "file": "村.xlsx", "sheet": "户", "row": 14}
    assert source("7.0.1.14", [first])["file"] == ""
    assert (holds_samples([first]), holds_samples([first, undo]), standing([first, undo])) == (True, False, [])
    check_record(record(3), [first, undo])
    with pytest.raises(StaleError):
        check_record(record(2, samples=True), [first, undo])
    with pytest.raises(StoreError, match="示例"):
        check_record(record(2), [first])


def test_where_things_lie() -> None:
    found = scope.within({name: frame for name, frame in TINY.items() if name in NODE},
                         {name: complete(REL[name], frame) for name, frame in TINY.items() if name in REL})
    at = {(label, id): text for label, frame in found.items() for id, text in frame.rows()}
    village = "|Area:370982/P1|County:370982|Township:370982105|Village:370982105201|"
    assert at["County", "370982"] == "|County:370982|"
    assert at["Village", "370982105201"] == at["Household", "370982/H1"] == at["Member", "370982/M1"] == village
    assert at["Member", "370982/M2"] == "|County:370982|"  # by its code alone
    assert at["Area", "370982/P1"] == "|Area:370982/P1|County:370982|Township:370982105|"


def test_membership_says_where_only_for_home_and_employer() -> None:
    branches = nodes({"id": "b1"}, {"id": "b2"})
    places = rels(("Branch", "Village"), ("b1", "v1"), ("b2", "v2"))
    members = rels(("Member", "Branch"), ("m1", "b1", {"role": "本级"}), ("m1", "b2", {"role": "联合"}))
    found = scope.within({"Member": nodes({"id": "m1"}), "Branch": branches, "Village": nodes({"id": "v1"}, {"id": "v2"})},
                         {"LOCATED_IN": places, "MEMBER_OF": members})
    assert found["Member"]["within"].to_list() == ["|Village:v1|"]


@given(edges=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=14))
@how(max_examples=60, deadline=None)
def test_within_is_the_closure_even_in_circles(edges: list[tuple[int, int]]) -> None:
    grids = [f"g{place}" for place in range(6)]
    inside = [(f"g{lower}", f"g{upper}") for lower, upper in dict.fromkeys(edges)]
    villages = [("g0", "v0"), ("g3", "v3")]
    part_of = pl.concat([rels(("Grid", "Village"), *villages), *([rels(("Grid", "Grid"), *inside)] if inside else [])])
    found = scope.within({"Grid": nodes(*({"id": id} for id in grids)), "Village": nodes({"id": "v0"}, {"id": "v3"})}, {"PART_OF": part_of})
    reach = {id: {village for grid, village in villages if grid == id} for id in grids}
    for _, (lower, upper) in itertools.product(grids, inside):
        reach[lower] |= reach[upper]
    lies = {id: "".join(f"|Village:{village}" for village in sorted(into)) + "|" for id, into in reach.items()}
    assert dict(found["Grid"].rows()) == lies


def test_an_import_that_moves_a_village_moves_what_lies_in_it() -> None:
    store = Frames().after(scope.with_within(Frames(), wanted(Frames(), TINY)))
    moved = wanted(store, {"PART_OF": rels(("Village", "County"), ("370982105201", "370982"))})
    assert scope.with_within(store, moved).tables.keys() == {"PART_OF"}  # it lay in that county already
    township = wanted(store, {"PART_OF": rels(("Village", "Township"), ("370982105203", "370982105"))})
    whole = scope.with_within(store, township)
    assert {name: (len(change.new), len(change.changed), change.touched()) for name, change in whole.tables.items()} == {
        "PART_OF": (1, 0, []), "Village": (0, 1, ["within"]), "Household": (0, 1, ["within"])}
    assert "|Township:370982105|Township:370982106|" in store.after(whole).table(NODE["Household"]).filter(id="370982/H2")["within"].item()
    assert digest_of(store.after(whole).after(whole.inverse())) == digest_of(store)


def test_renaming_something_works_out_nothing_anew() -> None:
    class Closed(Frames):
        def table(self, *_: object) -> pl.DataFrame:
            raise AssertionError
    store = Frames({"Village": complete(NODE["Village"], TINY["Village"])})
    renamed = wanted(store, {"Village": pl.DataFrame({"id": ["370982105201"], "name": ["新名"]})})
    assert scope.with_within(Closed(), renamed) is renamed


def whole(**more: pl.DataFrame) -> Frames:
    """The tiny graph as an import leaves it, with some tables replaced."""
    return Frames({name: complete(kind_of(name), frame) for name, frame in (TINY | more).items()})


def test_the_digest_sees_every_value_and_nothing_else() -> None:
    before = digest_of(whole())
    village = TINY["Village"]
    same = [village.reverse(), village.with_columns(sources=pl.lit("9.9.9.9"), extra=pl.lit("{}"), within=pl.lit("|x|")),
            village.with_columns(pl.col("lat").replace(-0.0, 0.0))]
    other = [village.head(2), village.with_columns(pl.col("name").replace("东村", "")), village.with_columns(poor=None),
             village.with_columns(pl.col("lat") + 1e-12), village.with_columns(pl.col("households").fill_null(0)),
             village.with_columns(name=pl.col("id"), id=pl.col("name"))]
    assert {digest_of(whole(Village=frame)) for frame in same} == {before}
    changed = [digest_of(whole(Village=frame)) for frame in other]
    assert len({before, *changed}) == len(other) + 1
    dated = TINY["Member"].with_columns(pl.col("joined").replace(date(1999, 12, 31), date(2000, 1, 1)))
    turned = TINY["LEADS"].rename({"start": "end", "end": "start"})
    assert before not in (digest_of(whole(Member=dated)), digest_of(whole(Member=TINY["Member"].with_columns(phone=None))))
    assert digest_of(whole(LEADS=turned)) == before  # the pair leads each other, the loop itself
    assert digest_of(whole(LEADS=TINY["LEADS"].head(1))) != digest_of(whole(LEADS=turned.head(1)))
