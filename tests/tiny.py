"""One tiny invented county: every type, every planted gap. All examples of the book are asked of it.

小县 (990101, in 示市) has two towns, six villages, two areas and twelve members. Planted: a cycle in LEADS (东一 ↔ 东二), a lead and
pairings that ended, parallel pairings of different programmes, an isolated village without a point (孤村), villages without a count
of households, missing values in every place where a question must not take them for covered.
"""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from graphmodel.engine import Engine
from tests.filling import filled
from tests.tiny_links import V1, V2, V3, V4, V5, V6, day, own, relationships

DATA_DATE = date(2020, 9, 30)

NODES: dict[str, list[dict[str, Any]]] = {
    "County": [
        {"id": "990100", "name": "示市", "kind": "地级市"},
        {"id": "990101", "name": "小县", "kind": "县"},
        {"id": "990102", "name": "空县", "kind": "县"},
    ],
    "Township": [
        {"id": "990101101", "name": "东镇", "kind": "镇", "rural_population": 1000},
        {"id": "990101102", "name": "西乡", "kind": "乡", "rural_population": 500},
        {"id": "990101400", "name": "北农场", "kind": "农场"},
    ],
    "Area": [
        {"id": own("A1"), "name": "甲片区", "kind": "以强带弱", "basis": "东一村"},
        {"id": own("A2"), "name": "乙片区", "kind": "龙头带动", "basis": "惠农公司"},
        {"id": own("A3"), "name": "丙片区"},
    ],
    "Village": [
        {"id": V1, "name": "东一村", "kind": "村", "households": 100, "population": 300, "income": 12000.0, "lat": 36.0, "lon": 117.0,
         "secretary": True},
        {"id": V2, "name": "东二村", "kind": "村", "households": 80, "population": 240, "income": 9000.0, "lat": 36.02, "lon": 117.0,
         "secretary": False},
        {"id": V3, "name": "东三村", "kind": "村", "population": 150, "lat": 36.1, "lon": 117.0},
        {"id": V4, "name": "西一村", "kind": "村", "households": 60, "population": 200, "lat": 36.0, "lon": 117.2, "poor": False},
        {"id": V5, "name": "西二村", "kind": "嘎查", "households": 50, "population": 170, "poor": True, "lifted": True},
        {"id": V6, "name": "孤村", "kind": "村", "households": 40, "poor": True, "lifted": False},
    ],
    "Grid": [
        {"id": own("E1"), "name": "和美小区", "kind": "小区", "households": 200},
        {"id": own("E1-1"), "name": "1 栋", "kind": "楼栋", "households": 100},
        {"id": own("E1-2"), "name": "2 栋", "kind": "楼栋", "households": 100},
        {"id": own("E1-1-1"), "name": "1 栋 1 单元", "kind": "单元", "households": 50},
        {"id": own("E1-1-2"), "name": "1 栋 2 单元", "kind": "单元", "households": 50},
        {"id": own("E2"), "name": "安居小区", "kind": "小区"},
        {"id": own("W1"), "name": "桐树屋场", "kind": "屋场"},
    ],
    "Household": [
        {"id": own("H1"), "name": "户 0001", "size": 3, "registered": True, "state": "已脱贫", "lifted_year": 2019, "need": "产业"},
        {"id": own("H2"), "name": "户 0002", "size": 4, "registered": True, "state": "未脱贫", "need": "医疗"},
        {"id": own("H3"), "name": "户 0003", "size": 2, "registered": True, "state": "未脱贫"},
        {"id": own("H4"), "name": "户 0004", "registered": True, "state": "未脱贫"},
        {"id": own("H5"), "name": "户 0005", "size": 5, "registered": True},
        {"id": own("H6"), "name": "户 0006", "size": 3, "registered": False},
        {"id": own("H7"), "name": "户 0007"},
    ],
    "Branch": [
        {"id": own("B0"), "name": "东镇党委", "kind": "党委", "established": True, "tier": "乡"},
        {"id": own("B1"), "name": "东一村党支部", "kind": "党支部", "established": True, "tier": "村"},
        {"id": own("B2"), "name": "东二村党支部", "kind": "党支部", "established": True, "tier": "村"},
        {"id": own("B3"), "name": "西一村党支部", "kind": "党支部", "established": True, "tier": "村"},
        {"id": own("B4"), "name": "东一村第一党小组", "kind": "党小组", "established": True, "tier": "网格"},
        {"id": own("J1"), "name": "电商联合党支部", "kind": "联合党支部", "established": False, "tier": "县", "sector": "电商"},
        {"id": own("J2"), "name": "养殖联合党支部", "kind": "联合党支部", "established": False, "tier": "县", "sector": "养殖"},
        {"id": own("D1"), "name": "东一大党委", "kind": "社区大党委", "established": False, "tier": "村"},
        {"id": own("I1"), "name": "互联网行业党委", "kind": "行业党委", "established": True, "tier": "省"},
        {"id": own("I2"), "name": "云网公司党支部", "kind": "党支部", "established": True, "tier": "企业"},
        {"id": own("X1"), "name": "待定组织"},
    ],
    "Cooperative": [
        {"id": own("K1"), "name": "樱桃合作社", "kind": "合作社", "industry": "樱桃", "led_by": "党组织", "land": 120.0},
        {"id": own("K2"), "name": "大棚合作社", "kind": "合作社", "industry": "大棚蔬菜", "led_by": "大户"},
        {"id": own("K3"), "name": "小县联合社", "kind": "联合社"},
        {"id": own("K4"), "name": "空合作社", "kind": "合作社", "industry": "养蜂", "land": 30.0},
    ],
    "Enterprise": [
        {"id": own("Q1"), "name": "惠农公司", "kind": "龙头企业", "size": "中型"},
        {"id": own("Q2"), "name": "云网公司", "kind": "互联网企业", "size": "大型", "employees": 300},
        {"id": own("Q3"), "name": "微店公司", "kind": "互联网企业", "size": "微型", "employees": 5},
        {"id": own("Q4"), "name": "快送公司", "kind": "互联网企业"},
        {"id": own("Q5"), "name": "安家物业", "kind": "物业企业", "size": "小型"},
    ],
    "Unit": [
        {"id": own("U1"), "name": "小县一中", "kind": "学校"},
        {"id": own("U2"), "name": "小县医院", "kind": "医院"},
        {"id": own("U3"), "name": "示市大学", "kind": "高校"},
    ],
    "Team": [
        {"id": own("T1"), "name": "甲片区智囊团", "kind": "智囊团", "speciality": "果树"},
        {"id": own("T2"), "name": "和美议事会", "kind": "议事会"},
        {"id": own("T3"), "name": "小县演出团", "kind": "演出团", "year_plan": 5},
        {"id": own("T4"), "name": "红星志愿队", "kind": "志愿服务队"},
        {"id": own("T5"), "name": "清洁小分队", "kind": "小分队", "speciality": "垃圾清理"},
        {"id": own("T6"), "name": "和美业委会", "kind": "业委会"},
        {"id": own("T7"), "name": "东一居委会", "kind": "居委会"},
        {"id": own("T8"), "name": "安居议事会", "kind": "议事会"},
        {"id": own("T9"), "name": "无类队伍"},
    ],
    "ServiceCentre": [
        {"id": own("C1"), "name": "甲中心", "kind": "片区中心", "cadres": 2, "lat": 36.0, "lon": 117.0},
        {"id": own("C2"), "name": "乙中心", "kind": "片区中心", "lat": 36.0, "lon": 117.2},
        {"id": own("C3"), "name": "孤村服务点", "kind": "村服务点"},
    ],
    "Member": [
        {"id": own(f"M{n}"), "name": f"党员 {n:04}", "status": "正式党员", **more} for n, more in (
            (1, {"committee": True, "reserve": False, "rich_leader": False, "capacity": 1, "able": True, "duty": "村支部书记"}),
            (2, {"committee": True, "reserve": False, "rich_leader": True, "capacity": 2, "able": True}),
            (3, {"committee": False, "reserve": True, "rich_leader": False}),
            (4, {"committee": False, "reserve": False, "rich_leader": True, "outside": True}),
            (5, {"committee": True, "reserve": False, "rich_leader": False}),
            (6, {}),
            (7, {"committee": False, "reserve": False, "rich_leader": False}),
            (8, {"outside": True}),
            (9, {}), (10, {"skill": "养蜂"}), (11, {"status": "非党员"}), (12, {"status": None}))
    ],
    "Rating": [
        {"id": own("R1"), "year": 2020, "stars": 5},
        {"id": own("R2"), "year": 2020, "stars": 3},
        {"id": own("R3"), "year": 2020},
        {"id": own("R4"), "year": 2019, "stars": 4},
    ],
    "Criterion": [
        {"id": own("G1"), "name": "基本义务", "full": 40.0},
        {"id": own("G2"), "name": "模范带头", "full": 30.0},
    ],
    "Post": [
        {"id": own("P1"), "name": "甲中心书记", "kind": "书记"},
        {"id": own("P2"), "name": "甲中心副书记", "kind": "副书记"},
        {"id": own("P3"), "name": "甲中心主任", "kind": "主任"},
        {"id": own("P4"), "name": "甲中心下沉干部", "kind": "下沉干部", "places": 2},
        {"id": own("P5"), "name": "乙中心书记", "kind": "书记"},
        {"id": own("P6"), "name": "1 栋楼栋长", "kind": "楼栋长"},
        {"id": own("P7"), "name": "1 栋 1 单元长", "kind": "单元长"},
        {"id": own("P8"), "name": "和美党小组长", "kind": "党小组长"},
        {"id": own("P9"), "name": "矛盾调解岗", "kind": "矛盾纠纷调解员", "places": 2},
        {"id": own("P10"), "name": "2 栋楼栋长", "kind": "楼栋长"},
    ],
    "Shift": [
        *({"id": own(f"S{n}"), "weekday": weekday} for n, weekday in enumerate(("周一", "周二", "周三", "周四", "周五"), 1)),
        {"id": own("S6"), "weekday": "周一"}, {"id": own("S7")},
    ],
    "Commitment": [
        {"id": own("O1"), "name": "修路", "made": day("03-01"), "due": day("06-30"), "done": day("06-20")},
        {"id": own("O2"), "name": "助学", "made": day("03-01"), "due": day("08-31")},
        {"id": own("O3"), "name": "植树", "made": day("03-05"), "due": day("12-31")},
        {"id": own("O4"), "name": "清渠", "made": day("04-01")},
        {"id": own("O5"), "name": "无主承诺", "made": day("04-02"), "due": day("09-30")},
        {"id": own("O6"), "name": "共建图书角", "made": day("07-01"), "due": day("12-01")},
        {"id": own("O8"), "name": "义务巡逻", "made": day("07-01"), "due": day("08-01")},
        {"id": own("O7"), "name": "后提承诺", "made": day("12-01"), "due": day("12-31")},
    ],
    "Measure": [
        {"id": own("Z1"), "name": "养蜂两箱", "kind": "产业", "start": day("03-01"), "due": day("10-31"), "progress": day("09-20")},
        {"id": own("Z2"), "name": "大病救助", "kind": "医疗", "start": day("03-01"), "due": day("06-30"), "progress": day("05-01")},
        {"id": own("Z3"), "name": "公益岗位", "kind": "就业", "start": day("04-01")},
        {"id": own("Z4"), "name": "危房改造", "kind": "住房", "start": day("02-01"), "done": day("06-01")},
    ],
    "Visit": [
        {"id": own("N1"), "date": day("09-20"), "kind": "走访"},
        {"id": own("N2"), "date": day("09-20"), "kind": "指导"},
        {"id": own("N3"), "date": day("05-02"), "kind": "走访"},
        {"id": own("N4"), "date": day("10-02"), "kind": "走访"},
    ],
    "Project": [
        {"id": own("L1"), "name": "无害化厕所", "kind": "改厕", "quantity": 60.0, "unit": "座", "amount": 30.0, "start": day("03-01"),
         "done": day("06-01")},
        {"id": own("L2"), "name": "改厕二期", "kind": "改厕", "quantity": 40.0, "unit": "座"},
        {"id": own("L3"), "name": "联建产业园", "kind": "产业园", "land": 2000.5, "start": day("04-01")},
        {"id": own("L4"), "name": "地块签约", "kind": "签约", "households": 22, "people": 86, "land": 236.0, "hours": 52.0,
         "done": day("08-01")},
    ],
    "SpecialTask": [{"id": own("Y1"), "name": "产业扶贫"}, {"id": own("Y2"), "name": "就业扶贫"}],
    "ServiceItem": [
        {"id": own("F1"), "name": "民政事项", "kind": "事项", "department": "民政"},
        {"id": own("F2"), "name": "自助机", "kind": "设备"},
        {"id": own("F3"), "name": "社保事项", "kind": "事项", "department": "人社"},
    ],
    "Matter": [
        {"id": own("W1"), "name": "停车难", "kind": "停车", "state": "已解决", "raised": day("03-01"), "solved": day("03-31")},
        {"id": own("W2"), "name": "下水堵", "kind": "排水", "state": "办理中", "raised": day("06-01")},
        {"id": own("W3"), "name": "路灯", "kind": "排水", "state": "已解决", "raised": day("05-01")},
        {"id": own("W4"), "name": "增设路灯议题", "kind": "议题", "state": "已提出", "raised": day("09-10")},
        {"id": own("W5"), "name": "共驻共建议题", "kind": "议题", "state": "已提出"},
        {"id": own("W6"), "name": "旧议题", "kind": "议题", "state": "已解决", "raised": day("02-01"), "solved": day("02-20")},
        {"id": own("W7"), "name": "漏水", "kind": "排水", "state": "已解决", "raised": day("07-01"), "solved": day("10-08")},
        {"id": own("W8"), "name": "噪声", "raised": day("09-01")},
    ],
    "Event": [
        {"id": own("EV1"), "name": "首场宣讲", "kind": "宣讲演出", "date": day("08-23"), "attendance": 120},
        {"id": own("EV2"), "name": "第二场宣讲", "kind": "宣讲演出", "date": day("08-25")},
        {"id": own("EV3"), "name": "第三场宣讲", "kind": "宣讲演出", "date": day("09-12"), "attendance": 80},
        {"id": own("EV4"), "name": "第一次议事会议", "kind": "议事会议", "date": day("09-15")},
        {"id": own("EV5"), "name": "九月主题活动", "kind": "主题活动", "date": day("09-20")},
        {"id": own("EV6"), "name": "听证会", "kind": "决策听证", "date": day("07-01")},
        {"id": own("EV7"), "name": "未定场次", "kind": "宣讲演出"},
    ],
    "FeeRecord": [
        {"id": own("FE1"), "year": 2020, "payer": "机关事业单位干部职工", "due_households": 100, "paid_households": 99, "due_amount": 10.0,
         "paid_amount": 9.9},
        {"id": own("FE2"), "year": 2020, "payer": "业主", "due_households": 200, "paid_households": 195, "due_amount": 20.0,
         "paid_amount": 19.5},
        {"id": own("FE3"), "year": 2020, "payer": "业主", "due_households": 50},
        {"id": own("FE4"), "year": 2020, "payer": "业主", "due_amount": 5.0, "paid_amount": 4.0},
    ],
    "Honour": [
        {"id": own("HN1"), "name": "先进党支部", "kind": "先进基层党组织", "level": "县级", "year": 2020},
        {"id": own("HN2"), "name": "美丽乡村", "kind": "美丽乡村", "level": "省级", "year": 2019},
        {"id": own("HN3"), "name": "剪纸", "kind": "非物质文化遗产", "level": "省级"},
        {"id": own("HN4"), "name": "皮影", "kind": "非物质文化遗产"},
        {"id": own("HN5"), "name": "无主荣誉", "kind": "美丽乡村", "level": "县级"},
    ],
}
"""Rows of every type; a property that is not there is missing."""

RELS = relationships()
"""(type, start, end, properties), both ends as `Type:key`."""


def fill(engine: Engine, nodes: dict[str, list[dict[str, Any]]] = NODES, rels: Sequence[tuple[Any, ...]] = RELS) -> Engine:
    """The engine with these rows in it, as one import."""
    return filled(engine, nodes, rels, DATA_DATE)
