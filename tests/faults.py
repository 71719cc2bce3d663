"""A county's workbook in which every fault is planted and known: what a load must report is exactly this set."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

Fault = tuple[str, int, str, str]
"""Sheet, row as Excel numbers it, column header, rule."""
TERRITORY = "370982"
DIV = object()
"""A formula that gives an error."""


class Book:
    """Sheets that grow row by row; `fault` marks a cell of the row that was added last."""

    def __init__(self) -> None:
        self.sheets: dict[str, list[list[Any]]] = {}
        self.faults: set[Fault] = set()

    def sheet(self, name: str, *headers: str, title: str = "") -> None:
        """A new sheet; a title row above its header where there is one."""
        self.name, self.headers = name, headers
        self.sheets[name] = [[title], list(headers)] if title else [list(headers)]

    def row(self, *cells: Any, **faults: str) -> None:
        """A row; `faults` names the rule by header."""
        self.sheets[self.name].append(list(cells))
        self.faults |= {(self.name, len(self.sheets[self.name]), header, rule) for header, rule in faults.items()}

    def blank(self) -> None:
        """A blank row, which keeps its number."""
        self.sheets[self.name].append([])

    def write(self, path: Path) -> Path:
        """The workbook."""
        with xlsxwriter.Workbook(str(path)) as book:
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            for name, rows in self.sheets.items():
                sheet = book.add_worksheet(name)
                for r, row in enumerate(rows):
                    for c, cell in enumerate(row):
                        if cell is DIV:
                            sheet.write_formula(r, c, "=1/0", None, "#DIV/0!")
                        elif isinstance(cell, date):
                            sheet.write_datetime(r, c, cell, day)
                        elif isinstance(cell, str):
                            sheet.write_string(r, c, cell)
                        elif cell is not None:
                            sheet.write(r, c, cell)
        return path


def planted() -> Book:
    """The workbook with its faults."""
    book = Book()
    book.sheet("县", "编码", "名称")
    book.row(TERRITORY, "新泰市")
    book.sheet("乡镇", "编码", "名称", "所属县")
    book.row("370982105", "羊流镇", "新泰市")
    book.row("37098210", "果都镇", TERRITORY, 编码="code_length")
    book.row("370982107", "西张庄镇", "东平县", 所属县="reference_unknown")
    villages(book)
    people(book)
    pairs(book)
    return book


def villages(book: Book) -> None:
    """Places and what can be wrong with them."""
    book.sheet("村", "编码", "名称", "乡镇", "户数", "人均收入", "贫困村", "类别", "纬度", "备注", title="村情台账（2020 年）")
    place = ("羊流镇", 100, 9000.5, "是", "村", 36.1, None)
    book.row("370982105221", "和庄村委会", *place)
    book.row("370982105224", "小和庄村委会", *place)
    book.blank()
    book.row("370982105288", "刘家庄村委会", *place)
    book.row("370982105262", "北刘家庄村委会", *place)
    book.row("370982105277", "上刘家庄村委会", *place)
    book.row("370982105240", "安乐庄村委会", "羊流镇", "约120", 9000, "是", "村", 36.1, None, 户数="not_number")
    book.row("370982105241", "雁翎关村委会", "羊流镇", 12.5, 9000, "是", "村", 36.1, None, 户数="not_whole")
    book.row("370982105242", "苏庄村委会", "羊流镇", -3, 9000, "是", "村", 36.1, None, 户数="out_of_range")
    book.row("370982105243", "官桥村委会", "羊流镇", 90, 9000, "也许", "村", 36.1, None, 贫困村="not_yes_no")
    book.row("370982105244", "石河庄村委会", "羊流镇", 90, 9000, "否", "屯", 36.1, None, 类别="not_in_list")
    book.row("370982105245", "泉河庄村委会", "羊流镇", 90, 9000, "否", "村", 361, None, 纬度="out_of_range")
    book.row("370982105246", None, "羊流镇", 90, 9000, "否", "村", 36.1, None, 名称="required_missing")
    book.row("3.70982E+11", "东天井峪村委会", "羊流镇", 90, 9000, "否", "村", 36.1, None, 编码="code_as_number")
    book.row("370982105000", "西天井峪村委会", "羊流镇", 90, 9000, "否", "村", 36.1, None, 编码="code_as_number")
    book.row(None, "北天井峪村委会", "羊流镇", 90, 9000, "否", "村", 36.1, None, 编码="key_missing")
    book.row("370982105249", "云河庄村委会", None, 90, 9000, "否", "村", 36.1, None, 乡镇="required_missing")
    book.row("370982105250", "杨家洼村委会", "羊流镇", DIV, 9000, "否", "村", 36.1, None, 户数="formula_error")
    book.row("370982105251", "王家林村委会", "羊流镇", 90, 9000, "否", "村", 36.1, "x" * 4_001, 备注="too_long")
    book.row("370982105221", "和庄村委会", "羊流镇", 101, None, None, None, None, None, 户数="duplicate_conflict")
    book.row("合计", None, None, 12345)


def people(book: Book) -> None:
    """Households, branches and members."""
    book.sheet("党组织", "编码", "名称", "上级党组织", "成立日期")
    book.row("Z-1", "羊流镇党委", None, date(1990, 7, 1))
    book.row("Z-2", "和庄党支部", "羊流镇党委", "1991.7.1")
    book.row("Z-3", "甲党支部", "Z-4", "1991年7月1日", 上级党组织="cycle")
    book.row("Z-4", "乙党支部", "Z-3", None, 上级党组织="cycle")
    book.row("Z-5", "丙党支部", "丙党支部", None, 上级党组织="self_reference")
    book.row("Z-6", "丁党支部", "Z-1", "2019-02-30", 成立日期="no_such_date")
    book.row("Z-7", "戊党支部", "Z-1", "去年", 成立日期="not_date")
    book.sheet("户", "户编码", "户主", "人数", "所在村", "自记")
    book.row("H-1", "户主甲", 3, "和庄", "记一笔")
    book.row("H-2", "户主乙", 2, "370982105224", None)
    book.row("H-3", "户主丙", 2, "刘家庄", None, 所在村="reference_ambiguous")
    book.row("370982199003071234", "户主丁", 2, "和庄", None, 户编码="personal_key")
    book.row("H|5", "户主戊", 2, "和庄", None, 户编码="key_characters")
    book.sheet("党员干部", "编码", "姓名", "所在党组织", "电话")
    book.row("D-1", "党员 0001", "和庄党支部", "13800000000")
    book.row("D-2", "党员 0002", "Z-2", None)
    book.row("13912345678", "党员 0003", "Z-2", None, 编码="personal_key")
    book.row("D-4", "党员\x020004", "Z-2", None, 姓名="control_character")


def pairs(book: Book) -> None:
    """Relationships of their own sheets, and sheets that are not understood."""
    book.sheet("以强带弱", "帮带村", "被帮带村", "起始日期", "终止日期")
    book.row("和庄", "安乐庄", "2019-03-01", None)
    book.row("小和庄", "大河庄", "2019-03-01", None, 被帮带村="reference_unknown")
    book.row("和庄", "北刘家庄", "2020-03-01", "2019-03-01", 终止日期="until_before_since")
    book.row("和庄", None, None, None, 被帮带村="required_missing")
    book.sheet("结对", "帮扶人", "帮扶对象", "项目", "起始日期")
    book.row("D-1", "H-1", "帮学", date(2020, 3, 1))
    book.row("D-1", "1", "帮学", date(2020, 3, 1), 帮扶对象="reference_unknown")
    book.row("村:和庄", "党组织:Z-2", "帮学", None, 帮扶对象="pair_not_allowed")
    book.row("D-2", "H-1", None, None, 项目="required_missing")
    book.sheet("花名", "编码", "名称")
    book.row("1", "不知道")
    book.faults |= {("花名", 0, "", "sheet_unknown")}
