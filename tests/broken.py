"""Workbooks of a made-up county, another for each seed: kept as counties keep them, with faults planted whose places are known."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

Fault = tuple[str, int, str, str]
"""Sheet, row as Excel numbers it, column header, rule."""
Cells = dict[str, Any]
DIV, UNSAVED = object(), object()
"""Formulas: one that gives an error, one saved without its result."""
COUNTY = "370982"
TOWNS = {"370982105": "羊流镇", "370982106": "果都镇", "370982107": "西张庄镇"}
NAMES = [a + b for a in "槐柳松柏桃杏梅竹荷兰" for b in "树沟坡泉桥店岭湾园井"]
HEADS: dict[str, tuple[str, ...]] = {
    "村": ("编码", "名称", "所属乡镇", "户数", "贫困村", "类别", "纬度", "备注"),
    "党组织": ("编码", "名称", "上级党组织", "成立日期", "所在地"),
    "户": ("户编码", "户主", "人数", "所在村"),
    "党员干部": ("编码", "姓名", "所在党组织", "入党日期"),
    "以强带弱": ("帮带村", "被帮带村", "起始日期", "终止日期"),
    "结对": ("帮扶人", "帮扶对象", "项目", "起始日期", "终止日期"),
}


@dataclass
class Made:
    """A workbook on the way: by sheet its rows, each with the rules broken in it by header; faults of whole sheets."""

    chance: random.Random
    rows: dict[str, list[tuple[Cells, dict[str, str]]]] = field(default_factory=lambda: {name: [] for name in HEADS})
    last: dict[str, list[tuple[Cells, dict[str, str]]]] = field(default_factory=lambda: {name: [] for name in HEADS})
    villages: list[tuple[str, str]] = field(default_factory=list)
    number: int = 0

    def next(self) -> int:
        """A number that was not used before."""
        self.number += 1
        return self.number

    def add(self, sheet: str, broken: dict[str, str] | None = None, **cells: Any) -> None:
        """A row; the good ones and those with a fault are mixed later."""
        self.rows[sheet].append((cells, broken or {}))

    def village(self, broken: dict[str, str] | None = None, **cells: Any) -> Cells:
        """A village with these cells, everything else right."""
        n = self.next()
        code = self.chance.choice(list(TOWNS)) + str(200 + n)
        row = {"编码": code, "名称": f"{NAMES[n % 100]}{'一二三四五六'[n // 100]}村", "所属乡镇": code[:9], "户数": n, "贫困村": "否"}
        self.add("村", broken, **row | {"类别": "村", "纬度": 36.1} | cells)
        return row

    def member(self, broken: dict[str, str] | None = None, **cells: Any) -> None:
        """A member."""
        n = self.next()
        self.add("党员干部", broken, **{"编码": f"D-{n}", "姓名": f"党员 {n:04}", "所在党组织": "Z-0"} | cells)

    def household(self, broken: dict[str, str] | None = None, **cells: Any) -> None:
        """A household."""
        n = self.next()
        self.add("户", broken, **{"户编码": f"H-{n}", "户主": f"户主 {n:04}", "人数": 3, "所在村": self.a_village()} | cells)

    def branch(self, broken: dict[str, str] | None = None, **cells: Any) -> str:
        """A branch; its code."""
        code = cells.get("编码", f"Z-{self.next()}")
        self.add("党组织", broken, **{"编码": code, "名称": f"{code} 党支部"} | cells)
        return str(code)

    def pair(self, broken: dict[str, str] | None = None, **cells: Any) -> None:
        """A pair of a helper and a household of its own."""
        n = self.next()
        self.add("户", 户编码=f"P-{n}", 户主=f"户主 {n:04}", 人数=2, 所在村=self.a_village())
        self.add("结对", broken, **{"帮扶人": "D-0", "帮扶对象": f"P-{n}", "项目": "帮学", "起始日期": date(2020, 3, 1)} | cells)

    def a_village(self) -> str:
        """A village by code or by name."""
        return self.chance.choice(self.chance.choice(self.villages))


def county(seed: int) -> Made:
    """A county without a fault."""
    made = Made(random.Random(seed))
    for _ in range(made.chance.randint(4, 12)):
        row = made.village()
        made.villages.append((row["编码"], row["名称"]))
    for town in ("370982105", "370982106"):
        made.add("村", 编码=f"{town}900", 名称="王庄村", 所属乡镇=town)
    made.branch(编码="Z-0")
    made.add("党员干部", 编码="D-0", 姓名="党员 0000", 所在党组织="Z-0")
    for _ in range(made.chance.randint(1, 6)):
        made.branch(成立日期=made.chance.choice(("1991.7.1", "1991年7月1日", date(1991, 7, 1), "1991/7/1", 33420)), 上级党组织="Z-0")
        made.member(入党日期=made.chance.choice((None, "2001-02-03", 36925)))
        made.household(所在村=made.a_village())
        made.pair(终止日期=made.chance.choice((None, date(2021, 1, 1))))
    (one, _), (_, other) = made.chance.sample(made.villages, 2)
    made.add("以强带弱", 帮带村=one, 被帮带村=other, 起始日期="2019-03-01")
    return made


def twice(made: Made) -> None:
    """A village that a later row says otherwise."""
    row = made.village()
    made.last["村"].append((row | {"户数": 9_999, "类别": None}, {"户数": "duplicate_conflict"}))


def circle(made: Made) -> None:
    """Two branches above each other."""
    one, other = f"Z-{made.next()}", f"Z-{made.next()}"
    for code, above in ((one, other), (other, one)):
        made.branch({"上级党组织": "cycle"}, 编码=code, 上级党组织=above)


def itself(made: Made) -> None:
    """A village that leads itself."""
    code, name = made.chance.choice(made.villages)
    made.add("以强带弱", {"被帮带村": "self_reference"}, 帮带村=code, 被帮带村=name)


def one_of(*cells: Any) -> Callable[[Made], Any]:
    """Chooses one of several ways to get a cell wrong."""
    return lambda made: made.chance.choice(cells)


def cell(kind: str, header: str, rule: str, wrong: Callable[[Made], Any]) -> Callable[[Made], None]:
    """Plants one wrong cell in a row of its own."""
    return lambda made: getattr(made, kind)({header: rule}, **{header: wrong(made)}) and None


FAULTS: tuple[Callable[[Made], None], ...] = (
    cell("village", "户数", "not_number", one_of("约120", "100户", "一百", "—", "1,23", "１２、５")),
    cell("village", "户数", "not_whole", one_of(12.5, "3.7")),
    cell("village", "户数", "out_of_range", one_of(-1, "-20")),
    cell("village", "户数", "formula_error", one_of(DIV, "#N/A", "#REF!")),
    cell("village", "户数", "formula_uncached", one_of(UNSAVED)),
    cell("village", "贫困村", "not_yes_no", one_of("也许", "2", "贫困")),
    cell("village", "类别", "not_in_list", one_of("屯", "自然村群")),
    cell("village", "纬度", "out_of_range", one_of(361, "-91")),
    cell("village", "名称", "required_missing", one_of(None, "　", "\u200b")),
    cell("village", "名称", "formula_error", one_of(DIV, "#NAME?")),
    cell("village", "所属乡镇", "required_missing", one_of(None)),
    cell("village", "所属乡镇", "reference_unknown", one_of("东平镇", "370982999")),
    cell("village", "所属乡镇", "formula_error", one_of(DIV, "#VALUE!")),
    cell("village", "编码", "key_missing", one_of(None, " ")),
    cell("village", "编码", "formula_error", one_of(DIV, "#N/A")),
    cell("village", "编码", "code_as_number", lambda made: f"3.70{made.next() + 100}E+11"),
    cell("village", "编码", "code_as_number", lambda made: f"3709{made.next() + 10000}000"),
    cell("village", "编码", "code_length", lambda made: f"3709{made.next() + 1000000}"),
    cell("village", "编码", "key_characters", lambda made: f"C|{made.next()}"),
    cell("village", "备注", "too_long", lambda made: "长" * 4_001),
    cell("member", "编码", "personal_key", lambda made: f"1391234{made.next() + 1000}"),
    cell("member", "姓名", "required_missing", one_of(None)),
    cell("member", "姓名", "control_character", lambda made: f"党员\x02{made.next()}"),
    cell("member", "所在党组织", "reference_unknown", one_of("不存在的党支部", "Z-99999")),
    cell("member", "入党日期", "no_such_date", one_of("2019-02-30", "2020-13-01", "2021年4月31日", "1820-01-01")),
    cell("member", "入党日期", "not_date", one_of("去年", "2020年", "三月", "1/2/2020")),
    cell("household", "户编码", "personal_key", lambda made: f"37098219900307{made.next() + 1000}"),
    cell("household", "人数", "not_number", one_of("三口", "3人")),
    cell("household", "所在村", "reference_unknown", one_of("乌有村", "370982105999")),
    cell("household", "所在村", "reference_ambiguous", one_of("王庄", "王庄村")),
    cell("household", "所在村", "code_as_number", one_of("3.71E+11")),
    cell("branch", "成立日期", "not_date", one_of("建国初", "一九四九年")),
    cell("branch", "上级党组织", "reference_unknown", one_of("Z-88888")),
    cell("pair", "项目", "required_missing", one_of(None)),
    cell("pair", "帮扶对象", "required_missing", one_of(None)),
    cell("pair", "帮扶人", "reference_unknown", one_of("D-77777", "无此人")),
    cell("pair", "帮扶对象", "pair_not_allowed", one_of("党组织:Z-0")),
    cell("pair", "终止日期", "until_before_since", one_of("2019-01-01", date(2020, 2, 29))),
    cell("pair", "起始日期", "formula_error", one_of(DIV, "#NUM!")),
    twice,
    circle,
    itself,
)


def workbook(seed: int, path: Path) -> set[Fault]:
    """Writes the workbook of that seed; the faults in it. Each fault stands alone in its row; the mess around them is harmless."""
    made = county(seed)
    planted = [made.chance.choice(FAULTS) for _ in range(made.chance.randint(1, 9))]
    for plant in [FAULTS[seed % len(FAULTS)], *planted]:
        plant(made)
    faults: set[Fault] = set()
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}) as book:
        put(book.add_worksheet("县"), [["编码", "名称"], [COUNTY, "新泰市"]])
        put(book.add_worksheet("乡镇"), [["编码", "名称", "所属县"], *([code, name, COUNTY] for code, name in TOWNS.items())])
        for name in made.chance.sample(list(HEADS), len(HEADS)):
            lines, broken = laid_out(made, name)
            page = book.add_worksheet(made.chance.choice((name, f"{name}台账", f"{name}（2020 年）")))
            put(page, lines)
            faults |= {(page.name, row, header, rule) for row, header, rule in broken}
            if made.chance.random() < 0.2:
                page.set_row(len(lines) - 1, None, None, {"hidden": True})
    return faults


def laid_out(made: Made, name: str) -> tuple[list[list[Any]], list[tuple[int, str, str]]]:
    """The lines of a sheet with titles above, columns in any order, blank rows between and a total below; and where its faults are."""
    chance, rows = made.chance, made.rows[name]
    chance.shuffle(rows)
    heads = [*chance.sample(HEADS[name], len(HEADS[name])), *chance.choice(((), ("自记",)))]
    numbered = chance.random() < 0.3
    lines: list[list[Any]] = [[f"{name}情况（截至 2020 年 9 月）"], ["填报单位：新泰市"]][: chance.randint(0, 2)]
    lines.append((["序号"] if numbered else []) + heads)
    broken = []
    for at, (cells, wrong) in enumerate([*rows, *made.last[name]], 1):
        if chance.random() < 0.1:
            lines.append([])
        lines.append(([at] if numbered else []) + [cells.get(head) for head in heads])
        broken += [(len(lines), head, rule) for head, rule in wrong.items()]
    if chance.random() < 0.4:
        lines.append([chance.choice(("合计", "总 计", "小计："))] + [UNSAVED] * len(heads))
    return lines, broken


def put(page: xlsxwriter.worksheet.Worksheet, lines: list[list[Any]]) -> None:
    """Writes the cells of a sheet."""
    for r, c, value in ((r, c, value) for r, line in enumerate(lines) for c, value in enumerate(line)):
        if value is DIV:
            page.write_formula(r, c, "=1/0", None, "#DIV/0!")
        elif value is UNSAVED:
            page.write_formula(r, c, "=SUM(A1:A2)", None, "")
        elif isinstance(value, str):
            page.write_string(r, c, value)
        elif value is not None:
            page.write(r, c, value)


def workbooks(count: int, folder: Path) -> Iterator[tuple[Path, set[Fault]]]:
    """So many workbooks with their faults."""
    for seed in range(count):
        path = folder / f"{seed}.xlsx"
        yield path, workbook(seed, path)
