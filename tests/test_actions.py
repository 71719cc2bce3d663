"""The planner's verbs: what they give back is masked, recorded and marked."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

import actions
from actions.asking import hide
from actions.exporting import place
from actions.network_tables import captioned, relations, types
from graphmodel.imports import ImportRecord
from queries import answer

ROOT = Path(__file__).parents[1]


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path))
    monkeypatch.delenv("LIANJIAN_DB", raising=False)
    return tmp_path


NODES = [
    {"key": "Village:1", "type": "Village", "id": "1", "name": "东村", "households": 3, "within": "|", "sources": "", "extra": None},
    {"key": "Member:1/M1", "type": "Member", "id": "1/M1", "name": "张三", "phone": "13805480001", "id_number": None, "within": "|"},
    {"key": "Visit:1/V1", "type": "Visit", "id": "1/V1", "date": date(2020, 9, 30), "within": "|"},
]
LINKS = [
    {"start": "Member:1/M1", "end": "Village:1", "type": "PAIRED_WITH", "key": "包户|2020-01-01"},
    {"start": "Member:1/M1", "end": "Village:1", "type": "PAIRED_WITH", "key": "帮学|"},
]


def test_people_are_masked_and_places_are_not():
    village, member, visit = map(actions.masked_node, NODES)
    assert village == NODES[0]
    assert visit == NODES[2]
    assert (member["name"], member["phone"][:3], member["id_number"]) == ("张**", "138", None)
    assert "0548" not in member["phone"]
    assert actions.masked_node(member) == member


def test_names_in_lists_are_masked_one_by_one():
    assert hide({"who": ["张三", "李四"], "n": 2, "none": None}, {"who": "name", "none": "name"}) == {
        "who": ["张**", "李**"],
        "n": 2,
        "none": None,
    }


def test_captions_are_the_types_own_words():
    assert [captioned(node)["caption"] for node in NODES] == ["东村", "张三", "2020-09-30"]


def test_tables_of_a_network_lose_nobody():
    nodes = [captioned(actions.masked_node(node)) for node in NODES]
    told = relations(nodes, LINKS, english=False)
    assert [(row["start_name"], row.get("type"), row.get("end_name"), row.get("what")) for row in told.rows] == [
        ("张**", "结对", "东村", "包户|2020-01-01"),
        ("张**", "结对", "东村", "帮学|"),
        ("2020-09-30", None, None, None),
    ]
    assert [table.title for table in types(nodes, english=False)] == ["村", "党员干部", "走访"]
    assert not any(word in str(told.rows) + str(types(nodes, english=True)) for word in ("张三", "13805480001"))


def test_the_audit_log_is_json_lines(home):
    assert actions.read_audit() == []
    actions.note("reveal", question="q", scope=None)
    actions.note("export", around="Village:1", as_of=date(2020, 9, 30))
    first, second = actions.read_audit()
    assert (first["deed"], first["question"], second["as_of"]) == ("reveal", "q", "2020-09-30")
    assert {"at", "who"} <= first.keys()
    assert len((home / "logs" / "audit.jsonl").read_text("utf-8").splitlines()) == 2
    assert json.loads((home / "logs" / "audit.jsonl").read_text("utf-8").splitlines()[0]) == first


def test_nothing_loaded_opens_the_samples(home):
    assert actions.opens_with_samples() is True
    engine = actions.open_store(samples=True)
    try:
        assert actions.samples_missing(engine) == actions.sample_names()
        assert actions.store_info(engine)["nodes"] == 0
        with pytest.raises(actions.NothingToExport) as reason:
            actions.export_around(engine, "Village:1", 1, "csv")
        assert all("Village:1" in text for text in reason.value.text)
    finally:
        engine.close()


def record(number, **told):
    return ImportRecord(number, "2020-01-01T00:00:00+00:00", date(2020, 1, 1), "", **told)


@pytest.mark.parametrize(
    ("records", "number", "word"),
    [
        ([], 1, "1"),
        ([record(1), record(2, undoes=1)], 1, "1"),
        ([record(1), record(2, undoes=1)], 2, "2"),
    ],
)
def test_undo_refuses_what_it_cannot_take_back(records, number, word):
    engine = SimpleNamespace(imports=lambda: records)
    with pytest.raises(actions.NotUndone) as reason:
        actions.undo(engine, number)
    assert all(word in text for text in reason.value.text)


def test_a_source_is_read_aloud():
    assert place({"import": 3, "file": "村.xlsx", "sheet": "户", "row": 14}) == "村.xlsx · 户 · 14"


def test_a_door_opens_without_what_few_verbs_need():
    loaded = "import sys, actions; print(*sorted({'neo4j', 'openpyxl', 'pypinyin'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split() == []


def test_the_first_page_finds_its_questions_answered(home):
    engine = actions.open_store(samples=True)
    try:
        told = list(actions.answer_ahead(engine))
        gaps = [question.name for question in actions.questions() if question.gap]
        assert told == ["counts_by_type", *gaps, "area_summary"]
        kept = {key[3] for key in answer.ANSWERS if key[:3] == (engine.name, engine.address, engine.state())}
        assert kept == set(told)
    finally:
        engine.close()
