"""docs/questions.md: every question of the book with its 口径, made from the front matter by `python -m queries.page`."""
from __future__ import annotations

from pathlib import Path

from queries.book import BOOK, SUBJECTS, Question
from queries.published import printed, recipes

PAGE = Path(__file__).parent.parent / "docs" / "questions.md"
HEAD = """# 问题与口径 Questions and how they count

本页由问题文件的说明生成，请勿手改。每个问题一个 `.cypher` 文件，两种数据库用同一文本。
`--as-of` 指定截至日（缺省为最近导入的数据截止日）；关系在 `起始日期 ≤ 截至日 < 终止日期` 时有效。
缺少的数据从不算作已覆盖：它们列在“不含”中。

This page is made from the front matter of the questions; do not edit it. Each question is one `.cypher` file whose text both databases
run. `--as-of` sets the day (else the latest data date of the imports); a relationship is in force while since ≤ day < until. What is
missing never counts as covered: it is listed as left out.
"""


def markdown() -> str:
    """The whole page."""
    parts = [HEAD]
    for subject, (zh, en) in SUBJECTS.items():
        found = [question for question in BOOK.values() if question.subject == subject]
        if found:
            parts += [f"## {zh} {en}\n", *map(section, found)]
    return "\n".join([*parts, published()])


def section(question: Question) -> str:
    """One question: what it asks, how it counts, its parameters and columns."""
    rows = [("问", "Asks", question.asks), ("分子", "Numerator", question.numerator), ("分母", "Denominator", question.denominator),
            ("不含", "Left out", question.excluded), *([("假定", "Assumed", question.assumes)] if question.assumes else [])]
    gap = "　每行一个缺口 each row is a gap" if question.gap else ""
    lines = [f"### {question.title[0]} {question.title[1]}\n", f"`{question.name}`{gap}\n", "| | 中文 | English |", "|-|-|-|"]
    lines += [f"| {zh} {en} | {said[0]} | {said[1]} |" for zh, en, said in rows]
    for name, param in question.params.items():
        zh, en = ("{}{}{}".format(param["title"][word], sign, param["help"][word]) for word, sign in (("zh", "："), ("en", ": ")))
        lines.append(f"| `{name}` = {shown(param['default'])} | {zh} | {en} |")
    columns = "；".join(f"`{name}` {column['zh']}" for name, column in question.columns.items())
    return "\n".join([*lines, f"\n{columns}\n"])


def shown(value: object) -> str:
    """A default as it is typed; blank for an empty text."""
    return "（空 blank）" if value == "" else f"`{value}`"


def published() -> str:
    """How each published figure is computed."""
    recipe = recipes()
    lines = ["## 报道数字 Published figures\n", "来源：一家报纸 2020 年的一个版面。Source: one page of a newspaper, 2020.\n",
             "| 编号 Id | 数字 Figure | 报道 Published | 由何问题 Question | 取法 Taken | 假定 Assumed |", "|-|-|-|-|-|-|"]
    for row in printed():
        one = recipe[row["id"]]
        taken = one["take"] + (f" {one['column']}" if "column" in one else "") + (f" / {one['of']}" if "of" in one else "")
        given = "".join(f" {name}={value}" for name, value in {**one.get("params", {}), **one.get("where", {})}.items())
        said = "<br>".join(one["assumption"]) if one["assumption"] else ""
        figure = f"{row['figure_zh']} {row['figure_en']} | {row['op']} {row['published']} {row['unit']}"
        lines.append(f"| {row['id']} | {figure} | `{one['question']}`{given} | {taken} | {said} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    PAGE.write_text(markdown(), "utf-8", newline="\n")
