"""An invented county that mixes all eight structures, filled into the project's own empty workbook.

Its places, people and firms do not exist.

云岭县 (999901) has two townships and a subdistrict, seven villages (two of one name), two areas, an estate quarter, internet firms, joint
organisations, pairings, a tour, a big committee and member ratings. GAPS is what was planted: question → parameters, the keys that it must
return, and nothing besides. Own codes stand there without the territory.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl

import loaders
from graphmodel.schema import NODE, REL

TERRITORY = "999901"
DATA_DATE = "2020-09-30"
TOWN, VALE, EAST = "999901101", "999901102", "999901001"
V1, V2, V3, W1, W2, W3, C1 = f"{TOWN}001", f"{TOWN}002", f"{TOWN}003", f"{VALE}001", f"{VALE}002", f"{VALE}003", f"{EAST}001"
Rows = list[dict[str, Any]]


def sheet(headers: str, *rows: tuple[Any, ...]) -> Rows:
    """Rows under the template's headers; short rows leave the rest blank."""
    names = headers.split()
    return [dict(zip(names, row, strict=False)) for row in rows]


SHEETS: dict[str, Rows] = {
    "County": sheet("编码 名称 类别", (TERRITORY, "云岭县", "县")),
    "Township": sheet(
        "编码 所属县 名称 类别 农村人口",
        (TOWN, "云岭县", "青石镇", "镇", 9000),
        (VALE, TERRITORY, "桃源乡", "乡", 6000),
        (EAST, TERRITORY, "城东街道", "街道"),
    ),
    "Area": sheet(
        "编码 所属乡镇 名称 类别 依托",
        ("PQ-1", "青石镇", "东坡片区", "以强带弱", "东坡村"),
        ("PQ-2", "桃源乡", "麦田片区", "龙头带动", "云岭农牧"),
    ),
    "Village": sheet(
        "编码 所属乡镇 名称 类别 户数 人口 人均收入 集体收入 贫困村 已出列 书记到位 纬度 经度 点位来源 所在片区 加入合作社",
        (V1, "青石镇", "东坡村", "村", 300, 1000, 21000, 60, "否", "", "是", 30.00, 110.00, "合成", "PQ-1", "桃花合作社"),
        (V2, "青石镇", "石桥村", "村", 200, 700, 12000, 20, "否", "", "是", 30.01, 110.00, "合成", "东坡片区", "桃花合作社"),
        (V3, "青石镇", "柳湾村", "村", 150, 500, 9000, 5, "否", "", "否", 30.02, 110.00, "合成", "东坡片区", "HZ-1"),
        (W1, "桃源乡", "石桥村", "村", 180, 600, 13000, "", "否", "", "是", 30.20, 110.20, "合成", "PQ-2", "HZ-1"),
        (W2, "桃源乡", "麦田村", "村", 220, 800, 17000, 35, "否", "", "", 30.21, 110.20, "合成", "PQ-2", "HZ-1"),
        (W3, "桃源乡", "远山村", "村", 90, 300, "", "", "是", "否", "", 30.40, 110.40, "合成"),
        (C1, "城东街道", "锦绣社区", "社区", 800, 2400),
    ),
    "Grid": sheet(
        "编码 上级 名称 类别 户数",
        ("XQ-1", "锦绣社区", "锦绣花园", "小区", 200),
        ("XQ-2", C1, "望山苑", "小区", 120),
        ("LD-1", "XQ-1", "1 号楼", "楼栋", 100),
        ("LD-2", "XQ-1", "2 号楼", "楼栋", 100),
        ("DU-1", "LD-1", "1 号楼 1 单元", "单元", 50),
    ),
    "Household": sheet(
        "编码 所在村 户主 人数 建档立卡 脱贫状态 脱贫年度 帮扶需求",
        ("HU-1", "东坡村", "户 0001", 4, "是", "未脱贫", "", "产业"),
        ("HU-2", "青石镇/石桥村", "户 0002", 3, "是", "已脱贫", 2019),
        ("HU-3", "麦田村", "户 0003", 2, "是", "未脱贫", "", "医疗"),
        ("HU-4", "DU-1", "户 0004", 3, "否"),
        ("HU-5", V1, "户 0005", 5, "否"),
    ),
    "Branch": sheet(
        "编码 名称 类别 建制 层级 上级党组织 所在地 单独组建于 联合组建于 专项工作",
        ("ZB-0", "城东街道党工委", "党工委", "是", "乡", "", "城东街道"),
        ("ZB-1", "东坡村党支部", "党支部", "是", "村", "", "东坡村"),
        ("ZB-2", "麦田村党支部", "党支部", "是", "村", "", "麦田村"),
        ("ZB-3", "锦绣社区党支部", "党支部", "是", "村", "ZB-0", "锦绣社区"),
        ("ZB-4", "微云科技党支部", "党支部", "是", "企业", "HY-1", "云岭县", "微云科技"),
        ("ZB-5", "安家物业党支部", "党支部", "是", "企业", "HY-2", "云岭县", "安家物业"),
        ("WG-1", "锦绣花园党小组", "党小组", "是", "网格", "锦绣社区党支部", "XQ-1"),
        ("LH-1", "桃花产业联合党支部", "联合党支部", "否", "县", "", "云岭县", "", "桃花合作社", "ZX-1"),
        ("DD-1", "锦绣社区大党委", "社区大党委", "否", "村", "", "锦绣社区"),
        ("HY-1", "云岭县互联网行业党委", "行业党委", "是", "县", "", "云岭县"),
        ("HY-2", "云岭县物业行业党委", "行业党委", "是", "县", "", "云岭县"),
    ),
    "Cooperative": sheet(
        "编码 名称 类别 产业 领办 土地面积 所在地 加入联合社",
        ("HZ-1", "桃花合作社", "合作社", "蜂蜜", "党组织", 120, "麦田村", "HZ-2"),
        ("HZ-2", "云岭联合社", "联合社", "", "", "", "云岭县"),
    ),
    "Enterprise": sheet(
        "编码 名称 类别 规模 职工数 所在地",
        ("QY-1", "云岭农牧", "龙头企业", "中型", 200, "麦田村"),
        ("QY-2", "微云科技", "互联网企业", "小型", 30, "云岭县"),
        ("QY-3", "安家物业", "物业企业", "小型", 40, "云岭县"),
        ("QY-4", "快达网络", "互联网企业", "微型", 6, "云岭县"),
    ),
    "Unit": sheet(
        "编码 名称 类别 所在地",
        ("DW-1", "云岭一中", "学校", "锦绣社区"),
        ("DW-2", "云岭医院", "医院", "锦绣社区"),
        ("DW-3", "远方大学", "高校"),
    ),
    "Team": sheet(
        "编码 名称 类别 专长 年计划场次 所在片区 所在地",
        ("ZY-1", "红马甲志愿队", "志愿服务队", "家电维修", "", "", "XQ-1"),
        ("XF-1", "清洁小分队", "小分队", "垃圾清理", "", "", "锦绣社区"),
        ("YC-1", "云岭宣讲团", "演出团", "", 12, "", "云岭县"),
        ("ZN-1", "东坡片区智囊团", "智囊团", "果树", "", "PQ-1"),
        ("YS-1", "锦绣花园议事会", "议事会", "", "", "", "XQ-1"),
        ("YS-2", "望山苑议事会", "议事会", "", "", "", "望山苑"),
        ("JW-1", "锦绣社区居委会", "居委会", "", "", "", "锦绣社区"),
        ("YW-1", "锦绣花园业委会", "业委会", "", "", "", "XQ-1"),
        ("SL-1", "书记沙龙", "书记沙龙", "", "", "", "青石镇"),
    ),
    "ServiceCentre": sheet(
        "编码 名称 类别 应配干部 纬度 经度 点位来源 所在片区 服务事项",
        ("FZ-1", "东坡片区中心", "片区中心", 1, 30.00, 110.00, "合成", "PQ-1", "低保申请、自助终端"),
        ("FZ-2", "麦田片区中心", "片区中心", 1, 30.20, 110.20, "合成", "PQ-2", "SX-1"),
    ),
    "Member": sheet(
        "编码 姓名 身份 职务 两委成员 后备干部 致富带头人 有帮扶能力 在县外 最多帮户 所在户 居住地 所在党组织 联合党组织 就职单位 代表单位",
        ("DY-1", "党员 0001", "正式党员", "村支部书记", "是", "否", "否", "是", "否", 2, "HU-5", "", "ZB-1"),
        ("DY-2", "党员 0002", "正式党员", "", "否", "否", "是", "", "否", 3, "", "麦田村", "麦田村党支部", "LH-1"),
        ("DY-3", "党员 0003", "预备党员", "", "否", "是", "否", "是", "否", "", "", V1, "东坡村党支部"),
        ("DY-4", "党员 0004", "正式党员", "", "", "", "", "", "否", "", "", "柳湾村"),
        ("DY-5", "党员 0005", "正式党员", "", "", "", "", "", "否", "", "", "DU-1", "ZB-3"),
        ("DY-6", "党员 0006", "正式党员", "", "", "", "", "", "是", "", "", "桃源乡/石桥村", "ZB-2"),
        ("DY-7", "党员 0007", "正式党员", "", "", "", "", "", "否", "", "", "", "ZB-4", "", "微云科技"),
        ("DY-8", "骨干 0008", "非党员", "", "", "", "", "", "否", "", "", "XQ-1", "", "", "", "XQ-1"),
        ("DY-9", "党员 0009", "正式党员", "副校长", "", "", "", "", "否", "", "", "", "WG-1", "", "", "云岭一中"),
    ),
    "Rating": sheet("编码 对象 年度 星级", ("PD-1", "DY-1", 2020, 5), ("PD-2", "DY-5", 2020, 4), ("PD-3", "DY-3", 2020, 4)),
    "Criterion": sheet("编码 名称 满分", ("BZ-1", "基本义务", 40), ("BZ-2", "模范带头", 30)),
    "Post": sheet(
        "编码 设在 名称 类别 名额 任职人",
        ("GW-1", "FZ-1", "中心书记", "书记", 1, "DY-1"),
        ("GW-2", "FZ-1", "中心副书记", "副书记", 1, "DY-3"),
        ("GW-3", "东坡片区中心", "中心主任", "主任", 1, "DY-2"),
        ("GW-4", "FZ-1", "下沉干部", "下沉干部", 1, "DY-8"),
        ("GW-5", "LD-1", "1 号楼长", "楼栋长", 1, "DY-5"),
        ("GW-6", "DU-1", "单元长", "单元长", 1),
        ("GW-7", "锦绣社区", "矛盾纠纷调解员", "矛盾纠纷调解员", 2, "DY-5、DY-9"),
    ),
    "Shift": sheet(
        "编码 服务中心 星期 值班人 值班村",
        *((f"ZBN-{n}", "FZ-1", f"周{day}", "DY-1") for n, day in enumerate("一二三四五", 1)),
        *((f"ZBN-{n}", "FZ-2", f"周{day}", "", W1) for n, day in enumerate("一二三四", 6)),
    ),
    "Commitment": sheet(
        "编码 承诺事项 提出日期 完成时限 完成日期 承诺人",
        ("CN-1", "修好村口路灯", "2020-03-01", "2020-12-31", "", "DY-1"),
        ("CN-2", "带两户养蜂", "2020-03-01", "2020-06-30", "", "DY-2"),
        ("CN-3", "清理河道", "2020-04-01", "2020-12-31"),
        ("CN-4", "开放操场", "2020-05-01", "2020-08-31", "2020-08-01", "云岭一中"),
    ),
    "Measure": sheet(
        "编码 对象 措施 类别 开始日期 完成时限 最近进展日期 责任人",
        ("CS-1", "HU-1", "发展养蜂", "产业", "2020-01-10", "2020-12-31", "2020-03-01", "DY-1"),
    ),
    "Visit": sheet(
        "编码 对象 走访人 走访日期 类别", ("ZF-1", "HU-1", "DY-1", "2020-09-20", "走访"), ("ZF-2", "HU-4", "DY-5", "2020-09-25", "走访")
    ),
    "Project": sheet(
        "编码 名称 类别 数量 计量单位 金额 面积 开始日期 完成日期 所在地 参与方",
        ("XM-1", "厕所改造", "改厕", 20, "座", 12, "", "2020-03-01", "2020-06-01", "东坡村"),
        ("XM-2", "桃花产业园", "产业园", "", "", 300, 500, "2020-01-01", "", "青石镇", f"{V1}、{W1}"),
    ),
    "SpecialTask": sheet("编码 名称", ("ZX-1", "产业发展"), ("ZX-2", "电商服务")),
    "ServiceItem": sheet("编码 名称 类别 部门", ("SX-1", "低保申请", "事项", "民政"), ("SX-2", "自助终端", "设备")),
    "Matter": sheet(
        "编码 名称 类别 状态 提出日期 解决日期 所在地 解决方 提交会议",
        ("WT-1", "停车难", "停车", "已解决", "2020-05-01", "2020-05-20", "XQ-1", "红马甲志愿队"),
        ("WT-2", "雨水倒灌", "排水", "办理中", "2020-04-01", "", "XQ-1"),
        ("WT-3", "共建操场", "议题", "已提出", "2020-09-20", "", "", "", "HD-3"),
    ),
    "Event": sheet(
        "编码 名称 类别 日期 参加人数 举办地 覆盖地 承办方",
        ("HD-1", "宣讲第一场", "宣讲演出", "2020-08-20", 200, "东坡村", "青石镇", "云岭宣讲团"),
        ("HD-2", "宣讲第二场", "宣讲演出", "2020-08-27", 150, "桃源乡/石桥村", VALE, "YC-1"),
        ("HD-3", "大党委首次会议", "议事会议", "2020-07-05", 12, "锦绣社区大党委"),
        ("HD-4", "物业费听证", "决策听证", "2020-08-01", 30, "YS-1"),
    ),
    "FeeRecord": sheet(
        "编码 年度 缴费群体 应缴户数 已缴户数 所在地",
        ("JF-1", 2020, "机关事业单位干部职工", 100, 99, "云岭县"),
        ("JF-2", 2020, "业主", 200, 190, "XQ-1"),
    ),
    "Honour": sheet(
        "编码 名称 类别 级别 年度 获得者",
        ("RY-1", "先进党支部", "先进基层党组织", "县级", 2020, "东坡村党支部"),
        ("RY-2", "书记示范点", "示范点", "镇级", 2020, "东坡村"),
    ),
    "LEADS": sheet("帮带村 被帮带村 起始日期", ("东坡村", "青石镇/石桥村", "2020-01-01")),
    "PAIRED_WITH": sheet(
        "帮扶人 帮扶对象 项目 起始日期 蜂箱",
        ("DY-1", "HU-1", "帮学", "2020-02-01"),
        ("DY-2", "HU-2", "带富", "2020-02-01", 2),
        ("DY-5", "HU-4", "党员联户", "2020-02-01"),
        ("ZN-1", "DW-3", "智囊结对", "2020-03-01"),
    ),
    "JOINT_BUILDING": sheet("联建方 联建对象 联建形式 有协议", ("云岭农牧", "麦田村", "龙头带动", "是"), ("QY-1", W1, "龙头带动", "否")),
    "SERVES": sheet("服务方 服务对象 服务形式", ("FZ-1", V2, "辖区"), ("FZ-2", "麦田村", "辖区"), ("ZY-1", "XQ-1", "志愿服务")),
    "SEATED_ON": sheet(
        "委员 大党委或议事会 席位类别 聘书日期",
        ("DY-9", "DD-1", "兼职委员", "2020-07-01"),
        ("DY-5", "DD-1", "兼职委员"),
        ("锦绣社区党支部", "YS-1", "社区党组织"),
        ("JW-1", "YS-1", "居委会"),
        ("YW-1", "YS-1", "业委会"),
        ("安家物业", "YS-1", "物业企业"),
        ("DY-8", "YS-1", "业主代表"),
        ("ZB-3", "YS-2", "社区党组织"),
    ),
    "SCORED": sheet("评定 标准 得分 依据", ("PD-1", "BZ-1", 38, "参加党课 12 次"), ("PD-1", "BZ-2", 28, "带头清扫"), ("PD-3", "BZ-1", 35)),
}
"""Type → its rows, by the headers of the Chinese template."""

GAPS: dict[str, tuple[dict[str, str], list[str]]] = {
    "villages_without_area": ({}, [W3]),
    "villages_without_leader": ({}, [V3]),
    "villages_outside_cooperatives": ({}, [C1, W3]),
    "villages_beyond_minutes": ({}, [W3]),
    "areas_without_centre_staff_or_rota": ({}, ["PQ-2"]),
    "joint_building_without_agreement": ({}, [W1]),
    "poor_villages_without_stationed_helper": ({}, [W3]),
    "households_without_helper": ({}, ["HU-3"]),
    "left_households_without_helper": ({}, ["HU-3"]),
    "left_households_without_measure": ({}, ["HU-3"]),
    "visits_due": ({}, ["HU-2"]),
    "households_without_link": ({}, ["HU-1", "HU-2", "HU-3"]),
    "able_members_without_pair": ({}, ["DY-3"]),
    "helpers_over_load": ({}, []),
    "members_without_organisation": ({}, ["DY-4"]),
    "outside_members_without_joint": ({}, ["DY-6"]),
    "organisations_without_members": ({}, ["ZB-5"]),
    "members_in_joint_without_home": ({}, []),
    "joint_organisations_without_secretary": ({}, ["LH-1"]),
    "special_tasks_without_organisation": ({}, ["ZX-2"]),
    "commitments_overdue": ({}, ["CN-2"]),
    "commitments_without_owner": ({}, ["CN-3"]),
    "commitments_short_of_quota": ({}, ["DY-1", "DY-3"]),
    "measures_without_progress": ({}, ["CS-1"]),
    "measures_overdue": ({}, []),
    "ratings_without_scores": ({}, ["PD-2"]),
    "scores_without_grounds": ({}, ["PD-3"]),
    "posts_without_holder": ({}, ["GW-6"]),
    "councils_lacking_party": ({}, ["YS-2"]),
    "councils_without_delegates": ({}, ["YS-2"]),
    "seats_without_letter": ({}, ["DY-5"]),
    "units_without_seat": ({}, ["DW-2"]),
    "seated_units_without_commitment": ({}, []),
    "buildings_without_head": ({}, ["DU-1", "LD-2"]),
    "estates_without_team": ({}, ["XQ-2"]),
    "matters_open_long": ({}, ["WT-2"]),
    "enterprises_without_organisation": ({"kind": "互联网企业"}, ["QY-4"]),
    "enterprises_without_work_coverage": ({"kind": "互联网企业"}, ["QY-4"]),
    "townships_not_reached": ({}, [EAST]),
    "villages_not_reached": ({}, [C1, V2, V3, W2, W3]),
}


def full(code: str) -> str:
    """A key as it is stored: the county's own codes stand behind the territory."""
    return code if code.isdigit() else f"{TERRITORY}/{code}"


def workbook(language: str = "zh") -> bytes:
    """The template of these types with the rows filled in under its own headers, below its note and its example.

    KeyError for a header it lacks.     The English one has the same rows under the English headers at the same places.
    """
    at = language == "en"
    chinese, book = (openpyxl.load_workbook(io.BytesIO(loaders.template(SHEETS, one))) for one in ("zh", language))
    for name, rows in SHEETS.items():
        title = (NODE.get(name) or REL[name]).title
        places = {cell.value: cell.column for cell in chinese[title[0]][1] if cell.value}
        for number, row in enumerate(rows, 4):
            for header, value in row.items():
                if value != "":
                    book[title[at]].cell(number, places[header], value)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def write(folder: Path, language: str = "zh") -> Path:
    """The workbook as a file."""
    path = folder / ("云岭县.xlsx" if language == "zh" else "Yunling.xlsx")
    path.write_bytes(workbook(language))
    return path
