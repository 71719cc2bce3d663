"""Rows of a template that are for its reader: the note row and the example row."""

NOTES = ("说明：", "Note: ")
"""How the first cell of the row under the header begins when it explains the columns, by language."""
EXAMPLES = ("示例：", "Example: ")
"""How the first cell of a row begins that only shows how to fill the sheet, by language."""
TOTALS = frozenset(("合计", "总计", "小计", "合 计", "总 计", "小 计", "合计：", "总计：", "Total", "total", "TOTAL"))


def for_readers(cell: str | None) -> bool:
    """Whether a row that begins with this cell explains or shows, and is no data.

    >>> for_readers("示例：H-1"), for_readers("示例村")
    (True, False)
    """
    return bool(cell) and cell.startswith(tuple(mark.strip() for mark in NOTES + EXAMPLES))
