"""The command line: every verb over the sample, its JSON exactly as agreed, exit codes, nothing but the document on standard output."""

import csv
import io
import json
import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import networkx as nx
import openpyxl
import pytest

import actions
import cli
from commands.command import Call
from queries import BOOK
from tests.verbs import document, home, ran

__all__ = ["document", "home", "ran"]

ROOT = Path(cli.__file__).parent
ASK = {"question", "params", "as_of", "denominator", "excluded", "rows", "sources"}


def test_info_has_its_keys(document):
    code, told = document("info", "--samples")
    assert code == 0
    assert set(told) == {"engine", "version", "nodes", "relationships", "counts", "digest", "samples"}
    assert told["samples"] is True
    assert len(told["digest"]) == 64
    assert told["nodes"] > 90


def test_info_reads_in_the_language_asked_for(ran, monkeypatch):
    assert "节点：" in ran("info", "--samples")[1]
    monkeypatch.setenv("LIANJIAN_LANG", "en")
    code, out, _ = ran("info", "--samples")
    assert code == 0
    assert "Nodes: " in out


def test_a_stage_is_told_once_where_nobody_watches(capsys):
    call = Call(Namespace(), "zh")
    for done in (1, 2, 2):
        call.progress("write", done, 2)
    call.progress("check", 1, 1)
    assert capsys.readouterr().err.splitlines() == ["写入 2", "检查 1"]


def test_samples_again_changes_nothing(document):
    code, told = document("samples", actions.sample_names()[0])
    assert code == 0
    assert [set(one) for one in told] == [{"sample", "import", "counts", "problems"}]
    assert told[0]["import"] is None
    assert told[0]["problems"] == []


def test_the_own_store_is_apart_from_the_samples(document):
    assert document("info")[1]["nodes"] == 0
    code, told = document("ask", "counts_by_type")
    assert set(told) == ASK
    assert code == (0 if told["rows"] or told["denominator"] else 1)


def test_figures_has_its_keys(document):
    code, told = document("figures")
    keys = {"id", "system", "op", "published", "computed", "holds", "question", "assumption"}
    assert all(set(one) == keys for one in told)
    assert code == (0 if all(one["holds"] for one in told) else 1)
    assert all(one["holds"] for one in told if one["system"] == "羊流镇")


def test_questions_has_its_keys(document):
    code, told = document("questions")
    assert code == 0
    assert [one["name"] for one in told] == list(BOOK)
    assert {frozenset(one) for one in told} == {frozenset(("name", "title", "asks", "params"))}


@pytest.mark.parametrize("name", BOOK)
def test_every_question_answers_over_the_sample(document, name):
    code, told = document("ask", name, "--samples")
    assert set(told) == ASK
    assert told["question"] == name
    assert len(told["sources"]) == len(told["rows"])
    assert code == (0 if told["rows"] or told["denominator"] else 1)
    assert not told["rows"] or any(told["sources"]) or "AS sources" not in BOOK[name].cypher["rows"]


def test_parameters_scope_and_day(document, ran):
    code, told = document("ask", "--samples", "villages_without_leader", "--as-of", "2021-01-01")
    assert code == 0
    assert told["as_of"] == "2021-01-01"
    assert document("ask", "--samples", "villages_without_leader", "--as-of", "2000-01-01")[0] == 1
    everywhere = document("ask", "counts_by_type", "--samples")[1]["rows"]
    assert document("ask", "counts_by_type", "--samples", "--scope", "Township:370982105")[1]["rows"] != everywhere
    assert ran("ask", "counts_by_type", "--samples", "--scope", "Township:1")[0] == 2


WRONG = """
ask
ask no_such_question
ask counts_by_type --nothing 1
ask counts_by_type --as-of yesterday
samples nowhere
template Nothing --out x.xlsx
load no-such-file.xlsx
load
nothing
export --format csv --out x.csv
export counts_by_type --format bmp --out x
export --around Village:0 --format csv --out x.csv --samples
info --bogus
"""


@pytest.mark.parametrize("words", ["", *WRONG.strip().splitlines()])
def test_wrong_use_is_exit_2_with_a_line_and_no_document(ran, monkeypatch, words):
    for language in ("zh", "en"):
        monkeypatch.setenv("LIANJIAN_LANG", language)
        code, out, err = ran(*words.split(), *(["--json"] if words not in ("", "nothing") else []))
        assert (code, out) == (2, "")
        assert err.strip()
        assert "Traceback" not in err


def test_people_are_masked_unless_asked_and_that_is_logged(document, home):
    named = next((name for name, question in BOOK.items() if question.personal and document("ask", name, "--samples")[1]["rows"]), None)
    if named is None:
        pytest.skip("no question of the book lists people of this sample")
    column = next(iter(BOOK[named].personal))
    hidden, shown = document("ask", named, "--samples")[1]["rows"], document("ask", named, "--samples", "--unmask")[1]["rows"]
    told = [(one[column], other[column]) for one, other in zip(hidden, shown, strict=True) if other[column]]
    assert told
    assert all("**" in str(one) and one != other for one, other in told)
    assert actions.read_audit()[-1]["deed"] == "reveal"
    assert actions.read_audit()[-1]["question"] == named


@pytest.mark.parametrize("format", actions.FORMATS)
def test_export_of_an_answer_and_of_a_neighbourhood(document, ran, tmp_path, format):
    out = tmp_path / f"答案.{format}"
    code, told = document("export", "leaders_and_led", "--samples", "--format", format, "--out", out)
    assert (code, set(told)) == (0, {"out", "format", "bytes"})
    assert told["bytes"] == out.stat().st_size
    village = document("ask", "leaders_and_led", "--samples")[1]["rows"][0]
    start = next(f"Village:{village[name]}" for name, column in BOOK["leaders_and_led"].columns.items() if column.get("node") == "Village")
    near = tmp_path / f"周围.{format}"
    assert ran("export", "--around", start, "--depth", 1, "--samples", "--format", format, "--out", near)[0] == 0
    if format == "graphml":
        assert start in nx.read_graphml(near, force_multigraph=True)
    if format == "csv":
        rows = list(csv.reader(io.StringIO(near.read_text("utf-8-sig"), newline="")))
        assert len({len(row) for row in rows}) == 1
    if format == "json":
        assert "示例" in "".join(json.loads(out.read_text("utf-8"))["marks"])
    last = actions.read_audit()[-1]
    assert (last["deed"], last["around"], last["format"], last["unmasked"]) == ("export", start, format, False)


def test_export_where_one_may_not_write(ran, tmp_path):
    code, out, err = ran("export", "leaders_and_led", "--samples", "--format", "csv", "--out", tmp_path / "no" / "x.csv")
    assert (code, out) == (1, "")
    assert "x.csv" in err


@pytest.mark.parametrize("types", [("村", "户", "结对"), ("Village", "Household", "PAIRED_WITH"), ("党员", "社区", "入社"), ("全部",)])
def test_template(ran, tmp_path, types):
    out = tmp_path / "模板.xlsx"
    assert ran("template", *types, "--out", out)[0] == 0
    assert len(openpyxl.load_workbook(out).sheetnames) >= 3


def test_clusters_tell_where_they_overlap(ran, document):
    rows = document("clusters", "--samples")[1]
    [nearer] = [(row["leader"], one) for row in rows for one in row["overlap"]]
    assert nearer[1]["keys"] == nearer[1]["nearer"] == ["Village:370982105239"]
    assert (nearer[1]["shared"], nearer[1]["area"]) == ([], [])
    assert {nearer[0], nearer[1]["other"]} < {row["leader"] for row in rows}
    assert "和庄 · 安乐庄             0           0           1  吴家泉" in ran("clusters", "--samples")[1]


def test_reach_by_roads_names_what_has_no_way(document, ran, tmp_path):
    roads = tmp_path / "路.csv"
    roads.write_text("起点,终点,公里\n和庄,新张庄,2\n新张庄,北单家庄,30\n", "utf-8")
    words = ("reach", "--samples", "--scope", "Township:370982105", "--to", "Village:370982105221")
    code, told = document(*words, "--ways", roads)
    assert (code, told["within"], told["villages"], len(told["no_way"])) == (0, 2, 91, 88)
    assert sorted(row["minutes"] for row in told["rows"] if row["minutes"] is not None) == [0.0, 6.0, 96.0]
    assert document(*words)[1]["no_way"] == []
    roads.write_text("起点,终点\n和庄,新张庄\n", "utf-8")
    code, _, said = ran(*words, "--ways", roads)
    assert code == 1
    assert "没有分钟，也没有公里" in said


def test_a_fault_is_a_line_and_a_log(ran, monkeypatch, home):
    def broken(engine):
        raise RuntimeError("the roof fell in")

    monkeypatch.setattr(actions, "store_info", broken)
    code, out, err = ran("info")
    assert (code, out) == (1, "")
    assert "the roof fell in" in err
    assert "Traceback" not in err
    assert "Traceback" in (home / "logs" / "cli.log").read_text("utf-8")


def test_as_a_program_it_prints_one_document(home):
    done = subprocess.run(
        [sys.executable, ROOT / "cli.py", "questions", "--json"],
        capture_output=True,
        env={**os.environ, "LIANJIAN_HOME": str(home)},
        cwd=home,
    )
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))
    assert done.stderr == b""
