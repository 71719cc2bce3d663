"""Rows of a template that are for its reader: the note row and the example row."""

from loaders.listing import NAMES
from loaders.text import canonical

NOTES = ("说明：", "Note: ")
"""How the first cell of the row under the header begins when it explains the columns, by language."""
EXAMPLES = ("示例：", "Example: ")
"""How the first cell of a row begins that only shows how to fill the sheet, by language."""
TOTAL = (
    r"(?i)^(?:本页|本表|全[省市县区旗乡镇街村]|各[市县区旗乡镇街村]+)?\s*"
    r"(?:合\s*计|总\s*计|小\s*计|累\s*计|共\s*计|grand total|sub-?total|total|sum)\s*(?:[（(].{0,12}[)）])?\s*[:：]?$"
)
"""What the first cell of a row of totals says."""
FOOT = (
    r"^(?:(?:填表|制表|填报|审核|审批|复核|经办|统计|单位)\s*(?:负责)?(?:人|日期|时间|单位)(?:签字|签名|（签字）|\(签字\))?|负责人签字|联系人|联系电话"
    r"|注|说\s*明|备\s*注|(?i:notes?|prepared by|checked by))\s*[:：]"
)
"""How the first cell of a row begins that signs or explains a table at its foot."""
FOR_READERS = frozenset(
    map(
        canonical,
        ("说明", "填写说明", "填表说明", "选项", "目录", "封面", "Notes", "Note", "README", "Read me", "Options", "Contents", *NAMES),
    )
)
"""Sheets that are read by people only."""
NUMBERING = frozenset(("序号", "序", "no.", "no", "#", "s/n"))
"""Headers of a column that only counts its rows: kept, it would change whenever a ledger is sorted."""


def for_readers(cell: str | None) -> bool:
    """Whether a row that begins with this cell explains or shows, and is no data.

    >>> for_readers("示例：H-1"), for_readers("示例村")
    (True, False)
    """
    return bool(cell) and cell.startswith(tuple(mark.strip() for mark in NOTES + EXAMPLES))
