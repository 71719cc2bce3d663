"""The words of the network that are no names of types, relationships or properties. Each (Chinese, English)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graphmodel.schema import NODE, REL
from graphmodel.words import Text, capital
from views.graph.stock import BELONG

WORDS: dict[str, Text] = {
    "layer": ("覆盖图层", "Coverage layer"),
    "no_layer": ("不叠加", "None"),
    "covered": ("已覆盖", "Covered"),
    "uncovered": ("未覆盖", "Not covered"),
    "types": ("类型", "Types"),
    "relationships": ("关系", "Relationships"),
    "shown_of": ("显示 / 共", "shown / all"),
    "layout": ("布局", "Layout"),
    "more": ("其他 {n} 类", "{n} more"),
    "shown": ("显示", "Shown"),
    "of": ("共", ""),
    "nodes": ("个节点", "nodes"),
    "links": ("关系", "Relationships"),
    "fit": ("适合窗口", "Fit"),
    "reset": ("恢复默认", "Reset"),
    "find": ("按名称、编码或拼音查找", "Find by name, code or pinyin"),
    "none": ("未找到", "Not found"),
    "view": ("显示方式", "View"),
    "graph": ("图", "Graph"),
    "list": ("列表", "List"),
    "both": ("图＋地图", "Both"),
    "map": ("地图", "Map"),
    "structure": ("结构", "Structure"),
    "save_view": ("视图", "Views"),
    "view_name": ("视图名称", "Name of the view"),
    "view_hint": (
        "筛选、展开、位置、图层一并保存；地址栏可直接转发。",
        "Filters, what is open, places and layer are saved; the address can be passed on.",
    ),
    "save": ("保存", "Save"),
    "remove": ("移除", "Remove"),
    "beside": ("并列", "Beside"),
    "alone": ("不并列", "Only one"),
    "open": ("打开", "Open"),
    "copy": ("复制地址", "Copy the address"),
    "reach": ("多少分钟到中心", "Minutes to a centre"),
    "own_ways": ("路网或分钟表", "Roads or minutes"),
    "ways_hint": ("起点、终点、公里或分钟（CSV、xlsx）", "from, to, km or minutes (CSV, xlsx)"),
    "datum": ("坐标系", "System of coordinates"),
    "own_lines": ("自有边界（GeoJSON）", "Own lines (GeoJSON)"),
    "add_lines": ("选择文件", "Choose a file"),
    "no_lines": ("移除", "Remove"),
    "no_structure": ("本地域的台账里还没有可画的结构。", "The ledgers of this place hold no structure to draw yet."),
    "undo": ("撤销", "Undo"),
    "redo": ("重做", "Redo"),
    "export": ("导出", "Export"),
    "export_what": ("导出所显示的节点和关系，姓名已隐去", "The nodes and relationships shown, names masked"),
    "choose": (
        "点选一个节点，查看未覆盖、属性、相邻和来源。双击或回车展开。",
        "Choose a node to see what is not covered, its properties, neighbours and sources. Double-click or Enter expands it.",
    ),
    "gaps": ("未覆盖 {n} 项", "Not covered: {n}"),
    "near": ("相邻", "Neighbours"),
    "risk": ("单点风险", "Single point of failure"),
    "sources": ("来源", "Sources"),
    "not_kept": ("原表未保存。", "The workbook is not kept."),
    "ask": ("就此提问", "Ask about it"),
    "ringed": ("圈内数字", "Number in the ring"),
    "blank": ("空", "blank"),
    "colon": ("：", ": "),
    "comma": ("、", ", "),
    "canvas": (
        "网络图。方向键移动，回车展开，O 聚焦，H 隐藏，P 路径，M 多选，Esc 取消，Ctrl+Z 撤销，"
        "加减号缩放，0 适合窗口，/ 查找；列表给出同样的内容。",
        "Network. Arrows move, Enter expands, O focuses, H hides, P starts a path, M chooses several, Esc clears, Ctrl+Z undoes,"
        " plus and minus zoom, 0 fits, / finds; the list shows the same.",
    ),
}
COLUMNS: tuple[Text, ...] = (("名称", "Name"), ("类型", "Type"), ("所在", "Place"), ("覆盖", "Covered"), ("关系", "Relationships"))
LEADER = "Leader"
LEADER_WORDS: Text = ("中心村", "Centre village")
BELONGS = "BELONGS"
BELONGS_WORDS: Text = ("隶属", "Belongs to")
GLYPHS: dict[str, tuple[str, str, float]] = {LEADER: ("leader", "#2F5474", 14), "Group": ("disc", "#A9B4B8", 24)}
ENGLISH_NEAR = {
    "LEADS": ("Leads", "Led by"),
    "MEMBER_OF": ("In", "Members"),
    "SERVES": ("Serves", "Served by"),
    "PAIRED_WITH": ("Helps", "Helped by"),
    "JOINT_BUILDING": ("Builds jointly with", "Builds jointly with"),
    "COVERS": ("Covers", "Covered by"),
}
CHINESE_NEAR = {
    "LEADS": ("帮带的", "帮带它的"),
    "MEMBER_OF": ("加入的", "成员："),
    "SERVES": ("服务的", "服务它的"),
    "PAIRED_WITH": ("结对帮扶的", "结对帮扶它的"),
    "JOINT_BUILDING": ("联建的", "联建的"),
    "COVERS": ("覆盖的", "覆盖它的"),
}


def words(language: str) -> dict[str, Any]:
    """Every word of the component in one language."""
    at = language == "en"
    return {name: text[at] for name, text in WORDS.items()} | {"columns": [text[at] for text in COLUMNS]}


def kind_of(thing: Mapping[str, Any], leaders: Iterable[str]) -> str:
    """The legend's entry of a thing: its type, or LEADER for a village that leads."""
    return LEADER if thing["type"] == "Village" and thing["key"] in leaders else thing["type"]


def kind_words(kind: str, language: str) -> str:
    """What a legend's entry is called."""
    at = language == "en"
    return LEADER_WORDS[at] if kind == LEADER else NODE[kind].title[at]


def counted(type: str, n: int, language: str) -> str:
    """A type's word after a number.

    >>> counted("Village", 1, "en"), counted("County", 2, "en"), counted("Area", 7, "zh")
    ('village', 'counties', '片区')
    """
    word = kind_words(type, language)
    if language != "en":
        return word
    ending = "ies" if word.endswith("y") else "es" if word.endswith("ch") else "s"
    return word.lower() if n == 1 else word.lower().removesuffix("y") + ending


def look(kind: str) -> dict[str, Any]:
    """Glyph, colour and radius of a legend's entry."""
    if kind in GLYPHS:
        glyph, colour, radius = GLYPHS[kind]
    else:
        glyph, colour, radius = NODE[kind].shape, NODE[kind].colour, {"record": 5.0, "person": 7.0}.get(NODE[kind].group, 8.0)
        radius = 7.0 if kind == "Village" else radius
    return {"glyph": glyph, "colour": colour, "r": radius}


def line(type: str) -> dict[str, Any]:
    """Colour, dashes, width and arrow of a relationship or of BELONGS."""
    if type == BELONGS or type in BELONG:
        return {"colour": "#A39D8E", "dashes": [], "width": 1, "arrow": False}
    rel = REL[type]
    return {
        "colour": rel.colour,
        "dashes": list(rel.dashes),
        "width": 2 if rel.dashes and type == "JOINT_BUILDING" else 1.5,
        "arrow": rel.arrow,
    }


def line_of(type: str) -> str:
    """The legend's entry of a relationship."""
    return BELONGS if type in BELONG else type


def line_words(type: str, language: str) -> str:
    """What an entry for relationships is called."""
    at = language == "en"
    text = BELONGS_WORDS[at] if type == BELONGS else REL[type].title[at]
    return capital(text) if at else text


def near_words(type: str, way: str, label: str, language: str) -> str:
    """What the neighbours of one type by one relationship and way are called, such as 帮带的村."""
    noun, at = NODE[label].title, way == "in"
    if type in BELONG:
        return noun[language == "en"]
    if language == "en":
        return f"{ENGLISH_NEAR.get(type, (REL[type].title[1].capitalize(),) * 2)[at]}: {noun[1].lower()}"
    return f"{CHINESE_NEAR.get(type, (REL[type].title[0] + ' · ',) * 2)[at]}{noun[0]}"
