"""Every rule that a load may break: its title and what to do about it, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graphmodel.problem import Problem
from graphmodel.words import Text


class Rule(NamedTuple):
    """What the page groups problems by: `title` names the fault, `advice` what to do."""

    title: Text
    advice: Text


def rule(zh: str, en: str, advice_zh: str, advice_en: str) -> Rule:
    """A rule from its four texts."""
    return Rule((zh, en), (advice_zh, advice_en))


RULES: dict[str, Rule] = {
    # files
    "not_found": rule("文件不存在", "No such file", "核对路径", "Check the path"),
    "file_kind": rule(
        "不是可导入的文件", "Not a kind of file that can be loaded", "另存为 .xlsx、.csv 或 .json", "Save it as .xlsx, .csv or .json"
    ),
    "file_encrypted": rule("文件已加密", "The file is encrypted", "在 Excel 中取消密码后另存", "Remove the password in Excel and save"),
    "file_unreadable": rule(
        "文件无法读取", "The file cannot be read", "在 Excel 中打开并另存后再导入", "Open it in Excel, save it and load again"
    ),
    "file_empty": rule("文件是空的", "The file is empty", "核对是否选错文件", "Check whether it is the right file"),
    "encoding": rule("文字编码无法识别", "Unknown text encoding", "另存为 CSV UTF-8", "Save it as CSV UTF-8"),
    "too_large": rule("文件过大或压缩包异常", "Too large, or an abnormal archive", "解压后分批导入", "Unpack it and load it in parts"),
    "formula_error": rule("公式出错", "A formula gives an error", "改正公式，或填写数值", "Mend the formula or write the value"),
    "formula_uncached": rule("公式没有保存结果", "A formula without a saved result", "在 Excel 中打开并保存", "Open it in Excel and save"),
    "macros": rule("含宏的工作簿", "A workbook with macros", "宏不运行，只导入数值", "Macros are not run; only the values are loaded"),
    "external_links": rule("引用其他文件的公式", "Formulas that refer to other files", "核对这些数值是否最新", "Check whether these values are the latest"),
    # sheets and headers
    "sheet_ignored": rule("未导入的工作表", "Sheet not loaded", "仅供阅读，可不处理", "For readers only; nothing to do"),
    "sheet_unknown": rule("工作表名称无法识别", "Unknown sheet", "改为类型或关系的名称", "Name it after a type or a relationship"),
    "mapping_unconfirmed": rule(
        "列对应待确认",
        "Columns to be confirmed",
        "在导入页核对列与属性的对应，确认一次",
        "Confirm once on the Load page what each column means",
    ),
    "mapping_used": rule("按已确认的列对应", "Read by confirmed columns", "可不处理", "Nothing to do"),
    "header_missing": rule("找不到表头", "No header row", "对照模板填写表头", "Write the headers of the template"),
    "column_unknown": rule("未识别的列", "Unknown column", "原样保留，不参与问题和导出", "Kept as it is, outside questions and exports"),
    "column_missing": rule("缺少必填列", "A required column is missing", "补上该列", "Add the column"),
    "column_twice": rule("两列含义相同", "Two columns mean the same", "只留一列", "Keep one of them"),
    "unit_differs": rule("计量单位不同", "Another unit of measure", "换算后改表头", "Convert the values and change the header"),
    "column_ignored": rule("未导入的列", "Column not loaded", "序号随排序变化，不导入", "Numbering changes with sorting; it is not loaded"),
    "row_skipped": rule(
        "已跳过的行", "Row passed over", "合计、签字和重复的表头不作为数据", "Totals, signatures and repeated headers are not data"
    ),
    "hidden_rows": rule("隐藏的行", "Hidden rows", "核对是否应导入", "Check whether they should be loaded"),
    "hidden_columns": rule("隐藏的列", "Hidden columns", "核对是否应导入", "Check whether they should be loaded"),
    "hidden_sheet": rule("隐藏的工作表", "Hidden sheet", "核对是否应导入", "Check whether it should be loaded"),
    # cells
    "required_missing": rule("必填项为空", "A required cell is blank", "补填", "Fill it in"),
    "not_number": rule("不是数字", "Not a number", "只填数字", "Write digits only"),
    "not_whole": rule("不是整数", "Not a whole number", "填写整数", "Write a whole number"),
    "out_of_range": rule("数值超出范围", "Out of range", "核对数值", "Check the value"),
    "not_yes_no": rule("不是“是”或“否”", "Neither yes nor no", "填写 是 或 否", "Write 是 or 否 (yes or no)"),
    "not_date": rule("不是日期", "Not a date", "按 2020-09-30 填写", "Write it as 2020-09-30"),
    "no_such_date": rule("日期不存在", "No such date", "核对日期", "Check the date"),
    "date_month": rule("只有年月", "A month without a day", "按当月 1 日写入", "Taken as the first of the month"),
    "not_in_list": rule("不在列表中", "Not in the list", "从列表中选择", "Choose from the list"),
    "control_character": rule("含不可见的控制字符", "Contains a control character", "删去后重填", "Delete it and write the cell again"),
    "masked_value": rule("隐去后的姓名或号码", "A masked name or number", "留空或填写真实内容", "Leave it blank or write the real one"),
    "too_long": rule("文字过长", "Text too long", "缩短至 4,000 字以内", "Shorten it to 4,000 characters"),
    # keys
    "key_missing": rule("编码为空", "The code is blank", "填写官方编码或本县自编编码", "Write the official code or the county's own"),
    "code_as_number": rule(
        "编码被 Excel 改成数值", "Excel made the code a number", "该列设为文本后重填", "Make the column text and write the codes again"
    ),
    "code_length": rule(
        "编码位数不对",
        "A code of the wrong length",
        "核对官方编码；自编编码须含字母",
        "Check the official code; the county's own need a letter",
    ),
    "personal_key": rule(
        "用证件号或手机号作编码", "An identity or phone number as code", "改用自编编码，如 D-0001", "Use codes of your own, such as D-0001"
    ),
    "key_characters": rule(
        "编码含不能用的字符",
        "Characters that a code cannot hold",
        "编码中不用 | 、 ， ； ; , 和换行",
        "No | 、 ， ； ; , or line breaks in codes",
    ),
    "territory_unknown": rule(
        "不知属于哪个县", "Which county is not known", "选定县，或在“县”表中登记", "Choose the county, or enter it on the sheet 县"
    ),
    # things that are named
    "reference_unknown": rule(
        "名称或编码不在表中", "Names nothing that is known", "改名，或先登记该对象", "Correct it, or enter the thing first"
    ),
    "reference_ambiguous": rule(
        "名称对应多个对象", "Names several things", "请改填编码，或写全称、乡镇/村名", "Write the code, the full name, or township/village"
    ),
    "reference_decided": rule(
        "按此前选定的对象", "As it was decided before", "不对时在导入页改选", "Choose again on the Load page if it is wrong"
    ),
    "name_differs": rule(
        "名称与登记的不同",
        "Another name than the one on record",
        "已按编码对应，不影响写入",
        "Taken by its code; it does not stop the load",
    ),
    # the whole
    "removed_since": rule("导出后已移除", "Removed since", "未改动的行不再导入", "Unedited rows are not loaded"),
    "rows_left": rule(
        "台账少了的行",
        "Rows left out of the ledger",
        "要移除，勾选“台账中没有的也移除”，或加 --remove-gone",
        "To remove them tick “Remove what the ledger does not list”, or add --remove-gone",
    ),
    "pair_beside": rule(
        "同一对另有一段关系",
        "The pair has another one",
        "只改日期的，在编辑页修改；前一段已结束的，填终止日期",
        "Correct a date on the Edit page; give what ended its last day",
    ),
    "duplicate_conflict": rule(
        "同一对象前后不一", "Two rows disagree on one thing", "核对两行，只留一种", "Compare the two rows and keep one"
    ),
    "duplicate_row": rule("重复的行", "The same row twice", "已合并，可不处理", "Merged; nothing to do"),
    "self_reference": rule("指向自己", "Points at itself", "改正一端", "Correct one end"),
    "cycle": rule("上下级循环", "A circle of superiors", "核对上级", "Check the superior of each"),
    "until_before_since": rule("终止早于起始", "Ends before it begins", "核对起止日期", "Check both dates"),
    "renumber_alone": rule(
        "代码变更须单独导入",
        "Code changes are loaded alone",
        "先导入代码变更，再导入其他表",
        "Load the code changes first, then the other sheets",
    ),
    "renumber_done": rule("代码已变更", "Renumbered already", "可不处理", "Nothing to do"),
    "renumber_joined": rule(
        "新代码已存在", "The new code exists", "两个对象合为一个，核对后写入", "The two become one: check before writing"
    ),
    "pair_not_allowed": rule("两类对象之间没有这种关系", "These types cannot be joined so", "核对两端", "Check both ends"),
}


def problem(
    rule: str,
    file: str,
    sheet: str,
    row: int | None,
    column: str,
    value: str | None,
    zh: str,
    en: str,
    maybe: Iterable[str] = (),
    notice: bool = False,
) -> Problem:
    """One thing wrong with one cell, row, sheet or file. KeyError when the rule is not in RULES."""
    RULES[rule]
    return Problem(rule, file, sheet, row, column, shown(value), (zh, en), tuple(maybe), "notice" if notice else "error")


def shown(value: str | None, most: int = 200) -> str:
    """The value as a message may show it: never null, never pages long.

    >>> shown(None), shown("abc", most=2)
    ('', 'ab…')
    """
    text = "" if value is None else str(value)
    return text if len(text) <= most else text[:most] + "…"
