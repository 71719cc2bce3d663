"""One thing that is wrong, or worth noticing, with one cell of a workbook."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graphmodel.words import Text


@dataclass(frozen=True)
class Problem:
    """One broken rule at one place. `row` is numbered as Excel does (None: the whole sheet or file); `maybe` lists what may be meant.

    >>> reason = ("在“户”表中没有。", "is not in Household.")
    >>> print(Problem("unknown_key", "结对.xlsx", "帮学", 14, "户编码", "1041", reason, ("H-1041",)).text("zh"))
    结对.xlsx · 帮学 · 第 14 行 · 户编码：“1041” 在“户”表中没有。
    可能是：H-1041
    """

    rule: str
    file: str
    sheet: str
    row: int | None
    column: str
    value: str
    reason: Text
    maybe: tuple[str, ...] = ()
    severity: Literal["error", "notice"] = "error"

    def text(self, language: Literal["zh", "en"] = "zh") -> str:
        """The problem as one line, and a second one where something may be meant."""
        zh = language == "zh"
        row = "" if self.row is None else f"第 {self.row} 行" if zh else f"row {self.row}"
        place = " · ".join(part for part in (self.file, self.sheet, row, self.column) if part)
        value = f"“{self.value}” " if self.value else ""
        line = f"{place}：{value}{self.reason[0]}" if zh else f"{place}: {value}{self.reason[1]}"
        maybe = ("、" if zh else ", ").join(self.maybe)
        return f"{line}\n{'可能是：' if zh else 'Maybe: '}{maybe}" if maybe else line
