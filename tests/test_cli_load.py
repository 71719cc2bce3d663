"""load, history, undo: every problem at once, a dry run, all or nothing, and back again."""

from tests.verbs import document, home, ran, workbook

__all__ = ["document", "home", "ran"]
PROBLEM = {"file", "sheet", "row", "column", "value", "rule", "reason", "maybe"}
COUNTS = {"new", "changed", "same", "conflicting", "gone"}


def test_load_reports_every_problem_and_writes_nothing(document, ran, tmp_path):
    file = workbook(
        tmp_path / "坏.xlsx",
        村=[["编码", "名称", "户数", "所属乡镇"], ["990101101001", "东一村", "很多", "990101101"], ["990101101002", None, -3, "没有的镇"]],
    )
    before = document("info")[1]["digest"]
    code, told = document("load", file)
    assert code == 1
    assert set(told) == {"import", "counts", "problems"}
    assert told["import"] is None
    assert {frozenset(one) for one in told["problems"]} == {frozenset(PROBLEM)}
    assert {(one["row"], one["column"]) for one in told["problems"]} >= {(2, "户数"), (3, "名称"), (3, "户数"), (3, "所属乡镇")}
    assert document("info")[1]["digest"] == before
    code, out, _ = ran("load", file)
    assert code == 1
    assert "坏.xlsx · 村 · 第 2 行 · 户数" in out


def test_load_dry_run_history_undo(document, tmp_path):
    file = workbook(
        tmp_path / "好.xlsx",
        县=[["编码", "名称"], ["990101", "小县"]],
        乡镇=[["编码", "名称", "所属县"], ["990101101", "东镇", "990101"]],
        村=[["编码", "名称", "所属乡镇"], ["990101101001", "东一村", "990101101"]],
    )
    empty = document("info")[1]["digest"]
    code, told = document("load", file, "--dry-run", "--data-date", "2020-09-30")
    assert (code, told["import"]) == (0, None)
    assert told["counts"]["Village"] == {"new": 1, "changed": 0, "same": 0, "conflicting": 0, "gone": 0}
    assert {frozenset(counts) for counts in told["counts"].values()} == {frozenset(COUNTS)}
    assert document("info")[1]["digest"] == empty
    code, told = document("load", file, "--data-date", "2020-09-30")
    assert code == 0
    number = told["import"]
    assert number
    loaded = document("info")[1]["digest"]
    assert loaded != empty
    assert document("load", file)[1]["import"] is None
    history = document("history")[1]
    assert set(history[-1]) == {"import", "at", "data_date", "who", "files", "counts", "undone"}
    assert (history[-1]["import"], history[-1]["data_date"], history[-1]["undone"]) == (number, "2020-09-30", False)
    code, told = document("undo", number)
    assert (code, told["undoes"]) == (0, number)
    assert document("info")[1]["digest"] == empty
    assert next(one for one in document("history")[1] if one["import"] == number)["undone"] is True


def test_undo_says_why_not(ran):
    code, out, err = ran("undo", "99")
    assert (code, out) == (1, "")
    assert "99" in err
