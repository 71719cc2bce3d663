"""Files to sheets: every encoding, every kind, and whatever is no workbook at all."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter

import loaders
from loaders.files import read
from loaders.plain import decode

DATA = Path(__file__).parent / "data"


def sheet(cells: list[list], **how) -> bytes:
    """A workbook of one sheet named 村."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        page = book.add_worksheet(how.get("name", "村"))
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for r, row in enumerate(cells):
            for c, cell in enumerate(row):
                if isinstance(cell, datetime):
                    page.write_datetime(r, c, cell, day)
                elif cell is not None:
                    page.write(r, c, cell)
        for area in how.get("merged", ()):
            page.merge_range(area, cells[int(area.split(":")[0][1:]) - 1][ord(area[0]) - 65])
    return held.getvalue()


def rows(name: str, data: bytes) -> list[tuple]:
    """The rows of the first sheet."""
    _, sheets, problems = read([(name, data)])
    assert not problems
    return sheets[0].rows.rows()


@pytest.mark.parametrize("name", ["羊流镇_gbk.csv", "羊流镇_utf8sig.csv", "羊流镇_utf16.csv"])
def test_each_encoding_gives_the_same_rows(name: str) -> None:
    found = rows(name, (DATA / "encodings" / name).read_bytes())
    assert len(found) == 91
    assert found[1] == (2, "370982105201", "小河南村委会", "370982105", "羊流镇")


def test_names_that_gbk_cannot_hold_are_kept() -> None:
    found = rows("村.csv", (DATA / "encodings" / "48村_gb18030_not_in_gbk.csv").read_bytes())
    assert found[1][2] == "白䌷村村民委员会"
    assert len(found) == 49


def test_bytes_in_no_encoding_are_a_problem_with_their_place() -> None:
    _, sheets, problems = read([("村.csv", "编码,名称\n1,村".encode() + b"\xff\xff\n")])
    assert not sheets
    assert (problems[0].rule, problems[0].value) == ("encoding", str(len("编码,名称\n1,村".encode())))
    assert decode("村".encode("utf-16"))[0] == "村".encode()


@pytest.mark.parametrize("path", sorted((DATA / "csv-spectrum" / "csvs").glob("*.csv")), ids=lambda p: p.stem)
def test_csv_spectrum(path: Path) -> None:
    expected = json.loads((DATA / "csv-spectrum" / "json" / f"{path.stem}.json").read_text("utf-8"))
    header, *body = [row[1:] for row in rows(path.name, path.read_bytes())]
    found = [dict(zip(header, row, strict=True)) for row in body]
    same = lambda value: value.replace("\r\n", "\n").strip() or None if value else None  # noqa: E731 - the expected file has \r\n where the CSV has \n
    assert [{key: same(value) for key, value in row.items()} for row in found] == [
        {key: same(value) for key, value in row.items()} for row in expected
    ]


def test_rows_are_numbered_as_excel_does() -> None:
    found = rows("村.xlsx", sheet([[], ["标题"], [], ["编码", "名称"], ["1", "甲"], [], ["2", "乙"]]))
    assert [row[0] for row in found] == [2, 4, 5, 7]
    assert [row[0] for row in rows("村.csv", "编码,名称\n\n1,甲\n".encode())] == [1, 3]
    assert [row[0] for row in rows("村.csv", '编码,名称\n"1\n2",甲\n3,乙\n'.encode())] == [1, 2, 3]


def test_a_row_wider_than_the_first_ones_loses_nothing() -> None:
    body = "编码,名称\n" + "1,甲\n" * 100 + "2,乙,多,出\n"
    assert rows("村.csv", body.encode())[-1] == (102, "2", "乙", "多", "出")


def test_cells_become_text_in_one_form() -> None:
    found = rows("村.xlsx", sheet([[12.0, 370982105288, 1234567890123456789, 0.5, True, datetime(2020, 9, 3), "　和庄　"]]))
    assert found == [(1, "12", "370982105288", "1.234567890123457e+18", "0.5", "是", "2020-09-03", "和庄")]


def test_a_merged_cell_stands_in_each_of_its_rows() -> None:
    found = rows("村.xlsx", sheet([["编码", "乡镇"], ["1", "羊流镇"], ["2", None]], merged=["B2:B3"]))
    assert found[2] == (3, "2", "羊流镇")


def test_formulas_without_a_result_and_errors_are_named() -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "村"
    page.append(["编码", "户数", "名称"])
    page.append(["A-1", "=1+1", "#N/A"])
    held = io.BytesIO()
    book.save(held)
    _, _, problems = read([("村.xlsx", held.getvalue())])
    assert {(p.rule, p.row, p.column) for p in problems} == {("formula_uncached", 2, "B"), ("formula_error", 2, "C")}


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("村.xlsx", b"not a workbook", "file_unreadable"),
        ("村.xlsx", b"PK\x03\x04cut off", "file_unreadable"),
        ("村.xlsx", b"", "file_empty"),
        ("村.csv", b"\n\n", "file_empty"),
        ("村.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "file_encrypted"),
        ("村.docx", b"x", "file_kind"),
        ("村.json", b"{", "file_unreadable"),
        ("村.json", b"[1]", "file_unreadable"),
        ("村.csv", b'a,b\n"x,1\n', "file_unreadable"),
        ("a.zip", b"PK", "file_unreadable"),
    ],
)
def test_what_is_no_workbook_is_a_problem(name: str, data: bytes, rule: str) -> None:
    _, sheets, problems = read([(name, data)])
    assert not sheets
    assert [p.rule for p in problems] == [rule]


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert [p.rule for p in read([tmp_path / "没有.xlsx"])[2]] == ["not_found"]


def zipped(entries: dict[str, bytes], **how) -> bytes:
    """A zip of these entries."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", **how) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return held.getvalue()


def test_zips_and_folders_keep_nested_names(tmp_path: Path) -> None:
    body = "编码,名称\n1,甲\n".encode()
    files, sheets, problems = read(
        [("台账.zip", zipped({"甲/村.csv": body, "__MACOSX/村.csv": b"x", "~$村.xlsx": b"x", "乙/村.csv": body}))]
    )
    assert [f.name for f in files] == ["乙/村.csv", "甲/村.csv"]
    assert [s.name for s in sheets] == ["村", "村"]
    assert not problems
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "村.csv").write_bytes(body)
    assert [f.name for f in read([tmp_path])[0]] == ["甲/村.csv"]


def test_archives_cannot_reach_outside_or_blow_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [p.rule for p in read([("a.zip", zipped({"../村.csv": b"a"}))])[2]] == ["file_unreadable"]
    bomb = zipped({"村.csv": b"0" * (40 << 20)}, compression=zipfile.ZIP_DEFLATED)
    assert [p.rule for p in read([("a.zip", bomb)])[2]] == ["too_large"]
    assert [p.rule for p in read([("村.xlsx", bomb)])[2]] == ["too_large"]
    monkeypatch.setattr("loaders.archives.ENTRIES", 1)
    assert [p.rule for p in read([("a.zip", zipped({"1.csv": b"a", "2.csv": b"b"}))])[2]] == ["too_large"]


def test_json_in_both_forms() -> None:
    assert rows("村.json", json.dumps([{"编码": "1", "户数": 3}, {"编码": "2", "贫困村": True}]).encode()) == [
        (1, "编码", "户数", "贫困村"),
        (2, "1", "3", None),
        (3, "2", None, "是"),
    ]
    sheets = loaders.read([("书.json", json.dumps({"村": [["编码"], ["1"]], "户": []}).encode())])
    assert [(s.name, s.rows.height) for s in sheets] == [("村", 2), ("户", 0)]


def test_old_and_tab_separated_csv() -> None:
    assert rows("村.csv", "编码\t名称\r1\t甲".encode()) == [(1, "编码", "名称"), (2, "1", "甲")]
    assert rows("村.csv", "编码;名称\n1;甲,乙\n".encode()) == [(1, "编码", "名称"), (2, "1", "甲,乙")]
    assert pl.DataFrame(rows("村.csv", b"NA,null\nNone,nan\n"), orient="row").row(1) == (2, "None", "nan")


def test_macros_and_links_to_other_files_are_named_and_never_run() -> None:
    book = openpyxl.Workbook()
    book.active.title = "村"
    book.active.append(["编码", "名称"])
    held = io.BytesIO()
    book.save(held)
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
        archive.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    _, sheets, problems = read([("村.xlsm", held.getvalue())])
    assert [sheet.rows.shape for sheet in sheets] == [(1, 3)]
    assert [(p.rule, p.severity) for p in problems] == [("macros", "notice"), ("external_links", "notice")]


def test_a_million_empty_columns_take_no_room_and_filled_ones_are_refused() -> None:
    text = "编码,名称" + "," * 1_000_000 + "\r\nA-1,甲" + "," * 1_000_000 + "\r\n"
    _, [sheet], problems = read([("村.csv", text.encode())])
    assert (sheet.rows.shape, problems) == ((2, 3), [])
    _, sheets, problems = read([("村.csv", ("编码" + ",x" * 20_000).encode())])
    assert (sheets, [p.rule for p in problems]) == ([], ["too_large"])
