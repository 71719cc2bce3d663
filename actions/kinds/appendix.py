"""The last section of every report: where each of its figures comes from."""

from __future__ import annotations

from actions.kinds.inquiry import Inquiry
from actions.kinds.ledgers import ranges
from loaders.editing import called
from reports.blocks import Block, Heading, Para
from reports.document import Table


def appendix(inquiry: Inquiry, digest: str) -> tuple[list[Block], list[Table]]:
    """Each thing that was asked with parameters, place, day, denominator, rows, the rows' sources and the numbers of its ledgers.

    Then the ledgers: file, sheet and rows. On paper the place and the day stand above the table where all rows share them.
    """
    t = inquiry.t
    columns = (
        ("title", t("事项", "Item")),
        ("question", t("问题", "Question")),
        ("params", t("参数", "Parameters")),
        ("scope", t("地域", "Place")),
        ("as_of", t("截至", "As of")),
        ("denominator", t("分母", "Out of")),
        ("rows", t("行数", "Rows")),
        ("sources", t("各行来源（文件 · 表 · 行）", "Sources of the rows (file · sheet · rows)")),
        ("ledgers", t("台账", "Ledgers")),
    )
    names = {one.scope: inquiry.name(None if one.scope == "*" else one.scope) for one in inquiry.used}
    numbers = {sheet: at for at, sheet in enumerate(sorted(inquiry.sheets), 1)}
    rows = [
        {
            **vars(one),
            "scope": names[one.scope] + ("" if one.scope == "*" else f"（{one.scope.partition(':')[2]}）"),
            "ledgers": ranges(map(numbers.__getitem__, one.ledgers)),
        }
        for one in inquiry.used
    ]
    title = t("数据出处", "Where the figures come from")
    shared = [(name, head) for name, head in columns if name in ("scope", "as_of") and len({row[name] for row in rows}) == 1]
    words = t(
        f"本报告的每个数字由下列问题从台账各行算出，可用同名问题复算。数据状态摘要（SHA-256）：{digest}。",
        f"Every figure of this report is computed from the rows of the ledgers by these questions; asking "
        f"them again gives it again. Digest of the data (SHA-256): {digest}.",
    )
    words += "".join(f"{t('', ' ')}{head}{t('：', ': ')}{rows[0][name]}{t('。', '.')}" for name, head in shared)
    blank = [name for name in ("params", "sources", "ledgers") if not any(row[name] for row in rows)]
    paper = Table(title, tuple(one for one in columns if one not in shared and one[0] not in blank), rows)
    blocks: list[Block] = [Heading(t("附录：数据出处", "Appendix: where the figures come from")), Para(words, note=True), paper]
    if not inquiry.sheets:
        return blocks, [Table(title, columns, rows)]
    ledgers = Table(
        t("所依据的台账", "The ledgers"),
        (("at", t("台账", "Ledger")), ("file", t("文件", "File")), ("sheet", t("表", "Sheet")), ("rows", t("行", "Rows"))),
        [
            {"at": at, "file": inquiry.say(called(sheet[0])), "sheet": sheet[1], "rows": ranges(inquiry.sheets[sheet])}
            for sheet, at in numbers.items()
        ],
    )
    return [*blocks, ledgers], [Table(title, columns, rows), ledgers]
