"""For each of the 80 figures one row of its sample without which it must be another, or, where no single row can move it, why not."""
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Place = tuple[str, str, int]
"""File, sheet and row of a sample's workbook, the row as Excel numbers it."""


@dataclass(frozen=True)
class Row:
    """The last row, on a sheet of that name, that has these values; with `alone`, whose value there no other of them has."""

    sheet: str
    where: dict[str, Any] = field(default_factory=dict)
    alone: str = ""

    def place(self, books: dict[str, dict[str, list[dict[str, Any]]]]) -> Place:
        """Where the row stands. Fails when there is none."""
        fits = [(file, number, row) for file, sheets in books.items() for number, row in enumerate(sheets.get(self.sheet, ()), 2)
                if all(row.get(header) == value for header, value in self.where.items())]
        seen = [row.get(self.alone) for _, _, row in fits]
        found = [(file, self.sheet, number) for file, number, row in fits if not self.alone or seen.count(row[self.alone]) == 1]
        assert found, self
        return found[-1]


def of(sheet: str, kind: str, **more: Any) -> Row:
    """The last row of a kind."""
    return Row(sheet, {"类别": kind, **more})


LEFT, LIFTED = ({"脱贫状态": state} for state in ("未脱贫", "已脱贫"))
MUYUN = {
    "tiers": of("党组织", "党工委"), "post_kinds": Row("岗位"),
    "secretary_points": of("荣誉", "书记示范点"), "committee_points": of("荣誉", "委员示范点"), "courtyards": of("荣誉", "屋场示范片"),
    "toilets": of("项目", "改厕"), "pits_removed": of("项目", "破除露天垃圾池"), "households_cleaned": of("项目", "清理房前屋后"),
    "best_homes": of("荣誉", "最美家园"), "best_gardens": of("荣誉", "最美菜园"), "best_fields": of("荣誉", "最美田园"),
    "land_transferred": of("项目", "土地流转"), "industrial_land_vacated": of("项目", "退出工业用地"),
    "collective_land_freed": of("项目", "腾空集体土地"),
    "signed_households": of("项目", "签约"), "signed_people": of("项目", "签约"), "signed_land": of("项目", "签约"),
    "signing_hours": of("项目", "签约"), "centre_floor_area": of("项目", "商业中心"), "centre_days": of("项目", "商业中心"),
    "hives_per_person": Row("结对台账", {"项目": "养蜂帮扶"}), "income_per_hive": of("项目", "养蜂"),
}
YANGLIU = {
    "area_kinds": of("片区", "传统文化"), "areas": of("片区", "以强带弱"),
    "enterprise_villages": Row("联建", {"联建形式": "龙头带动"}), "park_villages": Row("联建", {"联建形式": "园区辐射"}),
    "leaders": Row("村情", {"名称": "安乐庄"}), "led": Row("以强带弱"),
    "culture_villages": Row("村情", {"片区": "PQ-06"}), "governance_villages": Row("村情", {"片区": "PQ-07"}),
    "villages": Row("村情", {"片区": "PQ-01"}),
    "centre_cadres": of("岗位", "下沉干部"), "within_15_minutes": Row("服务中心", {"编码": "ZX-05"}),
    "joint_park_villages": Row("参与", {"项目或专项": "XM-01"}), "joint_park_land": of("项目", "联建产业园"),
    "union_industries": Row("合作社", {"加入联合社": "HZS-00"}), "advanced": of("荣誉", "先进基层党组织"),
    "think_tanks": of("队伍", "智囊团"),
    "heritage": of("荣誉", "非物质文化遗产"), "beautiful": of("荣誉", "美丽乡村"),
}
LINGAO = {
    "stops": Row("演出", {"编码": "XJ-05"}), "townships": Row("演出", {"编码": "XJ-06"}), "farms": Row("演出", {"演出地点": ["NC-01"]}),
    "first_day": Row("演出", {"日期": date(2020, 8, 23)}), "last_day": Row("演出", {"日期": date(2020, 9, 12)}),
    "yearly": of("演出", "下乡演出"),
}
SHEQI = {
    "levels": of("党组织", "联合党小组"), "tasks": Row("专项工作"), "general_branches": of("党组织", "联合党总支"),
    "joint_branches": of("党组织", "联合党支部"), "members": Row("党员"), "households": Row("建档立卡户", {**LIFTED}),
    "people": Row("建档立卡户", {**LIFTED}), "lifted_households": Row("建档立卡户", {**LIFTED}),
    "lifted_people": Row("建档立卡户", {**LIFTED}), "incidence": Row("建档立卡户", {**LEFT}),
    "poor_villages": Row("村情", {"贫困村": True}),
}
SIZIWANG = {
    "townships": of("苏木乡镇", "苏木"), "villages": of("嘎查村", "嘎查"),
    "study_members": Row("结对台账", {"项目": "帮学", "终止日期": None}, alone="帮扶人"),
    "study_households": Row("结对台账", {"项目": "帮学", "终止日期": None}, alone="帮扶对象"),
    "rich_leaders": Row("党员名册", {"致富带头人": True}), "rich_households": Row("结对台账", {"项目": "带富"}, alone="帮扶对象"),
    "committee_helpers": Row("结对台账", {"项目": "包户"}, alone="帮扶人"), "left_households": Row("建档立卡户", {**LEFT}),
    "committed_members": Row("承诺台账", alone="承诺人"), "commitments": Row("承诺台账"),
}
GANYU = {
    "tiers": of("党组织", "行业党委"), "head_kinds": of("岗位", "单元长"), "council_parties": Row("席位", {"席位类别": "业委会"}),
    "meeting_kinds": of("活动", "事务评议"), "squad_kinds": of("队伍", "小分队"), "teams": of("队伍", "志愿服务队"),
    "matters_solved": Row("难题", {"状态": "已解决"}), "posts": of("岗位", "关爱老人"),
    "staff_fee_rate": Row("物业费", {"所在地": "320707101"}), "estate_fee_rate": Row("物业费", {"所在地": "XQ-1"}),
}
ROWS = {
    "muyun": MUYUN, "yangliu": YANGLIU, "lingao": LINGAO, "sheqi": SHEQI, "siziwang": SIZIWANG, "ganyu": GANYU,
    "songjianghe": {"committees": of("党组织", "社区大党委"), "first_meetings": of("会议", "议事会议")},
    "liaoning": {"committees": of("党组织", "行业党委")},
}
"""System → figure → the row to take away."""

STILL = {
    "muyun.post_kinds": "each kind has twelve posts",
    "muyun.hives_per_person": "each pair was given two hives",
    "yangliu.union_industries": "each industry has several cooperatives in the union",
    "sheqi.levels": "each tier has sixteen joint organisations or more",
    "sheqi.incidence": "one household is less than a hundredth of a per cent; the people left fall by its size",
    "ganyu.head_kinds": "each kind of head has several posts",
    "ganyu.council_parties": "each party sits on several councils",
    "ganyu.meeting_kinds": "each kind of meeting was held several times",
    "ganyu.squad_kinds": "each kind of squad is there several times",
}
"""Figures that no single row can move, and why."""
