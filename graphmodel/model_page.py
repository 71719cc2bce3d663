"""The page that shows the model, made from the schema: `python -m graphmodel.model_page` writes docs/model.md."""
from __future__ import annotations

from datetime import date
from pathlib import Path

from graphmodel.relationships import RELS
from graphmodel.schema import NODES, columns
from graphmodel.words import Node, Prop, Rel

FILE = Path(__file__).resolve().parents[1] / "docs" / "model.md"
TYPES = {str: "文字 text", int: "整数 whole number", float: "小数 number", bool: "是/否 yes/no", date: "日期 date"}
GROUPS = {"place": "地方 Places", "organisation": "组织 Organisations", "person": "人 People", "record": "记录 Records"}
HEAD = """# 模型 The model

本页由模型生成，请勿手改。This page is made from the model: `python -m graphmodel.model_page`.

每类一张工作表，表名和列名可用中文、英文或别名。每个节点和关系还记有来源（`sources`）和未识别的列（`extra`）；节点另有所属地方（`within`）。
One sheet per type; sheets and columns may be named in Chinese, in English or by an alias. Every node and relationship also keeps its
sources (`sources`) and the columns that the model does not know (`extra`); a node also where it lies (`within`).
"""


def page() -> str:
    """The whole page, in Chinese and English."""
    parts = [HEAD]
    for group, title in GROUPS.items():
        parts.append(f"## {title}\n")
        parts += [node_part(node) for node in NODES if node.group == group]
    parts.append("## 关系 Relationships\n")
    parts += [rel_part(rel) for rel in RELS]
    return "\n".join(parts)


def node_part(node: Node) -> str:
    """One node: what it is, its properties, and the columns that make relationships."""
    code = f"官方编码 {node.official} 位。Official code of {node.official} digits.\n" if node.official else ""
    made = [f"| {column.title[0]} {column.title[1]} | {rel.type} | {'、'.join(target.label for target in column.targets)} |"
            for rel, column in columns(node)]
    links = "\n".join(["", "| 关系列 Column | 关系 Relationship | 指向 Names |", "|---|---|---|", *made]) + "\n" if made else ""
    head = f"### {node.title[0]} {node.title[1]} `{node.label}`\n\n{node.help[0]}{node.help[1]}\n"
    return f"{head}{code}{aliases(node.aliases)}\n{properties(node.props)}{links}"


def rel_part(rel: Rel) -> str:
    """One relationship: what it is, what it joins, its key and its properties."""
    joins = "；".join(f"{start.label} → {'、'.join(end.label for one, end in rel.pairs if one is start)}" for start in rel.starts)
    names = ", ".join(rel.key)
    key = f"同一对之间以 {names} 区分。Told apart between the same two by {names}.\n" if rel.key else ""
    lies = {"": "", "start": "起点位于终点之内。The start lies in the end.\n",
            "end": "终点位于起点之内。The end lies in the start.\n"}[rel.within]
    if rel.within_when:
        lies = lies.rstrip("\n") + f"（{rel.within_when[0]}：{'、'.join(rel.within_when[1])}）\n"
    table = f"\n{properties(rel.props)}" if rel.props else ""
    head = f"### {rel.title[0]} {rel.title[1]} `{rel.type}`\n\n{rel.help[0]}{rel.help[1]}\n"
    ends = f"{rel.start[0]} {rel.start[1]} → {rel.end[0]} {rel.end[1]}：{joins}\n"
    return f"{head}{ends}{key}{lies}{aliases(rel.aliases)}{table}"


def aliases(names: tuple[str, ...]) -> str:
    """The line of other names."""
    return f"别名 Aliases：{'、'.join(names)}\n" if names else ""


def properties(props: tuple[Prop, ...]) -> str:
    """The table of properties."""
    rows = [f"| {prop.title[0]} {prop.title[1]} | `{prop.name}` | {TYPES[prop.type]}{'，必填 required' if prop.required else ''} "
            f"| {remarks(prop)} |" for prop in props]
    return "\n".join(["| 列 Column | 名 Name | 类型 Type | 说明 Remarks |", "|---|---|---|---|", *rows]) + "\n"


def remarks(prop: Prop) -> str:
    """What there is to know about a property."""
    told = f"{prop.help[0]}{prop.help[1]}"
    if prop.choices:
        told += f" {'限 Only' if prop.closed else '如 Such as'}：{'；'.join(f'{zh} {en}' for zh, en in prop.choices)}。"
    if prop.low is not None or prop.high is not None:
        low, high = (None if bound is None else f"{bound:g}" for bound in (prop.low, prop.high))
        told += f" {low} – {high}。" if low and high else f" ≥ {low}。" if low else f" ≤ {high}。"
    if prop.personal:
        told += " 默认隐去 Masked by default。"
    return (told + (f" 别名 Aliases：{'、'.join(prop.aliases)}" if prop.aliases else "")).replace("|", "\\|")


if __name__ == "__main__":
    FILE.write_text(page(), "utf-8", newline="\n")
